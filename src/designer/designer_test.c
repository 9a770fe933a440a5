/* What two versions of a procedure differ in; and a change tried on past complaints gives the
 * numbers that one finds when the same complaints are filed and handled under it. On both engines.
 */
#include "base/buf.h"
#include "complaint/pack_read.h"
#include "complaint/packs.h"
#include "designer/compare.h"
#include "designer/trial.h"
#include "desk/extend_flow.h"
#include "desk/keep_flow.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <string.h>

/* clang-format off */
#define L(en) "en: " en ", zh-Hans: b, zh-Hant: c, vi: d"
#define HEAD(version)                                                                              \
    "pack: ours\nversion: " version "\ntitle: {" L("Ours") "}\nabout: {" L("a") "}\n"             \
    "sources: [{id: s, name: x, mark: V}]\n"                                                       \
    "classes:\n- {code: goods, " L("Goods") "}\n- {code: staff, " L("Staff") "}\n"
#define CLOCK(name, starts, stops, more, en)                                                       \
    "- {name: " name ", starts: [" starts "], stops: [" stops "], " more ", source: s, " L(en) "}\n"

static const char before[] = HEAD("1")
    "fields:\n"
    "- {name: reached, kind: yes_no, stage: receipt, sealed: false, event: contacted, " L("Reached") "}\n"
    "- {name: fixed, kind: yes_no, stage: closing, sealed: false, event: fixed, " L("Fixed") "}\n"
    "- {name: lot, kind: text, stage: receipt, max: 5, " L("Lot") "}\n"
    "gates:\n"
    "- {before: decision, field: reached, " L("Reach them.") "}\n"
    "clocks:\n"
    CLOCK("call", "received", "contacted, closed", "unit: hours, length: 24", "Call")
    CLOCK("fix", "received", "fixed, closed", "unit: working_days, length: 3, pauses: true", "Fix")
    CLOCK("thank", "contacted", "closed", "unit: days, length: 2", "Thank")
    CLOCK("decision", "received", "communicated, closed",
          "unit: days, length: 6, extends: \"4\", limits: [{classes: [staff], length: 3}]", "Decision");

static const char after[] = HEAD("2")
    "fields:\n"
    "- {name: reached, kind: yes_no, stage: receipt, required: true, sealed: false, event: contacted, " L("Reached") "}\n"
    "- {name: fixed, kind: yes_no, stage: closing, sealed: false, event: fixed, " L("Fixed") "}\n"
    "- {name: batch, kind: text, stage: receipt, max: 5, " L("Batch") "}\n"
    "gates:\n"
    "- {before: closing, field: reached, " L("Reach them.") "}\n"
    "clocks:\n"
    CLOCK("call", "received", "contacted, closed", "unit: hours, length: 12", "Call")
    CLOCK("fix", "received", "fixed, closed", "unit: working_days, length: 3", "Fix")
    CLOCK("look", "contacted", "fixed, closed", "unit: hours, length: 30, pauses: true", "Look")
    CLOCK("decision", "received", "communicated, closed",
          "unit: days, length: 5, extends: \"9\", pauses: true, limits: [{classes: [goods], length: 8}]", "Decision");

/* With a time limit and a route that the first has not. */
static const char grown[] = HEAD("2")
    "clocks:\n"
    CLOCK("decision", "received", "closed", "unit: days, length: 6, limits: [{classes: [staff], length: 3}], "
          "promise: {" L("We decide") "}", "Decision")
    "routes:\n- {name: water, classes: [goods], team: Water, " L("Water in turn") "}\n";
/* clang-format on */

/* -- comparing -- */

static const struct change *change_of(const struct rows *changes, const char *what)
{
    const struct change *c = changes->row;

    for (size_t i = 0; i < changes->n; i++)
        if (strcmp(c[i].what, what) == 0)
            return &c[i];
    return NULL;
}

/* Its details, one behind the other. */
static const char *said(struct try *t, const struct change *c)
{
    const struct change_detail *d = c ? c->details.row : NULL;
    struct buf b = buf_new(t->a);

    for (size_t i = 0; c && i < c->details.n; i++) {
        buf_printf(&b, "%s%s", i > 0 ? " " : "", d[i].text ? d[i].text : d[i].what);
        if (!d[i].text)
            buf_printf(&b, ": [%s] [%s]", d[i].before, d[i].after);
    }
    return buf_text(&b);
}

/* Two of what the pack has no reader for yet: compared all the same. */
static void document(struct try *t)
{
    static const char one[] =
        "letters:\n- {name: decision, en: Decision, blocks: [{en: \"You may "
        "turn to the ombudsman within twelve months of the day on which this "
        "letter was sent to you, free of charge.\"}]}\n"
        "routes:\n- {name: a, team: One, en: First}\n- {name: b, en: Second}\n"
        "chores:\n- {name: call, en: Call, steps: [x, y]}\n"
        "mood: {good: 1}\n";
    static const char two[] =
        "letters:\n- {name: decision, en: Decision, blocks: [{en: \"You may "
        "turn to the ombudsman within six months of the day on which this "
        "letter was sent to you, free of charge.\"}]}\n"
        "routes:\n- {name: b, en: Second}\n- {name: a, team: Two, en: First}\n"
        "chores:\n- {name: call, en: Call, steps: [x]}\n- {name: write, en: Write}\n"
        "mood: {good: 2}\n";
    struct rows changes = compare_packs(t->a, &langs[0], NULL, one, two);

    TAP_TEXT("of a long passage only where it differs",
             said(t, change_of(&changes, "Letter to the complainant: Decision")),
             "Passages that must stand in it: 1: In words: … to the ombudsman within twelve months "
             "of the day on wh … → "
             "… to the ombudsman within six months of the day on wh ….");
    TAP_TEXT("where a route leads", said(t, change_of(&changes, "Route: First")),
             "Team: One → Two.");
    TAP_TEXT("and which comes first", said(t, change_of(&changes, "Route")),
             "Order: First, Second → Second, First.");
    TAP_TEXT("a part that is not known here", said(t, change_of(&changes, "chores: Call")),
             "steps: x, y → x.");
    TAP("and what is new in it",
        change_of(&changes, "chores: Write") && change_of(&changes, "chores: Write")->added);
    TAP_TEXT("a few values", said(t, change_of(&changes, "Procedure")), "mood: good: 1 → 2.");
    TAP_INT("nothing else", (int64_t)changes.n, 6);
    changes = compare_packs(
        t->a, &langs[0], NULL,
        "survey: {without: [fair], questions: [{name: a, about: outcome, kind: text, en: A}, "
        "{name: b, en: B}]}\n",
        "survey: {questions: [{name: b, en: B}, {name: a, about: handling, kind: scale, en: "
        "A}]}\n");
    TAP_TEXT("the survey, and the order of its questions",
             said(t, change_of(&changes, "Procedure")),
             "Survey: Not asked for: whether both sides were treated fairly → –. "
             "Survey: Questions: A: It is about: the outcome → the handling. "
             "Survey: Questions: A: Kind of answer: their own words → a scale of five. "
             "Survey: Questions: Order: A, B → B, A.");
}

/* Versions that were given out before conditions had names are compared with those of now. */
#define GATE(more, en) "- {" more "before: closing, field: consent, " en "}\n"
static struct rows gates(struct try *t, const char *one, const char *two)
{
    return compare_packs(t->a, &langs[0], NULL, arena_printf(t->a, "gates:\n%s", one),
                         arena_printf(t->a, "gates:\n%s", two));
}

static size_t gone(const struct rows *changes)
{
    const struct change *c = changes->row;
    size_t n = 0;

    for (size_t i = 0; i < changes->n; i++)
        n += c[i].removed;
    return n;
}

static void named_gates(struct try *t)
{
    static const char two[] = GATE("", "answers: [a], " L("A")) GATE("", "answers: [b], " L("B"));
    static const char both[] =
        GATE("name: one, ", "answers: [a], " L("A")) GATE("name: two, ", "answers: [b], " L("B"));
    static const char first[] = GATE("name: one, ", "answers: [a], " L("A"));
    struct rows r = gates(t, GATE("", L("A")), GATE("name: one, ", L("A")));

    TAP_INT("a condition that got a name is the same", (int64_t)r.n, 0);
    r = gates(t, two, both);
    TAP_INT("two on one field are each the one that says the same", (int64_t)r.n, 0);
    r = gates(t, both, two);
    TAP_INT("and the other way", (int64_t)r.n, 0);
    r = gates(t, two, first);
    TAP("one that is gone is told", r.n == 1 && gone(&r) == 1);
    r = gates(t, two,
              GATE("", "answers: [a], " L("A")) GATE("name: two, ", "answers: [c], " L("B")));
    TAP("one that got a name and another answer changed",
        r.n == 1 && strcmp(said(t, r.row), "Has to be one of: b → c.") == 0);
    r = gates(t, GATE("name: one, ", L("A")), GATE("name: two, ", L("A")));
    TAP("another name is another condition", r.n == 2 && gone(&r) == 1);
}

static void comparing(struct try *t)
{
    struct rows changes = compare_packs(t->a, &langs[0], NULL, before, after);
    struct rows none = compare_packs(t->a, &langs[0], NULL, before, before);
    const struct change *c;

    TAP_INT("a version and itself differ in nothing", (int64_t)none.n, 0);
    c = change_of(&changes, "Field: Batch");
    TAP("a new field", c && c->added);
    c = change_of(&changes, "Field: Lot");
    TAP("a field that is gone", c && c->removed);
    TAP_TEXT("with what it asked", said(t, c),
             "Kind of answer: one line Step: Receipt Characters at most: 5");
    c = change_of(&changes, "Field: Reached");
    TAP_TEXT("a field that changed, in words", said(t, c), "Must be filled in: no → yes.");
    c = change_of(&changes, "Condition: before “Closing”: Reach them.");
    TAP("a condition before another step is another condition", c && c->added);
    c = change_of(&changes, "Time limit: Call");
    TAP_TEXT("a time limit that changed", said(t, c), "Within: 24 hours → 12 hours.");
    c = change_of(&changes, "Time limit: Fix");
    TAP_TEXT("and how it runs", said(t, c), "Stands still while it waits: yes → no.");
    c = change_of(&changes, "Time limit: Thank");
    TAP("a time limit that is gone", c && c->removed);
    c = change_of(&changes, "Time limit: Look");
    TAP("a new time limit", c && c->added);
    TAP_TEXT("with its length and all it says", said(t, c),
             "Starts with: answered: Reached Stops with: answered: Fixed, complaint closed Within: "
             "30 hours Stands still while it waits: yes Source: x");
    changes = compare_packs(t->a, &langs[0], NULL, HEAD("1"), grown);
    TAP_TEXT(
        "and what it says for single classes, and promises",
        said(t, change_of(&changes, "Time limit: Decision")),
        "Starts with: complaint received Stops with: complaint closed Within: 6 days For single "
        "classes: Staff: Within: 3 days What complainants are told of it: We decide Source: x");
    TAP_TEXT("a new route with its team", said(t, change_of(&changes, "Route: Water in turn")),
             "Only for classes: Goods Team: Water");
}

/* -- trying a change -- */

enum { CASES = 7 };

static int64_t file(struct try *t, const char *once, const char *class)
{
    struct filing f = { .one_time = once,
                        .channel = "web",
                        .language = "en",
                        .description = "It was hard.",
                        .class_code = class,
                        .complainant = { .name = "Mai Example", .email = "mai@example.org" },
                        .acknowledged_by = "page" };
    struct receipt r = { 0 };

    TRY("filed", receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static void answered(struct try *t, int64_t id, const char *name)
{
    try_as(t, t->handler);
    TRY("answered",
        own_save(&t->act, &t->p, id, 0, &(struct own_value){ name, "yes" }, 1, NULL, &err));
    try_as(t, 0);
}

static void hours_pass(struct try *t, int hours)
{
    t->act.now.us += SECONDS(3600) * hours;
}

/* Another member of staff agrees to more time. */
static void longer(struct try *t, int64_t id)
{
    struct keep k = { .complaint = id, .choice = "decision", .reason = "A report is missing." };

    try_as(t, t->second);
    TRY("more time", keep_extend(&t->act, &t->p, &k, &err));
    try_as(t, 0);
}

static void class_changes(struct try *t, int64_t id, const char *class)
{
    struct keep k = { .complaint = id, .choice = class, .reason = "It is about that." };

    try_as(t, t->handler);
    TRY("another class", keep_reclass(&t->act, &t->p, &k, &err));
    try_as(t, 0);
}

/* All clocks of it stand still meanwhile. */
static void aside(struct try *t, int64_t id, int days)
{
    struct keep k = { .complaint = id, .choice = "spam", .reason = "Looks like it." };

    try_as(t, t->manager);
    TRY("set aside", keep_set_aside(&t->act, &t->p, &k, &err));
    try_days(t, days);
    TRY("and taken back", keep_take_back(&t->act, &t->p, &k, &err));
    try_as(t, 0);
}

static void waits(struct try *t, int64_t id, int days)
{
    struct keep k = { .complaint = id, .choice = "complainant", .reason = "A photograph." };

    try_as(t, t->handler);
    TRY("it waits", keep_wait(&t->act, &t->p, &k, &err));
    try_days(t, days);
    TRY("it goes on", keep_resume(&t->act, &t->p, &k, &err));
    try_as(t, 0);
}

/* The same complaints, handled the same way at the same hours. */
static void handled(struct try *t, const char *name, int64_t id[CASES])
{
    for (int i = 0; i < CASES; i++)
        id[i] = file(t, arena_printf(t->a, "%s %d", name, i), i % 2 ? "goods" : "staff");
    hours_pass(t, 8);
    answered(t, id[0], "reached");
    hours_pass(t, 10);
    answered(t, id[1], "reached");
    hours_pass(t, 12);
    answered(t, id[2], "reached");
    class_changes(t, id[5], "staff");
    longer(t, id[1]);
    waits(t, id[3], 2);
    class_changes(t, id[6], "goods");
    answered(t, id[0], "fixed");
    aside(t, id[4], 1);
    try_days(t, 2);
    answered(t, id[3], "fixed");
    try_days(t, 3);
}

static const struct clock_row *clock_named(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0)
            return &d->clock.row[i];
    return NULL;
}

static bool missed(struct try *t, const struct clock_row *c, int64_t moved)
{
    int64_t end = instant_is_set(c->stopped_at) ? c->stopped_at.us : t->act.now.us - moved;

    return end > c->due_at.us;
}

/* What really came of it: the clocks of the second time against those of the first. */
static struct simulated really(struct try *t, const char *name, const int64_t first[CASES],
                               const int64_t second[CASES], int64_t between)
{
    struct simulated s = { .name = name };

    for (int i = 0; i < CASES; i++) {
        struct dossier was = try_load(t, first[i]), is = try_load(t, second[i]);
        const struct clock_row *a = clock_named(&was, name), *b = clock_named(&is, name);
        int64_t later = a && b ? b->due_at.us - a->due_at.us - between : 0;
        s.n[SIMULATED_ALL] += a || b;
        s.n[SIMULATED_SAME] += a && b && later == 0;
        s.n[SIMULATED_LATER] += later > 0;
        s.n[SIMULATED_EARLIER] += later < 0;
        s.n[SIMULATED_NEW] += b && !a;
        s.n[SIMULATED_GONE] += a && !b;
        s.n[SIMULATED_MISSED_BEFORE] += a && missed(t, a, between);
        s.n[SIMULATED_MISSED_AFTER] += b && missed(t, b, 0);
    }
    return s;
}

static const struct simulated *figures(const struct simulation *s, const char *name)
{
    for (size_t i = 0; i < s->n_clocks; i++)
        if (strcmp(s->clock[i].name, name) == 0)
            return &s->clock[i];
    return NULL;
}

static void same(struct try *t, const char *name, const struct simulated *told,
                 const struct simulated *found)
{
    static const char *const words[] = { "looked at", "the same", "earlier",       "later",
                                         "new",       "gone",     "missed before", "missed after" };

    TAP(arena_printf(t->a, "[6.1-c] %s is told of", name), told != NULL);
    for (int i = 0; told && i < SIMULATED_WHATS; i++)
        TAP_INT(arena_printf(t->a, "[6.1-c] %s: as many are %s", name, words[i]), told->n[i],
                found->n[i]);
}

/* In pieces of any size it is the same. */
static bool tried(struct try *t, const struct pack_version *was, const struct pack_version *is,
                  struct instant since, size_t piece, struct simulation *out, struct err *err)
{
    const struct simulate s = {
        .act = &t->act, .p = &t->p, .before = was, .after = is, .since = since, .now = t->act.now
    };
    struct simulate_place place = { { INT64_MAX }, INT64_MAX };
    bool done = false;

    *out = (struct simulation){ 0 };
    while (!done)
        if (!simulate(&s, &place, piece, out, &done, err))
            return false;
    return true;
}

/* Grows with each event, and moves with each date of a clock. */
#define WRITTEN                                                                                    \
    "SELECT (SELECT count(*) FROM event) + (SELECT CAST(sum(due_at % 1000003) AS BIGINT) FROM "    \
    "clock) "                                                                                      \
    "AS value"

/* Four weeks later the days of the week are the same. */
static void trying(struct try *t)
{
    static const char *const names[] = {
        "call", "fix", "thank", "look", "decision", "acknowledge"
    };
    struct simulation *told = ARENA_NEW(t->a, struct simulation),
                      *pieces = ARENA_NEW(t->a, struct simulation);
    struct pack_version was = try_pack_read(t, before), change = try_pack_read(t, after);
    const int64_t between = SECONDS(28 * 86400);
    struct instant begin = t->act.now;
    int64_t first[CASES], second[CASES], changed = 0, written;

    try_as(t, 0);
    try_pack(t, before, NULL);
    handled(t, "first", first);
    written = try_number(t, WRITTEN);
    TRY("[6.1-c] a change is tried", tried(t, &was, &change, begin, 500, told, &err));
    TRY("[6.1-c] a case at a time", tried(t, &was, &change, begin, 1, pieces, &err));
    TAP_INT("[6.1-c] on all complaints since then", told->cases, CASES);
    TAP_INT("[6.1-c] each could be played again", told->unlike, 0);
    TAP_INT("[6.1-c] nothing is written", try_number(t, WRITTEN), written);
    t->act.now.us = begin.us + between;
    try_pack(t, after, NULL);
    handled(t, "second", second);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct simulated found = really(t, names[i], first, second, between);
        same(t, names[i], figures(told, names[i]), &found);
        same(t, arena_printf(t->a, "%s, in pieces", names[i]), figures(pieces, names[i]), &found);
        for (int k = SIMULATED_EARLIER; k <= SIMULATED_GONE; k++)
            changed += found.n[k];
    }
    TAP("[6.1-c] the change did something everywhere", changed >= 3 * CASES);
    TRY("[6.1-c] for fewer days", tried(t, &was, &change, t->act.now, 500, told, &err));
    TAP_INT("[6.1-c] nothing is looked at", told->cases, 0);
    TRY("[6.1-c] of another procedure", tried(t, NULL, &change, begin, 500, told, &err));
    TAP_INT("[6.1-c] nothing is looked at either", told->cases, 0);
}

/* -- as many as there may be -- */

static void beside(struct try *t, const char *text)
{
    static int n;
    struct sql sql = { .name = "versions", .sqlite = text, .pg = text, .id = 9600 + n++ };
    struct value none = value_int(0);

    sql.param_kinds = "";
    TRY("written beside the program", db_exec(t->db, &sql, &none, NULL, &err));
}

static void full(struct try *t)
{
    int64_t n = try_number(t, "SELECT count(*) AS value FROM pack_version"), id = 0;
    struct pack_version v = try_pack_read(t, after);
    bool there = false;

    beside(t, arena_printf(t->a,
                           "INSERT INTO pack_version (id, name, edition, digest, yaml, added_at) "
                           "WITH RECURSIVE many(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM many "
                           "WHERE i < %" PRId64 ") SELECT 900000000 + i, 'many', i, digest, yaml, "
                           "added_at FROM many, pack_version WHERE name = 'ours' AND edition = 2",
                           PACK_VERSIONS - n));
    TAP_INT("the last place is taken", try_number(t, "SELECT count(*) AS value FROM pack_version"),
            PACK_VERSIONS);
    TRY("all of them are read", pack_shelf_follow(pack_shelf_new(t->a), t->db, &err));
    TRY("one that is there is there",
        pack_add(&t->act, &v, after, strlen(after), &id, &there, &err));
    TAP("and told so", there);
    v.version = 3;
    TRY_REFUSED("one more would stop every request",
                pack_add(&t->act, &v, after, strlen(after), &id, &there, &err),
                "No more than {n} versions of packs are kept. Take one of those that are there.");
    beside(t, "DELETE FROM pack_version WHERE name = 'many'");
}

#define CHANGED                                                                                    \
    "The draft was changed after this page was shown, and nothing was done now. Look at the "      \
    "draft as it is, then do it again."

/* Two pages of one administrator: what one of them kept is not lost to the other. */
static void drafts(struct try *t)
{
    static const struct instant none = { 0 };
    struct pack_draft_row first, second;
    bool there = false;

    try_as(t, t->manager);
    TRY("the first draft", draft_save(&t->act, "one", 90, none, &first, &err));
    TRY_REFUSED("another first one", draft_save(&t->act, "two", 90, none, &second, &err), CHANGED);
    t->act.now.us += SECONDS(1);
    TRY("the draft that was read", draft_save(&t->act, "two", 90, first.saved_at, &second, &err));
    t->act.now.us += SECONDS(1);
    TRY_REFUSED("one that was kept before",
                draft_save(&t->act, "three", 90, first.saved_at, &first, &err), CHANGED);
    TRY("it loads", draft_load(&t->act, &first, &there, &err));
    TAP_TEXT("it is what was kept last", first.yaml, "two");
    TAP("at that time", there && first.saved_at.us == second.saved_at.us);
    TRY("and ends", draft_end(&t->act, &err));
}

static void test(struct try *t)
{
    comparing(t);
    named_gates(t);
    document(t);
    trying(t);
    full(t);
}

int main(void)
{
    try_on_both("designer", test);
    try_on_both("designer_drafts", drafts);
    return tap_done();
}
