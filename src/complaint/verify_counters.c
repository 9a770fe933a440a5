/*
 * Counters are no rows of the history, but what they say follows from it: the number of the
 * newest event, and of the newest complaint of each year. A counter that is behind would give
 * a number twice; one that is ahead stands for something that is gone.
 */
#include "complaint/verify.h"

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

bool verify_references(struct verify *v, struct err *err)
{
    const struct counter_row *c;
    struct rows counters, newest;

    if (!sql_verified_counters(v->a, v->db, &counters, err) ||
        !sql_newest_references(v->a, v->db, &newest, err))
        return false;
    c = newest.row;
    for (size_t i = 0; i < newest.n; i++)
        if (!counter_find(&counters, c[i].name))
            counter_found(v, "row_missing", c[i].name);
    c = counters.row;
    for (size_t i = 0; i < counters.n; i++) {
        const struct counter_row *is = counter_find(&newest, c[i].name);
        if (c[i].value != (is ? is->value : 0))
            counter_found(v, "row_changed", c[i].name);
    }
    return true;
}
