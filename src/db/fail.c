/* The reasons a database gives, sorted into the kinds that a person can be told. */
#include "db/engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static bool fail(struct err *err, enum err_kind kind, const char *text, const char *fmt,
                 va_list args) PRINTF_LIKE(4, 0);

static bool fail(struct err *err, enum err_kind kind, const char *text, const char *fmt,
                 va_list args)
{
    if (err->kind == ERR_NONE)
        vsnprintf(err->detail, sizeof err->detail, fmt, args);
    return err_set(err, kind, text);
}

bool fail_busy(struct err *err, const char *fmt, ...)
{
    va_list args;

    if (err->kind == ERR_NONE)
        err->retry_after = WAIT_MS / 1000;
    va_start(args, fmt);
    fail(err, ERR_BUSY, N_("We cannot store anything at this moment. Please try again shortly."),
         fmt, args);
    va_end(args);
    return false;
}

bool fail_full(struct err *err, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fail(err, ERR_FULL,
         N_("There is no room left to store this. Nothing was saved: please keep your text."), fmt,
         args);
    va_end(args);
    return false;
}

bool fail_conflict(struct err *err, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fail(err, ERR_CONFLICT, N_("This is there already, or somebody else was faster."), fmt, args);
    va_end(args);
    return false;
}

bool fail_refused(struct err *err, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fail(err, ERR_REFUSED, N_("The database cannot be used as it is. The log says why."), fmt,
         args);
    va_end(args);
    return false;
}

int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
