/* Staged files: who may have them, and that those nobody wants go. */
#include "base/tap.h"
#include "complaint/files.h"
#include "db/files_sql.h"
#include "db/fresh.h"

#include <string.h>

enum { DAY = 86400 };

static bool stage(const struct act *act, const char *owner, int64_t days_ago)
{
    struct act then = *act;
    struct staging *s;
    AUTO_TX tx = { 0 };
    struct err err = { 0 };
    int64_t blob;

    then.now.us -= SECONDS(days_ago * DAY);
    return tx_begin(&tx, act->db, &err) &&
           staging_begin(&then, owner, "note.txt", &s, &blob, &err) &&
           staging_bytes(s, "words\n", 6, &err) && staging_end(s, &err) && tx_commit(&tx, &err);
}

static int64_t count(const struct act *act, const char *owner)
{
    struct rows rows = { 0 };
    struct err err = { 0 };

    return staged_list(act, owner, &rows, &err) ? (int64_t)rows.n : -1;
}

/* More than are looked at in one go, so that the broom comes back. */
static bool many(const struct act *act)
{
    for (int i = 0; i < 120; i++)
        if (!stage(act, "public:old", 2))
            return false;
    return true;
}

/* Whoever writes to the database says of a file that is part of a case that nobody wants it. */
static bool disown(const struct act *act, int64_t blob, const char *how)
{
    static int id = 15800;
    struct sql *sql = ARENA_NEW(act->a, struct sql);
    const char *text =
        arena_printf(act->a, "UPDATE blob SET claimed_at = NULL%s WHERE id = %" PRId64, how, blob);
    struct value none = value_int(0);
    struct err err = { 0 };
    int64_t n = 0;

    *sql =
        (struct sql){ .name = "disown", .sqlite = text, .pg = text, .id = id++, .param_kinds = "" };
    return db_exec(act->db, sql, &none, &n, &err) && n == 1;
}

static void disowned(const struct act *act)
{
    struct instant now = { act->now.us + 1 };
    struct blob_chunk_row chunk = { 0 };
    struct rows rows;
    struct err err = { 0 };
    int64_t blob, claimed = 0;

    TAP("a file is staged",
        stage(act, "public:mine", 1) && staged_list(act, "public:mine", &rows, &err));
    blob = ((const struct staged_file *)rows.row)->id;
    TAP("and becomes part of a case",
        sql_blob_claim(act->a, act->db, blob, "public:mine", act->now, &claimed, &err) &&
            claimed == 1);
    TAP("one cell is altered", disown(act, blob, ""));
    TAP("[S31] which does not make it swept",
        staged_sweep(act, now, now, &err) &&
            sql_blob_chunk_at(act->a, act->db, blob, 0, &chunk, &err));
    TAP("or two", disown(act, blob, ", wrapped = header"));
    TAP("[S31] nor does a key that opens nothing",
        staged_sweep(act, now, now, &err) &&
            sql_blob_chunk_at(act->a, act->db, blob, 0, &chunk, &err));
}

static void swept(struct act *act)
{
    struct instant forms = act->now, drafts = act->now;
    struct blob_chunk_row chunk = { 0 };
    struct rows rows;
    struct err err = { 0 };
    int64_t blob;

    forms.us -= SECONDS(DAY);
    drafts.us -= SECONDS((int64_t)30 * DAY);
    TAP("staged", many(act) && stage(act, "public:new", 0) && stage(act, "desk:1:new", 2) &&
                      stage(act, "desk:1:old", 31));
    TAP("of an owner", staged_list(act, "desk:1:old", &rows, &err) && rows.n == 1);
    blob = ((const struct staged_file *)rows.row)->id;
    TAP("swept", staged_sweep(act, forms, drafts, &err));
    TAP_INT("what came with a form that was never sent is gone", count(act, "public:old"), 0);
    TAP_INT("what just came stays", count(act, "public:new"), 1);
    TAP_INT("a draft of the desk keeps its files", count(act, "desk:1:new"), 1);
    TAP_INT("not for ever", count(act, "desk:1:old"), 0);
    TAP("and their bytes go with them",
        !sql_blob_chunk_at(act->a, act->db, blob, 0, &chunk, &err) && err.kind == ERR_NOT_FOUND);
}

static void on(enum db_engine engine, const char *name)
{
    static const unsigned char master[KEY_BYTES] = { 7 };
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    struct act act;

    if (!fresh_make(a, &fresh, engine, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    act = (struct act){ .a = a,
                        .db = db,
                        .keys = keyring_new(a, v, db),
                        .now = { INT64_C(1793700000000000) },
                        .actor_kind = "public" };
    swept(&act);
    disowned(&act);
    vault_close(v);
}

int main(void)
{
    on(DB_SQLITE, "files_sqlite");
    on(DB_PG, "files_pg");
    return tap_done();
}
