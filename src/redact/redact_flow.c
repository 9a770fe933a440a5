/* One act, one event: the passages go into rows of their own, a mark takes the place of each, and
 * the words of the text are indexed anew. */
#include "redact/redact.h"

#include "base/buf.h"
#include "complaint/redaction.h"
#include "complaint/search.h"
#include "db/redact_sql.h"
#include "desk/publish.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/step.h"
#include "people/second_person.h"

#include <string.h>

static bool not_there(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

bool redact_reason_given(const struct procedure *p, const struct redacting *in, struct err *err)
{
    const struct code_row *code = in->reason ? procedure_code(p, "redaction", in->reason) : NULL;

    if (!code || instant_is_set(code->ended_at))
        return err_field(err, "reason", N_("Choose why it is redacted."));
    return !code->detail || step_given(in->why) ||
           err_field(err, "why", N_("Say in words why it is redacted."));
}

bool redact_enclosed(const char *text, const char *sent, struct passage out[PASSAGES], size_t *n,
                     struct err *err)
{
    static const char *const words[] = {
        [PASSAGES_NONE] = N_("Enclose at least one passage."),
        [PASSAGES_CHANGED] = N_("Something besides the brackets is different. The text may not be "
                                "changed here, only enclosed."),
        [PASSAGES_UNPAIRED] = N_("A bracket is missing, or one is too many. Each passage begins "
                                 "with one pair and ends with the other."),
        [PASSAGES_CUT] = N_("A passage begins or ends within an earlier redaction. Enclose it "
                            "whole, or leave it out."),
        [PASSAGES_MANY] = N_("These are too many passages at once. Do it in two steps."),
    };
    enum passages_read read = passages_read(text, sent ? sent : "", out, n);

    return read == PASSAGES_GOOD || err_field(err, "text", words[read]);
}

/* -- the index -- */

/* Of the other tables no words are in the index. */
static bool index_anew(const struct step *s, struct place place, const void *row,
                       const char *before, const char *after, struct err *err)
{
    struct arena *a = s->act->a;
    int64_t id = s->d.c.id;

    if (strcmp(place.table, "complaint") == 0)
        return search_change(s->act, id, id, SEARCH_CONTENT, filing_words(a, &s->d.c),
                             filing_words(a, &s->c), err);
    if (strcmp(place.table, "own_field") == 0)
        return own_words_change(s->act,
                                pack_field(s->d.pack, ((const struct own_field_row *)row)->name),
                                row, before, after, err);
    return strcmp(place.table, "entry") != 0 ||
           search_change(s->act, place.id, id, case_entry_part(row), before, after, err);
}

/* -- one text -- */

/* The text of that place becomes another one, and is not public any more if it was. The case's own
 * row and its clocks are saved with the step. */
static bool text_put(struct step *s, struct place place, const char *text, struct err *err)
{
    const struct table *table;
    struct secret *secret;
    const char *before;
    void *row, *after;
    size_t at;

    if (!place_find(&s->d, place, &table, &row, &secret))
        return not_there(err);
    before = secret->text;
    at = (size_t)((const char *)secret - (const char *)row);
    if (table == &complaint_table) {
        *(struct secret *)((char *)&s->c + at) = secret_text(text);
        return index_anew(s, place, row, before, text, err);
    }
    if (table == &clock_table) { /* clocks are saved with the case */
        *secret = secret_text(text);
        return true;
    }
    after = arena_alloc(s->act->a, table->record->size);
    memcpy(after, row, table->record->size);
    *(struct secret *)((char *)after + at) = secret_text(text);
    if (table == &publication_table && ((const struct publication_row *)row)->text)
        publication_over(s->act, after);
    if (!history_update(&s->h, table, row, after, err))
        return false;
    memcpy(row, after, table->record->size);
    return index_anew(s, place, row, before, text, err);
}

static bool redaction_put(struct step *s, const struct redacting *in, struct place place,
                          int64_t number, const char *passage, struct err *err)
{
    struct redaction_row row = { .complaint_id = s->d.c.id,
                                 .number = number,
                                 .place_table = place.table,
                                 .place_column = place.column,
                                 .place_id = place.id,
                                 .passage = secret_text(passage),
                                 .reason = in->reason,
                                 .why = secret_text(step_given(in->why) ? in->why : NULL),
                                 .at = s->act->now,
                                 .by_id = s->act->actor_id };

    return history_insert(&s->h, &redaction_table, &row, err);
}

static bool number_next(const struct step *s, int64_t *out, struct err *err)
{
    const struct redaction_row *r;
    struct rows rows = { 0 };

    if (!sql_redactions_of(s->act->a, s->act->db, s->d.c.id, &rows, err))
        return false;
    r = rows.row;
    *out = rows.n > 0 ? r[rows.n - 1].number + 1 : 1;
    return true;
}

static bool mark_in(const char *text, int64_t number)
{
    const char *mark;
    int64_t found;
    size_t n;

    for (; (mark = redaction_find(text, &n, &found)) != NULL; text = mark + n)
        if (found == number)
            return true;
    return false;
}

/* Each passage of `text` gives way to its mark; `all` is the text of the column, in which no mark
 * has the number of another. */
static bool marks_put(struct step *s, const struct redacting *in, struct place place,
                      const struct passage *passages, size_t n, const char *all, const char *text,
                      const char **out, struct err *err)
{
    struct arena *a = s->act->a;
    struct buf b = buf_new(a);
    size_t at = 0, length = strlen(text);
    int64_t number;

    if (!number_next(s, &number, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct passage *p = &passages[i];
        if (p->from < at || p->until <= p->from || p->until > length)
            return err_internal(err, "a passage lies outside its text");
        /* Somebody may have typed what looks like a mark; the number alone leads back to it. */
        while (mark_in(all, number))
            number++;
        buf_add(&b, text + at, p->from - at);
        buf_str(&b, redaction_mark(a, in->reason, number));
        if (!redaction_put(s, in, place, number++,
                           arena_strn(a, text + p->from, p->until - p->from), err))
            return false;
        at = p->until;
    }
    buf_str(&b, text + at);
    *out = buf_text(&b);
    return true;
}

bool redact_text(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, struct place place, const struct passage *passages, size_t n,
                 const struct redacting *in, struct err *err)
{
    AUTO_STEP s = { 0 };
    struct secret *secret;
    const struct pack_field *of;
    const struct table *table;
    const char *text = NULL;
    void *row;

    if (!redact_reason_given(p, in, err) || !step_open(&s, act, p, complaint, version, err) ||
        !act_by_staff(act, err))
        return false;
    if (!place_find(&s.d, place, &table, &row, &secret))
        return not_there(err);
    of = place_table(&s.d, table, row);
    text = place_text(act->a, of, place, secret->text);
    if (!text)
        return not_there(err);
    return step_event(&s, "redacted", in->why, err) &&
           marks_put(&s, in, place, passages, n, secret->text, text, &text, err) &&
           text_put(&s, place, place_with(act->a, of, place, secret->text, text), err) &&
           step_done(&s, err);
}

/* -- a file -- */

/* Names tell what is in a file, and sometimes of whom. */
static bool file_text_hide(struct step *s, const struct redacting *in, const struct file_row *f,
                           const char *column, struct secret *secret, int64_t *number,
                           struct err *err)
{
    struct place place = { "file", column, f->id, NULL };
    const char *was = secret->text;

    if (!was)
        return true;
    *secret = secret_text(redaction_mark(s->act->a, in->reason, *number));
    return redaction_put(s, in, place, (*number)++, was, err);
}

bool redact_file(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, int64_t file, int64_t blob, const char *owner,
                 const struct redacting *in, struct err *err)
{
    struct file_row before, after;
    AUTO_STEP s = { 0 };
    const struct file_row *f;
    int64_t number;

    if (!redact_reason_given(p, in, err) || !step_open(&s, act, p, complaint, version, err) ||
        !act_by_staff(act, err))
        return false;
    f = dossier_file(&s.d, file);
    if (!f)
        return not_there(err);
    if (f->withheld)
        return err_set(err, ERR_CONFLICT, N_("This file is withheld already."));
    before = after = *f;
    after.withheld = in->reason;
    return step_event(&s, "file_redacted", in->why, err) && number_next(&s, &number, err) &&
           file_text_hide(&s, in, f, "name", &after.name, &number, err) &&
           file_text_hide(&s, in, f, "title", &after.title, &number, err) &&
           history_update(&s.h, &file_table, &before, &after, err) &&
           (blob == 0 || file_claim_copy(&s.h, blob, owner, &before, err)) && step_done(&s, err);
}

/* -- back again -- */

static bool lifted_put(struct step *s, const struct redaction_row *before, const char *why,
                       struct err *err)
{
    struct redaction_row after = *before;

    after.lifted_at = s->act->now;
    after.lifted_by = s->act->actor_id;
    after.lift_why = secret_text(why);
    return history_update(&s->h, &redaction_table, before, &after, err);
}

/* Everything of the file, its copies included. */
static bool file_lift(struct step *s, const struct rows *rows, int64_t id, const char *why,
                      struct err *err)
{
    const struct redaction_row *r = rows->row;
    const struct file_row *f = dossier_file(&s->d, id);
    struct file_row after;

    if (!f)
        return not_there(err);
    after = *f;
    after.withheld = NULL;
    for (size_t i = 0; i < rows->n; i++) {
        if (instant_is_set(r[i].lifted_at) || strcmp(r[i].place_table, "file") != 0 ||
            r[i].place_id != id)
            continue;
        *(strcmp(r[i].place_column, "title") == 0 ? &after.title : &after.name) =
            secret_text(r[i].passage.text);
        if (!lifted_put(s, &r[i], why, err))
            return false;
    }
    if (!history_update(&s->h, &file_table, f, &after, err))
        return false;
    for (size_t i = 0; i < s->d.file.n; i++) {
        struct file_row *copy = &s->d.file.row[i];
        after = *copy;
        after.removed_at = s->act->now;
        if (copy->copy_of_id == id && !instant_is_set(copy->removed_at) &&
            !history_update(&s->h, &file_table, copy, &after, err))
            return false;
    }
    return true;
}

bool redaction_stands(struct dossier *d, const struct rows *redactions,
                      const struct redaction_row *r)
{
    struct place place = { r->place_table, r->place_column, r->place_id, NULL };
    const struct redaction_row *other = redactions->row;
    struct secret *secret;

    if (place_find(d, place, NULL, NULL, &secret) && mark_in(secret->text, r->number))
        return true;
    for (size_t i = 0; i < redactions->n; i++) {
        struct place at = { other[i].place_table, other[i].place_column, other[i].place_id, NULL };
        if (other[i].number > r->number && !instant_is_set(other[i].lifted_at) &&
            place_beside(at, place) && mark_in(other[i].passage.text, r->number))
            return true;
    }
    return false;
}

static bool text_lift(struct step *s, const struct rows *rows, const struct redaction_row *r,
                      const char *why, struct err *err)
{
    struct place place = { r->place_table, r->place_column, r->place_id, NULL };
    const struct table *table;
    struct secret *secret;
    const char *text;
    void *row;

    if (!place_find(&s->d, place, &table, &row, &secret))
        return not_there(err);
    text = place_restore(s->act->a, place_table(&s->d, table, row), secret->text, r->number,
                         r->passage.text);
    if (!text && !redaction_stands(&s->d, rows, r))
        return err_set(err, ERR_REFUSED,
                       N_("The text was written anew since, so the passage cannot be put back. It "
                          "can be read among what is redacted."));
    if (!text)
        return err_set(err, ERR_REFUSED,
                       N_("This passage lies within another one that was redacted later. Lift that "
                          "one first."));
    return lifted_put(s, r, why, err) && text_put(s, place, text, err);
}

const struct redaction_row *redaction_standing(const struct rows *redactions, int64_t id,
                                               struct err *err)
{
    const struct redaction_row *r = redactions->row;

    for (size_t i = 0; i < redactions->n; i++)
        if (r[i].id == id && !instant_is_set(r[i].lifted_at))
            return &r[i];
    err_set(err, ERR_CONFLICT, N_("This redaction does not stand any more."));
    return NULL;
}

bool redact_lift(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t redaction, const char *why, struct err *err)
{
    const struct redaction_row *r;
    AUTO_STEP s = { 0 };
    struct rows rows;

    if (!step_reason("why", why, err) || !step_open(&s, act, p, complaint, 0, err) ||
        !act_by_staff(act, err) || !redactions_load(act, complaint, &rows, err))
        return false;
    r = redaction_standing(&rows, redaction, err);
    if (!r)
        return false;
    if (!step_event(&s, "redaction_lifted", why, err))
        return false;
    return (strcmp(r->place_table, "file") == 0 ? file_lift(&s, &rows, r->place_id, why, err)
                                                : text_lift(&s, &rows, r, why, err)) &&
           step_done(&s, err);
}

/* -- reading -- */

bool redact_look(const struct act *act, int64_t complaint, const char *why, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return step_reason("why", why, err) && act_by_staff(act, err) && tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, complaint, "original_read", why, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool redact_stored(const struct act *act, const struct procedure *p, const struct dossier *shown,
                   struct dossier *out, struct err *err)
{
    if (!dossier_load_id(act, p, shown->c.id, out, err))
        return false;
    for (size_t i = 0; i < out->own_field.n; i++)
        if (!dossier_own(shown, out->own_field.row[i].name))
            out->own_field.row[i].value.text = NULL;
    return true;
}

bool redactions_load(const struct act *act, int64_t complaint, struct rows *out, struct err *err)
{
    return sql_redactions_of(act->a, act->db, complaint, out, err) &&
           rows_open(act->a, act->keys, &redaction_table, out, err);
}

/* The latest first: a passage may hold the mark of an earlier one. */
const char *redactions_undone(struct arena *a, const struct rows *redactions, struct place place,
                              const char *text)
{
    const struct redaction_row *r = redactions->row;

    for (size_t i = redactions->n; text && i-- > 0;) {
        struct place at = { r[i].place_table, r[i].place_column, r[i].place_id, NULL };
        const char *whole;
        if (instant_is_set(r[i].lifted_at) || !r[i].passage.text || !place_beside(at, place))
            continue;
        whole = redaction_restore(a, text, r[i].number, r[i].passage.text);
        text = whole ? whole : text;
    }
    return text;
}

static bool own_hand(const char *author_kind)
{
    return strcmp(author_kind, "complainant") == 0 || strcmp(author_kind, "public") == 0;
}

bool redact_own_file(const struct file_row *f)
{
    return own_hand(f->author_kind) && strcmp(f->direction, "in") == 0;
}

bool redact_file_read(const struct act *act, const struct file_row *f, struct file_reader **out,
                      struct err *err)
{
    return (redact_own_file(f) ? file_read_original : file_read)(act, f, out, err);
}

/* What staff took down is in their words; only how they were treated is asked of the complainant
 * alone. */
static bool own_column(const struct complaint_row *c, const char *column)
{
    if (strcmp(column, "satisfaction_text") == 0)
        return true;
    return c->entered_by == 0 && strcmp(column, "immediate_action") != 0 &&
           strcmp(column, "referred_by") != 0;
}

bool redact_own_place(const struct dossier *d, struct place place)
{
    const struct entry_row *entry = dossier_entry(d, place.id);

    if (strcmp(place.table, "complaint") == 0)
        return own_column(&d->c, place.column);
    if (strcmp(place.table, "decision") == 0)
        return strcmp(place.column, "answer_text") == 0;
    if (strcmp(place.table, "entry") == 0)
        return entry && own_hand(entry->author_kind);
    for (size_t i = 0; strcmp(place.table, "file") == 0 && i < d->file.n; i++)
        if (d->file.row[i].id == place.id)
            return redact_own_file(&d->file.row[i]);
    return false;
}

/* Who sent a file needs no redacted copy of it. */
static void own_files(struct dossier *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        bool copy = false;
        for (size_t j = 0; j < d->file.n; j++)
            copy |=
                d->file.row[i].copy_of_id == d->file.row[j].id && redact_own_file(&d->file.row[j]);
        if (!copy)
            d->file.row[n++] = d->file.row[i];
    }
    d->file.n = n;
    for (size_t i = 0; i < n; i++)
        if (redact_own_file(&d->file.row[i]))
            d->file.row[i].withheld = NULL;
}

bool redactions_own(const struct act *act, struct dossier *d, struct err *err)
{
    const struct redaction_row *r;
    int64_t any = 0;
    struct rows rows;

    if (!sql_redactions_any(act->a, act->db, d->c.id, &any, err))
        return false;
    if (any == 0)
        return true;
    if (!redactions_load(act, d->c.id, &rows, err))
        return false;
    r = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct place place = { r[i].place_table, r[i].place_column, r[i].place_id, NULL };
        struct secret *secret;
        if (redact_own_place(d, place) && place_find(d, place, NULL, NULL, &secret))
            secret->text = redactions_undone(act->a, &rows, place, secret->text);
    }
    own_files(d);
    return true;
}
