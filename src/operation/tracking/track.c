/* The same facts told twice: plainly for the complainant, and as the eight lines
 * of Annex E. 7.3 */
#include "operation/tracking/track.h"

#include "operation/investigation/objectivity.h"

static const char *const labels[TRACK_STEPS] = {
    [TRACK_ACKNOWLEDGED] = N_("Acknowledged to the complainant"),
    [TRACK_ASSESSED] = N_("Complaint assessed"),
    [TRACK_INVESTIGATED] = N_("Complaint investigated"),
    [TRACK_RESOLVED] = N_("Decision taken"),
    [TRACK_INFORMED] = N_("Complainant informed"),
    [TRACK_CORRECTED] = N_("Put right"),
    [TRACK_VERIFIED] = N_("Verified that it was put right"),
    [TRACK_CLOSED] = N_("Complaint closed"),
};

const char *track_label(enum track_step step)
{
    return labels[step];
}

/* Whether every remedy that was not dropped has come at least this far. */
static bool remedies_reached(const struct case_facts *f, enum remedy_state state)
{
    if (!instant_is_set(f->communicated) && !instant_is_set(f->solved))
        return false;
    for (size_t i = 0; i < f->n_remedies; i++)
        if (f->remedies[i].state < state)
            return false;
    return true;
}

static bool done(const struct case_facts *f, enum track_step step)
{
    switch (step) {
    case TRACK_ACKNOWLEDGED:
        return instant_is_set(f->acknowledged);
    case TRACK_ASSESSED:
        return instant_is_set(facts_assessed(f));
    case TRACK_INVESTIGATED:
        return instant_is_set(f->investigated);
    case TRACK_RESOLVED:
        return instant_is_set(f->decided) || instant_is_set(f->solved);
    case TRACK_INFORMED:
        return instant_is_set(f->communicated) || instant_is_set(f->solved);
    case TRACK_CORRECTED:
        return remedies_reached(f, REMEDY_CARRIED_OUT);
    case TRACK_VERIFIED:
        return remedies_reached(f, REMEDY_VERIFIED);
    case TRACK_CLOSED:
        return !facts_open(f);
    }
    return false;
}

void track_steps(const struct case_facts *f, enum track_state out[TRACK_STEPS])
{
    bool now = facts_open(f);

    for (int i = 0; i < TRACK_STEPS; i++) {
        if (done(f, (enum track_step)i))
            out[i] = TRACK_DONE;
        else if (!facts_open(f))
            out[i] = TRACK_NOT_NEEDED;
        else
            out[i] = now ? TRACK_NOW : TRACK_OPEN;
        now = now && out[i] != TRACK_NOW;
    }
}

static const char *decided_status(const struct case_facts *f)
{
    if (!instant_is_set(f->communicated))
        return N_("We have decided and are writing to you.");
    if (f->answer == ANSWER_REJECTED)
        return f->outside == OUTSIDE_CHOSEN
                   ? N_("A body outside is looking at your complaint. It stays open with us.")
                   : N_("You did not accept our decision. Your complaint stays open.");
    return N_("We have decided. Please tell us whether you accept it.");
}

const char *track_status(const struct case_facts *f)
{
    if (facts_open(f) && instant_is_set(f->withdrawn))
        return N_("You withdrew your complaint. We are closing it.");
    switch (f->stage) {
    case STAGE_NONE:
        return NULL;
    case STAGE_RECEIVED:
        return N_("We have your complaint.");
    case STAGE_ACKNOWLEDGED:
        return N_("We have your complaint and are reading it.");
    case STAGE_ASSESSED:
        return N_("We have read your complaint and know what has to be found out.");
    case STAGE_INVESTIGATING:
        return N_("We are finding out what happened.");
    case STAGE_RESPONDING:
        return N_("We know what happened and are preparing our answer.");
    case STAGE_DECIDED:
        return decided_status(f);
    case STAGE_REVIEWING:
        return N_("Somebody who had no part in the decision is looking at it again.");
    case STAGE_REMEDYING:
        return N_("You accepted, and we are doing what we promised.");
    case STAGE_CLOSED:
        return N_("Your complaint is closed.");
    }
    return NULL;
}

const char *track_next(const struct case_facts *f)
{
    switch (f->stage) {
    case STAGE_NONE:
    case STAGE_CLOSED:
        return NULL;
    case STAGE_RECEIVED:
        return N_("Next we confirm that we have it.");
    case STAGE_ACKNOWLEDGED:
        return N_("Next we judge how urgent it is and who deals with it.");
    case STAGE_ASSESSED:
        return N_("Next we find out what happened.");
    case STAGE_INVESTIGATING:
        return N_("Next we prepare our answer.");
    case STAGE_RESPONDING:
    case STAGE_REVIEWING:
        return N_("Next we decide and tell you.");
    case STAGE_DECIDED:
        return instant_is_set(f->communicated) ? N_("Next we need your answer.")
                                               : N_("Next you get our decision with the reasons.");
    case STAGE_REMEDYING:
        return N_("Next we check that everything was done, and close your complaint.");
    }
    return NULL;
}

const char *track_can_do(const struct case_facts *f)
{
    if (!facts_open(f))
        return N_(
            "If something is still wrong, write to us here and we open your complaint again.");
    if (instant_is_set(f->withdrawn))
        return NULL;
    if (f->stage == STAGE_DECIDED && instant_is_set(f->communicated)) {
        if (f->answer == ANSWER_REJECTED)
            return N_(
                "You can turn to the outside bodies named in our letter, or accept after all.");
        return N_("You can accept our decision or say why you do not.");
    }
    return N_("You can add facts and files, or withdraw your complaint.");
}

bool track_update_allowed(const struct case_facts *f, bool text, bool by_page, struct err *err)
{
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (!text)
        return err_field(err, "text", N_("Write what has happened since the last update."));
    if (!by_page && !f->reachable)
        return err_field(err, "channel",
                         N_("There is no address or telephone number to reach this person."));
    return true;
}

bool track_hand_over_allowed(const struct case_facts *f, int64_t to, bool reason, struct err *err)
{
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (to == 0)
        return err_field(err, "owner", N_("Somebody has to answer for the complaint."));
    if (to == f->owner)
        return err_field(err, "owner", N_("This person answers for it already."));
    if (f->owner != 0 && !reason)
        return err_field(err, "reason", N_("Write why it is handed over."));
    return objectivity_allowed(f, to, PART_OWNER, err);
}
