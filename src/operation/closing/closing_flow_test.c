/*
 * The closing gate through the flows: each way to open it, each condition that keeps it
 * shut, and the invariants of Annex G. 7.9
 */
#include "complaint/verify.h"
#include "desk/write_flow.h"
#include "operation/closing/clock_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/try.h"

#include <string.h>

#define SOMEBODY_ELSE                                                                              \
    "Somebody else changed this complaint in the meantime. Nothing of yours is lost: look at "     \
    "what "                                                                                        \
    "they did, then send again."

static struct templates *templates;

#define ANSWER(what) answer_take(&t->act, &t->p, id, 0, what, "So I think.", false, &err)
#define CLOSE(...)                                                                                 \
    closing_close(&t->act, &t->p, id, try_version(t, id), &(struct closing_form){ __VA_ARGS__ },   \
                  &err)

/* -- the way to a decision that was told -- */

static void respond(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct response_answer answers[] = { { d.allegation.row[0].id, "It is repaired." },
                                         { d.allegation.row[1].id, "Calls were answered." } };
    struct response_form form = { .answers = answers,
                                  .n = COUNT(answers),
                                  .remedy_none = "The repair is the remedy.",
                                  .preventive_none = "It was a single fault." };

    TRY("a response", response_write(&t->act, &t->p, id, 0, &form, NULL, &err));
}

static void decide(struct try *t, int64_t id)
{
    struct decision_form form = { .outcome = "partly_upheld",
                                  .reasons = "The log of the lift says so.",
                                  .letter.letter_outside = "The ombudsman, free of charge." };

    TRY("[7.8-a] decided", decision_take(&t->act, &t->p, id, 0, &form, &err));
}

static void tell(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct tell_form form = { .channel = "web" };
    struct err none = { 0 };

    TAP("the letter", letter_write(&t->act, &t->p, templates, &d, &form.text, &none));
    TRY("[7.8-a] told", decision_tell(&t->act, &t->p, id, 0, &form, &err));
}

static const struct remedy_form sorry = { .kind = "apology",
                                          .text = "We are sorry.",
                                          .form = "in writing",
                                          .by_whom = "The head of the house",
                                          .owner = 1,
                                          .due_on = DAY(2026, 12, 1) };

static void promise(struct try *t, int64_t id)
{
    struct remedy_form form = sorry;

    form.owner = t->handler;
    TRY("a remedy", remedy_add(&t->act, &t->p, id, 0, &form, NULL, &err));
}

/* A complaint that was decided and told by the handler. */
static int64_t told(struct try *t, const char *one_time, bool remedy)
{
    int64_t id = try_file(t, one_time);

    try_investigated(t, id);
    if (remedy)
        promise(t, id);
    respond(t, id);
    decide(t, id);
    tell(t, id);
    return id;
}

static const char *stage(struct try *t, int64_t id)
{
    return try_load(t, id).c.stage;
}

/* The state of the newest clock of that name, "none" when there is none. */
static const char *clock_state(struct try *t, int64_t id, const char *name)
{
    struct dossier d = try_load(t, id);

    for (size_t i = d.clock.n; i-- > 0;)
        if (strcmp(d.clock.row[i].name, name) == 0)
            return d.clock.row[i].state;
    return "none";
}

/* The last thing the complainant was told. */
static const char *last_message(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);

    for (size_t i = d.entry.n; i-- > 0;)
        if (strcmp(d.entry.row[i].direction, "out") == 0)
            return d.entry.row[i].text.text;
    return "";
}

/* -- accepted -- */

#define CLOSED "This complaint was closed before."

/* What is closed is opened before anything is done in it. */
static void closed_stays(struct try *t, int64_t id, int64_t remedy)
{
    struct remedy_proof proof = { .done_on = zone_date(t->p.zone, t->act.now, NULL) };

    TRY_REFUSED("[7.9-a] closed: no remedy more",
                remedy_add(&t->act, &t->p, id, 0, &sorry, NULL, &err), CLOSED);
    TRY_REFUSED("[7.9-a] closed: none altered",
                remedy_alter(&t->act, &t->p, id, 0, remedy, &sorry, &err), CLOSED);
    TRY_REFUSED("[7.9-a] closed: none dropped",
                remedy_drop(&t->act, &t->p, id, 0, remedy, "No.", &err), CLOSED);
    TRY_REFUSED("[7.9-a] closed: none carried out",
                remedy_carry_out(&t->act, &t->p, id, 0, remedy, &proof, &err), CLOSED);
    TRY_REFUSED("[7.9-a] closed: none verified",
                remedy_verify(&t->act, &t->p, id, 0, remedy, true, NULL, &err), CLOSED);
    TRY_REFUSED("[7.7-d] closed: no measure",
                measure_add(&t->act, &t->p, id, 0, "The door is locked.", &err), CLOSED);
    TRY_REFUSED("[7.9-a] closed: not withdrawn",
                withdraw_record(&t->act, &t->p, id, 0, "It is settled.", true, &err), CLOSED);
}

static void accepted(struct try *t)
{
    int64_t id = told(t, "accepted", true), remedy;

    TRY_REFUSED("[7.9-a] not accepted yet", CLOSE(.reason = "accepted"),
                "The complainant's acceptance.");
    remedy = try_load(t, id).remedy.row[0].id;
    try_as(t, 0);
    TRY_REFUSED("[7.9-a] of the case as it was",
                answer_take(&t->act, &t->p, id, 1, "accepted", "Yes.", true, &err), SOMEBODY_ELSE);
    TRY("[7.9-a] the complainant accepts", ANSWER("accepted"));
    TRY_REFUSED("and not twice", ANSWER("accepted"), "The decision was accepted before.");
    TAP_TEXT("[7.9-a] what was promised is next", stage(t, id), "remedying");
    TAP_TEXT("the clock of the answer is met", clock_state(t, id, "answer"), "met");
    TAP_TEXT("the clock of putting right runs", clock_state(t, id, "remedy"), "running");
    try_as(t, t->handler);
    TRY_REFUSED("[3.3-d] not carried out yet", CLOSE(.reason = "accepted"),
                "Remedies that are not carried out: {n}.");
    TRY_REFUSED("[3.3-d] nothing to verify yet",
                remedy_verify(&t->act, &t->p, id, 0, remedy, true, NULL, &err),
                "Only what was carried out can be verified.");
    TRY_REFUSED("[3.3-d] the day is asked",
                remedy_carry_out(&t->act, &t->p, id, 0, remedy, &(struct remedy_proof){ 0 }, &err),
                "Write the day it was carried out.");
    TRY("[3.3-d] carried out",
        remedy_carry_out(&t->act, &t->p, id, 0, remedy,
                         &(struct remedy_proof){ .done_on = zone_date(t->p.zone, t->act.now, NULL),
                                                 .proof = "Copy of the letter" },
                         &err));
    TRY_REFUSED("[3.3-d] not verified yet", CLOSE(.reason = "accepted"),
                "Remedies that are not verified: {n}.");
    try_as(t, t->second);
    TRY("somebody looks, and it is not as promised",
        remedy_verify(&t->act, &t->p, id, 0, remedy, false, "The letter went elsewhere.", &err));
    TAP_TEXT("so it is to be done again", try_load(t, id).remedy.row[0].state, "approved");
    TRY("done again",
        remedy_carry_out(&t->act, &t->p, id, 0, remedy,
                         &(struct remedy_proof){ .done_on = zone_date(t->p.zone, t->act.now, NULL),
                                                 .proof = "Second copy" },
                         &err));
    TRY("[7.9-a] verified", remedy_verify(&t->act, &t->p, id, 0, remedy, true, NULL, &err));
    TAP_TEXT("the clock of putting right is met", clock_state(t, id, "remedy"), "met");
    TRY_REFUSED("[7.9-e] lessons are asked", CLOSE(.reason = "accepted"),
                "The lessons learnt, or why there are none.");
    TRY_REFUSED("[7.9-e] satisfaction is asked", CLOSE(.reason = "accepted", .lessons = "None."),
                "Asking the complainant how satisfied they are.");
    TRY("[7.9-a] closed",
        CLOSE(.reason = "accepted", .lessons = "Inspect more.", .ask_satisfaction = true));
    TAP_TEXT("and the stage says so", stage(t, id), "closed");
    TAP("[7.9-e] the complainant is asked", strstr(last_message(t, id), "how we handled it"));
    TRY_REFUSED("not twice", CLOSE(.reason = "accepted"), "This complaint was closed before.");
    closed_stays(t, id, remedy);
    TRY("[7.9-d] opened again", closing_reopen(&t->act, &t->p, id, 0, "It is loose.", &err));
    try_as(t, t->handler);
    TRY_REFUSED("[3.3-d] what was carried out before is not altered",
                remedy_alter(&t->act, &t->p, id, 0, remedy, &sorry, &err),
                "This remedy was carried out or dropped before.");
}

static void accepted_without_remedy(struct try *t)
{
    int64_t id = told(t, "nothing due", false);

    TRY("accepted", ANSWER("accepted"));
    TRY("[7.9-a] with nothing to carry out the gate is next",
        CLOSE(.reason = "accepted", .lessons = "None, a single fault.", .ask_satisfaction = true));
}

/* -- rejected -- */

static void review(struct try *t, int64_t id)
{
    TRY_REFUSED("[4.7-b] a name is asked", review_take(&t->act, &t->p, id, 0, 0, NULL, &err),
                "Choose who reviews the decision.");
    TRY_REFUSED("[4.7-b] not by who took part",
                review_take(&t->act, &t->p, id, 0, t->handler, NULL, &err),
                "This person took part before, so somebody else has to review it.");
    TRY_REFUSED("[4.7-b] not by who has no right to review",
                review_take(&t->act, &t->p, id, 0, t->top, NULL, &err),
                "Choose somebody of this team or a team above who had no part in it.");
    TRY("[7.9-b] by somebody without a part",
        review_take(&t->act, &t->p, id, 0, t->second, "The calls.", &err));
    TAP_INT("who owns it now", try_load(t, id).c.owner_id, t->second);
    respond(t, id);
    TRY_REFUSED("[4.7-b] nobody else decides it",
                decision_take(&t->act, &t->p, id, 0,
                              &(struct decision_form){ .outcome = "upheld", .reasons = "So." },
                              &err),
                "The reviewer of this complaint decides it.");
    try_as(t, t->second);
    decide(t, id);
    TAP("[7.8-b] the letter says that this was the last step",
        strstr(try_load(t, id).decision.row[1].letter_inside.text, "our last step"));
    tell(t, id);
    TAP_INT("[7.9-b] the first decision stays on file", (int64_t)try_load(t, id).decision.n, 2);
    TAP_TEXT("with its answer", try_load(t, id).decision.row[0].answer, "rejected");
}

static int64_t rejected_twice(struct try *t, const char *one_time)
{
    int64_t id = told(t, one_time, false);

    try_as(t, 0);
    TRY("[7.9-b] rejected", ANSWER("rejected"));
    TAP_TEXT("[7.9-b] is not closed but reviewed", stage(t, id), "reviewing");
    TAP_INT("on the next level", try_load(t, id).c.level, LEVEL_REVIEW);
    TAP_INT("nobody owns it yet", try_load(t, id).c.owner_id, 0);
    TAP_TEXT("[G-a] with a clock", clock_state(t, id, "review"), "running");
    TAP("[G-a] and a message that names the next route",
        strstr(last_message(t, id), "Somebody who had no part"));
    try_as(t, t->handler);
    TRY_REFUSED("[7.9-b] nothing to answer meanwhile", ANSWER("accepted"),
                "There is no decision to answer yet.");
    TRY_REFUSED("[7.9-a] and nothing to close on", CLOSE(.reason = "unresolved"),
                "The internal review.");
    review(t, id);
    try_as(t, 0);
    TRY("[7.9-b] rejected again", ANSWER("rejected"));
    TAP_TEXT("[7.9-b] is open still", stage(t, id), "decided");
    TAP_TEXT("[7.9-b] with the outside told", try_load(t, id).c.outside, "told");
    TAP("[G-a] in words", strstr(last_message(t, id), "outside bodies"));
    TAP_TEXT("[G-a] and with a clock", clock_state(t, id, "outside"), "running");
    TAP_TEXT("the clock of the answer has ended", clock_state(t, id, "answer"), "met");
    try_as(t, t->second);
    return id;
}

#define OUTSIDE(what, words) outside_record(&t->act, &t->p, id, 0, what, words, &err)

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char hard[] = "pack: hard\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
                           "significant:\n"
                           "  - {code: refused_twice, refused: 2, " L "}\n"
                           "  - {code: refused_thrice, refused: 3, " L "}\n";

/* What is refused so often is hard, by the procedure's own number. [5.4.1-b] */
static void refused_often(struct try *t)
{
    int64_t id;
    struct dossier d;

    try_pack(t, hard, NULL);
    id = rejected_twice(t, "refused");
    d = try_load(t, id);
    TAP_INT("each refusal is counted, on all levels", d.facts.refused, 2);
    TAP_TEXT("[5.4.1-b] the second makes it significant", d.c.significant_why, "refused_twice");
    TAP("and top management is told", instant_is_set(d.c.significant_alerted_at));
}

static void outside(struct try *t)
{
    int64_t id = rejected_twice(t, "outside");

    TRY_REFUSED("[7.9-a] what became of it is open",
                CLOSE(.reason = "unresolved", .lessons = "None.", .ask_satisfaction = true),
                "What became of the outside options.");
    TRY_REFUSED("nobody outside has it yet", OUTSIDE("resolved", "Settled."),
                "No body outside deals with it.");
    TRY_REFUSED("which body is asked", OUTSIDE("chosen", ""),
                "Write which body it is, or what was said.");
    TRY("[7.9-b] the ombudsman has it", OUTSIDE("chosen", "The ombudsman."));
    TRY_REFUSED("[7.9-a] it is watched", CLOSE(.reason = "resolved_outside"),
                "The end of disputes with outside bodies: {n} open.");
    TRY("[7.9-b] and ends it", OUTSIDE("resolved", "Settled for 100 EUR."));
    TRY("[7.9-a] closed as settled outside",
        CLOSE(.reason = "resolved_outside", .lessons = "Listen.", .ask_satisfaction = true));
}

static void unresolved(struct try *t)
{
    int64_t id = rejected_twice(t, "unresolved");

    TRY("[7.9-b] nobody outside is asked", OUTSIDE("not_used", "They do not want to."));
    TRY_REFUSED("[7.9-a] with the reason",
                CLOSE(.reason = "unresolved", .lessons = "None.", .ask_satisfaction = true),
                "Why no further option is reasonable.");
    TRY("[7.9-a] closed as unresolved", CLOSE(.reason = "unresolved", .why = "All was tried.",
                                              .lessons = "None.", .ask_satisfaction = true));
}

/* In a small organisation nobody may be left. */
static void nobody_left(struct try *t)
{
    int64_t id = told(t, "alone", false);

    try_leave(t, t->second);
    try_leave(t, t->manager);
    TRY("[7.9-b] rejected, and nobody is left", ANSWER("rejected"));
    TAP_TEXT("[7.9-b] so the outside is told", try_load(t, id).c.outside, "told");
    TAP_INT("on the same level", try_load(t, id).c.level, LEVEL_HANDLING);
    TRY_REFUSED("[4.7-b] nobody reviews", review_take(&t->act, &t->p, id, 0, t->handler, "", &err),
                "There is nothing to review.");
}

/* -- no answer -- */

static void clerk(struct try *t)
{
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    TRY("the clerk looks at the clocks", overdue_all(&t->act, &t->p, &err));
}

static void silence(struct try *t)
{
    int64_t id = told(t, "silence", false);

    TRY_REFUSED("[7.9-c] no reminder while the time runs", reminder_send(&t->act, &t->p, id, &err),
                "The time for an answer is not over yet.");
    clerk(t);
    TAP_INT("[7.9-c] nor by the clerk", try_load(t, id).decision.row[0].reminders, 0);
    for (int i = 1; i <= 2; i++) {
        TRY_REFUSED("[7.9-c] no closing before the reminders", CLOSE(.reason = "no_answer"),
                    "Reminders to the complainant: {n} more.");
        try_days(t, 16);
        clerk(t);
        clerk(t);
        TAP_INT("[7.9-c] one reminder each time", try_load(t, id).decision.row[0].reminders, i);
        TAP("in words", strstr(last_message(t, id), "whether you accept it"));
        TAP_TEXT("and the clock anew", clock_state(t, id, "answer"), "running");
    }
    TRY_REFUSED("[7.9-c] the last one has its time too", CLOSE(.reason = "no_answer"),
                "The complainant still has time for an answer.");
    try_days(t, 16);
    clerk(t);
    TAP("then the case is ours again",
        instant_is_set(try_load(t, id).c.returned_at) && !try_load(t, id).c.waiting);
    try_as(t, t->handler);
    TRY("[7.9-c] and closed for want of an answer",
        CLOSE(.reason = "no_answer", .lessons = "None.", .ask_satisfaction = true));
    TRY("[7.9-d] opened again when the answer comes",
        closing_reopen(&t->act, &t->p, id, 0, "They were abroad.", &err));
    TAP_TEXT("the decision stands", stage(t, id), "decided");
    TRY("and can be accepted", ANSWER("accepted"));
}

static void breached(struct try *t)
{
    int64_t id = try_file(t, "late"), version = try_version(t, id), events;
    struct verify v = { .a = t->a, .db = t->db };
    struct err none = { 0 };

    try_days(t, 60);
    clerk(t);
    TAP("[4.15-a] a clock that ran out is marked",
        instant_is_set(try_load(t, id).clock.row[try_load(t, id).clock.n - 1].breached_at));
    TAP_INT("and disturbs nobody who writes", try_version(t, id), version);
    TAP("[7.3-c] the complainant is told of a missed answer",
        strstr(last_message(t, id), "did not keep this date"));
    TAP("once", verify_log(&v, &none));
    events = v.events;
    clerk(t);
    v.events = v.rows = 0;
    TAP("and not again", verify_log(&v, &none) && v.events == events);
}

static int64_t told_share(struct try *t, int64_t id, const char *clock)
{
    struct dossier d = try_load(t, id);

    for (size_t i = d.clock.n; i-- > 0;)
        if (strcmp(d.clock.row[i].name, clock) == 0)
            return d.clock.row[i].told;
    return -1;
}

/* Twenty working days: half of it is over after ten, four fifths after sixteen. */
static void shares(struct try *t)
{
    int64_t id = try_file(t, "shares"), version = try_version(t, id);
    struct verify v = { .a = t->a, .db = t->db };
    struct err none = { 0 };
    int64_t events;

    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    TRY("C10 the clerk looks", clocks_tell(&t->act, &t->p, &err));
    TAP_INT("C10 nothing at once", told_share(t, id, "decision"), 0);
    try_days(t, 16);
    TRY("C10 after ten working days", clocks_tell(&t->act, &t->p, &err));
    TAP_INT("C10 half is told", told_share(t, id, "decision"), 50);
    TAP_INT("C10 of a shorter one all that was passed, once", told_share(t, id, "assess"), 200);
    TAP_INT("C10 and nobody who writes is disturbed", try_version(t, id), version);
    TAP("C10 the history holds", verify_log(&v, &none));
    events = v.events;
    TRY("C10 another clerk", clocks_tell(&t->act, &t->p, &err));
    v.events = v.rows = 0;
    TAP("C10 tells nothing twice", verify_log(&v, &none) && v.events == events);
    try_days(t, 60);
    TRY("C10 long after its end", clocks_tell(&t->act, &t->p, &err));
    TAP_INT("C10 it is with top management", told_share(t, id, "decision"), 200);
    TAP("C10 and there is no more", !instant_is_set(try_load(t, id).clock.row[0].tell_at));
}

/* -- withdrawn, elsewhere, aside -- */

static void withdrawn(struct try *t)
{
    int64_t id = try_file(t, "withdrawn");

    try_as(t, t->handler);
    TRY_REFUSED("[7.9-a] not withdrawn", CLOSE(.reason = "withdrawn"),
                "The complainant's withdrawal.");
    TRY("a note", write_note(&t->act, &t->p, id, &(struct writing){ .text = "They rang." }, &err));
    TRY_REFUSED("[7.9-a] of the case as it was",
                withdraw_record(&t->act, &t->p, id, 1, "It is settled.", true, &err),
                SOMEBODY_ELSE);
    TRY_REFUSED("[7.9-a] staff do not withdraw it in silence",
                withdraw_record(&t->act, &t->p, id, 0, " ", true, &err),
                "Write what they said, and how.");
    TRY("[7.9-a] the complainant withdraws",
        withdraw_record(&t->act, &t->p, id, 0, "It is settled.", true, &err));
    TRY_REFUSED("not twice", withdraw_record(&t->act, &t->p, id, 0, NULL, true, &err),
                "This complaint was withdrawn before.");
    TAP("but the case is open until it is recorded", strcmp(stage(t, id), "closed") != 0);
    TRY("[7.9-a] closed as withdrawn",
        CLOSE(.reason = "withdrawn", .lessons = "None.", .ask_satisfaction = true));
}

#define SAID_TODAY                                                                                 \
    "These very words went to the complainant today, in the same way. Nothing was sent again. "    \
    "Write what is new, or choose another way."

static void other_ways(struct try *t)
{
    int64_t id = try_file(t, "elsewhere");
    const char *other = try_load(t, id).c.reference;

    try_as(t, t->handler);
    TRY_REFUSED("[1-a] not directed yet", CLOSE(.reason = "directed_elsewhere", .why = "Not ours."),
                "The answer that it is not for us to handle.");
    TRY_REFUSED("[1-a] not to ourselves",
                direct_elsewhere(&t->act, &t->p, id, 0, "inside", "Please wait.", &err),
                "Choose whose matter it is.");
    TRY_REFUSED("[1-a] whom to turn to",
                direct_elsewhere(&t->act, &t->p, id, 0, "other_body", "", &err),
                "Write whom to turn to.");
    TRY("[1-a] directed elsewhere",
        direct_elsewhere(&t->act, &t->p, id, 0, "other_body", "Please ask the council.", &err));
    TRY_REFUSED(
        "[1-a] but not told the same twice",
        direct_elsewhere(&t->act, &t->p, id, 0, "other_body", "Please ask the council.", &err),
        SAID_TODAY);
    TRY("[1-a] and closed so", CLOSE(.reason = "directed_elsewhere", .why = "Not ours."));
    TRY_REFUSED("[1-a] not once it is closed",
                direct_elsewhere(&t->act, &t->p, id, 0, "other_body", "Please ask.", &err),
                "This complaint was closed before.");
    id = told(t, "ours after all", false);
    TRY_REFUSED("[1-a] not what we decided",
                direct_elsewhere(&t->act, &t->p, id, 0, "other_body", "Please ask.", &err),
                "This complaint was decided before.");

    id = try_file(t, "duplicate");
    try_as(t, t->handler);
    TRY_REFUSED("the reference is asked", CLOSE(.reason = "duplicate", .why = "The same."),
                "The reference under which it is handled.");
    TRY_REFUSED("and known", CLOSE(.reason = "duplicate", .why = "The same.", .duplicate = "1-1"),
                "There is no other complaint with this reference. Check it.");
    TRY("closed as a duplicate",
        CLOSE(.reason = "duplicate", .why = "The same.", .duplicate = other));

    id = try_file(t, "spam");
    try_as(t, t->handler);
    TRY_REFUSED("set aside with the reason", CLOSE(.reason = "set_aside", .set_aside = "spam"),
                "The reason for closing it in this way.");
    TRY_REFUSED("and the kind", CLOSE(.reason = "set_aside", .why = "An advertisement."),
                "Choose whether it is spam or abusive.");
    TRY("set aside", CLOSE(.reason = "set_aside", .why = "An advertisement.", .set_aside = "spam"));
    TAP_TEXT("and marked", try_load(t, id).c.set_aside, "spam");
}

/* -- opened again -- */

static void reopened(struct try *t)
{
    int64_t id = told(t, "reopened", false);

    TRY("accepted", ANSWER("accepted"));
    TRY_REFUSED("[7.9-d] it is open",
                closing_reopen(&t->act, &t->p, id, 0, "It broke again.", &err),
                "This complaint is open.");
    TRY("closed", CLOSE(.reason = "accepted", .lessons = "None.", .ask_satisfaction = true));
    TRY_REFUSED("[7.9-d] with a reason", closing_reopen(&t->act, &t->p, id, 0, " ", &err),
                "Write why the complaint is opened again.");
    TRY("[7.9-d] opened again", closing_reopen(&t->act, &t->p, id, 0, "It broke again.", &err));
    TAP_TEXT("[7.9-d] assessed anew", stage(t, id), "acknowledged");
    TAP_TEXT("[7.9-d] with new clocks", clock_state(t, id, "decision"), "running");
    TAP_INT("[7.9-d] counted", try_load(t, id).c.reopened, 1);
    TAP("the former decision counts no longer",
        !dossier_decision(&(struct dossier){
            .c = try_load(t, id).c,
            .decision = { try_load(t, id).decision.row, try_load(t, id).decision.n } }));
    try_investigated(t, id);
    respond(t, id);
    decide(t, id);
    tell(t, id);
    TRY_REFUSED("[7.9-b] a new fact has a reason", new_fact_record(&t->act, &t->p, id, 0, "", &err),
                "Write which new fact calls for a new assessment.");
    TRY("[7.9-b] a new fact leads back",
        new_fact_record(&t->act, &t->p, id, 0, "Somebody was hurt.", &err));
    TAP_TEXT("to the assessment", stage(t, id), "acknowledged");
}

static void test(struct try *t)
{
    accepted(t);
    accepted_without_remedy(t);
    outside(t);
    unresolved(t);
    silence(t);
    breached(t);
    shares(t);
    withdrawn(t);
    other_ways(t);
    reopened(t);
    nobody_left(t);
}

int main(void)
{
    struct err err = { 0 };

    TAP("templates", templates_load(&templates, NULL, &err));
    try_on_both("closing_flow", test);
    try_on_both("closing_refused_often", refused_often);
    templates_free(templates);
    return tap_done();
}
