/* The own fields of a procedure in the API: as they are sent, read and filed. */
#include "api/api_own.h"

#include "complaint/own_table.h"
#include "desk/delay_flow.h"
#include "desk/extend_flow.h"
#include "desk/keep_flow.h"
#include "edge/own.h"
#include "operation/tracking/tracking_flow.h"

#include <string.h>

static const struct field cell_fields[] = {
    FIELD(struct api_own_cell, column, .required = true, .max = 40, .help = "Name of the column."),
    FIELD(struct api_own_cell, value, .max = 20000, .lines = true,
          .help = "As the value of a field of the column's kind."),
};
const struct record api_own_cell_record = RECORD(struct api_own_cell, cell_fields);

static const struct field row_fields[] = {
    FIELD_ROWS(struct api_own_row, cells, &api_own_cell_record),
};
static const struct record row_record = RECORD(struct api_own_row, row_fields);

static const struct field own_fields[] = {
    FIELD(struct api_own_field, name, .required = true, .max = 40,
          .help = "Name of the field in the procedure."),
    FIELD(
        struct api_own_field, value, .max = 20000, .lines = true,
        .help =
            "The answer: a text, a number, YYYY-MM-DD, \"12.50 GBP\", the code of a choice, or the "
            "number of a file of the complaint. Nothing takes it away."),
    FIELD(struct api_own_field, label, .max = 200,
          .help = "What it asks, in the reader's language; not read."),
    FIELD_ROWS(struct api_own_field, rows, &row_record),
};
const struct record api_own_field_record = RECORD(struct api_own_field, own_fields);

static const struct field set_fields[] = {
    FIELD_ROWS(struct api_own_fields, fields, &api_own_field_record),
};
const struct record api_own_fields_record = RECORD(struct api_own_fields, set_fields);

static const struct field class_fields[] = {
    FIELD(struct api_reclass, class, .required = true, .max = 40,
          .help = "Code of what it is about."),
    FIELD(struct api_reclass, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
static const struct field extend_fields[] = {
    FIELD(struct api_extend, clock, .required = true, .max = 40,
          .help = "Name of a running clock of the case."),
    FIELD(struct api_extend, reason, .required = true, .max = 5000, .lines = true,
          .help = "Why, as the complainant reads it."),
};
const struct record api_extend_record = RECORD(struct api_extend, extend_fields);

static const struct field delay_fields[] = {
    FIELD(struct api_delay, clock, .required = true, .max = 40,
          .help = "Name of a running clock of the case whose rule has a letter for it."),
    FIELD(struct api_delay, reason, .required = true, .max = 5000, .lines = true,
          .help = "Why, as the complainant reads it."),
    FIELD(struct api_delay, expected_on, .required = true,
          .help = "Day by which it can be expected, later than the one on which it is due."),
};
const struct record api_delay_record = RECORD(struct api_delay, delay_fields);
const struct record api_reclass_record = RECORD(struct api_reclass, class_fields);

/* The members of the document, where the flow names the fields of forms. */
bool api_own_named(struct arena *a, bool ok, struct err *err)
{
    if (!ok && own_form_field(err->field))
        err->field = arena_printf(a, "fields.%s", err->field + strlen(OWN_PREFIX));
    return ok;
}

static bool once(struct arena *a, const struct api_own_field *in, size_t i, struct err *err)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(in[j].name, in[i].name) == 0)
            return err_field(err, arena_printf(a, "fields.%s", in[i].name),
                             N_("This field stands there twice. Please send it once."));
    return true;
}

/* `before` is what the name of a column follows in an error. */
static bool row_sent(struct arena *a, const struct pack_field *f, const char *before,
                     const struct rows *cells, struct own_cells *out, size_t i, struct err *err)
{
    const struct api_own_cell *cell = cells->row;

    for (size_t j = 0; j < cells->n; j++) {
        size_t at = own_column(f, cell[j].column);
        if (at == f->n_columns)
            return err_field(err, arena_printf(a, "%s%s", before, cell[j].column),
                             N_("This table has no such column."));
        *own_cell(out, f, i, at) = cell[j].value;
    }
    return true;
}

/* Rows of cells as the one text that a table is. */
static bool table_sent(struct arena *a, const struct pack_field *f, const struct api_own_field *in,
                       const char **out, struct err *err)
{
    const struct api_own_row *row = in->rows.row;
    struct own_cells t = own_cells_new(a, f, in->rows.n);

    for (size_t i = 0; i < in->rows.n; i++)
        if (!row_sent(a, f, arena_printf(a, "fields.%s-%zu-", f->name, i), &row[i].cells, &t, i,
                      err))
            return false;
    *out = own_cells_text(a, f, &t);
    return true;
}

bool api_own_row_sent(struct arena *a, const struct pack_field *f, const char *member,
                      const struct rows *cells, const char **out, struct err *err)
{
    struct own_cells t = own_cells_new(a, f, 1);

    if (!row_sent(a, f, arena_printf(a, "%s.", member), cells, &t, 0, err))
        return false;
    *out = own_cells_text(a, f, &t);
    return true;
}

static struct rows row_show(struct arena *a, const struct pack_field *f, const struct own_cells *t,
                            size_t i)
{
    struct api_own_cell *cells = ARENA_ARRAY(a, struct api_own_cell, f->n_columns);
    size_t n = 0;

    for (size_t j = 0; j < f->n_columns; j++)
        if (*own_cell(t, f, i, j))
            cells[n++] = (struct api_own_cell){ f->column[j].name, *own_cell(t, f, i, j) };
    return (struct rows){ cells, n };
}

static struct rows table_show(struct arena *a, const struct pack_field *f, const char *value)
{
    struct api_own_row *list;
    struct own_cells t;

    if (!own_cells_read(a, f, value, &t))
        return (struct rows){ NULL, 0 };
    list = ARENA_ARRAY(a, struct api_own_row, t.n);
    for (size_t i = 0; i < t.n; i++)
        list[i].cells = row_show(a, f, &t, i);
    return (struct rows){ list, t.n };
}

struct rows api_own_row(struct arena *a, const struct pack_field *f, const char *value)
{
    struct own_cells t;

    if (!own_cells_read(a, f, value, &t) || t.n == 0)
        return (struct rows){ NULL, 0 };
    return row_show(a, f, &t, 0);
}

bool api_own_file(struct req *rq, const struct procedure *p, const struct rows *sent,
                  struct filing *f, struct own_also *also)
{
    struct own_value *out = ARENA_ARRAY(rq->a, struct own_value, sent->n);
    const struct api_own_field *in = sent->row;
    const struct pack_version *v;

    if (!procedure_pack_now(p, rq->db, &v, rq->err) ||
        !own_contact_taken(v, f->type, "type", rq->err))
        return false;
    f->own = out;
    for (size_t i = 0; i < sent->n; i++) {
        const struct pack_field *field = pack_field(v, in[i].name);
        const char *name = arena_printf(rq->a, "fields.%s", in[i].name);
        const char *value;
        bool here = field && also && pack_listed(&v->spot.asks, field->name);
        if (!field || (field->stage != GATE_RECEIPT && !here) ||
            (!rq->user && !field->asked_of_complainant) ||
            !pack_concerns(v, &field->classes, f->class_code))
            return err_field(rq->err, name, N_("This complaint has no such field."));
        if (!once(rq->a, in, i, rq->err) ||
            !own_read(rq->a, field, name, in[i].value, &value, rq->err))
            return false;
        if (value && here)
            also->list[also->n++] = (struct own_value){ field->name, value };
        else if (value)
            out[f->n_own++] = (struct own_value){ field->name, value };
    }
    return true;
}

struct rows api_own_show(struct req *rq, const struct dossier *d, bool complainant)
{
    size_t most = d->pack ? d->pack->n_fields + d->pack->n_questions : 0, n = 0;
    struct api_own_field *list = ARENA_ARRAY(rq->a, struct api_own_field, most);

    for (size_t i = 0; i < most; i++) {
        const struct pack_field *f = pack_field_at(d->pack, i);
        const char *value = dossier_own(d, f->name);
        if (!value || (complainant && !f->shown_to_complainant))
            continue;
        list[n] = (struct api_own_field){ .name = f->name, .label = f->text.in[rq->lang->index] };
        if (f->kind == OWN_TABLE)
            list[n].rows = table_show(rq->a, f, value);
        else
            list[n].value = value;
        n++;
    }
    return (struct rows){ list, n };
}

static bool fields_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct rows *sent = &((const struct api_own_fields *)in)->fields;
    struct own_value *typed = ARENA_ARRAY(x->rq->a, struct own_value, sent->n);
    const struct api_own_field *field = sent->row;
    const struct pack_field *f;

    for (size_t i = 0; i < sent->n; i++) {
        if (!once(x->rq->a, field, i, err))
            return false;
        f = pack_field(x->d->pack, field[i].name);
        typed[i] = (struct own_value){ field[i].name, field[i].value };
        if (f && f->kind == OWN_TABLE && !table_sent(x->rq->a, f, &field[i], &typed[i].value, err))
            return false;
    }
    return api_own_named(
        x->rq->a,
        own_change_allowed(x->rq->a, x->d, typed, sent->n, err) &&
            own_save(x->act, x->p, x->d->c.id, x->version, typed, sent->n, NULL, err),
        err);
}

static bool class_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_reclass *form = in;
    struct keep k = { x->d->c.id, x->version, form->class, form->reason };

    return api_named(keep_reclass(x->act, x->p, &k, err), err, "choice", "class");
}

static bool extend_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_extend *form = in;
    struct keep k = { x->d->c.id, x->version, form->clock, form->reason };

    return api_named(keep_extend(x->act, x->p, &k, err), err, "choice", "clock");
}

static bool delay_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_delay *form = in;
    const struct delay_form told = { form->clock, form->reason, form->expected_on };

    return delay_tell(API_CASE(x), x->version, &told, err);
}

void api_survey_answers(struct arena *a, const struct rows *sent, struct satisfaction *given)
{
    struct own_value *typed = ARENA_ARRAY(a, struct own_value, sent->n);
    const struct api_survey_answer *answer = sent->row;

    for (size_t i = 0; i < sent->n; i++)
        typed[i] = (struct own_value){ arena_printf(a, SURVEY_PREFIX "%s", answer[i].name),
                                       answer[i].value };
    given->answers = typed;
    given->n_answers = sent->n;
}

const struct api_act api_own_acts[] = {
    API_ACT("extend", MAY_APPROVE, extend_run, "extendClock", DOOR_SESSION, &api_extend_record,
            "Gives a clock as much more time as its rule allows, before the time is over; the "
            "complainant is told the new day and the reason."),
    API_ACT("tell-delay", MAY_REPLY, delay_run, "tellDelay", DOOR_SYSTEMS, &api_delay_record,
            "Tells the complainant why a date is not kept and when to expect it, with the passages "
            "that the procedure asks for; the date stays."),
    API_ACT("fields", MAY_NOTE, fields_run, "setFields", DOOR_SYSTEMS, &api_own_fields_record,
            "Answers own fields of the case's procedure; those that are not sent stay."),
    API_ACT("class", MAY_RETYPE, class_run, "reclass", DOOR_SYSTEMS, &api_reclass_record,
            "Says what it is about, with the reason."),
    { 0 },
};
