/* What may become of a contact that was registered. 7.2 */
#include "operation/receipt/receipt.h"

#include "operation/investigation/objectivity.h"

bool receipt_direct_allowed(const struct case_facts *f, enum scope to, bool told, struct err *err)
{
    if (to == SCOPE_NONE || to == SCOPE_INSIDE)
        return err_field(err, "scope", N_("Choose whose matter it is."));
    if (!told)
        return err_field(err, "text", N_("Write whom to turn to."));
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("This complaint was decided before."));
    return true;
}

const char *receipt_direction(enum scope scope)
{
    switch (scope) {
    case SCOPE_NONE:
    case SCOPE_INSIDE:
        return NULL;
    case SCOPE_EMPLOYMENT:
        return N_("Matters between an employer and its staff are not handled here. Please turn to "
                  "the personnel department or the staff representatives. What you wrote is kept, "
                  "so you can take it along.");
    case SCOPE_OUTSIDE_DISPUTE:
        return N_("A court or another body is dealing with this already, so it decides. What you "
                  "wrote is kept, so you can take it along.");
    case SCOPE_OTHER_BODY:
        return N_("We cannot decide about this, but another organisation can. What you wrote is "
                  "kept, so you can take it along.");
    }
    return NULL;
}

bool receipt_retype_allowed(const struct case_facts *f, enum contact_type to, bool reason,
                            struct err *err)
{
    if (to == CONTACT_NONE)
        return err_field(err, "type", N_("Choose what kind of contact it is."));
    if (to == f->type)
        return err_field(err, "type", N_("It is of this kind already."));
    if (!reason)
        return err_field(err, "reason", N_("Write why it is another kind of contact."));
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint is closed; open it again first."));
    if (instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("What was decided as a complaint stays a complaint."));
    return true;
}

bool receipt_solve_allowed(const struct case_facts *f, const struct actor *who, struct err *err)
{
    if (who->user == 0)
        return err_set(err, ERR_REFUSED, N_("A solution needs a person who answers for it."));
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (f->level != LEVEL_FRONT_LINE || f->stage > STAGE_ACKNOWLEDGED)
        return err_set(err, ERR_REFUSED,
                       N_("A complaint that was assessed is decided, not solved on the spot."));
    if (f->signals & (SIGNAL_SAFETY | SIGNAL_INJURY))
        return err_set(err, ERR_REFUSED,
                       N_("Where somebody could be harmed, the complaint is assessed first."));
    if (!objectivity_allowed(f, who->user, PART_OWNER, err))
        return false;
    if (f->n_remedies == 0 && !f->remedy_none)
        return err_field(err, "remedy", N_("Write what was done to put it right."));
    return true;
}

bool receipt_link_allowed(const struct case_facts *f, const struct case_facts *about,
                          struct err *err)
{
    if (f->id == about->id)
        return err_field(err, "linked_to", N_("A complaint cannot be about its own handling."));
    if (f->type != CONTACT_COMPLAINT || about->type != CONTACT_COMPLAINT)
        return err_field(err, "linked_to",
                         N_("Only a complaint can be about how a complaint was "
                            "handled."));
    if (f->linked_to != 0 && f->linked_to != about->id)
        return err_set(err, ERR_CONFLICT, N_("It is linked to another complaint already."));
    return true;
}
