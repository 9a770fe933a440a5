/* The routes of the portal. */
#ifndef PORTAL_PORTAL_H
#define PORTAL_PORTAL_H

#include "web/req.h"

extern const struct route complain_routes[];
extern const struct route track_routes[];
extern const struct route track_answer_routes[];
extern const struct route start_routes[];
extern const struct route notice_routes[];
extern const struct route desk_notice_routes[];

#endif
