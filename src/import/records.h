/*
 * The records of a file, one after the other, as names and values: cells under the
 * names of the first line (CSV), or the members of an object, those of objects within it by
 * their path, "complainant.name", "entries.0.text" (JSON Lines).
 */
#ifndef IMPORT_RECORDS_H
#define IMPORT_RECORDS_H

#include "import/csv.h"
#include "import/mapping.h"

struct import_record {
    int64_t line;
    const char *bad; /* why it cannot be read, in English; NULL = it can */
    const char *const *name, *const *value;
    size_t n;
    const char *raw; /* as it stood in the file */
    size_t raw_n;
};

struct records {
    const struct mapping *map;
    struct csv csv;           /* its file and line serve JSON Lines as well */
    struct csv_record header; /* of CSV */
    int64_t size;             /* of the file in bytes; 0 = not known */
};
void records_close(struct records *r);
#define AUTO_RECORDS struct records CLEANUP(records_close)

/* Opens a file; that of CSV must have every column that the mapping names. */
MUST_CHECK bool records_open(struct arena *a, const char *path, const struct mapping *map,
                             struct records *out, struct err *err);
/* The next one, in `a`; false at the end. */
bool records_next(struct records *r, struct arena *a, struct import_record *out);
/* Whether the end was the file's; false when it could not be read further. */
bool records_whole(const struct records *r);
/* How many bytes of the file are read. */
int64_t records_done(const struct records *r);

/* The value of that name, "" when there is none. */
const char *record_value(const struct import_record *r, const char *name, size_t n);

/* A line of its own for what is rejected: the record as it was, its line, and why. The file can
 * be corrected and imported with the same mapping. */
void records_rejected_head(const struct records *r, FILE *to);
void records_rejected(const struct records *r, const struct import_record *record, const char *why,
                      FILE *to);

#endif
