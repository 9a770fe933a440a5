/*
 * Firms, offices and people outside of the house that are asked to do their part for a complaint:
 * a developer, suppliers, manufacturers, maintenance firms. What names them is sealed with the
 * organisation's key. Each change is an event of the settings. [item 89]
 */
#ifndef OUTSIDE_OUTSIDER_H
#define OUTSIDE_OUTSIDER_H

#include "complaint/history.h"
#include "complaint/procedure.h"
#include "db/tables.h"

enum { OUTSIDERS_MOST = 500, OUTSIDER_LINE = 200, OUTSIDER_LINES = 1000 };

/* The list of codes that says what they are. */
#define OUTSIDE_KINDS "outside_party"

/* As an administrator types it. */
struct outsider_form {
    const char *kind, *name, *contact, *email, *phone, *address, *language;
};

/* Event outsider_added. `*id` may be NULL. */
MUST_CHECK bool outsider_add(const struct act *act, const struct procedure *p,
                             const struct outsider_form *form, int64_t *id, struct err *err);
/* Event outsider_changed; also of those no longer in use, so that what names people there can be
 * taken out. `version` is what whoever changes it saw: another one now is ERR_CONFLICT. */
MUST_CHECK bool outsider_change(const struct act *act, const struct procedure *p, int64_t id,
                                int64_t version, const struct outsider_form *form, struct err *err);
/* They are asked no more; what they were asked stays: event outsider_ended. */
MUST_CHECK bool outsider_end(const struct act *act, int64_t id, int64_t version, struct err *err);

/* One of them, opened, in use or not; ERR_NOT_FOUND. */
MUST_CHECK bool outsider_load(const struct act *act, int64_t id, struct outsider_row *out,
                              struct err *err);
/* `n` of them behind that id, opened; and those in use, by name. */
MUST_CHECK bool outsider_list(const struct act *act, int64_t after, int64_t n, struct rows *out,
                              struct err *err);
MUST_CHECK bool outsider_active(const struct act *act, struct rows *out, struct err *err);

#endif
