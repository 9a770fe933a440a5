/* Where a text of a case stands that can be redacted: table, column and row. */
#ifndef REDACT_PLACE_H
#define REDACT_PLACE_H

#include "complaint/dossier.h"

struct place {
    const char *table, *column;
    int64_t id;       /* of the row */
    const char *cell; /* of an answer that is a table: "0-department", its row and column; NULL =
                       * the whole text. A redaction does not keep it: rows come and go, and the
                       * mark leads back. */
};

/* A text of a case that can be redacted, as it stands. */
struct redactable {
    struct place place;
    const char *label;               /* message id: "Statement"; see place_label */
    const struct pack_field *own;    /* of an own field, whose question is the label; else NULL */
    const struct pack_field *column; /* of a table: that of the cell */
    int row;                         /* the row of the cell, from 1 */
    const char *text;
    const char *language; /* NULL = not known */
    struct instant at;    /* not set: of the complaint itself */
    bool internal;
};

/* All texts of the case that hold something; struct redactable. */
struct rows places_all(struct arena *a, const struct dossier *d);

/* What the text is, in the reader's language. */
const char *place_label(struct arena *a, const struct redactable *r, const struct lang *lang);

/* The same of the text that somebody redacted, of a table without the cell; NULL = it is not among
 * them any more. */
const char *place_words(struct arena *a, const struct rows *all, struct place place,
                        const struct lang *lang);

/* Whether that column of the schema is one of which passages can be redacted. */
bool place_redactable(const char *table, const char *column);

/* "entry.text.17", "own_field.value.17.0-department", for an address and a form. */
const char *place_name(struct arena *a, struct place place);
/* Of these the one with that name, or NULL. */
const struct redactable *place_named(struct arena *a, const struct rows *all, const char *name);

/* The row of that place in the case and its secret; false when there is none. `table` and `row` may
 * be NULL. */
bool place_find(struct dossier *d, struct place place, const struct table **table, void **row,
                struct secret **secret);

bool place_same(struct place a, struct place b);
/* The same, whichever cell they are. */
bool place_beside(struct place a, struct place b);

/* -- of a text that is a table, redact/place_cell.c -- */

/* The table that this row of the case answers; NULL = its texts are no tables. */
const struct pack_field *place_table(const struct dossier *d, const struct table *t,
                                     const void *row);
/* What stands at that place of the text of its column; NULL = nothing. */
const char *place_text(struct arena *a, const struct pack_field *table, struct place place,
                       const char *text);
/* The text of the column once `now` stands at that place. */
const char *place_with(struct arena *a, const struct pack_field *table, struct place place,
                       const char *text, const char *now);
/* redaction_restore() of a text or, of a table, in whichever cell the mark is; NULL = in none. */
const char *place_restore(struct arena *a, const struct pack_field *table, const char *text,
                          int64_t number, const char *passage);

#endif
