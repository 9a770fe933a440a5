#include "api/api_outside.h"

#include "outside/outside_parts.h"
#include "portal/receipt.h"

static const struct field outsider_fields[] = {
    FIELD(struct api_outsider, id, .required = true, .help = "For asking them."),
    FIELD(struct api_outsider, name, .required = true, .help = "As the register has it."),
    FIELD(struct api_outsider, kind, .required = true, .help = "A code of the list outside_party."),
    FIELD(struct api_outsider, language, .required = true, .help = "They are written to in it."),
};
static const struct record outsider_record = RECORD(struct api_outsider, outsider_fields);

static const struct field outsiders_fields[] = {
    FIELD_ROWS(struct api_outsiders, items, &outsider_record),
};
const struct record api_outsiders_record = RECORD(struct api_outsiders, outsiders_fields);

bool api_outsiders_get(struct req *rq)
{
    struct api_outsiders out = { 0 };
    const struct outsider_row *row;
    struct api_outsider *list;
    struct rows rows = { 0 };

    if (!outsider_active(edge_act(rq), &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_outsider, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list[i] =
            (struct api_outsider){ row[i].id, row[i].name.text, row[i].kind, row[i].language };
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_outsiders_record, &out);
}

/* -- acts -- */

struct api_ask_outside {
    int64_t party;
    const char *text, *shares, *why;
    struct date due_on;
    int working_days;
    bool named;
};
static const struct field ask_fields[] = {
    FIELD(struct api_ask_outside, party, .required = true, .help = "Id in the register."),
    FIELD(struct api_ask_outside, text, .max = 4000, .lines = true,
          .help = "What they are to do; null is what the procedure usually asks of them."),
    FIELD(struct api_ask_outside, due_on, .help = "Until the end of that day."),
    FIELD(struct api_ask_outside, working_days,
          .help = "Or for so many, by the complaint's calendar."),
    FIELD(struct api_ask_outside, shares, .max = 4000,
          .help = "What they see beside it, divided by blanks: subject, description, product, "
                  "product_reference, place, happened_text, remedy_sought, own.FIELD, entry.ID, "
                  "file.ID."),
    FIELD(struct api_ask_outside, named, .help = "They see who complains."),
    FIELD(struct api_ask_outside, why, .max = 4000, .lines = true,
          .help = "Why they need that: required where it is shown."),
};
static const struct record ask_record = RECORD(struct api_ask_outside, ask_fields);

/* The address, in the language of whoever it is for. */
static bool link_show(const struct api_acting *x, int64_t outsider, const char *secret,
                      struct err *err)
{
    struct outsider_row who = { 0 };

    if (!outsider_load(x->act, outsider, &who, err))
        return false;
    x->done->link = portal_address(
        x->rq, arena_printf(x->rq->a, "/%s" OUTSIDE_PATH "?link=%s", who.language, secret));
    return true;
}

static bool ask_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_ask_outside *ask = in;
    struct may_object object = edge_object(x->rq, x->d);
    struct outside_form form = { .outsider = ask->party,
                                 .text = ask->text,
                                 .due_on = ask->due_on,
                                 .working_days = ask->working_days,
                                 .shares = ask->shares,
                                 .named = ask->named,
                                 .may_name = may(x->rq->user, MAY_READ_IDENTITY, &object),
                                 .why = ask->why };
    struct outside_made made;

    if (!api_named(outside_ask(API_CASE(x), x->version, &form, &made, err), err, "outsider",
                   "party"))
        return false;
    x->done->id = made.task;
    return link_show(x, form.outsider, made.secret, err);
}

static bool renew_run(const struct api_acting *x, const void *in, struct err *err)
{
    int64_t task = api_path_id(x, "task");
    const struct task_row *t = dossier_task(x->d, task);
    struct may_object object = edge_object(x->rq, x->d);
    const char *secret;

    (void)in;
    return outside_renew(API_CASE(x), task, may(x->rq->user, MAY_READ_IDENTITY, &object), &secret,
                         err) &&
           link_show(x, t->outsider_id, secret, err);
}

struct api_taken {
    const char *text;
    bool declined;
};
static const struct field taken_fields[] = {
    FIELD(struct api_taken, text, .required = true, .max = 4000, .lines = true,
          .help = "What they said."),
    FIELD(struct api_taken, declined, .help = "They say that it is not theirs."),
};
static const struct record taken_record = RECORD(struct api_taken, taken_fields);

static bool taken_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_taken *taken = in;

    return outside_take(API_CASE(x), api_path_id(x, "task"), taken->declined, taken->text, NULL,
                        err);
}

#define RUN(name, how)                                                                             \
    static bool name(const struct api_acting *x, const void *in, struct err *err)                  \
    {                                                                                              \
        (void)in;                                                                                  \
        return how(API_CASE(x), api_path_id(x, "task"), err);                                      \
    }
RUN(revoke_run, outside_revoke)
RUN(remind_run, outside_remind)
RUN(agree_run, outside_agree)

const struct api_act api_outside_acts[] = {
    API_ACT("outside-requests", MAY_ASK_OUTSIDE, ask_run, "askOutside", DOOR_SYSTEMS, &ask_record,
            "Asks an outside party by a private link, which is in the answer this once."),
    API_ACT("tasks/{task}/renew-link", MAY_ASK_OUTSIDE, renew_run, "renewOutsideLink", DOOR_SYSTEMS,
            &api_nothing_record,
            "Makes a new private link; the one before opens nothing any more. One that shows who "
            "complains takes the right to read that."),
    API_ACT("tasks/{task}/revoke-link", MAY_ASK_OUTSIDE, revoke_run, "revokeOutsideLink",
            DOOR_SYSTEMS, &api_nothing_record, "The private link opens nothing any more."),
    API_ACT("tasks/{task}/remind", MAY_ASK_OUTSIDE, remind_run, "remindOutside", DOOR_SYSTEMS,
            &api_nothing_record, "Counts a reminder to an outside party."),
    API_ACT("tasks/{task}/take-down", MAY_ASK_OUTSIDE, taken_run, "takeDownOutside", DOOR_SYSTEMS,
            &taken_record, "Takes down what an outside party answered otherwise than by its link."),
    API_ACT("tasks/{task}/agree", MAY_ASK_OUTSIDE, agree_run, "agreeOutside", DOOR_SYSTEMS,
            &api_nothing_record, "Agrees to the day that an outside party named."),
    { 0 },
};
