/*
 * Files on their way out, piece by piece. Pictures go out without what the camera wrote into them:
 * looked through once for what has to change, then changed as they pass; what is stored stays as it
 * came. [S32] [S34]
 */
#include "complaint/files.h"

#include "complaint/photo.h"
#include "db/files_sql.h"

#include <sodium.h>
#include <string.h>

struct file_reader {
    const struct act *act;
    int64_t blob, position;
    struct file_seal *seal;
    bool last;
    int64_t size;               /* of what comes out */
    struct photo_filter filter; /* without cuts: as it came */
};

bool file_read_original(const struct act *act, const struct file_row *f, struct file_reader **out,
                        struct err *err)
{
    struct file_reader *r = ARENA_NEW(act->a, struct file_reader);
    struct key key = { .kind = KEY_STAGED, .owner = f->blob_id };
    struct blob_row b = { 0 };
    size_t n = 0;

    if (!f->key.text)
        return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
    if (sodium_hex2bin(key.b, sizeof key.b, f->key.text, strlen(f->key.text), NULL, &n, NULL) !=
            0 ||
        n != sizeof key.b)
        return err_internal(err, "the key of a file is damaged");
    if (!sql_blob_by_id(act->a, act->db, f->blob_id, &b, err))
        return false;
    *r = (struct file_reader){ .act = act, .blob = f->blob_id, .size = f->size };
    r->seal = vault_file_open(act->a, &key, f->blob_id, b.header);
    *out = r;
    return true;
}

int64_t file_reader_size(const struct file_reader *r)
{
    return r->size;
}

static bool stored_next(struct file_reader *r, struct arena *a, struct bytes *piece,
                        struct err *err)
{
    struct blob_chunk_row chunk = { 0 };
    struct err gone = { 0 };

    *piece = (struct bytes){ 0 };
    if (r->last)
        return true;
    if (!sql_blob_chunk_at(a, r->act->db, r->blob, r->position++, &chunk, &gone)) {
        if (gone.kind == ERR_NOT_FOUND)
            return err_internal(err, "a file lacks its end");
        *err = gone;
        return false;
    }
    return vault_file_open_chunk(r->seal, a, chunk.sealed, piece, &r->last, err);
}

/* -- pictures -- */

/* The bytes of a file for who reads here and there in it. They come one after the other, so going
 * back begins anew, which a file may ask for only so often. */
struct look {
    const struct act *act;
    const struct file_row *file;
    struct file_reader *reader;
    struct arena *a; /* of the piece at hand */
    struct bytes piece;
    uint64_t at; /* where it begins */
    uint64_t budget;
    bool failed; /* something could not be read, or the budget is spent */
    struct err err;
};

enum { LOOKS = 8, LOOK_LEAST = 4 * 1024 * 1024 };

static bool piece_next(struct look *l)
{
    if (l->reader)
        l->at += l->piece.n;
    else if (!file_read_original(l->act, l->file, &l->reader, &l->err))
        return false;
    arena_reset(l->a);
    if (!stored_next(l->reader, l->a, &l->piece, &l->err) || l->piece.n == 0 ||
        l->piece.n > l->budget)
        return false;
    l->budget -= l->piece.n;
    return true;
}

static bool look_read(void *from, uint64_t at, unsigned char *to, size_t n)
{
    struct look *l = from;

    if (at < l->at) {
        l->reader = NULL;
        l->piece = (struct bytes){ 0 };
        l->at = 0;
    }
    while (n > 0) {
        uint64_t rest;
        while (!l->reader || at >= l->at + l->piece.n)
            if (!piece_next(l))
                return l->failed = true, false;
        rest = l->at + l->piece.n - at;
        rest = rest < n ? rest : n;
        memcpy(to, l->piece.s + (at - l->at), rest);
        to += rest;
        at += rest;
        n -= rest;
    }
    return true;
}

bool file_stripped(const char *type)
{
    return photo_known(type);
}

/* What cannot be read may tell anything: it is not given out. */
static bool picture_look(const struct act *act, const struct file_row *f, struct file_reader *r,
                         struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct look l = { .act = act, .file = f, .a = a };
    struct photo_source source = { look_read, &l, (uint64_t)f->size };
    struct photo_cuts *cuts = ARENA_NEW(act->a, struct photo_cuts);

    l.budget = LOOKS * (uint64_t)f->size + LOOK_LEAST;
    if (!photo_scan(act->a, f->type, &source, cuts) || l.failed) {
        if (l.err.kind != ERR_NONE)
            return *err = l.err, false;
        return err_set(err, ERR_REFUSED,
                       N_("This picture could not be read, so the place where it was taken cannot "
                          "be taken out of it. A manager can open it as it came, for a reason that "
                          "is kept."));
    }
    r->filter.cuts = cuts;
    r->size = (int64_t)photo_size(cuts, (uint64_t)f->size);
    return true;
}

bool file_read(const struct act *act, const struct file_row *f, struct file_reader **out,
               struct err *err)
{
    if (f->withheld)
        return err_set(err, ERR_REFUSED,
                       N_("This file is withheld: it was redacted. A manager can open it as it "
                          "came, for a reason that is kept."));
    return file_read_original(act, f, out, err) &&
           (!file_stripped(f->type) || picture_look(act, f, *out, err));
}

bool file_read_next(struct file_reader *r, struct arena *a, struct bytes *piece, struct err *err)
{
    struct bytes stored;

    do {
        if (!stored_next(r, a, &stored, err))
            return false;
        *piece = r->filter.cuts ? photo_filter(&r->filter, a, stored) : stored;
    } while (piece->n == 0 && stored.n > 0);
    return true;
}
