/* Where a text of a case stands that can be redacted: table, column and row. */
#ifndef REDACT_PLACE_H
#define REDACT_PLACE_H

#include "complaint/dossier.h"

struct place {
    const char *table, *column;
    int64_t id; /* of the row */
};

/* A text of a case that can be redacted, as it stands. */
struct redactable {
    struct place place;
    const char *label;            /* message id: "Statement"; see place_label */
    const struct pack_field *own; /* of an own field, whose question is the label; else NULL */
    const char *text;
    const char *language; /* NULL = not known */
    struct instant at;    /* not set: of the complaint itself */
    bool internal;
};

/* All texts of the case that hold something; struct redactable. */
struct rows places_all(struct arena *a, const struct dossier *d);

/* What the text is, in the reader's language. */
const char *place_label(const struct redactable *r, const struct lang *lang);

/* Whether that column of the schema is one of which passages can be redacted. */
bool place_redactable(const char *table, const char *column);

/* "entry.text.17", for an address and a form. */
const char *place_name(struct arena *a, struct place place);
/* Of these the one with that name, or NULL. */
const struct redactable *place_named(struct arena *a, const struct rows *all, const char *name);

/* The row of that place in the case and its secret; false when there is none. `table` and `row` may
 * be NULL. */
bool place_find(struct dossier *d, struct place place, const struct table **table, void **row,
                struct secret **secret);

bool place_same(struct place a, struct place b);

#endif
