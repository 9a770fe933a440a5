/* Conflicts of interest, declared and ended. */
#include "operation/investigation/objectivity_flow.h"

#include "operation/step.h"

#include <string.h>

/* Exactly one person answers for a case; who no longer may gives it back to the team. */
static void parts_end(struct step *s, int64_t staff)
{
    if (s->c.owner_id == staff)
        s->c.owner_id = 0;
    if (s->c.investigator_id == staff)
        s->c.investigator_id = 0;
}

bool conflict_declare(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, int64_t staff, const char *kind, const char *why,
                      struct err *err)
{
    struct conflict_row row = { .complaint_id = complaint,
                                .staff_id = staff,
                                .kind = kind,
                                .why = secret_text(why),
                                .at = act->now };
    AUTO_STEP s = { 0 };

    if (word_value(&conflict_words, kind) == CONFLICT_NONE)
        return err_field(err, "kind", N_("Choose what kind of conflict it is."));
    if (staff == 0)
        return err_field(err, "person", N_("Choose whom it concerns."));
    if (!step_given(why))
        return err_field(err, "why", N_("Write what the conflict is."));
    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (facts_conflict(&s.d.facts, staff) != CONFLICT_NONE)
        return err_set(err, ERR_CONFLICT, N_("A conflict of this person is on record already."));
    if (!step_event(&s, "conflict_declared", NULL, err) ||
        !history_insert(&s.h, &conflict_table, &row, err))
        return false;
    parts_end(&s, staff);
    return step_done(&s, err);
}

static const struct conflict_row *conflict_find(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->conflict.n; i++)
        if (d->conflict.row[i].id == id && !instant_is_set(d->conflict.row[i].ended_at))
            return &d->conflict.row[i];
    return NULL;
}

bool conflict_end(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, int64_t conflict, const char *why, struct err *err)
{
    const struct conflict_row *before;
    struct conflict_row after;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    before = conflict_find(&s.d, conflict);
    if (!before)
        return err_set(err, ERR_NOT_FOUND, N_("This conflict is not on record any more."));
    if (before->staff_id == s.who.user)
        return err_set(err, ERR_REFUSED, N_("Somebody else has to end a conflict of your own."));
    if (!step_given(why))
        return err_field(err, "why", N_("Write why it holds no longer."));
    after = *before;
    after.ended_at = act->now;
    return step_event(&s, "conflict_ended", why, err) &&
           history_update(&s.h, &conflict_table, before, &after, err) && step_done(&s, err);
}
