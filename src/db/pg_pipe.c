/*
 * Statements on their way to the server while nobody waits for them: libpq's pipeline.
 *
 * What a writing transaction writes without asking how many rows it changed is only sent, and
 * its answers are read with those of the next statement that is waited for, at the latest the
 * commit. Values were copied when it was sent. When one of them fails the server passes over all
 * behind it, the commit too, and the failure is that of whoever waits next.
 */
#include "db/pg.h"

#include <string.h>

bool pipe_begin(struct pg_db *db)
{
    return db->piping || (db->piping = PQenterPipelineMode(db->conn));
}

PGresult *pipe_next(struct pg_db *db)
{
    PGresult *answer = NULL, *r;

    /* Behind the answer to each statement stands a NULL. */
    while (PQstatus(db->conn) == CONNECTION_OK && (r = PQgetResult(db->conn)))
        if (answer)
            PQclear(r);
        else
            answer = r;
    return answer;
}

void pipe_end(struct pg_db *db)
{
    PGresult *r;
    bool at_end = false;

    while (!at_end && PQstatus(db->conn) == CONNECTION_OK && (r = PQgetResult(db->conn))) {
        at_end = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
        PQclear(r);
    }
    /* A connection that is not where we think it is, is not used again. */
    if (db->conn && !PQexitPipelineMode(db->conn)) {
        PQfinish(db->conn);
        db->conn = NULL;
    }
    db->piping = false;
}

static bool result_fine(const PGresult *r)
{
    return PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
}

void later_read(struct pg_db *db)
{
    for (int i = 0; i < db->n_later; i++) {
        PGresult *r = pipe_next(db);
        if (db->broken || result_fine(r)) {
            PQclear(r);
            continue;
        }
        db->broken = db->later[i];
        db->broken_answer = r;
    }
    db->n_later = 0;
}

bool later_answered(struct pg_db *db, struct err *err)
{
    const struct stmt *s = db->broken;
    AUTO_RESULT r = db->broken_answer;

    db->broken = NULL;
    db->broken_answer = NULL;
    return !s || pg_answered(db, s->sql->name, r, err);
}

bool later_settle(struct pg_db *db, struct err *err)
{
    if (db->n_later == 0)
        return true;
    (void)PQpipelineSync(db->conn);
    later_read(db);
    pipe_end(db);
    return later_answered(db, err);
}

bool later_send(struct pg_db *db, const struct stmt *s, const struct value *values, struct err *err)
{
    if (db->n_later == LATER_MAX && !later_settle(db, err))
        return false;
    if (!pipe_begin(db) || !pg_send(db, s, values))
        return pg_answered(db, s->sql->name, NULL, err);
    db->later[db->n_later++] = s;
    return true;
}

PGresult *later_commit(struct pg_db *db)
{
    PGresult *r;

    if (db->n_later == 0)
        return PQexec(db->conn, "COMMIT");
    if (PQsendQueryParams(db->conn, "COMMIT", 0, NULL, NULL, NULL, NULL, 0))
        (void)PQpipelineSync(db->conn);
    later_read(db);
    r = pipe_next(db);
    pipe_end(db);
    return r;
}
