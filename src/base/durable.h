/*
 * Files that outlive a loss of power. What was written is on disk when its file was synced; a new
 * name is, when the folder was synced in which it stands. After false `errno` says why.
 *
 * A sync that fails is no such false. The system may have dropped what it was to write and takes
 * it for written from then on, so whoever asked again, or read the file, would be told what the
 * disk does not have. So the process ends, whichever it is and whichever file it was, after that
 * file was taken back to what it was before; whoever is started next does all of it anew. [D5]
 */
#ifndef BASE_DURABLE_H
#define BASE_DURABLE_H

#include "base/base.h"

enum { EXIT_SYNC = 74 }; /* EX_IOERR of sysexits.h: the disk did not keep what was written */

/* Closes what is open. */
void fd_cleanup(int *fd);
#define AUTO_FD int CLEANUP(fd_cleanup)

/* Ends the process with EXIT_SYNC and says in a sentence for which file. */
_Noreturn void durable_lost(const char *path, const char *why);

/* All of it at the end of the file `path`, which is open as `fd`, and synced; or nothing of it, and
 * no file where there was none or an empty one. */
MUST_CHECK bool durable_write(int fd, const char *path, const void *s, size_t n);
/* A new file that somebody wrote: synced. */
MUST_CHECK bool durable_sync(const char *path);
/* The folder in which `path` stands: synced. */
MUST_CHECK bool durable_name(const char *path);
/* A new file that is whole takes the name of another, or its own: it is synced, renamed, and so is
 * the folder. Whoever looks finds the one before or all of this one. */
MUST_CHECK bool durable_place(const char *from, const char *to);

#endif
