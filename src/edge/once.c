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
