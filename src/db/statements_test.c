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
    return tap_done();
}
