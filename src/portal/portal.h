/* The routes of the portal. */
#ifndef PORTAL_PORTAL_H
#define PORTAL_PORTAL_H

#include "web/req.h"

/* The line in the head that says how somebody is named: confidential, anonymous, or no line. */
void portal_mode(struct req *rq, const char *privacy);

/* Whether a language button was pressed: the answer is in that language, and nothing but the
 * language changes. */
bool portal_language(struct req *rq);

extern const struct route complain_routes[];
extern const struct route track_routes[];
extern const struct route track_answer_routes[];
extern const struct route start_routes[];
extern const struct route verify_routes[];
extern const struct route notice_routes[];
extern const struct route published_routes[];
extern const struct route public_policy_routes[];
extern const struct route desk_notice_routes[];

#endif
