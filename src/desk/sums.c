/* Of a range of days: of its whole months and two ends, which the tally has lines of. */
#include "desk/sums.h"

#include "complaint/span.h"
#include "db/desk_sql.h"
#include "desk/pick.h"
#include "edge/reach.h"

#include <string.h>

static const struct field sum_line_fields[] = {
    FIELD(struct sum_line, team_id), FIELD(struct sum_line, class),  FIELD(struct sum_line, open),
    FIELD(struct sum_line, overdue), FIELD(struct sum_line, closed),
};
const struct record sum_line_record = RECORD(struct sum_line, sum_line_fields);

static const struct field channel_sum_fields[] = {
    FIELD(struct channel_sum, channel),
    FIELD(struct channel_sum, open),
    FIELD(struct channel_sum, closed),
};
const struct record channel_sum_record = RECORD(struct channel_sum, channel_sum_fields);

static const char *day(struct arena *a, struct date d)
{
    char text[DATE_TEXT];

    date_text(d, text);
    return arena_str(a, text);
}

static bool sums_between(struct req *rq, const struct reach *reach, const char *teams,
                         struct date from, struct date to, struct rows *out)
{
    struct span s = span_cut(rq->a, from, to);

    return sql_sums_between(rq->a, rq->db, day(rq->a, rq->today), s.head, s.head_end, s.first,
                            s.last, s.tail, s.tail_end, reach->all, teams, out, rq->err);
}

static void line_take_off(struct rows *lines, const struct sum_line *off)
{
    struct sum_line *line = (struct sum_line *)(uintptr_t)lines->row;

    for (size_t i = 0; i < lines->n; i++)
        if (line[i].team_id == off->team_id && strcmp(line[i].class, off->class) == 0) {
            line[i].open -= off->open;
            line[i].overdue -= off->overdue;
            line[i].closed -= off->closed;
        }
}

struct moments {
    int64_t begin, end;
};

static struct moments range_moments(const struct zone *zone, struct date from, struct date to)
{
    return (struct moments){
        date_is_set(from) ? zone_instant(zone, from, 0).us : INT64_MIN,
        date_is_set(to) ? zone_instant(zone, date_add(to, 1), 0).us : INT64_MAX,
    };
}

static bool barred_take_off(struct req *rq, const struct reach *reach, const char *teams,
                            struct date from, struct date to, struct rows *lines)
{
    const struct zone *zone = rq->app->zone;
    struct instant today = zone_instant(zone, rq->today, 0);
    struct moments m = range_moments(zone, from, to);
    struct rows barred;

    if (reach->n_barred == 0)
        return true;
    if (!sql_sums_barred(rq->a, rq->db, rq->user->id, today, m.begin, m.end, reach->all, teams,
                         &barred, rq->err))
        return false;
    for (size_t i = 0; i < barred.n; i++)
        line_take_off(lines, (const struct sum_line *)barred.row + i);
    return true;
}

bool sums_read(struct req *rq, const struct reach *reach, struct date from, struct date to,
               struct rows *out)
{
    const char *teams = reach->teams;

    *out = (struct rows){ 0 };
    if (reach->none)
        return true;
    if (date_is_set(from) || date_is_set(to)) {
        if (!sums_between(rq, reach, teams, from, to, out))
            return false;
    } else if (!sql_sums_all(rq->a, rq->db, day(rq->a, rq->today), reach->all, teams, out,
                             rq->err)) {
        return false;
    }
    return barred_take_off(rq, reach, teams, from, to, out);
}

static bool channels_read(struct req *rq, const struct reach *reach, struct date from,
                          struct date to, struct rows *out)
{
    struct span s = span_cut(rq->a, from, to);

    if (!date_is_set(from) && !date_is_set(to))
        return sql_sums_channel_all(rq->a, rq->db, reach->all, reach->teams, out, rq->err);
    return sql_sums_channel_between(rq->a, rq->db, s.head, s.head_end, s.first, s.last, s.tail,
                                    s.tail_end, reach->all, reach->teams, out, rq->err);
}

static void channel_take_off(struct rows *sums, const struct channel_sum *off)
{
    struct channel_sum *sum = (struct channel_sum *)(uintptr_t)sums->row;

    for (size_t i = 0; i < sums->n; i++)
        if (strcmp(sum[i].channel, off->channel) == 0) {
            sum[i].open -= off->open;
            sum[i].closed -= off->closed;
        }
}

bool sums_channels(struct req *rq, const struct reach *reach, struct date from, struct date to,
                   struct rows *out)
{
    struct moments m = range_moments(rq->app->zone, from, to);
    struct rows barred = { 0 };

    *out = (struct rows){ 0 };
    if (reach->none)
        return true;
    if (!channels_read(rq, reach, from, to, out) ||
        (reach->n_barred > 0 &&
         !sql_sums_channel_barred(rq->a, rq->db, rq->user->id, m.begin, m.end, reach->all,
                                  reach->teams, &barred, rq->err)))
        return false;
    for (size_t i = 0; i < barred.n; i++)
        channel_take_off(out, (const struct channel_sum *)barred.row + i);
    return true;
}

struct sum sums_of(const struct rows *lines, int64_t team, const char *class)
{
    const struct sum_line *line = lines->row;
    struct sum sum = { 0 };

    for (size_t i = 0; i < lines->n; i++) {
        if ((team != 0 && line[i].team_id != team) ||
            !find_class(class, *line[i].class ? line[i].class : NULL))
            continue;
        sum.open += line[i].open;
        sum.overdue += line[i].overdue;
        sum.closed += line[i].closed;
    }
    sum.received = sum.open + sum.closed;
    return sum;
}
