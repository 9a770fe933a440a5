/*
 * What a member of staff who is complained about is told, and what they say to it. They see
 * nothing else of the case. That they read it is on record, so the text comes with an act
 * and not with the list. [4.7-a] [D-a]
 */
#include "api/api.h"

#include "complaint/redaction.h"
#include "operation/investigation/disclosure_flow.h"

#include <inttypes.h>
#include <stdio.h>

/* With blocks where something is redacted, as on the page. */
static struct api_disclosure show(struct req *rq, const struct procedure *p,
                                  const struct disclosure_row *r)
{
    return (struct api_disclosure){ .id = r->id,
                                    .released_at = r->released_at,
                                    .read_at = r->read_at,
                                    .interviewed_at = r->interviewed_at,
                                    .text = instant_is_set(r->read_at)
                                                ? redaction_show(rq->a, p, rq->lang, r->text.text)
                                                : NULL,
                                    .statement =
                                        redaction_show(rq->a, p, rq->lang, r->statement.text) };
}

bool api_disclosures_get(struct req *rq)
{
    const struct disclosure_row *row;
    struct api_disclosures out;
    struct api_disclosure *list;
    const struct procedure *p;
    struct rows rows = { 0 };

    if (!api_logged_in(rq) || !edge_procedure(rq, &p) ||
        !disclosures_mine(edge_act(rq), &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_disclosure, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = show(rq, p, &row[i]);
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_disclosures_record, &out);
}

/* The {disclosure} of the path; one that is none is nobody's. */
static int64_t path_id(const struct req *rq)
{
    const char *text = req_param(rq, "disclosure");
    int64_t id;
    int end = 0;

    return sscanf(text, "%" SCNd64 "%n", &id, &end) == 1 && text[end] == '\0' ? id : -1;
}

static bool answer(struct req *rq, const struct procedure *p, int64_t id)
{
    struct disclosure_row row = { 0 };
    struct api_disclosure out;

    if (!disclosure_mine(edge_act(rq), id, &row, rq->err))
        return false;
    out = show(rq, p, &row);
    return req_json(rq, 200, &api_disclosure_record, &out);
}

bool api_disclosure_read_post(struct req *rq)
{
    const struct procedure *p;
    int64_t id = path_id(rq);

    return api_logged_in(rq) && edge_procedure(rq, &p) &&
           disclosure_read(edge_act(rq), p, id, rq->err) && answer(rq, p, id);
}

bool api_disclosure_statement_post(struct req *rq)
{
    struct api_statement in = { 0 };
    const struct procedure *p;
    int64_t id = path_id(rq);

    return api_logged_in(rq) && api_body(rq, &api_statement_record, &in) &&
           edge_procedure(rq, &p) &&
           disclosure_answer(edge_act(rq), p, id, in.statement, rq->err) && answer(rq, p, id);
}
