/*
 * Proving reference and code. Unknown reference, wrong code, and a code that is none cost the
 * same work and get the same answer.
 */
#include "portal/track.h"

#include "base/code.h"
#include "complaint/redaction.h"
#include "db/portal_sql.h"
#include "portal/complain.h"
#include "portal/portal.h"
#include "portal/receipt.h"
#include "redact/redact.h"
#include "web/answer.h"

#include <string.h>

static const struct field words_fields[] = {
    FIELD(struct track_words, text, .max = 20000, .lines = true),
    FIELD(struct track_words, reason, .max = 5000, .lines = true),
    FIELD(struct track_words, comment, .max = 5000, .lines = true),
};
static const struct record words_record = RECORD(struct track_words, words_fields);

/* As people copy it: blanks around it, or a blank for the dash. */
static const char *reference_read(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);

    for (const char *s = text ? text : ""; *s && b.n < 40; s++) {
        if (*s >= '0' && *s <= '9')
            buf_char(&b, *s);
        if (b.n == 4)
            buf_char(&b, '-');
    }
    return buf_text(&b);
}

static bool same_code(struct req *rq, const struct complaint_row *row, const char *typed,
                      char code[CODE_TEXT])
{
    static const unsigned char nobody[MAC_BYTES];
    bool known = row->code_mac.n == MAC_BYTES;
    unsigned char mac[MAC_BYTES];
    bool read = code_read(typed, strlen(typed), code);

    if (!read)
        memset(code, '0', CODE_TEXT - 1), code[CODE_TEXT - 1] = '\0';
    code_mac(rq->app->vault, code, mac);
    return vault_mac_same(mac, known ? row->code_mac.s : nobody) && read && known;
}

static const char *purpose(struct arena *a, const char *reference)
{
    return arena_printf(a, "track %s", reference);
}

/* Somebody who proved it lately comes back with a state of ours and is not counted again. */
static bool state_read(struct track *t, const char *reference)
{
    struct req *rq = t->rq;

    t->state_text = form_text(rq->form, "state");
    return form_state_read(rq->a, rq->app->vault, purpose(rq->a, reference), t->state_text, rq->now,
                           complain_seconds(t->p), &t->state) == FORM_STATE_GOOD;
}

static void state_renew(struct track *t, const char *reference)
{
    struct req *rq = t->rq;

    t->state_text = form_state_new(rq->a, rq->app->vault, purpose(rq->a, reference), rq->now);
    form_state_read(rq->a, rq->app->vault, purpose(rq->a, reference), t->state_text, rq->now, 1,
                    &t->state);
}

/* What they wrote themselves is whole; what we wrote is as everybody sees it. */
static bool case_load(struct track *t, const char *reference)
{
    struct req *rq = t->rq;

    if (!dossier_load(edge_act(rq), t->p, reference, &t->d, rq->err) ||
        !redactions_own(edge_act(rq), &t->d, rq->err))
        return false;
    redaction_show_all(rq->a, t->p, rq->lang, &t->d);
    return true;
}

bool track_again(struct track *t)
{
    state_renew(t, t->d.c.reference);
    return case_load(t, t->d.c.reference);
}

bool track_correctable(const struct track *t)
{
    return receipt_correctable(t->p, t->d.c.received_at, t->rq->now);
}

bool track_correct_show(struct track *t)
{
    struct carried carried[] = {
        { "reference", t->d.c.reference },
        { "code", t->code },
        { "state", t->state_text },
        { "page", "correct" },
    };
    struct correct_page view = {
        .reference = t->d.c.reference,
        .carried = { carried, COUNT(carried) },
        .words = t->d.c.description.text,
        .errors = { t->errors.e, t->errors.n },
    };

    answers_fill(t->rq->a, &correct_page_record, &view, NULL, NULL, t->rq->form, &t->errors);
    portal_mode(t->rq, t->d.c.privacy);
    edge_page(t->rq)->holds_answers = true;
    return req_render_status(t->rq, t->errors.n > 0 ? 422 : 200, "portal/correct.html",
                             &correct_page_record, &view);
}

bool track_open(struct req *rq, struct track *t, bool *proved)
{
    const char *reference = reference_read(rq->a, form_text(rq->form, "reference"));
    const char *typed = form_text(rq->form, "code");
    char *code = arena_alloc(rq->a, CODE_TEXT);
    struct complaint_row row = { 0 };
    struct err none = { 0 };

    *t = (struct track){ .rq = rq, .language = portal_language(rq) };
    *proved = false;
    if (!edge_procedure(rq, &t->p))
        return false;
    if (!state_read(t, reference)) {
        t->state = (struct form_state){ 0 };
        if (!req_throttle(rq, THROTTLE_TRACK, NULL))
            return false;
    }
    if (!sql_track_code(rq->a, rq->db, reference, &row, &none) && none.kind != ERR_NOT_FOUND) {
        *rq->err = none;
        return false;
    }
    if (!same_code(rq, &row, typed ? typed : "", code))
        return true;
    edge_as_complainant(rq);
    t->code = code;
    *proved = true;
    if (!t->state.once)
        state_renew(t, row.reference);
    t->owner = form_state_owner(rq->a, rq->app->vault, &t->state);
    return case_load(t, row.reference);
}

bool track_words(struct track *t)
{
    bool right = form_record(t->rq, &words_record, &t->in, &t->errors);

    err_clear(t->rq->err);
    return right;
}

bool track_form(struct req *rq, struct track *t, bool *go)
{
    bool proved;

    *go = false;
    if (!track_open(rq, t, &proved))
        return false;
    if (!proved)
        return track_enter(rq, true);
    *go = track_words(t) && !t->language;
    return *go || track_show(t);
}

bool track_enter(struct req *rq, bool not_found)
{
    struct enter_page view = { .not_found = not_found };

    answers_fill(rq->a, &enter_page_record, &view, NULL, NULL,
                 rq->method == POST ? rq->form : rq->query, NULL);
    edge_page(rq)->holds_answers = true;
    return req_render_status(rq, not_found ? 404 : 200, "portal/enter.html", &enter_page_record,
                             &view);
}

bool track_show(struct track *t)
{
    struct track_page view = { 0 };
    int status = t->errors.n == 0 ? 200 : t->too_large ? 413 : 422;

    if (!track_view(t, &view))
        return false;
    answers_fill(t->rq->a, &track_page_record, &view, NULL, NULL,
                 t->errors.n > 0 || t->language ? t->rq->form : NULL, &t->errors);
    portal_mode(t->rq, t->d.c.privacy);
    edge_page(t->rq)->holds_answers = true;
    return req_render_status(t->rq, status, "portal/track.html", &track_page_record, &view);
}

bool track_acted(struct track *t, bool ok, const char *done)
{
    struct req *rq = t->rq;
    bool mendable = rq->err->kind == ERR_INVALID || rq->err->kind == ERR_REFUSED ||
                    rq->err->kind == ERR_CONFLICT;

    if (!ok && !mendable)
        return false;
    if (!ok) {
        field_errors_add(rq, &t->errors, rq->err);
        return track_show(t);
    }
    t->done = done;
    return track_again(t) && track_show(t);
}

bool track_done_before(struct track *t, const char *done)
{
    t->done = done;
    return track_show(t);
}
