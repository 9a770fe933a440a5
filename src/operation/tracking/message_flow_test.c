/* A message that came back, on both engines: marked, back with us, made good. [7.4-c] [7.3-c] */
#include "operation/tracking/message_flow.h"

#include "base/tap.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/flow_world.h"
#include "operation/tracking/track_flow.h"

#include <string.h>

static bool returned(struct world *w, int64_t entry, const char *why, struct err *err)
{
    return message_returned(&w->t->act, &w->t->p, w->id, w->d.c.version, entry, why, err);
}

static bool sent(struct world *w, int64_t entry, const char *channel, struct err *err)
{
    const struct message_sent form = { .message = entry, .channel = channel };

    return message_sent(&w->t->act, &w->t->p, w->id, w->d.c.version, &form, err);
}

static bool update(struct world *w, const char *channel, struct err *err)
{
    struct update_form form = { .channel = channel, .text = "The part is on its way." };

    return track_update(&w->t->act, &w->t->p, w->id, w->d.c.version, &form, err);
}

static void all(struct world *w)
{
    struct err err = { 0 };
    int64_t letter, page;

    struct ack_form ack = { .way = "letter", .text = "We have it." };

    world_file(w, false);
    world_as(w, ANNA);
    world_done(w, "acknowledged by letter",
               ack_give(&w->t->act, &w->t->p, w->id, w->d.c.version, &ack, &err), &err);
    world_later(w, 60);
    world_done(w, "an update by letter", update(w, "letter", &err), &err);
    letter = w->d.entry.row[1].id;
    world_done(w, "an update on the page alone", update(w, "web", &err), &err);
    page = w->d.entry.row[2].id;
    world_refused(w, "[7.4-c] not without what it says", returned(w, letter, " ", &err), &err,
                  ERR_INVALID, "reason");
    world_refused(w, "the page does not come back", returned(w, page, "x", &err), &err, ERR_INVALID,
                  "message");
    world_done(w, "[7.4-c] the letter came back", returned(w, letter, "Unknown there.", &err),
               &err);
    TAP_TEXT("[7.3-c] which its entry says", w->d.entry.row[1].delivery, "failed");
    TAP("[7.4-c] the case is back with us", instant_is_set(w->d.c.returned_at));
    TAP_INT("it is not sent again",
            world_number(w, "SELECT count(*) AS value FROM outbox WHERE state = 'failed'"), 1);
    world_refused(w, "not twice", returned(w, letter, "x", &err), &err, ERR_INVALID, "message");
    world_done(w, "told in another way", update(w, "telephone", &err), &err);
    TAP("[7.4-c] it is good again", !instant_is_set(w->d.c.returned_at));
    world_done(w, "the log goes on", update(w, "letter", &err), &err);
    letter = w->d.entry.row[w->d.entry.n - 1].id;
    world_done(w, "one more comes back", returned(w, letter, "Unknown there.", &err), &err);
    world_later(w, 60);
    world_done(w, "something else comes back after it",
               ack_returned(&w->t->act, &w->t->p, w->id, "No such box.", &err), &err);
    world_done(w, "an update", update(w, "in_person", &err), &err);
    TAP("[7.4-c] does not make that good", instant_is_set(w->d.c.returned_at));
}

/* What the program does not send waits until somebody did. */
static void by_hand(struct world *w)
{
    struct ack_form ack = { .way = "letter", .text = "We have it." };
    struct err err = { 0 };
    int64_t waits, page;

    world_file(w, false);
    world_as(w, ANNA);
    world_done(w, "an update by letter", update(w, "letter", &err), &err);
    waits = w->d.entry.row[0].id;
    TAP_TEXT("[7.3-c] it waits", w->d.entry.row[0].delivery, "queued");
    world_done(w, "an update on the page alone", update(w, "web", &err), &err);
    page = w->d.entry.row[1].id;
    world_refused(w, "what waits for nobody was not sent", sent(w, page, "letter", &err), &err,
                  ERR_INVALID, "message");
    world_refused(w, "nor what is none", sent(w, 7, "letter", &err), &err, ERR_INVALID, "message");
    world_refused(w, "in no way", sent(w, waits, NULL, &err), &err, ERR_INVALID, "channel");
    world_refused(w, "by smoke", sent(w, waits, "smoke", &err), &err, ERR_INVALID, "channel");
    world_refused(w, "by post, without an address", sent(w, waits, "letter", &err), &err,
                  ERR_INVALID, "channel");
    world_later(w, 60);
    world_done(w, "[7.3-c] told by telephone", sent(w, waits, "telephone", &err), &err);
    TAP_TEXT("[7.3-c] it is told", w->d.entry.row[0].delivery, "sent");
    TAP_TEXT("[7.3-c] in that way", w->d.entry.row[0].channel, "telephone");
    TAP("[7.3-c] later than it was written",
        w->d.entry.row[0].delivered_at.us > w->d.entry.row[0].at.us);
    TAP_INT("nothing is left to be sent",
            world_number(w, "SELECT count(*) AS value FROM outbox WHERE state = 'queued' AND "
                            "entry_id IS NOT NULL AND complaint_id = (SELECT max(id) FROM "
                            "complaint)"),
            0);
    world_refused(w, "not twice", sent(w, waits, "telephone", &err), &err, ERR_INVALID, "message");
    world_done(w, "acknowledged by letter",
               ack_give(&w->t->act, &w->t->p, w->id, w->d.c.version, &ack, &err), &err);
    waits = w->d.acknowledgement.row[0].entry_id;
    TAP_TEXT("[7.4-a] the acknowledgement waits", w->d.acknowledgement.row[0].delivery, "queued");
    world_done(w, "told by telephone", sent(w, waits, "telephone", &err), &err);
    TAP_TEXT("[7.4-a] and says what became of it", w->d.acknowledgement.row[0].delivery, "sent");
}

int main(void)
{
    world_test("message", all);
    world_test("message_sent", by_hand);
    return tap_done();
}
