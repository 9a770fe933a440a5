/* The short form for what is solved where the complaint was made. [7.2] */
#include "desk/choices.h"
#include "desk/receive.h"
#include "desk/snippet.h"
#include "desk/spot_flow.h"
#include "portal/portal_view.h"

#include <string.h>

/* What the form says; sums in major units. */
struct spot_values {
    const char *channel, *description, *category, *name, *phone;
    const char *action_code, *solved, *amount, *currency, *accepted;
};
static const struct field spot_fields[] = {
    FIELD(struct spot_values, channel, .required = true),
    FIELD(struct spot_values, description, .max = 50000, .lines = true, .required = true),
    FIELD(struct spot_values, category),
    FIELD(struct spot_values, name, .max = 200),
    FIELD(struct spot_values, phone, .max = 60),
    FIELD(struct spot_values, action_code),
    FIELD(struct spot_values, solved, .max = 5000, .lines = true, .required = true),
    FIELD(struct spot_values, amount),
    FIELD(struct spot_values, currency, .max = 3),
    FIELD(struct spot_values, accepted),
};
static const struct record spot_record = RECORD(struct spot_values, spot_fields);

/* Where somebody stands at a counter or is on the line. */
static const char *const channels[] = { "in_person", "telephone", "management_office", NULL };

static const char *once_of(struct req *rq)
{
    const char *once = form_text(rq->form, "once");

    return once && strlen(once) == 32 ? once : random_hex(rq->a, 16);
}

static bool spot_show(struct req *rq, const char *once, struct field_errors *errors)
{
    struct carried *carried = ARENA_NEW(rq->a, struct carried);
    struct act_on_the_spot view = { .action = "/desk/new/on-the-spot",
                                    .errors = { errors->e, errors->n },
                                    .carried = { carried, 1 } };
    const struct procedure *p;
    const struct pack_version *v;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err))
        return false;
    *carried = (struct carried){ "once", once };
    view.own = own_questions(rq, v,
                             &(struct own_asking){ .stage = GATE_RECEIPT,
                                                   .also = v ? &v->spot.asks : NULL,
                                                   .all_classes = true,
                                                   .form = rq->method == POST ? rq->form : NULL,
                                                   .errors = errors });
    view.channel = choices_words(rq, &channel_words, "in_person", channels);
    view.how_to_say = script_lines(rq, p, "script_receive");
    view.category = choices_codes(rq, p, desk_class_list(p));
    view.action_code = choices_codes(rq, p, "action");
    view.currency = choices_currencies(rq, p);
    answers_fill(rq->a, &act_on_the_spot_record, &view, NULL, NULL,
                 rq->method == POST ? rq->form : NULL, errors);
    return req_render_status(rq, errors->n > 0 ? 422 : 200, "desk/act/on_the_spot.html",
                             &act_on_the_spot_record, &view);
}

static bool spot_get(struct req *rq)
{
    struct field_errors none = { 0 };

    return spot_show(rq, once_of(rq), &none);
}

static const char *given(const char *text)
{
    return text && *text ? text : NULL;
}

static bool channel_good(const char *channel, struct err *err)
{
    for (size_t i = 0; channels[i]; i++)
        if (strcmp(channels[i], channel) == 0)
            return true;
    return err_field(err, "channel", N_("Choose one of the channels."));
}

/* Each of its errors beside those that are there. */
static void spot_read(struct req *rq, const struct spot_values *v, struct spot *out,
                      struct field_errors *errors)
{
    struct err err = { 0 };

    *out = (struct spot){ .action_code = given(v->action_code),
                          .done = v->solved,
                          .currency = given(v->currency),
                          .agreed = given(v->accepted) };
    if (given(v->channel) && !channel_good(v->channel, &err))
        field_errors_add(rq, errors, &err);
    if (!out->agreed) {
        err_field(&err, "accepted", SPOT_AGREED);
        field_errors_add(rq, errors, &err);
    }
    if (!given(v->amount) || lang_money_read(v->amount, v->currency, &out->amount))
        return;
    err_field(&err, "amount", N_("Write a sum in digits, 12.50 for instance."));
    field_errors_add(rq, errors, &err);
}

static bool spot_save(struct req *rq, const char *once, const struct spot_values *v,
                      struct field_errors *errors, struct receipt *receipt)
{
    struct own_value *own = ARENA_ARRAY(rq->a, struct own_value, PACK_FIELDS);
    struct own_value *also = ARENA_ARRAY(rq->a, struct own_value, PACK_FIELDS);
    const struct pack_version *pack;
    struct filing filing = {
        .one_time = arena_printf(rq->a, "desk:%" PRId64 ":%s", rq->user->id, once),
        .channel = v->channel,
        .language = rq->lang->tag,
        .description = v->description,
        .class_code = given(v->category),
        .complainant = { .name = given(v->name), .phone = given(v->phone) },
    };
    const struct procedure *p;
    struct spot spot;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &pack, rq->err))
        return false;
    spot_read(rq, v, &spot, errors);
    own_read_spot(rq, pack, filing.class_code, own, &filing.n_own, also, &spot.n_own, errors);
    filing.own = own;
    spot.own = also;
    if (errors->n > 0)
        return err_field(rq->err, NULL, errors->e[0].text);
    filing.acknowledged_by = strcmp(v->channel, "telephone") == 0 ? "telephone" : "in_person";
    return spot_solve(edge_act(rq), p, &filing, &spot, receipt, rq->err);
}

static bool spot_post(struct req *rq)
{
    const char *once = once_of(rq), *whole = form_text(rq->form, "do");
    struct field_errors errors = { 0 };
    struct spot_values v = { 0 };
    struct receipt receipt;

    if (whole && strcmp(whole, "whole") == 0)
        return receive_from_spot(rq);
    if (!form_record(rq, &spot_record, &v, &errors))
        err_clear(rq->err);
    if (spot_save(rq, once, &v, &errors, &receipt))
        return receive_receipt(rq, &receipt);
    if (errors.n > 0) {
        err_clear(rq->err);
        return spot_show(rq, once, &errors);
    }
    if (rq->err->kind != ERR_INVALID && rq->err->kind != ERR_REFUSED)
        return false;
    field_errors_add(rq, &errors, rq->err);
    return spot_show(rq, once, &errors);
}

const struct route spot_routes[] = {
    { GET, "/desk/new/on-the-spot", MAY_RECEIVE, spot_get, 0 },
    { POST, "/desk/new/on-the-spot", MAY_RECEIVE, spot_post, ROUTE_TAKES },
    { 0 },
};
