/* Tables as the JSON they are stored in, cell by cell. */
#include "complaint/own_table.h"

#include <jansson.h>
#include <string.h>

struct own_cells own_cells_new(struct arena *a, const struct pack_field *f, size_t rows)
{
    return (struct own_cells){ ARENA_ARRAY(a, const char *, rows * f->n_columns), rows };
}

const char **own_cell(const struct own_cells *t, const struct pack_field *f, size_t row,
                      size_t column)
{
    return &t->cell[row * f->n_columns + column];
}

const char *own_cell_name(struct arena *a, const char *form_name, size_t row, const char *column)
{
    return arena_printf(a, "%s-%zu-%s", form_name, row, column);
}

static void json_drop(json_t **json)
{
    json_decref(*json);
}

size_t own_column(const struct pack_field *f, const char *name)
{
    size_t at = 0;

    while (at < f->n_columns && strcmp(f->column[at].name, name) != 0)
        at++;
    return at;
}

static bool row_read(struct arena *a, const struct pack_field *f, json_t *row, size_t i,
                     const struct own_cells *out)
{
    const char *name;
    json_t *cell;
    size_t at;

    if (!json_is_object(row))
        return false;
    json_object_foreach(row, name, cell)
    {
        at = own_column(f, name);
        if (at == f->n_columns || !json_is_string(cell))
            return false;
        *own_cell(out, f, i, at) = arena_str(a, json_string_value(cell));
    }
    return true;
}

bool own_cells_read(struct arena *a, const struct pack_field *f, const char *text,
                    struct own_cells *out)
{
    json_t *json CLEANUP(json_drop) = text ? json_loads(text, JSON_REJECT_DUPLICATES, NULL) : NULL;
    json_t *row;
    size_t i;

    *out = (struct own_cells){ 0 };
    if (!text)
        return true;
    if (!json_is_array(json) || json_array_size(json) > (size_t)f->rows)
        return false;
    *out = own_cells_new(a, f, json_array_size(json));
    json_array_foreach(json, i, row) if (!row_read(a, f, row, i, out)) return false;
    return true;
}

static json_t *row_json(const struct pack_field *f, const struct own_cells *t, size_t i)
{
    json_t *row = json_object();

    for (size_t j = 0; j < f->n_columns; j++)
        if (*own_cell(t, f, i, j))
            json_object_set_new(row, f->column[j].name, json_string(*own_cell(t, f, i, j)));
    return row;
}

static int text_put(const char *s, size_t n, void *to)
{
    buf_add(to, s, n);
    return 0;
}

const char *own_cells_text(struct arena *a, const struct pack_field *f, const struct own_cells *t)
{
    json_t *json CLEANUP(json_drop) = json_array();
    struct buf b = buf_new(a);

    for (size_t i = 0; i < t->n; i++)
        json_array_append_new(json, row_json(f, t, i));
    json_dump_callback(json, text_put, &b, JSON_COMPACT);
    return buf_text(&b);
}

const char *own_cells_each(struct arena *a, const struct pack_field *f, const char *text,
                           const char *(*change)(void *with, const char *cell), void *with)
{
    struct own_cells t;

    if (!text || !own_cells_read(a, f, text, &t))
        return text ? change(with, text) : NULL;
    for (size_t i = 0; i < t.n * f->n_columns; i++)
        if (t.cell[i])
            t.cell[i] = change(with, t.cell[i]);
    return own_cells_text(a, f, &t);
}

static bool given(const char *text)
{
    return text && text[strspn(text, " \t\r\n")] != '\0';
}

static bool row_given(const struct pack_field *f, const struct own_cells *t, size_t i)
{
    for (size_t j = 0; j < f->n_columns; j++)
        if (given(*own_cell(t, f, i, j)))
            return true;
    return false;
}

static bool cell_check(struct arena *a, const struct pack_field *column, const char *name,
                       const char *text, const char **out, struct err *err)
{
    if (column->required && !given(text))
        return err_field(err, name, N_("Please fill this in."));
    return own_read(a, column, name, text, out, err);
}

/* Row `i` as it was typed becomes the next one of `out`. */
static bool row_check(struct arena *a, const struct pack_field *f, const char *form_name,
                      const struct own_cells *typed, const struct own_cells *kept, size_t i,
                      struct own_cells *out, struct err *err)
{
    for (size_t j = 0; j < f->n_columns; j++) {
        const char **to = own_cell(out, f, out->n, j);
        if (kept)
            *to = *own_cell(kept, f, i, j);
        if (!*to && !cell_check(a, &f->column[j], own_cell_name(a, form_name, i, f->column[j].name),
                                *own_cell(typed, f, i, j), to, err))
            return false;
    }
    out->n++;
    return true;
}

bool own_table_read(struct arena *a, const struct pack_field *f, const char *form_name,
                    const char *typed, const struct own_cells *kept, const char **out,
                    struct err *err)
{
    struct own_cells cells, checked;

    if (!own_cells_read(a, f, typed, &cells))
        return err_field(err, form_name,
                         N_("This is not the table that the procedure asks for, or it has more "
                            "rows than that one may have."));
    checked = own_cells_new(a, f, cells.n);
    checked.n = 0;
    for (size_t i = 0; i < cells.n; i++)
        if (row_given(f, &cells, i) && !row_check(a, f, form_name, &cells, kept, i, &checked, err))
            return false;
    *out = checked.n > 0 ? own_cells_text(a, f, &checked) : NULL;
    return true;
}

const char *own_table_shown(struct arena *a, const struct pack_field *f, const char *value,
                            int lang)
{
    struct buf b = buf_new(a);
    struct own_cells t;

    if (!value || !own_cells_read(a, f, value, &t))
        return value;
    for (size_t i = 0; i < t.n; i++) {
        const char *between = i > 0 ? "\n" : "";
        for (size_t j = 0; j < f->n_columns; j++) {
            const char *cell = own_shown(a, &f->column[j], *own_cell(&t, f, i, j), lang);
            if (!cell)
                continue;
            buf_printf(&b, "%s%s: %s", between, f->column[j].text.in[lang], cell);
            between = "; ";
        }
    }
    return buf_text(&b);
}
