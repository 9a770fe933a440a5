#include "people/login.h"

#include "complaint/guard.h"
#include "db/login_sql.h"
#include "db/staff_sql.h"
#include "people/factor.h"
#include "people/password_rules.h"
#include "people/staff.h"
#include "people/text.h"
#include "people/wait.h"

#include <string.h>

/* After ten failures an account waits 1 s, 2 s, 4 s … 15 min; one failure is forgiven
 * every quarter of an hour. A source may be a whole office, so it is given more. */
static const struct wait_rule of_account = { 10, SECONDS(900), SECONDS(900) };
static const struct wait_rule of_source = { 30, SECONDS(60), SECONDS(900) };
/* Bytes of a login or a password: PASSWORD_MOST characters. */
enum { LONGEST = 4 * PASSWORD_MOST };
static const int64_t known_for = SECONDS(30 * 86400); /* a source that proved itself */

struct bytes login_source(const struct act *act, const char *source)
{
    return wait_mac(act, "session", source, "");
}

struct macs {
    struct bytes account, source, known;
};

static struct macs macs_of(const struct act *act, const char *login, const char *source)
{
    const char *folded = text_folded(act->a, login);

    return (struct macs){ .account = wait_mac(act, "account", folded, ""),
                          .source = wait_mac(act, "source", source, ""),
                          .known = wait_mac(act, "known", folded, source) };
}

/* Whether the account logged in from this source lately: then the failures of others do
 * not keep its owner out. */
static bool source_known(const struct act *act, const struct macs *m)
{
    struct login_wait_row row = { 0 };
    struct err none = { 0 };

    return sql_login_wait(act->a, act->db, m->known, &row, &none) &&
           act->now.us - row.last_at.us < known_for;
}

static bool may_try(const struct act *act, const struct macs *m, struct err *err)
{
    if (!wait_over(act, &of_source, m->source, err))
        return false;
    return wait_over(act, &of_account, source_known(act, m) ? m->known : m->account, err);
}

/* Longer ones than may be chosen are nobody's, and are not worth the work of folding them. */
static const char *bounded(const char *s)
{
    return strlen(s) <= LONGEST ? s : "";
}

/* Somebody of that login who is here; otherwise a row without password. So is one whose row was
 * altered beside the program: a password that nobody chose opens nothing. */
static bool find(const struct act *act, const char *login, struct staff_row *out, struct err *err)
{
    struct err none = { 0 };
    bool written;

    if (!sql_staff_by_login_mac(act->a, act->db, staff_login_mac(act, login), out, &none)) {
        *out = (struct staff_row){ 0 };
        if (none.kind == ERR_NOT_FOUND)
            return true;
        *err = none;
        return false;
    }
    if (!guard_ask(act, &staff_table, out, &written, err))
        return false;
    if (!written || instant_is_set(out->ended_at) ||
        (instant_is_set(out->password_ends_at) && act->now.us >= out->password_ends_at.us))
        out->password = NULL;
    return true;
}

/* An event that names whom the try was for, as far as we know, and from where. */
static bool refuse(const struct act *act, const struct macs *m, int64_t staff, const char *source,
                   struct err *err)
{
    struct act whose = *act;
    AUTO_TX tx = { 0 };
    struct history h;

    whose.actor_kind = "public";
    whose.actor_id = staff;
    if (!tx_begin(&tx, act->db, err) || !wait_add(act, &of_source, m->source, err) ||
        !wait_add(act, &of_account, source_known(act, m) ? m->known : m->account, err) ||
        !history_begin(&h, &whose, COMPLAINT_NONE, "login_refused", source, err) ||
        !history_end(&h, err) || !tx_commit(&tx, err))
        return false;
    return err_set(err, ERR_UNAUTHORISED,
                   N_("Login name or password is wrong. Check both and try again."));
}

/* Today's work factor, when the stored one is less. */
static bool rehash(struct history *h, const struct staff_row *staff, const char *password,
                   struct err *err)
{
    struct staff_row after = *staff;

    if (!password_outdated(staff->password))
        return true;
    return password_hash(h->act->a, keyring_vault(h->act->keys), password, &after.password, err) &&
           history_update(h, &staff_table, staff, &after, err);
}

/* The session, and an event: with a second factor the login has only begun. */
static bool enter(const struct act *act, const struct procedure *p, const struct login_given *in,
                  struct login_done *out, struct history *h, struct err *err)
{
    struct session_limits limits = session_limits(p);
    struct session_new session = { .staff = out->staff,
                                   .source = login_source(act, in->source),
                                   .device = in->device };
    struct second_factor_row factor;

    if (!factor_of(act, out->staff, &factor, err))
        return false;
    out->must_prove = factor.id != 0;
    return session_open(act, &session, &limits, out->session, err) &&
           history_begin(h, act, COMPLAINT_NONE, out->must_prove ? "login_begun" : "login",
                         in->source, err);
}

static bool accept(const struct act *act, const struct procedure *p, const struct login_given *in,
                   const struct macs *m, const struct staff_row *checked, struct login_done *out,
                   struct err *err)
{
    struct staff_row staff = { 0 };
    struct act theirs = *act;
    AUTO_TX tx = { 0 };
    struct history h;

    theirs.actor_kind = "staff";
    theirs.actor_id = checked->id;
    if (!tx_begin(&tx, act->db, err) || !staff_by_id(act->a, act->db, checked->id, &staff, err))
        return false;
    /* Changed or ended while the password was being hashed: then it is not theirs any more. */
    if (!staff.password || strcmp(staff.password, checked->password) != 0)
        return err_set(err, ERR_UNAUTHORISED,
                       N_("Login name or password is wrong. Check both and try again."));
    out->staff = staff.id;
    out->must_change = staff.must_change;
    return wait_clear(act, m->account, err) &&
           sql_login_wait_set(act->a, act->db, m->known, 0, act->now, err) &&
           enter(&theirs, p, in, out, &h, err) &&
           rehash(&h, &staff, text_nfkc(act->a, in->password), err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool login_try(const struct act *act, const struct procedure *p, const struct login_given *in,
               struct login_done *out, struct err *err)
{
    const char *login = bounded(in->login), *password = text_nfkc(act->a, bounded(in->password));
    struct macs m = macs_of(act, login, in->source);
    struct staff_row staff;

    if (!may_try(act, &m, err) || !find(act, login, &staff, err))
        return false;
    if (!password_matches(keyring_vault(act->keys), staff.password, password))
        return refuse(act, &m, staff.id, in->source, err);
    return accept(act, p, in, &m, &staff, out, err);
}

bool login_confirm(const struct act *act, int64_t id, const char *password, const char *source,
                   struct err *err)
{
    struct staff_row staff = { 0 };
    struct macs m;

    if (!staff_load(act, id, &staff, err))
        return false;
    m = macs_of(act, staff.login.text, source);
    if (!may_try(act, &m, err))
        return false;
    return password_matches(keyring_vault(act->keys), staff.password,
                            text_nfkc(act->a, bounded(password))) ||
           refuse(act, &m, id, source, err);
}

bool login_end(const struct act *act, const char *session, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) && session_end(act, session, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "logout", NULL, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool login_sweep(const struct act *act, struct err *err)
{
    struct instant before = { act->now.us - known_for };

    return sql_login_wait_sweep(act->a, act->db, before, err);
}
