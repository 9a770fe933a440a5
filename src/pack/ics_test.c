/* Calendar files as authorities and programs write them. */
#include "base/tap.h"
#include "pack/ics.h"

#include <stdio.h>
#include <string.h>

#define FILE_OF(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Spring\r\n" lines "END:VEVENT\r\n"
#define DAYS(from, until) "DTSTART;VALUE=DATE:" from "\r\nDTEND;VALUE=DATE:" until "\r\n"
#define FROM(day) "DTSTART;VALUE=DATE:" day "\r\n"

static const struct {
    const char *what, *file, *days;
} reads[] = {
    { "C4 a day", FILE_OF(EVENT(DAYS("20260403", "20260404"))), "2026-04-03" },
    { "C4 a day without an end", FILE_OF(EVENT(FROM("20260403"))), "2026-04-03" },
    { "C4 three days over the year", FILE_OF(EVENT(DAYS("20251231", "20260103"))),
      "2026-01-01 2026-01-02" },
    { "C4 in order, each once",
      FILE_OF(EVENT(FROM("20260406")) EVENT(FROM("20260403")) EVENT(FROM("20260406"))),
      "2026-04-03 2026-04-06" },
    { "C4 another year is nothing", FILE_OF(EVENT(FROM("20270403"))), "" },
    { "C4 every year", FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY\r\n")), "2026-12-25" },
    { "C4 every year, with its day said twice",
      FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25\r\n")),
      "2026-12-25" },
    { "C4 until it ended", FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY;UNTIL=20251225\r\n")),
      "" },
    { "C4 so many times", FILE_OF(EVENT(FROM("20241225") "RRULE:FREQ=YEARLY;COUNT=3\r\n")),
      "2026-12-25" },
    { "C4 and no more", FILE_OF(EVENT(FROM("20231225") "RRULE:FREQ=YEARLY;COUNT=3\r\n")), "" },
    { "C4 every second year", FILE_OF(EVENT(FROM("20231225") "RRULE:FREQ=YEARLY;INTERVAL=2\r\n")),
      "" },
    { "C4 a leap day", FILE_OF(EVENT(FROM("20240229") "RRULE:FREQ=YEARLY\r\n")), "" },
    { "C4 one that was called off", FILE_OF(EVENT(FROM("20260403") "STATUS:CANCELLED\r\n")), "" },
};

#define NAMED(name, lines) "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:" name "\r\n" lines "END:VEVENT\r\n"

/* What tells a make-up working day from a holiday. */
static const struct {
    const char *what, *event;
    bool worked;
} marks[] = {
    { "C4 a holiday", NAMED("国庆节", FROM("20261010")), false },
    { "C4 its name says that it is made up for", NAMED("国庆节 补班 第1天/共2天", FROM("20261010")),
      true },
    { "C4 in traditional script", NAMED("春節補班", FROM("20261010")), true },
    { "C4 in brackets", NAMED("国庆节（班）", FROM("20261010")), true },
    { "C4 off, in brackets", NAMED("国庆节（休）", FROM("20261010")), false },
    { "C4 it ends with being worked", NAMED("国庆调休上班", FROM("20261010")), true },
    { "C4 a holiday that tells of another day",
      NAMED("国庆节，10月10日上班，共七天", FROM("20261010")), false },
    { "C4 in Vietnamese", NAMED("Làm bù ngày 31/8", FROM("20261010")), true },
    { "C4 by its category", NAMED("Spring", FROM("20261010") "CATEGORIES:WORKDAY\r\n"), true },
    { "C4 by one of several", NAMED("Spring", FROM("20261010") "CATEGORIES:China,补班\r\n"), true },
    { "C4 another category", NAMED("Spring", FROM("20261010") "CATEGORIES:Holiday\r\n"), false },
    { "C4 as the calendar of a telephone",
      NAMED("国庆节", FROM("20261010") "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n"), true },
    { "C4 off, as it has it",
      NAMED("国庆节", FROM("20261010") "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n"), false },
};

static const struct {
    const char *what, *file;
} refuses[] = {
    { "C4 no calendar", "holidays of 2026" },
    { "C4 nothing in it", FILE_OF("") },
    { "C4 empty", "" },
    { "C4 a time of day", FILE_OF(EVENT("DTSTART:20260403T090000Z\r\n")) },
    { "C4 no start", FILE_OF(EVENT("")) },
    { "C4 every week", FILE_OF(EVENT(FROM("20260403") "RRULE:FREQ=WEEKLY\r\n")) },
    { "C4 the last Monday of May",
      FILE_OF(EVENT(FROM("20260525") "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\r\n")) },
    { "C4 a day that never is",
      FILE_OF(EVENT(FROM("20260228") "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")) },
    { "C4 not on some days",
      FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20261225\r\n")) },
    { "C4 a day that is not, without a rule",
      FILE_OF(EVENT(FROM("20260403") "EXDATE;VALUE=DATE:20260403\r\n")) },
    { "C4 more days", FILE_OF(EVENT(FROM("20260403") "RDATE;VALUE=DATE:20260406\r\n")) },
    { "C4 more days than the rule's",
      FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY\r\nRDATE;VALUE=DATE:20261228\r\n")) },
    { "C4 not by another rule",
      FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY\r\nEXRULE:FREQ=YEARLY;INTERVAL=2\r\n")) },
    { "C4 two rules",
      FILE_OF(EVENT(FROM("20201225") "RRULE:FREQ=YEARLY\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n")) },
    { "C4 one of a row that was moved",
      FILE_OF(EVENT(FROM("20261228") "RECURRENCE-ID;VALUE=DATE:20261225\r\n")) },
    { "C4 one of a row that was called off",
      FILE_OF(
          EVENT(FROM("20261225") "RECURRENCE-ID;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n")) },
    { "C4 for ages", FILE_OF(EVENT(DAYS("20000101", "20300101"))) },
};

static struct bytes bytes_of(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

static const char *listed(struct arena *a, const struct ics_days *days)
{
    char *text = arena_strn(a, "", 0), day[DATE_TEXT];

    for (size_t i = 0; i < days->n; i++) {
        date_text(days->day[i], day);
        text = arena_printf(a, "%s%s%s", text, i > 0 ? " " : "", day);
    }
    return text;
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct ics_days days = { 0 };
    struct err err = { 0 };
    char *large = arena_room(a, ICS_MOST + 2);

    for (size_t i = 0; i < COUNT(reads); i++) {
        err_clear(&err);
        TAP_TEXT(reads[i].what,
                 ics_year(a, bytes_of(reads[i].file), 2026, &days, &err) ? listed(a, &days)
                                                                         : err.text,
                 reads[i].days);
    }
    for (size_t i = 0; i < COUNT(marks); i++) {
        const char *file = arena_join(a, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", marks[i].event,
                                      "END:VCALENDAR\r\n");
        err_clear(&err);
        TAP(marks[i].what, ics_year(a, bytes_of(file), 2026, &days, &err) && days.n == 1 &&
                               days.worked[0] == marks[i].worked);
    }
    for (size_t i = 0; i < COUNT(refuses); i++) {
        err_clear(&err);
        TAP(refuses[i].what, !ics_year(a, bytes_of(refuses[i].file), 2026, &days, &err) &&
                                 err.field && strcmp(err.field, "file") == 0);
    }
    memset(large, ' ', ICS_MOST + 1);
    large[ICS_MOST + 1] = '\0';
    err_clear(&err);
    TAP("C4 too large", !ics_year(a, bytes_of(large), 2026, &days, &err));
    return tap_done();
}
