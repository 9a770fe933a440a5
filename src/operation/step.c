/* The frame of an act: one transaction, one event, the case saved last. */
#include "operation/step.h"

#include <string.h>

void step_drop(struct step *s)
{
    tx_rollback(&s->tx);
}

bool step_open(struct step *s, const struct act *act, const struct procedure *p, int64_t complaint,
               int64_t version, struct err *err)
{
    s->act = act;
    s->p = p;
    if (strcmp(act->actor_kind, "staff") == 0)
        s->who.user = act->actor_id;
    if (!tx_begin(&s->tx, act->db, err) || !dossier_load_id(act, p, complaint, &s->d, err))
        return false;
    s->c = s->d.c;
    if (version != 0 && version != s->d.c.version)
        return err_set(
            err, ERR_CONFLICT,
            N_("Somebody else changed this case in the meantime. Nothing of yours is lost: look at "
               "what they did, then send again."));
    return true;
}

bool step_event(struct step *s, const char *kind, const char *reason, struct err *err)
{
    return history_begin(&s->h, s->act, s->d.c.id, kind, reason, err);
}

bool step_done(struct step *s, struct err *err)
{
    return case_save(&s->h, s->p, &s->d, &s->c, err) && history_end(&s->h, err) &&
           tx_commit(&s->tx, err);
}

bool step_clocks(struct step *s, const char *trigger, struct err *err)
{
    return case_clocks(&s->h, s->p, &s->d, trigger, s->act->now, err);
}

bool step_given(const char *text)
{
    return text && text[strspn(text, " \t\r\n")] != '\0';
}

void step_text(struct secret *s, const char *text)
{
    if (!step_given(text))
        text = NULL;
    if (!text && !s->text)
        return;
    if (text && s->text && strcmp(text, s->text) == 0)
        return;
    *s = secret_text(text);
}
