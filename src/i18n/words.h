/*
 * Searching sealed text: the words of a text as keyed hashes.
 *
 * Words are normalised (NFKC, case, width, English plurals, traditional Chinese
 * folded to simplified; Vietnamese and Latin words are found with their marks and
 * without) and replaced by a keyed 64-bit hash written in 16 letters a-p, so that
 * an index of a stolen database shows no word. Scripts without blanks, such as
 * Chinese, count as overlapping pairs of characters, so that any two neighbours
 * are found wherever a dictionary would part them. Numbers are found by any of
 * their groups, mail addresses whole and in parts.
 *
 * The hashes of a document stand once each and in no order of the text. What the
 * index leaks is in how many and which documents some word occurs, not the text.
 * Decision 2 of the security paper; docs/decisions/0008-search.md.
 */
#ifndef I18N_WORDS_H
#define I18N_WORDS_H

#include "base/arena.h"
#include "base/vault.h"

enum {
    WORDS_MOST = 20000,    /* different hashes of a document; the rest is not found */
    WORDS_QUERY_MOST = 32, /* conditions of a query; the rest is ignored */
};

/* The index text of a document: hashes divided by blanks, sorted, each once. FTS5
 * wants no positions of them (detail=none, columnsize=0), PostgreSQL makes a tsvector
 * by array_to_tsvector(string_to_array(…, ' ')). Bytes that are not UTF-8 part words. */
const char *words_index(struct arena *a, const struct vault *v, const char *text);

enum words_engine { WORDS_FTS5, WORDS_TSQUERY };

/* What a person typed as a query of that engine (`MATCH ?`, `@@ ?::tsquery`): every
 * word must occur (blanks mean "and"), of a run of Chinese every two neighbours;
 * synonyms (投诉, 客诉, 抱怨, 申诉, khiếu nại, phàn nàn, complaint) are alternatives. One
 * Chinese character beside other words is ignored, alone it is found only where it
 * stands alone. NULL when nothing in it can be searched. */
const char *words_query(struct arena *a, const struct vault *v, const char *query,
                        enum words_engine engine);

#endif
