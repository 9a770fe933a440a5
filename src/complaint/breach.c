#include "complaint/breach.h"

#include <string.h>

bool clock_owed(const struct clock_row *c)
{
    return strcmp(c->name, "answer") != 0;
}

bool clock_breached(const struct clock_row *c)
{
    return clock_owed(c) && instant_is_set(c->breached_at) && strcmp(c->state, "void") != 0;
}

bool breach_open(const struct clock_row *c)
{
    return clock_breached(c) && !c->breach_code;
}
