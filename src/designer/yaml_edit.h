/*
 * Single values of a YAML text changed in place: all that was not touched, comments too, stays as
 * it was written. A comment belongs to what stands before it in its line, or begins in the next
 * one just as far in; what is taken out or moved takes its comments with it. Texts are those that
 * complaint/yaml_tree.h reads; each function gives the new text, and NULL when there is nothing at
 * that place, or two lists have a thing of that key.
 */
#ifndef DESIGNER_YAML_EDIT_H
#define DESIGNER_YAML_EDIT_H

#include "complaint/yaml_tree.h"

/* The keys of the things in a list (designer/compare_words.h), each once: of those that are known
 * by the same one, as two conditions on one field may be, the second is "KEY#2". */
const char *const *yaml_keys(struct arena *a, const struct node *list);

/* The thing to which `at` leads from another one; NULL when there is none. */
const struct node *yaml_at(const struct node *thing, const char *at);

/* A thing in a list at the top of the document, by its key in that list. Those below another one,
 * in a list of the same name, are found too. `at` leads on into lists that stand in it, which is
 * each time the name of the list and the place in it, from 1: "columns.2.choices.1"; NULL = the
 * thing itself. A `part` of "" is the document; without a
 * key it is the mapping of that name at its top, which is begun when something is set in it. */
struct yaml_item {
    const char *part, *key, *at;
};

/* As it is written: a text that needs them with quotes. */
const char *yaml_text(struct arena *a, const char *text);

/* The value of a key of that thing, as it is to be written; NULL takes the key away. `below` is the
 * key of a mapping in the thing in which it stands, or NULL. */
const char *yaml_set(struct arena *a, const char *yaml, const struct yaml_item *item,
                     const char *below, const char *key, const char *value);
/* The key of that thing after a value of it was set: some values are its key. */
const char *yaml_key_after(struct arena *a, const char *before, const char *after,
                           const struct yaml_item *item);
/* One more thing, behind the others: `written` is a mapping in braces. */
const char *yaml_add(struct arena *a, const char *yaml, const char *part, const char *written);
/* The same, behind those in the list `name` of `item`, which is begun if there is none. */
const char *yaml_add_below(struct arena *a, const char *yaml, const struct yaml_item *item,
                           const char *name, const char *written);
const char *yaml_remove(struct arena *a, const char *yaml, const struct yaml_item *item);
/* Changes places with the one before it. */
const char *yaml_up(struct arena *a, const char *yaml, const struct yaml_item *item);

#endif
