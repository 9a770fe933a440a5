#include "edge/own.h"

#include "edge/edge.h"
#include "edge/own_rows.h"
#include "operation/step.h"
#include "people/answerer.h"
#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/page.h"

#include <stdlib.h>
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

/* What somebody else answers is shown, with who that is. */
static void answerer_show(struct req *rq, const struct pack_field *f, const struct own_asking *ask,
                          struct question *q)
{
    const char *stored = ask->d ? dossier_own(ask->d, f->name) : NULL;
    const struct file_row *file;
    struct err none = { 0 };
    bool mine = false;

    if (!f->answered_by || !ask->d ||
        (answerer_is(edge_act(rq), ask->d, f, rq->user, &mine, &none) && mine))
        return;
    file = stored && f->kind == OWN_FILE ? dossier_file(ask->d, strtoll(stored, NULL, 10)) : NULL;
    q->line = q->area = q->day = q->one_of = q->file = q->table = false;
    q->answers = answerer_name(rq->lang, ask->d->pack, f);
    q->value = file ? file->name.text : own_text(rq, f, stored);
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
    answerer_show(rq, f, ask, &q);
    return q;
}

struct rows own_questions(struct req *rq, const struct pack_version *v,
                          const struct own_asking *ask)
{
    struct question *list = ARENA_ARRAY(rq->a, struct question, v ? v->n_fields : 0);
    size_t n = 0;

    for (size_t i = 0; v && i < v->n_fields; i++) {
        const struct pack_field *f = &v->field[i];
        if ((ask->stage != GATE_NONE && f->stage != ask->stage &&
             !(ask->also && pack_listed(ask->also, f->name))) ||
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

void own_read_spot(struct req *rq, const struct pack_version *v, const char *class,
                   struct own_value *out, size_t *n, struct own_value *also, size_t *n_also,
                   struct field_errors *errors)
{
    *n = *n_also = 0;
    for (size_t i = 0; v && i < v->n_fields; i++) {
        const struct pack_field *f = &v->field[i];
        if (f->stage == GATE_RECEIPT)
            one_read(rq, v, f, class, true, out, n, errors);
        else if (pack_listed(&v->spot.asks, f->name))
            one_read(rq, v, f, class, true, also, n_also, errors);
    }
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

/* -- the survey -- */

struct rows own_survey_questions(struct req *rq, const struct dossier *d, bool known,
                                 const struct field_errors *errors)
{
    const struct pack_version *v = d->pack;
    struct question *list = ARENA_ARRAY(rq->a, struct question, v ? v->n_questions : 0);
    size_t n = 0;

    for (size_t i = 0; v && i < v->n_questions; i++) {
        const struct pack_field *f = &v->question[i];
        const char *name = own_form_name(rq->a, f);
        if (!pack_concerns(v, &f->classes, d->c.class))
            continue;
        list[n] = own_question(rq, f, name,
                               known && rq->method != POST ? dossier_own(d, f->name)
                                                           : form_text(rq->form, name),
                               errors);
        list[n++].required = f->required;
    }
    return (struct rows){ list, n };
}

size_t own_survey_typed(struct req *rq, const struct dossier *d, struct own_value *out)
{
    const struct pack_version *v = d->pack;
    size_t n = 0;

    for (size_t i = 0; v && i < v->n_questions; i++) {
        const char *typed = form_text(rq->form, own_form_name(rq->a, &v->question[i]));
        if (typed && pack_concerns(v, &v->question[i].classes, d->c.class))
            out[n++] = (struct own_value){ v->question[i].name, typed };
    }
    return n;
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

/* -- kinds of contact -- */

const char *own_contact_label(const struct lang *lang, const struct pack_version *v,
                              const char *type)
{
    const struct pack_contact *c = pack_contact(v, type);

    return c ? c->text.in[lang->index]
             : lang_text(lang,
                         word_label(&contact_type_words, word_value(&contact_type_words, type)));
}

struct rows own_contacts(struct req *rq, const struct pack_version *v)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, (size_t)contact_type_words.n);
    size_t n = 0;

    for (int i = 1; i < contact_type_words.n; i++) {
        const char *type = word_code(&contact_type_words, i);
        if (pack_takes(v, type))
            list[n++] = (struct choice){ .value = type,
                                         .label = own_contact_label(rq->lang, v, type),
                                         .chosen = i == CONTACT_COMPLAINT };
    }
    return (struct rows){ list, n };
}

bool own_contact_taken(const struct pack_version *v, const char *type, const char *field,
                       struct err *err)
{
    return pack_takes(v, type) ||
           err_field(err, field, N_("Contacts of this kind are not taken here. Choose another."));
}

/* -- classes -- */

static const char *class_name(struct req *rq, const struct procedure *p, const struct pack_class *c)
{
    const struct code_row *code = procedure_code(p, "class", c->code);

    return code ? code_label(code, rq->lang) : c->text.in[rq->lang->index];
}

const char *own_class_label(struct req *rq, const struct procedure *p, const struct pack_version *v,
                            const struct code_row *code)
{
    const struct pack_class *c =
        strcmp(code->list, "class") == 0 ? pack_class(v, code->code) : NULL;
    const char *label = code_label(code, rq->lang);

    while (c && c->parent >= 0) {
        c = &v->class[c->parent];
        label = arena_printf(rq->a, "%s – %s", class_name(rq, p, c), label);
    }
    return label;
}

/* The name of a class below another one, with what stands between the two. */
static const char *label_below(struct req *rq, const struct procedure *p,
                               const struct pack_version *v, const struct pack_class *c,
                               const struct pack_class *top)
{
    const char *label = class_name(rq, p, c);

    for (c = &v->class[c->parent]; c != top; c = &v->class[c->parent])
        label = arena_printf(rq->a, "%s – %s", class_name(rq, p, c), label);
    return label;
}

static const struct pack_class *class_top(const struct pack_version *v, const char *code)
{
    const struct pack_class *c = pack_class(v, code);

    while (c && c->parent >= 0)
        c = &v->class[c->parent];
    return c;
}

void own_group_classes(struct req *rq, const struct procedure *p, const struct pack_version *v,
                       const struct rows *choices)
{
    struct choice *list = (struct choice *)(uintptr_t)choices->row;

    for (size_t i = 0, end; v && i < choices->n; i = end) {
        const struct pack_class *top = class_top(v, list[i].value);
        for (end = i + 1; top && end < choices->n && class_top(v, list[end].value) == top;)
            end++;
        if (end - i < 2)
            continue;
        list[i].group = class_name(rq, p, top);
        list[end - 1].group_ends = true;
        for (size_t j = i; j < end; j++) {
            const struct pack_class *c = pack_class(v, list[j].value);
            list[j].within = c == top ? NULL : list[i].group;
            list[j].label = c == top ? list[i].group : label_below(rq, p, v, c, top);
        }
    }
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
    own_group_classes(rq, p, v, &(struct rows){ list, v->n_classes });
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
