/* GET /api/v1/budget: the page of the remedy budget, for other systems. [item 139] */
#include "api/api.h"

#include "desk/budget.h"

#include <stdlib.h>
#include <string.h>

static const struct field query_fields[] = {
    FIELD(struct api_budget_query, year, .max = 4, .help = "Of the calendar; this one by default."),
};
const struct record api_budget_query_record = RECORD(struct api_budget_query, query_fields);

static const struct field budget_fields[] = {
    FIELD(struct api_budget, id, .required = true, .help = "Number of the budget."),
    FIELD(struct api_budget, fund, .required = true, .help = "Code of the list funding_source."),
    FIELD(struct api_budget, team, .help = "Whose it is, with the teams below; null: all teams."),
    FIELD(struct api_budget, period, .required = true, .help = "year or month."),
    FIELD(struct api_budget, from_month, .required = true, .help = "The first, YYYY-MM."),
    FIELD(struct api_budget, until_month, .required = true, .help = "The last."),
    FIELD(struct api_budget, currency, .required = true, .help = "ISO 4217."),
    FIELD(struct api_budget, amount, .required = true, .help = "In minor units, as all sums here."),
    FIELD(struct api_budget, warn, .required = true, .help = "Per cent at which it warns."),
    FIELD(struct api_budget, planned, .required = true, .help = "Not told to the complainant yet."),
    FIELD(struct api_budget, promised, .required = true, .help = "Told, not carried out yet."),
    FIELD(struct api_budget, delivered, .required = true, .help = "Carried out."),
    FIELD(struct api_budget, left, .required = true, .help = "Of it; 0 when it is exceeded."),
    FIELD(struct api_budget, over, .required = true, .help = "By how much it is exceeded."),
    FIELD(struct api_budget, share, .required = true, .help = "Used of it, in per cent."),
};
const struct record api_budget_record = RECORD(struct api_budget, budget_fields);

static const struct field budgets_fields[] = {
    FIELD_ROWS(struct api_budgets, items, &api_budget_record),
};
const struct record api_budgets_record = RECORD(struct api_budgets, budgets_fields);

static struct api_budget shown(const struct budget_sum *b)
{
    int64_t left = b->amount - budget_used(b);

    return (struct api_budget){ .id = b->id,
                                .fund = b->fund,
                                .team = b->team,
                                .period = b->period,
                                .from_month = b->from_month,
                                .until_month = b->until_month,
                                .currency = b->currency,
                                .amount = b->amount,
                                .warn = b->warn,
                                .planned = b->planned,
                                .promised = b->promised,
                                .delivered = b->delivered,
                                .left = left > 0 ? left : 0,
                                .over = left < 0 ? -left : 0,
                                .share = budget_share(b) };
}

/* The year asked for, or today's. 0: wrong, and the error says how to write it. */
static int year_asked(struct req *rq, const char *text)
{
    char *end;
    long year = text ? strtol(text, &end, 10) : rq->today.year;

    if (text && (*end || year < 2000 || year > 2999)) {
        err_field(rq->err, "year", N_("Write a year as 2026."));
        return 0;
    }
    return (int)year;
}

bool api_budget_get(struct req *rq)
{
    struct api_budget_query query = { 0 };
    struct api_budgets out;
    struct api_budget *list;
    struct rows rows;
    int year = 0;

    if (!api_credential_good(rq) || !api_query(rq, &api_budget_query_record, &query) ||
        (year = year_asked(rq, query.year)) == 0 ||
        !budgets_read(rq, arena_printf(rq->a, "%04d-01", year),
                      arena_printf(rq->a, "%04d-12", year), &rows))
        return false;
    list = ARENA_ARRAY(rq->a, struct api_budget, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = shown((const struct budget_sum *)rows.row + i);
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_budgets_record, &out);
}
