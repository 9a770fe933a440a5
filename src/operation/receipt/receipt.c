/* What a contact needs to be registered, and what may become of it. 7.2 */
#include "operation/receipt/receipt.h"

#include "operation/investigation/objectivity.h"

/* The complainant fills these in, so every question can be asked. */
static bool channel_asks(enum channel channel)
{
    return channel == CHANNEL_WEB || channel == CHANNEL_APP;
}

void receipt_missing(const struct case_facts *f, struct missing *m)
{
    if (f->type == CONTACT_NONE)
        missing_add(m, "type", N_("What kind of contact it is."));
    if (f->channel == CHANNEL_NONE)
        missing_add(m, "channel", N_("How it reached you."));
    if (!f->statement)
        missing_add(m, "description", N_("What happened."));
    if (!instant_is_set(f->received))
        missing_add(m, "received_at", N_("When the organisation received it."));
    if (channel_asks(f->channel) && f->sought == SOUGHT_NOT_ASKED)
        missing_add(m, "remedy_sought", N_("What would put it right, or that nothing is wanted."));
    if (f->about_handling && f->linked_to == 0)
        missing_add(m, "linked_to", N_("The complaint whose handling it is about."));
}

bool receipt_allowed(const struct case_facts *f, struct instant now, struct err *err)
{
    struct missing m = { 0 };

    receipt_missing(f, &m);
    if (!missing_none(&m, err)) {
        err->kind = ERR_INVALID;
        return false;
    }
    if (f->received.us > now.us)
        return err_field(err, "received_at", N_("It cannot have been received in the future."));
    return true;
}

bool receipt_scope_allowed(const struct case_facts *f, enum scope scope, bool reason,
                           struct err *err)
{
    if (scope == SCOPE_NONE)
        return err_field(err, "scope", N_("Say whether it is for us to handle."));
    if (instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("This complaint was decided before."));
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This case is closed; open it again first."));
    if (scope != SCOPE_INSIDE && !reason)
        return err_field(err, "reason", N_("Write why it is not for us to handle."));
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
        return err_set(err, ERR_CONFLICT, N_("This case is closed; open it again first."));
    if (instant_is_set(f->decided))
        return err_set(err, ERR_REFUSED, N_("What was decided as a complaint stays a complaint."));
    return true;
}

bool receipt_solve_allowed(const struct case_facts *f, const struct actor *who, struct err *err)
{
    if (who->user == 0)
        return err_set(err, ERR_REFUSED, N_("A solution needs a person who answers for it."));
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This case was closed before."));
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
        return err_field(err, "linked_to", N_("A case cannot be about its own handling."));
    if (f->type != CONTACT_COMPLAINT || about->type != CONTACT_COMPLAINT)
        return err_field(err, "linked_to",
                         N_("Only a complaint can be about how a complaint was "
                            "handled."));
    if (f->linked_to != 0 && f->linked_to != about->id)
        return err_set(err, ERR_CONFLICT, N_("It is linked to another case already."));
    return true;
}
