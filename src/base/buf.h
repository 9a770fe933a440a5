/*
 * A text that grows, in an arena. The escaping writers are the only way values
 * get into HTML, JSON, CSV and URLs; no text is altered on the way in. [S1]
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
    struct arena *a;
    char *s;     /* not NUL-terminated until buf_text */
    size_t n;    /* bytes written */
    size_t size; /* bytes there is room for */
};

struct buf buf_new(struct arena *a);
void buf_add(struct buf *b, const char *s, size_t n);
void buf_str(struct buf *b, const char *s); /* NULL adds nothing */
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t n);
void buf_listed(struct buf *b, int64_t n); /* behind a comma, unless it is the first */
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* & < > " ' as entities: safe in HTML text and in quoted attributes. */
void buf_html(struct buf *b, const char *s, size_t n);
/* Whether there is one of them. */
bool html_special(const char *s, size_t n);
/* A JSON string with its quotation marks; bytes that are not UTF-8 become U+FFFD. */
void buf_json(struct buf *b, const char *s, size_t n);
/* One CSV cell, always quoted; cells that a spreadsheet would run get a
 * leading apostrophe. [S5] RFC 4180 */
void buf_csv(struct buf *b, const char *s, size_t n);
/* A cell of a line: after a comma, unless the file or a line begins with it. NULL = empty. */
void buf_cell(struct buf *b, const char *text);
/* Percent-encoding of everything but letters, digits and -._~ */
void buf_url(struct buf *b, const char *s, size_t n);

/* The text with a NUL behind it; further writing may move it. */
char *buf_text(struct buf *b);

#endif
