/*
 * The fixed words of a case: its stages, outcomes, answers and so on.
 *
 * Each enum has a table with the code that is stored in the database and shown
 * in the API, and the label people read. Codes never change; 0 is "not set" in
 * every enum, NULL in the database and without a code. Words that an
 * organisation may change (problem codes, root causes, severity words …) are
 * data, not here: data/codes/.
 */
#ifndef COMPLAINT_WORDS_H
#define COMPLAINT_WORDS_H

#include "base/base.h"

/*
 * Where a complaint is on its way through clause 7. A stage names what was done
 * last or what is being done; waiting, holds and flags are told apart from it.
 *
 *   received       registered with its reference, not yet acknowledged [7.2]
 *   acknowledged   the complainant knows; the assessment is next [7.4]
 *   assessed       assessed and prioritised; somebody has to take it up [7.5]
 *   investigating  facts are being gathered [7.6]
 *   responding     the facts are there, an answer is being prepared [7.7]
 *   decided        a decision was taken: it is to be told, or was told and the
 *                  complainant has not accepted it [7.8]
 *   reviewing      not accepted: somebody who had no part is looking again [7.9-b]
 *   remedying      accepted: what was promised is carried out and verified [7.9]
 *   closed         by the gate of [7.9-a]
 *
 * A dispute outside is a record beside the case and no stage [1-b].
 */
enum stage {
    STAGE_NONE,
    STAGE_RECEIVED,
    STAGE_ACKNOWLEDGED,
    STAGE_ASSESSED,
    STAGE_INVESTIGATING,
    STAGE_RESPONDING,
    STAGE_DECIDED,
    STAGE_REVIEWING,
    STAGE_REMEDYING,
    STAGE_CLOSED,
};

/* What kind of contact it is. [3-a] */
enum contact_type {
    CONTACT_NONE,
    CONTACT_COMPLAINT,
    CONTACT_FEEDBACK,
    CONTACT_SUGGESTION,
    CONTACT_ENQUIRY,
    CONTACT_SERVICE_REQUEST,
    CONTACT_WRONGDOING,
};

/* How it reached the organisation. [4.5-a] */
enum channel {
    CHANNEL_NONE,
    CHANNEL_WEB,
    CHANNEL_APP,
    CHANNEL_TELEPHONE,
    CHANNEL_EMAIL,
    CHANNEL_LETTER,
    CHANNEL_FAX,
    CHANNEL_IN_PERSON,
    CHANNEL_CHAT,
    CHANNEL_SOCIAL_MEDIA,
    CHANNEL_MANAGEMENT_OFFICE,
    CHANNEL_PARENT_COMPANY,
    CHANNEL_GOVERNMENT,
    CHANNEL_REGULATOR,
    CHANNEL_SURVEY,
    CHANNEL_STAFF, /* heard by a staff member */
};

/* Whether the process is for it. [1-a] */
enum scope {
    SCOPE_NONE, /* not asked yet */
    SCOPE_INSIDE,
    SCOPE_EMPLOYMENT,      /* between employer and staff */
    SCOPE_OUTSIDE_DISPUTE, /* with a court or another body already */
    SCOPE_OTHER_BODY,      /* not our product, service or handling */
};

/* Whether a remedy is wanted. [7.2-b] */
enum remedy_sought {
    SOUGHT_NOT_ASKED,
    SOUGHT_NOTHING, /* asked, and none is wanted */
    SOUGHT_SOMETHING,
};

enum yes_no {
    YES_NO_OPEN,
    YES,
    NO,
};

/* How a complaint was acknowledged. [7.4-a] [7.4-b] [7.4-d] */
enum ack_way {
    ACK_NONE,
    ACK_PAGE, /* the receipt page or the API's answer */
    ACK_TELEPHONE,
    ACK_IN_PERSON,
    ACK_LETTER,
    ACK_EMAIL,
    ACK_IMPOSSIBLE, /* nobody can be reached, with the reason */
};

/* What became of a message to the complainant. */
enum delivery {
    DELIVERY_NONE,
    DELIVERY_QUEUED,
    DELIVERY_SENT,
    DELIVERY_FAILED,
};

/* The scales of the assessment, each in rising order. [7.5-a] */
enum severity {
    SEVERITY_NONE,
    SEVERITY_NEGLIGIBLE,
    SEVERITY_MINOR,
    SEVERITY_MAJOR,
    SEVERITY_CRITICAL,
};
enum safety {
    SAFETY_NONE, /* not assessed */
    SAFETY_NO,
    SAFETY_POSSIBLE,
    SAFETY_ACTUAL,
};
enum complexity {
    COMPLEXITY_NONE,
    COMPLEXITY_SIMPLE,
    COMPLEXITY_MODERATE,
    COMPLEXITY_COMPLEX,
};
enum impact {
    IMPACT_NONE,
    IMPACT_INDIVIDUAL,
    IMPACT_GROUP,
    IMPACT_WIDESPREAD,
};
/* Is it really about our product, service or handling? */
enum validity {
    VALIDITY_NONE,
    VALIDITY_VALID,
    VALIDITY_UNCLEAR,
    VALIDITY_INVALID,
};
enum priority {
    PRIORITY_NONE,
    PRIORITY_LOW,
    PRIORITY_NORMAL,
    PRIORITY_HIGH,
    PRIORITY_URGENT,
};

/* How deep an investigation goes. [7.6-b] */
enum depth {
    DEPTH_NONE,
    DEPTH_BRIEF,
    DEPTH_STANDARD,
    DEPTH_FULL,
};

/* What was found about one allegation. */
enum finding {
    FINDING_NONE,
    FINDING_SUBSTANTIATED,
    FINDING_PARTLY,
    FINDING_UNSUBSTANTIATED,
    FINDING_UNDETERMINED,
};

/* The responses of Annex F. [3.3] */
enum remedy_kind {
    REMEDY_NONE,
    REMEDY_REFUND,
    REMEDY_REPLACEMENT,
    REMEDY_REPAIR,
    REMEDY_SUBSTITUTE,
    REMEDY_TECHNICAL_ASSISTANCE,
    REMEDY_INFORMATION,
    REMEDY_REFERRAL,
    REMEDY_FINANCIAL_ASSISTANCE,
    REMEDY_OTHER_ASSISTANCE,
    REMEDY_COMPENSATION,
    REMEDY_APOLOGY,
    REMEDY_GOODWILL,
    REMEDY_CHANGE, /* telling what changed because of the complaint */
    REMEDY_VOUCHER,
    REMEDY_FREE_OF_CHARGE, /* a bill waived, whole or in part */
    REMEDY_EXTRA,          /* another dish, another service */
    REMEDY_LOYALTY,        /* points or a discount */
    /* Measures: not given to the complainant alone. */
    REMEDY_TRAINING,
    REMEDY_IMPROVEMENT,
    REMEDY_RECALL,
};
enum { REMEDY_KINDS = REMEDY_RECALL, REMEDY_MEASURES = REMEDY_TRAINING };

enum remedy_state {
    REMEDY_STATE_NONE,
    REMEDY_PROPOSED,
    REMEDY_APPROVED,
    REMEDY_CARRIED_OUT,
    REMEDY_VERIFIED,
    REMEDY_DROPPED, /* by agreement or a later decision, with the reason */
};

/* What the decision says about the complaint. */
enum outcome {
    OUTCOME_NONE,
    OUTCOME_UPHELD,
    OUTCOME_PARTLY_UPHELD,
    OUTCOME_NOT_UPHELD,
    OUTCOME_NOT_DETERMINED,
    OUTCOME_OUT_OF_SCOPE,
};

/* What the complainant says about the decision. */
enum answer_given {
    ANSWER_NONE,
    ANSWER_ACCEPTED,
    ANSWER_REJECTED,
};

/* What the complainant does with the outside options. */
enum outside {
    OUTSIDE_NONE,     /* nothing was told yet */
    OUTSIDE_TOLD,     /* told where to go; no word yet */
    OUTSIDE_CHOSEN,   /* a body outside is dealing with it */
    OUTSIDE_RESOLVED, /* it decided or settled, and we carried that out */
    OUTSIDE_NOT_USED, /* the complainant goes nowhere, or nobody outside takes it */
};

/* What staff record of the outside options: one of those that come after being told. */
enum outside_way {
    OUTSIDE_WAY_NONE,
    OUTSIDE_WAY_CHOSEN,
    OUTSIDE_WAY_RESOLVED,
    OUTSIDE_WAY_NOT_USED,
};

/* What became of the last call to ask how a complaint was handled. */
enum follow_up_call {
    CALL_NONE,
    CALL_REACHED,
    CALL_NOT_REACHED,
    CALL_DECLINED, /* they do not want to be asked */
};

/* Why a case was closed. [7.9-a] [7.9-c] */
enum closing_reason {
    CLOSING_NONE,
    CLOSING_ACCEPTED,
    CLOSING_RESOLVED_OUTSIDE,
    CLOSING_UNRESOLVED, /* rejected, all reasonable options exhausted */
    CLOSING_NO_ANSWER,
    CLOSING_WITHDRAWN,
    CLOSING_DIRECTED_ELSEWHERE, /* not in scope [1-a] */
    CLOSING_ANSWERED,           /* contacts other than complaints */
    CLOSING_DUPLICATE,          /* the same complaint is handled under another reference */
    CLOSING_SET_ASIDE,          /* spam or abuse, with the reason */
    CLOSING_IMPORTED,           /* it was closed before it came here */
    CLOSING_ERASED,             /* it was open when it was erased */
};

/* What people may do, per team. */
enum role {
    ROLE_NONE,
    ROLE_RECEIVER,
    ROLE_HANDLER,
    ROLE_INVESTIGATOR,
    ROLE_MANAGER, /* the standard's management representative [5.4.2] */
    ROLE_TOP_MANAGEMENT,
    ROLE_AUDITOR,
    ROLE_ADMINISTRATOR,
};

/* In what part somebody acted on a case. */
enum part {
    PART_NONE,
    PART_RECEIVER,
    PART_OWNER,
    PART_ASSESSOR,
    PART_INVESTIGATOR,
    PART_PROPOSER,
    PART_APPROVER,
    PART_DECIDER,
    PART_VERIFIER,
};

/* Why somebody may not own, investigate or decide a case. [4.7-a] */
enum conflict {
    CONFLICT_NONE,
    CONFLICT_COMPLAINED_ABOUT,
    CONFLICT_MANAGER_INVOLVED, /* manages the person complained about and is involved */
    CONFLICT_DECLARED,         /* declared an interest of their own */
};

/* Contact that is no complaint. [3-d] */
enum aside {
    ASIDE_NONE,
    ASIDE_SPAM,
    ASIDE_ABUSIVE,
};

/* Before which step of clause 7 a pack asks for more than the standard. */
enum gate_step {
    GATE_NONE,
    GATE_RECEIPT,
    GATE_ACKNOWLEDGEMENT,
    GATE_ASSESSMENT,
    GATE_INVESTIGATION, /* before it ends */
    GATE_RESPONSE,
    GATE_DECISION,
    GATE_COMMUNICATION,
    GATE_CLOSING,
    GATE_STEPS,
};

/* How one complaint belongs to another. [3-b] */
enum link_kind {
    LINK_NONE,
    LINK_RELATED,
    LINK_REPEAT,
    LINK_DUPLICATE,
    LINK_HANDLING,
};

struct word {
    const char *code;  /* NULL for 0, "not set" */
    const char *label; /* message id */
};

struct words {
    const char *name;
    const struct word *word; /* by enum value */
    int n;                   /* values, 0 counted */
};

/* clang-format off */
extern const struct words stage_words, contact_type_words, channel_words, scope_words,
    remedy_sought_words, yes_no_words, ack_way_words, delivery_words, severity_words, safety_words,
    complexity_words, impact_words, validity_words, priority_words, depth_words, finding_words,
    remedy_kind_words, remedy_state_words, outcome_words, answer_words, outside_words,
    call_words,
    closing_reason_words, role_words, part_words, conflict_words, aside_words, link_words,
    gate_step_words, outside_way_words;
/* clang-format on */

/* Every list, for checks and the API description. */
extern const struct words *const all_words[];
extern const size_t all_words_n;

/* The stored code; NULL for 0 and for values that are not in the list. */
const char *word_code(const struct words *w, int value);
/* The label's message id; NULL for 0. */
const char *word_label(const struct words *w, int value);
/* The value of a code; 0 when it is none of the list, NULL or empty. */
int word_value(const struct words *w, const char *code);

/* Whether a word stands in a list of words divided by blanks. NULL lists nothing, and no word is
 * listed nowhere. */
bool word_listed(const char *list, const char *word);

#endif
