/*
 * What became of complaints, against the complaints and their clocks: as in verify_tally.c both
 * give one number of a key that is new in each run, and only when they differ the lines are named.
 */
#include "complaint/outcome.h"
#include "complaint/verify_parts.h"
#include "db/verify_sql.h"

#include <sodium.h>
#include <string.h>

/* What a line adds: each of its numbers as often as it says. */
struct adding {
    struct arena *a;
    const struct tally_sum *names; /* how lines are named */
    const struct tally_zones *zones;
    uint64_t sum;
    bool unfit; /* a line that is never written */
};

static uint64_t number_digest(const struct tally_digest *d, uint64_t line, int i)
{
    uint64_t in[] = { line, (uint64_t)i }, v;
    unsigned char out[crypto_shorthash_BYTES];

    crypto_shorthash(out, (const unsigned char *)in, sizeof in, d->key);
    memcpy(&v, out, sizeof v);
    return v;
}

static void line_add(struct adding *s, const struct tally_outcome_row *line)
{
    uint64_t name = tally_digest(&s->names->digest, s->names->record, line);
    struct tally_outcome_row of = *line;

    for (int i = 0; i < OUTCOME_NUMBERS; i++)
        if (*outcome_number(&of, i) != 0)
            s->sum += (uint64_t)*outcome_number(&of, i) * number_digest(&s->names->digest, name, i);
}

static void both_add(struct adding *s, struct arena *a, const struct tally_outcome_row *line)
{
    struct tally_outcome_row month = outcome_of_month(a, line);

    line_add(s, line);
    line_add(s, &month);
}

static bool case_add(void *to, struct arena *a, struct outcome_of of, struct err *err)
{
    struct adding *s = to;
    struct outcome_lines l = outcome_lines(a, tally_zones_of(s->zones, of.c->id), of);

    (void)err;
    for (size_t i = 0; i < l.n; i++)
        both_add(s, a, &l.line[i]);
    return true;
}

static bool stored_add(void *to, const struct db_row *row, struct err *err)
{
    struct tally_outcome_row line;
    struct adding *s = to;
    struct err none = { 0 };
    int64_t some = 0;

    (void)err;
    arena_reset(s->a);
    if (!db_row_load(s->a, row, &tally_outcome_row_record, &line, &none)) {
        s->unfit = true;
        return true;
    }
    for (int i = 0; i < OUTCOME_NUMBERS; i++) {
        s->unfit |= *outcome_number(&line, i) < 0;
        some |= *outcome_number(&line, i);
    }
    s->unfit |= some == 0;
    line_add(s, &line);
    return true;
}

/* -- naming -- */

struct naming {
    struct verify *v;
    struct tally_sum sum;
    const struct tally_zones *zones;
};

static void both_sum(struct tally_sum *sum, const struct tally_outcome_row *line, int64_t times)
{
    struct tally_outcome_row month = outcome_of_month(sum->a, line);

    outcome_sum_add(sum, line, times);
    outcome_sum_add(sum, &month, times);
}

static bool case_sum(void *to, struct arena *a, struct outcome_of of, struct err *err)
{
    struct naming *n = to;
    struct outcome_lines l = outcome_lines(a, tally_zones_of(n->zones, of.c->id), of);

    (void)err;
    for (size_t i = 0; i < l.n; i++)
        both_sum(&n->sum, &l.line[i], 1);
    return true;
}

/* The first of its numbers that is another one; NULL = none is. */
static const char *differs(const struct tally_outcome_row *x, const struct tally_outcome_row *y)
{
    struct tally_outcome_row a = *x, b = *y;

    for (int i = 0; i < OUTCOME_NUMBERS; i++)
        if (*outcome_number(&a, i) != *outcome_number(&b, i))
            return tally_outcome_row_record.fields[OUTCOME_KEYS + i].name;
    return NULL;
}

static bool name_if_wrong(void *to, const struct db_row *row, struct err *err)
{
    static const struct tally_outcome_row nothing = { 0 };
    struct naming *n = to;
    struct tally_outcome_row line = { 0 }, name;
    struct tally_slot *slot;
    struct err none = { 0 };
    const char *field;

    (void)err;
    if (!db_row_load(n->sum.a, row, &tally_outcome_row_record, &line, &none)) {
        verify_line_found(n->v, "row_changed", "tally_outcome", NULL, n->sum.record, &line);
        return true;
    }
    name = (struct tally_outcome_row){ .month = line.month,
                                       .period = line.period,
                                       .team_id = line.team_id,
                                       .class = line.class,
                                       .cause = line.cause };
    slot = tally_sum_at(&n->sum, &name);
    slot->seen = true;
    field = differs(slot->row, &line);
    if (!differs(slot->row, &nothing))
        verify_line_found(n->v, "row_added", "tally_outcome", NULL, n->sum.record, &line);
    else if (field)
        verify_line_found(n->v, "row_changed", "tally_outcome", field, n->sum.record, &line);
    return true;
}

static bool lines_name(struct verify *v, struct naming *n, const struct tally_new_row *new,
                       size_t n_new, struct err *err)
{
    static const struct tally_outcome_row nothing = { 0 };
    struct value none = value_int(0);

    if (!outcome_each(v->db, case_sum, n, err))
        return false;
    for (size_t i = 0; i < n_new; i++) {
        struct tally_outcome_row line = outcome_new_line(&new[i]);
        both_sum(&n->sum, &line, -1);
    }
    if (!db_each(v->db, tally_outcome_binding->all, &none, name_if_wrong, n, err))
        return false;
    for (size_t i = 0; i < n->sum.size; i++)
        if (n->sum.slot[i].row && !n->sum.slot[i].seen && differs(n->sum.slot[i].row, &nothing))
            verify_line_found(v, "row_missing", "tally_outcome", NULL, n->sum.record,
                              n->sum.slot[i].row);
    return true;
}

bool verify_outcome(struct verify *v, const struct figures *f, struct err *err)
{
    AUTO_ARENA a = arena_new();
    AUTO_ARENA passing = arena_new();
    struct naming n = { .v = v, .sum = outcome_sum_new(a, &f->digest), .zones = &f->zones };
    struct adding cases = { .names = &n.sum, .zones = &f->zones }, stored = cases;
    struct value none = value_int(0);
    const struct tally_new_row *new;
    struct marked_rows rows;

    stored.a = passing;
    if (!sql_verified_tally_new(a, v->db, &rows, err) ||
        !outcome_each(v->db, case_add, &cases, err) ||
        !db_each(v->db, tally_outcome_binding->all, &none, stored_add, &stored, err))
        return false;
    new = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct tally_outcome_row line = outcome_new_line(&new[i]);
        both_add(&stored, a, &line);
    }
    return (!stored.unfit && stored.sum == cases.sum) || lines_name(v, &n, new, rows.n, err);
}
