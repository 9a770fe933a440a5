/* Every statement of the program, prepared on both engines against the schema: a column that is
 * not there shows here, and not when somebody opens the one page that asks for it. */
#include "base/buf.h"
#include "base/tap.h"
#include "db/fresh.h"
#include "db/table.h"

#include <string.h>

/* What can be explained, so that nothing is done. */
static bool explained(const char *text)
{
    static const char *const begins[] = { "SELECT", "WITH", "INSERT", "UPDATE", "DELETE" };

    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < COUNT(begins); i++)
        if (strncmp(text, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

static void prepare(struct arena *a, struct db *db, const struct sql *sql)
{
    const char *text = db_engine(db) == DB_PG ? sql->pg : sql->sqlite;
    struct value *nothing = ARENA_ARRAY(a, struct value, (size_t)sql->params + 1);
    struct sql *asked = ARENA_NEW(a, struct sql);
    struct err err = { 0 };

    if (!text || !explained(text))
        return;
    *asked = *sql;
    asked->sqlite = asked->pg = arena_printf(a, "EXPLAIN %s", text);
    if (db_each(db, asked, nothing, NULL, NULL, &err))
        return;
    TAP_TEXT(sql->name, err.detail, "");
}

/* -- tables that are too large to be walked through -- */

/* What SQLite says of a statement: the cursors that it opens on such tables. */
struct plan {
    int64_t root[8];
    size_t n;
    int64_t cursor[64];
    size_t n_cursors;
    bool walks;
};

/* Those whose index leaves out what came with a filing, and the events. */
static bool root_found(void *to, const struct db_row *row, struct err *err)
{
    struct plan *p = to;

    (void)err;
    if (p->n < COUNT(p->root))
        p->root[p->n++] = db_row_value(row, 0).i;
    return true;
}

static bool is_one(const int64_t *list, size_t n, int64_t i)
{
    while (n > 0)
        if (list[--n] == i)
            return true;
    return false;
}

/* addr, opcode, p1, p2 … */
static bool step_read(void *to, const struct db_row *row, struct err *err)
{
    const char *code = (const char *)db_row_value(row, 1).b.s;
    int64_t cursor = db_row_value(row, 2).i, root = db_row_value(row, 3).i;
    struct plan *p = to;

    (void)err;
    if (strcmp(code, "OpenRead") == 0 && is_one(p->root, p->n, root) &&
        p->n_cursors < COUNT(p->cursor))
        p->cursor[p->n_cursors++] = cursor;
    p->walks |= strcmp(code, "Rewind") == 0 && is_one(p->cursor, p->n_cursors, cursor);
    return true;
}

/* Whoever forgets @case(…) or a position walks through all of them: the planner does not mind. */
static void walk(struct arena *a, struct db *db, const struct plan *roots, const struct sql *sql)
{
    struct value *nothing = ARENA_ARRAY(a, struct value, (size_t)sql->params + 1);
    struct sql *asked = ARENA_NEW(a, struct sql);
    struct plan plan = *roots;
    struct err err = { 0 };

    size_t n = strlen(sql->name);

    if (!sql->sqlite || !explained(sql->sqlite) || strcmp(sql->name + n - 4, "_all") == 0)
        return; /* what verifying reads, it reads whole */
    *asked = *sql;
    asked->sqlite = arena_printf(a, "EXPLAIN %s", sql->sqlite);
    if (!db_each(db, asked, nothing, step_read, &plan, &err) || plan.walks)
        TAP_TEXT(sql->name, plan.walks ? "walks through a large table" : err.detail, "");
}

static void walks(void)
{
    static const struct sql large = {
        .name = "large",
        .sqlite = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name IN "
                  "(SELECT tbl_name FROM sqlite_schema WHERE name IN ('event_complaint', "
                  "'event_value') OR sql LIKE "
                  "'%WHERE id / 256 <> complaint_id / 256%')",
        .id = 4000,
        .param_kinds = "",
    };
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct value nothing = { 0 };
    struct plan plan = { 0 };
    struct err err = { 0 };

    if (!fresh_make(a, &fresh, DB_SQLITE, "statements"))
        return;
    TAP("the schema stands", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    TAP("the tables of what comes with a filing",
        db_each(db, &large, &nothing, root_found, &plan, &err) && plan.n == 5);
    for (const struct sql *const *const *list = all_statements; *list; list++)
        for (const struct sql *const *sql = *list; *sql; sql++)
            walk(a, db, &plan, *sql);
}

/* -- where a page of a queue begins -- */

static bool detail_read(void *to, const struct db_row *row, struct err *err)
{
    const char **found = to;
    const char *detail = (const char *)db_row_value(row, 3).b.s;

    (void)err;
    if (strstr(detail, "INDEX complaint_"))
        *found = strstr(detail, "<expr>>?") ? "" : "from the first on";
    return true;
}

/* A page behind others, and the queue of today behind all that are late, is gone to, not counted
 * to. */
static void begins(void)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    int n = 0;

    if (!fresh_make(a, &fresh, DB_SQLITE, "statements"))
        return;
    TAP("the schema stands", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    for (const struct sql *const *const *list = all_statements; *list; list++)
        for (const struct sql *const *sql = *list; *sql; sql++) {
            struct value *nothing = ARENA_ARRAY(a, struct value, (size_t)(*sql)->params + 1);
            struct sql *asked = ARENA_NEW(a, struct sql);
            const char *found = "no index";
            if (!(*sql)->sqlite || !strstr((*sql)->sqlite, "9223372036854775807), id) > (") ||
                !strstr((*sql)->name, "pick_"))
                continue;
            *asked = **sql;
            asked->sqlite = arena_printf(a, "EXPLAIN QUERY PLAN %s", (*sql)->sqlite);
            n++;
            TAP((*sql)->name, db_each(db, asked, nothing, detail_read, &found, &err));
            TAP_TEXT((*sql)->name, found, "");
        }
    TAP("there are queues by the next date", n >= 7);
}

static void all(enum db_engine engine)
{
    AUTO_ARENA a = arena_new();
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    int n = 0;

    if (!fresh_make(a, &fresh, engine, "statements"))
        return;
    TAP("the schema stands", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    for (const struct sql *const *const *list = all_statements; *list; list++)
        for (const struct sql *const *sql = *list; *sql; sql++, n++)
            prepare(a, db, *sql);
    TAP("there are statements, and each was looked at", n > 500);
}

int main(void)
{
    all(DB_SQLITE);
    all(DB_PG);
    walks();
    begins();
    return tap_done();
}
