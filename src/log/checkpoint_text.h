/*
 * The text of a checkpoint, which is signed as a note (log/note.h): the name of the log, the number
 * of events it covers, and the root over them in base64, each in a line. c2sp.org/tlog-checkpoint
 */
#ifndef LOG_CHECKPOINT_TEXT_H
#define LOG_CHECKPOINT_TEXT_H

#include "base/buf.h"
#include "log/tree.h"

struct checkpoint {
    const char *origin; /* the name of the log */
    int64_t size;       /* events it covers */
    struct tree_hash root;
};

char *checkpoint_text(struct arena *a, const struct checkpoint *c);
/* Reads the text of a note as a checkpoint, strictly; lines below the third are let be. */
bool checkpoint_read(struct arena *a, struct bytes text, struct checkpoint *out);
/* A hash as a line of base64. */
void checkpoint_put_hash(struct buf *b, const struct tree_hash *hash);

#endif
