/*
 * The forms of words as hashes. The first byte of what is hashed is the kind of
 * form, so that a word never looks like a number or a pair. docs/format.md
 */
#include <string.h>

#include "i18n/words_scan.h"

static uint64_t hash_form(const struct vault *v, char form, const char *s, size_t n)
{
    char bytes[WORD_BYTES + 1];

    bytes[0] = form;
    memcpy(bytes + 1, s, n);
    return vault_word(v, bytes, n + 1);
}

static bool ends(const char *s, size_t n, const char *with)
{
    size_t len = strlen(with);

    return n >= len && memcmp(s + n - len, with, len) == 0;
}

/* English plurals and possessives, lightly and the same on both sides: complaints,
 * complaint's → complaint; companies → company; boxes → box. Only words of the
 * letters a to z have them; what comes out need not be a word. */
static size_t without_plural(char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < 'a' || s[i] > 'z')
            return n;
    if (n >= 4 && s[n - 1] == 's' && !ends(s, n, "ss") && !ends(s, n, "us"))
        n--;
    if (n < 4 || s[n - 1] != 'e')
        return n;
    if (s[n - 2] == 'i') {
        s[n - 2] = 'y';
        return n - 1;
    }
    if (ends(s, n, "se") || ends(s, n, "xe") || ends(s, n, "ze") || ends(s, n, "che") ||
        ends(s, n, "she"))
        n--;
    return n;
}

static uint64_t hash_letters_of(const struct vault *v, char form, const char *s, size_t n)
{
    char word[WORD_BYTES];

    memcpy(word, s, n);
    return hash_form(v, form, word, without_plural(word, n));
}

uint64_t hash_exact(const struct vault *v, const struct word *w)
{
    return hash_letters_of(v, 'w', w->exact, w->exact_n);
}

uint64_t hash_bare(const struct vault *v, const struct word *w)
{
    return hash_letters_of(v, 'w', w->plain, w->plain_n);
}

uint64_t hash_plain(const struct vault *v, const struct word *w)
{
    return hash_letters_of(v, 'f', w->plain, w->plain_n);
}

static uint64_t hash_signs(const struct vault *v, uint32_t first, uint32_t second)
{
    unsigned char s[6];

    for (int i = 0; i < 3; i++) {
        s[i] = (unsigned char)(first >> (16 - 8 * i));
        s[3 + i] = (unsigned char)(second >> (16 - 8 * i));
    }
    return hash_form(v, 'c', (const char *)s, second ? 6 : 3);
}

uint64_t hash_sign(const struct vault *v, uint32_t sign)
{
    return hash_signs(v, sign, 0);
}

uint64_t hash_pair(const struct vault *v, uint32_t first, uint32_t second)
{
    return hash_signs(v, first, second);
}

uint64_t hash_digits(const struct vault *v, const char *digits, size_t n)
{
    bool long_enough = n >= WORD_TAIL_LEAST; /* as the number in a reference is */

    while (long_enough && n > 1 && *digits == '0') {
        digits++;
        n--;
    }
    return hash_form(v, 'n', digits, n);
}

uint64_t hash_address(const struct vault *v, const struct word *w)
{
    return hash_form(v, 'a', w->exact, w->exact_n);
}

void hash_letters(uint64_t hash, char out[HASH_LETTERS])
{
    for (int i = 0; i < HASH_LETTERS; i++)
        out[i] = (char)('a' + (hash >> (60 - 4 * i) & 15));
}

void number_add(struct number *number, const char *digits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (number->kept == WORD_TAIL)
            memmove(number->tail, number->tail + 1, --number->kept);
        number->tail[number->kept++] = digits[i];
    }
    number->all += n;
    number->groups++;
}
