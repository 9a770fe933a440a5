/* The lines of a receipt, written and read back. [7.2-a] [4.9-b] */
#include "operation/receipt/receipt_note.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LINES = 9, OFFSET_MOST = 24 * 60 };
static const char first_line[] = "Redress receipt 1";

/* A name in one line: what breaks or hides lines becomes a blank. */
static void name_put(struct buf *b, const char *name)
{
    size_t n = utf8_cut(name, strlen(name), RECEIPT_TEXT), len;

    for (size_t i = 0; i < n; i += len) {
        uint32_t c;
        len = utf8_next(name + i, n - i, &c);
        if (len == 0)
            return;
        if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
            buf_char(b, ' ');
        else
            buf_add(b, name + i, len);
    }
}

static void instant_put(struct buf *b, struct instant at)
{
    char text[INSTANT_TEXT];

    instant_text(at, text);
    buf_str(b, text);
}

/* As clocks there showed it, with the difference to UTC and the name of the zone. */
static void local_put(struct buf *b, const struct receipt_note *note)
{
    char text[INSTANT_TEXT];

    instant_text((struct instant){ note->received.us + SECONDS(60) * note->offset }, text);
    buf_add(b, text, strlen(text) - 1); /* without the Z */
    buf_printf(b, "%c%02d:%02d ", note->offset < 0 ? '-' : '+', abs(note->offset) / 60,
               abs(note->offset) % 60);
    name_put(b, note->zone);
}

static void hex_put(struct buf *b, const unsigned char digest[RECEIPT_DIGEST])
{
    for (int i = 0; i < RECEIPT_DIGEST; i++)
        buf_printf(b, "%02x", digest[i]);
}

char *receipt_note_write(struct arena *a, const struct receipt_note *note)
{
    struct buf b = buf_new(a);

    buf_str(&b, first_line);
    buf_str(&b, "\norganisation: ");
    name_put(&b, note->organisation);
    buf_str(&b, "\nlog: ");
    name_put(&b, note->log);
    buf_str(&b, "\nreference: ");
    name_put(&b, note->reference);
    buf_str(&b, "\nreceived: ");
    instant_put(&b, note->received);
    buf_str(&b, "\nreceived-local: ");
    local_put(&b, note);
    buf_str(&b, "\nrecorded: ");
    instant_put(&b, note->recorded);
    buf_str(&b, "\nstatement-sha256: ");
    hex_put(&b, note->digest);
    buf_printf(&b, "\nevent: %" PRId64 "\nevent-hash: ", note->event);
    hex_put(&b, note->hash);
    buf_char(&b, '\n');
    return buf_text(&b);
}

/* The value of the next line, which has to have that name; NULL when it has not. */
static const char *value_of(struct arena *a, const char **at, const char *end, const char *name)
{
    size_t n = strlen(name);
    const char *s = *at, *stop = memchr(s, '\n', (size_t)(end - s));

    if (!stop || (size_t)(stop - s) < n + 2 || memcmp(s, name, n) != 0 || s[n] != ':' ||
        s[n + 1] != ' ')
        return NULL;
    *at = stop + 1;
    return arena_strn(a, s + n + 2, (size_t)(stop - s) - n - 2);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool hex_read(const char *s, unsigned char out[RECEIPT_DIGEST])
{
    if (strlen(s) != (size_t)2 * RECEIPT_DIGEST)
        return false;
    for (int i = 0; i < RECEIPT_DIGEST; i++) {
        int high = hex_digit(s[2 * i]), low = hex_digit(s[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

static bool number_read(const char *s, int64_t *out)
{
    size_t n = strlen(s);

    *out = 0;
    if (n == 0 || n > 18)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *out = *out * 10 + (s[i] - '0');
    }
    return *out > 0;
}

/* "2026-11-22T18:08:02+08:00 Asia/Hong_Kong": only the difference and the zone are news. */
static bool local_read(struct arena *a, const char *s, struct receipt_note *out)
{
    const char *blank = strchr(s, ' ');
    struct instant as_utc, at;

    if (!blank || blank - s < 6 || blank - s > INSTANT_TEXT + 6)
        return false;
    if (!instant_parse(s, (size_t)(blank - s), &at) || at.us != out->received.us ||
        !instant_parse(arena_printf(a, "%.*sZ", (int)(blank - s) - 6, s), (size_t)(blank - s) - 5,
                       &as_utc))
        return false;
    out->offset = (int)((as_utc.us - at.us) / SECONDS(60));
    out->zone = arena_str(a, blank + 1);
    return out->offset > -OFFSET_MOST && out->offset < OFFSET_MOST;
}

static bool instant_read(const char *s, struct instant *out)
{
    return instant_parse(s, strlen(s), out) && instant_is_set(*out);
}

static bool values_read(struct arena *a, const char *value[LINES], struct receipt_note *out)
{
    *out =
        (struct receipt_note){ .organisation = value[0], .log = value[1], .reference = value[2] };
    return instant_read(value[3], &out->received) && local_read(a, value[4], out) &&
           instant_read(value[5], &out->recorded) && hex_read(value[6], out->digest) &&
           number_read(value[7], &out->event) && hex_read(value[8], out->hash);
}

bool receipt_note_read(struct arena *a, struct bytes text, struct receipt_note *out)
{
    static const char *const names[LINES] = {
        "organisation",     "log",   "reference", "received", "received-local", "recorded",
        "statement-sha256", "event", "event-hash"
    };
    const char *at = (const char *)text.s, *end = at + text.n, *again, *value[LINES];
    const size_t head = sizeof first_line - 1;

    if (text.n <= head || memcmp(at, first_line, head) != 0 || at[head] != '\n' ||
        !utf8_valid(at, text.n) || memchr(at, '\0', text.n))
        return false;
    at += head + 1;
    for (int i = 0; i < LINES; i++) {
        value[i] = value_of(a, &at, end, names[i]);
        if (!value[i])
            return false;
    }
    if (at != end || !values_read(a, value, out))
        return false;
    again = receipt_note_write(a, out);
    return strlen(again) == text.n && memcmp(again, text.s, text.n) == 0;
}
