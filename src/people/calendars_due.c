#include "people/calendars_due.h"

#include "complaint/clock.h"
#include "edge/edge.h"
#include "people/calendars_flow.h"

#include <string.h>

/* What is asked of each rule in force. */
struct by {
    const struct procedure *p;
    const struct pack_version *v;
    const char *calendar;
    bool working; /* only those whose days off do not count */
};

static bool working(const struct clock_rule_row *rule)
{
    enum clock_unit unit = clock_unit_of(rule->unit);

    return rule->rolls || unit == CLOCK_WORKING_DAYS || unit == CLOCK_WORKING_HOURS;
}

static int64_t goes_by(const struct by *by, const struct clock_rule_row *rule)
{
    return strcmp(procedure_rule_calendar(by->p, by->v, rule), by->calendar) == 0 &&
           (!by->working || working(rule));
}

static int64_t rules(const struct by *by)
{
    const struct clock_rule_row *rule = by->p->clocks.row;
    const struct pack_version *v = by->v;
    int64_t n = 0;

    for (size_t i = 0; i < by->p->clocks.n; i++)
        n += !pack_clock(v, rule[i].name) && goes_by(by, &rule[i]);
    for (size_t i = 0; v && i < v->n_clocks; i++) {
        n += goes_by(by, &v->clock[i]);
        for (size_t j = 0; j < v->clock_limits[i].n; j++)
            n += goes_by(by, &v->clock_limits[i].limit[j].rule);
    }
    return n;
}

int64_t calendar_rules(const struct procedure *p, const struct pack_version *v,
                       const char *calendar)
{
    return rules(&(struct by){ .p = p, .v = v, .calendar = calendar });
}

/* Working days by a calendar without holidays are promised too early, unless there are none. */
static bool without_holidays(const struct procedure *p, const struct pack_version *v,
                             const struct calendar_row *c, int64_t *n)
{
    if ((c->years && *c->years) || (c->holidays && *c->holidays))
        return false;
    *n = rules(&(struct by){ .p = p, .v = v, .calendar = c->name, .working = true });
    return *n > 0;
}

int calendar_lacks(const struct req *rq, const struct calendar_row *c)
{
    int year = rq->today.year;

    if (!c->years || !*c->years)
        return 0;
    if (!calendar_knows(c, year))
        return year;
    return calendar_knows(c, year + 1) ? 0 : year + 1;
}

bool calendars_due(struct req *rq, struct rows *out)
{
    const struct pack_version *v;
    const struct calendar_row *c;
    const struct procedure *p;
    struct settings_line *list;
    size_t n = 0;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err))
        return false;
    c = p->calendars.row;
    list = ARENA_ARRAY(rq->a, struct settings_line, 2 * p->calendars.n);
    for (size_t i = 0; i < p->calendars.n; i++) {
        int year = calendar_lacks(rq, &c[i]);
        int64_t rules_n;
        if (without_holidays(p, v, &c[i], &rules_n)) {
            list[n].href = "/desk/settings/general";
            list[n++].a = lang_format(
                rq->a, rq->lang,
                lang_plural(rq->a, rq->lang,
                            N_PLURAL("1 time limit in working days goes by “{name}”, a calendar "
                                     "without holidays: choose the organisation's own.",
                                     "{n} time limits in working days go by “{name}”, a calendar "
                                     "without holidays: choose the organisation's own."),
                            rules_n),
                "name", calendar_label(&c[i], rq->lang), NULL);
        }
        if (year == 0 || calendar_rules(p, v, c[i].name) == 0)
            continue;
        list[n].href = arena_printf(rq->a, "/desk/settings/calendars/%s/+", c[i].name);
        list[n++].a = lang_format(
            rq->a, rq->lang,
            N_("{name}: the holidays of {year} are missing. Time limits that end then are counted "
               "as if "
               "there were none. Add that year here, from the official list or a calendar file "
               "(.ics)."),
            "name", calendar_label(&c[i], rq->lang), "year", arena_printf(rq->a, "%d", year), NULL);
    }
    *out = (struct rows){ list, n };
    return true;
}
