/*
 * CSV from outside, record by record, whatever its size: RFC 4180 with quoted line
 * breaks, a byte order mark, LF or CRLF. A record that is not right says why and where,
 * and the next one is read as if nothing had been.
 */
#ifndef IMPORT_CSV_H
#define IMPORT_CSV_H

#include "base/arena.h"

#include <stdio.h>

/* What some programs put before a text in UTF-8. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

enum { CSV_CELLS = 500, CSV_RECORD_BYTES = 1 << 20 };

struct csv {
    FILE *f;
    char delimiter; /* ',' when 0 */
    int64_t line;   /* lines read so far */
};

struct csv_record {
    int64_t line;    /* where it begins, from 1 */
    const char *bad; /* why it cannot be read, in English; NULL = it can */
    const char **cell;
    size_t n;
    const char *raw; /* as it stood in the file, without the line break at its end */
    size_t raw_n;
};

/* The next record that is not a blank line; false at the end of the file. Line breaks within
 * cells become LF. Cells are valid UTF-8 without NUL. */
bool csv_next(struct csv *csv, struct arena *a, struct csv_record *out);

/* One cell as it is, quoted where it must be: nothing is put before it as for spreadsheets. */
struct buf;
void csv_cell(struct buf *b, const char *s);

#endif
