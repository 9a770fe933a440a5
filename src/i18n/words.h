/*
 * Searching sealed text: the words of a text as keyed hashes.
 *
 * ICU finds the words (also of Chinese and Vietnamese); each is normalised
 * (NFKC, case, width, Vietnamese and Latin tone marks also without, traditional
 * Chinese folded to simplified) and replaced by a keyed 64-bit hash written in
 * 16 letters a-p, so that an index of a stolen database shows no word. The text
 * of hashes goes into the full-text index of either engine; a query becomes
 * phrases of hashes. What it leaks is how often some word occurs. Decision 2 of
 * the security paper.
 */
#ifndef I18N_WORDS_H
#define I18N_WORDS_H

#include "base/arena.h"
#include "base/vault.h"

/* The index text of a document: hashes divided by blanks, in the order of the words. */
const char *words_index(struct arena *a, const struct vault *v, const char *text);

enum words_engine { WORDS_FTS5, WORDS_TSQUERY };

/* What a person typed as a query of that engine: every word must occur (blanks
 * mean "and"), a run of Chinese is a phrase, synonyms (投诉, 客诉, 抱怨, 申诉, khiếu nại,
 * phàn nàn, complaint …) are alternatives. NULL when nothing in it can be searched. */
const char *words_query(struct arena *a, const struct vault *v, const char *query,
                        enum words_engine engine);

#endif
