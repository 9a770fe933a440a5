/*
 * Who has read the names of a case is itself kept: one event for each reader, case and
 * hour, so that reading on costs one look-up. [4.10-a]
 */
#include "edge/edge.h"

#include "db/edge_sql.h"

enum { HOUR_SECONDS = 3600 };

static bool identity_shown(const struct dossier *d)
{
    for (size_t i = 0; i < d->party.n; i++)
        if (d->person[i].name.text || d->person[i].email.text || d->person[i].phone.text ||
            d->person[i].address.text)
            return true;
    return false;
}

bool edge_read_identity(struct req *rq, const struct dossier *d)
{
    const struct act *act = edge_act(rq);
    struct instant since = { rq->now.us - SECONDS(HOUR_SECONDS) };
    AUTO_TX tx = { 0 };
    struct history h;
    int64_t reads = 0;

    if (!rq->user || !identity_shown(d))
        return true;
    if (!sql_identity_reads(rq->a, rq->db, d->c.id, act->actor_id, act->actor_kind, since, &reads,
                            rq->err))
        return false;
    if (reads > 0)
        return true;
    return tx_begin(&tx, rq->db, rq->err) &&
           history_begin(&h, act, d->c.id, "identity_read", NULL, rq->err) &&
           history_end(&h, rq->err) && tx_commit(&tx, rq->err);
}
