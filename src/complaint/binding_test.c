/*
 * Everything is bound: each column of each table of the schema is changed beside the program, one
 * after the other, and verifying must name the row and, with the keys, the column; and a row of
 * each is taken away. The tables come from the schema itself, so a new column is tested without
 * anybody's doing; a table that has no row here fails the test. [S61]
 */
#include "base/buf.h"
#include "complaint/files.h"
#include "complaint/proof.h"
#include "complaint/search.h"
#include "complaint/spend.h"
#include "complaint/tally.h"
#include "complaint/verify.h"
#include "db/tables.h"
#include "operation/try.h"
#include "people/organisation.h"
#include "people/session.h"
#include "people/team.h"

#include <stdio.h>
#include <string.h>

struct bed {
    struct try *t;
    struct act act; /* its arena is of the present change */
    int64_t complaint, person, team;
    int64_t filled[256]; /* of each table by number the row that holds something everywhere */
    int runs;
};

/* -- rows for every table -- */

static void fill_field(const struct bed *b, const struct field *f, void *row)
{
    static int n;
    void *p = field_at(f, row);
    const char *text = arena_printf(b->t->a, "%s%d", f->name, ++n);

    switch (f->kind) {
    case FIELD_BOOL:
        *(bool *)p = true;
        return;
    case FIELD_INT64:
        if (*(int64_t *)p == 0)
            *(int64_t *)p = strcmp(f->name, "complaint_id") == 0 ? b->complaint
                            : strcmp(f->name, "person_id") == 0  ? b->person
                                                                 : 7;
        return;
    case FIELD_TEXT:
        if (!*(const char **)p)
            *(const char **)p = text;
        return;
    case FIELD_BYTES:
        if (((struct bytes *)p)->n == 0)
            *(struct bytes *)p = arena_bytes(b->t->a, text, strlen(text));
        return;
    case FIELD_DATE:
        *(struct date *)p = (struct date){ 2026, 2, 3 };
        return;
    case FIELD_INSTANT:
        if (!instant_is_set(*(struct instant *)p))
            *(struct instant *)p = b->t->act.now;
        return;
    case FIELD_SECRET:
        if (!((struct secret *)p)->text)
            *(struct secret *)p = secret_text(text);
        return;
    default:
        return;
    }
}

/* Every column but the id, and the version, which the history counts. */
static void fill_row(const struct bed *b, const struct table *t, void *row)
{
    for (size_t i = 1; i < t->record->n; i++)
        if (t->version < 0 || t->record->fields[i].offset != (size_t)t->version)
            fill_field(b, &t->record->fields[i], row);
}

/* What is there already is filled up, where a row of chance would not hang together. */
static int64_t row_there(const struct bed *b, const struct table *t)
{
    return t == &complaint_table ? b->complaint
           : t == &person_table  ? b->person
           : t == &team_table    ? b->team
                                 : b->filled[t->number];
}

static bool fill_up(struct bed *b, struct history *h, const struct table *t, int64_t id,
                    struct err *err)
{
    const struct act *act = &b->t->act;
    void *before = arena_alloc(act->a, t->record->size);
    void *after = arena_alloc(act->a, t->record->size);
    struct value of = value_int(id);

    if (!db_one(act->a, act->db, t->by_id, &of, t->record, before, err) ||
        !row_open(act->a, act->keys, t, before, err))
        return false;
    memcpy(after, before, t->record->size);
    fill_row(b, t, after);
    return history_update(h, t, before, after, err);
}

/* A remedy is counted where it is written. */
static bool insert(struct bed *b, struct history *h, const struct table *t, void *row,
                   struct err *err)
{
    const struct act *act = &b->t->act;
    struct complaint_row c = { 0 };
    struct remedy_row *remedy = row;

    if (t != &remedy_table)
        return history_insert(h, t, row, err);
    remedy->state = word_code(&remedy_state_words, REMEDY_CARRIED_OUT);
    return complaint_by_id(act->a, act->db, b->complaint, &c, err) &&
           spend_insert(h, &c, remedy, err);
}

static bool fill_table(struct bed *b, const struct table *t, struct err *err)
{
    const struct act *act = &b->t->act;
    bool of_case = t == &complaint_table || t->complaint >= 0;
    int64_t id = row_there(b, t);
    void *row = arena_alloc(act->a, t->record->size);
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) ||
        !history_begin(&h, act, of_case ? b->complaint : COMPLAINT_NONE, "filled", NULL, err))
        return false;
    if (id == 0)
        fill_row(b, t, row);
    if (id != 0 ? !fill_up(b, &h, t, id, err) : !insert(b, &h, t, row, err))
        return false;
    b->filled[t->number] = id != 0 ? id : row_id(t, row);
    return history_end(&h, err) && tx_commit(&tx, err);
}

/* A file and a session come only by their own ways. */
static bool fill_others(struct bed *b, struct err *err)
{
    const struct act *act = &b->t->act;
    struct session_limits limits = { SECONDS(60), SECONDS(60) };
    struct session_new login = { .staff = b->t->handler,
                                 .source = { (const void *)"source", 6 },
                                 .device = "Firefox, Linux",
                                 .factor = true };
    char session[SESSION_ID];
    struct staging *staging;
    AUTO_TX tx = { 0 };
    struct history h;
    int64_t blob;

    return tx_begin(&tx, act->db, err) &&
           staging_begin(act, "desk:binding", "story.txt", &staging, &blob, err) &&
           staging_bytes(staging, "What happened.", 14, err) && staging_end(staging, err) &&
           history_begin(&h, act, b->complaint, "file_added", "as asked", err) &&
           file_claim(&h, blob, "desk:binding", "in", 0, &b->filled[file_table.number], err) &&
           session_open(act, &login, &limits, session, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

/* In a case that is not marked as erased, as the one is that holds something everywhere. */
static bool fill_letter(struct bed *b, int64_t complaint, struct err *err)
{
    const struct act *act = &b->t->act;
    struct entry_row letter = { .complaint_id = complaint,
                                .kind = "letter",
                                .direction = "out",
                                .at = act->now,
                                .author_kind = "staff",
                                .text = secret_text("Dear Ms Wong"),
                                .delivery = "queued" };
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) && history_begin(&h, act, complaint, "reply", NULL, err) &&
           history_insert(&h, &entry_table, &letter, err) &&
           outbox_add(&h, "reply", letter.id, err) && history_end(&h, err) && tx_commit(&tx, err);
}

/* Where it is another day already: the figures of what was filed before follow. */
static bool zone_move(struct try *t, struct err *err)
{
    struct setting_change zone = { "zone", "Pacific/Kiritimati" };
    const struct pack *pack = t->p.pack;
    bool ok = settings_save(&t->act, &zone, 1, err) && procedure_load(t->a, t->db, &t->p, err);

    t->p.pack = pack;
    return ok;
}

/* On PostgreSQL no words wait for the index; what they would be bound by is the same. */
static bool words_wait(struct try *t, struct err *err)
{
    static const struct sql text = {
        .name = "words_wait",
        .sqlite = "SELECT 1",
        .pg = "INSERT INTO search_word_new SELECT id, complaint_id, part, "
              "'x' FROM search_doc ORDER BY id DESC LIMIT 1",
        .id = 11999,
        .param_kinds = ""
    };
    struct value none = value_int(0);

    return db_engine(t->db) != DB_PG || db_exec(t->db, &text, &none, NULL, err);
}

/* Rows of chance were written beside the acts that count them. */
static bool count_again(struct try *t, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, t->db, err) && tally_recount(&t->act, t->p.zone, err) &&
           tx_commit(&tx, err);
}

static bool fill(struct bed *b, struct err *err)
{
    struct try *t = b->t;

    b->complaint = try_file(t, "0123456789abcdef0123456789abcdef");
    if (!zone_move(t, err))
        return false;
    b->person = try_load(t, b->complaint).party.row[0].person_id;
    try_as(t, t->handler);
    if (!team_add(&t->act, "Homes", t->team, "department", &b->team, err) || !fill_others(b, err))
        return false;
    for (const struct table *const *of = tables; *of; of++)
        if (!fill_table(b, *of, err))
            return false;
    /* One that counts, for the other is set aside. */
    try_file(t, "23456789abcdef0123456789abcdef01");
    if (!count_again(t, err) || !search_catch_up(t->db, err))
        return false;
    /* Neither counted nor put into the index yet. */
    return fill_letter(b, try_file(t, "123456789abcdef0123456789abcdef0"), err) &&
           words_wait(t, err);
}

/* -- one change -- */

static struct sql *statement(struct bed *b, const char *text)
{
    static int id = 12000;
    struct sql *sql = ARENA_NEW(b->t->a, struct sql);

    *sql = (struct sql){
        .name = "binding", .sqlite = text, .pg = text, .id = id++, .param_kinds = ""
    };
    return sql;
}

static void literal(struct buf *out, const struct bed *b, struct value v)
{
    switch (v.kind) {
    case VALUE_NULL:
        buf_str(out, "NULL");
        return;
    case VALUE_INT:
        buf_printf(out, "%" PRId64, v.i);
        return;
    case VALUE_TEXT:
        buf_char(out, '\'');
        for (size_t i = 0; i < v.b.n; i++)
            buf_str(out, v.b.s[i] == '\'' ? "''" : (const char[]){ (char)v.b.s[i], '\0' });
        buf_char(out, '\'');
        return;
    case VALUE_BYTES:
        buf_str(out, db_engine(b->t->db) == DB_PG ? "'\\x" : "x'");
        buf_str(out, hex_text(b->t->a, v.b.s, v.b.n));
        buf_str(out, db_engine(b->t->db) == DB_PG ? "'::bytea" : "'");
        return;
    }
}

/* Another value that the column could well hold. */
static struct value another(struct bed *b, const struct field *f, struct value v)
{
    unsigned char *bytes;

    if (v.kind == VALUE_INT)
        return value_int(f->kind == FIELD_BOOL ? 1 - v.i : v.i + 1000000);
    if (f->kind == FIELD_DATE)
        return value_text("2001-02-03");
    bytes = arena_alloc(b->t->a, v.b.n + 2);
    if (v.b.n > 0)
        memcpy(bytes, v.b.s, v.b.n);
    if (v.kind == VALUE_TEXT) {
        bytes[v.b.n] = 'x';
        return value_text((const char *)bytes);
    }
    bytes[v.b.n > 0 ? v.b.n - 1 : 0] ^= 1;
    return value_bytes((struct bytes){ bytes, v.b.n > 0 ? v.b.n : 1 });
}

/* The first row of a table, whole. */
struct first {
    struct bed *b;
    const struct record *record;
    void *row; /* NULL = none yet */
};

static bool first_take(void *to, const struct db_row *row, struct err *err)
{
    struct first *f = to;
    void *loaded = arena_alloc(f->b->t->a, f->record->size);

    if (f->row)
        return true;
    f->row = loaded;
    return db_row_load(f->b->t->a, row, f->record, loaded, err);
}

/* Of a table with history the row that was filled; the claimed blob and not one by chance. */
static const void *row_of(struct bed *b, const struct bound_table *t)
{
    struct first f = { .b = b, .record = t->record };
    struct value id = value_int(t->table ? b->filled[t->table->number] : 0);
    struct err err = { 0 };

    if (!db_each(b->t->db, t->table ? t->table->by_id : t->all, &id, first_take, &f, &err))
        try_why(&err, false);
    return f.row;
}

/* Which row is meant: the one that holds all this. */
static void where_text(struct bed *b, const struct bound_table *t, const void *row, struct buf *s)
{
    const char *and = " WHERE ";

    for (size_t i = 0; i < t->record->n; i++) {
        struct value v = value_field(b->t->a, &t->record->fields[i], row);
        if (v.kind == VALUE_NULL || (v.kind == VALUE_INT && v.i == 0))
            continue;
        buf_printf(s, "%s%s = ", and, t->record->fields[i].name);
        literal(s, b, v);
        and = " AND ";
    }
}

static const char *update_text(struct bed *b, const struct bound_table *t, const void *row,
                               size_t column, struct value to)
{
    struct buf s = buf_new(b->t->a);

    buf_printf(&s, "UPDATE %s SET %s = ", t->name, t->record->fields[column].name);
    literal(&s, b, to);
    where_text(b, t, row, &s);
    return buf_text(&s);
}

static const char *delete_text(struct bed *b, const struct bound_table *t, const void *row)
{
    struct buf s = buf_new(b->t->a);

    buf_printf(&s, "DELETE FROM %s", t->name);
    where_text(b, t, row, &s);
    return buf_text(&s);
}

static bool changed(struct bed *b, const char *text, struct err *err)
{
    struct value none = value_int(0);
    int64_t n = 0;

    return db_exec(b->t->db, statement(b, text), &none, &n, err) && n == 1;
}

/* -- what is found -- */

/* Where a change of that table is told, when that is another one: a file's bytes belong to the
 * file, a key to whom it is of, an event and the counter of events to the log, which has no
 * table. */
static bool told(const struct bound_table *t, const struct finding_row *f)
{
    if (f->table && strcmp(f->table, t->name) == 0)
        return true;
    if (strcmp(t->name, "event") == 0 || strcmp(t->name, "counter") == 0)
        return !f->table;
    if (strcmp(t->name, "tally_new") == 0)
        return f->table && strncmp(f->table, "tally", 5) == 0;
    if (strcmp(t->name, "chain") == 0)
        return strncmp(f->kind, "chain_", 6) == 0;
    if (strcmp(t->name, "wrapped_key") == 0)
        return strncmp(f->kind, "key_", 4) == 0;
    return strncmp(t->name, "blob", 4) == 0 && f->table && strcmp(f->table, "file") == 0;
}

/* A finding of that table, row and, with history, column; a row whose id was changed is missing
 * under the one and there under the other. */
static bool named(const struct bed *b, const struct verify *v, const struct bound_table *t,
                  size_t column, bool with_keys)
{
    const char *name = t->record->fields[column].name;

    for (size_t i = 0; i < v->n; i++) {
        const struct finding_row *f = &v->findings[i];
        if (!told(t, f))
            continue;
        if (!t->table)
            return true;
        if (column == 0)
            return true;
        if (f->id == b->filled[t->table->number] &&
            (f->field ? strcmp(f->field, name) == 0 : !with_keys))
            return true;
    }
    return false;
}

static void tell(const struct bed *b, const struct verify *v, const char *text)
{
    printf("# %.100s … (%zu findings, run %d)\n", text, v->n, b->runs);
    for (size_t i = 0; i < v->n && i < 5; i++)
        printf("#   %s %s.%s %" PRId64 "\n", v->findings[i].kind,
               v->findings[i].table ? v->findings[i].table : "-",
               v->findings[i].field ? v->findings[i].field : "-", v->findings[i].id);
}

/* Changes it, looks, and takes it back. True too when the column cannot be so. */
static bool finds(struct bed *b, const struct bound_table *t, const void *row, size_t column,
                  struct value to, bool must_go)
{
    AUTO_ARENA a = arena_new();
    struct verify v = { .a = a, .db = b->t->db };
    struct keyring *keys = keyring_new(a, b->t->vault, b->t->db);
    const char *text = update_text(b, t, row, column, to);
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    bool without, with;

    b->runs++;
    if (!tx_begin(&tx, b->t->db, &err) || !changed(b, text, &err)) {
        if (must_go)
            printf("# %s: %s %s\n", text, err.text ? err.text : "no row", err.detail);
        return !must_go;
    }
    without = verify_log(&v, &err) && named(b, &v, t, column, false);
    /* Playing it all again takes longest: where a column cannot be empty, once is enough. */
    with = (without && to.kind == VALUE_NULL) ||
           (verify_values(&v, keys, &err) && named(b, &v, t, column, true));
    if (with && (without || t->bound[column] == BOUND_WITH_KEYS))
        return true;
    tell(b, &v, text);
    printf("# without keys %d, with keys %d: %s %s\n", without, with, err.text ? err.text : "",
           err.detail);
    return false;
}

static bool column_bound(struct bed *b, const struct bound_table *t, const void *row, size_t i)
{
    struct value v = value_field(b->t->a, &t->record->fields[i], row);
    bool held = v.kind != VALUE_NULL && (v.kind != VALUE_INT || v.i != 0);

    if (t->bound[i] == BOUND_NOT)
        return true;
    return finds(b, t, row, i,
                 v.kind != VALUE_NULL ? another(b, &t->record->fields[i], v) : value_text("x"),
                 v.kind != VALUE_NULL) &&
           (!held || finds(b, t, row, i, (struct value){ .kind = VALUE_NULL }, false));
}

/* What is missed by nobody when it is gone, as docs/format.md says: whoever it logged in logs in
 * again; a text is only not found by its words. */
static bool missed(const struct bound_table *t)
{
    static const char *const nobody[] = { "session", "search_doc", "search_word_new" };
    bool all_not = true;

    for (size_t i = 0; i < COUNT(nobody); i++)
        if (strcmp(t->name, nobody[i]) == 0)
            return false;
    for (size_t i = 0; i < t->record->n; i++)
        all_not &= t->bound[i] == BOUND_NOT;
    return !all_not;
}

static bool deletion_found(struct bed *b, const struct bound_table *t, const void *row)
{
    AUTO_ARENA a = arena_new();
    struct verify v = { .a = a, .db = b->t->db };
    struct keyring *keys = keyring_new(a, b->t->vault, b->t->db);
    const char *text = delete_text(b, t, row);
    struct err err = { 0 };
    AUTO_TX tx = { 0 };

    b->runs++;
    if (tx_begin(&tx, b->t->db, &err) && changed(b, text, &err) && verify_log(&v, &err) &&
        (named(b, &v, t, 0, false) || (verify_values(&v, keys, &err) && named(b, &v, t, 0, true))))
        return true;
    tell(b, &v, text);
    printf("# %s %s\n", err.text ? err.text : "", err.detail);
    return false;
}

/* PostgreSQL is asked a part of the questions: what is compared is the same. */
static bool sampled(const struct bed *b, size_t table, size_t column)
{
    return db_engine(b->t->db) == DB_SQLITE || column % 8 == table % 8 || column == 1;
}

static void table_bound(struct bed *b, const struct bound_table *t, size_t place)
{
    const void *row = t->table || t->all ? row_of(b, t) : NULL;
    bool all = row || (!t->table && !t->all);

    if (!all)
        printf("# %s has no row in this test: fill_others() makes one\n", t->name);
    for (size_t i = 0; row && i < t->record->n; i++)
        if (sampled(b, place, i))
            all &= column_bound(b, t, row, i);
    TAP(arena_printf(b->t->a, "[S61] %s", t->name), all);
    if (row && missed(t))
        TAP(arena_printf(b->t->a, "[S61] a row of %s taken away", t->name),
            deletion_found(b, t, row));
}

static bool known(const char *name)
{
    static const char *const others[] = { "schema_migration", "search_word", "sqlite_" };

    for (const struct bound_table *t = bound_tables; t->name; t++)
        if (strcmp(t->name, name) == 0)
            return true;
    for (size_t i = 0; i < COUNT(others); i++)
        if (strncmp(name, others[i], strlen(others[i])) == 0)
            return true;
    printf("# %s\n", name);
    return false;
}

static bool table_known(void *to, const struct db_row *row, struct err *err)
{
    struct value name = db_row_value(row, 0);
    AUTO_ARENA a = arena_new();

    (void)err;
    *(bool *)to &= known(arena_strn(a, (const char *)name.b.s, name.b.n));
    return true;
}

/* It has no row in this test's tables: the program itself knows what must stand there. */
static void migrations_held(struct bed *b)
{
    static const char *const acts[] = { "UPDATE schema_migration SET name = name || 'x'",
                                        "UPDATE schema_migration SET checksum = name",
                                        "DELETE FROM schema_migration" };

    for (size_t i = 0; i < COUNT(acts); i++) {
        struct err err = { 0 };
        AUTO_TX tx = { 0 };
        TAP(arena_printf(b->t->a, "[S61] refused when opened: %s", acts[i]),
            tx_begin(&tx, b->t->db, &err) &&
                db_exec(b->t->db, statement(b, acts[i]), &(struct value){ 0 }, NULL, &err) &&
                !db_current(b->t->db, &err));
    }
}

/* What the database itself says it has. */
static void schema_known(struct bed *b)
{
    struct sql *sql = statement(b, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    struct value none = value_int(0);
    struct err err = { 0 };
    bool all = true;

    sql->pg = "SELECT CAST(relname AS text) AS name FROM pg_class"
              " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
    TAP("[S61] the database has no other tables",
        db_each(b->t->db, sql, &none, table_known, &all, &err) && all);
}

static void bound(struct try *t)
{
    struct bed b = { .t = t };
    struct verify v = { .a = t->a, .db = t->db };
    struct err err = { 0 };

    TAP("every table has a row", fill(&b, &err));
    try_why(&err, err.kind == ERR_NONE);
    TAP("and nothing is found", verify_log(&v, &err) &&
                                    verify_values(&v, keyring_new(t->a, t->vault, t->db), &err) &&
                                    v.n == 0);
    if (v.n > 0)
        tell(&b, &v, "nothing was changed");
    schema_known(&b);
    migrations_held(&b);
    for (size_t i = 0; bound_tables[i].name; i++)
        table_bound(&b, &bound_tables[i], i);
    printf("# %d changes\n", b.runs);
}

int main(void)
{
    try_on_both("binding", bound);
    return tap_done();
}
