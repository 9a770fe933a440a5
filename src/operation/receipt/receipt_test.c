/* What directing, re-typing, solving and linking refuse. */
#include "base/tap.h"
#include "operation/receipt/receipt.h"
#include "operation/receipt/repeat.h"

#include <string.h>

static struct case_facts filed(void)
{
    return (struct case_facts){
        .id = 1,
        .type = CONTACT_COMPLAINT,
        .channel = CHANNEL_WEB,
        .stage = STAGE_RECEIVED,
        .level = LEVEL_FRONT_LINE,
        .received = { SECONDS(900) },
        .statement = true,
        .sought = SOUGHT_NOTHING,
        .remedy_none = true,
    };
}

#define REFUSED(what, act, ...)                                                                    \
    do {                                                                                           \
        f = filed();                                                                               \
        __VA_ARGS__;                                                                               \
        err_clear(&err);                                                                           \
        TAP(what, !(act) && err.kind != ERR_NONE && err.text);                                     \
    } while (0)
#define ALLOWED(what, act, ...)                                                                    \
    do {                                                                                           \
        f = filed();                                                                               \
        __VA_ARGS__;                                                                               \
        err_clear(&err);                                                                           \
        TAP(what, act);                                                                            \
    } while (0)

static void directing(void)
{
    struct case_facts f;
    struct err err = { 0 };

    ALLOWED("[1-a] employment", receipt_direct_allowed(&f, SCOPE_EMPLOYMENT, true, &err), );
    REFUSED("[1-a] not without words", receipt_direct_allowed(&f, SCOPE_EMPLOYMENT, false, &err), );
    REFUSED("[1-a] not to nobody", receipt_direct_allowed(&f, SCOPE_NONE, true, &err), );
    REFUSED("[1-a] not to ourselves", receipt_direct_allowed(&f, SCOPE_INSIDE, true, &err), );
    REFUSED("[1-a] not after a decision", receipt_direct_allowed(&f, SCOPE_EMPLOYMENT, true, &err),
            f.decided.us = 1);
    REFUSED("[1-a] not when closed", receipt_direct_allowed(&f, SCOPE_EMPLOYMENT, true, &err),
            f.stage = STAGE_CLOSED);
    TAP("[1-a] ours is not directed elsewhere", !receipt_direction(SCOPE_INSIDE));
    for (int scope = SCOPE_EMPLOYMENT; scope <= SCOPE_OTHER_BODY; scope++)
        TAP("[1-a] a hand-off text", receipt_direction((enum scope)scope));
}

static void retyping(void)
{
    struct case_facts f;
    struct err err = { 0 };

    ALLOWED("[3-a] an enquiry after all",
            receipt_retype_allowed(&f, CONTACT_ENQUIRY, true, &err), );
    REFUSED("[3-a] not without a reason",
            receipt_retype_allowed(&f, CONTACT_ENQUIRY, false, &err), );
    REFUSED("[3-a] not into the same", receipt_retype_allowed(&f, CONTACT_COMPLAINT, true, &err), );
    REFUSED("[3-a] not into nothing", receipt_retype_allowed(&f, CONTACT_NONE, true, &err), );
    REFUSED("[3-a] not when closed", receipt_retype_allowed(&f, CONTACT_ENQUIRY, true, &err),
            f.stage = STAGE_CLOSED);
    REFUSED("[3-d] not after a decision", receipt_retype_allowed(&f, CONTACT_ENQUIRY, true, &err),
            f.decided.us = 1);
}

static void solving(void)
{
    static const struct case_conflict accused[] = { { .user = 7,
                                                      .kind = CONFLICT_COMPLAINED_ABOUT } };
    const struct actor seven = { .user = 7 }, nobody = { 0 };
    struct case_facts f;
    struct err err = { 0 };

    ALLOWED("[5.4.4-a] solved on the spot", receipt_solve_allowed(&f, &seven, &err), );
    REFUSED("[4.12-a] not by nobody", receipt_solve_allowed(&f, &nobody, &err), );
    REFUSED("[4.7-a] not by the person complained about", receipt_solve_allowed(&f, &seven, &err),
            f.conflicts = accused, f.n_conflicts = 1);
    REFUSED("[7.5-b] not where somebody could be harmed", receipt_solve_allowed(&f, &seven, &err),
            f.signals = SIGNAL_SAFETY);
    REFUSED("[7.5-a] not after the assessment", receipt_solve_allowed(&f, &seven, &err),
            f.stage = STAGE_ASSESSED, f.level = LEVEL_HANDLING);
    REFUSED("[7.7-a] not without saying what was done", receipt_solve_allowed(&f, &seven, &err),
            f.remedy_none = false);
    REFUSED("[7.9-a] not when closed", receipt_solve_allowed(&f, &seven, &err),
            f.stage = STAGE_CLOSED);
}

static void linking(void)
{
    struct case_facts f, about = filed();
    struct err err = { 0 };

    about.id = 2;
    ALLOWED("[3-b] linked to the first", receipt_link_allowed(&f, &about, &err), );
    REFUSED("[3-b] not to itself", receipt_link_allowed(&f, &about, &err), f.id = 2);
    REFUSED("[3-b] only a complaint", receipt_link_allowed(&f, &about, &err),
            f.type = CONTACT_ENQUIRY);
    REFUSED("[3-b] not to two cases", receipt_link_allowed(&f, &about, &err), f.linked_to = 3);
    about.type = CONTACT_ENQUIRY;
    REFUSED("[3-b] only about a complaint", receipt_link_allowed(&f, &about, &err), );
}

static const struct repeat_weights weights = { 40, 25, 10, 25, 90, 50 };
static const struct {
    const char *what;
    struct repeat_candidate c;
    int score;
} repeats[] = {
    { "[4.9-a] everything the same", { 1, true, true, true, 0, 10, 10, 0 }, 100 },
    { "[4.9-a] too long ago", { 1, true, true, true, 91, 10, 10, 0 }, 0 },
    { "[4.9-a] on the last day", { 1, true, true, true, 90, 10, 10, 0 }, 100 },
    { "[4.9-a] only the same class", { 1, false, false, true, 0, 0, 10, 0 }, 0 },
    { "[4.9-a] the same person and order", { 1, true, true, false, 5, 0, 10, 0 }, 65 },
    { "[4.9-a] half of the words", { 1, true, false, false, 5, 5, 10, 0 }, 52 },
    { "[4.9-a] no words at all", { 1, true, false, false, 5, 0, 0, 0 }, 40 },
};

static void repeating(void)
{
    struct repeat_candidate c[COUNT(repeats)];

    for (size_t i = 0; i < COUNT(repeats); i++) {
        c[i] = repeats[i].c;
        c[i].id = (int64_t)i;
        TAP_INT(repeats[i].what, repeat_score(&c[i], &weights), repeats[i].score);
    }
    TAP_INT("[4.9-a] four are shown", (int64_t)repeat_rank(c, COUNT(c), &weights), 4);
    TAP_INT("[4.9-a] of equals the newer first", c[0].id, 2);
    TAP_INT("[4.9-a] the best first", c[3].score, 52);
    TAP_INT("[4.9-a] nothing to show", (int64_t)repeat_rank(c, 0, &weights), 0);
}

int main(void)
{
    directing();
    retyping();
    solving();
    linking();
    repeating();
    return tap_done();
}
