/* A clock made longer: counted from its first start with what was added, and the complainant told
 * before the old day. */
#include "desk/extend_flow.h"

#include "complaint/board.h"
#include "complaint/clock.h"
#include "complaint/letter_blocks.h"
#include "complaint/pack_version.h"
#include "i18n/lang.h"
#include "operation/step.h"

#include <string.h>

bool extend_open(const struct clock_row *clock, struct instant now)
{
    return strcmp(clock->state, "running") == 0 && clock->due_at.us >= now.us &&
           clock_extension(clock->extends, clock->extended) > 0;
}

static struct clock_row *clock_find(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; name && i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0 &&
            strcmp(d->clock.row[i].state, "running") == 0)
            return &d->clock.row[i];
    return NULL;
}

static bool allowed(const struct step *s, const struct clock_row *clock, struct err *err)
{
    if (!clock)
        return err_field(err, "choice", N_("Choose which time is to be longer."));
    if (clock->due_at.us < s->act->now.us)
        return err_set(err, ERR_REFUSED,
                       N_("This time is over. It could only be made longer before."));
    if (clock_extension(clock->extends, clock->extended) == 0)
        return err_set(err, ERR_REFUSED, N_("This time cannot be made longer any more."));
    if (s->who.user != 0 && s->who.user == s->d.c.owner_id)
        return err_set(err, ERR_REFUSED,
                       N_("Somebody else than who answers for the complaint agrees to more time."));
    return true;
}

static const char *notice(const struct step *s, const struct clock_row *clock,
                          struct instant before, const char *reason)
{
    const struct lang *l = dossier_lang(&s->d, s->p->lang);
    struct arena *a = s->act->a;
    struct date today = zone_date(s->p->zone, s->act->now, NULL);
    struct date was = zone_date(s->p->zone, before, NULL);
    struct date is = zone_date(s->p->zone, clock->due_at, NULL);

    const char *asked = letter_blocks(a, pack_letter(s->d.pack, "delay"), l, NULL);
    const char *text =
        lang_format(a, l,
                    N_("We need more time for your complaint. What we promised by {before} comes "
                       "by {date} at the latest ({what}). The reason: {reason}"),
                    "before", lang_date(a, l, was, DATE_LONG, today), "date",
                    lang_date(a, l, is, DATE_LONG, today), "what",
                    procedure_case_label(s->p, s->d.pack, clock->name, l), "reason", reason, NULL);

    return asked ? arena_printf(a, "%s\n\n%s", text, asked) : text;
}

bool extend_longer(struct arena *a, const struct procedure *p, struct clock_row *clock,
                   const struct rows *pauses, struct instant now, struct err *err)
{
    const struct board b = { .a = a, .p = p };

    return board_longer(&b, clock, pauses, now, err);
}

static bool lengthen(struct step *s, struct clock_row *clock, struct err *err)
{
    struct rows pauses;

    if (!clock_pause_of(s->act->a, s->act->db, s->d.c.id, &pauses, err) ||
        !extend_longer(s->act->a, s->p, clock, &pauses, s->act->now, err))
        return false;
    case_clocks_note(s->act->a, &s->d, arena_printf(s->act->a, "*longer:%s", clock->name),
                     s->act->now);
    return true;
}

bool keep_extend(const struct act *act, const struct procedure *p, const struct keep *k,
                 struct err *err)
{
    AUTO_STEP s = { 0 };
    struct clock_row *clock;
    struct instant before;

    if (!step_open(&s, act, p, k->complaint, k->version, err) ||
        !step_reason("reason", k->reason, err))
        return false;
    clock = clock_find(&s.d, k->choice);
    if (!allowed(&s, clock, err) || !step_event(&s, "clock_extended", k->reason, err))
        return false;
    before = clock->due_at;
    return lengthen(&s, clock, err) &&
           step_message(&s, "update", NULL, s.d.facts.reachable ? "update" : NULL,
                        notice(&s, clock, before, k->reason), NULL, err) &&
           step_done(&s, err);
}
