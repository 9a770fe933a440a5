/* Legal holds and erasures: for people with a session, two of them each time. */
#include "api/api_act.h"

#include "keep/keep.h"
#include "web/app.h"

struct api_hold {
    const char *why;
    bool person;
};
static const struct field hold_fields[] = {
    FIELD(struct api_hold, why, .max = 5000, .lines = true, .required = true,
          .help = "The court case, the claim or the order."),
    FIELD(struct api_hold, person, .help = "Also in all other complaints of the complainant."),
};
static const struct record hold_record = RECORD(struct api_hold, hold_fields);

struct api_why {
    const char *why;
};
static const struct field why_fields[] = {
    FIELD(struct api_why, why, .max = 5000, .lines = true, .required = true, .help = "The reason."),
};
static const struct record why_record = RECORD(struct api_why, why_fields);

struct api_erasure {
    const char *ground, *why;
    struct date requested_on;
    bool person;
};
static const struct field erasure_fields[] = {
    FIELD(struct api_erasure, ground, .required = true,
          .help = "request, no_need, or unlawful: the only one that reaches open complaints."),
    FIELD(struct api_erasure, requested_on, .help = "When the person asked, for `request`."),
    FIELD(struct api_erasure, why, .max = 5000, .lines = true, .required = true,
          .help = "The reason; it is erased with the complaint."),
    FIELD(struct api_erasure, person, .help = "The complainant with all their complaints."),
};
static const struct record erasure_record = RECORD(struct api_erasure, erasure_fields);

static bool put_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_hold *form = in;
    const struct legal_hold_row *h;
    struct rows rows = { 0 };

    if (!hold_put(API_CASE(x), form->person, form->why, err) ||
        !holds_load(x->act, x->d->c.id, &rows, err))
        return false;
    h = rows.row;
    x->done->id = h[rows.n - 1].id;
    return true;
}

static bool confirm_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return hold_confirm(API_CASE(x), api_path_id(x, "hold"), err);
}

static bool ask_lift_run(const struct api_acting *x, const void *in, struct err *err)
{
    return hold_lift_ask(API_CASE(x), api_path_id(x, "hold"), ((const struct api_why *)in)->why,
                         err);
}

static bool lift_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return hold_lift(API_CASE(x), api_path_id(x, "hold"), err);
}

static bool ask_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_erasure *form = in;
    const struct erasure_ask ask = { .complaint = x->d->c.id,
                                     .version = x->version,
                                     .person = form->person,
                                     .ground = form->ground,
                                     .requested_on = form->requested_on,
                                     .why = form->why };

    return erasure_ask(x->act, x->p, &ask, &x->done->id, err);
}

static bool approve_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct erased gone;

    (void)in;
    return erasure_approve(x->act, x->p, x->rq->app->config->data, x->d->c.id,
                           api_path_id(x, "erasure"), &gone, err);
}

static bool refuse_run(const struct api_acting *x, const void *in, struct err *err)
{
    return erasure_refuse(API_CASE(x), api_path_id(x, "erasure"), ((const struct api_why *)in)->why,
                          err);
}

const struct api_act api_hold_acts[] = {
    API_ACT("hold", MAY_HOLD, put_run, "putHold", DOOR_SESSION, &hold_record,
            "Puts a legal hold: nothing of the case is erased or disposed of while it stands. A "
            "second person confirms it."),
    API_ACT("holds/{hold}/confirm", MAY_HOLD, confirm_run, "confirmHold", DOOR_SESSION,
            &api_nothing_record, "Confirms it, as somebody else than who put it."),
    API_ACT("holds/{hold}/ask-lift", MAY_HOLD, ask_lift_run, "askLiftHold", DOOR_SESSION,
            &why_record, "Asks that it be lifted."),
    API_ACT("holds/{hold}/lift", MAY_HOLD, lift_run, "liftHold", DOOR_SESSION, &api_nothing_record,
            "Lifts it, as somebody else than who asked."),
    API_ACT("erasure", MAY_ERASE, ask_run, "askErasure", DOOR_SESSION, &erasure_record,
            "Asks that the case, or its complainant with all of theirs, be erased. Refused under a "
            "legal hold and while a case is open."),
    API_ACT("erasures/{erasure}/approve", MAY_ERASE, approve_run, "approveErasure", DOOR_SESSION,
            &api_nothing_record,
            "Approves it, as somebody else than who asked: everything that people wrote goes for "
            "good."),
    API_ACT("erasures/{erasure}/refuse", MAY_ERASE, refuse_run, "refuseErasure", DOOR_SESSION,
            &why_record, "Refuses it, as somebody else than who asked."),
    { 0 },
};
