/* Acknowledging by every way, and what comes back, through the flow. */
#include "operation/acknowledgement/ack_flow.h"

#include "base/tap.h"
#include "complaint/redaction.h"
#include "operation/flow_world.h"

#include <string.h>

static bool give(struct world *w, const struct ack_form *form, struct err *err)
{
    return ack_give(&w->t->act, &w->t->p, w->id, w->d.c.version, form, err);
}

static const struct clock_row *clock_named(const struct world *w, const char *name)
{
    for (size_t i = w->d.clock.n; i-- > 0;)
        if (strcmp(w->d.clock.row[i].name, name) == 0)
            return &w->d.clock.row[i];
    return NULL;
}

static void telephone(struct world *w)
{
    struct ack_form form = { .way = "telephone" };
    struct err err = { 0 };

    world_file(w, false);
    world_as(w, ANNA);
    world_later(w, 600);
    world_refused(w, "[7.4-b] no call without what was said", give(w, &form, &err), &err,
                  ERR_INVALID, "text");
    form.text = "Told her that we look at it on Monday.";
    form.at.us = w->t->act.now.us + SECONDS(60);
    world_refused(w, "no call in the future", give(w, &form, &err), &err, ERR_INVALID, "at");
    form.at.us = w->d.c.received_at.us - SECONDS(60);
    world_refused(w, "no call before the complaint came", give(w, &form, &err), &err, ERR_INVALID,
                  "at");
    form.at.us = w->d.c.received_at.us + SECONDS(300);
    form.with = "Mai Example";
    world_done(w, "[7.4-b] a logged call acknowledges", give(w, &form, &err), &err);
    TAP_TEXT("the stage says so", w->d.c.stage, "acknowledged");
    TAP_TEXT("[7.4-b] the call is in the log", w->d.entry.row[0].kind, "call");
    TAP("with who was spoken to, the name apart from the words",
        !strstr(w->d.entry.row[0].text.text, "Mai Example"));
    redaction_show_all(w->t->a, &w->t->p, &langs[0], &w->d);
    TAP("and in them for who may read it",
        strstr(w->d.entry.row[0].text.text, "Mai Example") != NULL);
    TAP("[7.4-a] at its own time", w->d.facts.acknowledged.us == form.at.us);
    TAP_TEXT("its clock is met", clock_named(w, "acknowledge")->state, "met");
    TAP_TEXT("the clock of the next news runs", clock_named(w, "update")->state, "running");
    world_refused(w, "[7.4-a] not twice", give(w, &form, &err), &err, ERR_CONFLICT, NULL);
}

static void letter(struct world *w)
{
    struct ack_form form = { .way = "letter" };
    struct err err = { 0 };

    world_file(w, false);
    world_as(w, ANNA);
    world_done(w, "[7.4-a] a letter acknowledges", give(w, &form, &err), &err);
    TAP_INT("it is in the outbox", world_number(w, "SELECT count(*) AS value FROM outbox"), 1);
    TAP("[7.4-a] it names the reference",
        strstr(w->d.entry.row[0].text.text, w->d.c.reference) != NULL);
    TAP("[7.4-a] in the complainant's language",
        strstr(w->d.entry.row[0].text.text, "We have your complaint") == NULL);
    TAP_TEXT("and waits to be sent", w->d.entry.row[0].delivery, "queued");
    world_later(w, 86400);
    world_done(w, "[7.4-c] the letter comes back",
               ack_returned(&w->t->act, &w->t->p, w->id, "Unknown at this address", &err), &err);
    TAP_TEXT("[7.4-c] the step is open again", w->d.c.stage, "received");
    TAP_TEXT("[7.4-c] its clock runs anew", clock_named(w, "acknowledge")->state, "running");
    TAP("[7.4-c] the case is back with us", instant_is_set(w->d.c.returned_at));
    TAP_TEXT("[7.4-c] the letter is marked", w->d.entry.row[0].delivery, "failed");
    world_refused(w, "[7.4-c] it comes back once",
                  ack_returned(&w->t->act, &w->t->p, w->id, "again", &err), &err, ERR_CONFLICT,
                  NULL);
    form = (struct ack_form){ .way = "impossible" };
    world_refused(w, "[7.4-d] not possible needs its reason", give(w, &form, &err), &err,
                  ERR_INVALID, "reason");
    form.reason = "The only address we have is wrong.";
    world_done(w, "[7.4-d] not possible, because", give(w, &form, &err), &err);
    TAP_TEXT("and the case goes on", w->d.c.stage, "acknowledged");
    TAP("nothing is back with us any more", !instant_is_set(w->d.c.returned_at));
}

static void refusals(struct world *w)
{
    struct ack_form form = { .way = "impossible", .reason = "No time." };
    struct err err = { 0 };

    world_file(w, false);
    world_as(w, ANNA);
    world_refused(w, "[7.4-d] who can be reached is told", give(w, &form, &err), &err, ERR_INVALID,
                  "way");
    form = (struct ack_form){ .way = "pigeon" };
    world_refused(w, "[7.4-a] in no unknown way", give(w, &form, &err), &err, ERR_INVALID, "way");
    form = (struct ack_form){ .way = "email" };
    world_refused(w, "two at once see each other",
                  ack_give(&w->t->act, &w->t->p, w->id, w->d.c.version + 1, &form, &err), &err,
                  ERR_CONFLICT, NULL);
    world_refused(w, "nothing was sent that could come back",
                  ack_returned(&w->t->act, &w->t->p, w->id, "x", &err), &err, ERR_REFUSED, NULL);
    world_done(w, "[7.4-a] by mail", give(w, &form, &err), &err);
}

static void all(struct world *w)
{
    telephone(w);
    letter(w);
    refusals(w);
}

int main(void)
{
    world_test("ack_flow", all);
    return tap_done();
}
