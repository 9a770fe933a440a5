/* All complaints at once, a page of them after the other: for a new zone, after an upgrade, and to
 * hold the figures against. */
#include "complaint/outcome.h"

#include "db/outcome_sql.h"

enum { PAGE = 500 };

struct tally_sum outcome_sum_new(struct arena *a, const struct tally_digest *d)
{
    /* The columns that name a line and one more, which is not digested. */
    struct record *names = ARENA_NEW(a, struct record);

    *names = tally_outcome_row_record;
    names->n = OUTCOME_KEYS + 1;
    return (struct tally_sum){ .a = a, .digest = *d, .record = names };
}

void outcome_sum_add(struct tally_sum *sum, const struct tally_outcome_row *line, int64_t times)
{
    struct tally_outcome_row name = { .month = line->month,
                                      .period = line->period,
                                      .team_id = line->team_id,
                                      .class = line->class,
                                      .cause = line->cause },
                             add = *line;
    struct tally_slot *slot = tally_sum_at(sum, &name);

    for (int i = 0; i < OUTCOME_NUMBERS; i++)
        *outcome_number((struct tally_outcome_row *)(uintptr_t)slot->row, i) +=
            times * *outcome_number(&add, i);
}

struct outcome_of outcome_next(const struct rows *cases, size_t i, const struct rows *clocks,
                               size_t *at)
{
    struct outcome_of of = { .c = (const struct complaint_row *)cases->row + i };
    const struct clock_row *k = clocks->row;

    of.clock = k + *at;
    for (; *at < clocks->n && k[*at].complaint_id == of.c->id; ++*at)
        of.n++;
    return of;
}

bool outcome_each(struct db *db, outcome_each_fn *each, void *to, struct err *err)
{
    int64_t last = INT64_MIN;

    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct complaint_row *c;
        struct rows cases, clocks;
        size_t at = 0;
        if (!sql_outcome_cases(a, db, last, PAGE, &cases, err))
            return false;
        if (cases.n == 0)
            return true;
        c = cases.row;
        last = c[cases.n - 1].id;
        if (!sql_outcome_clocks(a, db, c->id, last, &clocks, err))
            return false;
        for (size_t i = 0; i < cases.n; i++)
            if (!each(to, a, outcome_next(&cases, i, &clocks, &at), err))
                return false;
    }
}

struct counting {
    struct tally_sum sum;
    const struct zone *zone;
};

static bool case_count(void *to, struct arena *a, struct outcome_of of, struct err *err)
{
    struct counting *c = to;
    struct outcome_lines l = outcome_lines(a, c->zone, of);

    (void)err;
    for (size_t i = 0; i < l.n; i++) {
        struct tally_outcome_row month = outcome_of_month(a, &l.line[i]);
        outcome_sum_add(&c->sum, &l.line[i], 1);
        outcome_sum_add(&c->sum, &month, 1);
    }
    return true;
}

static bool line_write(const struct act *act, const struct tally_outcome_row *l, struct err *err)
{
    struct tally_outcome_row line = *l;
    bool any = false, less = false;

    for (int i = 0; i < OUTCOME_NUMBERS; i++) {
        any |= *outcome_number(&line, i) != 0;
        less |= *outcome_number(&line, i) < 0;
    }
    return !any || (sql_outcome_add(act->a, act->db, l->month, l->period, l->team_id, l->class,
                                    l->cause, l->received, l->closed, l->decided, l->upheld,
                                    l->in_time, l->late, l->kept, l->missed, l->came_back, l->asked,
                                    l->said, l->good, l->bad, err) &&
                    (!less || sql_outcome_clear(act->a, act->db, l->month, l->period, l->team_id,
                                                l->class, l->cause, err)));
}

bool outcome_sum_write(const struct act *act, const struct tally_sum *sum, struct err *err)
{
    for (size_t i = 0; i < sum->size; i++)
        if (sum->slot[i].row && !line_write(act, sum->slot[i].row, err))
            return false;
    return true;
}

bool outcome_recount(const struct act *act, const struct zone *zone, struct err *err)
{
    struct tally_digest d = tally_digest_new();
    struct counting c = { .sum = outcome_sum_new(act->a, &d), .zone = zone };

    return outcome_each(act->db, case_count, &c, err) && sql_outcome_empty(act->a, act->db, err) &&
           outcome_sum_write(act, &c.sum, err);
}
