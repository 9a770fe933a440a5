/*
 * Texts of looking back that people wrote, and taking something out of one: the passage gives way
 * to a block with the reason, and what stood there is gone for good, here and in the events,
 * because the record gets a new key and the old one is deleted. docs/decisions/0052-record-keys.md
 * [S57]
 */
#ifndef REDACT_RECORD_TEXT_H
#define REDACT_RECORD_TEXT_H

#include "improvement/improvement.h"
#include "redact/redact.h"

/* A text of a record that holds something, as it stands. */
struct record_text {
    const struct table *table;
    int64_t id;
    const char *column, *label; /* label: a message id */
    const char *text;
};

enum { RECORD_TEXTS = 4 }; /* of one row, at most */

/* The table of that name whose texts are looking back; NULL = none. */
const struct table *record_table(const char *name);
/* Whether that column is one of which passages can be redacted. */
bool record_redactable(const char *table, const char *column);
/* Those of an opened row. */
size_t record_texts(const struct table *t, const void *row, struct record_text out[RECORD_TEXTS]);

/* A record, opened. */
struct record_found {
    const struct table *table;
    void *row;
    int64_t team;           /* whose it is; 0 = of the whole organisation */
    const char *complaints; /* ids on the agenda of its meeting, divided by blanks; NULL = none */
};
/* ERR_NOT_FOUND. */
MUST_CHECK bool record_load(const struct act *act, const struct table *t, int64_t id,
                            struct record_found *out, struct err *err);

/* Event record_redacted: the passages of that text. ERR_CONFLICT when it says something else by
 * now; ERR_REFUSED while a complaint on the agenda is under a legal hold. */
MUST_CHECK bool record_redact(const struct act *act, const struct procedure *p,
                              const struct record_text *of, const struct passage *passages,
                              size_t n, const struct redacting *in, struct err *err);

#endif
