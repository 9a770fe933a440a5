/*
 * What the complainant adds to their own case while it is followed: facts, questions,
 * files, the correction of a slip of the pen, how they were treated. 7.3
 */
#ifndef OPERATION_TRACKING_FLOW_H
#define OPERATION_TRACKING_FLOW_H

#include "complaint/case.h"
#include "complaint/pack_version.h"

enum { ADDED_FILES = 20 };

struct added {
    const char *one_time; /* of the form; the same again adds nothing; NULL = always adds */
    const char *kind;     /* fact, correction */
    const char *text;     /* NULL = files only */
    const char *language;
    const char *channel; /* web … */
    int64_t blobs[ADDED_FILES];
    size_t n_blobs;
    const char *blob_owner;
};

/* Adds it to the end of the case; the original statement stays as it is. A case that waited for
 * the complainant goes on. Event fact_added or corrected. [7.2-d] [7.2-f] */
MUST_CHECK bool tracking_add(const struct act *act, const struct procedure *p, int64_t complaint,
                             const struct added *added, struct err *err);

/* What the complainant says of it once it is closed: the handling and the outcome are asked
 * apart, so that nobody takes the one for the other. */
struct satisfaction {
    int handling;     /* 1 to 5 */
    const char *fair; /* yes, partly, no: treated without taking sides; NULL = not said */
    int outcome;      /* 1 to 5; 0 = not said */
    const char *text; /* in their own words; NULL = none */
    const struct own_value *answers; /* to the questions of the pack, as they were typed */
    size_t n_answers;
};
/* Once for each closing. Event satisfaction_given. [7.9-e] [8.3-a] */
MUST_CHECK bool tracking_satisfaction(const struct act *act, const struct procedure *p,
                                      int64_t complaint, const struct satisfaction *given,
                                      struct err *err);
/* A call after the closing, to ask how it was handled: `outcome` is a code of call_words. Who was
 * reached is asked at least for the handling; a later answer takes the place of an earlier one, and
 * both stay in the history. Answers of somebody who was not reached are refused, ERR_INVALID on
 * `call`. Event follow_up_called. */
MUST_CHECK bool tracking_call(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const char *outcome,
                              const struct satisfaction *given, struct err *err);
/* That refusal. Returns false. */
bool tracking_call_unreached(struct err *err);
/* Whether it is asked once it is time: closed, not set aside, and not answered since. */
bool tracking_satisfaction_open(const struct complaint_row *c);
/* From when on a complaint that is closed is asked about, by its pack. */
struct instant tracking_satisfaction_from(const struct complaint_row *c,
                                          const struct pack_version *pack);

#endif
