/* Updates through the flow: words, proof, and the promise of the next one. */
#include "operation/tracking/track_flow.h"

#include "base/tap.h"
#include "operation/flow_world.h"

#include <string.h>

static const struct clock_row *running(const struct world *w, const char *name)
{
    for (size_t i = 0; i < w->d.clock.n; i++)
        if (strcmp(w->d.clock.row[i].name, name) == 0 &&
            strcmp(w->d.clock.row[i].state, "running") == 0)
            return &w->d.clock.row[i];
    return NULL;
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
    form.next_on = date_add(today, 4);
    world_done(w, "[4.6-b] an earlier day is promised", update(w, &form, &err), &err);
    TAP("[4.6-b] and stands",
        running(w, "update")->due_at.us == zone_instant(w->t->p.zone, form.next_on, 1440).us);
    TAP_TEXT("[7.3-c] on the page it is there at once", w->d.entry.row[1].delivery, "sent");
    TAP("what happens now, in words", strlen(track_text(w->t->a, &w->t->p, &w->d)) > 0);
}

int main(void)
{
    world_test("track_flow", all);
    return tap_done();
}
