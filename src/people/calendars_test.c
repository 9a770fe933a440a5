/* A year of a calendar: what it moves is seen before, told on each case after, and what is over
 * stays as it was. On both engines. */
#include "db/calendars_sql.h"
#include "operation/try.h"
#include "people/calendars_flow.h"

#include <string.h>

static struct instant due(struct try *t, int64_t id, const char *clock)
{
    struct dossier d = try_load(t, id);

    for (size_t i = d.clock.n; i-- > 0;)
        if (strcmp(d.clock.row[i].name, clock) == 0)
            return d.clock.row[i].due_at;
    return (struct instant){ 0 };
}

static const char *holidays(struct try *t)
{
    struct calendar_row row = { 0 };
    struct err err = { 0 };

    return sql_calendar_named(t->a, t->db, "standard", &row, &err) && row.holidays ? row.holidays
                                                                                   : "";
}

/* The complaint came on 3 November 2026; its decision is due twenty working days later. */
static struct calendar_year year(void)
{
    return (struct calendar_year){ .name = "standard",
                                   .year = 2026,
                                   .source = "A list of the test",
                                   .holidays = "2026-11-16/2026-11-17, 2026-12-25",
                                   .workdays = "2026-11-21",
                                   .reason = "The list of 2026 came." };
}

static void refusing(struct try *t)
{
    struct calendar_year in = year();
    struct calendar_change change;

    in.reason = " ";
    TRY_REFUSED("C12 not without a reason", calendar_publish(&t->act, &t->p, &in, &change, &err),
                "Write the reason. It is kept with the complaint.");
    in = year();
    in.holidays = "2027-01-01";
    TRY_REFUSED("C12 a day of another year", calendar_preview(&t->act, &t->p, &in, &change, &err),
                "\"{word}\" is no day of that year. Write days like 2026-10-01, and several in a "
                "row like 2026-10-01/2026-10-07.");
    in = year();
    in.workdays = "2026-11-17";
    TRY_REFUSED("C4 a day that is off and worked",
                calendar_preview(&t->act, &t->p, &in, &change, &err),
                "{day} is among the holidays and among the working days. Leave it in one of the "
                "two.");
    in = year();
    in.holidays = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20281231\nEND:VEVENT\n"
                  "END:VCALENDAR\n";
    TRY_REFUSED("C4 a file of another year", calendar_preview(&t->act, &t->p, &in, &change, &err),
                "This calendar file has no day of {year}.");
    in = year();
    in.holidays = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261117\nEND:VEVENT\n"
                  "BEGIN:VEVENT\nSUMMARY:补班\nDTSTART;VALUE=DATE:20261117\nEND:VEVENT\n"
                  "END:VCALENDAR\n";
    TRY_REFUSED("C4 a file in which a day is off and worked",
                calendar_preview(&t->act, &t->p, &in, &change, &err),
                "{day} is among the holidays and among the working days. Leave it in one of the "
                "two.");
    in = year();
    in.source = "";
    TRY_REFUSED("C4 no year without its source",
                calendar_preview(&t->act, &t->p, &in, &change, &err),
                "Please name the official list it is from, in one line.");
    in = year();
    in.holidays = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261116T090000Z\nEND:VEVENT\n"
                  "END:VCALENDAR\n";
    TRY_REFUSED("C4 an .ics file with times", calendar_preview(&t->act, &t->p, &in, &change, &err),
                "The event \"{name}\" has a time of day. A calendar of holidays has whole days "
                "only.");
}

/* Somebody looks at what the year does. */
static void looked(struct try *t, struct calendar_year *in)
{
    struct calendar_change change = { 0 };
    struct err err = { 0 };

    TAP("C12 looked at", calendar_preview(&t->act, &t->p, in, &change, &err));
    in->seen = change.seen;
}

static void moving(struct try *t)
{
    int64_t id = try_file(t, "one"), version = try_version(t, id);
    struct instant before = due(t, id, "decision"), met = due(t, id, "acknowledge");
    struct calendar_year in = year();
    struct calendar_change change;

    TRY("C12 a look at what would move", calendar_preview(&t->act, &t->p, &in, &change, &err));
    TAP("C12 the decision would, by one day less than its holidays", change.moved >= 1);
    TAP_TEXT("C12 nothing is written", holidays(t), "");
    TAP("C12 nor moved", due(t, id, "decision").us == before.us && try_version(t, id) == version);

    try_as(t, t->manager);
    TRY_REFUSED("C12 not what nobody looked at",
                calendar_publish(&t->act, &t->p, &in, &change, &err),
                "This is not what you looked at. See which dates move, then publish it.");
    looked(t, &in);
    in.holidays = "2026-11-16";
    TRY_REFUSED("C12 nor other days than those that were looked at",
                calendar_publish(&t->act, &t->p, &in, &change, &err),
                "This is not what you looked at. See which dates move, then publish it.");
    in.holidays = year().holidays;
    TRY("C12 published", calendar_publish(&t->act, &t->p, &in, &change, &err));
    TAP_TEXT("C12 the days are those of the list", holidays(t), "2026-11-16 2026-11-17 2026-12-25");
    TAP("C12 the decision moved by a day", due(t, id, "decision").us == before.us + SECONDS(86400));
    TAP("C12 past results never change", due(t, id, "acknowledge").us == met.us);
    TAP("C12 the case says so", try_version(t, id) > version);
    TAP_INT("C12 by an event",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'clock_moved'"), 1);
    TRY("C12 the procedure anew", procedure_load(t->a, t->db, &t->p, &err));
    TRY_REFUSED("C12 nor what was a year without a list when it was looked at",
                calendar_publish(&t->act, &t->p, &in, &change, &err),
                "This is not what you looked at. See which dates move, then publish it.");
    looked(t, &in);
    TRY("C12 once more", calendar_publish(&t->act, &t->p, &in, &change, &err));
    TAP_INT("C12 moves nothing", change.moved, 0);
    TAP_TEXT("C12 and replaces the year", holidays(t), "2026-11-16 2026-11-17 2026-12-25");
}

static void from_ics(struct try *t)
{
    struct calendar_year in = year();
    struct calendar_change change;

    in.year = 2027;
    in.workdays = "";
    in.holidays = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nEND:VEVENT\n"
                  "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20281231\nEND:VEVENT\nEND:VCALENDAR\n";
    TRY("C4 a file of two years", calendar_preview(&t->act, &t->p, &in, &change, &err));
    TAP_INT("C4 what lies in the other one is said", change.others, 1);
    looked(t, &in);
    TRY("C4 another year from an .ics file", calendar_publish(&t->act, &t->p, &in, &change, &err));
    TAP_TEXT("C4 beside the one that was there", holidays(t),
             "2026-11-16 2026-11-17 2026-12-25 2027-01-01");
}

static void test(struct try *t)
{
    refusing(t);
    moving(t);
    from_ics(t);
}

int main(void)
{
    try_on_both("calendars", test);
    return tap_done();
}
