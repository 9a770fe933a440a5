/* The CSV reader: what RFC 4180 allows, what files really have, and what is wrong. */
#include "import/csv.h"

#include "base/buf.h"
#include "base/tap.h"

#include <string.h>

/* Records as text: cells between < and >, a record that is wrong with its reason. */
static const char *read_all(struct arena *a, const char *text, size_t n, char delimiter)
{
    FILE *f = fmemopen((void *)(uintptr_t)text, n, "r");
    struct csv csv = { .f = f, .delimiter = delimiter };
    struct buf b = buf_new(a);
    struct csv_record r;

    while (f && csv_next(&csv, a, &r)) {
        buf_printf(&b, "%" PRId64 ":", r.line);
        for (size_t i = 0; !r.bad && i < r.n; i++)
            buf_printf(&b, "<%s>", r.cell[i]);
        if (r.bad)
            buf_printf(&b, "!%s", r.bad);
        buf_char(&b, ' ');
    }
    if (f)
        fclose(f);
    return buf_text(&b);
}

static const struct {
    const char *what, *text, *records;
    char delimiter;
} cases[] = {
    { "cells and records", "a,b\nc,d\n", "1:<a><b> 2:<c><d> ", 0 },
    { "no line break at the end", "a,b\nc,d", "1:<a><b> 2:<c><d> ", 0 },
    { "CRLF", "a,b\r\nc,d\r\n", "1:<a><b> 2:<c><d> ", 0 },
    { "CRLF behind a quotation mark", "a,\"b\"\r\nc,d\r\n", "1:<a><b> 2:<c><d> ", 0 },
    { "a byte order mark is no part of the first cell",
      "\xef\xbb\xbf"
      "a,b\n",
      "1:<a><b> ", 0 },
    { "empty cells", ",a,\n,,\n", "1:<><a><> 2:<><><> ", 0 },
    { "quoted delimiters and quotation marks", "\"a,b\",\"say \"\"yes\"\"\"\n",
      "1:<a,b><say \"yes\"> ", 0 },
    { "quoted line breaks, and the line after them", "\"a\nb\r\nc\",d\ne,f\n",
      "1:<a\nb\nc><d> 4:<e><f> ", 0 },
    { "an empty quoted cell", "\"\",a\n", "1:<><a> ", 0 },
    { "blank lines are no records", "\na\n\n\nb\n", "2:<a> 5:<b> ", 0 },
    { "another delimiter", "a;b,c\n", "1:<a><b,c> ", ';' },
    { "a quotation mark inside a plain cell", "a\"b\nc\n",
      "1:!a quotation mark inside a cell that does not begin with one 2:<c> ", 0 },
    { "characters behind a quoted cell", "\"a\"b\nc\n",
      "1:!characters behind a closing quotation mark 2:<c> ", 0 },
    { "a quotation mark never closed", "a\n\"b\nc\n", "1:<a> 2:!a quotation mark is not closed ",
      0 },
    { "bytes that are not UTF-8", "caf\xe9\nc\n", "1:!not UTF-8 2:<c> ", 0 },
    { "Chinese text", "\xe6\x8a\x95\xe8\xaf\x89,b\n", "1:<\xe6\x8a\x95\xe8\xaf\x89><b> ", 0 },
};

static void nul(struct arena *a)
{
    TAP_TEXT("a NUL character", read_all(a, "a\0b\nc\n", 6, 0), "1:!a NUL character 2:<c> ");
}

/* A lost quotation mark costs one record, not the memory. */
static void endless(struct arena *a)
{
    size_t n = CSV_RECORD_BYTES + 100;
    char *text = arena_alloc(a, n + 1);

    memset(text, 'x', n);
    text[0] = '"';
    text[n - 40] = '\n';
    text[n - 10] = '\n';
    TAP_TEXT("a record without end is given up at a line break", read_all(a, text, n, 0),
             "1:!longer than a record may be, 1 MiB 2:<xxxxxxxxxxxxxxxxxxxxxxxxxxxxx> "
             "3:<xxxxxxxxx> ");
}

static void written(struct arena *a)
{
    struct buf b = buf_new(a);

    csv_cell(&b, "plain");
    buf_char(&b, ' ');
    csv_cell(&b, "a, \"b\"");
    TAP_TEXT("cells are quoted where they must be", buf_text(&b), "plain \"a, \"\"b\"\"\"");
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++)
        TAP_TEXT(cases[i].what,
                 read_all(a, cases[i].text, strlen(cases[i].text), cases[i].delimiter),
                 cases[i].records);
    nul(a);
    endless(a);
    written(a);
    return tap_done();
}
