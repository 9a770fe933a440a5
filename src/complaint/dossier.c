/* Loading is one look-up per table, all by the index on the complaint. */
#include "complaint/dossier.h"

#include "complaint/pack_version.h"
#include "db/dossier_sql.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LOAD(t)                                                                                    \
    if (!t##_of(act->a, act->db, id, &rows, err) ||                                                \
        !rows_open(act->a, act->keys, &t##_table, &rows, err))                                     \
        return false;                                                                              \
    d->t.row = (struct t##_row *)(uintptr_t)rows.row;                                              \
    d->t.n = rows.n;

static bool children_load(const struct act *act, int64_t id, struct dossier *d, struct err *err)
{
    struct rows rows;

    DOSSIER_TABLES(LOAD)
    d->clock_was = ARENA_ARRAY(act->a, struct clock_row, d->clock.n);
    for (size_t i = 0; i < d->clock.n; i++)
        d->clock_was[i] = d->clock.row[i];
    return true;
}

enum { JOINS_MOST = 8 }; /* joining keeps it at one; more is a ring, which never ends */

/* Persons that were joined into another stand for that other one. */
static bool person_load(const struct act *act, int64_t id, struct person_row *out, struct err *err)
{
    int64_t at = id;

    db_known(act->db, id);
    for (int i = 0; i <= JOINS_MOST; i++) {
        if (!person_by_id(act->a, act->db, at, out, err))
            return false;
        at = out->joined_into_id;
        if (at == 0)
            return row_open(act->a, act->keys, &person_table, out, err);
    }
    return err_internal(err, "person %" PRId64 " is joined in a ring", id);
}

static bool persons_load(const struct act *act, struct dossier *d, struct err *err)
{
    d->person = ARENA_ARRAY(act->a, struct person_row, d->party.n);
    for (size_t i = 0; i < d->party.n; i++)
        if (!person_load(act, d->party.row[i].person_id, &d->person[i], err))
            return false;
    return true;
}

static bool load(const struct act *act, const struct procedure *p, int64_t id, struct dossier *out,
                 struct err *err)
{
    db_known(act->db, id);
    return complaint_by_id(act->a, act->db, id, &out->c, err) &&
           row_open(act->a, act->keys, &complaint_table, &out->c, err) &&
           children_load(act, id, out, err) && persons_load(act, out, err) &&
           procedure_pack(p, act->db, out->c.pack_id, &out->pack, err) &&
           dossier_facts(act, p, out, err);
}

/* Within a transaction the tables of a case share a look of their own. */
bool dossier_load_id(const struct act *act, const struct procedure *p, int64_t id,
                     struct dossier *out, struct err *err)
{
    static const char dossier;
    bool look = db_in_tx(act->db) && db_look(act->db, &dossier);
    bool ok;

    *out = (struct dossier){ 0 };
    ok = load(act, p, id, out, err);
    if (look)
        db_look_end(act->db);
    return ok;
}

bool dossier_load(const struct act *act, const struct procedure *p, const char *reference,
                  struct dossier *out, struct err *err)
{
    int64_t id;

    return sql_complaint_id_by_reference(act->a, act->db, reference, &id, err) &&
           dossier_load_id(act, p, id, out, err);
}

static ptrdiff_t party_index(const struct dossier *d, const char *role)
{
    for (size_t i = d->party.n; i-- > 0;)
        if (strcmp(d->party.row[i].role, role) == 0 && !instant_is_set(d->party.row[i].ended_at))
            return (ptrdiff_t)i;
    return -1;
}

const struct party_row *dossier_party(const struct dossier *d, const char *role)
{
    ptrdiff_t i = party_index(d, role);

    return i < 0 ? NULL : &d->party.row[i];
}

const struct entry_row *dossier_entry(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->entry.n; i++)
        if (d->entry.row[i].id == id)
            return &d->entry.row[i];
    return NULL;
}

const char *dossier_words(const struct dossier *d, int64_t id)
{
    const struct entry_row *e = dossier_entry(d, id);

    return e ? e->text.text : NULL;
}

const struct file_row *dossier_file(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->file.n; i++)
        if (d->file.row[i].id == id && !instant_is_set(d->file.row[i].removed_at))
            return &d->file.row[i];
    return NULL;
}

const struct person_row *dossier_person(const struct dossier *d, const char *role)
{
    ptrdiff_t i = party_index(d, role);

    return i < 0 ? NULL : &d->person[i];
}

const struct person_row *dossier_writes_to(const struct dossier *d)
{
    const struct person_row *acting = dossier_person(d, "representative");

    return acting ? acting : dossier_person(d, "complainant");
}

static bool filled(const struct secret *s)
{
    return s->text && *s->text;
}

const struct person_row *dossier_post_to(const struct dossier *d)
{
    const struct person_row *first = dossier_writes_to(d), *own = dossier_person(d, "complainant");

    return first && filled(&first->address) ? first : own && filled(&own->address) ? own : NULL;
}

const struct person_row *dossier_mail_to(const struct dossier *d)
{
    const struct person_row *first = dossier_writes_to(d), *own = dossier_person(d, "complainant");

    return first && filled(&first->email) ? first : own && filled(&own->email) ? own : NULL;
}

const struct lang *dossier_lang(const struct dossier *d, const struct lang *otherwise)
{
    const struct person_row *person = dossier_person(d, "complainant");
    const struct lang *own = person && person->language ? lang_by_tag(person->language) : NULL;
    const struct lang *written = lang_by_tag(d->c.language);

    return own ? own : written ? written : otherwise;
}

const char *dossier_own(const struct dossier *d, const char *name)
{
    for (size_t i = 0; i < d->own_field.n; i++)
        if (strcmp(d->own_field.row[i].name, name) == 0)
            return d->own_field.row[i].plain ? d->own_field.row[i].plain
                                             : d->own_field.row[i].value.text;
    return NULL;
}

const char *dossier_own_shown(struct arena *a, const struct dossier *d, const struct pack_field *f,
                              int lang)
{
    const char *value = dossier_own(d, f->name);
    const struct file_row *file;

    if (f->kind != OWN_FILE)
        return own_shown(a, f, value, lang);
    file = value ? dossier_file(d, strtoll(value, NULL, 10)) : NULL;
    return file ? file->name.text : NULL;
}

const char *dossier_name(const struct dossier *d)
{
    const struct person_row *person = dossier_person(d, "complainant");

    return person ? person->name.text : NULL;
}

void dossier_hide_identity(struct dossier *d)
{
    d->name_hidden = dossier_name(d) != NULL;
    for (size_t i = 0; i < d->entry.n; i++)
        d->entry.row[i].named.text = NULL;
    for (size_t i = 0; i < d->party.n; i++) {
        struct person_row *p = &d->person[i];
        p->name.text = p->address.text = p->postcode.text = NULL;
        p->email.text = p->phone.text = p->fax.text = p->needs.text = NULL;
        d->party.row[i].authority.text = NULL;
    }
    for (size_t i = 0; i < d->own_field.n; i++) {
        const struct pack_field *f = pack_field(d->pack, d->own_field.row[i].name);
        if (f && own_names_people(f))
            d->own_field.row[i].value.text = NULL;
    }
}

const struct assessment_row *dossier_assessment(const struct dossier *d)
{
    return d->assessment.n > 0 ? &d->assessment.row[d->assessment.n - 1] : NULL;
}

const struct decision_row *dossier_decision(const struct dossier *d)
{
    for (size_t i = d->decision.n; i-- > 0;)
        if (d->decision.row[i].level == d->c.level && !instant_is_set(d->decision.row[i].ended_at))
            return &d->decision.row[i];
    return NULL;
}

const struct proposal_row *dossier_proposal(const struct dossier *d)
{
    for (size_t i = d->proposal.n; i-- > 0;)
        if (d->proposal.row[i].level == d->c.level && !instant_is_set(d->proposal.row[i].ended_at))
            return &d->proposal.row[i];
    return NULL;
}
