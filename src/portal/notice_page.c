/* The public page "how we handle complaints". [7.1-a] [7.1-c] */
#include "portal/notice_text.h"

#include "db/publication_sql.h"
#include "edge/edge.h"
#include "improvement/leading.h"
#include "portal/portal.h"

#include <string.h>

/* In the reader's language, else in the organisation's own. */
static const struct notice_row *published(const struct rows *rows, const struct lang *reader,
                                          const struct lang *own)
{
    const struct notice_row *row = notice_of(rows, reader->tag, "published");

    return row ? row : notice_of(rows, own->tag, "published");
}

static bool notice_get(struct req *rq)
{
    const struct pack_version *pack;
    const struct procedure *p;
    const struct notice_row *row;
    const char *part[NOTICE_PARTS];
    struct notice_page view = { 0 };
    struct rows rows, stages, rights, duties;
    struct policy_row in_force = { 0 };
    bool policy = false;
    int64_t any;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &pack, rq->err) ||
        !notices_load(edge_act(rq), &rows, rq->err) ||
        !policy_now(edge_act(rq), p, &in_force, &policy, rq->err) ||
        !sql_published_any(rq->a, rq->db, &any, rq->err))
        return false;
    row = published(&rows, rq->lang, p->lang);
    for (int i = 0; i < NOTICE_PARTS; i++)
        part[i] = row ? notice_text_of(row, i) : notice_default(rq->a, p, pack, rq->lang, i);
    stages = notice_stages(rq->a, p, pack, rq->lang);
    notice_halves(rq->a, part[7], &rights, &duties);
    view = (struct notice_page){
        .version = row ? (int)row->edition : 0,
        .since = row ? zone_date(p->zone, row->published_at, NULL) : (struct date){ 0 },
        .text_lang = row && strcmp(row->language, rq->lang->tag) != 0 ? row->language : NULL,
        .where = notice_lines(rq->a, part[0]),
        .provide = notice_lines(rq->a, part[1]),
        .process = part[2],
        .stages = stages,
        .remarks =
            notice_remarks(rq->a, &stages, row ? part[3] : notice_of_pack(pack, rq->lang, 3)),
        .remedies = notice_lines(rq->a, part[4]),
        .outside = notice_outside(rq->a, part[5]),
        .status = part[6],
        .rights = rights,
        .duties = duties,
        .privacy = part[8],
        .published = any > 0,
        .policy = policy,
    };
    return req_render(rq, "portal/notice.html", &notice_page_record, &view);
}

/* The short address, as it stands on paper. */
static bool short_get(struct req *rq)
{
    return req_redirect(rq, "%s/how-we-handle-complaints", rq->base);
}

const struct route notice_routes[] = {
    { GET, "/how-we-handle-complaints", 0, notice_get, ROUTE_LANG },
    { GET, "/notice", 0, short_get, ROUTE_LANG },
    { 0 },
};
