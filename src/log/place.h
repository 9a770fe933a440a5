/*
 * Where checkpoints go when they leave the database: a folder, and a command of the operator.
 *
 * A checkpoint proves something only where whoever could change the database cannot change it
 * too. DIR/checkpoints is the least of such places; the operator names better ones in
 * redress.conf (checkpoint_folder, checkpoint_command).
 */
#ifndef LOG_PLACE_H
#define LOG_PLACE_H

#include "log/note.h"
#include "web/config.h"

/* One file of a folder of checkpoints. */
struct placed {
    const char *path;
    struct bytes note;
};
struct placed_list {
    const struct placed *file;
    size_t n;
};

/* DIR/checkpoints. */
char *place_folder(struct arena *a, const char *data);
/* The note of the largest checkpoint by its name, or NULL; a folder that is not there is none. */
MUST_CHECK bool place_newest(struct arena *a, const char *folder, const char **note,
                             struct err *err);
/* All files of the folder that are named like checkpoints, the smallest first. */
MUST_CHECK bool place_list(struct arena *a, const char *folder, struct placed_list *out,
                           struct err *err);
/* The checkpoint of a file of whatever name; ERR_INVALID when it cannot be read. */
MUST_CHECK bool place_read(struct arena *a, const char *path, struct placed *out, struct err *err);

/* Writes a file whole or not at all, synced, in place of one that is there. */
MUST_CHECK bool place_write(struct arena *a, const char *path, const char *note, struct err *err);
/* Puts a checkpoint of `size` events into the folder, which is made if it is not there. With
 * `thin`, the one before goes if it is of the same day (UTC). */
MUST_CHECK bool place_put(struct arena *a, const char *folder, int64_t size, const char *note,
                          bool thin, struct err *err);
/* Runs the command with the note as its input, an empty environment and no output; no shell.
 * False when it cannot be started, does not end well, or takes longer than that many
 * seconds: then it is killed. [S4] */
MUST_CHECK bool place_push(struct arena *a, struct texts command, const char *note, int seconds,
                           struct err *err);

#endif
