#include "admin/backup_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/* By the instant in UTC, so that the order of names is that of time. */
#define NAME                                                                                       \
    "redress-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z.backup"

void backup_folder_close(struct backup_folder *folder)
{
    if (folder->fd > 0)
        close(folder->fd);
    folder->fd = 0;
}

/* The newest first. */
static int newer(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*b)->d_name, (*a)->d_name);
}

static int any(const struct dirent *e)
{
    return fnmatch(NAME "*", e->d_name, 0) == 0;
}

static void folder_remove(int at, const char *name)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    struct dirent *e;

    while (dir && (e = readdir(dir)))
        if (e->d_name[0] != '.')
            unlinkat(fd, e->d_name, 0);
    if (dir)
        closedir(dir);
    unlinkat(at, name, AT_REMOVEDIR);
}

/* Removes those whose name fits, but for the newest `keep`. */
static void remove_older(const struct backup_folder *folder, const char *pattern, int keep)
{
    struct dirent **e;
    int n = scandirat(folder->fd, ".", &e, any, newer), seen = 0;

    for (int i = 0; i < n; i++) {
        if (fnmatch(pattern, e[i]->d_name, 0) == 0 && ++seen > keep &&
            unlinkat(folder->fd, e[i]->d_name, 0) != 0 && errno == EISDIR)
            folder_remove(folder->fd, e[i]->d_name);
        free(e[i]);
    }
    if (n >= 0)
        free(e);
}

bool backup_folder_open(struct backup_folder *folder, const struct config_backup *config,
                        struct err *err)
{
    folder->config = config;
    folder->fd = open(config->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->fd < 0)
        return err_internal(err, "the folder of backups %s: %s", config->folder, strerror(errno));
    if (flock(folder->fd, LOCK_EX | LOCK_NB) != 0)
        return err_internal(err, "a backup into %s is under way already", config->folder);
    remove_older(folder, NAME ".check", 0);
    remove_older(folder, NAME "*.new", 0);
    remove_older(folder, NAME "*.new.part*", 0);
    remove_older(folder, NAME "*-journal", 0);
    return true;
}

static const char *name_of(struct arena *a, time_t seconds)
{
    struct tm t;
    char name[40] = "";

    gmtime_r(&seconds, &t);
    strftime(name, sizeof name, "redress-%Y%m%dT%H%M%SZ.backup", &t);
    return arena_str(a, name);
}

const char *backup_folder_path(struct arena *a, const struct backup_folder *folder,
                               struct instant now)
{
    time_t seconds = (time_t)(now.us / 1000000);

    while (faccessat(folder->fd, name_of(a, seconds), F_OK, 0) == 0)
        seconds++;
    return arena_printf(a, "%s/%s", folder->config->folder, name_of(a, seconds));
}

void backup_folder_prune(const struct backup_folder *folder)
{
    remove_older(folder, NAME, folder->config->keep);
    remove_older(folder, NAME ".erasures", folder->config->keep);
    remove_older(folder, NAME ".checkpoint", folder->config->keep);
    remove_older(folder, NAME ".keys", folder->config->keep_keys);
    remove_older(folder, NAME ".checkpoint", folder->config->keep);
    remove_older(folder, NAME ".erasures", folder->config->keep);
}

void backup_folder_suspect(struct arena *a, const struct backup_folder *folder, const char *path)
{
    if (rename(path, arena_printf(a, "%s.suspect", path)) != 0 ||
        rename(arena_printf(a, "%s.keys", path), arena_printf(a, "%s.suspect.keys", path)) != 0)
        return;
    remove_older(folder, NAME ".suspect", 1);
    remove_older(folder, NAME ".suspect.keys", 1);
}
