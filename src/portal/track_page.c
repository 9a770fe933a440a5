/*
 * The routes of following a complaint. Every act needs reference and code again, and is
 * answered with the page as it is now: there is no address that shows a complaint.
 */
#include "portal/track.h"

#include "edge/uploads.h"
#include "operation/closing/closing_flow.h"
#include "operation/tracking/tracking_flow.h"
#include "portal/portal.h"
#include "portal/receipt.h"
#include "portal/track_parts.h"
#include "redact/redact.h"

#include <stdlib.h>
#include <string.h>

static bool track_get(struct req *rq)
{
    return track_enter(rq, false);
}

/* A tab that was restored, or an address that was kept: the page is reached by reference and code
 * alone. */
bool track_act_get(struct req *rq)
{
    return req_redirect(rq, "%s/track", rq->base);
}

static bool track_post(struct req *rq)
{
    struct track t;
    bool proved;

    /* The page itself posts elsewhere: this is the form for reference and code. */
    if (portal_language(rq))
        return track_enter(rq, false);
    if (!track_open(rq, &t, &proved))
        return false;
    return proved ? track_show(&t) : track_enter(rq, true);
}

static bool blobs_fill(struct track *t, struct added *added)
{
    const struct staged_file *files;
    struct rows staged;

    if (!staged_list(edge_act(t->rq), t->owner, &staged, t->rq->err))
        return false;
    files = staged.row;
    for (size_t i = 0; i < staged.n && added->n_blobs < ADDED_FILES; i++)
        added->blobs[added->n_blobs++] = files[i].id;
    added->blob_owner = t->owner;
    return true;
}

/* The page was older than the closing. What is written now opens the case again, where
 * somebody reads it. [7.9-d] */
static bool opened(struct track *t, const struct added *added)
{
    bool fact = strcmp(added->kind, "fact") == 0;

    return facts_open(&t->d.facts) || t->d.c.set_aside || !fact || !added->text ||
           closing_reopen(edge_act(t->rq), t->p, t->d.c.id, 0, added->text, t->rq->err);
}

static bool add(struct track *t, const char *kind, const char *done)
{
    struct req *rq = t->rq;
    struct added added = {
        .one_time = arena_printf(rq->a, "track:%s", t->state.once),
        .kind = kind,
        .text = t->in.text,
        .language = rq->lang->tag,
        .channel = "web",
    };

    if (!uploads_adopt(rq, "files", t->owner, &t->too_large, &t->errors))
        return false;
    t->too_large |= uploads_over(rq, "files", &t->errors);
    if (t->errors.n > 0)
        return track_show(t);
    if (!opened(t, &added))
        return track_acted(t, false, NULL);
    return blobs_fill(t, &added) &&
           track_acted(t, tracking_add(edge_act(rq), t->p, t->d.c.id, &added, rq->err), done);
}

static bool add_post(struct req *rq)
{
    struct track t;
    bool go;

    return track_form(rq, &t, &go) && (!go || add(&t, "fact", N_("We have added it.")));
}

static bool piece_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return file_read_next(from, a, piece, err);
}

static bool file_send(struct track *t, int64_t id)
{
    for (size_t i = 0; i < t->d.file.n; i++) {
        const struct file_row *f = &t->d.file.row[i];
        struct file_reader *reader;
        if (f->id != id || !track_file_shown(f))
            continue;
        return redact_file_read(edge_act(t->rq), f, &reader, t->rq->err) &&
               req_stream(t->rq, f->type, f->name.text, file_reader_size(reader), piece_next,
                          reader);
    }
    return track_enter(t->rq, true);
}

static bool file_post(struct req *rq)
{
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    return proved ? file_send(&t, strtoll(req_param(rq, "id"), NULL, 10)) : track_enter(rq, true);
}

static bool save_post(struct req *rq)
{
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    return proved ? track_save(&t) : track_enter(rq, true);
}

static bool is(const char *value, const char *word)
{
    return value && strcmp(value, word) == 0;
}

/* A slip of the pen: the form for it is a page of its own, which comes back with its errors. */
static bool correct(struct track *t, bool sent)
{
    const char *text = t->in.text;

    if (!track_correctable(t))
        return track_show(t);
    if (!sent || t->language || t->errors.n > 0)
        return track_correct_show(t);
    if (!text || text[strspn(text, " \t\n")] == '\0') {
        err_field(t->rq->err, "text", N_("Write what it should say."));
        field_errors_add(t->rq, &t->errors, t->rq->err);
        return track_correct_show(t);
    }
    return add(t, "correction", N_("We have added your correction."));
}

/* The buttons of the receipt: save it, put it on paper, or mend a slip of the pen. */
static bool receipt_post(struct req *rq)
{
    const char *go = form_text(rq->form, "go");
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    if (!proved)
        return track_enter(rq, true);
    if (is(go, "save"))
        return receipt_send(rq, t.p, t.d.c.id);
    track_words(&t);
    if (is(go, "paper") || (!go && is(form_text(rq->form, "page"), "paper")))
        return track_paper(&t);
    if (is(go, "correct") || is(form_text(rq->form, "page"), "correct"))
        return correct(&t, is(go, "corrected"));
    return track_receipt(&t);
}

enum { PUBLIC = ROUTE_LANG | ROUTE_PUBLIC_FORM };

const struct route track_routes[] = {
    { GET, "/track", 0, track_get, ROUTE_LANG },
    { POST, "/track", 0, track_post, PUBLIC },
    { GET, "/track/add", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/add", 0, add_post, PUBLIC | ROUTE_UPLOAD | ROUTE_LARGE },
    { GET, "/track/satisfaction", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/satisfaction", 0, track_survey_post, PUBLIC },
    { GET, "/track/download", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/download", 0, save_post, PUBLIC },
    { GET, "/track/files/{id}", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/files/{id}", 0, file_post, PUBLIC },
    { GET, "/receipt", 0, track_act_get, ROUTE_LANG },
    { POST, "/receipt", 0, receipt_post, PUBLIC },
    { 0 },
};
