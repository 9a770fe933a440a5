/*
 * Figures that top management reads are counters, no rows of the history; but what they must say
 * follows from the complaints. All complaints together and all lines together give one
 * number, made of a key that is new in each run, so that comparing them costs no memory; only when
 * it differs, the complaints are counted again to name the lines.
 */
#include "complaint/verify_parts.h"

#include "base/buf.h"
#include "complaint/outcome.h"
#include "db/outcome_sql.h"
#include "db/procedure_sql.h"
#include "db/verify_sql.h"

#include <string.h>

/* A setting may have been altered so that it names no zone; that is a finding of its own. */
static bool zone_of_settings(struct verify *v, const struct zone **out, struct err *err)
{
    struct setting_row row = { 0 };
    struct err none = { 0 };

    if (!sql_setting_by_name(v->a, v->db, "zone", &row, &none)) {
        if (none.kind != ERR_NOT_FOUND)
            return *err = none, false;
        row.value = NULL;
    }
    err_clear(&none);
    return zone_open(row.value ? row.value : "UTC", out, &none) || zone_open("UTC", out, err);
}

bool verify_figures_begin(struct verify *v, struct figures *f, struct err *err)
{
    const struct zone *zone;

    *f = (struct figures){ .digest = tally_digest_new() };
    return zone_of_settings(v, &zone, err) && tally_zones_load(v->a, v->db, zone, &f->zones, err);
}

void verify_figures_add(struct figures *f, const struct complaint_row *c)
{
    struct tally_lines lines;

    tally_lines(tally_zones_of(&f->zones, c->id), c, &lines);
    f->now += tally_digest(&f->digest, &tally_row_record, &lines.now);
    for (size_t i = 0; i < COUNT(lines.received); i++)
        f->received += tally_digest(&f->digest, &tally_received_row_record, &lines.received[i]);
    for (size_t i = 0; i < COUNT(lines.channel); i++)
        f->channel += tally_digest(&f->digest, &tally_channel_row_record, &lines.channel[i]);
}

/* What a table of lines adds up to. */
struct adding {
    struct arena *a;
    const struct figures *f;
    const struct record *record;
    uint64_t sum;
    bool unfit; /* a line that is never written: not above 0, or with a value of another kind */
};

static int64_t line_value(const struct record *r, const void *line)
{
    return *(const int64_t *)field_in(&r->fields[r->n - 1], line);
}

static bool line_add(void *to, const struct db_row *row, struct err *err)
{
    struct adding *s = to;
    void *line;
    struct err none = { 0 };
    int64_t value;

    (void)err;
    arena_reset(s->a);
    line = arena_alloc(s->a, s->record->size);
    if (!db_row_load(s->a, row, s->record, line, &none)) {
        s->unfit = true;
        return true;
    }
    value = line_value(s->record, line);
    s->unfit |= value <= 0;
    s->sum += (uint64_t)value * tally_digest(&s->f->digest, s->record, line);
    return true;
}

/* The columns that name a line, as people read them. */
static const char *line_name(struct arena *a, const struct record *r, const void *line)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i + 1 < r->n; i++) {
        const char *text = field_text(a, &r->fields[i], line);
        if (i > 0)
            buf_char(&b, '/');
        buf_str(&b, text ? text : "");
    }
    return buf_text(&b);
}

void verify_line_found(struct verify *v, const char *kind, const char *table, const char *field,
                       const struct record *r, const void *line)
{
    verify_found(v, (struct finding_row){
                        .kind = kind,
                        .table = table,
                        .field = field,
                        .key = line_name(v->a, r, line),
                    });
}

struct naming {
    struct verify *v;
    struct tally_sum *sum;
    const char *table;
};

static bool line_name_if_wrong(void *to, const struct db_row *row, struct err *err)
{
    struct naming *n = to;
    const struct record *r = n->sum->record;
    void *line = arena_alloc(n->sum->a, r->size);
    struct tally_slot *slot;
    struct err none = { 0 };

    (void)err;
    if (!db_row_load(n->sum->a, row, r, line, &none)) {
        verify_line_found(n->v, "row_changed", n->table, NULL, r, line);
        return true;
    }
    slot = tally_sum_at(n->sum, line);
    slot->seen = true;
    if (slot->value == 0)
        verify_line_found(n->v, "row_added", n->table, NULL, r, line);
    else if (slot->value != line_value(r, line))
        verify_line_found(n->v, "row_changed", n->table, r->fields[r->n - 1].name, r, line);
    return true;
}

static bool lines_name(struct verify *v, const struct bound_table *t, struct tally_sum *sum,
                       struct err *err)
{
    struct naming n = { .v = v, .sum = sum, .table = t->name };
    struct value none = value_int(0);

    if (!db_each(v->db, t->all, &none, line_name_if_wrong, &n, err))
        return false;
    for (size_t i = 0; i < sum->size; i++)
        if (sum->slot[i].row && sum->slot[i].value > 0 && !sum->slot[i].seen)
            verify_line_found(v, "row_missing", t->name, NULL, sum->record, sum->slot[i].row);
    return true;
}

static bool adds_up(struct verify *v, const struct figures *f, const struct bound_table *t,
                    uint64_t must_be, bool *same, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct adding s = { .a = a, .f = f, .record = t->record };
    struct value none = value_int(0);

    if (!db_each(v->db, t->all, &none, line_add, &s, err))
        return false;
    *same = !s.unfit && s.sum == must_be;
    return true;
}

static bool rows_same(struct arena *a, const struct record *r, const void *x, const void *y)
{
    for (size_t i = 0; i < r->n; i++) {
        const char *p = field_text(a, &r->fields[i], x), *q = field_text(a, &r->fields[i], y);
        if (strcmp(p ? p : "", q ? q : "") != 0)
            return false;
    }
    return true;
}

/* What became of it until now. */
static bool outcome_now(struct verify *v, struct arena *a, const struct zone *zone,
                        const struct complaint_row *c, struct outcome_lines *out, struct err *err)
{
    struct rows clocks;

    if (!sql_outcome_clocks(a, v->db, c->id, c->id, &clocks, err))
        return false;
    *out = outcome_lines(a, zone, (struct outcome_of){ c, clocks.row, clocks.n });
    return true;
}

/* A new complaint that is not counted yet: its row says what its lines say. It is taken off what
 * the other tables have to add up to. `*c` is empty where there is no such complaint. */
static bool new_check(struct verify *v, struct arena *a, struct figures *f,
                      const struct tally_new_row *row, const char *unfit, struct complaint_row *c,
                      struct err *err)
{
    struct finding_row found = { .table = "tally_new", .field = unfit, .id = row->id };
    struct figures one = { .digest = f->digest, .zones = f->zones };
    struct outcome_lines outcome;
    struct tally_new_row must;
    struct tally_lines lines;
    struct err none = { 0 };

    if (!complaint_by_id(a, v->db, row->id, c, &none)) {
        *c = (struct complaint_row){ 0 };
        found.kind = "row_added";
        verify_found(v, found);
        return none.kind == ERR_NOT_FOUND || none.kind == ERR_INTERNAL || (*err = none, false);
    }
    tally_lines(tally_zones_of(&f->zones, c->id), c, &lines);
    if (!outcome_now(v, a, tally_zones_of(&f->zones, c->id), c, &outcome, err))
        return false;
    must = tally_new_line(c, &lines, &outcome);
    found.complaint = c->id;
    found.kind = "row_changed";
    if (unfit || !tally_is_plain(&lines, &outcome) ||
        !rows_same(a, &tally_new_row_record, row, &must))
        verify_found(v, found);
    verify_figures_add(&one, c);
    f->now -= one.now;
    f->received -= one.received;
    f->channel -= one.channel;
    return true;
}

/* All of them; `*of` are their complaints. */
static bool new_check_all(struct verify *v, struct arena *a, struct figures *f,
                          struct complaint_row **of, size_t *n, struct err *err)
{
    const struct tally_new_row *row;
    struct marked_rows rows;

    if (!sql_verified_tally_new(a, v->db, &rows, err))
        return false;
    *of = ARENA_ARRAY(a, struct complaint_row, rows.n);
    *n = rows.n;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!new_check(v, a, f, &row[i], rows.unfit[i], &(*of)[i], err))
            return false;
    return true;
}

bool verify_figures(struct verify *v, const struct figures *counted, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct tally_sums sums = tally_sums_new(a);
    struct figures lines = *counted, *f = &lines;
    struct complaint_row *new = NULL;
    bool now, received, channel;
    size_t n = 0;

    if (!new_check_all(v, a, f, &new, &n, err) ||
        !adds_up(v, f, tally_binding, f->now, &now, err) ||
        !adds_up(v, f, tally_received_binding, f->received, &received, err) ||
        !adds_up(v, f, tally_channel_binding, f->channel, &channel, err))
        return false;
    return (now && received && channel) ||
           (tally_sums_fill(&sums, v->db, &f->zones, err) &&
            (tally_sums_take(&sums, &f->zones, new, n), true) &&
            lines_name(v, tally_binding, &sums.now, err) &&
            lines_name(v, tally_received_binding, &sums.received, err) &&
            lines_name(v, tally_channel_binding, &sums.channel, err));
}
