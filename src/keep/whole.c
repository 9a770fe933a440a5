/* The verifier does the looking, at four tables; here its findings are told apart. */
#include "keep/whole.h"

#include "complaint/event.h"
#include "complaint/guard.h"
#include "complaint/proof.h"
#include "db/guard_sql.h"
#include "db/keep_sql.h"
#include "db/keyring_sql.h"
#include "db/tables.h"
#include "db/upkeep_sql.h"
#include "keep/keep.h"
#include "web/log.h"

#include <string.h>

static const struct table *const gone_by[] = { &complaint_table, &person_table, &party_table,
                                               &legal_hold_table, NULL };

static bool of_table(const struct finding_row *f, const struct table *t)
{
    return f->table && strcmp(f->table, t->name) == 0;
}

/* Whether it is about one case or person. In the log anything may be missing, a hold too; and of
 * a party that was altered or taken away nobody knows whom it keeps in which case. */
static bool of_one(const struct finding_row *f)
{
    if (of_table(f, &party_table))
        return f->event != 0 || strcmp(f->kind, "row_added") == 0;
    return of_table(f, &complaint_table) || of_table(f, &person_table);
}

bool whole_look(const struct act *act, struct whole *out, struct err *err)
{
    *out = (struct whole){ .v = { .a = act->a, .db = act->db, .only = gone_by } };
    if (!holds_whole(act, &out->holds, err) || !verify_log(&out->v, err))
        return false;
    out->log = out->v.left_out == 0;
    for (size_t i = 0; i < out->v.n; i++) {
        const struct finding_row *f = &out->v.findings[i];
        if (of_table(f, &legal_hold_table))
            out->holds = false;
        else if (!of_one(f))
            out->log = false;
    }
    return true;
}

static bool one_of(const struct rows *ids, int64_t id)
{
    const struct int_value *of = ids->row;

    for (size_t i = 0; i < ids->n; i++)
        if (of[i].value == id)
            return true;
    return false;
}

bool whole_case(const struct act *act, const struct whole *w, int64_t complaint, int64_t person,
                bool *out, struct err *err)
{
    struct rows here = { 0 }, records = { 0 };

    *out = w->log && w->holds;
    if (!*out || w->v.n == 0)
        return true;
    if (!sql_persons_in(act->a, act->db, complaint, &here, err) ||
        (person && !sql_records_of_person(act->a, act->db, person, &records, err)))
        return false;
    for (size_t i = 0; i < w->v.n; i++) {
        const struct finding_row *f = &w->v.findings[i];
        if (of_table(f, &person_table) ? one_of(&here, f->id) || one_of(&records, f->id)
                                       : f->complaint == complaint)
            *out = false;
    }
    return true;
}

static bool refuse(const struct act *act, int64_t complaint, struct err *err)
{
    struct complaint_row c = { 0 };

    if (!complaint_by_id(act->a, act->db, complaint, &c, err))
        return false;
    whole_note(act, true, "an erasure was refused: the complaint is not as its history says");
    err_set(err, ERR_REFUSED,
            N_("What is stored of complaint {reference} was altered beside the program, so it is "
               "not erased. Tell the administrator: redress verify says more."));
    err_arg(err, "reference", c.reference);
    return false;
}

bool whole_cases(const struct act *act, const struct rows *ids, int64_t person, struct err *err)
{
    const struct int_value *id = ids->row;
    struct whole w;
    bool whole;

    if (!whole_look(act, &w, err))
        return false;
    if (!w.holds || !w.log)
        whole_note(act, true, "an erasure was refused: the history is not whole");
    if (!w.holds)
        return hold_altered(err);
    if (!w.log)
        return err_set(err, ERR_REFUSED,
                       N_("The history was altered beside the program, so nothing may be erased. "
                          "Tell the administrator: redress verify says more."));
    for (size_t i = 0; i < ids->n; i++)
        if (!whole_case(act, &w, id[i].value, person, &whole, err) ||
            (!whole && !refuse(act, id[i].value, err)))
            return false;
    if (w.v.n == 0)
        whole_note(act, false, NULL);
    return true;
}

void whole_note(const struct act *act, bool refused, const char *what)
{
    struct err err = { 0 };

    if (what)
        log_event("warning", "keeper", 0, what, "redress verify names it");
    if (!sql_upkeep_note(act->a, act->db, refused ? "keep_refused" : "keep_whole", act->now, &err))
        log_event("error", "keeper", (int)err.kind, "not noted", err.detail);
}

/* -- what was erased -- */

/* The event says that this row was erased, and is what was written. */
static bool event_says(const struct act *act, const struct event_row *row, const struct table *t,
                       int64_t owner)
{
    unsigned char hash[EVENT_HASH];
    struct event e;

    event_hash(row->bytes, hash);
    if (row->hash.n != sizeof hash || memcmp(row->hash.s, hash, sizeof hash) != 0 ||
        !event_read(act->a, row->bytes, &e) || e.id != row->id)
        return false;
    for (size_t i = 0; i < e.n_rows; i++)
        if (e.rows[i].op == EVENT_ERASE && e.rows[i].table == t->number && e.rows[i].id == owner)
            return true;
    return false;
}

bool whole_erased(const struct act *act, enum key_kind kind, int64_t owner, bool *out,
                  struct err *err)
{
    const struct table *t = kind == KEY_PERSON ? &person_table : &complaint_table;
    struct wrapped_key_row key = { 0 };
    struct guard_row guard = { 0 };
    struct event_row event = { 0 };
    struct err none = { 0 };

    *out = false;
    if (sql_wrapped_key(act->a, act->db, kind, owner, &key, &none))
        return true;
    if (none.kind == ERR_NOT_FOUND)
        none = (struct err){ 0 };
    if (none.kind == ERR_NONE && sql_guard_of(act->a, act->db, t->number, owner, &guard, &none) &&
        proof_holds(act->a, keyring_vault(act->keys), guard_proof, &guard) &&
        sql_event_of_guard(act->a, act->db, guard.event_id, &event, &none))
        *out = event_says(act, &event, t, owner);
    return none.kind == ERR_NONE || none.kind == ERR_NOT_FOUND || (*err = none, false);
}
