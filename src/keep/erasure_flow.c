/* Asking for an erasure, refusing it, approving it. */
#include "keep/keep.h"

#include "complaint/guard.h"
#include "db/keep_sql.h"
#include "keep/journal.h"
#include "keep/whole.h"
#include "operation/step.h"
#include "people/second_person.h"

#include <string.h>

static const struct word grounds[] = {
    [1] = { "request", N_("The person asked for it") },
    [2] = { "no_need", N_("It is not needed any more") },
    [3] = { "unlawful", N_("It should never have been kept") },
};
const struct words erasure_ground_words = { "erasure_ground", grounds, COUNT(grounds) };

enum { GROUND_REQUEST = 1, GROUND_NO_NEED, GROUND_UNLAWFUL };

bool erasures_load(const struct act *act, int64_t complaint, struct rows *out, struct err *err)
{
    return sql_erasures_of(act->a, act->db, complaint, out, err) &&
           rows_open(act->a, act->keys, &erasure_table, out, err);
}

/* -- what is meant -- */

/* The cases that go: this one, or all of the person. */
static bool scope_load(const struct act *act, int64_t complaint, int64_t person, struct rows *out,
                       struct err *err)
{
    struct int_value *one = ARENA_NEW(act->a, struct int_value);

    one->value = complaint;
    *out = (struct rows){ one, 1 };
    return person == 0 || sql_complaints_of_person(act->a, act->db, person, out, err);
}

/* What may not be erased now: under a hold never, open only what should never have been kept. */
static bool case_free(const struct act *act, int64_t complaint, int ground, struct err *err)
{
    struct complaint_row c = { 0 };

    if (!complaint_by_id(act->a, act->db, complaint, &c, err) ||
        !hold_none(act, complaint, c.reference, err))
        return false;
    if (instant_is_set(c.closed_at) || c.set_aside || ground == GROUND_UNLAWFUL)
        return true;
    err_set(err, ERR_REFUSED,
            N_("Complaint {reference} is still open. Close it first; if the complainant wants it "
               "to end, record the withdrawal."));
    err_arg(err, "reference", c.reference);
    return false;
}

static bool all_free(const struct act *act, const struct rows *ids, int ground, struct err *err)
{
    const struct int_value *id = ids->row;

    for (size_t i = 0; i < ids->n; i++)
        if (!case_free(act, id[i].value, ground, err))
            return false;
    return true;
}

/* The same before the transaction: the look at the log takes longest of all. */
static bool all_whole(const struct act *act, int64_t complaint, int64_t person, struct err *err)
{
    struct rows ids;

    return scope_load(act, complaint, person, &ids, err) && whole_cases(act, &ids, person, err);
}

/* -- asking -- */

static bool ask_whole(const struct act *act, const struct procedure *p,
                      const struct erasure_ask *in, struct err *err)
{
    int ground = word_value(&erasure_ground_words, in->ground);

    if (ground == 0)
        return err_field(err, "ground", N_("Choose why it is to be erased."));
    if (!step_given(in->why))
        return err_field(err, "why", N_("Write the reason. It is erased with the complaint."));
    if (ground == GROUND_REQUEST && !date_is_set(in->requested_on))
        return err_field(err, "requested_on", N_("Give the day on which the person asked."));
    if (date_is_set(in->requested_on) &&
        date_compare(in->requested_on, zone_date(p->zone, act->now, NULL)) > 0)
        return err_field(err, "requested_on", N_("This day is still to come."));
    return true;
}

static bool none_asked(const struct act *act, int64_t complaint, struct err *err)
{
    struct rows rows = { 0 };
    const struct erasure_row *e;

    if (!sql_erasures_of(act->a, act->db, complaint, &rows, err))
        return false;
    e = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(e[i].state, "asked") == 0)
            return err_set(err, ERR_CONFLICT,
                           N_("An erasure is asked for already, and waits for a second person."));
    return true;
}

/* What cannot be erased as it stands is not asked for either. */
static bool asked_whole(const struct act *act, const struct procedure *p,
                        const struct erasure_ask *in, struct err *err)
{
    const struct person_row *who = NULL;
    struct dossier d;

    if (in->person) {
        if (!dossier_load_id(act, p, in->complaint, &d, err))
            return false;
        who = dossier_person(&d, "complainant");
    }
    return all_whole(act, in->complaint, who ? who->id : 0, err);
}

bool erasure_ask(const struct act *act, const struct procedure *p, const struct erasure_ask *in,
                 int64_t *id, struct err *err)
{
    struct erasure_row row = { .complaint_id = in->complaint,
                               .state = "asked",
                               .ground = in->ground,
                               .requested_on = in->requested_on,
                               .why = secret_text(in->why),
                               .asked_at = act->now,
                               .asked_by = act->actor_id };
    const struct person_row *who;
    struct rows ids;
    AUTO_STEP s = { 0 };

    if (!ask_whole(act, p, in, err) || !asked_whole(act, p, in, err) ||
        !step_open(&s, act, p, in->complaint, in->version, err))
        return false;
    if (!act_by_staff(act, err))
        return false;
    who = dossier_person(&s.d, "complainant");
    if (in->person && !who)
        return err_field(err, "person", N_("No complainant is on record in this complaint."));
    row.person_id = in->person ? who->id : 0;
    if (!none_asked(act, in->complaint, err) ||
        !scope_load(act, in->complaint, row.person_id, &ids, err) ||
        !all_free(act, &ids, word_value(&erasure_ground_words, in->ground), err) ||
        !step_event(&s, "erasure_asked", NULL, err) ||
        !history_insert(&s.h, &erasure_table, &row, err) || !step_done(&s, err))
        return false;
    if (id)
        *id = row.id;
    return true;
}

/* -- deciding -- */

static bool erasure_find(const struct act *act, int64_t complaint, int64_t id,
                         struct erasure_row *out, struct err *err)
{
    struct err none = { 0 };

    if (!erasure_by_id(act->a, act->db, id, out, &none) || out->complaint_id != complaint) {
        if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND)
            return *err = none, false;
        return err_set(err, ERR_CONFLICT, N_("No such erasure was asked for."));
    }
    if (strcmp(out->state, "asked") != 0)
        return err_set(err, ERR_CONFLICT, N_("This erasure was decided already."));
    return guard_whole(act, &erasure_table, out, err) && act_by_another(act, out->asked_by, err);
}

bool erasure_refuse(const struct act *act, const struct procedure *p, int64_t complaint, int64_t id,
                    const char *why, struct err *err)
{
    struct erasure_row before = { 0 }, after;
    AUTO_STEP s = { 0 };

    if (!step_reason("why", why, err) || !step_open(&s, act, p, complaint, 0, err) ||
        !erasure_find(act, complaint, id, &before, err))
        return false;
    after = before;
    after.state = "refused";
    after.decided_at = act->now;
    after.decided_by = act->actor_id;
    after.refused_why = secret_text(why);
    return step_event(&s, "erasure_refused", NULL, err) &&
           history_update(&s.h, &erasure_table, &before, &after, err) && step_done(&s, err);
}

/* On the case, before its key goes. */
static bool decision_note(const struct act *act, const struct procedure *p,
                          const struct erasure_row *before, struct err *err)
{
    struct erasure_row after = *before;
    AUTO_STEP s = { 0 };

    after.state = "done";
    after.decided_at = act->now;
    after.decided_by = act->actor_id;
    return step_open(&s, act, p, before->complaint_id, 0, err) &&
           step_event(&s, "erasure_approved", NULL, err) &&
           history_update(&s.h, &erasure_table, before, &after, err) && step_done(&s, err);
}

/* What went, in the organisation's chain: it outlives the keys. */
static bool disposal_note(const struct act *act, const struct erasure_row *row,
                          const struct erased *e, struct err *err)
{
    struct disposal_row d = { .kind = "erasure",
                              .erasure_id = row->id,
                              .begun_at = act->now,
                              .ended_at = act->now,
                              .asked_by = row->asked_by,
                              .approved_by = act->actor_id };
    struct history h;

    erased_note(e, &d);
    return history_begin(&h, act, COMPLAINT_NONE, "disposed", NULL, err) &&
           history_insert(&h, &disposal_table, &d, err) && history_end(&h, err);
}

static bool approve(const struct act *act, const struct procedure *p, int64_t complaint, int64_t id,
                    struct erased *out, struct err *err)
{
    struct erasure_row row = { 0 };
    struct rows ids;
    int64_t *list;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) || !erasure_find(act, complaint, id, &row, err) ||
        !scope_load(act, complaint, row.person_id, &ids, err) ||
        !all_free(act, &ids, word_value(&erasure_ground_words, row.ground), err) ||
        !decision_note(act, p, &row, err))
        return false;
    list = ARENA_ARRAY(act->a, int64_t, ids.n + 1);
    for (size_t i = 0; i < ids.n; i++)
        list[i] = ((const struct int_value *)ids.row)[i].value;
    return erase_cases(act, p, list, ids.n, row.person_id, out, err) &&
           disposal_note(act, &row, out, err) && tx_commit(&tx, err);
}

bool erasure_approve(const struct act *act, const struct procedure *p, const char *folder,
                     int64_t complaint, int64_t id, struct erased *out, struct err *err)
{
    struct err later = { 0 };
    struct erasure_row row = { 0 };
    bool clean;

    if (!erasure_find(act, complaint, id, &row, err) ||
        !all_whole(act, complaint, row.person_id, err) || !approve(act, p, complaint, id, out, err))
        return false;
    /* It is done: what cannot be written or cleaned now, the clerk does. */
    return (journal_follow(act, folder, &later) && erase_clean(act, &clean, &later)) || true;
}
