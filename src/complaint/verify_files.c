/*
 * The bytes of files stand in tables without history; the row that claimed a file has the
 * hash of them and says what the row of the bytes must say.
 */
#include "complaint/verify_parts.h"

#include "complaint/event.h"
#include "db/tables.h"
#include "db/verify_sql.h"

#include <sodium.h>
#include <string.h>

/* The first column of the row of the bytes that claiming the file did not leave so, or NULL. The
 * hash itself covers the header. */
static const char *blob_differs(const struct file_row *f, const struct blob_row *b)
{
    const struct {
        const char *name;
        bool same;
    } columns[] = {
        { "wrapped", b->wrapped.n == 0 },
        { "name", b->name.n == 0 },
        { "type", b->type && strcmp(b->type, f->type) == 0 },
        { "size", b->size == f->size },
        { "sha256", b->sha256.n == 0 },
        { "stored_hash", b->stored_hash.n == f->stored_hash.n &&
                             memcmp(b->stored_hash.s, f->stored_hash.s, f->stored_hash.n) == 0 },
        { "claimed_at", b->claimed_at.us == f->at.us },
    };

    for (size_t i = 0; i < COUNT(columns); i++)
        if (!columns[i].same)
            return columns[i].name;
    return NULL;
}

static void blob_found(struct verify *v, const struct file_row *f, const char *field)
{
    verify_found(v, (struct finding_row){ .kind = "row_changed",
                                          .table = "blob",
                                          .field = field,
                                          .id = f->blob_id,
                                          .complaint = f->complaint_id });
}

/* The chunks of a file as they are stored. */
bool verify_file(struct verify *v, const struct file_row *f, struct err *err)
{
    crypto_generichash_state state;
    unsigned char hash[EVENT_HASH];
    AUTO_ARENA a = arena_new();
    const struct blob_row *blob;
    struct marked_rows blobs;

    if (!sql_blob_of_file(a, v->db, f->blob_id, &blobs, err))
        return false;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    blob = blobs.row;
    if (blobs.n > 0)
        crypto_generichash_update(&state, blob->header.s, blob->header.n);
    if (blobs.n > 0 && blobs.unfit[0])
        blob_found(v, f, blobs.unfit[0]);
    else if (blobs.n > 0 && blob_differs(f, blob))
        blob_found(v, f, blob_differs(f, blob));
    for (int64_t i = 0;; i++) {
        AUTO_ARENA piece = arena_new();
        const struct blob_chunk_row *chunk;
        struct rows rows;
        if (!sql_blob_chunks_from(piece, v->db, f->blob_id, i, &rows, err))
            return false;
        if (rows.n == 0)
            break;
        chunk = rows.row;
        crypto_generichash_update(&state, chunk->sealed.s, chunk->sealed.n);
    }
    crypto_generichash_final(&state, hash, sizeof hash);
    if (f->stored_hash.n != sizeof hash || memcmp(f->stored_hash.s, hash, sizeof hash) != 0)
        verify_found(v, (struct finding_row){ .kind = "file_changed",
                                              .table = "file",
                                              .id = f->id,
                                              .complaint = f->complaint_id });
    return true;
}
