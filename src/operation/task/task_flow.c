/* Asking another team, its answer, and settling it. */
#include "operation/task/task_flow.h"

#include "complaint/named_team.h"
#include "complaint/pack_version.h"
#include "db/act_sql.h"
#include "db/desk_sql.h"
#include "operation/task/outside_link.h"
#include "operation/task/outside_pack.h"
#include "operation/task/task_step.h"

/* -- what is asked -- */

/* What nobody would see is not asked. */
static bool team_works(struct step *s, int64_t team, struct err *err)
{
    struct rows people = { 0 };

    return sql_people_of_team(s->act->a, s->act->db, team, s->act->now, &people, err) &&
           (people.n > 0 ||
            err_field(err, "team",
                      N_("Nobody works in this team or above it, so nobody would see the task. "
                         "Choose another team, or have somebody given a role there first.")));
}

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
        return team_works(s, form->team, err);
    if (!sql_owner_roles(s->act->a, s->act->db, form->staff, form->team, s->act->now, &roles, err))
        return false;
    if (roles == 0)
        return err_field(err, "staff", N_("Choose somebody who works in that team."));
    return facts_conflict(&s->d.facts, form->staff) == CONFLICT_NONE ||
           err_field(err, "staff",
                     N_("The complaint is about this person, or they declared a conflict of "
                        "interest. Ask somebody else."));
}

/* What the pack says stands in for what the form leaves open. */
static bool pack_fill(struct step *s, struct task_form *form, struct err *err)
{
    const struct pack_task *of = pack_task(s->d.pack, form->code);

    if (!form->code)
        return true;
    if (!of || of->outside || !pack_concerns(s->d.pack, &of->classes, s->d.c.class))
        return err_field(err, "code", N_("The procedure of this complaint has no such task."));
    if (!step_given(form->text))
        form->text = of->ask.in[dossier_lang(&s->d, s->p->lang)->index];
    if (form->team != 0 || !of->team)
        return true;
    return named_team(s->act, of->team, &form->team, err) &&
           (form->team != 0 ||
            err_field(err, "team",
                      N_("The team that the procedure names is not there. Choose one.")));
}

bool task_ask(const struct act *act, const struct procedure *p, int64_t complaint,
              const struct task_form *asked, int64_t *id, struct err *err)
{
    struct task_row row = { .code = asked->code, .asked_at = act->now, .asked_by = act->actor_id };
    struct task_form form = *asked;
    AUTO_STEP s = { 0 };

    if (!task_step_open(&s, act, p, complaint, err) || !pack_fill(&s, &form, err) ||
        !whom_valid(&s, &form, err) ||
        !task_text_valid(form.text, N_("Write what the team is to do."), err))
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
    if (!task_clock_begin(&s, &form, row.id, &row.clock_id, err) ||
        !step_about(&s, TASK_ENTRY, row.id, form.text, &row.entry_id, err) ||
        !history_insert(&s.h, &task_table, &row, err) || !step_done(&s, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

/* -- what becomes of it -- */

static bool accept(struct tasking *t, const char *text, struct err *err)
{
    if (!tasking_in(t, 1u << TASK_ASKED))
        return task_not_now(err);
    t->after.accepted_at = t->s.act->now;
    t->after.accepted_by = t->s.act->actor_id;
    return tasking_write(t, "task_accepted", TASK_ACCEPTED, text, NULL, err) &&
           tasking_done(t, err);
}

/* Somebody outside is no team of ours. */
static const char *send_back_missing(const struct tasking *t)
{
    return t->before->outsider_id != 0 ? N_("Write why it cannot be done, or whose it is.")
                                       : N_("Write why your team cannot do it, or whose it is.");
}

static bool send_back(struct tasking *t, const char *text, struct err *err)
{
    if (!tasking_in(t, 1u << TASK_ASKED | 1u << TASK_ACCEPTED))
        return task_not_now(err);
    if (!task_text_valid(text, send_back_missing(t), err))
        return false;
    t->after.answered_at = t->s.act->now;
    t->after.answered_by = t->s.act->actor_id;
    if (!tasking_write(t, "task_sent_back", TASK_SENT_BACK, text, NULL, err) ||
        !outside_answered(&t->s, t->before, text, err))
        return false;
    case_clock_void(&t->s.d, t->before->clock_id, t->s.act->now);
    return tasking_done(t, err);
}

/* Whoever does it at once has taken it on. */
static bool finish(struct tasking *t, const char *text, const char *files, struct err *err)
{
    if (!tasking_in(t, 1u << TASK_ASKED | 1u << TASK_ACCEPTED))
        return task_not_now(err);
    if (!task_text_valid(text, N_("Write what was done."), err))
        return false;
    t->after.answered_at = t->s.act->now;
    t->after.answered_by = t->s.act->actor_id;
    if (!instant_is_set(t->before->accepted_at)) {
        t->after.accepted_at = t->s.act->now;
        t->after.accepted_by = t->s.act->actor_id;
    }
    if (!tasking_write(t, "task_done", TASK_DONE, text, files, err) ||
        !outside_answered(&t->s, t->before, text, err))
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

bool task_done_by(const struct task_row *t, int64_t staff)
{
    return t->outsider_id == 0 && staff != 0 && t->answered_by == staff;
}

/* Where one person does all there is nobody else to ask; what they looked at stands there then. */
static bool confirm(struct tasking *t, const char *text, struct err *err)
{
    if (!tasking_in(t, 1u << TASK_DONE))
        return task_not_now(err);
    if (task_done_by(t->before, t->s.who.user) &&
        !task_text_valid(text,
                         N_("You did this yourself. Write what shows that it is done, or let "
                            "somebody else confirm it."),
                         err))
        return false;
    return tasking_write(t, "task_confirmed", TASK_CONFIRMED, text, NULL, err) &&
           outside_link_end(&t->s, t->before->id, err) && tasking_done(t, err);
}

/* Somebody outside is asked again by the same link, which holds beyond the day there is now; and
 * may ask anew for more time. */
static bool outside_again(struct tasking *t, struct err *err)
{
    t->after.later_asked = 0;
    return outside_unanswered(&t->s, t->before, err) &&
           (t->before->outsider_id == 0 ||
            outside_link_needed(&t->s, t->before->id, task_due(&t->s, t->after.clock_id), err));
}

/* The time of the team runs on from when it was asked. */
static bool give_back(struct tasking *t, const char *text, struct err *err)
{
    if (!tasking_in(t, 1u << TASK_DONE))
        return task_not_now(err);
    return task_text_valid(text, N_("Write what is still to be done."), err) &&
           tasking_write(t, "task_given_back", TASK_ACCEPTED, text, NULL, err) &&
           case_clock_again(&t->s.h, t->s.p, &t->s.d, t->before->clock_id, err) &&
           outside_again(t, err) && tasking_done(t, err);
}

static bool cancel(struct tasking *t, const char *text, struct err *err)
{
    if (!task_unsettled(t->before))
        return task_not_now(err);
    if (!task_text_valid(text, N_("Write the reason. It is kept with the complaint."), err) ||
        !tasking_write(t, "task_cancelled", TASK_CANCELLED, text, NULL, err) ||
        !outside_link_end(&t->s, t->before->id, err))
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
    if (!tasking_in(&t, 1u << TASK_SENT_BACK))
        return task_not_now(err);
    /* For another one outside there is another task. */
    if ((t.before->outsider_id == 0 && !whom_valid(&t.s, form, err)) ||
        !tasking_write(&t, "task_asked_again", TASK_ASKED, form->text, NULL, err) ||
        !task_clock_begin(&t.s, form, task, &t.after.clock_id, err) || !outside_again(&t, err))
        return false;
    if (t.before->outsider_id == 0) {
        t.after.team_id = form->team;
        t.after.staff_id = form->staff;
    }
    t.after.later_on = (struct date){ 0 };
    t.after.accepted_at = t.after.answered_at = (struct instant){ 0 };
    t.after.accepted_by = t.after.answered_by = 0;
    return tasking_done(&t, err);
}
