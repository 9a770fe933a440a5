/* Significant complaints: what has to be confirmed, by whom, and all of them. [5.4.1-b] */
#ifndef DESK_ALERT_SIGNIFICANT_H
#define DESK_ALERT_SIGNIFICANT_H

#include "desk/case_show.h"

/* An alert that waits, or a significant complaint (whose `acknowledge_by` is when it was closed).
 */
struct alert_open {
    int64_t id, staff_id;
    struct instant at, acknowledge_by;
    int64_t complaint;
    const char *reference, *class;
    int64_t pack_id;
    const char *significant_why;
    struct instant received_at;
};
extern const struct record alert_open_record;

/* Why it is significant, in words; NULL = it is not. That the same came before is left out for who
 * may not know of that (`again` false). */
const char *significant_words(struct req *rq, const struct pack_version *pack, const char *why,
                              bool again);
/* The same for the case page, with who has confirmed and who has not. */
MUST_CHECK bool significant_show(const struct case_show *s, struct case_page *page);

#endif
