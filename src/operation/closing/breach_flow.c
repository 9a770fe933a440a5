/* The causes of missed dates, in the clocks that missed them. */
#include "operation/closing/breach_flow.h"

#include "complaint/breach.h"
#include "operation/step.h"
#include "people/second_person.h"

static const struct field breach_form_fields[] = {
    FIELD(struct breach_form, clock,
          .help = "The id of the clock that was missed; 0: all of which nobody said why."),
    FIELD(struct breach_form, cause, .max = 40, .help = "A code of the list breach_cause."),
    FIELD(struct breach_form, text, .max = 2000, .lines = true,
          .help = "In words; some causes want them."),
};
const struct record breach_form_record = RECORD(struct breach_form, breach_form_fields);

static bool valid(const struct procedure *p, const struct breach_form *form, struct err *err)
{
    const struct code_row *code =
        step_given(form->cause) ? procedure_code(p, "breach_cause", form->cause) : NULL;

    if (!code || instant_is_set(code->ended_at))
        return err_field(err, "cause", N_("Choose why the date was missed."));
    return !code->detail || step_given(form->text) ||
           err_field(err, "text", N_("Say in words why the date was missed."));
}

static bool concerned(const struct clock_row *clock, int64_t id)
{
    return id == 0 ? breach_open(clock) : clock->id == id && clock_breached(clock);
}

static int explain(struct step *s, const struct breach_form *form)
{
    int n = 0;

    for (size_t i = 0; i < s->d.clock.n; i++) {
        struct clock_row *clock = &s->d.clock.row[i];
        if (!concerned(clock, form->clock))
            continue;
        clock->breach_code = form->cause;
        step_text(&clock->breach_cause, form->text);
        clock->breach_said_at = s->act->now;
        clock->breach_said_by = s->who.user;
        n++;
    }
    return n;
}

bool breach_explain(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t version, const struct breach_form *form, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!act_by_staff(act, err) || !valid(p, form, err) ||
        !step_open(&s, act, p, complaint, version, err))
        return false;
    if (explain(&s, form) == 0)
        return err_set(err, ERR_REFUSED,
                       N_("No date was missed here of which it is to be said why."));
    return step_event(&s, "breach_explained", NULL, err) && step_done(&s, err);
}
