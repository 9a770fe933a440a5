#include "operation/receipt/own_flow.h"

#include "complaint/files.h"
#include "complaint/own_table.h"
#include "complaint/redaction.h"
#include "complaint/report.h"
#include "i18n/lang.h"
#include "operation/step.h"
#include "people/answerer.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* A form sends all fields: one with a redaction in it comes back with the block that was shown, in
 * whatever language, and is not changed by that. */
static bool as_shown(struct step *s, const char *stored, const char *typed)
{
    size_t n;

    for (int i = 0; redaction_find(stored, &n, NULL) && i < LANGS; i++)
        if (same(redaction_show(s->act->a, s->p, &langs[i], stored), typed))
            return true;
    return false;
}

/* The stored cell of that column that came back as it was shown: the one in the same row, or else
 * the first, because rows come and go. NULL = none did. */
static const char *cell_as_shown(struct step *s, const struct pack_field *f,
                                 const struct own_cells *stored, size_t row, size_t column,
                                 const char *typed)
{
    const char *cell = row < stored->n ? *own_cell(stored, f, row, column) : NULL;

    if (typed && cell && as_shown(s, cell, typed))
        return cell;
    for (size_t i = 0; typed && i < stored->n; i++) {
        cell = *own_cell(stored, f, i, column);
        if (cell && as_shown(s, cell, typed))
            return cell;
    }
    return NULL;
}

/* A table keeps the marks of its cells whatever else in it is changed. */
static bool table_read(struct step *s, const struct pack_field *f, const char *name,
                       const char *typed, const char **value, struct err *err)
{
    struct own_cells stored, cells, kept;
    bool read = own_cells_read(s->act->a, f, *value, &stored) &&
                own_cells_read(s->act->a, f, typed, &cells);

    kept = own_cells_new(s->act->a, f, read ? cells.n : 0);
    for (size_t i = 0; i < kept.n; i++)
        for (size_t j = 0; j < f->n_columns; j++)
            *own_cell(&kept, f, i, j) =
                cell_as_shown(s, f, &stored, i, j, *own_cell(&cells, f, i, j));
    return own_table_read(s->act->a, f, name, typed, read ? &kept : NULL, value, err);
}

/* A field that is changed, with what it will hold. */
struct change {
    const struct pack_field *field;
    const char *value;
    int64_t staged; /* the file it will be, once it is one of the case */
};

/* Whoever the procedure names answers it, through whatever door; others send it back as it is. */
static bool answerer_checked(struct step *s, const struct change *c, const char *name,
                             struct err *err)
{
    return same(c->value, dossier_own(&s->d, c->field->name)) ||
           answerer_allowed(s->act, &s->d, c->field, name, err);
}

/* A file that came with the form, or one that the case has. */
static bool file_known(struct step *s, const char *name, struct change *c, struct err *err)
{
    if (!c->value || dossier_file(&s->d, strtoll(c->value, NULL, 10)))
        return true;
    return err_field(err, name, N_("Choose one of the files of this complaint."));
}

static int64_t staged_number(const char *typed)
{
    size_t n = strlen(OWN_STAGED);

    return typed && strncmp(typed, OWN_STAGED, n) == 0 ? strtoll(typed + n, NULL, 10) : 0;
}

/* What stands there stays as it is, however long it is over. */
static bool day_allowed(struct step *s, const struct pack_field *f, const char *name,
                        const char *value, struct err *err)
{
    return same(value, dossier_own(&s->d, f->name)) ||
           (own_day_allowed(f, name, value, zone_date(s->p->zone, s->act->now, NULL), err) &&
            own_received_allowed(f, name, value, zone_date(s->p->zone, s->d.c.received_at, NULL),
                                 err));
}

static bool typed_read(struct step *s, const struct own_value *typed, struct change *out,
                       struct err *err)
{
    const struct pack_field *f = pack_field(s->d.pack, typed->name);
    const char *name = arena_printf(s->act->a, OWN_PREFIX "%s", typed->name);

    if (!f || f->about != SURVEY_NONE || !pack_concerns(s->d.pack, &f->classes, s->d.c.class))
        return err_field(err, name, N_("This complaint has no such field."));
    *out = (struct change){ .field = f, .value = dossier_own(&s->d, f->name) };
    if (as_shown(s, out->value, typed->value))
        return true;
    out->staged = f->kind == OWN_FILE ? staged_number(typed->value) : 0;
    if (out->staged > 0) {
        out->value = typed->value;
        return true;
    }
    if (f->kind == OWN_TABLE && step_given(typed->value))
        return table_read(s, f, name, typed->value, &out->value, err);
    return own_read(s->act->a, f, name, typed->value, &out->value, err) &&
           day_allowed(s, f, name, out->value, err) &&
           (f->kind != OWN_FILE || file_known(s, name, out, err));
}

static bool change_read(struct step *s, const struct own_value *typed, struct change *out,
                        struct err *err)
{
    return typed_read(s, typed, out, err) &&
           answerer_checked(s, out, arena_printf(s->act->a, OWN_PREFIX "%s", typed->name), err);
}

static bool file_take(struct step *s, struct change *c, const char *owner, struct err *err)
{
    int64_t id;

    if (c->staged == 0)
        return true;
    if (!owner)
        return err_field(err, own_form_name(s->act->a, c->field),
                         N_("Choose one of the files of this complaint."));
    if (!file_claim(&s->h, c->staged, owner, "internal", 0, &id, err))
        return false;
    c->value = arena_printf(s->act->a, "%" PRId64, id);
    return true;
}

/* Where it is sold may be one of the answers. [REG-S1] */
static bool reports_open(struct step *s, const struct change *list, size_t n, struct err *err)
{
    struct own_value *values = ARENA_ARRAY(s->act->a, struct own_value, s->d.own_field.n + n);
    size_t all = 0;

    for (size_t i = 0; i < n; i++)
        values[all++] = (struct own_value){ list[i].field->name, list[i].value };
    for (size_t i = 0; i < s->d.own_field.n; i++)
        values[all++] = (struct own_value){ s->d.own_field.row[i].name,
                                            dossier_own(&s->d, s->d.own_field.row[i].name) };
    return report_open_due(&s->h, s->p, &s->d, word_value(&safety_words, s->d.c.safety),
                           s->d.c.class, values, all, err) &&
           step_significance(s, NULL, values, all, false, err);
}

/* In this version of the procedure or in another one, on which a change is tried: what the day was
 * is known to a trial only if it was noted. */
static bool may_end_clocks(const struct pack_field *f)
{
    return f->kind == OWN_DATE && f->not_before_today;
}

static bool changes_write(struct step *s, struct change *list, size_t n, const char *owner,
                          struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!file_take(s, &list[i], owner, err) ||
            !own_row_write(&s->h, &s->d, list[i].field, list[i].value, err))
            return false;
        if (may_end_clocks(list[i].field) &&
            !case_clocks_until(&s->h, s->p, &s->d, list[i].field->name, list[i].value, err))
            return false;
        if (own_happens(list[i].field, list[i].value) && !step_clocks(s, list[i].field->event, err))
            return false;
    }
    return reports_open(s, list, n, err);
}

bool own_save(const struct act *act, const struct procedure *p, int64_t complaint, int64_t version,
              const struct own_value *typed, size_t n, const char *owner, struct err *err)
{
    struct change *list = ARENA_ARRAY(act->a, struct change, n);
    AUTO_STEP s = { 0 };
    size_t changed = 0;

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (!facts_open(&s.d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    for (size_t i = 0; i < n; i++) {
        if (!change_read(&s, &typed[i], &list[changed], err))
            return false;
        changed += !same(list[changed].value, dossier_own(&s.d, list[changed].field->name));
    }
    return changed == 0 || (step_event(&s, "fields_changed", NULL, err) &&
                            changes_write(&s, list, changed, owner, err) && step_done(&s, err));
}

bool step_fill(struct step *s, const struct own_value *values, size_t n, struct err *err)
{
    struct change *list = ARENA_ARRAY(s->act->a, struct change, n + 1);
    size_t changed = 0;

    for (size_t i = 0; i < n; i++) {
        struct err none = { 0 };
        if (change_read(s, &values[i], &list[changed], &none))
            changed += !same(list[changed].value, dossier_own(&s->d, list[changed].field->name));
        else if (none.kind != ERR_INVALID)
            return *err = none, false;
    }
    return changed == 0 || changes_write(s, list, changed, NULL, err);
}
