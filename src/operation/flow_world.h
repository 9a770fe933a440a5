/*
 * For tests of flows that take one complaint through one act after the other, each of
 * which is done or refused, in the organisation of operation/try.h.
 *
 * Members of staff are numbers here; who may do what at all is the edge's question.
 */
#ifndef OPERATION_FLOW_WORLD_H
#define OPERATION_FLOW_WORLD_H

#include "operation/try.h"

enum { ANNA = 11, BINH = 12, CHEN = 13 }; /* members of staff */

struct world {
    struct try *t;
    struct dossier d; /* of the complaint acted on, as it stands */
    int64_t id;
    int filed;
};

/* Runs the test on both engines, by try_on_both(). */
void world_test(const char *name, void (*test)(struct world *));

/* A new complaint, w->id; acknowledged on the page when `acknowledged`. */
void world_file(struct world *w, bool acknowledged);
/* The same by an assessment, owner and beginning that ANNA makes: stage investigating. */
void world_investigating(struct world *w, const char *severity);
/* From now on this member of staff acts; 0 = the system. */
void world_as(struct world *w, int64_t user);
/* Time goes on. */
void world_later(struct world *w, int64_t seconds);
/* A party of the case; the id of its row. `staff` 0 = nobody of ours. */
int64_t world_party(struct world *w, const char *role, int64_t staff);

/* Passes when the act succeeded; then w->d is loaded anew, and an open case must have a clock. */
void world_done(struct world *w, const char *what, bool done, struct err *err);
/* Passes when it was refused with this kind, on this field (NULL = none asked). Nothing
 * of the case changed. */
void world_refused(struct world *w, const char *what, bool done, struct err *err,
                   enum err_kind kind, const char *field);
/* How many rows of outbox, events … : the one number of a statement. */
int64_t world_number(struct world *w, const char *sql);

#endif
