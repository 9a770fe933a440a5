/*
 * The pages of a list. A place names the list and the key of the last item, so a page costs the
 * same wherever it is; what comes meanwhile neither repeats nor hides anything.
 */
#ifndef API_API_PAGE_H
#define API_API_PAGE_H

#include "base/record.h"

enum { API_LIMIT = 50, API_LIMIT_MOST = 200 };

/* The parameters of a list that has no filters. */
struct api_page {
    int limit;
    const char *after;
};
extern const struct record api_page_record;
#define API_PAGE_FIELDS(T)                                                                         \
    FIELD(T, limit, .help = "Most items of a page, 1 to 200; 50 when not given."),                 \
        FIELD(T, after, .max = 100, .help = "`next` of the page before.")
#define API_NEXT(T)                                                                                \
    FIELD(T, next, .help = "Goes into `after` for what follows; null: nothing follows.")

/* `list` is the letter of the list: a place of another one is refused. Without `after` nothing is
 * written. */
MUST_CHECK bool api_place_read(const char *after, char list, int64_t *place, int64_t *last,
                               struct err *err);
/* The refusal of a place that is none of this list. Returns false. */
bool api_place_other(struct err *err);
const char *api_place(struct arena *a, char list, int64_t place, int64_t last);
MUST_CHECK bool api_limit_read(int limit, size_t *out, struct err *err);

/* Of rows of which one more than a page holds was asked for: whether there was one more, which is
 * then left out. */
bool api_more(struct rows *rows, size_t limit);

#endif
