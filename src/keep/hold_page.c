/* The page of a legal hold: what stands, and the one thing this reader can do about it. */
#include "keep/keep.h"
#include "keep/keep_page.h"

#include <string.h>

bool keep_hold_words(struct req *rq, int64_t complaint, const char **out)
{
    const struct legal_hold_row *h;
    struct rows rows = { 0 };

    *out = NULL;
    if (!holds_load(edge_act(rq), complaint, &rows, rq->err))
        return false;
    h = rows.row;
    if (rows.n > 0)
        *out = lang_text(rq->lang, instant_is_set(h->confirmed_at)
                                       ? N_("Legal hold")
                                       : N_("Legal hold, not confirmed yet"));
    return true;
}

static const char *state_words(struct req *rq, const struct legal_hold_row *h)
{
    return lang_text(rq->lang, instant_is_set(h->lift_at) ? N_("Somebody asks that it be lifted")
                               : instant_is_set(h->confirmed_at)
                                   ? N_("It stands")
                                   : N_("It stands, and waits to be "
                                        "confirmed by a second person"));
}

static void hold_facts(struct keep_making *m, const struct legal_hold_row *h)
{
    struct req *rq = m->rq;

    keep_fact(m, N_("State"), state_words(rq, h));
    keep_fact(m, N_("It is on"),
              lang_text(rq->lang, h->person_id ? N_("The complainant, in all their complaints")
                                               : N_("This complaint")));
    keep_fact(m, N_("Reason"), h->why.text);
    keep_fact(m, N_("Put"), keep_when_who(rq, h->put_at, h->put_by));
    keep_fact(m, N_("Confirmed"), keep_when_who(rq, h->confirmed_at, h->confirmed_by));
    keep_fact(m, N_("Why it should be lifted"), h->lift_why.text);
    keep_fact(m, N_("Asked"), keep_when_who(rq, h->lift_at, h->lift_by));
}

static void lift_form(struct keep_making *m, const char *action, const struct legal_hold_row *h)
{
    struct req *rq = m->rq;
    struct settings s;

    if (instant_is_set(h->lift_at)) {
        if (h->lift_by == rq->user->id)
            return;
        s = settings_form(rq, NULL, N_("Lift the hold"));
        keep_form(m, action, "lift", h->id, N_("Lift it as the second person"),
                  N_("Afterwards the complaint can be erased again."), &s);
        return;
    }
    s = settings_form(rq, NULL, N_("Ask"));
    keep_area(&s, "why", N_("Reason"), NULL);
    keep_form(m, action, "ask", h->id, N_("Ask that it be lifted"),
              instant_is_set(h->confirmed_at) || h->put_by != rq->user->id
                  ? N_("A second person has to agree.")
                  : N_("You put it and nobody confirmed it yet: it is lifted at once."),
              &s);
}

static void hold_forms(struct keep_making *m, const char *action, const struct legal_hold_row *h)
{
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("Confirm the hold"));

    if (!instant_is_set(h->confirmed_at) && !instant_is_set(h->lift_at) &&
        h->put_by != rq->user->id)
        keep_form(m, action, "confirm", h->id, N_("Confirm it as the second person"), NULL, &s);
    lift_form(m, action, h);
}

static void put_form(struct keep_making *m, const char *action)
{
    struct settings s = settings_form(m->rq, NULL, N_("Put the hold"));

    keep_area(&s, "why", N_("Reason"), N_("The court case, the claim or the order."));
    settings_tick(&s, "person", N_("Reach"), NULL,
                  N_("Also all other complaints of the complainant"), false);
    keep_form(m, action, "put", 0, N_("Put a hold on it"),
              N_("It holds at once; a second person confirms it."), &s);
}

static bool hold_show(struct req *rq, const struct dossier *d, struct keep_making *m)
{
    const char *action = arena_printf(rq->a, "%s/hold", desk_case_path(rq->a, d->c.reference));
    const struct legal_hold_row *h;
    struct rows rows = { 0 };

    if (!holds_load(edge_act(rq), d->c.id, &rows, rq->err))
        return false;
    h = rows.row;
    keep_case(m, d);
    m->page.intro = lang_text(rq->lang, N_("While a hold stands, nothing of the complaint is "
                                           "erased or disposed of, whoever asks for it."));
    for (size_t i = 0; i < rows.n; i++) {
        hold_facts(m, &h[i]);
        if (h[i].complaint_id == d->c.id)
            hold_forms(m, action, &h[i]);
        else
            keep_fact(m, N_("Where"),
                      lang_text(rq->lang, N_("It was put in another complaint of "
                                             "this person.")));
    }
    if (rows.n == 0)
        put_form(m, action);
    return edge_read_identity(rq, d) && keep_render(m);
}

static bool hold_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Legal hold"));
    if (form_text(rq->query, "done"))
        m.page.done = lang_text(rq->lang, N_("Done."));
    return edge_case(rq, req_param(rq, "reference"), MAY_HOLD, &d) && hold_show(rq, &d, &m);
}

static bool hold_do(struct req *rq, const struct procedure *p, int64_t complaint)
{
    const struct act *act = edge_act(rq);
    const char *why = form_text(rq->form, "why"), *what = keep_act(rq);
    int64_t id = keep_id(rq);

    if (strcmp(what, "confirm") == 0)
        return hold_confirm(act, p, complaint, id, rq->err);
    if (strcmp(what, "ask") == 0)
        return hold_lift_ask(act, p, complaint, id, why, rq->err);
    if (strcmp(what, "lift") == 0)
        return hold_lift(act, p, complaint, id, rq->err);
    if (strcmp(what, "put") != 0)
        return keep_act_unknown(rq);
    return hold_put(act, p, complaint, settings_ticked(rq, "person", "yes"), why, rq->err);
}

static bool hold_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Legal hold"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_HOLD, &d))
        return false;
    if (hold_do(rq, p, d.c.id))
        return req_redirect(rq, "%s/hold?done=1", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && hold_show(rq, &d, &m);
}

#define CASE "/desk/complaints/{reference}/"
const struct route keep_erase_routes[] = {
    { GET, CASE "hold", MAY_HOLD, hold_get, 0 },
    { POST, CASE "hold", MAY_HOLD, hold_post, 0 },
    { GET, CASE "erasure", MAY_ERASE, erasure_get, 0 },
    { POST, CASE "erasure", MAY_ERASE, erasure_post, 0 },
    { 0 },
};
