/*
 * "Who read this?": who read the names of a case, printed it, took it out in a list, asked to see
 * who complains, or was kept out of it; for managers and auditors. [4.10-a] [S48] [S61]
 */
#ifndef WALLS_READERS_H
#define WALLS_READERS_H

#include "edge/edge.h"

/* One look: the event as it stands, and who it was. */
struct look {
    int64_t place; /* in the chain of the case */
    const char *kind;
    const char *words; /* message id */
    struct instant at;
    const char *actor_kind;
    const char *who; /* NULL = not known, or not for this reader */
    const char *why; /* the reason that was given; NULL = none, or not for this reader */
    bool sealed;     /* who it was is not for this reader */
    bool blocked;
};

/* What such an event is in words, as a message id; NULL = it is no look. */
const char *look_words(const char *kind);

/* Looks before that place in the chain (0 = from the newest), `limit` at most, with the names
 * that this reader may see. Whom a wall kept out tells whom the case is about, so that name is for
 * those who may answer for the wall. */
MUST_CHECK bool looks_read(struct req *rq, const struct dossier *d, int64_t before, size_t limit,
                           struct rows *out, bool *more);

/* Each who read the names, once, with the last time: struct panel_line. */
MUST_CHECK bool looks_panel(struct req *rq, const struct dossier *d, struct rows *out);

extern const struct route walls_routes[];

#endif
