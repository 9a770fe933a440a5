/*
 * A person's whole file, for that person: who they are to us, all their complaints with what was
 * said, decided and promised, which files there are, and when somebody looked. Of other people
 * only the part they took is in it; internal notes when the organisation decided so (setting
 * access_internal). Each time is an event in each case, access_given.
 *
 * It is made case by case, so that it needs the memory of one, however many there are:
 *
 *     struct access x;
 *     if (!access_begin(&act, p, complaint, &ids, &x, err)) …
 *     while (x.at < x.ids.n)
 *         if (!access_next(&x, &piece_act, p, &one, err)) …
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
    const char *item, *number, *batch, *reach, *topic;
    struct date valid_until;
    int64_t points, percent;
};
struct access_own {
    const char *name, *question, *answer; /* an own field of the procedure */
};
struct access_party {
    const char *role; /* of somebody else: no name */
};
struct access_read {
    struct instant at;
    const char *what; /* identity_read, printed, file_read …: walls/readers.c */
    const char *by;   /* staff, api */
};
/* What somebody outside answered. */
struct access_said {
    struct instant at;
    const char *text;
};
/* Somebody outside the house to whom something of it was shown. */
struct access_outside {
    struct instant at;
    const char *who;
    const char *shows;   /* what was chosen, as people call it */
    struct rows answers; /* struct access_said */
};
struct access_case {
    const char *reference, *type, *class, *stage, *channel, *language, *subject, *description;
    const char *product, *product_reference, *place, *happened_text, *remedy_sought, *outcome;
    const char *closing, *privacy, *sought, *recurrent, *problems, *external_reference, *answer;
    const char *problem_detail, *referred_by;
    int64_t satisfaction, satisfaction_outcome, affected;
    const char *satisfaction_fair, *satisfaction_text;
    struct instant received_at, received_was, receipt_corrected_at, closed_at, satisfied_at,
        withdrawn_at;
    struct date happened_on, happened_until;
    const void *complainant; /* struct access_person: where this case has another record of them */
    struct rows texts, files, decisions, remedies, others, reads, fields, outside;
};
/* What stands before the cases. */
struct access_head {
    struct instant made_at;
    const void *person; /* struct access_person, or NULL */
    int64_t left_out;   /* cases of theirs that are not for whoever made it */
};

/* The whole as one object, for whoever describes it. */
struct access_all {
    struct instant made_at;
    int64_t left_out;
    const void *person;     /* struct access_person */
    struct rows complaints; /* struct access_case */
};
extern const struct record access_all_record;

struct access {
    struct access_head head;
    struct rows ids; /* struct int_value */
    size_t at;       /* how many were given out */
    int64_t person;  /* the record in the head, 0 = none */
    /* What is redacted is redacted in it too, since it goes through the hands of staff: in these
     * words, NULL = the organisation's. */
    const struct lang *lang;
};

/* The cases of the complainant of `complaint`, or that one alone: struct int_value. */
MUST_CHECK bool access_scope(const struct act *act, const struct procedure *p, int64_t complaint,
                             bool person, struct rows *ids, struct err *err);
/* Notes the event in each of these cases, and says who it is about: the complainant of
 * `complaint`. */
MUST_CHECK bool access_begin(const struct act *act, const struct procedure *p, int64_t complaint,
                             const struct rows *ids, struct access *out, struct err *err);
/* The next case, in the arena of `act`. */
MUST_CHECK bool access_next(struct access *x, const struct act *act, const struct procedure *p,
                            struct access_case *out, struct err *err);

/* The same as JSON, piece by piece: one object with the cases in its member `complaints`. The
 * first piece is the head, the last one empties `x`; "" is behind the end. */
MUST_CHECK bool access_json(struct access *x, bool *begun, const struct act *act,
                            const struct procedure *p, const char **piece, struct err *err);

#endif
