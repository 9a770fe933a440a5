/* A year of a calendar, what it moves, and the cases that are told. C12 */
#include "people/calendars_flow.h"

#include "base/buf.h"
#include "complaint/due.h"
#include "db/calendars_sql.h"
#include "operation/step.h"
#include "pack/calendars.h"
#include "pack/ics.h"

#include <stdlib.h>
#include <string.h>

static const struct field by_calendar_fields[] = {
    FIELD(struct clock_by_calendar, id),         FIELD(struct clock_by_calendar, complaint_id),
    FIELD(struct clock_by_calendar, reference),  FIELD(struct clock_by_calendar, name),
    FIELD(struct clock_by_calendar, started_at), FIELD(struct clock_by_calendar, unit),
    FIELD(struct clock_by_calendar, length),     FIELD(struct clock_by_calendar, calendar),
    FIELD(struct clock_by_calendar, hours),      FIELD(struct clock_by_calendar, counts_first),
    FIELD(struct clock_by_calendar, rolls),      FIELD(struct clock_by_calendar, due_at),
};
const struct record clock_by_calendar_record = RECORD(struct clock_by_calendar, by_calendar_fields);

/* -- the list of a year -- */

static void day_add(struct buf *b, struct date d)
{
    char text[DATE_TEXT];

    date_text(d, text);
    buf_printf(b, "%s%s", b->n > 0 ? " " : "", text);
}

static bool word_refused(struct err *err, const char *field, const char *word, size_t n)
{
    err_field(err, field,
              N_("\"{word}\" is no day of that year. Write days like 2026-10-01, and several in a "
                 "row like 2026-10-01/2026-10-07."));
    err_arg_n(err, "word", word, n);
    return false;
}

static bool days_read(struct buf *b, const char *text, int year, const char *field, struct err *err)
{
    struct date from, until;

    for (const char *s = text + strspn(text, " ,;\r\n\t"); *s; s += strspn(s, " ,;\r\n\t")) {
        size_t n = strcspn(s, " ,;\r\n\t");
        if (!calendar_span(s, n, &from, &until) || from.year != year || until.year != year)
            return word_refused(err, field, s, n);
        for (; date_compare(from, until) <= 0; from = date_add(from, 1))
            day_add(b, from);
        s += n;
    }
    return true;
}

static bool holidays_read(struct arena *a, struct buf *b, const struct calendar_year *in,
                          struct err *err)
{
    struct ics_days days;

    if (!strstr(in->holidays, "BEGIN:VCALENDAR"))
        return days_read(b, in->holidays, in->year, "holidays", err);
    if (!ics_year(a, (struct bytes){ (const unsigned char *)in->holidays, strlen(in->holidays) },
                  in->year, &days, err)) {
        err->field = "holidays";
        return false;
    }
    for (size_t i = 0; i < days.n; i++)
        day_add(b, days.day[i]);
    return true;
}

/* Takes over the words of a list that are not of that year: "2026-…" of days, "2026" of years. */
static void others_keep(struct buf *b, const char *list, const char *year, const char *between)
{
    for (const char *s = list ? list : ""; *s; s += strcspn(s, between), s += *s == *between)
        if (strncmp(s, year, 4) != 0)
            buf_printf(b, "%s%.*s", b->n > 0 ? between : "", (int)strcspn(s, between), s);
}

static bool year_valid(const struct calendar_year *in, struct err *err)
{
    if (in->year < 1900 || in->year > 2200)
        return err_field(err, "year", N_("Please give a year, such as 2027."));
    if (!step_given(in->source) || strpbrk(in->source, "\r\n"))
        return err_field(err, "source",
                         N_("Please name the official list it is from, in one line."));
    return step_given(in->holidays) ||
           err_field(err, "holidays",
                     N_("Please give the holidays of that year, or the text of an .ics file."));
}

static bool calendar_with(struct arena *a, const struct calendar_row *before,
                          const struct calendar_year *in, struct calendar_row *after,
                          struct err *err)
{
    struct buf holidays = buf_new(a), workdays = buf_new(a), years = buf_new(a),
               sources = buf_new(a);
    const char *year = arena_printf(a, "%04d", in->year);

    if (!year_valid(in, err))
        return false;
    others_keep(&holidays, before->holidays, year, " ");
    others_keep(&workdays, before->workdays, year, " ");
    others_keep(&years, before->years, year, " ");
    others_keep(&sources, before->sources, year, "\n");
    if (!holidays_read(a, &holidays, in, err) ||
        !days_read(&workdays, in->workdays ? in->workdays : "", in->year, "workdays", err))
        return false;
    buf_printf(&years, "%s%s", years.n > 0 ? " " : "", year);
    buf_printf(&sources, "%s%s %s", sources.n > 0 ? "\n" : "", year, in->source);
    *after = *before;
    after->holidays = buf_text(&holidays);
    after->workdays = buf_text(&workdays);
    after->years = buf_text(&years);
    after->sources = buf_text(&sources);
    return true;
}

bool calendar_knows(const struct calendar_row *row, int year)
{
    for (const char *s = row->years; s && *s; s += strcspn(s, " "), s += *s == ' ')
        if (strtol(s, NULL, 10) == year)
            return true;
    return false;
}

/* -- what it moves -- */

/* The procedure with that calendar in it. */
static struct procedure procedure_with(struct arena *a, const struct procedure *p,
                                       const struct calendar_row *calendar)
{
    struct calendar_row *rows = ARENA_ARRAY(a, struct calendar_row, p->calendars.n);
    struct procedure other = *p;

    for (size_t i = 0; i < p->calendars.n; i++) {
        const struct calendar_row *row = &((const struct calendar_row *)p->calendars.row)[i];
        rows[i] = strcmp(row->name, calendar->name) == 0 ? *calendar : *row;
    }
    other.calendars.row = rows;
    return other;
}

static struct clock_row as_clock(const struct clock_by_calendar *c)
{
    return (struct clock_row){ .id = c->id,
                               .started_at = c->started_at,
                               .unit = c->unit,
                               .length = c->length,
                               .calendar = c->calendar,
                               .hours = c->hours,
                               .counts_first = c->counts_first,
                               .rolls = c->rolls };
}

/* Clocks whose sum gives another date with the other calendar. What stands in the row may have been
 * promised by somebody, so both sums are made anew. */
static bool moved_find(const struct act *act, const struct procedure *p,
                       const struct procedure *other, const char *name, struct rows *out,
                       struct err *err)
{
    struct rows clocks, pauses;
    struct clock_by_calendar *moved;
    size_t n = 0;

    if (!sql_clocks_by_calendar(act->a, act->db, name, &clocks, err) ||
        !sql_pauses_by_calendar(act->a, act->db, name, &pauses, err))
        return false;
    moved = ARENA_ARRAY(act->a, struct clock_by_calendar, clocks.n);
    for (size_t i = 0; i < clocks.n; i++) {
        struct clock_by_calendar c = ((const struct clock_by_calendar *)clocks.row)[i];
        struct clock_row clock = as_clock(&c);
        struct clock_sum was, is;
        if (!due_sum(act->a, p, &clock, &pauses, act->now, &was, err) ||
            !due_sum(act->a, other, &clock, &pauses, act->now, &is, err))
            return false;
        c.moved_to = is.due;
        if (was.due.us != is.due.us)
            moved[n++] = c;
    }
    *out = (struct rows){ moved, n };
    return true;
}

bool calendar_preview(const struct act *act, const struct procedure *p,
                      const struct calendar_year *in, struct calendar_row *after,
                      struct rows *moved, struct err *err)
{
    struct calendar_row before;
    struct procedure other;

    if (!sql_calendar_named(act->a, act->db, in->name, &before, err) ||
        !calendar_with(act->a, &before, in, after, err))
        return false;
    other = procedure_with(act->a, p, after);
    return moved_find(act, p, &other, in->name, moved, err);
}

/* -- for good -- */

/* The clocks of one case, from `moved[0]` on; they lie together. */
static bool case_move(const struct act *act, const struct procedure *other,
                      const struct clock_by_calendar *moved, size_t n, const char *reason,
                      struct err *err)
{
    struct rows pauses;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, other, moved[0].complaint_id, 0, err) ||
        !clock_pause_of(act->a, act->db, s.d.c.id, &pauses, err) ||
        !step_event(&s, "clock_moved", reason, err))
        return false;
    for (size_t i = 0; i < s.d.clock.n; i++)
        for (size_t j = 0; j < n; j++)
            if (s.d.clock.row[i].id == moved[j].id) {
                s.d.clock.row[i].due_at = moved[j].moved_to;
                if (!due_tell(act->a, other, &s.d.clock.row[i], &pauses, act->now, err))
                    return false;
            }
    return step_done(&s, err);
}

static bool cases_move(const struct act *act, const struct procedure *other,
                       const struct rows *moved, const char *reason, struct err *err)
{
    const struct clock_by_calendar *c = moved->row;

    for (size_t i = 0, n; i < moved->n; i += n) {
        for (n = 1; i + n < moved->n && c[i + n].complaint_id == c[i].complaint_id; n++)
            ;
        if (!case_move(act, other, &c[i], n, reason, err))
            return false;
    }
    return true;
}

bool calendar_publish(const struct act *act, const struct procedure *p,
                      const struct calendar_year *in, struct rows *moved, struct err *err)
{
    struct calendar_row before, after;
    struct procedure other;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!step_reason("reason", in->reason, err) || !tx_begin(&tx, act->db, err) ||
        !sql_calendar_named(act->a, act->db, in->name, &before, err) ||
        !calendar_preview(act, p, in, &after, moved, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "calendar_changed", in->reason, err) ||
        !history_update(&h, &calendar_table, &before, &after, err) || !history_end(&h, err))
        return false;
    other = procedure_with(act->a, p, &after);
    return cases_move(act, &other, moved, in->reason, err) && tx_commit(&tx, err);
}
