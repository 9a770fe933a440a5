/*
 * Notices at the desk: what a member of staff was told of cases, and what they have to
 * acknowledge. complaint/notices.h writes them.
 */
#ifndef DESK_ALERTS_H
#define DESK_ALERTS_H

#include "desk/alerts_view.h"
#include "desk/desk.h"

/* A notice with what is shown of its case. */
struct told_line {
    int64_t id;
    const char *kind;
    struct instant at;
    const char *clock;
    int64_t share, team_id, for_id;
    struct instant read_at, acknowledge_by, acknowledged_at;
    int64_t complaint;
    const char *reference, *class;
    int64_t pack_id, signals;
    const char *significant_why;
};
extern const struct record told_line_record;

/* "2026-000017 · Lift": which case a line is about. */
const char *alert_about(struct req *rq, const struct procedure *p, const char *reference,
                        const char *class);

/* How many wait for this reader; at most NOTICES_COUNTED are counted. */
enum { NOTICES_COUNTED = 100 };
MUST_CHECK bool notices_waiting(struct req *rq, const struct reach *reach, int *out);

/* What this reader was told of, the newest first: struct told_line, `n` at most of those with an id
 * below `before`. */
MUST_CHECK bool notices_page(struct req *rq, int64_t before, int64_t n, struct rows *out);
/* What it says, in the reader's language. */
MUST_CHECK bool notice_words(struct req *rq, const struct procedure *p, const struct told_line *n,
                             const char **out);
/* The case of a notice of theirs, ERR_NOT_FOUND; the notice is read by that. */
MUST_CHECK bool notice_open(struct req *rq, int64_t notice, struct dossier *d);
/* All of their own up to that one are read; those for a team wait for somebody who looks. */
MUST_CHECK bool notices_read(struct req *rq, int64_t last);
/* Belongs into the transaction of whoever looks at notices, which is no event: numbers that were
 * kept are void (edge/counts.h). */
MUST_CHECK bool notices_looked(struct arena *a, struct db *db, struct err *err);

/* The teams in which the reader has a role by itself, between commas. */
const char *notices_teams(struct req *rq);

extern const struct route staff_notice_routes[];
extern const struct route alert_breach_routes[]; /* why dates of a case were missed */
extern const struct route alert_significant_routes[];
extern const struct route alert_help_routes[];
extern const struct route alert_dates_routes[]; /* what is due, and what was missed */
extern const struct route why_routes[];         /* why each date of a case is that day */

#endif
