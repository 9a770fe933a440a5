#include "edge/once.h"

#include "db/filing_sql.h"

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

bool once_sweep_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct instant before = instant_now();
    struct rows rows = { .n = 1 };

    before.us -= SECONDS((int64_t)app->config->idempotency_days * 86400);
    while (rows.n > 0) {
        const struct idempotency_row *row;
        AUTO_TX tx = { 0 };
        if (!sql_idempotency_old(a, app->db, before, &rows, err) || !tx_begin(&tx, app->db, err))
            return false;
        row = rows.row;
        for (size_t i = 0; i < rows.n; i++)
            if (!sql_idempotency_drop(a, app->db, row[i].mac, err))
                return false;
        if (!tx_commit(&tx, err))
            return false;
    }
    return true;
}
