/*
 * Hashes, keyed and not, and the random bytes of the system.
 */
#include "base/vault_keys.h"

#include <assert.h>
#include <string.h>

_Static_assert(MAC_BYTES == crypto_generichash_BYTES, "BLAKE2b-256");

void vault_mac(const struct vault *v, enum mac_use use, const struct bytes *parts, size_t n,
               unsigned char out[MAC_BYTES])
{
    crypto_generichash_state state;
    unsigned char length[8];

    assert(use >= 1 && (int)use <= MAC_USES && use != MAC_WORD);
    crypto_generichash_init(&state, v->mac[use], KEY_BYTES, MAC_BYTES);
    for (size_t i = 0; i < n; i++) {
        vault_put64(length, parts[i].n);
        crypto_generichash_update(&state, length, sizeof length);
        crypto_generichash_update(&state, parts[i].s, parts[i].n);
    }
    crypto_generichash_final(&state, out, MAC_BYTES);
}

void vault_mac_text(const struct vault *v, enum mac_use use, const char *text,
                    unsigned char out[MAC_BYTES])
{
    struct bytes part = { (const unsigned char *)text, strlen(text) };

    vault_mac(v, use, &part, 1, out);
}

uint64_t vault_word(const struct vault *v, const void *s, size_t n)
{
    unsigned char hash[crypto_shorthash_BYTES];
    uint64_t word = 0;

    crypto_shorthash(hash, s, n, v->word);
    for (size_t i = 0; i < sizeof hash; i++)
        word = word << 8 | hash[i];
    return word;
}

bool vault_mac_same(const unsigned char a[MAC_BYTES], const unsigned char b[MAC_BYTES])
{
    return sodium_memcmp(a, b, MAC_BYTES) == 0;
}

void random_fill(void *out, size_t n)
{
    randombytes_buf(out, n);
}

char *random_hex(struct arena *a, size_t n)
{
    unsigned char *s = arena_alloc(a, n);

    random_fill(s, n);
    return hex_text(a, s, n);
}

void hash_bytes(const struct bytes *parts, size_t n, unsigned char out[MAC_BYTES])
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, MAC_BYTES);
    for (size_t i = 0; i < n; i++)
        crypto_generichash_update(&state, parts[i].s, parts[i].n);
    crypto_generichash_final(&state, out, MAC_BYTES);
}

char *hex_text(struct arena *a, const unsigned char *s, size_t n)
{
    char *hex = arena_alloc(a, 2 * n + 1);

    return sodium_bin2hex(hex, 2 * n + 1, s, n);
}
