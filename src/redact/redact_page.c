/* What of a case can be redacted, and what was: the page from which one goes on; and lifting. */
#include "redact/redact_page.h"

#include "complaint/redaction.h"
#include "edge/uploads.h"

#include <stdlib.h>
#include <string.h>

enum { EXCERPT = 140 };

bool redact_dossier(struct act_page *page, struct dossier *out)
{
    return redact_stored(page->act, page->p, &page->d, out, page->rq->err);
}

int64_t redact_asked(const struct req *rq, const char *name)
{
    const char *text = form_text(rq->query, name);

    return text ? strtoll(text, NULL, 10) : 0;
}

static const char *shown(struct act_page *page, const char *text)
{
    return redaction_show(page->rq->a, page->p, page->rq->lang, text);
}

struct rows redact_pieces(struct act_page *page, const char *text)
{
    struct arena *a = page->rq->a;
    struct redact_piece *list;
    size_t n = 0, room = 2, length;
    const char *mark = text;

    while ((mark = redaction_find(mark, &length, NULL)) != NULL) {
        mark += length;
        room += 2;
    }
    list = ARENA_ARRAY(a, struct redact_piece, room);
    while ((mark = redaction_find(text, &length, NULL)) != NULL) {
        if (mark > text)
            list[n++].text = arena_strn(a, text, (size_t)(mark - text));
        list[n++] = (struct redact_piece){ shown(page, arena_strn(a, mark, length)), true };
        text = mark + length;
    }
    if (*text)
        list[n++].text = text;
    return (struct rows){ list, n };
}

static const char *moment(struct act_page *page, struct instant at)
{
    struct req *rq = page->rq;

    return instant_is_set(at)
               ? lang_instant(rq->a, rq->lang, at, rq->app->zone, DATE_SHORT, rq->today)
               : NULL;
}

static struct rows texts_show(struct act_page *page, const struct rows *all)
{
    struct arena *a = page->rq->a;
    const struct redactable *r = all->row;
    struct redact_line *list = ARENA_ARRAY(a, struct redact_line, all->n + 1);

    for (size_t i = 0; i < all->n; i++)
        list[i] = (struct redact_line){
            .label = place_label(a, &r[i], page->rq->lang),
            .when = moment(page, r[i].at),
            .text = desk_excerpt(a, shown(page, r[i].text), EXCERPT),
            .lang = r[i].language,
            .href = arena_printf(a, "%s/redact/text?place=%s", page->head.path,
                                 place_name(a, r[i].place)),
        };
    return (struct rows){ list, all->n };
}

static struct rows files_show(struct act_page *page)
{
    struct arena *a = page->rq->a;
    const struct dossier *d = &page->d;
    struct redact_line *list = ARENA_ARRAY(a, struct redact_line, d->file.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (instant_is_set(f->removed_at))
            continue;
        list[n] = (struct redact_line){ .label = lang_text(page->rq->lang, upload_kind(f->type)),
                                        .when = moment(page, f->at),
                                        .text = f->name.text };
        if (!f->withheld)
            list[n].href = arena_printf(a, "%s/redact/file?file=%" PRId64, page->head.path, f->id);
        n++;
    }
    return (struct rows){ list, n };
}

static const char *made_words(struct act_page *page, const struct rows *all,
                              const struct redaction_row *r)
{
    struct place place = { r->place_table, r->place_column, r->place_id, NULL };
    const char *words = place_words(page->rq->a, all, place, page->rq->lang);

    if (words)
        return words;
    return lang_text(page->rq->lang, strcmp(r->place_table, "file") != 0 ? N_("Passages of a text")
                                     : strcmp(r->place_column, "title") == 0 ? N_("Title of a file")
                                                                             : N_("File"));
}

/* Of a file that is withheld its name stands for all of it. */
static struct redact_made made_one(struct act_page *page, const struct rows *all,
                                   const struct redaction_row *r)
{
    struct arena *a = page->rq->a;
    bool lifted = instant_is_set(r->lifted_at);
    bool title = strcmp(r->place_table, "file") == 0 && strcmp(r->place_column, "title") == 0;

    return (struct redact_made){
        .label = made_words(page, all, r),
        .reason = procedure_label(page->p, "redaction", r->reason, page->rq->lang),
        .why = r->why.text,
        .made = act_when_who(page, r->at, r->by_id),
        .lifted = lifted ? act_when_who(page, r->lifted_at, r->lifted_by) : NULL,
        .lift_why = r->lift_why.text,
        .lift_href = lifted || title ? NULL
                                     : arena_printf(a, "%s/redactions/%" PRId64 "/lift",
                                                    page->head.path, r->id),
    };
}

static bool made_show(struct act_page *page, const struct rows *all, struct rows *out)
{
    const struct redaction_row *r;
    struct redact_made *list;
    struct rows rows;

    if (!redactions_load(page->act, page->d.c.id, &rows, page->rq->err))
        return false;
    r = rows.row;
    list = ARENA_ARRAY(page->rq->a, struct redact_made, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = made_one(page, all, &r[rows.n - 1 - i]);
    *out = (struct rows){ list, rows.n };
    return true;
}

static const char *done_words(struct req *rq)
{
    const char *done = form_text(rq->query, "done");

    if (!done)
        return NULL;
    return lang_text(rq->lang, strcmp(done, "lifted") == 0
                                   ? N_("It is lifted: everybody sees it again.")
                                   : N_("It is redacted. What stood there is sealed."));
}

static bool overview_get(struct req *rq)
{
    struct redact_page view = { 0 };
    struct act_page page;
    struct dossier stored;
    struct rows all;

    if (!act_open(rq, MAY_REDACT, "redact", &page) || !redact_dossier(&page, &stored))
        return false;
    all = places_all(rq->a, &stored);
    view.back = page.head.path;
    view.back_words = lang_format(rq->a, rq->lang, N_("Back to {reference}"), "reference",
                                  page.d.c.reference, NULL);
    view.about = page.head.subject;
    view.about_lang = page.head.subject_lang;
    view.done = done_words(rq);
    view.texts = texts_show(&page, &all);
    view.files = files_show(&page);
    if (may(rq->user, MAY_READ_ORIGINAL, &page.object))
        view.originals_href = arena_printf(rq->a, "%s/originals", page.head.path);
    return made_show(&page, &all, &view.made) &&
           req_render(rq, "desk/redact.html", &redact_page_record, &view);
}

/* -- lifting -- */

static bool lift_show(struct act_page *page)
{
    const struct lang *lang = page->rq->lang;
    struct act_reason view = {
        .title = lang_text(lang, N_("Lift a redaction")),
        .what = lang_text(lang, N_("What is redacted here is seen by everybody again who may "
                                   "read the complaint. Of a file its redacted copy goes.")),
        .submit = lang_text(lang, N_("Lift it")),
    };

    act_fill(page, &act_reason_record, &view, NULL, NULL);
    view.choice = view.due_on = NULL; /* only a reason is asked */
    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

/* What was lifted already is not asked about again. */
static bool lift_open(struct req *rq, struct act_page *page)
{
    struct rows rows;

    return act_open(rq, MAY_REDACT, arena_printf(rq->a, "redactions/%s/lift", req_param(rq, "id")),
                    page) &&
           redactions_load(page->act, page->d.c.id, &rows, rq->err) &&
           redaction_standing(&rows, act_id(page, "id"), rq->err);
}

bool redact_lift_get(struct req *rq)
{
    struct act_page page;

    return lift_open(rq, &page) && lift_show(&page);
}

bool redact_lift_post(struct req *rq)
{
    static const char *const names[] = { "why", "reason", NULL };
    struct act_page page;

    if (!lift_open(rq, &page))
        return false;
    if (redact_lift(page.act, page.p, page.d.c.id, act_id(&page, "id"), sent_text(&page, "reason"),
                    rq->err))
        return req_redirect(rq, "%s/redact?done=lifted", page.head.path);
    sent_field(&page, names);
    return act_again(&page) && lift_show(&page);
}

const struct route redact_routes[] = {
    { GET, "/desk/complaints/{reference}/redact", MAY_REDACT, overview_get, 0 },
    { GET, "/desk/complaints/{reference}/redact/text", MAY_REDACT, redact_text_get, 0 },
    { POST, "/desk/complaints/{reference}/redact/text", MAY_REDACT, redact_text_post, 0 },
    { GET, "/desk/complaints/{reference}/redact/file", MAY_REDACT, redact_file_get, 0 },
    { POST, "/desk/complaints/{reference}/redact/file", MAY_REDACT, redact_file_post,
      ROUTE_UPLOAD },
    { GET, "/desk/complaints/{reference}/redactions/{id}/lift", MAY_REDACT, redact_lift_get,
      ROUTE_FRESH },
    { POST, "/desk/complaints/{reference}/redactions/{id}/lift", MAY_REDACT, redact_lift_post,
      ROUTE_FRESH },
    { GET, "/desk/complaints/{reference}/originals", MAY_READ_ORIGINAL, originals_get,
      ROUTE_FRESH },
    { POST, "/desk/complaints/{reference}/originals", MAY_READ_ORIGINAL, originals_post,
      ROUTE_FRESH },
    { 0 },
};
