/*
 * Signing. The secret key of a number is derived when it is first needed and kept, since
 * half of the work of signing would be deriving it again. The public half is always derived
 * as well and never taken from outside: Ed25519 with a public key that is not its own gives the
 * secret one away.
 */
#include "base/vault_keys.h"

#include <assert.h>

#define KDF_SIGNING "redresss"

_Static_assert(KEY_BYTES == crypto_sign_SEEDBYTES, "a subkey is a seed");
_Static_assert((int)SIGNING_PUBLIC == (int)crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert((int)SIGNING_SIGNATURE == (int)crypto_sign_BYTES, "Ed25519");

static void key_pair(const struct vault *v, int64_t number,
                     unsigned char public_key[SIGNING_PUBLIC],
                     unsigned char secret_key[crypto_sign_SECRETKEYBYTES])
{
    unsigned char seed[crypto_sign_SEEDBYTES];
    int failed = number < 1 || crypto_kdf_derive_from_key(seed, sizeof seed, (uint64_t)number,
                                                          KDF_SIGNING, v->sign) != 0;

    assert(!failed);
    crypto_sign_seed_keypair(public_key, secret_key, seed);
    sodium_memzero(seed, sizeof seed);
}

/* The whole key of that number, derived if it is not the one that is kept. */
static const unsigned char *kept(const struct vault *v, int64_t number)
{
    unsigned char public_key[SIGNING_PUBLIC];

    if (v->signing->number != number) {
        key_pair(v, number, public_key, v->signing->key);
        v->signing->number = number;
    }
    return v->signing->key;
}

void vault_signing_public(const struct vault *v, int64_t number, unsigned char out[SIGNING_PUBLIC])
{
    crypto_sign_ed25519_sk_to_pk(out, kept(v, number));
}

void vault_sign(const struct vault *v, int64_t number, const void *s, size_t n,
                unsigned char out[SIGNING_SIGNATURE])
{
    crypto_sign_detached(out, NULL, s, n, kept(v, number));
}
