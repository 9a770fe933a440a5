/*
 * Known answers of every derivation (computed apart from this program by
 * tests/vault/vectors.py), stored values that must open for ever, and everything that
 * must not open: another key, another place, a changed byte, a missing one.
 */
#include "base/tap.h"
#include "base/vault_test_keys.h"

static const struct {
    enum mac_use use;
    const char *mac;
} macs[] = {
    { MAC_CODE, "64c5becdd706aabd1d3c5a5af99c1ad17547353015e57e07fdd72ed7d9ae3f1b" },
    { MAC_IDEMPOTENCY, "0659f396adcd024cf2b8d9a40f0a4248b00b43c9f2f51335d0326af80b09d998" },
    { MAC_PEPPER, "dfbfc086e7de70d453436824ad1f7f6a718eacecab0dd91e4dea81cc71212474" },
    { MAC_SESSION, "cf210b63bbf3b20c58148d9fb9f1ac7f33f96c9e8e36e3931c8e686b18cb2d06" },
    { MAC_API_KEY, "90f0e73f7b869ab6917068e9c8a05aebb2fa757537722e8cf2275893796e0c22" },
    { MAC_IDENTITY, "ad31d0a40dd4a0821f8937405c19efbae46734f7e3747c21244750889e80d1aa" },
    { MAC_FORM, "2b62ca91895785d38abc0b727ff622f796ceb78927c86c35a89905386583b2bb" },
    { MAC_SOURCE, "92ddd85c41d1abf1c1a8508863c14ae5c6369d70a57140d6016be7f1a637bb1e" },
    { MAC_ROW, "4201152f9f2a899f8f689746b8bc1a3152d7a07c4adc7a77ad8e90e9a8075c88" },
    { MAC_ERASURE, "1b0f4977a17ec4b2d8411c3b3dd18a9948d49479f2f63c50d448127e9e1d1f69" },
    { MAC_LINK, "4ce4a1286241048acaf46c2fd3a7b52dafad19fd5ffdaa2cea672b42658f750c" },
};

static void test_hashes(struct arena *a, const struct vault *v)
{
    struct bytes parts[] = { text_bytes("one"), text_bytes("two") };
    struct bytes moved[] = { text_bytes("onet"), text_bytes("wo") };
    unsigned char mac[MAC_BYTES], other[MAC_BYTES];

    for (size_t i = 0; i < COUNT(macs); i++) {
        vault_mac(v, macs[i].use, parts, COUNT(parts), mac);
        TAP_TEXT(arena_printf(a, "known answer of keyed hash %d", macs[i].use),
                 hex_text(a, mac, sizeof mac), macs[i].mac);
    }
    vault_mac(v, MAC_SOURCE, moved, COUNT(moved), other);
    TAP("parts cannot run into one another", !vault_mac_same(mac, other));
    vault_mac_text(v, MAC_SOURCE, "onetwo", other);
    TAP("nor be one part", !vault_mac_same(mac, other));
    TAP("a hash is the same as itself", vault_mac_same(mac, mac));
    hash_bytes(parts, COUNT(parts), mac);
    TAP_TEXT("known answer of the unkeyed hash", hex_text(a, mac, sizeof mac),
             "03521c1777639fc6e5c3d8c3b4600870f18becc155ad7f8053d2c65bc78e4aa0");
    TAP("known answer of a word", vault_word(v, "complaint", 9) == 0x543a75e8ce25118f);
    TAP_INT("random text has the length asked for", strlen(random_hex(a, 16)), 32);
    TAP("and differs", strcmp(random_hex(a, 16), random_hex(a, 16)) != 0);
}

/* Whether any change of one bit, or any shorter or longer form, is accepted. */
static bool any_change_opens(struct arena *a, struct bytes good,
                             bool try(void *with, struct arena *a, struct bytes sealed), void *with)
{
    unsigned char *s = arena_alloc(a, good.n + 1);

    memcpy(s, good.s, good.n);
    for (size_t i = 0; i < good.n; i++) {
        for (unsigned bit = 1; bit < 256; bit <<= 1) {
            s[i] ^= (unsigned char)bit;
            if (try(with, a, (struct bytes){ s, good.n }))
                return true;
            s[i] ^= (unsigned char)bit;
        }
    }
    for (size_t n = 0; n < good.n; n++)
        if (try(with, a, arena_bytes(a, s, n)))
            return true;
    return try(with, a, (struct bytes){ s, good.n + 1 });
}

struct wrap_try {
    const struct vault *v;
    enum key_kind kind;
    int64_t owner;
};

static bool wrap_opens(void *with, struct arena *a, struct bytes wrapped)
{
    const struct wrap_try *t = with;
    struct err err = { 0 };
    struct key key;

    (void)a;
    return vault_key_open(t->v, t->kind, t->owner, wrapped, &key, &err) || err.kind != ERR_INTERNAL;
}

static void test_keys(struct arena *a, const struct vault *v)
{
    struct wrap_try t = { v, KEY_PERSON, 7 };
    struct wrap_try kind = { v, KEY_COMPLAINT, 7 }, owner = { v, KEY_PERSON, 8 };
    struct key made, second, opened = { 0 };
    struct err err = { 0 };
    struct bytes wrapped = vault_key_new(a, v, KEY_PERSON, 7, &made);
    struct vault *other = vault_from_bytes(made.b);

    vault_key_new(a, v, KEY_PERSON, 7, &second);
    TAP("two keys differ", memcmp(made.b, second.b, KEY_BYTES) != 0);
    TAP("a wrapped key opens", vault_key_open(v, KEY_PERSON, 7, wrapped, &opened, &err));
    TAP("and is the key",
        memcmp(made.b, opened.b, KEY_BYTES) == 0 && opened.owner == 7 && opened.kind == KEY_PERSON);
    TAP("not as a key of another kind", !wrap_opens(&kind, a, wrapped));
    TAP("not as a key of another owner", !wrap_opens(&owner, a, wrapped));
    t.v = other;
    TAP("not under another master key", !wrap_opens(&t, a, wrapped));
    t.v = v;
    TAP("not with any bit or byte changed", !any_change_opens(a, wrapped, wrap_opens, &t));
    vault_key_forget(&made);
    TAP("a forgotten key is gone", made.owner == 0 && made.b[0] == 0 && made.b[31] == 0);
    vault_close(other);
}

struct seal_try {
    const struct key *key;
    struct seal_place place;
};

static bool seal_opens(void *with, struct arena *a, struct bytes sealed)
{
    const struct seal_try *t = with;
    struct err err = { 0 };
    struct bytes plain;

    return vault_unseal(a, t->key, t->place, sealed, &plain, &err) || err.kind != ERR_INTERNAL;
}

static const struct seal_place place = { "party", "name", 42 };

static void test_places(struct arena *a, const struct key *key)
{
    static const struct seal_place places[] = {
        { "party", "name", 43 },
        { "party", "email", 42 },
        { "person", "name", 42 },
        { "part", "yname", 42 },
    };
    struct bytes sealed = vault_seal(a, key, place, "Trần", 6);
    struct key kind = *key, owner = *key, bytes = *key;

    for (size_t i = 0; i < COUNT(places); i++) {
        struct seal_try t = { key, places[i] };
        TAP(arena_printf(a, "does not open at %s.%s row %d", places[i].table, places[i].column,
                         (int)places[i].row),
            !seal_opens(&t, a, sealed));
    }
    kind.kind = KEY_COMPLAINT;
    owner.owner++;
    bytes.b[0]++;
    TAP("not for another kind of key", !seal_opens(&(struct seal_try){ &kind, place }, a, sealed));
    TAP("not for another owner", !seal_opens(&(struct seal_try){ &owner, place }, a, sealed));
    TAP("not with another key", !seal_opens(&(struct seal_try){ &bytes, place }, a, sealed));
    TAP("not with any bit or byte changed",
        !any_change_opens(a, sealed, seal_opens, &(struct seal_try){ key, place }));
}

static void test_fields(struct arena *a, const struct key *key)
{
    static const size_t lengths[] = { 0, 1, 62, 63, 64, 65, 127, 128, 1000, 70000 };
    struct err err = { 0 };
    struct bytes plain = { 0 }, one = vault_seal(a, key, place, "Li", 2),
                 two = vault_seal(a, key, place, "phường Máy Tơ, quận Ngô Quyền, Hải Phòng", 53);

    for (size_t i = 0; i < COUNT(lengths); i++) {
        char *text = arena_alloc(a, lengths[i]);
        memset(text, 0x80, lengths[i]);
        struct bytes sealed = vault_seal(a, key, place, text, lengths[i]);
        TAP(arena_printf(a, "%zu bytes come back", lengths[i]),
            vault_unseal(a, key, place, sealed, &plain, &err) && plain.n == lengths[i] &&
                memcmp(plain.s, text, plain.n) == 0 && plain.s[plain.n] == 0);
        TAP_INT("and show their length in steps of 64 only", (sealed.n - 10 - 24 - 16) % 64, 0);
    }
    TAP_INT("short texts have one size", one.n, two.n);
    TAP("the same text twice looks different",
        memcmp(one.s, vault_seal(a, key, place, "Li", 2).s, one.n) != 0);
}

/* What was stored once opens for ever: made by tests/vault/vectors.py with the key of
 * the bytes 64 to 95. */
static void test_stored(struct arena *a, const struct vault *v)
{
    struct bytes wrapped =
        from_hex(a, "01ce165ba86c544fb8808182838485868788898a8b8c8d8e8f90919293949596"
                    "97e307186e806c9e5b45b8ae1e68f57cac76616dc733cd54f592715bbabe835b"
                    "3d2e10820aec48d85758ea5d3121214add");
    struct bytes sealed =
        from_hex(a, "01010000000000000007808182838485868788898a8b8c8d8e8f909192939495"
                    "9697fe7024662fa526fab3351148900902157208cadcf8299c1f4cee24e63353"
                    "1ad61b5f206b2c676da694692d78c18f37e3bcd1dc9bf7c45bcec390f4e586ba"
                    "b2559aa174b37aee2168b856e69db58f843b");
    struct err err = { 0 };
    struct key key = { 0 };
    struct bytes plain = { 0 };

    TAP("a stored key opens", vault_key_open(v, KEY_PERSON, 7, wrapped, &key, &err));
    TAP("as the key it was", key.b[0] == 64 && key.b[31] == 95);
    TAP("a stored field opens", vault_unseal(a, &key, place, sealed, &plain, &err));
    TAP_TEXT("as the text it was", (const char *)plain.s, "Trần");
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = test_vault();
    struct key key;

    vault_key_new(a, v, KEY_PERSON, 7, &key);
    test_hashes(a, v);
    test_keys(a, v);
    test_places(a, &key);
    test_fields(a, &key);
    test_stored(a, v);
    vault_close(v);
    return tap_done();
}
