/* Sealed files: what comes back, and what is refused. */
#include "base/tap.h"
#include "base/vault_test_keys.h"

enum { MOST = 4 };

struct sealed_file {
    struct bytes header;
    struct bytes chunks[MOST];
    size_t count;
};

static unsigned char content[3 * FILE_CHUNK];

static struct sealed_file seal(struct arena *a, const struct key *key, int64_t id, size_t n)
{
    struct sealed_file f = { 0 };
    struct file_seal *s = vault_file_seal(a, key, id, &f.header);

    for (size_t at = 0; at == 0 || at < n; at += FILE_CHUNK) {
        size_t size = n - at < FILE_CHUNK ? n - at : FILE_CHUNK;
        f.chunks[f.count++] = vault_file_seal_chunk(s, a, content + at, size, at + size == n);
    }
    return f;
}

/* The length of the file, or -1 when a chunk is refused, the end is missing or the
 * content is another. */
static int64_t file_length(struct arena *a, const struct key *key, int64_t id,
                           const struct sealed_file *f)
{
    struct file_seal *s = vault_file_open(a, key, id, f->header);
    struct err err = { 0 };
    bool last = false;
    size_t n = 0;

    for (size_t i = 0; i < f->count; i++) {
        struct bytes plain;
        if (!vault_file_open_chunk(s, a, f->chunks[i], &plain, &last, &err))
            return -1;
        if (memcmp(content + n, plain.s, plain.n) != 0)
            return -1;
        n += plain.n;
    }
    return last ? (int64_t)n : -1;
}

static void test_lengths(struct arena *a, const struct key *key)
{
    static const size_t lengths[] = {
        0, 1, FILE_CHUNK - 1, FILE_CHUNK, FILE_CHUNK + 1, 3 * FILE_CHUNK
    };

    for (size_t i = 0; i < COUNT(lengths); i++) {
        struct sealed_file f = seal(a, key, 5, lengths[i]);
        TAP_INT("a file comes back", file_length(a, key, 5, &f), lengths[i]);
    }
}

static void test_chunks(struct arena *a, const struct key *key)
{
    const struct sealed_file good = seal(a, key, 5, 2 * FILE_CHUNK + 9),
                             twin = seal(a, key, 5, 2 * FILE_CHUNK + 9);
    struct sealed_file f = good;

    f.chunks[0] = good.chunks[1];
    f.chunks[1] = good.chunks[0];
    TAP_INT("chunks changed about are refused", file_length(a, key, 5, &f), -1);
    f = good;
    f.count--;
    TAP_INT("a missing tail is noticed", file_length(a, key, 5, &f), -1);
    f.count = 0;
    TAP_INT("no chunk at all is noticed", file_length(a, key, 5, &f), -1);
    f = good;
    f.chunks[1] = f.chunks[2];
    f.count--;
    TAP_INT("a missing middle is refused", file_length(a, key, 5, &f), -1);
    f = good;
    f.chunks[f.count++] = good.chunks[2];
    TAP_INT("a chunk behind the end is refused", file_length(a, key, 5, &f), -1);
    f = good;
    f.chunks[1] = twin.chunks[1];
    TAP_INT("a chunk of the same file sealed again is refused", file_length(a, key, 5, &f), -1);
    f = good;
    f.chunks[1].n--;
    TAP_INT("a shorter chunk is refused", file_length(a, key, 5, &f), -1);
    f = good;
    f.header.n--;
    TAP_INT("a shorter header is refused", file_length(a, key, 5, &f), -1);
    f = good;
    f.chunks[0] = (struct bytes){ 0 };
    TAP_INT("an empty chunk is refused", file_length(a, key, 5, &f), -1);
}

static void test_bound(struct arena *a, const struct key *key)
{
    const struct sealed_file f = seal(a, key, 5, 9);
    struct key kind = *key, owner = *key, bytes = *key;

    kind.kind = KEY_PERSON;
    owner.owner++;
    bytes.b[31] ^= 1;
    TAP_INT("not under another id", file_length(a, key, 6, &f), -1);
    TAP_INT("not for another kind of key", file_length(a, &kind, 5, &f), -1);
    TAP_INT("not for another owner", file_length(a, &owner, 5, &f), -1);
    TAP_INT("not with another key", file_length(a, &bytes, 5, &f), -1);
}

static void test_bits(struct arena *a, const struct key *key)
{
    struct sealed_file f = seal(a, key, 5, 9);
    int opened = 0;

    for (size_t i = 0; i < f.chunks[0].n + f.header.n; i++) {
        struct bytes part = i < f.header.n ? f.header : f.chunks[0];
        unsigned char *s = (unsigned char *)part.s;
        size_t at = i < f.header.n ? i : i - f.header.n;
        s[at] ^= 1;
        opened += file_length(a, key, 5, &f) != -1;
        s[at] ^= 1;
    }
    TAP_INT("no changed byte of header or chunk is accepted", opened, 0);
    TAP_INT("and unchanged it opens", file_length(a, key, 5, &f), 9);
}

static void test_failed_once(struct arena *a, const struct key *key)
{
    const struct sealed_file f = seal(a, key, 5, FILE_CHUNK + 9);
    struct file_seal *s = vault_file_open(a, key, 5, f.header);
    struct bytes plain;
    struct err err = { 0 };
    bool last;

    TAP("a wrong chunk is refused", !vault_file_open_chunk(s, a, f.chunks[1], &plain, &last, &err));
    TAP("and so are the right ones after it",
        !vault_file_open_chunk(s, a, f.chunks[0], &plain, &last, &err));
}

/* Made by tests/vault/vectors.py with the key of the bytes 64 to 95: the only chunk of
 * a file of eight bytes. */
static void test_stored(struct arena *a)
{
    struct key key = { .kind = KEY_COMPLAINT, .owner = 11 };
    unsigned char header[24];
    struct err err = { 0 };
    struct bytes plain = { 0 };
    bool last = false;

    for (unsigned i = 0; i < sizeof header; i++)
        header[i] = (unsigned char)(128 + i);
    for (unsigned i = 0; i < KEY_BYTES; i++)
        key.b[i] = (unsigned char)(64 + i);
    struct file_seal *s = vault_file_open(a, &key, 5, (struct bytes){ header, sizeof header });
    TAP("a stored file opens",
        vault_file_open_chunk(s, a,
                              from_hex(a, "c049dda20a6528b2e27bb121be05a30ac5913ade3085016a22"),
                              &plain, &last, &err) &&
            last);
    TAP("as the file it was", plain.n == 8 && memcmp(plain.s, "evidence", 8) == 0);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = test_vault();
    struct key key;

    for (size_t i = 0; i < sizeof content; i++)
        content[i] = (unsigned char)(i * 31 + i / FILE_CHUNK);
    vault_key_new(a, v, KEY_COMPLAINT, 11, &key);
    test_lengths(a, &key);
    test_chunks(a, &key);
    test_bound(a, &key);
    test_bits(a, &key);
    test_failed_once(a, &key);
    test_stored(a);
    vault_close(v);
    return tap_done();
}
