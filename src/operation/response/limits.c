/* Limits of a person, by currency. */
#include "operation/response/limits.h"

#include "db/limits_sql.h"

#include <string.h>

static void limit_push(struct limits *l, struct amount_limit *list, int64_t amount,
                       const char *currency)
{
    if (amount > 0 && currency)
        list[l->n++] = (struct amount_limit){ amount, currency };
}

bool limits_of(const struct act *act, const struct procedure *p, const struct dossier *d,
               int64_t staff, struct limits *out, struct err *err)
{
    const char *own = procedure_text(p, "currency", NULL);
    const struct staff_role_row *role;
    struct amount_limit *list;
    struct rows roles = { 0 };

    if (!sql_staff_limits(act->a, act->db, staff, d->c.team_id, act->now, &roles, err))
        return false;
    role = roles.row;
    list = ARENA_ARRAY(act->a, struct amount_limit, roles.n * (d->remedy.n + 1));
    *out = (struct limits){ .limit = list };
    for (size_t i = 0; i < roles.n; i++) {
        bool top = word_value(&role_words, role[i].role) == ROLE_TOP_MANAGEMENT;
        if (role[i].amount_limit > 0 || !top) {
            limit_push(out, list, role[i].amount_limit, role[i].currency ? role[i].currency : own);
            continue;
        }
        /* Top management answers for the whole, unless a limit of its own was set. */
        for (size_t j = 0; j < d->remedy.n; j++)
            limit_push(out, list, INT64_MAX, d->remedy.row[j].currency);
    }
    return true;
}
