/*
 * How a case hangs together with others: handled with another one, a part of another one, the same
 * again as an earlier one. The ties of a case stand in its dossier. [4.12-a] [7.6-b]
 */
#ifndef COMPLAINT_TIE_H
#define COMPLAINT_TIE_H

#include "complaint/dossier.h"

/* What is told of a case in another one. */
struct joined_case {
    int64_t id;
    const char *reference;
    int64_t team_id;
    struct instant closed_at, erased_at;
    int64_t representative; /* 1 = speaks for the group */
};
extern const struct record joined_case_record;

/* The tie by which it is handled with another case, or NULL. */
const struct case_tie_row *tie_joined(const struct dossier *d);

/* Whether the tie says, now, that it is the same again. */
bool tie_again(const struct case_tie_row *t);
/* Of how many earlier cases it is. */
int tie_repeats(const struct dossier *d);
/* What was ever said of it and that earlier case, also that it is not the same; or NULL. */
const struct case_tie_row *tie_before(const struct dossier *d, int64_t before);
/* Whether the two are parts of one, or handled together: then neither is a repeat of the other. */
bool tie_one(const struct dossier *d, const struct dossier *other);

#endif
