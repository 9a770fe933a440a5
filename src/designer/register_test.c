/*
 * An imported register on which a change is tried, then really taken: the register is imported a
 * second time under the change, and what is counted in the tables by plain SQL is what the trial
 * said. On both engines.
 */
#include "base/buf.h"
#include "complaint/pack_read.h"
#include "designer/trial.h"
#include "import/import.h"
#include "operation/receipt/own_flow.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINES = 600, DAYS = 60, TOUCHED = 40 };

/* clang-format off */
#define L(en) "en: " en ", zh-Hans: b, zh-Hant: c, vi: d"
#define HEAD(version)                                                                              \
    "pack: ours\nversion: " version "\ntitle: {" L("Ours") "}\nabout: {" L("a") "}\n"             \
    "sources: [{id: s, name: x, mark: V}]\n"                                                       \
    "classes:\n- {code: goods, " L("Goods") "}\n- {code: staff, " L("Staff") "}\n- {code: other, " L("Other") "}\n" \
    "fields:\n"                                                                                    \
    "- {name: reached, kind: yes_no, stage: receipt, sealed: false, event: contacted, " L("Reached") "}\n" \
    "clocks:\n"
#define CLOCK(name, starts, stops, more, en)                                                       \
    "- {name: " name ", starts: [" starts "], stops: [" stops "], " more ", source: s, " L(en) "}\n"

static const char before[] = HEAD("1")
    CLOCK("call", "received", "contacted, closed", "unit: hours, length: 240", "Call")
    CLOCK("thank", "contacted", "closed", "unit: days, length: 2", "Thank")
    CLOCK("decision", "received", "communicated, closed",
          "unit: working_days, length: 20, limits: [{classes: [staff], length: 30}]", "Decision");
static const char after[] = HEAD("2")
    CLOCK("call", "received", "contacted, closed", "unit: working_days, length: 8", "Call")
    CLOCK("look", "contacted", "closed", "unit: weeks, length: 1", "Look")
    CLOCK("decision", "received", "communicated, closed",
          "unit: days, length: 28, rolls: true, limits: [{classes: [goods], unit: months, length: 1}]", "Decision");
/* clang-format on */

/* -- the register -- */

/* Received over the last sixty days; every fourth was closed elsewhere. */
static void line_write(FILE *f, const struct zone *zone, struct instant now, int i)
{
    static const char *const about[] = { "goods", "staff", "other" };
    char came[DATE_TEXT], went[DATE_TEXT];
    int ago = i * 7 % DAYS;
    struct date day = zone_date(zone, (struct instant){ now.us - SECONDS(86400) * ago }, NULL);

    date_text(day, came);
    date_text(date_add(day, ago > 0), went);
    fprintf(f, "%d,%s,%s,Line %d,%s\n", i, came, about[i % 3], i, i % 4 == 0 ? went : "");
}

static const char *register_make(struct try *t)
{
    char *path = arena_str(t->a, "/tmp/designer_register_XXXXXX");
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!f)
        return NULL;
    fputs("No,Came,About,Text,Done\n", f);
    for (int i = 1; i <= LINES; i++)
        line_write(f, t->p.zone, t->act.now, i);
    return fclose(f) == 0 ? path : NULL;
}

static void rejected(void *to, const struct records *records, const struct import_result *r)
{
    (void)to;
    (void)records;
    if (r->end == IMPORT_REJECTED)
        printf("# line %" PRId64 ": %s\n", r->record->line, r->why);
}

static void import(struct try *t, const char *path, const char *source)
{
    const char *yaml =
        arena_printf(t->a,
                     "source: %s\nzone: UTC\nfields:\n"
                     "  - { to: external_reference, column: No }\n"
                     "  - { to: received_at, column: Came, date: \"%%Y-%%m-%%d\" }\n"
                     "  - { to: channel, text: letter }\n  - { to: language, text: en }\n"
                     "  - { to: class, column: About }\n  - { to: description, column: Text }\n"
                     "  - { to: stage, column: Done, empty: open, otherwise: closed, values: [ { "
                     "is: \"-\", becomes: open } ] }\n"
                     "  - { to: closed_at, column: Done, dates: [ \"%%Y-%%m-%%d\" ] }\n",
                     source);
    struct import_counts n;
    struct mapping map;
    struct import im = { &t->act, &t->p, &map, false, rejected, NULL };

    TRY("the mapping is read",
        mapping_read(t->a, (struct bytes){ (const unsigned char *)yaml, strlen(yaml) }, &map,
                     &err));
    TRY("[6.1-c] the register is imported", import_file(&im, path, &n, &err));
    TAP_INT("[6.1-c] all of it", n.added, LINES);
}

/* The same acts on the same lines. */
static void handled(struct try *t, const char *source)
{
    try_as(t, t->handler);
    for (int i = 1; i <= TOUCHED; i++) {
        int64_t id = try_number(
            t, arena_printf(t->a,
                            "SELECT id AS value FROM complaint WHERE source_system = '%s' AND "
                            "external_reference = '%d'",
                            source, 4 * i + 1));
        TRY("they are reached", own_save(&t->act, &t->p, id, 0,
                                         &(struct own_value){ "reached", "yes" }, 1, NULL, &err));
    }
    try_as(t, 0);
}

/* -- counting -- */

/* The clocks of one line under both, by what holds of them; NULL = there is none of that name. */
static int64_t counted(struct try *t, const char *name, const char *what)
{
    return try_number(
        t, arena_printf(
               t->a,
               "SELECT count(*) AS value FROM complaint a "
               "JOIN complaint b ON b.source_system = 'two' AND b.external_reference = "
               "a.external_reference "
               "LEFT JOIN clock k ON k.complaint_id = a.id AND k.name = '%s' "
               "LEFT JOIN clock l ON l.complaint_id = b.id AND l.name = '%s' "
               "WHERE a.source_system = 'one' AND (k.id IS NOT NULL OR l.id IS NOT NULL) AND %s",
               name, name, what));
}

static void same(struct try *t, const char *name, const struct simulation *told)
{
    const char *now = arena_printf(t->a, "%" PRId64, t->act.now.us);
    const char *const what[SIMULATED_WHATS] = {
        [SIMULATED_ALL] = "1 = 1",
        [SIMULATED_SAME] = "l.due_at = k.due_at",
        [SIMULATED_EARLIER] = "l.due_at < k.due_at",
        [SIMULATED_LATER] = "l.due_at > k.due_at",
        [SIMULATED_NEW] = "k.id IS NULL",
        [SIMULATED_GONE] = "l.id IS NULL",
        [SIMULATED_MISSED_BEFORE] =
            arena_printf(t->a, "coalesce(k.stopped_at, %s) > k.due_at", now),
        [SIMULATED_MISSED_AFTER] = arena_printf(t->a, "coalesce(l.stopped_at, %s) > l.due_at", now),
    };
    const struct simulated *line = NULL;

    for (size_t i = 0; i < told->n_clocks; i++)
        if (strcmp(told->clock[i].name, name) == 0)
            line = &told->clock[i];
    TAP(arena_printf(t->a, "[6.1-c] the trial tells of %s", name), line != NULL);
    for (int i = 0; line && i < SIMULATED_WHATS; i++)
        TAP_INT(arena_printf(t->a, "[6.1-c] %s: %s", name, what[i]), line->n[i],
                counted(t, name, what[i]));
}

static int64_t differ(const struct simulation *s, enum simulated_what what)
{
    return s->all.n[what];
}

static void test(struct try *t)
{
    static const char *const names[] = { "call", "thank", "look", "decision", "acknowledge" };
    struct simulation *told = ARENA_NEW(t->a, struct simulation);
    const char *path = register_make(t);
    struct pack_draft_row draft;
    struct pack_version change = try_pack_read(t, after);

    TAP("a register", path != NULL);
    try_pack(t, before, "Tried before.");
    import(t, path, "one");
    t->act.now.us += SECONDS(3600);
    handled(t, "one");
    try_as(t, t->manager);
    TRY("a draft is kept",
        draft_save(&t->act, after, DAYS + 1, (struct instant){ 0 }, &draft, &err));
    while (!draft.done)
        TRY("[6.1-c] it is tried in pieces",
            trial_go_on(&t->act, &t->p, &change, &draft, 500, &err));
    trial_read(t->a, &draft, told);
    TAP_INT("[6.1-c] three of four have time limits", told->cases, LINES * 3 / 4);
    TAP_INT("[6.1-c] each can be played again", told->unlike, 0);
    t->act.now.us -= SECONDS(3600);
    try_as(t, 0);
    try_pack(t, after, "Tried before.");
    import(t, path, "two");
    t->act.now.us += SECONDS(3600);
    handled(t, "two");
    for (size_t i = 0; i < COUNT(names); i++)
        same(t, names[i], told);
    for (int i = 0; i < SIMULATED_WHATS; i++)
        TAP("[6.1-c] something of each kind", differ(told, (enum simulated_what)i) > 0);
    unlink(path);
}

int main(void)
{
    try_on_both("designer_register", test);
    return tap_done();
}
