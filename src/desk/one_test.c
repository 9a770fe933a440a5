/* What the page of eight steps asks next, by the facts of a case. [B-a] */
#include "base/tap.h"
#include "desk/one_flow.h"

#define AT                                                                                         \
    {                                                                                              \
        1                                                                                          \
    }

/* Each row is a case that has come so far, and no further. */
static const struct {
    const char *what;
    struct case_facts f;
    enum one_step next;
} cases[] = {
    { "[B-a] what came is acknowledged", { .stage = STAGE_RECEIVED }, ONE_ACKNOWLEDGE },
    { "[B-a] whom nobody can reach is assessed",
      { .stage = STAGE_RECEIVED, .ack_way = ACK_IMPOSSIBLE },
      ONE_ASSESS },
    { "[B-a] then it is assessed",
      { .stage = STAGE_ACKNOWLEDGED, .acknowledged = AT },
      ONE_ASSESS },
    { "[B-a] a new fact: assessed again",
      { .stage = STAGE_ACKNOWLEDGED, .acknowledged = AT, .assessed = AT },
      ONE_ASSESS },
    { "[B-a] then what happened is found",
      { .stage = STAGE_ASSESSED, .acknowledged = AT, .assessed = AT },
      ONE_FIND },
    { "[B-a] then it is said what is intended",
      { .stage = STAGE_RESPONDING, .acknowledged = AT, .assessed = AT, .investigated = AT },
      ONE_INTEND },
#define INTENDED .acknowledged = AT, .assessed = AT, .investigated = AT, .proposed = AT
    { "[B-a] then they are told", { .stage = STAGE_RESPONDING, INTENDED }, ONE_TELL },
    { "[B-a] what did not reach them is told again",
      { .stage = STAGE_DECIDED, INTENDED, .communicated = AT, .communication = DELIVERY_FAILED },
      ONE_TELL },
#define TOLD INTENDED, .communicated = AT
    { "[B-a] then they answer", { .stage = STAGE_DECIDED, TOLD }, ONE_ANSWER },
    { "[B-a] accepted it is closed",
      { .stage = STAGE_DECIDED, TOLD, .answer = ANSWER_ACCEPTED },
      ONE_CLOSE },
    { "[B-a] rejected they are told whom else to ask",
      { .stage = STAGE_DECIDED, TOLD, .answer = ANSWER_REJECTED, .outside = OUTSIDE_TOLD },
      ONE_OUTSIDE },
    { "[B-a] rejected and settled outside it is closed",
      { .stage = STAGE_DECIDED, TOLD, .answer = ANSWER_REJECTED, .outside = OUTSIDE_RESOLVED },
      ONE_CLOSE },
    { "[B-a] somebody else looks again",
      { .stage = STAGE_REVIEWING, .acknowledged = AT, .assessed = AT },
      ONE_REVIEW },
    { "[B-a] who looks again begins with what happened",
      { .stage = STAGE_REVIEWING, .acknowledged = AT, .assessed = AT, .reviewer = 7 },
      ONE_FIND },
    { "[B-a] taken back it is closed, wherever it stands",
      { .stage = STAGE_RECEIVED, .withdrawn = AT },
      ONE_CLOSE },
    { "[B-a] closed: nothing",
      { .stage = STAGE_CLOSED, TOLD, .answer = ANSWER_ACCEPTED },
      ONE_NONE },
};

/* What was promised is done before it is closed. */
static void promised(void)
{
    struct case_remedy remedy = { .kind = REMEDY_REPAIR, .state = REMEDY_APPROVED };
    struct case_facts f = { .stage = STAGE_DECIDED,
                            TOLD,
                            .answer = ANSWER_ACCEPTED,
                            .remedies = &remedy,
                            .n_remedies = 1 };

    TAP_INT("[B-a] what was promised is carried out", one_next(&f), ONE_CARRY);
    remedy.state = REMEDY_VERIFIED;
    TAP_INT("[B-a] and then it is closed", one_next(&f), ONE_CLOSE);
}

static void ways(void)
{
    int number = 0;
    bool in_order = true;

    for (int step = ONE_NONE + 1; step < ONE_STEPS; step++) {
        in_order &= one_ways[step].number >= number;
        number = one_ways[step].number;
    }
    TAP("[B-a] the forms stand in the order of the eight steps", in_order && number == 8);
    TAP("[B-a] only the review has no form of its own",
        !one_ways[ONE_REVIEW].act && one_ways[ONE_OUTSIDE].act && one_ways[ONE_CLOSE].act);
}

int main(void)
{
    for (size_t i = 0; i < COUNT(cases); i++)
        TAP_INT(cases[i].what, one_next(&cases[i].f), cases[i].next);
    promised();
    ways();
    return tap_done();
}
