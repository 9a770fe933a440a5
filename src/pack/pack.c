/* Everything of data/, read once when a process starts. */
#include "pack/pack_file.h"

#include <string.h>

bool pack_load(struct arena *a, const char *data, const struct pack **out, struct err *err)
{
    struct pack *p = ARENA_NEW(a, struct pack);

    *out = p;
    return pack_files_known(a, data, err) && pack_lists(a, data, p, err) &&
           pack_clocks(a, data, p, err) && pack_calendars(a, data, p, err) &&
           pack_rules(a, data, p, err);
}

const struct pack_text *pack_priority_text(const struct pack *p, const char *rule)
{
    for (size_t i = 0; rule && i < p->n_priority; i++)
        if (strcmp(p->priority[i].id, rule) == 0)
            return &p->priority_text[i];
    return NULL;
}
