/* The table of limits in shared memory tells what was kept already, so that being refused costs
 * nothing from the second time on. */
#include "edge/refusal.h"

#include "db/tables.h"
#include "web/log.h"

#include <string.h>

enum { HOUR_SECONDS = 3600 };

static const struct field refusal_line_fields[] = {
    FIELD(struct refusal_line, id),           FIELD(struct refusal_line, actor_id),
    FIELD(struct refusal_line, complaint_id), FIELD(struct refusal_line, team_id),
    FIELD(struct refusal_line, at),           FIELD(struct refusal_line, actor_kind),
    FIELD(struct refusal_line, what),         FIELD(struct refusal_line, reference),
};
const struct record refusal_line_record = RECORD(struct refusal_line, refusal_line_fields);

static bool event_write(const struct act *act, const char *what, int64_t complaint, struct err *err)
{
    struct refusal_row row = { .at = act->now,
                               .actor_kind = act->actor_kind,
                               .actor_id = act->actor_id,
                               .what = what,
                               .complaint_id = complaint };
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) && history_begin(&h, act, complaint, "refused", NULL, err) &&
           history_insert(&h, &refusal_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

static bool first(struct req *rq, const char *what, int64_t complaint, int count)
{
    const char *name = arena_printf(rq->a, "%d %" PRId64 " %s %" PRId64, (int)rq->user->kind,
                                    rq->user->id, what, complaint);

    return req_once(rq, name, count, HOUR_SECONDS);
}

void refusal_note(struct req *rq, enum may what, int64_t complaint)
{
    const char *name = may_name(what);
    struct err err = { 0 };

    if (!rq->user || !rq->db || !first(rq, name, complaint, 1))
        return;
    if (!first(rq, "", 0, REFUSALS_AN_HOUR)) {
        if (!first(rq, REFUSED_OFTEN, 0, 1))
            return;
        name = REFUSED_OFTEN;
        complaint = COMPLAINT_NONE;
    }
    if (!event_write(edge_act(rq), name, complaint, &err))
        log_event("error", "refusal", 0, "not kept", *err.detail ? err.detail : err.text);
}
