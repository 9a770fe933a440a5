/*
 * The rules for tags that stand alone on a line, as the mustache specification
 * has them: the line disappears, and its indentation moves into the partial.
 * For inheritance a parent counts as one tag from its opening to its end, and a
 * block's blanks become the indentation of whatever replaces it.
 */
#include "web/template_lines.h"

struct line {
    struct node *nodes; /* of the template */
    size_t from, to;    /* its nodes */
};

static void drop(struct node *n)
{
    if (n->kind == NODE_TEXT)
        n->kind = NODE_NOTHING;
}

static bool blank_text(const struct node *n)
{
    return n->kind == NODE_TEXT && span_blank(n->text);
}

/* Only blank text between the nodes, not counting nodes of the kind `besides`. */
static bool only_blank(const struct line *l, size_t from, size_t to, enum node_kind besides)
{
    for (size_t i = from; i < to; i++)
        if (!blank_text(&l->nodes[i]) && (besides == NODE_TEXT || l->nodes[i].kind != besides))
            return false;
    return true;
}

static void drop_text(struct line *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        drop(&l->nodes[i]);
}

static struct span leading(const struct line *l)
{
    const struct node *first = &l->nodes[l->from];

    return first->kind == NODE_TEXT || first->kind == NODE_NOTHING ? first->text
                                                                   : (struct span){ "", 0 };
}

static bool stands_alone(enum node_kind kind)
{
    return kind != NODE_TEXT && kind != NODE_VALUE && kind != NODE_MESSAGE && kind != NODE_PARENT;
}

/* One tag and nothing else. */
static void alone(struct line *l)
{
    size_t tag = l->to;

    for (size_t i = l->from; i < l->to; i++) {
        if (blank_text(&l->nodes[i]))
            continue;
        if (tag < l->to || !stands_alone(l->nodes[i].kind))
            return;
        tag = i;
    }
    if (tag == l->to)
        return;
    if (l->nodes[tag].kind == NODE_END && l->nodes[l->nodes[tag].match].kind == NODE_PARENT)
        return;
    l->nodes[tag].ws = leading(l);
    l->nodes[tag].alone = true;
    l->nodes[tag].starts_line = true;
    drop_text(l, l->from, l->to);
}

/* A block's tags may share their lines with those of the parent they stand in. */
static void block_tags(struct line *l, size_t i)
{
    struct node *n = &l->nodes[i];

    if (n->kind == NODE_BLOCK && !n->alone && only_blank(l, l->from, i, NODE_PARENT)) {
        n->starts_line = only_blank(l, l->from, i, NODE_TEXT);
        if (n->starts_line) {
            n->ws = leading(l);
            drop_text(l, l->from, i);
        }
        if (only_blank(l, i + 1, l->to, NODE_TEXT)) {
            n->alone = true;
            drop_text(l, i + 1, l->to);
        }
    }
    if (n->kind == NODE_END && l->nodes[n->match].kind == NODE_BLOCK && i + 1 < l->to &&
        only_blank(l, l->from, i, NODE_TEXT) && only_blank(l, i + 1, l->to, NODE_END))
        drop_text(l, l->from, i);
}

/* A parent begins its line: if its end ends a line, both go. */
static void parent_tags(struct line *l, size_t i)
{
    struct node *n = &l->nodes[i];

    if (n->kind == NODE_PARENT && only_blank(l, l->from, i, NODE_TEXT)) {
        n->starts_line = true;
        n->ws = leading(l);
    }
    if (n->kind == NODE_END && l->nodes[n->match].kind == NODE_PARENT &&
        l->nodes[n->match].starts_line && only_blank(l, i + 1, l->to, NODE_TEXT)) {
        size_t opener = n->match;
        l->nodes[opener].alone = true;
        if (opener > 0)
            drop(&l->nodes[opener - 1]);
        drop_text(l, i + 1, l->to);
    }
}

static void one_line(struct line *l)
{
    alone(l);
    for (size_t i = l->from; i < l->to; i++) {
        parent_tags(l, i);
        block_tags(l, i);
    }
}

void template_lines(struct template *t)
{
    struct line l = { t->nodes, 0, 0 };

    while (l.from < t->n) {
        l.to = l.from + 1;
        while (l.to < t->n && !(t->nodes[l.to].kind == NODE_TEXT && t->nodes[l.to].starts_line))
            l.to++;
        one_line(&l);
        l.from = l.to;
    }
}
