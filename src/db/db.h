/*
 * One database connection: SQLite or PostgreSQL, with the same words.
 *
 * Statements are written in .sql files; tools/sqlgen.py makes a `struct sql` and
 * a typed C function of each. Nothing else talks to an engine, and no text is
 * ever glued into SQL. Times are bound from C. [S3]
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/record.h"

struct db;

enum db_engine { DB_SQLITE, DB_PG };

/* A statement, known at build time. `id` is its place in the connection's cache. */
struct sql {
    const char *name;
    const char *sqlite; /* NULL: not for this engine */
    const char *pg;
    int id;
    int params;
    const char *param_kinds; /* one letter each: i integer, t text, b bytes */
};

/* Opens `url` ("postgresql://…" as libpq takes it) or, when that is NULL or empty,
 * the SQLite file at `path`. Refuses, in words: a network file system, settings
 * that would lose data (synchronous, fsync …), a schema newer than this program. */
MUST_CHECK bool db_open(struct db **out, const char *path, const char *url, struct err *err);
void db_close(struct db *db);
void db_cleanup(struct db **db);
#define AUTO_DB struct db *CLEANUP(db_cleanup)
/* What a process must still be able to reach so that this connection can be made again: files and
 * folders to read, TCP ports. Nothing for SQLite, whose file is opened already. */
struct db_reach {
    const char *const *files;
    size_t n_files;
    const int *ports;
    size_t n_ports;
    bool network; /* it is a server, by whatever kind of socket */
};
void db_reach(struct arena *a, struct db *db, struct db_reach *out);

/* Whether the SQLite file at `path` was left by a program that did not end well. Ask before it
 * is opened. */
bool db_unclean(struct arena *a, const char *path);
/* Whether what was written to it last may be missing, and nobody has looked since: the machine
 * stopped while it was open, or a sync failed. What a process wrote that died alone, the system
 * has. Ask before it is opened. */
bool db_cut(struct arena *a, const char *path);
/* Somebody has, for as long as people can wait for it. A full check says so itself. */
void db_looked(struct db *db);
/* Looks for damage, table by table, for `ms`; whether that was enough is in `*whole`.
 * Damage is ERR_REFUSED. PostgreSQL looks after its pages itself. [D19] */
MUST_CHECK bool db_quick_check(struct db *db, int64_t ms, bool *whole, struct err *err);
/* Looks at everything, also at each index; `lines` say what was found. */
MUST_CHECK bool db_full_check(struct arena *a, struct db *db, const char *const **lines, size_t *n,
                              struct err *err);
/* What was found in the SQLite file at `path` and nobody has decided on, or NULL. As long as
 * there is something, writing is ERR_BUSY. */
const char *db_damage(struct arena *a, const char *path);
/* An operator decides: to write all the same, from the next opening on; whether that was
 * decided; the damage is gone, or the file is another. */
MUST_CHECK bool db_damage_accept(const char *path, struct err *err);
bool db_damage_accepted(const char *path);
void db_damage_over(const char *path);
enum db_engine db_engine(const struct db *db);
/* After many rows came at once: PostgreSQL counts what its plans rest on. Where that fails it does
 * so by itself, a minute later. SQLite's plans rest on no counts. */
void db_analyze(struct db *db);

/* -- running one statement; the generated functions use these -- */

struct value {
    enum { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_BYTES } kind;
    int64_t i;
    struct bytes b; /* text or bytes */
};

static inline struct value value_int(int64_t i)
{
    return (struct value){ .kind = VALUE_INT, .i = i };
}
struct value value_text(const char *s);   /* NULL → NULL */
struct value value_bytes(struct bytes b); /* s == NULL → NULL */
struct value value_id(int64_t id);        /* 0 → NULL */
struct value value_date(struct arena *a, struct date d);
struct value value_instant(struct instant t);
/* The value of a field in a row, as it is stored; a secret gives its sealed bytes. */
struct value value_field(struct arena *a, const struct field *f, const void *row);

/* Runs it; `*changed` (may be NULL) is the number of rows it changed. A unique key
 * that stands in the way gives ERR_CONFLICT. In a writing transaction PostgreSQL is not waited for
 * without `changed`: what fails then shows at the next statement or at the commit, as the same
 * failure. */
MUST_CHECK bool db_exec(struct db *db, const struct sql *sql, const struct value *values,
                        int64_t *changed, struct err *err);

/* Walks the rows: called once per row; returning false stops with its `err`. */
struct db_row; /* the present row; its texts live until the next */
typedef bool db_row_fn(void *to, const struct db_row *row, struct err *err);
MUST_CHECK bool db_each(struct db *db, const struct sql *sql, const struct value *values,
                        db_row_fn *fn, void *to, struct err *err);
int db_row_columns(const struct db_row *row);
const char *db_row_name(const struct db_row *row, int column);
struct value db_row_value(const struct db_row *row, int column);

/* Loads the columns into a row of that record by name. A column without a field is an
 * error, so that statements and field tables cannot drift apart. Secrets get `sealed`. */
MUST_CHECK bool db_row_load(struct arena *a, const struct db_row *row, const struct record *r,
                            void *out, struct err *err);

/* Exactly one row; none → ERR_NOT_FOUND. Fields without a column are zero. */
MUST_CHECK bool db_one(struct arena *a, struct db *db, const struct sql *sql,
                       const struct value *values, const struct record *r, void *out,
                       struct err *err);
/* All rows, as an array of `r->size` each. */
MUST_CHECK bool db_list(struct arena *a, struct db *db, const struct sql *sql,
                        const struct value *values, const struct record *r, struct rows *out,
                        struct err *err);

/* All rows, also those that were altered beside the program: of a row that does not fit,
 * `unfit` has the name of the first column that does not, and its fields from there on are
 * zero; NULL where the row fits. */
struct marked_rows {
    const void *row;
    size_t n;
    const char *const *unfit; /* one for each row */
};
MUST_CHECK bool db_marked(struct arena *a, struct db *db, const struct sql *sql,
                          const struct value *values, const struct record *r,
                          struct marked_rows *out, struct err *err);

/* -- transactions -- */

struct tx {
    struct db *db;
};
void tx_rollback(struct tx *tx); /* harmless when committed or never begun */
#define AUTO_TX struct tx CLEANUP(tx_rollback)

/* After a failed statement a transaction can only be rolled back, on both engines.
 *
 * Begins a writing transaction behind the fair lock between processes (SQLite) or
 * READ COMMITTED (PostgreSQL); ERR_BUSY when the wait would pass 2 s. */
MUST_CHECK bool tx_begin(struct tx *tx, struct db *db, struct err *err);
/* A reading transaction: all its statements see one state. */
MUST_CHECK bool tx_begin_read(struct tx *tx, struct db *db, struct err *err);
/* For a page that asks many short questions: from here to db_look_end they share one look at
 * the database, where the engine saves by that (SQLite takes its locks once). It is no
 * transaction: one may begin, and what is written is written at once; either ends the look.
 * PostgreSQL is asked at once what this page asked the last times, as soon as db_known has told
 * of whom or what (who looks, the case): an answer is then as old as the look, at most; so it may
 * look within a transaction too, for a part of it that only asks. `page` is only a name. False:
 * none was begun, so there is none to end. */
bool db_look(struct db *db, const void *page);
void db_known(struct db *db, int64_t value);
void db_look_end(struct db *db);
/* True means on disk. A sync error ends the process. When the connection to PostgreSQL
 * breaks while it commits, nobody knows: ERR_BUSY with this detail, and whoever has an
 * idempotency key looks for it before answering. [D3] */
#define DB_COMMIT_UNKNOWN "the connection was lost during the commit"
MUST_CHECK bool tx_commit(struct tx *tx, struct err *err);
bool db_in_tx(const struct db *db);

/* -- one flush for several transactions --
 *
 * A flush costs as much for ten complaints as for one. While gathering is on, a writing
 * transaction begins a group and all that follow join it, each whole or absent by itself;
 * tx_commit then only says that its part is whole. Nothing of it is on disk, seen by others or
 * may be told to anybody before db_settle has said true. Whoever gathers holds the writers' lock:
 * settle soon. PostgreSQL gathers by itself what commits at the same time: there it does nothing.
 */
void db_gather(struct db *db, bool on);
bool db_owes(const struct db *db); /* a group is open, or was lost and not settled yet */
/* Commits the group. False: nothing of it is stored, as if none had begun; with why. */
MUST_CHECK bool db_settle(struct db *db, struct err *err);
/* Writing transactions fail to begin for this reason, until it is NULL: for handlers that are
 * to answer as they do when nothing can be stored. */
void db_refuse(struct db *db, const struct err *why);

/* How many writing transactions of this connection did not commit, or may not have. What
 * memory keeps of the database beyond a transaction is void when this has grown. */
int64_t db_undone(const struct db *db);

/* -- schema -- */

struct migration {
    const char *name; /* "0001_foundation" */
    const char *sqlite;
    const char *pg;
    const char *checksum; /* of the source file, hexadecimal */
};
extern const struct migration migrations[]; /* generated; the last has name NULL */

/* Brings the schema up to date, one transaction each, checking the checksums of
 * those that ran before. */
MUST_CHECK bool db_migrate(struct db *db, struct err *err);
/* How many changes the schema went through; 0 = there is none yet. */
MUST_CHECK bool db_changes(struct db *db, size_t *n, struct err *err);
/* Whether the schema is the one this program was built with. */
MUST_CHECK bool db_current(struct db *db, struct err *err);

/* SQLite only: an online copy into a new file, synced, renamed into place. */
MUST_CHECK bool db_copy(struct db *db, const char *to, struct err *err);
/* Moves the write-ahead log into the file and empties it; for a quiet moment, the end, and after
 * an erasure. False when somebody who reads stands in the way. */
bool db_checkpoint(struct db *db);
/* A process that answers people leaves that to another one, until the log is very long: it only
 * says when it is time. */
void db_log_left(struct db *db, bool left);
bool db_log_due(struct db *db); /* once, and again when it grew on */
/* The other one: while others go on writing, as far as that goes, and the rest in their turn, so
 * that the log begins anew with what they write next. Where somebody looks at one state for long,
 * it waits for a later call. */
void db_log_put_back(struct db *db);
/* Gives memory back that is only kept to be faster the next time. */
void db_rest(struct db *db);

#endif
