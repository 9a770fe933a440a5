/* The complainant's answer to the decision, taking the complaint back, opening it again. 7.9 */
#include "operation/closing/closing_flow.h"
#include "portal/portal.h"
#include "portal/track.h"

#include <string.h>

static bool answer_post(struct req *rq)
{
    const char *answer = form_text(rq->form, "answer");
    bool accepted = answer && strcmp(answer, "accepted") == 0;
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    if (!proved)
        return track_enter(rq, true);
    if (!answer || (!accepted && strcmp(answer, "refused") != 0))
        return track_show(&t);
    return track_acted(&t,
                       answer_take(edge_act(rq), t.p, t.d.c.id, accepted ? "accepted" : "rejected",
                                   form_text(rq->form, "reason"), false, rq->err),
                       accepted ? N_("You accepted the decision. Thank you for telling us.")
                                : N_("You did not accept the decision. The complaint stays open."));
}

static bool withdraw_post(struct req *rq)
{
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    if (!proved)
        return track_enter(rq, true);
    return track_acted(
        &t,
        withdraw_record(edge_act(rq), t.p, t.d.c.id, form_text(rq->form, "reason"), false, rq->err),
        N_("You took the complaint back."));
}

static bool reopen_post(struct req *rq)
{
    struct track t;
    bool proved;

    if (!track_open(rq, &t, &proved))
        return false;
    if (!proved)
        return track_enter(rq, true);
    return track_acted(
        &t, closing_reopen(edge_act(rq), t.p, t.d.c.id, 0, form_text(rq->form, "reason"), rq->err),
        N_("The complaint is open again."));
}

enum { PUBLIC = ROUTE_LANG | ROUTE_PUBLIC_FORM };

const struct route track_answer_routes[] = {
    { POST, "/track/answer", 0, answer_post, PUBLIC },
    { POST, "/track/withdraw", 0, withdraw_post, PUBLIC },
    { POST, "/track/reopen", 0, reopen_post, PUBLIC },
    { 0 },
};
