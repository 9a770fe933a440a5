/*
 * Private links of outside parties: a random secret that opens one request and what was chosen for
 * it, until a day, until it is renewed or revoked, the request is settled or the case closed or
 * erased. Only a keyed hash of the secret is stored; a row that no act wrote opens nothing
 * (complaint/guard.h). docs/decisions/0034-outside-parties.md
 */
#ifndef OPERATION_TASK_OUTSIDE_LINK_H
#define OPERATION_TASK_OUTSIDE_LINK_H

#include "operation/step.h"

#define OUTSIDE_PATH "/outside"

/* How long a link holds beyond the day of the answer: the setting outside_link_days. */
int64_t outside_link_days(const struct procedure *p);

/* Within an event that is open: a new link, in place of the one there is; it holds for the days of
 * the setting outside_link_days beyond `due`. `*secret` is what stands behind OUTSIDE_PATH
 * "?link=", this once. */
MUST_CHECK bool outside_link_new(struct step *s, int64_t task, const char *shares,
                                 struct instant due, const char **secret, struct err *err);
/* The same: the link that opens the task holds for those days beyond `due`, where that is later
 * than now. `*open` is false where none opens it. */
MUST_CHECK bool outside_link_move(struct step *s, int64_t task, struct instant due, bool *open,
                                  struct err *err);
/* The same, for what they read by their link: refused where none opens it. */
MUST_CHECK bool outside_link_needed(struct step *s, int64_t task, struct instant due,
                                    struct err *err);
/* The same: no link of that task opens anything any more. */
MUST_CHECK bool outside_link_end(struct step *s, int64_t task, struct err *err);

/* What the secret opens now. Guessed, altered, too old, ended: `*found` is false, and nobody can
 * tell which. */
MUST_CHECK bool outside_link_find(const struct act *act, const char *secret,
                                  struct outside_link_row *out, bool *found, struct err *err);

/* Asked at the end of an act by that link, before it is committed: ERR_NOT_FOUND when it was
 * revoked or renewed, or its time ended, since the page was opened. */
MUST_CHECK bool outside_link_open(const struct act *act, int64_t link, struct err *err);

/* Whether whoever made the link is barred from the case now: complained about, or in conflict. They
 * know its secret, so it opens nothing while that is so. [4.7-a] */
bool outside_link_barred(const struct dossier *d, const struct outside_link_row *link);

/* The newest link of the task; false when there is none. */
MUST_CHECK bool outside_link_newest(const struct act *act, int64_t complaint, int64_t task,
                                    struct outside_link_row *out, bool *found, struct err *err);

#endif
