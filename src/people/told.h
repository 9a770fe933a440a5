/*
 * What members of staff are told of their own password, app and codes: each change is shown
 * at the desk until they say that they have seen it, whoever made it. [S40]
 */
#ifndef PEOPLE_TOLD_H
#define PEOPLE_TOLD_H

#include "complaint/history.h"
#include "db/tables.h"
#include "i18n/lang.h"

/* Within the event that is open, whose kind says what happened. */
MUST_CHECK bool told_add(const struct history *h, int64_t staff, struct err *err);
/* What they have not seen yet (struct credential_notice_row), the latest first; what they did
 * themselves only if it was before `since`, the begin of the session. */
MUST_CHECK bool told_list(const struct act *act, int64_t staff, struct instant since,
                          struct rows *out, struct err *err);
/* They have seen all up to that moment. */
MUST_CHECK bool told_seen(const struct act *act, int64_t staff, struct instant until,
                          struct err *err);
/* Nothing of that kind since then is news to them. */
MUST_CHECK bool told_forget(const struct act *act, int64_t staff, const char *kind,
                            struct instant since, struct err *err);
/* One in a sentence: a message id with {when}. */
const char *told_words(const struct credential_notice_row *n);

/* Whether the act is that of the person themselves. */
bool told_own(const struct act *act, int64_t staff);

#endif
