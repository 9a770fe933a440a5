/*
 * By which zone's days a complaint is counted. Mostly that of the organisation; after this was
 * changed, for those that the clerk has not moved yet, the zone that was before (`tally_zone`,
 * stretches of ids). Each is counted once at any time, on one day or the other.
 */
#ifndef COMPLAINT_TALLY_ZONE_H
#define COMPLAINT_TALLY_ZONE_H

#include "complaint/history.h"
#include "db/tables.h"
#include "i18n/zone.h"

struct tally_zones {
    const struct zone *now; /* of all others */
    struct rows rows;       /* struct tally_zone_row, in the order of their ids */
    const struct zone **zone;
};
MUST_CHECK bool tally_zones_load(struct arena *a, struct db *db, const struct zone *now,
                                 struct tally_zones *out, struct err *err);
const struct zone *tally_zones_of(const struct tally_zones *z, int64_t complaint);

/* What an act must know of the moment at which it writes, whatever was read before: the last change
 * of any case, and the zone by which this one is counted. Its event holds the log by then. */
struct tally_moment {
    int64_t newest;
    const char *zone, *counted; /* names: the organisation's, and of the stretch or NULL */
};
extern const struct record tally_moment_record;
/* `mostly` is the zone that the organisation had when its settings were read; `newest` may be
 * NULL. */
MUST_CHECK bool tally_moment(const struct act *act, const struct zone *mostly, int64_t complaint,
                             int64_t *newest, const struct zone **out, struct err *err);

/* The columns by which a complaint is counted, as a statement loads them. */
extern const struct record tally_zone_case_record;

/* Within the event by which the zone becomes another one: what is counted by the one that was
 * before stays so until it is moved. */
MUST_CHECK bool tally_zone_leave(const struct act *act, const char *before, const char *after,
                                 struct err *err);
/* So many are few enough that whoever writes can wait for them. */
enum { TALLY_LOT = 300 };
/* Moves the next `lot` complaints, a transaction of their own; behind the last of them the event
 * days_counted says that it is done. `*more` is false when there is nothing to do any more. Safe
 * with several clerks, and whenever it is broken off. */
MUST_CHECK bool tally_zone_follow(const struct act *act, int64_t lot, bool *more, struct err *err);
#endif
