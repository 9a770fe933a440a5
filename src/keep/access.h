/*
 * A person's whole file, for that person: who they are to us, all their complaints with what was
 * said, decided and promised, which files there are, and when somebody looked. Of other people
 * only the part they took is in it; internal notes when the organisation decided so (setting
 * access_internal). Each time is an event in each case, access_given.
 */
#ifndef KEEP_ACCESS_H
#define KEEP_ACCESS_H

#include "complaint/case.h"

struct access_person {
    const char *kind, *name, *address, *postcode, *country, *email, *phone, *fax;
    const char *language, *channel, *format, *needs, *need_codes;
};
struct access_text {
    struct instant at;
    const char *kind, *direction, *channel, *language, *text;
};
struct access_file {
    struct instant at;
    const char *name, *title, *type, *sha256, *direction;
    int64_t size;
};
struct access_decision {
    struct instant decided_at, communicated_at, answered_at;
    const char *outcome, *reasons, *remedy, *not_satisfied, *inside, *outside, *answer,
        *answer_text;
};
struct access_remedy {
    const char *kind, *state, *text, *currency;
    int64_t amount;
    struct date due_on, done_on;
};
struct access_party {
    const char *role; /* of somebody else: no name */
};
struct access_read {
    struct instant at;
    const char *by; /* staff, api */
};
struct access_case {
    const char *reference, *type, *class, *stage, *channel, *language, *subject, *description;
    const char *product, *product_reference, *place, *happened_text, *remedy_sought, *outcome;
    const char *closing, *satisfaction_text;
    struct instant received_at, closed_at;
    struct date happened_on, happened_until;
    struct rows texts, files, decisions, remedies, others, reads;
};
struct access_all {
    struct instant made_at;
    const void *person;     /* struct access_person, or NULL */
    struct rows complaints; /* struct access_case */
};
extern const struct record access_all_record;

/* The cases of the complainant of `complaint`, or that one alone: struct int_value. */
MUST_CHECK bool access_scope(const struct act *act, const struct procedure *p, int64_t complaint,
                             bool person, struct rows *ids, struct err *err);
/* Gathers these cases and notes the event in each. */
MUST_CHECK bool access_give(const struct act *act, const struct procedure *p,
                            const struct rows *ids, struct access_all *out, struct err *err);
/* The same as JSON. */
const char *access_json(struct arena *a, const struct access_all *all);

#endif
