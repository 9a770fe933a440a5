/* What acts on tasks share: until when, what is written, what becomes of the row. */
#include "operation/task/task_step.h"

#include "complaint/due.h"
#include "complaint/files.h"
#include "complaint/pack_version.h"

#include <string.h>

bool task_text_short(const char *text, struct err *err)
{
    return !text || record_text_fits("text", text, strlen(text), TASK_TEXT_MOST, err);
}

bool task_text_valid(const char *text, const char *missing, struct err *err)
{
    return step_given(text) ? task_text_short(text, err) : err_field(err, "text", missing);
}

/* The calendar and the office hours by which the case is counted. */
static bool terms(const struct step *s, struct clock_row *clock, struct err *err)
{
    const struct clock_rule_row *rule =
        procedure_case_clock(s->p, s->d.pack, s->d.c.class, "decision");

    if (!rule && s->p->clocks.n > 0)
        rule = s->p->clocks.row;
    if (s->p->calendars.n == 0)
        return err_internal(err, "there is no calendar");
    clock->calendar = procedure_rule_calendar(s->p, s->d.pack, rule);
    clock->hours = rule ? rule->hours : NULL;
    clock->tells = "100:owner";
    return true;
}

static bool due_read(const struct step *s, const struct task_form *form, struct clock_row *clock,
                     struct err *err)
{
    const struct pack_task *of = pack_task(s->d.pack, form->code);
    struct date today = zone_date(s->p->zone, s->act->now, NULL);

    if (date_is_set(form->due_on)) {
        if (date_compare(form->due_on, today) < 0 ||
            date_compare(form->due_on, date_add(today, 3660)) > 0)
            return err_field(err, "due_on", N_("Choose a day from today on."));
        clock->unit = clock_unit_code(CLOCK_DAYS);
        clock->length = date_to_days(form->due_on) - date_to_days(today);
        clock->hours = NULL;
        return true;
    }
    clock->unit = clock_unit_code(CLOCK_WORKING_DAYS);
    clock->length = form->working_days;
    if (form->working_days > 0 && form->working_days <= 500)
        return true;
    if (form->working_days != 0 || !of)
        return err_field(err, "due_on",
                         N_("Write until when it is to be done: a day, or a number of working "
                            "days from 1 to 500."));
    clock->unit = of->unit;
    clock->length = of->length;
    return true;
}

bool task_clock_begin(struct step *s, const struct task_form *form, int64_t task, int64_t *clock,
                      struct err *err)
{
    const char *name = form->outsider ? OUTSIDE_CLOCK : TASK_CLOCK;
    struct clock_row row = { .name = arena_printf(s->act->a, "%s%" PRId64, name, task) };

    if (!terms(s, &row, err) || !due_read(s, form, &row, err) ||
        !case_clock_start(&s->h, s->p, &s->d, &row, s->act->now, err))
        return false;
    *clock = row.id;
    return true;
}

struct instant task_due(const struct step *s, int64_t clock)
{
    for (size_t i = 0; i < s->d.clock.n; i++)
        if (s->d.clock.row[i].id == clock)
            return s->d.clock.row[i].due_at;
    return s->act->now;
}

bool task_step_open(struct step *s, const struct act *act, const struct procedure *p,
                    int64_t complaint, struct err *err)
{
    if (!step_open(s, act, p, complaint, 0, err))
        return false;
    return facts_open(&s->d.facts) ||
           err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
}

void tasking_drop(struct tasking *t)
{
    step_drop(&t->s);
}

bool tasking_open(struct tasking *t, const struct act *act, const struct procedure *p,
                  int64_t complaint, int64_t task, struct err *err)
{
    if (!task_step_open(&t->s, act, p, complaint, err))
        return false;
    t->before = dossier_task(&t->s.d, task);
    if (!t->before)
        return err_set(err, ERR_NOT_FOUND, N_("There is no such task."));
    t->after = *t->before;
    return true;
}

bool task_not_now(struct err *err)
{
    return err_set(err, ERR_CONFLICT,
                   N_("Somebody was faster: the task is somewhere else by now. Look at it again."));
}

bool tasking_in(const struct tasking *t, unsigned states)
{
    return states & 1u << task_state(t->before);
}

/* The same acts of somebody outside have names of their own. */
static const char *event_kind(const struct task_row *t, const char *kind)
{
    static const char *const outside[][2] = {
        { "task_done", "outside_party_answered" },
        { "task_sent_back", "outside_party_declined" },
        { "task_confirmed", "outside_party_accepted" },
        { "task_given_back", "outside_party_sent_back" },
        { "task_asked_again", "outside_party_asked_again" },
        { "task_cancelled", "outside_party_cancelled" },
    };

    for (size_t i = 0; t->outsider_id != 0 && i < COUNT(outside); i++)
        if (strcmp(outside[i][0], kind) == 0)
            return outside[i][1];
    return kind;
}

bool tasking_write(struct tasking *t, const char *kind, enum task_state to, const char *text,
                   const char *files, struct err *err)
{
    const struct staged_file *file;
    struct rows staged = { 0 };
    int64_t entry = 0;

    t->after.state = word_code(&task_state_words, to);
    if (!task_text_short(text, err) || (files && !staged_list(t->s.act, files, &staged, err)) ||
        !step_event(&t->s, event_kind(t->before, kind), NULL, err) ||
        !step_about(&t->s, TASK_ENTRY, t->before->id, text, &entry, err))
        return false;
    file = staged.row;
    for (size_t i = 0; i < staged.n; i++)
        if (!file_claim(&t->s.h, file[i].id, files, "internal", entry, NULL, err))
            return false;
    return true;
}

bool tasking_done(struct tasking *t, struct err *err)
{
    return history_update(&t->s.h, &task_table, t->before, &t->after, err) && step_done(&t->s, err);
}
