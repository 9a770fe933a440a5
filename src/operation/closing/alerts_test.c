/* Warnings, breaches and escalations reach people, each once. C10 */
#include "complaint/notices.h"
#include "complaint/pack_read.h"
#include "complaint/significance.h"
#include "complaint/verify.h"
#include "desk/alert_read_flow.h"
#include "desk/help_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/breach_flow.h"
#include "operation/closing/clock_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/try.h"
#include "people/absence.h"

#include <stdio.h>
#include <string.h>

static void clerk(struct try *t)
{
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    TRY("the clerk looks", overdue_all(&t->act, &t->p, &err) && clocks_tell(&t->act, &t->p, &err));
}

/* How many notices of that kind and clock the person has; staff 0: the team. */
static int told(struct try *t, int64_t id, const char *kind, const char *clock, int64_t staff)
{
    const struct staff_notice_row *row;
    struct err err = { 0 };
    struct rows rows = { 0 };
    int n = 0;

    try_why(&err, staff_notice_of(t->a, t->db, id, &rows, &err));
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        n += strcmp(row[i].kind, kind) == 0 && row[i].staff_id == staff &&
             strcmp(row[i].clock ? row[i].clock : "", clock) == 0;
    return n;
}

static int all(struct try *t, int64_t id)
{
    struct err err = { 0 };
    struct rows rows = { 0 };

    try_why(&err, staff_notice_of(t->a, t->db, id, &rows, &err));
    return (int)rows.n;
}

static void take_up(struct try *t, int64_t id)
{
    try_as(t, t->handler);
    TRY("taken up", case_take_up(&t->act, &t->p, id, 0, &err));
}

static void shares(struct try *t)
{
    int64_t id = try_file(t, "shares");
    int n;

    clerk(t);
    TAP_INT("C10 nothing at once", all(t, id), 0);
    try_days(t, 2);
    clerk(t);
    TAP_INT("C10 without an owner the team is warned", told(t, id, "warning", "assess", 0), 1);
    TAP_INT("C10 and no person", told(t, id, "warning", "assess", t->handler), 0);
    take_up(t, id);
    try_days(t, 16);
    clerk(t);
    TAP_INT("C10 the owner is warned at half of it", told(t, id, "warning", "decision", t->handler),
            1);
    TAP_INT("C10 the owner is told of what ran out", told(t, id, "breach", "assess", t->handler),
            1);
    TAP_INT("C10 the manager too", told(t, id, "breach", "assess", t->manager), 1);
    TAP_INT("C10 top management at twice its time", told(t, id, "escalation", "assess", t->top), 1);
    TAP_INT("C10 nobody is warned of what ran out", told(t, id, "warning", "assess", t->handler),
            0);
    TAP_INT("C10 and the second handler of nothing", told(t, id, "breach", "assess", t->second), 0);
    n = all(t, id);
    clerk(t);
    clerk(t);
    TAP_INT("C10 other clerks tell nothing twice", all(t, id), n);
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    TRY("C10 a clerk whose list is older than what another did",
        clock_tell(&t->act, &t->p, id, &err));
    TAP_INT("C10 tells nothing either", all(t, id), n);
    TAP_INT("C10 each is there to be read",
            try_number(t, "SELECT count(*) AS value FROM notice_reading WHERE read_at IS NULL"), n);
}

static void stopped(struct try *t)
{
    int64_t id = try_file(t, "stopped");

    take_up(t, id);
    try_days(t, 90);
    clerk(t);
    TAP_INT("C10 after a long stop the breach is told once",
            told(t, id, "breach", "decision", t->handler), 1);
    TAP_INT("C10 and nobody warned any more", told(t, id, "warning", "decision", t->handler), 0);
    TAP_INT("C10 but it is escalated", told(t, id, "escalation", "decision", t->top), 1);
}

static void away(struct try *t)
{
    int64_t id = try_file(t, "away");
    struct absence_given gone = { .staff = t->handler,
                                  .substitute = t->second,
                                  .from = zone_date(t->p.zone, t->act.now, NULL),
                                  .until = DAY(2099, 1, 1) };

    take_up(t, id);
    TRY("the owner goes away", absence_add(&t->act, &t->p, &gone, NULL, &err));
    try_days(t, 16);
    clerk(t);
    TAP_INT("[4.12-a] who stands in is warned", told(t, id, "warning", "decision", t->second), 1);
    TAP_INT("[4.12-a] who is away is not", told(t, id, "warning", "decision", t->handler), 0);
    TAP_INT("[4.12-a] it says for whom",
            try_number(t, "SELECT max(for_id) AS value FROM staff_notice"), t->handler);
}

static void barred(struct try *t)
{
    int64_t id = try_file(t, "barred");

    take_up(t, id);
    try_as(t, t->manager);
    TRY("the manager is in conflict",
        conflict_declare(&t->act, &t->p, id, 0, t->manager, "declared", "My brother.", &err));
    try_days(t, 30);
    clerk(t);
    TAP_INT("[4.7-a] nobody is told of what is kept from them",
            told(t, id, "breach", "assess", t->manager), 0);
    TAP_INT("[4.7-a] others are", told(t, id, "breach", "assess", t->handler), 1);
}

/* A transaction that is not committed tells nobody, and the next clerk does. */
static void killed(struct try *t)
{
    int64_t id = try_file(t, "killed");
    struct err err = { 0 };
    int n;

    take_up(t, id);
    try_days(t, 16);
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    {
        AUTO_TX tx = { 0 };
        TAP("within a transaction that goes down",
            tx_begin(&tx, t->db, &err) && clock_tell(&t->act, &t->p, id, &err) && all(t, id) > 0);
        try_why(&err, err.kind == ERR_NONE);
    }
    TAP_INT("C10 a clerk that is killed told nobody", all(t, id), 0);
    clerk(t);
    n = all(t, id);
    TAP("C10 the next one tells", n > 0);
    clerk(t);
    TAP_INT("C10 once", all(t, id), n);
}

/* -- breach with cause -- */

static void causes(struct try *t)
{
    int64_t id = try_file(t, "causes");
    struct breach_form form = { .cause = "workload" };
    struct dossier d;

    take_up(t, id);
    TRY_REFUSED("C10 nothing was missed yet", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "No date was missed here of which it is to be said why.");
    try_days(t, 8);
    clerk(t);
    TAP("C10 causes are asked", try_load(t, id).facts.breaches_open > 0);
    TRY_REFUSED("C10 not by the program", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "This has to be done by a member of staff.");
    try_as(t, t->handler);
    form.cause = "laziness";
    TRY_REFUSED("C10 a cause of the list", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "Choose why the date was missed.");
    form.cause = "other";
    TRY_REFUSED("C10 some want words", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "Say in words why the date was missed.");
    form.text = "The key to the archive was lost.";
    TRY("C10 said", breach_explain(&t->act, &t->p, id, try_version(t, id), &form, &err));
    d = try_load(t, id);
    TAP_INT("C10 none is open", d.facts.breaches_open, 0);
    for (size_t i = 0; i < d.clock.n; i++)
        if (d.clock.row[i].breach_code) {
            TAP_TEXT("C10 what was said is kept", d.clock.row[i].breach_cause.text, form.text);
            form.clock = d.clock.row[i].id;
        }
    form.cause = "mistake";
    form.text = NULL;
    TRY("C10 and can be put right", breach_explain(&t->act, &t->p, id, 0, &form, &err));
}

/* -- significant complaints -- */

static void assess(struct try *t, int64_t id, const char *safety, const char *signals)
{
    struct assess_form form = { .scope = "inside",
                                .severity = "minor",
                                .safety = safety,
                                .complexity = "simple",
                                .impact = "individual",
                                .need = "no",
                                .validity = "valid",
                                .reasons = "As seen.",
                                .signals = signals };

    try_as(t, t->handler);
    TRY("assessed", assess_give(&t->act, &t->p, id, 0, &form, &err));
}

static void confirmed(struct try *t)
{
    int64_t id = try_file(t, "significant");

    assess(t, id, "none", "media");
    TAP_TEXT("[5.4.1-b] it says why", try_load(t, id).c.significant_why, "media");
    TAP_INT("[5.4.1-b] top management is told", told(t, id, "significant", "", t->top), 1);
    TAP_INT("[5.4.1-b] and nobody below", told(t, id, "significant", "", t->manager), 0);
    TRY_REFUSED("[5.4.1-b] nobody confirms for others", alert_read(&t->act, &t->p, id, 0, &err),
                "There is nothing here that you still have to confirm.");
    try_as(t, t->top);
    TRY("[5.4.1-b] who was told confirms", alert_read(&t->act, &t->p, id, 0, &err));
    TRY_REFUSED("[5.4.1-b] once", alert_read(&t->act, &t->p, id, 0, &err),
                "There is nothing here that you still have to confirm.");
    assess(t, id, "none", "media");
    TAP_INT("[5.4.1-b] the same again tells nobody", told(t, id, "significant", "", t->top), 1);
    assess(t, id, "none", "media regulator");
    TAP_TEXT("[5.4.1-b] one reason more", try_load(t, id).c.significant_why, "media regulator");
    TAP_INT("[5.4.1-b] is told, too", told(t, id, "significant", "", t->top), 2);
    assess(t, id, "none", "");
    TAP("[5.4.1-b] it may turn out not to be", !try_load(t, id).c.significant);
}

static const struct significant_case {
    const char *name, *rule; /* of a pack */
    struct significant_now now;
    struct case_facts f;
    bool is;
} rules[] = {
    { "a severity",
      "severities: [critical]",
      { 0 },
      { .assessment.severity = SEVERITY_CRITICAL },
      true },
    { "another severity",
      "severities: [critical]",
      { 0 },
      { .assessment.severity = SEVERITY_MINOR },
      false },
    { "not assessed", "safety: [possible]", { 0 }, { 0 }, false },
    { "a danger", "safety: [possible]", { 0 }, { .assessment.safety = SAFETY_POSSIBLE }, true },
    { "an impact",
      "impacts: [widespread]",
      { 0 },
      { .assessment.impact = IMPACT_WIDESPREAD },
      true },
    { "a channel", "channels: [regulator]", { 0 }, { .channel = CHANNEL_REGULATOR }, true },
    { "both of two",
      "channels: [regulator], severities: [critical]",
      { 0 },
      { .channel = CHANNEL_REGULATOR },
      false },
    { "a class below", "classes: [goods]", { .class = "bread" }, { 0 }, true },
    { "another class", "classes: [bread]", { .class = "goods" }, { 0 }, false },
    { "a signal that was set", "signals: [media, law]", { .signals = SIGNAL_LAW }, { 0 }, true },
    { "reportable", "reportable: true", { .reportable = true }, { 0 }, true },
    { "not reportable", "reportable: true", { 0 }, { 0 }, false },
    { "a sum",
      "amount: 100.00 EUR",
      { 0 },
      { .remedies = (const struct case_remedy[]){ { .amount = 6000, .currency = "EUR" },
                                                  { .amount = 4000, .currency = "EUR" } },
        .n_remedies = 2 },
      true },
    { "another currency",
      "amount: 100.00 EUR",
      { 0 },
      { .remedies = (const struct case_remedy[]){ { .amount = 10000, .currency = "VND" } },
        .n_remedies = 1 },
      false },
    { "an answer",
      "when_field: press, when_answers: [\"yes\"]",
      { .values = (const struct own_value[]){ { "press", "yes" } }, .n = 1 },
      { 0 },
      true },
    { "another answer",
      "when_field: press, when_answers: [\"yes\"]",
      { .values = (const struct own_value[]){ { "press", "no" } }, .n = 1 },
      { 0 },
      false },
};

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"

static void packs(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(rules); i++) {
        struct significant_now now = rules[i].now;
        struct pack_problems problems = { 0 };
        struct pack_version v;
        const char *yaml =
            arena_printf(a,
                         "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
                         "classes:\n- {code: goods, " L ", classes: [{code: bread, " L "}]}\n"
                         "fields:\n- {name: press, kind: yes_no, stage: assessment, " L "}\n"
                         "significant:\n- {code: ours, %s, " L "}\n",
                         rules[i].rule);
        bool read = pack_read(a, yaml, strlen(yaml), &v, &problems);
        TAP(arena_printf(a, "[5.4.1-b] %s is read", rules[i].name), read);
        for (size_t j = 0; j < problems.n; j++)
            printf("# %s\n", problems.item[j].text);
        if (!read)
            continue;
        now.f = &rules[i].f;
        TAP(arena_printf(a, "[5.4.1-b] %s", rules[i].name),
            (significance_find(a, &v, &now) != NULL) == rules[i].is);
    }
}

/* -- help from the superior -- */

static void help(struct try *t)
{
    int64_t id = try_file(t, "help");
    struct help_ask_form ask = { .reason = " " };
    struct help_answer_form answer = { .opinion = "Pay for it." };

    take_up(t, id);
    TRY_REFUSED("[item 111] a reason is asked", help_ask(&t->act, &t->p, id, 0, &ask, &err),
                "Write the reason. It is kept with the complaint.");
    ask.reason = "Nobody here may pay so much.";
    TRY("[item 111] help is asked for", help_ask(&t->act, &t->p, id, 0, &ask, &err));
    TAP_INT("[item 111] the superior is told", told(t, id, "help_asked", "", t->manager), 1);
    TRY_REFUSED("[item 111] once", help_ask(&t->act, &t->p, id, 0, &ask, &err),
                "Help was asked for already; it waits for an answer.");
    TRY_REFUSED("[item 111] nobody answers themselves",
                help_answer(&t->act, &t->p, id, 0, &answer, &err),
                "A second person has to do this: somebody else than you.");
    try_as(t, t->manager);
    TRY_REFUSED("[item 93] with a time limit", help_answer(&t->act, &t->p, id, 0, &answer, &err),
                "Give the day until when it is to be done.");
    answer.until = DAY(2099, 1, 1);
    TRY("[item 93] with an opinion and a time limit",
        help_answer(&t->act, &t->p, id, 0, &answer, &err));
    TAP_INT("[item 111] who asked is told", told(t, id, "help_answered", "", t->handler), 1);
    TAP_INT("[item 111] and not who answered", told(t, id, "help_answered", "", t->manager), 0);
    TRY("[item 111] who leads asks", help_ask(&t->act, &t->p, id, 0, &ask, &err));
    TAP_INT("[item 111] those above", told(t, id, "help_asked", "", t->top), 1);
}

int main(void)
{
    try_on_both("alerts_help", help);
    packs();
    try_on_both("alerts_confirmed", confirmed);
    try_on_both("alerts_causes", causes);
    try_on_both("alerts_shares", shares);
    try_on_both("alerts_stopped", stopped);
    try_on_both("alerts_away", away);
    try_on_both("alerts_barred", barred);
    try_on_both("alerts_killed", killed);
    return tap_done();
}
