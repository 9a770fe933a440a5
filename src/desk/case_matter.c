/*
 * What the complaint is about beside its words: product, when, where, problem codes. Whoever
 * handles it needs these before the first call. [7.2-b]
 */
#include "desk/case_show.h"

#include "edge/own.h"

#include <string.h>

enum { LINES = 6 };

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

/* Whether the case has an answer to that field; the line with it. */
static bool own_line(const struct case_show *s, const struct pack_field *f, struct sheet_line *out)
{
    const char *value = own_text(s->rq, f, dossier_own(s->d, f->name));

    *out = (struct sheet_line){ f->text.in[s->rq->lang->index], value, NULL };
    return value && *value;
}

struct rows case_matter(const struct case_show *s)
{
    const struct complaint_row *c = &s->d->c;
    const struct sheet_line lines[LINES] = {
        { N_("What it is"), c->product.text, c->language },
        { N_("Number of the order or contract"), c->product_reference.text, NULL },
        { N_("Happened on"), case_happened(s), NULL },
        { N_("When"), c->happened_text.text, c->language },
        { N_("Where"), c->place.text, c->language },
        { N_("Problem codes"), case_codes(s, "problem"), NULL },
    };
    size_t own = s->d->pack ? s->d->pack->n_fields : 0, n = 0;
    struct sheet_line *out = ARENA_ARRAY(s->rq->a, struct sheet_line, LINES + own);

    for (size_t i = 0; i < LINES; i++) {
        if (!lines[i].value)
            continue;
        out[n] = lines[i];
        out[n++].label = lang_text(s->rq->lang, lines[i].label);
    }
    for (size_t i = 0; i < own; i++)
        n += own_line(s, &s->d->pack->field[i], &out[n]);
    return (struct rows){ out, n };
}
