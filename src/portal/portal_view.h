/*
 * What the pages of the portal show, one record per template. Plain data: words
 * that come from codes and settings are in the reader's language already.
 */
#ifndef PORTAL_VIEW_H
#define PORTAL_VIEW_H

#include "base/record.h"

/* A date the organisation promises, with its sum ("why this date?"). At most one of
 * the first three is true and gives the words; otherwise `what` does. */
struct promise {
    bool read;   /* somebody has read it and says who is responsible */
    bool update; /* the complainant hears how far it is */
    bool decide; /* the decision */
    const char *what;
    struct date due;
    const char *why;   /* start, days, holidays skipped, rule; NULL = not shown */
    struct instant at; /* when it is due within its day; else not set */
};
extern const struct record promise_record;

/* A hidden field that comes back as it is. */
struct carried {
    const char *name;
    const char *value;
};
extern const struct record carried_record;

/* An answer with its question, as it is read again. */
struct said {
    const char *label;
    const char *value; /* NULL = not answered */
};
extern const struct record said_record;

/* portal/start.html */
struct start_page {
    struct rows promises;  /* struct promise, counted from today */
    const char *emergency; /* the organisation's own line on danger; NULL = ours */
    const char *counter;   /* where and when to come; NULL = none */
    const char *address;   /* for letters; NULL = none */
    bool suggestions;      /* they are taken too */
};
extern const struct record start_page_record;

/* A file that came with a form or stands in a complaint. */
struct file_view {
    int64_t id;
    const char *name;
    int64_t size;      /* bytes */
    const char *kind;  /* "photo", "PDF document" */
    const char *href;  /* NULL = cannot be opened here */
    struct instant at; /* when it came; 0 = not shown */
    const char *note;  /* "location removed", "withheld"; NULL = nothing to say */
};
extern const struct record file_view_record;

/* The complaint's form:
 * portal/{what,about,own,when,remedy,files,who,reach,for_other,check,all}.html. The answers' names
 * are the form's field names. */
struct complain_page {
    const char *action;   /* where the form goes */
    int step, steps;      /* "Question 4 of 8" */
    bool back;            /* there is a page before this one */
    bool for_other;       /* complaining for somebody else */
    bool suggestion;      /* no complaint: something that could be better */
    struct rows carried;  /* struct carried: form state, one-time id, answers of other pages */
    struct rows errors;   /* struct field_error */
    struct rows files_in; /* struct file_view: uploaded before, each with a remove button */
    int files_max;
    int64_t file_bytes;  /* most bytes of a file */
    int64_t total_bytes; /* most bytes of all */
    struct date answer_by;
    const void *description;       /* struct answer */
    const void *product;           /* struct answer: free text */
    const void *category;          /* struct answer: choices */
    const void *product_reference; /* struct answer: order, contract, account */
    const void *scope;             /* struct answer: is it another office's matter */
    const void *happened_on;       /* struct answer: YYYY-MM-DD */
    struct date happened_day;      /* the same, on the page of answers to check */
    bool no_about, no_when, no_place, no_remedy, no_files, no_way, no_needs; /* left open */
    const void *happened_unknown;         /* struct answer: one tick box */
    const void *place;                    /* struct answer */
    const void *earlier_reference;        /* struct answer: an earlier complaint about it */
    const void *remedy_wanted;            /* struct answer: tick boxes of the catalogue */
    const void *remedy_sought;            /* struct answer: own words; on all.html the only one */
    const void *remedy_none;              /* struct answer: "nothing, I only want you to know" */
    const void *files;                    /* struct answer: the upload's error */
    const void *naming;                   /* struct answer: named, confidential, anonymous */
    const void *name;                     /* struct answer */
    const void *organisation_name;        /* struct answer */
    const void *email;                    /* struct answer */
    const void *phone;                    /* struct answer */
    const void *address;                  /* struct answer */
    const void *country;                  /* struct answer */
    const void *fax;                      /* struct answer */
    const void *contact_name;             /* struct answer: whom else to ask */
    const void *contact_phone;            /* struct answer */
    const void *contact_email;            /* struct answer */
    bool contact_given, more_given;       /* somebody else to ask; that, or a country or a fax */
    const void *language;                 /* struct answer: choices */
    const void *contact_by;               /* struct answer: choices */
    const void *needs;                    /* struct answer: tick boxes */
    const void *needs_other;              /* struct answer */
    const void *representative_name;      /* struct answer */
    const void *representative_email;     /* struct answer */
    const void *representative_phone;     /* struct answer */
    const void *representative_authority; /* struct answer: what allows to act */
    struct rows own;                      /* struct question: own fields of the procedure */
    struct rows own_said;                 /* struct said: their answers, to be checked */
    bool category_radios;                 /* the classes have words of their own to choose by */
};
extern const struct record complain_page_record;

/* portal/elsewhere.html: a matter that is not for this process [1-a] */
struct elsewhere_page {
    const char *action;  /* back to the question */
    const char *whose;   /* who deals with it */
    const char *words;   /* what they wrote, to take along */
    struct rows carried; /* struct carried */
};
extern const struct record elsewhere_page_record;

/* portal/receipt.html */
struct receipt_page {
    const char *reference;
    const char *code; /* groups of four; shown this once */
    struct instant received;
    const char *about;
    int files;
    const char *seal;      /* of the filing event, groups of four */
    struct html qr;        /* SVG of address and reference, never of the code */
    const char *track_url; /* as people type it */
    const char *team;      /* who has it now */
    struct rows promises;  /* struct promise */
    bool repeated;         /* the same filing came again; this is its receipt */
    bool anonymous;        /* without the code nobody can be reached */
    bool correctable;      /* a slip of the pen may still be mended */
    struct rows carried;   /* struct carried: for the buttons */
};
extern const struct record receipt_page_record;

/* portal/correct.html: a slip of the pen is mended beside the statement, not in it */
struct correct_page {
    const char *reference;
    const char *words;   /* as they were sent */
    struct rows carried; /* struct carried */
    struct rows errors;  /* struct field_error */
    const void *text;    /* struct answer */
};
extern const struct record correct_page_record;

/* portal/enter.html: reference and code, to follow a complaint */
struct enter_page {
    struct rows errors;    /* struct field_error */
    bool not_found;        /* one text for all failures */
    const void *reference; /* struct answer */
    const void *code;      /* struct answer */
    struct rows carried;   /* struct carried */
};
extern const struct record enter_page_record;

/* One of the four parts of the bar on the track page. */
struct track_stage {
    const char *label;
    bool done;
    bool current;
    bool left_out; /* closed without it */
};
extern const struct record track_stage_record;

/* One allegation and what was found. One of the four is true. */
struct decided_point {
    const char *text;
    const char *finding; /* why, in short; may be NULL */
    bool upheld, partly, not_upheld, undetermined;
};
extern const struct record decided_point_record;

struct promised_remedy {
    const char *text;
    struct date due;
    struct date done; /* 0 = not yet */
};
extern const struct record promised_remedy_record;

/* An office outside that may be asked. */
struct outside_option {
    const char *name;
    const char *what; /* what it does, what it costs */
    const char *href; /* NULL = none */
    const char *contact;
    struct date until;
};
extern const struct record outside_option_record;

struct decision_view {
    struct date on;
    bool upheld, partly, not_upheld, undetermined, out_of_scope;
    const char *reasons;
    struct rows points;   /* struct decided_point */
    struct rows remedies; /* struct promised_remedy */
    struct rows measures; /* the same, done for everybody: training, improvement, recall */
    const char *outside;  /* who outside can look at it; NULL = nobody */
    const char *letter;   /* the whole letter as text; NULL = not shown */
    bool review_offered;  /* somebody who was not involved can look at it again */
    bool answer_wanted;   /* accept or refuse */
    struct date answer_by;
    bool accepted, refused;
};
extern const struct record decision_view_record;

/* Something that happened, in the complainant's words for it, newest first. */
struct track_event {
    struct instant at;
    const char *title;
    const char *detail;
    const char *text; /* a message in full */
    bool folded;      /* it is long: its beginning is enough until somebody opens it */
    const char *beginning;
    const char *text_lang;
    struct rows files; /* struct file_view */
};
extern const struct record track_event_record;

/* portal/track.html. Everything is reached with reference and code, which each of
 * its forms carries along. */
struct track_other {
    const char *text;
};
extern const struct record track_other_record;

/* What the complainant was promised, or is asked for, and until when. */
struct track_date {
    const char *label; /* "Next news by" */
    struct date due;
    struct instant at; /* when it is due within its day; else not set */
    const char *more;  /* "We did not keep this date." */
    const char *why;   /* the sum; NULL = not shown */
};
extern const struct record track_date_record;

struct track_page {
    const char *reference;
    const char *subject;
    const char *subject_lang;
    struct rows carried;     /* struct carried: reference, code */
    struct rows errors;      /* struct field_error */
    const char *done;        /* what was just done: "We have added it."; NULL = nothing */
    const char *stands;      /* where it stands, in four words */
    const char *stands_more; /* what the complainant can do, or waits for */
    const char *dealt_as;    /* "We deal with this as: Enquiry. …"; NULL = as a complaint */
    const char *responsible; /* a role */
    const char *team;
    struct rows dates;    /* struct track_date: what is promised, the earliest first */
    bool joined;          /* it is handled together with others */
    struct rows others;   /* struct track_other: what was split off, or from what it was */
    struct rows stages;   /* struct track_stage */
    bool many;            /* more than four of them */
    const void *decision; /* struct decision_view or NULL */
    struct rows events;   /* struct track_event */
    struct rows sent;     /* struct file_view: the files of the complaint */
    bool may_add;
    bool may_withdraw;
    bool withdrawn, closed;
    bool may_reopen; /* closed, and still to be reopened */
    bool survey;     /* the closing question on the handling is open */
    int files_max;
    int64_t file_bytes, total_bytes;
    const void *text;                          /* struct answer: of the box "add something" */
    const void *files;                         /* struct answer: files to add */
    const void *reason;                        /* struct answer: why not accepted, or taken back */
    const void *satisfaction, *fair, *outcome; /* struct answer: choices of the closing question */
    const void *comment;                       /* struct answer */
    struct rows questions;                     /* struct question: those of the procedure */
    bool without_fair, without_outcome;        /* the procedure leaves these two out */
    struct date survey_from; /* closed, and asked from that day on; not set otherwise */
};
extern const struct record track_page_record;

/* A stage with the time it may take. */
struct notice_stage {
    const char *name;
    const char *time; /* "2 working days" */
};
extern const struct record notice_stage_record;

struct notice_line {
    const char *text;
};
extern const struct record notice_line_record;

/* portal/notice.html: how we handle complaints [7.1-a] */
struct notice_page {
    int version;
    struct date since;
    const char *text_lang; /* of what was published, when it is not the page's */
    struct rows where;     /* struct notice_line: where and how to complain */
    struct rows provide;   /* struct notice_line: what to tell us */
    const char *process;   /* how it is handled */
    struct rows stages;    /* struct notice_stage: the time for each stage */
    struct rows remarks;   /* struct notice_line: what else there is to say of the times */
    struct rows remedies;  /* struct notice_line: what can put it right */
    struct rows outside;   /* struct outside_option */
    const char *status;    /* how to learn where it stands */
    struct rows rights;    /* struct notice_line: of both sides */
    struct rows duties;    /* struct notice_line */
    const char *privacy;
    bool published; /* results are on a page of their own */
    bool policy;    /* one is in force */
};
extern const struct record notice_page_record;

/* A result that was published. */
struct published_line {
    struct date on;
    const char *text, *language;
};
extern const struct record published_line_record;

/* portal/published.html */
struct published_page {
    struct rows lines; /* struct published_line, the newest first */
    const char *older_href;
};
extern const struct record published_page_record;

/* portal/policy.html */
struct policy_page {
    const char *text;      /* NULL: none is in force */
    const char *text_lang; /* when it is another one than the reader's */
    struct date since;
    const char *who; /* of top management, who adopted it */
};
extern const struct record policy_page_record;

#endif
