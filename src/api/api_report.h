/*
 * Over the API: whether a danger must be reported to an authority, jurisdiction by jurisdiction.
 * The flow, its rights and refusals are those of the desk. [REG-S1] [REG-S2]
 */
#ifndef API_API_REPORT_H
#define API_API_REPORT_H

#include "api/api_act.h"

struct api_report {
    const char *regime, *title;
    struct rows answers; /* struct api_own_cell */
    const char *decision, *reasons;
    struct instant decided_at;
    const char *decided_by;
    bool awaits_second;
    struct instant confirmed_at;
    const char *confirmed_by;
    struct instant filed_at;
    const char *number;
};
struct api_reports {
    struct rows items; /* struct api_report */
};
extern const struct record api_reports_record;

bool api_reports_get(struct req *rq);

extern const struct api_act api_report_acts[];

#endif
