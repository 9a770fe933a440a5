/* Adding, changing and ending members of staff; what their roles are is in roles.c. */
#include "people/staff.h"

#include "db/staff_sql.h"
#include "people/password_rules.h"
#include "people/roles.h"
#include "people/session.h"
#include "people/text.h"
#include "people/told.h"

#include <string.h>

enum { FIRST_PASSWORD_HOURS = 72 };

struct bytes staff_login_mac(const struct act *act, const char *login)
{
    struct bytes parts[] = {
        { (const unsigned char *)"login", 5 },
        { (const unsigned char *)text_folded(act->a, login), 0 },
    };
    unsigned char mac[MAC_BYTES];

    parts[1].n = strlen((const char *)parts[1].s);
    vault_mac(keyring_vault(act->keys), MAC_IDENTITY, parts, COUNT(parts), mac);
    return arena_bytes(act->a, mac, sizeof mac);
}

bool staff_by_login(const struct act *act, const char *login, struct staff_row *out,
                    struct err *err)
{
    return sql_staff_by_login_mac(act->a, act->db, staff_login_mac(act, login), out, err) &&
           row_open(act->a, act->keys, &staff_table, out, err);
}

bool staff_load(const struct act *act, int64_t id, struct staff_row *out, struct err *err)
{
    return staff_by_id(act->a, act->db, id, out, err) &&
           row_open(act->a, act->keys, &staff_table, out, err);
}

bool staff_list(const struct act *act, struct rows *out, struct err *err)
{
    return sql_staff_all(act->a, act->db, out, err) &&
           rows_open(act->a, act->keys, &staff_table, out, err);
}

static bool password_sealed(const struct act *act, const struct procedure *p, const char *login,
                            const char *name, const char *password, const char **out,
                            struct err *err)
{
    const char *site[] = { login, name, procedure_text(p, "organisation_name", ""), NULL };

    return password_allowed(act->a, password, site, err) &&
           password_hash(act->a, keyring_vault(act->keys), text_nfkc(act->a, password), out, err);
}

/* Nobody else has it, not even somebody who has left: their acts stay theirs. */
static bool login_free(const struct act *act, int64_t but, const char *login, struct err *err)
{
    struct staff_row other = { 0 };
    struct err none = { 0 };

    if (!login || !*text_folded(act->a, login))
        return err_field(err, "login", N_("Please give a login name."));
    if (!text_is_name(act->a, "login", login, err))
        return false;
    if (sql_staff_by_login_mac(act->a, act->db, staff_login_mac(act, login), &other, &none))
        return other.id == but ||
               err_field(err, "login", N_("Somebody has this login name already."));
    return none.kind == ERR_NOT_FOUND || (*err = none, false);
}

/* A password for once is no password for ever. */
static struct instant password_ends(const struct act *act, const struct procedure *p,
                                    bool must_change)
{
    int64_t hours = procedure_number(p, "first_password_hours", FIRST_PASSWORD_HOURS);

    return (struct instant){ must_change ? act->now.us + SECONDS(3600) * hours : 0 };
}

static bool staff_fill(const struct act *act, const struct procedure *p, const struct staff_new *in,
                       struct staff_row *row, struct err *err)
{
    *row = (struct staff_row){ .login_mac = staff_login_mac(act, in->login),
                               .login = secret_text(in->login),
                               .name = secret_text(in->name),
                               .must_change = in->must_change,
                               .language = in->language,
                               .password_ends_at = password_ends(act, p, in->must_change) };
    return text_is_name(act->a, "name", in->name, err) &&
           password_sealed(act, p, in->login, in->name, in->password, &row->password, err);
}

bool staff_add(const struct act *act, const struct procedure *p, const struct staff_new *in,
               int64_t *id, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct staff_row row;
    struct history h;

    if (!staff_fill(act, p, in, &row, err) || !role_valid(act, &in->role, err) ||
        !tx_begin(&tx, act->db, err) || !login_free(act, 0, in->login, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "staff_added", NULL, err) ||
        !history_insert(&h, &staff_table, &row, err) || !role_write(&h, row.id, &in->role, err) ||
        !history_end(&h, err) || !tx_commit(&tx, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

bool staff_password_set(const struct act *act, const struct procedure *p,
                        const struct staff_row *before, const char *password, bool must_change,
                        const char *kind, struct err *err)
{
    struct staff_row after = *before;
    AUTO_TX tx = { 0 };
    struct history h;

    after.must_change = must_change;
    after.password_ends_at = password_ends(act, p, must_change);
    if (!password_sealed(act, p, before->login.text, before->name.text, password, &after.password,
                         err))
        return false;
    return tx_begin(&tx, act->db, err) && history_begin(&h, act, COMPLAINT_NONE, kind, NULL, err) &&
           history_update(&h, &staff_table, before, &after, err) && told_add(&h, before->id, err) &&
           sessions_end(act, before->id, err) && history_end(&h, err) && tx_commit(&tx, err);
}

bool staff_password(const struct act *act, const struct procedure *p, int64_t id,
                    const char *password, bool must_change, struct err *err)
{
    const char *kind = told_own(act, id) ? "password_changed" : "password_reset";
    struct staff_row who = { 0 };

    return staff_load(act, id, &who, err) &&
           staff_password_set(act, p, &who, password, must_change, kind, err);
}

bool staff_session_end(const struct act *act, int64_t id, struct bytes mac, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "session_ended", NULL, err) &&
           session_end_of(act, id, mac, err) && history_end(&h, err) && tx_commit(&tx, err);
}

bool staff_change(const struct act *act, int64_t id, const char *login, const char *name,
                  const char *language, struct err *err)
{
    struct staff_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!text_is_name(act->a, "name", name, err) || !tx_begin(&tx, act->db, err) ||
        !staff_load(act, id, &before, err) || !login_free(act, id, login, err))
        return false;
    after = before;
    after.login_mac = staff_login_mac(act, login);
    if (strcmp(login, before.login.text) != 0)
        after.login = secret_text(login);
    if (strcmp(name, before.name.text) != 0)
        after.name = secret_text(name);
    after.language = language && *language ? language : NULL;
    return history_begin(&h, act, COMPLAINT_NONE, "staff_changed", NULL, err) &&
           history_update(&h, &staff_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

static bool codes_valid(const char *codes, struct err *err)
{
    static const char known[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_- ";

    return (strlen(codes) <= 400 && codes[strspn(codes, known)] == '\0') ||
           err_field(err, "competences",
                     N_("Write codes of letters, digits, _ and -, divided by blanks."));
}

bool staff_competences(const struct act *act, int64_t id, const char *codes, struct err *err)
{
    struct staff_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!codes_valid(codes, err) || !tx_begin(&tx, act->db, err) ||
        !staff_load(act, id, &before, err))
        return false;
    if (strcmp(before.competences ? before.competences : "", codes) == 0)
        return true;
    after = before;
    after.competences = *codes ? codes : NULL;
    return history_begin(&h, act, COMPLAINT_NONE, "staff_changed", NULL, err) &&
           history_update(&h, &staff_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool staff_shortcuts(const struct act *act, int64_t id, bool off, struct err *err)
{
    struct staff_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !staff_load(act, id, &before, err))
        return false;
    after = before;
    after.shortcuts_off = off;
    return history_begin(&h, act, COMPLAINT_NONE, "staff_changed", NULL, err) &&
           history_update(&h, &staff_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool staff_log_out(const struct act *act, int64_t id, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "sessions_ended", NULL, err) &&
           sessions_end(act, id, err) && history_end(&h, err) && tx_commit(&tx, err);
}

static bool roles_end(struct history *h, int64_t staff, struct err *err)
{
    struct rows roles = { 0 };

    if (!roles_of(h->act, staff, &roles, err))
        return false;
    for (size_t i = 0; i < roles.n; i++)
        if (!role_stop(h, &((const struct staff_role_row *)roles.row)[i], err))
            return false;
    return true;
}

bool staff_end(const struct act *act, int64_t id, struct err *err)
{
    struct staff_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !staff_by_id(act->a, act->db, id, &before, err) ||
        !administrator_stays(act, id, err))
        return false;
    if (instant_is_set(before.ended_at))
        return true;
    after = before;
    after.ended_at = act->now;
    after.password = NULL;
    return history_begin(&h, act, COMPLAINT_NONE, "staff_ended", NULL, err) &&
           history_update(&h, &staff_table, &before, &after, err) && roles_end(&h, id, err) &&
           sessions_end(act, id, err) && history_end(&h, err) && tx_commit(&tx, err);
}
