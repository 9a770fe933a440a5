/*
 * Binding a template to its records: partials, parents and blocks are put into
 * their places, and names become fields. A partial that reaches itself becomes a
 * subroutine, one for each combination of records, dot and blocks it is used with;
 * since records are types, there are only so many.
 */
#include "web/template_emit.h"

#include <string.h>

struct binder {
    struct emitter e;
    const struct templates *all;
    bool strict;
    struct names names;
    struct call *calls; /* subroutines, in the order they were met */
    struct call **last;
};

/* What replaces a block, and from which template it comes. */
struct override {
    const struct override *next;
    struct span name;
    const struct template *from;
    size_t node; /* the NODE_BLOCK */
};

/* Everything that the meaning of a node depends on besides its template. */
struct place {
    const struct template *t;
    struct scope scope;
    const struct override *overrides; /* the outermost first: it wins */
    struct indent indent;
    int depth;
};

struct call {
    struct call *next;
    struct place place;
    size_t at; /* its first op, once it is bound */
};

static bool bind_nodes(struct binder *b, const struct place *p, size_t from, size_t to);

static bool fail(struct binder *b, const struct place *p, const struct node *n, const char *why)
{
    return template_error(b->e.err, p->t, n->line, "\"%.*s\": %s", (int)n->text.n, n->text.s, why);
}

/* The value of a name. One that leads nowhere is an error, or nothing. */
static const struct value *find(struct binder *b, const struct place *p, const struct node *n,
                                struct span name, bool written)
{
    struct value *v = ARENA_NEW(b->e.a, struct value);
    const char *why;

    if (name_find(&b->names, &p->scope, name, v, &why) && (!written || value_writable(v, &why)))
        return v;
    *v = (struct value){ 0 };
    if (!b->strict)
        return v;
    template_error(b->e.err, p->t, n->line, "\"%.*s\": %s (%s)", (int)name.n, name.s, why,
                   b->names.records[p->scope.shape[0]]->name);
    return NULL;
}

struct message_place {
    struct binder *b;
    const struct place *p;
    const struct node *n;
};

static const struct value *find_in_message(void *with, struct span name)
{
    struct message_place *m = with;

    return find(m->b, m->p, m->n, name, true);
}

static bool bind_message(struct binder *b, const struct place *p, const struct node *n)
{
    struct message_place at = { b, p, n };
    struct message_binder binder = { b->e.a, find_in_message, &at };
    struct message *m = message_bind(&binder, n->text);
    struct op *op;

    if (!m)
        return template_error(b->e.err, p->t, n->line, "a plural without a number");
    op = emit_op(&b->e, OP_MESSAGE, p->t, n->line);
    if (op)
        op->message = m;
    return op != NULL;
}

static bool bind_value(struct binder *b, const struct place *p, const struct node *n)
{
    const struct value *v = find(b, p, n, n->text, true);
    struct op *op;

    if (!v)
        return false;
    if (v->n == 0)
        return true;
    op = emit_op(&b->e, OP_VALUE, p->t, n->line);
    if (op)
        op->value = v;
    return op != NULL;
}

/* The op that starts a section over this value. */
static enum op_kind section_op(const struct value *v, bool inverted)
{
    enum field_kind kind = v->n > 0 ? v->path[v->n - 1]->kind : FIELD_BOOL;

    if (inverted)
        return OP_UNLESS;
    if (kind == FIELD_ROWS && v->format == FORMAT_DEFAULT)
        return OP_ROWS;
    return kind == FIELD_ONE ? OP_ONE : OP_IF;
}

static bool bind_section(struct binder *b, const struct place *p, const struct node *n)
{
    struct place inside = *p;
    const struct value *v = find(b, p, n, n->text, false);
    size_t from = (size_t)(n - p->t->nodes);
    size_t start = b->e.n;
    struct op *op;

    if (!v)
        return false;
    op = emit_op(&b->e, section_op(v, n->kind == NODE_INVERTED), p->t, n->line);
    if (!op)
        return false;
    op->value = v;
    if (op->kind == OP_ROWS || op->kind == OP_ONE) {
        if (!scope_enter(&b->names, &inside.scope, v->path[v->n - 1]->sub))
            return fail(b, p, n, "too many records on one page");
        op->slot = inside.scope.shape[0];
    } else if (op->kind == OP_IF && v->n > 0) {
        inside.scope.dot = *v;
    }
    if (!bind_nodes(b, &inside, from + 1, n->match))
        return false;
    return emit_section_end(&b->e, start);
}

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
    op->text = inside->indent.text;
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
    op->to = index;
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
        return !b->strict || fail(b, p, n, "there is no such template");
    if (inside.depth > TEMPLATE_NESTING)
        return fail(b, p, n, "nested too deep");
    inside.indent = indent_more(&b->e, &p->indent, n->alone ? n->ws : (struct span){ "", 0 });
    if (inside.t->recursive)
        return bind_call(b, p, &inside, n);
    return bind_nodes(b, &inside, 0, inside.t->n);
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

static bool bind_parent(struct binder *b, const struct place *p, const struct node *n)
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
        return fail(b, p, site, "nested too deep");
    inside.indent = indent_more(&b->e, &p->indent, ws);
    if (site->starts_line && !body->alone &&
        !emit_line_start(&b->e, &inside.indent, p->t, site->line))
        return false;
    if (body->alone)
        inside.indent.strip = node_indent(o->from, body);
    return bind_nodes(b, &inside, o->node + 1, body->match);
}

static bool bind_block(struct binder *b, const struct place *p, const struct node *n)
{
    const struct override *o = override_find(p->overrides, n->text);
    size_t from = (size_t)(n - p->t->nodes);

    if (o)
        return bind_override(b, p, n, o);
    if (n->starts_line && !n->alone && !emit_text(&b->e, &p->indent, p->t, n->line, n->ws, true))
        return false;
    return bind_nodes(b, p, from + 1, n->match);
}

static bool bind_node(struct binder *b, const struct place *p, const struct node *n)
{
    switch (n->kind) {
    case NODE_TEXT:
        return emit_text(&b->e, &p->indent, p->t, n->line, n->text, n->starts_line);
    case NODE_VALUE:
        return bind_value(b, p, n);
    case NODE_SECTION:
    case NODE_INVERTED:
        return bind_section(b, p, n);
    case NODE_PARTIAL:
        return bind_template(b, p, n, p->overrides);
    case NODE_PARENT:
        return bind_parent(b, p, n);
    case NODE_BLOCK:
        return bind_block(b, p, n);
    case NODE_MESSAGE:
        return bind_message(b, p, n);
    case NODE_END:
    case NODE_NOTHING:
        break;
    }
    return true;
}

static bool bind_nodes(struct binder *b, const struct place *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct node *n = &p->t->nodes[i];
        if (!bind_node(b, p, n))
            return false;
        if (n->match > i)
            i = n->match;
    }
    return true;
}

/* Subroutines follow the page; binding one may need more of them. */
static bool bind_calls(struct binder *b)
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
        b->e.ops[i].to = call->at;
    }
    return true;
}

bool template_bind(struct arena *a, const struct templates *all, const struct template *t,
                   const struct record *record, const struct record *layout, bool strict,
                   struct program **out, struct err *err)
{
    struct binder b = { .e = emitter_new(a, err), .all = all, .strict = strict };
    struct place p = { .t = t };
    struct program *program = ARENA_NEW(a, struct program);

    b.last = &b.calls;
    program->record = record;
    program->layout = layout;
    program->layout_slot = -1;
    if (layout && scope_enter(&b.names, &p.scope, layout))
        program->layout_slot = p.scope.shape[0];
    if (!scope_enter(&b.names, &p.scope, record))
        return err_internal(err, "%s: too many records", t->name);
    program->record_slot = p.scope.shape[0];
    if (!bind_nodes(&b, &p, 0, t->n) || !emit_op(&b.e, OP_RETURN, t, 1) || !bind_calls(&b))
        return false;
    emit_finish(&b.e, program);
    *out = program;
    return true;
}
