/*
 * The log on both engines: tiles, checkpoints, proofs, where checkpoints go, and what is not
 * signed.
 */
#include "db/log_sql.h"
#include "log/checkpoint.h"
#include "log/place.h"
#include "log/tiles.h"
#include "operation/try.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than a tile of level 1 holds. */
enum { MANY = 256 * 256 + 300 };

static struct bytes text_of(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

static const char *folder_new(struct arena *a)
{
    return mkdtemp(arena_str(a, "/tmp/redress-log-XXXXXX"));
}

static void folder_remove(struct arena *a, const char *folder)
{
    static const char *const names[] = { "000000000002.checkpoint", "000000000010.checkpoint",
                                         "note", "environment" };
    struct placed_list list;
    struct err err = { 0 };

    for (size_t i = 0; i < COUNT(names); i++)
        unlink(arena_printf(a, "%s/%s", folder, names[i]));
    TAP("the folder is read", place_list(a, folder, &list, &err));
    for (size_t i = 0; i < list.n; i++)
        unlink(list.file[i].path);
    TAP("and holds nothing else", rmdir(folder) == 0);
}

static void sql_run(struct try *t, const char *sqlite, const char *pg)
{
    static int n;
    struct sql sql = { .name = "log", .sqlite = sqlite, .pg = pg, .param_kinds = "" };
    struct value none = value_int(0);
    struct err err = { 0 };
    int64_t changed;

    sql.id = 9800 + n++;
    if (!db_exec(t->db, &sql, &none, &changed, &err))
        printf("# %s\n", err.detail);
}

/* -- tiles -- */

static void events_add(struct try *t)
{
    static const char sqlite[] =
        "WITH RECURSIVE n(i) AS (SELECT (SELECT max(id) FROM event) + 1 UNION ALL SELECT i + 1 "
        "FROM n WHERE i < 65836) INSERT INTO event (id, position, kind, at, actor_kind, bytes, "
        "hash) SELECT i, i, 'x', 0, 'x', x'00', randomblob(32) FROM n";
    static const char pg[] =
        "INSERT INTO event (id, position, kind, at, actor_kind, bytes, hash) SELECT i, i, 'x', 0, "
        "'x', '', sha256(i::text::bytea) FROM generate_series((SELECT max(id) + 1 FROM event), "
        "65836) i";

    sql_run(t, sqlite, pg);
}

/* The tree as it is by definition. */
static void all_leaves(struct try *t, struct tree *out, struct tree_hash *leaf)
{
    struct err err = { 0 };
    struct rows rows = { .n = 1 };

    for (int64_t at = 0; rows.n > 0; at = out->size) {
        AUTO_ARENA a = arena_new();
        const struct event_row *row;
        if (!sql_log_leaves(a, t->db, at, &rows, &err))
            return;
        row = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            leaf[out->size] = tree_leaf(row[i].hash);
            tree_add(out, leaf[out->size]);
        }
    }
}

static void proofs_of_many(struct try *t, const struct tree_hash *leaf)
{
    static const int64_t at[] = { 0, 255, 256, 65535, 65536, 65791, 65792, MANY - 1 };
    struct tiles tiles = { .a = t->a, .db = t->db };
    struct tree_source tree = tiles_source(&tiles);
    struct tree_proof p;
    struct err err = { 0 };
    bool ok = true;

    for (size_t i = 0; i < COUNT(at); i++) {
        for (size_t k = 0; k < COUNT(at); k++) {
            struct tree_hash before, root;
            int64_t size = at[k] + 1;
            if (at[i] > at[k] || !tree_root_of(&tree, size, &root, &err))
                continue;
            ok &= tree_inclusion(&tree, at[i], size, &p, &err) &&
                  tree_includes(&leaf[at[i]], at[i], size, &p, &root);
            ok &= tree_root_of(&tree, at[i] + 1, &before, &err) &&
                  tree_consistency(&tree, at[i] + 1, size, &p, &err) &&
                  tree_consistent(at[i] + 1, &before, size, &root, &p);
        }
    }
    TAP("proofs over three levels of tiles hold", ok);
    try_why(&err, ok);
}

static void many(struct try *t)
{
    struct tree_hash *leaf = ARENA_ARRAY(t->a, struct tree_hash, MANY + 1000), root, want;
    struct tiles tiles = { .a = t->a, .db = t->db };
    struct tree_source tree = tiles_source(&tiles);
    struct tree all = { 0 };
    struct tx tx = { 0 };
    struct err err = { 0 };
    int64_t size = 0, before;
    bool more = true;

    TAP("a transaction that is not kept", tx_begin(&tx, t->db, &err));
    events_add(t);
    all_leaves(t, &all, leaf);
    TAP_INT("so many events", all.size, MANY);
    TAP("the tiles grow by a piece", tiles_grow(t->a, t->db, 1000, &size, &more, &err));
    TAP("and there are more", more && size == 1000);
    while (more && tiles_grow(t->a, t->db, 7001, &size, &more, &err))
        ;
    TAP_INT("until all are in them", size, MANY);
    try_why(&err, err.kind == ERR_NONE);
    want = tree_root(&all);
    TAP("the root is that of all events",
        tree_root_of(&tree, MANY, &root, &err) && tree_same(&root, &want));
    proofs_of_many(t, leaf);
    sql_run(t, "UPDATE log_tile SET hashes = x'00' WHERE level = 1 AND number = 0",
            "UPDATE log_tile SET hashes = '' WHERE level = 1 AND number = 0");
    tiles.kept = NULL;
    TAP("a damaged tile is noticed", !tree_root_of(&tree, 1000, &root, &err));
    TAP_INT("in words", strncmp(err.detail, "tile 0 of level 1", 17), 0);
    tx_rollback(&tx);
    TAP("nothing of it stays", tiles_size(t->a, t->db, &before, &(struct err){ 0 }) && before == 0);
}

/* -- checkpoints -- */

static struct checkpoint read_note(struct try *t, const char *text)
{
    struct checkpoint c = { 0 };
    struct signer signer;
    struct note note;

    TRY("the signing key opens", signer_open(t->a, t->db, t->vault, &signer, &err));
    TAP("a checkpoint is a signed note",
        text && note_read(t->a, text_of(text), &note) && note_signer(&note, signer.keys));
    TAP("of three lines", checkpoint_read(t->a, note.text, &c));
    TAP_TEXT("as it would be written", checkpoint_text(t->a, &c),
             arena_strn(t->a, (const char *)note.text.s, note.text.n));
    TAP_TEXT("of this log", c.origin, signer.key.name);
    return c;
}

static void goes_on(struct try *t, const struct checkpoint *one, const struct checkpoint *two)
{
    struct tiles tiles = { .a = t->a, .db = t->db };
    struct tree_source tree = tiles_source(&tiles);
    struct tree_proof p;

    TRY("a consistency proof", tree_consistency(&tree, one->size, two->size, &p, &err));
    TAP("shows that the log went on",
        tree_consistent(one->size, &one->root, two->size, &two->root, &p));
}

static bool unproved(struct try *t, int64_t event)
{
    struct inclusion in;
    struct err err = { 0 };

    return !log_inclusion(t->a, t->db, event, &in, &err) && err.kind == ERR_NOT_FOUND;
}

static void included(struct try *t, int64_t size)
{
    struct inclusion in;
    struct err err = { 0 };
    struct rows rows;
    bool ok = true;

    for (int64_t i = 1; i <= size && ok; i++) {
        const struct event_row *row;
        struct tree_hash leaf;
        ok = log_inclusion(t->a, t->db, i, &in, &err) && sql_log_event(t->a, t->db, i, &rows, &err);
        row = rows.row;
        leaf = tree_leaf(row->hash);
        ok = ok && tree_includes(&leaf, i - 1, size, &in.proof, &in.checkpoint.root) &&
             strstr(in.text, in.note);
    }
    TAP("every event is proved to be in the log", ok);
    try_why(&err, ok);
    TAP("as a text that other programs read",
        strncmp(in.text, "c2sp.org/tlog-proof@v1\nindex ", 29) == 0);
    TAP("one that is not covered has to wait", unproved(t, size + 1));
}

static const char *published(struct try *t)
{
    const char *note = NULL;
    struct err err = { 0 };

    return checkpoint_newest(t->a, t->db, &note, &err) ? note : NULL;
}

static void checkpoints(struct try *t)
{
    const char *folder = folder_new(t->a), *one, *again, *two;
    struct checkpoint first, second;

    TAP("without a checkpoint nothing is proved", unproved(t, 1));
    TRY("a checkpoint is made", checkpoint_make(&t->act, folder, &one, &err));
    first = read_note(t, one);
    TRY("without news", checkpoint_make(&t->act, folder, &again, &err));
    TAP_TEXT("it stays the same", again, one);
    included(t, first.size);
    TRY("a new key signs", signing_key_rotate(&t->act, &err));
    TRY("the next", checkpoint_make(&t->act, folder, &two, &err));
    second = read_note(t, two);
    TAP_INT("of one event more", second.size, first.size + 1);
    goes_on(t, &first, &second);
    included(t, second.size);
    TAP_TEXT("what is published is the newest", published(t), two);
    folder_remove(t->a, folder);
}

static void event_add(struct try *t)
{
    struct setting_row row = { .name = random_hex(t->a, 8), .value = "1" };
    AUTO_TX tx = { 0 };
    struct history h;

    TRY("something happens", tx_begin(&tx, t->db, &err) &&
                                 history_begin(&h, &t->act, COMPLAINT_NONE, "set", NULL, &err) &&
                                 history_insert(&h, &setting_table, &row, &err) &&
                                 history_end(&h, &err) && tx_commit(&tx, &err));
}

static const char *signed_text(struct try *t, int64_t size, const char *root)
{
    struct signer signer;
    struct err err = { 0 };

    if (!signer_open(t->a, t->db, t->vault, &signer, &err))
        return "";
    return signer_note(t->a, &signer,
                       arena_printf(t->a, "%s\n%" PRId64 "\n%s\n", signer.key.name, size, root));
}

static bool name_change(struct try *t, const char *name, struct err *err)
{
    struct tx tx = { 0 };
    bool ok = tx_begin(&tx, t->db, err);

    sql_run(t, arena_printf(t->a, "UPDATE signing_key SET name = '%s'", name),
            arena_printf(t->a, "UPDATE signing_key SET name = '%s'", name));
    return ok && tx_commit(&tx, err);
}

/* Once signed, the log goes on from there or is signed no more. */
static void contradictions(struct try *t)
{
    static const char root[] = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const char *folder = folder_new(t->a), *note, *name = read_note(t, published(t)).origin;
    const char *forged = "redress/0000000000000000\n99\nAAAA\n\n\xe2\x80\x94 x AAAAAAA=\n";

    event_add(t);
    TRY("what nobody of ours signed", place_put(t->a, folder, 10, forged, false, &err));
    TRY("stops nothing", checkpoint_make(&t->act, folder, &note, &err));
    sql_run(t, "UPDATE event SET id = -id WHERE id = (SELECT max(id) FROM event)",
            "UPDATE event SET id = -id WHERE id = (SELECT max(id) FROM event)");
    TRY_REFUSED(
        "an event that was counted and is gone does", checkpoint_make(&t->act, folder, &note, &err),
        "The history is not the one of the checkpoint with {n} events, so it is not signed. "
        "\"redress verify\" says more.");
    sql_run(t, "UPDATE event SET id = -id WHERE id < 0", "UPDATE event SET id = -id WHERE id < 0");
    event_add(t);
    TRY("another root of two events",
        place_put(t->a, folder, 10, signed_text(t, 2, root), false, &err));
    TRY_REFUSED(
        "stops the signing", checkpoint_make(&t->act, folder, &note, &err),
        "The history is not the one of the checkpoint with {n} events, so it is not signed. "
        "\"redress verify\" says more.");
    TRY("the true one, but another name of the log",
        place_put(t->a, folder, 10, published(t), false, &err) &&
            name_change(t, "redress/other", &err));
    TRY_REFUSED(
        "which does not help", checkpoint_make(&t->act, folder, &note, &err),
        "The history is not the one of the checkpoint with {n} events, so it is not signed. "
        "\"redress verify\" says more.");
    TRY("so do, with its name,", name_change(t, name, &err));
    TRY("more events than there are",
        place_put(t->a, folder, 10, signed_text(t, 99999, root), false, &err));
    TRY_REFUSED(
        "which were cut off", checkpoint_make(&t->act, folder, &note, &err),
        "The history is not the one of the checkpoint with {n} events, so it is not signed. "
        "\"redress verify\" says more.");
    folder_remove(t->a, folder);
}

/* -- where they go -- */

static const char *content(struct arena *a, const char *path)
{
    struct placed file;
    struct err err = { 0 };

    return place_read(a, path, &file, &err) ? (const char *)file.note.s : "nothing";
}

static void places(struct arena *a)
{
    const char *folder = folder_new(a), *note;
    struct placed_list list;
    struct err err = { 0 };

    TAP("no folder is no checkpoint",
        place_newest(a, arena_printf(a, "%s/none", folder), &note, &err) && !note);
    TAP("one is placed", place_put(a, folder, 2, "two\n", true, &err));
    TAP("and another", place_put(a, folder, 10, "ten\n", false, &err));
    TAP("the newest is that of most events", place_newest(a, folder, &note, &err));
    TAP_TEXT("not the last by its letters", note, "ten\n");
    TAP("both are there", place_list(a, folder, &list, &err) && list.n == 2);
    TAP("with the next", place_put(a, folder, 11, "eleven\n", true, &err));
    TAP("those of the same day go", place_list(a, folder, &list, &err) && list.n == 1);
    folder_remove(a, folder);
}

static bool push(struct arena *a, const char *const *argv, size_t n, struct err *err)
{
    err_clear(err);
    return place_push(a, (struct texts){ argv, n }, "a note\n", 1, err);
}

static void commands(struct arena *a)
{
    const char *folder = folder_new(a), *to = arena_printf(a, "%s/note", folder);
    const char *environment = arena_printf(a, "%s/environment", folder);
    const char *keep[] = { "/usr/bin/cp", "/dev/stdin", to };
    const char *show[] = { "/usr/bin/cp", "/proc/self/environ", environment };
    const char *fail[] = { "/usr/bin/false" }, *slow[] = { "/usr/bin/sleep", "30" };
    const char *none[] = { "/nowhere/command" };
    struct err err = { 0 };

    TAP("[S4] a command gets the checkpoint", push(a, keep, COUNT(keep), &err));
    TAP_TEXT("as its input", content(a, to), "a note\n");
    TAP("[S4] it gets", push(a, show, COUNT(show), &err));
    TAP_TEXT("no environment", content(a, environment), "");
    TAP("one that fails is no success", !push(a, fail, COUNT(fail), &err));
    TAP_TEXT("and is named", err.detail, "checkpoint_command ended with status 1");
    TAP("one that is slow is ended", !push(a, slow, COUNT(slow), &err));
    TAP_TEXT("and named", err.detail, "checkpoint_command did not end within 1 seconds");
    TAP("one that is not there", !push(a, none, COUNT(none), &err));
    TAP_TEXT("is named too", err.detail,
             "checkpoint_command /nowhere/command: No such file or directory");
    folder_remove(a, folder);
}

static const char *const bad_texts[] = {
    "name\n1\n",
    "name\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "name\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "name\n1 \n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "name\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "a name\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "name\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
    "name\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
    "name\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "name\n1\n47DEQpj8HBSa+\xd4TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "\nname\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
};

static void texts(struct arena *a)
{
    struct checkpoint c;

    for (size_t i = 0; i < COUNT(bad_texts); i++)
        TAP(arena_printf(a, "no checkpoint: case %zu", i),
            !checkpoint_read(a, text_of(bad_texts[i]), &c));
    TAP("a fourth line is let be",
        checkpoint_read(a, text_of("name\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n"),
                        &c));
}

static void log_on(struct try *t)
{
    many(t);
    checkpoints(t);
    contradictions(t);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    texts(a);
    places(a);
    commands(a);
    try_on_both("log", log_on);
    return tap_done();
}
