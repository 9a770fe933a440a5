/* The short form of a signed receipt: numbers in eight bytes, texts with their length before
 * them, and back. Reading trusts nothing: what is read must write the same. [S12] */
#include "operation/receipt/receipt_compact.h"

#include "log/note.h"

#include <sodium.h>
#include <string.h>

enum { VERSION = 1, BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

static void text_put(struct buf *b, const char *s)
{
    size_t n = strlen(s);

    if (n > RECEIPT_TEXT)
        n = RECEIPT_TEXT;
    buf_char(b, (char)n);
    buf_add(b, s, n);
}

static void number_put(struct buf *b, int64_t n)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        buf_char(b, (char)((uint64_t)n >> shift & 0xff));
}

static struct buf bytes_of(struct arena *a, const struct receipt_note *note)
{
    struct buf b = buf_new(a);

    buf_char(&b, VERSION);
    text_put(&b, note->organisation);
    text_put(&b, note->log);
    text_put(&b, note->reference);
    number_put(&b, note->received.us);
    number_put(&b, note->offset);
    text_put(&b, note->zone);
    number_put(&b, note->recorded.us);
    buf_add(&b, (const char *)note->digest, RECEIPT_DIGEST);
    number_put(&b, note->event);
    buf_add(&b, (const char *)note->hash, RECEIPT_DIGEST);
    return b;
}

char *receipt_compact_write(struct arena *a, const struct receipt_note *note,
                            const unsigned char *signature)
{
    struct buf b = bytes_of(a, note);
    size_t room;
    char *text;

    buf_add(&b, (const char *)signature, COMPACT_SIGNATURE);
    room = sodium_base64_ENCODED_LEN(b.n, BASE64);
    text = arena_alloc(a, room);
    return sodium_bin2base64(text, room, (const unsigned char *)b.s, b.n, BASE64);
}

struct reader {
    struct arena *a;
    struct bytes rest;
    bool bad;
};

static const unsigned char *take(struct reader *r, size_t n)
{
    static const unsigned char nothing[COMPACT_SIGNATURE];
    const unsigned char *s = r->rest.s;

    if (r->bad || r->rest.n < n) {
        r->bad = true;
        return nothing;
    }
    r->rest = (struct bytes){ s + n, r->rest.n - n };
    return s;
}

static int64_t number_get(struct reader *r)
{
    const unsigned char *s = take(r, 8);
    uint64_t n = 0;

    for (int i = 0; i < 8; i++)
        n = n << 8 | s[i];
    return (int64_t)n;
}

static const char *text_get(struct reader *r)
{
    size_t n = *take(r, 1);
    const unsigned char *s = r->rest.s;

    if (n > RECEIPT_TEXT || r->rest.n < n) {
        r->bad = true;
        return "";
    }
    take(r, n);
    return arena_strn(r->a, (const char *)s, n);
}

/* Up to the end of the year 9999. */
static bool instant_sound(struct instant at)
{
    return at.us > 0 && at.us < SECONDS(253402300800);
}

/* Whatever is in the bytes, writing it as a receipt and reading that must give the same. */
static bool sound(struct arena *a, struct bytes given, const struct receipt_note *note)
{
    const char *text = receipt_note_write(a, note);
    struct receipt_note again;
    struct buf b = bytes_of(a, note);

    return b.n == given.n && memcmp(b.s, given.s, given.n) == 0 &&
           receipt_note_read(a, (struct bytes){ (const void *)text, strlen(text) }, &again) &&
           strcmp(again.organisation, note->organisation) == 0;
}

bool receipt_compact_read(struct arena *a, const char *s, size_t n, struct receipt_note *out,
                          unsigned char signature[COMPACT_SIGNATURE])
{
    unsigned char *bytes = arena_alloc(a, COMPACT_MOST);
    struct reader r = { .a = a };
    struct receipt_note note = { 0 };
    struct bytes given;
    int64_t offset;
    size_t got = 0;

    if (n > COMPACT_MOST || !note_base64_url(s, n, bytes, COMPACT_MOST, &got) ||
        got <= COMPACT_SIGNATURE)
        return false;
    given = (struct bytes){ bytes, got - COMPACT_SIGNATURE };
    r.rest = given;
    if (*take(&r, 1) != VERSION)
        return false;
    note.organisation = text_get(&r);
    note.log = text_get(&r);
    note.reference = text_get(&r);
    note.received.us = number_get(&r);
    offset = number_get(&r);
    note.zone = text_get(&r);
    note.recorded.us = number_get(&r);
    memcpy(note.digest, take(&r, RECEIPT_DIGEST), RECEIPT_DIGEST);
    note.event = number_get(&r);
    memcpy(note.hash, take(&r, RECEIPT_DIGEST), RECEIPT_DIGEST);
    if (r.bad || r.rest.n > 0 || !instant_sound(note.received) || !instant_sound(note.recorded) ||
        offset <= -24 * 60 || offset >= 24 * 60)
        return false;
    note.offset = (int)offset;
    memcpy(signature, given.s + given.n, COMPACT_SIGNATURE);
    *out = note;
    return sound(a, given, out);
}
