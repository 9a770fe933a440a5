/*
 * Calendars: data/calendar.yaml, the one without holidays, and a file for each country or state
 * below data/calendars/. Those of the data directory come in addition, or instead when they have
 * the same name. Every year names the list it is from; a year without a list is not there.
 */
#include "pack/calendars.h"

#include "base/buf.h"
#include "complaint/calendar.h"
#include "i18n/lang.h"
#include "pack/ics.h"
#include "pack/pack_file.h"
#include "web/embedded.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { CALENDARS_MOST = 100, SPAN_MOST = 366 };

static const cyaml_schema_value_t string_schema = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *,
                                                                       0, CYAML_UNLIMITED) };
static const cyaml_schema_value_t int_schema = { CYAML_VALUE_INT(CYAML_FLAG_DEFAULT, int) };

struct year_y {
    int year;
    char *source;
    char *ics;
    char **holidays;
    unsigned holidays_count;
    char **workdays;
    unsigned workdays_count;
};
struct calendar_y {
    char *name;
    struct text_y text;
    int *weekdays;
    unsigned weekdays_count;
    struct year_y *years;
    unsigned years_count;
};
static const cyaml_schema_field_t year_fields[] = {
    CYAML_FIELD_INT("year", CYAML_FLAG_DEFAULT, struct year_y, year),
    STRING("source", struct year_y, source),
    OPTIONAL("ics", struct year_y, ics),
    CYAML_FIELD_SEQUENCE("holidays", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct year_y,
                         holidays, &string_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("workdays", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct year_y,
                         workdays, &string_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t year_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT,
                                                                      struct year_y, year_fields) };
static const cyaml_schema_field_t calendar_fields[] = {
    STRING("name", struct calendar_y, name),
    TEXT_FIELDS(struct calendar_y),
    CYAML_FIELD_SEQUENCE("weekdays", CYAML_FLAG_POINTER, struct calendar_y, weekdays, &int_schema,
                         1, 7),
    CYAML_FIELD_SEQUENCE("years", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct calendar_y,
                         years, &year_schema, 0, 100),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t calendar_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct calendar_y, calendar_fields) };

/* A file while it is read. */
struct reading {
    struct arena *a;
    const char *data, *path;
    struct err *err;
};

static bool wrong(const struct reading *r, int year, const char *what)
{
    return err_internal(r->err, "data/%s: %d: %s", r->path, year, what);
}

bool calendar_span(const char *s, size_t n, struct date *from, struct date *until)
{
    const char *slash = memchr(s, '/', n);
    size_t first = slash ? (size_t)(slash - s) : n;

    if (!date_parse(s, first, from))
        return false;
    *until = *from;
    if (slash && !date_parse(slash + 1, n - first - 1, until))
        return false;
    return date_compare(*from, *until) <= 0 &&
           date_to_days(*until) - date_to_days(*from) < SPAN_MOST;
}

static void day_add(struct buf *b, struct date d)
{
    char day[DATE_TEXT];

    date_text(d, day);
    buf_printf(b, "%s%s", b->n > 0 ? " " : "", day);
}

/* "2026-10-01" or "2026-10-01/2026-10-07", all in that year, put behind the others. */
static bool span_add(const struct reading *r, struct buf *b, const char *text, int year)
{
    struct date from, until;

    if (!calendar_span(text, strlen(text), &from, &until))
        return wrong(r, year,
                     arena_printf(r->a,
                                  "\"%.60s\" is no day: write 2026-10-01, or 2026-10-01/"
                                  "2026-10-07 for the first and the last of several",
                                  text));
    if (from.year != year || until.year != year)
        return wrong(r, year, arena_printf(r->a, "%s lies in another year", text));
    for (struct date d = from; date_compare(d, until) <= 0; d = date_add(d, 1))
        day_add(b, d);
    return true;
}

static bool spans_add(const struct reading *r, struct buf *b, char *const *text, unsigned n,
                      int year)
{
    for (unsigned i = 0; i < n; i++)
        if (!span_add(r, b, text[i], year))
            return false;
    return true;
}

/* The days of that year in an .ics file that lies beside the YAML, off and worked. */
static bool ics_add(const struct reading *r, struct buf *off, struct buf *worked,
                    const struct year_y *y)
{
    struct err why = { 0 };
    struct ics_days days;
    struct bytes file;

    if (strchr(y->ics, '/') || !strstr(y->ics, ".ics"))
        return wrong(r, y->year, "ics is the name of a file beside this one, such as GB.ics");
    if (!pack_file_bytes(r->a, r->data, arena_printf(r->a, "calendars/%s", y->ics), &file, r->err))
        return false;
    if (!ics_year(r->a, file, y->year, &days, &why))
        return wrong(r, y->year,
                     arena_printf(r->a, "%s: %s", y->ics, lang_err(r->a, &langs[0], &why)));
    if (days.n == 0)
        return wrong(r, y->year, arena_printf(r->a, "%s has no day of that year", y->ics));
    for (size_t i = 0; i < days.n; i++)
        day_add(days.worked[i] ? worked : off, days.day[i]);
    return true;
}

struct lists {
    struct buf holidays, workdays, years, sources;
};

/* A day off that is worked would be whatever is asked first. Lists are "2026-10-01 2026-10-02". */
static bool apart(const struct reading *r, struct lists *l, int year)
{
    const char *worked = buf_text(&l->workdays);

    for (const char *s = buf_text(&l->holidays); *s; s += strcspn(s, " "), s += *s == ' ') {
        const char *day = arena_strn(r->a, s, strcspn(s, " "));
        if (strtol(day, NULL, 10) == year && strstr(worked, day))
            return wrong(
                r, year,
                arena_printf(r->a, "%s is among the holidays and among the workdays", day));
    }
    return true;
}

static bool year_add(const struct reading *r, struct lists *l, const struct year_y *y)
{
    if (y->year < 1900 || y->year > 2200)
        return wrong(r, y->year, "a year is a number such as 2026");
    if (!*y->source || strchr(y->source, '\n'))
        return wrong(r, y->year, "the source is one line that names the official list");
    buf_printf(&l->years, "%s%d", l->years.n > 0 ? " " : "", y->year);
    buf_printf(&l->sources, "%s%d %s", l->sources.n > 0 ? "\n" : "", y->year, y->source);
    return (!y->ics || ics_add(r, &l->holidays, &l->workdays, y)) &&
           spans_add(r, &l->holidays, y->holidays, y->holidays_count, y->year) &&
           spans_add(r, &l->workdays, y->workdays, y->workdays_count, y->year) &&
           apart(r, l, y->year);
}

static bool weekdays_add(const struct reading *r, struct buf *b, const struct calendar_y *y)
{
    for (unsigned i = 0; i < y->weekdays_count; i++) {
        if (y->weekdays[i] < 1 || y->weekdays[i] > 7)
            return err_internal(r->err, "data/%s: weekdays are numbers from 1, Monday, to 7",
                                r->path);
        buf_printf(b, "%s%d", i > 0 ? " " : "", y->weekdays[i]);
    }
    return true;
}

static bool calendar_made(const struct reading *r, const struct calendar_y *y,
                          struct pack_calendar *out)
{
    struct lists l = { buf_new(r->a), buf_new(r->a), buf_new(r->a), buf_new(r->a) };
    struct buf weekdays = buf_new(r->a);

    if (!calendar_name_valid(y->name))
        return err_internal(r->err, "data/%s: a name has letters, digits and -, such as AU-NSW",
                            r->path);
    if (!weekdays_add(r, &weekdays, y))
        return false;
    for (unsigned i = 0; i < y->years_count; i++)
        if (!year_add(r, &l, &y->years[i]))
            return false;
    *out = (struct pack_calendar){
        .name = arena_str(r->a, y->name),
        .weekdays = buf_text(&weekdays),
        .holidays = buf_text(&l.holidays),
        .workdays = buf_text(&l.workdays),
        .years = buf_text(&l.years),
        .sources = buf_text(&l.sources),
        .text = pack_text(r->a, &y->text),
    };
    return true;
}

bool pack_calendar_read(struct arena *a, const char *data, const char *path,
                        struct pack_calendar *out, struct err *err)
{
    struct reading r = { a, data, path, err };
    struct calendar_y *y = NULL;
    bool ok;

    if (!pack_file_read(a, data, path, &calendar_schema, (void **)&y, err))
        return false;
    ok = calendar_made(&r, y, out);
    pack_file_free(&calendar_schema, y);
    return ok;
}

/* -- which files there are -- */

static bool yaml(const char *name)
{
    size_t n = strlen(name);

    return n > 5 && strcmp(name + n - 5, ".yaml") == 0;
}

static int by_name(const void *one, const void *two)
{
    return strcmp(*(const char *const *)one, *(const char *const *)two);
}

/* Paths below data/, those built in and those of the data directory, each once, in order. */
static size_t paths(struct arena *a, const char *data, const char **out)
{
    static const char folder[] = "data/calendars/";
    DIR *d = data ? opendir(arena_printf(a, "%s/%s", data, folder)) : NULL;
    size_t n = 0;

    for (size_t i = 0; i < embedded_count && n < CALENDARS_MOST; i++)
        if (strncmp(embedded_files[i].path, folder, strlen(folder)) == 0 &&
            yaml(embedded_files[i].path))
            out[n++] = embedded_files[i].path + strlen("data/");
    for (struct dirent *e; d && n < CALENDARS_MOST && (e = readdir(d));)
        if (yaml(e->d_name) && !embedded_find(arena_printf(a, "%s%s", folder, e->d_name)))
            out[n++] = arena_printf(a, "calendars/%s", e->d_name);
    if (d)
        closedir(d);
    qsort(out, n, sizeof *out, by_name);
    return n;
}

bool pack_calendars(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct pack_calendar *list = ARENA_ARRAY(a, struct pack_calendar, CALENDARS_MOST + 1);
    const char **path = ARENA_ARRAY(a, const char *, CALENDARS_MOST);
    size_t n = paths(a, data, path);

    if (!pack_calendar_read(a, data, "calendar.yaml", &list[0], err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!pack_calendar_read(a, data, path[i], &list[i + 1], err))
            return false;
        for (size_t j = 0; j <= i; j++)
            if (strcmp(list[j].name, list[i + 1].name) == 0)
                return err_internal(err, "data/%s: there is a calendar %s already", path[i],
                                    list[j].name);
    }
    p->calendar = list;
    p->n_calendars = n + 1;
    return true;
}
