/*
 * Files under the key of their complaint: a secret stream of chunks. The stream
 * keeps the order, the first chunk is bound to the file's id, and the final tag
 * marks the end, so that nothing can be moved, dropped, added or cut.
 */
#include "base/vault_keys.h"

#include <assert.h>
#include <string.h>

#define FILE_PURPOSE "redress.file.1"

enum {
    HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
    PLACE = sizeof FILE_PURPOSE + 1 + 8 + 8,
};
_Static_assert(KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES, "keys seal files");

struct file_seal {
    crypto_secretstream_xchacha20poly1305_state stream;
    unsigned char place[PLACE];
    bool started; /* the first chunk is through: `place` is bound */
    bool ended;   /* the last chunk is through, or something was wrong */
};

static struct file_seal *file_new(struct arena *a, const struct key *key, int64_t id)
{
    struct file_seal *f = ARENA_NEW(a, struct file_seal);
    unsigned char *p = f->place;

    memcpy(p, FILE_PURPOSE, sizeof FILE_PURPOSE);
    p[sizeof FILE_PURPOSE] = (unsigned char)key->kind;
    vault_put64(p + sizeof FILE_PURPOSE + 1, (uint64_t)key->owner);
    vault_put64(p + sizeof FILE_PURPOSE + 9, (uint64_t)id);
    return f;
}

/* The bytes that this chunk is bound to: the file's place for the first, else none. */
static struct bytes place_once(struct file_seal *f)
{
    struct bytes place = { f->place, f->started ? 0 : PLACE };

    f->started = true;
    return place;
}

struct file_seal *vault_file_seal(struct arena *a, const struct key *key, int64_t id,
                                  struct bytes *header)
{
    struct file_seal *f = file_new(a, key, id);
    unsigned char *h = arena_alloc(a, HEADER), subkey[KEY_BYTES];

    vault_subkey(key, KEY_USE_FILE, subkey);
    crypto_secretstream_xchacha20poly1305_init_push(&f->stream, h, subkey);
    sodium_memzero(subkey, sizeof subkey);
    *header = (struct bytes){ h, HEADER };
    return f;
}

struct bytes vault_file_seal_chunk(struct file_seal *f, struct arena *a, const void *s, size_t n,
                                   bool last)
{
    unsigned char *out = arena_alloc(a, n + EXTRA);
    struct bytes place = place_once(f);

    assert(!f->ended && (last ? n <= FILE_CHUNK : n == FILE_CHUNK));
    crypto_secretstream_xchacha20poly1305_push(
        &f->stream, out, NULL, s, n, place.s, place.n,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    f->ended = last;
    return (struct bytes){ out, n + EXTRA };
}

struct file_seal *vault_file_open(struct arena *a, const struct key *key, int64_t id,
                                  struct bytes header)
{
    struct file_seal *f = file_new(a, key, id);
    unsigned char subkey[KEY_BYTES];

    vault_subkey(key, KEY_USE_FILE, subkey);
    f->ended = header.n != HEADER ||
               crypto_secretstream_xchacha20poly1305_init_pull(&f->stream, header.s, subkey) != 0;
    sodium_memzero(subkey, sizeof subkey);
    return f;
}

bool vault_file_open_chunk(struct file_seal *f, struct arena *a, struct bytes sealed,
                           struct bytes *plain, bool *last, struct err *err)
{
    struct bytes place = place_once(f);
    unsigned char *out, tag;
    size_t n = sealed.n - EXTRA;

    if (f->ended)
        return err_internal(err, "a sealed file has bytes behind its end");
    f->ended = true; /* until this chunk proves good */
    if (sealed.n < EXTRA || n > FILE_CHUNK)
        return err_internal(err, "a chunk of a sealed file has a wrong size");
    out = arena_alloc(a, n + 1);
    if (crypto_secretstream_xchacha20poly1305_pull(&f->stream, out, NULL, &tag, sealed.s, sealed.n,
                                                   place.s, place.n) != 0)
        return err_internal(err, "a chunk of a sealed file does not open");
    *last = f->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    *plain = (struct bytes){ out, n };
    return true;
}
