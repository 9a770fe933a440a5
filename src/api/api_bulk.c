/*
 * POST /api/v1/bulk: one act on several complaints, each by itself, with its own right and its own
 * result, as /desk/several does it. What came with an Idempotency-Key is done once to each, and may
 * be sent again for those that failed. [4.12-a]
 */
#include "api/api_bulk.h"

#include "api/api.h"
#include "api/api_once.h"
#include "base/buf.h"
#include "db/filing_sql.h"
#include "db/group_sql.h"
#include "group/several.h"
#include "people/staff.h"
#include "people/team.h"

#include <string.h>

static const struct field bulk_case_fields[] = {
    FIELD(struct api_bulk_case, reference, .required = true, .max = 40, .help = "YYYY-NNNNNN."),
};
static const struct record api_bulk_case_record = RECORD(struct api_bulk_case, bulk_case_fields);

static const struct field bulk_fields[] = {
    FIELD(struct api_bulk, act, .required = true, .max = 40,
          .help = "assign, send, class, note, update, join or set-aside."),
    FIELD(struct api_bulk, choice, .max = 200,
          .help = "Of assign a login, of send the name of a team, of class a code, of join the "
                  "reference of the main case, of set-aside spam or abusive."),
    FIELD(struct api_bulk, text, .max = 20000, .lines = true,
          .help = "The note, what complainants are told, or the reason."),
    FIELD_ROWS(struct api_bulk, complaints, &api_bulk_case_record),
};
const struct record api_bulk_record = RECORD(struct api_bulk, bulk_fields);

static const struct field bulk_result_fields[] = {
    FIELD(struct api_bulk_result, reference, .required = true, .help = "As it was sent."),
    FIELD(struct api_bulk_result, done, .required = true, .help = "Whether it was done."),
    FIELD(struct api_bulk_result, status, .required = true,
          .help = "What the act answers by itself: 200; 404, 409 or 422 when it was not done."),
    FIELD(struct api_bulk_result, why, .help = "Why not, or that it was done before."),
};
static const struct record api_bulk_result_record =
    RECORD(struct api_bulk_result, bulk_result_fields);

static const struct field bulk_done_fields[] = {
    FIELD(struct api_bulk_done, done, .required = true, .help = "How many were done."),
    FIELD(struct api_bulk_done, failed, .required = true, .help = "How many were not."),
    FIELD_ROWS(struct api_bulk_done, results, &api_bulk_result_record),
};
const struct record api_bulk_done_record = RECORD(struct api_bulk_done, bulk_done_fields);

/* -- sent twice -- */

static struct bytes mac_of(struct req *rq, const char *text)
{
    unsigned char *mac = arena_alloc(rq->a, MAC_BYTES);

    vault_mac_text(rq->app->vault, MAC_IDEMPOTENCY, text, mac);
    return (struct bytes){ mac, MAC_BYTES };
}

static struct bytes content_of(struct req *rq, const struct api_bulk *in)
{
    const struct api_bulk_case *wanted = in->complaints.row;
    struct buf b = buf_new(rq->a);

    api_once_part(&b, in->act);
    api_once_part(&b, in->choice);
    api_once_part(&b, in->text);
    for (size_t i = 0; i < in->complaints.n; i++)
        api_once_part(&b, wanted[i].reference);
    return mac_of(rq, buf_text(&b));
}

/* A key stands for what came with it first. */
static bool once_hold(struct req *rq, const struct api_bulk *in, const char *once)
{
    struct bytes mac, content = content_of(rq, in);
    struct idempotency_row row = { 0 };

    if (!once)
        return true;
    mac = mac_of(rq, arena_printf(rq->a, "bulk:%s", once));
    if (!sql_bulk_key(rq->a, rq->db, mac, content, rq->now, rq->err) ||
        !sql_idempotency(rq->a, rq->db, mac, &row, rq->err))
        return false;
    return (row.content_mac.n == MAC_BYTES && vault_mac_same(row.content_mac.s, content.s)) ||
           api_once_other(rq->err);
}

/* -- what is asked -- */

static bool person_read(struct req *rq, const char *login, const char **out)
{
    struct staff_row who = { 0 };
    struct err none = { 0 };

    if (!staff_by_login(edge_act(rq), login, &who, &none))
        return none.kind != ERR_NOT_FOUND
                   ? (*rq->err = none, false)
                   : err_field(rq->err, "choice", N_("Give the login of a member of staff."));
    *out = arena_printf(rq->a, "%" PRId64, who.id);
    return true;
}

static bool team_read(struct req *rq, const char *name, const char **out)
{
    struct err none = { 0 };
    int64_t id = 0;

    if (!team_by_name(edge_act(rq), name, &id, &none))
        return none.kind != ERR_NOT_FOUND
                   ? (*rq->err = none, false)
                   : err_field(rq->err, "choice", N_("Choose the team that it is for."));
    *out = arena_printf(rq->a, "%" PRId64, id);
    return true;
}

/* People and teams by what other systems call them. */
static bool choice_read(struct req *rq, const char *sent, struct several *s)
{
    s->choice = sent;
    if (!several_choice_given(s, rq->err))
        return false;
    if (s->kind->asks == SEVERAL_PERSON)
        return person_read(rq, sent, &s->choice);
    return s->kind->asks != SEVERAL_TEAM || team_read(rq, sent, &s->choice);
}

/* Twice in one list is a slip: a note would stand there twice, and be counted as two. */
static bool each_once(struct req *rq, const struct rows *complaints)
{
    const struct api_bulk_case *wanted = complaints->row;

    for (size_t i = 1; i < complaints->n; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(wanted[i].reference, wanted[j].reference) == 0)
                return err_field(rq->err, arena_printf(rq->a, "complaints.%zu.reference", i),
                                 N_("This complaint stands there twice. Please send it once."));
    return true;
}

static bool bulk_read(struct req *rq, struct api_bulk *in, struct several *s)
{
    if (!api_logged_in(rq) || !api_body(rq, &api_bulk_record, in))
        return false;
    s->kind = several_kind(in->act);
    s->text = in->text;
    if (!s->kind)
        return err_field(rq->err, "act",
                         N_("There is no such act on several complaints. See the description."));
    if (in->complaints.n == 0)
        return err_field(rq->err, "complaints", N_("Name the complaints that it is done to."));
    return several_fit(rq, in->complaints.n, rq->err) && each_once(rq, &in->complaints) &&
           choice_read(rq, in->choice, s) && several_text_given(s, rq->err) &&
           api_once_read(rq, &s->once) && once_hold(rq, in, s->once);
}

static int status_of(const struct several_result *r)
{
    if (r->done)
        return 200;
    return r->kind == ERR_NOT_FOUND ? 404 : r->kind == ERR_INVALID ? 422 : 409;
}

/* Once all was done there is one answer to it; until then what failed may be tried again. */
static bool once_given(struct req *rq, struct api_once *once, bool *given)
{
    if (!api_logged_in(rq) || !api_once_open(rq, "bulk:", false, once))
        return false;
    api_once_content(rq, "", once);
    return api_once_given(rq, once, given);
}

bool api_bulk_post(struct req *rq)
{
    struct api_bulk in = { 0 };
    struct several s = { 0 };
    struct api_bulk_done out = { 0 };
    struct api_bulk_result *list;
    const struct api_bulk_case *wanted;
    const struct procedure *p;
    struct several_result r;
    struct api_once once;
    bool given;

    if (!once_given(rq, &once, &given))
        return false;
    if (given)
        return true;
    if (!bulk_read(rq, &in, &s) || !edge_procedure(rq, &p))
        return false;
    wanted = in.complaints.row;
    list = ARENA_ARRAY(rq->a, struct api_bulk_result, in.complaints.n);
    for (size_t i = 0; i < in.complaints.n; i++) {
        if (!several_do(rq, p, &s, wanted[i].reference, &r))
            return false;
        list[i] = (struct api_bulk_result){ r.reference, r.done, status_of(&r), r.why };
        out.done += r.done;
        out.failed += !r.done;
    }
    out.results = (struct rows){ list, in.complaints.n };
    return req_json(rq, 200, &api_bulk_done_record, &out) &&
           (out.failed > 0 || api_once_keep(rq, 0, &once));
}
