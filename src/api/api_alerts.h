/*
 * Over the API: what somebody was told, which dates are to be kept and why one was missed, that a
 * significant complaint was read, help from the superior, and the follow-up call.
 */
#ifndef API_API_ALERTS_H
#define API_API_ALERTS_H

#include "api/api_act.h"

struct api_notice {
    int64_t id;
    const char *reference, *kind, *text, *clock;
    struct instant at;
    bool for_team;
    const char *stands_in_for;
    struct instant read_at, acknowledge_by, acknowledged_at;
};
struct api_notices {
    struct rows items; /* struct api_notice */
    const char *next;  /* NULL = nothing follows */
    int waiting;
};
struct api_waiting {
    int waiting;
};
extern const struct record api_notices_record, api_waiting_record, api_notices_seen_record;

struct api_dates_query {
    const char *view, *cause;
    int limit;
    const char *after;
};
struct api_date {
    int64_t id;
    const char *reference, *name, *title, *owner, *team;
    struct instant due_at, missed_at;
    const char *cause;
};
struct api_dates {
    struct rows items; /* struct api_date */
    const char *next;
};
struct api_date_cause {
    const char *cause, *title;
    int64_t n;
};
struct api_date_causes {
    struct rows items; /* struct api_date_cause */
};
extern const struct record api_dates_query_record, api_dates_record, api_date_causes_record;

struct api_breach {
    int64_t id;
    const char *name, *title;
    struct instant due_at, missed_at;
    const char *cause, *text;
    struct instant said_at;
    const char *said_by;
};
struct api_breaches {
    struct rows items; /* struct api_breach */
};
struct api_help {
    int64_t id;
    struct instant at;
    const char *by, *reason;
    struct instant answered_at;
    const char *answered_by, *opinion;
    struct date until;
};
struct api_helps {
    struct rows items; /* struct api_help */
};
extern const struct record api_breaches_record, api_helps_record;

bool api_notices_get(struct req *rq);
bool api_notice_seen_post(struct req *rq);  /* one of them */
bool api_notices_seen_post(struct req *rq); /* all of one's own up to one of them */
bool api_dates_get(struct req *rq);
bool api_date_causes_get(struct req *rq);
bool api_breaches_get(struct req *rq);
bool api_help_get(struct req *rq);

extern const struct api_act api_alert_acts[];

#endif
