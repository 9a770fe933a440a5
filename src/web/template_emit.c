/* Text of a program, line by line, and its ops. */
#include "web/template_emit.h"

#include <string.h>

struct emitter emitter_new(struct arena *a, struct arena *scratch, const struct templates *all,
                           struct err *err)
{
    return (struct emitter){ .a = a,
                             .scratch = scratch,
                             .all = all->list,
                             .interned = a == all->a ? all->interned : NULL,
                             .err = err,
                             .text = buf_new(scratch) };
}

const void *emit_keep(struct emitter *e, const void *s, size_t n)
{
    return e->interned ? intern(e->interned, s, n) : arena_strn(e->a, s, n);
}

struct op *emit_op(struct emitter *e, enum op_kind kind, const struct template *from, int line)
{
    if (e->n == TEMPLATE_OPS || e->text.n > TEMPLATE_OUTPUT) {
        template_error(e->err, from, line, "the page grows too large");
        return NULL;
    }
    if (e->n == e->room) {
        size_t room = e->room * 2 + 64;
        struct op *ops = ARENA_ARRAY(e->scratch, struct op, room);
        if (e->n > 0)
            memcpy(ops, e->ops, e->n * sizeof *ops);
        e->ops = ops;
        e->room = room;
    }
    e->ops[e->n] =
        (struct op){ .kind = kind, .from = (uint16_t)(from - e->all), .line = (unsigned)line };
    return &e->ops[e->n++];
}

static bool add_text(struct emitter *e, const struct template *from, int line, struct span text)
{
    struct op *last = e->n > e->label ? &e->ops[e->n - 1] : NULL;

    if (text.n == 0)
        return true;
    if (!last || last->kind != OP_TEXT || e->text.n > TEMPLATE_OUTPUT)
        last = emit_op(e, OP_TEXT, from, line);
    if (!last)
        return false;
    buf_add(&e->text, text.s, text.n);
    last->n += (unsigned)text.n;
    return true;
}

static size_t blanks(struct span line)
{
    size_t n = 0;

    while (n < line.n && (line.s[n] == ' ' || line.s[n] == '\t'))
        n++;
    return n;
}

static struct span stripped(const struct indent *indent, struct span line)
{
    size_t n = 0;

    while (n < line.n && n < indent->strip.n && line.s[n] == indent->strip.s[n])
        n++;
    return (struct span){ line.s + n, line.n - n };
}

bool emit_line_start(struct emitter *e, const struct indent *indent, const struct template *from,
                     int line)
{
    if (indent->called && !emit_op(e, OP_INDENT, from, line))
        return false;
    return add_text(e, from, line, indent->text);
}

bool emit_text(struct emitter *e, const struct indent *indent, const struct template *from,
               int line, struct span text, bool starts_line)
{
    if (!starts_line)
        return add_text(e, from, line, text);
    return emit_line_start(e, indent, from, line) &&
           add_text(e, from, line, stripped(indent, text));
}

bool emit_section_end(struct emitter *e, size_t start)
{
    struct op *op = &e->ops[start];

    if (op->kind == OP_ROWS || op->kind == OP_ONE) {
        uint8_t slot = op->slot;
        struct op *next = emit_op(e, OP_NEXT, &e->all[op->from], (int)op->line);
        if (!next)
            return false;
        next->to = (unsigned)start + 1;
        next->slot = slot;
        op = &e->ops[start];
    }
    op->to = (unsigned)e->n;
    emit_label(e);
    return true;
}

void emit_label(struct emitter *e)
{
    e->label = e->n;
}

void emit_finish(struct emitter *e, struct program *out)
{
    const char *s = e->text.s;

    out->all = e->all;
    out->ops = ARENA_ARRAY(e->a, struct op, e->n);
    out->n = e->n;
    for (size_t i = 0; i < e->n; i++) {
        out->ops[i] = e->ops[i];
        if (e->ops[i].kind != OP_TEXT)
            continue;
        out->ops[i].text = emit_keep(e, s, e->ops[i].n);
        s += e->ops[i].n;
    }
}

struct indent indent_more(struct emitter *e, const struct indent *indent, struct span ws)
{
    struct indent more = *indent;
    struct buf b = buf_new(e->a);

    ws = stripped(indent, ws);
    buf_add(&b, indent->text.s, indent->text.n);
    buf_add(&b, ws.s, ws.n);
    more.text = (struct span){ b.s, b.n };
    more.strip = (struct span){ NULL, 0 };
    return more;
}

struct span node_indent(const struct template *t, const struct node *block)
{
    for (const struct node *n = block + 1; n < &t->nodes[block->match]; n++) {
        if (n->kind == NODE_TEXT && n->starts_line && !span_blank(n->text))
            return (struct span){ n->text.s, blanks(n->text) };
        if (n->kind == NODE_TEXT && n->starts_line && n->text.n > 0 && n[1].kind != NODE_TEXT &&
            n[1].kind != NODE_NOTHING)
            return n->text;
        if (n->alone && n->kind != NODE_END)
            return n->ws;
    }
    return block->ws;
}
