/* What error.html and problem documents (RFC 9457) are made of. */
#ifndef WEB_ERROR_PAGE_H
#define WEB_ERROR_PAGE_H

#include "base/record.h"

/* A text of a form that could not be stored: shown again, for its author to keep. */
struct kept_text {
    const char *text;
};
extern const struct record kept_text_record;

struct error_page {
    int status;
    const char *title;
    const char *text;
    const char *next;      /* what can be done, where the text does not say it; or NULL */
    const char *reference; /* of this request, in our log */
    int wait;              /* minutes until it may be tried again; 0 = not known */
    bool missing;          /* there is nothing at this address */
    bool ours;             /* the fault is on our side */
    struct rows kept;
};
extern const struct record error_page_record;

struct problem {
    const char *type;  /* urn:redress:problem:invalid … */
    const char *title; /* in English, the same for all of a type */
    int status;
    const char *detail; /* in the reader's language */
    const char *field;  /* the member at fault, "complainant.email", or null */
    const char *reference;
};
extern const struct record problem_record;

#endif
