/*
 * Multipart bodies: the first byte says in which pieces the rest comes; the outcome
 * is that of the whole body at once, what the sink was told adds up, and the memory taken stays
 * in proportion to what came.
 */
#include "base/buf.h"
#include "base/fuzz.h"
#include "base/utf8.h"
#include "web/form.h"

#include <stdlib.h>
#include <string.h>

/* Memory: what a parser begins with, and for each byte that came. */
enum { TEXT = 16 * 1024, BEGINS = 16 * 1024, PER_BYTE = 16 };

struct told {
    int64_t begun, ended, bytes;
};

static bool told_begin(void *to, const char *field, const char *file_name, const char *type,
                       int64_t *staged, struct err *err)
{
    struct told *told = to;

    (void)err;
    if (!utf8_valid(field, strlen(field)) || !utf8_valid(file_name, strlen(file_name)) ||
        strchr(file_name, '/') || !type)
        abort();
    *staged = ++told->begun;
    return true;
}

static bool told_bytes(void *to, int64_t staged, const void *s, size_t n, struct err *err)
{
    struct told *told = to;

    (void)s;
    (void)err;
    if (staged != told->begun || n == 0)
        abort();
    told->bytes += (int64_t)n;
    return true;
}

static bool told_end(void *to, int64_t staged, int64_t size, struct err *err)
{
    struct told *told = to;

    (void)err;
    if (staged != ++told->ended || size > told->bytes)
        abort();
    return true;
}

static bool feed(struct arena *a, struct multipart *m, const uint8_t *s, size_t n, size_t piece,
                 struct err *err)
{
    size_t before = arena_used(a);
    bool took = true;

    for (size_t at = 0; took && at < n; at += piece)
        took = multipart_feed(m, s + at, piece < n - at ? piece : n - at, err);
    if (arena_used(a) - before > BEGINS + PER_BYTE * n)
        abort();
    return took;
}

/* The form as text, or NULL. */
static const char *outcome(struct arena *a, const uint8_t *s, size_t n, size_t piece)
{
    struct told told = { 0 };
    struct form_sink sink = { &told, told_begin, told_bytes, told_end };
    struct buf b = buf_new(a);
    struct multipart *m;
    struct form form;
    struct err err = { 0 };

    if (!multipart_new(a, "multipart/form-data; boundary=B", TEXT, &sink, &m, &err))
        abort();
    if (!feed(a, m, s, n, piece, &err) || !multipart_end(m, &form, &err))
        return NULL;
    for (size_t i = 0; i < form.n; i++)
        buf_printf(&b, "%s=%zu;%s;", form.fields[i].name, form.fields[i].n, form.fields[i].value);
    for (size_t i = 0; i < form.n_files; i++)
        buf_printf(&b, "%s:%s:%" PRId64 ";", form.files[i].name, form.files[i].file_name,
                   form.files[i].size);
    return buf_text(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    const char *whole, *pieces;

    if (n == 0)
        return 0;
    whole = outcome(a, data + 1, n - 1, n);
    pieces = outcome(a, data + 1, n - 1, 1 + data[0] % 64);
    if (!whole != !pieces || (whole && strcmp(whole, pieces) != 0))
        abort();
    return 0;
}
