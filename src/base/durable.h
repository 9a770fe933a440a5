/*
 * Files that outlive a loss of power. What was written is on disk when its file was synced; a new
 * name is, when the folder was synced in which it stands. After false `errno` says why.
 */
#ifndef BASE_DURABLE_H
#define BASE_DURABLE_H

#include "base/base.h"

/* Closes what is open. */
void fd_cleanup(int *fd);
#define AUTO_FD int CLEANUP(fd_cleanup)

/* All of it, and synced. */
MUST_CHECK bool durable_write(int fd, const void *s, size_t n);
/* A file that somebody wrote: synced. */
MUST_CHECK bool durable_sync(const char *path);
/* The folder in which `path` stands: synced. */
MUST_CHECK bool durable_name(const char *path);
/* A file that is whole takes the name of another, or a new one: it is synced, renamed, and so is
 * the folder. Whoever looks finds the one before or all of this one. */
MUST_CHECK bool durable_place(const char *from, const char *to);

#endif
