/*
 * A new complaint at the desk: by telephone, at the counter, on paper with its true date.
 * What is likely the same complaint is shown before it is saved; the receiver decides.
 * [7.2-a] [7.2-c] [4.9-a]
 */
#include "desk/receive.h"

#include "desk/choices.h"
#include "desk/snippet.h"
#include "edge/uploads.h"
#include "operation/receipt/filing_check.h"
#include "portal/portal_view.h"
#include "web/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct field ticked_fields[] = { FIELD(struct ticked, value) };
static const struct record ticked_record = RECORD(struct ticked, ticked_fields);

static const struct field receiving_fields[] = {
    FIELD(struct receiving, channel, .required = true),
    FIELD(struct receiving, received_on),
    FIELD(struct receiving, received_time, .max = 5),
    FIELD(struct receiving, type),
    FIELD(struct receiving, subject, .max = 200),
    FIELD(struct receiving, description, .max = 50000, .lines = true, .required = true),
    FIELD(struct receiving, description_language),
    FIELD(struct receiving, category),
    FIELD(struct receiving, product),
    FIELD(struct receiving, product_reference, .max = 100),
    FIELD(struct receiving, happened_on),
    FIELD(struct receiving, remedy_sought, .max = 5000, .lines = true),
    FIELD(struct receiving, naming),
    FIELD(struct receiving, name, .max = 200),
    FIELD(struct receiving, organisation_name, .max = 200),
    FIELD(struct receiving, email, .max = 254),
    FIELD(struct receiving, phone, .max = 60),
    FIELD(struct receiving, address, .max = 1000, .lines = true),
    FIELD(struct receiving, language),
    FIELD(struct receiving, contact_by),
    FIELD_ROWS(struct receiving, needs, &ticked_record),
    FIELD_ROWS(struct receiving, problem, &ticked_record),
    FIELD(struct receiving, representative_name, .max = 200),
    FIELD(struct receiving, representative_authority),
    FIELD(struct receiving, representative_phone, .max = 60),
    FIELD(struct receiving, representative_email, .max = 254),
    FIELD(struct receiving, contact_name, .max = 200),
    FIELD(struct receiving, contact_phone, .max = 60),
    FIELD(struct receiving, contact_email, .max = 254),
    FIELD(struct receiving, happened_until),
    FIELD(struct receiving, happened_text, .max = 200),
    FIELD(struct receiving, place, .max = 300),
    FIELD(struct receiving, recurrent),
    FIELD(struct receiving, segment, .max = 100),
    FIELD(struct receiving, problem_detail, .max = 1000),
    FIELD(struct receiving, immediate_action, .max = 5000, .lines = true),
    FIELD(struct receiving, referred_by, .max = 200),
    FIELD(struct receiving, earlier_reference, .max = 20),
    FIELD(struct receiving, postcode, .max = 100),
    FIELD(struct receiving, country, .max = 100),
    FIELD(struct receiving, fax, .max = 60),
    FIELD(struct receiving, team),
    FIELD(struct receiving, scope),
    FIELD(struct receiving, safety),
};
static const struct record receiving_record = RECORD(struct receiving, receiving_fields);

/* -- choices -- */

static const struct answer *naming_answer(struct req *rq)
{
    struct choice list[] = {
        { "named", lang_text(rq->lang, N_("With the name")), NULL, true },
        { "confidential", lang_text(rq->lang, N_("Confidential")),
          lang_text(rq->lang,
                    N_("Nobody sees the name unless a second person agrees that they must.")),
          false },
        { "anonymous", lang_text(rq->lang, N_("Anonymous")), NULL, false },
    };
    struct choice *copy = ARENA_ARRAY(rq->a, struct choice, COUNT(list));

    memcpy(copy, list, sizeof list);
    return answer_choices(rq->a, copy, COUNT(list));
}

/* As the portal asks it; who does not know leaves it to the assessment. [1-a] */
static const struct answer *scope_answer(struct req *rq)
{
    struct choice list[] = {
        { "inside", lang_text(rq->lang, N_("Yes")), NULL, false },
        { "employment", lang_text(rq->lang, N_("No: it is about their own work here")), NULL,
          false },
        { "outside_dispute",
          lang_text(rq->lang, N_("No: a court or another office is dealing with it")), NULL,
          false },
    };
    struct choice *copy = ARENA_ARRAY(rq->a, struct choice, COUNT(list));

    memcpy(copy, list, sizeof list);
    return answer_choices(rq->a, copy, COUNT(list));
}

static bool choices_fill(const struct reception *r, struct act_receive *v)
{
    /* How somebody can be reached, as a party of the case is; a channel is where it came from. */
    static const char *const ways[] = { "email", "telephone", "letter", NULL };
    struct rows teams, types = own_contacts(r->rq, r->pack);
    struct req *rq = r->rq;

    v->channel = choices_words(rq, &channel_words, "telephone", NULL);
    v->type = answer_choices(rq->a, (struct choice *)(uintptr_t)types.row, types.n);
    v->scope = scope_answer(rq);
    v->description_language = choices_languages(rq);
    v->category = choices_codes(rq, r->p, desk_class_list(r->p));
    own_group_classes(rq, r->p, r->pack, &((const struct answer *)v->category)->choices);
    v->naming = naming_answer(rq);
    v->language = choices_languages(rq);
    v->contact_by = choices_words(rq, &channel_words, NULL, ways);
    v->recurrent = choices_words(rq, &yes_no_words, NULL, NULL);
    v->needs = choices_codes(rq, r->p, "support_need");
    v->problem = choices_codes(rq, r->p, "problem");
    if (!desk_teams(rq, &r->reach, 0, &teams))
        return false;
    v->team = answer_choices(rq->a, (struct choice *)(uintptr_t)teams.row, teams.n);
    return true;
}

static void carry(const struct reception *r, struct act_receive *v)
{
    struct carried *list = ARENA_ARRAY(r->rq->a, struct carried, 3);
    size_t n = 0;

    list[n++] = (struct carried){ "once", r->once };
    if (r->repeats.n > 0)
        list[n++] = (struct carried){ "repeats_seen", "1" };
    if (date_is_set(r->first))
        list[n++] = (struct carried){ "receipt_seen", "1" };
    v->carried = (struct rows){ list, n };
}

/* -- it was first received elsewhere -- */

static struct date received_day(const struct reception *r)
{
    return date_is_set(r->in.received_on) ? r->in.received_on : r->rq->today;
}

/* The day that the procedure asks for, where it is an earlier one than that of the receipt. */
static void first_read(struct reception *r)
{
    const struct pack_field *f = pack_received(r->pack, r->in.category);
    struct date day;

    for (size_t i = 0; f && i < r->n_own; i++)
        if (strcmp(r->own[i].name, f->name) == 0 && r->own[i].value &&
            date_parse(r->own[i].value, strlen(r->own[i].value), &day) &&
            date_compare(day, received_day(r)) < 0)
            r->first = day;
}

static bool first_seen(const struct reception *r)
{
    return form_text(r->rq->form, "receipt_seen") != NULL;
}

/* Ticked until somebody says otherwise. */
static void first_show(const struct reception *r, struct act_receive *v)
{
    struct req *rq = r->rq;
    struct answer *tick = (struct answer *)(uintptr_t)v->take_receipt;

    if (!date_is_set(r->first)) {
        v->take_receipt = NULL;
        return;
    }
    if (!first_seen(r))
        tick->value = "yes";
    v->receipt_words = lang_format(
        rq->a, rq->lang,
        N_("It was first received on {first}, and the day of receipt here is {received}."), "first",
        lang_date(rq->a, rq->lang, r->first, DATE_LONG, rq->today), "received",
        lang_date(rq->a, rq->lang, received_day(r), DATE_LONG, rq->today), NULL);
}

/* What was typed, or kept as a draft; of the short form each field is in `in`. */
static const struct form *typed(const struct reception *r)
{
    if (r->from_spot)
        return NULL;
    return r->rq->method == POST ? r->rq->form : r->draft;
}

static bool reception_show(struct reception *r)
{
    struct req *rq = r->rq;
    struct act_receive v = { .action = "/desk/new",
                             .errors = { r->errors.e, r->errors.n },
                             .repeats = r->repeats,
                             .files_max = file_limits.files,
                             .file_bytes = file_limits.file_bytes,
                             .draft_saved = r->draft_saved,
                             .draft_found = r->draft != NULL,
                             .from_spot = r->from_spot };
    int status = r->too_large ? 413 : r->errors.n > 0 ? 422 : 200;

    if (!choices_fill(r, &v))
        return false;
    v.how_to_say = script_lines(rq, r->p, "script_receive");
    carry(r, &v);
    v.own = own_questions(rq, r->pack,
                          &(struct own_asking){ .stage = GATE_RECEIPT,
                                                .all_classes = true,
                                                .form = rq->method == POST ? rq->form : r->draft,
                                                .errors = &r->errors });
    answers_fill(rq->a, &act_receive_record, &v, &receiving_record, &r->in, typed(r), &r->errors);
    /* Files cannot be put back into a form; those that came stay with its one-time id. */
    if (!v.files)
        v.files = ARENA_NEW(rq->a, struct answer);
    first_show(r, &v);
    return req_render_status(rq, status, "desk/act/receive.html", &act_receive_record, &v);
}

/* -- saving -- */

static bool given(const char *s)
{
    return s && *s;
}

/* "14:30" as minutes of the day. */
static bool time_read(const char *text, int *minutes)
{
    int hour = 0, minute = 0;
    char rest;

    if (sscanf(text, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour > 23 || minute > 59 ||
        hour < 0 || minute < 0)
        return false;
    *minutes = hour * 60 + minute;
    return true;
}

/* Midnight in the organisation's zone, or the time of day that was given; without a day, today's.
 */
static struct instant received_at(struct reception *r)
{
    struct req *rq = r->rq;
    int minute = 0;

    if (!date_is_set(r->in.received_on) && !given(r->in.received_time))
        return (struct instant){ 0 };
    if (!date_is_set(r->in.received_on))
        r->in.received_on = rq->today;
    if (given(r->in.received_time) && !time_read(r->in.received_time, &minute))
        minute = 0;
    if (date_compare(r->in.received_on, rq->today) == 0 && !r->in.received_time)
        return rq->now;
    return zone_instant(rq->app->zone, r->in.received_on, minute);
}

static void check(struct reception *r, bool good, struct err *err)
{
    if (!good)
        field_errors_add(r->rq, &r->errors, err);
}

/* What the flow would refuse one by one is told at once. */
static void typed_check(struct reception *r)
{
    const struct receiving *in = &r->in;
    struct err err = { 0 };
    int minute;

    if (given(in->received_time) && !time_read(in->received_time, &minute))
        check(r, err_field(&err, "received_time", N_("Give the time as hours and minutes, 14:30.")),
              &err);
    check(r, filing_days_allowed(in->happened_on, in->happened_until, r->rq->today, &err), &err);
    check(r, filing_mail_allowed("email", in->email, &err), &err);
    check(r, filing_mail_allowed("representative_email", in->representative_email, &err), &err);
    check(r, filing_mail_allowed("contact_email", in->contact_email, &err), &err);
}

static const char *ticked_text(struct arena *a, const struct rows *rows)
{
    const struct ticked *t = rows->row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < rows->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " " : "", t[i].value);
    return rows->n > 0 ? buf_text(&b) : NULL;
}

const char *receive_acknowledged_by(const char *channel)
{
    if (strcmp(channel, "telephone") == 0 || strcmp(channel, "in_person") == 0)
        return channel;
    return NULL;
}

/* Of the day on which somebody had it first the time is not known. */
static void first_take(struct reception *r)
{
    if (!date_is_set(r->first) || !form_text(r->rq->form, "take_receipt"))
        return;
    r->in.received_on = r->first;
    r->in.received_time = NULL;
}

/* Whom to ask; of an organisation that is the person who was named beside it. [Annex C] */
static struct filing_person contact_of(const struct receiving *in)
{
    bool beside = given(in->organisation_name) && !given(in->contact_name);

    return (struct filing_person){ .name = beside ? in->name : in->contact_name,
                                   .email = in->contact_email,
                                   .phone = in->contact_phone,
                                   .language = in->language };
}

static struct filing filing_of(struct reception *r, const struct rows *files)
{
    const struct receiving *in = &r->in;
    const struct staged_file *file = files->row;
    const struct ticked *problem = in->problem.row;
    bool organisation = given(in->organisation_name);
    struct filing f = {
        .one_time = arena_printf(r->rq->a, "desk:%" PRId64 ":%s", r->rq->user->id, r->once),
        .type = in->type,
        .channel = in->channel,
        .scope = in->scope && strcmp(in->scope, "inside") == 0 ? in->scope : NULL,
        .danger = in->safety != NULL,
        .language = in->description_language ? in->description_language : r->rq->lang->tag,
        .privacy = in->naming,
        .received_at = received_at(r),
        .subject = in->subject,
        .description = in->description,
        .product = in->product,
        .product_reference = in->product_reference,
        .class_code = in->category,
        .remedy_sought = in->remedy_sought,
        .happened_on = in->happened_on,
        .happened_until = in->happened_until,
        .happened_text = in->happened_text,
        .place = in->place,
        .recurrent = in->recurrent,
        .segment = in->segment,
        .immediate_action = in->immediate_action,
        .referred_by = in->referred_by,
        .linked_reference = in->earlier_reference,
        .problem_detail = in->problem_detail,
        .complainant = { .kind = organisation ? "organisation" : "person",
                         .name = organisation ? in->organisation_name : in->name,
                         .address = in->address,
                         .postcode = in->postcode,
                         .country = in->country,
                         .fax = in->fax,
                         .email = in->email,
                         .phone = in->phone,
                         .language = in->language,
                         .channel = in->contact_by,
                         .need_codes = ticked_text(r->rq->a, &in->needs) },
        .representative = { .name = in->representative_name,
                            .email = in->representative_email,
                            .phone = in->representative_phone },
        .contact = contact_of(in),
        .authority = in->representative_authority,
        .team = in->team ? strtoll(in->team, NULL, 10) : 0,
        .blob_owner = r->owner,
        .acknowledged_by = receive_acknowledged_by(in->channel),
        .own = r->own,
        .n_own = r->n_own,
    };

    if (f.privacy && strcmp(f.privacy, "anonymous") == 0 && organisation)
        f.contact = (struct filing_person){ 0 };
    if (f.privacy && strcmp(f.privacy, "anonymous") == 0)
        f.complainant = (struct filing_person){ .need_codes = f.complainant.need_codes };
    for (size_t i = 0; i < files->n && f.n_blobs < FILING_FILES; i++)
        f.blobs[f.n_blobs++] = file[i].id;
    for (size_t i = 0; i < in->problem.n; i++)
        filing_problem(f.problems, &f.n_problems, problem[i].value);
    return f;
}

bool receive_receipt(struct req *rq, const struct receipt *receipt)
{
    struct case_page page = { 0 };
    struct dossier d;

    page.done =
        lang_format(rq->a, rq->lang,
                    N_("Received as {reference}. The complainant’s code is {code}: tell "
                       "or write it to them now, it is shown this once."),
                    "reference", receipt->reference, "code", arena_str(rq->a, receipt->code), NULL);
    page.receipt_href = arena_printf(rq->a, "/desk/complaints/%s/receipt", receipt->reference);
    return edge_case(rq, receipt->reference, MAY_READ, &d) && case_show(rq, &d, &page);
}

static bool save(struct reception *r)
{
    struct req *rq = r->rq;
    struct receipt receipt;
    struct filing f;
    struct rows files;

    if (!staged_list(edge_act(rq), r->owner, &files, rq->err))
        return false;
    first_take(r);
    f = filing_of(r, &files);
    if (r->errors.n > 0)
        return reception_show(r);
    if (f.team != 0 && !reach_team(&r->reach, f.team))
        f.team = 0;
    if (receipt_file(edge_act(rq), r->p, &f, &receipt, rq->err))
        return receive_draft_drop(rq) && receive_receipt(rq, &receipt);
    if (rq->err->kind != ERR_INVALID)
        return false;
    if (rq->err->field && strcmp(rq->err->field, "received_at") == 0)
        rq->err->field = "received_on";
    field_errors_add(rq, &r->errors, rq->err);
    return reception_show(r);
}

static bool reception_open(struct req *rq, struct reception *r)
{
    *r = (struct reception){ .rq = rq };
    return edge_procedure(rq, &r->p) && procedure_pack_now(r->p, rq->db, &r->pack, rq->err) &&
           edge_reach(rq, MAY_RECEIVE, &r->reach);
}

/* The one-time id of this form, kept with its draft, or a new one. */
static void reception_name(struct reception *r, const struct form *form)
{
    const char *once = form ? form_text(form, "once") : NULL;

    r->once = once && strlen(once) == 32 ? once : random_hex(r->rq->a, 16);
    r->owner = arena_printf(r->rq->a, "desk:%" PRId64 ":%s", r->rq->user->id, r->once);
}

static bool new_get(struct req *rq)
{
    struct reception r;

    if (!reception_open(rq, &r) || !receive_draft_read(&r))
        return false;
    reception_name(&r, r.draft);
    r.in.received_on = rq->today;
    return reception_show(&r);
}

static bool asked_to(const struct req *rq, const char *what)
{
    const char *word = form_text(rq->form, "do");

    return word && strcmp(word, what) == 0;
}

static bool elsewhere(const struct reception *r)
{
    return r->in.scope && strcmp(r->in.scope, "inside") != 0;
}

static bool new_post(struct req *rq)
{
    const char *seen = form_text(rq->form, "repeats_seen");
    struct reception r;

    if (!reception_open(rq, &r))
        return false;
    reception_name(&r, rq->form);
    if (!uploads_adopt(rq, "files", r.owner, &r.too_large, &r.errors))
        return false;
    if (asked_to(rq, "keep"))
        return receive_draft_keep(&r) && reception_show(&r);
    if (asked_to(rq, "back"))
        return reception_show(&r);
    if (!form_record(rq, &receiving_record, &r.in, &r.errors))
        err_clear(rq->err);
    typed_check(&r);
    own_read_filing(rq, r.pack, r.in.category, r.own, &r.n_own, &r.errors);
    if (!own_contact_taken(r.pack, r.in.type, "type", rq->err))
        field_errors_add(rq, &r.errors, rq->err);
    if (elsewhere(&r))
        return receive_elsewhere(&r);
    if (r.errors.n > 0)
        return reception_show(&r);
    first_read(&r);
    if (date_is_set(r.first) && !first_seen(&r))
        return reception_show(&r);
    if (!seen && !receive_repeats(&r))
        return false;
    return r.repeats.n > 0 ? reception_show(&r) : save(&r);
}

/* What was done at once, with the sum that was written beside it. */
static const char *done_at_once(struct req *rq)
{
    const char *done = form_text(rq->form, "solved"), *sum = form_text(rq->form, "amount");
    const char *currency = form_text(rq->form, "currency");

    if (!given(sum))
        return done;
    return arena_printf(rq->a, "%s%s%s%s%s", given(done) ? done : "", given(done) ? "\n" : "", sum,
                        given(currency) ? " " : "", given(currency) ? currency : "");
}

bool receive_from_spot(struct req *rq)
{
    struct reception r;

    if (!reception_open(rq, &r))
        return false;
    reception_name(&r, rq->form);
    r.from_spot = true;
    r.in = (struct receiving){ .channel = form_text(rq->form, "channel"),
                               .category = form_text(rq->form, "category"),
                               .description = form_text(rq->form, "description"),
                               .name = form_text(rq->form, "name"),
                               .phone = form_text(rq->form, "phone"),
                               .immediate_action = done_at_once(rq),
                               .received_on = rq->today };
    return reception_show(&r);
}

const struct route receive_routes[] = {
    { GET, "/desk/new", MAY_RECEIVE, new_get, 0 },
    { POST, "/desk/new", MAY_RECEIVE, new_post, ROUTE_UPLOAD | ROUTE_TAKES },
    { 0 },
};
