/* What is promised next, and why that day. [4.15-a] [7.3-a] */
#include "base/buf.h"
#include "complaint/due.h"
#include "complaint/tie.h"
#include "db/tie_sql.h"
#include "edge/why.h"
#include "portal/promises.h"
#include "portal/track_parts.h"

#include <string.h>

static const char *label_of(const struct track *t, const char *clock)
{
    return promise_label(t->rq->a, t->d.pack, clock, t->rq->lang);
}

/* In one paragraph; NULL for a clock of a former procedure that has no sum any more. */
static bool why(const struct track *t, const struct clock_row *clock, const struct rows *pauses,
                const char **out)
{
    struct buf b = buf_new(t->rq->a);
    const struct why_words *words;
    struct rows rows;

    if (!edge_clock_why(t->rq, t->p, &t->d, clock, pauses, false, &rows))
        return false;
    words = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " · " : "", words[i].text);
    *out = rows.n > 0 ? buf_text(&b) : NULL;
    return true;
}

/* A broken promise is said, and regretted; and one of which they were told before, when to expect
 * it instead, as long as that day is to come. */
static const char *more(const struct track *t, const struct clock_row *clock)
{
    const struct lang *l = t->rq->lang;

    if (instant_is_set(clock->delay_told_at) && date_compare(clock->expected_on, t->rq->today) >= 0)
        return lang_format(
            t->rq->a, l,
            N_("We told you on {day} why it takes longer. You can expect it by {date}."), "day",
            lang_date(t->rq->a, l, zone_date(t->p->zone, clock->delay_told_at, NULL), DATE_DAY,
                      t->rq->today),
            "date", lang_date(t->rq->a, l, clock->expected_on, DATE_DAY, t->rq->today), NULL);
    if (clock->due_at.us < t->rq->now.us && strcmp(clock->name, "answer") != 0)
        return lang_text(l, N_("We did not keep this date. We are sorry."));
    return NULL;
}

static struct track_date date_of(const struct track *t, const struct clock_row *clock)
{
    return (struct track_date){
        .label = label_of(t, clock->name),
        .due = zone_date(t->p->zone, clock->due_at, NULL),
        .at = due_moment(t->p->zone, clock->due_at),
        .more = more(t, clock),
    };
}

/* Whether one of the earlier ones is called the same. */
static bool told(const struct track *t, const struct clock_row *const *list, size_t n,
                 const struct clock_row *clock)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(label_of(t, list[i]->name), label_of(t, clock->name)) == 0)
            return true;
    return false;
}

/* Those that run, the earliest first. */
static size_t running(const struct track *t, const struct clock_row **list)
{
    const struct clock_row *clock = t->d.clock.row;
    size_t n = 0, i;

    for (size_t k = 0; k < t->d.clock.n; k++) {
        if (strcmp(clock[k].state, "running") != 0 || !label_of(t, clock[k].name))
            continue;
        for (i = n++; i > 0 && list[i - 1]->due_at.us > clock[k].due_at.us; i--)
            list[i] = list[i - 1];
        list[i] = &clock[k];
    }
    return n;
}

bool track_dates(struct track *t, struct rows *out)
{
    struct req *rq = t->rq;
    const struct clock_row **clock = ARENA_ARRAY(rq->a, const struct clock_row *, t->d.clock.n);
    struct track_date *list = ARENA_ARRAY(rq->a, struct track_date, t->d.clock.n);
    struct rows pauses;
    size_t n, shown = 0;

    if (!clock_pause_of(rq->a, rq->db, t->d.c.id, &pauses, rq->err))
        return false;
    n = running(t, clock);
    for (size_t i = 0; i < n; i++)
        if (!told(t, clock, i, clock[i])) {
            list[shown] = date_of(t, clock[i]);
            if (!why(t, clock[i], &pauses, &list[shown++].why))
                return false;
        }
    *out = (struct rows){ list, shown };
    return true;
}
