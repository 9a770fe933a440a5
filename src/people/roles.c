/* Roles: given, ended, and which of them hold now. A role is held on a team. */
#include "people/roles.h"

#include "complaint/guard.h"
#include "db/staff_sql.h"
#include "people/session.h"

#include <string.h>

bool role_valid(const struct act *act, const struct role_given *in, struct err *err)
{
    struct team_row team = { 0 };
    struct err none = { 0 };

    if (word_value(&role_words, in->role) == ROLE_NONE)
        return err_field(err, "role",
                         N_("There is no such role. Choose receiver, handler, investigator, "
                            "manager, top_management, auditor or administrator."));
    if (instant_is_set(in->until) && in->until.us <= act->now.us)
        return err_field(err, "until", N_("The last day of a role cannot be over already."));
    if (!team_by_id(act->a, act->db, in->team, &team, &none) || instant_is_set(team.ended_at))
        return err_field(err, "team", N_("There is no such team."));
    return true;
}

bool role_write(struct history *h, int64_t staff, const struct role_given *in, struct err *err)
{
    struct staff_role_row row = { .staff_id = staff,
                                  .team_id = in->team,
                                  .role = in->role,
                                  .from_at = in->from,
                                  .until_at = in->until,
                                  .amount_limit = in->amount_limit,
                                  .currency = in->currency };

    return history_insert(h, &staff_role_table, &row, err);
}

bool role_stop(struct history *h, const struct staff_role_row *role, struct err *err)
{
    struct staff_role_row after = *role;

    after.ended_at = h->act->now;
    return history_update(h, &staff_role_table, role, &after, err);
}

bool role_give(const struct act *act, int64_t staff, const struct role_given *in, struct err *err)
{
    struct staff_row who = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !staff_by_id(act->a, act->db, staff, &who, err) ||
        !role_valid(act, in, err))
        return false;
    if (instant_is_set(who.ended_at))
        return err_set(err, ERR_REFUSED, N_("Somebody who has left cannot be given a role."));
    return history_begin(&h, act, COMPLAINT_NONE, "role_given", NULL, err) &&
           role_write(&h, staff, in, err) && sessions_end(act, staff, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static bool is_administrator(const struct act *act, int64_t staff, bool *out, struct err *err)
{
    struct rows roles = { 0 };

    *out = false;
    if (!sql_staff_roles_now(act->a, act->db, staff, act->now, &roles, err))
        return false;
    for (size_t i = 0; i < roles.n; i++)
        *out |= strcmp(((const struct staff_role_row *)roles.row)[i].role, "administrator") == 0;
    return true;
}

bool administrator_stays(const struct act *act, int64_t staff, struct err *err)
{
    int64_t others = 0;
    bool one;

    if (!is_administrator(act, staff, &one, err) ||
        !sql_administrators_beside(act->a, act->db, staff, act->now, &others, err))
        return false;
    return !one || others > 0 ||
           err_set(err, ERR_REFUSED,
                   N_("This is the only administrator. Make somebody else one first."));
}

bool role_end(const struct act *act, int64_t role_id, struct err *err)
{
    struct staff_role_row role = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !staff_role_by_id(act->a, act->db, role_id, &role, err))
        return false;
    if (instant_is_set(role.ended_at))
        return true;
    if (strcmp(role.role, "administrator") == 0 && !administrator_stays(act, role.staff_id, err))
        return false;
    return history_begin(&h, act, COMPLAINT_NONE, "role_ended", NULL, err) &&
           role_stop(&h, &role, err) && sessions_end(act, role.staff_id, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

bool roles_of(const struct act *act, int64_t staff, struct rows *out, struct err *err)
{
    return sql_staff_roles_of(act->a, act->db, staff, out, err);
}

bool roles_all(const struct act *act, struct rows *out, struct err *err)
{
    return sql_staff_roles_all(act->a, act->db, out, err);
}

/* A role that no act gave, or that was altered since, gives nothing. */
static bool guarded(const struct act *act, const struct staff_role_row *role,
                    const struct rows *guards)
{
    const struct guard_row *g = guards->row;

    for (size_t i = 0; i < guards->n; i++)
        if (g[i].row_id == role->id)
            return guard_holds(act, &staff_role_table, role, &g[i]);
    return false;
}

bool roles_now(const struct act *act, int64_t staff, struct user *out, struct err *err)
{
    struct rows rows = { 0 }, guards = { 0 };
    const struct staff_role_row *row;
    struct user_role *roles;

    if (!sql_staff_roles_now(act->a, act->db, staff, act->now, &rows, err) ||
        !sql_staff_roles_guards(act->a, act->db, staff, staff_role_table.number, &guards, err))
        return false;
    row = rows.row;
    roles = ARENA_ARRAY(act->a, struct user_role, rows.n);
    out->n_roles = 0;
    for (size_t i = 0; i < rows.n; i++)
        if (guarded(act, &row[i], &guards))
            roles[out->n_roles++] =
                (struct user_role){ .team = row[i].team_id,
                                    .role = (enum role)word_value(&role_words, row[i].role),
                                    .amount_limit = row[i].amount_limit };
    out->roles = roles;
    out->roles_refused = rows.n - out->n_roles;
    return true;
}
