/* A year of a calendar, what it moves, and the cases that are told. C12 */
#include "people/calendars_flow.h"

#include "base/buf.h"
#include "base/vault.h"
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

enum { YEAR_DAYS = 366 };

/* The days of one year, each once and in order, however often they were written. */
struct year_days {
    int year;
    bool on[YEAR_DAYS];
};

static int64_t day_first(int year)
{
    return date_to_days(DAY((int16_t)year, 1, 1));
}

static void day_mark(struct year_days *y, struct date d)
{
    y->on[date_to_days(d) - day_first(y->year)] = true;
}

static void days_add(struct buf *b, const struct year_days *y)
{
    char text[DATE_TEXT];

    for (int i = 0; i < YEAR_DAYS; i++)
        if (y->on[i]) {
            date_text(date_from_days(day_first(y->year) + i), text);
            buf_printf(b, "%s%s", b->n > 0 ? " " : "", text);
        }
}

static bool word_refused(struct err *err, const char *field, const char *word, size_t n)
{
    err_field(err, field,
              N_("\"{word}\" is no day of that year. Write days like 2026-10-01, and several in a "
                 "row like 2026-10-01/2026-10-07."));
    err_arg_n(err, "word", word, n);
    return false;
}

static bool days_read(struct year_days *y, const char *text, const char *field, struct err *err)
{
    struct date from, until;

    for (const char *s = text + strspn(text, " ,;\r\n\t"); *s; s += strspn(s, " ,;\r\n\t")) {
        size_t n = strcspn(s, " ,;\r\n\t");
        if (!calendar_span(s, n, &from, &until) || from.year != y->year || until.year != y->year)
            return word_refused(err, field, s, n);
        for (; date_compare(from, until) <= 0; from = date_add(from, 1))
            day_mark(y, from);
        s += n;
    }
    return true;
}

/* A file may hold several years; one without a day of this year is the wrong file. `field` is
 * where it came. */
static bool file_read(struct arena *a, struct year_days *y, struct year_days *worked,
                      const char *file, const char *field, struct calendar_change *out,
                      struct err *err)
{
    struct ics_days days;

    if (!ics_year(a, (struct bytes){ (const unsigned char *)file, strlen(file) }, y->year, &days,
                  err)) {
        err->field = field;
        return false;
    }
    for (size_t i = 0; i < days.n; i++)
        day_mark(days.worked[i] ? worked : y, days.day[i]);
    out->read = days.day;
    out->read_name = days.name;
    out->n_read = days.n;
    out->others = days.others;
    if (days.n > 0)
        return true;
    err_field(err, field, N_("This calendar file has no day of {year}."));
    err_arg(err, "year", arena_printf(a, "%d", y->year));
    return false;
}

static bool holidays_read(struct arena *a, struct year_days *y, struct year_days *worked,
                          const struct calendar_year *in, struct calendar_change *out,
                          struct err *err)
{
    if (step_given(in->file))
        return file_read(a, y, worked, in->file, "file", out, err);
    return strstr(in->holidays, "BEGIN:VCALENDAR")
               ? file_read(a, y, worked, in->holidays, "holidays", out, err)
               : days_read(y, in->holidays, "holidays", err);
}

/* A day off that is worked would be whatever is read last. */
static bool apart(const struct year_days *off, const struct year_days *worked, struct err *err)
{
    char text[DATE_TEXT];

    for (int i = 0; i < YEAR_DAYS; i++)
        if (off->on[i] && worked->on[i]) {
            date_text(date_from_days(day_first(off->year) + i), text);
            err_field(err, "workdays",
                      N_("{day} is among the holidays and among the working days. Leave it in one "
                         "of the two."));
            err_arg(err, "day", text);
            return false;
        }
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
    return step_given(in->file) || step_given(in->holidays) ||
           err_field(err, "holidays",
                     N_("Please choose an .ics file, or write the holidays of that year."));
}

static bool calendar_with(struct arena *a, const struct calendar_row *before,
                          const struct calendar_year *in, struct calendar_change *out,
                          struct err *err)
{
    struct buf holidays = buf_new(a), workdays = buf_new(a), years = buf_new(a),
               sources = buf_new(a);
    struct year_days off = { .year = in->year }, worked = off;
    const char *year = arena_printf(a, "%04d", in->year);

    if (!year_valid(in, err) || !holidays_read(a, &off, &worked, in, out, err) ||
        !days_read(&worked, in->workdays ? in->workdays : "", "workdays", err) ||
        !apart(&off, &worked, err))
        return false;
    others_keep(&holidays, before->holidays, year, " ");
    others_keep(&workdays, before->workdays, year, " ");
    others_keep(&years, before->years, year, " ");
    others_keep(&sources, before->sources, year, "\n");
    days_add(&holidays, &off);
    days_add(&workdays, &worked);
    buf_printf(&years, "%s%s", years.n > 0 ? " " : "", year);
    buf_printf(&sources, "%s%s %s", sources.n > 0 ? "\n" : "", year, in->source);
    out->before = out->after = *before;
    out->after.holidays = buf_text(&holidays);
    out->after.workdays = buf_text(&workdays);
    out->after.years = buf_text(&years);
    out->after.sources = buf_text(&sources);
    return true;
}

/* A mark of what the calendar was and would be: whoever publishes has seen this and nothing else.
 */
static const char *seen_mark(struct arena *a, const struct calendar_change *c)
{
    const char *text[] = { c->before.holidays, c->before.workdays, c->before.sources,
                           c->after.holidays,  c->after.workdays,  c->after.sources };
    struct buf b = buf_new(a);
    unsigned char hash[MAC_BYTES];

    for (size_t i = 0; i < COUNT(text); i++)
        buf_printf(&b, "%s\f", text[i] ? text[i] : "");
    hash_bytes(&(struct bytes){ (const unsigned char *)buf_text(&b), b.n }, 1, hash);
    return hex_text(a, hash, 16);
}

bool calendar_knows(const struct calendar_row *row, int year)
{
    for (const char *s = row->years; s && *s; s += strcspn(s, " "), s += *s == ' ')
        if (strtol(s, NULL, 10) == year)
            return true;
    return false;
}

/* -- what it moves -- */

enum { CASES_AT_ONCE = 500 };

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

/* Clocks of one case, for good. */
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

/* Their page of clocks, and what one does with those of each case. */
struct walk {
    const struct act *act;
    const struct procedure *p, *other;
    const char *calendar, *reason;
    bool publish;
    struct calendar_change *out;
};

static void moved_note(const struct walk *w, const struct clock_by_calendar *c)
{
    struct clock_by_calendar *shown = w->out->shown;

    if (w->out->moved < CALENDAR_SHOWN) {
        shown[w->out->moved] = *c;
        shown[w->out->moved].reference = arena_str(w->act->a, c->reference);
        shown[w->out->moved].name = arena_str(w->act->a, c->name);
    }
    w->out->moved++;
}

/* Whether its sum gives another date with the other calendar. What stands in the row may have been
 * promised by somebody, so both sums are made anew. */
static bool moves(const struct walk *w, struct arena *a, struct clock_by_calendar *c,
                  const struct rows *pauses, bool *out, struct err *err)
{
    struct clock_row clock = as_clock(c);
    struct clock_sum was, is;

    if (!due_sum(a, w->p, &clock, pauses, w->act->now, &was, err) ||
        !due_sum(a, w->other, &clock, pauses, w->act->now, &is, err))
        return false;
    c->moved_to = is.due;
    *out = was.due.us != is.due.us;
    return true;
}

/* The pauses of one case; both lists are in the order of cases. */
static struct rows pauses_of(const struct rows *pauses, size_t *at, int64_t complaint)
{
    const struct clock_pause_row *p = pauses->row;
    size_t from;

    while (*at < pauses->n && p[*at].complaint_id < complaint)
        ++*at;
    for (from = *at; *at < pauses->n && p[*at].complaint_id == complaint;)
        ++*at;
    return (struct rows){ p + from, *at - from };
}

/* Clocks of one case; they lie together. */
static bool case_look(const struct walk *w, struct arena *a, struct clock_by_calendar *clock,
                      size_t n, const struct rows *pauses, struct err *err)
{
    struct act act = *w->act;
    size_t moved = 0;

    act.a = a;
    for (size_t i = 0; i < n; i++) {
        bool does;
        if (!moves(w, a, &clock[i], pauses, &does, err))
            return false;
        if (!does)
            continue;
        moved_note(w, &clock[i]);
        clock[moved++] = clock[i];
    }
    return moved == 0 || !w->publish || case_move(&act, w->other, clock, moved, w->reason, err);
}

/* Cases in pages, each with memory of its own, so that it does not matter how many there are. */
static bool page_look(const struct walk *w, struct arena *a, int64_t *after, bool *more,
                      struct err *err)
{
    struct rows clocks, pauses;
    struct clock_by_calendar *c;
    size_t at = 0;

    if (!sql_clocks_by_calendar(a, w->act->db, w->calendar, *after, CASES_AT_ONCE, &clocks, err))
        return false;
    *more = clocks.n > 0;
    if (!*more)
        return true;
    c = arena_room(a, clocks.n * sizeof *c);
    memcpy(c, clocks.row, clocks.n * sizeof *c);
    if (!sql_pauses_by_calendar(a, w->act->db, w->calendar, *after, c[clocks.n - 1].complaint_id,
                                &pauses, err))
        return false;
    for (size_t i = 0, n; i < clocks.n; i += n) {
        AUTO_ARENA one = arena_new();
        struct rows still = pauses_of(&pauses, &at, c[i].complaint_id);
        for (n = 1; i + n < clocks.n && c[i + n].complaint_id == c[i].complaint_id; n++)
            ;
        if (!case_look(w, one, &c[i], n, &still, err))
            return false;
        *after = c[i].complaint_id;
    }
    return true;
}

static bool cases_look(const struct walk *w, struct err *err)
{
    int64_t after = 0;
    bool more = true;

    w->out->moved = 0;
    w->out->shown = ARENA_ARRAY(w->act->a, struct clock_by_calendar, CALENDAR_SHOWN);
    while (more) {
        AUTO_ARENA a = arena_new();
        if (!page_look(w, a, &after, &more, err))
            return false;
    }
    return true;
}

static bool change_make(const struct act *act, const struct calendar_year *in,
                        struct calendar_change *out, struct err *err)
{
    struct calendar_row before;

    *out = (struct calendar_change){ 0 };
    if (!sql_calendar_named(act->a, act->db, in->name, &before, err) ||
        !calendar_with(act->a, &before, in, out, err))
        return false;
    out->seen = seen_mark(act->a, out);
    return true;
}

bool calendar_preview(const struct act *act, const struct procedure *p,
                      const struct calendar_year *in, struct calendar_change *out, struct err *err)
{
    struct procedure other;

    if (!change_make(act, in, out, err))
        return false;
    other = procedure_with(act->a, p, &out->after);
    return cases_look(
        &(struct walk){ .act = act, .p = p, .other = &other, .calendar = in->name, .out = out },
        err);
}

bool calendar_publish(const struct act *act, const struct procedure *p,
                      const struct calendar_year *in, struct calendar_change *out, struct err *err)
{
    struct procedure other;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!step_reason("reason", in->reason, err) || !tx_begin(&tx, act->db, err) ||
        !change_make(act, in, out, err))
        return false;
    if (!in->seen || strcmp(in->seen, out->seen) != 0)
        return err_set(
            err, ERR_REFUSED,
            N_("This is not what you looked at. See which dates move, then publish it."));
    if (!history_begin(&h, act, COMPLAINT_NONE, "calendar_changed", in->reason, err) ||
        !history_update(&h, &calendar_table, &out->before, &out->after, err) ||
        !history_end(&h, err))
        return false;
    other = procedure_with(act->a, p, &out->after);
    return cases_look(&(struct walk){ .act = act,
                                      .p = p,
                                      .other = &other,
                                      .calendar = in->name,
                                      .reason = in->reason,
                                      .publish = true,
                                      .out = out },
                      err) &&
           tx_commit(&tx, err);
}
