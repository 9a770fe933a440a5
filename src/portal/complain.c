/*
 * Reading the form from a request and showing one of its pages. What was typed is shown again
 * whatever happened to it.
 */
#include "portal/complain.h"

#include "complaint/files.h"
#include "edge/uploads.h"
#include "operation/receipt/filing_check.h"
#include "portal/portal.h"
#include "portal/promises.h"
#include "web/answer.h"

#include <stdlib.h>
#include <string.h>

int64_t complain_seconds(const struct procedure *p)
{
    return procedure_number(p, "form_hours", 24) * 3600;
}

static void state_open(struct complain *c)
{
    struct req *rq = c->rq;
    struct err err = { 0 };

    c->state_text = form_text(rq->form, "state");
    switch (form_state_read(rq->a, rq->app->vault, COMPLAIN_PURPOSE, c->state_text, rq->now,
                            complain_seconds(c->p), &c->state)) {
    case FORM_STATE_GOOD:
        return;
    case FORM_STATE_OLD:
        err_field(&err, NULL,
                  N_("This form was open for a long time, so it was not sent. Your words are all "
                     "here: please check them, add files again, and send it now."));
        break;
    case FORM_STATE_BAD:
        err_field(&err, NULL,
                  N_("This form was not complete when it came. Your words are all here: please "
                     "check them and send it again."));
        break;
    }
    if (rq->method == POST)
        field_errors_add(rq, &c->errors, &err);
    c->state_text = form_state_new(rq->a, rq->app->vault, COMPLAIN_PURPOSE, rq->now);
    form_state_read(rq->a, rq->app->vault, COMPLAIN_PURPOSE, c->state_text, rq->now, 1, &c->state);
}

static bool file_removed(struct complain *c)
{
    const char *id = form_text(c->rq->form, "remove");
    AUTO_TX tx = { 0 };

    if (!id)
        return true;
    return tx_begin(&tx, c->rq->db, c->rq->err) &&
           staged_remove(c->act, strtoll(id, NULL, 10), c->owner, c->rq->err) &&
           tx_commit(&tx, c->rq->err);
}

static bool is(const char *value, const char *word)
{
    return value && strcmp(value, word) == 0;
}

bool complain_open(struct req *rq, struct complain *c)
{
    const struct form *in = rq->method == POST ? rq->form : rq->query;

    *c = (struct complain){ .rq = rq, .act = edge_act(rq) };
    portal_language(rq);
    if (!edge_procedure(rq, &c->p) || !procedure_pack_now(c->p, rq->db, &c->pack, rq->err))
        return false;
    state_open(c);
    c->owner = form_state_owner(rq->a, rq->app->vault, &c->state);
    c->for_other = is(form_text(in, "for"), "other");
    c->from_check = is(form_text(in, "from"), "check");
    if (!uploads_adopt(rq, "files", c->owner, &c->too_large, &c->errors) || !file_removed(c))
        return false;
    c->too_large |= uploads_over(rq, "files", &c->errors);
    return true;
}

static bool asked_on(const struct form_page *page, const char *name)
{
    for (const char *const *f = page->fields; *f; f++)
        if (strcmp(*f, name) == 0)
            return true;
    return false;
}

/* The part of the answers' record that the page asks for. */
static struct record record_of(struct arena *a, const struct form_page *page)
{
    struct field *fields = ARENA_ARRAY(a, struct field, answers_record.n);
    struct record r = { .name = answers_record.name, .size = answers_record.size };

    for (size_t i = 0; i < answers_record.n; i++)
        if (!page || asked_on(page, answers_record.fields[i].name))
            fields[r.n++] = answers_record.fields[i];
    r.fields = fields;
    return r;
}

static void error_add(struct complain *c, const char *field, const char *text)
{
    struct err err = { .kind = ERR_INVALID, .field = field, .text = text };

    field_errors_add(c->rq, &c->errors, &err);
}

/* The one question that must be answered, and what to do about it. */
static void what_check(struct complain *c)
{
    const char *words = form_text(c->rq->form, "description");

    if (!words || words[strspn(words, " \t\n")] == '\0')
        error_add(c, "description", N_("Write what happened. A few words are enough."));
}

static void mail_check(struct complain *c, const char *field, const char *address)
{
    struct err err = { 0 };

    if (!filing_mail_allowed(field, address, &err))
        field_errors_add(c->rq, &c->errors, &err);
}

/* Nothing that is complained of is older than the oldest people: a year with a digit too few. */
static void when_check(struct complain *c, const struct form_page *page)
{
    bool day = date_is_set(c->in.happened_on);

    if (day && date_compare(c->in.happened_on, c->rq->today) > 0)
        error_add(c, "happened_on", N_("This day lies in the future. Write the day it happened."));
    if (day && c->in.happened_on.year < 1900)
        error_add(c, "happened_on", N_("Write the year with four digits, for example 2026."));
    if (day && c->in.happened_unknown)
        error_add(c, "happened_unknown",
                  N_("You wrote a day and chose “I do not know the day”. Take one of them away."));
    if (page && is(page->name, "when") && c->errors.n == 0 && !day && !c->in.happened_unknown)
        error_add(c, "happened_on",
                  N_("Write the day it happened, or choose “I do not know the day”."));
}

/* It is asked, and "nothing" is an answer. [7.2-b] */
static void remedy_check(struct complain *c, const struct form_page *page)
{
    bool wanted = c->in.remedy_wanted.n > 0 || c->in.remedy_sought;

    if (page && is(page->name, "remedy") && !wanted && !c->in.remedy_none)
        error_add(c, "remedy_wanted",
                  N_("Choose what would put it right, or “Nothing. I only want you to know”."));
    if (wanted && c->in.remedy_none)
        error_add(c, "remedy_none", N_("You chose a remedy and “nothing”. Take one of them away."));
}

/* Codes that are offered; an old page may name one that has gone. */
static void codes_check(struct complain *c)
{
    const struct tick *need = c->in.needs.row;
    const char *code = c->in.category;

    if (code && !procedure_code(c->p, complain_category_list(c->p), code))
        error_add(c, "category", N_("Choose one of the list."));
    if (c->in.language && !lang_by_tag(c->in.language))
        error_add(c, "language", N_("Choose one of the list."));
    for (size_t i = 0; i < c->in.needs.n; i++)
        if (!procedure_code(c->p, "support_need", need[i].value)) {
            error_add(c, "needs", N_("Choose one of the list."));
            return;
        }
}

/* The way that was chosen needs an address; without one nobody would ever hear from us. */
static void way_check(struct complain *c)
{
    const struct answers *in = &c->in;

    if (is(in->contact_by, "email") && !in->email)
        error_add(c, "email", N_("Write your e-mail address, or choose another way to reach you."));
    if (is(in->contact_by, "telephone") && !in->phone)
        error_add(c, "phone",
                  N_("Write your telephone number, or choose another way to reach you."));
    if (is(in->contact_by, "letter") && !in->address)
        error_add(c, "address", N_("Write your address, or choose another way to reach you."));
}

/* Whoever else is to be asked has a name. */
static void contact_check(struct complain *c)
{
    const struct answers *in = &c->in;

    if ((in->contact_phone || in->contact_email) && !in->contact_name)
        error_add(c, "contact_name", N_("Write the name of whom we should ask."));
    mail_check(c, "contact_email", in->contact_email);
}

/* Whoever files for somebody else says who they are. */
static void representative_check(struct complain *c, const struct form_page *page)
{
    const struct answers *in = &c->in;
    bool asked = page ? is(page->name, "for_other") : c->for_other;

    if (page && is(page->name, "all"))
        asked = c->for_other || in->representative_email || in->representative_phone ||
                in->representative_authority;
    if (asked && !in->representative_name)
        error_add(c, "representative_name", N_("Write your own name."));
}

static void naming_check(struct complain *c, const struct form_page *page)
{
    const struct answers *in = &c->in;
    bool identity = in->name || in->organisation_name || in->email || in->phone || in->address ||
                    in->fax || in->contact_name || in->contact_phone || in->contact_email;

    if (page && is(page->name, "who") && !in->naming)
        error_add(c, "naming", N_("Choose one of the three."));
    if (is(in->naming, "anonymous") && identity)
        error_add(c, "naming",
                  N_("You chose to give no name, but there is a name or an address below. Take it "
                     "away, or choose another answer."));
    if (in->naming && !is(in->naming, "anonymous") && !in->name && !in->organisation_name &&
        (!page || !is(page->name, "who")))
        error_add(c, "name",
                  c->for_other ? N_("Write the name of the person for whom you complain, or choose "
                                    "to give no name.")
                               : N_("Write your name, or choose to give no name."));
}

/* Through the door of suggestions and comments: they stand in the same register under a type of
 * their own. */
static bool suggests(const struct complain *c)
{
    const char *type = form_text(c->rq->form, "type");

    if (!type && c->rq->method == GET)
        type = form_text(c->rq->query, "type");
    return is(type, "suggestion") && pack_takes(c->pack, type);
}

/* A question by itself is not answered by silence; on the page of all only the first is. */
void complain_read(struct complain *c, const struct form_page *page)
{
    struct record r = record_of(c->rq->a, page);
    struct err none = { 0 };

    if (!page || asked_on(page, "description"))
        what_check(c);
    (void)form_record(c->rq, &r, &c->in, &c->errors);
    *c->rq->err = none;
    c->in.type = suggests(c) ? "suggestion" : NULL;
    if (!page || asked_on(page, "happened_on"))
        when_check(c, page);
    if (!page || asked_on(page, "remedy_sought"))
        remedy_check(c, page);
    if (page && !is(page->name, "all"))
        c->in.naming = form_text(c->rq->form, "naming");
    if (!page || asked_on(page, "name") || asked_on(page, "naming"))
        naming_check(c, page);
    if (!page || asked_on(page, "own"))
        own_read_form(c->rq, c->pack,
                      c->in.category ? c->in.category : form_text(c->rq->form, "category"), c->own,
                      &c->n_own, &c->errors);
    codes_check(c);
    way_check(c);
    mail_check(c, "email", c->in.email);
    mail_check(c, "representative_email", c->in.representative_email);
    contact_check(c);
    representative_check(c, page);
}

static void carry(struct carried *list, size_t *n, const char *name, const char *value)
{
    list[(*n)++] = (struct carried){ name, value };
}

struct rows complain_carried(struct complain *c, const struct form_page *page)
{
    const struct form *form = c->rq->form;
    struct carried *list = ARENA_ARRAY(c->rq->a, struct carried, form->n + 5);
    const char *door = form_text(c->rq->query, "naming");
    size_t n = 0;

    carry(list, &n, "state", c->state_text);
    if (c->for_other)
        carry(list, &n, "for", "other");
    if (c->from_check)
        carry(list, &n, "from", "check");
    if (door && c->rq->method == GET && page && !asked_on(page, "naming"))
        carry(list, &n, "naming", door);
    if (c->rq->method == GET && suggests(c))
        carry(list, &n, "type", "suggestion");
    for (size_t i = 0; i < form->n; i++) {
        const struct form_field *f = &form->fields[i];
        if (f->n > 0 && !(page && asked_on(page, f->name)) &&
            record_field(&answers_record, f->name, strlen(f->name)))
            carry(list, &n, f->name, f->value);
        else if (f->n > 0 && own_form_field(f->name) && !(page && asked_on(page, "own")))
            carry(list, &n, f->name, f->value);
    }
    return (struct rows){ list, n };
}

static bool files_fill(struct complain *c, struct complain_page *view)
{
    const struct staged_file *from;
    struct file_view *files;
    struct rows staged;

    if (!staged_list(c->act, c->owner, &staged, c->rq->err))
        return false;
    from = staged.row;
    files = ARENA_ARRAY(c->rq->a, struct file_view, staged.n);
    for (size_t i = 0; i < staged.n; i++)
        files[i] = (struct file_view){
            .id = from[i].id,
            .name = from[i].name,
            .size = from[i].size,
            .kind = lang_text(c->rq->lang, upload_kind(from[i].type)),
        };
    view->files_in = (struct rows){ files, staged.n };
    return true;
}

static void steps_fill(const struct complain *c, const struct form_page *page,
                       struct complain_page *view)
{
    for (const struct form_page *p = form_pages; p->name; p++) {
        if (!p->counted || form_page_skipped(c, p))
            continue;
        view->steps++;
        if (p == page)
            view->step = view->steps;
    }
}

static void mode_fill(struct complain *c)
{
    const char *naming = form_text(c->rq->form, "naming");

    if (!naming && c->rq->method == GET)
        naming = form_text(c->rq->query, "naming");
    edge_page(c->rq)->holds_answers = true;
    portal_mode(c->rq, naming);
}

/* Kept by the browser for its Back button, which would otherwise find nothing: the page is the
 * answer to a form. Nothing was stored yet, and nobody else's copy may keep it. */
static void kept_for_back(struct req *rq)
{
    req_add_header(rq, "Cache-Control", "private, no-cache");
}

static bool none_of(const struct form *form, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < form_count(form, *names); i++)
            if (*form_nth(form, *names, i))
                return false;
    return true;
}

#define NONE_OF(form, ...) none_of(form, (const char *const[]){ __VA_ARGS__, NULL })

/* What the page of answers to check says was left open. */
static void open_fill(const struct form *form, struct complain_page *view)
{
    view->no_about = NONE_OF(form, "category", "product", "product_reference");
    view->no_when = NONE_OF(form, "happened_on", "happened_unknown");
    view->no_place = NONE_OF(form, "place");
    view->no_remedy = NONE_OF(form, "remedy_wanted", "remedy_sought", "remedy_none");
    view->no_files = view->files_in.n == 0;
    view->no_way = NONE_OF(form, "contact_by", "email", "phone", "address", "country", "fax");
    view->contact_given = !NONE_OF(form, "contact_name", "contact_phone", "contact_email");
    view->more_given = view->contact_given || !NONE_OF(form, "country", "fax");
    view->no_needs = NONE_OF(form, "needs", "needs_other", "language");
}

/* The form as it came, with the reader's own language where none was chosen yet. */
static const struct form *form_shown(struct complain *c)
{
    const struct form *form = c->rq->form;
    struct form *shown;

    if (c->rq->method != POST || form_text(form, "language"))
        return c->rq->method == POST ? form : NULL;
    shown = ARENA_NEW(c->rq->a, struct form);
    shown->fields = ARENA_ARRAY(c->rq->a, struct form_field, form->n + 1);
    for (size_t i = 0; i < form->n; i++)
        shown->fields[i] = form->fields[i];
    shown->fields[form->n] = (struct form_field){ .name = "language",
                                                  .value = c->rq->lang->tag,
                                                  .n = strlen(c->rq->lang->tag) };
    shown->n = form->n + 1;
    return shown;
}

static bool page_is_all(const struct form_page *page)
{
    return is(page->name, "all");
}

static int status_of(const struct complain *c)
{
    if (c->errors.n == 0)
        return 200;
    return c->too_large ? 413 : 422;
}

bool complain_show(struct complain *c, const struct form_page *page)
{
    struct req *rq = c->rq;
    struct complain_page view = {
        .action = arena_printf(rq->a, "%s/complain/%s", rq->base, page->name),
        .for_other = c->for_other,
        .suggestion = suggests(c),
        .carried = complain_carried(c, page),
        .errors = { c->errors.e, c->errors.n },
        .files_max = file_limits.files,
        .file_bytes = file_limits.file_bytes,
        .total_bytes = file_limits.complaint_bytes,
        .answer_by =
            promise_decision(rq->a, c->p, c->pack, form_text(rq->form, "category"), rq->now),
    };
    const char *day = form_text(rq->form, "happened_on");
    struct err none = { 0 };

    steps_fill(c, page, &view);
    if (day && !date_parse(day, strlen(day), &view.happened_day))
        view.happened_day = (struct date){ 0 };
    view.back = form_page_beside(c, page, -1) != NULL;
    if (!files_fill(c, &view))
        return false;
    complain_choices(c, &view);
    if (asked_on(page, "own"))
        view.own = own_questions(rq, c->pack,
                                 &(struct own_asking){
                                     .stage = GATE_RECEIPT,
                                     .complainant = true,
                                     .all_classes = page_is_all(page),
                                     .class = form_text(rq->form, "category"),
                                     .form = rq->method == POST ? rq->form : NULL,
                                     .errors = &c->errors,
                                 });
    view.own_said = own_said(rq, c->pack, form_text(rq->form, "category"));
    open_fill(rq->form, &view);
    answers_fill(rq->a, &complain_page_record, &view, NULL, NULL, form_shown(c), &c->errors);
    mode_fill(c);
    kept_for_back(rq);
    *rq->err = none;
    return req_render_status(rq, status_of(c), page->template, &complain_page_record, &view);
}
