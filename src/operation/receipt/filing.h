/*
 * Filing: a complaint comes in, by any door.
 *
 * Portal, desk, API and import fill a `struct filing`; one transaction makes the
 * complaint, its people, files, clocks, acknowledgement, events and search words, and only
 * then there is a receipt. The same one-time id again gives the same receipt.
 * ISO 10002 [7.2-a] [7.2-b] [7.2-c] [7.2-d] [7.2-e] [7.2-f] [7.4-a]
 */
#ifndef OPERATION_RECEIPT_FILING_H
#define OPERATION_RECEIPT_FILING_H

#include "base/code.h"
#include "complaint/case.h"
#include "complaint/pack_version.h"

/* A person as a form or another system describes them. All may be missing. */
struct filing_person {
    const char *kind; /* person, organisation; NULL = person */
    const char *name, *address, *postcode, *country, *email, *phone, *fax;
    const char *language, *channel, *format, *needs, *need_codes;
};

enum { FILING_FILES = 20, FILING_PROBLEMS = 64 };

/* What was said on a case before it came here. */
struct filing_entry {
    const char *kind, *direction, *channel, *language, *author_kind, *text;
    struct instant at;
};

/* What happened to a case in another system, for an import. */
struct filing_past {
    const char *source_system, *external_reference;
    bool closed; /* it comes in as closed: outside clocks and gates */
    const char *outcome, *answer, *severity, *safety, *priority;
    struct instant closed_at; /* required when closed */
    const struct filing_entry *entry;
    size_t n_entries;
};

struct receipt;
/* What is kept as the answer to it, beside its one-time id and with it; `seal` is not there yet. */
typedef struct bytes filing_answer(void *from, const struct receipt *r);

struct filing {
    const char *one_time;  /* id of this filing; the same again is the same complaint;
                            * NULL: it cannot come again */
    filing_answer *answer; /* NULL = it is made anew of the complaint */
    void *answer_from;
    const char *type;                  /* NULL = complaint */
    const char *channel;               /* web, telephone … */
    const char *language;              /* tag of what they wrote in */
    const char *privacy;               /* NULL: named when there is a name, else anonymous */
    struct instant received_at;        /* 0 = now */
    const char *subject, *description; /* description is required */
    const char *product, *product_reference, *class_code;
    const char *sought; /* nothing, something; NULL = not asked */
    const char *remedy_sought;
    struct date happened_on, happened_until;
    const char *happened_text, *place, *recurrent, *segment;
    const char *immediate_action;
    const char *referred_by; /* who passed it on to us */
    const char *scope;
    struct filing_person complainant;
    struct filing_person representative; /* the one who files for the complainant */
    const char *authority;               /* what allows that */
    struct filing_person contact;        /* whom to ask, when that is somebody else */
    const char *linked_reference;        /* an earlier complaint, as they wrote it */
    const char *link_kind;               /* handling, repeat, related */
    int64_t team;                        /* 0 = the default reception team */
    int64_t blobs[FILING_FILES];         /* staged files */
    size_t n_blobs;
    const char *blob_owner;                /* who staged them */
    const char *problems[FILING_PROBLEMS]; /* codes P01 … */
    size_t n_problems;
    const char *problem_detail;     /* what the codes leave open: how late, in what way */
    const char *acknowledged_by;    /* way; "page" at the portal; NULL = not yet */
    struct instant acknowledged_at; /* 0 = now */
    bool danger;      /* somebody could be harmed: top management is told at once [7.5-b] */
    bool on_the_spot; /* the front line deals with it, before any assessment */
    const struct own_value *own; /* answers to own fields of the pack in force, canonical */
    size_t n_own;
    const struct case_conflict *barred; /* who must keep away from it: no owner by a route */
    size_t n_barred;
    const struct filing_past *past; /* NULL = new; otherwise the event is "imported" */
};

/* What the complainant keeps. */
struct receipt {
    int64_t complaint;
    const char *reference;
    char code[CODE_TEXT];
    struct instant received_at;
    const char *stage;
    const char *language;
    bool repeated;                  /* it was filed before */
    unsigned char seal[HASH_BYTES]; /* hash of the filing event */
};

/* Files it, in a transaction of its own. Who loses a race with the same filing gets its receipt,
 * and so does who lost the connection while it was committed, if it was stored. ERR_INVALID on
 * field "idempotency_key": it came with other content. */
MUST_CHECK bool receipt_file(const struct act *act, const struct procedure *p,
                             const struct filing *f, struct receipt *out, struct err *err);
/* Was this very filing stored before? Then `out` has its receipt. Writes nothing. */
bool receipt_again(const struct act *act, const struct filing *f, struct receipt *out);
/* The same as receipt_file within the transaction that is open, so that many share one flush. */
MUST_CHECK bool receipt_file_in(const struct act *act, const struct procedure *p,
                                const struct filing *f, struct receipt *out, struct err *err);

/* One problem code more, unless it is there already. */
void filing_problem(const char *problems[FILING_PROBLEMS], size_t *n, const char *code);

/* The texts of a complaint by which it is found, one in a line. */
const char *filing_words(struct arena *a, const struct complaint_row *c);

#endif
