/* The parts that the track page is put together from. */
#ifndef PORTAL_TRACK_PARTS_H
#define PORTAL_TRACK_PARTS_H

#include "portal/track.h"

/* Whether the complainant may have this file: theirs, or sent to them, and still there. */
bool track_file_shown(const struct file_row *f);
/* Files of that direction (NULL: any but internal) and entry (-1: any), as struct file_view. */
struct rows track_files(struct track *t, const char *direction, int64_t entry);

/* What was answered to the newest decision that was told: "accepted", "rejected"; NULL =
 * nothing yet. (track_decision.c) */
const char *track_answer_given(const struct dossier *d);
/* The newest decision that was told, or NULL. (track_decision.c) */
const struct decision_view *track_decision(struct track *t);

/* What is promised next, as struct track_date, the earliest first. (track_dates.c) */
MUST_CHECK bool track_dates(struct track *t, struct rows *out);

/* The closing question, where it is asked now. (track_survey.c) */
void track_survey(struct track *t, struct track_page *out);
bool track_survey_post(struct req *rq);

/* Asked for again, an address that only takes forms leads to the one that asks for reference and
 * code. (track_page.c) */
bool track_act_get(struct req *rq);

/* What happened, as struct track_event, the newest first. (track_events.c) */
MUST_CHECK bool track_events(struct track *t, struct rows *out);

#endif
