#include "people/reset_link.h"

#include <stdio.h>
#include <string.h>

enum { MOST_MINUTES = 30 };

static const char *seal_of(const struct act *act, const struct staff_row *staff, int64_t ends)
{
    const char *what = arena_printf(act->a, "reset %" PRId64 " %" PRId64, staff->id, ends);
    const char *password = staff->password ? staff->password : "";
    struct bytes parts[] = {
        { (const unsigned char *)what, strlen(what) },
        { (const unsigned char *)password, strlen(password) },
    };
    unsigned char mac[MAC_BYTES];

    vault_mac(keyring_vault(act->keys), MAC_SESSION, parts, COUNT(parts), mac);
    return hex_text(act->a, mac, sizeof mac);
}

bool reset_link_make(const struct act *act, const struct procedure *p, int64_t staff,
                     const char **link, struct err *err)
{
    int64_t minutes = procedure_number(p, "reset_minutes", MOST_MINUTES);
    int64_t ends = act->now.us / SECONDS(1) +
                   60 * (minutes > 0 && minutes < MOST_MINUTES ? minutes : MOST_MINUTES);
    struct staff_row who = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !staff_by_id(act->a, act->db, staff, &who, err))
        return false;
    if (instant_is_set(who.ended_at))
        return err_set(err, ERR_REFUSED, N_("Somebody who has left cannot log in any more."));
    *link =
        arena_printf(act->a, "%" PRId64 "-%" PRId64 "-%s", who.id, ends, seal_of(act, &who, ends));
    return history_begin(&h, act, COMPLAINT_NONE, "password_link_made",
                         arena_printf(act->a, "%" PRId64, who.id), err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static bool same(const char *a, const char *b)
{
    unsigned char of_a[MAC_BYTES], of_b[MAC_BYTES];

    hash_bytes(&(struct bytes){ (const unsigned char *)a, strlen(a) }, 1, of_a);
    hash_bytes(&(struct bytes){ (const unsigned char *)b, strlen(b) }, 1, of_b);
    return vault_mac_same(of_a, of_b);
}

bool reset_link_read(const struct act *act, const char *link, struct staff_row *out,
                     struct err *err)
{
    struct err none = { 0 };
    int64_t id = 0, ends = 0;
    int at = 0;

    if (sscanf(link, "%15" SCNd64 "-%15" SCNd64 "-%n", &id, &ends, &at) == 2 && at > 0 &&
        act->now.us / SECONDS(1) < ends && staff_load(act, id, out, &none) &&
        !instant_is_set(out->ended_at) && same(link + at, seal_of(act, out, ends)))
        return true;
    if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND) {
        *err = none;
        return false;
    }
    return err_set(err, ERR_REFUSED,
                   N_("This link was used before, or it is too old. Ask an administrator for a "
                      "new one."));
}

bool reset_link_use(const struct act *act, const struct procedure *p, const char *link,
                    const char *password, struct err *err)
{
    struct staff_row who = { 0 };
    struct act whose = *act;

    if (!reset_link_read(act, link, &who, err))
        return false;
    whose.actor_kind = "public"; /* whoever had the link */
    whose.actor_id = who.id;
    return staff_password_set(&whose, p, &who, password, false, "password_set_by_link", err);
}
