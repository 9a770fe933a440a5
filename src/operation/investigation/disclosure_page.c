/* Two doors to the same text: the investigator's form, and the page of the person it is
 * addressed to, who sees nothing else of the case. [D-a] */
#include "operation/investigation/disclosure_page.h"

#include "complaint/redaction.h"
#include "desk/act_sent.h"
#include "operation/investigation/disclosure_flow.h"

#include <stdlib.h>
#include <string.h>

static bool disclose_show(struct act_page *page)
{
    struct act_disclose view = { .person = act_parties(page, true) };

    return act_show(page, "desk/act/disclose.html", &act_disclose_record, &view, NULL, NULL);
}

static bool disclose_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_INVESTIGATE, "disclose", &page) && disclose_show(&page);
}

static bool disclose_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_INVESTIGATE, "disclose", &page))
        return false;
    if (disclosure_release(page.act, page.p, page.d.c.id, page.version, sent_id(&page, "person"),
                           sent_text(&page, "text"), rq->err))
        return req_redirect(rq, "%s/investigate", page.head.path);
    return act_again(&page) && disclose_show(&page);
}

/* -- of the person addressed -- */

static const char *mine_state(const struct req *rq, const struct disclosure_row *r)
{
    if (!instant_is_set(r->read_at))
        return lang_text(rq->lang, N_("Not read yet"));
    return r->statement.text ? lang_text(rq->lang, N_("You said your side of it"))
                             : lang_text(rq->lang, N_("Read"));
}

static bool mine_get(struct req *rq)
{
    struct disclosures_page page = { 0 };
    const struct disclosure_row *row;
    const struct procedure *p;
    struct rows rows = { 0 };
    struct act_row *list;

    if (!edge_procedure(rq, &p) || !disclosures_mine(edge_act(rq), &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct act_row, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = (struct act_row){
            .text = lang_instant(rq->a, rq->lang, row[i].released_at, rq->app->zone, DATE_LONG,
                                 rq->today),
            .detail = desk_excerpt(rq->a, redaction_show(rq->a, p, rq->lang, row[i].text.text), 90),
            .state = mine_state(rq, &row[i]),
            .done = row[i].statement.text != NULL,
            .href = arena_printf(rq->a, "/desk/disclosures/%" PRId64, row[i].id),
        };
    page.mine = (struct rows){ list, rows.n };
    return req_render(rq, "desk/disclosures.html", &disclosures_page_record, &page);
}

static int64_t path_id(const struct req *rq)
{
    const char *text = req_param(rq, "id");
    size_t n = strspn(text, "0123456789");

    return n > 0 && n < 19 && text[n] == '\0' ? strtoll(text, NULL, 10) : 0;
}

struct statement {
    const char *statement;
};
static const struct field statement_fields[] = { FIELD(struct statement, statement, .max = 20000,
                                                       .lines = true) };
static const struct record statement_record = RECORD(struct statement, statement_fields);

static bool one_show(struct req *rq, const struct procedure *p, const struct disclosure_row *row,
                     int status, const struct field_errors *errors)
{
    struct statement said = { redaction_show(rq->a, p, rq->lang, row->statement.text) };
    struct disclosure_page page = {
        .action = rq->path,
        .released_by = act_name(rq, row->released_by),
        .released_at = row->released_at,
        .interviewed_at = row->interviewed_at,
        .text = redaction_show(rq->a, p, rq->lang, row->text.text),
    };

    if (errors)
        page.errors = (struct rows){ errors->e, errors->n };
    if (form_text(rq->query, "done"))
        page.done = lang_text(rq->lang, N_("What you say is saved; who investigates reads it."));
    answers_fill(rq->a, &disclosure_page_record, &page, &statement_record, &said,
                 rq->method == POST ? rq->form : NULL, errors);
    return req_render_status(rq, status, "desk/disclosure.html", &disclosure_page_record, &page);
}

static bool one_get(struct req *rq)
{
    const struct procedure *p;
    struct disclosure_row row;

    return edge_procedure(rq, &p) && disclosure_read(edge_act(rq), p, path_id(rq), rq->err) &&
           disclosure_mine(edge_act(rq), path_id(rq), &row, rq->err) &&
           one_show(rq, p, &row, 200, NULL);
}

static bool one_post(struct req *rq)
{
    struct field_errors *errors = ARENA_NEW(rq->a, struct field_errors);
    struct statement said = { 0 };
    const struct procedure *p;
    struct disclosure_row row;

    if (!edge_procedure(rq, &p) || !disclosure_mine(edge_act(rq), path_id(rq), &row, rq->err))
        return false;
    if (form_record(rq, &statement_record, &said, errors) &&
        disclosure_answer(edge_act(rq), p, row.id, said.statement, rq->err))
        return req_redirect(rq, "%s?done=1", rq->path);
    if (rq->err->kind != ERR_INVALID)
        return false;
    if (errors->n == 0)
        field_errors_add(rq, errors, rq->err);
    err_clear(rq->err);
    return one_show(rq, p, &row, 422, errors);
}

const struct route disclosure_routes[] = {
    { GET, "/desk/complaints/{reference}/disclose", MAY_INVESTIGATE, disclose_get, 0 },
    { POST, "/desk/complaints/{reference}/disclose", MAY_INVESTIGATE, disclose_post, 0 },
    { GET, "/desk/disclosures", MAY_DESK, mine_get, 0 },
    { GET, "/desk/disclosures/{id}", MAY_DESK, one_get, 0 },
    { POST, "/desk/disclosures/{id}", MAY_DESK, one_post, 0 },
    { 0 },
};
