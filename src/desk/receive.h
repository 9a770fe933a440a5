/*
 * Taking down a complaint at the desk: what the parts of the form share. [7.2]
 */
#ifndef DESK_RECEIVE_H
#define DESK_RECEIVE_H

#include "desk/act_view.h"
#include "desk/desk.h"
#include "edge/own.h"
#include "operation/receipt/filing.h"

/* One ticked box. */
struct ticked {
    const char *value;
};

/* What the form says. */
struct receiving {
    const char *channel, *received_time, *type, *subject, *description, *description_language;
    struct date received_on, happened_on;
    const char *category, *product, *product_reference, *remedy_sought, *naming;
    const char *name, *organisation_name, *email, *phone, *address, *language, *contact_by;
    struct rows needs, problem; /* struct ticked */
    const char *representative_name, *representative_authority, *team;
    const char *representative_phone, *representative_email;
    const char *contact_name, *contact_phone, *contact_email;
    const char *scope, *safety;
    struct date happened_until;
    const char *happened_text, *place, *recurrent, *segment, *problem_detail;
    const char *immediate_action, *referred_by, *earlier_reference;
    const char *postcode, *country, *fax;
};

/* The form as it came with a request. */
struct reception {
    struct req *rq;
    const struct procedure *p;
    struct reach reach;
    struct receiving in;
    const struct pack_version *pack; /* in force now */
    struct own_value own[PACK_FIELDS];
    size_t n_own;
    struct field_errors errors;
    struct rows repeats;
    struct date first; /* it was first received on that day, before `received_on`; else not set */
    const char *once;  /* one-time id */
    const char *owner; /* of the staged files */
    bool too_large;
    bool from_spot;             /* it comes from the short form, with what stands in `in` */
    const struct form *draft;   /* what was kept before; NULL = nothing */
    struct instant draft_saved; /* 0 = none is kept */
};

/* The kept form into r->draft; what is in r->rq's form is kept; what was kept is dropped. */
MUST_CHECK bool receive_draft_read(struct reception *r);
MUST_CHECK bool receive_draft_keep(struct reception *r);
MUST_CHECK bool receive_draft_drop(struct req *rq);

/* Answers that it is not for this process, and logs that. */
MUST_CHECK bool receive_elsewhere(struct reception *r);

/* Puts into r->repeats what is likely the same complaint, the likeliest first. [4.9-a] */
MUST_CHECK bool receive_repeats(struct reception *r);

/* Spoken complaints are acknowledged while they are taken down; paper is not. [7.4-a] */
const char *receive_acknowledged_by(const char *channel);

/* The form with what the short one said: what is solved on the spot no longer, or not without a
 * second person, is taken down without being written again. */
MUST_CHECK bool receive_from_spot(struct req *rq);

/* Answers with the case and the code, which the receiver tells or hands to the complainant now. */
MUST_CHECK bool receive_receipt(struct req *rq, const struct receipt *receipt);

#endif
