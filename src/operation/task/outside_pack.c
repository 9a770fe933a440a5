#include "operation/task/outside_pack.h"

#include "complaint/pack_version.h"

#include <string.h>

static const char *today(const struct step *s)
{
    char text[DATE_TEXT];

    date_text(zone_date(s->p->zone, s->act->now, NULL), text);
    return arena_str(s->act->a, text);
}

bool outside_told(struct step *s, const struct task_row *t, struct err *err)
{
    const struct pack_task *of = pack_task(s->d.pack, t->code);
    struct own_value value = { of ? of->told : NULL, today(s) };

    /* The first day counts, where several are asked. */
    return step_clocks(s, "outside_party_asked", err) &&
           (!value.name || dossier_own(&s->d, value.name) || step_fill(s, &value, 1, err));
}

bool outside_answered(struct step *s, const struct task_row *t, const char *text, struct err *err)
{
    const struct pack_task *of = pack_task(s->d.pack, t->code);
    struct own_value values[2];
    size_t n = 0;

    if (t->outsider_id == 0)
        return true;
    if (of && of->answered)
        values[n++] = (struct own_value){ of->answered, today(s) };
    if (of && of->result)
        values[n++] = (struct own_value){ of->result, text };
    return step_clocks(s, "outside_party_answered", err) && step_fill(s, values, n, err);
}

/* Those that stopped at the moment of the answer. Its own clock the act itself sees to. */
static bool clocks_again(struct step *s, const struct task_row *t, struct err *err)
{
    size_t n = s->d.clock.n;

    for (size_t i = 0; i < n; i++) {
        const struct clock_row *c = &s->d.clock.row[i];
        bool stopped = strcmp(c->state, "met") == 0 || strcmp(c->state, "missed") == 0;
        if (stopped && c->id != t->clock_id && instant_is_set(c->stopped_at) &&
            c->stopped_at.us == t->answered_at.us &&
            !case_clock_again(&s->h, s->p, &s->d, c->id, err))
            return false;
    }
    return true;
}

bool outside_unanswered(struct step *s, const struct task_row *t, struct err *err)
{
    const struct pack_task *of = pack_task(s->d.pack, t->code);
    struct own_value value = { of ? of->answered : NULL, NULL };

    if (t->outsider_id == 0)
        return true;
    return clocks_again(s, t, err) && (!value.name || step_fill(s, &value, 1, err));
}
