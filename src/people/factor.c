#include "people/factor.h"

#include "complaint/guard.h"
#include "db/factor_sql.h"
#include "people/password_rules.h"
#include "people/session.h"
#include "people/text.h"
#include "people/told.h"
#include "people/totp.h"
#include "people/wait.h"

#include <string.h>

enum { FRESH_MINUTES = 10 };

int64_t factor_fresh_for(const struct procedure *p)
{
    int64_t set = procedure_number(p, "confirm_minutes", FRESH_MINUTES);

    return SECONDS(60) * (set > 0 && set < FRESH_MINUTES ? set : FRESH_MINUTES);
}

/* Whether the list of words, parted by blanks, has this one. */
static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = strstr(list, word); at; at = strstr(at + n, word))
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

bool factor_required(const struct procedure *p, const struct user *user)
{
    bool optional = strcmp(procedure_text(p, "second_factor", "required"), "optional") == 0;
    const char *more = procedure_text(p, "second_factor_roles", "");

    for (size_t i = 0; i < user->n_roles; i++) {
        enum role role = user->roles[i].role;
        if ((role == ROLE_ADMINISTRATOR && !optional) ||
            has_word(more, word_code(&role_words, (int)role)))
            return true;
    }
    return false;
}

bool factor_of(const struct act *act, int64_t staff, struct second_factor_row *out, struct err *err)
{
    struct rows rows = { 0 };

    *out = (struct second_factor_row){ 0 };
    if (!sql_factors_of(act->a, act->db, staff, &rows, err))
        return false;
    if (rows.n == 0)
        return true;
    *out = *(const struct second_factor_row *)rows.row;
    return row_open(act->a, act->keys, &second_factor_table, out, err);
}

bool factor_codes_left(const struct act *act, int64_t staff, size_t *out, struct err *err)
{
    struct rows rows = { 0 };

    *out = 0;
    if (!sql_recovery_codes_of(act->a, act->db, staff, &rows, err))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        *out += !instant_is_set(((const struct recovery_code_row *)rows.row)[i].used_at);
    return true;
}

static struct bytes mac_of(const struct act *act, const char *what, const char *text)
{
    struct bytes parts[] = {
        { (const unsigned char *)what, strlen(what) },
        { (const unsigned char *)text, strlen(text) },
    };
    unsigned char mac[MAC_BYTES];

    vault_mac(keyring_vault(act->keys), MAC_SESSION, parts, COUNT(parts), mac);
    return arena_bytes(act->a, mac, sizeof mac);
}

const char *factor_secret(const struct act *act, const char *session)
{
    _Static_assert((int)TOTP_SECRET <= (int)MAC_BYTES, "a hash is long enough to be a secret");

    return totp_secret_text(act->a, mac_of(act, "second factor", session).s);
}

/* Letters and digits alone, in lower case: people type blanks, hyphens and capitals. */
static const char *typed(struct arena *a, const char *code)
{
    const char *folded = strlen(code) <= 4 * 64 ? text_folded(a, code) : "";
    char *out = arena_alloc(a, strlen(folded) + 1);
    size_t n = 0;

    for (; *folded; folded++)
        if ((*folded >= '0' && *folded <= '9') || (*folded >= 'a' && *folded <= 'z'))
            out[n++] = *folded;
    out[n] = '\0';
    return out;
}

/* -- recovery codes -- */

static bool codes_end(struct history *h, int64_t staff, struct err *err)
{
    struct rows rows = { 0 };
    const struct recovery_code_row *row;

    if (!sql_recovery_codes_of(h->act->a, h->act->db, staff, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct recovery_code_row after = row[i];
        after.ended_at = h->act->now;
        if (!history_update(h, &recovery_code_table, &row[i], &after, err))
            return false;
    }
    return true;
}

static bool codes_write(struct history *h, int64_t staff, const char *codes[RECOVERY_CODES],
                        struct err *err)
{
    struct arena *a = h->act->a;

    if (!codes_end(h, staff, err))
        return false;
    for (int i = 0; i < RECOVERY_CODES; i++) {
        struct recovery_code_row row = { .staff_id = staff };
        codes[i] = password_one_time(a);
        row.mac = mac_of(h->act, "recovery code", typed(a, codes[i]));
        if (!history_insert(h, &recovery_code_table, &row, err))
            return false;
    }
    return true;
}

bool factor_codes_make(const struct act *act, int64_t staff, const char *codes[RECOVERY_CODES],
                       struct err *err)
{
    struct second_factor_row has;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !factor_of(act, staff, &has, err))
        return false;
    if (has.id == 0)
        return err_set(err, ERR_REFUSED, N_("Set up an authenticator app first."));
    return history_begin(&h, act, COMPLAINT_NONE, "recovery_codes_made", NULL, err) &&
           codes_write(&h, staff, codes, err) && told_add(&h, staff, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

/* -- the app -- */

static bool app_end(struct history *h, int64_t staff, struct err *err)
{
    struct second_factor_row before, after;

    if (!factor_of(h->act, staff, &before, err))
        return false;
    if (before.id == 0)
        return true;
    after = before;
    after.ended_at = h->act->now;
    return history_update(h, &second_factor_table, &before, &after, err);
}

struct bytes factor_waiting(const struct act *act, int64_t staff)
{
    return wait_mac(act, "code", arena_printf(act->a, "%" PRId64, staff), "");
}

bool factor_add(const struct act *act, int64_t staff, const char *secret, const char *code,
                const char *codes[RECOVERY_CODES], struct err *err)
{
    struct second_factor_row row = { .staff_id = staff, .secret = secret_text(secret) };
    AUTO_TX tx = { 0 };
    struct history h;

    row.last_step = totp_matches(secret, typed(act->a, code), act->now, 0);
    if (row.last_step == 0)
        return err_field(err, "code",
                         N_("This code does not fit. Give the one that the app shows now, and see "
                            "that the clock of your telephone is right."));
    return tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "second_factor_added", NULL, err) &&
           app_end(&h, staff, err) && history_insert(&h, &second_factor_table, &row, err) &&
           codes_write(&h, staff, codes, err) && told_add(&h, staff, err) &&
           wait_clear(act, factor_waiting(act, staff), err) && sessions_end(act, staff, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

bool factor_end(const struct act *act, int64_t staff, struct err *err)
{
    bool own = told_own(act, staff);
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, COMPLAINT_NONE,
                         own ? "second_factor_ended" : "second_factor_reset", NULL, err) &&
           app_end(&h, staff, err) && codes_end(&h, staff, err) && told_add(&h, staff, err) &&
           wait_clear(act, factor_waiting(act, staff), err) && sessions_end(act, staff, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

/* -- using a code -- */

static bool app_use(struct history *h, const struct second_factor_row *has, const char *code,
                    bool *used, struct err *err)
{
    struct second_factor_row after = *has;

    /* A row that was altered beside the program opens nothing. */
    if (!guard_ask(h->act, &second_factor_table, has, used, err))
        return false;
    after.last_step = totp_matches(has->secret.text, code, h->act->now, has->last_step);
    *used = *used && after.last_step != 0;
    return !*used || history_update(h, &second_factor_table, has, &after, err);
}

static bool recovery_use(struct history *h, int64_t staff, const char *code, bool *used,
                         struct err *err)
{
    struct bytes mac = mac_of(h->act, "recovery code", code);
    const struct recovery_code_row *row;
    struct rows rows = { 0 };

    *used = false;
    if (!sql_recovery_codes_of(h->act->a, h->act->db, staff, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct recovery_code_row after = row[i];
        if (instant_is_set(row[i].used_at) || row[i].mac.n != MAC_BYTES ||
            !vault_mac_same(row[i].mac.s, mac.s))
            continue;
        if (!guard_ask(h->act, &recovery_code_table, &row[i], used, err))
            return false;
        if (!*used)
            return true;
        after.used_at = h->act->now;
        return history_update(h, &recovery_code_table, &row[i], &after, err);
    }
    return true;
}

bool factor_use(struct history *h, int64_t staff, const char *code, bool *recovery, struct err *err)
{
    const char *plain = typed(h->act->a, code);
    struct second_factor_row has;
    bool used = false;

    *recovery = false;
    if (!factor_of(h->act, staff, &has, err))
        return false;
    if (has.id != 0 && has.secret.text && !app_use(h, &has, plain, &used, err))
        return false;
    if (used)
        return true;
    if (has.id != 0 && !recovery_use(h, staff, plain, recovery, err))
        return false;
    return *recovery || err_set(err, ERR_UNAUTHORISED,
                                N_("This code does not fit, or it was used before. Wait for the "
                                   "next one, or give a recovery code."));
}
