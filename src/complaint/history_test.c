/* The history on both engines: what an event holds, what it refuses, what erasing leaves. */
#include "base/tap.h"
#include "complaint/event.h"
#include "complaint/history.h"
#include "complaint/verify.h"
#include "db/fresh.h"
#include "db/history_sql.h"
#include "db/keyring_sql.h"
#include "db/tables.h"

#include <stdio.h>
#include <string.h>

static const unsigned char master[KEY_BYTES] = "0123456789abcdef0123456789abcde";

/* Everything a test needs; each begins with an organisation and a person of one event. */
struct world {
    const struct vault *vault;
    struct act act;
    int64_t person;
};

static bool begin(struct world *w, struct tx *tx, struct history *h, const char *kind,
                  const char *reason, struct err *err)
{
    return tx_begin(tx, w->act.db, err) &&
           history_begin(h, &w->act, COMPLAINT_NONE, kind, reason, err);
}

static bool done(struct tx *tx, struct history *h, struct err *err)
{
    return history_end(h, err) && tx_commit(tx, err);
}

static bool world_make(struct world *w, struct err *err)
{
    struct person_row person = { .kind = "person",
                                 .name = secret_text("Mai Example"),
                                 .email = secret_text("mai@example.org"),
                                 .language = "vi" };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, w->act.db, err) || !keyring_make(w->act.keys, KEY_ORGANISATION, 0, err) ||
        !history_begin(&h, &w->act, COMPLAINT_NONE, "person_added", "as she asked", err) ||
        !history_insert(&h, &person_table, &person, err) || !done(&tx, &h, err))
        return false;
    w->person = person.id;
    return true;
}

static bool person_load(struct world *w, struct person_row *out, struct err *err)
{
    return person_by_id(w->act.a, w->act.db, w->person, out, err) &&
           row_open(w->act.a, w->act.keys, &person_table, out, err);
}

/* One change of the person in a transaction of its own. */
static bool person_change(struct world *w, const struct person_row *before,
                          struct person_row *after, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return begin(w, &tx, &h, "person_changed", NULL, err) &&
           history_update(&h, &person_table, before, after, err) && done(&tx, &h, err);
}

static bool last_event(struct world *w, struct event *out, struct err *err)
{
    const struct event_row *row;
    struct marked_rows rows;

    if (!sql_events_after(w->act.a, w->act.db, 0, &rows, err) || rows.n == 0)
        return false;
    row = rows.row;
    return event_read(w->act.a, row[rows.n - 1].bytes, out);
}

static void verified_by(struct world *w, const char *what, int64_t erased, size_t most)
{
    struct verify v = { .a = w->act.a, .db = w->act.db, .most = most };
    struct err err = { 0 };
    struct keyring *keys = keyring_new(w->act.a, w->vault, w->act.db);

    TAP(what, verify_log(&v, &err) && verify_values(&v, keys, &err));
    TAP_INT("nothing is found", (int64_t)v.n, 0);
    TAP_INT("erased", v.erased, erased);
    for (size_t i = 0; i < v.n; i++)
        printf("# %s %s %s %" PRId64 "\n", v.findings[i].kind, v.findings[i].table,
               v.findings[i].field, v.findings[i].id);
}

/* At once and in many parts. */
static void verified(struct world *w, const char *what, int64_t erased)
{
    verified_by(w, what, erased, 0);
    verified_by(w, "in parts", erased, 3);
}

static void written(struct world *w)
{
    struct person_row p = { 0 };
    struct event e = { 0 };
    struct err err = { 0 };

    TAP("an organisation's event", world_make(w, &err));
    TAP("is read", last_event(w, &e, &err));
    TAP_TEXT("its kind", e.kind, "person_added");
    TAP_INT("about the organisation", e.complaint, 0);
    TAP_INT("the first of its chain", e.position, 1);
    TAP_INT("one row", (int64_t)e.n_rows, 1);
    TAP_INT("the reason and what was set: version, kind, name, e-mail, language",
            (int64_t)e.n_values, 6);
    TAP("the reason is the event's own", e.values[0].row == EVENT_ITSELF);
    TAP("the row has its id from the event", w->person == e.id * HISTORY_IDS);
    TAP("the row opens", person_load(w, &p, &err));
    TAP_TEXT("its secret", p.name.text, "Mai Example");
    TAP_INT("its first version", p.version, 1);
}

static void changed(struct world *w)
{
    struct person_row before = { 0 }, after, late;
    struct event e = { 0 };
    struct err err = { 0 };

    TAP("loaded", person_load(w, &before, &err));
    after = late = before;
    after.phone = secret_text("5550100");
    after.email = secret_text(NULL);
    TAP("a secret set and one cleared", person_change(w, &before, &after, &err));
    TAP("an event", last_event(w, &e, &err));
    TAP_INT("says version, e-mail and telephone", (int64_t)e.n_values, 3);
    TAP_INT("second of its chain", e.position, 2);
    TAP_INT("with the hash of the first", (int64_t)e.before.n, HASH_BYTES);
    TAP("loaded again", person_load(w, &after, &err));
    TAP_TEXT("set", after.phone.text, "5550100");
    TAP("cleared", !after.email.text && after.email.sealed.n == 0);
    TAP_TEXT("the other as it was", after.name.text, "Mai Example");
    late.name = secret_text("Mai Other");
    TAP("who loaded before is refused",
        !person_change(w, &before, &late, &err) && err.kind == ERR_CONFLICT);
}

static void unchanged(struct world *w)
{
    struct person_row p = { 0 }, same;
    struct event e = { 0 };
    struct err err = { 0 };

    TAP("loaded", person_load(w, &p, &err));
    same = p;
    TAP("nothing differs", person_change(w, &p, &same, &err) && last_event(w, &e, &err));
    TAP_INT("no row is written", (int64_t)e.n_rows, 0);
    TAP_INT("nor the version", same.version, p.version);
    same.id++;
    TAP("an id does not change", !person_change(w, &p, &same, &err) && err.kind == ERR_INTERNAL);
}

/* A table without a version: what was loaded has to be what is stored. */
static void unversioned(struct world *w)
{
    struct setting_row first = { .name = "zone", .value = "UTC" }, after, late;
    AUTO_TX tx = { 0 };
    struct history h;
    struct err err = { 0 };

    TAP("a setting", begin(w, &tx, &h, "setting_made", NULL, &err) &&
                         history_insert(&h, &setting_table, &first, &err) && done(&tx, &h, &err));
    after = late = first;
    after.value = "Europe/London";
    TAP("is changed", begin(w, &tx, &h, "setting_changed", NULL, &err) &&
                          history_update(&h, &setting_table, &first, &after, &err) &&
                          done(&tx, &h, &err));
    late.value = "Asia/Saigon";
    TAP("not by who saw it before", begin(w, &tx, &h, "setting_changed", NULL, &err) &&
                                        !history_update(&h, &setting_table, &first, &late, &err) &&
                                        err.kind == ERR_CONFLICT);
}

static void refused(struct world *w)
{
    struct setting_row row;
    struct history h;
    struct err err = { 0 };

    TAP("no event without a transaction",
        !history_begin(&h, &w->act, COMPLAINT_NONE, "none", NULL, &err) &&
            err.kind == ERR_INTERNAL);
    err_clear(&err);
    {
        AUTO_TX tx = { 0 };
        TAP("begins", begin(w, &tx, &h, "many", NULL, &err));
        for (int i = 0; i < HISTORY_ROWS && err.kind == ERR_NONE; i++) {
            row = (struct setting_row){ .name = arena_printf(w->act.a, "s%d", i), .value = "x" };
            if (!history_insert(&h, &setting_table, &row, &err))
                break;
        }
        TAP("an event of as many rows as there may be", err.kind == ERR_NONE);
        row = (struct setting_row){ .name = "one more" };
        TAP("not one more, and that is for who brings it to mend",
            !history_insert(&h, &setting_table, &row, &err) && err.kind == ERR_REFUSED);
        err_clear(&err);
        while (h.made <= HISTORY_IDS)
            (void)history_id(&h);
        TAP("nor more ids than lie between two events",
            !history_end(&h, &err) && err.kind == ERR_REFUSED);
    }
    err_clear(&err);
    TAP("and nothing of it stays",
        !setting_by_id(w->act.a, w->act.db, row.id, &row, &err) && err.kind == ERR_NOT_FOUND);
}

static void large(struct world *w)
{
    AUTO_TX tx = { 0 };
    struct history h;
    struct err err = { 0 };

    TAP("begins", begin(w, &tx, &h, "many", NULL, &err));
    for (int i = 0; i < HISTORY_ROWS; i++) {
        struct setting_row row = { .name = arena_printf(w->act.a, "s%d", i), .value = "x" };
        if (!history_insert(&h, &setting_table, &row, &err))
            break;
    }
    TAP("an event of 250 rows", done(&tx, &h, &err));
}

/* The number of an undone event is given again: its keys must not be. */
static void undone(struct world *w)
{
    struct person_row p = { .kind = "person", .name = secret_text("Undone") };
    const struct key *key = NULL;
    struct err err = { 0 };

    {
        AUTO_TX tx = { 0 };
        struct history h;
        TAP("a person", begin(w, &tx, &h, "person_added", NULL, &err) &&
                            history_insert(&h, &person_table, &p, &err));
        TAP("has a key", keyring_get(w->act.keys, KEY_PERSON, p.id, &key, &err));
    }
    TAP("which goes with the transaction",
        !keyring_get(w->act.keys, KEY_PERSON, p.id, &key, &err) && err.kind == ERR_NOT_FOUND);
}

static bool run_sql(struct db *db, const char *text)
{
    static int id = 9000;
    struct sql sql = { .name = "t", .sqlite = text, .pg = text, .id = id++, .param_kinds = "" };
    struct value none = value_int(0);
    struct err err = { 0 };

    return db_exec(db, &sql, &none, NULL, &err);
}

static bool finds(struct world *w, const char *kind, size_t most)
{
    struct verify v = { .a = w->act.a, .db = w->act.db, .most = most };
    struct err err = { 0 };

    if (!verify_log(&v, &err))
        return false;
    for (size_t i = 0; i < v.n; i++)
        if (strcmp(v.findings[i].kind, kind) == 0)
            return v.n == 1;
    return false;
}

/* What only playing the history again finds. */
static bool replays(struct world *w, const char *kind, size_t most)
{
    struct verify v = { .a = w->act.a, .db = w->act.db, .most = most };
    struct keyring *keys = keyring_new(w->act.a, w->vault, w->act.db);
    struct err err = { 0 };

    if (!verify_values(&v, keys, &err))
        return false;
    for (size_t i = 0; i < v.n; i++)
        if (strcmp(v.findings[i].kind, kind) == 0)
            return true;
    return v.n == 0 && *kind == '\0';
}

static void replayed(struct world *w)
{
    static const struct {
        const char *what, *alter, *undo, *kind;
    } cases[] = {
        { "a column that no event set", "UPDATE person SET language = 'en'",
          "UPDATE person SET language = 'vi'", "column_differs" },
        { "sealed values that are taken away", "UPDATE event_value SET id = -id WHERE id / 256 = 1",
          "UPDATE event_value SET id = -id WHERE id / 256 = -1", "value_missing" },
        { "sealed values that stand elsewhere",
          "UPDATE event_value SET id = id + 9 WHERE id / 256 = 1",
          "UPDATE event_value SET id = id - 9 WHERE id / 256 = 1", "value_changed" },
        { "sealed values of nobody",
          "UPDATE event_value SET key_owner = key_owner + 1 WHERE key_kind = 1",
          "UPDATE event_value SET key_owner = key_owner - 1 WHERE key_kind = 1", "value_changed" },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        TAP(cases[i].what, run_sql(w->act.db, cases[i].alter) && replays(w, cases[i].kind, 0));
        TAP("in parts too", replays(w, cases[i].kind, 2));
        TAP("undone", run_sql(w->act.db, cases[i].undo) && replays(w, "", 0));
    }
    verified(w, "as it was", 0);
}

static bool erase(struct world *w, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return begin(w, &tx, &h, "erased", "she asked for it", err) &&
           history_erase(&h, KEY_PERSON, w->person, err) && done(&tx, &h, err);
}

static void erased(struct world *w)
{
    struct person_row p = { 0 };
    struct err err = { 0 };
    struct wrapped_key_row key = { 0 };

    verified(w, "before erasing", 0);
    TAP("the key", sql_wrapped_key(w->act.a, w->act.db, KEY_PERSON, w->person, &key, &err));
    TAP("a key that is taken away",
        run_sql(w->act.db, "DELETE FROM wrapped_key WHERE id % 4 = 1") &&
            finds(w, "key_missing", 0));
    TAP("in parts too", finds(w, "key_missing", 20));
    TAP("put back",
        sql_wrapped_key_insert(w->act.a, w->act.db, KEY_PERSON, w->person, key.wrapped, &err));
    TAP("[S57] a person is erased", erase(w, &err));
    TAP("the row still loads", person_load(w, &p, &err));
    TAP("without its name", !p.name.text && p.name.sealed.n > 0);
    TAP_TEXT("what was not sealed stays", p.language, "vi");
    verified(w, "erased, and the chain holds", 1);
    TAP("the key comes back with an old backup",
        sql_wrapped_key_insert(w->act.a, w->act.db, KEY_PERSON, w->person, key.wrapped, &err) &&
            finds(w, "key_returned", 0));
    TAP("and goes", run_sql(w->act.db, "DELETE FROM wrapped_key WHERE id % 4 = 1"));
    TAP("[S57] nobody is erased who is not there",
        (w->person += 1, !erase(w, &err)) && err.kind == ERR_NOT_FOUND);
    w->person -= 1;
}

/* In one part and in many the same is found; a number out of reach costs no time. */
static void found(struct world *w)
{
    static const char add[] = "INSERT INTO person (id, version, kind) VALUES (7, 1, 'person')";

    TAP("a row beside the program", run_sql(w->act.db, add) && finds(w, "row_added", 0));
    TAP("in parts too", finds(w, "row_added", 20));
    TAP("taken away", run_sql(w->act.db, "DELETE FROM person WHERE id = 7"));
    TAP("a removed row",
        run_sql(w->act.db, "DELETE FROM setting WHERE name = 's7'") && finds(w, "row_missing", 0));
    TAP("in parts too", finds(w, "row_missing", 20));
    run_sql(w->act.db, "DELETE FROM setting WHERE name LIKE 's%'");
    TAP("a number beyond all numbers",
        run_sql(w->act.db, "UPDATE counter SET value = 9000000000000000000") &&
            !finds(w, "none", 0));
}

/* What somebody with the database in hand may write, and how it is undone. */
static const struct {
    const char *what, *alter, *undo, *kind, *field;
    bool sqlite; /* PostgreSQL has no such value */
} alterations[] = {
    { "a text that goes on behind a NUL",
      "UPDATE person SET language = language || char(0) || 'x' WHERE language = 'vi'",
      "UPDATE person SET language = 'vi' WHERE language LIKE 'vi%'", "row_changed", "language",
      true },
    { "a kind of event that goes on behind a NUL",
      "UPDATE event SET kind = kind || char(0) WHERE kind = 'many'",
      "UPDATE event SET kind = 'many' WHERE kind LIKE 'many%'", "event_changed", NULL, true },
    { "a truth that is neither", "UPDATE api_key SET can_read = 7",
      "UPDATE api_key SET can_read = 1", "row_changed", "can_read", false },
    { "a row with an id below all",
      "INSERT INTO person (id, version, kind) VALUES (-7, 1, 'person')",
      "DELETE FROM person WHERE id = -7", "row_added", NULL, false },
    { "an event with a number below all",
      "INSERT INTO event (id, position, kind, at, actor_kind, bytes, hash)"
      " SELECT -7, -7, kind, at, actor_kind, bytes, hash FROM event WHERE kind = 'many'",
      "DELETE FROM event WHERE id = -7", "event_changed", NULL, false },
    { "a chain of nothing",
      "INSERT INTO chain (complaint_id, length, head) SELECT -7, 1, head FROM chain",
      "DELETE FROM chain WHERE complaint_id = -7", "chain_broken", NULL, false },
    { "a counter of events that was put back",
      "UPDATE counter SET value = value - 1 WHERE name = 'event'",
      "UPDATE counter SET value = value + 1 WHERE name = 'event'", "row_changed", "event", false },
    { "a counter of events that is gone", "UPDATE counter SET name = 'x' WHERE name = 'event'",
      "UPDATE counter SET name = 'event' WHERE name = 'x'", "row_missing", "event", false },
    { "a counter of persons that was put back",
      "UPDATE counter SET value = value + 1 WHERE name = 'people'",
      "UPDATE counter SET value = value - 1 WHERE name = 'people'", "row_changed", "people",
      false },
    { "a counter of nothing", "INSERT INTO counter (name, value) VALUES ('x', 1)",
      "DELETE FROM counter WHERE name = 'x'", "row_added", "x", false },
    { "a trigger", "CREATE TRIGGER quiet AFTER UPDATE ON person BEGIN DELETE FROM session; END",
      "DROP TRIGGER quiet", "schema_changed", NULL, true },
    { "a figure of none",
      "INSERT INTO tally (team_id, owner_id, state, waiting, flags, class, due_on, value)"
      " VALUES (1, 0, 'open', '', 0, '', '', 3)",
      "DELETE FROM tally", "row_added", NULL, false },
    { "a text of the search that nobody wrote",
      "INSERT INTO search_doc (id, complaint_id, part) VALUES (3, 4, 'content')",
      "DELETE FROM search_doc", "row_added", NULL, false },
    { "a counter of references that was moved",
      "INSERT INTO counter (name, value) VALUES ('reference:2026', 1)",
      "DELETE FROM counter WHERE name = 'reference:2026'", "row_changed", "reference:2026", false },
};

static bool finds_nothing(const struct world *w)
{
    struct verify v = { .a = w->act.a, .db = w->act.db };
    struct err err = { 0 };

    return verify_log(&v, &err) && v.n == 0;
}

static bool found_is(const struct world *w, const char *kind, const char *field)
{
    struct verify v = { .a = w->act.a, .db = w->act.db };
    struct err err = { 0 };

    return verify_log(&v, &err) && v.n > 0 && strcmp(v.findings[0].kind, kind) == 0 &&
           (!field || strcmp(v.findings[0].field, field) == 0);
}

static void altered(struct world *w)
{
    struct api_key_row key = {
        .name = "Key", .mac = { (const void *)"mac", 3 }, .can_read = true, .role = "handler"
    };
    AUTO_TX tx = { 0 };
    struct history h;
    struct err err = { 0 };

    TAP("a key", begin(w, &tx, &h, "api_key_added", NULL, &err) &&
                     history_insert(&h, &api_key_table, &key, &err) && done(&tx, &h, &err));
    for (size_t i = 0; i < COUNT(alterations); i++) {
        if (alterations[i].sqlite && db_engine(w->act.db) == DB_PG)
            continue;
        TAP(alterations[i].what, run_sql(w->act.db, alterations[i].alter) &&
                                     found_is(w, alterations[i].kind, alterations[i].field));
        if (!run_sql(w->act.db, alterations[i].undo) || !finds_nothing(w))
            TAP("undone", false);
    }
}

/* What was altered beside the program stays named when an act writes the row again. */
static void written_over(struct world *w)
{
    struct setting_row row = { .name = "limit", .value = "100" }, before = { 0 }, after;
    struct verify v = { .a = w->act.a, .db = w->act.db };
    AUTO_TX tx = { 0 };
    struct history h;
    struct err err = { 0 };

    TAP("a setting", begin(w, &tx, &h, "setting_made", NULL, &err) &&
                         history_insert(&h, &setting_table, &row, &err) && done(&tx, &h, &err));
    TAP("somebody alters it",
        run_sql(w->act.db, "UPDATE setting SET value = '900' WHERE name = 'limit'"));
    TAP("and an act loads it so and writes it",
        setting_by_id(w->act.a, w->act.db, row.id, &before, &err) && (after = before, true) &&
            (after.name = "limits", begin(w, &tx, &h, "setting_changed", NULL, &err)) &&
            history_update(&h, &setting_table, &before, &after, &err) && done(&tx, &h, &err));
    TAP("it is found", verify_log(&v, &err) && v.n == 1);
    TAP_TEXT("as a changed row", v.n > 0 ? v.findings[0].kind : "", "row_changed");
    TAP_INT("that one", v.n > 0 ? v.findings[0].id : 0, row.id);
    TAP_INT("before this event", v.n > 0 ? v.findings[0].event : 0, h.event);
    TAP("with the keys its column too",
        verify_values(&v, keyring_new(w->act.a, w->vault, w->act.db), &err) && v.n == 2 &&
            strcmp(v.findings[1].field, "value") == 0);
    TAP("in parts the same", (v = (struct verify){ .a = w->act.a, .db = w->act.db, .most = 20 },
                              verify_log(&v, &err) && v.n == 1));
}

static void on(enum db_engine engine, const char *name)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    struct world w = { .vault = v };

    if (!fresh_make(a, &fresh, engine, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    w.act = (struct act){ .a = a,
                          .db = db,
                          .keys = keyring_new(a, v, db),
                          .now = { INT64_C(1793700000000000) },
                          .actor_kind = "command" };
    written(&w);
    changed(&w);
    unchanged(&w);
    unversioned(&w);
    refused(&w);
    large(&w);
    undone(&w);
    replayed(&w);
    erased(&w);
    altered(&w);
    found(&w);
    vault_close(v);
}

static void on_another(enum db_engine engine, const char *name)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    struct world w = { .vault = v };

    if (fresh_make(a, &fresh, engine, name)) {
        TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
        w.act = (struct act){ .a = a,
                              .db = db,
                              .keys = keyring_new(a, v, db),
                              .now = { INT64_C(1793700000000000) },
                              .actor_kind = "command" };
        TAP("an organisation", world_make(&w, &err));
        written_over(&w);
    }
    vault_close(v);
}

int main(void)
{
    on(DB_SQLITE, "history_sqlite");
    on(DB_PG, "history_pg");
    on_another(DB_SQLITE, "history_over_sqlite");
    on_another(DB_PG, "history_over_pg");
    return tap_done();
}
