/* The management representative: appointed by top management, one at a time. */
#include "improvement/given.h"

#include "base/buf.h"
#include "db/improvement_sql.h"
#include "db/procedure_sql.h"
#include "people/organisation.h"

#include <sodium.h>
#include <string.h>

static bool valid(const struct act *act, int64_t staff, struct date from, struct date until,
                  struct err *err)
{
    if (!staff_given(act, staff, "staff", err))
        return false;
    if (!date_is_set(from))
        return err_field(err, "from", N_("Give the first day."));
    return !date_is_set(until) || date_compare(until, from) >= 0 ||
           err_field(err, "until", N_("The last day is before the first."));
}

/* [5.4.1-a] */
static bool by_top_management(const struct act *act, struct err *err)
{
    return right_given(act, MAY_APPOINT, N_("Only top management appoints."), err);
}

static bool stop(struct history *h, const struct appointment_row *before, struct err *err)
{
    struct appointment_row after = *before;

    after.ended_at = h->act->now;
    after.ended_by = staff_acting(h->act);
    return history_update(h, &appointment_table, before, &after, err);
}

/* Whoever is it on the first day of the new one, or would be later. */
static bool others_stop(struct history *h, struct date from, struct date until, struct err *err)
{
    const struct appointment_row *row;
    struct rows rows;

    if (!sql_appointments(h->act->a, h->act->db, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        bool before = date_is_set(row[i].until_on) && date_compare(row[i].until_on, from) < 0;
        bool after = date_is_set(until) && date_compare(row[i].from_on, until) > 0;
        struct appointment_row shorter = row[i];
        if (instant_is_set(row[i].ended_at) || before || after)
            continue;
        shorter.until_on = date_add(from, -1);
        if (date_compare(row[i].from_on, from) < 0
                ? !history_update(h, &appointment_table, &row[i], &shorter, err)
                : !stop(h, &row[i], err))
            return false;
    }
    return true;
}

bool representative_appoint(const struct act *act, const struct procedure *p, int64_t staff,
                            struct date from, struct date until, struct err *err)
{
    struct appointment_row row = { .staff_id = staff,
                                   .from_on = date_is_set(from) ? from : acting_today(act, p),
                                   .until_on = until,
                                   .at = act->now,
                                   .by_id = staff_acting(act) };
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) && by_top_management(act, err) &&
           valid(act, staff, row.from_on, until, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "representative_appointed", NULL, err) &&
           others_stop(&h, row.from_on, until, err) &&
           history_insert(&h, &appointment_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool representative_over(const struct appointment_row *a, struct date today)
{
    return instant_is_set(a->ended_at) ||
           (date_is_set(a->until_on) && date_compare(a->until_on, today) < 0);
}

bool representative_end(const struct act *act, const struct procedure *p, int64_t id,
                        struct err *err)
{
    struct appointment_row row = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !by_top_management(act, err) ||
        !appointment_by_id(act->a, act->db, id, &row, err))
        return false;
    if (representative_over(&row, acting_today(act, p)))
        return err_set(err, ERR_CONFLICT, N_("This appointment has ended already."));
    return history_begin(&h, act, COMPLAINT_NONE, "representative_ended", NULL, err) &&
           stop(&h, &row, err) && history_end(&h, err) && tx_commit(&tx, err);
}

bool representative_now(const struct act *act, const struct procedure *p,
                        struct appointment_row *out, bool *there, struct err *err)
{
    struct rows rows;

    if (!sql_representative_now(act->a, act->db, acting_today(act, p), &rows, err))
        return false;
    *there = rows.n > 0;
    *out = *there ? *(const struct appointment_row *)rows.row : (struct appointment_row){ 0 };
    return true;
}

/* -- duties -- */

const char *const duties_settings[LANGS] = { "representative_duties_en",
                                             "representative_duties_zh_hans",
                                             "representative_duties_zh_hant",
                                             "representative_duties_vi" };

const char *duties_usual(const struct lang *l)
{
    return lang_text(l, N_("Watches over how complaints are handled and over its figures; reports "
                           "to top management and says what should become better; sees that staff "
                           "are chosen and trained, that means and documents are there, and that "
                           "time limits are set and kept; has the process looked at again at set "
                           "times."));
}

/* The start of a digest, as settings have no version of their own. */
bool duties_version(const struct act *act, int64_t *out, struct err *err)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    struct buf b = buf_new(act->a);

    for (int i = 0; i < LANGS; i++) {
        struct setting_row row = { 0 };
        struct err none = { 0 };
        if (!sql_setting_by_name(act->a, act->db, duties_settings[i], &row, &none) &&
            none.kind != ERR_NOT_FOUND)
            return *err = none, false;
        buf_printf(&b, "%s%c", row.value ? row.value : "", 0);
    }
    crypto_hash_sha256(digest, (const unsigned char *)b.s, b.n);
    *out = 0;
    for (size_t i = 0; i < 7; i++)
        *out = *out * 256 + digest[i];
    return true;
}

bool duties_save(const struct act *act, const char *const text[LANGS], int64_t version,
                 struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;
    int64_t is = 0;

    if (!tx_begin(&tx, act->db, err) || !duties_version(act, &is, err) ||
        !version_same(is, version, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "settings_changed", NULL, err))
        return false;
    for (int i = 0; i < LANGS; i++) {
        bool own = text[i] && text[i][strspn(text[i], " \t\r\n")] &&
                   strcmp(text[i], duties_usual(&langs[i])) != 0;
        struct setting_change change = { duties_settings[i], own ? text[i] : NULL };
        if (own && !text_given(text[i], duties_settings[i], NULL, err))
            return false;
        if (!setting_write(&h, &change, err))
            return false;
    }
    return history_end(&h, err) && tx_commit(&tx, err);
}
