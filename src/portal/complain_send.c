/* From answers to a filing, and from its receipt to the page. */
#include "portal/complain.h"

#include "base/utf8.h"
#include "complaint/files.h"
#include "operation/receipt/receipt.h"
#include "operation/receipt/scope_flow.h"
#include "portal/receipt.h"

#include <string.h>

enum { SUBJECT_CHARS = 80 };

static bool is(const char *value, const char *word)
{
    return value && strcmp(value, word) == 0;
}

/* The first line of what they wrote, cut between characters: people are not asked for a
 * heading, and the desk gets one in their own words. */
static const char *subject_of(struct arena *a, const char *text)
{
    const char *start = text + strspn(text, " \t\n");
    size_t n = strcspn(start, "\n");
    size_t cut = 0, chars = 0;
    uint32_t c;

    while (cut < n && chars < SUBJECT_CHARS) {
        size_t one = utf8_next(start + cut, n - cut, &c);
        if (one == 0)
            break;
        cut += one;
        chars++;
    }
    if (cut == n)
        return arena_strn(a, start, n);
    for (size_t back = cut; back > cut / 2; back--)
        if (start[back - 1] == ' ')
            return arena_printf(a, "%.*s…", (int)back - 1, start);
    return arena_printf(a, "%.*s…", (int)cut, start);
}

static const char *joined(struct arena *a, const char *one, const char *two)
{
    if (!one || !two)
        return one ? one : two;
    return arena_printf(a, "%s, %s", one, two);
}

static const char *ticked(struct arena *a, const struct rows *ticks)
{
    const struct tick *tick = ticks->row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < ticks->n; i++) {
        if (i > 0)
            buf_char(&b, ' ');
        buf_str(&b, tick[i].value);
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

static bool blobs_fill(struct complain *c, struct filing *f)
{
    const struct staged_file *files;
    struct rows staged;

    if (!staged_list(c->act, c->owner, &staged, c->rq->err))
        return false;
    files = staged.row;
    for (size_t i = 0; i < staged.n && f->n_blobs < FILING_FILES; i++)
        f->blobs[f->n_blobs++] = files[i].id;
    f->blob_owner = c->owner;
    return true;
}

static struct filing_person complainant_of(struct complain *c)
{
    const struct answers *in = &c->in;

    return (struct filing_person){
        .kind = !in->name && in->organisation_name ? "organisation" : "person",
        .name = joined(c->rq->a, in->name, in->organisation_name),
        .email = in->email,
        .phone = in->phone,
        .address = in->address,
        .country = in->country,
        .fax = in->fax,
        .language = in->language ? in->language : c->rq->lang->tag,
        .channel = in->contact_by,
        .needs = in->needs_other,
        .need_codes = ticked(c->rq->a, &in->needs),
    };
}

static bool filing_of(struct complain *c, struct filing *f)
{
    const struct answers *in = &c->in;
    const char *sought = complain_remedies(c);

    *f = (struct filing){
        .one_time = arena_printf(c->rq->a, "portal:%s", c->state.once),
        .channel = "web",
        .type = in->type,
        .language = c->rq->lang->tag,
        .privacy = in->naming,
        .subject = subject_of(c->rq->a, in->description),
        .description = in->description,
        .product = in->product,
        .product_reference = in->product_reference,
        .sought = sought ? "something" : "nothing",
        .remedy_sought = sought,
        .happened_on = in->happened_on,
        .place = in->place,
        .scope = is(in->scope, "inside") ? "inside" : NULL,
        .complainant = complainant_of(c),
        .contact = { .name = in->contact_name,
                     .phone = in->contact_phone,
                     .email = in->contact_email },
        .linked_reference = in->earlier_reference,
        .acknowledged_by = "page",
        .own = c->own,
        .n_own = c->n_own,
    };
    if (in->category && is(complain_category_list(c->p), "class"))
        f->class_code = in->category;
    else if (in->category)
        f->problems[f->n_problems++] = in->category;
    if (in->representative_name || in->representative_email || in->representative_phone) {
        f->representative = (struct filing_person){ .name = in->representative_name,
                                                    .email = in->representative_email,
                                                    .phone = in->representative_phone,
                                                    .language = c->rq->lang->tag };
        f->authority = in->representative_authority;
    }
    return blobs_fill(c, f);
}

/* The same form came back with other words: a form of its own, with these words in it. */
static bool show_again(struct complain *c, const struct form_page *page)
{
    field_errors_add(c->rq, &c->errors, c->rq->err);
    c->errors.e[c->errors.n - 1].field = NULL;
    c->state_text = form_state_new(c->rq->a, c->rq->app->vault, COMPLAIN_PURPOSE, c->rq->now);
    return complain_show(c, page);
}

bool complain_elsewhere(struct complain *c, const struct form_page *page)
{
    struct req *rq = c->rq;
    const char *whose = receipt_direction((enum scope)word_value(&scope_words, c->in.scope));
    struct elsewhere_page view = {
        .action = arena_printf(rq->a, "%s/complain/%s", rq->base, page->name),
        .whose = whose ? lang_text(rq->lang, whose) : NULL,
        .words = form_text(rq->form, "description"),
        .carried = complain_carried(c, NULL),
    };

    edge_page(rq)->holds_answers = true;
    return req_throttle(rq, THROTTLE_FILING, NULL) && scope_direct(c->act, c->in.scope, rq->err) &&
           req_render(rq, "portal/elsewhere.html", &elsewhere_page_record, &view);
}

/* Who files too often may still have the receipt of what is filed: nothing is written for it. */
static bool file_once(struct complain *c, const struct filing *f, struct receipt *out)
{
    struct req *rq = c->rq;

    if (req_throttle(rq, THROTTLE_FILING, NULL))
        return receipt_file(c->act, c->p, f, out, rq->err);
    if (!receipt_again(c->act, f, out))
        return false;
    err_clear(rq->err);
    return true;
}

bool complain_send(struct complain *c, const struct form_page *page)
{
    struct req *rq = c->rq;
    struct receipt receipt;
    struct filing filing;
    struct complaint_row filed = { 0 };
    const struct pack_version *pack;

    if (!filing_of(c, &filing))
        return false;
    if (!file_once(c, &filing, &receipt))
        return rq->err->kind == ERR_INVALID && show_again(c, page);
    if (!complaint_by_id(rq->a, rq->db, receipt.complaint, &filed, rq->err) ||
        !procedure_pack(c->p, rq->db, filed.pack_id, &pack, rq->err))
        return false;
    return receipt_show(rq, c->p, &receipt,
                        &(struct receipt_beside){
                            .pack = pack,
                            .class = filed.class,
                            .about = c->in.product ? c->in.product : filing.subject,
                            .state = c->state_text,
                            .team = filed.team_id,
                            .files = (int)filing.n_blobs,
                            .privacy = filed.privacy,
                        });
}
