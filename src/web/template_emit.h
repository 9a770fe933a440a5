/*
 * Writing the ops of a program: neighbouring texts become one, and every line of a
 * partial gets its indentation. Internal to src/web/template*.c.
 */
#ifndef WEB_TEMPLATE_EMIT_H
#define WEB_TEMPLATE_EMIT_H

#include "web/template_program.h"

struct emitter {
    struct arena *a, *scratch;  /* what grows stands in scratch until emit_finish */
    const struct template *all; /* where ops come from */
    struct interned *interned;  /* NULL: what is made here does not stay */
    struct err *err;
    struct op *ops;
    size_t n, room;
    struct buf text; /* all text of the program; ops hold offsets until emit_finish */
    size_t label;    /* ops before this one must not grow: something jumps behind them */
};

/* What stands before each line. */
struct indent {
    struct span text;  /* written there */
    struct span strip; /* taken away from the line itself, as far as it is there */
    bool called;       /* within a subroutine: the callers' indentation comes first */
};

struct emitter emitter_new(struct arena *a, struct arena *scratch, const struct templates *all,
                           struct err *err);
/* NULL when the program grows too large. Without its text. */
struct op *emit_op(struct emitter *e, enum op_kind kind, const struct template *from, int line);
MUST_CHECK bool emit_text(struct emitter *e, const struct indent *indent,
                          const struct template *from, int line, struct span text,
                          bool starts_line);
/* Only the indentation of a line. */
MUST_CHECK bool emit_line_start(struct emitter *e, const struct indent *indent,
                                const struct template *from, int line);
/* The section whose first op is `start` ends here. */
MUST_CHECK bool emit_section_end(struct emitter *e, size_t start);
/* Something jumps to what comes next. */
void emit_label(struct emitter *e);
/* Those bytes, for as long as the program. */
const void *emit_keep(struct emitter *e, const void *s, size_t n);
void emit_finish(struct emitter *e, struct program *out);

/* The indentation with `ws` behind it, which stands in the present text. */
struct indent indent_more(struct emitter *e, const struct indent *indent, struct span ws);
/* How far the content of a block is indented: by its first line, else by its tag. */
struct span node_indent(const struct template *t, const struct node *block);

#endif
