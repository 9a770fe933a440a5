/*
 * What is redacted, and files as they came, for who may read originals: with password or code given
 * lately, and a reason that is kept in "Who read this?" each time. [S46] [S61]
 */
#include "redact/redact_page.h"

#include "complaint/files.h"
#include "complaint/redaction.h"
#include "edge/uploads.h"

#include <string.h>

#define TEXTS "texts"

/* What is in it of the passages: those that stand are put back one after the other. */
static struct rows pieces_undone(struct act_page *page, const struct rows *redactions,
                                 const struct redactable *r)
{
    struct arena *a = page->rq->a;
    struct rows marked = redact_pieces(page, r->text);
    struct redact_piece *list = ARENA_ARRAY(a, struct redact_piece, marked.n + 1);
    const char *at = r->text, *mark;
    size_t n, i = 0;

    while ((mark = redaction_find(at, &n, NULL)) != NULL) {
        if (mark > at)
            list[i++].text = arena_strn(a, at, (size_t)(mark - at));
        list[i++] = (struct redact_piece){
            redactions_undone(a, redactions, r->place, arena_strn(a, mark, n)), true
        };
        at = mark + n;
    }
    if (*at)
        list[i++].text = at;
    return (struct rows){ list, i };
}

/* A passage whose text was written anew stands by itself. */
static bool alone(struct dossier *stored, const struct rows *redactions,
                  const struct redaction_row *r)
{
    return !instant_is_set(r->lifted_at) && strcmp(r->place_table, "file") != 0 &&
           !redaction_stands(stored, redactions, r);
}

static struct original_text alone_show(struct act_page *page, const struct rows *all,
                                       const struct redaction_row *r)
{
    struct arena *a = page->rq->a;
    struct redact_piece *piece = ARENA_NEW(a, struct redact_piece);
    struct place place = { r->place_table, r->place_column, r->place_id, NULL };
    const char *words = place_words(a, all, place, page->rq->lang);

    *piece = (struct redact_piece){ r->passage.text, true };
    return (struct original_text){
        .label = words ? words : lang_text(page->rq->lang, N_("Passages of a text")),
        .when = act_when_who(page, r->at, r->by_id),
        .pieces = { piece, 1 },
    };
}

static bool texts_show(struct act_page *page, struct dossier *stored, struct rows *out)
{
    struct req *rq = page->rq;
    struct rows all = places_all(rq->a, stored), redactions;
    const struct redactable *r = all.row;
    const struct redaction_row *row;
    struct original_text *list;
    size_t n = 0, length;

    if (!redactions_load(page->act, page->d.c.id, &redactions, rq->err))
        return false;
    row = redactions.row;
    list = ARENA_ARRAY(rq->a, struct original_text, all.n + redactions.n + 1);
    for (size_t i = 0; i < all.n; i++) {
        if (!redaction_find(r[i].text, &length, NULL))
            continue;
        list[n++] = (struct original_text){
            .label = place_label(rq->a, &r[i], rq->lang),
            .when = instant_is_set(r[i].at) ? lang_instant(rq->a, rq->lang, r[i].at, rq->app->zone,
                                                           DATE_SHORT, rq->today)
                                            : NULL,
            .lang = r[i].language,
            .pieces = pieces_undone(page, &redactions, &r[i]),
        };
    }
    for (size_t i = 0; i < redactions.n; i++)
        if (alone(stored, &redactions, &row[i]))
            list[n++] = alone_show(page, &all, &row[i]);
    *out = (struct rows){ list, n };
    return true;
}

static bool any_text(const struct rows *redactions)
{
    const struct redaction_row *r = redactions->row;

    for (size_t i = 0; i < redactions->n; i++)
        if (!instant_is_set(r[i].lifted_at) && strcmp(r[i].place_table, "file") != 0)
            return true;
    return false;
}

/* Files of which others get something else, or nothing. */
static bool differs(const struct file_row *f)
{
    return !instant_is_set(f->removed_at) && (f->withheld || file_stripped(f->type));
}

/* The name of a withheld file is redacted like the file: it comes with it. */
static const char *file_words(struct act_page *page, const struct file_row *f)
{
    struct req *rq = page->rq;

    if (!f->withheld)
        return lang_format(rq->a, rq->lang,
                           N_("The picture {name} with the place where it was taken"), "name",
                           f->name.text ? f->name.text : "", NULL);
    return lang_format(rq->a, rq->lang, N_("The withheld file of {when}: {kind}"), "when",
                       lang_instant(rq->a, rq->lang, f->at, rq->app->zone, DATE_SHORT, rq->today),
                       "kind", lang_text(rq->lang, upload_kind(f->type)), NULL);
}

static bool choices_show(struct act_page *page, const struct dossier *stored,
                         struct act_originals *view)
{
    struct arena *a = page->rq->a;
    struct choice *list = ARENA_ARRAY(a, struct choice, stored->file.n + 2);
    struct rows redactions;
    size_t n = 0;

    if (!redactions_load(page->act, page->d.c.id, &redactions, page->rq->err))
        return false;
    if (any_text(&redactions))
        list[n++] = (struct choice){
            .value = TEXTS, .label = lang_text(page->rq->lang, N_("All passages that are redacted"))
        };
    for (size_t i = 0; i < stored->file.n; i++) {
        const struct file_row *f = &stored->file.row[i];
        if (differs(f))
            list[n++] = (struct choice){ .value = arena_printf(a, "%" PRId64, f->id),
                                         .label = file_words(page, f) };
    }
    if (n == 1)
        list[0].chosen = true;
    view->nothing = n == 0;
    view->what = answer_choices(a, list, n);
    return true;
}

static bool originals_show(struct act_page *page, const struct dossier *stored,
                           struct act_originals *view)
{
    return choices_show(page, stored, view) &&
           act_show(page, "desk/act/originals.html", &act_originals_record, view, NULL, NULL);
}

bool originals_get(struct req *rq)
{
    struct act_originals view = { 0 };
    struct act_page page;
    struct dossier stored;

    return act_open(rq, MAY_READ_ORIGINAL, "originals", &page) && redact_dossier(&page, &stored) &&
           originals_show(&page, &stored, &view);
}

static bool piece_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return file_read_next(from, a, piece, err);
}

static bool file_send(struct act_page *page, const struct file_row *f)
{
    struct req *rq = page->rq;
    struct place name = { "file", "name", f->id, NULL };
    struct file_reader *reader;
    struct rows redactions;

    return redactions_load(page->act, page->d.c.id, &redactions, rq->err) &&
           file_read_original(page->act, f, &reader, rq->err) &&
           req_stream(rq, f->type, redactions_undone(rq->a, &redactions, name, f->name.text),
                      f->size, piece_next, reader);
}

bool originals_post(struct req *rq)
{
    struct act_originals view = { 0 };
    const struct file_row *file = NULL;
    struct act_page page;
    struct dossier stored;
    const char *what;

    if (!act_open(rq, MAY_READ_ORIGINAL, "originals", &page) || !redact_dossier(&page, &stored))
        return false;
    what = sent_text(&page, "what");
    if (what && strcmp(what, TEXTS) != 0)
        file = dossier_file(&stored, sent_id(&page, "what"));
    if (!file && (!what || strcmp(what, TEXTS) != 0)) {
        err_field(rq->err, "what", N_("Choose what you want to see."));
        return act_again(&page) && originals_show(&page, &stored, &view);
    }
    /* The event is stored before anything is shown. */
    if (!redact_look(page.act, page.d.c.id, sent_text(&page, "why"), rq->err))
        return act_again(&page) && originals_show(&page, &stored, &view);
    if (file)
        return file_send(&page, file);
    return texts_show(&page, &stored, &view.texts) && originals_show(&page, &stored, &view);
}
