/* A line of the text is: for whom it is taken off (0: it counts), team, class, the numbers. */
#include "improvement/figures.h"

#include "base/buf.h"
#include "complaint/outcome.h"
#include "complaint/span.h"
#include "complaint/words.h"
#include "db/improvement_sql.h"

#include <stdlib.h>
#include <string.h>

static const struct field figures_line_fields[] = {
    FIELD(struct figures_line, team),     FIELD(struct figures_line, class),
    FIELD(struct figures_line, received), FIELD(struct figures_line, closed),
    FIELD(struct figures_line, decided),  FIELD(struct figures_line, upheld),
    FIELD(struct figures_line, in_time),  FIELD(struct figures_line, late),
    FIELD(struct figures_line, kept),     FIELD(struct figures_line, missed),
    FIELD(struct figures_line, excused),  FIELD(struct figures_line, came_back),
    FIELD(struct figures_line, asked),    FIELD(struct figures_line, said),
    FIELD(struct figures_line, good),     FIELD(struct figures_line, bad),
};
const struct record figures_line_record = RECORD(struct figures_line, figures_line_fields);

enum { KEYS = 2, NUMBERS = COUNT(figures_line_fields) - KEYS };

static int64_t *number(struct figures_line *line, int i)
{
    return field_at(&figures_line_fields[KEYS + i], line);
}

/* -- as text -- */

static void lines_write(struct buf *b, int64_t whose, const struct rows *lines)
{
    const struct figures_line *row = lines->row;

    for (size_t i = 0; i < lines->n; i++) {
        struct figures_line line = row[i];
        buf_printf(b, "%" PRId64 " %" PRId64 " %s", whose, line.team,
                   *line.class ? line.class : "-");
        for (int n = 0; n < NUMBERS; n++)
            buf_printf(b, " %" PRId64, *number(&line, n));
        buf_char(b, '\n');
    }
}

static int64_t number_next(const char **s)
{
    char *end;
    int64_t n = strtoll(*s, &end, 10);

    *s = end;
    return n;
}

/* The next line of `*s`; false at the end. */
static bool line_next(struct arena *a, const char **s, int64_t *whose, struct figures_line *out)
{
    size_t n;

    if (!**s)
        return false;
    *whose = number_next(s);
    out->team = number_next(s);
    *s += **s == ' ';
    n = strcspn(*s, " \n");
    out->class = n == 1 && **s == '-' ? "" : arena_strn(a, *s, n);
    *s += n;
    for (int i = 0; i < NUMBERS; i++)
        *number(out, i) = number_next(s);
    *s += strcspn(*s, "\n");
    *s += **s == '\n';
    return true;
}

static void line_add(struct figures_line *to, const struct figures_line *from, int sign)
{
    struct figures_line line = *from;

    for (int i = 0; i < NUMBERS; i++)
        *number(to, i) += sign * *number(&line, i);
}

struct rows figures_read(struct arena *a, const char *text, int64_t reader)
{
    struct figures_line *lines, line;
    const char *s = text ? text : "";
    size_t n = 0, lines_n = 1;
    int64_t whose;

    for (const char *c = s; *c; c++)
        lines_n += *c == '\n';
    lines = ARENA_ARRAY(a, struct figures_line, lines_n);
    while (line_next(a, &s, &whose, &line)) {
        if (whose == 0)
            lines[n++] = line;
        for (size_t i = 0; whose != 0 && whose == reader && i < n; i++)
            if (lines[i].team == line.team && strcmp(lines[i].class, line.class) == 0)
                line_add(&lines[i], &line, -1);
    }
    return (struct rows){ lines, n };
}

const char *figures_of_team(struct arena *a, const char *text, int64_t team)
{
    struct buf b = buf_new(a);
    const char *s = text, *from = text;
    struct figures_line line;
    int64_t whose;

    while (line_next(a, &s, &whose, &line)) {
        if (line.team == team)
            buf_add(&b, from, (size_t)(s - from));
        from = s;
    }
    return buf_text(&b);
}

struct figures_line figures_sum(const struct rows *lines, int64_t team, const char *class)
{
    const struct figures_line *line = lines->row;
    struct figures_line sum = { .team = team, .class = class };

    for (size_t i = 0; i < lines->n; i++)
        if ((team == 0 || line[i].team == team) && (!class || strcmp(line[i].class, class) == 0))
            line_add(&sum, &line[i], 1);
    return sum;
}

/* -- counting -- */

/* ",department,outage,": a statement finds ",outage," in it. */
static const char *not_theirs(struct arena *a, const struct procedure *p)
{
    const char *s = procedure_text(p, "not_theirs", "");
    struct buf b = buf_new(a);

    buf_char(&b, ',');
    while (*s) {
        size_t n = strcspn(s, " ");
        buf_add(&b, s, n);
        buf_char(&b, ',');
        s += n;
        s += strspn(s, " ");
    }
    return buf_text(&b);
}

/* Days as instants, the last one whole. */
struct moments {
    int64_t from, until;
};

static struct moments moments_of(const struct procedure *p, const struct figures_scope *scope)
{
    return (struct moments){ zone_instant(p->zone, scope->from, 0).us,
                             zone_instant(p->zone, date_add(scope->until, 1), 0).us };
}

static const char *class_of(const struct figures_scope *scope)
{
    return scope->class ? scope->class : "";
}

static bool lines_kept(const struct act *act, const struct procedure *p,
                       const struct figures_scope *scope, struct buf *b, struct err *err)
{
    struct span s = span_cut(act->a, scope->from, scope->until);
    struct rows rows;

    if (!sql_figures_kept(act->a, act->db, s.head, s.head_end, s.first, s.last, s.tail, s.tail_end,
                          scope->team, class_of(scope), not_theirs(act->a, p), &rows, err))
        return false;
    lines_write(b, 0, &rows);
    return true;
}

/* What one line of the tally says, in terms of a line of figures. */
static struct figures_line as_figures(const struct procedure *p, const struct tally_outcome_row *o)
{
    bool excused = *o->cause && word_listed(procedure_text(p, "not_theirs", ""), o->cause);

    return (struct figures_line){
        .team = o->team_id,
        .class = o->class,
        .received = o->received,
        .closed = o->closed,
        .decided = o->decided,
        .upheld = o->upheld,
        .in_time = o->in_time,
        .late = excused ? 0 : o->late,
        .kept = o->kept,
        .missed = excused ? 0 : o->missed,
        .excused = excused ? o->missed : 0,
        .came_back = o->came_back,
        .asked = o->asked,
        .said = o->said,
        .good = o->good,
        .bad = o->bad,
    };
}

static void lines_sum(struct figures_line *lines, size_t *n, const struct figures_line *add)
{
    for (size_t i = 0; i < *n; i++)
        if (lines[i].team == add->team && strcmp(lines[i].class, add->class) == 0) {
            line_add(&lines[i], add, 1);
            return;
        }
    lines[(*n)++] = *add;
}

/* Of the complaints that are kept from one member of staff: few, so they are counted. */
static bool lines_barred(const struct act *act, const struct procedure *p,
                         const struct figures_scope *scope, int64_t staff, struct buf *b,
                         struct err *err)
{
    struct moments m = moments_of(p, scope);
    struct figures_line *lines;
    struct rows cases, clocks;
    struct tally_zones zones;
    size_t at = 0, n = 0;

    if (!tally_zones_load(act->a, act->db, p->zone, &zones, err) ||
        !sql_figures_barred_cases(act->a, act->db, staff, m.from, m.until, scope->team,
                                  class_of(scope), &cases, err) ||
        !sql_figures_barred_clocks(act->a, act->db, staff, m.from, m.until, scope->team,
                                   class_of(scope), &clocks, err))
        return false;
    lines = ARENA_ARRAY(act->a, struct figures_line, cases.n);
    for (size_t i = 0; i < cases.n; i++) {
        struct outcome_of of = outcome_next(&cases, i, &clocks, &at);
        struct outcome_lines l = outcome_lines(act->a, tally_zones_of(&zones, of.c->id), of);
        for (size_t k = 0; k < l.n; k++) {
            struct figures_line add = as_figures(p, &l.line[k]);
            lines_sum(lines, &n, &add);
        }
    }
    lines_write(b, staff, &(struct rows){ lines, n });
    return true;
}

bool figures_count(const struct act *act, const struct procedure *p,
                   const struct figures_scope *scope, const char **out, struct err *err)
{
    struct moments m = moments_of(p, scope);
    struct buf b = buf_new(act->a);
    const struct int_value *staff;
    struct rows barred;

    if (!lines_kept(act, p, scope, &b, err) ||
        !sql_figures_barred(act->a, act->db, m.from, m.until, scope->team, class_of(scope), &barred,
                            err))
        return false;
    staff = barred.row;
    for (size_t i = 0; i < barred.n; i++)
        if (!lines_barred(act, p, scope, staff[i].value, &b, err))
            return false;
    *out = buf_text(&b);
    return true;
}

bool figures_count_for(const struct act *act, const struct procedure *p,
                       const struct figures_scope *scope, int64_t reader, struct rows *out,
                       struct err *err)
{
    struct buf b = buf_new(act->a);

    if (!lines_kept(act, p, scope, &b, err) ||
        (reader != 0 && !lines_barred(act, p, scope, reader, &b, err)))
        return false;
    *out = figures_read(act->a, buf_text(&b), reader);
    return true;
}
