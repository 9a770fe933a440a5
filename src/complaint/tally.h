/*
 * Counters, not counts: how many cases stand where, per team, owner, state,
 * waiting, flags, class and day of the next clock. Every change of a complaint's
 * row moves one from a line to another within its transaction, so the numbers
 * beside the queues cost one short read however many cases there are. Two more
 * tables count by the day and the month of receipt, for figures of a range of days: by team and
 * class, and by channel.
 */
#ifndef COMPLAINT_TALLY_H
#define COMPLAINT_TALLY_H

#include "complaint/history.h"
#include "db/tables.h"
#include "i18n/zone.h"

struct outcome_lines;

enum tally_flag { TALLY_TO_APPROVE = 1, TALLY_RETURNED = 2, TALLY_SAFETY = 4 };

/* The lines on which one complaint is counted; their texts stand beside them or in the
 * complaint. */
struct tally_lines {
    struct tally_row now;
    struct tally_received_row received[2]; /* of the day, of its month */
    struct tally_channel_row channel[3];   /* of the day, of its month, of all days */
    char due[DATE_TEXT], day[DATE_TEXT], month[sizeof "YYYY-MM"];
};
void tally_lines(const struct zone *zone, const struct complaint_row *c, struct tally_lines *out);

/* Whether they are those of a complaint that is open and waits for nobody, and of which nothing is
 * known but that it came and kept some time limits; of such a new one the row that stands for them
 * until they are added up. Its texts stand where theirs do. */
bool tally_is_plain(const struct tally_lines *l, const struct outcome_lines *outcome);
struct tally_new_row tally_new_line(const struct complaint_row *c, const struct tally_lines *l,
                                    const struct outcome_lines *outcome);

/* `before` is NULL for a new complaint, whose outcome is counted here, too; of others
 * outcome_move does it. */
MUST_CHECK bool tally_move(const struct act *act, const struct zone *zone,
                           const struct complaint_row *before, const struct complaint_row *after,
                           const struct outcome_lines *outcome, struct err *err);
/* A new complaint, open and waiting for nobody, is not counted at once: its row of `tally_new`
 * stands for its lines until this adds up all that are there, in the transaction that is open. */
MUST_CHECK bool tally_put_in(struct arena *a, struct db *db, struct err *err);
/* The same in a transaction of its own. */
MUST_CHECK bool tally_catch_up(struct db *db, struct err *err);
/* All complaints anew, also their outcomes, by the days of that zone: behind a change of what is
 * counted (redress upgrade). Where the zone became another one, the clerk moves them a few at a
 * time: complaint/tally_zone.h. */
MUST_CHECK bool tally_recount(const struct act *act, const struct zone *zone, struct err *err);

#endif
