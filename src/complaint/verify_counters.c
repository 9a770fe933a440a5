/*
 * Counters are no rows of the history, but what they say follows from it: the number of the
 * newest event, and of the newest complaint of each year. A counter that is behind would give
 * a number twice; one that is ahead stands for something that is gone.
 */
#include "complaint/verify_parts.h"

#include "db/history_sql.h"
#include "db/tables.h"
#include "db/verify_sql.h"

#include <string.h>

static void counter_found(struct verify *v, const char *kind, const char *name)
{
    verify_found(v, (struct finding_row){ .kind = kind, .table = "counter", .field = name });
}

static const struct counter_row *counter_find(const struct rows *counters, const char *name)
{
    const struct counter_row *c = counters->row;

    for (size_t i = 0; i < counters->n; i++)
        if (strcmp(c[i].name, name) == 0)
            return &c[i];
    return NULL;
}

bool verify_event_counter(struct verify *v, int64_t last, int64_t *written, struct err *err)
{
    struct err none = { 0 };

    *written = last;
    if (sql_counter_value(v->a, v->db, "event", written, &none)) {
        if (*written < last)
            counter_found(v, "row_changed", "event");
        return true;
    }
    if (none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    counter_found(v, "row_missing", "event");
    return true;
}

/* Looked at with the log; the clerk's test of the disk, and what it tells the administrator. */
static bool counter_told(const char *name)
{
    static const char *const told[] = { "event",      "probe",       "backup_good", "backup_failed",
                                        "check_good", "check_found", "log_refused", "erase_sweep",
                                        "repeats_at", "repeats_id",  "notices",     "keep_refused",
                                        "keep_whole", "log_tiles" };

    for (size_t i = 0; i < COUNT(told); i++)
        if (strcmp(name, told[i]) == 0)
            return true;
    return false;
}

/* What the counter of that name must say; -1 where nobody knows it. */
static int64_t counter_due(const struct verify *v, const struct rows *newest, const char *name,
                           int64_t is)
{
    const struct counter_row *reference = counter_find(newest, name);

    if (counter_told(name))
        return is;
    if (strcmp(name, "people") == 0)
        return v->people;
    if (strncmp(name, "reference:", strlen("reference:")) == 0)
        return reference ? reference->value : 0;
    return -1;
}

bool verify_counters(struct verify *v, struct err *err)
{
    const struct counter_row *c;
    struct rows newest;
    struct marked_rows counters;

    if (!sql_verified_counters(v->a, v->db, &counters, err) ||
        !sql_newest_references(v->a, v->db, &newest, err))
        return false;
    c = counters.row;
    for (size_t i = 0; i < counters.n; i++) {
        int64_t due = counter_due(v, &newest, c[i].name, c[i].value);
        if (due < 0)
            counter_found(v, "row_added", c[i].name);
        else if (counters.unfit[i] || c[i].value != due)
            counter_found(v, "row_changed", c[i].name);
    }
    for (size_t i = 0; i < newest.n; i++)
        if (!counter_find(&(struct rows){ c, counters.n },
                          ((const struct counter_row *)newest.row)[i].name))
            counter_found(v, "row_missing", ((const struct counter_row *)newest.row)[i].name);
    if (!counter_find(&(struct rows){ c, counters.n }, "people"))
        counter_found(v, "row_missing", "people");
    return true;
}
