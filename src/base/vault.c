/*
 * From one master key come a subkey for each use, the keys of persons and
 * complaints wrapped under one of them, and the fields sealed under those.
 * Every format is written down byte by byte in docs/format.md, and the tests
 * hold known answers, so that a stored value opens for ever.
 */
#include "base/vault_keys.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"

#define KDF_MASTER "redress1"
#define KDF_OWNER "redressk"
#define WRAP_PURPOSE "redress.key.1"
#define FIELD_PURPOSE "redress.field.1"

enum { KDF_WRAP = 1, KDF_MASTER_ID = 2, KDF_SIGN = 3, KDF_MAC = 100 };
enum { FORMAT = 1, PAD_TO = 64 };
enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    WRAP_HEAD = 1 + MASTER_ID,
    WRAPPED = WRAP_HEAD + NONCE + KEY_BYTES + TAG,
    FIELD_HEAD = 1 + 1 + 8,
};
_Static_assert(KEY_BYTES == crypto_kdf_KEYBYTES, "the master key is a kdf key");
_Static_assert(KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "keys seal");

void vault_put64(unsigned char out[8], uint64_t n)
{
    for (int i = 0; i < 8; i++)
        out[i] = (unsigned char)(n >> (56 - 8 * i));
}

static void derive(unsigned char *out, size_t n, uint64_t id, const unsigned char *master)
{
    int failed = crypto_kdf_derive_from_key(out, n, id, KDF_MASTER, master);
    assert(!failed);
}

struct vault *vault_from_bytes(const unsigned char master[KEY_BYTES])
{
    int failed = sodium_init() < 0;
    struct vault *v = sodium_malloc(sizeof *v);
    struct signing *signing = sodium_malloc(sizeof *signing);

    assert(!failed && v && signing);
    sodium_memzero(v, sizeof *v);
    sodium_memzero(signing, sizeof *signing);
    v->signing = signing;
    derive(v->wrap, sizeof v->wrap, KDF_WRAP, master);
    unsigned char id[crypto_kdf_BYTES_MIN];
    derive(id, sizeof id, KDF_MASTER_ID, master);
    memcpy(v->master_id, id, MASTER_ID);
    for (unsigned use = 1; use <= MAC_USES; use++)
        if (use != MAC_WORD)
            derive(v->mac[use], KEY_BYTES, KDF_MAC + use, master);
    derive(v->word, sizeof v->word, KDF_MAC + MAC_WORD, master);
    derive(v->sign, sizeof v->sign, KDF_SIGN, master);
    sodium_mprotect_readonly(v);
    return v;
}

void vault_close(struct vault *v)
{
    if (v)
        sodium_free(v->signing);
    sodium_free(v);
}

/* -- keys of persons and complaints -- */

struct wrap_place {
    unsigned char s[sizeof WRAP_PURPOSE + 1 + 8];
};

static struct wrap_place wrap_place(enum key_kind kind, int64_t owner)
{
    struct wrap_place place = { WRAP_PURPOSE };

    place.s[sizeof WRAP_PURPOSE] = (unsigned char)kind;
    vault_put64(place.s + sizeof WRAP_PURPOSE + 1, (uint64_t)owner);
    return place;
}

struct bytes vault_key_new(struct arena *a, const struct vault *v, enum key_kind kind,
                           int64_t owner, struct key *out)
{
    unsigned char *w = arena_alloc(a, WRAPPED);
    struct wrap_place place = wrap_place(kind, owner);

    *out = (struct key){ .kind = kind, .owner = owner };
    random_fill(out->b, KEY_BYTES);
    w[0] = FORMAT;
    memcpy(w + 1, v->master_id, MASTER_ID);
    random_fill(w + WRAP_HEAD, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(w + WRAP_HEAD + NONCE, NULL, out->b, KEY_BYTES,
                                               place.s, sizeof place.s, NULL, w + WRAP_HEAD,
                                               v->wrap);
    return (struct bytes){ w, WRAPPED };
}

bool vault_key_of(const struct vault *v, struct bytes wrapped)
{
    return wrapped.n == WRAPPED && memcmp(wrapped.s + 1, v->master_id, MASTER_ID) == 0;
}

bool vault_key_open(const struct vault *v, enum key_kind kind, int64_t owner, struct bytes wrapped,
                    struct key *out, struct err *err)
{
    struct wrap_place place = wrap_place(kind, owner);
    struct key key = { .kind = kind, .owner = owner };

    if (wrapped.n != WRAPPED || wrapped.s[0] != FORMAT)
        return err_internal(err, "a wrapped key is not in a known format");
    if (!vault_key_of(v, wrapped))
        return err_internal(err, "a wrapped key belongs to another master key");
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.b, NULL, NULL, wrapped.s + WRAP_HEAD + NONCE,
                                                   KEY_BYTES + TAG, place.s, sizeof place.s,
                                                   wrapped.s + WRAP_HEAD, v->wrap) != 0)
        return err_internal(err, "a wrapped key does not open for its owner");
    *out = key;
    vault_key_forget(&key);
    return true;
}

void vault_key_forget(struct key *key)
{
    sodium_memzero(key, sizeof *key);
}

void vault_subkey(const struct key *key, enum key_use use, unsigned char out[KEY_BYTES])
{
    crypto_kdf_derive_from_key(out, KEY_BYTES, use, KDF_OWNER, key->b);
}

/* -- sealed fields -- */

static void field_head(unsigned char head[FIELD_HEAD], const struct key *key)
{
    head[0] = FORMAT;
    head[1] = (unsigned char)key->kind;
    vault_put64(head + 2, (uint64_t)key->owner);
}

/* What the seal is bound to beside its key: purpose, head, table, column and row.
 * Names hold no NUL, so the NULs behind them keep the parts apart. */
static struct bytes field_place(struct arena *a, const unsigned char head[FIELD_HEAD],
                                struct seal_place place)
{
    struct buf b = buf_new(a);
    unsigned char row[8];

    vault_put64(row, (uint64_t)place.row);
    buf_add(&b, FIELD_PURPOSE, sizeof FIELD_PURPOSE);
    buf_add(&b, (const char *)head, FIELD_HEAD);
    buf_add(&b, place.table, strlen(place.table) + 1);
    buf_add(&b, place.column, strlen(place.column) + 1);
    buf_add(&b, (const char *)row, sizeof row);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

/* Lengths show as multiples of 64 only, whatever the length: one rule is easier to
 * check than two, and a story of known length to 64 bytes tells nothing. */
static size_t padded(size_t n)
{
    return (n / PAD_TO + 1) * PAD_TO;
}

struct bytes vault_seal(struct arena *a, const struct key *key, struct seal_place place,
                        const void *plain, size_t n)
{
    size_t room = padded(n), size = FIELD_HEAD + NONCE + room + TAG;
    unsigned char *out = arena_alloc(a, size), *nonce = out + FIELD_HEAD, *text = nonce + NONCE;
    unsigned char subkey[KEY_BYTES];
    struct bytes bound;

    field_head(out, key);
    random_fill(nonce, NONCE);
    if (n > 0)
        memcpy(text, plain, n);
    text[n] = 0x80; /* the rest is zero: ISO/IEC 7816-4 */
    bound = field_place(a, out, place);
    vault_subkey(key, KEY_USE_FIELD, subkey);
    crypto_aead_xchacha20poly1305_ietf_encrypt(text, NULL, text, room, bound.s, bound.n, NULL,
                                               nonce, subkey);
    sodium_memzero(subkey, sizeof subkey);
    return (struct bytes){ out, size };
}

bool vault_unseal(struct arena *a, const struct key *key, struct seal_place place,
                  struct bytes sealed, struct bytes *plain, struct err *err)
{
    unsigned char head[FIELD_HEAD], subkey[KEY_BYTES], *text;
    size_t room, n;
    struct bytes bound;
    int failed;

    if (sealed.n < FIELD_HEAD + NONCE + PAD_TO + TAG || sealed.s[0] != FORMAT)
        return err_internal(err, "%s.%s: not a sealed field", place.table, place.column);
    field_head(head, key);
    if (memcmp(head, sealed.s, FIELD_HEAD) != 0)
        return err_internal(err, "%s.%s: sealed with another key", place.table, place.column);
    room = sealed.n - FIELD_HEAD - NONCE - TAG;
    text = arena_alloc(a, room + 1);
    bound = field_place(a, head, place);
    vault_subkey(key, KEY_USE_FIELD, subkey);
    failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        text, NULL, NULL, sealed.s + FIELD_HEAD + NONCE, room + TAG, bound.s, bound.n,
        sealed.s + FIELD_HEAD, subkey);
    sodium_memzero(subkey, sizeof subkey);
    if (failed || sodium_unpad(&n, text, room, PAD_TO) != 0)
        return err_internal(err, "%s.%s: a sealed field does not open", place.table, place.column);
    text[n] = 0;
    *plain = (struct bytes){ text, n };
    return true;
}
