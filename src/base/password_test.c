/* Passwords: what matches, what does not, and what is due for hashing again. */
#include "base/tap.h"
#include "base/vault_test_keys.h"

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = test_vault();
    struct key key;
    struct err err = { 0 };
    const char *hash = NULL, *again = NULL;
    const char *weak = "$argon2id$v=19$m=8192,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                       "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU";

    vault_key_new(a, v, KEY_PERSON, 1, &key);
    struct vault *other = vault_from_bytes(key.b);
    TAP("hashes", password_hash(a, v, "correct horse battery", &hash, &err) &&
                      password_hash(a, v, "correct horse battery", &again, &err));
    TAP("with 19 MiB and two passes", strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0);
    TAP("never twice the same", strcmp(hash, again) != 0);
    TAP("the password matches", password_matches(v, hash, "correct horse battery"));
    TAP("another does not", !password_matches(v, hash, "correct horse batterz"));
    TAP("the empty one does not", !password_matches(v, hash, ""));
    TAP("not without the pepper of this vault",
        !password_matches(other, hash, "correct horse battery"));
    TAP("nobody has no password", !password_matches(v, NULL, "correct horse battery"));
    TAP("what is no hash matches nothing", !password_matches(v, "none", "none"));
    TAP("today's hash is not outdated", !password_outdated(hash));
    TAP("a weaker one is", password_outdated(weak));
    TAP("so is what is no hash", password_outdated("none"));
    vault_close(v);
    vault_close(other);
    return tap_done();
}
