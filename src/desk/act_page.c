/* The frame of every form of an act. */
#include "desk/act_page.h"

#include "db/act_sql.h"
#include "desk/case_show.h"
#include "desk/choices.h"
#include "desk/snippet.h"
#include "edge/sent.h"

#include <stdlib.h>
#include <string.h>

static void head_fill(struct act_page *page, const char *act)
{
    struct arena *a = page->rq->a;
    const struct complaint_row *c = &page->d.c;

    page->head.reference = c->reference;
    page->head.path = desk_case_path(a, c->reference);
    if (act)
        page->head.action = arena_printf(a, "%s/%s", page->head.path, act);
    page->head.subject =
        c->subject.text ? c->subject.text : desk_excerpt(a, c->description.text, 90);
    page->head.subject_lang = c->language;
    page->head.version = c->version;
    page->head.snippets = snippets(page->rq, page->p, snippet_language(page->rq, &page->d));
    page->head.how_to_say = script_lines(page->rq, page->p, "script_answer");
}

static int64_t number(const char *text)
{
    return text ? strtoll(text, NULL, 10) : 0;
}

bool act_open(struct req *rq, enum may right, const char *act, struct act_page *out)
{
    *out = (struct act_page){ .rq = rq, .right = right, .status = 200 };
    out->version = number(form_text(rq->form, "version"));
    if (!edge_case(rq, req_param(rq, "reference"), right, &out->d) || !edge_procedure(rq, &out->p))
        return false;
    if (rq->method == GET && !case_act_now(&out->d, act, rq->err))
        return false;
    out->act = edge_act(rq);
    out->object = edge_object(rq, &out->d);
    head_fill(out, act);
    return true;
}

/* The words that were written at the moment of the event, where it has any. */
static const char *event_text(const struct dossier *d, struct instant at)
{
    for (size_t i = d->entry.n; i-- > 0;)
        if (d->entry.row[i].at.us == at.us)
            return d->entry.row[i].text.text;
    return NULL;
}

/* The longest of the texts that were sent, which would hurt most to write again. */
static const char *longest(const struct form *f)
{
    const char *best = NULL;

    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->fields[i].name, "form_token") != 0 &&
            strcmp(f->fields[i].name, "version") != 0 && (!best || f->fields[i].n > strlen(best)))
            best = f->fields[i].value;
    return best;
}

/* What the other one did, from the newest event of the case. */
static void collide(struct act_page *page)
{
    struct case_show s = { .rq = page->rq, .d = &page->d };
    struct collision_view *view = ARENA_NEW(page->rq->a, struct collision_view);
    const struct case_event *event;
    const char *words;

    if (!case_show_load(&s) || s.events.n == 0) {
        err_clear(page->rq->err);
        return;
    }
    event = s.events.row;
    words = event_words(event->kind);
    view->who = case_name(&s, event->actor_id);
    if (!view->who)
        view->who = lang_text(page->rq->lang, N_("The complainant or the program"));
    view->at = event->at;
    view->what = words ? lang_text(page->rq->lang, words) : event_text(&page->d, event->at);
    view->mine = longest(page->rq->form);
    page->head.collision = view;
    page->status = 409;
}

/* What a pack wants first is filled in on a page of its own. */
static void error_show(struct act_page *page)
{
    bool own = page->rq->err->said != NULL;

    field_errors_add(page->rq, &page->errors, page->rq->err);
    if (own)
        page->errors.e[0].href = arena_printf(page->rq->a, "%s/fields", page->head.path);
}

bool act_again(struct act_page *page)
{
    struct req *rq = page->rq;
    enum err_kind kind = rq->err->kind;

    if ((kind != ERR_NONE && kind != ERR_INVALID && kind != ERR_REFUSED && kind != ERR_CONFLICT) ||
        edge_sent_meanwhile(rq))
        return false;
    page->status = 422;
    if (kind != ERR_NONE && page->errors.n == 0)
        error_show(page);
    err_clear(rq->err);
    page->head.errors = (struct rows){ page->errors.e, page->errors.n };
    if (kind != ERR_CONFLICT)
        return true;
    page->status = 409;
    /* The case as it is now, so that the form can be sent again. */
    if (!edge_case(rq, page->d.c.reference, page->right, &page->d))
        return false;
    page->head.version = page->d.c.version;
    if (page->version != 0 && page->version != page->d.c.version)
        collide(page);
    return true;
}

static const char *lack_text(struct req *rq, const struct missing_item *item)
{
    struct err err = { 0 };

    if (item->said)
        return item->said[rq->lang->index];
    err_set(&err, ERR_REFUSED, item->text);
    if (item->arg.name)
        err_arg(&err, item->arg.name, item->arg.value);
    return lang_err(rq->a, rq->lang, &err);
}

void act_missing(struct act_page *page, const struct missing *m)
{
    size_t n = m->n < MISSING_MAX ? m->n : MISSING_MAX;
    struct missing_view *list = ARENA_ARRAY(page->rq->a, struct missing_view, n + 1);

    for (size_t i = 0; i < n; i++)
        list[i] = (struct missing_view){
            .text = lack_text(page->rq, &m->item[i]),
            .href = m->item[i].field && strncmp(m->item[i].field, "tasks/", 6) == 0
                        ? arena_printf(page->rq->a, "%s/%s", page->head.path, m->item[i].field)
                        : NULL,
        };
    page->head.missing = (struct rows){ list, n };
}

static const char *lack_error(struct req *rq, const struct missing_item *item)
{
    const char *text = lack_text(rq, item);

    if (item->said)
        return lang_format(rq->a, rq->lang, N_("This is missing first: {what}"), "what", text,
                           NULL);
    return item->sentence ? text : lang_lack(rq->a, rq->lang, text);
}

void act_errors(struct act_page *page, const struct missing *m)
{
    struct req *rq = page->rq;
    struct field_errors *to = &page->errors;

    for (size_t i = 0; i < m->n && i < MISSING_MAX && to->n < COUNT(to->e); i++) {
        const struct missing_item *item = &m->item[i];
        to->e[to->n++] = (struct field_error){
            .field = item->field,
            .text = lack_error(rq, item),
            .href = item->said ? arena_printf(rq->a, "%s/fields", page->head.path) : NULL,
        };
    }
}

static bool sent(const struct act_page *page)
{
    return page->rq->method == POST;
}

/* An error about something that the form does not ask stands without a link to it. Names of the
 * rows and of own fields have a number or a hyphen in them. */
static void links_drop(struct act_page *page, const struct record *view)
{
    for (size_t i = 0; i < page->errors.n; i++) {
        struct field_error *e = &page->errors.e[i];
        if (e->field && !strpbrk(e->field, "-0123456789") &&
            !record_field(view, e->field, strlen(e->field)))
            e->field = NULL;
    }
}

void act_fill(struct act_page *page, const struct record *view, void *view_row,
              const struct record *r, const void *values)
{
    const struct field *head = record_field(view, "head", 4);

    if (head)
        *(const void **)field_at(head, view_row) = &page->head;
    links_drop(page, view);
    answers_fill(page->rq->a, view, view_row, r, values, sent(page) ? page->rq->form : NULL,
                 &page->errors);
}

bool act_render(struct act_page *page, const char *template, const struct record *view,
                const void *view_row)
{
    return edge_read_identity(page->rq, &page->d) &&
           req_render_status(page->rq, page->status, template, view, view_row);
}

bool act_show(struct act_page *page, const char *template, const struct record *view,
              void *view_row, const struct record *r, const void *values)
{
    act_fill(page, view, view_row, r, values);
    return act_render(page, template, view, view_row);
}

bool act_done(struct act_page *page, const char *code)
{
    return desk_done(page->rq, page->d.c.id, code);
}

const struct answer *act_words(struct act_page *page, const struct words *words,
                               const char *const *only)
{
    return choices_words(page->rq, words, NULL, only);
}

bool act_people(struct act_page *page, const struct answer **out)
{
    struct req *rq = page->rq;
    const struct staff_row *row;
    struct rows rows = { 0 };
    struct choice *list;
    size_t n = 0;

    if (!sql_people_of_team(rq->a, rq->db, page->d.c.team_id, rq->now, &rows, rq->err) ||
        !rows_open(rq->a, page->act->keys, &staff_table, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (facts_conflict(&page->d.facts, row[i].id) == CONFLICT_NONE)
            list[n++] = (struct choice){ .value = arena_printf(rq->a, "%" PRId64, row[i].id),
                                         .label = row[i].name.text };
    *out = answer_choices(rq->a, list, n);
    return true;
}

const struct answer *act_answer_row(struct act_page *page, const char *name, const char *value,
                                    struct rows choices)
{
    struct answer *answer = ARENA_NEW(page->rq->a, struct answer);
    const char *typed = sent(page) ? form_text(page->rq->form, name) : NULL;
    const struct choice *given = choices.row;
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, choices.n + 1);

    *answer = (struct answer){ .name = name, .value = typed ? typed : value };
    for (size_t i = 0; i < page->errors.n; i++)
        if (page->errors.e[i].field && strcmp(page->errors.e[i].field, name) == 0)
            answer->error = page->errors.e[i].text;
    for (size_t i = 0; i < choices.n; i++) {
        list[i] = given[i];
        list[i].chosen = answer->value && strcmp(answer->value, list[i].value) == 0;
    }
    answer->choices = (struct rows){ list, choices.n };
    return answer;
}

const char *act_text(const struct act_page *page, const char *name)
{
    return form_text(page->rq->form, name);
}

int64_t act_id(const struct act_page *page, const char *name)
{
    return number(req_param(page->rq, name));
}

const char *act_staged(const struct act_page *page)
{
    const char *carried = form_text(page->rq->form, "staged");

    if (carried && strlen(carried) == 32 && strspn(carried, "0123456789abcdef") == 32)
        return carried;
    return random_hex(page->rq->a, 16);
}
