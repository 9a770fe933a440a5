/* Calendar files of any content: days that are read lie in the year that was asked for, in order,
 * each once. */
#include "base/fuzz.h"
#include "pack/ics.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct bytes file = { data, n };
    struct ics_days days = { 0 };
    struct err err = { 0 };

    if (!ics_year(a, file, 2026, &days, &err)) {
        if (err.kind == ERR_NONE || days.n > 0)
            abort();
        return 0;
    }
    for (size_t i = 0; i < days.n; i++)
        if (days.day[i].year != 2026 || (i > 0 && date_compare(days.day[i - 1], days.day[i]) >= 0))
            abort();
    return 0;
}
