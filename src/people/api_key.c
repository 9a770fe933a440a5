#include "people/api_key.h"

#include "complaint/guard.h"
#include "complaint/words.h"
#include "db/api_key_sql.h"
#include "people/text.h"

#include <string.h>

#define PREFIX "rk_"

enum { KEY_TEXT = 3 + 64 };

static const struct field api_key_shown_fields[] = {
    FIELD(struct api_key_shown, id),         FIELD(struct api_key_shown, name),
    FIELD(struct api_key_shown, team),       FIELD(struct api_key_shown, role),
    FIELD(struct api_key_shown, can_read),   FIELD(struct api_key_shown, can_write),
    FIELD(struct api_key_shown, expires_at), FIELD(struct api_key_shown, revoked_at),
    FIELD(struct api_key_shown, used_at),
};
const struct record api_key_shown_record = RECORD(struct api_key_shown, api_key_shown_fields);

static bool scope_word(const char *word, size_t n, struct api_key_new *out)
{
    if (n == 4 && memcmp(word, "read", n) == 0)
        return out->can_read = true;
    if (n == 5 && memcmp(word, "write", n) == 0)
        return out->can_write = true;
    return false;
}

bool api_key_scope(const char *scope, struct api_key_new *out, struct err *err)
{
    const char *at = scope;

    do {
        size_t n = strcspn(at, ",");
        if (!scope_word(at, n, out))
            return err_field(err, "scope", N_("The scope of a key is read, write or read,write."));
        at += n;
    } while (*at++ == ',');
    return true;
}

static struct bytes key_mac(const struct act *act, const char *key)
{
    unsigned char mac[MAC_BYTES];

    vault_mac_text(keyring_vault(act->keys), MAC_API_KEY, key, mac);
    return arena_bytes(act->a, mac, sizeof mac);
}

static bool team_there(const struct act *act, int64_t id, struct err *err)
{
    struct team_row team = { 0 };
    struct err none = { 0 };

    if (id == 0 || (team_by_id(act->a, act->db, id, &team, &none) && !team.ended_at.us))
        return true;
    return err_field(err, "team", N_("There is no such team."));
}

/* Administrators have no case contents, so there is nothing for such a key to do. */
static bool role_fits(const char *role, struct err *err)
{
    int value = role ? word_value(&role_words, role) : ROLE_HANDLER;

    return (value != ROLE_NONE && value != ROLE_ADMINISTRATOR) ||
           err_field(err, "role", N_("The role of a key is one that works on complaints."));
}

bool api_key_add(const struct act *act, const struct api_key_new *in, const char **shown,
                 struct err *err)
{
    const char *key = arena_printf(act->a, PREFIX "%s", random_hex(act->a, KEY_BYTES));
    struct api_key_row row = {
        .mac = key_mac(act, key),
        .name = in->name,
        .can_read = in->can_read,
        .can_write = in->can_write,
        .team_id = in->team,
        .made_by = strcmp(act->actor_kind, "staff") == 0 ? act->actor_id : 0,
        .expires_at = in->expires_at,
        .role = in->role ? in->role : word_code(&role_words, ROLE_HANDLER),
    };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!text_is_name(act->a, "name", in->name, err))
        return false;
    if (!in->can_read && !in->can_write)
        return err_field(err, "scope", N_("The scope of a key is read, write or read,write."));
    if (!role_fits(in->role, err))
        return false;
    if (!tx_begin(&tx, act->db, err) || !team_there(act, in->team, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "api_key_added", NULL, err) ||
        !history_insert(&h, &api_key_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    *shown = key;
    return true;
}

bool api_key_revoke(const struct act *act, int64_t id, struct err *err)
{
    struct api_key_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !api_key_by_id(act->a, act->db, id, &before, err))
        return false;
    if (instant_is_set(before.revoked_at))
        return true;
    after = before;
    after.revoked_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "api_key_revoked", NULL, err) &&
           history_update(&h, &api_key_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

/* Written only when a minute has passed; a database that cannot write now keeps nobody out. */
static void note_use(const struct act *act, int64_t key)
{
    struct instant before = { act->now.us - SECONDS(60) };
    struct api_key_use_row use = { 0 };
    struct err none = { 0 };

    if (sql_api_key_use_of(act->a, act->db, key, &use, &none) && use.at.us >= before.us)
        return;
    err_clear(&none);
    if (!sql_api_key_used(act->a, act->db, key, act->now, before, &none))
        return;
}

bool api_key_find(const struct act *act, const char *sent, struct api_key_row *out, struct err *err)
{
    struct err none = { 0 };
    bool found = strlen(sent) == KEY_TEXT &&
                 sql_api_key_by_mac(act->a, act->db, key_mac(act, sent), out, &none);

    if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND) {
        *err = none;
        return false;
    }
    if (found && !guard_ask(act, &api_key_table, out, &found, err))
        return false;
    if (!found || instant_is_set(out->revoked_at) ||
        (instant_is_set(out->expires_at) && out->expires_at.us <= act->now.us))
        return err_set(err, ERR_UNAUTHORISED,
                       N_("This key is not known, was revoked, or has expired."));
    note_use(act, out->id);
    return true;
}

bool api_key_list(const struct act *act, struct rows *out, struct err *err)
{
    return sql_api_keys(act->a, act->db, out, err);
}
