/* The texts of a case that can be redacted, in one table, in the order in which they come about:
 * what people wrote, and nothing that names the people of the case, which roles hide
 * (people/may.h). Every sealed column stands here or, with the reason, in redact_test.c. */
#include "redact/place.h"

#include "complaint/own_table.h"
#include "complaint/pack_version.h"

#include <string.h>

static const struct {
    const char *table, *column, *label;
} known[] = {
    { "complaint", "subject", N_("Subject") },
    { "complaint", "description", N_("Statement of the complainant") },
    { "complaint", "product", N_("Product, service or place") },
    { "complaint", "product_reference", N_("Number of the order or contract") },
    { "complaint", "place", N_("Where it happened") },
    { "complaint", "happened_text", N_("When it happened") },
    { "complaint", "remedy_sought", N_("Remedy sought") },
    { "own_field", "value", NULL },
    { "complaint", "immediate_action", N_("What was done at once") },
    { "complaint", "referred_by", N_("Who passed it on") },
    { "complaint_code", "detail", N_("What exactly") },
    { "entry", "text", N_("Message or note") },
    { "acknowledgement", "detail", N_("How it was acknowledged") },
    { "measure", "text", N_("Immediate measure") },
    { "assessment", "reasons", N_("Reasons of the assessment") },
    { "assessment", "override_why", N_("Why it has another priority") },
    { "assessment", "immediate_why", N_("Why nothing can be done at once") },
    { "complaint", "waiting_why", N_("What it waits for") },
    { "clock", "breach_cause", N_("Why it took longer") },
    { "conflict", "why", N_("Conflict of interest") },
    { "allegation", "text", N_("Allegation") },
    { "allegation", "finding_why", N_("What the finding rests on") },
    { "allegation", "response", N_("Response to the allegation") },
    { "plan_item", "text", N_("Plan of the investigation") },
    { "plan_item", "waived_why", N_("Why a part of the plan was left out") },
    { "evidence", "source", N_("Source of evidence") },
    { "evidence", "text", N_("What the evidence shows") },
    { "disclosure", "text", N_("What the person complained about was told") },
    { "disclosure", "statement", N_("What the person complained about said") },
    { "disclosure", "hearing_waived", N_("Why somebody was not heard") },
    { "complaint", "hearing_waived", N_("Why the complainant was not heard") },
    { "cause", "analysis", N_("Root cause") },
    { "complaint", "root_cause_none", N_("Why no root cause was found") },
    { "reportability", "reasons", N_("Why it is reported or not") },
    { "proposal", "text", N_("Proposal") },
    { "proposal", "preventive", N_("What keeps it from happening again") },
    { "complaint", "preventive", N_("What keeps it from happening again") },
    { "complaint", "preventive_none", N_("Why nothing is needed against it") },
    { "complaint", "remedy_none", N_("Why there is no remedy") },
    { "case_tie", "why", N_("Why it belongs with another complaint") },
    { "case_tie", "copied", N_("What the other complaint took along") },
    { "case_tie", "ended_why", N_("Why it does not belong with it any more") },
    { "publication", "proposed", N_("Text for everybody") },
    { "remedy", "text", N_("Remedy") },
    { "remedy", "method", N_("How it is paid") },
    { "remedy", "item", N_("Which item") },
    { "remedy", "work_order", N_("Number of the work order, ticket or visit") },
    { "remedy", "to_whom", N_("To whom") },
    { "remedy", "terms", N_("Terms") },
    { "remedy", "head_of_loss", N_("Which loss it makes good") },
    { "remedy", "calculation", N_("How the amount was worked out") },
    { "remedy", "form", N_("In writing or in person") },
    { "remedy", "by_whom", N_("Who says it") },
    { "remedy", "proof", N_("Proof") },
    { "remedy", "returned", N_("What became of the returned item") },
    { "remedy", "result", N_("Result") },
    { "remedy", "number", N_("Number of the voucher") },
    { "remedy", "batch", N_("Batch or serial numbers") },
    { "remedy", "reach", N_("How far the recall goes") },
    { "remedy", "topic", N_("Topic of the training") },
    { "remedy", "attendees", N_("Who takes part") },
    { "remedy", "over_why", N_("Why the budget is exceeded") },
    { "remedy", "dropped_why", N_("Why a remedy was dropped") },
    { "decision", "reasons", N_("Reasons of the decision") },
    { "decision", "letter_remedy", N_("What we will put right") },
    { "decision", "letter_not_satisfied", N_("If they are not satisfied") },
    { "decision", "letter_inside", N_("What they can do with us") },
    { "decision", "letter_outside", N_("Who else can help them") },
    { "decision", "answer_text", N_("Answer of the complainant") },
    { "complaint", "closing_why", N_("Reason for closing") },
    { "complaint", "lessons", N_("What we learned") },
    { "complaint", "satisfaction_text", N_("How they say they were treated") },
};

bool place_redactable(const char *table, const char *column)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].table, table) == 0 && strcmp(known[i].column, column) == 0)
            return true;
    return false;
}

const char *place_label(struct arena *a, const struct redactable *r, const struct lang *lang)
{
    if (!r->own)
        return lang_text(lang, r->label);
    if (!r->column)
        return r->own->text.in[lang->index];
    return lang_format(a, lang, N_("{table}, row {row}: {column}"), "table",
                       r->own->text.in[lang->index], "row", arena_printf(a, "%d", r->row), "column",
                       r->column->text.in[lang->index], NULL);
}

const char *place_words(struct arena *a, const struct rows *all, struct place place,
                        const struct lang *lang)
{
    const struct redactable *r = all->row;

    for (size_t i = 0; i < all->n; i++)
        if (place_beside(r[i].place, place))
            return r[i].own ? r[i].own->text.in[lang->index] : place_label(a, &r[i], lang);
    return NULL;
}

bool place_beside(struct place a, struct place b)
{
    return a.id == b.id && strcmp(a.table, b.table) == 0 && strcmp(a.column, b.column) == 0;
}

bool place_same(struct place a, struct place b)
{
    return place_beside(a, b) && strcmp(a.cell ? a.cell : "", b.cell ? b.cell : "") == 0;
}

const char *place_name(struct arena *a, struct place place)
{
    return arena_printf(a, "%s.%s.%" PRId64 "%s%s", place.table, place.column, place.id,
                        place.cell ? "." : "", place.cell ? place.cell : "");
}

static const struct field *column_of(const struct table *t, const char *column)
{
    for (size_t i = 0; i < t->record->n; i++)
        if (t->seals[i] == SEAL_COMPLAINT && strcmp(t->record->fields[i].name, column) == 0)
            return &t->record->fields[i];
    return NULL;
}

#define FIND(t)                                                                                    \
    if (strcmp(place.table, #t) == 0)                                                              \
        for (size_t i = 0; i < d->t.n; i++)                                                        \
            if (d->t.row[i].id == place.id) {                                                      \
                *table = &t##_table;                                                               \
                return &d->t.row[i];                                                               \
            }

static void *row_of(struct dossier *d, struct place place, const struct table **table)
{
    if (strcmp(place.table, "complaint") == 0 && place.id == d->c.id) {
        *table = &complaint_table;
        return &d->c;
    }
    DOSSIER_TABLES(FIND)
    return NULL;
}

bool place_find(struct dossier *d, struct place place, const struct table **table, void **row,
                struct secret **secret)
{
    const struct table *t = NULL;
    void *found = row_of(d, place, &t);
    const struct field *column = found ? column_of(t, place.column) : NULL;

    if (!column)
        return false;
    if (table)
        *table = t;
    if (row)
        *row = found;
    *secret = field_at(column, found);
    return true;
}

struct listing {
    struct arena *a;
    const struct dossier *d;
    struct redactable *list;
    size_t n, room;
};

static void text_add(struct listing *l, struct redactable r)
{
    if (!r.text || !*r.text)
        return;
    if (l->n == l->room) {
        struct redactable *more = ARENA_ARRAY(l->a, struct redactable, l->room * 2 + 32);
        if (l->n > 0)
            memcpy(more, l->list, l->n * sizeof *more);
        l->list = more;
        l->room = l->room * 2 + 32;
    }
    l->list[l->n++] = r;
}

/* A name that an own field asks for is who somebody is, as in the parties: roles hide it, and it is
 * taken out by emptying the field or the cell. Of a choice or a file the code is no text. */
static bool own_text(const struct pack_field *f)
{
    return f && f->kind != OWN_PERSON && f->n_choices == 0 && f->kind < OWN_FILE;
}

static void cells_add(struct listing *l, const struct pack_field *table, const char *text,
                      struct redactable like)
{
    struct own_cells t;

    if (!own_cells_read(l->a, table, text, &t))
        return;
    for (size_t i = 0; i < t.n; i++)
        for (size_t j = 0; j < table->n_columns; j++) {
            if (!own_text(&table->column[j]))
                continue;
            like.column = &table->column[j];
            like.row = (int)i + 1;
            like.place.cell = arena_printf(l->a, "%zu-%s", i, like.column->name);
            like.text = *own_cell(&t, table, i, j);
            text_add(l, like);
        }
}

static void row_add(struct listing *l, size_t k, const struct table *t, const void *row,
                    struct redactable like)
{
    const struct field *column = column_of(t, known[k].column);
    const struct pack_field *table = place_table(l->d, t, row);

    if (!column || (t == &own_field_table && !table && !own_text(like.own)))
        return;
    like.place = (struct place){ known[k].table, known[k].column, row_id(t, row), NULL };
    like.label = known[k].label;
    like.text = ((const struct secret *)field_in(column, row))->text;
    if (table)
        cells_add(l, table, like.text, like);
    else
        text_add(l, like);
}

static struct redactable like(const struct dossier *d, const struct table *t, const void *row)
{
    if (t == &entry_table) {
        const struct entry_row *e = row;
        return (struct redactable){ .language = e->language,
                                    .at = e->at,
                                    .internal = strcmp(e->direction, "internal") == 0 };
    }
    if (t == &own_field_table)
        return (struct redactable){ .own = pack_field(d->pack,
                                                      ((const struct own_field_row *)row)->name) };
    return (struct redactable){ 0 };
}

#define ADD(t)                                                                                     \
    if (strcmp(known[k].table, #t) == 0)                                                           \
        for (size_t i = 0; i < d->t.n; i++)                                                        \
            row_add(&l, k, &t##_table, &d->t.row[i], like(d, &t##_table, &d->t.row[i]));

struct rows places_all(struct arena *a, const struct dossier *d)
{
    struct redactable own = { .language = d->c.language };
    struct listing l = { .a = a, .d = d };

    for (size_t k = 0; k < COUNT(known); k++) {
        if (strcmp(known[k].table, "complaint") == 0)
            row_add(&l, k, &complaint_table, &d->c, own);
        DOSSIER_TABLES(ADD)
    }
    return (struct rows){ l.list, l.n };
}

const struct redactable *place_named(struct arena *a, const struct rows *all, const char *name)
{
    const struct redactable *r = all->row;

    for (size_t i = 0; name && i < all->n; i++)
        if (strcmp(place_name(a, r[i].place), name) == 0)
            return &r[i];
    return NULL;
}
