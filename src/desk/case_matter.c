/*
 * What the complaint is about beside its words: product, when, where, problem codes. Whoever
 * handles it needs these before the first call. [7.2-b]
 */
#include "desk/case_show.h"

#include "complaint/own_table.h"
#include "edge/own.h"
#include "operation/receipt/matter_flow.h"

#include <stdlib.h>
#include <string.h>

enum { LINES = 11 };

const char *case_codes(const struct case_show *s, const char *list)
{
    struct buf b = buf_new(s->rq->a);

    for (size_t i = 0; i < s->d->complaint_code.n; i++) {
        const struct complaint_code_row *code = &s->d->complaint_code.row[i];
        if (strcmp(code->list, list) != 0 || instant_is_set(code->ended_at))
            continue;
        buf_printf(&b, "%s%s %s", b.n > 0 ? "; " : "", code->code,
                   procedure_label(s->p, list, code->code, s->rq->lang));
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

const char *case_happened(const struct case_show *s)
{
    struct req *rq = s->rq;
    const struct complaint_row *c = &s->d->c;
    const char *on, *until;

    if (!date_is_set(c->happened_on))
        return NULL;
    on = lang_date(rq->a, rq->lang, c->happened_on, DATE_LONG, rq->today);
    if (!date_is_set(c->happened_until) || date_compare(c->happened_until, c->happened_on) == 0)
        return on;
    until = lang_date(rq->a, rq->lang, c->happened_until, DATE_LONG, rq->today);
    return lang_format(rq->a, rq->lang, N_("{day} to {last_day}"), "day", on, "last_day", until,
                       NULL);
}

static struct rows own_heads(const struct case_show *s, const struct pack_field *f)
{
    struct sheet_cell *list = ARENA_ARRAY(s->rq->a, struct sheet_cell, f->n_columns);

    for (size_t i = 0; i < f->n_columns; i++)
        list[i].text = f->column[i].text.in[s->rq->lang->index];
    return (struct rows){ list, f->n_columns };
}

static void own_rows_fill(const struct case_show *s, const struct pack_field *f, const char *value,
                          struct sheet_line *out)
{
    struct own_cells t;
    struct sheet_row *list;

    if (!value || !own_cells_read(s->rq->a, f, value, &t))
        return;
    list = ARENA_ARRAY(s->rq->a, struct sheet_row, t.n);
    for (size_t i = 0; i < t.n; i++) {
        struct sheet_cell *cells = ARENA_ARRAY(s->rq->a, struct sheet_cell, f->n_columns);
        for (size_t j = 0; j < f->n_columns; j++)
            cells[j].text = own_text(s->rq, &f->column[j], *own_cell(&t, f, i, j));
        list[i].cells = (struct rows){ cells, f->n_columns };
    }
    out->columns = own_heads(s, f);
    out->rows = (struct rows){ list, t.n };
}

/* A file is named to who may read it. */
static void own_file_fill(const struct case_show *s, const char *value, struct sheet_line *out)
{
    const struct file_row *file = value ? dossier_file(s->d, strtoll(value, NULL, 10)) : NULL;

    if (!file || !edge_file_known(s->rq, &s->object, file))
        return;
    out->value = file->name.text ? file->name.text : lang_text(s->rq->lang, N_("A file"));
    if (!file->withheld)
        out->href = arena_printf(s->rq->a, "/files/%" PRId64, file->id);
}

struct sheet_line case_own_line(const struct case_show *s, const struct pack_field *f)
{
    struct sheet_line out = { .label = f->text.in[s->rq->lang->index] };
    const char *value = dossier_own(s->d, f->name);

    if (f->kind == OWN_TABLE)
        own_rows_fill(s, f, value, &out);
    else if (f->kind == OWN_FILE)
        own_file_fill(s, value, &out);
    else
        out.value = own_text(s->rq, f, value);
    return out;
}

struct rows case_matter(const struct case_show *s)
{
    const struct complaint_row *c = &s->d->c;
    const struct sheet_line lines[LINES] = {
        { .label = N_("What it is"), .value = c->product.text, .lang = c->language },
        { .label = N_("Number of the order or contract"), .value = c->product_reference.text },
        { .label = N_("Happened on"), .value = case_happened(s) },
        { .label = N_("When"), .value = c->happened_text.text, .lang = c->language },
        { .label = N_("Where"), .value = c->place.text, .lang = c->language },
        { .label = N_("It happened before"),
          .value = desk_word(s->rq, &yes_no_words, c->recurrent) },
        { .label = N_("Problem codes"), .value = case_codes(s, "problem") },
        { .label = N_("What exactly"), .value = matter_detail(s->d) },
        { .label = N_("Passed on to us by"), .value = c->referred_by.text },
        { .label = N_("Group of customers"), .value = c->segment },
        { .label = N_("What was done at once"), .value = c->immediate_action.text },
    };
    size_t own = s->d->pack ? s->d->pack->n_fields : 0, n = 0;
    struct sheet_line *out = ARENA_ARRAY(s->rq->a, struct sheet_line, LINES + own + 1);

    for (size_t i = 0; i < LINES; i++) {
        if (!lines[i].value)
            continue;
        out[n] = lines[i];
        out[n++].label = lang_text(s->rq->lang, lines[i].label);
    }
    for (size_t i = 0; i < own; i++) {
        out[n] = case_own_line(s, &s->d->pack->field[i]);
        n += (out[n].value && *out[n].value) || out[n].rows.n > 0;
    }
    if (c->lessons.text)
        out[n++] = (struct sheet_line){ .label = lang_text(s->rq->lang, N_("What we learned")),
                                        .value = c->lessons.text };
    return (struct rows){ out, n };
}
