#include "edge/counts.h"

#include "complaint/tally.h"
#include "db/edge_sql.h"
#include "db/history_sql.h"
#include "edge/reach.h"

#include <string.h>

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
static bool barred_take_off(struct req *rq, const struct reach *reach, struct counts *out)
{
    const struct zone *zone = rq->app->zone;
    struct instant from = zone_instant(zone, rq->today, 0);
    struct instant until = zone_instant(zone, date_add(rq->today, 1), 0);
    struct counts barred;

    if (reach->n_barred == 0)
        return true;
    if (!sql_barred_counts(rq->a, rq->db, rq->user->id, from, until, reach->all, reach->teams,
                           &barred, rq->err))
        return false;
    for (size_t i = 0; i < counts_record.n; i++) {
        const struct field *f = &counts_record.fields[i];
        *(int64_t *)field_at(f, out) -= *(const int64_t *)field_in(f, &barred);
    }
    return true;
}

/* The tally, read again when anything has happened. */
static bool tally_read(struct req *rq, const struct rows **out)
{
    struct tally_kept *kept = &((struct own *)rq->app->own)->tally;
    int64_t event;

    if (!sql_counter_value(rq->a, rq->db, "event", &event, rq->err))
        return false;
    if (!kept->a)
        kept->a = arena_new();
    if (kept->event != event || event == 0) {
        arena_reset(kept->a);
        kept->event = -1;
        if (!sql_tally_all(kept->a, rq->db, &kept->rows, rq->err))
            return false;
        kept->event = event;
    }
    *out = &kept->rows;
    return true;
}

static void open_add(const struct tally_row *t, int64_t me, const char *today, struct counts *c)
{
    int due = *t->due_on ? strcmp(t->due_on, today) : 1;

    c->open += t->value;
    c->received += t->value;
    c->mine += t->owner_id == me ? t->value : 0;
    c->unassigned += t->owner_id == 0 ? t->value : 0;
    c->today += due == 0 ? t->value : 0;
    c->overdue += due < 0 ? t->value : 0;
    c->complainant += strcmp(t->waiting, "complainant") == 0 ? t->value : 0;
    c->others += strcmp(t->waiting, "others") == 0 ? t->value : 0;
    c->approve += t->flags & TALLY_TO_APPROVE ? t->value : 0;
    c->returned += t->flags & TALLY_RETURNED ? t->value : 0;
    c->safety += t->flags & TALLY_SAFETY ? t->value : 0;
}

static void closed_add(const struct tally_row *t, struct counts *c)
{
    c->closed += t->value;
    c->received += t->value;
}

bool counts_read(struct req *rq, const struct reach *reach, struct counts *out)
{
    const struct tally_row *t;
    char today[DATE_TEXT];
    const struct rows *tally;

    *out = (struct counts){ 0 };
    if (!tally_read(rq, &tally))
        return false;
    date_text(rq->today, today);
    t = tally->row;
    for (size_t i = 0; i < tally->n; i++) {
        if (!reach->all && !reach_team(reach, t[i].team_id))
            continue;
        if (strcmp(t[i].state, "open") == 0)
            open_add(&t[i], rq->user->id, today, out);
        else if (strcmp(t[i].state, "closed") == 0)
            closed_add(&t[i], out);
        else
            out->aside += t[i].value;
    }
    return barred_take_off(rq, reach, out);
}
