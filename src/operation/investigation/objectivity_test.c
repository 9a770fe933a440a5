/* Who must keep away, and when the person complained about may be heard. */
#include "base/tap.h"
#include "operation/investigation/objectivity.h"

static const struct case_conflict conflicts[] = {
    { .user = 1, .kind = CONFLICT_COMPLAINED_ABOUT },
    { .user = 2, .kind = CONFLICT_MANAGER_INVOLVED },
    { .user = 3, .kind = CONFLICT_DECLARED },
    { .user = 4, .kind = CONFLICT_COMPLAINED_ABOUT, .disclosed = { SECONDS(1) } },
};
static const struct case_part parts[] = {
    { 5, PART_RECEIVER, LEVEL_FRONT_LINE },
    { 6, PART_INVESTIGATOR, LEVEL_HANDLING },
    { 7, PART_DECIDER, LEVEL_REVIEW },
};

static const struct {
    const char *what;
    int64_t user;
    enum part part;
    int level;
    bool allowed;
} cases[] = {
    { "[4.7-a] anybody else may own", 9, PART_OWNER, LEVEL_HANDLING, true },
    { "[4.7-a] complained about: not own", 1, PART_OWNER, LEVEL_HANDLING, false },
    { "[4.7-a] complained about: not assess", 1, PART_ASSESSOR, LEVEL_HANDLING, false },
    { "[4.7-a] complained about: not investigate", 1, PART_INVESTIGATOR, LEVEL_HANDLING, false },
    { "[4.7-a] complained about: not decide", 1, PART_DECIDER, LEVEL_HANDLING, false },
    { "[4.7-a] complained about: not approve", 1, PART_APPROVER, LEVEL_HANDLING, false },
    { "[3-d] complained about: may take the message", 1, PART_RECEIVER, LEVEL_HANDLING, true },
    { "[4.7-a] involved manager: not decide", 2, PART_DECIDER, LEVEL_HANDLING, false },
    { "[4.7-a] declared: not investigate", 3, PART_INVESTIGATOR, LEVEL_HANDLING, false },
    { "[4.7-b] investigator decides the same level", 6, PART_DECIDER, LEVEL_HANDLING, true },
    { "[4.7-b] investigator does not review", 6, PART_DECIDER, LEVEL_REVIEW, false },
    { "[4.7-b] receiver does not review", 5, PART_DECIDER, LEVEL_REVIEW, false },
    { "[4.7-b] the reviewer decides that review", 7, PART_DECIDER, LEVEL_REVIEW, true },
    { "[4.7-b] but not the next one", 7, PART_DECIDER, LEVEL_REVIEW + 1, false },
    { "[4.7-b] the owner goes on owning in a review", 6, PART_OWNER, LEVEL_REVIEW, true },
};

int main(void)
{
    struct case_facts f = { .conflicts = conflicts,
                            .n_conflicts = COUNT(conflicts),
                            .parts = parts,
                            .n_parts = COUNT(parts) };
    struct err err;

    for (size_t i = 0; i < COUNT(cases); i++) {
        err = (struct err){ 0 };
        f.level = cases[i].level;
        TAP(cases[i].what,
            objectivity_allowed(&f, cases[i].user, cases[i].part, &err) == cases[i].allowed &&
                (cases[i].allowed || err.kind == ERR_REFUSED));
    }
    err = (struct err){ 0 };
    TAP("[D-a] no interview before disclosure", !objectivity_interview_allowed(&f, 1, &err));
    err = (struct err){ 0 };
    TAP("[D-a] interview after disclosure", objectivity_interview_allowed(&f, 4, &err));
    TAP("[D-a] only of the person complained about",
        !objectivity_interview_allowed(&f, 2, &err) && err.kind == ERR_NOT_FOUND);
    return tap_done();
}
