/* Every condition of deciding and telling: the gate opens when all hold, and
 * each one alone keeps it shut. */
#include "base/tap.h"
#include "operation/decision/decision.h"

#include <string.h>

static const struct case_allegation found[] = {
    { 1, FINDING_SUBSTANTIATED, true, true },
    { 2, FINDING_UNDETERMINED, true, true },
};
static const struct case_allegation unfound[] = { { 1, FINDING_SUBSTANTIATED, true, true },
                                                  { 2, FINDING_NONE, false, true } };
static const struct case_allegation unreasoned[] = { { 1, FINDING_SUBSTANTIATED, false, true } };
static const struct case_remedy unapproved[] = { { .id = 1, .state = REMEDY_PROPOSED } };
static const struct case_remedy outstanding[] = { { .id = 1, .state = REMEDY_APPROVED } };
static const struct case_part before[] = { { 7, PART_INVESTIGATOR, LEVEL_HANDLING } };
static const struct case_conflict accused[] = { { .user = 7, .kind = CONFLICT_COMPLAINED_ABOUT } };
static const struct actor seven = { .user = 7 };

/* A complaint that user 7 may decide. */
static struct case_facts ready(void)
{
    return (struct case_facts){
        .type = CONTACT_COMPLAINT,
        .stage = STAGE_RESPONDING,
        .level = LEVEL_HANDLING,
        .last_level = LEVEL_REVIEW,
        .free_reviewers = 1,
        .allegations = found,
        .n_allegations = COUNT(found),
        .proposed = { SECONDS(100) },
        .outcome = OUTCOME_PARTLY_UPHELD,
        .outcome_reasons = true,
    };
}

/* The same, decided, with its letter written. */
static struct case_facts to_tell(void)
{
    struct case_facts f = ready();

    f.stage = STAGE_DECIDED;
    f.decided = (struct instant){ SECONDS(6000) };
    f.letter = LETTER_OUTCOME | LETTER_REASONS | LETTER_REMEDY | LETTER_NOT_SATISFIED |
               LETTER_INSIDE | LETTER_OUTSIDE | LETTER_TIME_LIMIT;
    return f;
}

/* What the procedure asks for beside the standard. */
static const char *const asked[] = { "Reach them.", "b", "c", "d" };
static const struct case_gate gate[] = {
    { .before = GATE_DECISION, .field = "reached", .said = asked }
};
static const struct case_gate before_telling[] = {
    { .before = GATE_COMMUNICATION, .field = "called", .said = asked }
};

/* Whether deciding is refused with this kind, at this field (NULL = as a whole). */
static bool refused(const struct case_facts *f, enum err_kind kind, const char *field)
{
    struct err err = { 0 };

    if (decision_allowed(f, &seven, &err) || err.kind != kind)
        return false;
    return field ? err.field && strcmp(err.field, field) == 0 : !err.field;
}

#define REFUSED(what, kind, field, ...)                                                            \
    do {                                                                                           \
        f = ready();                                                                               \
        __VA_ARGS__;                                                                               \
        TAP(what, refused(&f, kind, field));                                                       \
    } while (0)

static void deciding(void)
{
    struct case_facts f = ready();
    struct err err = { 0 };

    TAP("[7.8-b] may be decided when everything is there", decision_allowed(&f, &seven, &err));
    REFUSED("[7.8-a] not twice", ERR_CONFLICT, NULL, f.decided.us = 1);
    REFUSED("[7.8-b] not before what the procedure asks for", ERR_REFUSED, "reached",
            f.gates = gate, f.n_gates = 1);
    REFUSED("[3-a] only complaints", ERR_REFUSED, NULL, f.type = CONTACT_ENQUIRY);
    REFUSED("[7.7-b] not before the response", ERR_REFUSED, NULL, f.stage = STAGE_INVESTIGATING);
    REFUSED("[7.7-b] not without a proposal", ERR_REFUSED, "response", f.proposed.us = 0);
    REFUSED("[7.8-b] not without an outcome", ERR_REFUSED, "outcome", f.outcome = OUTCOME_NONE);
    REFUSED("[7.8-b] not without reasons", ERR_REFUSED, "reasons", f.outcome_reasons = false);
    REFUSED("[7.6-a] not without a finding", ERR_REFUSED, "findings", f.allegations = unfound);
    REFUSED("[7.6-a] not without the reasons of a finding", ERR_REFUSED, "findings",
            f.allegations = unreasoned, f.n_allegations = 1);
    REFUSED("[3.3-c] not with a remedy unapproved", ERR_REFUSED, "remedies",
            f.remedies = unapproved, f.n_remedies = 1);
    REFUSED("[4.7-a] not by the person complained about", ERR_REFUSED, NULL, f.conflicts = accused,
            f.n_conflicts = 1);
    REFUSED("[4.7-b] a review not by somebody who took part", ERR_REFUSED, NULL,
            f.level = LEVEL_REVIEW, f.stage = STAGE_REVIEWING, f.reviewer = 7, f.parts = before,
            f.n_parts = 1);
    REFUSED("[4.7-b] a review only by its reviewer", ERR_REFUSED, NULL, f.level = LEVEL_REVIEW,
            f.stage = STAGE_REVIEWING, f.reviewer = 8);
}

static void deciding_otherwise(void)
{
    const struct actor nobody = { 0 };
    struct case_facts f = ready();
    struct err err = { 0 };

    TAP("[4.12-a] not by the system", !decision_allowed(&f, &nobody, &err));
    err_clear(&err);
    f.parts = before;
    f.n_parts = 1;
    TAP("[4.7-b] on its own level the investigator may decide", decision_allowed(&f, &seven, &err));
    f = ready();
    f.outcome = OUTCOME_OUT_OF_SCOPE;
    f.stage = STAGE_ASSESSED;
    f.proposed.us = 0;
    f.allegations = unfound;
    TAP("[1-a] out of scope is decided without looking into it",
        decision_allowed(&f, &seven, &err));
    f.stage = STAGE_RECEIVED;
    TAP("[1-a] but not before it was assessed", !decision_allowed(&f, &seven, &err));
}

static const struct {
    const char *what;
    enum letter_part part;
    const char *field;
} letter[] = {
    { "[7.8-b] letter without outcome", LETTER_OUTCOME, "letter_outcome" },
    { "[7.8-b] letter without reasons", LETTER_REASONS, "letter_reasons" },
    { "[7.8-b] letter without remedy", LETTER_REMEDY, "letter_remedy" },
    { "[7.8-b] letter without what to do", LETTER_NOT_SATISFIED, "letter_not_satisfied" },
    { "[7.8-b] letter without inside options", LETTER_INSIDE, "letter_inside" },
    { "[7.8-b] letter without outside options", LETTER_OUTSIDE, "letter_outside" },
    { "[7.8-b] letter without time limit", LETTER_TIME_LIMIT, "letter_time_limit" },
};

static void telling(void)
{
    struct case_facts f = to_tell();
    struct err err = { 0 };

    TAP("[7.8-b] may be told when the letter is whole", decision_tell_allowed(&f, &err));
    f.remedies = outstanding;
    f.n_remedies = COUNT(outstanding);
    TAP("[7.8-d] told although remedies are outstanding", decision_tell_allowed(&f, &err));
    f = to_tell();
    f.gates = before_telling;
    f.n_gates = 1;
    TAP("[7.8-b] not told before what the procedure asks for",
        !decision_tell_allowed(&f, &err) && err.field && strcmp(err.field, "called") == 0);
    for (size_t i = 0; i < COUNT(letter); i++) {
        f = to_tell();
        f.letter &= ~(unsigned)letter[i].part;
        err_clear(&err);
        TAP(letter[i].what, !decision_tell_allowed(&f, &err));
        TAP_TEXT(letter[i].what, err.field, letter[i].field);
    }
    f = to_tell();
    f.decided.us = 0;
    err_clear(&err);
    TAP("[7.8-a] not before it was taken", !decision_tell_allowed(&f, &err));
    f = to_tell();
    f.communicated.us = SECONDS(6300);
    f.communication = DELIVERY_SENT;
    err_clear(&err);
    TAP("[7.8-a] not told twice", !decision_tell_allowed(&f, &err) && err.kind == ERR_CONFLICT);
    f.communication = DELIVERY_FAILED;
    err_clear(&err);
    TAP("[7.8-a] told again when it did not arrive", decision_tell_allowed(&f, &err));
}

static void listing(void)
{
    struct case_facts f = to_tell();
    struct missing m = { 0 };

    decision_missing(&f, &m);
    TAP_INT("[7.8-a] only telling is missing", (int64_t)m.n, 1);
    TAP_TEXT("[7.8-a] telling", m.item[0].field, "tell");
    f.conflicts = accused;
    f.n_conflicts = 1;
    f.communicated.us = SECONDS(1);
    m = (struct missing){ 0 };
    decision_missing(&f, &m);
    TAP_TEXT("[7.8-c] the staff concerned are told", m.item[0].field, "tell_staff");
    f = ready();
    m = (struct missing){ 0 };
    decision_missing(&f, &m);
    TAP_INT("[7.8-b] before the decision no letter lacks a part", (int64_t)m.n, 2);
    TAP_TEXT("[7.8-a] but the decision is missing", m.item[0].field, "decide");
    f = to_tell();
    f.letter = 0;
    m = (struct missing){ 0 };
    decision_missing(&f, &m);
    TAP_INT("[7.8-b] after it each part is asked for", (int64_t)m.n, 8);
    f = ready();
    TAP("[7.9-b] a further level is offered", decision_offers_review(&f));
    f.free_reviewers = 0;
    TAP("[7.9-b] nobody free: no review is offered", !decision_offers_review(&f));
}

int main(void)
{
    deciding();
    deciding_otherwise();
    telling();
    listing();
    return tap_done();
}
