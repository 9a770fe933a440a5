#include "edge/counts.h"

#include "db/edge_sql.h"
#include "db/history_sql.h"
#include "edge/reach.h"

static const struct field counts_fields[] = {
    FIELD(struct counts, mine),    FIELD(struct counts, unassigned),  FIELD(struct counts, today),
    FIELD(struct counts, overdue), FIELD(struct counts, complainant), FIELD(struct counts, others),
    FIELD(struct counts, approve), FIELD(struct counts, returned),    FIELD(struct counts, safety),
    FIELD(struct counts, open),    FIELD(struct counts, received),    FIELD(struct counts, closed),
    FIELD(struct counts, aside),
};
const struct record counts_record = RECORD(struct counts, counts_fields);

/* Cases the reader is barred from are not in the numbers either: a number that changes
 * would tell of them. [4.7-a] */
static bool barred_take_off(struct req *rq, const struct reach *reach, const char *teams,
                            struct counts *out)
{
    const struct zone *zone = rq->app->zone;
    struct instant from = zone_instant(zone, rq->today, 0);
    struct instant until = zone_instant(zone, date_add(rq->today, 1), 0);
    struct counts barred;

    if (reach->n_barred == 0)
        return true;
    if (!sql_barred_counts(rq->a, rq->db, rq->user->id, from, until, reach->all, teams, &barred,
                           rq->err))
        return false;
    for (size_t i = 0; i < counts_record.n; i++) {
        const struct field *f = &counts_record.fields[i];
        *(int64_t *)field_at(f, out) -= *(const int64_t *)field_in(f, &barred);
    }
    return true;
}

static bool counts_load(struct req *rq, const struct reach *reach, struct counts *out)
{
    const char *teams = arena_printf(rq->a, ",%s,", reach->teams);
    char today[DATE_TEXT];

    date_text(rq->today, today);
    return sql_queue_counts(rq->a, rq->db, rq->user->id, today, reach->all, teams, out, rq->err) &&
           barred_take_off(rq, reach, teams, out);
}

/* The low digits of an id are the place in its event, nearly always 0. */
static size_t kept_place(int64_t user)
{
    return (uint64_t)user / HISTORY_IDS % COUNTS_KEPT;
}

bool counts_read(struct req *rq, const struct reach *reach, struct counts *out)
{
    struct own *own = rq->app->own;
    struct counts_kept *kept = &own->counts[kept_place(rq->user->id)];
    int64_t event, day = date_to_days(rq->today);

    if (!sql_counter_value(rq->a, rq->db, "event", &event, rq->err))
        return false;
    if (kept->user != rq->user->id || kept->event != event || kept->day != day ||
        kept->teams != reach->n_teams) {
        struct counts fresh;
        if (!counts_load(rq, reach, &fresh))
            return false;
        *kept = (struct counts_kept){ rq->user->id, event, day, reach->n_teams, fresh };
    }
    *out = kept->counts;
    return true;
}
