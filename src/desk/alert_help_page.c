/* /desk/complaints/{reference}/help: asking the superior for help, and the answer. */
#include "desk/alerts.h"
#include "desk/help_flow.h"
#include "keep/keep_page.h"

#include <string.h>

static void request_show(struct keep_making *m, const struct dossier *d,
                         const struct help_request_row *h)
{
    struct req *rq = m->rq;

    keep_fact(m, N_("Asked"), keep_when_who(rq, h->at, h->by_id));
    keep_fact(m, N_("Why it cannot be solved here"), dossier_words(d, h->note_id));
    keep_fact(m, N_("Answered"), keep_when_who(rq, h->answered_at, h->answered_by));
    keep_fact(m, N_("How to handle it"), dossier_words(d, h->opinion_id));
    if (date_is_set(h->until_on))
        keep_fact(m, N_("To be done until"),
                  lang_date(rq->a, rq->lang, h->until_on, DATE_LONG, rq->today));
}

static void forms_show(struct keep_making *m, const struct dossier *d, bool waits, int64_t asker)
{
    struct req *rq = m->rq;
    struct may_object object = edge_object(rq, d);
    const char *action = arena_printf(rq->a, "%s/help", desk_case_path(rq->a, d->c.reference));
    struct settings ask = settings_form(rq, NULL, N_("Ask for help"));
    struct settings answer = settings_form(rq, NULL, N_("Send the answer"));

    if (!waits && facts_open(&d->facts) && may(rq->user, MAY_ASSESS, &object)) {
        keep_area(&ask, "reason", N_("Why it cannot be solved here"),
                  N_("What was tried, and what help you need."));
        keep_form(m, action, "ask", 0, N_("Ask the superior for help"), NULL, &ask);
    }
    if (waits && asker != rq->user->id && may(rq->user, MAY_APPROVE, &object)) {
        keep_area(&answer, "opinion", N_("How to handle it"), NULL);
        settings_date(&answer, "until", N_("To be done until"), NULL, NULL);
        keep_form(m, action, "answer", 0, N_("Answer with an opinion and a time limit"), NULL,
                  &answer);
    }
}

static bool show(struct keep_making *m, const struct dossier *d)
{
    struct req *rq = m->rq;
    const struct help_request_row *row;
    struct help_request_row waiting;
    struct rows rows;

    if (!help_request_of(rq->a, rq->db, d->c.id, &rows, rq->err))
        return false;
    row = rows.row;
    waiting = help_waiting(&rows);
    keep_case(m, d);
    for (size_t i = rows.n; i-- > 0;)
        request_show(m, d, &row[i]);
    m->page.intro =
        lang_text(rq->lang, N_("What cannot be solved here goes to those who lead. They "
                               "say how it is to be handled, and until when."));
    forms_show(m, d, waiting.id != 0, waiting.by_id);
    return true;
}

static bool help_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Help from the superior"));
    return edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) && show(&m, &d) &&
           keep_render(&m);
}

static bool send(struct req *rq, const struct procedure *p, const struct dossier *d)
{
    struct help_ask_form ask = { .reason = settings_sent(rq, "reason") };
    struct help_answer_form answer = { .opinion = settings_sent(rq, "opinion") };
    struct may_object object = edge_object(rq, d);

    if (strcmp(keep_act(rq), "ask") == 0)
        return help_ask(edge_act(rq), p, d->c.id, keep_version(rq), &ask, rq->err);
    if (strcmp(keep_act(rq), "answer") != 0)
        return keep_act_unknown(rq);
    if (!may(rq->user, MAY_APPROVE, &object))
        return err_set(rq->err, ERR_REFUSED, N_("Those who lead answer this."));
    return settings_day(rq, "until", &answer.until) &&
           help_answer(edge_act(rq), p, d->c.id, keep_version(rq), &answer, rq->err);
}

static bool help_post(struct req *rq)
{
    bool answers = strcmp(keep_act(rq), "answer") == 0;
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Help from the superior"));
    if (!edge_procedure(rq, &p) ||
        !edge_case(rq, req_param(rq, "reference"), answers ? MAY_APPROVE : MAY_ASSESS, &d))
        return false;
    if (send(rq, p, &d))
        return req_redirect(rq, "%s?done=done", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && show(&m, &d) && keep_render(&m);
}

const struct route alert_help_routes[] = {
    { GET, "/desk/complaints/{reference}/help", MAY_READ, help_get, 0 },
    { POST, "/desk/complaints/{reference}/help", MAY_READ, help_post, 0 },
    { 0 },
};
