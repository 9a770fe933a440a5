/* Marked as sent; or as failed, and the case is back with us. */
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

/* -- sent by hand -- */

const char *const message_sent_channels[] = { "letter", "email", "telephone", "in_person", NULL };

bool message_waits(const struct entry_row *e)
{
    return strcmp(e->direction, "out") == 0 &&
           word_value(&delivery_words, e->delivery) == DELIVERY_QUEUED;
}

static bool channel_fits(const struct step *s, const char *channel, struct err *err)
{
    bool known = false;

    for (size_t i = 0; channel && message_sent_channels[i]; i++)
        known |= strcmp(message_sent_channels[i], channel) == 0;
    if (!known)
        return err_field(err, "channel", N_("Choose how it was sent."));
    if (strcmp(channel, "email") == 0 && !dossier_mail_to(&s->d))
        return err_field(err, "channel", N_("There is no e-mail address. Choose another way."));
    if (strcmp(channel, "letter") == 0 && !dossier_post_to(&s->d))
        return err_field(err, "channel", N_("There is no postal address. Choose another way."));
    return true;
}

/* The letter of a decision, or of an acknowledgement, which say what became of it as well. */
static bool decision_sent(struct step *s, int64_t entry, const char *channel, struct err *err)
{
    const struct decision_row *before = dossier_decision(&s->d);
    struct decision_row after;

    if (!before || before->letter_id != entry)
        return true;
    after = *before;
    after.channel = channel;
    after.delivery = word_code(&delivery_words, DELIVERY_SENT);
    return history_update(&s->h, &decision_table, before, &after, err);
}

static bool acknowledgement_sent(struct step *s, int64_t entry, struct err *err)
{
    const struct acknowledgement_row *row = s->d.acknowledgement.row;

    for (size_t i = 0; i < s->d.acknowledgement.n; i++) {
        struct acknowledgement_row after = row[i];
        if (row[i].entry_id != entry)
            continue;
        after.delivery = word_code(&delivery_words, DELIVERY_SENT);
        return history_update(&s->h, &acknowledgement_table, &row[i], &after, err);
    }
    return true;
}

bool message_sent(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, const struct message_sent *form, struct err *err)
{
    const struct entry_row *e;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    e = dossier_entry(&s.d, form->message);
    if (!e || !message_waits(e))
        return err_field(err, "message", N_("Choose which message was sent."));
    return channel_fits(&s, form->channel, err) && step_event(&s, "message_sent", NULL, err) &&
           step_sent(&s, e->id, form->channel, err) &&
           decision_sent(&s, e->id, form->channel, err) && acknowledgement_sent(&s, e->id, err) &&
           step_done(&s, err);
}
