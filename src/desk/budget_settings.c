/* /desk/settings/budgets: the budgets themselves, for whoever sets them. What stands against them
 * is on /desk/budget, which is for others. */
#include "db/spend_sql.h"
#include "desk/budget.h"
#include "desk/choices.h"
#include "edge/reach.h"
#include "operation/response/budget_flow.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define BUDGETS "/desk/settings/budgets"

static bool budgets_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Budgets for remedies")),
                                  .intro = lang_text(l, N_("From the year before on. What stands "
                                                           "against them is under Remedy budget.")),
                                  .path = BUDGETS,
                                  .back = settings_above(rq) ? settings_above(rq) : "/desk/budget",
                                  .head_a = lang_text(l, N_("Budget")),
                                  .head_b = lang_text(l, N_("Team")),
                                  .head_c = lang_text(l, N_("Sum")),
                                  .head_d = lang_text(l, N_("Warns at")),
                                  .add = lang_text(l, N_("Set a budget")),
                                  .add_href = BUDGETS "/new",
                                  .done = settings_done(rq) };
    const struct procedure *p;
    const struct budget_sum *b;
    struct settings_line *lines;
    struct reach reach;
    struct rows rows;

    if (!edge_procedure(rq, &p) || !edge_reach(rq, MAY_SET_BUDGET, &reach) ||
        !sql_budgets_set(rq->a, rq->db, arena_printf(rq->a, "%04d-01", rq->today.year - 1),
                         reach.all, reach.teams, &rows, rq->err))
        return false;
    b = rows.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = (struct settings_line){
            .a = budget_name(rq, p, &b[i]),
            .b = b[i].team ? b[i].team : lang_text(l, N_("All teams")),
            .c = lang_money(rq->a, l, b[i].amount, b[i].currency),
            .d = arena_printf(rq->a, "%" PRId64 " %%", b[i].warn),
            .href = arena_printf(rq->a, BUDGETS "/%" PRId64, b[i].id),
        };
    page.rows = (struct rows){ lines, rows.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* The teams of this reader's reach; all together only for whoever reaches all. */
static bool team_input(struct settings *s)
{
    struct req *rq = s->rq;
    struct choice *teams, *list;
    struct reach reach;
    size_t n, kept = 0;

    if (!edge_reach(rq, MAY_SET_BUDGET, &reach) ||
        !settings_teams(rq, reach.all ? N_("All teams") : NULL, &teams, &n))
        return false;
    list = ARENA_ARRAY(rq->a, struct choice, n);
    for (size_t i = 0; i < n; i++) {
        int64_t id = strtoll(teams[i].value, NULL, 10);
        if (reach.all || reach_team(&reach, id))
            list[kept++] = teams[i];
    }
    settings_select(s, "team", N_("Team"), N_("With the teams below it."), list, kept, "0");
    return true;
}

static void sum_inputs(struct settings *s, const char *amount, int64_t warn)
{
    settings_text(s, "amount", N_("Sum"), N_("In digits, 12000.00 for instance."), amount);
    settings_text(s, "warn", N_("Warns at"),
                  N_("Per cent of the sum: a promise beyond it is "
                     "given a reason."),
                  arena_printf(s->rq->a, "%" PRId64, warn));
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Set a budget"), N_("Set it"));
    struct choice periods[] = { { .value = "year", .label = lang_text(rq->lang, N_("A year")) },
                                { .value = "month", .label = lang_text(rq->lang, N_("A month")) } };
    const struct procedure *p;
    const struct answer *funds, *currencies;

    if (!edge_procedure(rq, &p))
        return false;
    s.action = BUDGETS "/new";
    s.back = BUDGETS;
    funds = choices_codes(rq, p, "funding_source");
    currencies = choices_currencies(rq, p);
    settings_select(&s, "fund", N_("Who pays"), NULL,
                    (struct choice *)(uintptr_t)funds->choices.row, funds->choices.n, "");
    if (!team_input(&s))
        return false;
    settings_radios(&s, "period", N_("For"), NULL, periods, COUNT(periods), "year");
    settings_text(&s, "from_month", N_("From the month"),
                  N_("A year may begin with any month: 2026-01, or 2026-04."),
                  arena_printf(rq->a, "%04d-01", rq->today.year));
    settings_select(&s, "currency", N_("Currency"), NULL,
                    (struct choice *)(uintptr_t)currencies->choices.row, currencies->choices.n,
                    procedure_text(p, "currency", "EUR"));
    sum_inputs(&s, NULL, 80);
    return settings_show(&s);
}

static bool team_mine(struct req *rq, int64_t team)
{
    struct reach reach;

    if (!edge_reach(rq, MAY_SET_BUDGET, &reach))
        return false;
    return reach.all || (team != 0 && reach_team(&reach, team)) ||
           err_field(rq->err, "team", N_("Choose a team of yours."));
}

static bool sum_read(struct req *rq, const char *currency, int64_t *out)
{
    return lang_money_read(settings_sent(rq, "amount"), currency, out) ||
           err_field(rq->err, "amount", N_("Write a sum in digits, 12.50 for instance."));
}

static bool new_post(struct req *rq)
{
    struct budget_form form = { .fund = settings_sent(rq, "fund"),
                                .team = strtoll(settings_sent(rq, "team"), NULL, 10),
                                .period = settings_sent(rq, "period"),
                                .from_month = settings_sent(rq, "from_month"),
                                .currency = settings_sent(rq, "currency") };
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    if (team_mine(rq, form.team) && sum_read(rq, form.currency, &form.amount) &&
        settings_number(rq, "warn", 1, 100, &form.warn) &&
        budget_set(edge_act(rq), p, &form, rq->err))
        return settings_saved(rq, BUDGETS);
    return new_show(rq);
}

/* One that is in use and of a team of theirs; any other is not there. */
static bool one_load(struct req *rq, struct budget_row *out)
{
    struct reach reach;
    int64_t id;

    if (!settings_id(rq, "id", &id) || !budget_by_id(rq->a, rq->db, id, out, rq->err) ||
        !edge_reach(rq, MAY_SET_BUDGET, &reach))
        return false;
    return ((reach.all || (out->team_id && reach_team(&reach, out->team_id))) &&
            !instant_is_set(out->ended_at)) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool one_show(struct req *rq, const struct budget_row *b)
{
    struct settings s = settings_form(rq, N_("Change a budget"), N_("Save"));
    const struct budget_sum sum = { .fund = b->fund,
                                    .period = b->period,
                                    .from_month = b->from_month,
                                    .until_month = b->until_month };
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    s.action = arena_printf(rq->a, BUDGETS "/%" PRId64, b->id);
    s.back = BUDGETS;
    s.intro = arena_printf(rq->a, "%s · %s", budget_name(rq, p, &sum), b->currency);
    s.seen = arena_printf(rq->a, "%" PRId64, b->version);
    sum_inputs(&s, lang_money_text(rq->a, b->amount, b->currency), b->warn);
    settings_tick(&s, "end", N_("No longer in use"), N_("It stays on file with what it was."),
                  N_("Take it out of use"), false);
    return settings_show(&s);
}

static bool one_get(struct req *rq)
{
    struct budget_row b = { 0 };

    return one_load(rq, &b) && one_show(rq, &b);
}

static bool one_post(struct req *rq)
{
    int64_t seen = strtoll(settings_sent(rq, "seen"), NULL, 10), amount, warn;
    struct budget_row b = { 0 };

    if (!one_load(rq, &b))
        return false;
    if (sum_read(rq, b.currency, &amount) && settings_number(rq, "warn", 1, 100, &warn) &&
        budget_change(edge_act(rq), b.id, seen, amount, warn, settings_ticked(rq, "end", "yes"),
                      rq->err))
        return settings_saved(rq, BUDGETS);
    return one_show(rq, &b);
}

const struct route budget_settings_routes[] = {
    { GET, BUDGETS, MAY_SET_BUDGET, budgets_get, 0 },
    { GET, BUDGETS "/new", MAY_SET_BUDGET, new_show, 0 },
    { POST, BUDGETS "/new", MAY_SET_BUDGET, new_post, 0 },
    { GET, BUDGETS "/{id}", MAY_SET_BUDGET, one_get, 0 },
    { POST, BUDGETS "/{id}", MAY_SET_BUDGET, one_post, 0 },
    { 0 },
};
