/* Clock rules as dates for the complainant, with the sum behind each. */
#include "portal/promises.h"

#include "base/buf.h"
#include "complaint/clock_words.h"
#include "complaint/due.h"

#include <stdlib.h>
#include <string.h>

const char *promise_length(struct arena *a, const struct lang *lang, const char *unit, int64_t n)
{
    return clock_length_words(a, lang, clock_unit_of(unit), n);
}

static const char *why(struct arena *a, const struct procedure *p, const struct lang *lang,
                       const struct clock_sum *sum, struct date today)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < sum->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " · " : "",
                   clock_line_words(a, lang, p->zone, &sum->line[i], today));
    return buf_text(&b);
}

static int by_day(const void *one, const void *two)
{
    return date_compare(((const struct promise *)one)->due, ((const struct promise *)two)->due);
}

bool promises_from(struct arena *a, const struct procedure *p, const struct pack_version *pack,
                   const char *class, const struct lang *lang, struct instant received,
                   struct rows *out, struct err *err)
{
    static const char *const clocks[] = { "assess", "update", "decision" };
    struct promise *list = ARENA_ARRAY(a, struct promise, COUNT(clocks));
    struct date today = zone_date(p->zone, received, NULL);
    size_t n = 0;

    for (size_t i = 0; i < COUNT(clocks); i++) {
        struct clock_sum sum;
        if (!procedure_case_clock(p, pack, class, clocks[i]))
            continue;
        if (!due_promise(a, p, pack, class, clocks[i], received, &sum, err))
            return false;
        list[n++] = (struct promise){ .read = i == 0,
                                      .update = i == 1,
                                      .decide = i == 2,
                                      .due = sum.day,
                                      .why = why(a, p, lang, &sum, today),
                                      .at = due_moment(p->zone, sum.due) };
    }
    qsort(list, n, sizeof *list, by_day);
    *out = (struct rows){ list, n };
    return true;
}

struct date promise_decision(struct arena *a, const struct procedure *p,
                             const struct pack_version *pack, const char *class,
                             struct instant received)
{
    struct clock_sum sum;
    struct err none = { 0 };

    if (!procedure_case_clock(p, pack, class, "decision") ||
        !due_promise(a, p, pack, class, "decision", received, &sum, &none))
        return (struct date){ 0 };
    return sum.day;
}
