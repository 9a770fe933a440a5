/* Lines of which nothing is left go, or each day that has passed would leave some behind. */
#include "complaint/tally.h"

#include "complaint/outcome.h"
#include "complaint/tally_sum.h"
#include "db/outcome_sql.h"
#include "db/tally_sql.h"
#include "db/tally_zone_sql.h"

#include <string.h>

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

void tally_lines(const struct zone *zone, const struct complaint_row *c, struct tally_lines *out)
{
    const char *state = c->set_aside ? "aside" : instant_is_set(c->closed_at) ? "closed" : "open";
    /* What is no longer open is due no more, or each closed case would keep a line of its own. */
    const char *due = strcmp(state, "open") == 0 ? out->due : "";

    *out = (struct tally_lines){ 0 };
    if (instant_is_set(c->next_due_at))
        date_text(zone_date(zone, c->next_due_at, NULL), out->due);
    date_text(zone_date(zone, c->received_at, NULL), out->day);
    memcpy(out->month, out->day, sizeof out->month - 1);
    out->now = (struct tally_row){ .team_id = c->team_id,
                                   .owner_id = c->owner_id,
                                   .state = state,
                                   .waiting = or_empty(c->waiting),
                                   .class = or_empty(c->class),
                                   .due_on = out->due };
    out->now.flags = (c->to_approve ? TALLY_TO_APPROVE : 0) |
                     (instant_is_set(c->returned_at) ? TALLY_RETURNED : 0) |
                     (instant_is_set(c->safety_alerted_at) ? TALLY_SAFETY : 0);
    out->received[0] = (struct tally_received_row){ .period = out->day,
                                                    .team_id = c->team_id,
                                                    .class = out->now.class,
                                                    .state = state,
                                                    .due_on = due };
    out->received[1] = out->received[0];
    out->received[1].month = true;
    out->received[1].period = out->month;
    for (size_t i = 0; i < COUNT(out->channel); i++)
        out->channel[i] = (struct tally_channel_row){ .span = (int64_t)i,
                                                      .period = i == 0   ? out->day
                                                                : i == 1 ? out->month
                                                                         : "",
                                                      .team_id = c->team_id,
                                                      .channel = c->channel,
                                                      .state = state };
}

bool tally_is_plain(const struct tally_lines *l, const struct outcome_lines *outcome)
{
    int64_t kept;

    return strcmp(l->now.state, "open") == 0 && !*l->now.waiting &&
           outcome_is_plain(outcome, &kept);
}

struct tally_new_row tally_new_line(const struct complaint_row *c, const struct tally_lines *l,
                                    const struct outcome_lines *outcome)
{
    int64_t kept;

    outcome_is_plain(outcome, &kept);
    return (struct tally_new_row){ .id = c->id,
                                   .team_id = c->team_id,
                                   .owner_id = c->owner_id,
                                   .flags = l->now.flags,
                                   .class = l->now.class,
                                   .due_on = l->due,
                                   .received_on = l->day,
                                   .channel = c->channel,
                                   .kept = kept };
}

static bool now_same(const struct tally_row *a, const struct tally_row *b)
{
    return a->team_id == b->team_id && a->owner_id == b->owner_id && a->flags == b->flags &&
           strcmp(a->state, b->state) == 0 && strcmp(a->waiting, b->waiting) == 0 &&
           strcmp(a->class, b->class) == 0 && strcmp(a->due_on, b->due_on) == 0;
}

static bool now_count(const struct act *act, const struct tally_row *r, int64_t n, struct err *err)
{
    return sql_tally_add(act->a, act->db, r->team_id, r->owner_id, r->state, r->waiting, r->flags,
                         r->class, r->due_on, n, err) &&
           (n > 0 || sql_tally_clear(act->a, act->db, r->team_id, r->owner_id, r->state, r->waiting,
                                     r->flags, r->class, r->due_on, err));
}

static bool received_same(const struct tally_received_row *a, const struct tally_received_row *b)
{
    return a->team_id == b->team_id && strcmp(a->period, b->period) == 0 &&
           strcmp(a->class, b->class) == 0 && strcmp(a->state, b->state) == 0 &&
           strcmp(a->due_on, b->due_on) == 0;
}

static bool received_line(const struct act *act, const struct tally_received_row *r, int64_t n,
                          struct err *err)
{
    return sql_tally_received_add(act->a, act->db, r->month, r->period, r->team_id, r->class,
                                  r->state, r->due_on, n, err) &&
           (n > 0 || sql_tally_received_clear(act->a, act->db, r->month, r->period, r->team_id,
                                              r->class, r->state, r->due_on, err));
}

static bool received_count(const struct act *act, const struct tally_lines *l, int64_t n,
                           struct err *err)
{
    return received_line(act, &l->received[0], n, err) &&
           received_line(act, &l->received[1], n, err);
}

static bool channel_same(const struct tally_channel_row *a, const struct tally_channel_row *b)
{
    return a->team_id == b->team_id && strcmp(a->period, b->period) == 0 &&
           strcmp(a->channel, b->channel) == 0 && strcmp(a->state, b->state) == 0;
}

static bool channel_line(const struct act *act, const struct tally_channel_row *r, int64_t n,
                         struct err *err)
{
    return sql_tally_channel_add(act->a, act->db, r->span, r->period, r->team_id, r->channel,
                                 r->state, n, err) &&
           (n > 0 || sql_tally_channel_clear(act->a, act->db, r->span, r->period, r->team_id,
                                             r->channel, r->state, err));
}

static bool channel_count(const struct act *act, const struct tally_lines *l, int64_t n,
                          struct err *err)
{
    for (size_t i = 0; i < COUNT(l->channel); i++)
        if (!channel_line(act, &l->channel[i], n, err))
            return false;
    return true;
}

static bool line_count(const struct act *act, const struct tally_lines *l, int64_t n,
                       struct err *err)
{
    return now_count(act, &l->now, n, err) && received_count(act, l, n, err) &&
           channel_count(act, l, n, err);
}

static bool new_add_up(struct arena *a, struct db *db, int64_t until, struct err *err)
{
    return sql_tally_add_new(a, db, until, err) && sql_tally_received_add_new(a, db, until, err) &&
           sql_tally_channel_add_new(a, db, until, err) && sql_outcome_add_new(a, db, until, err) &&
           sql_tally_new_clear(a, db, until, err);
}

bool tally_put_in(struct arena *a, struct db *db, struct err *err)
{
    int64_t until = 0;

    return sql_tally_new_last(a, db, &until, err) &&
           (until == 0 || (sql_tally_hold(a, db, err) && sql_tally_new_last(a, db, &until, err) &&
                           new_add_up(a, db, until, err)));
}

bool tally_catch_up(struct db *db, struct err *err)
{
    AUTO_ARENA a = arena_new();
    AUTO_TX tx = { 0 };
    int64_t until = 0;

    /* Looked for first, so that quiet figures cost no lock. */
    return sql_tally_new_last(a, db, &until, err) &&
           (until == 0 ||
            (tx_begin(&tx, db, err) && tally_put_in(a, db, err) && tx_commit(&tx, err)));
}

/* Fewer wait of those received in one year, also when no clerk runs: readers add them to their
 * figures one by one. Numbers of complaints have no gaps, so each so-manieth comes by. [D7] */
enum { NEW_MOST = 256 };

/* What stands otherwise from its first moment, an imported complaint, is counted at once. */
static bool new_count(const struct act *act, const struct complaint_row *c,
                      const struct tally_lines *l, const struct outcome_lines *outcome,
                      struct err *err)
{
    struct tally_new_row r = tally_new_line(c, l, outcome);
    static const struct outcome_lines none = { 0 };

    if (!tally_is_plain(l, outcome)
            ? !line_count(act, l, 1, err) || !outcome_move(act, &none, outcome, err)
            : !sql_tally_new_add(act->a, act->db, r.id, r.team_id, r.owner_id, r.flags, r.class,
                                 r.due_on, r.received_on, r.channel, r.kept, err))
        return false;
    return c->number % NEW_MOST != 0 || tally_put_in(act->a, act->db, err);
}

bool tally_move(const struct act *act, const struct zone *zone, const struct complaint_row *before,
                const struct complaint_row *after, const struct outcome_lines *outcome,
                struct err *err)
{
    struct tally_lines from, to;

    tally_lines(zone, after, &to);
    if (!before)
        return new_count(act, after, &to, outcome, err);
    if (!tally_put_in(act->a, act->db, err))
        return false;
    tally_lines(zone, before, &from);
    if (!received_same(&from.received[0], &to.received[0]) &&
        (!received_count(act, &from, -1, err) || !received_count(act, &to, 1, err)))
        return false;
    if (!channel_same(&from.channel[0], &to.channel[0]) &&
        (!channel_count(act, &from, -1, err) || !channel_count(act, &to, 1, err)))
        return false;
    return now_same(&from.now, &to.now) ||
           (now_count(act, &from.now, -1, err) && now_count(act, &to.now, 1, err));
}

bool tally_sums_write(const struct act *act, const struct tally_sums *sums, struct err *err)
{
    for (size_t i = 0; i < sums->now.size; i++) {
        const struct tally_row *r = sums->now.slot[i].row;
        if (r && sums->now.slot[i].value != 0 && !now_count(act, r, sums->now.slot[i].value, err))
            return false;
    }
    for (size_t i = 0; i < sums->received.size; i++) {
        const struct tally_received_row *r = sums->received.slot[i].row;
        if (r && sums->received.slot[i].value != 0 &&
            !received_line(act, r, sums->received.slot[i].value, err))
            return false;
    }
    for (size_t i = 0; i < sums->channel.size; i++) {
        const struct tally_channel_row *r = sums->channel.slot[i].row;
        if (r && sums->channel.slot[i].value != 0 &&
            !channel_line(act, r, sums->channel.slot[i].value, err))
            return false;
    }
    return true;
}

bool tally_recount(const struct act *act, const struct zone *zone, struct err *err)
{
    struct tally_sums sums = tally_sums_new(act->a);
    struct tally_zones zones = { .now = zone };

    return tally_sums_fill(&sums, act->db, &zones, err) && sql_tally_empty(act->a, act->db, err) &&
           sql_tally_received_empty(act->a, act->db, err) &&
           sql_tally_channel_empty(act->a, act->db, err) &&
           sql_tally_new_clear(act->a, act->db, INT64_MAX, err) &&
           sql_tally_zone_empty(act->a, act->db, err) && tally_sums_write(act, &sums, err) &&
           outcome_recount(act, zone, err);
}
