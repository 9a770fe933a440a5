/* Marked as failed, and the case is back with us. */
#include "operation/tracking/message_flow.h"

#include "operation/step.h"

#include <string.h>

/* Said face to face, or only shown on the page. */
static bool cannot_fail(const struct entry_row *e)
{
    static const char *const channels[] = { "web", "telephone", "in_person", "management_office" };

    for (size_t i = 0; e->channel && i < COUNT(channels); i++)
        if (strcmp(e->channel, channels[i]) == 0)
            return true;
    /* What no outbox had to carry was there at once. */
    return !e->channel && e->delivered_at.us == e->at.us;
}

bool message_may_return(const struct entry_row *e)
{
    enum delivery delivery = word_value(&delivery_words, e->delivery);

    return strcmp(e->direction, "out") == 0 && strcmp(e->kind, "call") != 0 && !cannot_fail(e) &&
           (delivery == DELIVERY_QUEUED || delivery == DELIVERY_SENT);
}

bool message_returned(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, int64_t entry, const char *why, struct err *err)
{
    const struct entry_row *e;
    AUTO_STEP s = { 0 };

    if (!step_given(why))
        return err_field(err, "reason",
                         N_("Write what came back: the address is unknown, the mailbox is "
                            "full."));
    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    e = dossier_entry(&s.d, entry);
    if (!e || !message_may_return(e))
        return err_field(err, "message", N_("Choose which message came back."));
    if (!step_event(&s, "message_failed", why, err) || !step_failed(&s, entry, err))
        return false;
    s.c.returned_at = act->now;
    return step_note(&s, why, err) && step_done(&s, err);
}
