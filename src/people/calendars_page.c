/* /desk/settings/calendars: which years are known, and adding one with a look at what it moves. */
#include "people/pages.h"

#include "base/buf.h"
#include "complaint/calendar.h"
#include "people/calendars_due.h"
#include "people/calendars_flow.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define CALENDARS "/desk/settings/calendars"

static int by_number(const void *one, const void *two)
{
    return strcmp(*(const char *const *)one, *(const char *const *)two);
}

/* The parts of a list that each begin with a year, oldest first; they are stored as they came. */
static size_t by_year(struct arena *a, const char *list, const char *between, const char ***out)
{
    size_t room = list ? strlen(list) / 4 + 1 : 0, n = 0;
    const char **part = ARENA_ARRAY(a, const char *, room);

    for (const char *s = list ? list : ""; *s; s += *s == *between) {
        size_t len = strcspn(s, between);
        if (len >= 4)
            part[n++] = arena_strn(a, s, len);
        s += len;
    }
    qsort(part, n, sizeof *part, by_number);
    *out = part;
    return n;
}

static const char *years_words(struct req *rq, const struct calendar_row *c)
{
    const char **year;
    size_t n = by_year(rq->a, c->years, " ", &year);
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " " : "", year[i]);
    return n > 0 ? buf_text(&b) : lang_text(rq->lang, N_("all alike"));
}

/* "Mainland China – the organisation's own" */
static const char *label(struct req *rq, const struct procedure *p, const struct calendar_row *c)
{
    const char *name = calendar_label(c, rq->lang);

    if (strcmp(procedure_own_calendar(p), c->name) != 0)
        return name;
    return lang_format(rq->a, rq->lang, N_("{name} – the organisation's own"), "name", name, NULL);
}

static bool list_get(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;
    const struct pack_version *v;
    struct settings_line *lines;
    struct settings_page page = { .title = lang_text(rq->lang, N_("Calendars")),
                                  .path = CALENDARS,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(rq->lang, N_("Calendar")),
                                  .head_b = lang_text(rq->lang, N_("Years")),
                                  .head_c = lang_text(rq->lang, N_("Missing")),
                                  .head_d = lang_text(rq->lang, N_("Time limits by it")),
                                  .done = settings_done(rq) };

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err) ||
        !calendars_due(rq, &page.alarms))
        return false;
    c = p->calendars.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, p->calendars.n);
    for (size_t i = 0; i < p->calendars.n; i++) {
        int lacks = calendar_lacks(rq, &c[i]);
        lines[i] = (struct settings_line){ .href = arena_printf(rq->a, CALENDARS "/%s", c[i].name),
                                           .a = label(rq, p, &c[i]),
                                           .b = years_words(rq, &c[i]),
                                           .c = lacks > 0 ? arena_printf(rq->a, "%d", lacks) : "–",
                                           .d = lang_number(rq->a, rq->lang,
                                                            calendar_rules(p, v, c[i].name)) };
    }
    page.rows = (struct rows){ lines, p->calendars.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool calendar_load(struct req *rq, const struct procedure **p,
                          const struct calendar_row **out)
{
    if (!edge_procedure(rq, p))
        return false;
    *out = procedure_calendar(*p, req_param(rq, "name"));
    return *out || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* A day that stays together at the end of a line. */
static const char *day_whole(struct req *rq, struct date d)
{
    const char *text = lang_date(rq->a, rq->lang, d, DATE_SHORT, d);
    struct buf b = buf_new(rq->a);

    for (; *text; text++)
        if (*text == ' ')
            buf_str(&b, "\u00a0");
        else
            buf_add(&b, text, 1);
    return buf_text(&b);
}

/* "Thu 1 Oct", or "Thu 1 Oct – Wed 7 Oct"; the year stands in the row. */
static void span_words(struct req *rq, struct buf *b, struct date from, struct date until)
{
    buf_printf(b, "%s%s", b->n > 0 ? ", " : "", day_whole(rq, from));
    if (date_compare(from, until) != 0)
        buf_printf(b, " – %s", day_whole(rq, until));
}

/* The days of a list that lie in that year, days in a row as one. */
static const char *days_of(struct req *rq, const char *list, int year)
{
    struct date from = { 0 }, until = { 0 };
    struct buf b = buf_new(rq->a);
    const struct date *day;
    size_t n = calendar_days(rq->a, list, &day);

    for (size_t i = 0; i < n; i++) {
        if (day[i].year != year)
            continue;
        if (date_is_set(from) && date_compare(date_add(until, 1), day[i]) != 0)
            span_words(rq, &b, from, until);
        if (!date_is_set(from) || date_compare(date_add(until, 1), day[i]) != 0)
            from = day[i];
        until = day[i];
    }
    if (date_is_set(from))
        span_words(rq, &b, from, until);
    return b.n > 0 ? buf_text(&b) : "–";
}

static struct rows year_lines(struct req *rq, const struct calendar_row *c)
{
    const char **source;
    size_t n = by_year(rq->a, c->sources, "\n", &source);
    struct settings_line *lines = ARENA_ARRAY(rq->a, struct settings_line, n);

    for (size_t i = 0; i < n; i++) {
        int year = (int)strtol(source[i], NULL, 10);
        lines[i] = (struct settings_line){ .a = arena_printf(rq->a, "%d", year),
                                           .b = days_of(rq, c->holidays, year),
                                           .c = days_of(rq, c->workdays, year),
                                           .d = source[i] + (strlen(source[i]) > 5 ? 5 : 4),
                                           .days = true,
                                           .lang = langs[0].tag };
    }
    return (struct rows){ lines, n };
}

static bool calendar_get(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;
    struct settings_page page = { .back = CALENDARS,
                                  .head_a = lang_text(rq->lang, N_("Year")),
                                  .head_b = lang_text(rq->lang, N_("Holidays")),
                                  .head_c = lang_text(rq->lang, N_("Make-up working days")),
                                  .head_d = lang_text(rq->lang, N_("From the official list")),
                                  .add = lang_text(rq->lang, N_("Add or replace a year")),
                                  .done = settings_done(rq) };

    if (!calendar_load(rq, &p, &c))
        return false;
    page.rows = year_lines(rq, c);
    page.title = calendar_label(c, rq->lang);
    page.path = arena_printf(rq->a, CALENDARS "/%s", c->name);
    page.add_href = arena_printf(rq->a, CALENDARS "/%s/+", c->name);
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* -- a year -- */

static struct calendar_year sent(struct req *rq, const struct calendar_row *c)
{
    return (struct calendar_year){ .name = c->name,
                                   .year = (int)strtol(settings_sent(rq, "year"), NULL, 10),
                                   .source = settings_sent(rq, "source"),
                                   .file = settings_sent(rq, "file"),
                                   .holidays = settings_sent(rq, "holidays"),
                                   .workdays = settings_sent(rq, "workdays"),
                                   .reason = settings_sent(rq, "reason"),
                                   .seen = settings_sent(rq, "seen") };
}

static void area(struct settings *s, const char *name, const char *words, const char *hint)
{
    settings_text(s, name, words, hint, NULL);
    s->input[s->n - 1].line = false;
    s->input[s->n - 1].area = true;
}

static const char *day_words(struct req *rq, const struct procedure *p, struct instant t)
{
    return lang_date(rq->a, rq->lang, zone_date(p->zone, t, NULL), DATE_SHORT, rq->today);
}

/* "2 dates would move: 2026-000001 Decision told, 8 Oct → 9 Oct; …" */
static const char *moved_words(struct req *rq, const struct procedure *p,
                               const struct calendar_change *change)
{
    const struct clock_by_calendar *c = change->shown;
    struct buf b = buf_new(rq->a);

    if (change->moved == 0)
        return lang_text(rq->lang,
                         N_("No date of a complaint would move. Publish it if it is right."));
    buf_str(&b,
            lang_plural(rq->a, rq->lang, N_PLURAL("1 date would move:", "{n} dates would move:"),
                        change->moved));
    for (int64_t i = 0; i < change->moved && i < CALENDAR_SHOWN; i++)
        buf_printf(&b, "%s %s %s, %s → %s", i > 0 ? ";" : "", c[i].reference,
                   procedure_clock_label(p, c[i].name, rq->lang), day_words(rq, p, c[i].due_at),
                   day_words(rq, p, c[i].moved_to));
    if (change->moved > CALENDAR_SHOWN)
        buf_str(&b, " …");
    return buf_text(&b);
}

/* The official list that stands for that year, or NULL: "2026 notice of …" is a line of it. */
static const char *source_of(struct req *rq, const struct calendar_row *c, int year)
{
    for (const char *s = c->sources ? c->sources : ""; *s; s += strcspn(s, "\n"), s += *s == '\n')
        if (strtol(s, NULL, 10) == year && strcspn(s, "\n") > 5)
            return arena_strn(rq->a, s + 5, strcspn(s, "\n") - 5);
    return NULL;
}

/* "9 days: Fri 1 Jan – Sat 9 Jan", so that a slip in the list is seen before it counts. */
static const char *days_counted(struct req *rq, const char *list, int year)
{
    const struct date *day;
    size_t n = calendar_days(rq->a, list, &day), there = 0;

    for (size_t i = 0; i < n; i++)
        there += day[i].year == year;
    return lang_format(rq->a, rq->lang, N_("{count}: {days}"), "count",
                       lang_plural(rq->a, rq->lang, N_PLURAL("1 day", "{n} days"), (int64_t)there),
                       "days", days_of(rq, list, year), NULL);
}

/* "Fri 1 Jan New Year's Day; …": as the file calls them, so that one that is worked is seen. */
static const char *read_words(struct req *rq, const struct calendar_change *change)
{
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < change->n_read; i++) {
        buf_printf(&b, "%s%s", b.n > 0 ? "; " : "", day_whole(rq, change->read[i]));
        if (*change->read_name[i])
            buf_printf(&b, " %s", change->read_name[i]);
    }
    return buf_text(&b);
}

/* The days of that year as they are written: "2027-10-01/2027-10-07", one span in a line. */
static const char *days_written(struct req *rq, const char *list, int year)
{
    struct date from = { 0 }, until = { 0 };
    struct buf b = buf_new(rq->a);
    const struct date *day;
    size_t n = calendar_days(rq->a, list, &day);
    char text[DATE_TEXT];

    for (size_t i = 0; i <= n; i++) {
        bool more = i < n && day[i].year == year;
        if (more && date_is_set(from) && date_compare(date_add(until, 1), day[i]) == 0) {
            until = day[i];
            continue;
        }
        if ((more || i == n) && date_is_set(from)) {
            date_text(from, text);
            buf_printf(&b, "%s%s", b.n > 0 ? "\n" : "", text);
            date_text(until, text);
            if (date_compare(from, until) != 0)
                buf_printf(&b, "/%s", text);
        }
        if (more)
            from = until = day[i];
    }
    return buf_text(&b);
}

static void notes_of(struct settings *s, const struct procedure *p,
                     const struct calendar_change *change, int year)
{
    struct req *rq = s->rq;
    const char *was = source_of(rq, &change->before, year);

    settings_note(s, N_("Holidays"), days_counted(rq, change->after.holidays, year));
    settings_note(s, N_("Make-up working days"), days_counted(rq, change->after.workdays, year));
    if (change->n_read > 0)
        settings_note(s, N_("As the file calls them"), read_words(rq, change));
    if (was) {
        settings_note(s, N_("In place of the list"), was);
        settings_note(s, N_("Its holidays"), days_counted(rq, change->before.holidays, year));
        settings_note(s, N_("Its make-up working days"),
                      days_counted(rq, change->before.workdays, year));
    }
    if (change->others > 0)
        settings_note(s, N_("Left out"),
                      lang_plural(rq->a, rq->lang,
                                  N_PLURAL("1 day of the file, which lies in another year",
                                           "{n} days of the file, which lie in other years"),
                                  change->others));
    settings_note(s, N_("Complaints"), moved_words(rq, p, change));
}

/* `change` is what was looked at; without it nothing can be published yet. */
static bool year_form(struct req *rq, const struct procedure *p, const struct calendar_row *c,
                      const struct calendar_change *change)
{
    int lacks = calendar_lacks(rq, c), year = (int)strtol(settings_sent(rq, "year"), NULL, 10);
    struct settings s =
        settings_form(rq, N_("Add or replace a year"),
                      change ? N_("Publish or look again") : N_("See what it does"));

    s.intro = lang_text(rq->lang, N_("First you see which dates would move. Nothing changes "
                                     "before you publish it."));
    s.action = arena_printf(rq->a, CALENDARS "/%s/+", c->name);
    s.back = arena_printf(rq->a, CALENDARS "/%s", c->name);
    if (change) {
        notes_of(&s, p, change, year);
        s.seen = change->seen;
    }
    settings_text(&s, "year", N_("Year"), NULL,
                  lacks > 0 ? arena_printf(rq->a, "%d", lacks) : NULL);
    settings_text(&s, "source", N_("Official list"), N_("Who announced it, and when."), NULL);
    settings_text_file(&s, "file", N_("Holidays from a calendar file (.ics)"),
                       N_("As authorities and calendar programs give them out. You see its days "
                          "before anything counts, and can change them below."),
                       ".ics,text/calendar");
    area(&s, "holidays", N_("Holidays"),
         N_("Days like 2027-01-01, spans like 2027-10-01/2027-10-07. A file that is chosen above "
            "takes their place."));
    if (change && change->n_read > 0)
        s.input[s.n - 1].value = days_written(rq, change->after.holidays, year);
    area(&s, "workdays", N_("Make-up working days"),
         N_("Weekend days that are worked instead of others. Those that a file marks as worked are "
            "added. Empty: none."));
    if (change && change->n_read > 0)
        s.input[s.n - 1].value = days_written(rq, change->after.workdays, year);
    settings_text(&s, "reason", N_("Reason"),
                  N_("It stands in the history of each complaint that moves."), NULL);
    if (change)
        settings_tick(&s, "publish", N_("Publish"), NULL, N_("I saw which dates move: publish it"),
                      false);
    return settings_show(&s);
}

static bool year_get(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;

    return calendar_load(rq, &p, &c) && year_form(rq, p, c, NULL);
}

/* What was refused is shown with what would be done now, as far as that can be told. */
static bool year_look(struct req *rq, const struct procedure *p, const struct calendar_row *c,
                      const struct calendar_year *in)
{
    struct calendar_change change;
    struct err why = *rq->err;
    bool seen;

    err_clear(rq->err);
    seen = calendar_preview(edge_act(rq), p, in, &change, rq->err);
    if (why.kind != ERR_NONE)
        *rq->err = why;
    return year_form(rq, p, c, seen ? &change : NULL);
}

static bool year_post(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;
    struct calendar_change change;
    struct calendar_year in;

    if (!calendar_load(rq, &p, &c))
        return false;
    in = sent(rq, c);
    if (settings_ticked(rq, "publish", "yes") &&
        calendar_publish(edge_act(rq), p, &in, &change, rq->err))
        return settings_saved(rq, arena_printf(rq->a, CALENDARS "/%s", c->name));
    return year_look(rq, p, c, &in);
}

const struct route calendar_routes[] = {
    { GET, CALENDARS, MAY_ADMINISTER, list_get, 0 },
    { GET, CALENDARS "/{name}", MAY_ADMINISTER, calendar_get, 0 },
    { GET, CALENDARS "/{name}/+", MAY_ADMINISTER, year_get, 0 },
    { POST, CALENDARS "/{name}/+", MAY_ADMINISTER, year_post, ROUTE_TEXT_FILES },
    { 0 },
};
