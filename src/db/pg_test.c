/* What is PostgreSQL's own: settings it is refused for, errors, lost connections. */
#include "base/tap.h"
#include "db/fresh.h"

#include <stdlib.h>
#include <string.h>

const struct migration migrations[] = {
    { .name = "0001",
      .pg = "CREATE TABLE note (id bigint PRIMARY KEY, words text);"
            "INSERT INTO note VALUES (1, 'one');",
      .checksum = "1" },
    { 0 },
};

struct note {
    int64_t id;
    bool first;
};
static const struct field note_fields[] = { FIELD(struct note, id), FIELD(struct note, first) };
static const struct record note_record = RECORD(struct note, note_fields);

#define STATEMENT(id_, text)                                                                       \
    {                                                                                              \
        .name = #id_, .pg = text, .id = id_, .param_kinds = ""                                     \
    }
#define RAISE(id_, state)                                                                          \
    STATEMENT(id_, "DO $$BEGIN RAISE EXCEPTION 'a reason' USING ERRCODE = '" state "'; END$$")

enum {
    PID,
    ADD,
    SUM,
    KINDS,
    LOCK,
    FULL,
    DEADLOCK,
    SERIAL,
    DATA,
    OTHER,
    TOUCH,
    STANDBY,
    NOTES,
    SAME,
    SHARE,
    PUT
};

static const struct sql pid_of = STATEMENT(PID, "SELECT pg_backend_pid()");
static const struct sql add = STATEMENT(ADD, "INSERT INTO note (id) SELECT max(id) + 1 FROM note");
static const struct sql sum = STATEMENT(SUM, "SELECT sum(id) AS id FROM note");
static const struct sql kinds =
    STATEMENT(KINDS, "SELECT 70000::int4 AS id, id = 1 AS first FROM note WHERE id = 1"
                     " UNION ALL SELECT (-2)::int2, false ORDER BY id");
static const struct sql disk_full = RAISE(FULL, "53100");
static const struct sql deadlock = RAISE(DEADLOCK, "40P01");
static const struct sql serialization = RAISE(SERIAL, "40001");
static const struct sql data = STATEMENT(DATA, "SELECT CAST(words AS bigint) AS id FROM note"
                                               " WHERE id = 1");
static const struct sql read_only = RAISE(STANDBY, "25006");
static const struct sql other = RAISE(OTHER, "P0001");
static const struct sql touch = STATEMENT(TOUCH, "UPDATE note SET words = 'touched' WHERE id = 1");
static const struct sql end_session = { .name = "end_session",
                                        .pg = "SELECT pg_terminate_backend($1::int, 5000)",
                                        .id = LOCK,
                                        .params = 1,
                                        .param_kinds = "i" };

static const struct sql notes = STATEMENT(NOTES, "SELECT count(*) AS id FROM note");
#define OF_ONE(id_, text)                                                                          \
    {                                                                                              \
        .name = #id_, .pg = text, .id = id_, .params = 1, .param_kinds = "i"                       \
    }
static const struct sql same = OF_ONE(SAME, "SELECT $1 AS id");
static const struct sql share = OF_ONE(SHARE, "SELECT 100 / ($1 - 7) AS id");

static const struct sql put = OF_ONE(PUT, "INSERT INTO note (id) VALUES ($1)");

static bool first_number(void *to, const struct db_row *row, struct err *err)
{
    (void)err;
    *(int64_t *)to = db_row_value(row, 0).i;
    return true;
}

static int64_t number(struct db *db, const struct sql *sql)
{
    struct err err = { 0 };
    int64_t n = -1;

    return db_each(db, sql, NULL, first_number, &n, &err) ? n : -1;
}

static void settings(struct arena *a, const struct fresh *fresh)
{
    struct db *db = NULL;
    struct err err = { 0 };
    const char *url = arena_printf(a, "%s%%20-csynchronous_commit%%3Doff", fresh->url);

    TAP("a server that acknowledges before it stores is refused",
        !db_open(&db, NULL, url, &err) && err.kind == ERR_REFUSED &&
            strstr(err.detail, "synchronous_commit"));
    err_clear(&err);
    url = arena_printf(a, "%s%%20-csynchronous_commit%%3Dremote_apply", fresh->url);
    TAP("one that does even more is taken", db_open(&db, NULL, url, &err));
    db_close(db);
    db = NULL;
    TAP("no server is busy, not the end",
        !db_open(&db, NULL, "postgresql://127.0.0.1:1/none", &err) && err.kind == ERR_BUSY);
    err_clear(&err);
    url = arena_printf(a, "%s&client_encoding=LATIN1", fresh->url);
    TAP("another encoding in the URL does not count", db_open(&db, NULL, url, &err));
    db_close(db);
}

static enum err_kind kind_of(struct db *db, const struct sql *sql, const char *never)
{
    struct err err = { 0 };

    if (db_exec(db, sql, NULL, NULL, &err) || strstr(err.detail, never))
        return ERR_NONE;
    return err.kind;
}

static void errors(struct arena *a, struct db *db)
{
    struct rows rows = { 0 };
    struct err err = { 0 };

    TAP_INT("a full disk", kind_of(db, &disk_full, "\n"), ERR_FULL);
    TAP_INT("a deadlock passes", kind_of(db, &deadlock, "\n"), ERR_BUSY);
    TAP_INT("a serialization failure passes", kind_of(db, &serialization, "\n"), ERR_BUSY);
    TAP_INT("others are faults", kind_of(db, &other, "\n"), ERR_INTERNAL);
    TAP_INT("what was written is not told", kind_of(db, &data, "one"), ERR_INTERNAL);
    TAP("a sum wants a cast",
        !db_list(a, db, &sum, NULL, &note_record, &rows, &err) && strstr(err.detail, "cast"));
    err_clear(&err);
    TAP("smaller integers and truths are integers",
        db_list(a, db, &kinds, NULL, &note_record, &rows, &err) && rows.n == 2);
    TAP("with their values", rows.n == 2 && ((const struct note *)rows.row)[0].id == -2 &&
                                 ((const struct note *)rows.row)[1].id == 70000 &&
                                 ((const struct note *)rows.row)[1].first);
}

static bool end_of(struct db *killer, int64_t pid)
{
    struct err err = { 0 };

    return db_exec(killer, &end_session, (struct value[]){ value_int(pid) }, NULL, &err);
}

static void lost(struct db *db, struct db *killer)
{
    struct err err = { 0 };
    int64_t pid = number(db, &pid_of), changed;

    TAP("a connection ends while idle", pid > 0 && end_of(killer, pid));
    TAP("the next statement has a new one", number(db, &pid_of) > 0 && number(db, &pid_of) != pid);
    pid = number(db, &pid_of);
    TAP_INT("a primary that became a standby passes", kind_of(db, &read_only, "\n"), ERR_BUSY);
    TAP("and is left for the new one", number(db, &pid_of) != pid);
    TAP("ended again", end_of(killer, number(db, &pid_of)));
    {
        AUTO_TX tx = { 0 };
        TAP("so has the next transaction",
            tx_begin(&tx, db, &err) && db_exec(db, &add, NULL, NULL, &err));
        TAP("ended within it", end_of(killer, number(db, &pid_of)));
        TAP("its statements are lost",
            !db_exec(db, &add, NULL, &changed, &err) && err.kind == ERR_BUSY);
        err_clear(&err);
        TAP("and its commit", !tx_commit(&tx, &err) && !db_in_tx(db));
        TAP("but not unknown: it was never asked for", strcmp(err.detail, DB_COMMIT_UNKNOWN) != 0);
        err_clear(&err);
    }
    {
        AUTO_TX tx = { 0 };
        TAP("a new transaction", tx_begin(&tx, db, &err) && db_exec(db, &add, NULL, NULL, &err));
        TAP("ended before its commit", end_of(killer, number(db, &pid_of)));
        TAP("nobody knows", !tx_commit(&tx, &err) && err.kind == ERR_BUSY && !db_in_tx(db));
        TAP_TEXT("and that is said", err.detail, DB_COMMIT_UNKNOWN);
        err_clear(&err);
    }
    TAP("life goes on", db_exec(db, &add, NULL, NULL, &err));
}

static int64_t number_of(struct db *db, const struct sql *sql, int64_t of)
{
    struct err err = { 0 };
    int64_t n = -1;

    return db_each(db, sql, (struct value[]){ value_int(of) }, first_number, &n, &err) ? n : -1;
}

/* A page that asks for one, what is a hundredth of it, and how many notes there are. */
static void page(struct db *db, const void *of, int64_t one)
{
    (void)db_look(db, of);
    db_known(db, one);
    number_of(db, &same, one);
    number_of(db, &share, one);
    number(db, &notes);
    db_look_end(db);
}

/* Reads the row, writes, and reads it again. */
static bool read_and_add(void *to, const struct db_row *row, struct err *err)
{
    struct db *db = to;
    int64_t before = db_row_value(row, 0).i;

    return db_exec(db, &add, NULL, NULL, err) && db_row_value(row, 0).i == before;
}

/* That something was asked ahead shows by what others write between the first question and it. */
static void ahead(struct db *db, struct db *writer)
{
    static const char first, second;
    struct err err = { 0 };
    int64_t n = number(db, &notes);

    page(db, &first, 9);
    (void)db_look(db, &first);
    db_known(db, 12);
    TAP_INT("a page asks again, for another", number_of(db, &same, 12), 12);
    TAP("somebody writes", db_exec(writer, &add, NULL, NULL, &err));
    TAP_INT("what it asked the last time was asked along", number(db, &notes), n);
    TAP_INT("for whom it asks now", number_of(db, &share, 12), 20);
    TAP_INT("and for nobody else", number_of(db, &share, 57), 2);
    TAP("it writes itself", db_exec(db, &add, NULL, NULL, &err));
    TAP_INT("and looks anew", number(db, &notes), n + 2);
    db_look_end(db);
    TAP_INT("behind a look nothing is kept", number(db, &notes), n + 2);

    (void)db_look(db, &second);
    db_known(db, 12);
    TAP_INT("another page", number_of(db, &same, 12), 12);
    TAP("meanwhile somebody writes", db_exec(writer, &add, NULL, NULL, &err));
    TAP_INT("has asked nothing yet", number(db, &notes), n + 3);
    db_look_end(db);

    (void)db_look(db, &first);
    TAP_INT("before it told of whom", number_of(db, &same, 12), 12);
    TAP("and somebody wrote", db_exec(writer, &add, NULL, NULL, &err));
    TAP_INT("nothing is asked along", number(db, &notes), n + 4);
    db_look_end(db);

    page(db, &first, 9);
    (void)db_look(db, &first);
    db_known(db, 7);
    TAP_INT("a question that fails when it is asked along", number_of(db, &same, 7), 7);
    TAP_INT("harms no other", number(db, &notes), n + 4);
    TAP_INT("and fails where it is asked", number_of(db, &share, 7), -1);
    db_look_end(db);

    page(db, &first, 9);
    (void)db_look(db, &first);
    db_known(db, 9);
    number_of(db, &same, 9);
    {
        AUTO_TX tx = { 0 };
        TAP("somebody wrote before its transaction", db_exec(writer, &add, NULL, NULL, &err));
        TAP("which begins", tx_begin(&tx, db, &err));
        TAP_INT("and sees what there is", number(db, &notes), n + 5);
        TAP("to the end", tx_commit(&tx, &err));
    }
    db_look_end(db);

    {
        AUTO_TX tx = { 0 };
        TAP("within a transaction", tx_begin(&tx, db, &err) && db_exec(db, &add, NULL, NULL, &err));
        TAP("behind what it wrote", db_look(db, &first));
        db_known(db, 9);
        TAP_INT("a page asks", number_of(db, &same, 9), 9);
        TAP_INT("and sees that", number(db, &notes), n + 6);
    }
    TAP_INT("its look is over when it is rolled back", number(db, &notes), n + 5);

    page(db, &first, 9);
    (void)db_look(db, &first);
    db_known(db, 9);
    TAP("the connection ends", end_of(writer, number(db, &pid_of)));
    TAP_INT("a page is asked on a new one", number_of(db, &same, 9), 9);
    TAP_INT("all of it", number(db, &notes), n + 5);
    TAP("an answer lasts as long as it is read", db_each(db, &notes, NULL, read_and_add, db, &err));
    TAP_INT("though it is void", number(db, &notes), n + 6);
    db_look_end(db);
}

static bool put_one(struct db *db, int64_t id, struct err *err)
{
    return db_exec(db, &put, (struct value[]){ value_int(id) }, NULL, err);
}

static bool put_many(struct db *db, int64_t from, int64_t to, struct err *err)
{
    for (int64_t id = from; id < to; id++)
        if (!put_one(db, id, err))
            return false;
    return true;
}

/* What a transaction writes is not waited for one by one. */
static void later(struct db *db, struct db *killer)
{
    struct err err = { 0 };
    int64_t n = number(db, &notes);
    int64_t pid;

    {
        AUTO_TX tx = { 0 };
        TAP("many rows are written", tx_begin(&tx, db, &err) && put_many(db, 1000, 1200, &err));
        TAP_INT("all are there to who wrote them", number(db, &notes), n + 200);
        TAP_INT("and not yet to others", number(killer, &notes), n);
        TAP("one more, and committed", put_one(db, 1200, &err) && tx_commit(&tx, &err));
        TAP_INT("with the last", number(killer, &notes), n + 201);
    }
    {
        AUTO_TX tx = { 0 };
        TAP("one is there already",
            tx_begin(&tx, db, &err) && put_one(db, 1300, &err) && put_one(db, 1000, &err));
        TAP("the commit says so", !tx_commit(&tx, &err) && err.kind == ERR_CONFLICT);
        TAP("and of which statement", strstr(err.detail, "PUT") != NULL);
        err_clear(&err);
        TAP_INT("none is kept", number(db, &notes), n + 201);
    }
    {
        AUTO_TX tx = { 0 };
        TAP("one that was there", tx_begin(&tx, db, &err) && put_one(db, 1000, &err));
        TAP("is noticed before, by who asks",
            !db_each(db, &notes, NULL, NULL, NULL, &err) && err.kind == ERR_CONFLICT);
        err_clear(&err);
        TAP("and it does not commit", !tx_commit(&tx, &err));
        err_clear(&err);
    }
    {
        AUTO_TX tx = { 0 };
        TAP("many, and one of the first was there",
            tx_begin(&tx, db, &err) && put_one(db, 1000, &err) && !put_many(db, 2000, 2200, &err) &&
                err.kind == ERR_CONFLICT);
        err_clear(&err);
    }
    {
        AUTO_TX tx = { 0 };
        TAP("written and taken back",
            tx_begin(&tx, db, &err) && put_one(db, 1300, &err) && (tx_rollback(&tx), true));
        TAP_INT("it is not there", number(db, &notes), n + 201);
    }
    pid = number(db, &pid_of);
    {
        AUTO_TX tx = { 0 };
        TAP("the server goes while some are on their way",
            tx_begin(&tx, db, &err) && put_one(db, 1300, &err) && end_of(killer, pid));
        TAP("which the commit finds", !tx_commit(&tx, &err) && err.kind == ERR_BUSY);
        err_clear(&err);
    }
    TAP_INT("nothing was kept", number(db, &notes), n + 201);
    {
        AUTO_TX tx = { 0 };
        TAP("and life goes on",
            tx_begin(&tx, db, &err) && put_one(db, 1300, &err) && tx_commit(&tx, &err));
    }
}

static void waiting(struct db *db, struct db *other_db)
{
    AUTO_TX first = { 0 };
    AUTO_TX second = { 0 };
    struct err err = { 0 };
    int64_t n;

    TAP("one changes a row", tx_begin(&first, db, &err) && db_exec(db, &touch, NULL, &n, &err));
    TAP("another wants to", tx_begin(&second, other_db, &err));
    TAP("and does not wait for ever",
        !db_exec(other_db, &touch, NULL, &n, &err) && err.kind == ERR_BUSY);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    AUTO_DB second = NULL;
    struct err err = { 0 };

    if (!fresh_make(a, &fresh, DB_PG, "pg_test")) {
        tap_skip("PostgreSQL", "TEST_PG is not set");
        return tap_done();
    }
    TAP("opened", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    TAP("twice", fresh_open(&fresh, &second, &err));
    settings(a, &fresh);
    errors(a, db);
    lost(db, second);
    ahead(db, second);
    later(db, second);
    waiting(db, second);
    return tap_done();
}
