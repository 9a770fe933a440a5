/*
 * The same again: a complaint that came after an earlier one about the same was decided or closed,
 * from the same person or with the same number of an order. A problem that was solved should not
 * come back at the next contact, so it is said on the later case, with what was decided, promised
 * and done in the earlier one. It is a tie and no more: nothing is joined, closed or answered by
 * it. What confidential complaints have in common is nobody's business. [7.6-b]
 *
 * Filing pays nothing for it. The clerk looks at what changed some seconds ago, by the words that
 * search has anyway; so what a case is about may also become known later.
 */
#ifndef GROUP_REPEAT_H
#define GROUP_REPEAT_H

#include "complaint/tie.h"
#include "edge/reach.h"
#include "operation/step.h"

/* A case that changed, and the version of its pack. */
struct changed_case {
    int64_t id, at, pack;
};
extern const struct record changed_case_record;

/* So many earlier ones are tied to a case at most, the newest. */
enum { REPEATS_MOST = 20 };

/* Looks once at what changed: event repeat_found where there is an earlier one. */
MUST_CHECK bool repeats_look(const struct act *act, const struct procedure *p, struct err *err);
struct app;
MUST_CHECK bool repeats_job(struct app *app, struct err *err);

/* By hand, with the reason; event repeat_marked. Refused: itself, what came later, what is handled
 * with it or a part of it, and where one of the two is confidential. */
MUST_CHECK bool repeat_mark(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, int64_t before, const char *reason, struct err *err);
/* It is not the same after all; the clerk does not find it again. Event repeat_ended. */
MUST_CHECK bool repeat_end(const struct act *act, const struct procedure *p, int64_t complaint,
                           int64_t version, int64_t before, const char *reason, struct err *err);
/* Within the event of an erasure: nothing says any more that its complainant is that of another. */
MUST_CHECK bool repeat_erase(struct step *s, struct err *err);
/* The same in the cases that came after it, each in an event of its own. */
MUST_CHECK bool repeat_erase_after(const struct act *act, const struct procedure *p, int64_t before,
                                   struct err *err);

/* The earlier case of that reference, as somebody wrote it: one that this reader may read. What
 * they may not see looks as if it were not there. */
MUST_CHECK bool repeat_before_find(struct req *rq, const char *reference, int64_t *out);

/* Whether the reader may not even know that there was an earlier one. */
bool repeat_hidden(const struct dossier *d, const struct reach *reach);
/* Of all cases those, between commas; "," where there are none. */
MUST_CHECK bool repeats_hidden(struct req *rq, const struct reach *reach, const char **out);
/* Whether a case with so many earlier ones is shown as the same again. */
bool repeat_known(int64_t repeats, int64_t id, const char *hidden);

#endif
