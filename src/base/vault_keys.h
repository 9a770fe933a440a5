/*
 * What the files of the vault share, and nobody else includes.
 */
#ifndef BASE_VAULT_KEYS_H
#define BASE_VAULT_KEYS_H

#include "base/vault.h"

#include <sodium.h>

enum { MAC_USES = 13, MASTER_ID = 8 };

/* The key that signed last, whole, in locked memory of its own. */
struct signing {
    int64_t number; /* 0 = none yet */
    unsigned char key[crypto_sign_SECRETKEYBYTES];
};

struct vault {
    unsigned char wrap[KEY_BYTES];
    unsigned char master_id[MASTER_ID]; /* names the master key in wrapped keys; not secret */
    unsigned char mac[MAC_USES + 1][KEY_BYTES];
    unsigned char word[crypto_shorthash_KEYBYTES];
    unsigned char sign[KEY_BYTES]; /* the signing keys come from it */
    struct signing *signing;
};

/* One key, one use: what the key of a person or complaint really seals with. */
enum key_use { KEY_USE_FIELD = 1, KEY_USE_FILE = 2 };
void vault_subkey(const struct key *key, enum key_use use, unsigned char out[KEY_BYTES]);

/* Numbers inside formats: eight bytes, the highest first. */
void vault_put64(unsigned char out[8], uint64_t n);

#endif
