/* The contract of db.h, on both engines. */
#include "base/tap.h"
#include "db/fresh.h"

#include <string.h>

const struct migration migrations[] = {
    { .name = "0001_things",
      .sqlite = "CREATE TABLE thing (id INTEGER NOT NULL PRIMARY KEY, yes INTEGER, small INTEGER,"
                " text TEXT, bytes BLOB, day TEXT, at INTEGER, sealed BLOB) STRICT;"
                "CREATE UNIQUE INDEX thing_text ON thing (text);",
      .pg = "CREATE TABLE thing (id bigint NOT NULL PRIMARY KEY, yes bigint, small bigint,"
            " text text, bytes bytea, day text, at bigint, sealed bytea);"
            "CREATE UNIQUE INDEX thing_text ON thing (text);",
      .checksum = "a1" },
    { 0 },
};

struct thing {
    int64_t id;
    bool yes;
    int small;
    const char *text;
    struct bytes bytes;
    struct date day;
    struct instant at;
    struct secret sealed;
};
static const struct field thing_fields[] = {
    FIELD(struct thing, id),   FIELD(struct thing, yes),    FIELD(struct thing, small),
    FIELD(struct thing, text), FIELD(struct thing, bytes),  FIELD(struct thing, day),
    FIELD(struct thing, at),   FIELD(struct thing, sealed),
};
static const struct record thing_record = RECORD(struct thing, thing_fields);

struct number {
    int64_t n;
};
static const struct field number_fields[] = { FIELD(struct number, n) };
static const struct record number_record = RECORD(struct number, number_fields);

enum { ADD, GET, ALL, COUNT_ALL, DRIFT, SET_TEXT, REMOVE, SAY, ADD_RETURNING };

static const struct sql add = {
    .name = "add",
    .sqlite = "INSERT INTO thing (id, yes, small, text, bytes, day, at, sealed)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    .pg = "INSERT INTO thing (id, yes, small, text, bytes, day, at, sealed)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    .id = ADD,
    .params = 8,
    .param_kinds = "iiitbtib",
};
static const struct sql get = {
    .name = "get",
    .sqlite = "SELECT id, yes, small, text, bytes, day, at, sealed FROM thing WHERE id = ?1",
    .pg = "SELECT id, yes, small, text, bytes, day, at, sealed FROM thing WHERE id = $1",
    .id = GET,
    .params = 1,
    .param_kinds = "i",
};
static const struct sql all = {
    .name = "all",
    .sqlite = "SELECT id, text FROM thing ORDER BY id",
    .pg = "SELECT id, text FROM thing ORDER BY id",
    .id = ALL,
    .param_kinds = "",
};
static const struct sql count_all = {
    .name = "count_all",
    .sqlite = "SELECT count(*) AS n FROM thing",
    .pg = "SELECT count(*) AS n FROM thing",
    .id = COUNT_ALL,
    .param_kinds = "",
};
static const struct sql drift = {
    .name = "drift",
    .sqlite = "SELECT id, text AS title FROM thing",
    .pg = "SELECT id, text AS title FROM thing",
    .id = DRIFT,
    .param_kinds = "",
};
static const struct sql misfit = {
    .name = "misfit",
    .sqlite = "SELECT text AS id FROM thing WHERE text IS NOT NULL",
    .pg = "SELECT text AS id FROM thing WHERE text IS NOT NULL",
    .id = DRIFT, /* shares its place in the cache */
    .param_kinds = "",
};
static const struct sql set_text = {
    .name = "set_text",
    .sqlite = "UPDATE thing SET text = ?2 WHERE id = ?1 RETURNING id, text",
    .pg = "UPDATE thing SET text = $2 WHERE id = $1 RETURNING id, text",
    .id = SET_TEXT,
    .params = 2,
    .param_kinds = "it",
};
static const struct sql remove_all = {
    .name = "remove_all",
    .sqlite = "DELETE FROM thing",
    .pg = "DELETE FROM thing",
    .id = REMOVE,
    .param_kinds = "",
};
static const struct sql only_sqlite = {
    .name = "only_sqlite",
    .sqlite = "SELECT 1 AS n",
    .id = SAY,
    .param_kinds = "",
};
static const struct sql only_pg = {
    .name = "only_pg",
    .pg = "SELECT 1 AS n",
    .id = SAY,
    .param_kinds = "",
};

/* Waits for it, by asking how many rows it was. */
static bool thing_add(struct arena *a, struct db *db, const struct thing *t, struct err *err)
{
    int64_t changed;
    struct value v[COUNT(thing_fields)];

    for (size_t i = 0; i < COUNT(thing_fields); i++)
        v[i] = value_field(a, &thing_fields[i], t);
    return db_exec(db, &add, v, &changed, err);
}

static bool thing_get(struct arena *a, struct db *db, int64_t id, struct thing *out,
                      struct err *err)
{
    return db_one(a, db, &get, (struct value[]){ value_int(id) }, &thing_record, out, err);
}

static int64_t things(struct arena *a, struct db *db)
{
    struct number n = { .n = -1 };
    struct err err = { 0 };

    return db_one(a, db, &count_all, NULL, &number_record, &n, &err) ? n.n : -1;
}

static bool same(struct bytes a, const char *s, size_t n)
{
    return a.s && a.n == n && memcmp(a.s, s, n) == 0;
}

/* Loads over a row that is full. */
static bool load_over(void *to, const struct db_row *row, struct err *err)
{
    AUTO_ARENA a = arena_new();

    return db_row_load(a, row, &thing_record, to, err);
}

static void kinds(struct arena *a, struct db *db)
{
    static const char text[] = "投訴 không được trả lời 🙂";
    struct thing in = { .id = INT64_MAX,
                        .yes = true,
                        .small = INT32_MIN,
                        .text = text,
                        .bytes = { (const unsigned char *)"a\0b\xff", 4 },
                        .day = DAY(2024, 2, 29),
                        .at = { -1 },
                        .sealed = { .sealed = { (const unsigned char *)"", 0 } } };
    struct thing nothing = { .id = 2 };
    struct thing out, full = in;
    struct err err = { 0 };

    TAP("a row of every kind is stored", thing_add(a, db, &in, &err));
    TAP("and read", thing_get(a, db, INT64_MAX, &out, &err));
    TAP_INT("64 bits", out.id, INT64_MAX);
    TAP("a truth", out.yes);
    TAP_INT("32 bits", out.small, INT32_MIN);
    TAP_TEXT("Chinese, Vietnamese and a smile", out.text, text);
    TAP("bytes with NUL", same(out.bytes, "a\0b\xff", 4));
    TAP_DAY("a day", out.day, in.day);
    TAP_INT("an instant before 1970", out.at.us, -1);
    TAP("sealed bytes, empty, are not NULL", same(out.sealed.sealed, "", 0));
    TAP("a secret is not opened by loading", out.sealed.text == NULL);

    TAP("a row of NULLs is stored", thing_add(a, db, &nothing, &err));
    TAP("and read over a full one",
        db_each(db, &get, (struct value[]){ value_int(2) }, load_over, &full, &err));
    TAP("NULL is the zero value of each kind",
        !full.yes && full.small == 0 && !full.text && !full.bytes.s && !date_is_set(full.day) &&
            !instant_is_set(full.at) && !full.sealed.sealed.s);
    TAP("nothing went wrong", err.kind == ERR_NONE);
}

static void refusals(struct arena *a, struct db *db)
{
    struct thing t = { .id = 3, .text = "three" };
    struct thing out = { .id = 77 };
    struct err err = { 0 };

    TAP("not found", !thing_get(a, db, 999, &out, &err) && err.kind == ERR_NOT_FOUND);
    TAP_INT("and the result is untouched", out.id, 77);
    err_clear(&err);
    TAP("a third row", thing_add(a, db, &t, &err));
    TAP("the same key again is a conflict",
        !thing_add(a, db, &t, &err) && err.kind == ERR_CONFLICT);
    TAP("and does not tell what was written", !strstr(err.detail, "three"));
    err_clear(&err);
    t.id = 4;
    TAP("a unique text too", !thing_add(a, db, &t, &err) && err.kind == ERR_CONFLICT);
    TAP("nor does this", !strstr(err.detail, "three"));
    err_clear(&err);
    TAP("one of many is a fault",
        !db_one(a, db, &all, NULL, &thing_record, &out, &err) && err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP("a column without a field is a fault",
        !db_list(a, db, &drift, NULL, &thing_record, &(struct rows){ 0 }, &err) &&
            err.kind == ERR_INTERNAL && strstr(err.detail, "title"));
    err_clear(&err);
    TAP("a text in a number's field is a fault",
        !db_list(a, db, &misfit, NULL, &thing_record, &(struct rows){ 0 }, &err) &&
            err.kind == ERR_INTERNAL && !strstr(err.detail, "three"));
    err_clear(&err);
    TAP("a statement of the other engine is a fault",
        !db_exec(db, db_engine(db) == DB_PG ? &only_sqlite : &only_pg, NULL, NULL, &err) &&
            err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP("a parameter of another kind is a fault",
        !db_exec(db, &get, (struct value[]){ value_text("3") }, NULL, &err) &&
            err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP("so is a text that is not UTF-8",
        !db_exec(db, &set_text, (struct value[]){ value_int(3), value_text("\xff") }, NULL, &err) &&
            err.kind == ERR_INTERNAL);
    err_clear(&err);
}

static void changing(struct arena *a, struct db *db)
{
    struct thing out;
    struct err err = { 0 };
    int64_t changed = -1;
    struct value to_five[] = { value_int(3), value_text("five") };

    TAP("RETURNING gives the new row",
        db_one(a, db, &set_text, to_five, &thing_record, &out, &err));
    TAP_TEXT("with its new text", out.text, "five");
    TAP("the rows changed are counted",
        db_exec(db, &set_text, to_five, &changed, &err) && changed == 1);
    to_five[0] = value_int(999);
    TAP("also when there are none",
        db_exec(db, &set_text, to_five, &changed, &err) && changed == 0);
    TAP("nothing went wrong", err.kind == ERR_NONE);
}

/* -- walking -- */

struct walk {
    struct arena *a;
    struct db *db;
    int seen, inner, stop_at;
};

static bool inner_row(void *to, const struct db_row *row, struct err *err)
{
    struct walk *w = to;

    (void)row;
    (void)err;
    w->inner++;
    return true;
}

static bool outer_row(void *to, const struct db_row *row, struct err *err)
{
    struct walk *w = to;
    struct thing t = { 0 };

    w->seen++;
    if (w->seen == w->stop_at)
        return err_set(err, ERR_REFUSED, "enough");
    if (!db_each(w->db, &all, NULL, inner_row, w, err))
        return false;
    return db_row_columns(row) == 2 && strcmp(db_row_name(row, 1), "text") == 0 &&
           db_row_load(w->a, row, &thing_record, &t, err) && t.id == db_row_value(row, 0).i;
}

static void walking(struct arena *a, struct db *db)
{
    struct walk w = { .a = a, .db = db };
    struct rows rows = { 0 };
    struct err err = { 0 };

    TAP("a statement runs inside itself", db_each(db, &all, NULL, outer_row, &w, &err));
    TAP_INT("the outer one over all rows", w.seen, 3);
    TAP_INT("the inner one as often", w.inner, 9);
    w = (struct walk){ .a = a, .db = db, .stop_at = 2 };
    TAP("stopping gives the reason",
        !db_each(db, &all, NULL, outer_row, &w, &err) && err.kind == ERR_REFUSED && w.seen == 2);
    err_clear(&err);
    TAP("and the statement can run again", db_list(a, db, &all, NULL, &thing_record, &rows, &err));
    TAP_INT("with all rows", (int64_t)rows.n, 3);
    TAP_INT("in order", ((const struct thing *)rows.row)[2].id, INT64_MAX);
}

/* -- transactions -- */

static bool left_open(struct arena *a, struct db *db, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct thing t = { .id = 50 };

    return tx_begin(&tx, db, err) && db_in_tx(db) && thing_add(a, db, &t, err) &&
           things(a, db) == 4;
}

static bool committed(struct arena *a, struct db *db, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct thing t = { .id = 51 };

    return tx_begin(&tx, db, err) && thing_add(a, db, &t, err) && tx_commit(&tx, err);
}

/* A conflict inside a transaction; what follows is refused on both engines. */
static void after_failure(struct arena *a, struct db *db)
{
    AUTO_TX tx = { 0 };
    struct thing t = { .id = 60 }, again = { .id = 51 };
    struct err err = { 0 };

    TAP("a transaction", tx_begin(&tx, db, &err) && thing_add(a, db, &t, &err));
    TAP("a conflict in it", !thing_add(a, db, &again, &err) && err.kind == ERR_CONFLICT);
    err_clear(&err);
    t.id = 61;
    TAP("makes the next statement fail", !thing_add(a, db, &t, &err) && err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP("and the commit", !tx_commit(&tx, &err) && err.kind == ERR_INTERNAL && !db_in_tx(db));
}

static void reading(struct arena *a, struct db *db, struct db *other)
{
    AUTO_TX tx = { 0 };
    struct thing t = { .id = 70 };
    struct err err = { 0 };

    TAP("a reading transaction", tx_begin_read(&tx, db, &err) && things(a, db) == 4);
    TAP("somebody else writes", thing_add(a, other, &t, &err));
    TAP_INT("it still sees one state", things(a, db), 4);
    TAP("it does not write", !thing_add(a, db, &t, &err) && err.kind == ERR_INTERNAL);
}

/* Where the engine gains by it a look sees one state until it ends or something is written. */
static void looking(struct arena *a, struct db *db, struct db *other, enum db_engine engine)
{
    struct thing seen = { .id = 71 }, own = { .id = 72 }, in = { .id = 73 };
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    int64_t before = things(a, db), after;

    (void)db_look(db, db);
    TAP_INT("a look sees what there is", things(a, db), before);
    TAP("it is no transaction", !db_in_tx(db));
    TAP("somebody else writes meanwhile", thing_add(a, other, &seen, &err));
    after = engine == DB_SQLITE ? before : before + 1;
    TAP_INT("on SQLite the look does not move", things(a, db), after);
    TAP("a write of one's own ends it", thing_add(a, db, &own, &err));
    TAP_INT("and both are seen", things(a, db), before + 2);
    TAP_INT("by others too, at once", things(a, other), before + 2);
    db_look_end(db);

    (void)db_look(db, db);
    TAP_INT("looked at before a transaction", things(a, db), before + 2);
    TAP("which begins all the same",
        tx_begin(&tx, db, &err) && thing_add(a, db, &in, &err) && tx_commit(&tx, &err));
    db_look_end(db);
    db_look_end(db);
    TAP_INT("and was written", things(a, other), before + 3);
}

static bool part(struct arena *a, struct db *db, int64_t id, bool keep, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct thing t = { .id = id };

    return tx_begin(&tx, db, err) && thing_add(a, db, &t, err) && (!keep || tx_commit(&tx, err));
}

static bool part_twice(struct arena *a, struct db *db, int64_t id, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct thing t = { .id = id };

    return tx_begin(&tx, db, err) && thing_add(a, db, &t, err) && thing_add(a, db, &t, err);
}

/* [D1] [D2] Several transactions, one flush. PostgreSQL commits each by itself. */
static void gathered(struct arena *a, struct db *db, struct db *other, enum db_engine engine)
{
    bool one_flush = engine == DB_SQLITE;
    int64_t before = things(a, db), undone = db_undone(db);
    struct err err = { 0 };
    AUTO_TX reading = { 0 };

    db_gather(db, true);
    TAP("nothing is owed yet", !db_owes(db));
    TAP("two parts and one that is left",
        part(a, db, 80, true, &err) && part(a, db, 81, false, &err) && part(a, db, 82, true, &err));
    TAP("a conflict", !part_twice(a, db, 83, &err) && err.kind == ERR_CONFLICT);
    err_clear(&err);
    TAP_INT("undoes its own part and the one that was left", db_undone(db) - undone, 2);
    db_gather(db, false);
    TAP("they are owed", db_owes(db) == one_flush);
    TAP("what gathers no more still joins", part(a, db, 84, true, &err));
    TAP("reading within", tx_begin_read(&reading, db, &err) && things(a, db) == before + 3);
    tx_rollback(&reading);
    TAP_INT("others see none before", things(a, other), one_flush ? before : before + 3);
    TAP("settled", db_settle(db, &err) && !db_owes(db));
    TAP_INT("all whole parts are there", things(a, other), before + 3);
    TAP("settled again, nothing happens", db_settle(db, &err));
    TAP("others write", part(a, other, 85, true, &err));

    db_refuse(db, &(struct err){ .kind = ERR_FULL });
    TAP("refused", !part(a, db, 86, true, &err) && err.kind == ERR_FULL);
    err_clear(&err);
    db_refuse(db, NULL);
    TAP("and allowed again", part(a, db, 87, true, &err));
}

static void transactions(struct arena *a, struct db *db, struct db *other)
{
    AUTO_TX outer = { 0 };
    struct tx inner = { 0 };
    struct err err = { 0 };

    TAP("a transaction that is left", left_open(a, db, &err));
    TAP("is rolled back", !db_in_tx(db) && things(a, db) == 3);
    TAP("a transaction that is committed", committed(a, db, &err));
    TAP("stays", !db_in_tx(db) && things(a, db) == 4);
    TAP("others see it", things(a, other) == 4);
    after_failure(a, db);
    TAP_INT("nothing of it stays", things(a, db), 4);
    reading(a, db, other);
    TAP_INT("afterwards the new state is seen", things(a, db), 5);

    TAP("no transaction within another",
        tx_begin(&outer, db, &err) && !tx_begin(&inner, db, &err) && err.kind == ERR_INTERNAL);
    tx_rollback(&inner);
    TAP("the outer one lives on", db_in_tx(db));
}

static void both(enum db_engine engine)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    AUTO_DB other = NULL;
    struct err err = { 0 };

    if (!fresh_make(a, &fresh, engine, "db_test")) {
        tap_skip("on PostgreSQL", "TEST_PG is not set");
        return;
    }
    TAP("opened", fresh_open(&fresh, &db, &err) && db_engine(db) == engine);
    TAP("without schema it is not current", !db_current(db, &err));
    err_clear(&err);
    TAP("migrated", db_migrate(db, &err));
    TAP_TEXT("without a complaint", err.detail, "");
    TAP("current", db_current(db, &err) && fresh_open(&fresh, &other, &err));
    kinds(a, db);
    refusals(a, db);
    changing(a, db);
    walking(a, db);
    transactions(a, db, other);
    looking(a, db, other, engine);
    gathered(a, db, other, engine);
    TAP("all rows go", db_exec(db, &remove_all, NULL, NULL, &err) && things(a, db) == 0);
    db_checkpoint(db);
}

int main(void)
{
    both(DB_SQLITE);
    both(DB_PG);
    return tap_done();
}
