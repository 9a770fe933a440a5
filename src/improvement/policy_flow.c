/* The policy on complaints: adopted by top management, each time as a whole. */
#include "improvement/leading.h"

#include "db/improvement_sql.h"
#include "improvement/given.h"

const char *const policy_fields[LANGS] = { "policy_en", "policy_zh_hans", "policy_zh_hant",
                                           "policy_vi" };

static const char **place_of(struct policy_row *row, size_t lang)
{
    const char **place[LANGS] = { &row->text_en, &row->text_zh_hans, &row->text_zh_hant,
                                  &row->text_vi };

    return place[lang];
}

const char *policy_in(const struct policy_row *row, const struct lang *l)
{
    struct policy_row copy = *row;

    return *place_of(&copy, (size_t)l->index);
}

const char *policy_text(const struct policy_row *row, const struct procedure *p,
                        const struct lang *reader, const struct lang **is)
{
    *is = policy_in(row, reader) ? reader : p->lang;
    return policy_in(row, *is);
}

static bool texts_given(const struct procedure *p, const struct policy_form *form,
                        struct policy_row *row, struct err *err)
{
    for (size_t i = 0; i < LANGS; i++) {
        bool own = (int)i == p->lang->index;
        if (!own && !text_is_there(form->text[i]))
            continue;
        if (!text_given(form->text[i], policy_fields[i],
                        N_("Write it in the language of the organisation, at least."), err))
            return false;
        *place_of(row, i) = form->text[i];
    }
    return true;
}

static bool days_given(const struct policy_row *row, struct err *err)
{
    if (!date_is_set(row->review_on))
        return err_field(err, "review", N_("Say by when it is looked at again."));
    return date_compare(row->review_on, row->from_on) > 0 ||
           err_field(err, "review", N_("It is looked at again after the day from which it holds."));
}

bool policy_adopt(const struct act *act, const struct procedure *p, const struct policy_form *form,
                  struct err *err)
{
    struct date today = acting_today(act, p);
    struct policy_row row = { .from_on = date_is_set(form->from) ? form->from : today,
                              .review_on = form->review,
                              .at = act->now,
                              .by_id = staff_acting(act) };
    AUTO_TX tx = { 0 };
    struct history h;

    if (date_compare(row.from_on, today) < 0)
        return err_field(err, "from", N_("This day is past."));
    return tx_begin(&tx, act->db, err) &&
           right_given(act, MAY_LEAD, N_("Only top management adopts the policy."), err) &&
           texts_given(p, form, &row, err) && days_given(&row, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "policy_adopted", NULL, err) &&
           history_insert(&h, &policy_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool policy_now(const struct act *act, const struct procedure *p, struct policy_row *out,
                bool *there, struct err *err)
{
    struct rows rows;

    if (!sql_policy_now(act->a, act->db, acting_today(act, p), &rows, err))
        return false;
    *there = rows.n > 0;
    *out = *there ? *(const struct policy_row *)rows.row : (struct policy_row){ 0 };
    return true;
}
