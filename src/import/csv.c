/*
 * The reader is a table of four places in a record: at the beginning of a cell, in a plain one,
 * in a quoted one, and behind a quotation mark there, which either ends the cell or was
 * the first of two.
 */
#include "import/csv.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum place { CELL_BEGIN, CELL_PLAIN, CELL_QUOTED, CELL_QUOTE };

struct reading {
    struct csv *csv;
    struct csv_record *out;
    struct buf raw, cell;
    enum place place;
    bool full; /* no more is kept of it */
};

static void spoil(struct reading *r, const char *why)
{
    if (!r->out->bad)
        r->out->bad = why;
}

static void cell_end(struct reading *r)
{
    struct csv_record *out = r->out;

    if (out->n == CSV_CELLS)
        spoil(r, "too many cells");
    else
        out->cell[out->n++] = arena_strn(r->raw.a, r->cell.s ? r->cell.s : "", r->cell.n);
    r->cell.n = 0;
    r->place = CELL_BEGIN;
}

/* A line break within a cell is one character, however the file writes it. */
static void cell_char(struct reading *r, char c)
{
    if (c == '\n' && r->cell.n > 0 && r->cell.s[r->cell.n - 1] == '\r')
        r->cell.s[r->cell.n - 1] = '\n';
    else
        buf_char(&r->cell, c);
}

static void cell_take(struct reading *r, char c)
{
    switch (r->place) {
    case CELL_BEGIN:
        r->place = c == '"' ? CELL_QUOTED : CELL_PLAIN;
        if (c != '"')
            cell_char(r, c);
        return;
    case CELL_PLAIN:
        if (c == '"')
            spoil(r, "a quotation mark inside a cell that does not begin with one");
        cell_char(r, c);
        return;
    case CELL_QUOTED:
        if (c == '"')
            r->place = CELL_QUOTE;
        else
            cell_char(r, c);
        return;
    case CELL_QUOTE:
        if (c != '"')
            spoil(r, "characters behind a closing quotation mark");
        r->place = c == '"' ? CELL_QUOTED : CELL_PLAIN;
        cell_char(r, c);
        return;
    }
}

/* A record without end is given up at the next line break, so that one lost quotation mark
 * does not swallow the rest of the file into memory. */
static void keep(struct reading *r, char c)
{
    if (r->raw.n < CSV_RECORD_BYTES) {
        buf_char(&r->raw, c);
        return;
    }
    spoil(r, "longer than a record may be, 1 MiB");
    r->full = true;
}

/* Takes one character; true when it ended the record. */
static bool take(struct reading *r, int c)
{
    bool quoted = r->place == CELL_QUOTED && !r->full;

    if (c == '\n')
        r->csv->line++;
    if (c == '\n' && !quoted)
        return true;
    keep(r, (char)c);
    if (r->full)
        return false;
    if (c == r->csv->delimiter && !quoted)
        cell_end(r);
    else
        cell_take(r, (char)c);
    return false;
}

static void byte_order_mark(FILE *f)
{
    static const int mark[] = { 0xef, 0xbb, 0xbf };
    int c[3], n = 0;

    while (n < 3 && (c[n] = getc_unlocked(f)) == mark[n])
        n++;
    if (n == 3)
        return;
    rewind(f);
}

/* CRLF at the end: the CR belongs to the line break. Behind a closing quotation mark it was
 * taken for a character of the cell. */
static void record_read(struct reading *r)
{
    struct csv *csv = r->csv;
    int c;

    r->out->line = csv->line + 1;
    while ((c = getc_unlocked(csv->f)) != EOF) {
        if (c == '\r') {
            int next = getc_unlocked(csv->f);
            if (next == '\n' && (r->place != CELL_QUOTED || r->full)) {
                take(r, next);
                break;
            }
            if (next != EOF)
                ungetc(next, csv->f);
        }
        if (take(r, c))
            break;
    }
    if (r->place == CELL_QUOTED)
        spoil(r, "a quotation mark is not closed");
    cell_end(r);
}

static void record_check(struct reading *r)
{
    struct csv_record *out = r->out;

    for (size_t i = 0; i < r->raw.n; i++)
        if (r->raw.s[i] == '\0')
            spoil(r, "a NUL character");
    if (r->raw.n > 0 && !utf8_valid(r->raw.s, r->raw.n))
        spoil(r, "not UTF-8");
    out->raw = buf_text(&r->raw);
    out->raw_n = r->raw.n;
}

bool csv_next(struct csv *csv, struct arena *a, struct csv_record *out)
{
    struct reading r = { .csv = csv, .out = out, .raw = buf_new(a), .cell = buf_new(a) };

    if (!csv->delimiter)
        csv->delimiter = ',';
    if (csv->line == 0 && ftell(csv->f) == 0)
        byte_order_mark(csv->f);
    *out = (struct csv_record){ 0 };
    out->cell = ARENA_ARRAY(a, const char *, CSV_CELLS);
    do {
        int c = getc_unlocked(csv->f);
        if (c == EOF)
            return false;
        ungetc(c, csv->f);
        out->n = 0;
        record_read(&r);
    } while (r.raw.n == 0);
    record_check(&r);
    return true;
}

void csv_cell(struct buf *b, const char *s)
{
    /* A byte order mark at the beginning of a file would be taken for the file's own. */
    if (!s[strcspn(s, ",;\t\"\r\n")] && strncmp(s, BYTE_ORDER_MARK, 3) != 0) {
        buf_str(b, s);
        return;
    }
    buf_char(b, '"');
    for (; *s; s++) {
        if (*s == '"')
            buf_char(b, '"');
        buf_char(b, *s);
    }
    buf_char(b, '"');
}
