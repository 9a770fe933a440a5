/*
 * Solved on the spot: taken down, put right and closed in one go, with the complainant's yes.
 *
 * The front line does what can be done at once; the acts are the same three as ever (filed,
 * solved, closed), each with its event and its rule, in one transaction. [7.2] [7.9-a]
 */
#ifndef DESK_SPOT_FLOW_H
#define DESK_SPOT_FLOW_H

#include "operation/receipt/filing.h"

/* Said where they do not agree: a message id. */
#define SPOT_AGREED                                                                                \
    N_("Only what the complainant agrees to is closed at once. Otherwise take the complaint "      \
       "down, "                                                                                    \
       "so that it is dealt with.")

/* What was done where the complaint was made. */
struct spot {
    const char *action_code; /* of the list action; NULL = none fits */
    const char *done;        /* in words; with money also how it was paid and what proves it */
    int64_t amount;          /* minor units; 0 = no money */
    const char *currency;
    bool agreed;                 /* the complainant says that it is solved */
    const struct own_value *own; /* own fields of later steps that the pack asks for here */
    size_t n_own;
};

/* Files, solves and closes; where the pack asks for more before the closing, such as a published
 * result, it stays open for that. Own fields of receipt that are required are asked here as
 * elsewhere. What somebody could be harmed by is assessed first, and money above the own limit
 * needs a second person: both are refused, and nothing is filed. The same one-time id again gives
 * the same receipt. */
MUST_CHECK bool spot_solve(const struct act *act, const struct procedure *p, const struct filing *f,
                           const struct spot *spot, struct receipt *out, struct err *err);

#endif
