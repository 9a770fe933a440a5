/*
 * The draft of a procedure, one for each administrator, and its trial on past complaints
 * (designer/simulate.h). The trial goes on in pieces, the first when it begins, the others by the
 * clerk, so that it does not matter how many complaints there are. [6.1-c]
 */
#ifndef DESIGNER_TRIAL_H
#define DESIGNER_TRIAL_H

#include "designer/simulate.h"

struct app;

/* A page waits for the first piece; the clerk does one at a time. */
enum { TRIAL_FIRST = 1000, TRIAL_PIECE = 4000 };

/* The draft of whoever acts; `*there` false when there is none. */
MUST_CHECK bool draft_load(const struct act *act, struct pack_draft_row *out, bool *there,
                           struct err *err);
/* The text stands in place of the one that was kept at `was` (not set: there was none), and is not
 * tried yet. ERR_CONFLICT when another one stands there now. */
MUST_CHECK bool draft_save(const struct act *act, const char *yaml, int64_t days,
                           struct instant was, struct pack_draft_row *out, struct err *err);
/* That refusal; always false. */
bool draft_changed(struct err *err);
MUST_CHECK bool draft_end(const struct act *act, struct err *err);

/* Looks at so many cases more; `pack` is the text of the draft. Begins with the first call. */
MUST_CHECK bool trial_go_on(const struct act *act, const struct procedure *p,
                            const struct pack_version *pack, struct pack_draft_row *draft,
                            size_t most, struct err *err);
/* What was found until now. */
void trial_read(struct arena *a, const struct pack_draft_row *draft, struct simulation *out);
/* What is tried: complaints of how long ago, and until when. */
struct simulate trial_of(const struct act *act, const struct procedure *p,
                         const struct pack_version *before, const struct pack_version *pack,
                         const struct pack_draft_row *draft);

/* The clerk's job: one piece of one trial that is under way. */
bool trials_job(struct app *app, struct err *err);

#endif
