/*
 * Evidence, and hearing people: what was got, from whom, when, by whom, with its hash.
 * ISO 10002 [7.6-a] [7.6-d] [D-a]
 */
#ifndef OPERATION_INVESTIGATION_EVIDENCE_FLOW_H
#define OPERATION_INVESTIGATION_EVIDENCE_FLOW_H

#include "complaint/case.h"

enum { EVIDENCE_FILES = 20 };

struct evidence_form {
    const char *kind;              /* of the list evidence_kind */
    const char *source;            /* where it comes from */
    const char *text;              /* what it shows */
    struct date got_on;            /* unset = now */
    int64_t plan_item;             /* what it was planned as; 0 = unplanned */
    int64_t allegation;            /* what it is about; 0 = all */
    int64_t blobs[EVIDENCE_FILES]; /* staged files: one piece of evidence each */
    size_t n_blobs;
    const char *blob_owner;
};
extern const struct record evidence_form_record;

/* Event evidence_added. A piece that was planned is got. `*id` may be NULL. */
MUST_CHECK bool evidence_add(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, const struct evidence_form *form, int64_t *id,
                             struct err *err);

struct interview_form {
    int64_t party; /* who was heard */
    struct date held_on;
    const char *text; /* what was said */
};
extern const struct record interview_form_record;

/* Somebody was heard: the complainant's side, or the person complained about, who was
 * shown the details before. Event interviewed. */
MUST_CHECK bool interview_add(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const struct interview_form *form, struct err *err);

#endif
