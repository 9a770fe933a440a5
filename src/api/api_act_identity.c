/* The sealed identity of confidential cases: asked for by one, answered by another. */
#include "api/api_act.h"

#include "people/staff.h"
#include "walls/identity.h"

struct api_identity {
    const char *why;
};
static const struct field identity_fields[] = {
    FIELD(struct api_identity, why, .max = 5000, .lines = true, .required = true,
          .help =
              "What it is needed for, and why it cannot be done without; or why it is refused."),
};
static const struct record identity_record = RECORD(struct api_identity, identity_fields);

struct api_identity_grant {
    const char *mind;
};
static const struct field grant_fields[] = {
    FIELD(struct api_identity_grant, mind, .max = 5000, .lines = true,
          .help = "What is to be minded."),
};
static const struct record grant_record = RECORD(struct api_identity_grant, grant_fields);

static const char *why_of(const void *in)
{
    return ((const struct api_identity *)in)->why;
}

static bool ask_run(const struct api_acting *x, const void *in, struct err *err)
{
    return identity_ask(API_CASE(x), why_of(in), &x->done->id, err);
}

static bool grant_run(const struct api_acting *x, const void *in, struct err *err)
{
    return identity_grant(API_CASE(x), api_path_id(x, "request"),
                          ((const struct api_identity_grant *)in)->mind, err);
}

static bool refuse_run(const struct api_acting *x, const void *in, struct err *err)
{
    return identity_refuse(API_CASE(x), api_path_id(x, "request"), why_of(in), err);
}

const struct api_act api_identity_acts[] = {
    API_ACT("identity-requests", MAY_ASK_IDENTITY, ask_run, "askIdentity", DOOR_SESSION,
            &identity_record, "Asks to see who complains in a confidential complaint. [4.10-a]"),
    API_ACT("identity-requests/{request}/grant", MAY_ANSWER_IDENTITY, grant_run, "grantIdentity",
            DOOR_SESSION, &grant_record,
            "Agrees, as somebody else than who asked: the names are open to them for the hours "
            "that the settings say."),
    API_ACT("identity-requests/{request}/refuse", MAY_ANSWER_IDENTITY, refuse_run, "refuseIdentity",
            DOOR_SESSION, &identity_record, "Refuses it, as somebody else than who asked."),
    { 0 },
};

bool api_identity_requests_get(struct req *rq)
{
    const struct identity_request_row *r;
    struct api_identity_requests out = { 0 };
    struct api_identity_request *list;
    struct may_object object;
    enum api_view view;
    struct rows rows;
    struct dossier d;
    bool reasons;

    if (!api_case(rq, MAY_READ, false, &d, &view) ||
        !identity_requests(edge_act(rq), d.c.id, &rows, rq->err))
        return false;
    object = edge_object(rq, &d);
    reasons =
        may(rq->user, MAY_ASK_IDENTITY, &object) || may(rq->user, MAY_ANSWER_IDENTITY, &object);
    r = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_identity_request, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        list[i] = (struct api_identity_request){ .id = r[i].id,
                                                 .asked_at = r[i].asked_at,
                                                 .answered_at = r[i].answered_at,
                                                 .granted_until = r[i].granted_until,
                                                 .why = reasons ? r[i].why.text : NULL,
                                                 .answer = reasons ? r[i].answer.text : NULL };
        if (!api_staff_name(rq, r[i].asked_by, &list[i].asked_by) ||
            !api_staff_name(rq, r[i].answered_by, &list[i].answered_by))
            return false;
    }
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_identity_requests_record, &out);
}
