/* /desk/settings/calendars: which years are known, and adding one with a look at what it moves. */
#include "people/pages.h"

#include "base/buf.h"
#include "complaint/calendar.h"
#include "people/calendars_flow.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define CALENDARS "/desk/settings/calendars"

enum { SHOWN = 12 };

static bool has_years(const struct calendar_row *c)
{
    return c->years && *c->years;
}

/* How many time limits count by it. */
static int64_t rules_by(const struct procedure *p, const char *calendar)
{
    const struct clock_rule_row *rules = p->clocks.row;
    int64_t n = 0;

    for (size_t i = 0; i < p->clocks.n; i++)
        n += strcmp(rules[i].calendar, calendar) == 0;
    return n;
}

/* A calendar in use that ends with this year soon gives wrong dates. */
static const char *missing(struct req *rq, const struct calendar_row *c)
{
    int year = calendar_knows(c, rq->today.year) ? rq->today.year + 1 : rq->today.year;

    if (!has_years(c) || calendar_knows(c, year))
        return NULL;
    return lang_format(rq->a, rq->lang, N_("{name}: the holidays of {year} are missing."), "name",
                       calendar_label(c, rq->lang), "year", arena_printf(rq->a, "%d", year), NULL);
}

static bool list_get(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;
    struct settings_line *lines, *alarms;
    struct settings_page page = { .title = lang_text(rq->lang, N_("Calendars")),
                                  .path = CALENDARS,
                                  .back = "/desk/settings",
                                  .a = lang_text(rq->lang, N_("Calendar")),
                                  .b = lang_text(rq->lang, N_("Years")),
                                  .c = lang_text(rq->lang, N_("Missing")),
                                  .d = lang_text(rq->lang, N_("Time limits by it")),
                                  .done = settings_done(rq) };

    if (!edge_procedure(rq, &p))
        return false;
    c = p->calendars.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, p->calendars.n);
    alarms = ARENA_ARRAY(rq->a, struct settings_line, p->calendars.n);
    for (size_t i = 0; i < p->calendars.n; i++) {
        int64_t rules = rules_by(p, c[i].name);
        const char *alarm = missing(rq, &c[i]);
        lines[i] = (struct settings_line){
            .href = arena_printf(rq->a, CALENDARS "/%s", c[i].name),
            .a = calendar_label(&c[i], rq->lang),
            .b = has_years(&c[i]) ? c[i].years : lang_text(rq->lang, N_("all alike")),
            .c = alarm ? arena_printf(rq->a, "%d",
                                      rq->today.year + calendar_knows(&c[i], rq->today.year))
                       : "–",
            .d = lang_number(rq->a, rq->lang, rules)
        };
        if (alarm && rules > 0)
            alarms[page.alarms.n++].a = alarm;
    }
    page.alarms.row = alarms;
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

/* "Thu 1 Oct", or "Thu 1 Oct – Wed 7 Oct"; the year stands in the row. */
static void span_words(struct req *rq, struct buf *b, struct date from, struct date until)
{
    buf_printf(b, "%s%s", b->n > 0 ? ", " : "", lang_date(rq->a, rq->lang, from, DATE_SHORT, from));
    if (date_compare(from, until) != 0)
        buf_printf(b, " – %s", lang_date(rq->a, rq->lang, until, DATE_SHORT, from));
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

static bool year_lines(struct req *rq, const struct calendar_row *c, struct settings_page *page)
{
    struct settings_line *lines = ARENA_ARRAY(rq->a, struct settings_line, 200);
    size_t n = 0;

    for (const char *s = c->sources ? c->sources : ""; *s && n < 200;) {
        size_t len = strcspn(s, "\n");
        int year = (int)strtol(s, NULL, 10);
        lines[n++] = (struct settings_line){ .a = arena_printf(rq->a, "%d", year),
                                             .b = days_of(rq, c->holidays, year),
                                             .c = days_of(rq, c->workdays, year),
                                             .d = arena_strn(rq->a, s + 5, len > 5 ? len - 5 : 0) };
        s += len + (s[len] == '\n');
    }
    page->rows = (struct rows){ lines, n };
    return true;
}

static bool calendar_get(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;
    struct settings_page page = { .back = CALENDARS,
                                  .a = lang_text(rq->lang, N_("Year")),
                                  .b = lang_text(rq->lang, N_("Holidays")),
                                  .c = lang_text(rq->lang, N_("Make-up working days")),
                                  .d = lang_text(rq->lang, N_("From the official list")),
                                  .add = lang_text(rq->lang, N_("Add or replace a year")),
                                  .done = settings_done(rq) };

    if (!calendar_load(rq, &p, &c) || !year_lines(rq, c, &page))
        return false;
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
                                   .holidays = settings_sent(rq, "holidays"),
                                   .workdays = settings_sent(rq, "workdays"),
                                   .reason = settings_sent(rq, "reason") };
}

static void area(struct settings *s, const char *name, const char *words, const char *hint)
{
    settings_text(s, name, words, hint, NULL);
    s->input[s->n - 1].line = false;
    s->input[s->n - 1].area = true;
}

static bool year_form(struct req *rq, const struct calendar_row *c, const char *intro)
{
    struct settings s = settings_form(rq, N_("Add or replace a year"), N_("Go on"));

    s.intro = intro
                  ? intro
                  : lang_text(rq->lang, N_("First you see which dates would move. Nothing changes "
                                           "before you publish it."));
    s.action = arena_printf(rq->a, CALENDARS "/%s/+", c->name);
    s.back = arena_printf(rq->a, CALENDARS "/%s", c->name);
    settings_text(&s, "year", N_("Year"), NULL, NULL);
    settings_text(&s, "source", N_("Official list"), N_("Who announced it, and when."), NULL);
    area(
        &s, "holidays", N_("Holidays"),
        N_("Days like 2027-01-01, spans like 2027-10-01/2027-10-07, or the text of an .ics file."));
    area(&s, "workdays", N_("Make-up working days"),
         N_("Weekend days that are worked instead of others. Empty: none."));
    settings_text(&s, "reason", N_("Reason"),
                  N_("It stands in the history of each case that moves."), NULL);
    settings_tick(&s, "publish", N_("Publish"), NULL, N_("I saw which dates move: publish it"),
                  false);
    return settings_show(&s);
}

static const char *day_words(struct req *rq, const struct procedure *p, struct instant t)
{
    return lang_date(rq->a, rq->lang, zone_date(p->zone, t, NULL), DATE_SHORT, rq->today);
}

/* "2 dates would move: 2026-000001 Decision told, 8 Oct → 9 Oct; …" */
static const char *moved_words(struct req *rq, const struct procedure *p, const struct rows *moved)
{
    const struct clock_by_calendar *c = moved->row;
    struct buf b = buf_new(rq->a);

    if (moved->n == 0)
        return lang_text(rq->lang,
                         N_("No date of a complaint would move. Publish it if it is right."));
    buf_str(&b,
            lang_plural(rq->a, rq->lang, N_PLURAL("1 date would move:", "{n} dates would move:"),
                        (int64_t)moved->n));
    for (size_t i = 0; i < moved->n && i < SHOWN; i++)
        buf_printf(&b, "%s %s %s, %s → %s", i > 0 ? ";" : "", c[i].reference,
                   procedure_clock_label(p, c[i].name, rq->lang), day_words(rq, p, c[i].due_at),
                   day_words(rq, p, c[i].moved_to));
    if (moved->n > SHOWN)
        buf_str(&b, " …");
    return buf_text(&b);
}

static bool year_get(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;

    return calendar_load(rq, &p, &c) && year_form(rq, c, NULL);
}

static bool year_post(struct req *rq)
{
    const struct procedure *p;
    const struct calendar_row *c;
    struct calendar_row after;
    struct calendar_year in;
    struct rows moved;

    if (!calendar_load(rq, &p, &c))
        return false;
    in = sent(rq, c);
    if (settings_ticked(rq, "publish", "yes"))
        return calendar_publish(edge_act(rq), p, &in, &moved, rq->err)
                   ? settings_saved(rq, arena_printf(rq->a, CALENDARS "/%s", c->name))
                   : year_form(rq, c, NULL);
    if (!calendar_preview(edge_act(rq), p, &in, &after, &moved, rq->err))
        return year_form(rq, c, NULL);
    return year_form(rq, c, moved_words(rq, p, &moved));
}

const struct route calendar_routes[] = {
    { GET, CALENDARS, MAY_ADMINISTER, list_get, 0 },
    { GET, CALENDARS "/{name}", MAY_ADMINISTER, calendar_get, 0 },
    { GET, CALENDARS "/{name}/+", MAY_ADMINISTER, year_get, 0 },
    { POST, CALENDARS "/{name}/+", MAY_ADMINISTER, year_post, 0 },
    { 0 },
};
