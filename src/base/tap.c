#include "base/tap.h"

#include <stdio.h>
#include <string.h>

static int count, failed;

bool tap_ok(const char *what, bool ok, const char *file, int line)
{
    count++;
    printf("%s %d - %s\n", ok ? "ok" : "not ok", count, what);
    if (!ok) {
        failed++;
        printf("# at %s:%d\n", file, line);
    }
    fflush(stdout);
    return ok;
}

bool tap_text(const char *what, const char *got, const char *want, const char *file, int line)
{
    bool same = got && want ? strcmp(got, want) == 0 : got == want;

    tap_ok(what, same, file, line);
    if (!same)
        printf("#  got: %s\n# want: %s\n", got ? got : "(NULL)", want ? want : "(NULL)");
    return same;
}

bool tap_int(const char *what, int64_t got, int64_t want, const char *file, int line)
{
    tap_ok(what, got == want, file, line);
    if (got != want)
        printf("#  got: %" PRId64 "\n# want: %" PRId64 "\n", got, want);
    return got == want;
}

bool tap_day(const char *what, struct date got, struct date want, const char *file, int line)
{
    char g[DATE_TEXT], w[DATE_TEXT];

    date_text(got, g);
    date_text(want, w);
    return tap_text(what, g, w, file, line);
}

void tap_skip(const char *what, const char *why)
{
    count++;
    printf("ok %d - %s # SKIP %s\n", count, what, why);
}

int tap_done(void)
{
    printf("1..%d\n", count);
    return failed > 0 || count == 0;
}
