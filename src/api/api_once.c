#include "api/api_once.h"

#include "db/filing_sql.h"

#include <stdlib.h>

static void free_cleanup(char **s)
{
    free(*s);
}

static struct bytes mac_of(struct req *rq, const char *text)
{
    unsigned char *mac = arena_alloc(rq->a, MAC_BYTES);

    vault_mac_text(rq->app->vault, MAC_IDEMPOTENCY, text, mac);
    return (struct bytes){ mac, MAC_BYTES };
}

/* The act and its members, in whatever order they came. */
static struct bytes content_of(struct req *rq)
{
    char *json CLEANUP(free_cleanup) =
        rq->json ? json_dumps(rq->json, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

    return mac_of(rq, arena_printf(rq->a, "act:%s:%s", rq->path, json ? json : ""));
}

static bool find(struct req *rq, const struct act *act, bool *there, bool *same, struct err *err)
{
    struct idempotency_row row = { 0 };
    struct err none = { 0 };

    *there = sql_idempotency(rq->a, rq->db, act->once, &row, &none);
    *same = *there && row.content_mac.n == MAC_BYTES &&
            vault_mac_same(row.content_mac.s, act->once_of.s);
    return *there || none.kind == ERR_NOT_FOUND || (*err = none, false);
}

bool api_once_ask(struct req *rq, int64_t complaint, struct act *act, bool *before)
{
    const char *once;
    bool there;

    *before = false;
    if (!api_once_read(rq, &once))
        return false;
    if (!once)
        return true;
    act->once = mac_of(rq, arena_printf(rq->a, "act:%" PRId64 ":%s", complaint, once));
    act->once_of = content_of(rq);
    return find(rq, act, &there, before, rq->err) && (!there || *before || api_once_other(rq->err));
}

bool api_once_raced(struct req *rq, const struct act *act)
{
    struct err none = { 0 };
    bool there = false, same = false;

    return act->once.n > 0 && rq->err->kind == ERR_CONFLICT &&
           find(rq, act, &there, &same, &none) && same;
}

bool api_once_keep(struct req *rq, int64_t complaint, const struct act *act)
{
    bool there = true, same;
    AUTO_TX tx = { 0 };

    if (act->once.n == 0)
        return true;
    if (!find(rq, act, &there, &same, rq->err))
        return false;
    return there || (tx_begin(&tx, rq->db, rq->err) &&
                     sql_idempotency_insert(rq->a, rq->db, act->once, act->once_of, complaint,
                                            rq->now, rq->err) &&
                     tx_commit(&tx, rq->err));
}
