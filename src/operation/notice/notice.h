/*
 * The public notice "how we handle complaints".
 *
 * Seven things have to be said before anybody can be expected to complain:
 * where and how, what to provide, how it is handled, how long each stage takes,
 * which remedies there are, which bodies outside may be asked, how to learn
 * where a complaint stands. Rights and duties and privacy belong to it as well.
 * ISO 10002 [7.1-a] [7.1-c]
 */
#ifndef OPERATION_NOTICE_H
#define OPERATION_NOTICE_H

#include "base/err.h"
#include "complaint/missing.h"

/* The parts of the notice, as bits; the first seven are mandatory. */
enum notice_part {
    NOTICE_WHERE_AND_HOW = 1 << 0,
    NOTICE_WHAT_TO_PROVIDE = 1 << 1,
    NOTICE_PROCESS = 1 << 2,
    NOTICE_TIMES = 1 << 3,
    NOTICE_REMEDIES = 1 << 4,
    NOTICE_OUTSIDE_OPTIONS = 1 << 5,
    NOTICE_STATUS = 1 << 6,
    NOTICE_RIGHTS_AND_DUTIES = 1 << 7,
    NOTICE_PRIVACY = 1 << 8,
};
enum { NOTICE_PARTS = 9, NOTICE_MANDATORY = 7 };

/* One language of a version of the notice. */
struct notice_text {
    const char *language; /* BCP 47 */
    unsigned filled;      /* bits of enum notice_part that are not blank */
};

/* The part's name as stored, "where_and_how", and its heading (message id). */
const char *notice_code(int index);
const char *notice_heading(int index);

/* What is missing before publishing, language by language. */
void notice_missing(const struct notice_text *texts, size_t n, struct missing *m);
/* Refused while one of the seven is empty in a language that is published. */
MUST_CHECK bool notice_allowed(const struct notice_text *texts, size_t n, struct err *err);

#endif
