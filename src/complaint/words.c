/* The tables behind the enums; the position of a row is its value. */
#include "complaint/words.h"

#include "base/err.h"

#include <string.h>

static const struct word stage[] = {
    [STAGE_RECEIVED] = { "received", N_("Received") },
    [STAGE_ACKNOWLEDGED] = { "acknowledged", N_("Acknowledged") },
    [STAGE_ASSESSED] = { "assessed", N_("Assessed") },
    [STAGE_INVESTIGATING] = { "investigating", N_("Being investigated") },
    [STAGE_RESPONDING] = { "responding", N_("Answer being prepared") },
    [STAGE_DECIDED] = { "decided", N_("Decided") },
    [STAGE_REVIEWING] = { "reviewing", N_("Being reviewed") },
    [STAGE_REMEDYING] = { "remedying", N_("Being put right") },
    [STAGE_CLOSED] = { "closed", N_("Closed") },
};
const struct words stage_words = { "stage", stage, COUNT(stage) };

static const struct word gate_step[] = {
    [GATE_RECEIPT] = { "receipt", N_("Receipt") },
    [GATE_ACKNOWLEDGEMENT] = { "acknowledgement", N_("Acknowledgement") },
    [GATE_ASSESSMENT] = { "assessment", N_("Assessment") },
    [GATE_INVESTIGATION] = { "investigation", N_("Investigation") },
    [GATE_RESPONSE] = { "response", N_("Response") },
    [GATE_DECISION] = { "decision", N_("Decision") },
    [GATE_COMMUNICATION] = { "communication", N_("Telling the decision") },
    [GATE_CLOSING] = { "closing", N_("Closing") },
};
const struct words gate_step_words = { "gate_step", gate_step, COUNT(gate_step) };

static const struct word contact_type[] = {
    [CONTACT_COMPLAINT] = { "complaint", N_("Complaint") },
    [CONTACT_FEEDBACK] = { "feedback", N_("Feedback") },
    [CONTACT_SUGGESTION] = { "suggestion", N_("Suggestion") },
    [CONTACT_ENQUIRY] = { "enquiry", N_("Enquiry") },
    [CONTACT_SERVICE_REQUEST] = { "service_request", N_("Service request") },
    [CONTACT_WRONGDOING] = { "wrongdoing", N_("Report of wrongdoing") },
};
const struct words contact_type_words = { "contact_type", contact_type, COUNT(contact_type) };

static const struct word channel[] = {
    [CHANNEL_WEB] = { "web", N_("Website") },
    [CHANNEL_APP] = { "app", N_("App") },
    [CHANNEL_TELEPHONE] = { "telephone", N_("Telephone") },
    [CHANNEL_EMAIL] = { "email", N_("Email") },
    [CHANNEL_LETTER] = { "letter", N_("Letter") },
    [CHANNEL_FAX] = { "fax", N_("Fax") },
    [CHANNEL_IN_PERSON] = { "in_person", N_("In person") },
    [CHANNEL_CHAT] = { "chat", N_("Chat") },
    [CHANNEL_SOCIAL_MEDIA] = { "social_media", N_("Social media") },
    [CHANNEL_MANAGEMENT_OFFICE] = { "management_office", N_("Management office") },
    [CHANNEL_PARENT_COMPANY] = { "parent_company", N_("Parent company") },
    [CHANNEL_GOVERNMENT] = { "government", N_("Government department") },
    [CHANNEL_REGULATOR] = { "regulator", N_("Regulator") },
    [CHANNEL_SURVEY] = { "survey", N_("Survey") },
    [CHANNEL_STAFF] = { "staff", N_("Heard by a member of staff") },
};
const struct words channel_words = { "channel", channel, COUNT(channel) };

static const struct word scope[] = {
    [SCOPE_INSIDE] = { "inside", N_("For us to handle") },
    [SCOPE_EMPLOYMENT] = { "employment", N_("Employment matter") },
    [SCOPE_OUTSIDE_DISPUTE] = { "outside_dispute", N_("Dispute already with an outside body") },
    [SCOPE_OTHER_BODY] = { "other_body", N_("Matter of another organisation") },
};
const struct words scope_words = { "scope", scope, COUNT(scope) };

static const struct word remedy_sought[] = {
    [SOUGHT_NOTHING] = { "nothing", N_("No remedy is wanted") },
    [SOUGHT_SOMETHING] = { "something", N_("A remedy is wanted") },
};
const struct words remedy_sought_words = { "remedy_sought", remedy_sought, COUNT(remedy_sought) };

static const struct word yes_no[] = {
    [YES] = { "yes", N_("Yes") },
    [NO] = { "no", N_("No") },
};
const struct words yes_no_words = { "yes_no", yes_no, COUNT(yes_no) };

static const struct word ack_way[] = {
    [ACK_PAGE] = { "page", N_("On the page") },
    [ACK_TELEPHONE] = { "telephone", N_("By telephone") },
    [ACK_IN_PERSON] = { "in_person", N_("In person") },
    [ACK_LETTER] = { "letter", N_("By letter") },
    [ACK_EMAIL] = { "email", N_("By email") },
    [ACK_IMPOSSIBLE] = { "impossible", N_("Not possible") },
};
const struct words ack_way_words = { "ack_way", ack_way, COUNT(ack_way) };

static const struct word delivery[] = {
    [DELIVERY_QUEUED] = { "queued", N_("Waiting to be sent") },
    [DELIVERY_SENT] = { "sent", N_("Sent") },
    [DELIVERY_FAILED] = { "failed", N_("Could not be delivered") },
};
const struct words delivery_words = { "delivery", delivery, COUNT(delivery) };

static const struct word severity[] = {
    [SEVERITY_NEGLIGIBLE] = { "negligible", N_("Negligible") },
    [SEVERITY_MINOR] = { "minor", N_("Minor") },
    [SEVERITY_MAJOR] = { "major", N_("Major") },
    [SEVERITY_CRITICAL] = { "critical", N_("Critical") },
};
const struct words severity_words = { "severity", severity, COUNT(severity) };

static const struct word safety[] = {
    [SAFETY_NO] = { "none", N_("No danger to anyone") },
    [SAFETY_POSSIBLE] = { "possible", N_("Somebody could be harmed") },
    [SAFETY_ACTUAL] = { "actual", N_("Somebody was harmed") },
};
const struct words safety_words = { "safety", safety, COUNT(safety) };

static const struct word complexity[] = {
    [COMPLEXITY_SIMPLE] = { "simple", N_("Simple") },
    [COMPLEXITY_MODERATE] = { "moderate", N_("Moderate") },
    [COMPLEXITY_COMPLEX] = { "complex", N_("Complex") },
};
const struct words complexity_words = { "complexity", complexity, COUNT(complexity) };

static const struct word impact[] = {
    [IMPACT_INDIVIDUAL] = { "individual", N_("One person") },
    [IMPACT_GROUP] = { "group", N_("A group") },
    [IMPACT_WIDESPREAD] = { "widespread", N_("Many people") },
};
const struct words impact_words = { "impact", impact, COUNT(impact) };

static const struct word validity[] = {
    [VALIDITY_VALID] = { "valid", N_("About our product, service or handling") },
    [VALIDITY_UNCLEAR] = { "unclear", N_("Not clear yet") },
    [VALIDITY_INVALID] = { "invalid", N_("About something else") },
};
const struct words validity_words = { "validity", validity, COUNT(validity) };

static const struct word priority[] = {
    [PRIORITY_LOW] = { "low", N_("Low") },
    [PRIORITY_NORMAL] = { "normal", N_("Normal") },
    [PRIORITY_HIGH] = { "high", N_("High") },
    [PRIORITY_URGENT] = { "urgent", N_("Urgent") },
};
const struct words priority_words = { "priority", priority, COUNT(priority) };

static const struct word depth[] = {
    [DEPTH_BRIEF] = { "brief", N_("Brief") },
    [DEPTH_STANDARD] = { "standard", N_("Standard") },
    [DEPTH_FULL] = { "full", N_("Full") },
};
const struct words depth_words = { "depth", depth, COUNT(depth) };

static const struct word finding[] = {
    [FINDING_SUBSTANTIATED] = { "substantiated", N_("Confirmed") },
    [FINDING_PARTLY] = { "partly_substantiated", N_("Partly confirmed") },
    [FINDING_UNSUBSTANTIATED] = { "unsubstantiated", N_("Not confirmed") },
    [FINDING_UNDETERMINED] = { "undetermined", N_("Could not be established") },
};
const struct words finding_words = { "finding", finding, COUNT(finding) };

static const struct word remedy_kind[] = {
    [REMEDY_REFUND] = { "refund", N_("Refund") },
    [REMEDY_REPLACEMENT] = { "replacement", N_("Replacement") },
    [REMEDY_REPAIR] = { "repair", N_("Repair or rework") },
    [REMEDY_SUBSTITUTE] = { "substitute", N_("Substitute") },
    [REMEDY_TECHNICAL_ASSISTANCE] = { "technical_assistance", N_("Technical assistance") },
    [REMEDY_INFORMATION] = { "information", N_("Information") },
    [REMEDY_REFERRAL] = { "referral", N_("Referral") },
    [REMEDY_FINANCIAL_ASSISTANCE] = { "financial_assistance", N_("Financial assistance") },
    [REMEDY_OTHER_ASSISTANCE] = { "other_assistance", N_("Other assistance") },
    [REMEDY_COMPENSATION] = { "compensation", N_("Compensation") },
    [REMEDY_APOLOGY] = { "apology", N_("Apology") },
    [REMEDY_GOODWILL] = { "goodwill", N_("Goodwill gift or token") },
    [REMEDY_CHANGE] = { "change", N_("Telling what changed because of the complaint") },
    [REMEDY_VOUCHER] = { "voucher", N_("Coupon or voucher") },
    [REMEDY_FREE_OF_CHARGE] = { "free_of_charge", N_("Free of charge, bill waived") },
    [REMEDY_EXTRA] = { "extra", N_("Extra dish or extra service") },
    [REMEDY_LOYALTY] = { "loyalty", N_("Loyalty reward: points or a discount") },
    [REMEDY_TRAINING] = { "training", N_("Training and education of staff") },
    [REMEDY_IMPROVEMENT] = { "improvement", N_("Improvement of a service or process") },
    [REMEDY_RECALL] = { "recall", N_("Product recall") },
};
const struct words remedy_kind_words = { "remedy_kind", remedy_kind, COUNT(remedy_kind) };

static const struct word remedy_state[] = {
    [REMEDY_PROPOSED] = { "proposed", N_("Proposed") },
    [REMEDY_APPROVED] = { "approved", N_("Approved") },
    [REMEDY_CARRIED_OUT] = { "carried_out", N_("Carried out") },
    [REMEDY_VERIFIED] = { "verified", N_("Verified") },
    [REMEDY_DROPPED] = { "dropped", N_("Dropped") },
};
const struct words remedy_state_words = { "remedy_state", remedy_state, COUNT(remedy_state) };

static const struct word outcome[] = {
    [OUTCOME_UPHELD] = { "upheld", N_("Upheld") },
    [OUTCOME_PARTLY_UPHELD] = { "partly_upheld", N_("Partly upheld") },
    [OUTCOME_NOT_UPHELD] = { "not_upheld", N_("Not upheld") },
    [OUTCOME_NOT_DETERMINED] = { "not_determined", N_("Not determined") },
    [OUTCOME_OUT_OF_SCOPE] = { "out_of_scope", N_("Out of scope") },
};
const struct words outcome_words = { "outcome", outcome, COUNT(outcome) };

static const struct word answer[] = {
    [ANSWER_ACCEPTED] = { "accepted", N_("Accepted by the complainant") },
    [ANSWER_REJECTED] = { "rejected", N_("Rejected by the complainant") },
};
const struct words answer_words = { "answer", answer, COUNT(answer) };

static const struct word outside[] = {
    [OUTSIDE_TOLD] = { "told", N_("Told about the outside options") },
    [OUTSIDE_CHOSEN] = { "chosen", N_("With an outside body") },
    [OUTSIDE_RESOLVED] = { "resolved", N_("Settled by an outside body") },
    [OUTSIDE_NOT_USED] = { "not_used", N_("Outside options not used") },
};
const struct words outside_words = { "outside", outside, COUNT(outside) };

static const struct word outside_way[] = {
    [OUTSIDE_WAY_CHOSEN] = { "chosen", N_("A body outside deals with it") },
    [OUTSIDE_WAY_RESOLVED] = { "resolved", N_("It was settled or decided there") },
    [OUTSIDE_WAY_NOT_USED] = { "not_used", N_("Nobody outside is asked") },
};
const struct words outside_way_words = { "outside_way", outside_way, COUNT(outside_way) };

static const struct word call[] = {
    [CALL_REACHED] = { "reached", N_("Reached, and asked") },
    [CALL_NOT_REACHED] = { "not_reached", N_("Nobody answered") },
    [CALL_DECLINED] = { "declined", N_("They do not want to be asked") },
};
const struct words call_words = { "call", call, COUNT(call) };

static const struct word closing_reason[] = {
    [CLOSING_ACCEPTED] = { "accepted", N_("Accepted and carried out") },
    [CLOSING_RESOLVED_OUTSIDE] = { "resolved_outside", N_("Resolved by an outside body") },
    [CLOSING_UNRESOLVED] = { "unresolved", N_("Not resolved, all options exhausted") },
    [CLOSING_NO_ANSWER] = { "no_answer", N_("No reply from the complainant") },
    [CLOSING_WITHDRAWN] = { "withdrawn", N_("Withdrawn by the complainant") },
    [CLOSING_DIRECTED_ELSEWHERE] = { "directed_elsewhere", N_("Not ours, directed elsewhere") },
    [CLOSING_ANSWERED] = { "answered", N_("Answered") },
    [CLOSING_DUPLICATE] = { "duplicate", N_("Handled under another reference") },
    [CLOSING_SET_ASIDE] = { "set_aside", N_("Set aside as spam or abuse") },
    [CLOSING_IMPORTED] = { "imported", N_("Closed before it was imported") },
    [CLOSING_ERASED] = { "erased", N_("Erased while it was open") },
};
const struct words closing_reason_words = { "closing_reason", closing_reason,
                                            COUNT(closing_reason) };

static const struct word role[] = {
    [ROLE_RECEIVER] = { "receiver", N_("Receiver") },
    [ROLE_HANDLER] = { "handler", N_("Handler") },
    [ROLE_INVESTIGATOR] = { "investigator", N_("Investigator") },
    [ROLE_MANAGER] = { "manager", N_("Management representative") },
    [ROLE_TOP_MANAGEMENT] = { "top_management", N_("Top management") },
    [ROLE_AUDITOR] = { "auditor", N_("Auditor") },
    [ROLE_ADMINISTRATOR] = { "administrator", N_("Administrator") },
};
const struct words role_words = { "role", role, COUNT(role) };

static const struct word part[] = {
    [PART_RECEIVER] = { "receiver", N_("Received it") },
    [PART_OWNER] = { "owner", N_("Owned it") },
    [PART_ASSESSOR] = { "assessor", N_("Assessed it") },
    [PART_INVESTIGATOR] = { "investigator", N_("Investigated it") },
    [PART_PROPOSER] = { "proposer", N_("Proposed the response") },
    [PART_APPROVER] = { "approver", N_("Approved the response") },
    [PART_DECIDER] = { "decider", N_("Decided it") },
    [PART_VERIFIER] = { "verifier", N_("Verified the remedies") },
};
const struct words part_words = { "part", part, COUNT(part) };

static const struct word conflict[] = {
    [CONFLICT_COMPLAINED_ABOUT] = { "complained_about", N_("Complained about") },
    [CONFLICT_MANAGER_INVOLVED] = { "manager_involved",
                                    N_("Involved manager of the person complained about") },
    [CONFLICT_DECLARED] = { "declared", N_("Declared a conflict of interest") },
};
const struct words conflict_words = { "conflict", conflict, COUNT(conflict) };

static const struct word aside[] = {
    [ASIDE_SPAM] = { "spam", N_("Advertising or spam") },
    [ASIDE_ABUSIVE] = { "abusive", N_("Abusive contact, no complaint in it") },
};
const struct words aside_words = { "aside", aside, COUNT(aside) };

static const struct word link_kind[] = {
    [LINK_RELATED] = { "related", N_("They have something to do with each other") },
    [LINK_REPEAT] = { "repeat", N_("The same trouble again") },
    [LINK_DUPLICATE] = { "duplicate", N_("The same complaint, made twice") },
    [LINK_HANDLING] = { "handling", N_("This one is about how the other was handled") },
};
const struct words link_words = { "link", link_kind, COUNT(link_kind) };

const struct words *const all_words[] = {
    &stage_words,         &contact_type_words, &channel_words,        &scope_words,
    &remedy_sought_words, &yes_no_words,       &ack_way_words,        &delivery_words,
    &severity_words,      &safety_words,       &complexity_words,     &impact_words,
    &validity_words,      &priority_words,     &depth_words,          &finding_words,
    &remedy_kind_words,   &remedy_state_words, &outcome_words,        &answer_words,
    &outside_words,       &call_words,         &closing_reason_words, &role_words,
    &part_words,          &conflict_words,     &aside_words,          &link_words,
    &gate_step_words,     &outside_way_words,
};
const size_t all_words_n = COUNT(all_words);

const char *word_code(const struct words *w, int value)
{
    return value > 0 && value < w->n ? w->word[value].code : NULL;
}

const char *word_label(const struct words *w, int value)
{
    return value > 0 && value < w->n ? w->word[value].label : NULL;
}

int word_value(const struct words *w, const char *code)
{
    if (!code)
        return 0;
    for (int i = 1; i < w->n; i++)
        if (strcmp(w->word[i].code, code) == 0)
            return i;
    return 0;
}

bool word_listed(const char *list, const char *word)
{
    size_t n = word ? strlen(word) : 0;

    for (const char *at = list; n > 0 && at && (at = strstr(at, word)); at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
            return true;
    return false;
}
