/* Taking note of a copy: one act, one event. */
#include "desk/copies.h"
#include "operation/step.h"
#include "people/second_person.h"

static const struct case_copy_row *copy_of(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->case_copy.n; i++)
        if (d->case_copy.row[i].id == id)
            return &d->case_copy.row[i];
    return NULL;
}

bool copy_note(const struct act *act, const struct procedure *p, int64_t complaint, int64_t copy,
               struct err *err)
{
    const struct case_copy_row *before;
    struct case_copy_row after;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err) || !act_by_staff(act, err))
        return false;
    before = copy_of(&s.d, copy);
    if (!before || instant_is_set(before->noted_at))
        return err_set(err, ERR_CONFLICT, N_("Somebody took note of this copy already."));
    if (act->actor_id == s.d.c.entered_by || act->actor_id == s.d.c.owner_id)
        return err_set(err, ERR_REFUSED,
                       N_("You reported it yourself; somebody else takes note of it."));
    after = *before;
    after.noted_at = act->now;
    after.noted_by = act->actor_id;
    return step_event(&s, "copy_noted", NULL, err) &&
           history_update(&s.h, &case_copy_table, before, &after, err) && step_done(&s, err);
}
