#include "desk/snippet.h"

#include <string.h>

enum { LABEL_MOST = 60 };

static bool offered(const struct code_row *code)
{
    return strcmp(code->list, "snippet") == 0 && !instant_is_set(code->ended_at);
}

/* How many of a list are offered, of some hundred codes. */
static size_t count_of(const struct procedure *p, const char *list)
{
    const struct code_row *code = p->codes.row;
    size_t n = 0;

    for (size_t i = 0; i < p->codes.n; i++)
        n += strcmp(code[i].list, list) == 0;
    return n;
}

struct rows snippets(struct req *rq, const struct procedure *p, const struct lang *to)
{
    const struct code_row *code = p->codes.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, count_of(p, "snippet") + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->codes.n; i++)
        if (offered(&code[i]))
            list[n++] = (struct choice){
                .value = code[i].code,
                .label = desk_excerpt(rq->a, code_label(&code[i], rq->lang), LABEL_MOST),
                .hint = code_label(&code[i], to),
            };
    return (struct rows){ list, n };
}

const struct lang *snippet_language(struct req *rq, const struct dossier *d)
{
    const struct person_row *person = dossier_person(d, "representative");
    const struct lang *lang;

    if (!person)
        person = dossier_person(d, "complainant");
    lang = lang_by_tag(person && person->language ? person->language : d->c.language);
    return lang ? lang : rq->lang;
}

static const char *snippet_text(const struct procedure *p, const char *name, const struct lang *to)
{
    const struct code_row *code = p->codes.row;

    for (size_t i = 0; i < p->codes.n && name; i++)
        if (offered(&code[i]) && strcmp(code[i].code, name) == 0)
            return code_label(&code[i], to);
    return "";
}

const char *snippet_inserted(struct req *rq, const struct procedure *p, const struct lang *to,
                             const char *name)
{
    const char *insert = form_text(rq->form, "insert");
    const char *written = form_text(rq->form, name);
    const char *chosen = form_text(rq->form, arena_printf(rq->a, "%s-snippet", name));
    const char *text = snippet_text(p, chosen, to);

    if (!insert || strcmp(insert, name) != 0)
        return NULL;
    if (!written || !*written || !*text)
        return arena_printf(rq->a, "%s%s", written ? written : "", text);
    return arena_printf(rq->a, "%s\n%s", written, text);
}

struct rows script_lines(struct req *rq, const struct procedure *p, const char *name)
{
    const struct code_row *code = p->codes.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, count_of(p, name) + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, name) == 0 && !instant_is_set(code[i].ended_at))
            list[n++] = (struct choice){ .label = code_label(&code[i], rq->lang) };
    return (struct rows){ list, n };
}

/* The form that was sent, with another value in a field. */
static const struct form *form_with(struct arena *a, const struct form *form, const char *name,
                                    const char *value)
{
    struct form *copy = ARENA_NEW(a, struct form);

    *copy = *form;
    copy->fields = ARENA_ARRAY(a, struct form_field, form->n + 1);
    for (size_t i = 0; i < form->n; i++) {
        copy->fields[i] = form->fields[i];
        if (strcmp(form->fields[i].name, name) == 0) {
            copy->fields[i].value = value;
            copy->fields[i].n = strlen(value);
        }
    }
    return copy;
}

bool snippet_act(struct act_page *page)
{
    struct req *rq = page->rq;
    const char *name = form_text(rq->form, "insert");
    const struct lang *to = snippet_language(rq, &page->d);
    const char *text = name ? snippet_inserted(rq, page->p, to, name) : NULL;

    if (!text)
        return false;
    rq->form = form_with(rq->a, rq->form, name, text);
    return true;
}
