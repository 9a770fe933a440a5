#include "designer/draft_text.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "db/packs_sql.h"
#include "designer/trial.h"
#include "edge/edge.h"
#include "people/packs_flow.h"
#include "people/settings.h"

#include <string.h>

enum { DAYS = 90 };

/* The text in force with the next number under "version", since a version never changes. */
static const char *next_version(struct arena *a, const char *yaml, int64_t next)
{
    const char *at = strncmp(yaml, "version:", 8) == 0 ? yaml : strstr(yaml, "\nversion:");
    struct buf b = buf_new(a);

    if (!at)
        return yaml;
    at += *at == '\n';
    buf_add(&b, yaml, (size_t)(at - yaml));
    buf_printf(&b, "version: %" PRId64, next);
    buf_str(&b, at + strcspn(at, "\r\n"));
    return buf_text(&b);
}

static bool in_force(struct req *rq, struct draft_text *out)
{
    struct pack_version_row row = { 0 }, newest = { 0 };

    out->yaml = "";
    if (!out->before)
        return true;
    if (!sql_pack_version_text(rq->a, rq->db, out->before->id, &row, rq->err) ||
        !pack_find(edge_act(rq), out->before->name, &newest, rq->err))
        return false;
    out->yaml = next_version(rq->a, row.yaml, newest.edition + 1);
    return true;
}

bool draft_text(struct req *rq, struct draft_text *out)
{
    bool there;

    *out = (struct draft_text){ .days = DAYS };
    if (!edge_procedure(rq, &out->p) ||
        !procedure_pack_now(out->p, rq->db, &out->before, rq->err) ||
        !draft_load(edge_act(rq), &out->row, &there, rq->err))
        return false;
    if (!there)
        return in_force(rq, out);
    out->yaml = out->row.yaml;
    out->days = out->row.days;
    out->kept = settings_instant(rq, out->row.saved_at);
    return true;
}
