/*
 * Field tables: what a struct is made of, said once.
 *
 * The one table of a struct loads it from SQL rows, fills templates, writes
 * JSON and CSV, reads JSON and forms, and documents the API. `FIELD` finds the
 * kind by the member's C type. There are no relations and no validation
 * language: a field has a length, may be required, may have fixed choices.
 *
 *     static const struct field ack_overdue_fields[] = {
 *         FIELD(struct ack_overdue, id),
 *         FIELD(struct ack_overdue, subject, .max = 200, .required = true),
 *         FIELD_ROWS(struct ack_overdue, files, &file_record),
 *     };
 *     const struct record ack_overdue_record = RECORD(struct ack_overdue, ack_overdue_fields);
 *
 * Zero means "not set" for every kind: NULL text, day 0, instant 0.
 */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

/* Text that is HTML already; made by templates only. */
struct html {
    const char *s; /* NULL = nothing */
};

/* Text that is sealed in the database (base/vault.h). `text` is NULL until it
 * was opened, so a value that nobody opened cannot get onto a page. */
struct secret {
    const char *text;
    struct bytes sealed;
};

/* Rows of one record, in an array. */
struct rows {
    const void *row;
    size_t n;
};

enum field_kind {
    FIELD_BOOL,    /* bool */
    FIELD_INT,     /* int */
    FIELD_INT64,   /* int64_t */
    FIELD_TEXT,    /* const char * */
    FIELD_BYTES,   /* struct bytes */
    FIELD_DATE,    /* struct date */
    FIELD_INSTANT, /* struct instant */
    FIELD_SECRET,  /* struct secret */
    FIELD_HTML,    /* struct html */
    FIELD_ROWS,    /* struct rows, each of record `sub` */
    FIELD_ONE,     /* const void *, one of record `sub`, or NULL */
};

struct record;

struct field {
    const char *name;
    size_t offset;
    enum field_kind kind;
    const struct record *sub;   /* FIELD_ROWS, FIELD_ONE */
    int max;                    /* text: most characters (code points); 0 = see FIELD_MAX */
    bool required;              /* forms and JSON: must be there and not blank */
    bool lines;                 /* text: line breaks and tabs are allowed */
    const char *const *choices; /* text: NULL-terminated list of the values allowed */
    const char *help;           /* what it means, in English: API description */
};

enum { FIELD_MAX = 500 };

/* Refuses a text of more than `most` characters (code points), naming the field; NULL fits. */
MUST_CHECK bool record_text_fits(const char *field, const char *text, size_t n, int most,
                                 struct err *err);

struct record {
    const char *name;
    size_t size;
    const struct field *fields;
    size_t n;
};

/* clang-format off */
#define FIELD_KIND(T, m) _Generic(((T *)0)->m, \
    bool: FIELD_BOOL, \
    int: FIELD_INT, \
    int64_t: FIELD_INT64, \
    const char *: FIELD_TEXT, \
    char *: FIELD_TEXT, \
    struct bytes: FIELD_BYTES, \
    struct date: FIELD_DATE, \
    struct instant: FIELD_INSTANT, \
    struct secret: FIELD_SECRET, \
    struct html: FIELD_HTML)
/* clang-format on */

#define FIELD(T, m, ...)                                                                           \
    {                                                                                              \
        .name = #m, .offset = offsetof(T, m), .kind = FIELD_KIND(T, m), __VA_ARGS__                \
    }
#define FIELD_ROWS(T, m, record)                                                                   \
    {                                                                                              \
        .name = #m, .offset = offsetof(T, m), .kind = FIELD_ROWS, .sub = (record)                  \
    }
#define FIELD_ONE(T, m, record)                                                                    \
    {                                                                                              \
        .name = #m, .offset = offsetof(T, m), .kind = FIELD_ONE, .sub = (record)                   \
    }
#define RECORD(T, table)                                                                           \
    {                                                                                              \
        .name = #T, .size = sizeof(T), .fields = (table), .n = COUNT(table)                        \
    }

/* The field of that name (`n` bytes), or NULL. */
const struct field *record_field(const struct record *r, const char *name, size_t n);

/* Where the field stands in a row. */
static inline void *field_at(const struct field *f, void *row)
{
    return (char *)row + f->offset;
}
static inline const void *field_in(const struct field *f, const void *row)
{
    return (const char *)row + f->offset;
}

/* Whether the field is set: not NULL, not "", not 0, not false, not empty.
 * (Templates: whether a section shows.) */
bool field_is_set(const struct field *f, const void *row);

/* The value as plain text, as a machine reads it: ISO dates, digits, "true".
 * NULL when not set or when the kind has no text (rows, HTML, sealed and unopened). */
const char *field_text(struct arena *a, const struct field *f, const void *row);

/* Reads text as a person or a file gave it into the field: checks the kind,
 * the length, the characters (no controls, valid UTF-8) and the choices. Blanks
 * at both ends are dropped only for the check of `required` and for kinds
 * other than text: people's words stay unaltered. An empty value means "not set". [S12] */
MUST_CHECK bool field_read(struct arena *a, const struct field *f, void *row, const char *s,
                           size_t n, struct err *err);

/* Gives every field of `out` what the field of that name in `row` has, where both are of one plain
 * kind (no secret, HTML, rows or one) or a text comes from an opened secret; all others stay as
 * they are. Whose table `to` is decides
 * what is handed on, so it wants a table that says just that: what may be told. */
void record_take(const struct record *to, void *out, const struct record *from, const void *row);

/* After reading: every required field is there. */
MUST_CHECK bool record_complete(const struct record *r, const void *row, struct err *err);

#endif
