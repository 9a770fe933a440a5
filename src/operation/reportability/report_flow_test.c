/* A danger from its assessment to the report, jurisdiction by jurisdiction. */
#include "complaint/packs.h"
#include "complaint/report.h"
#include "operation/assessment/assess_flow.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/reportability/report_flow.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include "complaint/gate.h"
#include "complaint/pack_read.h"

#include <string.h>

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] =
    "pack: danger\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
    "sources: [{id: s, name: x, mark: R}]\n"
    "classes: [{code: goods, " L "}, {code: device, " L "}]\n"
    "fields:\n"
    "- {name: sold, kind: yes_no, stage: assessment, sealed: false, " L "}\n"
    "- {name: batch, kind: text, stage: receipt, " L "}\n"
    "reportability:\n"
    "- {code: north, source: s, classes: [goods], " L ", limit: {" L "}, questions: [\n"
    "   {name: hurt, kind: yes_no, event: somebody_hurt, event_answers: [\"yes\"], " L "}]}\n"
    "- {code: south, source: s, classes: [goods], when_field: sold, when_answers: [\"yes\"], " L
    ",\n   limit: {" L "}, questions: [{name: level, kind: yes_no, " L "}]}\n"
    "- {code: east, source: s, classes: [device], " L ", limit: {" L "},\n"
    "   questions: [{name: level, kind: yes_no, " L "}]}\n"
    "gates:\n"
    "- {before: investigation, field: batch, safety: [possible, actual], en: The batch., "
    "zh-Hans: b, zh-Hant: c, vi: d}\n"
    "clocks:\n"
    "- {name: north, starts: [north_open], stops: [north_done], unit: days, length: 5, source: "
    "s, " L "}\n"
    "- {name: urgent, starts: [somebody_hurt], stops: [north_done], unit: days, length: 2, "
    "source: s, " L "}\n";

static int64_t file(struct try *t, const char *once, const char *class)
{
    struct filing f = { .one_time = once,
                        .channel = "web",
                        .language = "en",
                        .description = "It caught fire.",
                        .class_code = class,
                        .complainant = { .name = "Mai Example", .email = "mai@example.org" },
                        .acknowledged_by = "page" };
    struct receipt r = { 0 };

    TRY("filed", receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static struct dossier assess(struct try *t, int64_t id, const char *safety)
{
    struct assess_form form = { .scope = "inside",
                                .severity = "major",
                                .safety = safety,
                                .complexity = "simple",
                                .impact = "individual",
                                .need = "no",
                                .validity = "valid",
                                .reasons = "It was looked at." };

    TRY("assessed", assess_give(&t->act, &t->p, id, 0, &form, &err));
    return try_load(t, id);
}

static const struct clock_row *clock_last(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0)
            return &d->clock.row[i];
    return NULL;
}

static const char *clock_state(const struct dossier *d, const char *name)
{
    const struct clock_row *c = clock_last(d, name);

    return c ? c->state : "none";
}

static size_t lacks(const struct dossier *d, enum gate_step before, enum closing_reason reason)
{
    struct missing m = { 0 };

    gate_missing(&d->facts, before, reason, &m);
    return m.n;
}

#define OWN(id, name_, value_)                                                                     \
    own_save(&t->act, &t->p, id, 0, &(struct own_value){ name_, value_ }, 1, NULL, &err)

static void opening(struct try *t)
{
    int64_t id = file(t, "safe", "goods"), danger = file(t, "danger", "goods");
    struct dossier d;

    t->act.now.us += 3 * 3600 * INT64_C(1000000);
    d = assess(t, id, "none");
    TAP_INT("[REG-S1] no danger, no record", (int64_t)d.reportability.n, 0);
    TAP_INT("and no batch is asked for", (int64_t)lacks(&d, GATE_INVESTIGATION, 0), 0);
    TRY("where it is sold", OWN(danger, "sold", "no"));
    d = assess(t, danger, "possible");
    TAP_INT("[REG-S1] a record for each jurisdiction of its class in which it is sold",
            (int64_t)d.reportability.n, 1);
    TAP("that is", report_row(&d, "north") != NULL);
    TAP_INT("the clock runs since anybody knew, which is the receipt",
            clock_last(&d, "north")->started_at.us, d.c.received_at.us);
    TAP_INT("[REG-S3] the batch is asked for", (int64_t)lacks(&d, GATE_INVESTIGATION, 0), 1);
    TAP_INT("[REG-S1] it is not closed before", (int64_t)lacks(&d, GATE_CLOSING, CLOSING_ACCEPTED),
            1);
    TAP_INT("who withdraws is not kept", (int64_t)lacks(&d, GATE_CLOSING, CLOSING_WITHDRAWN), 0);
    TRY("it is sold there after all", OWN(danger, "sold", "yes"));
    d = try_load(t, danger);
    TAP("opens that one too", report_row(&d, "south") != NULL);
    d = assess(t, danger, "actual");
    TAP_INT("what is open is not opened twice", (int64_t)d.reportability.n, 2);
    d = assess(t, file(t, "unclassed", NULL), "actual");
    TAP_INT("a class that is not known counts as each", (int64_t)d.reportability.n, 3);
}

#define DECIDE(...) report_decide(&t->act, &t->p, id, 0, &(struct report_form){ __VA_ARGS__ }, &err)
#define NOT                                                                                        \
    .regime = "north", .answers = "[{\"hurt\":\"no\"}]", .decision = "not_reportable",             \
    .reasons = "Nobody was near."

static void second_person(struct try *t)
{
    static const struct report_form north = { .regime = "north" };
    static const struct report_form why = { .regime = "north", .reasons = "A child was." };
    int64_t id = file(t, "second", "goods");
    struct dossier d = assess(t, id, "possible");

    TRY_REFUSED("questions come first",
                DECIDE(.regime = "north", .decision = "reportable", .reasons = "x"),
                "Please fill this in.");
    TRY_REFUSED("[REG-S2] reasons",
                DECIDE(.regime = "north", .answers = "[{\"hurt\":\"no\"}]",
                       .decision = "not_reportable", .reasons = " "),
                "Write the reasons for this decision.");
    TRY_REFUSED("no such jurisdiction", DECIDE(.regime = "west"),
                "This complaint has no such record of reportability.");
    TRY("not reportable", DECIDE(NOT));
    d = try_load(t, id);
    TAP("[REG-S2] counts for nothing yet",
        report_unsettled(&d) && strcmp(clock_state(&d, "north"), "running") == 0);
    TRY_REFUSED("[REG-S2] nobody confirms their own",
                report_confirm(&t->act, &t->p, id, 0, &north, true, &err),
                "A second person has to do this: somebody else than you.");
    try_as(t, t->manager);
    TRY_REFUSED("not without a reason", report_confirm(&t->act, &t->p, id, 0, &north, false, &err),
                "Write why you do not agree.");
    TRY("who does not agree", report_confirm(&t->act, &t->p, id, 0, &why, false, &err));
    d = try_load(t, id);
    TAP("it is undecided again", !report_row(&d, "north")->decision);
    TRY("decided by the other", DECIDE(NOT));
    try_as(t, t->handler);
    TRY("[REG-S2] confirmed", report_confirm(&t->act, &t->p, id, 0, &north, true, &err));
    d = try_load(t, id);
    TAP("it is settled, and its clock met",
        report_settled(report_row(&d, "north")) && strcmp(clock_state(&d, "north"), "met") == 0);
    TRY("a new fact", DECIDE(.regime = "north", .answers = "[{\"hurt\":\"yes\"}]",
                             .decision = "reportable", .reasons = "A burn."));
    d = try_load(t, id);
    TAP_TEXT("the clock runs again", clock_state(&d, "north"), "running");
    TAP_TEXT("and that of the answer", clock_state(&d, "urgent"), "running");
    TAP_INT("from the first day", clock_last(&d, "urgent")->started_at.us, d.c.received_at.us);
}

static void reported(struct try *t)
{
    int64_t id = file(t, "reported", "goods");
    struct dossier d = assess(t, id, "actual");
    struct report_form form = { .regime = "north", .number = "N-17" };
    struct date today = zone_date(t->p.zone, t->act.now, NULL);

    TRY_REFUSED("first it is decided", report_filed(&t->act, &t->p, id, 0, &form, &err),
                "Decide first whether it must be reported.");
    TRY("it must be", DECIDE(.regime = "north", .answers = "[{\"hurt\":\"yes\"}]",
                             .decision = "reportable", .reasons = "A burn."));
    TRY_REFUSED("on no day", report_filed(&t->act, &t->p, id, 0, &form, &err),
                "Write the day on which it was reported, today at most.");
    form.filed_on = date_add(today, 1);
    TRY_REFUSED("not tomorrow", report_filed(&t->act, &t->p, id, 0, &form, &err),
                "Write the day on which it was reported, today at most.");
    form.filed_on = date_add(today, -9);
    TRY_REFUSED("nor before it came in", report_filed(&t->act, &t->p, id, 0, &form, &err),
                "That was before the complaint came in.");
    form.filed_on = today;
    TRY("today", report_filed(&t->act, &t->p, id, 0, &form, &err));
    d = try_load(t, id);
    TAP_TEXT("C3 the report stops the clock", clock_state(&d, "north"), "met");
    TAP_TEXT("and the other", clock_state(&d, "urgent"), "met");
    TAP_TEXT("its number is kept", report_row(&d, "north")->number.text, "N-17");
    TRY_REFUSED("what was reported stands", DECIDE(NOT), "This was reported already.");
}

static void all(struct try *t)
{
    try_as(t, t->manager);
    try_pack(t, yaml, NULL);
    try_as(t, t->handler);
    opening(t);
    second_person(t);
    reported(t);
}

int main(void)
{
    try_on_both("reportability", all);
    return tap_done();
}
