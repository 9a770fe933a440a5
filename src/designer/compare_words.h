/* What keys of a pack are called, and the names of the things in it. */
#ifndef DESIGNER_COMPARE_WORDS_H
#define DESIGNER_COMPARE_WORDS_H

#include "designer/vocabulary.h"

/* The words for a key, or the key itself. */
const char *pack_key_words(const struct lang *l, const char *key);
/* The same where that stands: what a question is about is one word, what a pack is for a text. */
const char *pack_value_key(const struct lang *l, const char *key, const struct node *value);
/* The same for one thing of a list: "Class" for "classes". */
const char *pack_part_words(const struct lang *l, const char *list);
/* The language of a key such as "zh-Hans", or NULL. */
const struct lang *pack_key_lang(const char *key);
/* What tells a thing from others of its list: its name, code or id; for what has none, what it is
 * about. */
const char *pack_item_key(struct arena *a, const struct node *item);
/* What it is about, also when it has a name. */
const char *pack_item_about(struct arena *a, const struct node *item);
/* What people call it. */
const char *pack_item_name(const struct vocabulary *v, const struct node *item);
/* A text or a list as it is read, codes by their names; "" for NULL. `map` is what the key stands
 * in. */
const char *pack_value_words(const struct vocabulary *v, const struct node *map, const char *key,
                             const struct node *value);

#endif
