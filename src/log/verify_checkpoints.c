/* Checkpoints against the log, while it is read. */
#include "log/verify_checkpoints.h"

#include "db/log_sql.h"
#include "log/place.h"

#include <stdlib.h>
#include <string.h>

/* -- the files, which must be older than the look at the database -- */

static bool read_named(struct log_check *c, struct err *err)
{
    struct placed *read = ARENA_ARRAY(c->a, struct placed, c->n_files);

    for (size_t i = 0; i < c->n_files; i++)
        if (!place_read(c->a, c->files[i], &read[i], err))
            return false;
    c->read = read;
    c->n_read = c->n_files;
    return true;
}

static bool read_folder(struct log_check *c, struct err *err)
{
    struct placed_list list = { 0 };

    if (c->folder && !place_list(c->a, c->folder, &list, err))
        return false;
    c->read = list.file;
    c->n_read = list.n;
    return true;
}

static bool read_keys(struct log_check *c, struct err *err)
{
    struct placed file;

    if (!c->public_keys)
        return true;
    return place_read(c->a, c->public_keys, &file, err) &&
           (note_keys_read(c->a, file.note, &c->keys) ||
            err_internal(err, "%s is no file of public keys", c->public_keys));
}

/* A server may go on: files that are newer than the look at the database would say of events
 * that it does not see. */
static bool log_check_read(struct log_check *c, struct err *err)
{
    return (c->n_files > 0 ? read_named(c, err) : read_folder(c, err)) && read_keys(c, err);
}

/* -- keys -- */

static bool trusted(const struct note_keys *keys, const struct note_key *key)
{
    for (size_t i = 0; i < keys->n; i++)
        if (strcmp(keys->key[i].name, key->name) == 0 &&
            memcmp(keys->key[i].public_key, key->public_key, NOTE_PUBLIC) == 0)
            return true;
    return false;
}

static void key_found(struct log_check *c, const struct signing_key_row *row, const char *kind)
{
    verify_found(c->v, (struct finding_row){ .kind = kind, .table = "signing_key", .id = row->id });
}

/* Whether the row follows from the one before: the next number, the same log, signed. */
static bool follows(struct log_check *c, const struct signing_key_row *row, size_t i,
                    const struct note_key *key, const struct note_key *before)
{
    if (row->number != (int64_t)i + 1)
        return false;
    return i == 0 ||
           (strcmp(key->name, before->name) == 0 && signing_key_signed(c->a, row, before));
}

/* The keys of the database, as far as they can be trusted, are added to those given. Without
 * any given, the first is believed. */
static void keys_follow(struct log_check *c, const struct signing_key_row *row, size_t n)
{
    struct note_key *all = ARENA_ARRAY(c->a, struct note_key, c->keys.n + n), before, key;
    bool given = c->keys.n > 0, leads = !given;

    for (size_t i = 0; i < c->keys.n; i++)
        all[i] = c->keys.key[i];
    c->keys.key = all;
    for (size_t i = 0; i < n; i++, before = key) {
        if (!signing_key_public(&row[i], &key) || !follows(c, &row[i], i, &key, &before)) {
            key_found(c, &row[i], "signing_key_forged");
            return;
        }
        leads |= trusted(&c->keys, &key);
        if (leads && !trusted(&c->keys, &key))
            all[c->keys.n++] = key;
    }
    if (given && !leads && n > 0)
        key_found(c, &row[n - 1], "signing_key_foreign");
}

/* -- signatures -- */

static void file_found(struct log_check *c, const char *path, const char *kind)
{
    verify_found(c->v, (struct finding_row){ .kind = kind, .table = "checkpoint", .source = path });
}

/* Whether a line says that one of our keys signed: then its signature is wrong. */
static bool names_ours(const struct note *note, const struct note_keys *keys)
{
    for (size_t i = 0; i < note->n; i++)
        for (size_t k = 0; k < keys->n; k++)
            if (strcmp(note->line[i].name, keys->key[k].name) == 0 &&
                memcmp(note->line[i].id, keys->key[k].id, NOTE_KEY_ID) == 0)
                return true;
    return false;
}

static void mark_add(struct log_check *c, const struct placed *file)
{
    struct log_mark *mark = &c->mark[c->n_marks];
    const struct note_key *signer;
    struct note note;

    if (!note_read(c->a, file->note, &note)) {
        file_found(c, file->path, "checkpoint_unreadable");
        return;
    }
    signer = note_signer(&note, c->keys);
    if (!signer)
        file_found(c, file->path,
                   names_ours(&note, &c->keys) ? "checkpoint_forged" : "checkpoint_key_unknown");
    else if (!checkpoint_read(c->a, note.text, &mark->checkpoint))
        file_found(c, file->path, "checkpoint_unreadable");
    else if (strcmp(mark->checkpoint.origin, signer->name) != 0)
        file_found(c, file->path, "checkpoint_foreign");
    else
        c->mark[c->n_marks++].path = file->path;
}

static int by_size(const void *a, const void *b)
{
    int64_t one = ((const struct log_mark *)a)->checkpoint.size;
    int64_t two = ((const struct log_mark *)b)->checkpoint.size;

    return (one > two) - (one < two);
}

/* -- the events -- */

/* All checkpoints of up to that many events have been passed. */
static void settle(struct log_check *c, int64_t size)
{
    struct tree_hash root = tree_root(&c->tree);

    for (; c->next < c->n_marks && c->mark[c->next].checkpoint.size <= size; c->next++) {
        const struct log_mark *mark = &c->mark[c->next];
        if (c->tree.size == mark->checkpoint.size && tree_same(&root, &mark->checkpoint.root)) {
            c->good = mark->checkpoint.size;
        } else if (!c->rewritten) {
            /* Of those that follow from this one, none can fit. */
            c->rewritten = true;
            verify_found(c->v, (struct finding_row){ .kind = "log_rewritten",
                                                     .id = c->good + 1,
                                                     .until = mark->checkpoint.size,
                                                     .source = mark->path });
        }
    }
}

static void each_event(void *ctx, int64_t event, struct bytes hash)
{
    struct log_check *c = ctx;

    if (c->next < c->n_marks && c->mark[c->next].checkpoint.size < event)
        settle(c, event - 1);
    tree_add(&c->tree, tree_leaf(hash));
    c->last = event;
}

bool log_check_begin(struct log_check *c, struct verify *v, struct err *err)
{
    struct rows rows;

    c->v = v;
    if (!sql_signing_keys(c->a, v->db, &rows, err))
        return false;
    keys_follow(c, rows.row, rows.n);
    c->mark = ARENA_ARRAY(c->a, struct log_mark, c->n_read);
    for (size_t i = 0; i < c->n_read; i++)
        mark_add(c, &c->read[i]);
    if (c->n_marks > 0) {
        qsort(c->mark, c->n_marks, sizeof *c->mark, by_size);
        c->covered = c->mark[c->n_marks - 1].checkpoint.size;
    }
    v->each = each_event;
    v->ctx = c;
    return true;
}

void log_check_end(struct log_check *c)
{
    const struct log_mark *newest;

    settle(c, c->last);
    if (c->next == c->n_marks)
        return;
    newest = &c->mark[c->n_marks - 1];
    verify_found(c->v, (struct finding_row){ .kind = "log_cut",
                                             .id = c->last + 1,
                                             .until = newest->checkpoint.size,
                                             .source = newest->path });
}

bool log_check_all(struct log_check *c, struct verify *v, struct err *err)
{
    AUTO_TX tx = { 0 };

    if (!log_check_read(c, err) || !tx_begin_read(&tx, v->db, err) || !log_check_begin(c, v, err) ||
        !verify_log(v, err))
        return false;
    log_check_end(c);
    return true;
}

bool log_check_sign(const struct log_check *c, const struct vault *vault, const char **note,
                    struct err *err)
{
    struct checkpoint now = { .size = c->last, .root = tree_root(&c->tree) };
    struct signer signer;

    *note = NULL;
    if (c->last == 0)
        return true;
    if (!signer_open(c->a, c->v->db, vault, &signer, err))
        return false;
    now.origin = signer.key.name;
    *note = signer_note(c->a, &signer, checkpoint_text(c->a, &now));
    return true;
}
