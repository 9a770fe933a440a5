/* Names, read as words of the search are. */
#include "i18n/name.h"

#include "base/buf.h"
#include "i18n/words_scan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAME_WORDS = 16,
    PHONE_GAP = 4, /* characters between two groups of one number: ") - " */
};

static int text_compare(const void *one, const void *two)
{
    return strcmp(*(const char *const *)one, *(const char *const *)two);
}

const char *name_key(struct arena *a, const char *name)
{
    const char *words[NAME_WORDS];
    struct buf b = buf_new(a);
    struct scan scan;
    struct word w;
    size_t n = 0;

    scan_start(&scan, name, strlen(name));
    while (n < NAME_WORDS && scan_word(&scan, &w))
        words[n++] = w.kind == WORD_SIGN      ? arena_printf(a, "%" PRIx32, w.sign)
                     : w.kind == WORD_LETTERS ? arena_strn(a, w.plain, w.plain_n)
                                              : arena_strn(a, w.exact, w.exact_n);
    qsort(words, n, sizeof *words, text_compare);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s ", words[i]);
    return buf_text(&b);
}

/* The words in their order, a blank before and behind each, and how many characters they have.
 * Parts of a mail address are words: the whole is not recognised in full width. */
static const char *words_spaced(struct arena *a, const char *text, size_t *characters)
{
    struct buf b = buf_new(a);
    struct scan scan;
    struct word w;

    *characters = 0;
    buf_char(&b, ' ');
    scan_start(&scan, text, strlen(text));
    while (scan_word(&scan, &w)) {
        if (w.kind == WORD_ADDRESS)
            continue;
        if (w.kind == WORD_SIGN)
            buf_printf(&b, "+%" PRIx32 " ", w.sign);
        else
            buf_printf(&b, "%.*s ", (int)w.exact_n, w.exact);
        *characters += w.kind == WORD_SIGN ? 1 : w.exact_n;
    }
    return buf_text(&b);
}

bool name_stands_in(struct arena *a, const char *text, const char *what)
{
    size_t in, n;
    const char *at = words_spaced(a, text, &in);
    const char *words = words_spaced(a, what, &n);
    size_t length = strlen(words) - 1;

    if (n < 2)
        return false;
    words = arena_strn(a, words, length); /* without the last blank */
    for (; (at = strstr(at, words)) != NULL; at++)
        if (at[length] == ' ' || (at[length] == 's' && at[length + 1] == ' '))
            return true;
    return false;
}

/* The digits of each number, groups that go on with one another together, a blank between two. */
static const char *digits_spaced(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);
    struct scan scan;
    struct word w;

    scan_start(&scan, text, strlen(text));
    while (scan_word(&scan, &w)) {
        if (w.kind != WORD_DIGITS || w.gap.line || w.gap.n > PHONE_GAP)
            buf_char(&b, ' ');
        if (w.kind == WORD_DIGITS)
            buf_add(&b, w.exact, w.exact_n);
    }
    return buf_text(&b);
}

bool phone_stands_in(struct arena *a, const char *text, const char *what)
{
    const char *digits = digits_spaced(a, what);
    size_t n;

    digits += strspn(digits, " ");
    n = strcspn(digits, " ");
    if (n < WORD_TAIL_LEAST)
        return false;
    if (n > WORD_TAIL)
        digits += n - WORD_TAIL;
    return strstr(digits_spaced(a, text), arena_strn(a, digits, n > WORD_TAIL ? WORD_TAIL : n)) !=
           NULL;
}

const char *name_query(struct arena *a, const char *name)
{
    struct buf b = buf_new(a);
    struct scan scan;
    struct word w;

    scan_start(&scan, name, strlen(name));
    while (scan_word(&scan, &w))
        if (w.kind == WORD_LETTERS)
            buf_printf(&b, "%.*s ", (int)w.plain_n, w.plain);
    return b.n > 0 ? buf_text(&b) : name;
}
