/* Requests to see who complains, and their answers: each one event on the case. */
#include "walls/identity.h"

#include "complaint/guard.h"
#include "db/edge_sql.h"
#include "db/walls_sql.h"
#include "operation/step.h"
#include "people/second_person.h"

#include <string.h>

enum { HOUR_SECONDS = 3600 };

static const struct field identity_line_fields[] = {
    FIELD(struct identity_line, reference),
    FIELD(struct identity_line, at),
    FIELD(struct identity_line, by_id),
};
const struct record identity_line_record = RECORD(struct identity_line, identity_line_fields);

bool identity_requests(const struct act *act, int64_t complaint, struct rows *out, struct err *err)
{
    return sql_identity_requests_of(act->a, act->db, complaint, out, err) &&
           rows_open(act->a, act->keys, &identity_request_table, out, err);
}

/* Sealed, not open to them, and not asked for already. */
static bool ask_allowed(struct step *s, struct err *err)
{
    const struct act *act = s->act;
    const struct identity_request_row *r;
    struct rows rows = { 0 };

    if (strcmp(s->d.c.privacy, "confidential") != 0)
        return err_set(err, ERR_REFUSED,
                       N_("Only the names of confidential complaints are sealed in this way. Here "
                          "your role decides."));
    if (!sql_identity_requests_of(act->a, act->db, s->d.c.id, &rows, err))
        return false;
    r = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        if (r[i].asked_by != s->who.user)
            continue;
        if (!instant_is_set(r[i].answered_at))
            return err_set(err, ERR_CONFLICT, N_("You asked already, and nobody answered yet."));
        if (r[i].granted_until.us > act->now.us)
            return err_set(err, ERR_CONFLICT, N_("It is open to you already."));
    }
    return true;
}

bool identity_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                  const char *why, int64_t *id, struct err *err)
{
    struct identity_request_row row = { .complaint_id = complaint,
                                        .why = secret_text(why),
                                        .asked_at = act->now,
                                        .asked_by = act->actor_id };
    AUTO_STEP s = { 0 };

    if (!step_reason("why", why, err) || !step_open(&s, act, p, complaint, 0, err) ||
        !act_by_staff(act, err) || !ask_allowed(&s, err) ||
        !step_event(&s, "identity_asked", NULL, err) ||
        !history_insert(&s.h, &identity_request_table, &row, err) || !step_done(&s, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

/* The request of that id in this case, which waits for somebody else than who asked. */
static bool waiting(const struct step *s, int64_t id, struct identity_request_row *out,
                    struct err *err)
{
    struct err none = { 0 };
    bool found = identity_request_by_id(s->act->a, s->act->db, id, out, &none);

    if (!found && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    if (!found || out->complaint_id != s->d.c.id)
        return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
    if (instant_is_set(out->answered_at))
        return err_set(err, ERR_CONFLICT, N_("This request was answered already."));
    return guard_whole(s->act, &identity_request_table, out, err) &&
           act_by_another(s->act, out->asked_by, err);
}

static bool answer(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t request, const char *kind, struct instant until, const char *text,
                   struct err *err)
{
    struct identity_request_row before = { 0 }, after;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err) || !act_by_staff(act, err) ||
        !waiting(&s, request, &before, err))
        return false;
    after = before;
    after.answered_at = act->now;
    after.answered_by = act->actor_id;
    after.granted_until = until;
    if (step_given(text))
        after.answer = secret_text(text);
    return step_event(&s, kind, NULL, err) &&
           history_update(&s.h, &identity_request_table, &before, &after, err) &&
           step_done(&s, err);
}

bool identity_grant(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t request, const char *text, struct err *err)
{
    int64_t hours = procedure_number(p, "identity_hours", 0);
    struct instant until = { act->now.us + SECONDS(hours * HOUR_SECONDS) };

    return answer(act, p, complaint, request, "identity_granted", until, text, err);
}

bool identity_refuse(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t request, const char *why, struct err *err)
{
    return step_reason("why", why, err) &&
           answer(act, p, complaint, request, "identity_refused", (struct instant){ 0 }, why, err);
}
