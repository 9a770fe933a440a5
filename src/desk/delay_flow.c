/* The message that tells a delay, and what the clock keeps of it. */
#include "desk/delay_flow.h"

#include "complaint/letter_blocks.h"
#include "complaint/pack_version.h"
#include "i18n/lang.h"
#include "operation/step.h"

#include <string.h>

const struct pack_letter *delay_letter(const struct dossier *d, const struct clock_row *clock)
{
    return strcmp(clock->state, "running") == 0 ? pack_holding(d->pack, clock->name) : NULL;
}

static struct clock_row *clock_find(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; name && i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0 && delay_letter(d, &d->clock.row[i]))
            return &d->clock.row[i];
    return NULL;
}

static bool not_late(struct date due, struct err *err)
{
    char day[DATE_TEXT];

    date_text(due, day);
    err_field(err, "expected_on",
              N_("It is due on {date}: until then nothing is late. Write a later day."));
    err_arg(err, "date", day);
    return false;
}

static bool allowed(const struct step *s, const struct clock_row *clock,
                    const struct delay_form *form, struct err *err)
{
    struct date due, today = zone_date(s->p->zone, s->act->now, NULL);

    if (!facts_open(&s->d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (!clock)
        return err_field(err, "clock", N_("Choose what comes later than it was promised."));
    if (!step_reason("reason", form->reason, err))
        return false;
    if (!date_is_set(form->expected_on) || date_compare(form->expected_on, today) < 0)
        return err_field(err, "expected_on",
                         N_("Write the day by which the complainant can expect it."));
    due = zone_date(s->p->zone, clock->due_at, NULL);
    return date_compare(form->expected_on, due) > 0 || not_late(due, err);
}

static const char *letter(const struct step *s, const struct clock_row *clock,
                          const struct delay_form *form)
{
    const struct lang *l = dossier_lang(&s->d, s->p->lang);
    struct arena *a = s->act->a;
    struct date today = zone_date(s->p->zone, s->act->now, NULL),
                due = zone_date(s->p->zone, clock->due_at, NULL);
    const char *asked = letter_blocks(a, delay_letter(&s->d, clock), l, NULL);
    const char *why = lang_format(
        a, l,
        N_("A date that we gave you is not kept: {what}, by {before}. We are sorry. The reason: "
           "{reason}"),
        "what", procedure_case_label(s->p, s->d.pack, clock->name, l), "before",
        lang_date(a, l, due, DATE_LONG, today), "reason", form->reason, NULL);
    const char *when = lang_format(a, l, N_("You can expect it by {date}."), "date",
                                   lang_date(a, l, form->expected_on, DATE_LONG, today), NULL);
    const char *text = arena_join(a, why, "\n\n", when);

    return asked ? arena_join(a, text, "\n\n", asked) : text;
}

bool delay_tell(const struct act *act, const struct procedure *p, int64_t complaint,
                int64_t version, const struct delay_form *form, struct err *err)
{
    AUTO_STEP s = { 0 };
    struct clock_row *clock;
    const char *text;

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    clock = clock_find(&s.d, form->clock);
    if (!allowed(&s, clock, form, err))
        return false;
    text = letter(&s, clock, form);
    if (!step_words_new(&s, "reason", NULL, text, err) ||
        !step_event(&s, "delay_told", form->reason, err))
        return false;
    clock->delay_told_at = act->now;
    clock->expected_on = form->expected_on;
    return step_message(&s, "update", NULL, s.d.facts.reachable ? "update" : NULL, text, NULL,
                        err) &&
           step_clocks(&s, "delay_told", err) && step_done(&s, err);
}
