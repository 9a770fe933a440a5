/* Analyses of records: figures that are kept, the weak points that people find in them. */
#include "improvement/given.h"

#include "db/improvement_sql.h"
#include "improvement/figures.h"

#include <string.h>

static const struct field case_named_fields[] = {
    FIELD(struct case_named, id),
    FIELD(struct case_named, reference),
};
const struct record case_named_record = RECORD(struct case_named, case_named_fields);

static const struct field counted_fields[] = {
    FIELD(struct counted, id),
    FIELD(struct counted, n),
};
const struct record counted_record = RECORD(struct counted, counted_fields);

static bool form_valid(const struct act *act, const struct procedure *p,
                       const struct analysis_form *form, struct err *err)
{
    if (!period_given(act, p, form->from, form->until, err))
        return false;
    return !form->class || !*form->class || procedure_code(p, "class", form->class) ||
           procedure_code(p, "problem", form->class) ||
           err_field(err, "class", N_("There is no such class."));
}

bool analysis_make(const struct act *act, const struct procedure *p,
                   const struct analysis_form *form, int64_t *id, struct err *err)
{
    const char *class = form->class && *form->class ? form->class : NULL;
    struct figures_scope scope = { form->from, form->until, form->team, class };
    struct analysis_row row = { .kind = KIND_ANALYSIS,
                                .from_on = form->from,
                                .until_on = form->until,
                                .team_id = form->team,
                                .class = class,
                                .made_at = act->now,
                                .made_by = staff_acting(act) };
    AUTO_TX tx = { 0 };
    const char *figures;
    struct history h;

    if (!form_valid(act, p, form, err) || !tx_begin(&tx, act->db, err) ||
        !team_given(act, form->team, err) || !figures_count(act, p, &scope, &figures, err))
        return false;
    row.figures = secret_text(figures);
    if (!history_begin(&h, act, COMPLAINT_NONE, "analysis_made", NULL, err) ||
        !history_insert(&h, &analysis_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    *id = row.id;
    return true;
}

bool analysis_load(const struct act *act, const char *kind, int64_t id, struct analysis_row *out,
                   struct err *err)
{
    return analysis_by_id(act->a, act->db, id, out, err) &&
           (strcmp(out->kind, kind) == 0 || not_there(err)) &&
           row_open(act->a, act->keys, &analysis_table, out, err);
}

/* An analysis, or a review of top management. */
static bool open_load(const struct act *act, int64_t id, struct analysis_row *out, struct err *err)
{
    if (!analysis_by_id(act->a, act->db, id, out, err) ||
        !row_open(act->a, act->keys, &analysis_table, out, err))
        return false;
    if (strcmp(out->kind, KIND_APPRAISAL) == 0)
        return not_there(err);
    return !instant_is_set(out->ended_at) ||
           err_set(err, ERR_CONFLICT, N_("This analysis is done already."));
}

bool weak_point_add(const struct act *act, int64_t analysis, const char *text, struct err *err)
{
    struct weak_point_row row = { .analysis_id = analysis,
                                  .text = secret_text(text),
                                  .at = act->now,
                                  .by_id = staff_acting(act) };
    struct analysis_row a = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    return text_given(text, "text", N_("Say what the weak point is."), err) &&
           tx_begin(&tx, act->db, err) && open_load(act, analysis, &a, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "weak_point_found", NULL, err) &&
           history_insert(&h, &weak_point_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool weak_points_have_actions(const struct act *act, int64_t analysis, struct err *err)
{
    const struct weak_point_row *w;
    const struct corrective_action_row *m;
    struct rows points, actions;

    if (!sql_weak_points(act->a, act->db, analysis, &points, err) ||
        !sql_corrective_actions_of_analysis(act->a, act->db, analysis, &actions, err))
        return false;
    w = points.row;
    m = actions.row;
    for (size_t i = 0; i < points.n; i++) {
        bool found = false;
        for (size_t k = 0; k < actions.n; k++)
            found |= m[k].weak_point_id == w[i].id;
        if (!found)
            return err_set(err, ERR_REFUSED,
                           N_("A weak point has no corrective action yet: set one for each."));
    }
    return true;
}

bool analysis_end(const struct act *act, int64_t id, int64_t version, const char *conclusion,
                  struct err *err)
{
    struct analysis_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!text_given(conclusion, "conclusion", N_("Say what follows from it."), err) ||
        !tx_begin(&tx, act->db, err) || !open_load(act, id, &before, err) ||
        (strcmp(before.kind, KIND_ANALYSIS) != 0 && !not_there(err)) ||
        !version_same(before.version, version, err) || !weak_points_have_actions(act, id, err))
        return false;
    after = before;
    after.conclusion = secret_text(conclusion);
    after.ended_at = act->now;
    after.ended_by = staff_acting(act);
    return history_begin(&h, act, COMPLAINT_NONE, "analysis_done", NULL, err) &&
           history_update(&h, &analysis_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool analysis_due(const struct act *act, const struct procedure *p, int64_t team, bool *ever,
                  struct date *due, struct err *err)
{
    return period_due(act, procedure_number(p, "analysis_months", 0), KIND_ANALYSIS, team, ever,
                      due, err);
}
