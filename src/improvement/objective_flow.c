/* Objectives: a measure, a target, a period, and who answers for it. What was reached is counted.
 */
#include "improvement/leading.h"

#include "db/improvement_sql.h"
#include "improvement/given.h"

static const struct word measure[] = {
    [MEASURE_IN_TIME] = { "in_time", N_("Answered in time, at least") },
    [MEASURE_LIMITS] = { "limits", N_("Time limits kept, at least") },
    [MEASURE_SATISFIED] = { "satisfied", N_("Satisfied with the handling, at least") },
    [MEASURE_CAME_BACK] = { "came_back", N_("Came back, at most") },
};
const struct words measure_words = { "measure", measure, COUNT(measure) };

static bool form_valid(const struct act *act, const struct procedure *p,
                       const struct objective_form *form, struct err *err)
{
    if (word_value(&measure_words, form->measure) == MEASURE_NONE)
        return err_field(err, "measure", N_("Choose what is measured."));
    if (form->target < 0 || form->target > 100)
        return err_field(err, "target", N_("Give a share from 0 to 100 of a hundred."));
    if (!date_is_set(form->from))
        return err_field(err, "from", N_("Give the first day."));
    if (!date_is_set(form->until))
        return err_field(err, "until", N_("Give the last day."));
    if (date_compare(form->until, form->from) < 0)
        return err_field(err, "until", N_("The last day is before the first."));
    return date_compare(form->until, acting_today(act, p)) >= 0 ||
           err_field(err, "until", N_("This day is past."));
}

/* As many as a page shows: none is out of sight. */
static bool room_for_one(const struct act *act, struct err *err)
{
    struct rows open;

    if (!sql_objectives_open(act->a, act->db, OBJECTIVES_OPEN, &open, err))
        return false;
    if (open.n < OBJECTIVES_OPEN)
        return true;
    err_set(err, ERR_REFUSED,
            N_("{most} objectives are under way, as many as there can be. Settle one of them "
               "first."));
    err_arg_int(err, "most", OBJECTIVES_OPEN);
    return false;
}

bool objective_set(const struct act *act, const struct procedure *p,
                   const struct objective_form *form, struct err *err)
{
    struct objective_row row = { .measure = form->measure,
                                 .target = form->target,
                                 .team_id = form->team,
                                 .from_on = form->from,
                                 .until_on = form->until,
                                 .owner_id = form->owner,
                                 .at = act->now,
                                 .by_id = staff_acting(act) };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!form_valid(act, p, form, err) || !tx_begin(&tx, act->db, err) ||
        !right_given(act, MAY_LEAD, N_("Only top management sets objectives."), err) ||
        !staff_given(act, form->owner, "owner", err) || !team_given(act, form->team, err) ||
        !room_for_one(act, err))
        return false;
    if (text_is_there(form->why)) {
        if (!text_given(form->why, "why", NULL, err))
            return false;
        row.why = secret_text(form->why);
    }
    return history_begin(&h, act, COMPLAINT_NONE, "objective_set", NULL, err) &&
           history_insert(&h, &objective_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool objective_load(const struct act *act, int64_t id, struct objective_row *out, struct err *err)
{
    return objective_by_id(act->a, act->db, id, out, err) &&
           row_open(act->a, act->keys, &objective_table, out, err);
}

bool objective_end(const struct act *act, int64_t id, int64_t version, const char *text,
                   struct err *err)
{
    struct objective_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!text_given(text, "text", N_("Say what follows from it."), err) ||
        !tx_begin(&tx, act->db, err) ||
        !right_given(act, MAY_LEAD, N_("Only top management sets objectives."), err) ||
        !objective_load(act, id, &before, err) || !version_same(before.version, version, err))
        return false;
    if (instant_is_set(before.ended_at))
        return err_set(err, ERR_CONFLICT, N_("This objective is settled already."));
    after = before;
    after.ended_at = act->now;
    after.ended_by = staff_acting(act);
    after.ended_text = secret_text(text);
    return history_begin(&h, act, COMPLAINT_NONE, "objective_ended", NULL, err) &&
           history_update(&h, &objective_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

struct reached objective_reached(const struct objective_row *o, const struct figures_line *sum)
{
    const struct reached shares[] = {
        [MEASURE_NONE] = { 0 },
        [MEASURE_IN_TIME] = { .part = sum->in_time, .whole = sum->in_time + sum->late },
        [MEASURE_LIMITS] = { .part = sum->kept, .whole = sum->kept + sum->missed },
        [MEASURE_SATISFIED] = { .part = sum->good, .whole = sum->said },
        [MEASURE_CAME_BACK] = { .part = sum->came_back, .whole = sum->received },
    };
    int what = word_value(&measure_words, o->measure);
    struct reached out = shares[what];
    int64_t is = out.part * 100, wanted = o->target * out.whole;

    out.met = out.whole > 0 && (what == MEASURE_CAME_BACK ? is <= wanted : is >= wanted);
    return out;
}

bool objective_count(const struct act *act, const struct procedure *p,
                     const struct objective_row *o, int64_t reader, struct figures_line *out,
                     struct err *err)
{
    struct figures_scope scope = { o->from_on, o->until_on, o->team_id, NULL };
    struct rows lines;

    if (!figures_count_for(act, p, &scope, reader, &lines, err))
        return false;
    *out = figures_sum(&lines, 0, NULL);
    return true;
}
