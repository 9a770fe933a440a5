/* Corrective actions: set, done, found to have helped by somebody else, or dropped. */
#include "improvement/given.h"

#include "db/improvement_sql.h"
#include "people/second_person.h"

#include <string.h>

static const struct word state[] = {
    [CORRECTIVE_OPEN] = { "open", N_("To be done") },
    [CORRECTIVE_DONE] = { "done", N_("Done, to be checked") },
    [CORRECTIVE_VERIFIED] = { "verified", N_("Done, and it helped") },
    [CORRECTIVE_DROPPED] = { "dropped", N_("Dropped") },
};
const struct words corrective_state_words = { "corrective_state", state, COUNT(state) };

/* Whose it is: the team of the analysis or of the meeting, which may not be over. */
static bool origin_load(const struct act *act, const struct corrective_form *form, int64_t *team,
                        struct err *err)
{
    struct weak_point_row w = { 0 };
    struct analysis_row a = { 0 };
    struct meeting_row m = { 0 };

    if (form->meeting != 0) {
        if (!meeting_by_id(act->a, act->db, form->meeting, &m, err))
            return false;
        *team = m.team_id;
        return !instant_is_set(m.ended_at) ||
               err_set(err, ERR_CONFLICT, N_("This meeting was called off."));
    }
    if (form->weak_point == 0)
        return err_field(err, "weak_point", N_("Choose the weak point."));
    if (!weak_point_by_id(act->a, act->db, form->weak_point, &w, err) ||
        !analysis_by_id(act->a, act->db, w.analysis_id, &a, err))
        return false;
    *team = a.team_id;
    return !instant_is_set(a.ended_at) ||
           err_set(err, ERR_CONFLICT, N_("This analysis is done already."));
}

static bool form_valid(const struct act *act, const struct procedure *p,
                       const struct corrective_form *form, struct err *err)
{
    if (!text_given(form->what, "what", N_("Say what is to be done."), err) ||
        !staff_given(act, form->owner, "owner", err))
        return false;
    if (!date_is_set(form->due))
        return err_field(err, "due", N_("Say until when."));
    return date_compare(form->due, acting_today(act, p)) >= 0 ||
           err_field(err, "due", N_("This day is past."));
}

bool corrective_add(const struct act *act, const struct procedure *p,
                    const struct corrective_form *form, struct err *err)
{
    struct corrective_action_row row = { .weak_point_id = form->weak_point,
                                         .meeting_id = form->meeting,
                                         .what = secret_text(form->what),
                                         .owner_id = form->owner,
                                         .due_on = form->due,
                                         .state = "open",
                                         .at = act->now,
                                         .by_id = staff_acting(act) };
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) && origin_load(act, form, &row.team_id, err) &&
           form_valid(act, p, form, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "corrective_action_set", NULL, err) &&
           history_insert(&h, &corrective_action_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool corrective_load(const struct act *act, int64_t id, struct corrective_action_row *out,
                     struct err *err)
{
    return corrective_action_by_id(act->a, act->db, id, out, err) &&
           row_open(act->a, act->keys, &corrective_action_table, out, err);
}

static enum corrective_state state_of(const struct corrective_action_row *m)
{
    return (enum corrective_state)word_value(&corrective_state_words, m->state);
}

static bool in_state(const struct corrective_action_row *m, enum corrective_state wanted,
                     struct err *err)
{
    return state_of(m) == wanted ||
           err_set(err, ERR_CONFLICT, N_("This is further already. Look at it again."));
}

static bool change(const struct act *act, const char *kind,
                   const struct corrective_action_row *before, struct corrective_action_row *after,
                   struct err *err)
{
    struct history h;

    return history_begin(&h, act, COMPLAINT_NONE, kind, NULL, err) &&
           history_update(&h, &corrective_action_table, before, after, err) && history_end(&h, err);
}

bool corrective_do(const struct act *act, int64_t id, int64_t version, const char *text,
                   struct err *err)
{
    struct corrective_action_row before = { 0 }, after;
    AUTO_TX tx = { 0 };

    if (!text_given(text, "text", N_("Say what was done."), err) || !tx_begin(&tx, act->db, err) ||
        !corrective_load(act, id, &before, err) || !version_same(before.version, version, err) ||
        !in_state(&before, CORRECTIVE_OPEN, err))
        return false;
    after = before;
    after.state = "done";
    after.done_at = act->now;
    after.done_by = staff_acting(act);
    after.done_text = secret_text(text);
    return change(act, "corrective_action_done", &before, &after, err) && tx_commit(&tx, err);
}

/* Only what was done is looked at, by somebody else; what is open can be dropped too. */
static bool settling_allowed(const struct act *act, const struct corrective_action_row *m,
                             enum corrective_settling what, struct err *err)
{
    if (what == CORRECTIVE_DROP)
        return state_of(m) == CORRECTIVE_OPEN || in_state(m, CORRECTIVE_DONE, err);
    return in_state(m, CORRECTIVE_DONE, err) && act_by_another(act, m->done_by, err);
}

bool corrective_settle(const struct act *act, int64_t id, int64_t version,
                       enum corrective_settling what, const char *text, struct err *err)
{
    static const struct {
        const char *kind, *state;
    } to[] = {
        [CORRECTIVE_HELPED] = { "corrective_action_verified", "verified" },
        [CORRECTIVE_AGAIN] = { "corrective_action_again", "open" },
        [CORRECTIVE_DROP] = { "corrective_action_dropped", "dropped" },
    };
    struct corrective_action_row before = { 0 }, after;
    AUTO_TX tx = { 0 };

    if (!text_given(text, "why", N_("Say how you know, or why."), err) ||
        !tx_begin(&tx, act->db, err) || !corrective_load(act, id, &before, err) ||
        !version_same(before.version, version, err) || !settling_allowed(act, &before, what, err))
        return false;
    after = before;
    after.state = to[what].state;
    after.settled_at = act->now;
    after.settled_by = staff_acting(act);
    after.settled_text = secret_text(text);
    return change(act, to[what].kind, &before, &after, err) && tx_commit(&tx, err);
}
