/*
 * Writing and publishing "how we handle complaints". A draft in each language; publishing makes
 * all drafts one edition, and what was published before stays, superseded. [7.1-a]
 */
#ifndef OPERATION_NOTICE_FLOW_H
#define OPERATION_NOTICE_FLOW_H

#include "complaint/history.h"
#include "db/tables.h"
#include "operation/notice/notice.h"

/* The texts of one language, by the index of notice_code(); NULL = empty. */
struct notice_draft {
    const char *language;
    const char *part[NOTICE_PARTS];
};

/* Rows of struct notice_row that stand now: published and drafts. */
MUST_CHECK bool notices_load(const struct act *act, struct rows *out, struct err *err);
/* The row of that language and state, or NULL. */
const struct notice_row *notice_of(const struct rows *rows, const char *language,
                                   const char *state);
/* The text of a part, or NULL. */
const char *notice_text_of(const struct notice_row *row, int part);

/* Event notice_drafted. */
MUST_CHECK bool notice_save(const struct act *act, const struct notice_draft *draft,
                            struct err *err);
/* Refused while one of the seven is empty in a draft. Event notice_published. */
MUST_CHECK bool notice_publish(const struct act *act, struct err *err);

#endif
