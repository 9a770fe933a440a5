/*
 * Publishing how a complaint ended: a short text without personal data that everybody may read,
 * written by one member of staff and approved by another one.
 */
#ifndef DESK_PUBLISH_H
#define DESK_PUBLISH_H

#include "complaint/case.h"

enum { PUBLISHED_MOST = 2000 }; /* characters */

/* As it stands on the public page. */
struct published {
    int64_t id;
    const char *text, *language;
    struct instant approved_at;
};
extern const struct record published_record;

/* Event publication_proposed. ERR_INVALID on "text" when a name, an address, a telephone number or
 * an e-mail address of the people of the case, or its reference stands in it, in whatever case and
 * width: the answer names what stands there, so that the actor may read_identity, here and below.
 */
MUST_CHECK bool publish_propose(const struct act *act, const struct procedure *p, int64_t complaint,
                                const char *language, const char *text, struct err *err);
/* Somebody else agrees, and it is public from now on: event published, which clocks are told of.
 * ERR_CONFLICT when a passage of it was redacted since. */
MUST_CHECK bool publish_approve(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t id, struct err *err);
/* It is not agreed to, or taken down: event publication_ended. */
MUST_CHECK bool publish_end(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t id, struct err *err);
/* Whether who complains is open to this reader; ERR_REFUSED, which is noted. */
struct req;
MUST_CHECK bool publish_names_open(struct req *rq, const struct dossier *d);

/* Such a row from now on: nothing of it is public. Also a redaction and an erasure do that, within
 * their own event. */
void publication_over(const struct act *act, struct publication_row *row);

#endif
