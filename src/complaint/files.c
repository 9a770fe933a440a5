/* Files on their way in and out, a chunk at a time, so that memory does not grow with them. */
#include "complaint/files.h"

#include "db/files_sql.h"

#include <sodium.h>
#include <string.h>

static const struct field staged_file_fields[] = {
    FIELD(struct staged_file, id),
    FIELD(struct staged_file, name),
    FIELD(struct staged_file, type),
    FIELD(struct staged_file, size),
};
const struct record staged_file_record = RECORD(struct staged_file, staged_file_fields);

/* A chunk is written when it is known whether it is the last, so one is held back. */
struct staging {
    const struct act *act;
    int64_t blob;
    const char *name;
    struct key key;
    struct file_seal *seal;
    unsigned char chunk[FILE_CHUNK];
    size_t n;
    unsigned char head[512]; /* first bytes, to tell the type */
    size_t n_head;
    int64_t size, position;
    crypto_hash_sha256_state plain;
    crypto_generichash_state *stored;
};

/* The library wants its state on a boundary of 64 bytes, which is more than an arena gives. */
static crypto_generichash_state *hash_state(struct arena *a)
{
    size_t room = _Alignof(crypto_generichash_state);
    uintptr_t at = (uintptr_t)arena_alloc(a, sizeof(crypto_generichash_state) + room);

    return (crypto_generichash_state *)((at + room - 1) / room * room);
}

static struct seal_place name_place(int64_t blob)
{
    return (struct seal_place){ "blob", "name", blob };
}

static struct seal_place digest_place(int64_t blob)
{
    return (struct seal_place){ "blob", "sha256", blob };
}

/* Random, because a staged file belongs to no event yet; 62 bits, above all
 * numbers that rows get from events. */
static int64_t blob_id(void)
{
    uint64_t v;

    random_fill(&v, sizeof v);
    return (int64_t)((v >> 2) | UINT64_C(1) << 61);
}

bool staging_begin(const struct act *act, const char *owner, const char *file_name,
                   struct staging **out, int64_t *blob, struct err *err)
{
    struct staging *s = ARENA_NEW(act->a, struct staging);
    struct bytes wrapped, header, name;

    s->act = act;
    s->blob = blob_id();
    s->name = file_clean_name(act->a, file_name);
    wrapped = vault_key_new(act->a, keyring_vault(act->keys), KEY_STAGED, s->blob, &s->key);
    s->seal = vault_file_seal(act->a, &s->key, s->blob, &header);
    name = vault_seal(act->a, &s->key, name_place(s->blob), s->name, strlen(s->name));
    crypto_hash_sha256_init(&s->plain);
    s->stored = hash_state(act->a);
    crypto_generichash_init(s->stored, NULL, 0, HASH_BYTES);
    crypto_generichash_update(s->stored, header.s, header.n);
    if (!sql_blob_insert(act->a, act->db, s->blob, act->now, owner, wrapped, header, name, "", err))
        return false;
    *out = s;
    *blob = s->blob;
    return true;
}

static bool chunk_write(struct staging *s, bool last, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct bytes sealed = vault_file_seal_chunk(s->seal, a, s->chunk, s->n, last);

    crypto_generichash_update(s->stored, sealed.s, sealed.n);
    s->n = 0;
    return sql_blob_chunk_insert(a, s->act->db, s->blob, s->position++, sealed, err);
}

static bool too_large(struct err *err)
{
    err_set(err, ERR_TOO_LARGE,
            N_("A file may have at most {max} MB. Please choose a smaller one."));
    err_arg_int(err, "max", file_limits.file_bytes / (1024 * 1024));
    return false;
}

bool staging_bytes(struct staging *s, const void *bytes, size_t n, struct err *err)
{
    const unsigned char *from = bytes;

    s->size += (int64_t)n;
    if (s->size > file_limits.file_bytes)
        return too_large(err);
    crypto_hash_sha256_update(&s->plain, from, n);
    while (n > 0) {
        size_t part;
        if (s->n == FILE_CHUNK && !chunk_write(s, false, err))
            return false;
        part = n < FILE_CHUNK - s->n ? n : FILE_CHUNK - s->n;
        memcpy(s->chunk + s->n, from, part);
        if (s->n_head < sizeof s->head) {
            size_t head = part < sizeof s->head - s->n_head ? part : sizeof s->head - s->n_head;
            memcpy(s->head + s->n_head, from, head);
            s->n_head += head;
        }
        s->n += part;
        from += part;
        n -= part;
    }
    return true;
}

bool staging_end(struct staging *s, struct err *err)
{
    const struct act *act = s->act;
    const char *type = file_type(s->name, (struct bytes){ s->head, s->n_head });
    unsigned char digest[crypto_hash_sha256_BYTES], stored[HASH_BYTES];
    const char *hex;

    if (s->size == 0)
        return err_field(err, "files", N_("This file is empty. Please choose another one."));
    if (!type)
        return err_field(err, "files",
                         N_("Files of this kind cannot be taken. Send a photo, a PDF, a text, a "
                            "sound or a film."));
    if (!chunk_write(s, true, err))
        return false;
    crypto_hash_sha256_final(&s->plain, digest);
    crypto_generichash_final(s->stored, stored, sizeof stored);
    hex = hex_text(act->a, digest, sizeof digest);
    return sql_blob_finish(act->a, act->db, s->blob, type, s->size,
                           vault_seal(act->a, &s->key, digest_place(s->blob), hex, strlen(hex)),
                           (struct bytes){ stored, sizeof stored }, err);
}

/* The key, name and digest of a file that is still staged. */
static bool staged_open(const struct act *act, const struct blob_row *b, struct key *key,
                        const char **name, const char **digest, struct err *err)
{
    struct bytes plain_name, plain_digest;

    if (!vault_key_open(keyring_vault(act->keys), KEY_STAGED, b->id, b->wrapped, key, err) ||
        !vault_unseal(act->a, key, name_place(b->id), b->name, &plain_name, err) ||
        !vault_unseal(act->a, key, digest_place(b->id), b->sha256, &plain_digest, err))
        return false;
    *name = (const char *)plain_name.s;
    *digest = (const char *)plain_digest.s;
    return true;
}

bool staged_list(const struct act *act, const char *owner, struct rows *out, struct err *err)
{
    struct staged_file *files;
    const struct blob_row *blobs;
    struct rows rows;

    if (!sql_blobs_staged(act->a, act->db, owner, &rows, err))
        return false;
    blobs = rows.row;
    files = ARENA_ARRAY(act->a, struct staged_file, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        struct key key;
        files[i] =
            (struct staged_file){ .id = blobs[i].id, .type = blobs[i].type, .size = blobs[i].size };
        if (!staged_open(act, &blobs[i], &key, &files[i].name, &files[i].sha256, err))
            return false;
    }
    *out = (struct rows){ files, rows.n };
    return true;
}

bool staged_remove(const struct act *act, int64_t blob, const char *owner, struct err *err)
{
    return sql_blob_chunks_delete(act->a, act->db, blob, owner, err) &&
           sql_blob_delete(act->a, act->db, blob, owner, err);
}

/* One file in one transaction: a large one is many rows, and others want to write. */
static bool abandoned_remove(const struct act *act, const struct blob_row *b, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, act->db, err) && staged_remove(act, b->id, b->owner, err) &&
           tx_commit(&tx, err);
}

/* Whether it was staged and never claimed: a claimed file's own key is gone, and nobody makes one
 * who can only write to the database. */
static bool staged_truly(const struct act *act, const struct blob_row *b)
{
    struct err none = { 0 };
    struct key key;
    bool yes = vault_key_open(keyring_vault(act->keys), KEY_STAGED, b->id, b->wrapped, &key, &none);

    if (yes)
        vault_key_forget(&key);
    return yes;
}

bool staged_sweep(const struct act *act, struct instant forms, struct instant drafts,
                  struct err *err)
{
    struct rows rows;
    size_t gone;

    do {
        const struct blob_row *blob;
        gone = 0;
        if (!sql_blobs_abandoned(act->a, act->db, forms, drafts, &rows, err))
            return false;
        blob = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            if (!staged_truly(act, &blob[i]))
                continue;
            if (!abandoned_remove(act, &blob[i], err))
                return false;
            gone++;
        }
    } while (gone > 0);
    return true;
}

static bool file_gone(struct err *err)
{
    return err_field(err, "files", N_("This file is no longer here. Please add it again."));
}

/* The row of a staged file, which nobody else may claim any more. */
static bool claimed_fill(struct history *h, int64_t blob, const char *owner, struct file_row *f,
                         struct err *err)
{
    const struct act *act = h->act;
    const char *name, *digest;
    struct blob_row b = { 0 };
    struct err none = { 0 };
    struct key key;
    int64_t claimed;

    if (!sql_blob_by_id(act->a, act->db, blob, &b, &none))
        return none.kind == ERR_NOT_FOUND ? file_gone(err) : (*err = none, false);
    if (b.wrapped.n == 0) /* claimed before */
        return file_gone(err);
    if (!staged_open(act, &b, &key, &name, &digest, err) ||
        !sql_blob_claim(act->a, act->db, blob, owner, act->now, &claimed, err))
        return false;
    if (claimed != 1)
        return file_gone(err);
    *f = (struct file_row){
        .complaint_id = h->complaint,
        .blob_id = blob,
        .key = secret_text(hex_text(act->a, key.b, sizeof key.b)),
        .name = secret_text(name),
        .type = b.type,
        .size = b.size,
        .sha256 = secret_text(digest),
        .stored_hash = b.stored_hash,
        .at = act->now,
        .author_kind = act->actor_kind,
        .author_id = act->actor_id,
    };
    return true;
}

bool file_claim(struct history *h, int64_t blob, const char *owner, const char *direction,
                int64_t entry, int64_t *out_id, struct err *err)
{
    struct file_row f;

    if (!claimed_fill(h, blob, owner, &f, err))
        return false;
    f.direction = direction;
    f.entry_id = entry;
    if (!history_insert(h, &file_table, &f, err))
        return false;
    if (out_id)
        *out_id = f.id;
    return true;
}

bool file_claim_copy(struct history *h, int64_t blob, const char *owner, const struct file_row *of,
                     struct err *err)
{
    struct file_row f;

    if (!claimed_fill(h, blob, owner, &f, err))
        return false;
    f.direction = of->direction;
    f.entry_id = of->entry_id;
    f.copy_of_id = of->id;
    return history_insert(h, &file_table, &f, err);
}
