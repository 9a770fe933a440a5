/*
 * The PostgreSQL engine's own struct, for its files: pg.c runs statements,
 * pg_open.c connects, connects again, and refuses servers that would lose data.
 */
#ifndef DB_PG_H
#define DB_PG_H

#include "db/engine.h"

#include <libpq-fe.h>

struct ahead;

enum { LATER_MAX = 64 }; /* statements that nobody has waited for yet */

struct pg_db {
    struct db db; /* first, so that one pointer serves as both */
    PGconn *conn;
    char *url;
    int session;          /* grows with each connection; statements are prepared per session */
    int statements;       /* for their names */
    int64_t try_again_ms; /* after a failed connection: not before */
    bool migrating;
    struct ahead *ahead;
    bool piping; /* libpq's pipeline is open; only while statements are on their way */
    const struct stmt *later[LATER_MAX];
    int n_later;
    const struct stmt *broken; /* the first of them that failed, until somebody is told */
    PGresult *broken_answer;
    bool demoted; /* the server has become a standby: look for the new primary */
};

static inline struct pg_db *pg_of(struct db *db)
{
    return (struct pg_db *)db;
}

static inline void pg_result_cleanup(PGresult **r)
{
    PQclear(*r);
}
#define AUTO_RESULT PGresult *CLEANUP(pg_result_cleanup)

extern const struct engine pg_engine;

/* Makes sure of a connection outside a transaction: a lost one is replaced. */
bool pg_ready(struct pg_db *db, struct err *err);
/* Whether the server answered; if not, sorts its error into our kinds. `what` is the
 * statement's name. */
bool pg_answered(struct pg_db *db, const char *what, const PGresult *r, struct err *err);
/* A statement that is prepared already: asked and waited for, or only sent (in a pipeline). */
PGresult *pg_ask(struct pg_db *db, const struct stmt *s, const struct value *values);
bool pg_send(struct pg_db *db, const struct stmt *s, const struct value *values);
/* The statement if it is prepared on this connection, or NULL. */
const struct stmt *pg_prepared(const struct pg_db *db, const struct sql *sql);

/* pg_pipe.c: statements that are sent, then a sync (PQpipelineSync), then their answers in the same
 * order (NULL where the connection is lost), then the end. */
bool pipe_begin(struct pg_db *db);
PGresult *pipe_next(struct pg_db *db);
void pipe_end(struct pg_db *db);

/* In a writing transaction: sends it and does not wait. False: an earlier one failed, or this one
 * could not be sent. */
bool later_send(struct pg_db *db, const struct stmt *s, const struct value *values,
                struct err *err);
/* Reads the answers of what was sent so, which stand before those of what was sent after it. */
void later_read(struct pg_db *db);
/* Whether all that were read were fine; if not, why. */
bool later_answered(struct pg_db *db, struct err *err);
/* Waits for all of them. */
bool later_settle(struct pg_db *db, struct err *err);
/* Commits behind them; the answer to that. */
PGresult *later_commit(struct pg_db *db);

/* pg_ahead.c: what a page asked within its last looks is asked before its time. NULL when there
 * is no memory for it: all is asked as it comes. */
struct ahead *ahead_new(void);
void ahead_free(struct ahead *h);
void ahead_begin(struct ahead *h, const void *page);
void ahead_known(struct ahead *h, int64_t value);
void ahead_end(struct ahead *h);
/* Whether this statement may have its answer by now. */
bool ahead_answers(const struct pg_db *db, const struct stmt *s);
/* The answer, of which `*own` is the caller's to clear. Others hold until ahead_end; between
 * these two also beyond it. */
const PGresult *ahead_ask(struct pg_db *db, const struct stmt *s, const struct value *values,
                          PGresult **own);
/* Only this one, behind what is on its way. */
PGresult *ahead_ask_now(struct pg_db *db, const struct stmt *s, const struct value *values);
void ahead_walk(struct ahead *h);
void ahead_walked(struct ahead *h);

#endif
