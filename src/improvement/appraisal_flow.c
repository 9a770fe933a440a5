/* Figures for the appraisal of departments: counted for a period, then released. */
#include "improvement/given.h"

#include "db/improvement_sql.h"
#include "improvement/figures.h"

static const struct field appraisal_period_fields[] = {
    FIELD(struct appraisal_period, from_on),
    FIELD(struct appraisal_period, until_on),
    FIELD(struct appraisal_period, teams),
    FIELD(struct appraisal_period, released),
};
const struct record appraisal_period_record =
    RECORD(struct appraisal_period, appraisal_period_fields);

bool appraisals_load(const struct act *act, struct date from, struct date until, struct rows *out,
                     struct err *err)
{
    return sql_appraisals_of(act->a, act->db, from, until, out, err) &&
           rows_open(act->a, act->keys, &analysis_table, out, err);
}

static const struct analysis_row *of_team(const struct rows *rows, int64_t team)
{
    const struct analysis_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (row[i].team_id == team)
            return &row[i];
    return NULL;
}

/* What was released is what was handed over: it stays. */
static bool team_write(struct history *h, const struct analysis_row *before,
                       struct analysis_row *row, size_t *written, struct err *err)
{
    struct analysis_row after;

    if (before && instant_is_set(before->ended_at))
        return true;
    ++*written;
    if (!before)
        return history_insert(h, &analysis_table, row, err);
    after = *before;
    after.figures = row->figures;
    after.made_at = row->made_at;
    after.made_by = row->made_by;
    return history_update(h, &analysis_table, before, &after, err);
}

static bool teams_write(struct history *h, const struct rows *there, struct date from,
                        struct date until, const char *figures, const int64_t *teams, size_t n,
                        size_t *written, struct err *err)
{
    const struct act *act = h->act;

    for (size_t i = 0; i < n; i++) {
        struct analysis_row row = { .kind = KIND_APPRAISAL,
                                    .from_on = from,
                                    .until_on = until,
                                    .team_id = teams[i],
                                    .figures =
                                        secret_text(figures_of_team(act->a, figures, teams[i])),
                                    .made_at = act->now,
                                    .made_by = staff_acting(act) };
        if (!team_write(h, of_team(there, teams[i]), &row, written, err))
            return false;
    }
    return true;
}

bool appraisal_make(const struct act *act, const struct procedure *p, struct date from,
                    struct date until, const int64_t *teams, size_t n, struct err *err)
{
    struct figures_scope scope = { .from = from, .until = until };
    AUTO_TX tx = { 0 };
    const char *figures;
    struct history h;
    struct rows there;
    size_t written = 0;

    if (!period_given(act, p, from, until, err) || !tx_begin(&tx, act->db, err) ||
        !appraisals_load(act, from, until, &there, err) ||
        !figures_count(act, p, &scope, &figures, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "appraisal_made", NULL, err) ||
        !teams_write(&h, &there, from, until, figures, teams, n, &written, err))
        return false;
    if (written == 0)
        return err_set(err, ERR_CONFLICT,
                       N_("All figures of this period were released: they stay as they are."));
    return history_end(&h, err) && tx_commit(&tx, err);
}

int64_t appraisal_version(const struct rows *rows, const int64_t *teams, size_t n)
{
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        const struct analysis_row *row = of_team(rows, teams[i]);
        sum += row ? row->version : 0;
    }
    return sum;
}

static bool teams_release(struct history *h, const struct rows *there, const int64_t *teams,
                          size_t n, size_t *released, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct analysis_row *before = of_team(there, teams[i]);
        struct analysis_row after;
        if (!before || instant_is_set(before->ended_at))
            continue;
        after = *before;
        after.ended_at = h->act->now;
        after.ended_by = staff_acting(h->act);
        if (!history_update(h, &analysis_table, before, &after, err))
            return false;
        ++*released;
    }
    return true;
}

bool appraisal_release(const struct act *act, struct date from, struct date until,
                       const int64_t *teams, size_t n, int64_t version, struct err *err)
{
    AUTO_TX tx = { 0 };
    size_t released = 0;
    struct history h;
    struct rows there;

    if (!tx_begin(&tx, act->db, err) || !appraisals_load(act, from, until, &there, err))
        return false;
    if (!version_same(appraisal_version(&there, teams, n), version, err))
        return false;
    if (!history_begin(&h, act, COMPLAINT_NONE, "appraisal_released", NULL, err) ||
        !teams_release(&h, &there, teams, n, &released, err))
        return false;
    if (released == 0)
        return err_set(err, ERR_CONFLICT, N_("Nothing of this period is left to release."));
    return history_end(&h, err) && tx_commit(&tx, err);
}
