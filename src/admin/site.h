/*
 * One installation, as a command works on it: its data directory, configuration, keys,
 * database and procedure.
 */
#ifndef ADMIN_SITE_H
#define ADMIN_SITE_H

#include "admin/command.h"
#include "complaint/history.h"
#include "complaint/procedure.h"
#include "pack/pack.h"
#include "web/config.h"

struct site {
    struct arena *a;
    struct config config;
    struct vault *vault;
    struct db *db;
    struct act act; /* actor "command" */
    struct procedure procedure;
    const struct pack *pack;
};
void site_close(struct site *site);
#define AUTO_SITE struct site CLEANUP(site_close)

/* Opens what `--data` names; the schema must be current, the procedure loaded. */
MUST_CHECK bool site_open(const struct args *args, struct site *out, struct err *err);
/* Nothing is left that an upgrade has to count. */
MUST_CHECK bool site_counted(struct site *site, struct err *err);
/* The same for a data directory that is being made: no schema, no procedure yet. */
MUST_CHECK bool site_open_bare(struct arena *a, const char *data, struct site *out,
                               struct err *err);
/* Keys and database again, after site_close: in a copy of the process that read the rest. */
MUST_CHECK bool site_connect(struct site *out, struct err *err);
/* Writes the address of the database, as it is, into a new redress.conf; one that is there belongs
 * to its administrator, and is ERR_CONFLICT. */
MUST_CHECK bool site_config_write(struct arena *a, const char *data, const char *database,
                                  struct err *err);
/* Path of the SQLite file of a data directory. */
const char *site_database(struct arena *a, const char *data);

/* That the master key is the one of the data: ERR_INTERNAL in words that say what to do. */
MUST_CHECK bool site_key_fits(const struct site *site, struct err *err);

#endif
