/* Checkpoints: when one may be made, and what is proved under one. */
#include "log/checkpoint.h"

#include "base/buf.h"
#include "db/log_sql.h"
#include "log/place.h"
#include "log/tiles.h"

#include <stdio.h>
#include <string.h>

enum { PIECE = 2000, KEYS_BEYOND = 20 };
static const int64_t day_us = INT64_C(86400) * 1000000;

bool checkpoint_newest(struct arena *a, struct db *db, const char **note, struct err *err)
{
    const struct checkpoint_row *row;
    struct rows rows;

    if (!sql_checkpoint_newest(a, db, &rows, err))
        return false;
    row = rows.row;
    *note = rows.n > 0 ? row->note : NULL;
    return true;
}

/* -- making -- */

/* In short transactions, so that filing does not wait for a long log. */
static bool catch_up(const struct act *act, struct err *err)
{
    int64_t size;
    bool more = true;

    while (more) {
        AUTO_TX tx = { 0 };
        if (!tx_begin(&tx, act->db, err) ||
            !tiles_grow(act->a, act->db, PIECE, &size, &more, err) || !tx_commit(&tx, err))
            return false;
    }
    return true;
}

static bool contradicted(int64_t size, struct err *err)
{
    err_set(err, ERR_CONFLICT,
            N_("The history is not the one of the checkpoint with {n} events, so it is not signed. "
               "\"redress verify\" says more."));
    err_arg_int(err, "n", size);
    snprintf(err->detail, sizeof err->detail,
             "the history contradicts the checkpoint of %" PRId64 " events: not signed", size);
    return false;
}

/* Whether one of our keys signed the note, under whatever name: what the database says of names
 * and keys may have been changed. */
static bool ours(struct arena *a, const struct signer *signer, const struct note *note)
{
    int64_t most = signer->number + KEYS_BEYOND;
    struct note_key *key = ARENA_ARRAY(a, struct note_key, (size_t)most);

    for (size_t i = 0; i < note->n; i++) {
        for (int64_t number = 1; number <= most; number++) {
            unsigned char public_key[SIGNING_PUBLIC];
            vault_signing_public(signer->vault, number, public_key);
            key[number - 1] = note_key(note->line[i].name, public_key);
        }
        if (note_signer(note, (struct note_keys){ key, (size_t)most }))
            return true;
    }
    return false;
}

/* What was signed before must still be so: the log must begin with it. */
static bool goes_on(const struct act *act, const struct signer *signer,
                    const struct tree_source *tree, const char *folder, int64_t size,
                    struct err *err)
{
    struct checkpoint before;
    struct tree_hash root;
    struct note note;
    const char *last;

    if (!place_newest(act->a, folder, &last, err))
        return false;
    if (!last ||
        !note_read(act->a, (struct bytes){ (const unsigned char *)last, strlen(last) }, &note) ||
        !ours(act->a, signer, &note) || !checkpoint_read(act->a, note.text, &before))
        return true; /* nothing of ours: verify names it */
    if (before.size > size || strcmp(before.origin, signer->key.name) != 0)
        return contradicted(before.size, err);
    return tree_root_of(tree, before.size, &root, err) &&
           (tree_same(&root, &before.root) || contradicted(before.size, err));
}

static bool sign(const struct act *act, const char *folder, int64_t size, const char **note,
                 struct err *err)
{
    struct tiles tiles = { .a = act->a, .db = act->db };
    struct tree_source tree = tiles_source(&tiles);
    struct instant day = { act->now.us - act->now.us % day_us };
    struct checkpoint c = { .size = size };
    struct signer signer;

    if (!signer_open(act->a, act->db, keyring_vault(act->keys), &signer, err) ||
        !goes_on(act, &signer, &tree, folder, size, err) ||
        !tree_root_of(&tree, size, &c.root, err))
        return false;
    c.origin = signer.key.name;
    *note = signer_note(act->a, &signer, checkpoint_text(act->a, &c));
    return sql_checkpoint_insert(act->a, act->db, size, act->now, *note, err) &&
           sql_checkpoints_thin(act->a, act->db, day, size, err);
}

bool checkpoint_make(const struct act *act, const char *folder, const char **note, struct err *err)
{
    AUTO_TX tx = { 0 };
    const struct checkpoint_row *last;
    struct rows rows;
    int64_t size, end;
    bool more;

    if (!catch_up(act, err) || !tx_begin(&tx, act->db, err) ||
        !tiles_grow(act->a, act->db, INT64_MAX, &size, &more, err) ||
        !sql_log_end(act->a, act->db, &end, err) ||
        !sql_checkpoint_newest(act->a, act->db, &rows, err))
        return false;
    if (end < size)
        return contradicted(size, err);
    last = rows.row;
    *note = rows.n > 0 ? last->note : NULL;
    if (size == 0 || (rows.n > 0 && last->id == size))
        return tx_commit(&tx, err);
    return sign(act, folder, size, note, err) && tx_commit(&tx, err);
}

/* -- proving -- */

static char *inclusion_text(struct arena *a, const struct inclusion *in)
{
    struct buf b = buf_new(a);

    buf_printf(&b, "c2sp.org/tlog-proof@v1\nindex %" PRId64 "\n", in->index);
    for (size_t i = 0; i < in->proof.n; i++)
        checkpoint_put_hash(&b, &in->proof.hash[i]);
    buf_printf(&b, "\n%s", in->note);
    return buf_text(&b);
}

static bool not_covered(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND,
                   N_("No checkpoint covers this yet. Ask again in a few minutes."));
}

bool log_inclusion(struct arena *a, struct db *db, int64_t event, struct inclusion *out,
                   struct err *err)
{
    struct tiles tiles = { .a = a, .db = db };
    struct tree_source tree = tiles_source(&tiles);
    const struct event_row *row;
    struct tree_hash leaf;
    struct rows rows;
    struct note note;

    *out = (struct inclusion){ .index = event - 1 };
    if (!checkpoint_newest(a, db, &out->note, err) || !sql_log_event(a, db, event, &rows, err))
        return false;
    if (!out->note || rows.n == 0)
        return not_covered(err);
    if (!note_read(a, (struct bytes){ (const unsigned char *)out->note, strlen(out->note) },
                   &note) ||
        !checkpoint_read(a, note.text, &out->checkpoint))
        return err_internal(err, "the newest checkpoint is damaged");
    if (event > out->checkpoint.size)
        return not_covered(err);
    if (!tree_inclusion(&tree, out->index, out->checkpoint.size, &out->proof, err))
        return false;
    row = rows.row;
    leaf = tree_leaf(row->hash);
    if (!tree_includes(&leaf, out->index, out->checkpoint.size, &out->proof, &out->checkpoint.root))
        return err_internal(err, "event %" PRId64 " is not in the log's tree: redress verify",
                            event);
    out->text = inclusion_text(a, out);
    return true;
}
