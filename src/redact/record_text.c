/* One table of the texts; every other sealed column of the organisation stands with its reason in
 * redact/place_test.c. */
#include "redact/record_text.h"

#include "base/buf.h"
#include "complaint/redaction.h"
#include "improvement/given.h"
#include "keep/keep.h"
#include "people/second_person.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const struct table *table;
    const char *column, *label;
} known[] = {
    { &meeting_table, "title", N_("About") },
    { &meeting_table, "place", N_("Where") },
    { &meeting_table, "agenda", N_("Agenda") },
    { &meeting_table, "minutes", N_("Minutes") },
    { &analysis_table, "conclusion", N_("What follows from it") },
    { &weak_point_table, "text", N_("Weak point") },
    { &corrective_action_table, "what", N_("What is to be done") },
    { &corrective_action_table, "done_text", N_("What was done") },
    { &corrective_action_table, "settled_text", N_("What came of it") },
    { &objective_table, "why", N_("Why, and what is done for it") },
    { &objective_table, "ended_text", N_("What follows from it") },
    { &resource_table, "what", N_("What is needed, and why") },
    { &resource_table, "answer", N_("Answer") },
};

const struct table *record_table(const char *name)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].table->name, name) == 0)
            return known[i].table;
    return NULL;
}

bool record_redactable(const char *table, const char *column)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].table->name, table) == 0 && strcmp(known[i].column, column) == 0)
            return true;
    return false;
}

static const struct secret *secret_in(const struct table *t, const void *row, const char *column)
{
    for (size_t i = 0; i < t->record->n; i++)
        if (strcmp(t->record->fields[i].name, column) == 0)
            return field_in(&t->record->fields[i], row);
    return NULL;
}

size_t record_texts(const struct table *t, const void *row, struct record_text out[RECORD_TEXTS])
{
    size_t n = 0;

    for (size_t i = 0; i < COUNT(known); i++) {
        const struct secret *s = known[i].table == t ? secret_in(t, row, known[i].column) : NULL;
        if (s && s->text)
            out[n++] =
                (struct record_text){ t, row_id(t, row), known[i].column, known[i].label, s->text };
    }
    return n;
}

/* -- one row -- */

/* An action is of the team it was set for, a weak point of that of its analysis. */
static bool whose(const struct act *act, struct record_found *r, struct err *err)
{
    const struct corrective_action_row *action = r->row;
    const struct weak_point_row *point = r->row;
    const struct meeting_row *own = r->row;
    struct meeting_row m = { 0 };
    struct analysis_row a = { 0 };

    if (r->table == &meeting_table) {
        r->team = own->team_id;
        r->complaints = own->complaints;
        return true;
    }
    if (r->table == &analysis_table) {
        r->team = ((const struct analysis_row *)r->row)->team_id;
        return true;
    }
    if (r->table == &objective_table || r->table == &resource_table) {
        r->team = r->table == &objective_table ? ((const struct objective_row *)r->row)->team_id
                                               : ((const struct resource_row *)r->row)->team_id;
        return true;
    }
    if (r->table == &weak_point_table) {
        if (!analysis_by_id(act->a, act->db, point->analysis_id, &a, err))
            return false;
        r->team = a.team_id;
        return true;
    }
    r->team = action->team_id;
    if (action->meeting_id != 0 && !meeting_by_id(act->a, act->db, action->meeting_id, &m, err))
        return false;
    r->complaints = m.complaints;
    return true;
}

bool record_load(const struct act *act, const struct table *t, int64_t id, struct record_found *out,
                 struct err *err)
{
    struct value of = value_int(id);

    *out = (struct record_found){ .table = t, .row = arena_alloc(act->a, t->record->size) };
    return db_one(act->a, act->db, t->by_id, &of, t->record, out->row, err) &&
           row_open(act->a, act->keys, t, out->row, err) && whose(act, out, err);
}

/* -- taking something out -- */

static bool not_held(const struct act *act, const char *complaints, struct err *err)
{
    bool whole = true;

    if (!complaints)
        return true;
    if (!holds_whole(act, &whole, err) || (!whole && !hold_altered(err)))
        return false;
    for (const char *s = complaints; *s;) {
        struct rows holds;
        char *end;
        if (!holds_load(act, strtoll(s, &end, 10), &holds, err))
            return false;
        if (holds.n > 0)
            return err_set(err, ERR_REFUSED,
                           N_("A complaint on the agenda is under a legal hold: nothing is taken "
                              "out of this meeting until the hold is lifted."));
        s = end + strspn(end, " ");
    }
    return true;
}

/* No mark in a text has the number of another. */
static int64_t number_free(const char *text)
{
    int64_t most = 0, found;
    const char *mark;
    size_t n;

    while ((mark = redaction_find(text, &n, &found)) != NULL) {
        most = found > most ? found : most;
        text = mark + n;
    }
    return most + 1;
}

static const char *marks_put(struct arena *a, const char *text, const struct passage *passages,
                             size_t n, const char *reason)
{
    int64_t number = number_free(text);
    struct buf b = buf_new(a);
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        buf_add(&b, text + at, passages[i].from - at);
        buf_str(&b, redaction_mark(a, reason, number++));
        at = passages[i].until;
    }
    buf_str(&b, text + at);
    return buf_text(&b);
}

bool record_redact(const struct act *act, const struct procedure *p, const struct record_text *of,
                   const struct passage *passages, size_t n, const struct redacting *in,
                   struct err *err)
{
    const struct table *t = of->table;
    const struct secret *now;
    struct record_found r;
    AUTO_TX tx = { 0 };
    struct history h;
    void *after;

    if (!redact_reason_given(p, in, err) || !act_by_staff(act, err) ||
        !tx_begin(&tx, act->db, err) || !record_load(act, t, of->id, &r, err) ||
        !not_held(act, r.complaints, err))
        return false;
    now = secret_in(t, r.row, of->column);
    if (!now || !now->text || strcmp(now->text, of->text) != 0)
        return version_same(0, 1, err);
    after = arena_alloc(act->a, t->record->size);
    memcpy(after, r.row, t->record->size);
    *(struct secret *)((char *)after + ((const char *)now - (const char *)r.row)) =
        secret_text(marks_put(act->a, of->text, passages, n, in->reason));
    if (!history_begin(&h, act, COMPLAINT_NONE, "record_redacted", in->why, err) ||
        !history_rekey(&h, t, r.row, after, err) || !history_end(&h, err) || !tx_commit(&tx, err))
        return false;
    (void)db_checkpoint(act->db); /* what a reader stands in the way of, the next one does */
    return true;
}
