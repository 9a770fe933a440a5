#include "people/second_person.h"

#include "complaint/guard.h"
#include "db/second_person_sql.h"

#include <string.h>

static const int64_t holds_for = SECONDS(86400);

bool act_by_staff(const struct act *act, struct err *err)
{
    return strcmp(act->actor_kind, "staff") == 0 ||
           err_set(err, ERR_REFUSED, N_("This has to be done by a member of staff."));
}

bool act_by_another(const struct act *act, int64_t first, struct err *err)
{
    return act_by_staff(act, err) &&
           (act->actor_id != first ||
            err_set(err, ERR_REFUSED,
                    N_("A second person has to do this: somebody else than you.")));
}

bool second_person_ask(const struct act *act, const char *what, const char *reason, int64_t *id,
                       struct err *err)
{
    struct second_person_row row = {
        .what = what, .asked_by = act->actor_id, .reason = secret_text(reason), .asked_at = act->now
    };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!reason || !reason[strspn(reason, " \t\r\n")])
        return err_field(err, "reason", N_("Please say why."));
    if (!tx_begin(&tx, act->db, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "second_person_asked", NULL, err) ||
        !history_insert(&h, &second_person_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

bool second_person_list(const struct act *act, struct rows *out, struct err *err)
{
    struct instant since = { act->now.us - holds_for };

    return sql_second_person_since(act->a, act->db, since, out, err) &&
           rows_open(act->a, act->keys, &second_person_table, out, err);
}

bool second_person_of(const struct act *act, int64_t id, struct second_person_row *out,
                      struct err *err)
{
    struct rows rows = { 0 };

    if (!second_person_list(act, &rows, err))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct second_person_row *row = &((const struct second_person_row *)rows.row)[i];
        if (row->id == id) {
            *out = *row;
            return true;
        }
    }
    return err_set(err, ERR_NOT_FOUND, N_("There is no such page."));
}

bool second_person_answer(const struct act *act, int64_t id, bool allow, struct err *err)
{
    const char *kind = allow ? "second_person_allowed" : "second_person_refused";
    struct second_person_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !second_person_of(act, id, &before, err))
        return false;
    if (!act_by_another(act, before.asked_by, err))
        return false;
    if (instant_is_set(before.answered_at))
        return err_set(err, ERR_CONFLICT, N_("This was answered already."));
    if (!guard_whole(act, &second_person_table, &before, err))
        return false;
    after = before;
    after.answered_by = act->actor_id;
    after.answered_at = act->now;
    after.allowed = allow;
    return history_begin(&h, act, COMPLAINT_NONE, kind, NULL, err) &&
           history_update(&h, &second_person_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool second_person_use(struct history *h, int64_t staff, const char *what, bool *allowed,
                       struct err *err)
{
    const struct second_person_row *row;
    struct rows rows = { 0 };

    *allowed = false;
    if (!second_person_list(h->act, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct second_person_row after = row[i];
        bool written; /* by an act, and not beside the program */
        if (row[i].asked_by != staff || !row[i].allowed || instant_is_set(row[i].used_at) ||
            strcmp(row[i].what, what) != 0)
            continue;
        if (!guard_ask(h->act, &second_person_table, &row[i], &written, err))
            return false;
        if (!written)
            continue;
        *allowed = true;
        after.used_at = h->act->now;
        return history_update(h, &second_person_table, &row[i], &after, err);
    }
    return true;
}
