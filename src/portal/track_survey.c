/*
 * The closing question: how the complaint was handled, whether both sides were treated alike, and
 * apart from that how content they are with the outcome. [7.9-e] [8.3-a]
 */
#include "edge/own.h"
#include "edge/survey.h"
#include "operation/tracking/satisfaction.h"
#include "operation/tracking/tracking_flow.h"
#include "portal/portal.h"
#include "portal/track_parts.h"
#include "web/answer.h"

#include <stdlib.h>
#include <string.h>

static const struct answer *choices(struct track *t, const struct satisfaction_answer *from)
{
    struct choice *list;
    size_t n = 0;

    while (from[n].value)
        n++;
    list = ARENA_ARRAY(t->rq->a, struct choice, n);
    for (size_t i = 0; i < n; i++, from++)
        list[i] =
            (struct choice){ .value = from->value, .label = lang_text(t->rq->lang, from->label) };
    return answer_choices(t->rq->a, list, n);
}

void track_survey(struct track *t, struct track_page *out)
{
    struct instant from = tracking_satisfaction_from(&t->d.c, t->d.pack);
    const struct pack_version *v = t->d.pack;
    bool open = tracking_satisfaction_open(&t->d.c);

    out->survey = open && t->rq->now.us >= from.us;
    if (open && !out->survey)
        out->survey_from = zone_date(t->p->zone, from, NULL);
    out->satisfaction = choices(t, satisfaction_handling);
    out->fair = choices(t, satisfaction_fair);
    out->without_fair = v && v->without_fair;
    out->outcome = choices(t, satisfaction_outcome);
    out->without_outcome = v && v->without_outcome;
    out->questions = own_survey_questions(t->rq, &t->d, false, &t->errors);
}

/* What is none of the numbers offered is none at all. */
static int number(const struct req *rq, const char *name)
{
    const char *given = form_text(rq->form, name);

    return given && *given ? (int)strtol(given, NULL, 10) : 0;
}

static bool survey(struct track *t)
{
    static const char done[] = N_("Thank you. It helps us to do better.");
    struct req *rq = t->rq;
    const char *said = form_text(rq->form, "fair");
    struct satisfaction given = { .handling = number(rq, "satisfaction"),
                                  .fair = said && *said ? said : NULL,
                                  .outcome = number(rq, "outcome"),
                                  .text = t->in.comment };
    struct own_value typed[PACK_QUESTIONS];

    given.answers = typed;
    given.n_answers = own_survey_typed(rq, &t->d, typed);
    if (!tracking_satisfaction_open(&t->d.c) && instant_is_set(t->d.c.satisfied_at))
        return track_done_before(t, done);
    return track_acted(t, survey_take(edge_act(rq), t->p, t->d.c.id, &given, rq->err), done);
}

bool track_survey_post(struct req *rq)
{
    struct track t;
    bool go;

    return track_form(rq, &t, &go) && (!go || survey(&t));
}
