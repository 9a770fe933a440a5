/* The forms: which passages of a text, with a preview before anything is done; and a whole file. */
#include "redact/redact_page.h"

#include "base/buf.h"
#include "complaint/redaction.h"
#include "edge/uploads.h"

#include <stdlib.h>
#include <string.h>

static bool not_there(struct req *rq)
{
    return err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

/* -- a text -- */

enum { TELLING = 4 }; /* bytes of a passage that says something by itself */

struct text_form {
    struct act_page page;
    struct redactable of;
    struct rows all; /* of the case: struct redactable */
    struct redacting in;
    struct passage passages[PASSAGES];
    size_t n;
};

static bool text_open(struct req *rq, struct text_form *f)
{
    const struct redactable *found;
    const char *name = form_text(rq->query, "place");
    struct dossier stored;

    if (!name)
        name = form_text(rq->form, "place");
    if (!act_open(rq, MAY_REDACT, "redact/text", &f->page) || !redact_dossier(&f->page, &stored))
        return false;
    f->all = places_all(rq->a, &stored);
    found = place_named(rq->a, &f->all, name);
    if (!found)
        return not_there(rq);
    f->of = *found;
    f->in.reason = sent_text(&f->page, "reason");
    f->in.why = sent_text(&f->page, "why");
    return true;
}

static struct act_redact text_view(struct text_form *f)
{
    struct act_page *page = &f->page;
    struct brackets pair = passage_brackets(f->of.text);
    struct answer *text = ARENA_NEW(page->rq->a, struct answer);

    text->value = f->of.text;
    return (struct act_redact){
        .label = place_label(page->rq->a, &f->of, page->rq->lang),
        .lang = f->of.language,
        .open = pair.open,
        .close = pair.close,
        .place = place_name(page->rq->a, f->of.place),
        .own = redact_own_place(&page->d, f->of.place),
        .text = text,
        .reason = act_codes(page, "redaction"),
    };
}

static bool text_show(struct text_form *f)
{
    struct act_redact view = text_view(f);

    return act_show(&f->page, "desk/act/redact.html", &act_redact_record, &view, NULL, NULL);
}

bool redact_text_get(struct req *rq)
{
    struct text_form f = { 0 };

    return text_open(rq, &f) && text_show(&f);
}

/* The text as everybody will see it. */
static struct rows preview_pieces(struct text_form *f)
{
    struct arena *a = f->page.rq->a;
    struct buf b = buf_new(a);
    size_t at = 0;

    for (size_t i = 0; i < f->n; i++) {
        buf_add(&b, f->of.text + at, f->passages[i].from - at);
        buf_str(&b, redaction_mark(a, f->in.reason, (int64_t)i + 1));
        at = f->passages[i].until;
    }
    buf_str(&b, f->of.text + at);
    return redact_pieces(&f->page, buf_text(&b));
}

static bool holds_any(const struct text_form *f, const char *text)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct passage *p = &f->passages[i];
        if (p->until - p->from >= TELLING &&
            strstr(text, arena_strn(f->page.rq->a, f->of.text + p->from, p->until - p->from)))
            return true;
    }
    return false;
}

/* Other texts with the same words, which stay readable there: a subject is often the beginning of
 * the statement. */
static struct rows elsewhere(struct text_form *f)
{
    struct req *rq = f->page.rq;
    const struct redactable *r = f->all.row;
    struct redact_line *list = ARENA_ARRAY(rq->a, struct redact_line, f->all.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < f->all.n; i++)
        if (!place_same(r[i].place, f->of.place) && holds_any(f, r[i].text))
            list[n++] = (struct redact_line){
                .label = place_label(rq->a, &r[i], rq->lang),
                .href = arena_printf(rq->a, "%s/redact/text?place=%s", f->page.head.path,
                                     place_name(rq->a, r[i].place)),
            };
    return (struct rows){ list, n };
}

static bool preview_show(struct text_form *f)
{
    struct act_redact view = text_view(f);

    view.preview = true;
    view.pieces = preview_pieces(f);
    view.elsewhere = elsewhere(f);
    view.enclosed = form_text(f->page.rq->form, "text");
    view.code = f->in.reason;
    view.words = f->in.why;
    act_fill(&f->page, &act_redact_record, &view, NULL, NULL);
    return act_render(&f->page, "desk/act/redact.html", &act_redact_record, &view);
}

/* Without a word for what to do the form shows the preview: nothing is done unseen. */
bool redact_text_post(struct req *rq)
{
    const char *step = form_text(rq->form, "step");
    struct text_form f = { 0 };

    if (!text_open(rq, &f))
        return false;
    if (step && strcmp(step, "alter") == 0)
        return text_show(&f);
    if (!redact_enclosed(f.of.text, form_text(rq->form, "text"), f.passages, &f.n, rq->err) ||
        !redact_reason_given(f.page.p, &f.in, rq->err))
        return act_again(&f.page) && text_show(&f);
    if (!step || strcmp(step, "redact") != 0)
        return preview_show(&f);
    if (redact_text(f.page.act, f.page.p, f.page.d.c.id, f.page.version, f.of.place, f.passages,
                    f.n, &f.in, rq->err))
        return req_redirect(rq, "%s/redact?done=redacted", f.page.head.path);
    return act_again(&f.page) && text_show(&f);
}

/* -- a file -- */

static bool file_show(struct act_page *page, const struct file_row *f)
{
    struct act_redact_file view = {
        .name = f->name.text,
        .kind = lang_text(page->rq->lang, upload_kind(f->type)),
        .href = arena_printf(page->rq->a, "/files/%" PRId64, f->id),
        .file = f->id,
        .files_max = 1,
        .file_bytes = file_limits.file_bytes,
        .own = redact_own_file(f),
        .reason = act_codes(page, "redaction"),
    };

    return act_show(page, "desk/act/redact_file.html", &act_redact_file_record, &view, NULL, NULL);
}

static bool file_open(struct req *rq, int64_t id, struct act_page *page,
                      const struct file_row **out)
{
    if (!act_open(rq, MAY_REDACT, "redact/file", page))
        return false;
    *out = dossier_file(&page->d, id);
    return (*out && !(*out)->withheld) || not_there(rq);
}

bool redact_file_get(struct req *rq)
{
    const struct file_row *file;
    struct act_page page;

    return file_open(rq, redact_asked(rq, "file"), &page, &file) && file_show(&page, file);
}

/* The copy that came with the form, 0 = none did. */
static bool copy_staged(struct act_page *page, const char *owner, int64_t *blob)
{
    struct rows staged;
    bool large = false;

    *blob = 0;
    if (!uploads_adopt(page->rq, "files", owner, &large, &page->errors) || page->errors.n > 0 ||
        !staged_list(page->act, owner, &staged, page->rq->err))
        return false;
    if (staged.n > 1)
        return err_field(page->rq->err, "files", N_("Choose one file: the redacted copy."));
    if (staged.n == 1)
        *blob = ((const struct staged_file *)staged.row)[0].id;
    return true;
}

bool redact_file_post(struct req *rq)
{
    const char *owner = random_hex(rq->a, 16), *id = form_text(rq->form, "file");
    struct redacting in = { 0 };
    const struct file_row *file;
    struct act_page page;
    int64_t blob;

    if (!file_open(rq, id ? strtoll(id, NULL, 10) : 0, &page, &file))
        return false;
    in.reason = sent_text(&page, "reason");
    in.why = sent_text(&page, "why");
    if (copy_staged(&page, owner, &blob) && redact_file(page.act, page.p, page.d.c.id, page.version,
                                                        file->id, blob, owner, &in, rq->err))
        return req_redirect(rq, "%s/redact?done=redacted", page.head.path);
    return act_again(&page) && file_show(&page, file);
}
