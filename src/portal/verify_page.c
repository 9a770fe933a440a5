/*
 * The page that verifies receipts: paste one, choose its file, or follow the square on paper.
 *
 * It says what the receipt itself says, and of the log only whether this entry is in it: nothing
 * about the case, not even whether there is one. Nothing is kept of what is shown here. [4.9-b]
 */
#include "portal/portal.h"
#include "portal/portal_view.h"
#include "portal/receipt_view.h"

#include "db/portal_sql.h"
#include "edge/edge.h"
#include "log/checkpoint.h"
#include "operation/receipt/receipt_check.h"
#include "operation/receipt/receipt_file.h"
#include "operation/receipt/receipt_proof.h"
#include "operation/receipt/statement.h"
#include "web/answer.h"

#include <string.h>

/* What of a statement is shown, and how it is called. */
static const struct {
    const char *name, *label;
} labels[] = {
    { "description", N_("What was written") },
    { "remedy_sought", N_("What would put it right") },
    { "product", N_("Which product, service or place") },
    { "product_reference", N_("Number of the order, contract or account") },
    { "happened_on", N_("When") },
    { "happened_until", N_("Until") },
    { "happened_text", N_("When") },
    { "place", N_("Where") },
    { "linked_to", N_("Earlier complaint") },
    { "complainant.name", N_("Name") },
    { "complainant.email", N_("E-mail") },
    { "complainant.phone", N_("Telephone") },
    { "complainant.address", N_("Postal address") },
    { "complainant.needs", N_("What you need") },
    { "representative.name", N_("Who acts for the complainant") },
    { "file", N_("File") },
};

struct asked {
    struct req *rq;
    struct signer signer;
    struct receipt_check check;
    struct inclusion inclusion; /* text NULL: no proof yet */
};

static const char *label_of(const char *name)
{
    for (size_t i = 0; i < COUNT(labels); i++)
        if (strcmp(labels[i].name, name) == 0)
            return labels[i].label;
    return NULL;
}

/* Of a file the name is enough to the eye; it stands behind digest, size and type. */
static const char *value_shown(const struct statement_line *line)
{
    const char *s = line->value;

    for (int i = 0; i < 3 && s && strcmp(line->name, "file") == 0; i++)
        s = strchr(s, ' ') ? strchr(s, ' ') + 1 : NULL;
    return s ? s : line->value;
}

static struct rows lines_of(struct req *rq, const struct rows *statement)
{
    const struct statement_line *line = statement->row;
    struct verify_line *list = ARENA_ARRAY(rq->a, struct verify_line, statement->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < statement->n; i++) {
        const char *label = label_of(line[i].name);
        if (label)
            list[n++] = (struct verify_line){ lang_text(rq->lang, label), value_shown(&line[i]) };
    }
    return (struct rows){ list, n };
}

/* Whether our log has the entry, with the hash that was signed then. */
static bool log_ask(struct asked *q, struct verify_found *out)
{
    const struct receipt_note *note = &q->check.note;
    struct req *rq = q->rq;
    struct event_row event = { 0 };
    struct err none = { 0 };

    if (!sql_verify_event(rq->a, rq->db, note->event, &event, &none) &&
        none.kind != ERR_NOT_FOUND) {
        *rq->err = none;
        return false;
    }
    out->in_log =
        event.hash.n == RECEIPT_DIGEST && memcmp(event.hash.s, note->hash, RECEIPT_DIGEST) == 0;
    out->not_in_log = !out->in_log;
    if (!out->in_log)
        return true;
    err_clear(&none);
    if (log_inclusion(rq->a, rq->db, note->event, &q->inclusion, &none)) {
        out->covered = q->inclusion.checkpoint.size;
        return true;
    }
    q->inclusion.text = NULL;
    if (none.kind == ERR_NOT_FOUND)
        return true;
    *rq->err = none;
    return false;
}

/* What a receipt says is shown only when it is ours and unaltered. */
static bool genuine_fill(struct asked *q, struct verify_found *out)
{
    const struct receipt_check *c = &q->check;
    char utc[INSTANT_TEXT];

    instant_text(c->note.received, utc);
    out->organisation = c->note.organisation;
    out->reference = c->note.reference;
    out->received = c->note.received;
    out->recorded = c->note.recorded;
    out->received_utc = arena_str(q->rq->a, utc);
    out->event = c->note.event;
    out->text_same = c->text == RECEIPT_TEXT_SAME;
    out->text_changed = c->text == RECEIPT_TEXT_CHANGED;
    out->lines = lines_of(q->rq, &c->lines);
    out->proof_good = c->proof_found == RECEIPT_PROOF_GOOD;
    out->proof_bad = c->proof_found == RECEIPT_PROOF_BAD;
    return log_ask(q, out);
}

static bool found_fill(struct asked *q, struct verify_found *out)
{
    const struct receipt_check *c = &q->check;

    *out = (struct verify_found){
        .genuine = c->verdict == RECEIPT_GENUINE,
        .changed = c->verdict == RECEIPT_CHANGED,
        .foreign = c->verdict == RECEIPT_FOREIGN,
        .unreadable = c->verdict == RECEIPT_UNREADABLE,
    };
    return !out->genuine || genuine_fill(q, out);
}

static bool verify_show(struct req *rq, const struct verify_found *found,
                        struct field_errors *errors)
{
    struct verify_page view = { .found = found, .errors = { errors->e, errors->n } };
    int status = errors->n > 0 ? 422 : 200;

    answers_fill(rq->a, &verify_page_record, &view, NULL, NULL, rq->form, errors);
    edge_page(rq)->holds_answers = true;
    return req_render_status(rq, rq->too_large ? 413 : status, "portal/verify.html",
                             &verify_page_record, &view);
}

static bool signer_ready(struct asked *q)
{
    struct req *rq = q->rq;

    return req_throttle(rq, THROTTLE_VERIFY, NULL) &&
           signer_open(rq->a, rq->db, rq->app->vault, &q->signer, rq->err);
}

/* The receipt as it came, with the proof that our log has it now. */
static bool proof_send(struct asked *q)
{
    struct req *rq = q->rq;
    const char *proof = q->inclusion.text;
    struct receipt_file file = { .note = q->check.signed_note, .statement = q->check.statement };

    if (!proof)
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("There is no proof for this yet. Ask again in a few minutes."));
    file.proof = (struct bytes){ (const unsigned char *)proof, strlen(proof) };
    return req_download(
        rq, "text/plain; charset=utf-8",
        arena_printf(rq->a, "redress-receipt-%s-with-proof.txt", q->check.note.reference),
        receipt_file_write(rq->a, &file));
}

static bool answer(struct asked *q, bool proof)
{
    struct field_errors errors = { 0 };
    struct verify_found found;
    struct bytes shown;
    struct carried *carried = ARENA_ARRAY(q->rq->a, struct carried, 1);

    if (!found_fill(q, &found))
        return false;
    if (proof && found.genuine && !found.text_changed)
        return proof_send(q);
    shown = receipt_file_write(q->rq->a, &(struct receipt_file){ .note = q->check.signed_note,
                                                                 .statement = q->check.statement });
    carried[0] = (struct carried){ "given", (const char *)shown.s };
    if (found.genuine)
        found.carried = (struct rows){ carried, 1 };
    return verify_show(q->rq, &found, &errors);
}

static bool verify_get(struct req *rq)
{
    const char *compact = form_text(rq->query, "r");
    struct field_errors errors = { 0 };
    struct asked q = { .rq = rq };

    if (!compact)
        return verify_show(rq, NULL, &errors);
    if (!signer_ready(&q))
        return false;
    receipt_check_compact(rq->a, compact, q.signer.keys, &q.check);
    return answer(&q, false);
}

/* The file, else what was pasted, else what a page of ours carried along. */
static const char *given(const struct req *rq)
{
    static const char *const names[] = { "file", "receipt", "given" };

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *text = form_text(rq->form, names[i]);
        if (text && text[strspn(text, " \t\n")])
            return text;
    }
    return NULL;
}

static bool refuse(struct req *rq, const char *text)
{
    struct field_errors errors = { 0 };

    err_field(rq->err, "receipt", text);
    field_errors_add(rq, &errors, rq->err);
    return verify_show(rq, NULL, &errors);
}

static bool verify_post(struct req *rq)
{
    const char *go = form_text(rq->form, "go"), *text;
    struct field_errors errors = { 0 };
    struct asked q = { .rq = rq };
    bool language = portal_language(rq);

    if (rq->too_large)
        return refuse(rq, N_("This is too large for a receipt. Choose the file that you saved."));
    text = given(rq);
    if (!text)
        return language ? verify_show(rq, NULL, &errors)
                        : refuse(rq, N_("Paste the receipt, or choose its file."));
    if (!signer_ready(&q))
        return false;
    receipt_check(rq->a, (struct bytes){ (const unsigned char *)text, strlen(text) }, q.signer.keys,
                  &q.check);
    receipt_proof_check(rq->a, q.signer.keys, &q.check);
    return answer(&q, go && strcmp(go, "proof") == 0);
}

enum { PUBLIC = ROUTE_LANG | ROUTE_PUBLIC_FORM | ROUTE_TEXT_FILES | ROUTE_LARGE };

const struct route verify_routes[] = {
    { GET, "/verify", 0, verify_get, ROUTE_LANG },
    { POST, "/verify", 0, verify_post, PUBLIC },
    { 0 },
};
