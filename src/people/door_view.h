/* What the pages of the way in show: code, second factor, recovery codes, "is it you". */
#ifndef PEOPLE_DOOR_VIEW_H
#define PEOPLE_DOOR_VIEW_H

#include "base/record.h"

/* desk/login_code.html: the second step of a login */
struct code_page {
    const char *back;   /* where to go afterwards */
    struct rows errors; /* struct field_error */
    const void *code;   /* struct answer */
};
extern const struct record code_page_record;

/* desk/second_factor.html: what somebody has */
struct factor_page {
    bool has, needed; /* their role may not be without */
    int64_t codes;    /* recovery codes that are left */
    bool few;         /* so few that new ones are advised */
    const char *done;
};
extern const struct record factor_page_record;

/* desk/second_factor_new.html: setting up an app */
struct factor_new_page {
    bool first;     /* nothing else can be done before */
    bool replaces;  /* another app is in use */
    struct html qr; /* of otpauth://… */
    const char *secret;
    const char *login;
    struct rows errors; /* struct field_error */
    const void *code;   /* struct answer */
};
extern const struct record factor_new_page_record;

/* desk/recovery_codes.html: shown this once */
struct code_line {
    const char *code;
};
extern const struct record code_line_record;

struct codes_page {
    struct rows codes; /* struct code_line */
    const char *organisation, *login;
};
extern const struct record codes_page_record;

/* desk/reset.html: a new password by a link */
struct reset_page {
    const char *link;
    int least;                /* characters */
    struct rows errors;       /* struct field_error */
    const void *new_password; /* struct answer */
    const void *again;        /* struct answer */
};
extern const struct record reset_page_record;

/* desk/confirm.html: before what is worth a second look */
struct confirm_page {
    const char *back;
    struct rows errors;   /* struct field_error */
    const void *password; /* struct answer */
};
extern const struct record confirm_page_record;

#endif
