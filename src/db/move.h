/*
 * From SQLite to PostgreSQL, all at once: when an organisation outgrows one machine.
 */
#ifndef DB_MOVE_H
#define DB_MOVE_H

#include "db/db.h"

/* Whether nothing has happened in this database yet, so that another can be moved into it. */
MUST_CHECK bool move_target_empty(struct db *to, struct err *err);

/* Copies every row of every table of `from` (SQLite, in a reading transaction) into `to`
 * (PostgreSQL, with the same schema, in a writing transaction), and then reads every row of both
 * again, side by side. `*rows` were moved. What differs is ERR_INTERNAL and names the table. */
MUST_CHECK bool move_rows(struct db *from, struct db *to, int64_t *rows, struct err *err);

#endif
