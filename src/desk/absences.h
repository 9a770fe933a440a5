/*
 * Whose absences somebody sees and plans: their own, those in which they stand in, and, for who may
 * give complaints to others, those of the people of their teams. Desk and API ask here. [4.12-a]
 */
#ifndef DESK_ABSENCES_H
#define DESK_ABSENCES_H

#include "people/absence.h"
#include "people/may.h"
#include "web/answer.h"
#include "web/req.h"

/* Whether the reader plans for others too. */
bool absence_plans(const struct req *rq);

/* Everybody who works on complaints of the teams in which the reader may do that: choices with the
 * number of the member of staff. */
MUST_CHECK bool absence_people(struct req *rq, enum may what, struct choice **out, size_t *n);

/* Whether the reader plans for who is away, and whoever stands in is within reach; ERR_INVALID of
 * "staff" or "substitute". */
MUST_CHECK bool absence_within(struct req *rq, const struct absence_given *in);

/* Those that the reader sees and that are not over: struct absence_row. */
MUST_CHECK bool absences_shown(struct req *rq, struct rows *out);
/* One that they see or, to `change` it, plan: who stands in does not end it. ERR_NOT_FOUND. */
MUST_CHECK bool absence_shown(struct req *rq, int64_t id, bool change, struct absence_row *out);

#endif
