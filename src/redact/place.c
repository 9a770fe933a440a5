/* The texts of a case that can be redacted, in one table: what people wrote, and nothing that names
 * the people of the case, which roles hide (people/may.h). */
#include "redact/place.h"

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
    { "complaint", "immediate_action", N_("What was done at once") },
    { "complaint", "satisfaction_text", N_("How they say they were treated") },
    { "entry", "text", N_("Message or note") },
    { "measure", "text", N_("Immediate measure") },
    { "assessment", "reasons", N_("Reasons of the assessment") },
    { "allegation", "text", N_("Allegation") },
    { "allegation", "finding_why", N_("What the finding rests on") },
    { "allegation", "response", N_("Response to the allegation") },
    { "evidence", "source", N_("Source of evidence") },
    { "evidence", "text", N_("What the evidence shows") },
    { "disclosure", "text", N_("What the person complained about was told") },
    { "disclosure", "statement", N_("What the person complained about said") },
    { "proposal", "text", N_("Proposal") },
    { "decision", "reasons", N_("Reasons of the decision") },
    { "decision", "answer_text", N_("Answer of the complainant") },
};

bool place_same(struct place a, struct place b)
{
    return a.id == b.id && strcmp(a.table, b.table) == 0 && strcmp(a.column, b.column) == 0;
}

const char *place_name(struct arena *a, struct place place)
{
    return arena_printf(a, "%s.%s.%" PRId64, place.table, place.column, place.id);
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

static void row_add(struct listing *l, size_t k, const struct table *t, const void *row,
                    struct redactable like)
{
    const struct field *column = column_of(t, known[k].column);

    if (!column)
        return;
    like.place = (struct place){ known[k].table, known[k].column, row_id(t, row) };
    like.label = known[k].label;
    like.text = ((const struct secret *)field_in(column, row))->text;
    text_add(l, like);
}

static struct redactable entry_like(const struct entry_row *e)
{
    return (struct redactable){ .language = e->language,
                                .at = e->at,
                                .internal = strcmp(e->direction, "internal") == 0 };
}

#define ADD(t)                                                                                     \
    if (strcmp(known[k].table, #t) == 0)                                                           \
        for (size_t i = 0; i < d->t.n; i++)                                                        \
            row_add(&l, k, &t##_table, &d->t.row[i],                                               \
                    &t##_table == &entry_table ? entry_like(&d->entry.row[i])                      \
                                               : (struct redactable){ 0 });

struct rows places_all(struct arena *a, const struct dossier *d)
{
    struct redactable own = { .language = d->c.language };
    struct listing l = { .a = a };

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
