/* Lines of which nothing is left go, as those of the other tallies. */
#include "complaint/spend.h"

#include "complaint/dossier.h"
#include "complaint/words.h"
#include "db/spend_sql.h"

#include <string.h>

static const struct field budget_sum_fields[] = {
    FIELD(struct budget_sum, id),         FIELD(struct budget_sum, version),
    FIELD(struct budget_sum, fund),       FIELD(struct budget_sum, team_id),
    FIELD(struct budget_sum, team),       FIELD(struct budget_sum, period),
    FIELD(struct budget_sum, from_month), FIELD(struct budget_sum, until_month),
    FIELD(struct budget_sum, amount),     FIELD(struct budget_sum, currency),
    FIELD(struct budget_sum, warn),       FIELD(struct budget_sum, planned),
    FIELD(struct budget_sum, promised),   FIELD(struct budget_sum, delivered),
};
const struct record budget_sum_record = RECORD(struct budget_sum, budget_sum_fields);

static const struct field tally_remedy_wrong_fields[] = {
    FIELD(struct tally_remedy_wrong, fund),      FIELD(struct tally_remedy_wrong, currency),
    FIELD(struct tally_remedy_wrong, month),     FIELD(struct tally_remedy_wrong, team_id),
    FIELD(struct tally_remedy_wrong, state),     FIELD(struct tally_remedy_wrong, value),
    FIELD(struct tally_remedy_wrong, cost),      FIELD(struct tally_remedy_wrong, true_value),
    FIELD(struct tally_remedy_wrong, true_cost),
};
const struct record tally_remedy_wrong_record =
    RECORD(struct tally_remedy_wrong, tally_remedy_wrong_fields);

static void month_text(struct date d, char out[MONTH_TEXT])
{
    char day[DATE_TEXT];

    date_text(d, day);
    memcpy(out, day, MONTH_TEXT - 1);
    out[MONTH_TEXT - 1] = '\0';
}

bool spend_line(const struct remedy_row *r, const struct complaint_row *c, char month[MONTH_TEXT],
                struct tally_remedy_row *out)
{
    enum remedy_state state = word_value(&remedy_state_words, r->state);
    bool delivered = state == REMEDY_CARRIED_OUT || state == REMEDY_VERIFIED;

    if (state == REMEDY_DROPPED || r->cost <= 0 || !r->currency ||
        (!delivered && instant_is_set(c->closed_at)))
        return false;
    month_text(delivered ? r->done_on : r->due_on, month);
    *out = (struct tally_remedy_row){ .fund = r->fund ? r->fund : "",
                                      .currency = r->currency,
                                      .month = month,
                                      .team_id = c->team_id,
                                      .state = delivered                        ? "delivered"
                                               : instant_is_set(r->promised_at) ? "promised"
                                                                                : "planned",
                                      .value = 1,
                                      .cost = r->cost };
    return true;
}

static bool count(const struct act *act, const struct remedy_row *r, const struct complaint_row *c,
                  int64_t n, struct err *err)
{
    struct tally_remedy_row line;
    char month[MONTH_TEXT];

    if (!spend_line(r, c, month, &line))
        return true;
    return sql_tally_remedy_add(act->a, act->db, line.fund, line.currency, line.month, line.team_id,
                                line.state, n, n * line.cost, err) &&
           (n > 0 || sql_tally_remedy_clear(act->a, act->db, line.fund, line.currency, line.month,
                                            line.team_id, line.state, err));
}

static bool same_line(const struct tally_remedy_row *a, const struct tally_remedy_row *b)
{
    return a->team_id == b->team_id && a->cost == b->cost && strcmp(a->fund, b->fund) == 0 &&
           strcmp(a->currency, b->currency) == 0 && strcmp(a->month, b->month) == 0 &&
           strcmp(a->state, b->state) == 0;
}

static bool move(const struct act *act, const struct remedy_row *r, const struct complaint_row *c,
                 const struct remedy_row *to, const struct complaint_row *to_case, struct err *err)
{
    struct tally_remedy_row from_line, to_line;
    char from_month[MONTH_TEXT], to_month[MONTH_TEXT];
    bool from_there = spend_line(r, c, from_month, &from_line);
    bool to_there = spend_line(to, to_case, to_month, &to_line);

    if (from_there == to_there && (!from_there || same_line(&from_line, &to_line)))
        return true;
    return count(act, r, c, -1, err) && count(act, to, to_case, 1, err);
}

bool spend_insert(struct history *h, const struct complaint_row *c, struct remedy_row *row,
                  struct err *err)
{
    return history_insert(h, &remedy_table, row, err) && count(h->act, row, c, 1, err);
}

bool spend_update(struct history *h, const struct complaint_row *c, const struct remedy_row *before,
                  struct remedy_row *after, struct err *err)
{
    return history_update(h, &remedy_table, before, after, err) &&
           move(h->act, before, c, after, c, err);
}

bool spend_case(const struct act *act, const struct complaint_row *before,
                const struct complaint_row *after, struct err *err)
{
    const struct remedy_row *r;
    struct rows rows;

    if (before->team_id == after->team_id &&
        instant_is_set(before->closed_at) == instant_is_set(after->closed_at))
        return true;
    if (!remedy_of(act->a, act->db, after->id, &rows, err))
        return false;
    r = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!move(act, &r[i], before, &r[i], after, err))
            return false;
    return true;
}

bool spend_promise(struct history *h, const struct dossier *d, struct err *err)
{
    for (size_t i = 0; i < d->remedy.n; i++) {
        const struct remedy_row *before = &d->remedy.row[i];
        struct remedy_row after = *before;
        if (strcmp(before->state, "approved") != 0 || instant_is_set(before->promised_at))
            continue;
        after.promised_at = h->act->now;
        if (!spend_update(h, &d->c, before, &after, err))
            return false;
    }
    return true;
}

int64_t budget_used(const struct budget_sum *b)
{
    return b->planned + b->promised + b->delivered;
}

int64_t budget_share(const struct budget_sum *b)
{
    int64_t used = budget_used(b);

    if (b->amount <= 0)
        return used > 0 ? 101 : 0;
    /* A sum too large to be multiplied is some thousand times the budget. */
    if (used > INT64_MAX / 100 - b->amount)
        return INT64_MAX / 100 / b->amount;
    return (used * 100 + b->amount - 1) / b->amount;
}

enum budget_state budget_state(const struct budget_sum *b)
{
    if (budget_used(b) > b->amount)
        return BUDGET_OVER;
    return budget_share(b) > b->warn ? BUDGET_WARNS : BUDGET_IN_TIME;
}

/* Whether a line stands in that budget already; its team was asked by the statement. */
static bool stands_in(const struct budget_sum *b, const struct tally_remedy_row *l)
{
    return strcmp(l->fund, b->fund) == 0 && strcmp(l->currency, b->currency) == 0 &&
           strcmp(l->month, b->from_month) >= 0 && strcmp(l->month, b->until_month) <= 0;
}

bool spend_taken(const struct act *act, const struct remedy_row *before,
                 const struct remedy_row *after, const struct complaint_row *c, struct days days,
                 const struct budget_sum **out, struct err *err)
{
    struct tally_remedy_row was = { 0 }, line;
    char was_month[MONTH_TEXT], month[MONTH_TEXT], first[MONTH_TEXT], last[MONTH_TEXT];
    bool stood = before && spend_line(before, c, was_month, &was);
    bool agreed = stood && word_value(&remedy_state_words, before->state) != REMEDY_PROPOSED;
    struct budget_sum *b;
    struct rows rows;

    *out = NULL;
    if (!spend_line(after, c, month, &line))
        return true;
    month_text(days.first, first);
    month_text(days.last, last);
    if (!sql_budgets_of(act->a, act->db, line.fund, line.currency, first, last, line.team_id, &rows,
                        err))
        return false;
    b = (struct budget_sum *)(uintptr_t)rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        int64_t adds = line.cost - (stood && stands_in(&b[i], &was) ? was.cost : 0);
        b[i].planned += adds;
        if ((adds > 0 || !agreed) && budget_state(&b[i]) != BUDGET_IN_TIME &&
            (!*out || budget_share(&b[i]) > budget_share(*out)))
            *out = &b[i];
    }
    return true;
}
