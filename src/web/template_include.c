/*
 * Putting partials, parents and blocks into their places. A partial that reaches
 * itself becomes a subroutine, one for each combination of records, dot and blocks
 * it is used with; since records are types, there are only so many.
 */
#include "web/template_place.h"

#include <string.h>

static bool same_value(const struct value *a, const struct value *b)
{
    return a->n == b->n && a->slot == b->slot && a->format == b->format &&
           memcmp(a->path, b->path, (size_t)a->n * sizeof *a->path) == 0;
}

static const struct override *override_find(const struct override *o, struct span name)
{
    while (o && !span_is(o->name, name))
        o = o->next;
    return o;
}

static bool same_overrides(const struct override *a, const struct override *b)
{
    size_t n_a = 0, n_b = 0;

    for (const struct override *o = b; o; o = o->next)
        n_b++;
    for (; a; a = a->next, n_a++) {
        const struct override *o = override_find(b, a->name);
        if (!o || o->from != a->from || o->node != a->node)
            return false;
    }
    return n_a == n_b;
}

static bool same_place(const struct place *a, const struct place *b)
{
    return a->t == b->t && a->scope.n == b->scope.n &&
           memcmp(a->scope.shape, b->scope.shape, (size_t)a->scope.n * sizeof(int)) == 0 &&
           same_value(&a->scope.dot, &b->scope.dot) && same_overrides(a->overrides, b->overrides);
}

/* A partial that reaches itself: called, not copied. Its indentation is written
 * while the page is made, as it grows with each call. */
static bool bind_call(struct binder *b, const struct place *p, const struct place *inside,
                      const struct node *n)
{
    struct op *op = emit_op(&b->e, OP_CALL, p->t, n->line);
    struct call *call = b->calls;
    size_t index = 0;

    if (!op)
        return false;
    op->text = inside->indent.text.s;
    op->n = (unsigned)inside->indent.text.n;
    for (; call && !same_place(&call->place, inside); call = call->next)
        index++;
    if (!call) {
        call = ARENA_NEW(b->e.a, struct call);
        call->place = *inside;
        call->place.depth = 0;
        call->place.indent = (struct indent){ .called = true };
        *b->last = call;
        b->last = &call->next;
    }
    op->to = (unsigned)index;
    return true;
}

static bool bind_template(struct binder *b, const struct place *p, const struct node *n,
                          const struct override *overrides)
{
    struct place inside = *p;

    inside.t = template_find(b->all, n->text, p->t);
    inside.overrides = overrides;
    inside.depth++;
    if (!inside.t)
        return !b->strict || bind_fail(b, p, n, "there is no such template");
    if (inside.depth > TEMPLATE_NESTING)
        return bind_fail(b, p, n, "nested too deep");
    inside.indent = indent_more(&b->e, &p->indent, n->alone ? n->ws : (struct span){ "", 0 });
    if (inside.t->recursive)
        return bind_call(b, p, &inside, n);
    return bind_nodes(b, &inside, 0, inside.t->n);
}

bool bind_partial(struct binder *b, const struct place *p, const struct node *n)
{
    return bind_template(b, p, n, p->overrides);
}

/* Blocks of a parent join the overrides, behind those of further out. */
static const struct override *override_add(struct binder *b, const struct override *o,
                                           const struct place *p, size_t node)
{
    const struct node *n = &p->t->nodes[node];
    struct override *new = ARENA_NEW(b->e.a, struct override);

    if (override_find(o, n->text))
        return o;
    *new = (struct override){ o, n->text, p->t, node };
    return new;
}

bool bind_parent(struct binder *b, const struct place *p, const struct node *n)
{
    const struct override *overrides = p->overrides;
    size_t from = (size_t)(n - p->t->nodes);

    for (size_t i = from + 1; i < n->match; i++) {
        if (p->t->nodes[i].kind != NODE_BLOCK)
            continue;
        overrides = override_add(b, overrides, p, i);
        i = p->t->nodes[i].match;
    }
    return bind_template(b, p, n, overrides);
}

/* A block keeps its own indentation out of the text that replaces it, and gives
 * the text the indentation of the place. */
static bool bind_override(struct binder *b, const struct place *p, const struct node *site,
                          const struct override *o)
{
    struct place inside = *p;
    const struct node *body = &o->from->nodes[o->node];
    struct span ws = site->alone ? node_indent(p->t, site) : site->ws;

    inside.t = o->from;
    inside.depth++;
    if (inside.depth > TEMPLATE_NESTING)
        return bind_fail(b, p, site, "nested too deep");
    inside.indent = indent_more(&b->e, &p->indent, ws);
    if (site->starts_line && !body->alone &&
        !emit_line_start(&b->e, &inside.indent, p->t, site->line))
        return false;
    if (body->alone)
        inside.indent.strip = node_indent(o->from, body);
    return bind_nodes(b, &inside, o->node + 1, body->match);
}

bool bind_block(struct binder *b, const struct place *p, const struct node *n)
{
    const struct override *o = override_find(p->overrides, n->text);
    size_t from = (size_t)(n - p->t->nodes);

    if (o)
        return bind_override(b, p, n, o);
    if (n->starts_line && !n->alone && !emit_text(&b->e, &p->indent, p->t, n->line, n->ws, true))
        return false;
    return bind_nodes(b, p, from + 1, n->match);
}

bool block_given(const struct place *p, struct span name)
{
    const struct override *o = override_find(p->overrides, name);

    return o && o->from->nodes[o->node].match > o->node + 1;
}

const struct node *block_value(const struct place *p, struct span name,
                               const struct template **from)
{
    const struct override *o = override_find(p->overrides, name);
    const struct node *block = o ? &o->from->nodes[o->node] : NULL;

    if (!block || block->match != o->node + 2 || block[1].kind != NODE_VALUE)
        return NULL;
    *from = o->from;
    return &block[1];
}

/* Subroutines follow the page; binding one may need more of them. */
bool bind_calls(struct binder *b)
{
    for (struct call *call = b->calls; call; call = call->next) {
        call->at = b->e.n;
        emit_label(&b->e);
        if (!bind_nodes(b, &call->place, 0, call->place.t->n) ||
            !emit_op(&b->e, OP_RETURN, call->place.t, 1))
            return false;
    }
    for (size_t i = 0; i < b->e.n; i++) {
        struct call *call = b->calls;
        if (b->e.ops[i].kind != OP_CALL)
            continue;
        for (size_t skip = b->e.ops[i].to; skip > 0; skip--)
            call = call->next;
        b->e.ops[i].to = (unsigned)call->at;
    }
    return true;
}
