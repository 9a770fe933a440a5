/*
 * One complaint as the rules see it: a snapshot, loaded once in a flow.
 *
 * Rules read nothing else but this, what the procedure says (limits, lists and
 * tables, passed in) and who is acting. Texts are not here, only whether they
 * are there. Zero means "not set", "not done" or "none" for every member.
 * For an act, the flow lays what the form gives into the facts and then asks.
 *
 * A case is decided on levels, those of Annex G: first where it came in, from
 * its assessment on by handling, then by reviews. What belongs to a level (proposal, decision,
 * communication, answer, reminders) is that of the present level: when a
 * review begins, these are empty again and the former ones stand in `parts`
 * and in the chain of events. Findings and remedies go on from level to level.
 */
#ifndef COMPLAINT_FACTS_H
#define COMPLAINT_FACTS_H

#include "base/date.h"
#include "complaint/words.h"

/* Levels of Annex G; each further review adds one. */
enum {
    LEVEL_FRONT_LINE = 1, /* solved on the spot, where it came in */
    LEVEL_HANDLING = 2,   /* investigated and decided by its owner */
    LEVEL_REVIEW = 3,     /* first review by somebody who had no part */
};

/* Who did what on which level. One row for each different combination. */
struct case_part {
    int64_t user;
    enum part part;
    int level;
};

/* A member of staff who may not own, investigate or decide. */
struct case_conflict {
    int64_t user;
    enum conflict kind;
    /* For the person complained about: */
    struct instant disclosed;   /* full details were given */
    struct instant interviewed; /* was heard */
    bool hearing_waived;        /* will not be heard, with the reason */
};

/* One point the complainant raises. */
struct case_allegation {
    int64_t id;
    enum finding finding;
    bool finding_reasons; /* with reasons */
    bool answered;        /* the response takes it up [7.7-b] */
};

/* The data a remedy may hold, as bits; which kind needs what: response.h. */
enum remedy_data {
    DATA_AMOUNT = 1 << 0, /* with its currency */
    DATA_METHOD = 1 << 1, /* how it is paid */
    DATA_ITEM = 1 << 2,
    DATA_ORDER = 1 << 3, /* work order, ticket or visit */
    DATA_TO_WHOM = 1 << 4,
    DATA_CONSENT = 1 << 5,
    DATA_TERMS = 1 << 6,
    DATA_TEXT = 1 << 7, /* what is said or given */
    DATA_HEAD_OF_LOSS = 1 << 8,
    DATA_CALCULATION = 1 << 9,
    DATA_FORM = 1 << 10, /* by letter, in person … */
    DATA_BY_WHOM = 1 << 11,
    DATA_NO_ADMISSION = 1 << 12, /* said whether it admits anything */
    DATA_ACTION = 1 << 13,       /* the improvement it tells about */
    /* When it was carried out: */
    DATA_DONE_ON = 1 << 14,
    DATA_PROOF = 1 << 15,
    DATA_RETURNED = 1 << 16, /* what became of the item returned */
    DATA_RESULT = 1 << 17,   /* outcome, or the result that came back */
    DATA_CUSTOMER_OK = 1 << 18,
    DATA_DIFFERENCE = 1 << 19, /* difference in value, 0 counts */
    DATA_NUMBER = 1 << 20,     /* of the voucher that was handed over */
    DATA_VALID_UNTIL = 1 << 21,
    DATA_REWARD = 1 << 22, /* points or a discount in per cent */
    DATA_BATCH = 1 << 23,
    DATA_REACH = 1 << 24, /* how far a recall goes */
    DATA_TOPIC = 1 << 25, /* of a training */
    DATA_ATTENDEES = 1 << 26,
};

/* No remedy and no budget is more, in minor units: a hundred thousand million euros, so that as
 * many as there ever are add up within 64 bits. */
#define SUM_MAX INT64_C(10000000000000)

struct case_remedy {
    int64_t id;
    enum remedy_kind kind;
    enum remedy_state state;
    unsigned data;        /* bits of enum remedy_data that are filled in */
    int64_t amount;       /* value to the complainant, minor units; 0 = no money */
    int64_t cost;         /* to the organisation, in the same currency */
    const char *currency; /* ISO 4217 */
    int64_t owner;        /* who sees to it */
    struct date due;
    int64_t proposed_by;
    int64_t approved_by; /* the second person, when the amount needs one */
    int64_t done_by;
    int64_t verified_by;
    bool drop_reason;  /* why it was dropped */
    bool discount_odd; /* a discount that is none: above 100 %, or points below 0 */
};

/* The answers of the initial assessment. [7.5-a] */
struct assessment {
    enum severity severity;
    enum safety safety;
    enum complexity complexity;
    enum impact impact;
    enum yes_no need;     /* of immediate action */
    enum yes_no possible; /* immediate action */
    enum validity validity;
};

/* What makes a complaint significant, as bits. [5.4.1-b] */
enum signal {
    SIGNAL_SAFETY = 1 << 0,
    SIGNAL_INJURY = 1 << 1,
    SIGNAL_MEDIA = 1 << 2,
    SIGNAL_REGULATOR = 1 << 3,
    SIGNAL_MANY = 1 << 4,
    SIGNAL_AMOUNT = 1 << 5,
    SIGNAL_SENIOR_STAFF = 1 << 6,
    SIGNAL_LAW = 1 << 7,
};

enum { SIGNAL_CODES = 8 };
extern const char *const signal_codes[SIGNAL_CODES]; /* by the place of the bit */

/* What the decision letter holds, as bits. [7.8-b] */
enum letter_part {
    LETTER_OUTCOME = 1 << 0,
    LETTER_REASONS = 1 << 1,
    LETTER_REMEDY = 1 << 2, /* or that there is none */
    LETTER_NOT_SATISFIED = 1 << 3,
    LETTER_INSIDE = 1 << 4, /* review, or that this was the last level inside */
    LETTER_OUTSIDE = 1 << 5,
    LETTER_TIME_LIMIT = 1 << 6,
};

/* What the case's pack asks for and does not have yet. complaint/gate.h */
struct case_gate {
    enum gate_step before;
    unsigned closing;  /* only for closing reasons of these bits; 0: where it was dealt with */
    const char *field; /* own field where it is answered */
    const char *const *said; /* what is missing, in each language */
    bool always;             /* before any end, wherever the case stands */
    bool not_on_the_spot;    /* not for what was put right on the spot */
};

struct case_facts {
    int64_t id;
    enum contact_type type;
    enum channel channel;
    enum stage stage;
    int level; /* LEVEL_… */

    /* Receipt. 7.2 */
    struct instant received; /* first, by any channel, anywhere in the organisation [7.2-c] */
    struct instant entered;  /* into this system */
    enum scope scope;
    bool statement; /* what the complainant said, unaltered [7.2-d] */
    bool product;   /* or service or practice complained about */
    enum remedy_sought sought;
    bool anonymous;
    bool reachable;          /* by post, telephone or mail; the code alone does not count */
    int64_t linked_to;       /* the case it belongs to, 0 = none */
    bool about_handling;     /* of the case it is linked to [3-b] */
    struct instant directed; /* was told whose matter it is, when not ours [1-a] */
    struct instant solved;   /* on the spot */

    /* People. */
    int64_t owner; /* exactly one at all times; 0 only until it is taken up [4.12-a] */
    int64_t team;
    const struct case_part *parts;
    size_t n_parts;
    const struct case_conflict *conflicts;
    size_t n_conflicts;

    /* Acknowledgement. 7.4 */
    enum ack_way ack_way;
    enum delivery ack_delivery;
    struct instant acknowledged; /* 0 again when delivery failed [7.4-c] */
    bool ack_reason;             /* why it is not possible [7.4-d] */

    /* Assessment. 7.5 */
    struct assessment assessment; /* the present one */
    struct instant assessed;
    bool assessment_reasons;
    enum priority proposed_priority; /* by the rule */
    enum priority priority;
    bool override_reason;  /* why it differs */
    int interim_measures;  /* taken or ordered [7.7-d] */
    bool immediate_reason; /* why nothing can be done at once */
    bool immediate_escalated;
    struct instant safety_alerted; /* top management was told [7.5-b] */
    bool follow_up_open;           /* of safety, law or a systemic cause: outlives a withdrawal */
    int64_t follow_up_owner;
    unsigned signals;                   /* bits of enum signal */
    int64_t affected;                   /* people it concerns, as somebody counted; 0 = not known */
    struct instant significant_alerted; /* top management was told [5.4.1-b] */

    /* Investigation. 7.6 */
    enum depth depth;
    int questions; /* of the plan */
    int evidence_planned;
    int evidence_got;    /* of the planned pieces */
    int evidence_waived; /* of the planned pieces, with the reason */
    int evidence;        /* pieces on file, planned or not */
    bool complainant_heard;
    bool hearing_waived; /* complainant will not be heard, with the reason */
    const struct case_allegation *allegations;
    size_t n_allegations;
    int root_causes;
    bool root_cause_none; /* none found, with the reason */
    struct instant investigation_begun;
    struct instant investigated; /* ended */

    /* Response, of the present level. 7.7 */
    struct instant proposed;
    int64_t proposed_by;
    const struct case_remedy *remedies; /* of all levels */
    size_t n_remedies;
    bool remedy_none; /* none is due, with the reason */
    int preventive_actions;
    bool preventive_none; /* none needed, with the reason */

    /* Decision, of the present level. 7.8 */
    struct instant decided;
    int64_t decided_by;
    enum outcome outcome;
    bool outcome_reasons;
    unsigned letter;             /* bits of enum letter_part that are written */
    struct instant communicated; /* sent, never drafted */
    enum delivery communication;
    struct instant staff_told; /* staff concerned [7.8-c] */

    /* The complainant's answer, of the present level. 7.9 */
    enum answer_given answer;
    struct instant answered;
    int reminders;             /* sent for this answer */
    struct instant answer_due; /* by the clock; a reminder starts it anew */
    struct instant withdrawn;

    /* Escalation. */
    int64_t reviewer;   /* who looks again, on a level of review */
    int last_level;     /* the last one inside that the procedure has */
    int free_reviewers; /* 0: nobody may review who never took part in this case */
    enum outside outside;
    int disputes_open; /* records of outside disputes that still run */
    bool delay_told;   /* a date was not kept, and the complainant told where else to go */

    /* Closing. */
    bool closing_note; /* why it is closed in this way */
    bool lessons;      /* written, or "none, because" [7.9-e] */
    bool satisfaction_asked;
    struct instant closed;
    enum closing_reason closing;
    int reopened; /* how often */

    int refused; /* how often the complainant did not accept what was decided, on all levels */
    int repeats; /* of how many earlier cases it is the same again [7.6-b] */

    bool called;                 /* after the closing: reached, or they did not want it */
    bool significant;            /* [5.4.1-b] */
    const char *significant_why; /* codes of the rules that hold, divided by blanks; NULL = none */

    /* Of the pack that the case was filed with. */
    bool published;                  /* a result of it, approved by a second person */
    const char *const *own_answered; /* names of its own fields with an answer that is not "no" */
    size_t n_own_answered;
    int breaches_open;             /* missed dates of which nobody said why [C10] */
    const struct case_gate *gates; /* those that are not open yet */
    size_t n_gates;
};

/* Who is acting; user 0 is the system itself. */
struct actor {
    int64_t user;
    unsigned roles; /* bits 1 << enum role, on the team of the case */
};

/* Whether this person took part in the case at all, on any level below `level`. */
bool facts_took_part(const struct case_facts *f, int64_t user, int below_level);
/* The conflict that keeps this person away; CONFLICT_NONE when there is none. */
enum conflict facts_conflict(const struct case_facts *f, int64_t user);
/* Whether the present level is the last one inside: the procedure has no more, or
 * nobody is left who had no part (one-person organisations). [7.9-b] */
bool facts_last_inside(const struct case_facts *f);
/* Whether the case still waits for anything: every stage but closed. */
bool facts_open(const struct case_facts *f);
/* When it was assessed, in this round: one that was opened again waits for its assessment although
 * an earlier round had one. Not set: it was not. */
struct instant facts_assessed(const struct case_facts *f);

/* What was promised in that currency and not dropped, in minor units. */
int64_t facts_promised(const struct case_facts *f, const char *currency);

#endif
