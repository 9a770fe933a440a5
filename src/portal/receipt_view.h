/*
 * What the pages of receipts show: the receipt for paper, and what was found out about one.
 */
#ifndef PORTAL_RECEIPT_VIEW_H
#define PORTAL_RECEIPT_VIEW_H

#include "base/record.h"

/* portal/receipt_paper.html: the signed receipt, for paper. It holds no code and no words of the
 * complaint, so it can be shown to anybody. */
struct receipt_paper_page {
    const char *organisation;
    const char *reference;
    struct instant received;
    const char *received_utc;
    const char *digest;     /* of the statement, in groups */
    int64_t event;          /* its number in the log */
    const char *text;       /* the signed note */
    struct html qr;         /* address of the page that verifies it, and the receipt */
    const char *verify_url; /* as people type it */
    const char *back;       /* address of the case, for staff; NULL = the complainant's */
    struct rows carried;    /* struct carried: for the buttons */
};
extern const struct record receipt_paper_page_record;

/* Something that was filed, in words. */
struct verify_line {
    const char *label;
    const char *value;
};
extern const struct record verify_line_record;

/* What was found out. Of the first four exactly one is true. */
struct verify_found {
    bool genuine, changed, foreign, unreadable;
    bool text_same, text_changed; /* neither: the text is not part of it */
    const char *organisation;
    const char *reference;
    struct instant received, recorded;
    const char *received_utc;
    int64_t event;
    bool in_log, not_in_log;    /* of a genuine one */
    int64_t covered;            /* entries of the checkpoint that covers it; 0 = none yet */
    bool proof_good, proof_bad; /* of a proof that came with it */
    struct rows lines;          /* struct verify_line: what was filed */
    struct rows carried;        /* struct carried: to ask for the proof */
};
extern const struct record verify_found_record;

/* portal/verify.html */
struct verify_page {
    struct rows errors;  /* struct field_error */
    const void *receipt; /* struct answer: what was pasted */
    const void *found;   /* struct verify_found or NULL */
};
extern const struct record verify_page_record;

#endif
