/* From nobody's case to somebody's. */
#include "operation/investigation/take_up_flow.h"

#include "operation/investigation/investigation.h"
#include "operation/step.h"

bool case_take_up(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) ||
        !step_part(&s, s.who.user, PART_OWNER, err) ||
        !investigation_own_allowed(&s.d.facts, s.who.user, err))
        return false;
    if (s.d.c.owner_id == s.who.user)
        return err_set(err, ERR_CONFLICT, N_("You answer for this complaint already."));
    if (s.d.c.owner_id != 0)
        return err_set(err, ERR_CONFLICT,
                       N_("Somebody else answers for this complaint; it has to be handed over."));
    if (!step_event(&s, "taken_up", NULL, err))
        return false;
    s.c.owner_id = s.who.user;
    return case_involve(&s.h, &s.d, PART_OWNER, err) && step_done(&s, err);
}
