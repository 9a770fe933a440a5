/*
 * What a character becomes in the index of words, and how it stands in a word.
 *
 * Compatibility forms, case and width are folded away (NFKC_Casefold), digits of
 * all scripts become ASCII, traditional Chinese becomes simplified, and letters
 * with marks become the letter and its marks. The table is written by fold_gen.
 */
#ifndef I18N_FOLD_H
#define I18N_FOLD_H

#include "base/base.h"

enum letter {
    LETTER_NONE, /* parts everything */
    LETTER_WORD, /* of a script that parts its words */
    LETTER_DIGIT,
    LETTER_RUN,        /* of a script that writes words without blanks, such as Chinese */
    LETTER_MARK,       /* above, below or through the letter before it */
    LETTER_APOSTROPHE, /* nothing between two letters */
    LETTER_JOINT,      /* what people write between groups of digits */
    LETTER_BLANK,
    LETTER_LINE,
};

/* The layout of an entry: class, number of characters, and the character itself or
 * where the characters are in the pool. */
enum { FOLD_MOST = 20, FOLD_SELF = 31, FOLD_COUNT = 21, FOLD_CLASS = 28 };

extern const uint16_t fold_block[];
extern const uint32_t fold_entry[];
extern const uint32_t fold_pool[];

/* The characters that `c` becomes; `one` is room for a single one. */
static inline size_t fold_char(uint32_t c, uint32_t *one, const uint32_t **out)
{
    uint32_t entry = fold_entry[fold_block[c >> 8] * 256u + (c & 255)];
    uint32_t count = entry >> FOLD_COUNT & 31, value = entry & ((1u << FOLD_COUNT) - 1);

    *out = one;
    if (count == FOLD_SELF || count == 1) {
        *one = count == 1 ? value : c;
        return 1;
    }
    *out = fold_pool + value;
    return count;
}

/* How a folded character stands in a word. */
static inline enum letter fold_class(uint32_t c)
{
    return (enum letter)(fold_entry[fold_block[c >> 8] * 256u + (c & 255)] >> FOLD_CLASS);
}

#endif
