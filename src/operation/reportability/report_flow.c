/* Reportability from the assessment that opens it to the report or the confirmed decision. */
#include "operation/reportability/report_flow.h"

#include "complaint/own_table.h"
#include "complaint/report.h"
#include "i18n/zone.h"
#include "people/second_person.h"

#include <string.h>

/* -- acts -- */

/* One record under way. */
struct reporting {
    struct step s;
    const struct pack_regime *regime;
    const struct reportability_row *before;
    struct reportability_row after;
};
static void reporting_drop(struct reporting *r)
{
    step_drop(&r->s);
}
#define AUTO_REPORTING struct reporting CLEANUP(reporting_drop)

static bool reporting_open(struct reporting *r, const struct act *act, const struct procedure *p,
                           int64_t complaint, int64_t version, const char *regime, struct err *err)
{
    if (!act_by_staff(act, err) || !step_open(&r->s, act, p, complaint, version, err))
        return false;
    r->regime = pack_regime(r->s.d.pack, regime);
    r->before = regime ? report_row(&r->s.d, regime) : NULL;
    if (!r->regime || !r->before)
        return err_field(err, "regime", N_("This complaint has no such record of reportability."));
    r->after = *r->before;
    if (!instant_is_set(r->before->filed_at))
        return true;
    return err_set(err, ERR_REFUSED, N_("This was reported already."));
}

static bool reporting_write(struct reporting *r, const char *kind, struct err *err)
{
    return step_event(&r->s, kind, NULL, err) &&
           history_update(&r->s.h, &reportability_table, r->before, &r->after, err);
}

/* Answers that are events run their clocks from the awareness too. */
static bool answers_tell(struct reporting *r, struct err *err)
{
    struct step *s = &r->s;
    const struct pack_field *f = r->regime->questions;
    struct own_cells t, was;

    if (!own_cells_read(s->act->a, f, r->after.answers.text, &t) ||
        !own_cells_read(s->act->a, f, r->before->answers.text, &was))
        return err_internal(err, "answers of %s are no table", r->regime->code);
    for (size_t i = 0; t.n == 1 && i < f->n_columns; i++) {
        const char *before = was.n == 1 ? was.cell[i] : NULL;
        if (own_happens(&f->column[i], t.cell[i]) && !own_happens(&f->column[i], before) &&
            !case_clocks(&s->h, s->p, &s->d, f->column[i].event, s->d.c.received_at, err))
            return false;
    }
    return true;
}

/* What was confirmed and is decided anew counts again, from the same day. */
static bool clock_again(struct reporting *r, struct err *err)
{
    struct step *s = &r->s;

    return !instant_is_set(r->before->confirmed_at) ||
           case_clocks(&s->h, s->p, &s->d, report_event(s->act->a, r->regime, false),
                       s->d.c.received_at, err);
}

static bool decision_read(struct reporting *r, const struct report_form *form, struct err *err)
{
    const char *answers = NULL, *code = r->regime->code;
    struct arena *a = r->s.act->a;
    enum report_decision decision =
        form->decision ? word_value(&report_decision_words, form->decision) : REPORT_UNDECIDED;

    if (!own_table_read(a, r->regime->questions, code, form->answers, NULL, &answers, err))
        return false;
    if (!answers)
        return err_field(err, own_cell_name(a, code, 0, r->regime->questions->column[0].name),
                         N_("Please fill this in."));
    if (decision == REPORT_UNDECIDED)
        return err_field(err, arena_printf(a, "%s-decision", code),
                         N_("Choose whether it must be reported."));
    if (!step_given(form->reasons))
        return err_field(err, arena_printf(a, "%s-reasons", code),
                         N_("Write the reasons for this decision."));
    r->after.answers = secret_text(answers);
    r->after.decision = word_code(&report_decision_words, decision);
    r->after.reasons = secret_text(form->reasons);
    r->after.decided_by = r->s.who.user;
    r->after.decided_at = r->s.act->now;
    r->after.confirmed_by = 0;
    r->after.confirmed_at = (struct instant){ 0 };
    return true;
}

bool report_decide(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const struct report_form *form, struct err *err)
{
    AUTO_REPORTING r = { 0 };

    return reporting_open(&r, act, p, complaint, version, form->regime, err) &&
           decision_read(&r, form, err) && reporting_write(&r, "report_decided", err) &&
           clock_again(&r, err) && answers_tell(&r, err) &&
           (r.after.decision == NULL || strcmp(r.after.decision, "reportable") != 0 ||
            step_significance(&r.s, NULL, NULL, 0, true, err)) &&
           step_done(&r.s, err);
}

bool report_confirm(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t version, const struct report_form *form, bool agreed, struct err *err)
{
    AUTO_REPORTING r = { 0 };

    if (!reporting_open(&r, act, p, complaint, version, form->regime, err))
        return false;
    if (!report_awaits_second(r.before))
        return err_set(err, ERR_REFUSED,
                       N_("Nothing waits for a second person here. Look at the record again."));
    if (!act_by_another(act, r.before->decided_by, err))
        return false;
    if (agreed) {
        r.after.confirmed_by = r.s.who.user;
        r.after.confirmed_at = act->now;
        return reporting_write(&r, "report_confirmed", err) &&
               step_clocks(&r.s, report_event(act->a, r.regime, true), err) && step_done(&r.s, err);
    }
    if (!step_given(form->reasons))
        return err_field(err, arena_printf(act->a, "%s-second", r.regime->code),
                         N_("Write why you do not agree."));
    r.after.decision = NULL;
    r.after.decided_at = (struct instant){ 0 };
    return reporting_write(&r, "report_refused", err) && step_note(&r.s, form->reasons, err) &&
           step_done(&r.s, err);
}

/* The clock stops on the day of the report, which may be taken down later. */
static bool filed_at(struct reporting *r, struct date on, struct err *err)
{
    const char *field = arena_printf(r->s.act->a, "%s-filed_on", r->regime->code);
    const struct zone *zone = r->s.p->zone;
    struct instant now = r->s.act->now;
    struct date today = zone_date(zone, now, NULL);

    if (!date_is_set(on) || date_compare(on, today) > 0)
        return err_field(err, field, N_("Write the day on which it was reported, today at most."));
    if (date_compare(on, zone_date(zone, r->s.d.c.received_at, NULL)) < 0)
        return err_field(err, field, N_("That was before the complaint came in."));
    r->after.filed_at = now;
    if (date_compare(on, today) < 0)
        r->after.filed_at = (struct instant){ zone_instant(zone, date_add(on, 1), 0).us - 1 };
    return true;
}

bool report_filed(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, const struct report_form *form, struct err *err)
{
    AUTO_REPORTING r = { 0 };
    struct step *s = &r.s;

    if (!reporting_open(&r, act, p, complaint, version, form->regime, err))
        return false;
    if (report_decision(r.before) != REPORT_NEEDED)
        return err_set(err, ERR_REFUSED, N_("Decide first whether it must be reported."));
    if (!filed_at(&r, form->filed_on, err))
        return false;
    r.after.filed_by = r.s.who.user;
    r.after.number = secret_text(form->number);
    return reporting_write(&r, "report_filed", err) &&
           case_clocks(&s->h, s->p, &s->d, report_event(act->a, r.regime, true), r.after.filed_at,
                       err) &&
           step_done(s, err);
}
