/*
 * Writes the table behind fold.h, when the program is built, from ICU's data:
 * compatibility forms, case, width, marks, digits, and traditional characters to
 * simplified ones. A table made once keeps the index of words the same in every
 * process and costs one look-up a character.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utrans.h>

#include "i18n/fold.h"

enum { LAST = 0x10ffff, BLOCK = 256, BLOCKS = (LAST + 1) / BLOCK, MOST_UNITS = 64 };

static uint32_t entries[LAST + 1];
static uint32_t pool[65536];
static uint32_t pool_n;

static const UScriptCode no_blanks[] = {
    USCRIPT_HAN,  USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_BOPOMOFO, USCRIPT_HANGUL,  USCRIPT_YI,
    USCRIPT_THAI, USCRIPT_LAO,      USCRIPT_KHMER,    USCRIPT_MYANMAR,  USCRIPT_TIBETAN,
};

static bool is_mark(UChar32 c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) ||
           (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
           (c >= 0xfe20 && c <= 0xfe2f);
}

static bool writes_no_blanks(UChar32 c)
{
    for (size_t i = 0; i < sizeof no_blanks / sizeof no_blanks[0]; i++)
        if (uscript_hasScript(c, no_blanks[i]))
            return true;
    return false;
}

static enum letter classify(UChar32 c)
{
    bool part = u_hasBinaryProperty(c, UCHAR_ALPHABETIC) ||
                (U_MASK(u_charType(c)) & (U_GC_M_MASK | U_GC_ND_MASK)) != 0;

    if (c == '\'' || c == 0x2019 || c == 0x2bc)
        return LETTER_APOSTROPHE;
    if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return LETTER_LINE;
    if (u_isUWhiteSpace(c))
        return LETTER_BLANK;
    if (is_mark(c))
        return LETTER_MARK;
    if (c < 128 && strchr("-.,/()+:", (int)c) && c)
        return LETTER_JOINT;
    if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xb7)
        return LETTER_JOINT;
    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER)
        return LETTER_DIGIT;
    if (!part)
        return LETTER_NONE;
    return writes_no_blanks(c) ? LETTER_RUN : LETTER_WORD;
}

/* A letter whose stroke is no mark in Unicode, as its base with a stroke. */
static UChar32 stroked(UChar32 c)
{
    switch (c) {
    case 0x111: /* đ */
        return 'd';
    case 0x127:
        return 'h';
    case 0x142:
        return 'l';
    case 0xf8:
        return 'o';
    case 0x167:
        return 't';
    }
    return 0;
}

static int32_t normalised(const UNormalizer2 *with, UChar32 c, UChar out[MOST_UNITS])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar in[2];
    int32_t n = 0;

    U16_APPEND_UNSAFE(in, n, c);
    n = unorm2_normalize(with, in, n, out, MOST_UNITS, &status);
    assert(U_SUCCESS(status));
    return n;
}

static bool has_marks(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);

    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

static UChar32 simplified(UTransliterator *hans, UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar s[8];
    int32_t n = 0, limit, i = 0;
    UChar32 out;

    U16_APPEND_UNSAFE(s, n, c);
    limit = n;
    utrans_transUChars(hans, s, &n, 8, 0, &limit, &status);
    assert(U_SUCCESS(status));
    U16_NEXT(s, i, n, out);
    return i == n ? out : c; /* one character stays one */
}

/* Appends what one character becomes after compatibility and case. */
static size_t fold_one(const UNormalizer2 *nfd, UTransliterator *hans, UChar32 c, uint32_t *out)
{
    UChar parts[MOST_UNITS];
    size_t count = 0;
    int32_t n;

    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
        out[count++] = (uint32_t)('0' + u_charDigitValue(c));
        return count;
    }
    if (u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH)) {
        out[count++] = (uint32_t)simplified(hans, c);
        return count;
    }
    if (stroked(c)) {
        out[count++] = (uint32_t)stroked(c);
        out[count++] = 0x335; /* combining short stroke */
        return count;
    }
    if (!has_marks(c)) {
        out[count++] = (uint32_t)c;
        return count;
    }
    n = normalised(nfd, c, parts);
    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(parts, i, n, part);
        out[count++] = (uint32_t)part;
    }
    return count;
}

static uint32_t entry(const UNormalizer2 *nfkc_cf, const UNormalizer2 *nfd, UTransliterator *hans,
                      UChar32 c)
{
    UChar units[MOST_UNITS];
    uint32_t out[2 * MOST_UNITS], head = (uint32_t)classify(c) << FOLD_CLASS;
    size_t count = 0;
    int32_t n = normalised(nfkc_cf, c, units);

    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(units, i, n, part);
        count += fold_one(nfd, hans, part, out + count);
    }
    assert(count <= FOLD_MOST);
    if (count == 1 && out[0] == (uint32_t)c)
        return head | FOLD_SELF << FOLD_COUNT;
    if (count == 1)
        return head | 1u << FOLD_COUNT | out[0];
    memcpy(pool + pool_n, out, count * sizeof *out);
    pool_n += (uint32_t)count;
    return head | (uint32_t)count << FOLD_COUNT | (uint32_t)(pool_n - count);
}

static void print_numbers(const char *type, const char *name, const uint32_t *s, size_t n)
{
    printf("const %s %s[] = {", type, name);
    for (size_t i = 0; i < n; i++)
        printf("%s0x%" PRIx32 ",", i % 12 == 0 ? "\n    " : " ", s[i]);
    printf("\n};\n");
}

/* Blocks that are alike are written once. */
static void print_blocks(void)
{
    static uint32_t unique[LAST + 1], index[BLOCKS];
    uint32_t n = 0;

    for (uint32_t b = 0; b < BLOCKS; b++) {
        uint32_t same = 0;
        while (same < n && memcmp(unique + same * BLOCK, entries + b * BLOCK, BLOCK * 4) != 0)
            same++;
        if (same == n)
            memcpy(unique + n++ * BLOCK, entries + b * BLOCK, BLOCK * 4);
        index[b] = same;
    }
    print_numbers("uint16_t", "fold_block", index, BLOCKS);
    print_numbers("uint32_t", "fold_entry", unique, (size_t)n * BLOCK);
    print_numbers("uint32_t", "fold_pool", pool, pool_n);
}

int main(void)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc_cf = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    static const UChar id[] = u"Hant-Hans";
    UTransliterator *hans = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

    assert(U_SUCCESS(status));
    for (UChar32 c = 0; c <= LAST; c++)
        if (!U_IS_SURROGATE(c))
            entries[c] = entry(nfkc_cf, nfd, hans, c);
    printf("/* Made by fold_gen. */\n#include \"i18n/fold.h\"\n\n");
    print_blocks();
    utrans_close(hans);
    return 0;
}
