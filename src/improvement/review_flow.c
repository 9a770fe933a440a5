/* The review of top management: an analysis of the whole organisation that it alone makes, and
 * that ends with what becomes of the process, of products and of means. [8.6-b] */
#include "improvement/leading.h"

#include "db/improvement_sql.h"
#include "improvement/given.h"

static bool by_top(const struct act *act, struct err *err)
{
    return right_given(act, MAY_LEAD, N_("This review is held by top management."), err);
}

bool review_begin(const struct act *act, const struct procedure *p, struct date from,
                  struct date until, int64_t *id, struct err *err)
{
    struct figures_scope scope = { from, until, 0, NULL };
    struct analysis_row row = { .kind = KIND_REVIEW,
                                .from_on = from,
                                .until_on = until,
                                .made_at = act->now,
                                .made_by = staff_acting(act) };
    AUTO_TX tx = { 0 };
    const char *figures;
    struct history h;

    if (!period_given(act, p, from, until, err) || !tx_begin(&tx, act->db, err) ||
        !by_top(act, err) || !figures_count(act, p, &scope, &figures, err))
        return false;
    row.figures = secret_text(figures);
    if (!history_begin(&h, act, COMPLAINT_NONE, "review_begun", NULL, err) ||
        !history_insert(&h, &analysis_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    *id = row.id;
    return true;
}

/* Each under its heading, in the organisation's language, as it is read later. */
static const char *joined(const struct act *act, const struct procedure *p,
                          const struct review_results *r)
{
    return arena_printf(act->a, "%s: %s\n\n%s: %s\n\n%s: %s",
                        lang_text(p->lang, N_("How complaints are handled")), r->process,
                        lang_text(p->lang, N_("Products and services")), r->products,
                        lang_text(p->lang, N_("Means")), r->means);
}

bool review_end(const struct act *act, const struct procedure *p, int64_t id, int64_t version,
                const struct review_results *r, struct err *err)
{
    const char *words = N_("Say what was decided, or that nothing was and why.");
    struct analysis_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!text_given(r->process, "process", words, err) ||
        !text_given(r->products, "products", words, err) ||
        !text_given(r->means, "means", words, err) || !tx_begin(&tx, act->db, err) ||
        !by_top(act, err) || !analysis_load(act, KIND_REVIEW, id, &before, err) ||
        !version_same(before.version, version, err) || !weak_points_have_actions(act, id, err))
        return false;
    if (instant_is_set(before.ended_at))
        return err_set(err, ERR_CONFLICT, N_("This review is done already."));
    after = before;
    after.conclusion = secret_text(joined(act, p, r));
    after.ended_at = act->now;
    after.ended_by = staff_acting(act);
    return history_begin(&h, act, COMPLAINT_NONE, "review_done", NULL, err) &&
           history_update(&h, &analysis_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool review_due(const struct act *act, const struct procedure *p, bool *ever, struct date *due,
                struct err *err)
{
    return period_due(act, procedure_number(p, "review_months", 0), KIND_REVIEW, 0, ever, due, err);
}
