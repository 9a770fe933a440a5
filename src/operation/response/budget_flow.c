#include "operation/response/budget_flow.h"

#include "complaint/facts.h"
#include "db/spend_sql.h"

#include <stdlib.h>
#include <string.h>

/* The last month of it, or false when the first is none. */
static bool months_read(const struct budget_form *f, char until[MONTH_TEXT], struct err *err)
{
    const char *text = f->from_month ? f->from_month : "";
    char day[DATE_TEXT];
    struct date first;

    if (strlen(text) != MONTH_TEXT - 1)
        return err_field(err, "from_month", N_("Write a month as 2026-11."));
    snprintf(day, sizeof day, "%s-01", text);
    if (!date_parse(day, strlen(day), &first))
        return err_field(err, "from_month", N_("Write a month as 2026-11."));
    if (strcmp(f->period, "year") == 0)
        first = first.month == 1 ? DAY(first.year, 12, 1) : DAY(first.year + 1, first.month - 1, 1);
    date_text(first, day);
    memcpy(until, day, MONTH_TEXT - 1);
    until[MONTH_TEXT - 1] = '\0';
    return true;
}

static bool sums_allowed(int64_t amount, int64_t warn, struct err *err)
{
    if (amount <= 0)
        return err_field(err, "amount", N_("Write an amount above 0."));
    if (amount > SUM_MAX)
        return err_field(err, "amount", N_("This sum is too large. Check its digits."));
    if (warn < 1 || warn > 100)
        return err_field(err, "warn", N_("It warns between 1 and 100 per cent."));
    return true;
}

static bool form_allowed(const struct procedure *p, const struct budget_form *f, struct err *err)
{
    const struct code_row *code = procedure_code(p, "funding_source", f->fund);

    if (!code || instant_is_set(code->ended_at))
        return err_field(err, "fund", N_("Choose who pays for it from the list."));
    if (!f->period || (strcmp(f->period, "year") != 0 && strcmp(f->period, "month") != 0))
        return err_field(err, "period", N_("Choose a year or a month."));
    if (!f->currency || strlen(f->currency) != 3)
        return err_field(err, "currency", N_("Write the currency."));
    return sums_allowed(f->amount, f->warn, err);
}

static bool team_there(const struct act *act, int64_t id, struct err *err)
{
    struct team_row team = { 0 };
    struct err none = { 0 };

    if (id == 0)
        return true;
    if (!team_by_id(act->a, act->db, id, &team, &none) && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return (none.kind == ERR_NONE && !instant_is_set(team.ended_at)) ||
           err_field(err, "team", N_("Choose a team that is in use."));
}

bool budget_set(const struct act *act, const struct procedure *p, const struct budget_form *f,
                struct err *err)
{
    char until[MONTH_TEXT];
    struct budget_row row = { .fund = f->fund,
                              .team_id = f->team,
                              .period = f->period,
                              .from_month = f->from_month,
                              .until_month = until,
                              .amount = f->amount,
                              .currency = f->currency,
                              .warn = f->warn,
                              .set_at = act->now,
                              .set_by = act->actor_id };
    AUTO_TX tx = { 0 };
    struct history h;
    struct rows same;

    if (!form_allowed(p, f, err) || !months_read(f, until, err) || !tx_begin(&tx, act->db, err) ||
        !team_there(act, f->team, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "budget_set", NULL, err) ||
        !sql_budgets_same(act->a, act->db, f->fund, f->team, f->currency, f->from_month, until,
                          &same, err))
        return false;
    if (same.n > 0)
        return err_field(err, "fund",
                         N_("There is such a budget already: change its sum in the list."));
    return history_insert(&h, &budget_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool budget_change(const struct act *act, int64_t id, int64_t version, int64_t amount, int64_t warn,
                   bool end, struct err *err)
{
    struct budget_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!sums_allowed(amount, warn, err) || !tx_begin(&tx, act->db, err) ||
        !budget_by_id(act->a, act->db, id, &before, err))
        return false;
    if (before.version != version || instant_is_set(before.ended_at))
        return err_set(err, ERR_CONFLICT,
                       N_("Somebody else changed this budget in the meantime. Look at it again, "
                          "then send once more."));
    after = before;
    after.amount = amount;
    after.warn = warn;
    after.set_at = act->now;
    after.set_by = act->actor_id;
    if (end)
        after.ended_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, end ? "budget_ended" : "budget_changed", NULL,
                         err) &&
           history_update(&h, &budget_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}
