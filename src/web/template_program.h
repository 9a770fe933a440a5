/*
 * A template bound to its records: what rendering runs. Partials, parents and
 * blocks are already in their places, and names are fields at known offsets.
 *
 * Records are types, so which record a name belongs to is known beforehand. Each
 * record that occurs has one slot, which holds the row that is nearest: a record
 * further out of the same type can never be seen. Internal to src/web/template*.c.
 */
#ifndef WEB_TEMPLATE_PROGRAM_H
#define WEB_TEMPLATE_PROGRAM_H

#include "base/buf.h"
#include "base/record.h"
#include "i18n/lang.h"
#include "web/template.h"
#include "web/template_intern.h"
#include "web/template_parse.h"

enum { SLOTS = 32, PATH = 8 };

/* How a value is written. */
enum format {
    FORMAT_DEFAULT,
    FORMAT_LONG,
    FORMAT_DAY,
    FORMAT_SHORT,
    FORMAT_ISO,
    FORMAT_TIME,
    FORMAT_PLAIN,
    FORMAT_SIZE, /* .bytes */
    FORMAT_COUNT,
    FORMAT_SEALED, /* sections only: sealed, and nobody opened it */
};

/* A name that was found: through which records it leads, to which field. */
struct value {
    int slot;
    int n; /* 0 = the name leads nowhere: nothing, and not set */
    enum format format;
    const struct field *path[PATH]; /* in a program only `n` of them are there */
};

/* A translated text in pieces: literals, escaped already, and values between them. */
struct piece {
    struct span text;
    const struct value *value; /* NULL = text */
};

struct message_arg {
    struct span name;
    const struct value *value;
};

struct message {
    const char *one;   /* the message id; the singular form of a plural */
    const char *other; /* NULL = no plural */
    const struct value *number;
    struct message_arg *args; /* all names in it, of all languages */
    size_t n_args;
    struct {
        struct piece *pieces;
        size_t n;
    } texts[LANGS]; /* without plural */
};

enum op_kind {
    OP_TEXT,    /* write `text` */
    OP_VALUE,   /* write `value` */
    OP_MESSAGE, /* write `message` */
    OP_IF,      /* go to `to` unless `value` is set */
    OP_UNLESS,  /* go to `to` if it is set */
    OP_ONE,     /* put the record into `slot`; go to `to` when there is none */
    OP_ROWS,    /* put the first row into `slot`; go to `to` when there is none */
    OP_NEXT,    /* end of OP_ONE and OP_ROWS: the next row and back to `to`, or on */
    OP_INDENT,  /* write the indentation of the calls */
    OP_CALL,    /* go to `to` and come back; indents by `text` more */
    OP_RETURN,
};

/* There are very many of these, and all processes hold all of them. */
struct op {
    enum op_kind kind : 8;
    uint8_t slot;
    uint16_t from; /* the template it comes from, by its place among all */
    unsigned line;
    union { /* by kind */
        const char *text;
        const struct value *value;
        const struct message *message;
    };
    unsigned n; /* of the text */
    unsigned to;
};
_Static_assert(sizeof(struct op) == 24, "ops are small");
_Static_assert(TEMPLATE_OPS <= UINT32_MAX && TEMPLATE_OUTPUT <= UINT32_MAX, "n and to have room");

struct program {
    struct program *next; /* of the same template */
    const struct record *record;
    const struct record *layout;
    const struct template *all; /* what ops come from */
    struct op *ops;
    size_t n;
    int record_slot;
    int layout_slot; /* -1 = none */
};

enum { TEMPLATES = UINT16_MAX }; /* at most */

struct templates {
    struct arena *a;
    struct template *list; /* sorted by name */
    size_t n;
    struct interned *interned; /* what the programs in `a` write */
};

/* The template of that name, or NULL. `from` (NULL = none) names it: "part" in a .html
 * file means "part.html" too. */
struct template *template_find(const struct templates *t, struct span name,
                               const struct template *from);

/* Makes the program, for good where `a` is that of all templates. `strict`: names and partials that
 * do not exist are errors; otherwise they are nothing, as in Mustache. */
MUST_CHECK bool template_bind(struct arena *a, const struct templates *all,
                              const struct template *t, const struct record *record,
                              const struct record *layout, bool strict, struct program **out,
                              struct err *err);

/* -- names: template_name.c -- */

/* What names mean at one place of a template. */
struct scope {
    int shape[SLOTS]; /* slots, the nearest first */
    int n;
    struct value dot; /* {{.}} */
};

struct names {
    const struct record *records[SLOTS]; /* by slot */
    int n;
};

/* Finds the name; otherwise `why` is what is wrong with it. */
bool name_find(const struct names *names, const struct scope *scope, struct span name,
               struct value *out, const char **why);
/* Whether the value can be written at all; otherwise `why`. */
bool value_writable(const struct value *v, const char **why);
/* The scope within a section: the record comes first. False when there are too many. */
bool scope_enter(struct names *names, struct scope *scope, const struct record *r);

/* -- values: template_value.c -- */

/* The row that holds the last field of the path, or NULL. */
const void *value_row(const struct value *v, const void *const *slots);
bool value_is_set(const struct value *v, const void *const *slots);
/* As a number; 0 when it is none. */
int64_t value_number(const struct value *v, const void *const *slots);
void value_write(struct buf *out, const struct template_env *env, const struct value *v,
                 const void *const *slots);

/* -- translated texts: template_message.c -- */

/* The next `{name}` at or after `*at`; false when there is none. `*at` is then behind it,
 * and `before` what stood in front. */
bool message_next(struct span text, size_t *at, struct span *before, struct span *name);
void message_write(struct buf *out, const struct template_env *env, const struct message *m,
                   const void *const *slots);
/* Cuts the text of each language into pieces; `find` gives the value of a name or NULL,
 * which is an error it has set. */
struct message_binder {
    struct arena *a;
    const struct value *(*find)(void *with, struct span name);
    void *with;
};
/* NULL when a name was not found. */
struct message *message_bind(const struct message_binder *b, struct span text);

#endif
