/* Each criterion alone keeps the assessment open; rules fire in their order. */
#include "base/tap.h"
#include "operation/assessment/assess.h"
#include "operation/assessment/significant.h"

#include <string.h>

static const struct actor seven = { .user = 7 };
static const struct case_conflict accused[] = { { .user = 7, .kind = CONFLICT_COMPLAINED_ABOUT } };

static struct case_facts answered(void)
{
    return (struct case_facts){
        .type = CONTACT_COMPLAINT,
        .stage = STAGE_ACKNOWLEDGED,
        .scope = SCOPE_INSIDE,
        .assessment = { SEVERITY_MAJOR, SAFETY_NO, COMPLEXITY_SIMPLE, IMPACT_INDIVIDUAL, NO,
                        YES_NO_OPEN, VALIDITY_VALID },
        .assessment_reasons = true,
        .proposed_priority = PRIORITY_NORMAL,
        .priority = PRIORITY_NORMAL,
    };
}

/* What the procedure asks for beside the standard. */
static const char *const asked[] = { "Reach them.", "b", "c", "d" };
static const struct case_gate gate[] = {
    { .before = GATE_ASSESSMENT, .field = "reached", .said = asked }
};

/* Whether exactly this is missing and the act refused for it. */
static bool lacks(const struct case_facts *f, const char *field)
{
    struct missing m = { 0 };
    struct err err = { 0 };

    assess_missing(f, &m);
    return m.n == 1 && strcmp(m.item[0].field, field) == 0 && !assess_allowed(f, &seven, &err) &&
           err.field && strcmp(err.field, field) == 0;
}

#define LACKS(what, field, ...)                                                                    \
    do {                                                                                           \
        f = answered();                                                                            \
        __VA_ARGS__;                                                                               \
        TAP(what, lacks(&f, field));                                                               \
    } while (0)
#define ALLOWED(what, expected, ...)                                                               \
    do {                                                                                           \
        f = answered();                                                                            \
        __VA_ARGS__;                                                                               \
        err_clear(&err);                                                                           \
        TAP(what, assess_allowed(&f, &seven, &err) == (expected));                                 \
    } while (0)

static void criteria(void)
{
    struct case_facts f;

    LACKS("[7.5-a] severity", "severity", f.assessment.severity = SEVERITY_NONE);
    LACKS("[7.5-a] what the procedure asks for before it", "reached", f.gates = gate,
          f.n_gates = 1);
    LACKS("[7.5-a] safety", "safety", f.assessment.safety = SAFETY_NONE);
    LACKS("[7.5-a] complexity", "complexity", f.assessment.complexity = COMPLEXITY_NONE);
    LACKS("[7.5-a] impact", "impact", f.assessment.impact = IMPACT_NONE);
    LACKS("[7.5-a] need of immediate action", "need", f.assessment.need = YES_NO_OPEN);
    LACKS("[7.5-a] validity", "validity", f.assessment.validity = VALIDITY_NONE);
    LACKS("[7.5-a] reasons", "reasons", f.assessment_reasons = false);
    LACKS("[7.5-a] priority", "priority", f.priority = PRIORITY_NONE);
    LACKS("[7.5-a] another priority needs a reason", "override_why", f.priority = PRIORITY_HIGH);
    LACKS("[1-a] the scope question", "scope", f.scope = SCOPE_NONE);
    LACKS("[7.5-a] possibility of immediate action", "possible", f.assessment.need = YES);
    LACKS("[7.7-d] possible: the measure is mandatory", "measure", f.assessment.need = YES,
          f.assessment.possible = YES);
    LACKS("[7.5-a] not possible: the reason", "immediate_why", f.assessment.need = YES,
          f.assessment.possible = NO, f.immediate_escalated = true);
    LACKS("[7.5-a] not possible: the escalation", "immediate_escalated", f.assessment.need = YES,
          f.assessment.possible = NO, f.immediate_reason = true);
}

static void allowing(void)
{
    struct case_facts f;
    struct err err = { 0 };
    struct missing m = { 0 };

    ALLOWED("[7.5-a] with every answer", true, );
    ALLOWED("[7.5-a] another priority with a reason", true, f.priority = PRIORITY_HIGH,
            f.override_reason = true);
    ALLOWED("[7.7-d] with the measure", true, f.assessment.need = YES, f.assessment.possible = YES,
            f.interim_measures = 1);
    ALLOWED("[7.5-a] nothing possible, escalated", true, f.assessment.need = YES,
            f.assessment.possible = NO, f.immediate_reason = true, f.immediate_escalated = true);
    ALLOWED("[7.5-c] again while it is investigated", true, f.stage = STAGE_INVESTIGATING);
    ALLOWED("[7.5-c] not after a decision without a new fact", false, f.stage = STAGE_DECIDED);
    ALLOWED("[7.4-a] not before the acknowledgement", false, f.stage = STAGE_RECEIVED);
    ALLOWED("[3-a] only complaints", false, f.type = CONTACT_ENQUIRY);
    ALLOWED("[1-a] not what is directed elsewhere", false, f.scope = SCOPE_EMPLOYMENT);
    ALLOWED("[4.7-a] not by the person complained about", false, f.conflicts = accused,
            f.n_conflicts = 1);
    f = answered();
    err_clear(&err);
    TAP("[4.12-a] not by nobody", !assess_allowed(&f, &(struct actor){ 0 }, &err));
    f.assessment.safety = SAFETY_POSSIBLE;
    assess_missing(&f, &m);
    TAP("[7.5-b] safety: the alert is missing",
        m.n == 1 && strcmp(m.item[0].field, "alert") == 0 && assess_safety_alert_due(&f));
    TAP("[7.5-b] but does not hold up the assessment", assess_allowed(&f, &seven, &err));
    f.safety_alerted.us = 1;
    TAP("[7.5-b] told once", !assess_safety_alert_due(&f));
}

static const struct priority_rule rules[] = {
    { .id = "actual_harm", .safety = SAFETY_ACTUAL, .priority = PRIORITY_URGENT },
    { .id = "major_many",
      .severity = SEVERITY_MAJOR,
      .impact = IMPACT_GROUP,
      .priority = PRIORITY_HIGH },
    { .id = "now", .need = YES, .priority = PRIORITY_HIGH },
    { .id = "minor", .severity = SEVERITY_MINOR, .priority = PRIORITY_NORMAL },
};
static const struct {
    const char *what;
    struct assessment a;
    const char *id;
} proposals[] = {
    { "[7.5-a] the first row that fits fires",
      { SEVERITY_CRITICAL, SAFETY_ACTUAL, COMPLEXITY_SIMPLE, IMPACT_WIDESPREAD, YES, YES, 0 },
      "actual_harm" },
    { "[7.5-a] both conditions of a row must hold",
      { SEVERITY_MAJOR, SAFETY_NO, COMPLEXITY_SIMPLE, IMPACT_GROUP, NO, 0, 0 },
      "major_many" },
    { "[7.5-a] one alone does not do",
      { SEVERITY_MAJOR, SAFETY_NO, COMPLEXITY_SIMPLE, IMPACT_INDIVIDUAL, NO, 0, 0 },
      "minor" },
    { "[7.5-a] need of action counts",
      { SEVERITY_NEGLIGIBLE, SAFETY_NO, COMPLEXITY_SIMPLE, IMPACT_INDIVIDUAL, YES, YES, 0 },
      "now" },
    { "[7.5-a] no row", { SEVERITY_NEGLIGIBLE, SAFETY_NO, 1, 1, NO, 0, 0 }, NULL },
};

static void proposing(void)
{
    for (size_t i = 0; i < COUNT(proposals); i++) {
        const struct priority_rule *r = assess_rule(rules, COUNT(rules), &proposals[i].a);
        TAP_TEXT(proposals[i].what, r ? r->id : NULL, proposals[i].id);
    }
    TAP("[7.5-c] counted when the assessor says so", assess_was_wrong(1, 2, true));
    TAP("[7.5-c] not when the facts changed", !assess_was_wrong(1, 2, false));
    TAP("[7.5-c] not when it stayed the same", !assess_was_wrong(2, 2, true));
    TAP("[7.5-c] not the first time", !assess_was_wrong(PRIORITY_NONE, 2, true));
}

static void alerting(void)
{
    static const struct case_remedy large[] = {
        { .id = 1, .amount = 60000, .currency = "EUR" },
        { .id = 2, .amount = 40000, .currency = "EUR" },
        { .id = 3, .amount = 90000, .currency = "EUR", .state = REMEDY_DROPPED },
    };
    const struct significance s = { ~0u & ~(unsigned)SIGNAL_MEDIA, IMPACT_WIDESPREAD, 100000,
                                    "EUR" };
    struct case_facts f = answered();

    TAP("[5.4.1-b] an ordinary complaint does not alert", !significant_alert_due(&f, &s));
    f.assessment.safety = SAFETY_POSSIBLE;
    TAP("[5.4.1-b] safety alerts", significant_alert_due(&f, &s));
    f.significant_alerted.us = 1;
    TAP("[5.4.1-b] once", !significant_alert_due(&f, &s));
    f = answered();
    f.assessment.safety = SAFETY_ACTUAL;
    TAP("[5.4.1-b] injury follows", significant_signals(&f, &s) & SIGNAL_INJURY);
    f = answered();
    f.channel = CHANNEL_REGULATOR;
    TAP("[5.4.1-b] a regulator alerts", significant_alert_due(&f, &s));
    f = answered();
    f.assessment.impact = IMPACT_GROUP;
    TAP("[5.4.1-b] a group is not many here", !significant_alert_due(&f, &s));
    f.assessment.impact = IMPACT_WIDESPREAD;
    TAP("[5.4.1-b] many people alert", significant_alert_due(&f, &s));
    f = answered();
    f.signals = SIGNAL_MEDIA;
    TAP("[5.4.1-b] what does not alert is kept",
        !significant_alert_due(&f, &s) && significant_signals(&f, &s) == SIGNAL_MEDIA);
    f = answered();
    f.remedies = large;
    f.n_remedies = 1;
    TAP("[5.4.1-b] below the sum", !significant_alert_due(&f, &s));
    f.n_remedies = 2;
    TAP("[5.4.1-b] the sum of all remedies alerts", significant_alert_due(&f, &s));
    TAP_TEXT("signals have names", signal_code(SIGNALS - 1), "law");
}

int main(void)
{
    criteria();
    allowing();
    proposing();
    alerting();
    return tap_done();
}
