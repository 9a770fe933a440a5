/* What is due for the organisation, among the notices of whoever it falls to. */
#include "db/improvement_sql.h"
#include "desk/alerts.h"
#include "edge/names.h"
#include "improvement/duty.h"
#include "improvement/look_page.h"

#include <string.h>

enum { DUTIES_SHOWN = 20 };

static const struct {
    const char *kind, *due, *path;
    bool one; /* it has a page of its own */
} duties[] = {
    { "policy", N_("The policy on complaints is to be looked at again by {day}"), POLICY, false },
    { "objective", N_("The period of an objective is over: it is to be settled from {day} on"),
      OBJECTIVES, true },
    { "review", N_("Top management is to hold its review by {day}"), REVIEWS, false },
    { "procedure", N_("The procedure is to be looked at again by {day}"), "/desk/procedure",
      false },
};

static size_t duty_of(const char *kind)
{
    size_t i = 0;

    while (i + 1 < COUNT(duties) && strcmp(duties[i].kind, kind) != 0)
        i++;
    return i;
}

static bool line_show(struct req *rq, const struct duty_told *d, struct alert_line *out)
{
    size_t i = duty_of(d->kind);
    const char *name = NULL;

    *out = (struct alert_line){
        .href = arena_printf(rq->a, "/desk/notices/%" PRId64, d->id),
        .text = lang_format(rq->a, rq->lang, duties[i].due, "day", look_day(rq, d->due_on), NULL),
        .when = lang_instant(rq->a, rq->lang, d->at, rq->app->zone, DATE_SHORT, rq->today),
        .unread = !instant_is_set(d->read_at),
        .id = arena_printf(rq->a, "%" PRId64, d->id),
        .submit = instant_is_set(d->read_at) ? NULL : lang_text(rq->lang, N_("Mark as read")),
    };
    if (d->for_id == 0)
        return true;
    if (!edge_staff_name(rq, d->for_id, &name))
        return false;
    out->detail = lang_format(rq->a, rq->lang, N_("You stand in for {name}."), "name",
                              name ? name : "–", NULL);
    return true;
}

bool duties_show(struct req *rq, struct alert_group *out)
{
    const struct duty_told *d;
    struct alert_line *lines;
    struct rows rows;

    if (!sql_duties_told(rq->a, rq->db, rq->user->id, DUTIES_SHOWN, &rows, rq->err))
        return false;
    d = rows.row;
    lines = ARENA_ARRAY(rq->a, struct alert_line, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!line_show(rq, &d[i], &lines[i]))
            return false;
    *out = (struct alert_group){ .title = lang_text(rq->lang, N_("Due for the organisation")),
                                 .lines = { lines, rows.n } };
    return true;
}

bool duty_path(struct req *rq, int64_t notice, const char **out)
{
    const struct duty_told *d;
    struct rows rows;
    size_t i;

    *out = NULL;
    if (!sql_duty_told_one(rq->a, rq->db, notice, rq->user->id, &rows, rq->err))
        return false;
    if (rows.n == 0)
        return true;
    d = rows.row;
    i = duty_of(d->kind);
    *out = duties[i].one ? arena_printf(rq->a, "%s/%" PRId64, duties[i].path, d->of_id)
                         : duties[i].path;
    return true;
}
