/*
 * What the program knows as data: code lists, clocks, calendars, and the tables
 * that rules decide by. YAML below data/, built into the program; a file of the same name below
 * DIR/data/ of the data directory is read instead. A file that does not fit is
 * refused with its name and what is wrong.
 *
 * Lists, clocks and calendars are copied into the database when an organisation is made,
 * where administrators change them; rule tables are read when a process starts.
 */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include "base/arena.h"
#include "complaint/pack_version.h"
#include "operation/assessment/assess.h"
#include "operation/assessment/significant.h"
#include "operation/investigation/investigation.h"
#include "operation/receipt/repeat.h"

struct pack_code {
    const char *code;
    struct pack_text text;
    bool amount; /* goes with a sum of money */
    bool detail; /* wants a word more */
};

struct pack_list {
    const char *name;
    bool fixed; /* the program reads these codes */
    const struct pack_code *code;
    size_t n;
};

struct pack_clock {
    const char *name, *starts, *stops, *unit;
    int length;
    const char *calendar, *hours, *tells, *extends; /* NULL = the first one; whole days; nobody */
    bool counts_first, rolls, pauses;
    struct pack_text text;
};

struct pack_calendar {
    const char *name, *weekdays, *holidays, *workdays; /* each divided by blanks */
    const char *years;   /* whose holidays are known, divided by blanks */
    const char *sources; /* a line for each: "2026 notice of …" */
    struct pack_text text;
};

struct pack {
    const struct pack_list *list;
    size_t n_lists;
    const struct pack_clock *clock;
    size_t n_clocks;
    int update_hours, reminders, reviews, backup_keys_days, identity_hours, analysis_months,
        review_months;
    int export_share, export_few;
    const char *not_theirs; /* causes of breaches, divided by blanks */
    const struct pack_calendar *calendar;
    size_t n_calendars;

    const struct priority_rule *priority;
    const struct pack_text *priority_text; /* beside priority: why, in words */
    size_t n_priority;
    const struct depth_rule *depth;
    const struct pack_text *depth_text;
    size_t n_depth;
    struct depth_needs needs[4]; /* by enum depth */
    int similar_months;          /* how far back similar cases count */
    struct repeat_weights repeat;
    struct significance significance;
};

/* Reads everything; `data` is the data directory, or NULL for what is built in alone. */
MUST_CHECK bool pack_load(struct arena *a, const char *data, const struct pack **out,
                          struct err *err);

/* The row of a table that is named so in its YAML; NULL = none. For "why this priority?". */
const struct pack_text *pack_priority_text(const struct pack *p, const char *rule);

#endif
