/* libyaml's events as nodes. The parser's own memory is freed by it; everything here lives in
 * the arena. */
#include "complaint/yaml_tree.h"

#include "base/utf8.h"

#include <string.h>
#include <yaml.h>

struct reading {
    struct arena *a;
    const char *text;
    size_t n;
    size_t at, letters; /* a place in it, as bytes and as the parser counts */
    yaml_parser_t parser;
    yaml_event_t event;
    int nodes;
    int line;
    const char *wrong;
};

static bool wrong(struct reading *r, int line, const char *words)
{
    if (!r->wrong) {
        r->line = line;
        r->wrong = words;
    }
    return false;
}

static int line_of(const yaml_mark_t *mark)
{
    return (int)mark->line + 1;
}

/* The parser counts letters, and goes on only. A mark that lies back is counted from the begin. */
static size_t byte_of(struct reading *r, const yaml_mark_t *mark)
{
    if (mark->index < r->letters)
        r->at = r->letters = 0;
    for (; r->letters < mark->index && r->at < r->n; r->letters++)
        do
            r->at++;
        while (r->at < r->n && ((unsigned char)r->text[r->at] & 0xc0) == 0x80);
    return r->at;
}

/* The next event in r->event, which replaces the one before. */
static bool next(struct reading *r)
{
    const yaml_parser_t *p = &r->parser;

    yaml_event_delete(&r->event);
    if (yaml_parser_parse(&r->parser, &r->event))
        return true;
    return wrong(r, line_of(p->problem_mark.line > 0 ? &p->problem_mark : &p->mark),
                 arena_printf(r->a, "no YAML: %s%s%s", p->problem ? p->problem : "it ends too soon",
                              p->context ? ", " : "", p->context ? p->context : ""));
}

static bool value(struct reading *r, int depth, struct node **out);

static bool child_add(struct reading *r, struct node *parent, size_t *room, struct node *child)
{
    if (parent->n == *room) {
        struct node **more;
        *room = *room ? *room * 2 : 8;
        more = ARENA_ARRAY(r->a, struct node *, *room);
        for (size_t i = 0; i < parent->n; i++)
            more[i] = parent->child[i];
        parent->child = more;
    }
    parent->child[parent->n++] = child;
    return true;
}

static bool key_fits(struct reading *r, const struct node *map, const struct node *key)
{
    if (key->kind != NODE_TEXT)
        return wrong(r, key->line, "a key is a text");
    for (size_t i = 0; i + 1 < map->n; i += 2)
        if (strcmp(map->child[i]->text, key->text) == 0)
            return wrong(
                r, key->line,
                arena_printf(r->a, "\"%s\" stands twice: take one of them out", key->text));
    return true;
}

/* Up to the event that ends it. */
static bool children(struct reading *r, int depth, yaml_event_type_t end, struct node *parent)
{
    size_t room = 0;

    for (;;) {
        struct node *child;
        if (!next(r))
            return false;
        if (r->event.type == end) {
            bool in_line = r->text[parent->from] == '[' || r->text[parent->from] == '{';
            parent->to = in_line || parent->n == 0 ? byte_of(r, &r->event.end_mark)
                                                   : parent->child[parent->n - 1]->to;
            return true;
        }
        if (!value(r, depth + 1, &child) ||
            (parent->kind == NODE_MAP && parent->n % 2 == 0 && !key_fits(r, parent, child)) ||
            !child_add(r, parent, &room, child))
            return false;
    }
}

/* The event that begins a value is in r->event. */
static bool value(struct reading *r, int depth, struct node **out)
{
    struct node *node = ARENA_NEW(r->a, struct node);

    *out = node;
    node->line = line_of(&r->event.start_mark);
    node->from = byte_of(r, &r->event.start_mark);
    node->to = byte_of(r, &r->event.end_mark);
    if (depth > YAML_DEPTH || ++r->nodes > YAML_NODES)
        return wrong(r, node->line, "too deep or too long for a pack");
    switch (r->event.type) {
    case YAML_SCALAR_EVENT:
        node->kind = NODE_TEXT;
        node->text =
            arena_strn(r->a, (const char *)r->event.data.scalar.value, r->event.data.scalar.length);
        if (strlen(node->text) != r->event.data.scalar.length)
            return wrong(r, node->line, "a text cannot hold a zero byte");
        return true;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = NODE_LIST;
        return children(r, depth, YAML_SEQUENCE_END_EVENT, node);
    case YAML_MAPPING_START_EVENT:
        node->kind = NODE_MAP;
        return children(r, depth, YAML_MAPPING_END_EVENT, node);
    case YAML_ALIAS_EVENT:
        return wrong(r, node->line, "aliases are not read: write it out");
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        break;
    }
    return wrong(r, node->line, "there is nothing in it");
}

static bool expect(struct reading *r, yaml_event_type_t type, const char *words)
{
    return next(r) && (r->event.type == type || wrong(r, line_of(&r->event.start_mark), words));
}

static bool document(struct reading *r, struct node **out)
{
    return expect(r, YAML_STREAM_START_EVENT, "no YAML") &&
           expect(r, YAML_DOCUMENT_START_EVENT, "there is nothing in it") && next(r) &&
           value(r, 0, out) && expect(r, YAML_DOCUMENT_END_EVENT, "no YAML") &&
           expect(r, YAML_STREAM_END_EVENT, "one file holds one pack: take the second one out");
}

/* Some editors write a mark of the byte order first, which says nothing in UTF-8. */
static void mark_skip(const char **s, size_t *n)
{
    static const char mark[] = "\xef\xbb\xbf";

    if (*n >= 3 && memcmp(*s, mark, 3) == 0) {
        *s += 3;
        *n -= 3;
    }
}

/* The line of the first byte that is no UTF-8, 0 when all is. */
static int foreign_line(const char *s, size_t n)
{
    uint32_t c;
    int line = 1;

    for (size_t i = 0, step; i < n; i += step) {
        step = utf8_next(s + i, n - i, &c);
        if (step == 0)
            return line;
        line += s[i] == '\n';
    }
    return 0;
}

bool yaml_tree(struct arena *a, const char *s, size_t n, struct node **out, int *line,
               const char **why)
{
    struct reading r = { .a = a };
    bool ok;

    *line = 1;
    if (n > YAML_BYTES) {
        *why = "too long for a pack";
        return false;
    }
    mark_skip(&s, &n);
    *line = foreign_line(s, n);
    if (*line > 0) {
        *why = "this is not UTF-8 (perhaps GBK, Big5 or Latin-1): save the file as UTF-8";
        return false;
    }
    if (!yaml_parser_initialize(&r.parser)) {
        *why = "no memory";
        return false;
    }
    r.text = s;
    r.n = n;
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)s, n);
    ok = document(&r, out);
    yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    *line = r.line;
    *why = r.wrong;
    return ok;
}

const struct node *node_get(const struct node *map, const char *key)
{
    for (size_t i = 0; map && map->kind == NODE_MAP && i + 1 < map->n; i += 2)
        if (strcmp(map->child[i]->text, key) == 0)
            return map->child[i + 1];
    return NULL;
}

const char *node_kind_name(const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        return "a text";
    case NODE_LIST:
        return "a list";
    case NODE_MAP:
        break;
    }
    return "a mapping";
}
