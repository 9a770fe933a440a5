/*
 * Translated texts in templates. The text of every language is cut into pieces
 * when the program starts, so a name that a translator misspelt is found then.
 */
#include "web/template_program.h"

#include <string.h>

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
}

bool message_next(struct span text, size_t *at, struct span *before, struct span *name)
{
    size_t from = *at;

    for (size_t i = from; i < text.n; i++) {
        size_t end = i + 1;
        if (text.s[i] != '{')
            continue;
        while (end < text.n && name_char(text.s[end]))
            end++;
        if (end == text.n || text.s[end] != '}' || end == i + 1)
            continue;
        *before = (struct span){ text.s + from, i - from };
        *name = (struct span){ text.s + i + 1, end - i - 1 };
        *at = end + 1;
        return true;
    }
    return false;
}

/* The message id: white space in the template, line breaks too, is one blank. */
static const char *message_id(struct arena *a, struct span text)
{
    char *id;
    size_t n = 0;

    text = span_trim(text);
    id = arena_strn(a, text.s, text.n);
    for (size_t i = 0; i < text.n; i++) {
        bool blank = strchr(" \t\r\n", text.s[i]);
        if (!blank || id[n - 1] != ' ')
            id[n++] = blank ? ' ' : text.s[i];
    }
    id[n] = '\0';
    return id;
}

static struct span of(const char *s)
{
    return (struct span){ s, strlen(s) };
}

static const struct value *arg_value(const struct message *m, struct span name)
{
    for (size_t i = 0; i < m->n_args; i++)
        if (span_is(m->args[i].name, name))
            return m->args[i].value;
    return NULL;
}

static size_t count_names(struct span text)
{
    struct span before, name;
    size_t n = 0;

    for (size_t at = 0; message_next(text, &at, &before, &name);)
        n++;
    return n;
}

/* Looks up the names of one text that the message does not have yet. */
static bool add_args(const struct message_binder *b, struct message *m, struct span text)
{
    struct message_arg *args = ARENA_ARRAY(b->a, struct message_arg, m->n_args + count_names(text));
    struct span before, name;

    if (m->n_args > 0)
        memcpy(args, m->args, m->n_args * sizeof *args);
    m->args = args;
    for (size_t at = 0; message_next(text, &at, &before, &name);) {
        const struct value *v;
        if (arg_value(m, name))
            continue;
        if (!(v = b->find(b->with, name)))
            return false;
        m->args[m->n_args++] = (struct message_arg){ name, v };
    }
    return true;
}

/* Most texts are as they are: those of the catalogues need no copy. */
static struct span escaped(struct arena *a, struct span text)
{
    struct buf b = buf_new(a);

    if (!html_special(text.s, text.n))
        return text;
    buf_html(&b, text.s, text.n);
    return (struct span){ b.s, b.n };
}

static void cut(const struct message_binder *b, struct message *m, int lang, struct span text)
{
    struct piece *pieces = ARENA_ARRAY(b->a, struct piece, 2 * count_names(text) + 1);
    struct span before, name;
    size_t at = 0, n = 0;

    while (message_next(text, &at, &before, &name)) {
        pieces[n++].text = escaped(b->a, before);
        pieces[n++].value = arg_value(m, name);
    }
    pieces[n++].text = escaped(b->a, (struct span){ text.s + at, text.n - at });
    m->texts[lang].pieces = pieces;
    m->texts[lang].n = n;
}

static bool is_number(const struct value *v)
{
    enum field_kind kind = v->n > 0 ? v->path[v->n - 1]->kind : FIELD_TEXT;

    return kind == FIELD_INT || kind == FIELD_INT64 || kind == FIELD_ROWS;
}

/* The number is what the text calls `n`, else the first number it names, else the field `n`. */
static bool plural(const struct message_binder *b, struct message *m)
{
    if (!add_args(b, m, of(m->other)) || !add_args(b, m, of(m->one)))
        return false;
    m->number = arg_value(m, of("n"));
    for (size_t i = 0; !m->number && i < m->n_args; i++)
        if (is_number(m->args[i].value))
            m->number = m->args[i].value;
    if (!m->number)
        m->number = b->find(b->with, of("n"));
    return m->number && (m->number->n == 0 || is_number(m->number));
}

struct message *message_bind(const struct message_binder *b, struct span text)
{
    struct message *m = ARENA_NEW(b->a, struct message);
    const char *bar = memchr(text.s, '|', text.n);
    size_t n = bar ? (size_t)(bar - text.s) : text.n;

    m->one = message_id(b->a, (struct span){ text.s, n });
    if (bar) {
        m->other = message_id(b->a, (struct span){ bar + 1, text.n - n - 1 });
        return plural(b, m) ? m : NULL;
    }
    for (int i = 0; i < LANGS; i++) {
        struct span words = of(lang_text(&langs[i], m->one));
        if (!add_args(b, m, words))
            return NULL;
        cut(b, m, i, words);
    }
    return m;
}

static const struct value *find_nothing(void *with, struct span name)
{
    (void)with;
    (void)name;
    return NULL;
}

const struct message *message_plain(struct arena *a, struct span text)
{
    struct message_binder nothing = { a, find_nothing, NULL };

    return memchr(text.s, '|', text.n) ? NULL : message_bind(&nothing, text);
}

static void plural_write(struct buf *out, const struct template_env *env, const struct message *m,
                         const void *const *slots)
{
    int64_t number = value_number(m->number, slots);
    struct span text = of(lang_plural(out->a, env->lang, m->one, m->other, number));
    struct span before, name;
    size_t at = 0;

    while (message_next(text, &at, &before, &name)) {
        const struct value *v = arg_value(m, name);
        buf_html(out, before.s, before.n);
        if (v)
            value_write(out, env, v, slots);
    }
    buf_html(out, text.s + at, text.n - at);
}

void message_write(struct buf *out, const struct template_env *env, const struct message *m,
                   const void *const *slots)
{
    if (m->other) {
        plural_write(out, env, m, slots);
        return;
    }
    for (size_t i = 0; i < m->texts[env->lang->index].n; i++) {
        const struct piece *piece = &m->texts[env->lang->index].pieces[i];
        if (piece->value)
            value_write(out, env, piece->value, slots);
        else
            buf_add(out, piece->text.s, piece->text.n);
    }
}
