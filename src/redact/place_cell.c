/* Texts that are a table: each cell is a text of its own, and the column is made of them anew. A
 * text that is none is the one cell of itself. */
#include "redact/place.h"

#include "complaint/own_table.h"
#include "complaint/redaction.h"

#include <stdlib.h>
#include <string.h>

const struct pack_field *place_table(const struct dossier *d, const struct table *t,
                                     const void *row)
{
    const struct pack_field *f =
        t == &own_field_table ? pack_field(d->pack, ((const struct own_field_row *)row)->name)
                              : NULL;

    return f && f->kind == OWN_TABLE ? f : NULL;
}

/* The cell of that name; NULL = there is none. */
static const char **cell_named(const struct own_cells *t, const struct pack_field *f,
                               const char *name)
{
    char *end;
    size_t row = strtoul(name, &end, 10);
    size_t column = *end == '-' ? own_column(f, end + 1) : f->n_columns;

    return row < t->n && column < f->n_columns ? own_cell(t, f, row, column) : NULL;
}

const char *place_text(struct arena *a, const struct pack_field *table, struct place place,
                       const char *text)
{
    struct own_cells t;
    const char **cell;

    if (!table || !place.cell)
        return table ? NULL : text;
    if (!own_cells_read(a, table, text, &t))
        return NULL;
    cell = cell_named(&t, table, place.cell);
    return cell ? *cell : NULL;
}

const char *place_with(struct arena *a, const struct pack_field *table, struct place place,
                       const char *text, const char *now)
{
    struct own_cells t;
    const char **cell;

    if (!table || !place.cell || !own_cells_read(a, table, text, &t))
        return now;
    cell = cell_named(&t, table, place.cell);
    if (cell)
        *cell = now;
    return own_cells_text(a, table, &t);
}

struct restoring {
    struct arena *a;
    int64_t number;
    const char *passage;
    bool found;
};

static const char *cell_restore(void *with, const char *cell)
{
    struct restoring *x = with;
    const char *text = redaction_restore(x->a, cell, x->number, x->passage);

    x->found |= text != NULL;
    return text ? text : cell;
}

const char *place_restore(struct arena *a, const struct pack_field *table, const char *text,
                          int64_t number, const char *passage)
{
    struct restoring x = { a, number, passage, false };
    const char *restored;

    if (!table)
        return redaction_restore(a, text, number, passage);
    restored = own_cells_each(a, table, text, cell_restore, &x);
    return x.found ? restored : NULL;
}
