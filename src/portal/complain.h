/*
 * The complaint's form: its answers, its pages, what the handlers of all of them share.
 *
 * The form is one and has many pages: one question each, or all on one. Every page carries
 * the answers of the others as hidden fields, so Back, Change and the language switch lose
 * nothing, and sending reads all answers as if they had come from one page. ux 5.1, [7.2-b]
 */
#ifndef PORTAL_COMPLAIN_H
#define PORTAL_COMPLAIN_H

#include "edge/edge.h"
#include "edge/own.h"
#include "operation/receipt/filing.h"
#include "portal/form_state.h"
#include "portal/portal_view.h"

/* One ticked box. */
struct tick {
    const char *value;
};

/* What the complainant answers; the fields are those of the form. */
struct answers {
    const char *type; /* by the door they came through: suggestion; NULL = complaint */
    const char *description;
    const char *category, *product, *product_reference, *earlier_reference;
    const char *scope; /* ours, employment, outside_dispute */
    struct date happened_on;
    const char *happened_unknown, *place;
    struct rows remedy_wanted; /* struct tick */
    const char *remedy_sought, *remedy_none;
    const char *naming; /* named, confidential, anonymous */
    const char *name, *organisation_name, *email, *phone, *address;
    const char *country, *fax;
    const char *contact_name, *contact_phone, *contact_email; /* whom else to ask */
    const char *language, *contact_by;
    struct rows needs; /* struct tick */
    const char *needs_other;
    const char *representative_name, *representative_email, *representative_phone;
    const char *representative_authority;
};
extern const struct record answers_record;

/* A page of the form. */
struct form_page {
    const char *name; /* in the URL */
    const char *template;
    const char *const *fields; /* names of the answers it asks for, ends with NULL */
    bool counted;              /* one of the numbered questions */
    bool other;                /* only for those who complain for somebody else */
    bool own;                  /* only where the procedure asks something of its own */
};
extern const struct form_page form_pages[]; /* in their order; ends with name NULL */
const struct form_page *form_page_of(const char *name);

/* The form as it came with a request. */
struct complain {
    struct req *rq;
    const struct act *act;
    const struct procedure *p;
    struct form_state state;
    const char *state_text; /* to be carried on */
    const char *owner;      /* of its staged files */
    bool for_other, from_check;
    struct answers in;
    const struct pack_version *pack; /* in force now */
    struct own_value own[PACK_FIELDS];
    size_t n_own;
    struct field_errors errors;
    bool too_large;
};

/* Whether the form skips this page: it is for others, or asks nothing here. */
bool form_page_skipped(const struct complain *c, const struct form_page *page);
/* The numbered question before or after this one, "check" after the last; NULL before the first. */
const struct form_page *form_page_beside(const struct complain *c, const struct form_page *page,
                                         int by);

/* Reads state, files and switches of the form; what does not hold is in c->errors, and nothing
 * that was typed is lost. False when the database fails. */
MUST_CHECK bool complain_open(struct req *rq, struct complain *c);

/* Reads and checks the answers of that page (NULL: of all) into c->in. */
void complain_read(struct complain *c, const struct form_page *page);

/* Shows a page with what was typed. 200, or 422 or 413 when there are errors. */
MUST_CHECK bool complain_show(struct complain *c, const struct form_page *page);

/* Files what was read without errors and shows the receipt; back to `page` when it cannot be. */
MUST_CHECK bool complain_send(struct complain *c, const struct form_page *page);

/* A matter that is not for this process: who deals with it, and the words to take along. That
 * somebody asked is an event; no case is opened. [1-a] */
MUST_CHECK bool complain_elsewhere(struct complain *c, const struct form_page *page);

/* Choices of the form in the reader's language, and what their codes mean. */
void complain_choices(struct complain *c, struct complain_page *view);
/* The list of codes one chooses from for "what is it about": the organisation's own classes,
 * or the problems of the follow-up form when it has none. */
const char *complain_category_list(const struct procedure *p);
const char *complain_remedies(struct complain *c);

/* What the page (NULL: any) does not ask for itself, to come back hidden: struct carried. */
struct rows complain_carried(struct complain *c, const struct form_page *page);

/* The purpose of its state, and how long a form may stay open. */
#define COMPLAIN_PURPOSE "complain"
int64_t complain_seconds(const struct procedure *p);

#endif
