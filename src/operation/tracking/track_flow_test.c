/* Updates through the flow: words, proof, and the promise of the next one. */
#include "operation/tracking/track_flow.h"

#include "base/tap.h"
#include "desk/keep_flow.h"
#include "desk/write_flow.h"
#include "operation/flow_world.h"
#include "operation/tracking/message_flow.h"

#include <string.h>

static const struct clock_row *running(const struct world *w, const char *name)
{
    for (size_t i = 0; i < w->d.clock.n; i++)
        if (strcmp(w->d.clock.row[i].name, name) == 0 &&
            strcmp(w->d.clock.row[i].state, "running") == 0)
            return &w->d.clock.row[i];
    return NULL;
}

/* The last second of the day. */
static struct instant end_of(const struct world *w, struct date day)
{
    return (struct instant){ zone_instant(w->t->p.zone, day, 1440).us - SECONDS(1) };
}

static struct date rule_day(const struct world *w)
{
    return zone_date(w->t->p.zone, running(w, "update")->due_at, NULL);
}

static bool update(struct world *w, const struct update_form *form, struct err *err)
{
    return track_update(&w->t->act, &w->t->p, w->id, w->d.c.version, form, err);
}

static void all(struct world *w)
{
    struct update_form form = { .channel = "letter" };
    struct err err = { 0 };
    struct date today;
    int64_t due;

    world_file(w, true);
    world_as(w, ANNA);
    today = zone_date(w->t->p.zone, w->t->act.now, NULL);
    world_refused(w, "[7.3-c] no update without words", update(w, &form, &err), &err, ERR_INVALID,
                  "text");
    form.text = "The part is on its way.";
    due = running(w, "update")->due_at.us;
    world_later(w, 86400);
    world_done(w, "[7.3-c] an update by letter", update(w, &form, &err), &err);
    TAP_TEXT("[7.3-c] is kept", w->d.entry.row[0].kind, "update");
    TAP_TEXT("[7.3-c] with its proof to come", w->d.entry.row[0].delivery, "queued");
    TAP_INT("and goes to the outbox",
            world_number(w, "SELECT count(*) AS value FROM outbox WHERE kind = 'update'"), 1);
    TAP("[4.6-b] the next one is promised anew", running(w, "update")->due_at.us > due);
    form.channel = NULL;
    form.next_on = today;
    world_refused(w, "[4.6-b] no promise for a day that is over", update(w, &form, &err), &err,
                  ERR_INVALID, "next_on");
    form.next_on = date_add(today, 90);
    world_refused(w, "[4.6-b] nor later than the rule", update(w, &form, &err), &err, ERR_INVALID,
                  "next_on");
    form.next_on = date_add(rule_day(w), 1);
    world_refused(w, "[4.6-b] not by a day", update(w, &form, &err), &err, ERR_INVALID, "next_on");
    form.next_on = rule_day(w);
    world_done(w, "[4.6-b] the rule's own day may be promised", update(w, &form, &err), &err);
    TAP_TEXT("[4.6-b] which leaves its terms", running(w, "update")->unit, "working_days");
    form.next_on = date_add(today, 4);
    form.text = "It comes on Friday.";
    world_done(w, "[4.6-b] an earlier day is promised", update(w, &form, &err), &err);
    TAP("[4.6-b] and stands", running(w, "update")->due_at.us == end_of(w, form.next_on).us);
    TAP_TEXT("[7.3-c] on the page it is there at once", w->d.entry.row[2].delivery, "sent");
    TAP("what happens now, in words", strlen(track_text(w->t->a, &w->t->p, &w->d)) > 0);
}

/* What is on the way or has arrived is not said again on the same day. */
static void same_again(struct world *w)
{
    struct update_form form = { .channel = "letter", .text = "The part is on its way." };
    const struct entry_row *last;
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    world_done(w, "an update by letter", update(w, &form, &err), &err);
    world_refused(w, "[7.3-c] not the same words again, as after the browser's Back",
                  update(w, &form, &err), &err, ERR_INVALID, "text");
    world_as(w, BINH);
    world_refused(w, "[7.3-c] nor by somebody else", update(w, &form, &err), &err, ERR_INVALID,
                  "text");
    form.channel = "telephone";
    world_done(w, "[7.3-c] but in another way", update(w, &form, &err), &err);
    form.channel = "letter";
    last = &w->d.entry.row[0];
    world_done(
        w, "the letter comes back",
        message_returned(&w->t->act, &w->t->p, w->id, w->d.c.version, last->id, "Unknown.", &err),
        &err);
    world_done(w, "[7.3-c] what came back is sent anew", update(w, &form, &err), &err);
    world_done(w, "they write to us",
               write_fact(&w->t->act, &w->t->p, w->id,
                          &(struct writing){ .text = "Did you send the part?" }, &err),
               &err);
    world_done(w, "[7.3-c] and what is asked anew is said anew", update(w, &form, &err), &err);
    world_refused(w, "[7.3-c] once", update(w, &form, &err), &err, ERR_INVALID, "text");
    world_later(w, 86400);
    world_done(w, "[7.3-c] another day may have the same news", update(w, &form, &err), &err);
}

/* A reply by the box of the case page as well. */
static void same_reply(struct world *w)
{
    struct writing reply = { .text = "We look into it." };
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    world_done(w, "a reply", write_reply(&w->t->act, &w->t->p, w->id, &reply, &err), &err);
    world_refused(w, "[7.3-c] not the same reply again",
                  write_reply(&w->t->act, &w->t->p, w->id, &reply, &err), &err, ERR_INVALID,
                  "text");
    reply.update = true;
    world_refused(w, "[7.3-c] nor as the promised update",
                  write_reply(&w->t->act, &w->t->p, w->id, &reply, &err), &err, ERR_INVALID,
                  "text");
    reply.update = false;
    world_done(w, "a note says what it likes",
               write_note(&w->t->act, &w->t->p, w->id, &reply, &err), &err);
    world_done(w, "as often as it likes", write_note(&w->t->act, &w->t->p, w->id, &reply, &err),
               &err);
}

/* The rule of the updates counts in every way that a promised day does not. */
static void counts_otherwise(struct world *w)
{
    size_t n = w->t->p.clocks.n;
    struct clock_rule_row *rule = ARENA_ARRAY(w->t->a, struct clock_rule_row, n);

    memcpy(rule, w->t->p.clocks.row, n * sizeof *rule);
    for (size_t i = 0; i < n; i++)
        if (strcmp(rule[i].name, "update") == 0) {
            rule[i].counts_first = rule[i].rolls = true;
            rule[i].hours = "Mon-Fri 09:00-12:00";
        }
    w->t->p.clocks.row = rule;
}

/* A Saturday stays one; two days on which the complainant is waited for make it two days later. */
static void stands(struct world *w)
{
    struct keep k = { .choice = "complainant", .reason = "Which lot was it?" };
    struct update_form form = { .text = "We are at it." };
    struct err err = { 0 };
    struct date today;

    world_file(w, true);
    counts_otherwise(w);
    world_as(w, ANNA);
    today = zone_date(w->t->p.zone, w->t->act.now, NULL);
    form.next_on = date_add(today, 5);
    while (date_weekday(form.next_on) != 6)
        form.next_on = date_add(form.next_on, 1);
    world_done(w, "[4.6-b] a Saturday is promised", update(w, &form, &err), &err);
    TAP_INT("[4.6-b] and stands, to its end", running(w, "update")->due_at.us,
            end_of(w, form.next_on).us);
    TAP_INT(
        "C10 the warning comes before that day", running(w, "update")->tell_at.us,
        end_of(w, date_add(today, (date_to_days(form.next_on) - date_to_days(today)) * 80 / 100))
            .us);
    k.complaint = w->id;
    world_later(w, 86400);
    world_done(w, "it waits", keep_wait(&w->t->act, &w->t->p, &k, &err), &err);
    world_later(w, 2 * 86400);
    world_done(w, "and goes on", keep_resume(&w->t->act, &w->t->p, &k, &err), &err);
    TAP_INT("[4.6-b] the promised day is as many days later", running(w, "update")->due_at.us,
            end_of(w, date_add(form.next_on, 2)).us);
}

static int64_t sent(struct world *w)
{
    return world_number(w, "SELECT count(*) AS value FROM outbox WHERE kind = 'update'");
}

/* The clerk looks, and the case is read anew. */
static void clerk(struct world *w, const char *what)
{
    struct err err = { 0 };

    world_as(w, 0);
    world_done(w, what, track_updates_due(&w->t->act, &w->t->p, &err), &err);
}

static void until_due(struct world *w, int64_t hours)
{
    w->t->act.now.us = running(w, "update")->due_at.us - SECONDS(3600 * hours);
}

static void promised(struct world *w)
{
    int64_t hours = procedure_number(&w->t->p, "update_hours", 0), due;
    const struct entry_row *entry;

    world_file(w, true);
    due = running(w, "update")->due_at.us;
    until_due(w, hours + 1);
    clerk(w, "[7.3-c] the day has not come");
    TAP_INT("[7.3-c] so nothing is sent", (int64_t)w->d.entry.n, 0);
    until_due(w, hours - 1);
    clerk(w, "[7.3-c] nobody has written on the promised day");
    TAP_INT("[7.3-c] so the program does", (int64_t)w->d.entry.n, 1);
    entry = &w->d.entry.row[0];
    TAP_TEXT("[7.3-c] as an update", entry->kind, "update");
    TAP_TEXT("[7.3-c] by the program", entry->author_kind, "system");
    TAP_TEXT("[7.3-c] with its proof to come", entry->delivery, "queued");
    TAP_INT("[7.3-c] in the outbox", sent(w), 1);
    TAP("[7.3-c] in the complainant's language", strstr(entry->text.text, "Chúng tôi"));
    TAP("[4.6-b] the promise was kept, and the next one made",
        running(w, "update")->due_at.us > due);
    clerk(w, "once");
    TAP_INT("and not again", sent(w), 1);
}

/* After a stop of the program the message is late, but it comes. */
static void late(struct world *w)
{
    world_file(w, true);
    until_due(w, -48);
    clerk(w, "[7.3-c] the promised day is over");
    TAP_INT("[7.3-c] what is late comes all the same", (int64_t)w->d.entry.n, 1);
    TAP_INT("[4.6-b] and counts as missed",
            world_number(w, "SELECT count(*) AS value FROM clock WHERE name = 'update' "
                            "AND state = 'missed'"),
            1);
}

/* A person who stands for itself: what no flow makes, and nothing of the case can be read. */
static void ring(struct world *w, int64_t person, bool on)
{
    world_number(w, arena_printf(w->t->a,
                                 "UPDATE person SET joined_into_id = %s WHERE id = %" PRId64
                                 " RETURNING id AS value",
                                 on ? "id" : "NULL", person));
}

static void one_bad(struct world *w)
{
    struct err err = { 0 };
    int64_t person;

    world_file(w, true);
    person = dossier_person(&w->d, "complainant")->id;
    world_file(w, true);
    until_due(w, procedure_number(&w->t->p, "update_hours", 0) - 1);
    world_as(w, 0);
    ring(w, person, true);
    TAP("a case that cannot be read is told, and ends",
        !track_updates_due(&w->t->act, &w->t->p, &err) && err.kind == ERR_INTERNAL);
    ring(w, person, false);
    TAP_INT("[7.3-c] the one behind it has its message all the same", sent(w), 1);
    clerk(w, "once it is mended");
    TAP_INT("[7.3-c] it has its own", sent(w), 2);
}

int main(void)
{
    world_test("track_flow", all);
    world_test("same_again", same_again);
    world_test("same_reply", same_reply);
    world_test("promise_stands", stands);
    world_test("updates_due", promised);
    world_test("updates_late", late);
    world_test("updates_one_bad", one_bad);
    return tap_done();
}
