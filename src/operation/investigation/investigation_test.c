/* Beginning, working, ending, disclosing: what each asks for and refuses. */
#include "base/tap.h"
#include "operation/investigation/investigation.h"

#include <string.h>

static const struct actor seven = { .user = 7 };
static const struct case_allegation found[] = { { 1, FINDING_SUBSTANTIATED, true, false } };
static const struct case_allegation unfound[] = { { 1, FINDING_NONE, false, false } };
static const struct case_allegation bare[] = { { 1, FINDING_PARTLY, false, false } };
static const struct case_conflict heard[] = {
    { .user = 1, .kind = CONFLICT_COMPLAINED_ABOUT, .disclosed = { 1 }, .interviewed = { 2 } },
    { .user = 2, .kind = CONFLICT_COMPLAINED_ABOUT, .hearing_waived = true },
};
static const struct case_conflict unheard[] = { { .user = 1, .kind = CONFLICT_COMPLAINED_ABOUT } };
static const struct case_conflict accused[] = {
    { .user = 7, .kind = CONFLICT_COMPLAINED_ABOUT, .hearing_waived = true }
};
static const struct case_part part[] = { { 7, PART_INVESTIGATOR, LEVEL_HANDLING } };
static const struct depth_needs full = { true, true, true, 2, true };
static const struct depth_needs brief = { 0 };

static struct case_facts whole(void)
{
    return (struct case_facts){
        .type = CONTACT_COMPLAINT,
        .stage = STAGE_INVESTIGATING,
        .level = LEVEL_HANDLING,
        .owner = 5,
        .questions = 1,
        .evidence_planned = 3,
        .evidence_got = 2,
        .evidence_waived = 1,
        .evidence = 2,
        .complainant_heard = true,
        .conflicts = heard,
        .n_conflicts = COUNT(heard),
        .allegations = found,
        .n_allegations = COUNT(found),
        .root_causes = 1,
        .parts = part,
        .n_parts = 1,
    };
}

/* What the procedure asks for beside the standard. */
static const char *const asked[] = { "Reach them.", "b", "c", "d" };
static const struct case_gate gate[] = {
    { .before = GATE_INVESTIGATION, .field = "reached", .said = asked }
};

static bool lacks(const struct case_facts *f, const char *field)
{
    struct missing m = { 0 };
    struct err err = { 0 };

    investigation_missing(f, &full, &m);
    return m.n == 1 && strcmp(m.item[0].field, field) == 0 &&
           !investigation_end_allowed(f, &seven, &full, &err) && err.kind == ERR_REFUSED;
}

#define LACKS(what, field, ...)                                                                    \
    do {                                                                                           \
        f = whole();                                                                               \
        __VA_ARGS__;                                                                               \
        TAP(what, lacks(&f, field));                                                               \
    } while (0)
#define IS(what, expected, act, ...)                                                               \
    do {                                                                                           \
        f = whole();                                                                               \
        __VA_ARGS__;                                                                               \
        err_clear(&err);                                                                           \
        TAP(what, (act) == (expected));                                                            \
    } while (0)

static void ending(void)
{
    struct case_facts f;
    struct err err = { 0 };

    IS("[7.6-a] ends when everything is there", true,
       investigation_end_allowed(&f, &seven, &full, &err), );
    LACKS("[4.12-a] not without an owner", "owner", f.owner = 0);
    LACKS("[7.6-a] not before what the procedure asks for", "reached", f.gates = gate,
          f.n_gates = 1);
    LACKS("[7.6-a] not without questions", "plan", f.questions = 0);
    LACKS("[7.6-a] not with planned evidence open", "evidence", f.evidence_waived = 0);
    LACKS("[7.6-d] not with too little evidence", "evidence", f.evidence = 1);
    LACKS("[7.6-a] not without hearing the complainant", "hear_complainant",
          f.complainant_heard = false);
    LACKS("[D-a] not without hearing the other side", "hear_staff", f.conflicts = unheard,
          f.n_conflicts = 1);
    LACKS("[7.7-b] not without allegations", "allegations", f.n_allegations = 0);
    LACKS("[7.6-a] not without a finding", "findings", f.allegations = unfound);
    LACKS("[7.6-a] not without its reasons", "findings", f.allegations = bare);
    LACKS("[7.6-c] not without a cause", "cause", f.root_causes = 0);
    IS("[7.6-a] a hearing may be waived", true, investigation_end_allowed(&f, &seven, &full, &err),
       f.complainant_heard = false, f.hearing_waived = true);
    IS("[7.6-c] no cause found, with the reason", true,
       investigation_end_allowed(&f, &seven, &full, &err), f.root_causes = 0,
       f.root_cause_none = true);
    IS("[7.6-b] a brief one asks for the finding only", true,
       investigation_end_allowed(&f, &seven, &brief, &err), f.questions = 0, f.evidence = 0,
       f.complainant_heard = false, f.root_causes = 0, f.conflicts = unheard, f.n_conflicts = 1);
    IS("[7.6-b] but for that", false, investigation_end_allowed(&f, &seven, &brief, &err),
       f.allegations = unfound);
    IS("[7.6-a] only what is being investigated", false,
       investigation_end_allowed(&f, &seven, &full, &err), f.stage = STAGE_ASSESSED);
}

static void beginning(void)
{
    struct case_facts f;
    struct err err = { 0 };

    IS("[7.6-a] begins after the assessment", true, investigation_begin_allowed(&f, &seven, &err),
       f.stage = STAGE_ASSESSED);
    IS("[7.5-a] not before it", false, investigation_begin_allowed(&f, &seven, &err),
       f.stage = STAGE_ACKNOWLEDGED);
    IS("[7.6-a] not twice", false, investigation_begin_allowed(&f, &seven, &err), );
    IS("[4.12-a] not without an owner", false, investigation_begin_allowed(&f, &seven, &err),
       f.stage = STAGE_ASSESSED, f.owner = 0);
    IS("[3-a] only complaints", false, investigation_begin_allowed(&f, &seven, &err),
       f.stage = STAGE_ASSESSED, f.type = CONTACT_FEEDBACK);
    IS("[4.7-a] not by the person complained about", false,
       investigation_begin_allowed(&f, &seven, &err), f.stage = STAGE_ASSESSED,
       f.conflicts = accused, f.n_conflicts = 1);
    IS("[7.6-a] the reviewer looks for more", true, investigation_work_allowed(&f, &seven, &err),
       f.stage = STAGE_REVIEWING);
    IS("[7.6-a] nobody does after closing", false, investigation_work_allowed(&f, &seven, &err),
       f.stage = STAGE_CLOSED);
    IS("[7.6-a] nor after the decision", false, investigation_work_allowed(&f, &seven, &err),
       f.decided.us = 1);
    IS("[4.7-a] nor the person complained about", false,
       investigation_work_allowed(&f, &seven, &err), f.conflicts = accused, f.n_conflicts = 1);
    IS("[4.12-a] anybody else may own", true, investigation_own_allowed(&f, 7, &err), );
    IS("[4.12-a] nobody is no owner", false, investigation_own_allowed(&f, 0, &err), );
    IS("[4.7-a] the person complained about does not own", false,
       investigation_own_allowed(&f, 1, &err), );
    IS("[4.12-a] a closed case is not handed over", false, investigation_own_allowed(&f, 7, &err),
       f.stage = STAGE_CLOSED);
}

static void disclosing(void)
{
    struct case_facts f;
    struct err err = { 0 };

    IS("[D-a] the investigator releases", true, investigation_disclose_allowed(&f, &seven, 1, &err),
       f.conflicts = unheard, f.n_conflicts = 1);
    IS("[D-a] the owner as well", true, investigation_disclose_allowed(&f, &seven, 1, &err),
       f.conflicts = unheard, f.n_conflicts = 1, f.n_parts = 0, f.owner = 7);
    IS("[D-a] nobody else", false, investigation_disclose_allowed(&f, &seven, 1, &err),
       f.conflicts = unheard, f.n_conflicts = 1, f.n_parts = 0);
    IS("[D-a] not twice", false, investigation_disclose_allowed(&f, &seven, 1, &err), );
    IS("[D-a] only to the person complained about", false,
       investigation_disclose_allowed(&f, &seven, 9, &err), );
    IS("[4.7-a] not to oneself", false, investigation_disclose_allowed(&f, &seven, 7, &err),
       f.conflicts = accused, f.n_conflicts = 1);
}

static const struct depth_rule rules[] = {
    { "critical", SEVERITY_CRITICAL, 0, DEPTH_FULL },
    { "frequent", SEVERITY_MINOR, 5, DEPTH_FULL },
    { "minor", SEVERITY_MINOR, 0, DEPTH_STANDARD },
    { "else", SEVERITY_NONE, 0, DEPTH_BRIEF },
};
static const struct {
    const char *what;
    enum severity severity;
    int similar;
    const char *id;
} depths[] = {
    { "[7.6-b] severity alone", SEVERITY_CRITICAL, 0, "critical" },
    { "[7.6-b] frequency makes it deeper", SEVERITY_MINOR, 5, "frequent" },
    { "[7.6-b] below the number", SEVERITY_MAJOR, 4, "minor" },
    { "[7.6-b] the least", SEVERITY_NEGLIGIBLE, 9, "else" },
};

int main(void)
{
    ending();
    beginning();
    disclosing();
    for (size_t i = 0; i < COUNT(depths); i++)
        TAP_TEXT(
            depths[i].what,
            investigation_depth(rules, COUNT(rules), depths[i].severity, depths[i].similar)->id,
            depths[i].id);
    TAP("[7.6-b] no row", !investigation_depth(rules, 1, SEVERITY_MINOR, 0));
    return tap_done();
}
