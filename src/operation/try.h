/*
 * A small organisation for the tests of flows, on both engines: one team, four people,
 * the procedure as it is delivered.
 */
#ifndef OPERATION_TRY_H
#define OPERATION_TRY_H

#include "base/tap.h"
#include "complaint/case.h"
#include "complaint/pack_read.h"
#include "db/db.h"
#include "people/packs_flow.h"

struct
try {
    struct arena *a;
    struct vault *vault;
    struct db *db;
    struct act act; /* whoever acts now; see try_as */
    struct procedure p;
    int64_t team;
    int64_t handler; /* may promise 200.00 EUR alone */
    int64_t second;  /* the same */
    int64_t manager; /* 5,000.00 EUR */
    int64_t top;     /* top management, without a limit of its own */
    bool altered;    /* by the test, beside the program: the log would not verify at the end */
};

/* Runs `test` on SQLite and, where there is a server, on PostgreSQL; at the end of each the log
 * must verify and the events make every column. */
void try_on_both(const char *name, void (*test)(struct try *t));

/* From now on this person acts; 0 is the complainant. */
void try_as(struct try *t, int64_t staff);
/* Time passes. */
void try_days(struct try *t, int days);

/* A new complaint with a name, a mail address and a postal address, acknowledged. Its id. */
int64_t try_file(struct try *t, const char *one_time);
/* The same without anything by which somebody could be reached. */
int64_t try_file_anonymous(struct try *t, const char *one_time);
/* Assessed and investigated by `handler` as the owner: two allegations with findings;
 * the response is next. */
void try_investigated(struct try *t, int64_t complaint);
/* Puts the person out of reach of reviews: they have left. */
void try_leave(struct try *t, int64_t staff);

/* A procedure that is sound, read; and the same added, taken for that reason (NULL: none) and in
 * force from now on. */
struct pack_version try_pack_read(struct try *t, const char *yaml);
void try_pack(struct try *t, const char *yaml, const char *reason);

/* The case as it stands. */
struct dossier try_load(struct try *t, int64_t complaint);
int64_t try_version(struct try *t, int64_t complaint);
/* Its last clock of that name; NULL: none. */
const struct clock_row *try_clock(struct try *t, int64_t complaint, const char *name);

/* `ok` is what a flow returned; prints why not. Clears the error. */
#define TRY(what, call)                                                                            \
    do {                                                                                           \
        struct err err = { 0 };                                                                    \
        bool ok_ = (call);                                                                         \
        TAP(what, ok_);                                                                            \
        try_why(&err, ok_);                                                                        \
    } while (0)
/* The one number of a statement, from beside the program. */
int64_t try_number(struct try *t, const char *text);
/* The flow refuses with this text. */
#define TRY_REFUSED(what, call, words)                                                             \
    do {                                                                                           \
        struct err err = { 0 };                                                                    \
        bool ok_ = (call);                                                                         \
        TAP_TEXT(what, ok_ ? "allowed" : err.text, words);                                         \
        try_why(&err, ok_ || (err.text && strcmp(err.text, words) == 0));                          \
    } while (0)
void try_why(const struct err *err, bool ok);

#endif
