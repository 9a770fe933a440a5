#include "complaint/tally_zone.h"

#include "db/tally_zone_sql.h"

#include <string.h>

static const struct field tally_moment_fields[] = {
    FIELD(struct tally_moment, newest),
    FIELD(struct tally_moment, zone),
    FIELD(struct tally_moment, counted),
};
const struct record tally_moment_record = RECORD(struct tally_moment, tally_moment_fields);

/* A name that was altered is none: verifying says so, and does not stop there. */
bool tally_zones_load(struct arena *a, struct db *db, const struct zone *now,
                      struct tally_zones *out, struct err *err)
{
    const struct tally_zone_row *row;

    *out = (struct tally_zones){ .now = now };
    if (!sql_tally_zone_rows(a, db, &out->rows, err))
        return false;
    row = out->rows.row;
    out->zone = ARENA_ARRAY(a, const struct zone *, out->rows.n + 1);
    for (size_t i = 0; i < out->rows.n; i++) {
        struct err none = { 0 };
        if (!zone_open(row[i].zone, &out->zone[i], &none))
            out->zone[i] = now;
    }
    return true;
}

const struct zone *tally_zones_of(const struct tally_zones *z, int64_t complaint)
{
    const struct tally_zone_row *row = z->rows.row;

    for (size_t i = 0; i < z->rows.n; i++)
        if (row[i].first_id <= complaint && complaint <= row[i].last_id)
            return z->zone[i];
    return z->now;
}

bool tally_moment(const struct act *act, const struct zone *mostly, int64_t complaint,
                  int64_t *newest, const struct zone **out, struct err *err)
{
    struct tally_moment m = { 0 };
    const char *name;

    if (!sql_tally_moment_at(act->a, act->db, complaint, &m, err))
        return false;
    if (newest)
        *newest = m.newest;
    name = m.counted ? m.counted : m.zone ? m.zone : "UTC";
    *out = mostly;
    return strcmp(name, zone_name(mostly)) == 0 || zone_open(name, out, err);
}

/* -- another zone -- */

static bool stretch_add(const struct act *act, int64_t first, int64_t last, const char *zone,
                        struct err *err)
{
    return first > last || sql_tally_zone_add(act->a, act->db, first, last, zone, err);
}

/* Of a change before this one some may not be moved yet: they stay in their stretches, and what is
 * between and behind them is counted by `before`. */
bool tally_zone_leave(const struct act *act, const char *before, const char *after, struct err *err)
{
    const struct tally_zone_row *row;
    struct rows rows;
    int64_t last, next = 1;

    if (!sql_tally_zone_rows(act->a, act->db, &rows, err) ||
        !sql_tally_last_complaint(act->a, act->db, &last, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        if (!stretch_add(act, next, row[i].first_id - 1, before, err))
            return false;
        next = row[i].last_id + 1;
    }
    return stretch_add(act, next, last, before, err) &&
           sql_tally_zone_right(act->a, act->db, after, err);
}
