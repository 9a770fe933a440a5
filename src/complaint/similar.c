/* How often it happens: cases of the same class or with the same problem, counted up to a
 * bound, whatever the size of the register. [7.6-b] */
#include "complaint/similar.h"

#include "db/similar_sql.h"

#include <stdlib.h>
#include <string.h>

struct ids {
    int64_t *id;
    size_t n, room;
};

static void ids_add(struct arena *a, struct ids *all, const struct rows *rows)
{
    const struct int_value *row = rows->row;

    if (all->n + rows->n > all->room) {
        size_t room = (all->n + rows->n) * 2;
        int64_t *more = ARENA_ARRAY(a, int64_t, room);
        if (all->n > 0)
            memcpy(more, all->id, all->n * sizeof *more);
        all->id = more;
        all->room = room;
    }
    for (size_t i = 0; i < rows->n; i++)
        all->id[all->n++] = row[i].value;
}

static int by_id(const void *one, const void *two)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)two;

    return (a > b) - (a < b);
}

static int ids_different(struct ids *all)
{
    int n = 0;

    if (all->n > 0)
        qsort(all->id, all->n, sizeof *all->id, by_id);
    for (size_t i = 0; i < all->n; i++)
        n += i == 0 || all->id[i] != all->id[i - 1];
    return n < SIMILAR_MOST ? n : SIMILAR_MOST;
}

struct instant months_before(const struct zone *zone, struct instant t, int months)
{
    struct date d = zone_date(zone, t, NULL);
    int month = d.year * 12 + d.month - 1 - months;
    struct date then = DAY((int16_t)(month / 12), (int8_t)(month % 12 + 1), d.day);

    while (!date_valid(then))
        then.day--;
    return zone_instant(zone, then, 0);
}

static bool problems_count(const struct act *act, const struct dossier *d, struct instant since,
                           struct ids *all, struct err *err)
{
    for (size_t i = 0; i < d->complaint_code.n; i++) {
        const struct complaint_code_row *k = &d->complaint_code.row[i];
        struct rows rows;
        if (strcmp(k->list, "problem") != 0 || instant_is_set(k->ended_at))
            continue;
        if (!sql_similar_by_problem(act->a, act->db, k->code, since, d->c.id, &rows, err))
            return false;
        ids_add(act->a, all, &rows);
    }
    return true;
}

bool similar_cases(const struct act *act, const struct procedure *p, const struct dossier *d,
                   int months, int *n, struct err *err)
{
    struct instant since = months_before(p->zone, d->c.received_at, months);
    struct ids all = { 0 };
    struct rows rows;

    if (d->c.class) {
        if (!sql_similar_by_class(act->a, act->db, d->c.class, since, d->c.id, &rows, err))
            return false;
        ids_add(act->a, &all, &rows);
    }
    if (!problems_count(act, d, since, &all, err))
        return false;
    *n = ids_different(&all);
    return true;
}
