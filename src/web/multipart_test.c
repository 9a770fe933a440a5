/*
 * Multipart bodies: each is fed whole, byte by byte, and cut in two at every byte; the
 * outcome must always be the same. RFC 7578
 */
#include "base/tap.h"
#include "web/form.h"

#include "base/buf.h"

#include <string.h>

enum { TEXT = 1024 * 1024, PARTS = 350 };

#define BODY(s) (s), sizeof(s) - 1
#define PART(name) "--B\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(rest) "--B\r\nContent-Disposition: form-data; name=\"f\"; " rest "\r\n\r\n"

static const struct {
    const char *what;
    const char *s;
    size_t n;
    const char *want; /* "name=value|", "name:file name:type:bytes|"; NULL = refused */
} cases[] = {
    { "one field", BODY(PART("a") "1\r\n--B--\r\n"), "a=1|" },
    { "two fields", BODY(PART("a") "1\r\n" PART("b") "2\r\n--B--\r\n"), "a=1|b=2|" },
    { "no last line break", BODY(PART("a") "1\r\n--B--"), "a=1|" },
    { "an epilogue", BODY(PART("a") "1\r\n--B--\r\nmore\r\n--B\r\n"), "a=1|" },
    { "a preamble", BODY("hello\r\n" PART("a") "1\r\n--B--"), "a=1|" },
    { "a line break before the first", BODY("\r\n" PART("a") "1\r\n--B--"), "a=1|" },
    { "no parts", BODY("--B--"), "" },
    { "an empty value", BODY(PART("a") "\r\n--B--"), "a=|" },
    { "a value of line breaks", BODY(PART("a") "\r\n\r\n\r\n--B--"), "a=\n\n|" },
    { "almost a delimiter", BODY(PART("a") "\r\n-\r\n--\r\r\n--A\r\n--B--"), "a=\n-\n--\n\n--A|" },
    { "a value that begins with the delimiter's end", BODY(PART("a") "--B\r\n--B--"), NULL },
    { "a delimiter at once", BODY("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n--B--"),
      "a=|" },
    { "blanks behind a delimiter",
      BODY("--B \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--B--"), "a=1|" },
    { "UTF-8", BODY(PART("a") "投诉\r\n--B--"), "a=投诉|" },
    { "a file",
      BODY(FILE_PART("filename=\"x.txt\"\r\nContent-Type: text/plain") "12\r\n3\r\n--B--"),
      "f:x.txt:text/plain:12\r\n3|" },
    { "a file without a type", BODY(FILE_PART("filename=x.txt") "1\r\n--B--"),
      "f:x.txt:application/octet-stream:1|" },
    { "an empty file", BODY(FILE_PART("filename=x.txt") "\r\n--B--"),
      "f:x.txt:application/octet-stream:|" },
    { "a file field left empty", BODY(FILE_PART("filename=\"\"") "\r\n--B--"), "" },
    { "a file without a name that has bytes", BODY(FILE_PART("filename=\"\"") "1\r\n--B--"),
      "f::application/octet-stream:1|" },
    { "bytes of every kind in a file", BODY(FILE_PART("filename=x") "\0\xff\n\r\r\n--B--"),
      "f:x:application/octet-stream:\\0\xff\n\r|" },
    { "[S31] a name with a path", BODY(FILE_PART("filename=\"C:\\tmp\\x.txt\"") "1\r\n--B--"),
      "f:x.txt:application/octet-stream:1|" },
    { "a name with a quotation mark, as browsers write it",
      BODY(FILE_PART("filename=\"a%22b.txt\"") "1\r\n--B--"),
      "f:a\"b.txt:application/octet-stream:1|" },
    { "a name with a quotation mark, as programs write it",
      BODY(FILE_PART("filename=\"a\\\"b.txt\"") "1\r\n--B--"),
      "f:a\"b.txt:application/octet-stream:1|" },
    { "a semicolon in a name", BODY(FILE_PART("filename=\"a;b.txt\"") "1\r\n--B--"),
      "f:a;b.txt:application/octet-stream:1|" },
    { "the extended name goes first",
      BODY(FILE_PART("filename=\"x\"; filename*=UTF-8''%e5%8f%91.txt") "1\r\n--B--"),
      "f:发.txt:application/octet-stream:1|" },
    { "a broken extended name does not",
      BODY(FILE_PART("filename=\"x\"; filename*=UTF-8''%zz") "1\r\n--B--"),
      "f:x:application/octet-stream:1|" },
    { "an extended name in another character set does not",
      BODY(FILE_PART("filename=\"x\"; filename*=ISO-8859-1''%e4") "1\r\n--B--"),
      "f:x:application/octet-stream:1|" },
    { "unknown headers are passed over",
      BODY("--B\r\nX: 1\r\ncontent-disposition: form-data; name=\"a\"\r\nY: 2\r\n\r\n1\r\n--B--"),
      "a=1|" },
    { "no end", BODY(PART("a") "1\r\n--B\r\n"), NULL },
    { "cut within a value", BODY(PART("a") "1"), NULL },
    { "cut within a head", BODY("--B\r\nContent-Disp"), NULL },
    { "nothing", BODY(""), NULL },
    { "another boundary", BODY("--C\r\n\r\n--C--"), NULL },
    { "no disposition", BODY("--B\r\n\r\n1\r\n--B--"), NULL },
    { "no name", BODY("--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--"), NULL },
    { "two dispositions",
      BODY("--B\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; "
           "name=b\r\n\r\n1\r\n--B--"),
      NULL },
    { "another disposition",
      BODY("--B\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--B--"), NULL },
    { "a bare LF in a head", BODY("--B\nContent-Disposition: form-data; name=a\n\n1\r\n--B--"),
      NULL },
    { "a line without a colon", BODY("--B\r\nhello\r\n\r\n1\r\n--B--"), NULL },
    { "[S11] NUL in a value", BODY(PART("a") "\0\r\n--B--"), NULL },
    { "[S11] NUL in a head",
      BODY("--B\r\nContent-Disposition: form-data; name=\0a\r\n\r\n1\r\n--B--"), NULL },
    { "[S11] a value that is not UTF-8", BODY(PART("a") "\xff\r\n--B--"), NULL },
    { "[S11] a name that is not UTF-8", BODY(PART("\xff") "1\r\n--B--"), NULL },
};

/* A sink that writes what it gets into a text, files in their order. */
struct kept {
    struct buf bytes[4];
    int64_t n;
    struct arena *a;
};

static bool kept_begin(void *to, const char *field, const char *file_name, const char *type,
                       int64_t *staged, struct err *err)
{
    struct kept *k = to;

    (void)field;
    (void)type;
    if (strcmp(file_name, "refused.exe") == 0)
        return err_field(err, "files", "refused");
    k->bytes[k->n] = buf_new(k->a);
    *staged = k->n++;
    return true;
}

static bool kept_bytes(void *to, int64_t staged, const void *s, size_t n, struct err *err)
{
    struct kept *k = to;
    const char *bytes = s;

    (void)err;
    for (size_t i = 0; i < n; i++)
        if (bytes[i] == '\0')
            buf_str(&k->bytes[staged], "\\0");
        else
            buf_char(&k->bytes[staged], bytes[i]);
    return true;
}

static bool kept_end(void *to, int64_t staged, int64_t size, struct err *err)
{
    (void)to;
    (void)staged;
    (void)size;
    (void)err;
    return true;
}

static const char *form_shown(struct arena *a, const struct form *f, struct kept *k)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < f->n; i++)
        buf_printf(&b, "%s=%s|", f->fields[i].name, f->fields[i].value);
    for (size_t i = 0; i < f->n_files; i++)
        buf_printf(&b, "%s:%s:%s:%s|", f->files[i].name, f->files[i].file_name, f->files[i].type,
                   buf_text(&k->bytes[f->files[i].staged]));
    return buf_text(&b);
}

/* Reads `s` in pieces: the first of `first` bytes, the others of `piece`. NULL = refused. */
static const char *read_in_pieces(struct arena *a, const char *s, size_t n, size_t first,
                                  size_t piece)
{
    struct kept kept = { .a = a };
    struct form_sink sink = { &kept, kept_begin, kept_bytes, kept_end };
    struct multipart *m;
    struct form form;
    struct err err = { 0 };

    if (!multipart_new(a, "multipart/form-data; boundary=B", TEXT, &sink, &m, &err))
        return NULL;
    for (size_t at = 0; at < n;) {
        size_t now = at == 0 && first > 0 ? first : piece;
        now = now < n - at ? now : n - at;
        if (!multipart_feed(m, s + at, now, &err))
            return NULL;
        at += now;
    }
    return multipart_end(m, &form, &err) ? form_shown(a, &form, &kept) : NULL;
}

static bool texts_same(const char *one, const char *two)
{
    return one && two ? strcmp(one, two) == 0 : one == two;
}

static void try_cuts(const char *what, const char *s, size_t n, const char *want)
{
    AUTO_ARENA a = arena_new();
    size_t wrong = 0;

    TAP_TEXT(what, read_in_pieces(a, s, n, 0, n + 1), want);
    for (size_t cut = 1; cut < n; cut++) {
        wrong += !texts_same(read_in_pieces(a, s, n, cut, n), want);
        arena_reset(a);
    }
    TAP_INT(arena_printf(a, "%s, cut at every byte", what), (int64_t)wrong, 0);
    TAP_TEXT(arena_printf(a, "%s, byte by byte", what), read_in_pieces(a, s, n, 1, 1), want);
}

static const struct {
    const char *what;
    const char *type;
    bool ok;
} types[] = {
    { "a boundary", "multipart/form-data; boundary=B", true },
    { "in quotation marks", "multipart/form-data; charset=utf-8; boundary=\"a b\"", true },
    { "in capitals", "multipart/form-data; BOUNDARY=B", true },
    { "none", "multipart/form-data", false },
    { "an empty one", "multipart/form-data; boundary=", false },
    { "one of 71 characters",
      "multipart/form-data; boundary="
      "12345678901234567890123456789012345678901234567890123456789012345678901",
      false },
};

static enum err_kind refusal(struct arena *a, const struct form_sink *sink, const char *s, size_t n)
{
    struct multipart *m;
    struct form form;
    struct err err = { 0 };

    if (multipart_new(a, "multipart/form-data; boundary=B", TEXT, sink, &m, &err) &&
        multipart_feed(m, s, n, &err) && multipart_end(m, &form, &err))
        return ERR_NONE;
    return err.kind;
}

/* Of a text that is too long, what came before the limit can be given back. */
static void so_far(struct arena *a, const char *s, size_t n)
{
    struct form form = { 0 };
    struct err err = { 0 };
    struct multipart *m;
    bool took = true;

    TAP("a form with a long text",
        multipart_new(a, "multipart/form-data; boundary=B", TEXT, NULL, &m, &err));
    for (size_t at = 0; took && at < n; at += 4096)
        took = multipart_feed(m, s + at, n - at < 4096 ? n - at : 4096, &err);
    multipart_so_far(m, &form);
    TAP("[D4] its beginning was read",
        form.n == 1 && form.fields[0].n > TEXT - 8192 && form.fields[0].n <= TEXT);
}

static void limits(struct arena *a)
{
    struct kept kept = { .a = a };
    struct form_sink sink = { &kept, kept_begin, kept_bytes, kept_end };
    static const char file[] = FILE_PART("filename=\"refused.exe\"") "1\r\n--B--";
    struct buf b = buf_new(a);

    TAP_INT("the sink may refuse a file", refusal(a, &sink, file, strlen(file)), ERR_INVALID);
    TAP_INT("without a sink files are refused", refusal(a, NULL, file, strlen(file)), ERR_INVALID);
    for (int i = 0; i <= FORM_FIELDS; i++)
        buf_str(&b, PART("a") "1\r\n");
    buf_str(&b, "--B--");
    TAP_INT("too many fields", refusal(a, NULL, b.s, b.n), ERR_TOO_LARGE);
    b.n = 0;
    buf_str(&b, PART("a"));
    for (int i = 0; i <= TEXT / 16; i++)
        buf_str(&b, "0123456789abcdef");
    buf_str(&b, "\r\n--B--");
    TAP_INT("too much text", refusal(a, NULL, b.s, b.n), ERR_TOO_LARGE);
    so_far(a, b.s, b.n);
}

/* As many of these parts as 4 MiB hold, and what the parser kept of them in memory. */
static size_t kept_of(const char *part, size_t n, const struct form_sink *sink, enum err_kind *why)
{
    AUTO_ARENA a = arena_new();
    struct multipart *m;
    struct err err = { 0 };
    bool took;

    took = multipart_new(a, "multipart/form-data; boundary=B", TEXT, sink, &m, &err);
    for (size_t sent = 0; took && sent < 4 * (size_t)TEXT; sent += n)
        took = multipart_feed(m, part, n, &err);
    *why = err.kind;
    return arena_used(a);
}

/* [S59] What is kept is bounded by what a form may have, not by what is sent. */
static void memory(struct arena *a)
{
    struct buf many = buf_new(a), head = buf_new(a), lines = buf_new(a);
    static const char empty[] = FILE_PART("filename=\"\"") "\r\n";
    enum err_kind why;

    TAP("[S59] file fields left empty without end are bounded",
        kept_of(empty, strlen(empty), &form_sink_nowhere, &why) < TEXT / 4);
    TAP_INT("and refused", why, ERR_TOO_LARGE);
    for (int i = 0; i < 600; i++)
        buf_str(&many, "a=;");
    buf_printf(&head, "--B\r\nContent-Disposition: form-data;name=x;filename=\"\";%s\r\n\r\n\r\n",
               buf_text(&many));
    TAP("[S59] and so are heads of hundreds of parameters",
        kept_of(head.s, head.n, &form_sink_nowhere, &why) < TEXT / 2);
    TAP_INT("and refused too", why, ERR_TOO_LARGE);
    buf_str(&lines, "--B\r\nContent-Disposition: form-data;name=x;filename=\"\"\r\n");
    for (int i = 0; i < 9; i++)
        buf_printf(&lines, "Content-Type: %0100d\r\n", i);
    buf_str(&lines, "\r\n\r\n");
    TAP("[S59] and types that are said again and again",
        kept_of(lines.s, lines.n, &form_sink_nowhere, &why) < TEXT);
}

/* A page has some file fields, and most of them stay empty. */
static void empty_files(struct arena *a)
{
    struct buf b = buf_new(a);

    for (int i = 0; i < PARTS; i++)
        buf_str(&b, FILE_PART("filename=\"\"") "\r\n");
    TAP_INT("as many parts as there may be", refusal(a, &form_sink_nowhere, b.s, b.n), ERR_INVALID);
    buf_str(&b, "--B--");
    TAP_INT("are a form when it ends there", refusal(a, &form_sink_nowhere, b.s, b.n), ERR_NONE);
    b.n -= 5;
    buf_str(&b, FILE_PART("filename=\"\"") "\r\n--B--");
    TAP_INT("one more is too many", refusal(a, &form_sink_nowhere, b.s, b.n), ERR_TOO_LARGE);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++)
        try_cuts(cases[i].what, cases[i].s, cases[i].n, cases[i].want);
    for (size_t i = 0; i < COUNT(types); i++) {
        struct multipart *m;
        struct err err = { 0 };
        TAP(types[i].what, multipart_new(a, types[i].type, TEXT, NULL, &m, &err) == types[i].ok);
    }
    limits(a);
    memory(a);
    empty_files(a);
    return tap_done();
}
