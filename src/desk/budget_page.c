/* /desk/budget: what remedies may cost, what is planned, promised and delivered of it. [item 139]
 */
#include "base/buf.h"
#include "db/spend_sql.h"
#include "desk/budget.h"
#include "desk/desk.h"
#include "edge/reach.h"

#include <stdlib.h>
#include <string.h>

const char *budget_name(struct req *rq, const struct procedure *p, const struct budget_sum *b)
{
    bool calendar = strcmp(b->period, "year") == 0 && strcmp(b->from_month + 4, "-01") == 0;
    const char *when = arena_printf(rq->a, "%s – %s", b->from_month, b->until_month);

    if (calendar)
        when = arena_strn(rq->a, b->from_month, 4);
    else if (strcmp(b->from_month, b->until_month) == 0)
        when = b->from_month;
    return lang_format(rq->a, rq->lang, N_("{fund}, {when}"), "fund",
                       procedure_label(p, "funding_source", b->fund, rq->lang), "when", when, NULL);
}

static void take_off(struct rows *rows, const struct budget_sum *off)
{
    struct budget_sum *b = (struct budget_sum *)(uintptr_t)rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (b[i].id == off->id) {
            b[i].planned -= off->planned;
            b[i].promised -= off->promised;
            b[i].delivered -= off->delivered;
        }
}

/* What this reader is barred from is in no sum they see. */
static bool barred_take_off(struct req *rq, const struct reach *reach, const char *first,
                            const char *last, struct rows *rows)
{
    struct rows barred = { 0 };

    if (reach->n_barred > 0 &&
        !sql_budgets_barred(rq->a, rq->db, rq->user->id, first, last, &barred, rq->err))
        return false;
    for (size_t i = 0; i < barred.n; i++)
        take_off(rows, (const struct budget_sum *)barred.row + i);
    return true;
}

bool budgets_read(struct req *rq, const char *first, const char *last, struct rows *out)
{
    struct reach reach;

    *out = (struct rows){ 0 };
    if (!edge_reach(rq, MAY_READ_BUDGET, &reach))
        return false;
    if (reach.none)
        return true;
    return sql_budgets_within(rq->a, rq->db, first, last, reach.all, reach.teams, out, rq->err) &&
           barred_take_off(rq, &reach, first, last, out);
}

/* Who is barred from a case reads how a budget stands without a number: against the answer to a
 * promise, which is judged by the true sum, a number would tell what the case cost. [4.7-a] */
static const char *used_text(struct req *rq, const struct reach *reach, const struct budget_sum *b)
{
    if (reach->n_barred == 0)
        return lang_format(rq->a, rq->lang, N_("{percent}% of it is used or promised."), "percent",
                           arena_printf(rq->a, "%" PRId64, budget_share(b)), NULL);
    return lang_text(rq->lang, budget_used(b) >= b->amount ? N_("It is used up.")
                                                           : N_("It is nearly used up."));
}

bool budget_warnings(struct act_page *page, struct rows *out)
{
    struct req *rq = page->rq;
    const struct budget_sum *b;
    struct act_row *list;
    struct reach reach;
    const char *month;
    char day[DATE_TEXT];
    struct rows rows;
    size_t n = 0;

    date_text(rq->today, day);
    month = arena_strn(rq->a, day, MONTH_TEXT - 1);
    if (!edge_reach(rq, MAY_READ, &reach) ||
        !sql_budgets_here(rq->a, rq->db, month, page->d.c.team_id, &rows, rq->err) ||
        !barred_take_off(rq, &reach, month, month, &rows))
        return false;
    b = rows.row;
    list = ARENA_ARRAY(rq->a, struct act_row, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (budget_state(&b[i]) != BUDGET_IN_TIME || budget_share(&b[i]) >= b[i].warn)
            list[n++] = (struct act_row){
                .text = budget_name(rq, page->p, &b[i]),
                .detail = used_text(rq, &reach, &b[i]),
            };
    *out = (struct rows){ list, n };
    return true;
}

/* -- the page -- */

static int asked_year(const struct req *rq)
{
    const char *text = form_text(rq->query, "year");
    long year = text ? strtol(text, NULL, 10) : 0;

    return year >= 2000 && year <= 2999 ? (int)year : rq->today.year;
}

static bool year_read(struct req *rq, int year, struct rows *out)
{
    return budgets_read(rq, arena_printf(rq->a, "%04d-01", year),
                        arena_printf(rq->a, "%04d-12", year), out);
}

static struct budget_line line_of(struct req *rq, const struct procedure *p,
                                  const struct budget_sum *b)
{
    int64_t left = b->amount - budget_used(b);
    enum budget_state state = budget_state(b);

#define MONEY(n) lang_money(rq->a, rq->lang, n, b->currency)
    return (struct budget_line){
        .name = budget_name(rq, p, b),
        .team = b->team ? b->team : lang_text(rq->lang, N_("All teams")),
        .amount = MONEY(b->amount),
        .planned = MONEY(b->planned),
        .promised = MONEY(b->promised),
        .delivered = MONEY(b->delivered),
        .left = MONEY(left > 0 ? left : 0),
        .over = left < 0 ? MONEY(-left) : NULL,
        .share = budget_share(b),
        .warn = b->warn,
        .warns = state == BUDGET_WARNS,
        .is_over = state == BUDGET_OVER,
    };
#undef MONEY
}

static bool budget_get(struct req *rq)
{
    struct budget_page page = { .year = asked_year(rq) };
    const struct procedure *p;
    struct budget_line *lines;
    struct rows rows;

    if (!edge_procedure(rq, &p) || !year_read(rq, page.year, &rows))
        return false;
    lines = ARENA_ARRAY(rq->a, struct budget_line, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        lines[i] = line_of(rq, p, (const struct budget_sum *)rows.row + i);
        page.over += lines[i].is_over;
        page.warning += lines[i].warns;
    }
    page.rows = (struct rows){ lines, rows.n };
    page.before = page.year - 1;
    page.after = page.year + 1;
    page.csv = arena_printf(rq->a, "/desk/budget.csv?year=%d", page.year);
    page.may_set = may(rq->user, MAY_SET_BUDGET, NULL);
    return req_render(rq, "desk/budget.html", &budget_page_record, &page);
}

/* -- the file -- */

static void cell(struct buf *b, const char *text)
{
    if (b->n > 0 && b->s[b->n - 1] != '\n')
        buf_char(b, ',');
    buf_csv(b, text ? text : "", text ? strlen(text) : 0);
}

static void cell_sum(struct buf *b, int64_t minor, const char *currency)
{
    cell(b, lang_money_text(b->a, minor, currency));
}

static void head_write(struct req *rq, struct buf *b)
{
    static const char *const heads[] = {
        N_("Who pays"),  N_("Team"),   N_("First month"), N_("Last month"),
        N_("Currency"),  N_("Budget"), N_("Planned"),     N_("Promised"),
        N_("Delivered"), N_("Left"),   N_("Over"),        N_("Per cent"),
    };

    buf_str(b, "\xef\xbb\xbf");
    for (size_t i = 0; i < COUNT(heads); i++) {
        const char *text = lang_text(rq->lang, heads[i]);
        if (i > 0)
            buf_char(b, ',');
        buf_csv(b, text, strlen(text));
    }
    buf_str(b, "\r\n");
}

static void row_write(struct req *rq, struct buf *out, const struct procedure *p,
                      const struct budget_sum *b)
{
    int64_t left = b->amount - budget_used(b);
    const int64_t sums[] = { b->amount,    b->planned,          b->promised,
                             b->delivered, left > 0 ? left : 0, left < 0 ? -left : 0 };

    cell(out, procedure_label(p, "funding_source", b->fund, rq->lang));
    cell(out, b->team ? b->team : lang_text(rq->lang, N_("All teams")));
    cell(out, b->from_month);
    cell(out, b->until_month);
    cell(out, b->currency);
    for (size_t i = 0; i < COUNT(sums); i++)
        cell_sum(out, sums[i], b->currency);
    cell(out, arena_printf(rq->a, "%" PRId64, budget_share(b)));
    buf_str(out, "\r\n");
}

static bool csv_get(struct req *rq)
{
    struct buf out = buf_new(rq->a);
    const struct procedure *p;
    struct rows rows;

    if (!edge_procedure(rq, &p) || !year_read(rq, asked_year(rq), &rows))
        return false;
    head_write(rq, &out);
    for (size_t i = 0; i < rows.n; i++)
        row_write(rq, &out, p, (const struct budget_sum *)rows.row + i);
    return req_download(rq, "text/csv; charset=utf-8", "budget.csv",
                        (struct bytes){ (const unsigned char *)out.s, out.n });
}

const struct route budget_routes[] = {
    { GET, "/desk/budget", MAY_READ_BUDGET, budget_get, 0 },
    { GET, "/desk/budget.csv", MAY_READ_BUDGET, csv_get, 0 },
    { 0 },
};
