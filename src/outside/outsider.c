/* The register of outside parties. */
#include "outside/outsider.h"

#include "db/outside_sql.h"
#include "i18n/lang.h"
#include "operation/receipt/filing_check.h"
#include "operation/step.h"
#include "people/text.h"

#include <stdlib.h>
#include <string.h>

bool outsider_load(const struct act *act, int64_t id, struct outsider_row *out, struct err *err)
{
    struct err none = { 0 };

    if (outsider_by_id(act->a, act->db, id, out, &none))
        return row_open(act->a, act->keys, &outsider_table, out, err);
    if (none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return err_set(err, ERR_NOT_FOUND, N_("There is no such page."));
}

bool outsider_list(const struct act *act, int64_t after, int64_t n, struct rows *out,
                   struct err *err)
{
    return sql_outsiders(act->a, act->db, after, n, out, err) &&
           rows_open(act->a, act->keys, &outsider_table, out, err);
}

static int by_name(const void *a, const void *b)
{
    const struct outsider_row *x = a, *y = b;

    return strcmp(x->name.text ? x->name.text : "", y->name.text ? y->name.text : "");
}

bool outsider_active(const struct act *act, struct rows *out, struct err *err)
{
    if (!sql_outsiders_active(act->a, act->db, OUTSIDERS_MOST, out, err) ||
        !rows_open(act->a, act->keys, &outsider_table, out, err))
        return false;
    if (out->n > 1)
        qsort((void *)(uintptr_t)out->row, out->n, sizeof(struct outsider_row), by_name);
    return true;
}

static bool short_enough(const char *field, const char *text, int most, struct err *err)
{
    return !text || record_text_fits(field, text, strlen(text), most, err);
}

static bool form_valid(const struct act *act, const struct procedure *p,
                       const struct outsider_form *f, struct err *err)
{
    if (!text_is_name(act->a, "name", f->name, err))
        return false;
    if (!f->kind || !procedure_code(p, OUTSIDE_KINDS, f->kind))
        return err_field(err, "kind", N_("Choose what they are."));
    if (!f->language || !lang_by_tag(f->language))
        return err_field(err, "language", N_("Choose the language they are written to in."));
    if (step_given(f->email) && !filing_mail_allowed("email", f->email, err))
        return false;
    return short_enough("contact", f->contact, OUTSIDER_LINES, err) &&
           short_enough("email", f->email, OUTSIDER_LINES, err) &&
           short_enough("phone", f->phone, OUTSIDER_LINES, err) &&
           short_enough("address", f->address, OUTSIDER_LINES, err);
}

static void form_put(struct outsider_row *row, const struct outsider_form *f)
{
    row->kind = f->kind;
    row->language = f->language;
    step_text(&row->name, f->name);
    step_text(&row->contact, f->contact);
    step_text(&row->email, f->email);
    step_text(&row->phone, f->phone);
    step_text(&row->address, f->address);
}

bool outsider_add(const struct act *act, const struct procedure *p,
                  const struct outsider_form *form, int64_t *id, struct err *err)
{
    struct outsider_row row = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!form_valid(act, p, form, err))
        return false;
    form_put(&row, form);
    if (!tx_begin(&tx, act->db, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "outsider_added", NULL, err) ||
        !history_insert(&h, &outsider_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

/* As whoever changes it saw it. */
static bool load_seen(const struct act *act, int64_t id, int64_t version, struct outsider_row *out,
                      struct err *err)
{
    return outsider_load(act, id, out, err) &&
           (out->version == version ||
            err_set(
                err, ERR_CONFLICT,
                N_("Somebody else changed this meanwhile. Look at it again, then send yours.")));
}

static bool change_write(const struct act *act, const char *kind, const struct outsider_row *before,
                         struct outsider_row *after, struct err *err)
{
    struct history h;

    /* What stood there before goes with its key. [S57] */
    return history_begin(&h, act, COMPLAINT_NONE, kind, NULL, err) &&
           history_rekey(&h, &outsider_table, before, after, err) && history_end(&h, err);
}

bool outsider_change(const struct act *act, const struct procedure *p, int64_t id, int64_t version,
                     const struct outsider_form *form, struct err *err)
{
    struct outsider_row before = { 0 }, after;
    AUTO_TX tx = { 0 };

    if (!form_valid(act, p, form, err) || !tx_begin(&tx, act->db, err) ||
        !load_seen(act, id, version, &before, err))
        return false;
    after = before;
    form_put(&after, form);
    return change_write(act, "outsider_changed", &before, &after, err) && tx_commit(&tx, err);
}

bool outsider_end(const struct act *act, int64_t id, int64_t version, struct err *err)
{
    struct outsider_row before = { 0 }, after;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) || !load_seen(act, id, version, &before, err))
        return false;
    if (instant_is_set(before.ended_at))
        return true;
    after = before;
    after.ended_at = act->now;
    return change_write(act, "outsider_ended", &before, &after, err) && tx_commit(&tx, err);
}
