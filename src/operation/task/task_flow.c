/* Asking another team, its answer, and settling it. */
#include "operation/task/task_flow.h"

#include "base/utf8.h"
#include "complaint/due.h"
#include "complaint/files.h"
#include "complaint/pack_version.h"
#include "db/desk_sql.h"
#include "db/filing_sql.h"

#include <string.h>

/* -- what is asked -- */

/* Whoever is asked has to be there, and to be fit for this case. */
static bool whom_valid(struct step *s, const struct task_form *form, struct err *err)
{
    struct team_row team = { 0 };
    struct err none = { 0 };
    int64_t roles = 0;

    if (form->team <= 0 || !team_by_id(s->act->a, s->act->db, form->team, &team, &none) ||
        instant_is_set(team.ended_at))
        return err_field(err, "team", N_("Choose the team that is asked."));
    if (form->staff == 0)
        return true;
    if (!sql_owner_roles(s->act->a, s->act->db, form->staff, form->team, s->act->now, &roles, err))
        return false;
    if (roles == 0)
        return err_field(err, "staff", N_("Choose somebody who works in that team."));
    return facts_conflict(&s->d.facts, form->staff) == CONFLICT_NONE ||
           err_field(err, "staff",
                     N_("The complaint is about this person, or they declared a conflict of "
                        "interest. Ask somebody else."));
}

static bool text_short(const char *text, struct err *err)
{
    return !text || utf8_count(text, strlen(text)) <= TASK_TEXT_MOST ||
           err_field(err, "text", N_("Write it shorter: at most 4,000 characters."));
}

static bool text_valid(const char *text, const char *missing, struct err *err)
{
    return step_given(text) ? text_short(text, err) : err_field(err, "text", missing);
}

/* The calendar and the office hours by which the case is counted. */
static bool terms(const struct step *s, struct clock_row *clock, struct err *err)
{
    const struct clock_rule_row *rule =
        procedure_case_clock(s->p, s->d.pack, s->d.c.class, "decision");
    const struct calendar_row *calendar = s->p->calendars.row;

    if (!rule && s->p->clocks.n > 0)
        rule = s->p->clocks.row;
    if (!rule && s->p->calendars.n == 0)
        return err_internal(err, "there is no calendar");
    clock->calendar = rule ? rule->calendar : calendar->name;
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

static bool clock_begin(struct step *s, const struct task_form *form, int64_t task, int64_t *clock,
                        struct err *err)
{
    struct clock_row row = { .name = arena_printf(s->act->a, TASK_CLOCK "%" PRId64, task) };

    if (!terms(s, &row, err) || !due_read(s, form, &row, err) ||
        !case_clock_start(&s->h, s->p, &s->d, &row, s->act->now, err))
        return false;
    *clock = row.id;
    return true;
}

static bool open_begin(struct step *s, const struct act *act, const struct procedure *p,
                       int64_t complaint, struct err *err)
{
    if (!step_open(s, act, p, complaint, 0, err))
        return false;
    return facts_open(&s->d.facts) ||
           err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
}

/* What the pack says stands in for what the form leaves open. */
static bool pack_fill(struct step *s, struct task_form *form, struct err *err)
{
    const struct pack_task *of = pack_task(s->d.pack, form->code);
    struct err none = { 0 };

    if (!form->code)
        return true;
    if (!of || !pack_concerns(s->d.pack, &of->classes, s->d.c.class))
        return err_field(err, "code", N_("The procedure of this complaint has no such task."));
    if (!step_given(form->text))
        form->text = of->ask.in[dossier_lang(&s->d, s->p->lang)->index];
    if (form->team == 0 && of->team &&
        !sql_team_by_name(s->act->a, s->act->db, of->team, &form->team, &none))
        return none.kind == ERR_NOT_FOUND
                   ? err_field(err, "team",
                               N_("The team that the procedure names is not there. Choose one."))
                   : (*err = none, false);
    return true;
}

bool task_ask(const struct act *act, const struct procedure *p, int64_t complaint,
              const struct task_form *asked, int64_t *id, struct err *err)
{
    struct task_row row = { .code = asked->code, .asked_at = act->now, .asked_by = act->actor_id };
    struct task_form form = *asked;
    AUTO_STEP s = { 0 };

    if (!open_begin(&s, act, p, complaint, err) || !pack_fill(&s, &form, err) ||
        !whom_valid(&s, &form, err) ||
        !text_valid(form.text, N_("Write what the team is to do."), err))
        return false;
    if (s.d.task.n >= TASK_MOST)
        return err_set(err, ERR_REFUSED,
                       N_("A complaint has 40 tasks at most. Ask within one that is open."));
    if (!step_event(&s, "task_asked", NULL, err))
        return false;
    row.id = history_id(&s.h);
    row.complaint_id = complaint;
    row.team_id = form.team;
    row.staff_id = form.staff;
    row.state = word_code(&task_state_words, TASK_ASKED);
    if (!clock_begin(&s, &form, row.id, &row.clock_id, err) ||
        !step_about(&s, TASK_ENTRY, row.id, form.text, &row.entry_id, err) ||
        !history_insert(&s.h, &task_table, &row, err) || !step_done(&s, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

/* -- what becomes of it -- */

/* A task under way. */
struct tasking {
    struct step s;
    const struct task_row *before;
    struct task_row after;
};
static void tasking_drop(struct tasking *t)
{
    step_drop(&t->s);
}
#define AUTO_TASKING struct tasking CLEANUP(tasking_drop)

static bool tasking_open(struct tasking *t, const struct act *act, const struct procedure *p,
                         int64_t complaint, int64_t task, struct err *err)
{
    if (!open_begin(&t->s, act, p, complaint, err))
        return false;
    t->before = dossier_task(&t->s.d, task);
    if (!t->before)
        return err_set(err, ERR_NOT_FOUND, N_("There is no such task."));
    t->after = *t->before;
    return true;
}

static bool not_now(struct err *err)
{
    return err_set(err, ERR_CONFLICT,
                   N_("Somebody was faster: the task is somewhere else by now. Look at it again."));
}

static bool state_in(const struct tasking *t, unsigned states)
{
    return states & 1u << task_state(t->before);
}

/* The words with the files, the row and the event. */
static bool tasking_write(struct tasking *t, const char *kind, enum task_state to, const char *text,
                          const char *files, struct err *err)
{
    const struct staged_file *file;
    struct rows staged = { 0 };
    int64_t entry = 0;

    t->after.state = word_code(&task_state_words, to);
    if (!text_short(text, err) || (files && !staged_list(t->s.act, files, &staged, err)) ||
        !step_event(&t->s, kind, NULL, err) ||
        !step_about(&t->s, TASK_ENTRY, t->before->id, text, &entry, err))
        return false;
    file = staged.row;
    for (size_t i = 0; i < staged.n; i++)
        if (!file_claim(&t->s.h, file[i].id, files, "internal", entry, NULL, err))
            return false;
    return true;
}

static bool tasking_done(struct tasking *t, struct err *err)
{
    return history_update(&t->s.h, &task_table, t->before, &t->after, err) && step_done(&t->s, err);
}

static bool accept(struct tasking *t, const char *text, struct err *err)
{
    if (!state_in(t, 1u << TASK_ASKED))
        return not_now(err);
    t->after.accepted_at = t->s.act->now;
    t->after.accepted_by = t->s.act->actor_id;
    return tasking_write(t, "task_accepted", TASK_ACCEPTED, text, NULL, err) &&
           tasking_done(t, err);
}

static bool send_back(struct tasking *t, const char *text, struct err *err)
{
    if (!state_in(t, 1u << TASK_ASKED | 1u << TASK_ACCEPTED))
        return not_now(err);
    if (!text_valid(text, N_("Write why your team cannot do it, or whose it is."), err))
        return false;
    t->after.answered_at = t->s.act->now;
    t->after.answered_by = t->s.act->actor_id;
    if (!tasking_write(t, "task_sent_back", TASK_SENT_BACK, text, NULL, err))
        return false;
    case_clock_void(&t->s.d, t->before->clock_id, t->s.act->now);
    return tasking_done(t, err);
}

/* Whoever does it at once has taken it on. */
static bool finish(struct tasking *t, const char *text, const char *files, struct err *err)
{
    if (!state_in(t, 1u << TASK_ASKED | 1u << TASK_ACCEPTED))
        return not_now(err);
    if (!text_valid(text, N_("Write what was done."), err))
        return false;
    t->after.answered_at = t->s.act->now;
    t->after.answered_by = t->s.act->actor_id;
    if (!instant_is_set(t->before->accepted_at)) {
        t->after.accepted_at = t->s.act->now;
        t->after.accepted_by = t->s.act->actor_id;
    }
    if (!tasking_write(t, "task_done", TASK_DONE, text, files, err))
        return false;
    case_clock_end(&t->s.d, t->before->clock_id, t->s.act->now);
    return tasking_done(t, err);
}

bool task_reply(const struct act *act, const struct procedure *p, int64_t complaint, int64_t task,
                enum task_answer what, const char *text, const char *files, struct err *err)
{
    AUTO_TASKING t = { 0 };

    if (!tasking_open(&t, act, p, complaint, task, err))
        return false;
    switch (what) {
    case TASK_ACCEPT:
        return accept(&t, text, err);
    case TASK_SEND_BACK:
        return send_back(&t, text, err);
    case TASK_FINISH:
        break;
    }
    return finish(&t, text, files, err);
}

static bool confirm(struct tasking *t, const char *text, struct err *err)
{
    return state_in(t, 1u << TASK_DONE)
               ? tasking_write(t, "task_confirmed", TASK_CONFIRMED, text, NULL, err) &&
                     tasking_done(t, err)
               : not_now(err);
}

/* The time of the team runs on from when it was asked. */
static bool give_back(struct tasking *t, const char *text, struct err *err)
{
    if (!state_in(t, 1u << TASK_DONE))
        return not_now(err);
    return text_valid(text, N_("Write what is still to be done."), err) &&
           tasking_write(t, "task_given_back", TASK_ACCEPTED, text, NULL, err) &&
           case_clock_again(&t->s.h, t->s.p, &t->s.d, t->before->clock_id, err) &&
           tasking_done(t, err);
}

static bool cancel(struct tasking *t, const char *text, struct err *err)
{
    if (!task_unsettled(t->before))
        return not_now(err);
    if (!text_valid(text, N_("Write the reason. It is kept with the complaint."), err) ||
        !tasking_write(t, "task_cancelled", TASK_CANCELLED, text, NULL, err))
        return false;
    if (task_state(t->before) != TASK_DONE)
        case_clock_void(&t->s.d, t->before->clock_id, t->s.act->now);
    return tasking_done(t, err);
}

bool task_settle(const struct act *act, const struct procedure *p, int64_t complaint, int64_t task,
                 enum task_settling what, const char *text, struct err *err)
{
    AUTO_TASKING t = { 0 };

    if (!tasking_open(&t, act, p, complaint, task, err))
        return false;
    t.after.settled_at = act->now;
    t.after.settled_by = act->actor_id;
    switch (what) {
    case TASK_CONFIRM:
        return confirm(&t, text, err);
    case TASK_GIVE_BACK:
        return give_back(&t, text, err);
    case TASK_CANCEL:
        break;
    }
    return cancel(&t, text, err);
}

bool task_ask_again(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t task, const struct task_form *form, struct err *err)
{
    AUTO_TASKING t = { 0 };

    if (!tasking_open(&t, act, p, complaint, task, err))
        return false;
    if (!state_in(&t, 1u << TASK_SENT_BACK))
        return not_now(err);
    if (!whom_valid(&t.s, form, err) ||
        !tasking_write(&t, "task_asked_again", TASK_ASKED, form->text, NULL, err) ||
        !clock_begin(&t.s, form, task, &t.after.clock_id, err))
        return false;
    t.after.team_id = form->team;
    t.after.staff_id = form->staff;
    t.after.accepted_at = t.after.answered_at = (struct instant){ 0 };
    t.after.accepted_by = t.after.answered_by = 0;
    return tasking_done(&t, err);
}
