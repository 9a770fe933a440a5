/*
 * Backups in two files: the data without any key of a person or complaint, and those
 * keys. Key backups can be kept shorter than data backups, and then what was erased is
 * erased in old backups too. The master key is in neither.
 */
#ifndef DB_BACKUP_H
#define DB_BACKUP_H

#include "db/db.h"

/* SQLite: an online copy of `db`, parted into `data` and `keys`; both synced and
 * renamed into place, `keys` first. Neither may be there already. `master_key` is the
 * path of the master key, noted beside the keys. */
MUST_CHECK bool backup_sqlite(struct db *db, const char *data, const char *keys,
                              const char *master_key, struct err *err);
/* Lets an open connection to such a copy of the data take the keys from their file, to read. */
MUST_CHECK bool backup_keys_beside(struct db *db, const char *keys, struct err *err);
/* Where the master key was when the backup was made; NULL when not known. */
const char *backup_master_key(struct arena *a, const char *keys);
/* Puts the two together again as a new database file. */
MUST_CHECK bool restore_sqlite(const char *data, const char *keys, const char *to, struct err *err);

/* PostgreSQL: by its own pg_dump and pg_restore, which must be installed. Both files hold the
 * state that the reading transaction open on `db` sees, so that what is verified in it is
 * what was written; both archives are read whole. */
MUST_CHECK bool backup_pg(struct db *db, const char *url, const char *data, const char *keys,
                          struct err *err);
MUST_CHECK bool restore_pg(const char *data, const char *keys, const char *url, struct err *err);

enum backup_kind { BACKUP_NONE, BACKUP_SQLITE, BACKUP_PG };
/* By the first bytes of the file. */
enum backup_kind backup_kind(const char *path);

#endif
