/*
 * Checkpoints: what the log was at a moment, signed.
 *
 *     redress/0123456789abcdef
 *     1234
 *     base64 of the root over the first 1234 events
 *
 *     — redress/0123456789abcdef …
 *
 * That is the form of c2sp.org/tlog-checkpoint. A checkpoint that was given away cannot be taken
 * back: the log must go on from it. So the program signs no log that contradicts the last one
 * it finds in DIR/checkpoints (log/place.h), and "redress verify" holds the events
 * against all. [S61]
 */
#ifndef LOG_CHECKPOINT_H
#define LOG_CHECKPOINT_H

#include "log/checkpoint_text.h"
#include "log/note.h"
#include "log/signer.h"
#include "log/tree.h"

/* Brings the tiles up to date and makes a checkpoint of all events in one transaction, unless
 * there is one of just these. `folder` is where the last one lies that left the database;
 * ERR_CONFLICT when the log contradicts it. `*note` is the newest checkpoint in any case. */
MUST_CHECK bool checkpoint_make(const struct act *act, const char *folder, const char **note,
                                struct err *err);
/* The newest that was made, or NULL. */
MUST_CHECK bool checkpoint_newest(struct arena *a, struct db *db, const char **note,
                                  struct err *err);

/* That an event is in the log, under the newest checkpoint. */
struct inclusion {
    int64_t index;           /* of the leaf: the number of the event - 1 */
    struct tree_proof proof; /* up to the root of the checkpoint */
    struct checkpoint checkpoint;
    const char *note; /* the checkpoint as it was signed */
    const char *text; /* all of it in the form of c2sp.org/tlog-proof */
};
/* ERR_NOT_FOUND when there is no checkpoint yet that covers the event: a few minutes later
 * there is. What is given out was verified before. */
MUST_CHECK bool log_inclusion(struct arena *a, struct db *db, int64_t event, struct inclusion *out,
                              struct err *err);

/* The proof that the newest checkpoint goes on from the one of the first `before` events, with that
 * checkpoint, as text (docs/format.md). ERR_NOT_FOUND when none is so new. */
MUST_CHECK bool log_consistency(struct arena *a, struct db *db, int64_t before, const char **out,
                                struct err *err);

#endif
