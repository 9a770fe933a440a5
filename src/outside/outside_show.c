/* What somebody outside sees: the request with what was written about it, the day, and what was
 * chosen for them. One function makes it for their page and for the preview at the desk. */
#include "outside/outside_parts.h"

#include "complaint/clock_words.h"
#include "complaint/redaction.h"
#include "edge/names.h"
#include "edge/uploads.h"
#include "operation/task/task_parts_page.h"
#include "portal/receipt.h"

#include <string.h>

static struct file_view file_show(struct req *rq, const struct file_row *f)
{
    return (struct file_view){
        .id = f->id,
        .name = f->name.text,
        .size = f->size,
        .kind = lang_text(rq->lang, upload_kind(f->type)),
        .href = arena_printf(rq->a, "%s" OUTSIDE_PATH "/files/%" PRId64, rq->base, f->id),
        .note = file_stripped(f->type)
                    ? lang_text(rq->lang, N_("without the place where it was taken"))
                    : NULL,
    };
}

/* Their own files, by the entry they came with. */
static bool theirs(const struct dossier *d, int64_t task, const struct file_row *f)
{
    for (size_t i = 0; f->entry_id != 0 && i < d->entry.n; i++)
        if (d->entry.row[i].id == f->entry_id)
            return d->entry.row[i].about_id == task &&
                   strcmp(d->entry.row[i].kind, TASK_ENTRY) == 0;
    return false;
}

bool outside_file_shown(const struct dossier *d, int64_t task, const char *shares,
                        const struct file_row *f)
{
    char name[32];

    snprintf(name, sizeof name, "file.%" PRId64, f->id);
    return !instant_is_set(f->removed_at) && !f->withheld &&
           (outside_names(shares, name) || theirs(d, task, f));
}

static struct rows entry_files(struct req *rq, const struct dossier *d, const struct entry_row *e)
{
    struct file_view *list = ARENA_ARRAY(rq->a, struct file_view, d->file.n);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (f->entry_id == e->id && !instant_is_set(f->removed_at) && !f->withheld)
            list[n++] = file_show(rq, f);
    }
    return (struct rows){ list, n };
}

static void said_fill(struct req *rq, const struct dossier *d, int64_t task,
                      struct outside_page *out)
{
    struct outside_said *list = ARENA_ARRAY(rq->a, struct outside_said, d->entry.n);
    const char *organisation = edge_page(rq)->organisation;
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        if (e->about_id != task || strcmp(e->kind, TASK_ENTRY) != 0 || !e->text.text)
            continue;
        list[n++] = (struct outside_said){
            .at = e->at,
            .who = strcmp(e->author_kind, "outside") == 0 ? lang_text(rq->lang, N_("You wrote"))
                                                          : organisation,
            .text = e->text.text,
            .lang = e->language,
            .files = entry_files(rq, d, e),
        };
    }
    out->said = (struct rows){ list, n };
}

static void shown_fill(struct req *rq, const struct dossier *d, const char *shares,
                       struct outside_page *out)
{
    struct rows shown = outside_shown(rq->a, d, rq->lang, shares);
    const struct outside_share *share = shown.row;
    struct sheet_line *lines = ARENA_ARRAY(rq->a, struct sheet_line, shown.n);
    struct file_view *files = ARENA_ARRAY(rq->a, struct file_view, shown.n);

    for (size_t i = 0; i < shown.n; i++)
        if (share[i].file)
            files[out->files.n++] = file_show(rq, share[i].file);
        else
            lines[out->shown.n++] = (struct sheet_line){ .label = share[i].label,
                                                         .value = share[i].text,
                                                         .lang = share[i].language };
    out->shown.row = lines;
    out->files.row = files;
}

static void people_fill(struct req *rq, const struct dossier *d, const char *shares,
                        struct outside_page *out)
{
    const struct person_row *who = outside_person(d, shares);
    struct sheet_line *lines = ARENA_ARRAY(rq->a, struct sheet_line, 4);
    const struct {
        const char *label, *value;
    } parts[] = {
        { N_("Name"), who ? who->name.text : NULL },
        { N_("Telephone"), who ? who->phone.text : NULL },
        { N_("E-mail"), who ? who->email.text : NULL },
        { N_("Postal address"), who ? who->address.text : NULL },
    };

    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].value)
            lines[out->people.n++] =
                (struct sheet_line){ .label = lang_text(rq->lang, parts[i].label),
                                     .value = parts[i].value };
    out->people.row = lines;
}

static const char *state_words(struct req *rq, const struct task_row *t)
{
    switch (task_state(t)) {
    case TASK_DONE:
        return lang_text(rq->lang, N_("You answered. We read it and write to you if anything is "
                                      "missing."));
    case TASK_SENT_BACK:
        return lang_text(rq->lang, N_("You said that it is not yours. We read it and write to you "
                                      "if we see it otherwise."));
    default:
        return NULL;
    }
}

static bool day_fill(struct req *rq, const struct procedure *p, const struct dossier *d,
                     const struct task_row *t, struct outside_page *out)
{
    const struct clock_row *clock = task_clock(d, t);
    struct sheet_group why;

    if (date_is_set(t->later_on))
        out->later =
            lang_format(rq->a, rq->lang, N_("You said that it takes until {date}."), "date",
                        lang_date(rq->a, rq->lang, t->later_on, DATE_LONG, rq->today), NULL);
    if (!clock || !out->open)
        return true;
    out->due = lang_instant(rq->a, rq->lang, clock->due_at, p->zone, DATE_LONG, rq->today);
    out->late = clock->due_at.us < rq->now.us;
    if (!task_why(rq, p, clock, &why))
        return false;
    out->why = why.lines;
    return true;
}

bool outside_view(struct req *rq, const struct procedure *p, struct dossier *d, int64_t task,
                  const char *shares, struct outside_page *out)
{
    const struct task_row *t = dossier_task(d, task);
    const struct pack_task *of = t ? pack_task(d->pack, t->code) : NULL;

    *out = (struct outside_page){ .files_max = file_limits.files,
                                  .file_bytes = file_limits.file_bytes,
                                  .total_bytes = file_limits.complaint_bytes };
    if (!t)
        return err_internal(rq->err, "a link without its task");
    if (!outside_person(d, shares))
        dossier_hide_identity(d);
    redaction_show_all(rq->a, p, rq->lang, d);
    out->title = of ? of->text.in[rq->lang->index] : lang_text(rq->lang, N_("What we ask of you"));
    out->reference = d->c.reference;
    out->open = task_state(t) == TASK_ASKED || task_state(t) == TASK_ACCEPTED;
    out->state = state_words(rq, t);
    said_fill(rq, d, task, out);
    shown_fill(rq, d, shares, out);
    people_fill(rq, d, shares, out);
    return day_fill(rq, p, d, t, out);
}

/* -- the same at the desk -- */

static struct sheet_group said_group(struct keep_making *m, const struct outside_page *page)
{
    struct sheet_line *lines = ARENA_ARRAY(m->rq->a, struct sheet_line, page->said.n);
    const struct outside_said *said = page->said.row;

    for (size_t i = 0; i < page->said.n; i++)
        lines[i] = (struct sheet_line){ .label = said[i].who, .value = said[i].text };
    return (struct sheet_group){ page->title, { lines, page->said.n } };
}

static struct sheet_group files_group(struct keep_making *m, const struct outside_page *page)
{
    struct sheet_line *lines = ARENA_ARRAY(m->rq->a, struct sheet_line, page->files.n);
    const struct file_view *file = page->files.row;

    for (size_t i = 0; i < page->files.n; i++)
        lines[i] =
            (struct sheet_line){ .label = file[i].kind,
                                 .value = file[i].note ? arena_printf(m->rq->a, "%s (%s)",
                                                                      file[i].name, file[i].note)
                                                       : file[i].name };
    return (struct sheet_group){ lang_text(m->rq->lang, N_("Files")), { lines, page->files.n } };
}

static struct sheet_group day_group(struct keep_making *m, const struct outside_page *page)
{
    struct sheet_line *line = ARENA_ARRAY(m->rq->a, struct sheet_line, page->why.n + 1);
    const struct sheet_line *why = page->why.row;

    line[0] = (struct sheet_line){ .label = lang_text(m->rq->lang, N_("Please answer by")),
                                   .value = page->due };
    for (size_t i = 0; i < page->why.n; i++)
        line[i + 1] = why[i];
    return (struct sheet_group){ lang_text(m->rq->lang, N_("Why this date?")),
                                 { line, page->why.n + 1 } };
}

bool outside_view_desk(struct keep_making *m, const struct procedure *p,
                       const struct outsider_row *who, struct dossier *d, int64_t task,
                       const char *shares)
{
    struct sheet_group *parts = ARENA_ARRAY(m->rq->a, struct sheet_group, 5);
    const struct lang *mine = m->rq->lang, *theirs_lang = lang_by_tag(who->language);
    struct outside_page page;
    size_t n = 0;
    bool ok;

    edge_page(m->rq); /* what stands around it is the reader's */
    m->rq->lang = theirs_lang ? theirs_lang : mine;
    ok = outside_view(m->rq, p, d, task, shares, &page);
    if (ok) {
        parts[n++] = said_group(m, &page);
        if (page.due)
            parts[n++] = day_group(m, &page);
        if (page.shown.n > 0)
            parts[n++] = (struct sheet_group){ lang_text(m->rq->lang, N_("What belongs to it")),
                                               page.shown };
        if (page.people.n > 0)
            parts[n++] =
                (struct sheet_group){ lang_text(m->rq->lang, N_("Who complains")), page.people };
        if (page.files.n > 0)
            parts[n++] = files_group(m, &page);
    }
    m->rq->lang = mine;
    m->page.parts = (struct rows){ parts, n };
    return ok;
}
