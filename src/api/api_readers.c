/* GET /api/v1/complaints/{reference}/readers: who read the names of a case, printed it, took it
 * out, or was kept out of it; for managers and auditors with a session. */
#include "api/api.h"

#include "walls/readers.h"

enum { LOOKS = 100 };

bool api_readers_get(struct req *rq)
{
    struct api_readers_query in = { 0 };
    struct api_readers out = { 0 };
    const struct look *look;
    struct api_look *list;
    enum api_view view;
    struct rows looks;
    struct dossier d;
    bool more;

    if (!api_case(rq, MAY_READ_READERS, false, &d, &view) ||
        !api_query(rq, &api_readers_query_record, &in) ||
        !looks_read(rq, &d, in.before, LOOKS, &looks, &more))
        return false;
    look = looks.row;
    list = ARENA_ARRAY(rq->a, struct api_look, looks.n + 1);
    for (size_t i = 0; i < looks.n; i++)
        list[i] = (struct api_look){ .what = look[i].kind,
                                     .at = look[i].at,
                                     .by = look[i].actor_kind,
                                     .who = look[i].who,
                                     .why = look[i].why };
    out.items = (struct rows){ list, looks.n };
    out.before = more ? look[looks.n - 1].place : 0;
    return req_json(rq, 200, &api_readers_record, &out);
}
