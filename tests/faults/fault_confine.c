/*
 * Stands before what confines a process (the linker's --wrap), so that nothing happens where
 * REDRESS_UNCONFINED names it: "worker files", "service calls" … or "no files", a kernel without.
 */
#include "base/confine.h"

#include <stdlib.h>
#include <string.h>

bool __real_confine_files(const struct confine *c, struct err *err);
bool __real_confine_calls(const struct confine *c, struct err *err);
unsigned __real_confine_offered(void);

static bool named(const char *what)
{
    const char *fault = getenv("REDRESS_UNCONFINED");

    return fault && strcmp(fault, what) == 0;
}

bool __wrap_confine_files(const struct confine *c, struct err *err)
{
    return named(c->kind == CONFINE_WORKER ? "worker files" : "service files") ||
           __real_confine_files(c, err);
}

bool __wrap_confine_calls(const struct confine *c, struct err *err)
{
    return named(c->kind == CONFINE_WORKER ? "worker calls" : "service calls") ||
           __real_confine_calls(c, err);
}

unsigned __wrap_confine_offered(void)
{
    unsigned files = CONFINE_FILES | CONFINE_PORTS;

    return __real_confine_offered() & ~(named("no files") ? files : 0u) &
           ~(named("no calls") ? (unsigned)CONFINE_CALLS : 0u);
}
