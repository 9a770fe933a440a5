/* The gate for each reason: it opens when everything is there, and each
 * condition alone keeps it shut and is named. [7.9-a] [7.9-c] [7.9-d] [7.9-e] */
#include "base/tap.h"
#include "operation/closing/closing.h"

#include <string.h>

static const struct case_remedy verified[] = {
    { .id = 1, .state = REMEDY_VERIFIED },
    { .id = 2, .state = REMEDY_DROPPED, .drop_reason = true },
};
static const struct case_remedy unpaid[] = { { .id = 1, .state = REMEDY_APPROVED } };
static const struct case_remedy unverified[] = { { .id = 1, .state = REMEDY_CARRIED_OUT } };
static const struct case_remedy dropped[] = { { .id = 1, .state = REMEDY_DROPPED } };
static const struct closing_policy policy = { .reminders = 2, .now = { SECONDS(1000) } };

/* Decided and told on the last level, recorded, all remedies done. */
static struct case_facts told(void)
{
    return (struct case_facts){
        .type = CONTACT_COMPLAINT,
        .stage = STAGE_DECIDED,
        .level = LEVEL_REVIEW,
        .last_level = LEVEL_REVIEW,
        .free_reviewers = 3,
        .scope = SCOPE_INSIDE,
        .reachable = true,
        .assessed = { SECONDS(5) },
        .decided = { SECONDS(10) },
        .communicated = { SECONDS(11) },
        .communication = DELIVERY_SENT,
        .remedies = verified,
        .n_remedies = COUNT(verified),
        .lessons = true,
        .satisfaction_asked = true,
        .closing_note = true,
    };
}

static struct case_facts accepted(void)
{
    struct case_facts f = told();

    f.stage = STAGE_REMEDYING;
    f.level = LEVEL_HANDLING;
    f.answer = ANSWER_ACCEPTED;
    return f;
}

static struct case_facts unresolved(void)
{
    struct case_facts f = told();

    f.answer = ANSWER_REJECTED;
    f.outside = OUTSIDE_NOT_USED;
    return f;
}

static struct case_facts resolved_outside(void)
{
    struct case_facts f = unresolved();

    f.outside = OUTSIDE_RESOLVED;
    return f;
}

static struct case_facts silent(void)
{
    struct case_facts f = told();

    f.reminders = 2;
    f.answer_due = policy.now;
    return f;
}

static struct case_facts withdrawn(void)
{
    struct case_facts f = told();

    f.withdrawn.us = SECONDS(20);
    return f;
}

static struct case_facts elsewhere(void)
{
    return (struct case_facts){
        .type = CONTACT_COMPLAINT,
        .stage = STAGE_RECEIVED,
        .scope = SCOPE_EMPLOYMENT,
        .directed = { SECONDS(2) },
        .closing_note = true,
    };
}

static struct case_facts enquiry(void)
{
    return (struct case_facts){
        .type = CONTACT_ENQUIRY,
        .stage = STAGE_ACKNOWLEDGED,
        .reachable = true,
        .communicated = { SECONDS(2) },
    };
}

static struct case_facts duplicate(void)
{
    return (struct case_facts){
        .type = CONTACT_COMPLAINT,
        .stage = STAGE_RECEIVED,
        .linked_to = 5,
        .closing_note = true,
    };
}

static bool closes(const struct case_facts *f, enum closing_reason reason)
{
    struct err err = { 0 };

    return closing_allowed(f, reason, &policy, &err);
}

/* What the procedure asks for beside the standard. */
static const char *const asked[] = { "Reach them.", "b", "c", "d" };
static const struct case_gate gate[] = {
    { .before = GATE_CLOSING, .field = "reached", .said = asked }
};

/* Whether exactly this one thing is missing. */
static bool lacks(const struct case_facts *f, enum closing_reason reason, const char *field)
{
    struct missing m = { 0 };

    closing_missing(f, reason, &policy, &m);
    return !closes(f, reason) && m.n == 1 && strcmp(m.item[0].field, field) == 0;
}

#define LACKS(what, start, reason, field, ...)                                                     \
    do {                                                                                           \
        f = start();                                                                               \
        __VA_ARGS__;                                                                               \
        TAP(what, lacks(&f, reason, field));                                                       \
    } while (0)
#define CLOSES(what, start, reason, ...)                                                           \
    do {                                                                                           \
        f = start();                                                                               \
        __VA_ARGS__;                                                                               \
        TAP(what, closes(&f, reason));                                                             \
    } while (0)

static void accepting(void)
{
    enum closing_reason r = CLOSING_ACCEPTED;
    struct case_facts f;
    struct err err = { 0 };

    CLOSES("[7.9-a] accepted, carried out, verified, recorded", accepted, r, );
    LACKS("[7.9-a] not without acceptance", accepted, r, "answer", f.answer = ANSWER_NONE);
    LACKS("[7.9-a] not before what the procedure asks for", accepted, r, "reached", f.gates = gate,
          f.n_gates = 1);
    LACKS("[7.9-a] not with a remedy undone", accepted, r, "remedies", f.remedies = unpaid,
          f.n_remedies = 1);
    LACKS("[7.9-a] not with a remedy unverified", accepted, r, "remedies", f.remedies = unverified,
          f.n_remedies = 1);
    LACKS("[3.3-d] not with a remedy dropped without reason", accepted, r, "remedies",
          f.remedies = dropped, f.n_remedies = 1);
    LACKS("[7.9-e] not without lessons", accepted, r, "lessons", f.lessons = false);
    LACKS("[7.9-e] not without asking satisfaction", accepted, r, "satisfaction",
          f.satisfaction_asked = false);
    CLOSES("[7.9-e] who cannot be reached is not asked", accepted, r, f.satisfaction_asked = false,
           f.reachable = false);
    CLOSES("[B-a] solved on the spot asks nothing more", accepted, r, f.level = LEVEL_FRONT_LINE,
           f.lessons = false, f.satisfaction_asked = false);
    f.stage = STAGE_CLOSED;
    TAP("[7.9-a] not twice", !closing_allowed(&f, r, &policy, &err) && err.kind == ERR_CONFLICT);
}

static void rejecting(void)
{
    enum closing_reason r = CLOSING_UNRESOLVED;
    struct case_facts f;

    CLOSES("[7.9-a] rejected, everything tried", unresolved, r, );
    LACKS("[7.9-a] not unless rejected", unresolved, r, "answer", f.answer = ANSWER_NONE);
    LACKS("[7.9-b] not with a level left inside", unresolved, r, "review",
          f.level = LEVEL_HANDLING);
    LACKS("[7.9-b] under review nobody is asked to refuse once more", unresolved, r, "review",
          f.stage = STAGE_REVIEWING, f.answer = ANSWER_NONE);
    CLOSES("[7.9-b] nobody could review: that level counts as used", unresolved, r,
           f.level = LEVEL_HANDLING, f.free_reviewers = 0);
    LACKS("[7.9-a] not before the final decision was sent", unresolved, r, "tell",
          f.communicated.us = 0);
    LACKS("[7.9-a] not when it did not arrive", unresolved, r, "tell",
          f.communication = DELIVERY_FAILED);
    LACKS("[7.9-a] not before the outside options were told", unresolved, r, "outside",
          f.outside = OUTSIDE_NONE);
    LACKS("[7.9-b] not while the complainant may go outside", unresolved, r, "outside",
          f.outside = OUTSIDE_TOLD);
    LACKS("[7.9-b] not while a body outside deals with it", unresolved, r, "outside",
          f.outside = OUTSIDE_CHOSEN);
    LACKS("[1-b] not while a dispute record is open", unresolved, r, "outside",
          f.disputes_open = 1);
    LACKS("[7.9-a] not without the reasons on file", unresolved, r, "note", f.closing_note = false);
    LACKS("[7.9-a] not with a remedy undone", unresolved, r, "remedies", f.remedies = unpaid,
          f.n_remedies = 1);
    LACKS("[7.9-e] not without lessons", unresolved, r, "lessons", f.lessons = false);
    r = CLOSING_RESOLVED_OUTSIDE;
    CLOSES("[1-b] resolved outside", resolved_outside, r, );
    LACKS("[1-b] not before there is a result", resolved_outside, r, "outside",
          f.outside = OUTSIDE_CHOSEN);
    LACKS("[1-b] not before its result is carried out", resolved_outside, r, "remedies",
          f.remedies = unpaid, f.n_remedies = 1);
}

static void silence(void)
{
    enum closing_reason r = CLOSING_NO_ANSWER;
    struct case_facts f;

    CLOSES("[7.9-c] no answer after the reminders", silent, r, );
    LACKS("[7.9-c] not before the last reminder", silent, r, "remind", f.reminders = 1);
    LACKS("[7.9-c] not before the time of the last reminder is over", silent, r, "remind",
          f.answer_due.us += 1);
    LACKS("[7.9-c] not without a time", silent, r, "remind", f.answer_due.us = 0);
    LACKS("[7.9-c] not when the decision was never told", silent, r, "tell", f.communicated.us = 0);
    LACKS("[7.9-c] a refusal is an answer", silent, r, "answer", f.answer = ANSWER_REJECTED);
    LACKS("[7.9-c] not with a remedy undone", silent, r, "remedies", f.remedies = unpaid,
          f.n_remedies = 1);
}

static void withdrawing(void)
{
    enum closing_reason r = CLOSING_WITHDRAWN;
    struct case_facts f;

    CLOSES("[7.9-a] withdrawn", withdrawn, r, );
    LACKS("[7.9-a] not without the withdrawal", withdrawn, r, "withdraw", f.withdrawn.us = 0);
    LACKS("[7.9-a] the safety follow-up needs somebody", withdrawn, r, "follow_up",
          f.follow_up_open = true);
    CLOSES("[7.9-a] the safety follow-up goes on under a name", withdrawn, r,
           f.follow_up_open = true, f.follow_up_owner = 4);
}

static void early(void)
{
    struct case_facts f;

    CLOSES("[1-a] directed elsewhere", elsewhere, CLOSING_DIRECTED_ELSEWHERE, );
    LACKS("[1-a] not when it is ours", elsewhere, CLOSING_DIRECTED_ELSEWHERE, "scope",
          f.scope = SCOPE_INSIDE);
    LACKS("[1-a] not untold", elsewhere, CLOSING_DIRECTED_ELSEWHERE, "direct", f.directed.us = 0);
    LACKS("[1-a] not without a reason", elsewhere, CLOSING_DIRECTED_ELSEWHERE, "note",
          f.closing_note = false);
    LACKS("[7.9-a] not past a decision", elsewhere, CLOSING_DIRECTED_ELSEWHERE, "reason",
          f.decided.us = 1);
    CLOSES("[3-a] an enquiry is answered", enquiry, CLOSING_ANSWERED, );
    LACKS("[3-a] a complaint is not", enquiry, CLOSING_ANSWERED, "type",
          f.type = CONTACT_COMPLAINT);
    LACKS("[3-a] an enquiry not without its answer", enquiry, CLOSING_ANSWERED, "tell",
          f.communicated.us = 0);
    CLOSES("[4.9-a] a duplicate", duplicate, CLOSING_DUPLICATE, );
    LACKS("[4.9-a] a duplicate of what", duplicate, CLOSING_DUPLICATE, "linked_to",
          f.linked_to = 0);
    LACKS("[3-b] about the handling is no duplicate", duplicate, CLOSING_DUPLICATE, "linked_to",
          f.about_handling = true);
    CLOSES("[3-d] spam is set aside with a reason", duplicate, CLOSING_SET_ASIDE, );
    LACKS("[3-d] not without a reason", duplicate, CLOSING_SET_ASIDE, "note",
          f.closing_note = false);
    LACKS("[3-d] not what was assessed", duplicate, CLOSING_SET_ASIDE, "reason", f.assessed.us = 1);
    LACKS("[7.9-a] nobody closes as imported", accepted, CLOSING_IMPORTED, "reason", );
    LACKS("[7.9-a] nothing closes without a reason", accepted, CLOSING_NONE, "reason", );
}

static void paths(void)
{
    struct case_facts f = accepted();

    TAP_INT("[7.9-a] the path of an accepted case", closing_path(&f), CLOSING_ACCEPTED);
    f = unresolved();
    TAP_INT("[7.9-b] the path of a rejected case", closing_path(&f), CLOSING_UNRESOLVED);
    f = resolved_outside();
    TAP_INT("[1-b] the path of one resolved outside", closing_path(&f), CLOSING_RESOLVED_OUTSIDE);
    f = silent();
    TAP_INT("[7.9-c] the path of silence", closing_path(&f), CLOSING_NO_ANSWER);
    f = withdrawn();
    TAP_INT("[7.9-a] the path of a withdrawn case", closing_path(&f), CLOSING_WITHDRAWN);
    f = enquiry();
    TAP_INT("[3-a] the path of an enquiry", closing_path(&f), CLOSING_ANSWERED);
    f = elsewhere();
    TAP_INT("[1-a] the path elsewhere", closing_path(&f), CLOSING_DIRECTED_ELSEWHERE);
    f.directed.us = 0;
    TAP_INT("[7.9-a] no path at the beginning", closing_path(&f), CLOSING_NONE);
}

static void reopening(void)
{
    struct case_facts f = accepted();
    struct err err = { 0 };

    TAP("[7.9-d] an open case is not reopened", !closing_reopen_allowed(&f, true, &err));
    f.stage = STAGE_CLOSED;
    err_clear(&err);
    TAP("[7.9-d] not without a reason", !closing_reopen_allowed(&f, false, &err));
    TAP_TEXT("[7.9-d] the reason is asked", err.field, "reason");
    err_clear(&err);
    TAP("[7.9-d] with a reason", closing_reopen_allowed(&f, true, &err));
}

int main(void)
{
    accepting();
    rejecting();
    silence();
    withdrawing();
    early();
    paths();
    reopening();
    return tap_done();
}
