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
    struct yaml_fault fault;
};

static bool wrong(struct reading *r, int line, const char *text)
{
    if (!r->fault.text)
        r->fault = (struct yaml_fault){ .line = line, .text = text };
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

/* What the parser says, in words that say what to write. */
static const char *in_words(const char *problem)
{
    static const struct {
        const char *says, *text;
    } known[] = {
        { "tab character",
          N_("no YAML: a tabulator stands before the text; write blanks instead") },
        { "cannot start any token",
          N_("no YAML: a value begins with a character that has a meaning of its own, such as @, % "
             "or `; put the value in quotation marks") },
        { "mapping values are not allowed",
          N_("no YAML: a colon stands where none can; write this line as far in as the one it "
             "belongs with, or put a text that has a colon in it in quotation marks") },
        { "expected ':'", N_("no YAML: a colon and a blank are missing behind the key") },
        { "expected ',' or ']'",
          N_("no YAML: a list in brackets is not closed; write a comma between its values and ] at "
             "its end") },
        { "expected ',' or '}'", N_("no YAML: a mapping in braces is not closed; write a comma "
                                    "between its keys and a closing brace at its end") },
        { "expected key",
          N_("no YAML: this line does not begin as far in as those it belongs with; put it below "
             "them, and quotation marks inside a text in pairs") },
        { "expected '-' indicator",
          N_("no YAML: this line does not belong to the list above; begin it with “- ”, or write "
             "it as far in as the key of the list") },
        { "block sequence entries",
          N_("no YAML: a list begins behind its key; begin it in a line of its own") },
        { "unexpected end of stream", N_("no YAML: a quotation mark is not closed") },
        { "unexpected document indicator", N_("no YAML: a quotation mark is not closed") },
        { "escape character",
          N_("no YAML: a backslash stands in a text in quotation marks; write it twice") },
        { "node content", N_("no YAML: a value is missing here") },
    };

    for (size_t i = 0; problem && i < COUNT(known); i++)
        if (strstr(problem, known[i].says))
            return known[i].text;
    return N_("no YAML: this cannot be read; compare it with the lines above and below");
}

/* The next event in r->event, which replaces the one before. */
static bool next(struct reading *r)
{
    const yaml_parser_t *p = &r->parser;

    yaml_event_delete(&r->event);
    if (yaml_parser_parse(&r->parser, &r->event))
        return true;
    return wrong(r, line_of(p->problem_mark.line > 0 ? &p->problem_mark : &p->mark),
                 in_words(p->problem));
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

static bool twice(struct reading *r, const struct node *key)
{
    wrong(r, key->line, N_("\"{name}\" stands twice: take one of them out"));
    r->fault.name = key->text;
    return false;
}

static bool key_fits(struct reading *r, const struct node *map, const struct node *key)
{
    if (key->kind != NODE_TEXT)
        return wrong(r, key->line, N_("a key is a text: write a word and a colon"));
    for (size_t i = 0; i + 1 < map->n; i += 2)
        if (strcmp(map->child[i]->text, key->text) == 0)
            return twice(r, key);
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
        return wrong(r, node->line, N_("too deep or too long for a pack: take something out"));
    switch (r->event.type) {
    case YAML_SCALAR_EVENT:
        node->kind = NODE_TEXT;
        node->text =
            arena_strn(r->a, (const char *)r->event.data.scalar.value, r->event.data.scalar.length);
        if (strlen(node->text) != r->event.data.scalar.length)
            return wrong(r, node->line, N_("a text cannot hold a zero byte: take it out"));
        return true;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = NODE_LIST;
        return children(r, depth, YAML_SEQUENCE_END_EVENT, node);
    case YAML_MAPPING_START_EVENT:
        node->kind = NODE_MAP;
        return children(r, depth, YAML_MAPPING_END_EVENT, node);
    case YAML_ALIAS_EVENT:
        return wrong(r, node->line, N_("aliases are not read: write it out"));
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        break;
    }
    return wrong(r, node->line, N_("there is nothing in it: write a pack"));
}

static bool expect(struct reading *r, yaml_event_type_t type, const char *words)
{
    return next(r) && (r->event.type == type || wrong(r, line_of(&r->event.start_mark), words));
}

static bool document(struct reading *r, struct node **out)
{
    return expect(r, YAML_STREAM_START_EVENT,
                  N_("no YAML: this cannot be read; compare it with the lines above and below")) &&
           expect(r, YAML_DOCUMENT_START_EVENT, N_("there is nothing in it: write a pack")) &&
           next(r) && value(r, 0, out) &&
           expect(r, YAML_DOCUMENT_END_EVENT,
                  N_("no YAML: this cannot be read; compare it with the lines above and below")) &&
           expect(r, YAML_STREAM_END_EVENT, N_("one file holds one pack: take the second one out"));
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

bool yaml_tree(struct arena *a, const char *s, size_t n, struct node **out,
               struct yaml_fault *fault)
{
    struct reading r = { .a = a };
    bool ok;

    *fault =
        (struct yaml_fault){ .line = 1, .text = N_("too long for a pack: take something out") };
    if (n > YAML_BYTES)
        return false;
    mark_skip(&s, &n);
    *fault = (struct yaml_fault){
        .line = foreign_line(s, n),
        .text = N_("this is not UTF-8 (perhaps GBK, Big5 or Latin-1): save the file as UTF-8"),
    };
    if (fault->line > 0)
        return false;
    *fault = (struct yaml_fault){ .line = 1, .text = N_("no memory") };
    if (!yaml_parser_initialize(&r.parser))
        return false;
    r.text = s;
    r.n = n;
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)s, n);
    ok = document(&r, out);
    yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    *fault = r.fault;
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
        return N_("a text");
    case NODE_LIST:
        return N_("a list");
    case NODE_MAP:
        break;
    }
    return N_("a mapping");
}
