/*
 * POST /api/v1/complaints: a complaint from another system or from anybody.
 *
 * Whoever files without a key is the public: the channel is the web, the time is now, and
 * the source is throttled, except for a receipt that is there already. The header Idempotency-Key
 * makes a lost answer findable: the same key with the same content gives the same receipt.
 * [7.2-a] [7.4-a] [D3]
 */
#include "api/api.h"
#include "api/api_once.h"
#include "api/api_own.h"

#include "desk/spot_flow.h"
#include "operation/receipt/filing.h"

#include <string.h>

/* Where it came from, when and what it is: only systems and staff know better than we. */
static bool for_public(const struct api_filing *in, struct err *err)
{
    const struct {
        const char *member;
        bool said;
    } kept[] = {
        { "type", in->type != NULL },
        { "channel", in->channel != NULL },
        { "class", in->class != NULL },
        { "problems", in->problems != NULL },
        { "problem_detail", in->problem_detail != NULL },
        { "segment", in->segment != NULL },
        { "referred_by", in->referred_by != NULL },
        { "immediate_action", in->immediate_action != NULL },
        { "received_at", instant_is_set(in->received_at) },
    };

    for (size_t i = 0; i < COUNT(kept); i++)
        if (kept[i].said)
            return err_field(err, kept[i].member, N_("Only a system with a key may say this."));
    return true;
}

static bool filer_allowed(struct req *rq, const struct api_filing *in)
{
    if (!rq->user)
        return for_public(in, rq->err);
    return may(rq->user, MAY_RECEIVE, NULL) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("This key may not file complaints."));
}

/* A key's own team; a member of staff files where they receive. */
static int64_t filing_team(const struct user *user)
{
    if (!user)
        return 0;
    if (user->kind == USER_KEY)
        return user->key_team;
    for (size_t i = 0; i < user->n_roles; i++)
        if (may_roles(MAY_RECEIVE) & (1u << user->roles[i].role))
            return user->roles[i].team;
    return 0;
}

/* The answer of the API acknowledges to a complainant who is there to read it. [7.4-a] */
static const char *acknowledged_by(const char *channel)
{
    return strcmp(channel, "web") == 0 || strcmp(channel, "app") == 0 ? "page" : NULL;
}

static struct filing_person person_of(const struct api_filer *in)
{
    const struct lang *lang;

    if (!in)
        return (struct filing_person){ 0 };
    lang = in->language ? lang_by_tag(in->language) : NULL;
    return (struct filing_person){ .name = in->name,
                                   .email = in->email,
                                   .phone = in->phone,
                                   .address = in->address,
                                   .postcode = in->postcode,
                                   .country = in->country,
                                   .fax = in->fax,
                                   .language = lang ? lang->tag : in->language };
}

void api_codes_read(struct arena *a, const char *text, const char **codes, size_t *n)
{
    char *rest = text ? arena_str(a, text) : NULL, *code;

    for (*n = 0; rest && (code = strsep(&rest, " "));)
        if (*code)
            filing_problem(codes, n, code);
}

static void filing_fill(struct req *rq, const struct api_filing *in, struct filing *f)
{
    const struct api_filer *person = in->complainant;

    *f = (struct filing){
        .type = in->type,
        .channel = in->channel ? in->channel : "web",
        .language = lang_accept(person ? person->language : NULL, rq->lang)->tag,
        .received_at = in->received_at,
        .subject = in->subject,
        .description = in->description,
        .product = in->product,
        .product_reference = in->product_reference,
        .class_code = in->class,
        .remedy_sought = in->remedy_sought,
        .happened_on = in->happened_on,
        .happened_until = in->happened_until,
        .happened_text = in->happened_text,
        .place = in->place,
        .recurrent = in->recurrent,
        .authority = in->authority,
        .problem_detail = in->problem_detail,
        .segment = in->segment,
        .referred_by = in->referred_by,
        .immediate_action = in->immediate_action,
        .team = filing_team(rq->user),
    };
    f->acknowledged_by = acknowledged_by(f->channel);
    f->complainant = person_of(person);
    f->representative = person_of(in->representative);
    f->contact = person_of(in->contact);
    api_codes_read(rq->a, in->problems, f->problems, &f->n_problems);
}

/* Files it. Whoever lost a race for the same key finds the winner's receipt; if the winner
 * is not done yet, it is to be asked for again. The second try has a keyring of its own:
 * keys made in the first were never stored. */
static bool file_once(struct req *rq, const struct procedure *p, const struct filing *f,
                      struct receipt *receipt)
{
    struct act act = *edge_act(rq);

    if (!rq->user && !req_throttle(rq, THROTTLE_FILING, NULL)) {
        if (!receipt_again(&act, f, receipt))
            return false;
        err_clear(rq->err);
        return true;
    }
    if (receipt_file(&act, p, f, receipt, rq->err))
        return true;
    if (rq->err->kind == ERR_CONFLICT) {
        err_clear(rq->err);
        act.keys = keyring_new(rq->a, rq->app->vault, rq->db);
        if (receipt_file(&act, p, f, receipt, rq->err))
            return true;
    }
    if (rq->err->field && strcmp(rq->err->field, "idempotency_key") == 0)
        return api_once_other(rq->err);
    if (rq->err->kind == ERR_CONFLICT)
        rq->err->retry_after = 1;
    return false;
}

/* A code that nothing counts under would be lost in the figures. */
static bool class_known(const struct procedure *p, const char *class, struct err *err)
{
    return !class || procedure_code(p, "class", class) || procedure_code(p, "problem", class) ||
           err_field(err, "class", N_("Choose one of the list."));
}

/* The member of the document, where the filing names one of its own. */
static bool member_named(struct err *err)
{
    if (err->field && strcmp(err->field, "email") == 0)
        err->field = "complainant.email";
    if (err->field && strcmp(err->field, "representative_email") == 0)
        err->field = "representative.email";
    if (err->field && strcmp(err->field, "contact_email") == 0)
        err->field = "contact.email";
    if (err->field && strcmp(err->field, "problem") == 0)
        err->field = "problems";
    if (err->field && strcmp(err->field, "language") == 0)
        err->field = "complainant.language";
    return false;
}

static struct api_receipt receipt_shown(struct arena *a, const struct receipt *receipt)
{
    return (struct api_receipt){ .reference = receipt->reference,
                                 .code = receipt->code,
                                 .received_at = receipt->received_at,
                                 .stage = receipt->stage,
                                 .receipt = arena_printf(a, "/api/v1/complaints/%s/receipt",
                                                         receipt->reference) };
}

static const char *location_of(struct arena *a, const struct receipt *receipt)
{
    return arena_printf(a, "/api/v1/complaints/%s", receipt->reference);
}

static bool receipt_answer(struct req *rq, const struct receipt *receipt)
{
    struct api_receipt out = receipt_shown(rq->a, receipt);

    req_add_header(rq, "Location", location_of(rq->a, receipt));
    return req_json(rq, 201, &api_receipt_record, &out);
}

/* What is kept of it with the complaint, in one transaction: that answer, and no later one. */
struct answering {
    struct req *rq;
    const struct api_once *once;
};

static struct bytes answer_kept(void *from, const struct receipt *receipt)
{
    const struct answering *x = from;
    struct api_receipt out = receipt_shown(x->rq->a, receipt);
    struct buf body = buf_new(x->rq->a);

    json_write(&body, &api_receipt_record, &out);
    return api_once_seal(x->rq, x->once, 201, location_of(x->rq->a, receipt), &body);
}

/* Whether the same was answered before. Other content is left to the filing, which knows what
 * means the same. */
static bool once_given(struct req *rq, struct api_once *once, bool *given)
{
    if (!api_credential_good(rq) || !api_once_open(rq, "", false, once))
        return false;
    api_once_content(rq, "", once);
    return api_once_given(rq, once, given);
}

/* What another one filed a moment earlier is answered as that one was. */
static bool receipt_reply(struct req *rq, const struct receipt *receipt, struct api_once *once)
{
    bool given = false;

    if (receipt->repeated && !api_once_given(rq, once, &given))
        return false;
    return given || receipt_answer(rq, receipt);
}

bool api_filing_post(struct req *rq)
{
    struct api_filing in = { 0 };
    const struct procedure *p;
    struct filing f;
    struct receipt receipt;
    struct api_once once;
    struct answering answering = { rq, &once };
    bool given;

    if (!once_given(rq, &once, &given))
        return false;
    if (given)
        return true;
    if (!api_body(rq, &api_filing_record, &in) || !filer_allowed(rq, &in) ||
        !edge_procedure(rq, &p) || !class_known(p, in.class, rq->err))
        return false;
    filing_fill(rq, &in, &f);
    f.one_time = once.text;
    if (once.text) {
        f.answer = answer_kept;
        f.answer_from = &answering;
    }
    if (!api_own_file(rq, p, &in.fields, &f, NULL) || !file_once(rq, p, &f, &receipt))
        return member_named(rq->err);
    return receipt_reply(rq, &receipt, &once);
}

/* The whole of it, with the complaint in it. */
static bool solved_read(struct req *rq, struct api_solved *in)
{
    if (!api_body(rq, &api_solved_record, in))
        return false;
    if (!in->complaint)
        return err_field(rq->err, "complaint", N_("Please send the complaint itself."));
    return api_words_allowed(rq->a, &api_filing_record, in->complaint, rq->err);
}

bool api_solved_post(struct req *rq)
{
    struct api_solved in = { 0 };
    const struct procedure *p;
    struct receipt receipt;
    struct own_also also = { 0 };
    const struct rows *sent;
    struct filing f;
    struct spot spot;
    struct api_once once;
    bool given;

    if (rq->user->kind == USER_KEY)
        return err_set(rq->err, ERR_REFUSED,
                       N_("This needs a person who answers for it: a key cannot do it."));
    if (!once_given(rq, &once, &given))
        return false;
    if (given)
        return true;
    if (!solved_read(rq, &in) || !edge_procedure(rq, &p))
        return false;
    filing_fill(rq, in.complaint, &f);
    spot = (struct spot){ .action_code = in.action_code,
                          .done = in.done,
                          .amount = in.amount,
                          .currency = in.currency,
                          .agreed = in.agreed };
    sent = &((const struct api_filing *)in.complaint)->fields;
    also.list = ARENA_ARRAY(rq->a, struct own_value, sent->n);
    f.one_time = once.text;
    if (!api_own_file(rq, p, sent, &f, &also))
        return false;
    spot.own = also.list;
    spot.n_own = also.n;
    return api_own_named(rq->a, spot_solve(edge_act(rq), p, &f, &spot, &receipt, rq->err),
                         rq->err) &&
           receipt_reply(rq, &receipt, &once) && api_once_keep(rq, receipt.complaint, &once);
}
