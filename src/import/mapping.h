/*
 * How the records of another system become complaints: a mapping file, in YAML.
 *
 * Each field of a complaint is made of columns joined with constants, looked up in a table
 * of values, read as a date, or given a default. docs/import.md has every key.
 */
#ifndef IMPORT_MAPPING_H
#define IMPORT_MAPPING_H

#include "base/arena.h"
#include "base/err.h"
#include "i18n/zone.h"

struct map_value {
    const char *is, *becomes; /* becomes "" = nothing */
};

struct map_field {
    const char *to; /* the field of a complaint or an entry */
    const char *
        *from; /* texts with {Column} in them; one whose columns are all empty is left out */
    size_t n_from;
    const char *join; /* between them */
    const struct map_value *value;
    size_t n_values;
    const char *otherwise; /* for what the table does not have; NULL = the line is rejected */
    const char *empty;     /* for an empty value; NULL = nothing */
    const char **date;     /* formats as strptime(3) has them, and "rfc3339" */
    size_t n_dates;
    bool keep_blanks; /* at both ends */
};

struct map_fields {
    const struct map_field *field;
    size_t n;
};

/* A message on the complaint. */
struct map_entry {
    const char *each; /* once for each member of this list (JSON Lines); NULL = once */
    struct map_fields fields;
};

struct mapping {
    const char *source; /* name of the other system */
    bool json;          /* JSON Lines; else CSV */
    char delimiter;
    const struct zone *zone; /* of dates without an offset */
    bool add_classes;        /* codes of the list `class` that are missing are made */
    struct map_fields fields;
    const struct map_entry *entry;
    size_t n_entries;
};

/* The mapping of what `redress export` writes, which is built in. */
#define MAPPING_EXPORT "builtin:export"

/* Reads a mapping file, or the one that is built in. What is wrong in it is told with its line. */
MUST_CHECK bool mapping_load(struct arena *a, const char *path, struct mapping *out,
                             struct err *err);
/* The same from text, for tests. */
MUST_CHECK bool mapping_read(struct arena *a, struct bytes yaml, struct mapping *out,
                             struct err *err);

#endif
