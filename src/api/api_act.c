/* The routes of the acts, and what all of them share. */
#include "api/api_act.h"
#include "api/api_alerts.h"
#include "api/api_copies.h"
#include "api/api_once.h"
#include "api/api_own.h"
#include "api/api_publish.h"
#include "api/api_redact.h"
#include "api/api_report.h"
#include "api/api_tasks.h"

#include "operation/step.h"
#include "people/staff.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const int api_act_errors[] = { 400, 401, 403, 404, 409, 413, 415, 422, 429, 0 };

#define PATH "/api/v1/complaints/{reference}/"
#define ACT(name, right)                                                                           \
    {                                                                                              \
        POST, PATH name, right, api_act_post, ROUTE_API                                            \
    }
#define ACT_FRESH(name, right)                                                                     \
    {                                                                                              \
        POST, PATH name, right, api_act_post, ROUTE_API | ROUTE_FRESH                              \
    }

/* What the complainant may do with the code is open here; api_case asks for the code. */
const struct route api_act_routes[] = {
    ACT("notes", MAY_NOTE),
    ACT("replies", MAY_REPLY),
    ACT("facts", MAY_ANYBODY),
    ACT("corrections", MAY_ANYBODY),
    ACT("acknowledge", MAY_REPLY),
    ACT("acknowledgement-returned", MAY_REPLY),
    ACT("message-sent", MAY_REPLY),
    ACT("update", MAY_REPLY),
    ACT("assess", MAY_ASSESS),
    ACT("take-up", MAY_INVESTIGATE),
    ACT("begin-investigation", MAY_INVESTIGATE),
    ACT("investigate", MAY_INVESTIGATE),
    ACT("evidence", MAY_INVESTIGATE),
    ACT("interviews", MAY_INVESTIGATE),
    ACT("respond", MAY_RESPOND),
    ACT("decide", MAY_DECIDE),
    ACT("letter", MAY_DECIDE),
    ACT("communicate", MAY_DECIDE),
    ACT("decision-returned", MAY_REPLY),
    ACT("tell-staff", MAY_DECIDE),
    ACT("answer", MAY_ANYBODY),
    ACT("withdraw", MAY_ANYBODY),
    ACT("review", MAY_ASSIGN),
    ACT("outside", MAY_CLOSE),
    ACT("direct-elsewhere", MAY_SET_ASIDE),
    ACT("new-fact", MAY_ASSESS),
    ACT("close", MAY_CLOSE),
    ACT("satisfaction", MAY_ANYBODY),
    ACT("reopen", MAY_ANYBODY),
    ACT("measures", MAY_RESPOND),
    ACT("approve", MAY_APPROVE),
    ACT("refuse-approval", MAY_APPROVE),
    ACT("remedies", MAY_RESPOND),
    ACT("remedies/{remedy}/alter", MAY_RESPOND),
    ACT("remedies/{remedy}/carry-out", MAY_RESPOND),
    ACT("remedies/{remedy}/verify", MAY_VERIFY),
    ACT("remedies/{remedy}/drop", MAY_RESPOND),
    ACT("assign", MAY_ASSIGN),
    ACT("send", MAY_ASSIGN),
    ACT("send-back", MAY_ASSIGN),
    ACT("wait", MAY_ASSESS),
    ACT("resume", MAY_ASSESS),
    ACT("correct-receipt", MAY_NOTE),
    ACT("retype", MAY_RETYPE),
    ACT("matter", MAY_ASSESS),
    ACT("fields", MAY_NOTE),
    ACT("class", MAY_RETYPE),
    ACT("extend", MAY_APPROVE),
    ACT("tell-delay", MAY_REPLY),
    ACT("set-aside", MAY_SET_ASIDE),
    ACT("take-back", MAY_SET_ASIDE),
    ACT("link", MAY_ASSESS),
    ACT("join", MAY_ASSIGN),
    ACT("undo-join", MAY_ASSIGN),
    ACT("representative", MAY_ASSIGN),
    ACT("affected", MAY_ASSIGN),
    ACT("repeats", MAY_ASSESS),
    ACT("repeats/end", MAY_ASSESS),
    ACT("split", MAY_ASSIGN),
    ACT("code", MAY_REISSUE_CODE),
    ACT("translations", MAY_REPLY),
    ACT("hold", MAY_HOLD),
    ACT("holds/{hold}/confirm", MAY_HOLD),
    ACT("holds/{hold}/ask-lift", MAY_HOLD),
    ACT("holds/{hold}/lift", MAY_HOLD),
    ACT("erasure", MAY_ERASE),
    ACT("erasures/{erasure}/approve", MAY_ERASE),
    ACT("erasures/{erasure}/refuse", MAY_ERASE),
    ACT("identity-requests", MAY_ASK_IDENTITY),
    ACT("identity-requests/{request}/grant", MAY_ANSWER_IDENTITY),
    ACT("identity-requests/{request}/refuse", MAY_ANSWER_IDENTITY),
    ACT("parties", MAY_REPLY),
    ACT("parties/{party}", MAY_REPLY),
    ACT("join-person", MAY_JOIN_PERSONS),
    ACT("part-person", MAY_JOIN_PERSONS),
    ACT("conflicts", MAY_NOTE),
    ACT("conflicts/{conflict}/end", MAY_ASSIGN),
    ACT("disclosures", MAY_INVESTIGATE),
    ACT("hearing-waived", MAY_INVESTIGATE),
    ACT("redactions", MAY_REDACT),
    ACT_FRESH("redactions/{id}/lift", MAY_REDACT),
    ACT("files/{file}/redact", MAY_REDACT),
    ACT("reportability/{regime}/decide", MAY_DECIDE),
    ACT("reportability/{regime}/confirm", MAY_DECIDE),
    ACT("reportability/{regime}/refuse", MAY_DECIDE),
    ACT("reportability/{regime}/filed", MAY_DECIDE),
    ACT("copies/{copy}/note", MAY_TAKE_NOTE),
    ACT("copies/{copy}/fields", MAY_ANSWER_COPY),
    ACT("tasks", MAY_ASK_TASK),
    ACT("tasks/{task}/accept", MAY_ANSWER_TASK),
    ACT("tasks/{task}/send-back", MAY_ANSWER_TASK),
    ACT("tasks/{task}/done", MAY_ANSWER_TASK),
    ACT("tasks/{task}/confirm", MAY_ASK_TASK),
    ACT("tasks/{task}/give-back", MAY_ASK_TASK),
    ACT("tasks/{task}/cancel", MAY_ASK_TASK),
    ACT("tasks/{task}/ask-again", MAY_ASK_TASK),
    ACT("breaches/{date}/cause", MAY_ASSESS),
    ACT("confirm-read", MAY_READ),
    ACT("help", MAY_ASSESS),
    ACT("help/answer", MAY_APPROVE),
    ACT("call", MAY_REPLY),
    ACT("outside-requests", MAY_ASK_OUTSIDE),
    ACT("tasks/{task}/renew-link", MAY_ASK_OUTSIDE),
    ACT("tasks/{task}/revoke-link", MAY_ASK_OUTSIDE),
    ACT("tasks/{task}/remind", MAY_ASK_OUTSIDE),
    ACT("tasks/{task}/agree", MAY_ASK_OUTSIDE),
    ACT("tasks/{task}/take-down", MAY_ASK_OUTSIDE),
    ACT("publications", MAY_RESPOND),
    ACT("publications/{publication}/approve", MAY_APPROVE),
    ACT("publications/{publication}/end", MAY_APPROVE),
    { 0 },
};

static const struct api_act *const act_tables[] = {
    api_course_acts,   api_remedy_acts, api_keep_acts,   api_own_acts,    api_hold_acts,
    api_identity_acts, api_people_acts, api_redact_acts, api_report_acts, api_copy_acts,
    api_publish_acts,  api_task_acts,   api_group_acts,  api_alert_acts,  api_outside_acts
};

const struct api_act *api_act_of(const struct route *route)
{
    if (route->run != api_act_post)
        return NULL;
    for (size_t i = 0; i < COUNT(act_tables); i++)
        for (const struct api_act *act = act_tables[i]; act->name; act++)
            if (strcmp(act->name, route->path + strlen(PATH)) == 0)
                return act;
    return NULL;
}

int64_t api_path_id(const struct api_acting *x, const char *part)
{
    int64_t id;
    int end = 0;
    const char *text = req_param(x->rq, part);

    return sscanf(text, "%" SCNd64 "%n", &id, &end) == 1 && text[end] == '\0' && id > 0 ? id : -1;
}

bool api_staff(const struct api_acting *x, const char *login, const char *member, int64_t *out,
               struct err *err)
{
    struct staff_row who = { 0 };
    struct err none = { 0 };

    if (login && staff_by_login(x->act, login, &who, &none)) {
        *out = who.id;
        return true;
    }
    if (login && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return err_field(err, member, N_("Give the login of a member of staff."));
}

bool api_named(bool ok, struct err *err, const char *field, const char *member)
{
    if (!ok && err->field && strcmp(err->field, field) == 0)
        err->field = member;
    return ok;
}

/*
 * If-Match: the version that whoever asks has seen, as the ETag of the case gave it. Acts that
 * change what is there compare it again within their transaction; those that only add something
 * are held to it here.
 */
static bool version_read(struct req *rq, const struct dossier *d, int64_t *out)
{
    const char *match = req_header(rq, "If-Match");
    int end = 0;

    *out = 0;
    if (!match || strcmp(match, "*") == 0)
        return true;
    if (sscanf(match, "\"%" SCNd64 "\"%n", out, &end) != 1 || match[end] != '\0' || *out <= 0)
        return err_field(rq->err, "If-Match", N_("This is not the ETag of a complaint."));
    return *out == d->c.version || step_conflict(rq->err);
}

static bool done(struct req *rq, int64_t id, struct api_done *out)
{
    struct complaint_row c = { 0 };

    if (!complaint_by_id(rq->a, rq->db, id, &c, rq->err))
        return false;
    out->reference = c.reference;
    out->stage = c.stage;
    out->version = c.version;
    out->updated_at = c.updated_at;
    return req_json(rq, 200, &api_done_record, out);
}

/* What has to be a person's act is no key's, whatever its role; what only the complainant
 * says is not for staff to say. */
static bool door_open(struct req *rq, const struct api_act *what, enum api_view view)
{
    unsigned doors = what->operation.doors;

    if (view == API_STAFF && !(doors & DOOR_SYSTEMS))
        return err_set(rq->err, ERR_UNAUTHORISED,
                       N_("Please send the complainant's code with it."));
    return view != API_STAFF || (doors & DOOR_KEY) || api_person(rq);
}

/* What was done already: before answers were kept, or its answer was never written. */
static bool done_before(struct req *rq, int64_t id, struct api_done *out, const struct api_once *o)
{
    return done(rq, id, out) && api_once_keep(rq, id, o);
}

/* Asked first of all: the answer is the same although the case is out of reach now. */
static bool once_given(struct req *rq, const struct api_act *what, struct api_once *o, bool *given)
{
    if (!api_credential_good(rq) ||
        !api_once_case(rq, (what->operation.doors & DOOR_CODE) != 0, false, o))
        return false;
    api_once_content(rq, "", o);
    return api_once_ask(rq, o, given);
}

bool api_act_post(struct req *rq)
{
    const struct api_act *what = api_act_of(rq->route);
    void *in = arena_alloc(rq->a, what->takes->size);
    struct api_done out = { 0 };
    struct api_acting x = { .rq = rq, .done = &out };
    struct api_once once;
    struct dossier d;
    enum api_view view;
    struct act act;
    bool given;

    if (!once_given(rq, what, &once, &given))
        return false;
    if (given)
        return true;
    if (!api_case(rq, what->right, what->operation.doors & DOOR_CODE, &d, &view) ||
        !door_open(rq, what, view) || !api_body(rq, what->takes, in))
        return false;
    if (once.marked)
        return done_before(rq, d.c.id, &out, &once);
    if (!version_read(rq, &d, &x.version) || !edge_procedure(rq, &x.p))
        return false;
    act = *edge_act(rq);
    act.once = once.mac;
    act.once_of = once.content;
    x.act = &act;
    x.d = &d;
    x.by_desk = view == API_STAFF;
    return (what->run(&x, in, rq->err) && done(rq, d.c.id, &out) &&
            api_once_keep(rq, d.c.id, &once)) ||
           api_once_raced(rq, &once);
}
