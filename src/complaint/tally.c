/* Lines of which nothing is left go, or each day that has passed would leave some behind. */
#include "complaint/tally.h"

#include "db/tally_sql.h"

#include <string.h>

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

/* The line of the table on which this complaint is counted. */
struct place {
    int64_t team, owner, flags;
    const char *state, *waiting, *class;
    char due[DATE_TEXT];
    char received[DATE_TEXT];
};

static struct place tally_place(const struct zone *zone, const struct complaint_row *c)
{
    struct place p = {
        .team = c->team_id,
        .owner = c->owner_id,
        .state = c->set_aside                   ? "aside"
                 : instant_is_set(c->closed_at) ? "closed"
                                                : "open",
        .waiting = or_empty(c->waiting),
        .class = or_empty(c->class),
    };

    p.flags = (c->to_approve ? TALLY_TO_APPROVE : 0) |
              (instant_is_set(c->returned_at) ? TALLY_RETURNED : 0) |
              (instant_is_set(c->safety_alerted_at) ? TALLY_SAFETY : 0);
    if (instant_is_set(c->next_due_at))
        date_text(zone_date(zone, c->next_due_at, NULL), p.due);
    date_text(zone_date(zone, c->received_at, NULL), p.received);
    return p;
}

static bool place_same(const struct place *a, const struct place *b)
{
    return a->team == b->team && a->owner == b->owner && a->flags == b->flags &&
           strcmp(a->state, b->state) == 0 && strcmp(a->waiting, b->waiting) == 0 &&
           strcmp(a->class, b->class) == 0 && strcmp(a->due, b->due) == 0;
}

static bool tally_count(const struct act *act, const struct place *p, int64_t n, struct err *err)
{
    return sql_tally_add(act->a, act->db, p->team, p->owner, p->state, p->waiting, p->flags,
                         p->class, p->due, n, err) &&
           (n > 0 || sql_tally_clear(act->a, act->db, p->team, p->owner, p->state, p->waiting,
                                     p->flags, p->class, p->due, err));
}

/* What is no longer open is due no more, or each closed case would keep a line of its own. */
static const char *received_due(const struct place *p)
{
    return strcmp(p->state, "open") == 0 ? p->due : "";
}

static bool received_same(const struct place *a, const struct place *b)
{
    return a->team == b->team && strcmp(a->received, b->received) == 0 &&
           strcmp(a->class, b->class) == 0 && strcmp(a->state, b->state) == 0 &&
           strcmp(received_due(a), received_due(b)) == 0;
}

static bool received_line(const struct act *act, const struct place *p, bool month, int64_t n,
                          struct err *err)
{
    enum { MONTH = sizeof "YYYY-MM" - 1 };
    const char *period = month ? arena_strn(act->a, p->received, MONTH) : p->received;

    return sql_tally_received_add(act->a, act->db, month, period, p->team, p->class, p->state,
                                  received_due(p), n, err) &&
           (n > 0 || sql_tally_received_clear(act->a, act->db, month, period, p->team, p->class,
                                              p->state, received_due(p), err));
}

static bool received_count(const struct act *act, const struct place *p, int64_t n, struct err *err)
{
    return received_line(act, p, false, n, err) && received_line(act, p, true, n, err);
}

bool tally_move(const struct act *act, const struct zone *zone, const struct complaint_row *before,
                const struct complaint_row *after, struct err *err)
{
    struct place to = tally_place(zone, after);
    struct place from;

    if (!before)
        return tally_count(act, &to, 1, err) && received_count(act, &to, 1, err);
    from = tally_place(zone, before);
    if (!received_same(&from, &to) &&
        (!received_count(act, &from, -1, err) || !received_count(act, &to, 1, err)))
        return false;
    return place_same(&from, &to) ||
           (tally_count(act, &from, -1, err) && tally_count(act, &to, 1, err));
}
