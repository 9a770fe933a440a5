/* A change tried where clocks end on days that somebody sets: set, moved, taken back, run out and
 * set anew, while the case is set aside; another event that ends them, a clock of another field,
 * and one that is gone. What is told is what is found when the same is done under the change. On
 * both engines. */
#include "complaint/pack_read.h"
#include "designer/simulate.h"
#include "desk/keep_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <string.h>

/* clang-format off */
#define L(en) "en: " en ", zh-Hans: b, zh-Hant: c, vi: d"
#define HEAD(version)                                                                              \
    "pack: days\nversion: " version "\ntitle: {" L("Days") "}\nabout: {" L("a") "}\n"             \
    "fields:\n"                                                                                    \
    "- {name: limit, kind: date, stage: investigation, not_before: today, " L("Limit") "}\n"      \
    "- {name: visit, kind: date, stage: investigation, not_before: today, " L("Visit") "}\n"      \
    "- {name: reached, kind: yes_no, stage: receipt, sealed: false, event: contacted, " L("Reached") "}\n" \
    "- {name: fixed, kind: yes_no, stage: closing, sealed: false, event: fixed, " L("Fixed") "}\n" \
    "clocks:\n"
#define UNTIL(name, field, stops, en)                                                              \
    "- {name: " name ", until: " field ", stops: [" stops "], tells: \"50:owner 100:manager\", " L(en) "}\n"

static const char before[] = HEAD("1")
    UNTIL("limit", "limit", "fixed, closed", "Limit")
    UNTIL("gone", "limit", "closed", "Gone");
static const char after[] = HEAD("2")
    UNTIL("limit", "limit", "contacted, closed", "Limit")
    UNTIL("visit", "visit", "fixed, closed", "Visit");
/* clang-format on */

enum { CASES = 8 };

static int64_t file(struct try *t, const char *once)
{
    struct filing f = { .one_time = once,
                        .channel = "web",
                        .language = "en",
                        .description = "It was hard.",
                        .acknowledged_by = "page" };
    struct receipt r = { 0 };

    TRY("filed", receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static void answer(struct try *t, int64_t id, const char *name, const char *value)
{
    try_as(t, t->handler);
    TRY("answered",
        own_save(&t->act, &t->p, id, 0, &(struct own_value){ name, value }, 1, NULL, &err));
    try_as(t, 0);
}

static void set(struct try *t, int64_t id, const char *name, int days)
{
    char day[DATE_TEXT];

    date_text(date_add(zone_date(t->p.zone, t->act.now, NULL), days), day);
    answer(t, id, name, day);
}

static void aside(struct try *t, int64_t id, int days)
{
    struct keep k = { .complaint = id, .choice = "spam", .reason = "Looks like it." };

    try_as(t, t->manager);
    TRY("set aside", keep_set_aside(&t->act, &t->p, &k, &err));
    try_days(t, days);
    TRY("and taken back", keep_take_back(&t->act, &t->p, &k, &err));
    try_as(t, 0);
}

/* The clerk finds what ran out, as every day. */
static void days_pass(struct try *t, int days)
{
    for (int i = 0; i < days; i++) {
        try_days(t, 1);
        TRY("the clerk looks", overdue_all(&t->act, &t->p, &err));
    }
}

static void handled(struct try *t, const char *name, int64_t id[CASES])
{
    for (int i = 0; i < CASES; i++)
        id[i] = file(t, arena_printf(t->a, "%s %d", name, i));
    set(t, id[0], "limit", 5);
    set(t, id[1], "limit", 3);
    set(t, id[2], "limit", 4);
    set(t, id[3], "limit", 1);
    set(t, id[4], "limit", 6);
    set(t, id[5], "visit", 2);
    set(t, id[6], "limit", 2);
    days_pass(t, 1);
    answer(t, id[0], "fixed", "yes");
    answer(t, id[6], "reached", "yes");
    set(t, id[1], "limit", 8);
    answer(t, id[2], "limit", "");
    aside(t, id[4], 3);
    days_pass(t, 2);
    set(t, id[3], "limit", 6);
    answer(t, id[1], "fixed", "yes");
    answer(t, id[5], "fixed", "yes");
    set(t, id[1], "limit", 1);
    days_pass(t, 3);
}

/* The clock that stands at that place among those of its name. */
static const struct clock_row *nth(const struct dossier *d, const char *name, size_t place)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (strcmp(d->clock.row[i].name, name) == 0 && place-- == 0)
            return &d->clock.row[i];
    return NULL;
}

static bool counts(const struct clock_row *c)
{
    return c && strcmp(c->state, "void") != 0;
}

static bool missed(struct try *t, const struct clock_row *c, int64_t moved)
{
    int64_t end = instant_is_set(c->stopped_at) ? c->stopped_at.us : t->act.now.us - moved;

    return end > c->due_at.us;
}

static void add(struct try *t, struct simulated *s, const struct clock_row *a,
                const struct clock_row *b, int64_t between)
{
    bool was = counts(a), is = counts(b);
    int64_t later = was && is ? b->due_at.us - a->due_at.us - between : 0;

    s->n[SIMULATED_ALL] += was || is;
    s->n[SIMULATED_SAME] += was && is && later == 0;
    s->n[SIMULATED_LATER] += later > 0;
    s->n[SIMULATED_EARLIER] += later < 0;
    s->n[SIMULATED_NEW] += is && !was;
    s->n[SIMULATED_GONE] += was && !is;
    s->n[SIMULATED_MISSED_BEFORE] += was && missed(t, a, between);
    s->n[SIMULATED_MISSED_AFTER] += is && missed(t, b, 0);
}

static struct simulated really(struct try *t, const char *name, const int64_t first[CASES],
                               const int64_t second[CASES], int64_t between)
{
    struct simulated s = { .name = name };

    for (int i = 0; i < CASES; i++) {
        struct dossier was = try_load(t, first[i]), is = try_load(t, second[i]);
        for (size_t place = 0; nth(&was, name, place) || nth(&is, name, place); place++)
            add(t, &s, nth(&was, name, place), nth(&is, name, place), between);
    }
    return s;
}

static void same(struct try *t, const char *name, const struct simulation *told,
                 const struct simulated *found)
{
    static const char *const words[] = { "looked at", "the same", "earlier",       "later",
                                         "new",       "gone",     "missed before", "missed after" };
    const struct simulated *s = NULL;

    for (size_t i = 0; i < told->n_clocks; i++)
        if (strcmp(told->clock[i].name, name) == 0)
            s = &told->clock[i];
    TAP(arena_printf(t->a, "[6.1-c] %s is told of", name), s != NULL);
    for (int i = 0; s && i < SIMULATED_WHATS; i++)
        TAP_INT(arena_printf(t->a, "[6.1-c] %s: as many are %s", name, words[i]), s->n[i],
                found->n[i]);
}

static void test(struct try *t)
{
    static const char *const names[] = { "limit", "visit", "gone" };
    const int64_t between = SECONDS(28 * 86400);
    struct pack_version was = try_pack_read(t, before), change = try_pack_read(t, after);
    struct simulate_place place = { { INT64_MAX }, INT64_MAX };
    struct simulation *told = ARENA_NEW(t->a, struct simulation);
    struct instant begin = t->act.now;
    int64_t first[CASES], second[CASES], changed = 0;
    bool done = false;

    try_as(t, 0);
    try_pack(t, before, NULL);
    handled(t, "first", first);
    *told = (struct simulation){ 0 };
    const struct simulate s = { .act = &t->act,
                                .p = &t->p,
                                .before = &was,
                                .after = &change,
                                .since = begin,
                                .now = t->act.now };
    TRY("[6.1-c] a change is tried", simulate(&s, &place, 500, told, &done, &err));
    TAP_INT("[6.1-c] on all complaints", told->cases, CASES);
    TAP_INT("[6.1-c] each could be played again", told->unlike, 0);
    t->act.now.us = begin.us + between;
    try_pack(t, after, NULL);
    handled(t, "second", second);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct simulated found = really(t, names[i], first, second, between);
        same(t, names[i], told, &found);
        for (int k = SIMULATED_EARLIER; k <= SIMULATED_MISSED_AFTER; k++)
            changed += found.n[k];
    }
    TAP("[6.1-c] the change did something", changed > CASES);
}

int main(void)
{
    try_on_both("designer_days", test);
    return tap_done();
}
