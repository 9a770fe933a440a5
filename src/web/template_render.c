/*
 * Making a page: running a program. Nothing is looked up by name here, and
 * memory is taken only for the page itself and for dates and numbers in words.
 */
#include "web/template_program.h"

enum { FRAMES = TEMPLATE_NESTING * 4 + TEMPLATE_CALLS * 4 };

/* A section over rows that runs, or a call that will return. */
struct frame {
    const void *before; /* the row that was in the slot */
    size_t left;        /* rows that follow */
    size_t size;        /* of a row */
    size_t back;        /* calls: where to go on */
    size_t indent;      /* calls: length of the indentation before */
};

struct run {
    const struct program *program;
    const struct template_env *env;
    struct buf *out;
    struct err *err;
    const void *slots[SLOTS];
    struct frame frames[FRAMES];
    int depth;
    int calls;
    struct buf indent;
};

static bool push(struct run *r, const struct op *op, struct frame frame)
{
    if (r->depth == FRAMES || r->calls > TEMPLATE_CALLS)
        return template_error(r->err, &r->program->all[op->from], (int)op->line, "nested too deep");
    r->frames[r->depth++] = frame;
    return true;
}

/* Returns whether there is a first row. */
static bool first_row(const struct op *op, const void *const *slots, struct rows *rows)
{
    const void *row = value_row(op->value, slots);
    const struct field *f = op->value->path[op->value->n - 1];

    if (!row)
        return false;
    if (f->kind == FIELD_ROWS)
        *rows = *(const struct rows *)field_in(f, row);
    else
        *rows = (struct rows){ *(const void *const *)field_in(f, row), 1 };
    return rows->n > 0 && rows->row;
}

static bool enter(struct run *r, const struct op *op, size_t *at)
{
    const struct field *f = op->value->path[op->value->n - 1];
    struct rows rows;

    if (!first_row(op, r->slots, &rows)) {
        *at = op->to;
        return true;
    }
    if (!push(r, op, (struct frame){ r->slots[op->slot], rows.n - 1, f->sub->size, 0, 0 }))
        return false;
    r->slots[op->slot] = rows.row;
    return true;
}

static void next_row(struct run *r, const struct op *op, size_t *at)
{
    struct frame *frame = &r->frames[r->depth - 1];

    if (frame->left == 0) {
        r->slots[op->slot] = frame->before;
        r->depth--;
        return;
    }
    frame->left--;
    r->slots[op->slot] = (const char *)r->slots[op->slot] + frame->size;
    *at = op->to;
}

static bool call(struct run *r, const struct op *op, size_t *at)
{
    r->calls++;
    if (!push(r, op, (struct frame){ .back = *at, .indent = r->indent.n }))
        return false;
    buf_add(&r->indent, op->text, op->n);
    *at = op->to;
    return true;
}

/* False at the end of the page. */
static bool back(struct run *r, size_t *at)
{
    if (r->depth == 0)
        return false;
    r->depth--;
    r->calls--;
    *at = r->frames[r->depth].back;
    r->indent.n = r->frames[r->depth].indent;
    return true;
}

static bool run(struct run *r)
{
    size_t start = r->out->n;

    for (size_t at = 0;;) {
        const struct op *op = &r->program->ops[at++];
        switch (op->kind) {
        case OP_TEXT:
            buf_add(r->out, op->text, op->n);
            break;
        case OP_VALUE:
            value_write(r->out, r->env, op->value, r->slots);
            break;
        case OP_MESSAGE:
            message_write(r->out, r->env, op->message, r->slots);
            break;
        case OP_IF:
            if (!value_is_set(op->value, r->slots))
                at = op->to;
            break;
        case OP_UNLESS:
            if (value_is_set(op->value, r->slots))
                at = op->to;
            break;
        case OP_ONE:
        case OP_ROWS:
            if (!enter(r, op, &at))
                return false;
            break;
        case OP_NEXT:
            next_row(r, op, &at);
            break;
        case OP_INDENT:
            buf_add(r->out, r->indent.s, r->indent.n);
            break;
        case OP_CALL:
            if (!call(r, op, &at))
                return false;
            break;
        case OP_RETURN:
            if (!back(r, &at))
                return true;
            break;
        }
        if (r->out->n - start > TEMPLATE_OUTPUT)
            return template_error(r->err, &r->program->all[op->from], (int)op->line,
                                  "the page is larger than %d bytes", TEMPLATE_OUTPUT);
    }
}

static const struct program *bound(const struct template *t, const struct record *record,
                                   const struct record *layout)
{
    for (const struct program *p = t->programs; p; p = p->next)
        if (p->record == record && p->layout == layout)
            return p;
    return NULL;
}

bool template_render(const struct templates *t, const char *name, const struct record *record,
                     const void *row, const struct record *layout, const void *layout_row,
                     const struct template_env *env, struct buf *out, struct err *err)
{
    struct template *template = template_find(t, (struct span){ name, strlen(name) }, NULL);
    struct run r = { .env = env, .out = out, .err = err, .indent = buf_new(out->a) };
    struct program *program = NULL;
    struct err unfit = { 0 };

    if (!template)
        return err_internal(err, "there is no template %s", name);
    r.program = bound(template, record, layout);
    /* The first time, it is bound for good, so that a process holds the pages it shows. */
    if (!r.program && template_check_with(t, name, record, layout, &unfit))
        r.program = bound(template, record, layout);
    if (!r.program) {
        if (!template_bind(out->a, t, template, record, layout, false, &program, err))
            return false;
        r.program = program;
    }
    if (r.program->layout_slot >= 0)
        r.slots[r.program->layout_slot] = layout_row;
    r.slots[r.program->record_slot] = row;
    return run(&r);
}
