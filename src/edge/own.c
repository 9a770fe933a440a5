#include "edge/own.h"

#include "edge/own_rows.h"
#include "operation/step.h"
#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/page.h"

#include <string.h>

enum { EXPLAINED_MOST = 12 };

bool own_form_field(const char *name)
{
    return name && strncmp(name, OWN_PREFIX, strlen(OWN_PREFIX)) == 0;
}

bool own_asked(const struct pack_version *v, const char *class)
{
    for (size_t i = 0; v && i < v->n_fields; i++)
        if (v->field[i].asked_of_complainant && pack_concerns(v, &v->field[i].classes, class))
            return true;
    return false;
}

/* -- as questions -- */

/* A name that this reader may not see is not asked either: an empty field would take it away. */
static bool hidden(const struct dossier *d, const struct pack_field *f)
{
    for (size_t i = 0; d && i < d->own_field.n; i++) {
        const struct own_field_row *row = &d->own_field.row[i];
        if (strcmp(row->name, f->name) == 0)
            return !row->plain && row->value.sealed.n > 0 && !row->value.text;
    }
    return false;
}

static const char *classes_text(struct req *rq, const struct pack_version *v,
                                const struct pack_field *f)
{
    const char *all = NULL;

    for (size_t i = 0; i < f->classes.n; i++) {
        const struct pack_class *c = pack_class(v, f->classes.word[i]);
        const char *name = c ? c->text.in[rq->lang->index] : NULL;
        if (name && all)
            all = lang_format(rq->a, rq->lang, N_("{names}, {name}"), "names", all, "name", name,
                              NULL);
        else if (name)
            all = name;
    }
    return all;
}

static struct rows choices_of(struct req *rq, const struct pack_field *f, const char *value)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, f->n_choices);

    for (size_t i = 0; i < f->n_choices; i++)
        list[i] = (struct choice){ .value = f->choice[i].code,
                                   .label = f->choice[i].text.in[rq->lang->index],
                                   .chosen = value && strcmp(value, f->choice[i].code) == 0 };
    return (struct rows){ list, f->n_choices };
}

struct question own_question(struct req *rq, const struct pack_field *f, const char *name,
                             const char *value, const struct field_errors *errors)
{
    bool one_of = f->kind == OWN_CHOICE || f->kind == OWN_YES_NO;

    return (struct question){
        .name = name,
        .value = value,
        .error = field_error(errors, name),
        .choices = one_of ? choices_of(rq, f, value) : (struct rows){ NULL, 0 },
        .label = f->text.in[rq->lang->index],
        .hint = f->hint.in[rq->lang->index],
        .line = !one_of && f->kind != OWN_LINES && f->kind != OWN_DATE && f->kind < OWN_FILE,
        .area = f->kind == OWN_LINES,
        .day = f->kind == OWN_DATE,
        .one_of = one_of,
        .file = f->kind == OWN_FILE,
        .table = f->kind == OWN_TABLE,
        .required = true,
    };
}

static struct question question_of(struct req *rq, const struct pack_version *v,
                                   const struct pack_field *f, const struct own_asking *ask)
{
    const char *name = own_form_name(rq->a, f);
    const char *value = ask->form ? form_text(ask->form, name)
                        : ask->d  ? dossier_own(ask->d, f->name)
                                  : NULL;
    struct question q = own_question(rq, f, name, value, ask->errors);

    q.required = f->required || !ask->complainant; /* staff know what a gate asks */
    q.only_for = ask->all_classes ? classes_text(rq, v, f) : NULL;
    if (q.table)
        own_ask_rows(rq, f, ask, &q);
    if (q.file)
        own_ask_file(rq, ask, &q);
    return q;
}

struct rows own_questions(struct req *rq, const struct pack_version *v,
                          const struct own_asking *ask)
{
    struct question *list = ARENA_ARRAY(rq->a, struct question, v ? v->n_fields : 0);
    size_t n = 0;

    for (size_t i = 0; v && i < v->n_fields; i++) {
        const struct pack_field *f = &v->field[i];
        if ((ask->stage != GATE_NONE && f->stage != ask->stage) ||
            (ask->complainant && !f->asked_of_complainant) ||
            (!ask->all_classes && !pack_concerns(v, &f->classes, ask->class)) || hidden(ask->d, f))
            continue;
        list[n++] = question_of(rq, v, f, ask);
    }
    return (struct rows){ list, n };
}

/* -- as they are read -- */

static void error_add(struct req *rq, struct field_errors *errors, struct err *err)
{
    if (err->kind != ERR_NONE && errors->n < COUNT(errors->e))
        field_errors_add(rq, errors, err);
}

static void one_read(struct req *rq, const struct pack_version *v, const struct pack_field *f,
                     const char *class, bool must, struct own_value *out, size_t *n,
                     struct field_errors *errors)
{
    const char *name = own_form_name(rq->a, f), *typed = form_text(rq->form, name);
    bool concerns = pack_concerns(v, &f->classes, class);
    const char *value = NULL;
    struct err err = { 0 };

    if (!concerns && step_given(typed))
        err_field(&err, name,
                  N_("This question goes with another answer to what it is about. Choose that one, "
                     "or leave this empty."));
    else if (concerns && must && f->required && !step_given(typed))
        err_field(&err, name, N_("Please fill this in."));
    else if (own_read(rq->a, f, name, typed, &value, &err) && value)
        out[(*n)++] = (struct own_value){ f->name, value };
    error_add(rq, errors, &err);
}

void own_read_form(struct req *rq, const struct pack_version *v, const char *class,
                   struct own_value *out, size_t *n, struct field_errors *errors)
{
    *n = 0;
    for (size_t i = 0; v && i < v->n_fields; i++)
        if (v->field[i].asked_of_complainant)
            one_read(rq, v, &v->field[i], class, true, out, n, errors);
}

void own_read_filing(struct req *rq, const struct pack_version *v, const char *class,
                     struct own_value *out, size_t *n, struct field_errors *errors)
{
    *n = 0;
    for (size_t i = 0; v && i < v->n_fields; i++)
        if (v->field[i].stage == GATE_RECEIPT)
            one_read(rq, v, &v->field[i], class, false, out, n, errors);
}

void own_read_typed(struct req *rq, const struct pack_version *v, const char *class,
                    struct own_value *out, size_t *n)
{
    *n = 0;
    for (size_t i = 0; v && i < v->n_fields; i++) {
        const struct pack_field *f = &v->field[i];
        const char *name = own_form_name(rq->a, f);
        const char *typed = f->kind == OWN_TABLE  ? own_table_typed(rq, f, name)
                            : f->kind == OWN_FILE ? own_file_typed(rq, name)
                                                  : form_text(rq->form, name);
        if (pack_concerns(v, &f->classes, class) && typed)
            out[(*n)++] = (struct own_value){ f->name, typed };
    }
}

bool own_change_allowed(struct arena *a, const struct dossier *d, const struct own_value *typed,
                        size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct pack_field *f = pack_field(d->pack, typed[i].name);
        if (f && hidden(d, f))
            return err_field(err, own_form_name(a, f),
                             N_("You may not read this name, so you cannot change it."));
    }
    return true;
}

/* -- as they are said again -- */

const char *own_text(struct req *rq, const struct pack_field *f, const char *value)
{
    struct date day;

    if (value && f->kind == OWN_DATE && date_parse(value, strlen(value), &day))
        return lang_date(rq->a, rq->lang, day, DATE_LONG, rq->today);
    return own_shown(rq->a, f, value, rq->lang->index);
}

struct rows own_said(struct req *rq, const struct pack_version *v, const char *class)
{
    struct said *list = ARENA_ARRAY(rq->a, struct said, v ? v->n_fields : 0);
    size_t n = 0;

    for (size_t i = 0; v && i < v->n_fields; i++) {
        const struct pack_field *f = &v->field[i];
        const char *typed = form_text(rq->form, own_form_name(rq->a, f));
        if (f->asked_of_complainant && pack_concerns(v, &f->classes, class))
            list[n++] = (struct said){ f->text.in[rq->lang->index],
                                       !step_given(typed) ? NULL : own_text(rq, f, typed) };
    }
    return (struct rows){ list, n };
}

/* -- classes -- */

const char *own_class_label(struct req *rq, const struct procedure *p, const struct pack_version *v,
                            const struct code_row *code)
{
    const struct pack_class *c =
        strcmp(code->list, "class") == 0 ? pack_class(v, code->code) : NULL;
    const char *label = code_label(code, rq->lang);

    while (c && c->parent >= 0) {
        const struct code_row *above;
        c = &v->class[c->parent];
        above = procedure_code(p, "class", c->code);
        label =
            arena_printf(rq->a, "%s – %s",
                         above ? code_label(above, rq->lang) : c->text.in[rq->lang->index], label);
    }
    return label;
}

struct rows own_classes(struct req *rq, const struct procedure *p, const struct pack_version *v)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, v->n_classes);

    for (size_t i = 0; i < v->n_classes; i++) {
        struct code_row own = { .list = "class", .code = v->class[i].code };
        const struct code_row *code = procedure_code(p, "class", own.code);
        own.en = v->class[i].text.in[0];
        own.zh_hans = v->class[i].text.in[1];
        own.zh_hant = v->class[i].text.in[2];
        own.vi = v->class[i].text.in[3];
        list[i] = (struct choice){ .value = own.code,
                                   .label = own_class_label(rq, p, v, code ? code : &own) };
    }
    return (struct rows){ list, v->n_classes };
}

const char *own_class_hint(struct req *rq, const struct pack_version *v,
                           const struct code_row *code)
{
    const struct pack_class *c =
        strcmp(code->list, "class") == 0 ? pack_class(v, code->code) : NULL;

    return c ? c->hint.in[rq->lang->index] : NULL;
}

bool own_classes_explained(const struct pack_version *v)
{
    bool any = false;

    for (size_t i = 0; v && i < v->n_classes; i++)
        any |= v->class[i].hint.in[0] != NULL;
    return any && v->n_classes <= EXPLAINED_MOST;
}
