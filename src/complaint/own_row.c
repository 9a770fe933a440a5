#include "complaint/own_row.h"

#include "complaint/own_table.h"

#include <string.h>

void own_put(const struct pack_field *f, const char *value, struct own_field_row *row)
{
    if (f->plain)
        row->plain = value;
    else
        row->value = secret_text(value);
}

/* Whether answers to this field are looked for: codes of choices are not, names of people by
 * whoever may read them. */
static bool own_searched(const struct pack_field *f, enum search_part *part)
{
    *part = own_names_people(f) ? SEARCH_IDENTITY : SEARCH_INTERNAL;
    return f->n_choices == 0 && f->kind != OWN_FILE;
}

/* Of a table the words of its cells, without the codes of choices. */
static const char *searched_text(struct arena *a, const struct pack_field *f, const char *value)
{
    struct buf b = buf_new(a);
    struct own_cells t;

    if (!value || f->kind != OWN_TABLE || !own_cells_read(a, f, value, &t))
        return value;
    for (size_t i = 0; i < t.n * f->n_columns; i++)
        if (t.cell[i] && f->column[i % f->n_columns].n_choices == 0)
            buf_printf(&b, "%s\n", t.cell[i]);
    return buf_text(&b);
}

bool own_words_change(const struct act *act, const struct pack_field *f,
                      const struct own_field_row *row, const char *before, const char *after,
                      struct err *err)
{
    enum search_part part;

    return !own_searched(f, &part) ||
           search_change(act, row->id, row->complaint_id, part, searched_text(act->a, f, before),
                         searched_text(act->a, f, after), err);
}

bool own_words_add(const struct act *act, const struct pack_field *f,
                   const struct own_field_row *row, const char *value, struct err *err)
{
    enum search_part part;

    return !own_searched(f, &part) ||
           search_add(act, row->id, row->complaint_id, part, searched_text(act->a, f, value), err);
}

const char *own_form_name(struct arena *a, const struct pack_field *f)
{
    return arena_printf(a, OWN_PREFIX "%s", f->name);
}

bool own_row_write(struct history *h, const struct dossier *d, const struct pack_field *f,
                   const char *value, struct err *err)
{
    struct own_field_row row = { .complaint_id = d->c.id, .name = f->name };

    for (size_t i = 0; i < d->own_field.n; i++) {
        const struct own_field_row *before = &d->own_field.row[i];
        if (strcmp(before->name, f->name) != 0)
            continue;
        row = *before;
        own_put(f, value, &row);
        return history_update(h, &own_field_table, before, &row, err) &&
               own_words_change(h->act, f, &row, before->value.text, value, err);
    }
    own_put(f, value, &row);
    return history_insert(h, &own_field_table, &row, err) &&
           own_words_add(h->act, f, &row, value, err);
}
