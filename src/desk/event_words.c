/* The log in words: what the timeline says of an event that has no text of its own. */
#include "desk/case_show.h"

#include <string.h>

static const struct {
    const char *kind;
    const char *words;
} table[] = {
    { "acknowledged", N_("Acknowledged to the complainant") },
    { "acknowledgement_failed", N_("The acknowledgement came back") },
    { "alerted", N_("Top management alerted") },
    { "approved", N_("Proposal approved") },
    { "assessed", N_("Assessed") },
    { "assigned", N_("Given to somebody") },
    { "carried_out", N_("A remedy was carried out") },
    { "closed", N_("Closed") },
    { "code_reissued", N_("A new code was issued after an identity check") },
    { "communicated", N_("Decision told to the complainant") },
    { "decided", N_("Decided") },
    { "disclosed", N_("Details released to the person complained about") },
    { "file_added", N_("File added") },
    { "filed", N_("Complaint received") },
    { "handed_over", N_("Handed over") },
    { "imported", N_("Brought in from another system") },
    { "investigated", N_("Investigation ended") },
    { "investigation_begun", N_("Investigation begun") },
    { "linked", N_("Linked to another complaint") },
    { "measure_taken", N_("Immediate measure taken") },
    { "party_changed", N_("A person of the complaint was changed") },
    { "proposed", N_("Answer proposed") },
    { "proposal_returned", N_("Proposal given back") },
    { "reassessed", N_("Assessed again") },
    { "rejected", N_("Complainant did not accept the decision") },
    { "accepted", N_("Complainant accepted the decision") },
    { "reminded", N_("Complainant reminded") },
    { "remedy_changed", N_("A remedy was changed") },
    { "reopened", N_("Opened again") },
    { "resumed", N_("No longer waiting") },
    { "retyped", N_("Kind of contact changed") },
    { "review_begun", N_("Internal review begun") },
    { "set_aside", N_("Set aside") },
    { "solved", N_("Solved on the spot") },
    { "taken_back", N_("Taken back into the queues") },
    { "unlinked", N_("Link to another complaint taken away") },
    { "verified", N_("A remedy was verified") },
    { "waiting", N_("Waiting began") },
    { "withdrawn", N_("Complaint withdrawn") },
    /* These have entries of their own, or are not of the case's course. */
    { "fact_added", NULL },
    { "fact_taken_down", NULL },
    { "identity_read", NULL },
    { "note_added", NULL },
    { "reply_sent", NULL },
    { "translated", NULL },
    { "updated", NULL },
};

const char *event_words(const char *kind)
{
    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].kind, kind) == 0)
            return table[i].words;
    return N_("Worked on");
}
