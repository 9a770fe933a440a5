#include "people/told.h"

#include "db/factor_sql.h"

#include <string.h>

bool told_own(const struct act *act, int64_t staff)
{
    return strcmp(act->actor_kind, "staff") == 0 && act->actor_id == staff;
}

bool told_add(const struct history *h, int64_t staff, struct err *err)
{
    return sql_credential_notice_add(h->act->a, h->act->db, staff, h->act->now, h->kind,
                                     told_own(h->act, staff), err);
}

bool told_list(const struct act *act, int64_t staff, struct instant since, struct rows *out,
               struct err *err)
{
    return sql_credential_notices(act->a, act->db, staff, since, out, err);
}

bool told_seen(const struct act *act, int64_t staff, struct instant until, struct err *err)
{
    return sql_credential_notices_seen(act->a, act->db, staff, until, err);
}

bool told_forget(const struct act *act, int64_t staff, const char *kind, struct instant since,
                 struct err *err)
{
    return sql_credential_notices_forget(act->a, act->db, staff, kind, since, err);
}

const char *told_words(const struct credential_notice_row *n)
{
    static const char *const words[][2] = {
        { "password_changed", N_("{when}: your password was changed.") },
        { "password_reset", N_("{when}: an administrator gave you a new password.") },
        { "password_set_by_link", N_("{when}: a new password was chosen with a link an "
                                     "administrator made.") },
        { "second_factor_added", N_("{when}: an authenticator app was set up for your login.") },
        { "second_factor_ended", N_("{when}: your second factor was switched off.") },
        { "second_factor_reset", N_("{when}: an administrator took away your second factor.") },
        { "recovery_codes_made", N_("{when}: new recovery codes were made.") },
        { "login_by_recovery_code", N_("{when}: a recovery code was used to log in.") },
        { "login_code_refused", N_("{when}: your password was right and the code after it was "
                                   "wrong.") },
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i][0], n->kind) == 0)
            return words[i][1];
    return N_("{when}: something about your login was changed.");
}
