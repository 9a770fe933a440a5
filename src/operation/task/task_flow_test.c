/* Tasks of other teams from the question to the confirmation, on both engines. [items 67, 121, 190]
 */
#include "complaint/missing.h"
#include "operation/closing/closing.h"
#include "operation/task/task_flow.h"
#include "operation/try.h"
#include "people/object.h"
#include "people/team.h"

#include <string.h>

struct asked {
    int64_t id, team, task;
};

/* The second person works in that team too. */
static bool works_in(struct try *t, int64_t team, struct err *err)
{
    struct staff_role_row held = { .staff_id = t->second, .team_id = team, .role = "handler" };
    struct history h;
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, t->db, err) &&
           history_begin(&h, &t->act, COMPLAINT_NONE, "role_given", NULL, err) &&
           history_insert(&h, &staff_role_table, &held, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

static struct asked ask(struct try *t, const char *once)
{
    struct asked out = { .id = try_file(t, once) };
    struct task_form form = { .text = "Please make the room again.", .working_days = 2 };

    TRY("a team beside it",
        team_add(&t->act, arena_printf(t->a, "Rooms %s", once), 0, NULL, &out.team, &err));
    form.team = out.team;
    TRY_REFUSED("nobody works there", task_ask(&t->act, &t->p, out.id, &form, &out.task, &err),
                "Nobody works in this team or above it, so nobody would see the task. Choose "
                "another team, or have somebody given a role there first.");
    TRY("somebody does", works_in(t, out.team, &err));
    TRY("[item 190] the team is asked", task_ask(&t->act, &t->p, out.id, &form, &out.task, &err));
    return out;
}

static const struct task_row *task_of_case(struct dossier *d, int64_t id)
{
    const struct task_row *row = dossier_task(d, id);

    TAP("the task is there", row != NULL);
    return row;
}

static const char *state(struct try *t, const struct asked *x)
{
    struct dossier d = try_load(t, x->id);

    return task_of_case(&d, x->task)->state;
}

static const struct clock_row *clock_now(struct try *t, const struct asked *x)
{
    struct dossier *d = ARENA_NEW(t->a, struct dossier);

    *d = try_load(t, x->id);
    return task_clock(d, task_of_case(d, x->task));
}

/* What keeps the case from closing, the tasks alone. */
static size_t kept_by(struct try *t, const struct asked *x, enum closing_reason reason)
{
    struct closing_policy policy = { .now = t->act.now };
    struct dossier d = try_load(t, x->id);
    struct missing m = { 0 };
    size_t n = 0;

    closing_missing(&d.facts, reason, &policy, &m);
    for (size_t i = 0; i < m.n && i < MISSING_MAX; i++)
        n += m.item[i].field && strncmp(m.item[i].field, "tasks/", 6) == 0;
    return n;
}

static bool team_reads(struct try *t, const struct asked *x, enum may what)
{
    struct user_role role = { .team = x->team, .role = ROLE_HANDLER };
    struct user user = { .kind = USER_STAFF, .id = t->second, .roles = &role, .n_roles = 1 };
    struct dossier d = try_load(t, x->id);
    struct may_object object;
    struct err err = { 0 };

    try_why(&err, may_object_of(&t->act, &d, t->second, &object, &err));
    return may(&user, what, &object);
}

static void straight(struct try *t)
{
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "straight");
    TAP_TEXT("asked", state(t, &x), "asked");
    TAP_TEXT("[item 121] its clock runs", clock_now(t, &x)->state, "running");
    TAP_TEXT("counted in working days", clock_now(t, &x)->unit, "working_days");
    TAP("the team that was asked reads the case", team_reads(t, &x, MAY_READ));
    TAP("and writes notes and answers",
        team_reads(t, &x, MAY_NOTE) && team_reads(t, &x, MAY_ANSWER_TASK));
    TAP("and nothing else", !team_reads(t, &x, MAY_REPLY) && !team_reads(t, &x, MAY_ASK_TASK) &&
                                !team_reads(t, &x, MAY_DECIDE) && !team_reads(t, &x, MAY_ASSIGN));
    TAP("it keeps the case from closing", kept_by(t, &x, CLOSING_ACCEPTED) == 1);
    TAP("also from a withdrawal", kept_by(t, &x, CLOSING_WITHDRAWN) == 1);
    try_as(t, t->second);
    TRY("[item 121] the team confirms it",
        task_reply(&t->act, &t->p, x.id, x.task, TASK_ACCEPT, NULL, NULL, &err));
    TAP_TEXT("taken on", state(t, &x), "accepted");
    TRY_REFUSED("not twice",
                task_reply(&t->act, &t->p, x.id, x.task, TASK_ACCEPT, NULL, NULL, &err),
                "Somebody was faster: the task is somewhere else by now. Look at it again.");
    TRY_REFUSED("not done without words",
                task_reply(&t->act, &t->p, x.id, x.task, TASK_FINISH, " ", NULL, &err),
                "Write what was done.");
    TRY("done",
        task_reply(&t->act, &t->p, x.id, x.task, TASK_FINISH, "The room is made.", NULL, &err));
    TAP_TEXT("its clock stopped in time", clock_now(t, &x)->state, "met");
    TAP("done is not settled", kept_by(t, &x, CLOSING_ACCEPTED) == 1);
    TAP("and the team still reads", team_reads(t, &x, MAY_READ));
    try_as(t, t->handler);
    TRY("not done after all",
        task_settle(&t->act, &t->p, x.id, x.task, TASK_GIVE_BACK, "The window is open.", &err));
    TAP_TEXT("with the team again", state(t, &x), "accepted");
    TAP_TEXT("and its clock runs on", clock_now(t, &x)->state, "running");
    try_days(t, 30);
    try_as(t, t->second);
    TRY("done again, late",
        task_reply(&t->act, &t->p, x.id, x.task, TASK_FINISH, "It is shut.", NULL, &err));
    TAP_TEXT("too late", clock_now(t, &x)->state, "missed");
    try_as(t, t->handler);
    try_as(t, t->second);
    TRY_REFUSED("[item 121] one's own work is not confirmed without a word",
                task_settle(&t->act, &t->p, x.id, x.task, TASK_CONFIRM, " ", &err),
                "You did this yourself. Write what shows that it is done, or let somebody else "
                "confirm it.");
    try_as(t, t->handler);
    TRY("confirmed", task_settle(&t->act, &t->p, x.id, x.task, TASK_CONFIRM, NULL, &err));
    TAP_TEXT("settled", state(t, &x), "confirmed");
    TAP("nothing keeps the case open any more", kept_by(t, &x, CLOSING_ACCEPTED) == 0);
    TAP("the team reads no longer", !team_reads(t, &x, MAY_READ));
    TRY_REFUSED("what is settled is not cancelled",
                task_settle(&t->act, &t->p, x.id, x.task, TASK_CANCEL, "No.", &err),
                "Somebody was faster: the task is somewhere else by now. Look at it again.");
}

static void crooked(struct try *t)
{
    struct task_form form = { .text = "Yours, then.", .working_days = 1 };
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "crooked");
    try_as(t, t->second);
    TRY_REFUSED("not sent back without a reason",
                task_reply(&t->act, &t->p, x.id, x.task, TASK_SEND_BACK, "", NULL, &err),
                "Write why your team cannot do it, or whose it is.");
    TRY("sent back", task_reply(&t->act, &t->p, x.id, x.task, TASK_SEND_BACK,
                                "That is the kitchen.", NULL, &err));
    TAP("the team reads no longer", !team_reads(t, &x, MAY_READ));
    TAP_TEXT("its clock counts no longer", clock_now(t, &x)->state, "void");
    TAP("it has to be settled", kept_by(t, &x, CLOSING_ACCEPTED) == 1);
    try_as(t, t->handler);
    form.team = t->team;
    TRY("asked again, of another team", task_ask_again(&t->act, &t->p, x.id, x.task, &form, &err));
    TAP_TEXT("asked", state(t, &x), "asked");
    TAP_TEXT("a clock of its own", clock_now(t, &x)->state, "running");
    TRY_REFUSED("not cancelled without a reason",
                task_settle(&t->act, &t->p, x.id, x.task, TASK_CANCEL, NULL, &err),
                "Write the reason. It is kept with the complaint.");
    TRY("cancelled",
        task_settle(&t->act, &t->p, x.id, x.task, TASK_CANCEL, "It is settled otherwise.", &err));
    TAP("the case may close", kept_by(t, &x, CLOSING_ACCEPTED) == 0);
}

static void refused(struct try *t)
{
    struct task_form form = { .team = t->team, .text = "Look at it.", .working_days = 1 };
    int64_t id;

    try_as(t, t->handler);
    id = try_file(t, "refused");
    form.team = 7;
    TRY_REFUSED("no such team", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "Choose the team that is asked.");
    form.team = t->team;
    form.staff = 7;
    TRY_REFUSED("no such person", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "Choose somebody who works in that team.");
    form.staff = t->second;
    form.working_days = 0;
    TRY_REFUSED("no time", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "Write until when it is to be done: a day, or a number of working days from 1 to "
                "500.");
    form.due_on = DAY(2001, 1, 1);
    TRY_REFUSED("a day that is over", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "Choose a day from today on.");
    form.due_on = date_add(zone_date(t->p.zone, t->act.now, NULL), 3);
    form.text = "  ";
    TRY_REFUSED("no words", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "Write what the team is to do.");
    form.text = "Look at it.";
    TRY("until a day", task_ask(&t->act, &t->p, id, &form, NULL, &err));
    TAP("the end of that day",
        date_compare(zone_date(t->p.zone,
                               try_load(t, id).clock.row[try_load(t, id).clock.n - 1].due_at, NULL),
                     form.due_on) == 0);
}

int main(void)
{
    try_on_both("task_straight", straight);
    try_on_both("task_crooked", crooked);
    try_on_both("task_refused", refused);
    return tap_done();
}
