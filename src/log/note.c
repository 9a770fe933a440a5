/* Signed notes: strict reading, so that one note has one form, and writing. */
#include "log/note.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vault.h"

#include <sodium.h>
#include <string.h>

enum { ED25519 = 1, BASE64 = sodium_base64_VARIANT_ORIGINAL };
#define DASH "\xe2\x80\x94 "
enum { DASH_SIZE = sizeof DASH - 1 };

_Static_assert(NOTE_PUBLIC == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(NOTE_SIGNATURE == crypto_sign_BYTES, "Ed25519");

/* -- names and keys -- */

/* White_Space of Unicode. */
static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool name_valid(const char *s, size_t n)
{
    size_t step;

    if (n == 0 || n > NOTE_NAME)
        return false;
    for (size_t i = 0; i < n; i += step) {
        uint32_t c;
        step = utf8_next(s + i, n - i, &c);
        if (step == 0 || is_space(c) || c == '+' || c == 0x7f)
            return false;
    }
    return true;
}

bool note_name_valid(const char *name)
{
    return name_valid(name, strlen(name));
}

struct note_key note_key(const char *name, const unsigned char public_key[NOTE_PUBLIC])
{
    const unsigned char kind[] = { '\n', ED25519 };
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    struct note_key key = { .name = name };

    memcpy(key.public_key, public_key, NOTE_PUBLIC);
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)name, strlen(name));
    crypto_hash_sha256_update(&state, kind, sizeof kind);
    crypto_hash_sha256_update(&state, public_key, NOTE_PUBLIC);
    crypto_hash_sha256_final(&state, hash);
    memcpy(key.id, hash, NOTE_KEY_ID);
    return key;
}

static void put_base64(struct buf *b, const unsigned char *s, size_t n)
{
    size_t room = sodium_base64_ENCODED_LEN(n, BASE64);
    char *text = arena_alloc(b->a, room);

    buf_str(b, sodium_bin2base64(text, room, s, n, BASE64));
}

static bool base64_read(int variant, const char *s, size_t n, unsigned char *out, size_t room,
                        size_t *got)
{
    /* libsodium takes some bytes beyond ASCII for letters. */
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return sodium_base642bin(out, room, s, n, NULL, got, NULL, variant) == 0;
}

bool note_base64(const char *s, size_t n, unsigned char *out, size_t room, size_t *got)
{
    return base64_read(BASE64, s, n, out, room, got);
}

bool note_base64_url(const char *s, size_t n, unsigned char *out, size_t room, size_t *got)
{
    return base64_read(sodium_base64_VARIANT_URLSAFE_NO_PADDING, s, n, out, room, got);
}

char *note_key_text(struct arena *a, const struct note_key *key)
{
    unsigned char typed[1 + NOTE_PUBLIC] = { ED25519 };
    struct buf b = buf_new(a);

    memcpy(typed + 1, key->public_key, NOTE_PUBLIC);
    buf_printf(&b, "%s+%s+", key->name, hex_text(a, key->id, NOTE_KEY_ID));
    put_base64(&b, typed, sizeof typed);
    return buf_text(&b);
}

static bool key_read(struct arena *a, const char *s, size_t n, struct note_key *out)
{
    const char *end = s + n, *plus = memchr(s, '+', n);
    unsigned char typed[1 + NOTE_PUBLIC];
    size_t got;

    if (!plus || !name_valid(s, (size_t)(plus - s)) || end - plus < 2 + 2 * NOTE_KEY_ID ||
        plus[1 + 2 * NOTE_KEY_ID] != '+')
        return false;
    if (!note_base64(plus + 2 + 2 * NOTE_KEY_ID, (size_t)(end - plus) - 2 - 2 * NOTE_KEY_ID, typed,
                     sizeof typed, &got) ||
        got != sizeof typed || typed[0] != ED25519)
        return false;
    *out = note_key(arena_strn(a, s, (size_t)(plus - s)), typed + 1);
    return memcmp(plus + 1, hex_text(a, out->id, NOTE_KEY_ID), 2 * NOTE_KEY_ID) == 0;
}

/* The next line, without its end; carriage returns of other systems do not matter here. */
static bool next_line(struct bytes *rest, const char **line, size_t *n)
{
    const unsigned char *end = rest->n > 0 ? memchr(rest->s, '\n', rest->n) : NULL;
    size_t whole = end ? (size_t)(end - rest->s) + 1 : rest->n;

    if (rest->n == 0)
        return false;
    *line = (const char *)rest->s;
    *n = end ? whole - 1 : whole;
    if (*n > 0 && (*line)[*n - 1] == '\r')
        (*n)--;
    rest->s += whole;
    rest->n -= whole;
    return true;
}

bool note_keys_read(struct arena *a, struct bytes text, struct note_keys *out)
{
    struct note_key *key = ARENA_ARRAY(a, struct note_key, NOTE_KEYS);
    const char *line;
    size_t n, keys = 0;

    while (next_line(&text, &line, &n)) {
        if (n == 0 || line[0] == '#')
            continue;
        if (keys == NOTE_KEYS || !key_read(a, line, n, &key[keys]))
            return false;
        keys++;
    }
    *out = (struct note_keys){ key, keys };
    return keys > 0;
}

/* -- notes -- */

bool note_text_valid(struct bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((text.s[i] < ' ' && text.s[i] != '\n') || text.s[i] == 0x7f)
            return false;
    return text.n > 0 && text.s[text.n - 1] == '\n' && utf8_valid((const char *)text.s, text.n);
}

char *note_write(struct arena *a, const char *text, const struct note_key *key,
                 const unsigned char signature[NOTE_SIGNATURE])
{
    unsigned char bytes[NOTE_KEY_ID + NOTE_SIGNATURE];
    struct buf b = buf_new(a);

    memcpy(bytes, key->id, NOTE_KEY_ID);
    memcpy(bytes + NOTE_KEY_ID, signature, NOTE_SIGNATURE);
    buf_printf(&b, "%s\n" DASH "%s ", text, key->name);
    put_base64(&b, bytes, sizeof bytes);
    buf_char(&b, '\n');
    return buf_text(&b);
}

/* One signature line without its line break. */
static bool line_read(struct arena *a, const char *s, size_t n, struct note_line *out)
{
    const char *name = s + DASH_SIZE, *blank;
    unsigned char *bytes;
    size_t got, name_n;

    if (n < DASH_SIZE || memcmp(s, DASH, DASH_SIZE) != 0)
        return false;
    n -= DASH_SIZE;
    blank = memchr(name, ' ', n);
    if (!blank)
        return false;
    name_n = (size_t)(blank - name);
    bytes = arena_alloc(a, n);
    if (!name_valid(name, name_n) || !note_base64(blank + 1, n - name_n - 1, bytes, n, &got) ||
        got <= NOTE_KEY_ID)
        return false;
    out->name = arena_strn(a, name, name_n);
    memcpy(out->id, bytes, NOTE_KEY_ID);
    out->signature = (struct bytes){ bytes + NOTE_KEY_ID, got - NOTE_KEY_ID };
    return true;
}

/* Where the last empty line begins, which is the end of the text; 0 = there is none. */
static size_t text_end(struct bytes note)
{
    for (size_t i = note.n - 1; i > 0; i--)
        if (note.s[i] == '\n' && note.s[i - 1] == '\n')
            return i;
    return 0;
}

bool note_read(struct arena *a, struct bytes note, struct note *out)
{
    const char *line, *end = (const char *)note.s + note.n;
    size_t text;

    *out = (struct note){ 0 };
    if (note.n < 2 || note.n > NOTE_MOST || !note_text_valid(note))
        return false;
    text = text_end(note);
    if (text == 0)
        return false;
    out->text = (struct bytes){ note.s, text };
    for (line = (const char *)note.s + text + 1; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (out->n == NOTE_SIGNATURES ||
            !line_read(a, line, (size_t)(stop - line), &out->line[out->n]))
            return false;
        out->n++;
        line = stop + 1;
    }
    return out->n > 0;
}

static bool same_key(const struct note_line *line, const struct note_key *key)
{
    return memcmp(line->id, key->id, NOTE_KEY_ID) == 0 && strcmp(line->name, key->name) == 0;
}

static bool line_good(const struct note *note, const struct note_line *line,
                      const struct note_key *key)
{
    return line->signature.n == NOTE_SIGNATURE &&
           crypto_sign_verify_detached(line->signature.s, note->text.s, note->text.n,
                                       key->public_key) == 0;
}

const struct note_key *note_signer(const struct note *note, struct note_keys keys)
{
    const struct note_key *signer = NULL;

    for (size_t i = 0; i < note->n; i++) {
        for (size_t k = 0; k < keys.n; k++) {
            if (!same_key(&note->line[i], &keys.key[k]))
                continue;
            if (!line_good(note, &note->line[i], &keys.key[k]))
                return NULL;
            signer = &keys.key[k];
        }
    }
    return signer;
}
