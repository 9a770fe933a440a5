#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct buf buf_new(struct arena *a)
{
    return (struct buf){ .a = a };
}

static char *buf_room(struct buf *b, size_t n)
{
    if (b->size - b->n < n) {
        size_t size = b->size * 2 > b->n + n ? b->size * 2 : b->n + n + 256;
        char *s = arena_room(b->a, size);
        if (b->n > 0)
            memcpy(s, b->s, b->n);
        b->s = s;
        b->size = size;
    }
    return b->s + b->n;
}

void buf_add(struct buf *b, const char *s, size_t n)
{
    if (n > 0)
        memcpy(buf_room(b, n), s, n);
    b->n += n;
}

void buf_str(struct buf *b, const char *s)
{
    if (s)
        buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    *buf_room(b, 1) = c;
    b->n++;
}

void buf_int(struct buf *b, int64_t n)
{
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    char digits[24];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (n < 0)
        digits[--at] = '-';
    buf_add(b, digits + at, sizeof digits - at);
}

void buf_listed(struct buf *b, int64_t n)
{
    if (b->n > 0)
        buf_char(b, ',');
    buf_int(b, n);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list args, again;
    int n;

    va_start(args, fmt);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n > 0) {
        vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, fmt, args);
        b->n += (size_t)n;
    }
    va_end(args);
}

static const char *html_entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Not 0 when one of the eight bytes is 0. */
static uint64_t zero_byte(uint64_t eight)
{
    return (eight - UINT64_C(0x0101010101010101)) & ~eight & UINT64_C(0x8080808080808080);
}

/* How many bytes from here on need no entity: eight at a time, of which & and ' differ in one bit,
 * < and > in another. */
static size_t html_plain(const char *s, size_t n)
{
    size_t i = 0;
    uint64_t eight;

    for (; n - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, s + i, sizeof eight);
        if (zero_byte((eight & UINT64_C(0xfefefefefefefefe)) ^ UINT64_C(0x2626262626262626)) |
            zero_byte((eight & UINT64_C(0xfdfdfdfdfdfdfdfd)) ^ UINT64_C(0x3c3c3c3c3c3c3c3c)) |
            zero_byte(eight ^ UINT64_C(0x2222222222222222)))
            break;
    }
    while (i < n && !html_entity(s[i]))
        i++;
    return i;
}

bool html_special(const char *s, size_t n)
{
    return html_plain(s, n) < n;
}

void buf_html(struct buf *b, const char *s, size_t n)
{
    for (size_t plain; n > 0; s += plain + 1, n -= plain + 1) {
        plain = html_plain(s, n);
        buf_add(b, s, plain);
        if (plain == n)
            return;
        buf_str(b, html_entity(s[plain]));
    }
}

/* How many characters from here on need nothing. */
static size_t json_plain(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && s[i] >= 0x20 && s[i] < 0x7f && s[i] != '"' && s[i] != '\\')
        i++;
    return i;
}

void buf_json(struct buf *b, const char *s, size_t n)
{
    buf_char(b, '"');
    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t plain = json_plain(s + i, n - i), len;
        buf_add(b, s + i, plain);
        i += plain;
        if (i == n)
            break;
        len = utf8_next(s + i, n - i, &c);
        if (len == 0) {
            buf_str(b, "\xEF\xBF\xBD");
            i++;
            continue;
        }
        if (c == '"' || c == '\\')
            buf_printf(b, "\\%c", (char)c);
        else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)
            buf_printf(b, "\\u%04x", c);
        else
            buf_add(b, s + i, len);
        i += len;
    }
    buf_char(b, '"');
}

/* Blanks and invisible characters that a spreadsheet skips before it looks for
 * a formula. */
static bool csv_skipped(uint32_t c)
{
    return c == ' ' || c == '\v' || c == '\f' || c == 0x85 || c == 0xa0 || c == 0xad ||
           c == 0x61c || c == 0x1680 || c == 0x180e || (c >= 0x2000 && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) || c == 0x3000 ||
           c == 0xfeff;
}

static bool csv_starts_formula(uint32_t c)
{
    switch (c) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xff1d: /* full-width = + - @ */
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
        return true;
    default:
        return false;
    }
}

static bool csv_runs(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t len = utf8_next(s + i, n - i, &c);
        if (len == 0)
            return false;
        if (!csv_skipped(c))
            return csv_starts_formula(c);
        i += len;
    }
    return false;
}

void buf_csv(struct buf *b, const char *s, size_t n)
{
    buf_char(b, '"');
    if (csv_runs(s, n))
        buf_char(b, '\'');
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"')
            buf_char(b, '"');
        buf_char(b, s[i]);
    }
    buf_char(b, '"');
}

void buf_cell(struct buf *b, const char *text)
{
    static const char mark[] = "\xef\xbb\xbf"; /* a file for spreadsheets may begin with it */
    bool first = b->n == 0 || b->s[b->n - 1] == '\n' ||
                 (b->n == strlen(mark) && memcmp(b->s, mark, b->n) == 0);

    if (!first)
        buf_char(b, ',');
    buf_csv(b, text ? text : "", text ? strlen(text) : 0);
}

void buf_url(struct buf *b, const char *s, size_t n)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (size_t i = 0; i < n; i++) {
        if (s[i] && strchr(plain, s[i]))
            buf_char(b, s[i]);
        else
            buf_printf(b, "%%%02X", (unsigned char)s[i]);
    }
}

char *buf_text(struct buf *b)
{
    *buf_room(b, 1) = '\0';
    return b->s;
}
