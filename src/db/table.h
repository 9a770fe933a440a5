/*
 * What the generated code and the history know of a table.
 *
 * A table "with history" is written only by complaint/history.h, which needs its
 * columns, whose keys seal them, and four statements.
 */
#ifndef DB_TABLE_H
#define DB_TABLE_H

#include "db/db.h"

/* Whose key seals a column. */
enum seal {
    SEAL_NONE,
    SEAL_PERSON,       /* identity: the row's person_id, or its id in table person */
    SEAL_COMPLAINT,    /* content: the row's complaint_id, or its id in table complaint */
    SEAL_ORGANISATION, /* names of staff and the like; with a key_id under the row's own key */
};

struct table {
    const char *name;
    int number; /* in the events, for ever */
    const struct record *record;
    const enum seal *seals; /* one for each field of the record */
    const bool *refs;       /* whether 0 is stored as NULL, one for each field */
    int version;            /* offset of the version, or -1 */
    int person;             /* offset of the person's id, or -1 */
    int complaint;          /* offset of the complaint's id, or -1 */
    int key;      /* offset of key_id, the owner of a key of the row's own (0 = none), or -1 */
    bool guarded; /* gives rights or limits (complaint/guard.h) */
    const struct sql *insert, *update, *by_id, *after;
};

/* How `redress verify` finds that a column was changed beside the program. */
enum bound {
    BOUND,           /* without a key */
    BOUND_WITH_KEYS, /* with the keys, by --values */
    BOUND_NOT,       /* not: the schema says why that does no harm */
};

struct bound_table {
    const char *name;
    const struct record *record;
    const struct table *table; /* with history; NULL = without */
    const enum bound *bound;   /* one for each field of the record */
    const struct sql *all;     /* all its rows, of one without history; or NULL */
    bool proof;                /* each has a keyed hash in its column proof */
};

/* One integer in a column named "value". */
struct int_value {
    int64_t value;
};
extern const struct record int_value_record;

/* Every statement of the program, list by list, for the test that prepares them all. */
extern const struct sql *const *const all_statements[];

#endif
