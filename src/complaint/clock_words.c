#include "complaint/clock_words.h"

#include "complaint/words.h"

#include <string.h>

static const struct {
    const char *code;
    const char *one, *other; /* with {n}, {day}, {last}, {at}, {until}, {year}, {time} */
} words[] = {
    [CLOCK_LINE_START] = { "start", NULL, N_("It starts on {day}; that day does not count.") },
    [CLOCK_LINE_START_COUNTS] = { "start_counts", NULL,
                                  N_("It starts on {day}; that day counts.") },
    [CLOCK_LINE_HOURS] = { "hours", N_PLURAL("1 hour from {at}.", "{n} hours from {at}.") },
    [CLOCK_LINE_WORKING_HOURS] = { "working_hours",
                                   N_PLURAL("1 working hour from {at}, inside office hours.",
                                            "{n} working hours from {at}, inside office hours.") },
    [CLOCK_LINE_COUNT] = { "days", N_PLURAL("1 day is counted.", "{n} days are counted.") },
    [CLOCK_LINE_WORKING_DAYS] = { "working_days", N_PLURAL("1 working day is counted.",
                                                           "{n} working days are counted.") },
    [CLOCK_LINE_MONTHS] = { "months",
                            N_PLURAL("1 month later, on the same day of the month or its last.",
                                     "{n} months later, on the same day of the month or its "
                                     "last.") },
    [CLOCK_LINE_MONTHS_WITH] = { "months",
                                 N_PLURAL("1 month with its first day: to the day before the same "
                                          "day of the month.",
                                          "{n} months with their first day: to the day before the "
                                          "same day of the month.") },
    [CLOCK_LINE_LONGER] = { "longer", N_PLURAL("1 of these was agreed to later, as more time.",
                                               "{n} of these were agreed to later, as more "
                                               "time.") },
    [CLOCK_LINE_FREE] = { "free", NULL, N_("Days of the week without work, not counted: {n}.") },
    [CLOCK_LINE_HOLIDAY] = { "holiday", NULL, N_("{day} is a holiday and does not count.") },
    [CLOCK_LINE_MADE_UP] = { "made_up", NULL,
                             N_("{day} is worked to make up for a holiday, and counts.") },
    [CLOCK_LINE_MINUTES] = { "minutes", NULL, N_("{day}: {time} inside office hours.") },
    [CLOCK_LINE_PAUSED] = { "paused", NULL,
                            N_("Days on which the clock stood still, not counted: {n}.") },
    [CLOCK_LINE_PAUSED_MINUTES] = { "paused_minutes", NULL,
                                    N_("The time on which it stood still is added: {time}.") },
    [CLOCK_LINE_STOOD] = { "stood", NULL, N_("It stood still from {at} to {until}.") },
    [CLOCK_LINE_FORWARD] = { "forward", NULL,
                             N_("The clocks go forward by {time} meanwhile: on the clock it is due "
                                "that much later.") },
    [CLOCK_LINE_BACK] = { "back", NULL,
                          N_("The clocks go back by {time} meanwhile: on the clock it is due that "
                             "much earlier.") },
    [CLOCK_LINE_UNKNOWN] = { "unknown", NULL,
                             N_("The holidays of {year} are not known yet: only its days of the "
                                "week are counted.") },
    [CLOCK_LINE_ROLLED] = { "rolled", NULL,
                            N_("{day} is not worked, so it moves to the next working day.") },
    [CLOCK_LINE_MORE] = { "more", NULL, N_("Lines of this sum that are not shown: {n}.") },
    [CLOCK_LINE_END] = { "end", NULL, N_("It is due by the end of {day}.") },
    [CLOCK_LINE_END_AT] = { "end", NULL, N_("It is due by {at}.") },
};

const char *clock_line_code(enum clock_line_kind kind)
{
    return words[kind].code;
}

static const char *text_of(struct arena *a, const struct lang *l, const struct clock_line *line)
{
    if (line->kind == CLOCK_LINE_HOLIDAY && date_compare(line->day, line->last) != 0)
        return N_("{day} to {last} are holidays and do not count.");
    if (line->kind == CLOCK_LINE_STOOD && !instant_is_set(line->until))
        return N_("It stands still since {at}.");
    if (words[line->kind].one)
        return lang_plural(a, l, words[line->kind].one, words[line->kind].other, line->n);
    return words[line->kind].other;
}

static const char *time_words(struct arena *a, const struct lang *l, int minutes)
{
    const char *id = minutes % 60 == 0 ? N_("{hours} h")
                     : minutes < 60    ? N_("{minutes} min")
                                       : N_("{hours} h {minutes} min");

    return lang_format(a, l, id, "hours", arena_printf(a, "%d", minutes / 60), "minutes",
                       arena_printf(a, "%d", minutes % 60), NULL);
}

static bool in_minutes(enum clock_line_kind kind)
{
    return kind == CLOCK_LINE_MINUTES || kind == CLOCK_LINE_PAUSED_MINUTES ||
           kind == CLOCK_LINE_FORWARD || kind == CLOCK_LINE_BACK;
}

static const char *moment_words(struct arena *a, const struct lang *l, const struct zone *zone,
                                struct instant t, struct date today)
{
    const char *moment = instant_is_set(t) ? lang_instant(a, l, t, zone, DATE_DAY, today) : "";
    enum zone_time is = instant_is_set(t) ? zone_time(zone, t) : ZONE_ONCE;

    /* Two moments have the same words in the night in which the clocks go back. */
    if (is == ZONE_BEFORE_BACK)
        return lang_format(a, l, N_("{moment} (before the clocks go back)"), "moment", moment,
                           NULL);
    if (is == ZONE_AFTER_BACK)
        return lang_format(a, l, N_("{moment} (after the clocks go back)"), "moment", moment, NULL);
    return moment;
}

const char *clock_line_words(struct arena *a, const struct lang *l, const struct zone *zone,
                             const struct clock_line *line, struct date today)
{
    const char *day = date_is_set(line->day) ? lang_date(a, l, line->day, DATE_DAY, today) : "";
    const char *last = date_is_set(line->last) ? lang_date(a, l, line->last, DATE_DAY, today) : "";
    const char *at = moment_words(a, l, zone, line->at, today);
    const char *until = moment_words(a, l, zone, line->until, today);
    const char *year =
        line->kind == CLOCK_LINE_UNKNOWN ? arena_printf(a, "%d", line->day.year) : "";
    const char *time = in_minutes(line->kind) ? time_words(a, l, line->n) : "";

    /* What the plural form gave is no message itself; it is filled as it is. */
    return lang_format(a, l, text_of(a, l, line), "n", lang_number(a, l, line->n), "day", day,
                       "last", last, "at", at, "until", until, "year", year, "time", time, NULL);
}

const char *clock_length_words(struct arena *a, const struct lang *l, enum clock_unit unit,
                               int64_t n)
{
    switch (unit) {
    case CLOCK_HOURS:
        return lang_plural(a, l, N_PLURAL("1 hour", "{n} hours"), n);
    case CLOCK_WORKING_HOURS:
        return lang_plural(a, l, N_PLURAL("1 working hour", "{n} working hours"), n);
    case CLOCK_WORKING_DAYS:
        return lang_plural(a, l, N_PLURAL("1 working day", "{n} working days"), n);
    case CLOCK_WEEKS:
        return lang_plural(a, l, N_PLURAL("1 week", "{n} weeks"), n);
    case CLOCK_MONTHS:
        return lang_plural(a, l, N_PLURAL("1 month", "{n} months"), n);
    case CLOCK_NONE:
    case CLOCK_DAYS:
        break;
    }
    return lang_plural(a, l, N_PLURAL("1 day", "{n} days"), n);
}

static const char *whom_label(const char *whom, size_t n)
{
    if (n == strlen("owner") && strncmp(whom, "owner", n) == 0)
        return N_("whoever answers for it");
    for (int i = 1; i < role_words.n; i++)
        if (strlen(word_code(&role_words, i)) == n &&
            strncmp(word_code(&role_words, i), whom, n) == 0)
            return word_label(&role_words, i);
    return NULL;
}

bool clock_tells_known(const char *whom, size_t n)
{
    return whom_label(whom, n) != NULL;
}

const char *clock_tells_words(const struct lang *l, const char *whom, size_t n)
{
    const char *label = whom_label(whom, n);

    return label ? lang_text(l, label) : "";
}
