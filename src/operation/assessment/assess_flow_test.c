/* The assessment through the flow: what it needs, what it proposes, whom it alerts. */
#include "operation/assessment/assess_flow.h"

#include "base/tap.h"
#include "complaint/similar.h"
#include "operation/assessment/significant.h"
#include "operation/closing/closing_flow.h"
#include "operation/flow_world.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "pack/pack.h"

#include <string.h>

static struct assess_form whole(void)
{
    return (struct assess_form){ .severity = "minor",
                                 .safety = "none",
                                 .complexity = "simple",
                                 .impact = "individual",
                                 .need = "no",
                                 .validity = "valid",
                                 .reasons = "Two weeks without a lift, one tenant." };
}

static bool give(struct world *w, const struct assess_form *form, struct err *err)
{
    return assess_give(&w->t->act, &w->t->p, w->id, w->d.c.version, form, err);
}

static int64_t alerts(struct world *w)
{
    return world_number(w, "SELECT count(*) AS value FROM outbox WHERE kind = 'alert'");
}

static void missing(struct world *w)
{
    static const struct {
        const char *what, *field;
        size_t member;
    } cases[] = {
        { "[7.5-a] no severity", "severity", offsetof(struct assess_form, severity) },
        { "[7.5-a] no safety", "safety", offsetof(struct assess_form, safety) },
        { "[7.5-a] no complexity", "complexity", offsetof(struct assess_form, complexity) },
        { "[7.5-a] no impact", "impact", offsetof(struct assess_form, impact) },
        { "[7.5-a] no need of immediate action", "need", offsetof(struct assess_form, need) },
        { "[7.5-a] no validity", "validity", offsetof(struct assess_form, validity) },
        { "[7.5-a] no reasons", "reasons", offsetof(struct assess_form, reasons) },
    };
    struct err err = { 0 };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct assess_form f = whole();
        *(const char **)((char *)&f + cases[i].member) = NULL;
        world_refused(w, cases[i].what, give(w, &f, &err), &err, ERR_REFUSED, cases[i].field);
    }
}

static void at_once(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };

    f.need = "yes";
    world_refused(w, "[7.5-a] needed: is it possible?", give(w, &f, &err), &err, ERR_REFUSED,
                  "possible");
    f.possible = "yes";
    world_refused(w, "[7.7-d] needed and possible: the measure", give(w, &f, &err), &err,
                  ERR_REFUSED, "measure");
    f.possible = "no";
    world_refused(w, "[7.5-a] not possible: why", give(w, &f, &err), &err, ERR_REFUSED,
                  "immediate_why");
    f.immediate_why = "The part comes next week.";
    world_refused(w, "[7.5-a] not possible: somebody higher knows", give(w, &f, &err), &err,
                  ERR_REFUSED, "immediate_escalated");
    f.priority = "low";
    f.immediate_escalated = true;
    world_refused(w, "[7.5-a] another priority needs its reason", give(w, &f, &err), &err,
                  ERR_REFUSED, "override_why");
}

static void gate(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };

    world_file(w, false);
    world_as(w, ANNA);
    world_refused(w, "[7.4-a] acknowledged first", give(w, &f, &err), &err, ERR_REFUSED, NULL);
    world_file(w, true);
    world_as(w, ANNA);
    missing(w);
    at_once(w);
    f.scope = "employment";
    world_refused(w, "[1-a] what is not ours is directed elsewhere", give(w, &f, &err), &err,
                  ERR_REFUSED, NULL);
    world_as(w, 0);
    f.scope = NULL;
    world_refused(w, "[7.5-a] a person answers for it", give(w, &f, &err), &err, ERR_REFUSED, NULL);
    world_as(w, ANNA);
    world_done(w, "[7.5-a] everything is there", give(w, &f, &err), &err);
    TAP_TEXT("the stage says so", w->d.c.stage, "assessed");
    TAP_TEXT("[7.5-a] the rule proposed", w->d.assessment.row[0].proposed_priority, "normal");
    TAP_TEXT("[7.5-a] and is named", w->d.assessment.row[0].rule, "minor");
    TAP_TEXT("[7.6-b] the depth follows", w->d.c.depth, "standard");
    TAP_INT("nobody is alerted", alerts(w), 0);
    TAP_INT("[4.7-b] who assessed took part", (int64_t)w->d.involvement.n, 1);
}

static void safety(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };
    int64_t before = alerts(w);

    world_file(w, true);
    world_as(w, ANNA);
    f.safety = "possible";
    f.priority = "low";
    f.override_why = "The door is locked.";
    world_done(w, "[7.5-b] a danger, with a low priority", give(w, &f, &err), &err);
    TAP_TEXT("the person's word stands", w->d.c.priority, "low");
    TAP_INT("[7.5-b] top management is alerted all the same", alerts(w), before + 1);
    TAP("[7.5-b] at once", instant_is_set(w->d.c.safety_alerted_at));
    TAP("[5.4.1-b] it is significant", w->d.c.significant);
    TAP("[7.9-a] a follow-up is open", w->d.c.follow_up_open);
    world_done(w, "assessed again", give(w, &f, &err), &err);
    TAP_INT("[7.5-b] nobody is alerted twice", alerts(w), before + 1);
    f = whole();
    f.need = "yes";
    f.possible = "yes";
    f.measure = "The lift is locked and a sign is up.";
    world_done(w, "[7.7-d] with a measure at once", give(w, &f, &err), &err);
    TAP_INT("[7.7-d] the measure is on record", (int64_t)w->d.measure.n, 1);
    f.signals = "media";
    world_done(w, "[5.4.1-b] the media ask", give(w, &f, &err), &err);
    TAP_INT("[5.4.1-b] the signal is kept", w->d.c.signals, SIGNAL_MEDIA);
}

/* Safety does not end with the complaint. */
static void followed_up(struct world *w)
{
    const struct closing_form form = { .reason = "withdrawn",
                                       .lessons = "None.",
                                       .ask_satisfaction = true };
    struct assess_form f = whole();
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    f.safety = "possible";
    world_done(w, "a danger", give(w, &f, &err), &err);
    world_done(w, "the complainant withdraws",
               withdraw_record(&w->t->act, &w->t->p, w->id, 0, "Let it be.", true, &err), &err);
    world_refused(w, "[7.9-a] not closed while nobody sees to the follow-up",
                  closing_close(&w->t->act, &w->t->p, w->id, 0, &form, &err), &err, ERR_REFUSED,
                  "follow_up");
    world_done(w, "somebody takes it up", case_take_up(&w->t->act, &w->t->p, w->id, 0, &err), &err);
    world_done(w, "[7.9-a] it is closed",
               closing_close(&w->t->act, &w->t->p, w->id, 0, &form, &err), &err);
    TAP("[7.9-a] the follow-up outlives it", w->d.c.follow_up_open && !facts_open(&w->d.facts));
}

static void significance(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };
    int64_t before = alerts(w);

    world_file(w, true);
    world_as(w, ANNA);
    f.signals = "senior_staff media";
    world_done(w, "[5.4.1-b] senior staff, and the media ask", give(w, &f, &err), &err);
    TAP_INT("[5.4.1-b] top management is alerted", alerts(w), before + 1);
    TAP("[5.4.1-b] once", instant_is_set(w->d.c.significant_alerted_at));
    f = whole();
    f.need = "yes";
    f.possible = "no";
    f.immediate_why = "The part comes next week.";
    f.immediate_escalated = true;
    world_done(w, "nothing can be done at once", give(w, &f, &err), &err);
    TAP_INT("and somebody higher is told", alerts(w), before + 2);
}

static void again(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    f.former_wrong = true;
    world_done(w, "the first assessment", give(w, &f, &err), &err);
    TAP("[7.5-c] the first is never wrong", !w->d.assessment.row[0].former_wrong);
    world_done(w, "[7.5-c] the same priority again", give(w, &f, &err), &err);
    TAP("[7.5-c] is not counted", !w->d.assessment.row[1].former_wrong);
    f.severity = "critical";
    f.former_wrong = false;
    world_done(w, "[7.5-c] another priority, because of new facts", give(w, &f, &err), &err);
    TAP("[7.5-c] is not counted either", !w->d.assessment.row[2].former_wrong);
    f.severity = "minor";
    f.former_wrong = true;
    world_done(w, "[7.5-c] another priority, because it was wrong", give(w, &f, &err), &err);
    TAP("[7.5-c] is counted", w->d.assessment.row[3].former_wrong);
    TAP_INT("[7.5-c] every assessment stays", (int64_t)w->d.assessment.n, 4);
    TAP_TEXT("the newest counts", w->d.c.priority, "normal");
}

static void owner(struct world *w)
{
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    world_done(w, "[4.12-a] somebody takes it up",
               case_take_up(&w->t->act, &w->t->p, w->id, w->d.c.version, &err), &err);
    TAP_INT("[4.12-a] and owns it", w->d.c.owner_id, ANNA);
    world_refused(w, "once", case_take_up(&w->t->act, &w->t->p, w->id, 0, &err), &err, ERR_CONFLICT,
                  NULL);
    world_as(w, BINH);
    world_refused(w, "[4.12-a] nobody takes it away",
                  case_take_up(&w->t->act, &w->t->p, w->id, 0, &err), &err, ERR_CONFLICT, NULL);
}

static int similar(struct world *w)
{
    struct err err = { 0 };
    int n = -1;

    TAP("[7.6-b] similar cases are counted",
        similar_cases(&w->t->act, &w->t->p, &w->d, w->t->p.pack->similar_months, &n, &err));
    return n;
}

static void frequency(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };
    int before;

    f.severity = "negligible";
    world_file(w, true);
    before = similar(w);
    world_file(w, true);
    TAP_INT("[7.6-b] one more counts once, by class and problem", similar(w), before + 1);
    w->d.c.received_at.us += SECONDS(86400) * 500;
    TAP_INT("[7.6-b] what is long ago does not count", similar(w), 0);
    world_as(w, ANNA);
    world_done(w, "little harm", give(w, &f, &err), &err);
    TAP_TEXT("[7.6-b] but often: a full investigation", w->d.c.depth, "full");
}

static void kept_away(struct world *w)
{
    struct assess_form f = whole();
    struct err err = { 0 };

    world_file(w, true);
    world_party(w, "complained_about", ANNA);
    world_as(w, ANNA);
    world_refused(w, "[4.7-a] who is complained about does not assess", give(w, &f, &err), &err,
                  ERR_REFUSED, NULL);
    world_refused(w, "[4.7-a] nor own it", case_take_up(&w->t->act, &w->t->p, w->id, 0, &err), &err,
                  ERR_REFUSED, NULL);
    TAP_INT("[4.7-a] both are on record",
            world_number(w, "SELECT count(*) AS value FROM refused_part"), 2);
    TAP_INT(
        "[4.7-a] as events",
        world_number(w, "SELECT count(*) AS value FROM event WHERE kind = 'assignment_refused'"),
        2);
}

static void all(struct world *w)
{
    gate(w);
    safety(w);
    significance(w);
    again(w);
    owner(w);
    frequency(w);
    kept_away(w);
    followed_up(w);
}

int main(void)
{
    world_test("assess_flow", all);
    return tap_done();
}
