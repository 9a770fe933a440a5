/* The desk's form of an update to the complainant. */
#ifndef OPERATION_TRACKING_TRACK_PAGE_H
#define OPERATION_TRACKING_TRACK_PAGE_H

#include "web/req.h"

extern const struct route track_update_routes[];

#endif
