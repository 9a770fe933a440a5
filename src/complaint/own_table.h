/*
 * Answers that are a table: bounded rows of the columns that a pack gives a field.
 *
 * One canonical text holds all of it, a JSON array of objects whose members are the filled cells in
 * the order of the columns, each as own_read() makes it: equal tables are equal texts, and one
 * secret is sealed, searched and changed like any other answer. docs/decisions/0025-packs.md
 */
#ifndef COMPLAINT_OWN_TABLE_H
#define COMPLAINT_OWN_TABLE_H

#include "base/buf.h"
#include "complaint/pack_version.h"

/* Cells row by row, each row as many as there are columns; NULL = empty. */
struct own_cells {
    const char **cell;
    size_t n; /* rows */
};

/* Room for that many rows. */
struct own_cells own_cells_new(struct arena *a, const struct pack_field *f, size_t rows);
const char **own_cell(const struct own_cells *t, const struct pack_field *f, size_t row,
                      size_t column);

/* The place of a column of that name; n_columns when there is none. */
size_t own_column(const struct pack_field *f, const char *name);

/* The rows of a stored or typed text; false when it is not of this shape. NULL has no rows. */
MUST_CHECK bool own_cells_read(struct arena *a, const struct pack_field *f, const char *text,
                               struct own_cells *out);
/* The text of them, empty rows and all. */
const char *own_cells_text(struct arena *a, const struct pack_field *f, const struct own_cells *t);

/* The text with each filled cell as `change` gives it back; a text of another shape is given to it
 * whole. */
const char *own_cells_each(struct arena *a, const struct pack_field *f, const char *text,
                           const char *(*change)(void *with, const char *cell), void *with);

/* What was typed, as it is stored, without empty rows; NULL for none. Where `kept` (cell by cell
 * beside what was typed; NULL = nowhere) has something, that stands, whatever the kind of its
 * column. ERR_INVALID on the cell, "own-plan-0-department". */
MUST_CHECK bool own_table_read(struct arena *a, const struct pack_field *f, const char *form_name,
                               const char *typed, const struct own_cells *kept, const char **out,
                               struct err *err);
/* The form name of a cell. */
const char *own_cell_name(struct arena *a, const char *form_name, size_t row, const char *column);
/* A line for each row, "Department: Sales; Until: 2026-12-01". */
const char *own_table_shown(struct arena *a, const struct pack_field *f, const char *value,
                            int lang);

#endif
