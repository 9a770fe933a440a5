/* The second step of a login. */
#include "people/login.h"

#include "people/factor.h"
#include "people/told.h"
#include "people/wait.h"

/* There are a million codes and three are right: five tries, then 1 s, 2 s, 4 s … 15 min. */
static const struct wait_rule of_code = { 5, SECONDS(900), SECONDS(900) };

/* An event, and for the person: somebody had their password. */
static bool refuse(const struct act *act, int64_t staff, const char *source, struct err *err)
{
    struct act whose = *act;
    struct err why = *err;
    AUTO_TX tx = { 0 };
    struct history h;

    whose.actor_kind = "public"; /* nobody knows who it was */
    err_clear(err);
    if (!tx_begin(&tx, act->db, err) || !wait_add(act, &of_code, factor_waiting(act, staff), err) ||
        !history_begin(&h, &whose, COMPLAINT_NONE, "login_code_refused", source, err) ||
        !told_add(&h, staff, err) || !history_end(&h, err) || !tx_commit(&tx, err))
        return false;
    *err = why;
    return false;
}

/* One event: the code is used, the session of before ends, another one begins. */
static bool enter(const struct act *act, const struct procedure *p,
                  const struct login_code_given *in, const struct session_found *before,
                  struct login_done *out, struct err *err)
{
    struct session_limits limits = session_limits(p);
    struct session_new session = { .staff = before->staff_id,
                                   .source = login_source(act, in->source),
                                   .device = in->device,
                                   .factor = true };
    AUTO_TX tx = { 0 };
    struct history h;
    bool recovery;

    if (!tx_begin(&tx, act->db, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "login", in->source, err) ||
        !factor_use(&h, before->staff_id, in->code, &recovery, err))
        return false;
    if (recovery)
        h.kind = "login_by_recovery_code";
    return wait_clear(act, factor_waiting(act, before->staff_id), err) &&
           session_end(act, in->session, err) &&
           session_open(act, &session, &limits, out->session, err) &&
           told_forget(act, before->staff_id, "login_code_refused", before->made_at, err) &&
           (!recovery || told_add(&h, before->staff_id, err)) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool login_code(const struct act *act, const struct procedure *p, const struct login_code_given *in,
                struct login_done *out, struct err *err)
{
    struct session_limits limits = session_limits(p);
    struct session_found s = { 0 };
    struct act theirs = *act;

    if (!session_find(act, in->session, &limits, &s, err) ||
        !wait_over(act, &of_code, factor_waiting(act, s.staff_id), err))
        return false;
    theirs.actor_kind = "staff";
    theirs.actor_id = s.staff_id;
    *out = (struct login_done){ .staff = s.staff_id, .must_change = s.must_change };
    return enter(&theirs, p, in, &s, out, err) ||
           (err->kind == ERR_UNAUTHORISED && refuse(&theirs, s.staff_id, in->source, err));
}
