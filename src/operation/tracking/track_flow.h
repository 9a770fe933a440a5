/*
 * Telling the complainant how far it is, at promised intervals and with proof.
 * ISO 10002 [4.6-b] [7.3-c]
 */
#ifndef OPERATION_TRACKING_TRACK_FLOW_H
#define OPERATION_TRACKING_TRACK_FLOW_H

#include "complaint/case.h"

struct app;

struct update_form {
    const char *channel; /* web (the page alone), letter, email, telephone, in_person */
    const char *text;
    struct date next_on; /* next news are promised for that day; unset = by the clock's rule */
};
extern const struct record update_form_record;

/* The words are kept as an entry with what became of them; letters and mails go to the
 * outbox. Event updated. */
MUST_CHECK bool track_update(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t version, const struct update_form *form, struct err *err);

/* A promised update that nobody wrote is sent by the program on its day, `update_hours` of
 * the procedure before that day ends: where the case stands and when they hear again. What
 * became of it is in its entry and in the outbox. Nothing happens before that time. Event
 * updated. [7.3-c] */
MUST_CHECK bool track_update_due(const struct act *act, const struct procedure *p,
                                 int64_t complaint, struct err *err);
/* The clerk's job: all cases with such an update. One that fails stops no other; `err` says why the
 * first of them did. */
MUST_CHECK bool track_updates_due(const struct act *act, const struct procedure *p,
                                  struct err *err);
bool track_updates_job(struct app *app, struct err *err);

/* Status, next step and its day in the complainant's language: what an update says at least. */
const char *track_text(struct arena *a, const struct procedure *p, const struct dossier *d);

#endif
