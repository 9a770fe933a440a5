/* The sealed identity of a confidential case: what was asked and answered, and what this reader can
 * do; and the list of what waits for an answer. */
#include "walls/identity_page.h"

#include "db/walls_sql.h"
#include "edge/names.h"
#include "edge/reach.h"
#include "keep/keep_page.h"
#include "walls/identity.h"

#include <string.h>

static const char *when_who(struct req *rq, struct instant at, int64_t staff)
{
    const char *on, *name = NULL;

    if (!instant_is_set(at))
        return NULL;
    on = lang_instant(rq->a, rq->lang, at, rq->app->zone, DATE_SHORT, rq->today);
    /* The moment is worth more than a name that cannot be read just now. */
    if (!edge_staff_name(rq, staff, &name))
        err_clear(rq->err);
    return name ? arena_printf(rq->a, "%s, %s", name, on) : on;
}

static const char *state_words(struct req *rq, const struct identity_request_row *r)
{
    return lang_text(rq->lang, !instant_is_set(r->answered_at)
                                   ? N_("It waits for somebody else's answer")
                               : !instant_is_set(r->granted_until) ? N_("Refused")
                               : r->granted_until.us > rq->now.us  ? N_("Agreed")
                                                                   : N_("Agreed, and over"));
}

static void line(struct req *rq, struct sheet_line *list, size_t *n, const char *label,
                 const char *value)
{
    if (value)
        list[(*n)++] = (struct sheet_line){ .label = lang_text(rq->lang, label), .value = value };
}

/* Reasons often name who complains: they are for those who ask and answer, not for auditors. */
static struct sheet_group request_show(struct req *rq, const struct identity_request_row *r,
                                       bool reasons)
{
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, 5);
    const char *sealed = lang_text(rq->lang, N_("Sealed"));
    size_t n = 0;

    line(rq, list, &n, N_("Asked by"), when_who(rq, r->asked_at, r->asked_by));
    line(rq, list, &n, N_("Reason"), reasons ? r->why.text : sealed);
    line(rq, list, &n, N_("Answered by"), when_who(rq, r->answered_at, r->answered_by));
    line(rq, list, &n, N_("Answer"), !r->answer.text || reasons ? r->answer.text : sealed);
    if (instant_is_set(r->granted_until))
        line(rq, list, &n, N_("Open until"),
             lang_instant(rq->a, rq->lang, r->granted_until, rq->app->zone, DATE_SHORT, rq->today));
    return (struct sheet_group){ .title = state_words(rq, r), .lines = { list, n } };
}

static void answer_forms(struct keep_making *m, const struct procedure *p, const char *action,
                         const struct identity_request_row *r)
{
    struct req *rq = m->rq;
    struct settings agree = settings_form(rq, NULL, N_("Agree"));
    struct settings refuse = settings_form(rq, NULL, N_("Refuse"));
    const char *hours = lang_number(rq->a, rq->lang, procedure_number(p, "identity_hours", 0));

    keep_form(m, action, "grant", r->id, N_("Agree that they see it"), NULL, &agree);
    if (m->n_forms > 0)
        m->form[m->n_forms - 1].intro = lang_format(
            rq->a, rq->lang, N_("It is open to them for {hours} hours, and closes by itself."),
            "hours", hours, NULL);
    keep_area(&refuse, "why", N_("Reason"), NULL);
    keep_form(m, action, "refuse", r->id, N_("Refuse it"), NULL, &refuse);
}

static void ask_form(struct keep_making *m, const char *action)
{
    struct settings s = settings_form(m->rq, NULL, N_("Ask"));

    keep_area(&s, "why", N_("Reason"), NULL);
    keep_form(m, action, "ask", 0, N_("Ask to see who complains"),
              N_("Somebody else decides it. Write what you need it for, and why it cannot be done "
                 "without."),
              &s);
}

/* Whether the reader waits for an answer, or has it open. */
static bool asked_already(const struct req *rq, const struct rows *rows)
{
    const struct identity_request_row *r = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (r[i].asked_by == rq->user->id &&
            (!instant_is_set(r[i].answered_at) || r[i].granted_until.us > rq->now.us))
            return true;
    return false;
}

static bool identity_show(struct keep_making *m, const struct procedure *p, const struct dossier *d)
{
    struct req *rq = m->rq;
    const char *action = arena_printf(rq->a, "%s/identity", desk_case_path(rq->a, d->c.reference));
    struct may_object object = edge_object(rq, d);
    bool answers = may(rq->user, MAY_ANSWER_IDENTITY, &object);
    bool asks = may(rq->user, MAY_ASK_IDENTITY, &object);
    const struct identity_request_row *r;
    struct sheet_group *parts;
    struct rows rows = { 0 };

    if (!identity_requests(edge_act(rq), d->c.id, &rows, rq->err))
        return false;
    r = rows.row;
    parts = ARENA_ARRAY(rq->a, struct sheet_group, rows.n + 1);
    keep_case(m, d);
    m->page.intro =
        lang_text(rq->lang, N_("This complaint is confidential: who complains is shown to nobody "
                               "unless somebody else agrees, for a time and for a reason. Every "
                               "request and every answer is kept."));
    for (size_t i = 0; i < rows.n; i++) {
        parts[i] = request_show(rq, &r[i], asks || answers);
        if (answers && !instant_is_set(r[i].answered_at) && r[i].asked_by != rq->user->id)
            answer_forms(m, p, action, &r[i]);
    }
    if (asks && !asked_already(rq, &rows))
        ask_form(m, action);
    m->page.parts = (struct rows){ parts, rows.n };
    return keep_render(m);
}

/* Only where names are sealed in this way there is anything to ask. */
static bool identity_case(struct req *rq, struct keep_making *m, struct dossier *d)
{
    keep_begin(m, rq, N_("Sealed identity"));
    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ, d))
        return false;
    return strcmp(d->c.privacy, "confidential") == 0 ||
           err_set(rq->err, ERR_REFUSED,
                   N_("Only the names of confidential complaints are sealed in this way. Here your "
                      "role decides."));
}

static bool identity_get(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    if (!edge_procedure(rq, &p) || !identity_case(rq, &m, &d))
        return false;
    if (form_text(rq->query, "done"))
        m.page.done = lang_text(rq->lang, N_("Done."));
    return identity_show(&m, p, &d);
}

static bool identity_do(struct req *rq, const struct procedure *p, const struct dossier *d)
{
    const char *why = form_text(rq->form, "why"), *what = keep_act(rq);
    enum may right = strcmp(what, "ask") == 0 ? MAY_ASK_IDENTITY : MAY_ANSWER_IDENTITY;
    struct may_object object = edge_object(rq, d);

    if (!may(rq->user, right, &object))
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    if (right == MAY_ASK_IDENTITY)
        return identity_ask(edge_act(rq), p, d->c.id, why, NULL, rq->err);
    if (strcmp(what, "grant") == 0)
        return identity_grant(edge_act(rq), p, d->c.id, keep_id(rq), NULL, rq->err);
    return strcmp(what, "refuse") == 0
               ? identity_refuse(edge_act(rq), p, d->c.id, keep_id(rq), why, rq->err)
               : keep_act_unknown(rq);
}

static bool identity_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    if (!edge_procedure(rq, &p) || !identity_case(rq, &m, &d))
        return false;
    if (identity_do(rq, p, &d))
        return req_redirect(rq, "%s/identity?done=1", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && identity_show(&m, p, &d);
}

/* -- what waits -- */

static bool waiting_read(struct req *rq, struct rows *out)
{
    struct reach reach;
    int64_t any = 0;

    *out = (struct rows){ 0 };
    if (!may(rq->user, MAY_ANSWER_IDENTITY, NULL))
        return true;
    if (!sql_identity_waiting_any(rq->a, rq->db, &any, rq->err))
        return false;
    return any == 0 || (edge_reach(rq, MAY_ANSWER_IDENTITY, &reach) &&
                        sql_identity_waiting(rq->a, rq->db, rq->user->id, reach.all, reach.teams,
                                             reach.barred, out, rq->err));
}

bool identity_waiting_count(struct req *rq, int *out)
{
    struct rows rows;

    if (!waiting_read(rq, &rows))
        return false;
    *out = (int)rows.n;
    return true;
}

static bool waiting_get(struct req *rq)
{
    const struct identity_line *row;
    struct act_link *links;
    struct keep_making m;
    struct rows rows;

    if (!waiting_read(rq, &rows))
        return false;
    row = rows.row;
    links = ARENA_ARRAY(rq->a, struct act_link, rows.n + 1);
    keep_begin(&m, rq, N_("Requests to see who complains"));
    m.page.intro = lang_text(
        rq->lang, rows.n == 0
                      ? N_("Nobody asks to see who complains.")
                      : N_("Who complains in a confidential complaint is shown only when a second "
                           "person agrees. These wait for an answer; you cannot answer your own."));
    for (size_t i = 0; i < rows.n; i++)
        links[i] = (struct act_link){
            .label = arena_printf(rq->a, "%s · %s", row[i].reference,
                                  when_who(rq, row[i].at, row[i].by_id)),
            .href = arena_printf(rq->a, "%s/identity", desk_case_path(rq->a, row[i].reference)),
        };
    m.page.links = (struct rows){ links, rows.n };
    return keep_render(&m);
}

const struct route identity_routes[] = {
    { GET, "/desk/complaints/{reference}/identity", MAY_READ, identity_get, 0 },
    { POST, "/desk/complaints/{reference}/identity", MAY_READ, identity_post, 0 },
    { GET, "/desk/identity-requests", MAY_ANSWER_IDENTITY, waiting_get, 0 },
    { 0 },
};
