/*
 * What the steps before the decision refuse, each by its own words: nothing of it is written, and
 * whoever sent it learns what is wrong. On both engines.
 */
#include "operation/closing/closing_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/receipt/correct_flow.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/response/budget_flow.h"
#include "operation/response/remedy_flow.h"
#include "operation/task/task_flow.h"
#include "operation/tracking/tracking_flow.h"
#include "operation/try.h"

#define CLOSED "This complaint is closed. Open it again first."
#define FASTER "Somebody was faster: the task is somewhere else by now. Look at it again."

static void withdrawn(struct try *t, int64_t id)
{
    const struct closing_form form = { .reason = "withdrawn",
                                       .lessons = "None.",
                                       .ask_satisfaction = true };

    TRY("it is withdrawn", withdraw_record(&t->act, &t->p, id, 0, "It is settled.", true, &err));
    TRY("and closed", closing_close(&t->act, &t->p, id, try_version(t, id), &form, &err));
}

/* -- receipt -- */

static void filed(struct try *t)
{
    struct filing f = { .one_time = "refused", .description = "The lift is broken." };
    struct receipt r;

    f.channel = "pigeon";
    TRY_REFUSED("no such channel", receipt_file(&t->act, &t->p, &f, &r, &err),
                "Choose one of the list.");
    f.channel = "web";
    f.recurrent = "perhaps";
    TRY_REFUSED("neither yes nor no", receipt_file(&t->act, &t->p, &f, &r, &err),
                "Choose one of the list.");
    f.recurrent = NULL;
    f.problem_detail = "The doors";
    TRY_REFUSED("a detail of no code", receipt_file(&t->act, &t->p, &f, &r, &err),
                "Choose the code that it belongs to.");
    f.problems[0] = "nothing";
    f.n_problems = 1;
    TRY_REFUSED("no such code", receipt_file(&t->act, &t->p, &f, &r, &err),
                "Choose one of the list.");
}

static void received(struct try *t)
{
    struct receipt_correction first = { DAY(2020, 1, 2), "It came to the parent company." };
    struct own_value none = { "lot", "A" };
    struct added nothing = { .kind = "fact", .text = " " };
    int64_t id;

    filed(t);
    try_as(t, t->handler);
    id = try_file(t, "received");
    TRY_REFUSED("what says nothing is not added", tracking_add(&t->act, &t->p, id, &nothing, &err),
                "Write what you want to add, or choose a file.");
    withdrawn(t, id);
    TRY_REFUSED("the day of receipt of what is closed",
                receipt_correct(&t->act, &t->p, id, 0, &first, &err), CLOSED);
    TRY_REFUSED("the fields of what is closed",
                own_save(&t->act, &t->p, id, 0, &none, 1, NULL, &err), CLOSED);
}

/* -- assessment and investigation -- */

static void owned(struct try *t)
{
    int64_t id = try_file(t, "owned");

    try_investigated(t, id);
    TRY_REFUSED("what is one's own is not taken up", case_take_up(&t->act, &t->p, id, 0, &err),
                "You answer for this complaint already.");
    try_as(t, t->second);
    TRY_REFUSED("nor what is somebody else's", case_take_up(&t->act, &t->p, id, 0, &err),
                "Somebody else answers for this complaint; it has to be handed over.");
}

#define DECLARE(staff, kind, why) conflict_declare(&t->act, &t->p, id, 0, staff, kind, why, &err)
#define END(conflict, why) conflict_end(&t->act, &t->p, id, 0, conflict, why, &err)

static void conflicts(struct try *t)
{
    int64_t id, conflict;

    try_as(t, t->handler);
    id = try_file(t, "conflicts");
    TRY_REFUSED("[4.7-a] no such kind", DECLARE(t->second, "friend", "x"),
                "Choose what kind of conflict it is.");
    TRY_REFUSED("[4.7-a] of nobody", DECLARE(0, "declared", "x"), "Choose whom it concerns.");
    TRY_REFUSED("[4.7-a] for no reason", DECLARE(t->second, "declared", " "),
                "Write what the conflict is.");
    TRY("[4.7-a] declared", DECLARE(t->second, "declared", "They sold it."));
    TRY_REFUSED("[4.7-a] not twice", DECLARE(t->second, "declared", "x"),
                "A conflict of this person is on record already.");
    conflict = try_load(t, id).conflict.row[0].id;
    TRY_REFUSED("[4.7-a] one that is none", END(conflict + 7, "x"),
                "This conflict is not on record any more.");
    TRY_REFUSED("[4.7-a] ended for no reason", END(conflict, ""), "Write why it holds no longer.");
    try_as(t, t->second);
    TRY_REFUSED("[4.7-a] nor by oneself", END(conflict, "x"),
                "Somebody else has to end a conflict of your own.");
    try_as(t, t->handler);
    TRY("[4.7-a] it ends", END(conflict, "It was a namesake."));
    TRY_REFUSED("[4.7-a] not twice", END(conflict, "x"),
                "This conflict is not on record any more.");
}

/* -- tasks -- */

static void conflicted(struct try *t)
{
    struct task_form form = { .team = t->team, .text = "Look at it.", .working_days = 1 };
    int64_t id;

    try_as(t, t->handler);
    id = try_file(t, "asked whom");
    TRY("[4.7-a] somebody is in conflict", DECLARE(t->second, "declared", "They sold it."));
    form.staff = t->second;
    TRY_REFUSED("[4.7-a] they are not asked", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "The complaint is about this person, or they declared a conflict of interest. Ask "
                "somebody else.");
    form.staff = 0;
    form.code = "nothing";
    TRY_REFUSED("no such task of the procedure", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "The procedure of this complaint has no such task.");
}

static void asked(struct try *t)
{
    struct task_form form = { .team = t->team, .text = "Look at it.", .working_days = 1 };
    struct err most = { 0 };
    bool ok = true;
    int64_t id;

    try_as(t, t->handler);
    id = try_file(t, "asked often");
    for (int i = 0; ok && i < TASK_MOST; i++)
        ok = task_ask(&t->act, &t->p, id, &form, NULL, &most);
    TAP("as many tasks as there may be", ok);
    TRY_REFUSED("one more", task_ask(&t->act, &t->p, id, &form, NULL, &err),
                "A complaint has 40 tasks at most. Ask within one that is open.");
    id = try_file(t, "asked late");
    withdrawn(t, id);
    TRY_REFUSED("nothing is asked of what is closed",
                task_ask(&t->act, &t->p, id, &form, NULL, &err), CLOSED);
}

#define REPLY(what) task_reply(&t->act, &t->p, id, task, what, "It is done.", NULL, &err)
#define SETTLE(what) task_settle(&t->act, &t->p, id, task, what, "Once more.", &err)
#define AGAIN() task_ask_again(&t->act, &t->p, id, task, &form, &err)

/* Each answer has the states in which it can be given. */
static void out_of_turn(struct try *t)
{
    struct task_form form = { .team = t->team, .text = "Look at it.", .working_days = 1 };
    int64_t id, task = 0;

    try_as(t, t->handler);
    id = try_file(t, "out of turn");
    TRY("asked", task_ask(&t->act, &t->p, id, &form, &task, &err));
    TRY_REFUSED("not confirmed before it is done", SETTLE(TASK_CONFIRM), FASTER);
    TRY_REFUSED("not given back before it is done", SETTLE(TASK_GIVE_BACK), FASTER);
    TRY_REFUSED("not asked again before it came back", AGAIN(), FASTER);
    TRY("done", REPLY(TASK_FINISH));
    TRY_REFUSED("done is not done again", REPLY(TASK_FINISH), FASTER);
    TRY_REFUSED("nor sent back", REPLY(TASK_SEND_BACK), FASTER);
    TRY_REFUSED("nor taken on", REPLY(TASK_ACCEPT), FASTER);
    TRY("confirmed", SETTLE(TASK_CONFIRM));
    TRY_REFUSED("what is settled is not confirmed again", SETTLE(TASK_CONFIRM), FASTER);
    task += 7;
    TRY_REFUSED("a task that is none", REPLY(TASK_ACCEPT), "There is no such task.");
}

/* -- response -- */

#define ADD(...) remedy_add(&t->act, &t->p, id, 0, &(struct remedy_form){ __VA_ARGS__ }, NULL, &err)
#define DUE .owner = t->handler, .due_on = DAY(2026, 12, 1)
#define CARRY(...)                                                                                 \
    remedy_carry_out(&t->act, &t->p, id, 0, remedy, &(struct remedy_proof){ __VA_ARGS__ }, &err)

static void promised(struct try *t)
{
    int64_t id = try_file(t, "promised"), remedy;

    try_investigated(t, id);
    TRY_REFUSED("[7.7-a] a cost below nothing",
                ADD(.kind = "apology", .text = "We are sorry.", .form = "in writing",
                    .by_whom = "The head", .cost = -1, .has_cost = true, .currency = "EUR", DUE),
                "What it costs is 0 or more.");
    TRY_REFUSED("[7.7-a] no such kind", ADD(.kind = "gold", DUE), "Choose the kind of remedy.");
    TRY("[7.7-a] promised", ADD(.kind = "apology", .text = "We are sorry.", .form = "in writing",
                                .by_whom = "The head", DUE));
    remedy = try_load(t, id).remedy.row[0].id;
    TRY_REFUSED("[7.7-a] not carried out before it was told",
                CARRY(.done_on = zone_date(t->p.zone, t->act.now, NULL), .proof = "The letter."),
                "Tell the complainant the decision first.");
    TRY_REFUSED("[7.7-a] nor verified before it was carried out",
                remedy_verify(&t->act, &t->p, id, 0, remedy, true, NULL, &err),
                "Only what was carried out can be verified.");
    TRY("[3.3-c] a sum above the limit",
        ADD(.kind = "refund", .amount = 20001, .currency = "EUR", .method = "Bank transfer", DUE));
    remedy = try_load(t, id).remedy.row[1].id;
    TRY_REFUSED("[3.3-c] not paid before it is approved",
                CARRY(.done_on = zone_date(t->p.zone, t->act.now, NULL), .proof = "The slip."),
                "This remedy has to be approved first.");
    id = try_file(t, "promised late");
    withdrawn(t, id);
    TRY_REFUSED("nothing is promised on what is closed", ADD(.kind = "apology", DUE),
                "This complaint was closed before.");
}

#define SET(...) budget_set(&t->act, &t->p, &(struct budget_form){ __VA_ARGS__ }, &err)
#define SUM .fund = "remedies", .warn = 50

static void budgets(struct try *t)
{
    try_as(t, t->manager);
    TRY_REFUSED("no range", SET(SUM, .from_month = "2026-01", .amount = 1, .currency = "EUR"),
                "Choose a year or a month.");
    TRY_REFUSED("another range",
                SET(SUM, .period = "week", .from_month = "2026-01", .amount = 1, .currency = "EUR"),
                "Choose a year or a month.");
    TRY_REFUSED("no currency", SET(SUM, .period = "year", .from_month = "2026-01", .amount = 1),
                "Write the currency.");
    TRY_REFUSED("nothing to spend",
                SET(SUM, .period = "year", .from_month = "2026-01", .currency = "EUR"),
                "Write an amount above 0.");
    TRY_REFUSED("no month",
                SET(SUM, .period = "year", .from_month = "2026", .amount = 1, .currency = "EUR"),
                "Write a month as 2026-11.");
    TRY_REFUSED("a thirteenth month",
                SET(SUM, .period = "year", .from_month = "2026-13", .amount = 1, .currency = "EUR"),
                "Write a month as 2026-11.");
}

/* -- what is asked when it is closed -- */

#define SAY(...)                                                                                   \
    tracking_satisfaction(&t->act, &t->p, id, &(struct satisfaction){ __VA_ARGS__ }, &err)
#define CALL(outcome, ...)                                                                         \
    tracking_call(&t->act, &t->p, id, 0, outcome, &(struct satisfaction){ __VA_ARGS__ }, &err)

static void answered(struct try *t)
{
    const struct own_value unknown = { "colour", "red" };
    int64_t id;

    try_as(t, t->handler);
    id = try_file(t, "satisfied");
    TRY_REFUSED("[7.9-e] not before it is closed", SAY(.handling = 4),
                "This is asked when the complaint is closed.");
    TRY_REFUSED("[7.9-e] nor by telephone", CALL("reached", .handling = 4),
                "This is asked when the complaint is closed.");
    withdrawn(t, id);
    TRY_REFUSED("[7.9-e] nothing chosen", SAY(.handling = 0),
                "Choose how we dealt with your complaint.");
    TRY_REFUSED("[7.9-e] more than there is", SAY(.handling = 6),
                "Choose how we dealt with your complaint.");
    TRY_REFUSED("[7.9-e] an outcome that is none", SAY(.handling = 4, .outcome = 6),
                "Choose one of the five answers.");
    TRY_REFUSED("[7.9-e] an answer that is none", SAY(.handling = 4, .fair = "perhaps"),
                "Choose one of the three answers.");
    TRY_REFUSED("[7.9-e] a question that nobody asks",
                SAY(.handling = 4, .answers = &unknown, .n_answers = 1),
                "This question is not asked of this complaint.");
    TRY_REFUSED("[7.9-e] a call without an end", CALL("perhaps", .handling = 4),
                "Choose what became of the call.");
    TRY_REFUSED("[7.9-e] answers of who was not reached", CALL("not_reached", .handling = 4),
                "Answers are only recorded of who was reached. Choose that, or open this form "
                "again and leave the answers empty.");
    TRY("[7.9-e] said", SAY(.handling = 4, .fair = "yes", .outcome = 2));
    TRY_REFUSED("[7.9-e] not twice", SAY(.handling = 5),
                "You told us before how we treated you. Thank you.");
}

int main(void)
{
    try_on_both("refused_received", received);
    try_on_both("refused_owned", owned);
    try_on_both("refused_conflicts", conflicts);
    try_on_both("refused_conflicted", conflicted);
    try_on_both("refused_asked", asked);
    try_on_both("refused_out_of_turn", out_of_turn);
    try_on_both("refused_promised", promised);
    try_on_both("refused_budgets", budgets);
    try_on_both("refused_answered", answered);
    return tap_done();
}
