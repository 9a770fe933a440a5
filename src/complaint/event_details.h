/*
 * What an event says beside its kind: the reason that somebody gave, and which rows it wrote. The
 * words stand sealed beside the event, which has only a commitment of them.
 */
#ifndef COMPLAINT_EVENT_DETAILS_H
#define COMPLAINT_EVENT_DETAILS_H

#include "complaint/event.h"
#include "complaint/history.h"

/* As it is stored. */
struct event_sealed {
    int64_t id;
    const char *kind;
    struct bytes bytes, sealed;
};
extern const struct record event_sealed_record;

struct event_details {
    int64_t id; /* of the event */
    const char *kind;
    const char *reason; /* NULL = none was given, or it was erased */
    struct event event;
};

/* Of the events of a case of these kinds (",retyped,class_changed,"): struct event_details, the
 * newest first, 1000 at most. Who may read which is the caller's question. */
MUST_CHECK bool event_details(const struct act *act, int64_t complaint, const char *kinds,
                              struct rows *out, struct err *err);

/* The same of the organisation's own events; at most `most`. */
MUST_CHECK bool event_details_own(const struct act *act, const char *kinds, int64_t most,
                                  struct rows *out, struct err *err);

/* The one of that event, or NULL. */
const struct event_details *event_details_of(const struct rows *details, int64_t event);

#endif
