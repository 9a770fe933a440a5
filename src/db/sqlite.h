/*
 * The SQLite engine's own struct, for its files: sqlite.c runs statements,
 * sqlite_open.c opens a file and refuses what is not safe, sqlite_copy.c copies.
 */
#ifndef DB_SQLITE_H
#define DB_SQLITE_H

#include "db/engine.h"
#include "db/lock.h"

#include <sqlite3.h>

/* Pages in the write-ahead log at which it goes back into the file, and at which whoever leaves
 * that to another process does it all the same. */
enum { WAL_PAGES = 4000, WAL_INSIST = 16000 };

/* In what is told of damage. */
#define DAMAGED_WORDS                                                                              \
    "the database file is damaged (%s): put back a backup with redress restore, or see what "      \
    "redress check says before anything is written to it"

enum {
    SQLITE_BEGIN_READ,
    SQLITE_BEGIN_WRITE,
    SQLITE_COMMIT_TX,
    SQLITE_ROLLBACK_TX,
    SQLITE_MARK,
    SQLITE_UNMARK,
    SQLITE_BACK,
    SQLITE_OWN
};

struct sqlite_db {
    struct db db; /* first, so that one pointer serves as both */
    sqlite3 *conn;
    struct lock *lock;
    sqlite3_stmt *own[SQLITE_OWN];
    int64_t deadline_ms; /* until when a busy file is waited for; 0 = from the first wait on */
    int64_t busy_until;
    int wal_pages;  /* in the log after the last commit */
    int wal_due;    /* at that many, put them back */
    bool wal_left;  /* to another process */
    int wal_insist; /* at that many, not */
};

static inline struct sqlite_db *sqlite_of(struct db *db)
{
    return (struct sqlite_db *)db;
}

extern const struct engine sqlite_engine;

/* Sorts an error code of SQLite's into our kinds; `what` is the statement's name. A
 * failed sync does not return. */
bool sqlite_failed(struct sqlite_db *db, const char *what, int rc, struct err *err);

/* sqlite_log.c: the name of a way to files that writes the log in large pieces; NULL = SQLite's
 * own, where that is not to be had. Only for databases with `synchronous = FULL`. */
const char *sqlite_files(void);
/* sqlite_log.c: gives the writers' turn up, after a commit or without one; what was kept of the log
 * for a transaction that was not committed goes with it. */
void sqlite_let_go(struct sqlite_db *db);
/* damage.c: notes damage, from when on nobody writes unless it was accepted; reads a note that is
 * there, and makes up for one that whoever found the damage could not write; whether writing is
 * allowed, ERR_BUSY if not. */
void sqlite_damaged(struct sqlite_db *db, const char *words);
void sqlite_damage_read(struct sqlite_db *db, const char *path);
MUST_CHECK bool sqlite_writable(const struct sqlite_db *db, struct err *err);

/* sqlite_words.c: makes words_match(words, query) known to the connection. */
int sqlite_words(sqlite3 *conn);

/* The name of the network file system that a statfs type means, or NULL. */
const char *sqlite_network_fs(unsigned long type);

#endif
