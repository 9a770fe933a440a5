/* Where a page of a list begins, and how long it is. */
#include "api/api_page.h"

#include <inttypes.h>
#include <stdio.h>

static const struct field page_fields[] = { API_PAGE_FIELDS(struct api_page) };
const struct record api_page_record = RECORD(struct api_page, page_fields);

bool api_place_other(struct err *err)
{
    return err_field(err, "after", N_("This does not come from a page of the same list."));
}

bool api_place_read(const char *after, char list, int64_t *place, int64_t *last, struct err *err)
{
    int64_t at, id;
    char order;
    int end = 0;

    if (!after)
        return true;
    if (sscanf(after, "%c%" SCNd64 ".%" SCNd64 "%n", &order, &at, &id, &end) != 3 ||
        after[end] != '\0' || order != list || id <= 0)
        return api_place_other(err);
    *place = at;
    *last = id;
    return true;
}

const char *api_place(struct arena *a, char list, int64_t place, int64_t last)
{
    return arena_printf(a, "%c%" PRId64 ".%" PRId64, list, place, last);
}

bool api_limit_read(int limit, size_t *out, struct err *err)
{
    if (limit < 1 || limit > API_LIMIT_MOST)
        return err_field(err, "limit", N_("A page holds 1 to 200 items."));
    *out = (size_t)limit;
    return true;
}

bool api_more(struct rows *rows, size_t limit)
{
    if (rows->n <= limit)
        return false;
    rows->n = limit;
    return true;
}
