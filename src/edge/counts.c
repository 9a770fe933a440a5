#include "edge/counts.h"

#include "base/buf.h"
#include "complaint/tally.h"
#include "db/edge_sql.h"
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

static const struct field counts_stamp_fields[] = {
    FIELD(struct counts_stamp, event),
    FIELD(struct counts_stamp, notices),
};
const struct record counts_stamp_record = RECORD(struct counts_stamp, counts_stamp_fields);

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

/* -- what is kept -- */

static void kept_forget(struct tally_kept *kept)
{
    struct arena *a = kept->a ? kept->a : arena_new();

    arena_reset(a);
    *kept = (struct tally_kept){ .a = a };
}

/* The stamp is read before what it stands for: a change in between makes that look too old. */
static bool kept_now(struct req *rq, struct tally_kept **out)
{
    struct tally_kept *kept = &((struct own *)rq->app->own)->tally;
    struct counts_stamp now;

    if (!sql_counts_stamp_now(rq->a, rq->db, &now, rq->err))
        return false;
    if (!kept->kept || kept->stamp.event != now.event || kept->stamp.notices != now.notices ||
        kept->undone != db_undone(rq->db)) {
        kept_forget(kept);
        kept->kept = true;
        kept->stamp = now;
        kept->undone = db_undone(rq->db);
    }
    *out = kept;
    return true;
}

/* All that a reader's numbers depend on beside what the stamp stands for. */
static const char *whose(struct req *rq, const struct reach *reach)
{
    const struct user *user = rq->user;
    struct buf b = buf_new(rq->a);
    char today[DATE_TEXT];

    date_text(rq->today, today);
    buf_str(&b, today);
    buf_str(&b, user->kind == USER_STAFF ? " staff " : " key ");
    buf_int(&b, user->id);
    for (size_t i = 0; i < user->n_roles; i++) {
        buf_char(&b, ' ');
        buf_int(&b, user->roles[i].role);
        buf_char(&b, '@');
        buf_int(&b, user->roles[i].team);
    }
    buf_str(&b, reach->all ? " all " : " ");
    buf_str(&b, reach->teams);
    buf_str(&b, " but ");
    buf_str(&b, reach->barred);
    return buf_text(&b);
}

bool counts_of_reader(struct req *rq, const struct reach *reach, struct reader_counts **out)
{
    const char *text = whose(rq, reach);
    struct tally_kept *kept;

    if (!kept_now(rq, &kept))
        return false;
    for (size_t i = 0; i < kept->n; i++)
        if (strcmp(kept->reader[i].whose, text) == 0) {
            *out = &kept->reader[i];
            return true;
        }
    if (kept->n == READERS_KEPT) {
        for (size_t i = 1; i < READERS_KEPT; i++)
            kept->reader[i - 1] = kept->reader[i];
        kept->n--;
    }
    *out = &kept->reader[kept->n++];
    **out = (struct reader_counts){ .whose = arena_str(kept->a, text) };
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

static bool tally_read(struct req *rq, struct tally_kept *kept)
{
    kept->rows_read = kept->rows_read || sql_tally_all(kept->a, rq->db, &kept->rows, rq->err);
    return kept->rows_read;
}

static bool counts_add_up(struct req *rq, const struct reach *reach, struct counts *out)
{
    struct tally_kept *kept = &((struct own *)rq->app->own)->tally;
    const struct tally_row *t;
    char today[DATE_TEXT];

    *out = (struct counts){ 0 };
    if (!tally_read(rq, kept))
        return false;
    date_text(rq->today, today);
    t = kept->rows.row;
    for (size_t i = 0; i < kept->rows.n; i++) {
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

bool counts_read(struct req *rq, const struct reach *reach, struct counts *out)
{
    struct reader_counts *kept;

    if (!counts_of_reader(rq, reach, &kept))
        return false;
    kept->added = kept->added || counts_add_up(rq, reach, &kept->counts);
    *out = kept->counts;
    return kept->added;
}
