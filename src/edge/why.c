#include "edge/why.h"

#include "complaint/clock_day.h"
#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "complaint/pack_version.h"
#include "edge/names.h"

/* How many days lie between is no reason of a day that somebody chose. */
static bool counts(const struct clock_line *line)
{
    return line->kind == CLOCK_LINE_START || line->kind == CLOCK_LINE_START_COUNTS ||
           line->kind == CLOCK_LINE_COUNT;
}

static const char *day_words(struct req *rq, const struct clock_day *day, const char *who)
{
    const char *field = day->field->text.in[rq->lang->index];
    const char *at = instant_is_set(day->at) ? lang_instant(rq->a, rq->lang, day->at, rq->app->zone,
                                                            DATE_LONG, rq->today)
                                             : NULL;

    if (at && who)
        return lang_format(rq->a, rq->lang, N_("“{field}”: written down on {at} by {who}."),
                           "field", field, "at", at, "who", who, NULL);
    if (at)
        return lang_format(rq->a, rq->lang, N_("“{field}”: written down on {at}."), "field", field,
                           "at", at, NULL);
    return lang_format(rq->a, rq->lang, N_("By the day of “{field}”."), "field", field, NULL);
}

static const char *delay_words(struct req *rq, const struct clock_row *clock)
{
    return lang_format(
        rq->a, rq->lang,
        N_("Told on {at} that it takes longer, and expected by {date}. That does not move the "
           "date."),
        "at",
        lang_instant(rq->a, rq->lang, clock->delay_told_at, rq->app->zone, DATE_DAY, rq->today),
        "date", lang_date(rq->a, rq->lang, clock->expected_on, DATE_DAY, rq->today), NULL);
}

bool edge_clock_why(struct req *rq, const struct procedure *p, const struct dossier *d,
                    const struct clock_row *clock, const struct rows *pauses, bool staff,
                    struct rows *out)
{
    struct why_words *list;
    struct clock_day day;
    struct clock_sum sum;
    struct err none = { 0 };
    const char *who;
    size_t n = 0;

    *out = (struct rows){ 0 };
    if (!clock_day_of(edge_act(rq), d, clock, &day, rq->err) ||
        !edge_staff_name(rq, staff ? day.by : 0, &who))
        return false;
    if (!due_sum(rq->a, p, clock, pauses, rq->now, &sum, &none))
        return true;
    list = ARENA_ARRAY(rq->a, struct why_words, sum.n + 2);
    if (day.field)
        list[n++] = (struct why_words){ "written_down", day_words(rq, &day, who) };
    for (size_t i = 0; i < sum.n; i++)
        if (!day.field || !counts(&sum.line[i]))
            list[n++] = (struct why_words){ clock_line_code(sum.line[i].kind),
                                            clock_line_words(rq->a, rq->lang, p->zone, &sum.line[i],
                                                             rq->today) };
    if (instant_is_set(clock->delay_told_at))
        list[n++] = (struct why_words){ "delay_told", delay_words(rq, clock) };
    *out = (struct rows){ list, n };
    return true;
}
