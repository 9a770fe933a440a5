#include "edge/once.h"

#include "db/filing_sql.h"

#include <string.h>

bool edge_once(struct req *rq, struct act *act, const char *what, bool *before)
{
    unsigned char *mac = arena_alloc(act->a, MAC_BYTES);
    struct idempotency_row row = { 0 };
    struct err none = { 0 };

    vault_mac_text(keyring_vault(act->keys), MAC_IDEMPOTENCY, what, mac);
    act->once = (struct bytes){ mac, MAC_BYTES };
    *before = sql_idempotency(rq->a, rq->db, act->once, &row, &none);
    return *before || none.kind == ERR_NOT_FOUND || (*rq->err = none, false);
}

/* One lot behind the mark `last`, which becomes the last of it; *n of them are gone. */
static bool lot_sweep(struct app *app, struct instant before, unsigned char last[MAC_BYTES],
                      size_t *n, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct idempotency_row *row;
    struct rows rows;
    AUTO_TX tx = { 0 };

    if (!sql_idempotency_old(a, app->db, before, (struct bytes){ last, MAC_BYTES }, &rows, err) ||
        !tx_begin(&tx, app->db, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!sql_idempotency_drop(a, app->db, row[i].mac, err))
            return false;
    if (rows.n > 0)
        memcpy(last, row[rows.n - 1].mac.s, MAC_BYTES);
    *n = rows.n;
    return tx_commit(&tx, err);
}

bool once_sweep_job(struct app *app, struct err *err)
{
    struct instant before = instant_now();
    unsigned char last[MAC_BYTES] = { 0 };
    size_t n = 1;

    before.us -= SECONDS((int64_t)app->config->idempotency_days * 86400);
    while (n > 0)
        if (!lot_sweep(app, before, last, &n, err))
            return false;
    return true;
}
