/* Lines of which nothing is left go, as those of complaint/tally.c do. */
#include "complaint/outcome.h"

#include "complaint/tally.h"
#include "db/outcome_sql.h"

#include <string.h>

static const struct field outcome_case_fields[] = {
    FIELD(struct complaint_row, id),           FIELD(struct complaint_row, team_id),
    FIELD(struct complaint_row, class),        FIELD(struct complaint_row, received_at),
    FIELD(struct complaint_row, set_aside),    FIELD(struct complaint_row, closed_at),
    FIELD(struct complaint_row, outcome),      FIELD(struct complaint_row, level),
    FIELD(struct complaint_row, reopened),     FIELD(struct complaint_row, satisfaction_asked_at),
    FIELD(struct complaint_row, satisfaction),
};
const struct record outcome_case_record = RECORD(struct complaint_row, outcome_case_fields);

static const struct field outcome_clock_fields[] = {
    FIELD(struct clock_row, complaint_id), FIELD(struct clock_row, name),
    FIELD(struct clock_row, state),        FIELD(struct clock_row, breached_at),
    FIELD(struct clock_row, breach_code),
};
const struct record outcome_clock_record = RECORD(struct clock_row, outcome_clock_fields);

int64_t *outcome_number(struct tally_outcome_row *line, int i)
{
    return field_at(&tally_outcome_row_record.fields[OUTCOME_KEYS + i], line);
}

/* -- of one complaint -- */

/* Its line of that cause, made when there is none. */
static struct tally_outcome_row *line_of(struct outcome_lines *l, const char *cause)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->line[i].cause, cause) == 0)
            return &l->line[i];
    l->line[l->n] = (struct tally_outcome_row){ .period = l->line[0].period,
                                                .team_id = l->line[0].team_id,
                                                .class = l->line[0].class,
                                                .cause = cause };
    return &l->line[l->n++];
}

/* Dates of the answer are the complainant's; what is void was never one. */
static void clock_add(struct outcome_lines *l, const struct clock_row *k)
{
    bool decision = strcmp(k->name, "decision") == 0;
    struct tally_outcome_row *line;

    if (strcmp(k->name, "answer") == 0 || strcmp(k->state, "void") == 0)
        return;
    if (instant_is_set(k->breached_at)) {
        line = line_of(l, k->breach_code ? k->breach_code : "");
        line->missed++;
        line->late += decision;
    } else if (strcmp(k->state, "met") == 0) {
        l->line[0].kept++;
        l->line[0].in_time += decision;
    }
}

struct outcome_lines outcome_lines(struct arena *a, const struct zone *zone, struct outcome_of of)
{
    struct outcome_lines l = { .line = ARENA_ARRAY(a, struct tally_outcome_row, of.n + 1) };
    const struct complaint_row *c = of.c;
    char day[DATE_TEXT];

    if (c->set_aside)
        return l;
    date_text(zone_date(zone, c->received_at, NULL), day);
    l.line[l.n++] = (struct tally_outcome_row){
        .period = arena_str(a, day),
        .team_id = c->team_id,
        .class = c->class ? c->class : "",
        .cause = "",
        .received = 1,
        .closed = instant_is_set(c->closed_at),
        .decided = c->outcome != NULL,
        .upheld = c->outcome &&
                  (strcmp(c->outcome, "upheld") == 0 || strcmp(c->outcome, "partly_upheld") == 0),
        .came_back = c->level > 2 || c->reopened > 0,
        .asked = instant_is_set(c->satisfaction_asked_at),
        .said = c->satisfaction > 0,
        .good = c->satisfaction >= 4,
        .bad = c->satisfaction == 1 || c->satisfaction == 2,
    };
    for (size_t i = 0; i < of.n; i++)
        clock_add(&l, &of.clock[i]);
    return l;
}

struct tally_outcome_row outcome_of_month(struct arena *a, const struct tally_outcome_row *line)
{
    struct tally_outcome_row out = *line;

    out.month = true;
    out.period = arena_strn(a, line->period, sizeof "YYYY-MM" - 1);
    return out;
}

struct tally_outcome_row outcome_new_line(const struct tally_new_row *row)
{
    return (struct tally_outcome_row){ .period = row->received_on,
                                       .team_id = row->team_id,
                                       .class = row->class,
                                       .cause = "",
                                       .received = 1,
                                       .kept = row->kept };
}

static bool same_numbers(const struct tally_outcome_row *x, const struct tally_outcome_row *y)
{
    struct tally_outcome_row a = *x, b = *y;

    for (int i = 0; i < OUTCOME_NUMBERS; i++)
        if (*outcome_number(&a, i) != *outcome_number(&b, i))
            return false;
    return true;
}

bool outcome_is_plain(const struct outcome_lines *l, int64_t *kept)
{
    struct tally_outcome_row plain = { .received = 1 };

    *kept = plain.kept = l->n > 0 ? l->line[0].kept : 0;
    return l->n == 1 && same_numbers(l->line, &plain);
}

/* -- moving -- */

static bool same_line(const struct tally_outcome_row *x, const struct tally_outcome_row *y)
{
    return x->team_id == y->team_id && strcmp(x->period, y->period) == 0 &&
           strcmp(x->class, y->class) == 0 && strcmp(x->cause, y->cause) == 0;
}

/* Adds what is different of one of `to`, from `from`, to the differences. */
static void line_differs(struct outcome_lines *d, const struct outcome_lines *l, int sign)
{
    for (size_t i = 0; i < l->n; i++) {
        struct tally_outcome_row add = l->line[i], *to = NULL;
        for (size_t k = 0; k < d->n && !to; k++)
            if (same_line(&d->line[k], &add))
                to = &d->line[k];
        if (!to) {
            to = &d->line[d->n++];
            *to = (struct tally_outcome_row){
                .period = add.period, .team_id = add.team_id, .class = add.class, .cause = add.cause
            };
        }
        for (int n = 0; n < OUTCOME_NUMBERS; n++)
            *outcome_number(to, n) += sign * *outcome_number(&add, n);
    }
}

static bool line_add(const struct act *act, const struct tally_outcome_row *l, struct err *err)
{
    return sql_outcome_add(act->a, act->db, l->month, l->period, l->team_id, l->class, l->cause,
                           l->received, l->closed, l->decided, l->upheld, l->in_time, l->late,
                           l->kept, l->missed, l->came_back, l->asked, l->said, l->good, l->bad,
                           err);
}

static bool line_move(const struct act *act, const struct tally_outcome_row *difference,
                      struct err *err)
{
    struct tally_outcome_row l[] = { *difference, outcome_of_month(act->a, difference) };
    bool less = false;

    for (int i = 0; i < OUTCOME_NUMBERS; i++)
        less |= *outcome_number(&l[0], i) < 0;
    for (size_t i = 0; i < COUNT(l); i++)
        if (!line_add(act, &l[i], err) ||
            (less && !sql_outcome_clear(act->a, act->db, l[i].month, l[i].period, l[i].team_id,
                                        l[i].class, l[i].cause, err)))
            return false;
    return true;
}

static struct outcome_lines differences(struct arena *a, const struct outcome_lines *before,
                                        const struct outcome_lines *after)
{
    struct outcome_lines d = { .line = ARENA_ARRAY(a, struct tally_outcome_row,
                                                   before->n + after->n + 1) };

    line_differs(&d, before, -1);
    line_differs(&d, after, 1);
    return d;
}

bool outcome_same(struct arena *a, const struct outcome_lines *x, const struct outcome_lines *y)
{
    struct outcome_lines d = differences(a, x, y);
    static const struct tally_outcome_row none = { 0 };

    for (size_t i = 0; i < d.n; i++)
        if (!same_numbers(&d.line[i], &none))
            return false;
    return true;
}

bool outcome_elsewhere(const struct outcome_lines *x, const struct outcome_lines *y)
{
    return (x->n > 0) != (y->n > 0) || (x->n > 0 && !same_line(x->line, y->line));
}

bool outcome_move(const struct act *act, const struct outcome_lines *before,
                  const struct outcome_lines *after, struct err *err)
{
    struct outcome_lines d = differences(act->a, before, after);
    static const struct tally_outcome_row none = { 0 };
    bool first = before->n > 0;

    for (size_t i = 0; i < d.n; i++) {
        if (same_numbers(&d.line[i], &none))
            continue;
        /* One that waits is counted first, or its row would say what it no longer is. */
        if ((first && !tally_put_in(act->a, act->db, err)) || !line_move(act, &d.line[i], err))
            return false;
        first = false;
    }
    return true;
}
