/*
 * Adding versions of packs, and taking one for the cases to come. What is stored never changes; a
 * case keeps the version it was filed with.
 */
#ifndef PEOPLE_PACKS_FLOW_H
#define PEOPLE_PACKS_FLOW_H

#include "complaint/history.h"
#include "complaint/pack_read.h"
#include "complaint/procedure.h"

/* Stores a pack that was read without problems: event pack_added. `*there` says that the very
 * same is stored already; another text under the same name and version is ERR_CONFLICT, one more
 * than PACK_VERSIONS ERR_REFUSED. */
MUST_CHECK bool pack_add(const struct act *act, const struct pack_version *v, const char *yaml,
                         size_t n, int64_t *id, bool *there, struct err *err);

/* Whether it may be taken today: ERR_REFUSED as below. */
MUST_CHECK bool pack_takeable(const struct act *act, const struct procedure *p,
                              const struct pack_version *v, struct err *err);
/* New cases are filed with it from now on: event pack_taken. Its classes are those one chooses
 * from, those of the pack before are not any more; the teams that it names are kept, as they are
 * called now (complaint/named_team.h). `reason` may be NULL. ERR_REFUSED outside its days, and when
 * a clock of it cannot run by a calendar that the organisation has. */
MUST_CHECK bool pack_take(const struct act *act, const struct procedure *p, int64_t id,
                          const char *reason, struct err *err);

/* The newest version of that name, or that one of "name@version"; ERR_NOT_FOUND. */
MUST_CHECK bool pack_find(const struct act *act, const char *which, struct pack_version_row *out,
                          struct err *err);
/* All, struct pack_version_row without texts, by name and version. */
MUST_CHECK bool pack_list_all(const struct act *act, struct rows *out, struct err *err);

#endif
