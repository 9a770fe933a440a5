/*
 * A mark that stands in a text of ours instead of the name of who complains.
 *
 * A letter begins with a name, and many may read the letter who may not know who complains. So what
 * is sent is stored with the mark, the name as it was then stands sealed beside it (entry.named),
 * and the two meet only for who may read it; everybody else reads the words of a sealed name. The
 * name that somebody typed is known again when it is just that name. A mark that is typed does no
 * harm: it shows what stands beside the text, to whom that is open.
 * docs/decisions/0047-name-marks.md [4.10-a] [S49]
 */
#ifndef COMPLAINT_NAME_MARK_H
#define COMPLAINT_NAME_MARK_H

#include "base/arena.h"
#include "i18n/lang.h"

/* The first mark in `text`, or NULL; `*n` is its length in bytes. */
const char *name_mark_find(const char *text, size_t *n);

/* The text with the mark instead of `name` wherever that stands by itself, and instead of the words
 * of a sealed name in any language, which is what a letter says to who writes it without knowing
 * the name. As it was when there is neither, or no name (NULL). */
const char *name_mark_set(struct arena *a, const char *text, const char *name);

/* The text with `name` instead of each mark, NULL = with the words of a sealed name. */
const char *name_mark_show(struct arena *a, const struct lang *lang, const char *text,
                           const char *name);

/* The words of a sealed name: "[name sealed]". */
const char *name_sealed_words(const struct lang *lang);

#endif
