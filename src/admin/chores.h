/*
 * What takes long is done by a process of its own beside the clerk: backups, looks at the whole
 * database. Such a process is one of the commands, told to speak in lines of the log.
 */
#ifndef ADMIN_CHORES_H
#define ADMIN_CHORES_H

#include "admin/command.h"
#include "admin/site.h"

struct app;

/* The clerk's job: sees to the chore that is under way, and starts the next that is due. */
MUST_CHECK bool chores_job(struct app *app, struct err *err);

/* For the commands. With --log: ends with the clerk, and lets others go before. */
void chore_begin(const struct args *args);
/* Notes when something was done ("backup_good" …, edge/upkeep.h); where that cannot be written
 * the log has to do. */
void chore_note(struct site *site, const char *name);
/* Says why it failed, as a line of the log or to the person who typed the command. */
int chore_failed(const struct args *args, const char *event, const struct err *err);

#endif
