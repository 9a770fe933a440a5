/*
 * When the installation was last looked after: backups and looks at the whole database. Each
 * machine's clerk, the commands and the administrator's page see the same.
 */
#ifndef EDGE_UPKEEP_H
#define EDGE_UPKEEP_H

#include "base/date.h"
#include "base/record.h"

/* 0 = never. */
struct upkeep {
    struct instant backup_good, backup_failed;
    struct instant check_good, check_found;
    /* The newest checkpoint; when none was signed, since it would contradict one; when the newest
     * could not be put where redress.conf says. */
    struct instant log_signed, log_refused, log_stuck;
    /* When something was not erased since it is not as the history says, and when a look found
     * nothing of that kind. */
    struct instant keep_refused, keep_whole;
};
extern const struct record upkeep_record;

#endif
