/*
 * Binding a template to its records: names become fields, and sections become
 * jumps.
 */
#include "web/template_place.h"

#include <stddef.h>
#include <string.h>

bool bind_fail(struct binder *b, const struct place *p, const struct node *n, const char *why)
{
    return template_error(b->e.err, p->t, n->line, "\"%.*s\": %s", (int)n->text.n, n->text.s, why);
}

/* There are very many values, and nearly all paths have one step. */
static size_t value_size(const struct value *v)
{
    return offsetof(struct value, path) + (size_t)v->n * sizeof v->path[0];
}

static const struct value *value_keep(struct emitter *e, const struct value *v)
{
    return emit_keep(e, v, value_size(v));
}

/* The value of a name. One that leads nowhere is an error, or nothing. */
static const struct value *find(struct binder *b, const struct place *p, const struct node *n,
                                struct span name, bool written)
{
    struct value v = { 0 };
    const char *why;

    if (name_find(&b->names, &p->scope, name, &v, &why) && (!written || value_writable(&v, &why)))
        return value_keep(&b->e, &v);
    v = (struct value){ 0 };
    if (!b->strict)
        return value_keep(&b->e, &v);
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
    const struct message *m = n->message ? n->message : message_bind(&binder, n->text);
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

/* Around a block that is a value alone: as long as the value is set. */
static bool bind_if_value(struct binder *b, const struct place *p, const struct node *n,
                          const struct template *from, const struct node *value)
{
    struct place there = *p;
    const struct value *v;
    size_t start = b->e.n;
    struct op *op;

    there.t = from;
    v = find(b, &there, value, value->text, false);
    op = v ? emit_op(&b->e, n->kind == NODE_INVERTED ? OP_UNLESS : OP_IF, p->t, n->line) : NULL;
    if (!op)
        return false;
    op->value = v;
    return bind_nodes(b, p, (size_t)(n - p->t->nodes) + 1, n->match) &&
           emit_section_end(&b->e, start);
}

/* {{#$block}} and {{^$block}}: whether there is one is known when the template is bound. */
static bool bind_if_given(struct binder *b, const struct place *p, const struct node *n)
{
    struct span name = { n->text.s + 1, n->text.n - 1 };
    const struct template *from = NULL;
    const struct node *value = block_value(p, name, &from);

    if (value)
        return bind_if_value(b, p, n, from, value);
    return block_given(p, name) == (n->kind == NODE_INVERTED) ||
           bind_nodes(b, p, (size_t)(n - p->t->nodes) + 1, n->match);
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
            return bind_fail(b, p, n, "too many records on one page");
        op->slot = (uint8_t)inside.scope.shape[0];
    } else if (op->kind == OP_IF && v->n > 0) {
        memcpy(&inside.scope.dot, v, value_size(v));
    }
    if (!bind_nodes(b, &inside, from + 1, n->match))
        return false;
    return emit_section_end(&b->e, start);
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
        return *n->text.s == '$' ? bind_if_given(b, p, n) : bind_section(b, p, n);
    case NODE_PARTIAL:
        return bind_partial(b, p, n);
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

bool bind_nodes(struct binder *b, const struct place *p, size_t from, size_t to)
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

bool template_bind(struct arena *a, const struct templates *all, const struct template *t,
                   const struct record *record, const struct record *layout, bool strict,
                   struct program **out, struct err *err)
{
    AUTO_ARENA scratch = arena_new();
    struct binder b = { .e = emitter_new(a, scratch, all, err), .all = all, .strict = strict };
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
