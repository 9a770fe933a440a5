/*
 * What the two engines have in common, for the files of this folder only.
 *
 * A connection is a `struct db` that begins the engine's own struct; the table of
 * functions `struct engine` is all that db.c, row.c, tx.c and migrate.c know of it.
 */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include "db/db.h"

struct sqlite3_stmt;
struct pg_result;

enum {
    PARAMS_MAX = 100, /* a statement with more is a mistake */
    WAIT_MS = 2000,   /* the longest a writer waits for its turn */
};

/* A prepared statement. A statement that is needed again while it still runs (from
 * inside its own db_each) gets a second one, `next` in the same place of the cache. */
struct stmt {
    const struct sql *sql;
    struct stmt *next;
    bool running;
    struct sqlite3_stmt *sqlite;
    bool reads;     /* PostgreSQL: it changes nothing, so it may be asked before its time */
    int pg_session; /* the connection it was prepared on; 0 = none yet */
    char pg_name[16];
    const struct record *record; /* `map` is for this one */
    const struct field **map;    /* one per column */
};

enum tx_kind { TX_NONE, TX_READ, TX_WRITE };

/* Transactions that share one flush (group.c). */
struct gathering {
    bool on;             /* the next writing transaction may be the first of a group */
    bool open;           /* a group is open: every transaction is a part of it */
    bool part;           /* the transaction that is open is a part, not one of its own */
    struct err lost;     /* why the group that was open is gone, until it is settled */
    struct err refusing; /* why writing transactions are refused (db_refuse) */
};

struct db {
    const struct engine *engine;
    struct stmt **stmts; /* by sql->id */
    size_t slots;
    enum tx_kind tx;
    int64_t undone; /* writing transactions that did not commit, as far as we know */
    bool failed;    /* a statement of this transaction failed: it can only be rolled back */
    bool looking;   /* between db_look and db_look_end, and nothing was written yet */
    struct gathering gathering;
};

struct db_row {
    const struct engine *engine;
    struct stmt *stmt;
    const struct pg_result *result; /* PostgreSQL: all rows, and which one this is */
    int at;
};

struct engine {
    enum db_engine name;
    bool looks; /* a reading transaction costs less than the statements in it would alone */
    void (*close)(struct db *db);
    bool (*prepare)(struct db *db, struct stmt *s, struct err *err);
    void (*forget)(struct db *db, struct stmt *s);
    /* Runs a prepared statement; `fn` may be NULL (rows are passed over). */
    bool (*run)(struct db *db, struct stmt *s, const struct value *values, db_row_fn *fn, void *to,
                int64_t *changed, struct err *err);
    int (*columns)(const struct db_row *row);
    const char *(*name_of)(const struct db_row *row, int column);
    struct value (*value_of)(const struct db_row *row, int column);
    /* A look of its own kind (db_look); NULL: a reading transaction, where `looks`, or nothing. */
    void (*look)(struct db *db, const void *page);
    void (*known)(struct db *db, int64_t value);
    void (*look_end)(struct db *db);
    bool (*begin)(struct db *db, enum tx_kind kind, struct err *err);
    bool (*commit)(struct db *db, struct err *err); /* after false nothing is open */
    void (*rollback)(struct db *db);
    /* Marks a place in the transaction that is open, to go back to or to forget; NULL where
     * transactions are not gathered. False: the whole transaction may be gone. */
    bool (*mark)(struct db *db, struct err *err);
    bool (*unmark)(struct db *db, struct err *err);
    bool (*back)(struct db *db, struct err *err);
    /* Several statements without parameters, as a migration has them. */
    bool (*script)(struct db *db, const char *text, struct err *err);
    /* Before the first and after the last migration. */
    bool (*migrating)(struct db *db, bool begins, struct err *err);
};

/* sqlite.c, pg.c */
bool sqlite_open(struct db **out, const char *path, struct err *err);
bool pg_open(struct db **out, const char *url, struct err *err);

/* group.c: a transaction within the group, which it may open. */
bool part_wanted(const struct db *db, enum tx_kind kind);
bool part_begin(struct db *db, struct err *err);
bool part_commit(struct db *db, struct err *err);
void part_rollback(struct db *db);

/* migrate.c: refuses a schema that this program does not know. */
bool schema_known(struct db *db, struct err *err);

/* fail.c: reasons, all returning false; the words after `fmt` are for the log. */
bool fail_busy(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool fail_full(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool fail_conflict(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The database is not one that we can be trusted with; the words say why. */
bool fail_refused(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Milliseconds of a clock that never steps. */
int64_t clock_ms(void);

#endif
