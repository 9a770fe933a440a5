/*
 * The PostgreSQL engine's own struct, for its files: pg.c runs statements,
 * pg_open.c connects, connects again, and refuses servers that would lose data.
 */
#ifndef DB_PG_H
#define DB_PG_H

#include "db/engine.h"

#include <libpq-fe.h>

struct pg_db {
    struct db db; /* first, so that one pointer serves as both */
    PGconn *conn;
    char *url;
    int session;          /* grows with each connection; statements are prepared per session */
    int statements;       /* for their names */
    int64_t try_again_ms; /* after a failed connection: not before */
    bool migrating;
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

#endif
