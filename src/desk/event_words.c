/* The log in words: what the timeline says of an event that has no text of its own. */
#include "base/buf.h"
#include "desk/case_show.h"

#include <string.h>

static const struct {
    const char *kind;
    const char *words;
    enum may right; /* to read its reason, where that stands nowhere else; or what else it did */
} table[] = {
    { "acknowledged", N_("Acknowledged to the complainant") },
    { "acknowledgement_failed", N_("The acknowledgement came back") },
    { "alerted", N_("Top management alerted") },
    { "remedies_approved", N_("Proposal approved") },
    { "assessed", N_("Assessed") },
    { "assigned", N_("Given to somebody") },
    { "remedy_carried_out", N_("A remedy was carried out") },
    { "closed", N_("Closed") },
    { "code_reissued", N_("A new code was issued after an identity check"), MAY_READ_IDENTITY },
    { "decision_told", N_("Decision told to the complainant") },
    { "assignment_refused", N_("Somebody was kept from a part in it") },
    { "conflict_declared", N_("Conflict of interest declared") },
    { "conflict_ended", N_("Conflict of interest ended"), MAY_ASSIGN },
    { "decided", N_("Decided") },
    { "disclosure_answered", N_("The person complained about said their side") },
    { "disclosure_read", N_("The person complained about read the details") },
    { "disclosure_released", N_("Details released to the person complained about") },
    { "evidence_added", N_("Evidence added") },
    { "file_added", N_("File added") },
    { "filed", N_("Complaint received") },
    { "follow_up_called", N_("Follow-up call to the complainant") },
    { "handed_over", N_("Handed over") },
    { "part_handed_over", N_("A part in it was handed over") },
    { "hearing_waived", N_("A hearing was left out, with the reason") },
    { "imported", N_("Brought in from another system") },
    { "interviewed", N_("Somebody was heard") },
    { "joined", N_("Handled with another complaint from now on"), MAY_READ_INTERNAL },
    { "joined_by", N_("Another complaint is handled with this one from now on") },
    { "parted", N_("Handled by itself again"), MAY_READ_INTERNAL },
    { "parted_from", N_("Another complaint is not handled with this one any more") },
    { "repeat_found", N_("The same came before: found by the program") },
    { "repeat_marked", N_("Marked as the same again as an earlier complaint"), MAY_READ_INTERNAL },
    { "repeat_ended", N_("Not the same again as an earlier complaint"), MAY_READ_INTERNAL },
    { "representative_changed", N_("Who speaks for the group was changed") },
    { "affected_changed", N_("How many people it concerns was written down") },
    { "split_off", N_("A part of it became a complaint of its own"), MAY_READ_INTERNAL },
    { "split_from", N_("It was split off from another complaint"), MAY_READ_INTERNAL },
    { "investigated", N_("Investigation ended") },
    { "investigation_begun", N_("Investigation begun") },
    { "investigation_written", N_("Investigation written on") },
    { "linked", N_("Linked to another complaint") },
    { "measure_taken", N_("Immediate measure taken") },
    { "response_proposed", N_("Answer proposed") },
    { "approval_refused", N_("Proposal given back") },
    { "party_added", N_("Somebody was added to the complaint") },
    { "party_corrected", N_("A person of the complaint was corrected"), MAY_READ_IDENTITY },
    { "persons_joined", N_("Found to be the same complainant as in another complaint") },
    { "persons_parted", N_("Found not to be the same complainant after all") },
    { "message_failed", N_("A message to the complainant came back") },
    { "message_sent", N_("A message to the complainant was sent") },
    { "reassessed", N_("Assessed again") },
    { "answer_rejected", N_("Complainant did not accept the decision") },
    { "answer_accepted", N_("Complainant accepted the decision") },
    { "reminded", N_("Complainant reminded") },
    { "remedy_altered", N_("A remedy was changed") },
    { "reopened", N_("Opened again") },
    { "resumed", N_("No longer waiting"), MAY_READ_INTERNAL },
    { "receipt_corrected", N_("The day of receipt was corrected"), MAY_READ_INTERNAL },
    { "retyped", N_("Kind of contact changed"), MAY_READ_INTERNAL },
    { "review_begun", N_("Internal review begun") },
    { "sent_on", N_("Sent to another team"), MAY_READ_INTERNAL },
    { "sent_back", N_("Sent back: it was wrong here"), MAY_READ_INTERNAL },
    { "set_aside", N_("Set aside"), MAY_READ_INTERNAL },
    { "solved", N_("Solved on the spot") },
    { "taken_back", N_("Taken back into the queues"), MAY_READ_INTERNAL },
    { "taken_up", N_("Taken up") },
    { "unlinked", N_("Link to another complaint taken away") },
    { "remedy_verified", N_("A remedy was verified") },
    { "waiting", N_("Waiting began") },
    { "withdrawn", N_("Complaint withdrawn") },
    { "class_changed", N_("What it is about was changed"), MAY_READ_INTERNAL },
    { "matter_changed", N_("More was said about the problem"), MAY_READ_INTERNAL },
    { "fields_changed", N_("Fields of the procedure filled in"), MAY_READ },
    { "report_confirmed", N_("A second person confirmed that it need not be reported") },
    { "report_decided", N_("Whether it must be reported was decided") },
    { "report_filed", N_("It was reported to an authority") },
    { "report_refused", N_("A second person did not agree that it need not be reported") },
    { "alert_read", N_("Top management confirmed that it has read the alert") },
    { "help_asked", N_("The superior was asked for help") },
    { "help_answered", N_("The superior answered how it is to be handled") },
    { "breach_explained", N_("It was said why a date was missed") },
    { "clock_breached", N_("A date was missed"), MAY_READ },
    { "clock_extended", N_("More time was agreed to") },
    { "delay_told", N_("The complainant was told that it takes longer, and why") },
    { "clock_moved", N_("A date moved, because the calendar was changed"), MAY_READ_INTERNAL },
    { "clock_told", N_("So much of the time is over that somebody is to look at it"), MAY_READ },
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
    { "hold_put", N_("Legal hold put on it") },
    { "hold_confirmed", N_("Legal hold confirmed by a second person") },
    { "hold_lift_asked", N_("Somebody asks that the legal hold be lifted") },
    { "hold_lifted", N_("Legal hold lifted") },
    { "erasure_asked", N_("Erasure asked for") },
    { "erasure_refused", N_("Erasure refused") },
    { "erasure_approved", N_("Erasure approved by a second person") },
    { "access_given", N_("Everything we hold was given to the complainant") },
    { "redacted", N_("A passage was redacted"), MAY_REDACT },
    { "file_redacted", N_("A file was redacted"), MAY_REDACT },
    { "redaction_lifted", N_("A redaction was lifted"), MAY_REDACT },
    { "copy_noted", N_("A copy of it was taken note of") },
    { "task_asked", N_("Another team was asked") },
    { "task_accepted", N_("A task was taken on") },
    { "task_sent_back", N_("A task was sent back with a reason") },
    { "task_done", N_("A task was done") },
    { "task_confirmed", N_("A task was confirmed as done") },
    { "task_given_back", N_("A task is not done yet: given back") },
    { "task_asked_again", N_("A task was asked again") },
    { "task_cancelled", N_("A task was cancelled") },
    { "outside_party_asked", N_("Somebody outside was asked") },
    { "outside_party_answered", N_("Somebody outside answered") },
    { "outside_party_declined", N_("Somebody outside says that it is not theirs") },
    { "outside_party_later", N_("Somebody outside says that it takes longer") },
    { "outside_party_longer", N_("Somebody outside was given more time") },
    { "outside_party_reminded", N_("Somebody outside was reminded") },
    { "outside_party_accepted", N_("The answer from outside was accepted") },
    { "outside_party_sent_back", N_("The answer from outside was sent back") },
    { "outside_party_asked_again", N_("Somebody outside was asked again") },
    { "outside_party_cancelled", N_("What was asked outside was cancelled") },
    { "outside_link_renewed", N_("A new private link was made for somebody outside") },
    { "outside_link_revoked", N_("The private link of somebody outside was revoked") },
    { "publication_proposed", N_("A text on the result was proposed for everybody") },
    { "published", N_("The result was published") },
    { "publication_ended", N_("The published text was taken down, or not agreed to") },
    { "original_read", NULL },
    { "erasing", NULL },
    { "erased", N_("Erased") },
    /* These have entries of their own, or are not of the case's course. */
    { "fact_added", NULL },
    { "fact_taken_down", NULL },
    { "identity_asked", N_("Somebody asked to see who complains") },
    { "identity_granted", N_("Somebody may see who complains, for a time") },
    { "identity_refused", N_("It was refused that somebody sees who complains") },
    { "access_blocked", NULL },
    { "refused", NULL },
    { "file_read", NULL },
    { "exported", NULL },
    { "identity_read", NULL },
    { "printed", NULL },
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

enum may event_reason_right(const char *kind)
{
    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].kind, kind) == 0)
            return table[i].right;
    return MAY_ANYBODY;
}

const char *event_reason_kinds(struct arena *a)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(table); i++)
        if (table[i].right != MAY_ANYBODY)
            buf_printf(&b, ",%s", table[i].kind);
    buf_char(&b, ',');
    return buf_text(&b);
}
