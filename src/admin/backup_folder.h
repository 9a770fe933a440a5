/*
 * The folder of backups that are made by themselves: their names, which of them are kept, and
 * what one that was broken off left behind.
 */
#ifndef ADMIN_BACKUP_FOLDER_H
#define ADMIN_BACKUP_FOLDER_H

#include "base/date.h"
#include "web/config.h"

struct backup_folder {
    const struct config_backup *config;
    int fd; /* locked, so that one backup is made at a time */
};
void backup_folder_close(struct backup_folder *folder);
#define AUTO_BACKUP_FOLDER struct backup_folder CLEANUP(backup_folder_close)

/* Opens the folder for one backup and takes away what a killed one left in it. */
MUST_CHECK bool backup_folder_open(struct backup_folder *folder, const struct config_backup *config,
                                   struct err *err);
/* Where the backup of this moment goes. */
const char *backup_folder_path(struct arena *a, const struct backup_folder *folder,
                               struct instant now);
/* After a good one: the oldest beyond those that are kept go, of data and of keys. */
void backup_folder_prune(const struct backup_folder *folder);
/* Gives a backup that does not verify another name (`.suspect`), by which it is not counted
 * among the good; only the newest such is kept. */
void backup_folder_suspect(struct arena *a, const struct backup_folder *folder, const char *path);

#endif
