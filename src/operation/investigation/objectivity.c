/* Who must keep away from a case. [4.7-a] [4.7-b] [D-a] */
#include "operation/investigation/objectivity.h"

static const char *conflict_text(enum conflict kind)
{
    switch (kind) {
    case CONFLICT_NONE:
        break;
    case CONFLICT_COMPLAINED_ABOUT:
        return N_("This person is complained about, so somebody else has to do this.");
    case CONFLICT_MANAGER_INVOLVED:
        return N_("This person manages somebody complained about and is involved, so somebody else "
                  "has to do this.");
    case CONFLICT_DECLARED:
        return N_("This person declared a conflict of interest, so somebody else has to do this.");
    }
    return NULL;
}

/* Taking a message is open to everybody; judging it is not. */
static bool judges(enum part part)
{
    return part != PART_NONE && part != PART_RECEIVER;
}

bool objectivity_allowed(const struct case_facts *f, int64_t user, enum part part, struct err *err)
{
    const char *conflict = conflict_text(facts_conflict(f, user));

    if (judges(part) && conflict)
        return err_set(err, ERR_REFUSED, conflict);
    if (part == PART_DECIDER && f->level >= LEVEL_REVIEW && facts_took_part(f, user, f->level))
        return err_set(err, ERR_REFUSED,
                       N_("This person took part before, so somebody else has to review it."));
    return true;
}

bool objectivity_interview_allowed(const struct case_facts *f, int64_t user, struct err *err)
{
    for (size_t i = 0; i < f->n_conflicts; i++) {
        const struct case_conflict *c = &f->conflicts[i];
        if (c->user != user || c->kind != CONFLICT_COMPLAINED_ABOUT)
            continue;
        if (!instant_is_set(c->disclosed))
            return err_set(err, ERR_REFUSED,
                           N_("Give this person the full details before the interview."));
        return true;
    }
    return err_set(err, ERR_NOT_FOUND,
                   N_("This person is not complained about in this complaint."));
}
