/* Upgrades: whole or not at all, going on where they stopped, refusing what they do
 * not know. The list of changes is a variable here, as if the program had changed. */
#include "base/tap.h"
#include "db/fresh.h"

#include <string.h>

#define BOTH(text) .sqlite = text, .pg = text
enum { STEPS = 4 };
static struct migration list[STEPS];
/* The linker gives the one list both names: db_migrate reads it under the other. */
extern const struct migration migrations[STEPS] __attribute__((alias("list")));

static const struct migration one = { .name = "0001_one",
                                      BOTH("CREATE TABLE one (n BIGINT);"),
                                      .checksum = "c1" };
static const struct migration two = {
    .name = "0002_two",
    BOTH("CREATE TABLE two (n BIGINT); INSERT INTO two VALUES (1); INSERT INTO two VALUES (2);"),
    .checksum = "c2"
};
static const struct migration three_broken = {
    .name = "0003_three",
    BOTH("CREATE TABLE three (n BIGINT); INSERT INTO nowhere VALUES (1);"),
    .checksum = "c3"
};
static const struct migration three = { .name = "0003_three",
                                        BOTH("CREATE TABLE three (n BIGINT);"),
                                        .checksum = "c3" };

static const struct sql has_two = { .name = "has_two",
                                    BOTH("SELECT count(*) AS n FROM two"),
                                    .param_kinds = "" };
static const struct sql has_three = { .name = "has_three",
                                      BOTH("SELECT count(*) AS n FROM three"),
                                      .param_kinds = "" };

static bool first_number(void *to, const struct db_row *row, struct err *err)
{
    (void)err;
    *(int64_t *)to = db_row_value(row, 0).i;
    return true;
}

/* -1 when there is no such table. */
static int64_t rows_of(struct db *db, const struct sql *sql)
{
    struct err err = { 0 };
    int64_t n = -1;

    return db_each(db, sql, NULL, first_number, &n, &err) ? n : -1;
}

static void know(const struct migration *a, const struct migration *b, const struct migration *c)
{
    memset(list, 0, sizeof list);
    if (a)
        list[0] = *a;
    if (b)
        list[1] = *b;
    if (c)
        list[2] = *c;
}

static bool refused(const struct err *err, const char *word)
{
    return err->kind == ERR_REFUSED && strstr(err->detail, word);
}

static void upgrades(struct fresh *fresh, struct db *db)
{
    struct err err = { 0 };

    know(&one, NULL, NULL);
    TAP("the first change", db_migrate(db, &err) && db_current(db, &err));
    TAP("again does nothing", db_migrate(db, &err));
    know(&one, &two, NULL);
    TAP("a newer program finds it not current", !db_current(db, &err) && refused(&err, "0002_two"));
    err_clear(&err);
    TAP("and brings it there", db_migrate(db, &err) && db_current(db, &err));
    TAP_INT("with all statements of the text", rows_of(db, &has_two), 2);

    know(&one, &two, &three_broken);
    TAP("a change that fails in the middle", !db_migrate(db, &err) && err.kind == ERR_INTERNAL);
    err_clear(&err);
    TAP_INT("leaves nothing behind", rows_of(db, &has_three), -1);
    TAP("the connection is as before", !db_in_tx(db) && !db_current(db, &err));
    err_clear(&err);
    know(&one, &two, &three);
    TAP("the upgrade goes on where it stopped", db_migrate(db, &err) && db_current(db, &err));
    TAP_INT("without doing anything twice", rows_of(db, &has_two), 2);
    (void)fresh;
}

static void refusals(struct fresh *fresh, struct db *db)
{
    struct migration changed = two;
    struct db *other = NULL;
    struct err err = { 0 };

    know(&one, &two, NULL);
    TAP("a newer schema is refused at opening",
        !fresh_open(fresh, &other, &err) && refused(&err, "0003_three"));
    err_clear(&err);
    TAP("at migrating", !db_migrate(db, &err) && refused(&err, "newer"));
    err_clear(&err);
    TAP("and is not current", !db_current(db, &err) && refused(&err, "newer"));
    err_clear(&err);

    changed.checksum = "changed";
    know(&one, &changed, &three);
    TAP("a changed text is refused at opening",
        !fresh_open(fresh, &other, &err) && refused(&err, "0002_two"));
    err_clear(&err);
    TAP("and at migrating", !db_migrate(db, &err) && refused(&err, "0002_two"));
    err_clear(&err);
    TAP("nothing was opened", other == NULL);
}

static void both(enum db_engine engine)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };

    know(NULL, NULL, NULL);
    if (!fresh_make(a, &fresh, engine, "migrate_test")) {
        tap_skip("on PostgreSQL", "TEST_PG is not set");
        return;
    }
    TAP("opened", fresh_open(&fresh, &db, &err));
    upgrades(&fresh, db);
    refusals(&fresh, db);
}

int main(void)
{
    both(DB_SQLITE);
    both(DB_PG);
    return tap_done();
}
