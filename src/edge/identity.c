/*
 * Who has read the names of a case, printed it or took it out is itself kept: one event for each
 * person, case and hour, so that reading on costs one look-up. [4.10-a] [S61]
 */
#include "edge/edge.h"

#include "base/buf.h"
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

const char *edge_sealed_words(const struct req *rq, const struct may_object *object)
{
    return may(rq->user, MAY_ASK_IDENTITY, object)
               ? N_("Who complains is sealed in this complaint. Ask to see it first.")
               : N_("Who complains is sealed in this complaint. Somebody who handles it and may "
                    "see "
                    "that has to do this.");
}

static bool noted(const struct act *act, int64_t complaint, const char *kind, bool *out,
                  struct err *err)
{
    struct instant since = { act->now.us - SECONDS(HOUR_SECONDS) };
    int64_t n = 0;

    if (!sql_looks_noted(act->a, act->db, complaint, kind, act->actor_kind, act->actor_id, since,
                         &n, err))
        return false;
    *out = n > 0;
    return true;
}

bool look_note(const struct act *act, int64_t complaint, const char *kind, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;
    bool before = false;

    if (!noted(act, complaint, kind, &before, err))
        return false;
    if (before)
        return true;
    /* Asked again once the event has its number: whoever has the next one waits until then. */
    if (!tx_begin(&tx, act->db, err) || !history_begin(&h, act, complaint, kind, NULL, err) ||
        !noted(act, complaint, kind, &before, err))
        return false;
    return before || (history_end(&h, err) && tx_commit(&tx, err));
}

static bool among(const struct rows *ids, int64_t id)
{
    const struct int_value *row = ids->row;

    for (size_t i = 0; i < ids->n; i++)
        if (row[i].value == id)
            return true;
    return false;
}

bool looks_note(const struct act *act, const int64_t *ids, size_t n, const char *kind,
                struct err *err)
{
    struct instant since = { act->now.us - SECONDS(HOUR_SECONDS) };
    struct buf listed = buf_new(act->a);
    AUTO_TX tx = { 0 };
    struct rows before;
    struct history h;

    for (size_t i = 0; i < n; i++)
        buf_listed(&listed, ids[i]);
    if (n == 0)
        return true;
    if (!tx_begin(&tx, act->db, err) ||
        !sql_looks_noted_of(act->a, act->db, buf_text(&listed), kind, act->actor_kind,
                            act->actor_id, since, &before, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!among(&before, ids[i]) &&
            (!history_begin(&h, act, ids[i], kind, NULL, err) || !history_end(&h, err)))
            return false;
    return before.n == n || tx_commit(&tx, err);
}

bool edge_read_identity(struct req *rq, const struct dossier *d)
{
    return !rq->user || !identity_shown(d) ||
           look_note(edge_act(rq), d->c.id, "identity_read", rq->err);
}
