#include "edge/own_rows.h"

#include "complaint/files.h"
#include "complaint/own_table.h"
#include "edge/edge.h"
#include "operation/step.h"

#include <string.h>

/* -- tables -- */

/* As many rows as the form has, empty ones and all. */
static struct own_cells cells_typed(struct req *rq, const struct pack_field *f, const char *name)
{
    struct own_cells t = own_cells_new(rq->a, f, (size_t)f->rows);

    t.n = 0;
    for (size_t i = 0; i < (size_t)f->rows; i++)
        for (size_t j = 0; j < f->n_columns; j++) {
            const char *cell = own_cell_name(rq->a, name, i, f->column[j].name);
            if (form_count(rq->form, cell) == 0)
                continue;
            *own_cell(&t, f, i, j) = form_text(rq->form, cell);
            t.n = i + 1;
        }
    return t;
}

const char *own_table_typed(struct req *rq, const struct pack_field *f, const char *name)
{
    struct own_cells t = cells_typed(rq, f, name);

    return t.n > 0 ? own_cells_text(rq->a, f, &t) : NULL;
}

const char *own_more(const struct req *rq)
{
    return rq->method == POST ? form_text(rq->form, "more") : NULL;
}

static struct question_row row_of(struct req *rq, const struct pack_field *f,
                                  const struct own_asking *ask, const char *name,
                                  const struct own_cells *t, size_t i)
{
    struct question *cells = ARENA_ARRAY(rq->a, struct question, f->n_columns);

    for (size_t j = 0; j < f->n_columns; j++)
        cells[j] = own_question(rq, &f->column[j], own_cell_name(rq->a, name, i, f->column[j].name),
                                i < t->n ? *own_cell(t, f, i, j) : NULL, ask->errors);
    return (struct question_row){ (int)i + 1, { cells, f->n_columns } };
}

void own_ask_rows(struct req *rq, const struct pack_field *f, const struct own_asking *ask,
                  struct question *q)
{
    const char *more = own_more(rq), *stored = ask->d ? dossier_own(ask->d, f->name) : NULL;
    struct question_row *list = ARENA_ARRAY(rq->a, struct question_row, (size_t)f->rows);
    struct own_cells t;
    size_t n;

    if (ask->form)
        t = cells_typed(rq, f, q->name);
    else if (!own_cells_read(rq->a, f, stored, &t))
        t = (struct own_cells){ 0 };
    n = t.n + (t.n == 0 || (more && strcmp(more, q->name) == 0));
    if (n > (size_t)f->rows)
        n = (size_t)f->rows;
    for (size_t i = 0; i < n; i++)
        list[i] = row_of(rq, f, ask, q->name, &t, i);
    q->value = NULL;
    q->rows = (struct rows){ list, n };
    q->more = n < (size_t)f->rows;
}

/* -- files -- */

static void file_offer(struct req *rq, struct choice *list, size_t *n, const char *value,
                       const char *name, const char *chosen)
{
    list[(*n)++] = (struct choice){ .value = value,
                                    .label = name ? name : lang_text(rq->lang, N_("A file")),
                                    .chosen = chosen && strcmp(chosen, value) == 0 };
}

void own_ask_file(struct req *rq, const struct own_asking *ask, struct question *q)
{
    size_t held = ask->d ? ask->d->file.n : 0, n = 0;
    const struct staged_file *staged = ask->staged.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, held + ask->staged.n);
    struct may_object object = ask->d ? edge_object(rq, ask->d) : (struct may_object){ 0 };
    const char *value = ask->form ? own_file_typed(rq, q->name) : q->value;

    for (size_t i = 0; i < held; i++) {
        const struct file_row *f = &ask->d->file.row[i];
        if (!instant_is_set(f->removed_at) && edge_file_known(rq, &object, f))
            file_offer(rq, list, &n, arena_printf(rq->a, "%" PRId64, f->id), f->name.text, value);
    }
    for (size_t i = 0; i < ask->staged.n; i++)
        file_offer(rq, list, &n, arena_printf(rq->a, OWN_STAGED "%" PRId64, staged[i].id),
                   staged[i].name, value);
    q->choices = (struct rows){ list, n };
}

const char *own_file_typed(struct req *rq, const char *name)
{
    const char *upload = arena_printf(rq->a, "%s-new", name);

    for (size_t i = 0; i < rq->form->n_files; i++)
        if (strcmp(rq->form->files[i].name, upload) == 0 && rq->form->files[i].staged > 0)
            return arena_printf(rq->a, OWN_STAGED "%" PRId64, rq->form->files[i].staged);
    return form_text(rq->form, name);
}
