#include "people/calendars_due.h"

#include "edge/edge.h"
#include "people/calendars_flow.h"

#include <string.h>

static int64_t goes_by(const struct clock_rule_row *rule, const char *calendar)
{
    return rule->calendar && strcmp(rule->calendar, calendar) == 0;
}

int64_t calendar_rules(const struct procedure *p, const struct pack_version *v,
                       const char *calendar)
{
    const struct clock_rule_row *rule = p->clocks.row;
    int64_t n = 0;

    for (size_t i = 0; i < p->clocks.n; i++)
        n += goes_by(&rule[i], calendar);
    for (size_t i = 0; v && i < v->n_clocks; i++) {
        n += goes_by(&v->clock[i], calendar);
        for (size_t j = 0; j < v->clock_limits[i].n; j++)
            n += goes_by(&v->clock_limits[i].limit[j].rule, calendar);
    }
    return n;
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
    list = ARENA_ARRAY(rq->a, struct settings_line, p->calendars.n);
    for (size_t i = 0; i < p->calendars.n; i++) {
        int year = calendar_lacks(rq, &c[i]);
        if (year == 0 || calendar_rules(p, v, c[i].name) == 0)
            continue;
        list[n].href = arena_printf(rq->a, "/desk/settings/calendars/%s", c[i].name);
        list[n++].a = lang_format(
            rq->a, rq->lang, N_("{name}: the holidays of {year} are missing."), "name",
            calendar_label(&c[i], rq->lang), "year", arena_printf(rq->a, "%d", year), NULL);
    }
    *out = (struct rows){ list, n };
    return true;
}
