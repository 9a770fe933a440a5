/*
 * The checkpoint of a backup: FILE.checkpoint says, signed, which history FILE holds.
 *
 * Whoever keeps it apart from the backup knows later that nothing in the backup was changed:
 * redress verify --data RESTORED --checkpoint FILE.checkpoint.
 */
#ifndef ADMIN_BACKUP_LOG_H
#define ADMIN_BACKUP_LOG_H

#include "admin/site.h"
#include "complaint/verify.h"

/* verify_log, and keeps what backup_sign needs in `v`; v->db is the backup. */
MUST_CHECK bool backup_verify(struct site *site, struct verify *v, struct err *err);
/* Signs what was verified without a finding, with the keys of the installation. */
MUST_CHECK bool backup_sign(struct site *site, const struct verify *v, const char *file,
                            struct err *err);
/* Puts the checkpoint of the backup, if it is there, among those of the restored data. */
void backup_checkpoint_restore(struct arena *a, const char *file, const char *data);

#endif
