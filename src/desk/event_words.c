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
    { "remedies_approved", N_("Proposal approved") },
    { "assessed", N_("Assessed") },
    { "assigned", N_("Given to somebody") },
    { "remedy_carried_out", N_("A remedy was carried out") },
    { "closed", N_("Closed") },
    { "code_reissued", N_("A new code was issued after an identity check") },
    { "decision_told", N_("Decision told to the complainant") },
    { "assignment_refused", N_("Somebody was kept from a part in it") },
    { "conflict_declared", N_("Conflict of interest declared") },
    { "conflict_ended", N_("Conflict of interest ended") },
    { "decided", N_("Decided") },
    { "disclosure_answered", N_("The person complained about said their side") },
    { "disclosure_read", N_("The person complained about read the details") },
    { "disclosure_released", N_("Details released to the person complained about") },
    { "evidence_added", N_("Evidence added") },
    { "file_added", N_("File added") },
    { "filed", N_("Complaint received") },
    { "handed_over", N_("Handed over") },
    { "hearing_waived", N_("A hearing was left out, with the reason") },
    { "imported", N_("Brought in from another system") },
    { "interviewed", N_("Somebody was heard") },
    { "investigated", N_("Investigation ended") },
    { "investigation_begun", N_("Investigation begun") },
    { "investigation_written", N_("Investigation written on") },
    { "linked", N_("Linked to another complaint") },
    { "measure_taken", N_("Immediate measure taken") },
    { "response_proposed", N_("Answer proposed") },
    { "approval_refused", N_("Proposal given back") },
    { "party_added", N_("Somebody was added to the complaint") },
    { "party_corrected", N_("A person of the complaint was corrected") },
    { "persons_joined", N_("Found to be the same complainant as in another complaint") },
    { "persons_parted", N_("Found not to be the same complainant after all") },
    { "message_failed", N_("A message to the complainant came back") },
    { "reassessed", N_("Assessed again") },
    { "answer_rejected", N_("Complainant did not accept the decision") },
    { "answer_accepted", N_("Complainant accepted the decision") },
    { "reminded", N_("Complainant reminded") },
    { "remedy_altered", N_("A remedy was changed") },
    { "reopened", N_("Opened again") },
    { "resumed", N_("No longer waiting") },
    { "retyped", N_("Kind of contact changed") },
    { "review_begun", N_("Internal review begun") },
    { "set_aside", N_("Set aside") },
    { "solved", N_("Solved on the spot") },
    { "taken_back", N_("Taken back into the queues") },
    { "taken_up", N_("Taken up") },
    { "unlinked", N_("Link to another complaint taken away") },
    { "remedy_verified", N_("A remedy was verified") },
    { "waiting", N_("Waiting began") },
    { "withdrawn", N_("Complaint withdrawn") },
    { "clock_breached", N_("A date was missed") },
    { "decision_returned", N_("The decision did not arrive") },
    { "directed_elsewhere", N_("Directed elsewhere") },
    { "letter_altered", N_("The letter was changed") },
    { "new_fact", N_("A significant new fact: assessed again") },
    { "outside_chosen", N_("A body outside deals with it") },
    { "outside_not_used", N_("Nobody outside is asked") },
    { "outside_resolved", N_("Settled or decided outside") },
    { "remedy_added", N_("A remedy was added") },
    { "remedy_dropped", N_("A remedy was dropped") },
    { "remedy_not_as_promised", N_("A remedy is to be done again") },
    { "response_written", N_("Worked on the response") },
    { "silence_over", N_("No answer after the reminders") },
    { "satisfaction_given", N_("Complainant said how they were treated") },
    { "staff_told", N_("Staff concerned told") },
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
