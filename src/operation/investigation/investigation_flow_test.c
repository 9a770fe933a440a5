/* The investigation through the flows: each gate opens, and each condition keeps it shut. */
#include "operation/investigation/investigation_flow.h"

#include "base/tap.h"
#include "complaint/files.h"
#include "desk/keep_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/flow_world.h"
#include "operation/investigation/disclosure_flow.h"
#include "operation/investigation/evidence_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/investigation/take_up_flow.h"

#include <string.h>

static bool begin(struct world *w, struct err *err)
{
    return investigation_begin(&w->t->act, &w->t->p, w->id, w->d.c.version, err);
}

static bool put(struct world *w, const struct investigation_form *f, struct err *err)
{
    return investigation_write(&w->t->act, &w->t->p, w->id, w->d.c.version, f, false, err);
}

static bool end(struct world *w, struct err *err)
{
    struct investigation_form nothing = { 0 };

    return investigation_write(&w->t->act, &w->t->p, w->id, w->d.c.version, &nothing, true, err);
}

static void beginning(struct world *w)
{
    struct assess_form form = { .severity = "minor",
                                .safety = "none",
                                .complexity = "simple",
                                .impact = "individual",
                                .need = "no",
                                .validity = "valid",
                                .reasons = "As the log of the lift shows." };
    struct investigation_form f = { .cause_none = "No." };
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    world_refused(w, "[7.6-a] assessed first", begin(w, &err), &err, ERR_REFUSED, NULL);
    world_done(w, "assessed", assess_give(&w->t->act, &w->t->p, w->id, 0, &form, &err), &err);
    world_refused(w, "[4.12-a] owned by somebody first", begin(w, &err), &err, ERR_REFUSED, NULL);
    world_done(w, "owned", case_take_up(&w->t->act, &w->t->p, w->id, 0, &err), &err);
    world_refused(w, "nothing is written before it began", put(w, &f, &err), &err, ERR_REFUSED,
                  NULL);
    world_done(w, "[7.6-a] the investigation begins", begin(w, &err), &err);
    TAP_TEXT("the stage says so", w->d.c.stage, "investigating");
    TAP_INT("who began investigates", w->d.c.investigator_id, ANNA);
    world_refused(w, "once", begin(w, &err), &err, ERR_CONFLICT, NULL);
}

static void planned(struct world *w)
{
    struct plan_form plan[] = { { .kind = "question", .text = "Since when does it not run?" },
                                { .kind = "evidence", .text = "The log of the lift" },
                                { .kind = "interview", .text = "The tenant" } };
    struct plan_form unknown = { .id = 1, .done = true }, empty = { .kind = "question" };
    struct investigation_form f = { .plan = plan, .n_plan = COUNT(plan) };
    struct err err = { 0 };

    world_refused(w, "[7.6-a] an end needs questions", end(w, &err), &err, ERR_REFUSED, "plan");
    plan[2].party = w->d.party.row[0].id;
    world_done(w, "[7.6-a] a plan", put(w, &f, &err), &err);
    TAP_INT("[7.6-a] of three", (int64_t)w->d.plan_item.n, 3);
    f.plan = &unknown;
    f.n_plan = 1;
    world_refused(w, "nothing of another case is changed", put(w, &f, &err), &err, ERR_NOT_FOUND,
                  "plan");
    f.plan = &empty;
    world_refused(w, "no empty question", put(w, &f, &err), &err, ERR_INVALID, "plan");
    world_refused(w, "[7.6-a] an end needs the planned evidence", end(w, &err), &err, ERR_REFUSED,
                  "evidence");
}

static int64_t staged(struct world *w)
{
    struct staging *file;
    struct err err = { 0 };
    int64_t blob = 0;

    TAP("a file is staged", staging_begin(&w->t->act, "session", "log.txt", &file, &blob, &err) &&
                                staging_bytes(file, "10:42 stop\n", 11, &err) &&
                                staging_end(file, &err));
    return blob;
}

static void evidence(struct world *w)
{
    struct evidence_form f = { .kind = "rumour", .source = "Control room", .text = "It stood." };
    struct evidence_row *row;
    struct err err = { 0 };

    world_refused(w, "[7.6-d] no unknown kind",
                  evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err, ERR_INVALID,
                  "kind");
    f.kind = "system_log";
    f.source = " ";
    world_refused(w, "[7.6-d] no evidence from nowhere",
                  evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err, ERR_INVALID,
                  "source");
    f.source = "Control room";
    f.text = NULL;
    world_refused(w, "[7.6-d] none without words or a file",
                  evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err, ERR_INVALID,
                  "text");
    f.got_on = DAY(2050, 1, 1);
    f.text = "It stood still.";
    world_refused(w, "[7.6-d] none of the future",
                  evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err, ERR_INVALID,
                  "got_on");
    f.got_on = (struct date){ 0 };
    f.plan_item = w->d.plan_item.row[1].id + 7;
    world_refused(w, "[7.6-d] none for a plan that is not of this case",
                  evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err, ERR_INVALID,
                  "plan_item");
    f.plan_item = w->d.plan_item.row[1].id;
    f.allegation = 7;
    world_refused(w, "[7.6-d] nor for an allegation that is not",
                  evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err, ERR_INVALID,
                  "allegation");
    f.allegation = 0;
    f.blobs[f.n_blobs++] = staged(w);
    f.blob_owner = "session";
    world_done(w, "[7.6-d] evidence with a file",
               evidence_add(&w->t->act, &w->t->p, w->id, 0, &f, NULL, &err), &err);
    row = &w->d.evidence.row[0];
    TAP_INT("[7.6-d] by whom", row->obtained_by, ANNA);
    TAP("[7.6-d] the record holds the hash of the bytes",
        row->sha256.text && strcmp(row->sha256.text, w->d.file.row[0].sha256.text) == 0);
    TAP("[7.6-a] what was planned is there", instant_is_set(w->d.plan_item.row[1].done_at));
}

static void heard(struct world *w)
{
    struct interview_form f = { .text = "It stopped on the third." };
    struct err err = { 0 };

    world_refused(w, "[7.6-a] an end needs the complainant heard", end(w, &err), &err, ERR_REFUSED,
                  "hear_complainant");
    world_refused(w, "heard is somebody of the case",
                  interview_add(&w->t->act, &w->t->p, w->id, 0, &f, &err), &err, ERR_INVALID,
                  "person");
    f.party = w->d.party.row[0].id;
    f.text = "";
    world_refused(w, "with what was said", interview_add(&w->t->act, &w->t->p, w->id, 0, &f, &err),
                  &err, ERR_INVALID, "text");
    f.text = "It stopped on the third.";
    world_done(w, "[7.6-a] the complainant is heard",
               interview_add(&w->t->act, &w->t->p, w->id, 0, &f, &err), &err);
    TAP("[7.6-a] it is on record", instant_is_set(w->d.c.complainant_heard_at));
    TAP("[7.6-a] the planned interview is done", instant_is_set(w->d.plan_item.row[2].done_at));
}

static void findings(struct world *w)
{
    struct allegation_form points[] = { { .text = "It stood still for two weeks." },
                                        { .text = "Nobody answered the telephone." } };
    struct investigation_form f = { .allegations = points, .n_allegations = COUNT(points) };
    struct investigation_form empty = { .allegations = &(struct allegation_form){ .text = " " },
                                        .n_allegations = 1 };
    struct err err = { 0 };

    world_refused(w, "a point has words", put(w, &empty, &err), &err, ERR_INVALID, "allegations");
    world_refused(w, "[7.6-a] an end needs the points", end(w, &err), &err, ERR_REFUSED,
                  "allegations");
    world_done(w, "the points, one by one", put(w, &f, &err), &err);
    world_refused(w, "an end needs a finding on each", end(w, &err), &err, ERR_REFUSED, "findings");
    for (size_t i = 0; i < 2; i++)
        points[i] =
            (struct allegation_form){ .id = w->d.allegation.row[i].id, .finding = "substantiated" };
    world_done(w, "findings", put(w, &f, &err), &err);
    world_refused(w, "an end needs the reasons of each", end(w, &err), &err, ERR_REFUSED,
                  "findings");
    points[0].finding_why = "The log shows it.";
    points[1].finding = "undetermined";
    points[1].finding_why = "Calls are not recorded.";
    world_done(w, "with reasons", put(w, &f, &err), &err);
    TAP_TEXT("a finding can change", w->d.allegation.row[1].finding, "undetermined");
    TAP_INT("and says whose it is", w->d.allegation.row[1].found_by, ANNA);
}

static void causes(struct world *w)
{
    struct cause_form cause = { .code = "X99" };
    struct investigation_form f = { .causes = &cause, .n_causes = 1 };
    struct err err = { 0 };

    world_refused(w, "[7.6-c] an end needs the root cause", end(w, &err), &err, ERR_REFUSED,
                  "cause");
    world_refused(w, "[7.6-c] of the list", put(w, &f, &err), &err, ERR_INVALID, "root_cause");
    cause.code = NULL;
    world_refused(w, "[7.6-c] not without a code", put(w, &f, &err), &err, ERR_INVALID,
                  "root_cause");
    cause.code = "C01";
    cause.analysis = "Why? No contract. Why? It ran out unseen.";
    world_done(w, "[7.6-c] a root cause with its analysis", put(w, &f, &err), &err);
    TAP_INT("[7.6-c] on record", (int64_t)w->d.cause.n, 1);
    cause = (struct cause_form){ .id = w->d.cause.row[0].id, .ended = true };
    world_done(w, "[7.6-c] it was none after all", put(w, &f, &err), &err);
    world_refused(w, "[7.6-c] so the end needs one again", end(w, &err), &err, ERR_REFUSED,
                  "cause");
    f = (struct investigation_form){ .cause_none = "The maker does not know either." };
    world_done(w, "[7.6-c] none, because", put(w, &f, &err), &err);
}

static void walk(struct world *w)
{
    struct err err = { 0 };

    beginning(w);
    planned(w);
    evidence(w);
    heard(w);
    findings(w);
    causes(w);
    world_done(w, "[7.6-a] then it ends", end(w, &err), &err);
    TAP_TEXT("and an answer is prepared", w->d.c.stage, "responding");
    world_refused(w, "once", end(w, &err), &err, ERR_REFUSED, NULL);
}

static void waived(struct world *w)
{
    struct plan_form plan[] = { { .kind = "question", .text = "Who?" },
                                { .kind = "evidence", .text = "A sample" } };
    struct allegation_form point = { .text = "It was rude.",
                                     .finding = "unsubstantiated",
                                     .finding_why = "Three people say otherwise." };
    struct evidence_form piece = { .kind = "other", .source = "Desk", .text = "Rota" };
    struct investigation_form f = { .plan = plan,
                                    .n_plan = COUNT(plan),
                                    .allegations = &point,
                                    .n_allegations = 1,
                                    .cause_none = "Nothing happened.",
                                    .hearing_waived = "Said everything in the letter." };
    struct err err = { 0 };

    world_investigating(w, "minor");
    world_done(w, "much at once",
               investigation_write(&w->t->act, &w->t->p, w->id, w->d.c.version, &f, false, &err),
               &err);
    world_done(w, "evidence that nobody planned",
               evidence_add(&w->t->act, &w->t->p, w->id, 0, &piece, NULL, &err), &err);
    world_refused(w, "the planned piece is missing", end(w, &err), &err, ERR_REFUSED, "evidence");
    f = (struct investigation_form){ .plan = plan, .n_plan = 1 };
    plan[0] =
        (struct plan_form){ .id = w->d.plan_item.row[1].id, .waived_why = "It was thrown away." };
    world_done(w, "[7.6-a] it is left out, because", put(w, &f, &err), &err);
    world_done(w, "and the investigation ends", end(w, &err), &err);
}

static void released(struct world *w, int64_t party)
{
    struct err err = { 0 };

    world_as(w, BINH);
    world_refused(w, "[D-a] who does not investigate releases nothing",
                  disclosure_release(&w->t->act, &w->t->p, w->id, 0, party, "You are said …", &err),
                  &err, ERR_REFUSED, NULL);
    world_as(w, ANNA);
    world_refused(w, "[D-a] nothing is released without words",
                  disclosure_release(&w->t->act, &w->t->p, w->id, 0, party, " ", &err), &err,
                  ERR_INVALID, "text");
    world_refused(
        w, "[D-a] nor to somebody else",
        disclosure_release(&w->t->act, &w->t->p, w->id, 0, w->d.party.row[0].id, "x", &err), &err,
        ERR_INVALID, "person");
    world_done(w, "[D-a] the details are released",
               disclosure_release(&w->t->act, &w->t->p, w->id, 0, party,
                                  "It is said that you were rude on 3 October.", &err),
               &err);
    world_refused(w, "[D-a] once",
                  disclosure_release(&w->t->act, &w->t->p, w->id, 0, party, "x", &err), &err,
                  ERR_CONFLICT, NULL);
}

static void read_and_answered(struct world *w)
{
    struct disclosure_row row;
    struct rows mine = { 0 };
    struct err err = { 0 };
    int64_t id = w->d.disclosure.row[0].id;

    world_as(w, BINH);
    world_refused(w, "[D-a] nobody else reads it", disclosure_mine(&w->t->act, id, &row, &err),
                  &err, ERR_NOT_FOUND, NULL);
    world_refused(w, "[D-a] nor answers it",
                  disclosure_answer(&w->t->act, &w->t->p, id, "It was not so.", &err), &err,
                  ERR_NOT_FOUND, NULL);
    world_as(w, CHEN);
    TAP("[D-a] the person finds it", disclosures_mine(&w->t->act, &mine, &err) && mine.n == 1);
    world_done(w, "[D-a] reads it", disclosure_read(&w->t->act, &w->t->p, id, &err), &err);
    TAP("[D-a] which is on record", instant_is_set(w->d.disclosure.row[0].read_at));
    world_done(w, "once is enough", disclosure_read(&w->t->act, &w->t->p, id, &err), &err);
    TAP_INT("[D-a] one event of reading",
            world_number(w, "SELECT count(*) AS value FROM event WHERE kind = 'disclosure_read'"),
            1);
    world_refused(w, "[D-a] no side without words",
                  disclosure_answer(&w->t->act, &w->t->p, id, " ", &err), &err, ERR_INVALID,
                  "statement");
    world_done(w, "[D-a] and says their side",
               disclosure_answer(&w->t->act, &w->t->p, id, "The line was bad.", &err), &err);
    TAP_TEXT("[D-a] in their own words", w->d.disclosure.row[0].statement.text,
             "The line was bad.");
}

static void complained_about(struct world *w)
{
    struct interview_form f = { .text = "The line was bad." };
    struct err err = { 0 };
    int64_t party;

    world_investigating(w, "minor");
    party = world_party(w, "complained_about", CHEN);
    f.party = party;
    world_refused(w, "[D-a] no interview before the details",
                  interview_add(&w->t->act, &w->t->p, w->id, 0, &f, &err), &err, ERR_REFUSED, NULL);
    released(w, party);
    read_and_answered(w);
    world_as(w, ANNA);
    f.held_on = date_add(zone_date(w->t->p.zone, w->t->act.now, NULL), -3);
    world_refused(w, "[D-a] no interview dated before the details",
                  interview_add(&w->t->act, &w->t->p, w->id, 0, &f, &err), &err, ERR_INVALID,
                  "held_on");
    f.held_on = (struct date){ 0 };
    world_done(w, "[D-a] then the interview",
               interview_add(&w->t->act, &w->t->p, w->id, 0, &f, &err), &err);
    TAP("[D-a] is on record", instant_is_set(w->d.disclosure.row[0].interviewed_at));
    TAP("the complainant was not heard by that", !instant_is_set(w->d.c.complainant_heard_at));
}

static void unheard(struct world *w)
{
    struct err err = { 0 };
    int64_t party;

    world_investigating(w, "minor");
    party = world_party(w, "complained_about", CHEN);
    world_refused(w, "not heard needs its reason",
                  disclosure_waive(&w->t->act, &w->t->p, w->id, 0, party, "", &err), &err,
                  ERR_INVALID, "waived_why");
    world_refused(w, "nobody in particular is not heard",
                  disclosure_waive(&w->t->act, &w->t->p, w->id, 0, party + 7, "Away.", &err), &err,
                  ERR_INVALID, "person");
    world_done(w, "[D-a] not heard, because",
               disclosure_waive(&w->t->act, &w->t->p, w->id, 0, party, "Left the company.", &err),
               &err);
    TAP("[D-a] the rule knows", w->d.facts.conflicts[0].hearing_waived);
}

static int64_t refusals(struct world *w)
{
    return world_number(w, "SELECT count(*) AS value FROM refused_part");
}

static void conflicts(struct world *w)
{
    struct investigation_form f = { .investigator = CHEN };
    struct err err = { 0 };
    int64_t before = refusals(w);

    world_investigating(w, "minor");
    world_party(w, "complained_about", CHEN);
    world_refused(w, "[4.7-a] who is complained about is not named investigator", put(w, &f, &err),
                  &err, ERR_REFUSED, NULL);
    world_as(w, CHEN);
    world_refused(w, "[4.7-a] nor writes", put(w, &f, &err), &err, ERR_REFUSED, NULL);
    TAP_INT("[4.7-a] both are on record", refusals(w), before + 2);
    world_as(w, ANNA);
    world_refused(w, "a conflict has its reason",
                  conflict_declare(&w->t->act, &w->t->p, w->id, 0, ANNA, "declared", "", &err),
                  &err, ERR_INVALID, "why");
    world_refused(w, "and its kind",
                  conflict_declare(&w->t->act, &w->t->p, w->id, 0, ANNA, "hate", "x", &err), &err,
                  ERR_INVALID, "kind");
    world_done(
        w, "[4.7-a] the owner declares a conflict",
        conflict_declare(&w->t->act, &w->t->p, w->id, 0, ANNA, "declared", "My sister.", &err),
        &err);
    TAP_INT("[4.12-a] and owns it no longer", w->d.c.owner_id, 0);
    TAP_INT("nor investigates", w->d.c.investigator_id, 0);
    world_refused(w, "[4.7-a] nor ends the conflict herself",
                  conflict_end(&w->t->act, &w->t->p, w->id, 0, w->d.conflict.row[0].id, "x", &err),
                  &err, ERR_REFUSED, NULL);
    world_refused(w, "[4.7-a] nor takes it up again",
                  case_take_up(&w->t->act, &w->t->p, w->id, 0, &err), &err, ERR_REFUSED, NULL);
    world_as(w, BINH);
    f.investigator = BINH;
    world_done(w, "[4.7-a] somebody without one goes on", put(w, &f, &err), &err);
    TAP_INT("as the investigator", w->d.c.investigator_id, BINH);
    world_done(
        w, "and may end it with a reason",
        conflict_end(&w->t->act, &w->t->p, w->id, 0, w->d.conflict.row[0].id, "Mistaken.", &err),
        &err);
    TAP_INT("one conflict is left", (int64_t)w->d.facts.n_conflicts, 1);
}

/* Whoever leaves hands over what they investigate, too. */
static void handed_over(struct world *w)
{
    struct keep k = { .choice = arena_printf(w->t->a, "%" PRId64, w->t->second),
                      .reason = "Leaves in May.",
                      .from = ANNA };
    struct err err = { 0 }, why = { 0 };

    world_investigating(w, "minor");
    TAP_INT("somebody investigates", w->d.c.investigator_id, ANNA);
    world_as(w, BINH);
    world_done(w, "[4.12-a] what they had is handed over",
               keep_hand_over(&w->t->act, &w->t->p, &k, &w->id, 1, &why, &err) &&
                   why.kind == ERR_NONE,
               &err);
    TAP_INT("[4.12-a] the next one answers for it", w->d.c.owner_id, w->t->second);
    TAP_INT("and investigates", w->d.c.investigator_id, w->t->second);
}

static void all(struct world *w)
{
    walk(w);
    waived(w);
    complained_about(w);
    unheard(w);
    conflicts(w);
    handed_over(w);
}

int main(void)
{
    world_test("investigation_flow", all);
    return tap_done();
}
