/* A receipt that was earlier than it was written down: what counts from it counts from the true
 * day, as if the complaint had been filed so, and a trial plays it again. On both engines. */
#include "operation/receipt/correct_flow.h"

#include "designer/simulate.h"
#include "desk/extend_flow.h"
#include "desk/keep_flow.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/try.h"

#include <string.h>

/* clang-format off */
#define L(en) "en: " en ", zh-Hans: b, zh-Hant: c, vi: d"
static const char pack[] =
    "pack: passed\nversion: 1\ntitle: {" L("Passed") "}\nabout: {" L("a") "}\n"
    "sources: [{id: s, name: x, mark: V}]\n"
    "fields:\n"
    "- {name: first, kind: date, stage: receipt, is: received, " L("First received") "}\n"
    "- {name: reached, kind: yes_no, stage: receipt, sealed: false, event: contacted, " L("Reached") "}\n"
    "clocks:\n"
    "- {name: acknowledge, starts: [received], stops: [acknowledged, closed], unit: hours, length: 24, source: s, " L("Acknowledgement") "}\n"
    "- {name: decision, starts: [received], stops: [communicated, closed], unit: days, length: 20, extends: \"5\", pauses: true, tells: \"50:owner\", source: s, " L("Decision") "}\n"
    "- {name: look, starts: [contacted], stops: [closed], unit: days, length: 4, source: s, " L("Look") "}\n";
/* clang-format on */

static struct date today(const struct try *t)
{
    return zone_date(t->p.zone, t->act.now, NULL);
}

/* A letter that came on that day, written down now; `first` = the office had it then. */
static bool file(struct try *t, const char *once, struct date on, struct date first, int64_t *id,
                 struct err *err)
{
    char day[DATE_TEXT];
    struct own_value own[] = { { "reached", "yes" }, { "first", day } };
    struct filing f = { .one_time = once,
                        .channel = "letter",
                        .language = "en",
                        .description = "The lift is broken.",
                        .complainant = { .name = "Mai Example", .phone = "555 0123" },
                        .received_at = zone_instant(t->p.zone, on, 0),
                        .own = own,
                        .n_own = date_is_set(first) ? 2 : 1 };
    struct receipt r = { 0 };

    date_text(first, day);
    if (!receipt_file(&t->act, &t->p, &f, &r, err))
        return false;
    *id = r.complaint;
    return true;
}

static void acknowledge(struct try *t, int64_t id)
{
    struct ack_form form = { .way = "telephone", .with = "Mai", .text = "We have it." };

    try_as(t, t->handler);
    TRY("acknowledged", ack_give(&t->act, &t->p, id, 0, &form, &err));
}

/* What stands in the clocks of one stands in those of the other. */
static void alike(struct try *t, const char *what, int64_t one, int64_t other)
{
    struct dossier a = try_load(t, one), b = try_load(t, other);

    TAP_INT(arena_printf(t->a, "%s: as many clocks", what), (int64_t)a.clock.n, (int64_t)b.clock.n);
    for (size_t i = 0; i < a.clock.n && i < b.clock.n; i++) {
        const struct clock_row *x = &a.clock.row[i], *y = &b.clock.row[i];
        TAP_TEXT(arena_printf(t->a, "%s: %s has the same state", what, x->name), x->state,
                 y->state);
        TAP(arena_printf(t->a, "%s: %s has the same start", what, x->name),
            x->started_at.us == y->started_at.us);
        TAP(arena_printf(t->a, "%s: %s has the same end", what, x->name),
            x->due_at.us == y->due_at.us);
    }
    TAP("and so has the complaint",
        a.c.received_at.us == b.c.received_at.us && a.c.next_due_at.us == b.c.next_due_at.us);
}

/* Six days late: the same comes of it whether the day was right from the start or corrected. */
static void corrected(struct try *t)
{
    struct date was = today(t), is = date_add(today(t), -6);
    struct receipt_correction form = { is, "The parent company had it." };
    struct instant started;
    int64_t wrong, right;
    struct dossier d;

    TRY("filed late", file(t, "wrong", was, (struct date){ 0 }, &wrong, &err));
    TRY("filed right", file(t, "right", is, (struct date){ 0 }, &right, &err));
    acknowledge(t, wrong);
    acknowledge(t, right);
    TAP_TEXT("met, as it seems", try_clock(t, wrong, "acknowledge")->state, "met");
    started = try_clock(t, wrong, "look")->started_at;
    TRY("C2 corrected", receipt_correct(&t->act, &t->p, wrong, 0, &form, &err));
    alike(t, "C9 corrected", wrong, right);
    TAP_TEXT("C3 what was met by the wrong day was missed by the right one",
             try_clock(t, wrong, "acknowledge")->state, "missed");
    TAP("what something else started stays",
        try_clock(t, wrong, "look")->started_at.us == started.us);
    d = try_load(t, wrong);
    TAP_DAY("and the first day is kept", zone_date(t->p.zone, d.c.received_was, NULL), was);
    TAP("with when that was", d.c.receipt_corrected_at.us == t->act.now.us);
    form.received_on = date_add(is, -2);
    TRY("once more, as it turns out", receipt_correct(&t->act, &t->p, wrong, 0, &form, &err));
    d = try_load(t, wrong);
    TAP_DAY("the day of the first entry stays", zone_date(t->p.zone, d.c.received_was, NULL), was);
}

/* A pause and more time lose nothing by it. */
static void moved(struct try *t)
{
    struct date was = date_add(today(t), -1), is = date_add(today(t), -7);
    struct receipt_correction form = { is, "Passed down." };
    int64_t id[2];

    for (int i = 0; i < 2; i++) {
        char *once = arena_printf(t->a, "moved %d", i);
        struct keep k = { .choice = "complainant", .reason = "A photograph." },
                    more = { .choice = "decision", .reason = "An expert is ill." };
        try_as(t, t->handler);
        TRY("filed", file(t, once, i ? is : was, (struct date){ 0 }, &id[i], &err));
        k.complaint = more.complaint = id[i];
        TRY("it waits", keep_wait(&t->act, &t->p, &k, &err));
        t->act.now.us += SECONDS(3 * 86400);
        TRY("it goes on", keep_resume(&t->act, &t->p, &k, &err));
        try_as(t, t->manager);
        TRY("more time", keep_extend(&t->act, &t->p, &more, &err));
        t->act.now.us -= SECONDS(3 * 86400);
    }
    t->act.now.us += SECONDS(3 * 86400);
    try_as(t, t->handler);
    TRY("corrected", receipt_correct(&t->act, &t->p, id[0], 0, &form, &err));
    alike(t, "C6 C7 a pause and more time", id[0], id[1]);
}

static void refused(struct try *t)
{
    struct date on = date_add(today(t), -3), none = { 0 };
    struct receipt_correction form = { on, "Passed down." };
    int64_t id, other;

    TRY("filed", file(t, "refused", on, none, &id, &err));
    TRY_REFUSED("the same day", receipt_correct(&t->act, &t->p, id, 0, &form, &err),
                "It was received on {date} already. The day of receipt only moves back, to an "
                "earlier one.");
    form.received_on = date_add(today(t), 1);
    TRY_REFUSED("C9 a day to come", receipt_correct(&t->act, &t->p, id, 0, &form, &err),
                "It was received on {date} already. The day of receipt only moves back, to an "
                "earlier one.");
    form.received_on = none;
    TRY_REFUSED("no day", receipt_correct(&t->act, &t->p, id, 0, &form, &err),
                "Write the day on which it was first received.");
    form = (struct receipt_correction){ date_add(on, -1), " " };
    TRY_REFUSED("no reason", receipt_correct(&t->act, &t->p, id, 0, &form, &err),
                "Write the reason. It is kept with the complaint.");
    TRY_REFUSED("the field, later than the receipt, when it is filed",
                file(t, "later", on, date_add(on, 1), &other, &err),
                "It was received here on {date}: the first receipt cannot be later than that.");
    TRY("the same day is no matter", file(t, "same", on, on, &other, &err));
    TRY("an earlier one may stay a note", file(t, "note", on, date_add(on, -4), &other, &err));
    TAP_DAY("and moves nothing by itself",
            zone_date(t->p.zone, try_load(t, other).c.received_at, NULL), on);
    char day[DATE_TEXT];
    date_text(date_add(on, 2), day);
    TRY_REFUSED("the field, later than the receipt, afterwards",
                own_save(&t->act, &t->p, id, 0, &(struct own_value){ "first", day }, 1, NULL, &err),
                "It was received here on {date}: the first receipt cannot be later than that.");
}

static void first(struct try *t)
{
    struct date on = date_add(today(t), -3);
    struct dossier d;
    int64_t id;

    TRY("filed", file(t, "asked", on, date_add(on, -4), &id, &err));
    d = try_load(t, id);
    TAP_DAY("another day is asked about", receipt_first(&t->p, &d, NULL, 0), date_add(on, -4));
    TAP_DAY("as it is typed",
            receipt_first(&t->p, &d, &(struct own_value){ "first", "2020-02-29" }, 1),
            DAY(2020, 2, 29));
    TAP("not what is no day",
        !date_is_set(receipt_first(&t->p, &d, &(struct own_value){ "first", "soon" }, 1)));
    TAP("nor one that is taken away",
        !date_is_set(receipt_first(&t->p, &d, &(struct own_value){ "first", "" }, 1)));
}

/* Each case comes out as it stands, so a change can be tried on it. */
static void played(struct try *t, struct instant begin)
{
    struct pack_version same = try_pack_read(t, pack);
    struct simulate_place place = { { INT64_MAX }, INT64_MAX };
    struct simulation *told = ARENA_NEW(t->a, struct simulation);
    bool done = false;

    *told = (struct simulation){ 0 };
    const struct simulate s = { .act = &t->act,
                                .p = &t->p,
                                .before = &same,
                                .after = &same,
                                .since = begin,
                                .now = t->act.now };
    TRY("[6.1-c] a change is tried", simulate(&s, &place, 500, told, &done, &err));
    TAP("[6.1-c] on all of them", told->cases > 5);
    TAP_INT("[6.1-c] each could be played again", told->unlike, 0);
    TAP_INT("[6.1-c] and nothing differs", told->all.n[SIMULATED_SAME], told->all.n[SIMULATED_ALL]);
}

static void test(struct try *t)
{
    struct instant begin = { t->act.now.us - SECONDS(30 * 86400) };

    try_as(t, t->handler);
    try_pack(t, pack, NULL);
    corrected(t);
    moved(t);
    refused(t);
    first(t);
    played(t, begin);
}

int main(void)
{
    try_on_both("correct", test);
    return tap_done();
}
