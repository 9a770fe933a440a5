/* The case to which another is to be joined, as it was typed. */
#include "edge/edge.h"
#include "group/join.h"

#include <string.h>

static bool knows(struct req *rq, const struct dossier *d)
{
    struct may_object o = edge_object(rq, d);

    return may(rq->user, MAY_READ_IDENTITY, &o);
}

bool join_main_find(struct req *rq, const struct dossier *d, const char *reference,
                    struct joining *j)
{
    struct dossier main;

    if (reference && edge_case(rq, arena_trimmed(rq->a, reference), MAY_ASSIGN, &main)) {
        j->main = main.c.id;
        j->names = knows(rq, d) && knows(rq, &main);
        return true;
    }
    if (reference && rq->err->kind != ERR_NOT_FOUND)
        return false;
    err_clear(rq->err);
    return err_field(rq->err, "other",
                     N_("There is no complaint of that reference. Check it for a slip."));
}
