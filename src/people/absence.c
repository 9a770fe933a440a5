#include "people/absence.h"

#include "db/absence_sql.h"

#include <string.h>

static struct date today(const struct act *act, const struct procedure *p)
{
    return zone_date(p->zone, act->now, NULL);
}

static bool valid(const struct act *act, const struct procedure *p, const struct absence_given *in,
                  struct err *err)
{
    if (!date_is_set(in->from))
        return err_field(err, "from", N_("Give the first day."));
    if (!date_is_set(in->until))
        return err_field(err, "until", N_("Give the last day."));
    if (date_compare(in->until, in->from) < 0)
        return err_field(err, "until", N_("The last day is before the first."));
    if (date_compare(in->until, today(act, p)) < 0)
        return err_field(err, "until", N_("These days are over."));
    if (in->substitute == 0)
        return err_field(err, "substitute", N_("Choose who stands in."));
    return in->substitute != in->staff ||
           err_field(err, "substitute", N_("Somebody else has to stand in."));
}

/* Sent twice it is one absence; and nobody stands in who is away all the while: it would go to
 * nobody. */
static bool possible(const struct act *act, const struct procedure *p,
                     const struct absence_given *in, struct err *err)
{
    const struct absence_row *row;
    struct rows rows;

    if (!absence_list(act, p, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        if (row[i].staff_id == in->staff && row[i].substitute_id == in->substitute &&
            date_compare(row[i].from_on, in->from) == 0 &&
            date_compare(row[i].until_on, in->until) == 0)
            return err_set(err, ERR_CONFLICT, N_("This absence is planned already."));
        if (row[i].staff_id == in->substitute && date_compare(row[i].from_on, in->from) <= 0 &&
            date_compare(row[i].until_on, in->until) >= 0)
            return err_field(err, "substitute",
                             N_("This person is away on these days, too. Choose somebody else."));
    }
    return true;
}

bool absence_add(const struct act *act, const struct procedure *p, const struct absence_given *in,
                 struct absence_row *out, struct err *err)
{
    struct absence_row row = { .staff_id = in->staff,
                               .substitute_id = in->substitute,
                               .from_on = in->from,
                               .until_on = in->until,
                               .at = act->now,
                               .by_id = strcmp(act->actor_kind, "staff") == 0 ? act->actor_id : 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!valid(act, p, in, err) || !tx_begin(&tx, act->db, err) || !possible(act, p, in, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "absence_added", NULL, err) ||
        !history_insert(&h, &absence_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    if (out)
        *out = row;
    return true;
}

bool absence_end(const struct act *act, int64_t id, struct err *err)
{
    struct absence_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !absence_by_id(act->a, act->db, id, &before, err))
        return false;
    after = before;
    if (!instant_is_set(before.ended_at))
        after.ended_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "absence_ended", NULL, err) &&
           history_update(&h, &absence_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool absence_list(const struct act *act, const struct procedure *p, struct rows *out,
                  struct err *err)
{
    return sql_absences(act->a, act->db, today(act, p), out, err);
}
