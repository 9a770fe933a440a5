/*
 * The forms of clause 7 on the desk: one record per act, beside the template of the
 * same name in templates/desk/act/. Each begins with the same head; the rest are
 * answers whose names are the form's field names.
 */
#ifndef DESK_ACT_VIEW_H
#define DESK_ACT_VIEW_H

#include "base/record.h"

/* What stands above every act: which case, what is missing, what went wrong. */
struct act_head {
    const char *reference;
    const char *path; /* of the case */
    const char *action;
    const char *subject;
    const char *subject_lang;
    int64_t version;
    struct rows errors;     /* struct field_error */
    struct rows missing;    /* struct missing_view: why it cannot be done yet */
    const void *collision;  /* struct collision_view or NULL */
    struct rows snippets;   /* struct choice: texts for its letter; the hint is the whole text */
    struct rows how_to_say; /* struct choice: how to answer, for what is sent to the complainant */
};
extern const struct record act_head_record;

/* An entry that an act lists: evidence, an interview, a remedy, an allegation. */
struct act_row {
    int64_t id;
    const char *text;
    const char *detail;
    const char *state; /* in words */
    bool done;
    const char *href;
    const void *answer; /* struct answer: what the act asks about this row, or NULL */
    const void *why;    /* struct answer or NULL */
};
extern const struct record act_row_record;

/* desk/act/receive.html: a new complaint by telephone, at the counter or on paper [7.2] */
struct act_receive {
    const char *action;
    struct rows errors;  /* struct field_error */
    struct rows carried; /* struct carried: one-time id */
    struct rows repeats; /* struct panel_line: likely the same complaint */
    int files_max;
    int64_t file_bytes;
    struct instant draft_saved;           /* what is in the form was kept then; 0 = nothing is */
    bool draft_found;                     /* it is shown because it was kept */
    bool from_spot;                       /* what the short form said is in it */
    const void *channel;                  /* struct answer: choices */
    const void *scope;                    /* struct answer: choices */
    const void *received_on;              /* struct answer: the true date */
    const void *received_time;            /* struct answer */
    const void *type;                     /* struct answer: choices, complaint first */
    const void *subject;                  /* struct answer */
    const void *description;              /* struct answer */
    const void *description_language;     /* struct answer: choices */
    const void *category;                 /* struct answer: choices */
    const void *product;                  /* struct answer */
    const void *product_reference;        /* struct answer */
    const void *happened_on;              /* struct answer */
    const void *remedy_sought;            /* struct answer */
    const void *naming;                   /* struct answer: choices */
    const void *name;                     /* struct answer */
    const void *organisation_name;        /* struct answer */
    const void *email;                    /* struct answer */
    const void *phone;                    /* struct answer */
    const void *address;                  /* struct answer */
    const void *language;                 /* struct answer: choices */
    const void *contact_by;               /* struct answer: choices */
    const void *needs;                    /* struct answer: choices, several */
    const void *representative_name;      /* struct answer */
    const void *representative_authority; /* struct answer */
    const void *representative_phone;     /* struct answer */
    const void *representative_email;     /* struct answer */
    const void *contact_name;             /* struct answer: whom to ask, when somebody else */
    const void *contact_phone;            /* struct answer */
    const void *contact_email;            /* struct answer */
    const void *postcode;                 /* struct answer: and town */
    const void *country;                  /* struct answer */
    const void *fax;                      /* struct answer */
    const void *problem;                  /* struct answer: choices, several: P01 … */
    const void *problem_detail;           /* struct answer: what the codes leave open */
    const void *happened_until;           /* struct answer */
    const void *happened_text;            /* struct answer */
    const void *place;                    /* struct answer */
    const void *recurrent;                /* struct answer: choices: yes, no */
    const void *segment;                  /* struct answer */
    const void *immediate_action;         /* struct answer */
    const void *referred_by;              /* struct answer */
    const void *earlier_reference;        /* struct answer */
    const void *safety;                   /* struct answer: one tick box */
    const void *team;                     /* struct answer: choices */
    const void *files;                    /* struct answer */
    struct rows own;                      /* struct question: own fields of the procedure */
    struct rows how_to_say;               /* struct choice: what to say */
    const char *receipt_words;            /* it was first received on another day; NULL otherwise */
    const void *take_receipt; /* struct answer: one tick box, that this is the day of receipt */
};
extern const struct record act_receive_record;

/* desk/act/own.html: the own fields of the case's procedure pack, a group for each stage */
struct own_group {
    const char *title;
    struct rows questions; /* struct question */
};
struct act_own {
    const void *head;       /* struct act_head */
    const char *title;      /* of the pack; NULL = it has none */
    int version;            /* of the pack */
    struct rows own_groups; /* struct own_group */
    const char *staged;     /* carries files of a form that came back */
    /* Where it was first received on another day; NULL otherwise. */
    const char *receipt_words;  /* which days they are */
    const void *receipt;        /* struct answer: choices, whether that is the day of receipt */
    const void *receipt_reason; /* struct answer */
};
extern const struct record act_own_record;

/* desk/act/reportability.html: whether a danger must be reported, for each jurisdiction [REG-S1] */
struct report_view {
    const char *code, *title, *state;
    const char *mark; /* how sure the number is, in words; NULL = verified */
    bool settled;
    bool own_decision;     /* this reader's, so another one confirms it */
    struct rows lines;     /* struct sheet_line */
    struct rows questions; /* struct question */
    struct rows decide;    /* struct question: decision and reasons */
    struct rows second;    /* struct question: why not */
    struct rows filed;     /* struct question */
};
struct act_reports {
    const void *head;    /* struct act_head */
    struct rows reports; /* struct report_view */
};
extern const struct record act_reports_record;

/* desk/act/matter.html: what is known of the problem beside the statement [7.2-b] [Annex E] */
struct act_matter {
    const void *head;              /* struct act_head */
    const void *product;           /* struct answer */
    const void *product_reference; /* struct answer */
    const void *happened_on;       /* struct answer */
    const void *happened_until;    /* struct answer */
    const void *happened_text;     /* struct answer */
    const void *place;             /* struct answer */
    const void *recurrent;         /* struct answer: choices: yes, no */
    const void *segment;           /* struct answer */
    const void *referred_by;       /* struct answer */
    const void *immediate_action;  /* struct answer */
    const void *problem;           /* struct answer: choices, several: P01 … */
    const void *problem_detail;    /* struct answer: what the codes leave open */
};
extern const struct record act_matter_record;

/* desk/elsewhere.html: it is not for this process [1-a] */
struct desk_elsewhere {
    const char *action;
    struct rows carried; /* struct carried: the whole form */
    const char *whose;   /* to be said to the person, in their language */
    const char *whose_lang;
    const char *means; /* the same in the reader's language, when it is another */
    const char *words; /* what they said */
    const char *words_lang;
};
extern const struct record desk_elsewhere_record;

/* desk/act/on_the_spot.html: solved where it was made, one short form */
struct act_on_the_spot {
    const char *action;
    struct rows errors;      /* struct field_error */
    struct rows carried;     /* struct carried */
    const void *channel;     /* struct answer: choices */
    const void *description; /* struct answer */
    const void *category;    /* struct answer: choices */
    const void *name;        /* struct answer */
    const void *phone;       /* struct answer */
    const void *action_code; /* struct answer: choices: A36 … */
    const void *solved;      /* struct answer: what was done */
    const void *amount;      /* struct answer */
    const void *currency;    /* struct answer: choices */
    const void *accepted;    /* struct answer: one tick box: the complainant agrees */
    struct rows own;         /* struct question: own fields of the procedure */
    struct rows how_to_say;  /* struct choice: what to say */
};
extern const struct record act_on_the_spot_record;

/* desk/act/files.html: files added by staff [7.2-e] */
struct act_files {
    const void *head; /* struct act_head */
    int files_max;
    int64_t file_bytes;
    int64_t complaint_bytes;
    struct rows held;     /* struct file_view: what the complaint has */
    const void *files;    /* struct answer */
    const void *internal; /* struct answer: one tick box */
};
extern const struct record act_files_record;

/* desk/act/message_sent.html: a message that waited and was sent by hand [7.3-c] */
struct act_message_sent {
    const void *head;    /* struct act_head */
    const void *message; /* struct answer: choices: what waits */
    const void *by;      /* struct answer: choices: how it was sent */
};
extern const struct record act_message_sent_record;

/* desk/letter.html: a message to the complainant, to be printed */
struct letter_sheet {
    const char *reference, *back, *sent_href; /* NULL = it went out, or nobody may say so */
    const char *name, *address;               /* NULL = not known */
    const char *subject, *subject_lang;
    const char *text, *text_lang, *day; /* the day in the language of the text */
};
extern const struct record letter_sheet_record;

/* desk/act/returned.html: a message that did not arrive [7.4-c] */
struct act_returned {
    const void *head;    /* struct act_head */
    const void *message; /* struct answer: choices: what was sent */
    const void *reason;  /* struct answer */
};
extern const struct record act_returned_record;

/* desk/act/acknowledge.html [7.4] */
struct act_acknowledge {
    const void *head;   /* struct act_head */
    const char *letter; /* what a letter without words of its own says */
    const char *letter_lang;
    const void *by;         /* struct answer: telephone, letter, mail, not possible */
    const void *at;         /* struct answer: when, for the telephone */
    const void *with;       /* struct answer: who was spoken to */
    const void *text;       /* struct answer: of the letter or the call */
    const void *impossible; /* struct answer: not possible because */
};
extern const struct record act_acknowledge_record;

/* desk/act/assess.html [7.5] */
struct act_assess {
    const void *head;       /* struct act_head */
    bool again;             /* assessed before: a reason is asked */
    bool ask_scope;         /* whether it is for us was not asked yet */
    const char *rule;       /* "Major and two affected: high", the rule behind the proposal */
    const char *depth;      /* how deep to investigate, and why */
    const void *scope;      /* struct answer: choices */
    const void *severity;   /* struct answer: choices */
    const void *safety;     /* struct answer: choices */
    const void *complexity; /* struct answer: choices */
    const void *impact;     /* struct answer: choices */
    const void *need_now;   /* struct answer: yes, no */
    const void *can_now;    /* struct answer: yes, no */
    const void *measure;    /* struct answer: the immediate action, or why none */
    const void
        *escalate; /* struct answer: one tick box: managers are told that nothing can be done */
    const void *validity;     /* struct answer: choices */
    const void *compensation; /* struct answer: yes, no */
    const void *signals;      /* struct answer: choices, several: what makes it significant */
    const void *reasons;      /* struct answer */
    const void *priority;     /* struct answer: choices, "as proposed" first */
    const void *override;     /* struct answer: why not as proposed */
    const void *wrong;        /* struct answer: one tick box: it was wrongly prioritised */
    struct rows before;       /* struct act_row: earlier assessments */
};
extern const struct record act_assess_record;

/* desk/act/investigate.html: the whole investigation with its parts [7.6] */
struct act_investigate {
    const void *head;      /* struct act_head */
    const char *depth;     /* "Full: major severity", from severity and frequency */
    struct rows plan;      /* struct act_row: answer = what became of it, why = left out because */
    const void *questions; /* struct answer: more questions */
    const void *to_get;    /* struct answer: more evidence to get */
    const void *to_hear;   /* struct answer: choices, several: who is to be heard */
    const void *investigator; /* struct answer: choices */
    const void *points;       /* struct answer: more allegations */
    const void *root_cause;   /* struct answer: choices */
    const void *cause_note;   /* struct answer */
    const void *cause_none;   /* struct answer: why none was found */
    const void *not_heard;    /* struct answer: why the complainant need not be heard */
    const void *end;          /* struct answer: one tick box: the investigation ends */
    struct rows causes;       /* struct act_row: answer = one tick box: it was none */
    struct rows evidence;     /* struct act_row */
    struct rows interviews;   /* struct act_row */
    struct rows allegations;  /* struct act_row: answer = finding, why = on what it rests */
    struct rows disclosures;  /* struct act_row: what was released to those complained about */
};
extern const struct record act_investigate_record;

/* desk/act/evidence.html */
struct act_evidence {
    const void *head; /* struct act_head */
    int files_max;
    int64_t file_bytes;
    const char *staged;     /* carries files of a form that was refused */
    struct rows held;       /* struct act_row: those files */
    const void *kind;       /* struct answer: choices */
    const void *source;     /* struct answer */
    const void *got_on;     /* struct answer */
    const void *text;       /* struct answer: what it shows */
    const void *plan_item;  /* struct answer: choices: what it was planned as */
    const void *allegation; /* struct answer: choices: what it is about */
    const void *files;      /* struct answer */
};
extern const struct record act_evidence_record;

/* desk/act/interview.html: also of the person complained about */
struct act_interview {
    const void *head;       /* struct act_head */
    bool disclosure_due;    /* the person complained about must know the points first */
    const void *person;     /* struct answer: choices: the parties */
    const void *held_on;    /* struct answer */
    const void *text;       /* struct answer: what was said */
    const void *waived_why; /* struct answer: not heard, because */
};
extern const struct record act_interview_record;

/* desk/act/disclose.html: what a person complained about is told before the interview */
struct act_disclose {
    const void *head;   /* struct act_head */
    const void *person; /* struct answer: choices */
    const void *text;   /* struct answer */
};
extern const struct record act_disclose_record;

/* desk/act/respond.html: the proposal [7.7] */
struct act_respond {
    const void *head;        /* struct act_head */
    struct rows allegations; /* struct act_row: answer = the response to it */
    struct rows remedies;    /* struct act_row */
    struct rows carried_out; /* struct act_row: interim measures */
    const char *limit;       /* "You may promise up to 200.00 EUR alone." */
    const void *preventive;  /* struct answer */
    const void *none_needed; /* struct answer: none needed because */
    const void *remedy_none; /* struct answer: no remedy because */
    const void *measure;     /* struct answer: what is done at once, before the decision */
};
extern const struct record act_respond_record;

/* desk/act/remedy.html: one remedy of the catalogue with its own data [3.3] */
struct act_remedy {
    const void *head;     /* struct act_head */
    const void *kind;     /* struct answer: choices */
    const void *text;     /* struct answer: what exactly */
    const void *amount;   /* struct answer */
    const void *currency; /* struct answer: choices */
    const void *owner;    /* struct answer: choices */
    const void *due_on;   /* struct answer */
    const void *interim;  /* struct answer: one tick box: already before the decision */
    /* What the chosen kind needs; NULL = not this kind. All struct answer. */
    const void *method, *item, *work_order, *to_whom, *consent, *terms, *head_of_loss;
    const void *calculation, *form, *by_whom, *no_admission, *difference;
    const void *valid_until, *points, *percent, *batch, *reach, *topic, *attendees;
    bool measure;         /* done for everybody, not given to the complainant alone */
    const void *cost;     /* struct answer: to the organisation */
    const void *fund;     /* struct answer: choices: who pays */
    const void *over_why; /* struct answer: why although the budget; NULL = not asked */
    const char *limit;    /* "You may promise up to 200.00 EUR alone." */
    struct rows budgets;  /* struct act_row: those that are used up as far as they warn */
    const char *drop;     /* address of dropping it; NULL = it is new */
};
extern const struct record act_remedy_record;

/* desk/act/carry_out.html: a remedy was done, and somebody has checked it */
struct act_carry_out {
    const void *head; /* struct act_head */
    const char *remedy;
    struct date due;
    bool verify;          /* done before; now it is verified */
    const void *done_on;  /* struct answer */
    const void *proof;    /* struct answer */
    const void *verified; /* struct answer: choices: as promised, not as promised */
    /* What the kind of remedy needs besides; NULL = not this kind. All struct answer. */
    const void *returned, *result, *customer_ok, *number;
    const char *drop; /* address of dropping it instead; NULL = done */
};
extern const struct record act_carry_out_record;

/* desk/act/approve.html: the second approval */
struct act_approve {
    const void *head;     /* struct act_head */
    const char *proposal; /* what is to be approved */
    const char *proposed_by;
    struct rows remedies; /* struct act_row */
    const void *verdict;  /* struct answer: approve, give back */
    const void *reasons;  /* struct answer */
};
extern const struct record act_approve_record;

/* desk/act/decide.html [7.8] */
struct act_decide {
    const void *head;        /* struct act_head */
    struct rows allegations; /* struct act_row: answer = outcome of the point */
    const void *outcome;     /* struct answer: choices */
    const void *reasons;     /* struct answer */
    /* The parts of the letter, each with its usual words: struct answer */
    const void *letter_remedy, *letter_not_satisfied, *letter_inside, *letter_outside;
    const char *letter_lang; /* tag of the language they are written in */
    bool decided;            /* only the letter is altered */
};
extern const struct record act_decide_record;

/* desk/act/communicate.html: the decision is told [7.8] */
struct act_communicate {
    const void *head; /* struct act_head */
    const char *goes_to;
    const char *language;    /* tag of the letter's language */
    struct rows must_hold;   /* struct act_row: what the letter must hold, done or not */
    const void *letter;      /* struct answer */
    const void *by;          /* struct answer: choices */
    const void *review_days; /* struct answer: until when an answer is awaited */
    const void *staff_told;  /* struct answer: one tick box: the staff concerned know it */
    const char *alter;       /* address where its parts are altered */
};
extern const struct record act_communicate_record;

/* desk/act/answer.html: what the complainant said to the decision [7.9] */
struct act_answer {
    const void *head;    /* struct act_head */
    const void *answer;  /* struct answer: accepts, does not accept, takes it back */
    const void *by;      /* struct answer: choices: how they said it */
    const void *said_on; /* struct answer */
    const void *text;    /* struct answer: in their words */
};
extern const struct record act_answer_record;

/* desk/act/review.html: the internal review after a refusal [7.9-b] */
struct act_review {
    const void *head;     /* struct act_head */
    bool outside_only;    /* nobody is left who was not involved */
    const void *reviewer; /* struct answer: choices: who was not involved */
    const void *text;     /* struct answer */
};
extern const struct record act_review_record;

/* desk/act/outside.html: the complaint goes to an outside body */
struct act_outside {
    const void *head;     /* struct act_head */
    const void *body;     /* struct answer: choices */
    const void *what;     /* struct answer: choices: chosen, resolved, not used */
    const void *since;    /* struct answer */
    const void *outcome;  /* struct answer */
    const void *ended_on; /* struct answer */
};
extern const struct record act_outside_record;

/* desk/act/call.html: the call after the closing [8.3-a] */
struct act_call {
    const void *head;         /* struct act_head */
    const char *phone;        /* where they are reached; NULL = not known, or not for this reader */
    const void *call;         /* struct answer: choices */
    const void *satisfaction; /* struct answer: choices */
    const void *fair;         /* struct answer: choices */
    const void *outcome;      /* struct answer: choices */
    const void *comment;      /* struct answer: their further opinion */
    const void *again;        /* struct answer: one tick box */
    struct rows questions;    /* struct question: those of the procedure */
    bool without_fair, without_outcome; /* the procedure leaves these two out */
};
extern const struct record act_call_record;

/* desk/act/close.html: the gate of [7.9-a] */
struct act_close {
    const void *head;      /* struct act_head */
    struct rows gate;      /* struct act_row: each condition, met or not */
    const void *reason;    /* struct answer: choices */
    const void *lessons;   /* struct answer */
    const void *prevented; /* struct answer: what will keep it from happening again */
    const void *survey;    /* struct answer: one tick box: ask how it was handled */
    const void *why;       /* struct answer: why it is closed in this way */
    const void *set_aside; /* struct answer: choices: spam, abusive; NULL = not offered */
    const void *duplicate; /* struct answer: the reference under which it is handled */
};
extern const struct record act_close_record;

/* desk/act/reason.html: acts that want a reason and little else. `title`, `what` and
 * `submit` are translated by the caller; `choice` may be NULL. Used to reopen, extend,
 * set aside, ask for an identity, give a complaint to somebody, change its type. */
struct act_reason {
    const void *head; /* struct act_head */
    const char *title;
    const char *what;         /* what will happen */
    const char *choice_label; /* NULL = no choice is asked */
    const char *reason_label; /* NULL = "Reason" */
    const char *submit;
    const void *choice; /* struct answer: choices */
    const void *due_on; /* struct answer or NULL */
    const void *reason; /* struct answer */
};
extern const struct record act_reason_record;

/* desk/act/party.html: somebody of the case is added or corrected */
struct act_party {
    const void *head;              /* struct act_head */
    bool alter;                    /* somebody of the case is corrected */
    struct rows parties;           /* struct act_row: who is there */
    const void *role;              /* struct answer: choices */
    const void *staff;             /* struct answer: choices: one of us is complained about */
    const void *name;              /* struct answer */
    const void *organisation_name; /* struct answer */
    const void *email;             /* struct answer */
    const void *phone;             /* struct answer */
    const void *address;           /* struct answer */
    const void *postcode;          /* struct answer: and town */
    const void *country;           /* struct answer */
    const void *fax;               /* struct answer */
    const void *language;          /* struct answer: choices */
    const void *contact_by;        /* struct answer: choices */
    const void *needs;             /* struct answer: choices, several */
    const void *authority;         /* struct answer: of a representative */
    const void *ended;             /* struct answer: one tick box: no longer of the case */
    const void *reason;            /* struct answer: why it is corrected */
};
extern const struct record act_party_record;

/* desk/act/conflict.html: somebody must keep away from the case [4.7-a] */
struct act_conflict {
    const void *head;      /* struct act_head */
    struct rows conflicts; /* struct act_row: those on record */
    const void *person;    /* struct answer: choices: oneself first */
    const void *kind;      /* struct answer: choices */
    const void *why;       /* struct answer */
};
extern const struct record act_conflict_record;

/* desk/disclosures.html and desk/disclosure.html: what I was told as a person complained
 * about, and nothing else of any case [D-a] */
struct disclosures_page {
    struct rows mine; /* struct act_row */
};
extern const struct record disclosures_page_record;
struct disclosure_page {
    const char *action;
    const char *done; /* what was just done, in words; NULL = nothing */
    const char *released_by;
    struct instant released_at;
    struct instant interviewed_at;
    const char *text;
    struct rows errors;    /* struct field_error */
    const void *statement; /* struct answer */
};
extern const struct record disclosure_page_record;

/* desk/act/update.html: how far it is, told to the complainant [7.3] */
struct act_update {
    const void *head; /* struct act_head */
    const char *goes_to;
    const char *language;
    const void *by;      /* struct answer: choices */
    const void *text;    /* struct answer */
    const void *next_on; /* struct answer: when the next one is promised */
};
extern const struct record act_update_record;

/* A letter that the procedure asks for, with its passages in the complainant's language. */
struct act_passages {
    const char *title;
    const char *language;
    const char *text;
};
struct act_delay {
    const void *head; /* struct act_head */
    const char *goes_to;
    const void *clock;       /* struct answer: what comes later; choices */
    const void *reason;      /* struct answer */
    const void *expected_on; /* struct answer */
    struct rows letters;     /* struct act_passages */
};
extern const struct record act_delay_record;

#endif
