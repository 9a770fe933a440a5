/*
 * The master key of the tests: the bytes 0 to 31. All known answers are its,
 * and tests/vault/vectors.py makes them from the description alone.
 */
#ifndef BASE_VAULT_TEST_KEYS_H
#define BASE_VAULT_TEST_KEYS_H

#include <stdlib.h>
#include <string.h>

#include "base/vault.h"

static inline struct vault *test_vault(void)
{
    unsigned char master[KEY_BYTES];

    for (unsigned i = 0; i < KEY_BYTES; i++)
        master[i] = (unsigned char)i;
    return vault_from_bytes(master);
}

/* The bytes of a text of hexadecimal digits. */
static inline struct bytes from_hex(struct arena *a, const char *hex)
{
    size_t n = strlen(hex) / 2;
    unsigned char *s = arena_alloc(a, n);

    for (size_t i = 0; i < n; i++) {
        char pair[3] = { hex[2 * i], hex[2 * i + 1], 0 };
        s[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    return (struct bytes){ s, n };
}

static inline struct bytes text_bytes(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

#endif
