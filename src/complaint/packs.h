/*
 * The versions of packs that are stored, each read once.
 *
 * They never change, so what was read stays good as long as the process lives: a shelf outlives
 * the procedure, which is loaded anew with each change of the organisation.
 */
#ifndef COMPLAINT_PACKS_H
#define COMPLAINT_PACKS_H

#include "complaint/pack_version.h"
#include "db/db.h"

/* So many versions are stored; pack_add refuses more. */
enum { PACK_VERSIONS = 512 };

struct pack_shelf;

struct pack_shelf *pack_shelf_new(struct arena *a);
/* Reads what is not on the shelf yet. */
MUST_CHECK bool pack_shelf_follow(struct pack_shelf *shelf, struct db *db, struct err *err);
/* The version of that row, NULL for 0; read now if it is not there yet. ERR_INTERNAL when there is
 * none, or it is not what was added. */
MUST_CHECK bool pack_shelf_get(struct pack_shelf *shelf, struct db *db, int64_t id,
                               const struct pack_version **out, struct err *err);
/* All that were read, in the order of reading: at the first look by name and edition, later ones
 * as they were needed or found; `*n` of them. */
const struct pack_version *const *pack_shelf_all(const struct pack_shelf *shelf, size_t *n);

/* BLAKE2b-256 of the text, hexadecimal: what `b2sum -l 256` prints. */
const char *pack_digest(struct arena *a, const char *yaml, size_t n);

#endif
