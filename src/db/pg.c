/* PostgreSQL is refused until its engine is here. */
#include "db/engine.h"
bool pg_open(struct db **out, const char *url, struct err *err)
{
    (void)out;
    (void)url;
    return err_internal(err, "PostgreSQL is not there yet");
}
