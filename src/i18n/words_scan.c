/*
 * One pass over a text: characters are folded by the table, then gathered into
 * words, groups of digits and single signs. Nothing here knows a language; what
 * is done for plurals is in words_hash.c.
 */
#include "i18n/words_scan.h"

#include <string.h>

#include "base/utf8.h"

enum { TONES_MOST = 16 };

/* Goes to the next folded character of the text. Bytes that are not UTF-8 part words. */
static void advance(struct scan *scan)
{
    while (scan->more_n == 0) {
        uint32_t c = 0;
        size_t len;
        if (scan->s >= scan->end) {
            scan->ended = true;
            scan->class = LETTER_NONE;
            scan->at = scan->end;
            return;
        }
        scan->at = scan->s;
        len = utf8_next(scan->s, (size_t)(scan->end - scan->s), &c);
        scan->s += len ? len : 1;
        scan->more_n = fold_char(len ? c : 0, &scan->one, &scan->more);
    }
    scan->c = *scan->more++;
    scan->more_n--;
    scan->class = fold_class(scan->c);
}

void scan_start(struct scan *scan, const char *s, size_t n)
{
    *scan = (struct scan){ .s = s, .begin = s, .end = s + n };
    advance(scan);
}

static void put(char *out, size_t *n, uint32_t c)
{
    if (c < 0x80) {
        if (*n < WORD_BYTES)
            out[(*n)++] = (char)c;
        return;
    }
    if (*n + 4 > WORD_BYTES)
        return;
    if (c < 0x800) {
        out[(*n)++] = (char)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        out[(*n)++] = (char)(0xe0 | c >> 12);
        out[(*n)++] = (char)(0x80 | (c >> 6 & 63));
    } else {
        out[(*n)++] = (char)(0xf0 | c >> 18);
        out[(*n)++] = (char)(0x80 | (c >> 12 & 63));
        out[(*n)++] = (char)(0x80 | (c >> 6 & 63));
    }
    out[(*n)++] = (char)(0x80 | (c & 63));
}

/* Grave, acute, tilde, hook above, dot below. In Vietnamese they may stand on either
 * of two vowels (hoà, hòa), so that they count for the word and not for the letter. */
static bool is_tone(uint32_t c)
{
    return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

static void read_letters(struct scan *scan, struct word *out)
{
    uint32_t tones[TONES_MOST];
    size_t tones_n = 0;
    bool only_digits = true;

    for (; !scan->ended; advance(scan)) {
        uint32_t c = scan->c;
        if (scan->class == LETTER_MARK) {
            if (!is_tone(c))
                put(out->exact, &out->exact_n, c);
            else if (tones_n < TONES_MOST)
                tones[tones_n++] = c;
            continue;
        }
        if (scan->class == LETTER_APOSTROPHE && !only_digits)
            continue;
        if (scan->class != LETTER_WORD && scan->class != LETTER_DIGIT)
            break;
        only_digits = only_digits && scan->class == LETTER_DIGIT;
        put(out->exact, &out->exact_n, c);
        put(out->plain, &out->plain_n, c);
    }
    for (size_t i = 0; i < tones_n; i++)
        put(out->exact, &out->exact_n, tones[i]);
    out->kind = only_digits ? WORD_DIGITS : WORD_LETTERS;
}

static bool is_address_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '%' || c == '+' || c == '-';
}

/* The length of the mail address at `s`, or 0. */
static size_t address_length(const char *s, const char *end)
{
    const char *at = s, *last;

    while (at < end && is_address_char(*at))
        at++;
    if (at == end || *at != '@')
        return 0;
    last = at + 1;
    while (last < end && is_address_char(*last))
        last++;
    while (last > at + 1 && (last[-1] == '.' || last[-1] == '-' || last[-1] == '_'))
        last--;
    if (!memchr(at, '.', (size_t)(last - at)) || (size_t)(last - s) > WORD_BYTES)
        return 0;
    return (size_t)(last - s);
}

/* Looks for a mail address only where one can begin, so that no byte is looked at
 * more than twice. */
static bool read_address(struct scan *scan, struct word *out)
{
    const char *s = scan->at;
    size_t n;

    if (s < scan->parts_end || !is_address_char(*s) || (s > scan->begin && is_address_char(s[-1])))
        return false;
    n = address_length(s, scan->end);
    if (n == 0)
        return false;
    out->kind = WORD_ADDRESS;
    for (size_t i = 0; i < n; i++)
        put(out->exact, &out->exact_n, (uint32_t)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]));
    scan->parts_end = s + n;
    return true;
}

static void read_gap(struct scan *scan, struct gap *gap)
{
    for (; !scan->ended; advance(scan)) {
        switch (scan->class) {
        case LETTER_WORD:
        case LETTER_DIGIT:
        case LETTER_RUN:
            return;
        case LETTER_JOINT:
            gap->joint = true;
            break;
        case LETTER_BLANK:
            gap->blank = true;
            break;
        case LETTER_LINE:
            gap->line = true;
            break;
        case LETTER_NONE:
        case LETTER_MARK:
        case LETTER_APOSTROPHE:
            gap->other = true;
            break;
        }
        gap->n++;
    }
}

bool scan_word(struct scan *scan, struct word *out)
{
    out->gap = (struct gap){ 0 };
    out->exact_n = out->plain_n = 0;
    read_gap(scan, &out->gap);
    if (scan->ended)
        return false;
    if (scan->class == LETTER_RUN) {
        out->kind = WORD_SIGN;
        out->sign = scan->c;
        advance(scan);
        return true;
    }
    if (!read_address(scan, out))
        read_letters(scan, out);
    return true;
}

bool word_follows(const struct word *w)
{
    return !w->gap.joint && !w->gap.other && (w->gap.n == 0 || w->gap.line);
}

bool word_continues_number(const struct word *w)
{
    return !w->gap.line && !w->gap.other && w->gap.n <= 3;
}
