/*
 * Copies of cases: what waits for a team to take note, and taking note.
 */
#ifndef DESK_COPIES_H
#define DESK_COPIES_H

#include "desk/case_show.h"

/* A copy that waits. */
struct copy_line {
    int64_t id;
    const char *name; /* of the pack's copy */
    struct instant at;
    const char *reference;
    int64_t pack_id;
};
extern const struct record copy_line_record;

struct own_value;
/* Fills in the own fields that the copy asks for, and no others. Refused to who is not of the team
 * it is for. */
MUST_CHECK bool copy_answer(struct req *rq, const struct dossier *d, int64_t copy,
                            const struct own_value *typed, size_t n, struct err *err);

/* Somebody of the team took note of that copy: event copy_noted. That the actor is of the team
 * was asked before. ERR_CONFLICT when it was taken note of. */
MUST_CHECK bool copy_note(const struct act *act, const struct procedure *p, int64_t complaint,
                          int64_t copy, struct err *err);

/* Whether it is a copy of the case for one of the reader's teams, ERR_REFUSED. */
MUST_CHECK bool copy_mine(struct req *rq, const struct dossier *d, int64_t id);
/* What it is called, in the reader's language. */
const char *copy_title(struct req *rq, const struct pack_version *v, const char *name);

/* What waits for this reader to take note, the oldest first: struct copy_line, `n` of them at most
 * with an id above `after`. */
MUST_CHECK bool copies_open(struct req *rq, int64_t after, int64_t n, struct rows *out);
/* How many wait for this reader; at most COPIES_COUNTED are counted. */
MUST_CHECK bool copies_waiting(struct req *rq, int *out);
enum { COPIES_COUNTED = 100 };

/* The copies of a case for its panel, struct panel_line, and where this reader takes note. */
MUST_CHECK bool copies_panel(const struct case_show *s, struct case_page *page);

extern const struct route copies_routes[];

#endif
