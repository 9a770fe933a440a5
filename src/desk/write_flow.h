/*
 * What is written on a case: notes, replies, facts taken down, working translations. Each
 * adds an entry; none changes what somebody else wrote, so none is ever in conflict: two who
 * write at the same moment are both heard, one after the other. [7.2-d] [7.3-c] [N3]
 */
#ifndef DESK_WRITE_FLOW_H
#define DESK_WRITE_FLOW_H

#include "complaint/case.h"

struct writing {
    const char *text;     /* required */
    const char *channel;  /* how it came or goes; NULL = as the person wants */
    const char *language; /* of the text; NULL = not known */
    int64_t about;        /* the entry it translates, 0 = the statement */
    bool update;          /* a reply that is the promised update [7.3-c] */
    int64_t *made;        /* out: the id of the entry; NULL = nobody asks */
};

/* Seen by staff alone. */
MUST_CHECK bool write_note(const struct act *act, const struct procedure *p, int64_t complaint,
                           const struct writing *w, struct err *err);
/* To the complainant, through the outbox. */
MUST_CHECK bool write_reply(const struct act *act, const struct procedure *p, int64_t complaint,
                            const struct writing *w, struct err *err);
/* What the complainant said on the telephone or at the counter. */
MUST_CHECK bool write_fact(const struct act *act, const struct procedure *p, int64_t complaint,
                           const struct writing *w, struct err *err);
/* A translation for those who work on it; the original stays what counts. */
MUST_CHECK bool write_translation(const struct act *act, const struct procedure *p,
                                  int64_t complaint, const struct writing *w, struct err *err);

#endif
