#include "people/wait.h"

#include "db/login_sql.h"

#include <string.h>

int64_t wait_counts(const struct wait_rule *rule, int64_t failures, struct instant last,
                    struct instant now)
{
    int64_t forgiven = now.us > last.us ? (now.us - last.us) / rule->forgive : 0;

    return failures > forgiven ? failures - forgiven : 0;
}

int64_t wait_left(const struct wait_rule *rule, int64_t failures, struct instant last,
                  struct instant now)
{
    int64_t over = failures - rule->free, wait = SECONDS(1), passed = now.us - last.us;

    if (over < 0 || wait_counts(rule, failures, last, now) < rule->free)
        return 0;
    for (int64_t i = 0; i < over && wait < rule->longest; i++)
        wait *= 2;
    if (wait > rule->longest)
        wait = rule->longest;
    return passed < 0 ? wait : wait > passed ? wait - passed : 0;
}

struct bytes wait_mac(const struct act *act, const char *what, const char *one, const char *two)
{
    struct bytes parts[] = {
        { (const unsigned char *)what, strlen(what) },
        { (const unsigned char *)one, strlen(one) },
        { (const unsigned char *)two, strlen(two) },
    };
    unsigned char mac[MAC_BYTES];

    vault_mac(keyring_vault(act->keys), MAC_SOURCE, parts, COUNT(parts), mac);
    return arena_bytes(act->a, mac, sizeof mac);
}

static bool load(const struct act *act, struct bytes mac, struct login_wait_row *out,
                 struct err *err)
{
    struct err none = { 0 };

    if (sql_login_wait(act->a, act->db, mac, out, &none) || none.kind == ERR_NOT_FOUND)
        return true;
    *err = none;
    return false;
}

bool wait_over(const struct act *act, const struct wait_rule *rule, struct bytes mac,
               struct err *err)
{
    struct login_wait_row row = { 0 };
    int64_t left;

    if (!load(act, mac, &row, err))
        return false;
    left = wait_left(rule, row.failures, row.last_at, act->now);
    if (left == 0)
        return true;
    err_set(err, ERR_TOO_MANY, N_("That was too often in a short time. Try again in a while."));
    err->retry_after = (int)((left + SECONDS(1) - 1) / SECONDS(1));
    return false;
}

bool wait_add(const struct act *act, const struct wait_rule *rule, struct bytes mac,
              struct err *err)
{
    struct login_wait_row row = { 0 };

    return load(act, mac, &row, err) &&
           sql_login_wait_set(act->a, act->db, mac,
                              wait_counts(rule, row.failures, row.last_at, act->now) + 1, act->now,
                              err);
}

bool wait_clear(const struct act *act, struct bytes mac, struct err *err)
{
    return sql_login_wait_clear(act->a, act->db, mac, err);
}
