/* What the pages of this folder share: facts, forms, what went wrong. */
#include "keep/keep_page.h"

#include "complaint/files.h"
#include "edge/names.h"
#include "edge/sent.h"

#include <stdlib.h>
#include <string.h>

static const char *say(const struct req *rq, const char *id)
{
    return id ? lang_text(rq->lang, id) : NULL;
}

const char *keep_act(const struct req *rq)
{
    const char *act = form_text(rq->form, "act");

    return act ? act : "";
}

bool keep_act_unknown(struct req *rq)
{
    return err_set(rq->err, ERR_REFUSED, N_("Use a button of the page."));
}

int64_t keep_id(const struct req *rq)
{
    const char *id = form_text(rq->form, "id");

    return id ? strtoll(id, NULL, 10) : 0;
}

int64_t keep_version(const struct req *rq)
{
    const char *version = form_text(rq->form, "version");

    return version ? strtoll(version, NULL, 10) : 0;
}

void keep_begin(struct keep_making *m, struct req *rq, const char *title)
{
    *m = (struct keep_making){ .rq = rq, .status = 200 };
    m->page.title = say(rq, title);
}

void keep_case(struct keep_making *m, const struct dossier *d)
{
    struct arena *a = m->rq->a;

    m->page.back = desk_case_path(a, d->c.reference);
    m->page.back_words =
        lang_format(a, m->rq->lang, N_("Back to {reference}"), "reference", d->c.reference, NULL);
    m->page.about =
        d->c.subject.text ? d->c.subject.text : desk_excerpt(a, d->c.description.text, 90);
    m->page.about_lang = d->c.language;
    m->page.version = d->c.version;
}

void keep_fact(struct keep_making *m, const char *label, const char *value)
{
    if (value && *value && m->n_facts < KEEP_FACTS)
        m->fact[m->n_facts++] = (struct sheet_line){ .label = say(m->rq, label), .value = value };
}

const char *keep_when_who(struct req *rq, struct instant at, int64_t staff)
{
    const char *name = NULL, *on;

    if (!instant_is_set(at))
        return NULL;
    on = lang_date(rq->a, rq->lang, zone_date(rq->app->zone, at, NULL), DATE_LONG, rq->today);
    /* The day is worth more than a name that cannot be read just now. */
    if (!edge_staff_name(rq, staff, &name))
        err_clear(rq->err);
    return name ? arena_printf(rq->a, "%s, %s", on, name) : on;
}

const char *keep_number(struct req *rq, int64_t n)
{
    return lang_number(rq->a, rq->lang, n);
}

void keep_area(struct settings *s, const char *name, const char *label, const char *hint)
{
    struct setting_input *in;

    settings_text(s, name, label, hint, NULL);
    in = &s->input[s->n - 1];
    in->line = false;
    in->area = true;
}

/* A form that was not sent shows nothing of another one's. */
static void form_blank(struct settings *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct choice *list = (struct choice *)(uintptr_t)s->input[i].choices.row;
        s->input[i].value = NULL;
        for (size_t j = 0; j < s->input[i].choices.n; j++)
            list[j].chosen = false;
    }
}

static bool name_used(const struct keep_making *m, const char *name)
{
    for (size_t i = 0; i < m->n_forms; i++) {
        const struct setting_input *input = m->form[i].inputs.row;
        for (size_t j = 0; j < m->form[i].inputs.n; j++)
            if (strcmp(input[j].name, name) == 0)
                return true;
    }
    return false;
}

/* What a form before it asks under the same name is told apart, on the page and in its error. */
static void input_name(struct keep_making *m, struct setting_input *input, bool sent)
{
    const char *field = input->name;

    if (name_used(m, field)) {
        input->field = field;
        input->name = arena_printf(m->rq->a, "%s-%zu", field, m->n_forms + 1);
    }
    for (size_t i = 0; sent && i < m->errors.n; i++)
        if (m->errors.e[i].field && strcmp(m->errors.e[i].field, field) == 0) {
            input->error = m->errors.e[i].text;
            m->errors.e[i].field = input->name;
        }
}

void keep_form(struct keep_making *m, const char *action, const char *act, int64_t id,
               const char *title, const char *intro, struct settings *s)
{
    struct arena *a = m->rq->a;
    struct setting_input *inputs = ARENA_ARRAY(a, struct setting_input, s->n + 1);
    bool sent = m->rq->method == POST && strcmp(keep_act(m->rq), act) == 0 && keep_id(m->rq) == id;

    if (m->n_forms == KEEP_FORMS)
        return;
    if (m->rq->method == POST && !sent)
        form_blank(s);
    for (size_t i = 0; i < s->n; i++) {
        inputs[i] = s->input[i];
        input_name(m, &inputs[i], sent);
    }
    m->form[m->n_forms++] = (struct keep_form){ .action = action,
                                                .act = act,
                                                .id = arena_printf(a, "%" PRId64, id),
                                                .title = say(m->rq, title),
                                                .intro = say(m->rq, intro),
                                                .submit = s->submit,
                                                .inputs = { inputs, s->n } };
}

void keep_files(struct keep_making *m)
{
    struct keep_form *form = &m->form[m->n_forms - 1];
    struct answer *files = ARENA_NEW(m->rq->a, struct answer);

    *files = (struct answer){ .name = "files", .error = field_error(&m->errors, "files") };
    form->files = files;
    form->files_max = file_limits.files;
    form->file_bytes = file_limits.file_bytes;
}

bool keep_refused(struct keep_making *m)
{
    struct req *rq = m->rq;
    enum err_kind kind = rq->err->kind;

    if ((kind != ERR_INVALID && kind != ERR_REFUSED && kind != ERR_CONFLICT) ||
        edge_sent_meanwhile(rq))
        return false;
    m->status = kind == ERR_INVALID ? 422 : 409;
    field_errors_add(rq, &m->errors, rq->err);
    err_clear(rq->err);
    return true;
}

bool keep_render(struct keep_making *m)
{
    keep_rows(m);
    return req_render_status(m->rq, m->status, "desk/keep.html", &keep_page_record, &m->page);
}

void keep_rows(struct keep_making *m)
{
    m->page.errors = (struct rows){ m->errors.e, m->errors.n };
    m->page.facts = (struct rows){ m->fact, m->n_facts };
    m->page.forms = (struct rows){ m->form, m->n_forms };
}
