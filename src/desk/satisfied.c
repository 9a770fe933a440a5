/* The closing survey in numbers. One row is read, whatever the number of cases. */
#include "desk/satisfied.h"

#include "db/satisfied_sql.h"
#include "edge/edge.h"
#include "edge/reach.h"

static const struct field satisfied_fields[] = {
    FIELD(struct satisfied, asked),        FIELD(struct satisfied, handled),
    FIELD(struct satisfied, handled_good), FIELD(struct satisfied, handled_bad),
    FIELD(struct satisfied, fair),         FIELD(struct satisfied, fair_yes),
    FIELD(struct satisfied, fair_no),      FIELD(struct satisfied, outcome),
    FIELD(struct satisfied, outcome_good), FIELD(struct satisfied, outcome_bad),
};
const struct record satisfied_record = RECORD(struct satisfied, satisfied_fields);

static struct satisfaction_row row(struct req *rq, const char *label, int64_t answers, int64_t good,
                                   int64_t bad)
{
    return (struct satisfaction_row){ .label = lang_text(rq->lang, label),
                                      .answers = answers,
                                      .good = good,
                                      .between = answers - good - bad,
                                      .bad = bad };
}

bool satisfied_show(struct req *rq, const struct reach *reach, struct date from, struct date to,
                    struct figures_page *page)
{
    const struct zone *zone = rq->app->zone;
    int64_t first = date_is_set(from) ? zone_instant(zone, from, 0).us : 0;
    int64_t end = date_is_set(to) ? zone_instant(zone, date_add(to, 1), 0).us : INT64_MAX;
    struct satisfaction_row *rows = ARENA_ARRAY(rq->a, struct satisfaction_row, 3);
    struct satisfied s;

    if (!sql_satisfied(rq->a, rq->db, first, end, reach->all, reach->teams, reach->barred, &s,
                       rq->err))
        return false;
    rows[0] = row(rq, N_("How we dealt with it"), s.handled, s.handled_good, s.handled_bad);
    rows[1] = row(rq, N_("Both sides treated fairly"), s.fair, s.fair_yes, s.fair_no);
    rows[2] = row(rq, N_("The outcome"), s.outcome, s.outcome_good, s.outcome_bad);
    page->asked = s.asked;
    page->answered = s.handled;
    page->satisfaction = (struct rows){ rows, s.handled > 0 ? 3 : 0 };
    return true;
}
