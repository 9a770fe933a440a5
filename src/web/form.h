/*
 * Forms as browsers send them: application/x-www-form-urlencoded and
 * multipart/form-data (RFC 7578), read by our own parser because the HTTP
 * library's is not to be trusted with hostile bytes. Both are incremental: bytes
 * come in as the network gives them. Bounds are checked while reading, so that what is kept in
 * memory stays within a few times the text a form may have, whatever is sent. [S59] Fuzzed.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/arena.h"
#include "base/err.h"

enum { FORM_FIELDS = 300, FORM_NAME = 100 };

struct form_field {
    const char *name;
    const char *value; /* valid UTF-8, no NUL; line breaks as \n */
    size_t n;
};

/* A file of a multipart body: its bytes went to the sink as they came. */
struct form_file {
    const char *name;      /* of the form field */
    const char *file_name; /* as the sender named it, path parts removed; may be "" */
    const char *type;      /* as the sender said; not to be believed */
    int64_t size;
    int64_t staged; /* what the sink gave it: an id of staged rows */
};

struct form {
    struct form_field *fields;
    size_t n;
    struct form_file *files;
    size_t n_files;
};

/* The first field of that name, or NULL. */
const char *form_text(const struct form *f, const char *name);
/* How many fields have that name. */
size_t form_count(const struct form *f, const char *name);
/* The i-th field of that name, or NULL. */
const char *form_nth(const struct form *f, const char *name, size_t i);

/* A whole urlencoded text (a query string, or a body); whoever has it has bounded its length. */
MUST_CHECK bool form_urlencoded(struct arena *a, const char *s, size_t n, struct form *out,
                                struct err *err);

/* How many of the first `n` bytes of an urlencoded text end between two characters; the text
 * was cut anywhere. */
size_t form_whole(const char *s, size_t n);

/* The name of a file without path parts, control characters and direction marks, at most
 * 200 bytes, cut between characters; bytes that are not UTF-8 become "_". "" when nothing
 * is left. [S31] */
const char *file_name_clean(struct arena *a, const char *s, size_t n);

/* Where the bytes of files go, piece by piece. */
struct form_sink {
    void *to;
    /* A file begins; may refuse it (type, number). `*staged` is its id. */
    bool (*begin)(void *to, const char *field, const char *file_name, const char *type,
                  int64_t *staged, struct err *err);
    bool (*bytes)(void *to, int64_t staged, const void *s, size_t n, struct err *err);
    bool (*end)(void *to, int64_t staged, int64_t size, struct err *err);
};

/* Takes files and keeps nothing of them: where only the words of a form are wanted. */
extern const struct form_sink form_sink_nowhere;

struct multipart; /* the parser's state, in the arena */

/* `content_type` is the whole header with its boundary; `text_limit` the bytes of all names and
 * values. `sink` is copied; NULL refuses files. */
MUST_CHECK bool multipart_new(struct arena *a, const char *content_type, size_t text_limit,
                              const struct form_sink *sink, struct multipart **out,
                              struct err *err);
MUST_CHECK bool multipart_feed(struct multipart *m, const void *s, size_t n, struct err *err);
/* What was read before multipart_feed refused the rest: whole fields, and the part of the
 * last one that came. */
void multipart_so_far(struct multipart *m, struct form *out);
/* After the last byte: the form, or why the body was not whole. */
MUST_CHECK bool multipart_end(struct multipart *m, struct form *out, struct err *err);

#endif
