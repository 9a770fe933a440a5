/* The form that splits a case: the words are there to be cut down to what the new one is about. */
#include "desk/act_page.h"
#include "desk/act_sent.h"
#include "desk/choices.h"
#include "edge/own.h"
#include "group/group_page.h"
#include "group/group_view.h"
#include "group/split.h"

#include <stdlib.h>
#include <string.h>

static const struct answer *files_ask(struct act_page *page)
{
    struct req *rq = page->rq;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, page->d.file.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < page->d.file.n; i++) {
        const struct file_row *f = &page->d.file.row[i];
        const char *id = arena_printf(rq->a, "%" PRId64, f->id);
        if (!split_file(f))
            continue;
        list[n] =
            (struct choice){ .value = id, .label = f->title.text ? f->title.text : f->name.text };
        for (size_t j = 0; j < form_count(rq->form, "files"); j++)
            list[n].chosen |= strcmp(form_nth(rq->form, "files", j), id) == 0;
        n++;
    }
    return answer_choices(rq->a, list, n);
}

/* Those of the procedure in force now: the new case is one of that. */
static bool classes_read(struct act_page *page, struct rows *out)
{
    struct req *rq = page->rq;
    const struct pack_version *pack;

    if (!procedure_pack_now(page->p, rq->db, &pack, rq->err))
        return false;
    *out = pack && pack->n_classes > 0
               ? own_classes(rq, page->p, pack)
               : choices_codes(rq, page->p, desk_class_list(page->p))->choices;
    return true;
}

static const struct answer *class_ask(struct act_page *page, const struct rows *classes)
{
    struct req *rq = page->rq;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, classes->n + 1);

    list[0] = (struct choice){ "", lang_text(rq->lang, N_("Not known yet")), NULL, true };
    if (classes->n > 0)
        memcpy(list + 1, classes->row, classes->n * sizeof *list);
    return answer_choices(rq->a, list, classes->n + 1);
}

static bool split_show(struct act_page *page)
{
    struct act_split view = { .files = files_ask(page) };
    struct split_values values = { .description = page->d.c.description.text };
    struct rows classes;

    if (!classes_read(page, &classes))
        return false;
    view.class_code = class_ask(page, &classes);
    act_fill(page, &act_split_record, &view, &split_values_record, &values);
    return act_render(page, "desk/act/split.html", &act_split_record, &view);
}

static bool split_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_ASSIGN, "split", &page) && split_show(&page);
}

static bool split_write(struct act_page *page, struct receipt *receipt)
{
    struct req *rq = page->rq;
    size_t n = form_count(rq->form, "files");
    int64_t *files = ARENA_ARRAY(rq->a, int64_t, n);
    struct splitting in = { .complaint = page->d.c.id,
                            .version = page->version,
                            .subject = sent_text(page, "subject"),
                            .description = sent_text(page, "description"),
                            .class_code = sent_text(page, "class_code"),
                            .reason = sent_text(page, "reason"),
                            .files = files,
                            .n_files = n };

    for (size_t i = 0; i < n; i++)
        files[i] = strtoll(form_nth(rq->form, "files", i), NULL, 10);
    return split_case(page->act, page->p, &in, receipt, rq->err);
}

static bool split_post(struct req *rq)
{
    struct receipt receipt;
    struct act_page page;

    if (!act_open(rq, MAY_ASSIGN, "split", &page))
        return false;
    if (split_write(&page, &receipt))
        return desk_done(rq, receipt.complaint, "split");
    return act_again(&page) && split_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route split_routes[] = {
    { GET, CASE "split", MAY_ASSIGN, split_get, 0 },
    { POST, CASE "split", MAY_ASSIGN, split_post, 0 },
    { 0 },
};
