/* The complainant's answer to the decision, taking the complaint back, opening it again. 7.9 */
#include "operation/closing/closing_flow.h"
#include "portal/portal.h"
#include "portal/track_parts.h"

#include <string.h>

static const char accepted_words[] = N_("You accepted the decision. Thank you for telling us.");
static const char refused_words[] =
    N_("You did not accept the decision. The complaint stays open.");

static bool answer(struct track *t, const char *given)
{
    bool accepted = given && strcmp(given, "accepted") == 0;
    const char *code = accepted ? "accepted" : "rejected";
    const char *done = accepted ? accepted_words : refused_words;
    const char *given_before = track_answer_given(&t->d);
    struct req *rq = t->rq;

    if (!accepted && (!given || strcmp(given, "refused") != 0)) {
        err_field(rq->err, "answer", N_("Choose whether you accept the decision."));
        return track_acted(t, false, NULL);
    }
    if (given_before && strcmp(given_before, code) == 0)
        return track_done_before(t, done);
    return track_acted(
        t, answer_take(edge_act(rq), t->p, t->d.c.id, 0, code, t->in.reason, false, rq->err), done);
}

static bool answer_post(struct req *rq)
{
    struct track t;
    bool go;

    return track_form(rq, &t, &go) && (!go || answer(&t, form_text(rq->form, "answer")));
}

static bool withdraw(struct track *t)
{
    static const char done[] = N_("You took the complaint back.");
    struct req *rq = t->rq;

    if (facts_open(&t->d.facts) && instant_is_set(t->d.c.withdrawn_at))
        return track_done_before(t, done);
    return track_acted(
        t, withdraw_record(edge_act(rq), t->p, t->d.c.id, 0, t->in.reason, false, rq->err), done);
}

static bool withdraw_post(struct req *rq)
{
    struct track t;
    bool go;

    return track_form(rq, &t, &go) && (!go || withdraw(&t));
}

static bool reopen(struct track *t)
{
    static const char done[] = N_("The complaint is open again.");
    struct req *rq = t->rq;

    if (facts_open(&t->d.facts) && t->d.c.reopened > 0)
        return track_done_before(t, done);
    return track_acted(t, closing_reopen(edge_act(rq), t->p, t->d.c.id, 0, t->in.reason, rq->err),
                       done);
}

static bool reopen_post(struct req *rq)
{
    struct track t;
    bool go;

    return track_form(rq, &t, &go) && (!go || reopen(&t));
}

enum { PUBLIC = ROUTE_LANG | ROUTE_PUBLIC_FORM };

const struct route track_answer_routes[] = {
    { GET, "/track/answer", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/answer", 0, answer_post, PUBLIC },
    { GET, "/track/withdraw", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/withdraw", 0, withdraw_post, PUBLIC },
    { GET, "/track/reopen", 0, track_act_get, ROUTE_LANG },
    { POST, "/track/reopen", 0, reopen_post, PUBLIC },
    { 0 },
};
