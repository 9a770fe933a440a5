/*
 * Connecting to PostgreSQL. The settings that keep what was acknowledged are the
 * server's, so they are read at each connection and a server that has others is
 * refused. A lost connection is replaced before the next work that is not inside a
 * transaction; while the server is away, that is tried once a second.
 */
#include "db/pg.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { TRY_AGAIN_MS = 1000 };

/* Lock waits end before a person gives up; a statement that takes longer is a fault;
 * a process that stopped inside a transaction does not hold up the others. Compiling a
 * statement, or starting two processes more for it, takes longer than what pages ask. */
static const char settings[] = "SET statement_timeout = '20s';"
                               "SET lock_timeout = '2s';"
                               "SET idle_in_transaction_session_timeout = '30s';"
                               "SET jit = off;"
                               "SET max_parallel_workers_per_gather = 0;"
                               "SET client_min_messages = 'warning';"
                               "SET default_transaction_isolation = 'read committed';"
                               "SET default_transaction_read_only = off";

static const struct {
    const char *ask, *want, * or, *danger;
} required[] = {
    { "SHOW fsync", "on", NULL, "a power cut could destroy the database" },
    { "SHOW full_page_writes", "on", NULL, "a power cut could destroy pages" },
    { "SHOW synchronous_commit", "on", "remote_apply", "a crash could lose what was acknowledged" },
    { "SHOW server_encoding", "UTF8", NULL, "it cannot keep the texts of all languages" },
    { "SHOW client_encoding", "UTF8", NULL, "texts would be changed on the way" },
    { "SELECT pg_is_in_recovery()", "f", NULL, "a standby takes no complaints" },
};

static bool one_required(struct pg_db *db, size_t i, struct err *err)
{
    AUTO_RESULT r = PQexec(db->conn, required[i].ask);
    const char *got;

    if (!pg_answered(db, required[i].ask, r, err))
        return false;
    got = PQgetvalue(r, 0, 0);
    if (strcmp(got, required[i].want) == 0 || (required[i].or &&strcmp(got, required[i].or) == 0))
        return true;
    return fail_refused(err, "the server answers %s with %s, not %s: %s", required[i].ask, got,
                        required[i].want, required[i].danger);
}

static bool server_fits(struct pg_db *db, struct err *err)
{
    AUTO_RESULT r = NULL;

    if (PQserverVersion(db->conn) < 150000)
        return fail_refused(err, "PostgreSQL 15 or newer is needed, the server is %d",
                            PQserverVersion(db->conn) / 10000);
    for (size_t i = 0; i < COUNT(required); i++)
        if (!one_required(db, i, err))
            return false;
    r = PQexec(db->conn, settings);
    return pg_answered(db, "settings", r, err);
}

/* Notices are for the server's log; they may repeat what was written. */
static void silent(void *arg, const PGresult *r)
{
    (void)arg;
    (void)r;
}

/* What stands in the URL wins over what stands before it here; the encoding does not. */
static bool connect_server(struct pg_db *db, struct err *err)
{
    const char *const names[] = { "connect_timeout",
                                  "keepalives_idle",
                                  "tcp_user_timeout",
                                  "fallback_application_name",
                                  "dbname",
                                  "client_encoding",
                                  NULL };
    const char *const values[] = { "3", "10", "10000", "redress", db->url, "UTF8", NULL };

    ahead_end(db->ahead);
    db->piping = false;
    db->n_later = 0;
    PQfinish(db->conn);
    db->conn = PQconnectdbParams(names, values, 1);
    db->session++;
    db->demoted = false;
    /* libpq's words hold the address and the user, but never the password. */
    if (PQstatus(db->conn) != CONNECTION_OK) {
        const char *words = PQerrorMessage(db->conn);
        return fail_busy(err, "no connection to the database: %.*s", (int)strcspn(words, "\n"),
                         words);
    }
    PQsetNoticeReceiver(db->conn, silent, NULL);
    return server_fits(db, err);
}

/* Whether the connection is good. A server that says goodbye while nothing is asked of it
 * is only noticed by reading on to the end. */
static bool still_there(PGconn *conn)
{
    struct pollfd p = { .fd = PQsocket(conn), .events = POLLIN };

    for (int i = 0; i < 4 && PQstatus(conn) == CONNECTION_OK && poll(&p, 1, 0) > 0; i++) {
        PQconsumeInput(conn);
        PQisBusy(conn); /* takes what was read */
    }
    return PQstatus(conn) == CONNECTION_OK;
}

bool pg_ready(struct pg_db *db, struct err *err)
{
    if (!db->demoted && still_there(db->conn))
        return true;
    if (db->migrating)
        return fail_busy(err, "the connection was lost while migrating");
    if (clock_ms() < db->try_again_ms)
        return fail_busy(err, "no connection to the database");
    if (connect_server(db, err))
        return true;
    PQfinish(db->conn);
    db->conn = NULL;
    db->try_again_ms = clock_ms() + TRY_AGAIN_MS;
    return false;
}

bool pg_open(struct db **out, const char *url, struct err *err)
{
    struct pg_db *db = calloc(1, sizeof *db);

    if (!db || !(db->url = strdup(url)) || !(db->ahead = ahead_new())) {
        if (db)
            free(db->url);
        free(db);
        return fail_busy(err, "out of memory");
    }
    db->db.engine = &pg_engine;
    if (!connect_server(db, err)) {
        db_close(&db->db);
        return false;
    }
    *out = &db->db;
    return true;
}
