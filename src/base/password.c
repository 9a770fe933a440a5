/*
 * Passwords: a keyed hash first (the pepper), so that a stolen database alone
 * cannot be guessed at; then Argon2id, whose text carries its own parameters.
 */
#include "base/vault_keys.h"

/* RFC 9106 and OWASP: 19 MiB and two passes. */
enum { PASSWORD_MEMORY = 19 * 1024 * 1024, PASSWORD_PASSES = 2 };

bool password_hash(struct arena *a, const struct vault *v, const char *password, const char **out,
                   struct err *err)
{
    char *text = arena_alloc(a, crypto_pwhash_STRBYTES);
    unsigned char peppered[MAC_BYTES];
    int failed;

    vault_mac_text(v, MAC_PEPPER, password, peppered);
    failed = crypto_pwhash_str_alg(text, (const char *)peppered, sizeof peppered, PASSWORD_PASSES,
                                   PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13);
    sodium_memzero(peppered, sizeof peppered);
    if (failed)
        return err_internal(err, "no memory to hash a password");
    *out = text;
    return true;
}

/* The same work for nobody. */
static bool match_nobody(const unsigned char peppered[MAC_BYTES])
{
    static const unsigned char salt[crypto_pwhash_SALTBYTES];
    unsigned char out[KEY_BYTES];
    int failed = crypto_pwhash(out, sizeof out, (const char *)peppered, MAC_BYTES, salt,
                               PASSWORD_PASSES, PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13);

    (void)failed;
    return false;
}

bool password_matches(const struct vault *v, const char *hash, const char *password)
{
    unsigned char peppered[MAC_BYTES];
    bool same;

    vault_mac_text(v, MAC_PEPPER, password, peppered);
    if (hash)
        same = crypto_pwhash_str_verify(hash, (const char *)peppered, sizeof peppered) == 0;
    else
        same = match_nobody(peppered);
    sodium_memzero(peppered, sizeof peppered);
    return same;
}

bool password_outdated(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, PASSWORD_PASSES, PASSWORD_MEMORY) != 0;
}
