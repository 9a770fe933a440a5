#include "desk/sheet.h"

#include "edge/names.h"
#include "edge/own.h"
#include "operation/tracking/satisfaction.h"

#include <stdlib.h>
#include <string.h>

static const struct field sheet_case_fields[] = {
    FIELD(struct sheet_case, id),          FIELD(struct sheet_case, reference),
    FIELD(struct sheet_case, received_at), FIELD(struct sheet_case, class),
    FIELD(struct sheet_case, pack_id),
};
const struct record sheet_case_record = RECORD(struct sheet_case, sheet_case_fields);

/* What the cells of one case are made from. */
struct cells {
    struct req *rq;
    const struct procedure *p;
    const struct dossier *d;
    bool in_register;
};

static const char *day_text(const struct cells *x, struct date day)
{
    char *text = arena_alloc(x->rq->a, DATE_TEXT);

    if (!date_is_set(day))
        return NULL;
    if (!x->in_register)
        return lang_date(x->rq->a, x->rq->lang, day, DATE_LONG, x->rq->today);
    date_text(day, text);
    return text;
}

static const char *moment(const struct cells *x, struct instant t)
{
    char *text = arena_alloc(x->rq->a, INSTANT_TEXT + 8);

    if (!instant_is_set(t))
        return NULL;
    if (!x->in_register)
        return lang_instant(x->rq->a, x->rq->lang, t, x->rq->app->zone, DATE_LONG, x->rq->today);
    zone_text(x->rq->app->zone, t, text);
    return text;
}

/* What is given of these, divided by a slash. */
static const char *joined(struct arena *a, const char *const *texts, size_t n)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < n; i++)
        if (texts[i] && *texts[i])
            buf_printf(&b, "%s%s", b.n > 0 ? " / " : "", texts[i]);
    return b.n > 0 ? buf_text(&b) : NULL;
}

static const char *person_cell(const struct cells *x, enum sheet_fact fact)
{
    const struct person_row *p = dossier_person(x->d, "complainant");

    if (!p)
        return NULL;
    if (fact == SHEET_NAME)
        return x->d->name_hidden ? lang_text(x->rq->lang, N_("Sealed")) : p->name.text;
    return joined(x->rq->a, (const char *const[]){ p->phone.text, p->email.text, p->address.text },
                  3);
}

/* What was carried out, as it is written; where nothing was, how it was decided. */
static const char *result_cell(const struct cells *x)
{
    const struct decision_row *decision = dossier_decision(x->d);
    const char **done = ARENA_ARRAY(x->rq->a, const char *, x->d->remedy.n);
    size_t n = 0;

    for (size_t i = 0; i < x->d->remedy.n; i++) {
        const struct remedy_row *r = &x->d->remedy.row[i];
        if (date_is_set(r->done_on))
            done[n++] = r->result.text ? r->result.text : r->text.text;
    }
    if (n > 0)
        return joined(x->rq->a, done, n);
    return decision ? desk_word(x->rq, &outcome_words, decision->outcome) : NULL;
}

static const char *opinion_cell(const struct cells *x)
{
    const struct decision_row *decision = dossier_decision(x->d);
    const struct proposal_row *proposal = dossier_proposal(x->d);

    return decision ? decision->reasons.text : proposal ? proposal->text.text : NULL;
}

static const char *satisfaction_cell(const struct cells *x)
{
    const char *value = arena_printf(x->rq->a, "%" PRId64, x->d->c.satisfaction);
    const char *words = satisfaction_words(satisfaction_handling, value);

    return words ? lang_text(x->rq->lang, words) : NULL;
}

static bool staff_cell(const struct cells *x, int64_t who, const char **out)
{
    return edge_staff_name(x->rq, who, out);
}

static const char *happened_cell(const struct cells *x)
{
    const struct complaint_row *c = &x->d->c;

    return date_is_set(c->happened_on) ? day_text(x, c->happened_on) : c->happened_text.text;
}

/* A file is named to who may read it. */
static const char *file_name(const struct cells *x, const char *value)
{
    const struct may_object object = edge_object(x->rq, x->d);
    const struct file_row *file = value ? dossier_file(x->d, strtoll(value, NULL, 10)) : NULL;

    return file && edge_file_known(x->rq, &object, file) ? file->name.text : NULL;
}

static bool is_spot(const struct pack_version *v, const struct pack_field *f, const char *value)
{
    return v->spot.field && value && strcmp(v->spot.field, f->name) == 0 &&
           strcmp(v->spot.answer, value) == 0;
}

/* That it was solved on the spot, and how. */
static const char *spot_column(const struct cells *x, const struct pack_field *f, const char *value)
{
    const char *how = result_cell(x), *fact = own_shown(x->rq->a, f, value, x->rq->lang->index);

    return how ? lang_format(x->rq->a, x->rq->lang, N_("{what}: {how}"), "what", fact, "how", how,
                             NULL)
               : fact;
}

static const char *own_column(const struct cells *x, const char *name)
{
    const struct pack_field *f = pack_field(x->d->pack, name);
    const char *value = dossier_own(x->d, name);

    if (x->in_register && f->kind == OWN_DATE)
        return value;
    if (f->kind == OWN_FILE)
        return file_name(x, value);
    if (is_spot(x->d->pack, f, value))
        return spot_column(x, f, value);
    return own_text(x->rq, f, value);
}

static bool fact_cell(const struct cells *x, enum sheet_fact fact, const char **out)
{
    const struct complaint_row *c = &x->d->c;
    struct req *rq = x->rq;

    switch (fact) {
    case SHEET_REFERENCE:
        return *out = c->reference, true;
    case SHEET_RECEIVED:
        return *out = moment(x, c->received_at), true;
    case SHEET_CHANNEL:
        return *out = desk_word(rq, &channel_words, c->channel), true;
    case SHEET_RECORDED_BY:
        return staff_cell(x, c->entered_by, out);
    case SHEET_OWNER:
        return staff_cell(x, c->owner_id, out);
    case SHEET_NAME:
    case SHEET_CONTACT:
        return *out = person_cell(x, fact), true;
    case SHEET_CLASS:
        return *out = desk_class_label(rq, x->p, c->class), true;
    case SHEET_PLACE:
        return *out = c->place.text, true;
    case SHEET_HAPPENED:
        return *out = happened_cell(x), true;
    case SHEET_CONTENT:
        return *out = c->description.text, true;
    case SHEET_REMEDY_SOUGHT:
        return *out = c->remedy_sought.text, true;
    case SHEET_OPINION:
        return *out = opinion_cell(x), true;
    case SHEET_RESULT:
        return *out = result_cell(x), true;
    case SHEET_TOLD:
        return *out = moment(x, x->d->facts.communicated), true;
    case SHEET_ANSWER:
        return *out = desk_word(rq, &answer_words, c->answer), true;
    case SHEET_SATISFACTION:
        return *out = satisfaction_cell(x), true;
    case SHEET_CLOSED:
        return *out = moment(x, c->closed_at), true;
    case SHEET_OWN:
    case SHEET_FACTS:
        break;
    }
    return true;
}

bool sheet_value(struct req *rq, const struct procedure *p, const struct dossier *d,
                 const struct pack_column *column, bool in_register, const char **out)
{
    const struct cells x = { rq, p, d, in_register };

    *out = NULL;
    if (column->fact != SHEET_OWN)
        return fact_cell(&x, column->fact, out);
    *out = own_column(&x, column->field);
    return true;
}

struct rows sheet_links(struct req *rq, const struct dossier *d)
{
    const char *path = desk_case_path(rq->a, d->c.reference);
    size_t all = d->pack ? d->pack->n_sheets : 0, n = 0;
    struct act_link *list = ARENA_ARRAY(rq->a, struct act_link, all);

    for (size_t i = 0; i < all; i++) {
        const struct pack_sheet *s = &d->pack->sheet[i];
        if (pack_concerns(d->pack, &s->classes, d->c.class))
            list[n++] = (struct act_link){ s->text.in[rq->lang->index],
                                           arena_printf(rq->a, "%s/sheets/%s", path, s->code) };
    }
    return (struct rows){ list, n };
}
