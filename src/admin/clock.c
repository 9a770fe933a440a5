/*
 * redress clock explain: when something is due, and the sum behind it, with the rules that the
 * cases of an organisation are counted by (complaint/clock.h).
 */
#include "admin/commands.h"
#include "admin/site.h"
#include "base/buf.h"
#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "web/req.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PAUSES = ARGS, LONGEST = 99999 };

/* What was asked, read. */
struct question {
    const struct args *args;
    const struct lang *lang;
    const struct zone *zone;
    const struct calendar_row *calendar;
    struct clock_run run;
    struct office office;
    struct clock_pause pause[PAUSES];
    bool skipped; /* the start is a time that the clocks jump over */
};

/* Says what is wrong with an option and how it is written. Returns false. */
static bool wrong(const struct question *q, const char *option, const char *value, const char *how)
{
    fprintf(stderr, "redress %s: --%s %s%s\n", q->args->command->name, option, value, how);
    return false;
}

/* -- options -- */

/* "2026-09-30T17:30" and its like, as the wall shows it in the zone, or with an offset. */
static bool moment_read(const struct question *q, const char *s, size_t n, struct instant *out)
{
    const char *text = arena_strn(q->args->a, s, n);
    int hour, minute, second = 0, end = 0;
    struct date day;

    if (n < 16 || !date_parse(text, 10, &day) || (text[10] != 'T' && text[10] != ' '))
        return false;
    if (instant_parse(text, n, out))
        return true;
    if (sscanf(text + 11, "%2d:%2d%n:%2d%n", &hour, &minute, &end, &second, &end) < 2 ||
        text[11 + end] || text[13] != ':' || hour > 23 || minute > 59 || second > 59 || hour < 0 ||
        minute < 0 || second < 0)
        return false;
    out->us = zone_instant(q->zone, day, hour * 60 + minute).us + SECONDS(second);
    return true;
}

/* Whether the wall shows another time then than the one that was typed. */
static bool jumped_over(const struct question *q, const char *typed)
{
    struct instant own;
    int hour, minute, shown;

    if (instant_parse(typed, strlen(typed), &own) ||
        sscanf(typed + 11, "%2d:%2d", &hour, &minute) != 2)
        return false;
    (void)zone_date(q->zone, q->run.start, &shown);
    return shown != hour * 60 + minute;
}

static const struct {
    const char *one, *several;
    enum clock_unit unit;
} units[] = {
    { "hour", "hours", CLOCK_HOURS },
    { "working hour", "working hours", CLOCK_WORKING_HOURS },
    { "day", "days", CLOCK_DAYS },
    { "calendar day", "calendar days", CLOCK_DAYS },
    { "working day", "working days", CLOCK_WORKING_DAYS },
    { "week", "weeks", CLOCK_WEEKS },
    { "month", "months", CLOCK_MONTHS },
};

static enum clock_unit unit_read(const char *s)
{
    for (size_t i = 0; i < COUNT(units); i++)
        if (strcmp(units[i].one, s) == 0 || strcmp(units[i].several, s) == 0)
            return units[i].unit;
    return CLOCK_NONE;
}

static bool length_read(struct question *q, const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);

    q->run.rule.unit = unit_read(end + strspn(end, " "));
    q->run.rule.length = n > 0 && n <= LONGEST ? (int)n : 0;
    if (end == text || *text < '0' || *text > '9' || n == 0 || q->run.rule.unit == CLOCK_NONE)
        return wrong(q, "length", text,
                     ": write a number and one of hours, working hours, days, working days, weeks, "
                     "months, such as '3 working days'");
    return n <= LONGEST ||
           wrong(q, "length", text,
                 arena_printf(q->args->a, ": that is too long: at most %d of a unit", LONGEST));
}

static bool pause_read(struct question *q, const char *text)
{
    const char *slash = strchr(text, '/');
    struct clock_pause *p = &q->pause[q->run.n_pauses];

    if (!slash || !moment_read(q, text, (size_t)(slash - text), &p->from) ||
        !moment_read(q, slash + 1, strlen(slash + 1), &p->until))
        return wrong(q, "pause", text,
                     ": write two moments, such as 2026-10-08T09:00/2026-10-09T12:00");
    if (p->until.us <= p->from.us)
        return wrong(q, "pause", text, ": it ends before it begins");
    q->run.n_pauses++;
    return true;
}

static bool pauses_read(struct question *q)
{
    size_t n;
    const char *const *text = args_values(q->args, "pause", &n);

    for (size_t i = 0; i < n; i++)
        if (!pause_read(q, text[i]))
            return false;
    q->run.pauses = q->pause;
    return true;
}

static bool hours_read(struct question *q)
{
    const char *text = args_value(q->args, "hours");
    struct err err = { 0 };

    if (!text)
        return true;
    q->run.office = &q->office;
    return office_read(text, &q->office, &err) ||
           wrong(q, "hours", text,
                 arena_printf(q->args->a, ": %s", lang_err(q->args->a, &langs[0], &err)));
}

static bool lang_read(struct question *q)
{
    const char *text = args_value(q->args, "lang");

    q->lang = text ? lang_by_tag(text) : &langs[0];
    return q->lang || wrong(q, "lang", text, ": write en, zh-Hans, zh-Hant or vi");
}

static bool zone_read(struct question *q, const struct procedure *p)
{
    const char *name = args_value(q->args, "zone");
    struct err err = { 0 };

    if (!name && p->zone) {
        q->zone = p->zone;
        return true;
    }
    return (name || args_need(q->args, "zone")) &&
           (zone_open(name, &q->zone, &err) ||
            wrong(q, "zone", name, " is no time zone: write one like Europe/London"));
}

/* -- calendars -- */

/* What the program brings, as rows. */
static struct rows calendars_of(struct arena *a, const struct pack *pack)
{
    struct calendar_row *row = ARENA_ARRAY(a, struct calendar_row, pack->n_calendars);

    for (size_t i = 0; i < pack->n_calendars; i++)
        row[i] = (struct calendar_row){ .name = pack->calendar[i].name,
                                        .weekdays = pack->calendar[i].weekdays,
                                        .holidays = pack->calendar[i].holidays,
                                        .workdays = pack->calendar[i].workdays,
                                        .en = pack->calendar[i].text.in[0],
                                        .years = pack->calendar[i].years,
                                        .sources = pack->calendar[i].sources };
    return (struct rows){ row, pack->n_calendars };
}

/* The procedure of a data directory, whose calendars the cases have; before there is a database,
 * or without --data, the calendars from which it is made. Needs no key. */
static bool procedure_read(const struct args *args, struct procedure *out, struct err *err)
{
    const char *data = args_value(args, "data");
    const struct pack *pack;
    struct config config;
    struct db *db = NULL;
    struct stat st;
    bool ok;

    *out = (struct procedure){ 0 };
    if (data && (stat(data, &st) != 0 || !S_ISDIR(st.st_mode)))
        return err_internal(err, "there is no data directory %s", data);
    if (data && !config_load(args->a, data, &config, err))
        return false;
    if (!data || (!config.database && stat(site_database(args->a, data), &st) != 0)) {
        if (!pack_load(args->a, data, &pack, err))
            return false;
        out->calendars = calendars_of(args->a, pack);
        return true;
    }
    if (!db_open(&db, site_database(args->a, data), config.database, err))
        return false;
    ok = db_current(db, err) && procedure_load(args->a, db, out, err);
    db_close(db);
    return ok;
}

static bool calendar_find(struct question *q, const struct procedure *p, struct calendar *calendar)
{
    const char *name = args_need(q->args, "calendar");
    const struct calendar_row *rows = p->calendars.row;
    struct buf b = buf_new(q->args->a);

    if (!name)
        return false;
    q->calendar = procedure_calendar(p, name);
    for (size_t i = 0; i < p->calendars.n; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", rows[i].name);
    if (!q->calendar)
        return wrong(
            q, "calendar", name,
            arena_printf(q->args->a, ": there is none of that name; there are %s", buf_text(&b)));
    due_calendar(q->args->a, q->calendar, calendar);
    q->run.calendar = calendar;
    return true;
}

/* -- the answer -- */

struct line_json {
    const char *kind;
    struct date day, last;
    int n;
    const char *from, *until; /* of the time on which it stood still */
    const char *text;
};
static const struct field line_fields[] = {
    FIELD(struct line_json, kind), FIELD(struct line_json, day),  FIELD(struct line_json, last),
    FIELD(struct line_json, n),    FIELD(struct line_json, from), FIELD(struct line_json, until),
    FIELD(struct line_json, text),
};
static const struct record line_record = RECORD(struct line_json, line_fields);

struct answer {
    const char *end;
    struct date day;
    const char *start, *zone, *calendar, *unit;
    int length;
    const char *hours;
    bool holidays_known;
    struct rows lines;
};
static const struct field answer_fields[] = {
    FIELD(struct answer, end),
    FIELD(struct answer, day),
    FIELD(struct answer, start),
    FIELD(struct answer, zone),
    FIELD(struct answer, unit),
    FIELD(struct answer, length),
    FIELD(struct answer, hours),
    FIELD(struct answer, calendar),
    FIELD(struct answer, holidays_known),
    FIELD_ROWS(struct answer, lines, &line_record),
};
static const struct record answer_record = RECORD(struct answer, answer_fields);

static const char *moment_text(const struct question *q, struct instant t)
{
    char text[INSTANT_TEXT + 8];

    zone_text(q->zone, t, text);
    return arena_str(q->args->a, text);
}

/* A time that the clocks jump over is none: it starts when they have. */
static struct line_json skipped_line(const struct question *q)
{
    const char *typed = strchr(args_value(q->args, "from"), 'T');
    int minute;

    (void)zone_date(q->zone, q->run.start, &minute);
    return (struct line_json){
        .kind = "skipped",
        .from = moment_text(q, q->run.start),
        .text = lang_format(q->args->a, q->lang,
                            N_("There is no {typed} on that day, as the clocks go forward: it "
                               "starts at {time}."),
                            "typed", typed ? typed + 1 : "", "time",
                            arena_printf(q->args->a, "%02d:%02d", minute / 60, minute % 60), NULL),
    };
}

static void answer_make(const struct question *q, const struct clock_sum *sum, struct answer *out)
{
    struct line_json *lines = ARENA_ARRAY(q->args->a, struct line_json, sum->n + 1);

    *out = (struct answer){ .end = moment_text(q, sum->due),
                            .day = sum->day,
                            .start = moment_text(q, q->run.start),
                            .zone = zone_name(q->zone),
                            .calendar = q->calendar->name,
                            .unit = clock_unit_code(q->run.rule.unit),
                            .length = q->run.rule.length,
                            .hours = args_value(q->args, "hours"),
                            .holidays_known = true,
                            .lines = { lines, sum->n + q->skipped } };
    if (q->skipped)
        lines[0] = skipped_line(q);
    for (size_t i = 0; i < sum->n; i++) {
        const struct clock_line *l = &sum->line[i];
        struct line_json *line = &lines[i + q->skipped];
        *line = (struct line_json){ .kind = clock_line_code(l->kind),
                                    .day = l->day,
                                    .last = l->last,
                                    .n = l->n,
                                    .text = clock_line_words(q->args->a, q->lang, q->zone, l,
                                                             (struct date){ 0 }) };
        if (l->kind == CLOCK_LINE_STOOD) {
            line->from = moment_text(q, l->at);
            line->until = moment_text(q, l->until);
        }
        if (l->kind == CLOCK_LINE_UNKNOWN)
            out->holidays_known = false;
    }
}

/* By what it was counted, in the language of the lines before it. */
static const char *terms_words(const struct question *q, const struct answer *answer)
{
    const char *known = q->calendar->years && *q->calendar->years ? q->calendar->years : NULL;

    return lang_format(q->args->a, q->lang,
                       known ? N_("Zone {zone}, calendar {calendar}, whose holidays are known for: "
                                  "{years}.")
                             : N_("Zone {zone}, calendar {calendar}."),
                       "zone", answer->zone, "calendar", answer->calendar, "years",
                       known ? known : "", NULL);
}

static void answer_print(const struct question *q, const struct answer *answer)
{
    const struct line_json *line = answer->lines.row;
    struct buf b = buf_new(q->args->a);

    if (args_has(q->args, "json")) {
        json_write(&b, &answer_record, answer);
        puts(buf_text(&b));
        return;
    }
    puts(answer->end);
    for (size_t i = 0; i < answer->lines.n; i++)
        printf("- %s\n", line[i].text);
    puts(terms_words(q, answer));
}

static bool question_read(struct question *q, const struct procedure *p, struct calendar *calendar)
{
    const char *from = args_need(q->args, "from"), *length = args_need(q->args, "length");

    if (!from || !length || !lang_read(q) || !zone_read(q, p) || !calendar_find(q, p, calendar))
        return false;
    if (!moment_read(q, from, strlen(from), &q->run.start))
        return wrong(q, "from", from,
                     ": write day and time, such as 2026-09-30T17:30 (in the zone) or "
                     "2026-09-30T17:30:00+08:00");
    q->run.now = q->run.start;
    q->skipped = jumped_over(q, from);
    q->run.rule.counts_first = args_has(q->args, "count-first-day");
    q->run.rule.rolls = args_has(q->args, "roll");
    return length_read(q, length) && hours_read(q) && pauses_read(q);
}

static int explain_run(struct args *args)
{
    struct question q = { .args = args };
    struct err err = { 0 };
    struct local_zone zone;
    struct calendar calendar;
    struct procedure p;
    struct clock_sum sum;
    struct answer answer;

    if (!procedure_read(args, &p, &err))
        return command_failed(args->a, &err);
    if (!question_read(&q, &p, &calendar))
        return EXIT_USAGE;
    zone = due_zone(q.zone);
    q.run.zone = &zone;
    if (!clock_due(&q.run, &sum, &err)) {
        (void)command_failed(args->a, &err);
        return EXIT_USAGE;
    }
    answer_make(&q, &sum, &answer);
    answer_print(&q, &answer);
    return EXIT_DONE;
}

const struct command clock_commands[] = {
    { "clock explain",
      "calendar= zone= from= length= hours= pause=* roll count-first-day data= lang= json",
      "--calendar NAME --zone ZONE --from MOMENT --length 'N UNIT'\n"
      "    [--hours HOURS] [--pause FROM/UNTIL …] [--roll] [--count-first-day]\n"
      "    [--data DIR] [--lang LANG] [--json]",
      "Tells when something is due, and why then, line by line.\n"
      "UNIT is hours, working hours, days, calendar days, working days, weeks or months. MOMENT "
      "is\n"
      "2026-09-30T17:30, as the clock on the wall shows it in the zone, or has an offset of its "
      "own.\n"
      "The day of the start does not count (unless --count-first-day), and the last day counts to\n"
      "its end, or to the end of its office hours when --hours gives them:\n"
      "'Mon-Fri 09:00-12:00 13:30-18:00, Sat 09:00-12:00'. Hours run from the start, working "
      "hours\n"
      "inside office hours only. --roll moves an end on a day off to the next working day. The "
      "clock\n"
      "stands still in each --pause. Without --data the calendars are those that the program "
      "brings;\n"
      "with it those of that installation, and its zone unless another is given.\n"
      "Exit status: 0 told, 1 the data directory cannot be read, 2 an option is not understood.",
      explain_run, 0 },
    { 0 },
};
