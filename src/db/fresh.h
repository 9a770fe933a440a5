/*
 * An empty database for a test, on either engine, that goes when the test ends.
 * For PostgreSQL it is a schema of its own on the server of TEST_PG.
 *
 *     AUTO_FRESH fresh = { 0 };
 *     AUTO_DB db = NULL; // after it, so that it is closed before
 *     if (!fresh_make(a, &fresh, DB_PG, "ack_test"))
 *         skip: there is no server
 *     fresh_open(&fresh, &db, &err) && db_migrate(db, &err)
 */
#ifndef DB_FRESH_H
#define DB_FRESH_H

#include "db/db.h"

struct fresh {
    const char *folder; /* temporary; SQLite's file is in it */
    const char *path;   /* SQLite's file, as db_open takes it */
    const char *url;    /* NULL for SQLite */
    const char *name;
};
void fresh_end(struct fresh *fresh);
#define AUTO_FRESH struct fresh CLEANUP(fresh_end)

/* False when there is no server to test on. `name` is of letters, digits and
 * underscores, and different for tests that run at the same time. What else fails
 * ends the test. The texts live in `a`. */
bool fresh_make(struct arena *a, struct fresh *fresh, enum db_engine engine, const char *name);
/* A connection to it. */
MUST_CHECK bool fresh_open(const struct fresh *fresh, struct db **out, struct err *err);

#endif
