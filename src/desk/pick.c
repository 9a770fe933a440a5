/* Windows of keys, filtered; then the lines of what is left. */
#include "desk/pick.h"

#include "db/desk_sql.h"
#include "edge/reach.h"
#include "group/repeat.h"

#include <string.h>

static const struct field case_key_fields[] = {
    FIELD(struct case_key, id),      FIELD(struct case_key, place),
    FIELD(struct case_key, team_id), FIELD(struct case_key, stage),
    FIELD(struct case_key, class),   FIELD(struct case_key, severity),
    FIELD(struct case_key, channel), FIELD(struct case_key, received_at),
    FIELD(struct case_key, called),  FIELD(struct case_key, repeats),
};
const struct record case_key_record = RECORD(struct case_key, case_key_fields);

static const struct field case_line_fields[] = {
    FIELD(struct case_line, id),          FIELD(struct case_line, version),
    FIELD(struct case_line, reference),   FIELD(struct case_line, subject),
    FIELD(struct case_line, description), FIELD(struct case_line, privacy),
    FIELD(struct case_line, language),    FIELD(struct case_line, stage),
    FIELD(struct case_line, type),        FIELD(struct case_line, class),
    FIELD(struct case_line, channel),     FIELD(struct case_line, severity),
    FIELD(struct case_line, team_id),     FIELD(struct case_line, owner_id),
    FIELD(struct case_line, entered_by),  FIELD(struct case_line, waiting),
    FIELD(struct case_line, set_aside),   FIELD(struct case_line, received_at),
    FIELD(struct case_line, closed_at),   FIELD(struct case_line, next_due_at),
    FIELD(struct case_line, next_clock),  FIELD(struct case_line, updated_at),
    FIELD(struct case_line, safety),      FIELD(struct case_line, case_key),
    FIELD(struct case_line, person_key),  FIELD(struct case_line, person_id),
    FIELD(struct case_line, person),      FIELD(struct case_line, last_at),
    FIELD(struct case_line, last_kind),   FIELD(struct case_line, last_id),
    FIELD(struct case_line, joined_to),   FIELD(struct case_line, joined_to_id),
    FIELD(struct case_line, repeats),     FIELD(struct case_line, last_event),
};
const struct record case_line_record = RECORD(struct case_line, case_line_fields);

static const struct field case_stamp_fields[] = {
    FIELD(struct case_stamp, id),
    FIELD(struct case_stamp, length),
};
const struct record case_stamp_record = RECORD(struct case_stamp, case_stamp_fields);

static const struct field case_event_fields[] = {
    FIELD(struct case_event, id),         FIELD(struct case_event, position),
    FIELD(struct case_event, kind),       FIELD(struct case_event, at),
    FIELD(struct case_event, actor_kind), FIELD(struct case_event, actor_id),
};
const struct record case_event_record = RECORD(struct case_event, case_event_fields);

static const struct field case_text_fields[] = {
    FIELD(struct case_text, id),
    FIELD(struct case_text, description),
    FIELD(struct case_text, remedy_sought),
    FIELD(struct case_text, outcome),
};
const struct record case_text_record = RECORD(struct case_text, case_text_fields);

/* How many keys are read at a time, and how many windows a page may look through. */
enum { WINDOW = 250, WINDOWS = 20 };

bool pick_filtered(const struct pick_filter *f)
{
    return f->stage || f->class || f->severity || f->channel || f->called || f->again ||
           f->team != 0 || f->from.us != 0 || f->until.us != 0;
}

static bool same(const char *wanted, const char *has)
{
    return !wanted || (has && strcmp(wanted, has) == 0);
}

static bool called_fits(const char *wanted, const char *has)
{
    return wanted && strcmp(wanted, NO_CALL) == 0 ? has == NULL : same(wanted, has);
}

bool pick_fits(const struct pick_filter *f, const struct case_key *k)
{
    return same(f->stage, k->stage) && find_class(f->classes ? f->classes : f->class, k->class) &&
           same(f->severity, k->severity) && same(f->channel, k->channel) &&
           same(f->again, repeat_known(k->repeats, k->id, f->hidden) ? "true" : "false") &&
           called_fits(f->called, k->called) && (f->team == 0 || f->team == k->team_id) &&
           (f->from.us == 0 || k->received_at.us >= f->from.us) &&
           (f->until.us == 0 || k->received_at.us < f->until.us);
}

bool pick_again(struct req *rq, const struct reach *reach, struct pick_filter *f)
{
    return !f->again || repeats_hidden(rq, reach, &f->hidden);
}

struct window {
    struct req *rq;
    const struct reach *reach;
    enum queue queue;
    const char *teams, *barred;
    int64_t after, after_id, until, n;
    int64_t from, before; /* received, by the filter */
    bool all;
};

static bool window_received(const struct window *w, struct rows *out)
{
    struct req *rq = w->rq;

    if (w->all)
        return sql_pick_received(rq->a, rq->db, w->from, w->before, w->after, w->after_id, w->n,
                                 w->barred, out, rq->err);
    return sql_pick_received_teams(rq->a, rq->db, w->from, w->before, w->after, w->after_id, w->n,
                                   w->teams, w->barred, out, rq->err);
}

static bool window_closed(const struct window *w, struct rows *out)
{
    struct req *rq = w->rq;

    if (w->queue == QUEUE_ASIDE)
        return sql_pick_aside(rq->a, rq->db, w->after, w->after_id, w->n, w->all, w->teams,
                              w->barred, out, rq->err);
    if (w->all)
        return sql_pick_closed(rq->a, rq->db, w->after, w->after_id, w->n, w->barred, out, rq->err);
    return sql_pick_closed_teams(rq->a, rq->db, w->after, w->after_id, w->n, w->teams, w->barred,
                                 out, rq->err);
}

static bool window_open(const struct window *w, struct rows *out)
{
    struct req *rq = w->rq;

    if (w->all)
        return sql_pick_open(rq->a, rq->db, w->after, w->after_id, w->until, w->n, true, w->teams,
                             w->barred, out, rq->err);
    return sql_pick_open_teams(rq->a, rq->db, w->after, w->after_id, w->until, w->n, w->teams,
                               w->barred, out, rq->err);
}

static bool window_read(const struct window *w, struct rows *out)
{
    struct req *rq = w->rq;
    bool all = w->all;

    switch (w->queue) {
    case QUEUE_MINE:
        return sql_pick_owned(rq->a, rq->db, rq->user->id, w->after, w->after_id, w->until, w->n,
                              all, w->teams, w->barred, out, rq->err);
    case QUEUE_UNASSIGNED:
        return sql_pick_unassigned(rq->a, rq->db, w->after, w->after_id, w->until, w->n, all,
                                   w->teams, w->barred, out, rq->err);
    case QUEUE_COMPLAINANT:
    case QUEUE_OTHERS:
        return sql_pick_waiting(rq->a, rq->db, queue_kinds[w->queue].name, w->after, w->after_id,
                                w->until, w->n, all, w->teams, w->barred, out, rq->err);
    case QUEUE_APPROVE:
        return sql_pick_approve(rq->a, rq->db, w->after, w->after_id, w->until, w->n, all, w->teams,
                                w->barred, out, rq->err);
    case QUEUE_RETURNED:
        return sql_pick_returned(rq->a, rq->db, w->after, w->after_id, w->until, w->n, all,
                                 w->teams, w->barred, out, rq->err);
    case QUEUE_SAFETY:
        return sql_pick_safety(rq->a, rq->db, w->after, w->after_id, w->until, w->n, all, w->teams,
                               w->barred, out, rq->err);
    case QUEUE_TODAY:
    case QUEUE_OVERDUE:
    case QUEUE_OPEN:
        return window_open(w, out);
    case QUEUE_RECEIVED:
        return window_received(w, out);
    case QUEUE_CLOSED:
    case QUEUE_ASIDE:
        return window_closed(w, out);
    case QUEUES:
        break;
    }
    return err_internal(rq->err, "no such queue");
}

/* Where a queue begins and ends: by the day of the next clock, or at the end of time for those
 * that are read backwards. */
static void window_bounds(struct window *w)
{
    const struct zone *zone = w->rq->app->zone;
    struct instant today = zone_instant(zone, w->rq->today, 0);
    struct instant tomorrow = zone_instant(zone, date_add(w->rq->today, 1), 0);
    bool backwards =
        w->queue == QUEUE_CLOSED || w->queue == QUEUE_ASIDE || w->queue == QUEUE_RECEIVED;

    w->until = w->queue == QUEUE_TODAY     ? tomorrow.us - 1
               : w->queue == QUEUE_OVERDUE ? today.us - 1
                                           : INT64_MAX;
    if (w->after != 0 || w->after_id != 0)
        return;
    w->after = backwards ? INT64_MAX : w->queue == QUEUE_TODAY ? today.us - 1 : INT64_MIN;
    w->after_id = INT64_MAX;
}

/* A filter by team makes the reach smaller; false when nothing is left of it. */
static bool window_teams(struct window *w, int64_t team)
{
    struct req *rq = w->rq;

    w->all = w->reach->all && team == 0;
    w->teams = w->reach->teams;
    if (team != 0) {
        const char *only = arena_printf(rq->a, ",%" PRId64 ",", team);
        if (!strstr(w->teams, only))
            return false;
        w->teams = only;
    }
    return !w->reach->none;
}

bool pick_queue(struct req *rq, const struct reach *reach, enum queue queue,
                const struct pick_filter *filter, int64_t after, int64_t after_id, size_t n,
                struct pick *out)
{
    struct pick_filter by = *filter;
    bool filtered = pick_filtered(filter);
    struct window w = { .rq = rq,
                        .reach = reach,
                        .queue = queue,
                        .from = filter->from.us ? filter->from.us : INT64_MIN,
                        .before = filter->until.us ? filter->until.us : INT64_MAX,
                        .barred = reach->barred,
                        .after = after,
                        .after_id = after_id,
                        .n = filtered ? WINDOW : (int64_t)n + 1 };
    int windows = filtered ? WINDOWS : 1;

    window_bounds(&w);
    *out = (struct pick){ .key = ARENA_ARRAY(rq->a, struct case_key, n) };
    if (!pick_again(rq, reach, &by))
        return false;
    if (!window_teams(&w, filter->team))
        return true;
    while (windows-- > 0) {
        struct rows rows = { 0 };
        const struct case_key *key;
        if (!window_read(&w, &rows))
            return false;
        key = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            if (out->n == n) {
                out->more = true;
                return true;
            }
            out->place = w.after = key[i].place;
            out->last = w.after_id = key[i].id;
            if (pick_fits(&by, &key[i]))
                out->key[out->n++] = key[i];
        }
        out->more = (int64_t)rows.n == w.n;
        if (!out->more)
            return true;
    }
    return true;
}
