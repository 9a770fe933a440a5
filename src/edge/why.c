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

/* Clocks that count from the receipt do so from its day as it was corrected. */
static const char *receipt_words(struct req *rq, const struct dossier *d,
                                 const struct clock_row *clock)
{
    const struct complaint_row *c = &d->c;
    const struct zone *zone = rq->app->zone;

    if (!instant_is_set(c->receipt_corrected_at) || clock->started_at.us != c->received_at.us)
        return NULL;
    return lang_format(
        rq->a, rq->lang,
        N_("It counts from the day of receipt as it was corrected on {at}: {is}, not {was}."), "at",
        lang_instant(rq->a, rq->lang, c->receipt_corrected_at, zone, DATE_DAY, rq->today), "is",
        lang_date(rq->a, rq->lang, zone_date(zone, c->received_at, NULL), DATE_DAY, rq->today),
        "was",
        lang_date(rq->a, rq->lang, zone_date(zone, c->received_was, NULL), DATE_DAY, rq->today),
        NULL);
}

bool edge_clock_why(struct req *rq, const struct procedure *p, const struct dossier *d,
                    const struct clock_row *clock, const struct rows *pauses, bool staff,
                    struct rows *out)
{
    struct why_words *list;
    struct clock_day day;
    struct clock_sum sum;
    struct err none = { 0 };
    const char *who, *corrected = receipt_words(rq, d, clock);
    size_t n = 0;

    *out = (struct rows){ 0 };
    if (!clock_day_of(edge_act(rq), d, clock, &day, rq->err) ||
        !edge_staff_name(rq, staff ? day.by : 0, &who))
        return false;
    if (!due_sum(rq->a, p, clock, pauses, rq->now, &sum, &none))
        return true;
    list = ARENA_ARRAY(rq->a, struct why_words, sum.n + 3);
    if (day.field)
        list[n++] = (struct why_words){ "written_down", day_words(rq, &day, who) };
    if (corrected)
        list[n++] = (struct why_words){ "receipt_corrected", corrected };
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
