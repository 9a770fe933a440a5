/* Putting a saved receipt together, and taking one apart that came back. Every byte of it belongs
 * to the note, the statement, the proof, or to one of the fixed lines between them. [S12] */
#include "operation/receipt/receipt_file.h"

#include "base/utf8.h"

#include <string.h>

static const char begin_line[] = "\n----- statement as filed -----\n";
static const char end_line[] = "\n----- end of statement -----\n";
static const char proof_line[] = "\nc2sp.org/tlog-proof@v1\n";

static void put(struct buf *b, struct bytes part)
{
    buf_add(b, (const char *)part.s, part.n);
}

struct bytes receipt_file_write(struct arena *a, const struct receipt_file *file)
{
    struct buf b = buf_new(a);

    put(&b, file->note);
    if (file->statement.n > 0) {
        buf_str(&b, begin_line);
        put(&b, file->statement);
        buf_str(&b, end_line + 1);
    }
    if (file->proof.n > 0) {
        buf_char(&b, '\n');
        put(&b, file->proof);
    }
    buf_text(&b);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

/* How many bytes at the beginning say nothing: line ends and byte order marks. */
static size_t nothing(const char *s, size_t n)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t at = 0;

    for (;;) {
        if (n - at >= 3 && memcmp(s + at, mark, 3) == 0)
            at += 3;
        else if (at < n && (s[at] == '\n' || (s[at] == '\r' && n - at > 1 && s[at + 1] == '\n')))
            at++;
        else
            return at;
    }
}

static struct bytes cleaned(struct arena *a, struct bytes given)
{
    const char *s = (const char *)given.s, *end = s + given.n;
    struct buf b = buf_new(a);

    s += nothing(s, given.n);
    for (; s < end; s++)
        if (*s != '\r' || end - s == 1 || s[1] != '\n')
            buf_char(&b, *s);
    while (b.n > 0 && b.s[b.n - 1] == '\n')
        b.n--;
    buf_char(&b, '\n');
    buf_text(&b);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

/* The part before `line` goes to `*before`, the rest is what follows it. False: not there. */
static bool split(struct bytes *rest, const char *line, struct bytes *before)
{
    size_t n = strlen(line);
    const unsigned char *at = memmem(rest->s, rest->n, line, n);

    if (!at)
        return false;
    *before = (struct bytes){ rest->s, (size_t)(at - rest->s) };
    *rest = (struct bytes){ at + n, rest->n - before->n - n };
    return true;
}

/* From the line that a proof begins with. */
static bool proof_split(struct bytes *rest, struct bytes *before)
{
    struct bytes all = *rest;

    if (!split(rest, proof_line, before))
        return false;
    *rest = (struct bytes){ before->s + before->n + 1, all.n - before->n - 1 };
    return true;
}

bool receipt_file_read(struct arena *a, struct bytes given, struct receipt_file *out)
{
    struct bytes rest, none;

    *out = (struct receipt_file){ 0 };
    if (given.n == 0 || given.n > RECEIPT_FILE_MOST || memchr(given.s, '\0', given.n) ||
        !utf8_valid((const char *)given.s, given.n))
        return false;
    rest = cleaned(a, given);
    if (memchr(rest.s, '\r', rest.n)) /* we write none, and one before a line break would hide */
        return false;
    if (split(&rest, begin_line, &out->note)) {
        if (!split(&rest, end_line, &out->statement))
            return false;
        out->statement.n++; /* its last line break */
    } else if (proof_split(&rest, &out->note)) {
        out->proof = rest;
        return true;
    } else {
        out->note = rest;
        return true;
    }
    if (rest.n == 0)
        return true;
    if (!proof_split(&rest, &none) || none.n > 0)
        return false;
    out->proof = rest;
    return true;
}
