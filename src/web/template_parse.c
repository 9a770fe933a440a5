/*
 * Reading a template: cutting it into text and tags, and matching what opens
 * with what closes. Text is cut after each line break, and every line begins
 * with a text node, maybe an empty one, so that indentation has a place.
 */
#include "web/template_parse.h"

#include "base/utf8.h"
#include "web/template_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool span_is(struct span a, struct span b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span span_trim(struct span s)
{
    while (s.n > 0 && is_blank(s.s[0])) {
        s.s++;
        s.n--;
    }
    while (s.n > 0 && is_blank(s.s[s.n - 1]))
        s.n--;
    return s;
}

bool span_blank(struct span s)
{
    return span_trim(s).n == 0;
}

bool template_error(struct err *err, const struct template *t, int line, const char *fmt, ...)
{
    char words[ERR_DETAIL];
    va_list args;

    va_start(args, fmt);
    vsnprintf(words, sizeof words, fmt, args);
    va_end(args);
    return err_internal(err, "%s:%d: %s", t->name, line, words);
}

struct parser {
    struct arena *a, *scratch; /* nodes grow in scratch */
    struct template *t;
    struct err *err;
    struct span rest;
    struct span open, close; /* the marks, {{ and }} at first */
    int line;
    size_t room;
    size_t stack[TEMPLATE_NESTING]; /* openers that wait for their end */
    size_t depth;
    bool at_line_start;
};

static struct node *add(struct parser *p, enum node_kind kind, struct span text)
{
    struct template *t = p->t;

    if (t->n == p->room) {
        size_t room = p->room * 2 + 32;
        struct node *nodes = ARENA_ARRAY(p->scratch, struct node, room);
        if (t->n > 0)
            memcpy(nodes, t->nodes, t->n * sizeof *nodes);
        t->nodes = nodes;
        p->room = room;
    }
    t->nodes[t->n] = (struct node){ .kind = kind, .line = p->line, .text = text };
    return &t->nodes[t->n++];
}

static struct span find(struct span in, struct span what)
{
    const char *s = memmem(in.s, in.n, what.s, what.n);

    return s ? (struct span){ s, in.n - (size_t)(s - in.s) } : (struct span){ NULL, 0 };
}

/* Text of `n` bytes up to the next tag, a node for each line. */
static void read_text(struct parser *p, size_t n)
{
    while (n > 0) {
        const char *nl = memchr(p->rest.s, '\n', n);
        size_t len = nl ? (size_t)(nl - p->rest.s) + 1 : n;
        add(p, NODE_TEXT, (struct span){ p->rest.s, len })->starts_line = p->at_line_start;
        p->at_line_start = nl != NULL;
        p->line += nl != NULL;
        p->rest.s += len;
        p->rest.n -= len;
        n -= len;
    }
}

static bool name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '/';
}

static bool check_name(struct parser *p, struct span name)
{
    if (name.n == 0)
        return template_error(p->err, p->t, p->line, "a tag without a name");
    for (size_t i = 0; i < name.n; i++)
        if (!name_letter(name.s[i]))
            return template_error(p->err, p->t, p->line, "\"%.*s\" is not a name", (int)name.n,
                                  name.s);
    return true;
}

/* {{=<% %>=}} */
static bool set_marks(struct parser *p, struct span inside)
{
    struct span open, close;
    size_t n = 0;

    if (inside.n == 0 || inside.s[inside.n - 1] != '=')
        return template_error(p->err, p->t, p->line, "new marks must end in =");
    inside.n--;
    inside = span_trim(inside);
    while (n < inside.n && !is_blank(inside.s[n]))
        n++;
    open = (struct span){ inside.s, n };
    close = span_trim((struct span){ inside.s + n, inside.n - n });
    for (size_t i = 0; i < close.n; i++)
        if (is_blank(close.s[i]))
            n = 0;
    if (n == 0 || close.n == 0 || memchr(inside.s, '=', inside.n))
        return template_error(p->err, p->t, p->line, "new marks must be two, without =");
    p->open = open;
    p->close = close;
    add(p, NODE_NOTHING, inside);
    return true;
}

static bool opens(struct parser *p, enum node_kind kind, struct span name)
{
    bool of_block = (kind == NODE_SECTION || kind == NODE_INVERTED) && name.n > 1 && *name.s == '$';

    if (!check_name(p, of_block ? (struct span){ name.s + 1, name.n - 1 } : name))
        return false;
    if (p->depth == TEMPLATE_NESTING)
        return template_error(p->err, p->t, p->line, "nested more than %d deep", TEMPLATE_NESTING);
    p->stack[p->depth++] = p->t->n;
    add(p, kind, name);
    return true;
}

static bool closes(struct parser *p, struct span name)
{
    struct node *opener;
    unsigned at = (unsigned)p->t->n;

    if (p->depth == 0)
        return template_error(p->err, p->t, p->line, "{{/%.*s}} closes nothing", (int)name.n,
                              name.s);
    opener = &p->t->nodes[p->stack[--p->depth]];
    if (!span_is(opener->text, name))
        return template_error(p->err, p->t, p->line,
                              "{{/%.*s}} comes before the end of \"%.*s\" (line %d)", (int)name.n,
                              name.s, (int)opener->text.n, opener->text.s, opener->line);
    opener->match = at;
    add(p, NODE_END, name)->match = (unsigned)p->stack[p->depth];
    return true;
}

static bool named(struct parser *p, enum node_kind kind, struct span name)
{
    if (!check_name(p, name))
        return false;
    add(p, kind, name);
    return true;
}

/* Anything but blocks in a parent would have to be shown nowhere. */
static bool allowed_here(struct parser *p, char sigil)
{
    if (p->depth == 0 || p->t->nodes[p->stack[p->depth - 1]].kind != NODE_PARENT)
        return true;
    return strchr("$/!=", sigil) ||
           template_error(p->err, p->t, p->line,
                          "only blocks may stand between {{<…}} and its end");
}

static bool read_tag(struct parser *p, struct span inside)
{
    struct span whole = span_trim(inside);
    struct span name;
    char sigil = whole.n > 0 ? whole.s[0] : ' ';

    if (!allowed_here(p, sigil ? sigil : ' '))
        return false;
    name = whole.n > 0 ? span_trim((struct span){ whole.s + 1, whole.n - 1 }) : whole;
    switch (sigil) {
    case '{':
    case '&':
        return template_error(
            p->err, p->t, p->line,
            "unescaped values are not allowed: give the field the type struct html");
    case '!':
        add(p, NODE_NOTHING, whole);
        return true;
    case '=':
        return set_marks(p, name);
    case '#':
        return opens(p, NODE_SECTION, name);
    case '^':
        return opens(p, NODE_INVERTED, name);
    case '<':
        return opens(p, NODE_PARENT, name);
    case '$':
        return opens(p, NODE_BLOCK, name);
    case '/':
        return closes(p, name);
    case '>':
        return named(p, NODE_PARTIAL, name);
    case '_':
        add(p, NODE_MESSAGE, name)->message = name.n > 0 ? message_plain(p->a, name) : NULL;
        return (name.n > 0 && inside.s[0] == '_') ||
               template_error(p->err, p->t, p->line,
                              "a translated text has words, and its _ follows the mark at once");
    default:
        return named(p, NODE_VALUE, whole);
    }
}

/* Where the tag's closing mark is. The `{field}` of a translated text belongs to the
 * text, also at its end. */
static struct span find_close(const struct parser *p)
{
    struct span rest = p->rest;
    int depth = 0;

    if (rest.n == 0 || rest.s[0] != '_')
        return find(rest, p->close);
    while (rest.n >= p->close.n) {
        if (depth == 0 && memcmp(rest.s, p->close.s, p->close.n) == 0)
            return rest;
        depth += (rest.s[0] == '{') - (rest.s[0] == '}');
        rest.s++;
        rest.n--;
    }
    return (struct span){ NULL, 0 };
}

static bool next_tag(struct parser *p)
{
    struct span tag = find(p->rest, p->open);
    struct span mark = p->close;
    struct span close, inside;

    read_text(p, tag.s ? (size_t)(tag.s - p->rest.s) : p->rest.n);
    if (!tag.s)
        return true;
    if (p->at_line_start)
        add(p, NODE_TEXT, (struct span){ tag.s, 0 })->starts_line = true;
    p->at_line_start = false;
    p->rest = (struct span){ tag.s + p->open.n, tag.n - p->open.n };
    close = find_close(p);
    if (!close.s)
        return template_error(p->err, p->t, p->line, "the tag is not closed");
    inside = (struct span){ p->rest.s, (size_t)(close.s - p->rest.s) };
    if (!read_tag(p, inside))
        return false;
    for (size_t i = 0; i < inside.n; i++)
        p->line += inside.s[i] == '\n';
    p->rest = (struct span){ close.s + mark.n, close.n - mark.n };
    return true;
}

static void nodes_keep(struct arena *a, struct template *t)
{
    struct node *nodes = ARENA_ARRAY(a, struct node, t->n);

    if (t->n > 0)
        memcpy(nodes, t->nodes, t->n * sizeof *nodes);
    t->nodes = nodes;
}

bool template_parse(struct arena *a, struct template *t, struct span text, struct err *err)
{
    AUTO_ARENA scratch = arena_new();
    struct parser p = { a, scratch, t, err, text, { "{{", 2 }, { "}}", 2 }, .line = 1 };

    t->nodes = NULL;
    t->n = 0;
    p.at_line_start = true;
    if (text.n > TEMPLATE_BYTES)
        return template_error(err, t, 1, "larger than %d bytes", TEMPLATE_BYTES);
    if (!utf8_valid(text.s, text.n) || memchr(text.s, '\0', text.n))
        return template_error(err, t, 1, "not UTF-8");
    while (p.rest.n > 0)
        if (!next_tag(&p))
            return false;
    if (p.depth > 0) {
        const struct node *opener = &t->nodes[p.stack[p.depth - 1]];
        return template_error(err, t, opener->line, "\"%.*s\" is not closed", (int)opener->text.n,
                              opener->text.s);
    }
    template_lines(t);
    nodes_keep(a, t);
    return true;
}
