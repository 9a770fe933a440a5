/* Ways of acknowledging, and when one is not good enough. 7.4 */
#include "operation/acknowledgement/ack.h"

bool ack_stands(const struct case_facts *f)
{
    return instant_is_set(f->acknowledged) && f->ack_delivery != DELIVERY_FAILED;
}

void ack_missing(const struct case_facts *f, struct missing *m)
{
    if (ack_stands(f))
        return;
    if (f->ack_delivery == DELIVERY_FAILED)
        missing_add(m, "ack",
                    N_("Another way to acknowledge it: the last message did not arrive."));
    else
        missing_add(m, "ack", N_("The acknowledgement to the complainant."));
}

static bool needs_address(enum ack_way way)
{
    return way == ACK_TELEPHONE || way == ACK_LETTER || way == ACK_EMAIL;
}

bool ack_allowed(const struct case_facts *f, enum ack_way way, struct err *err)
{
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (ack_stands(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was acknowledged before."));
    if (way == ACK_NONE)
        return err_field(err, "way", N_("Choose how it was acknowledged."));
    if (needs_address(way) && !f->reachable)
        return err_field(err, "way",
                         N_("There is no address or telephone number to reach this person."));
    if (way != ACK_IMPOSSIBLE)
        return true;
    if (f->reachable && f->ack_delivery != DELIVERY_FAILED)
        return err_field(err, "way",
                         N_("This person can be reached; acknowledge the complaint to them."));
    if (!f->ack_reason)
        return err_field(err, "reason", N_("Write why it cannot be acknowledged."));
    return true;
}

bool ack_failed_allowed(const struct case_facts *f, struct err *err)
{
    if (f->ack_way != ACK_LETTER && f->ack_way != ACK_EMAIL)
        return err_set(err, ERR_REFUSED, N_("No acknowledgement was sent that could fail."));
    if (f->ack_delivery == DELIVERY_FAILED)
        return err_set(err, ERR_CONFLICT, N_("It is known already that it did not arrive."));
    return true;
}

/* A case that went on meanwhile does not go back for it. */
enum stage ack_stage(const struct case_facts *f)
{
    if (ack_stands(f))
        return f->stage == STAGE_RECEIVED ? STAGE_ACKNOWLEDGED : f->stage;
    return f->stage == STAGE_ACKNOWLEDGED ? STAGE_RECEIVED : f->stage;
}
