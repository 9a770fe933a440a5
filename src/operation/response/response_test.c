/* Each kind of remedy with its data, sums and limits, and the proposal's gate. */
#include "base/tap.h"
#include "operation/response/response.h"

#include <stdio.h>
#include <string.h>

static const struct actor seven = { .user = 7 }, eight = { .user = 8 }, nobody = { 0 };
static const struct amount_limit hundred[] = { { 10000, "EUR" } };
static const struct limits small = { hundred, 1 }, none = { NULL, 0 };
static const struct case_allegation answered[] = { { 1, FINDING_SUBSTANTIATED, true, true } };
static const struct case_allegation unanswered[] = { { 1, FINDING_SUBSTANTIATED, true, true },
                                                     { 2, FINDING_PARTLY, true, false } };
static const struct case_conflict accused[] = { { .user = 7, .kind = CONFLICT_COMPLAINED_ABOUT },
                                                { .user = 8, .kind = CONFLICT_DECLARED } };

/* A remedy of that kind with everything it must hold. */
static struct case_remedy full(enum remedy_kind kind)
{
    return (struct case_remedy){
        .id = 1,
        .kind = kind,
        .state = REMEDY_APPROVED,
        .data = response_needs(kind)->proposed | response_needs(kind)->done,
        .amount = response_needs(kind)->proposed & DATA_AMOUNT ? 5000 : 0,
        .currency = "EUR",
        .owner = 7,
        .due = DAY(2026, 3, 31),
        .proposed_by = 7,
    };
}

/* Without each single bit the remedy is refused at that bit's field. */
static void bits(enum remedy_kind kind, bool done)
{
    struct case_facts f = { .stage = STAGE_REMEDYING, .communicated = { 1 } };
    unsigned needs = done ? response_needs(kind)->done : response_needs(kind)->proposed;
    char what[96];

    for (unsigned bit = 1; bit != 0 && bit <= needs; bit <<= 1) {
        struct case_remedy r = full(kind);
        struct err err = { 0 };
        bool allowed;
        if (!(needs & bit))
            continue;
        r.data &= ~bit;
        allowed =
            done ? response_done_allowed(&f, &r, &err) : response_remedy_allowed(&f, &r, &err);
        snprintf(what, sizeof what, "[3.3-%s] %s: not without %s", done ? "d" : "a",
                 word_code(&remedy_kind_words, kind), response_field((enum remedy_data)bit));
        TAP(what,
            !allowed && err.field && strcmp(err.field, response_field((enum remedy_data)bit)) == 0);
    }
}

static void kinds(void)
{
    struct case_facts f = { .stage = STAGE_REMEDYING, .communicated = { 1 } };

    for (int kind = 1; kind <= REMEDY_KINDS; kind++) {
        struct case_remedy r = full((enum remedy_kind)kind);
        struct err err = { 0 };
        TAP(word_code(&remedy_kind_words, kind), response_needs((enum remedy_kind)kind)->proposed &&
                                                     response_remedy_allowed(&f, &r, &err) &&
                                                     response_done_allowed(&f, &r, &err));
        bits((enum remedy_kind)kind, false);
        bits((enum remedy_kind)kind, true);
    }
}

#define REMEDY(what, expected, act, ...)                                                           \
    do {                                                                                           \
        r = full(REMEDY_REFUND);                                                                   \
        __VA_ARGS__;                                                                               \
        err_clear(&err);                                                                           \
        TAP(what, (act) == (expected));                                                            \
    } while (0)

static void remedies(void)
{
    struct case_facts f = { .stage = STAGE_REMEDYING, .communicated = { 1 } };
    struct case_facts conflicted = { .conflicts = accused, .n_conflicts = COUNT(accused) };
    struct case_facts untold = { .stage = STAGE_DECIDED };
    struct case_facts spot = { .stage = STAGE_REMEDYING, .solved = { 1 } };
    struct case_remedy r;
    struct err err = { 0 };

    REMEDY("[7.7-a] not without a kind", false, response_remedy_allowed(&f, &r, &err), r.kind = 0);
    REMEDY("[7.7-a] not an amount of 0", false, response_remedy_allowed(&f, &r, &err),
           r.amount = 0);
    REMEDY("[7.7-a] not without a currency", false, response_remedy_allowed(&f, &r, &err),
           r.currency = NULL);
    REMEDY("[4.12-a] not without somebody", false, response_remedy_allowed(&f, &r, &err),
           r.owner = 0);
    REMEDY("[7.7-a] not without a day", false, response_remedy_allowed(&f, &r, &err),
           r.due.day = 0);
    REMEDY("[3.3-c] within the limit", false, response_needs_second(&f, &r, &small),
           r.amount = 10000);
    REMEDY("[3.3-c] above the limit", true, response_needs_second(&f, &r, &small),
           r.amount = 10001);
    REMEDY("[3.3-c] another currency is above", true, response_needs_second(&f, &r, &small),
           r.currency = "USD");
    REMEDY("[3.3-c] no limit: no money alone", true, response_needs_second(&f, &r, &none), );
    REMEDY("[3.3-c] no money needs nobody", false, response_needs_second(&f, &r, &none),
           r.amount = 0);
    REMEDY("[3.3-c] a second person approves", true,
           response_approve_allowed(&f, &r, &eight, &small, &err), r.state = REMEDY_PROPOSED);
    REMEDY("[3.3-c] not the same person", false,
           response_approve_allowed(&f, &r, &seven, &small, &err), r.state = REMEDY_PROPOSED);
    REMEDY("[3.3-c] not above their own limit", false,
           response_approve_allowed(&f, &r, &eight, &small, &err), r.state = REMEDY_PROPOSED,
           r.amount = 10001);
    REMEDY("[4.7-a] not in a conflict", false,
           response_approve_allowed(&conflicted, &r, &eight, &small, &err),
           r.state = REMEDY_PROPOSED);
    REMEDY("[3.3-c] not twice", false, response_approve_allowed(&f, &r, &eight, &small, &err), );
    REMEDY("[7.8-a] carried out after the decision was told", false,
           response_done_allowed(&untold, &r, &err), );
    REMEDY("[B-a] or at once on the spot", true, response_done_allowed(&spot, &r, &err), );
    REMEDY("[3.3-c] not carried out unapproved", false, response_done_allowed(&f, &r, &err),
           r.state = REMEDY_PROPOSED);
    REMEDY("[3.3-d] not carried out twice", false, response_done_allowed(&f, &r, &err),
           r.state = REMEDY_CARRIED_OUT);
    REMEDY("[7.9-a] verified when carried out", true, response_verify_allowed(&r, &seven, &err),
           r.state = REMEDY_CARRIED_OUT);
    REMEDY("[7.9-a] not before", false, response_verify_allowed(&r, &seven, &err), );
    REMEDY("[7.9-a] not by nobody", false, response_verify_allowed(&r, &nobody, &err),
           r.state = REMEDY_CARRIED_OUT);
    REMEDY("[3.3-d] dropped with a reason", true, response_drop_allowed(&r, &err),
           r.drop_reason = true);
    REMEDY("[3.3-d] not without", false, response_drop_allowed(&r, &err), );
    REMEDY("[3.3-d] not what was carried out", false, response_drop_allowed(&r, &err),
           r.drop_reason = true, r.state = REMEDY_VERIFIED);
}

/* What is promised in parts is one promise. */
static void in_parts(void)
{
    static const struct {
        const char *what;
        enum remedy_state state;
        const char *currency;
        int64_t amount, cost, approved_by;
        bool second;  /* seven, who proposes 50.00, needs a second person */
        bool refused; /* eight may not approve the 50.00 beside it */
    } cases[] = {
        { "what fits together", REMEDY_APPROVED, "EUR", 5000, 5000, 0, false, false },
        { "two parts above the limit", REMEDY_APPROVED, "EUR", 5001, 0, 0, true, true },
        { "what they cost", REMEDY_APPROVED, "EUR", 0, 10001, 0, true, true },
        { "what was carried out", REMEDY_VERIFIED, "EUR", 5001, 0, 0, true, true },
        { "what was dropped", REMEDY_DROPPED, "EUR", 5001, 0, 0, false, false },
        { "other money", REMEDY_APPROVED, "USD", 5001, 0, 0, false, false },
        { "what waits", REMEDY_PROPOSED, "EUR", 5001, 0, 0, false, true },
        { "what a third person approved", REMEDY_APPROVED, "EUR", 5001, 0, 9, false, false },
        { "what the second approved", REMEDY_APPROVED, "EUR", 5001, 0, 8, false, true },
        { "what the first approved", REMEDY_APPROVED, "EUR", 5001, 0, 7, true, false },
    };
    struct err err = { 0 };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct case_remedy all[2] = { full(REMEDY_REFUND), full(REMEDY_REFUND) };
        struct case_facts f = { .stage = STAGE_RESPONDING, .remedies = all, .n_remedies = 2 };
        all[1].id = 2;
        all[1].state = cases[i].state;
        all[1].currency = cases[i].currency;
        all[1].amount = cases[i].amount;
        all[1].cost = cases[i].cost;
        all[1].approved_by = cases[i].approved_by;
        TAP(cases[i].what, response_needs_second(&f, &all[0], &small) == cases[i].second);
        all[0].state = REMEDY_PROPOSED;
        err_clear(&err);
        TAP("[3.3-c] and who approves it",
            response_approve_allowed(&f, &all[0], &eight, &small, &err) != cases[i].refused);
    }
}

static struct case_facts whole(void)
{
    return (struct case_facts){
        .stage = STAGE_RESPONDING,
        .level = LEVEL_HANDLING,
        .allegations = answered,
        .n_allegations = 1,
        .remedy_none = true,
        .preventive_actions = 1,
    };
}

/* What the procedure asks for beside the standard. */
static const char *const asked[] = { "Reach them.", "b", "c", "d" };
static const struct case_gate gate[] = {
    { .before = GATE_RESPONSE, .field = "reached", .said = asked }
};

/* Refused for this one thing. */
static bool lacks(const struct case_facts *f, const char *field)
{
    struct err err = { 0 };

    return !response_propose_allowed(f, &seven, &err) && err.field && strcmp(err.field, field) == 0;
}

static void proposing(void)
{
    static struct case_remedy remedy[1];
    struct case_facts f = whole();
    struct missing m = { 0 };
    struct err err = { 0 };

    TAP("[7.7-b] proposed when it answers everything", response_propose_allowed(&f, &seven, &err));
    response_missing(&f, &m);
    TAP_TEXT("[7.7-a] proposing is what is missing", m.item[0].field, "propose");
    f.allegations = unanswered;
    f.n_allegations = 2;
    TAP("[7.7-b] not with an allegation unanswered", lacks(&f, "answers"));
    f = whole();
    f.remedy_none = false;
    TAP("[7.7-a] not without remedies or a reason", lacks(&f, "remedies"));
    remedy[0] = full(REMEDY_REFUND);
    f.remedies = remedy;
    f.n_remedies = 1;
    TAP("[7.7-a] with a remedy", response_propose_allowed(&f, &seven, &err));
    remedy[0].data = 0;
    TAP("[7.7-a] not with one incomplete", lacks(&f, "remedies"));
    remedy[0].state = REMEDY_DROPPED;
    TAP("[7.7-a] a dropped one does not count", lacks(&f, "remedies"));
    remedy[0] = full(REMEDY_REFUND);
    remedy[0].state = REMEDY_PROPOSED;
    f.proposed.us = 1;
    m = (struct missing){ 0 };
    response_missing(&f, &m);
    TAP_TEXT("[3.3-c] the approval is missing", m.item[0].field, "approve");
    f = whole();
    f.preventive_actions = 0;
    TAP("[7.7-c] not without preventing or a reason", lacks(&f, "preventive"));
    f.preventive_none = true;
    f.gates = gate;
    f.n_gates = 1;
    TAP("[7.7-b] not before what the procedure asks for", lacks(&f, "reached"));
    f.n_gates = 0;
    f.preventive_none = false;
    f.preventive_none = true;
    TAP("[7.7-c] with the reason", response_propose_allowed(&f, &seven, &err));
    f.stage = STAGE_INVESTIGATING;
    TAP("[7.7-b] not before the investigation ended", !response_propose_allowed(&f, &seven, &err));
    f = whole();
    f.decided.us = 1;
    err_clear(&err);
    TAP("[7.8-a] not after the decision", !response_propose_allowed(&f, &seven, &err));
    f = whole();
    f.conflicts = accused;
    f.n_conflicts = COUNT(accused);
    err_clear(&err);
    TAP("[4.7-a] not by the person complained about", !response_propose_allowed(&f, &seven, &err));
}

int main(void)
{
    kinds();
    remedies();
    in_parts();
    proposing();
    return tap_done();
}
