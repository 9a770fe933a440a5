/* /desk/top-management: what top management has to do and to know, on one page: policy,
 * objectives, means, significant complaints, the next review. [5.4.1-b] [item 174] */
#include "improvement/leading_page.h"

#include "improvement/representative_page.h"

static bool review_fact(struct looking *l)
{
    struct req *rq = l->m.rq;
    const struct procedure *p;
    struct date due;
    bool ever;

    if (!edge_procedure(rq, &p) || !review_due(edge_act(rq), p, &ever, &due, rq->err))
        return false;
    if (ever && date_is_set(due))
        keep_fact(&l->m, N_("Next management review by"), look_day(rq, due));
    return true;
}

/* What is late comes first: the policy, then the review. */
static bool facts_show(struct looking *l)
{
    const char *policy, *review, *who = NULL, *duties;
    struct req *rq = l->m.rq;
    struct policy_row row = { 0 };
    const struct procedure *p;
    bool there;

    if (!look_policy_due(rq, &policy) || !look_review_due(rq, &review) ||
        !representative_words(rq, &who, &duties) || !edge_procedure(rq, &p) ||
        !policy_now(edge_act(rq), p, &row, &there, rq->err))
        return false;
    l->page.warning = policy ? policy : review;
    l->page.warning_href = policy ? POLICY : REVIEWS;
    if (policy && review)
        look_text(l, N_("Also due"), review);
    keep_fact(&l->m, N_("Policy to be looked at again by"), look_day(rq, row.review_on));
    keep_fact(&l->m, N_("Management representative"),
              who ? who : lang_text(rq->lang, N_("nobody at the moment")));
    return review_fact(l);
}

static bool leading_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Top management"));
    if (!facts_show(l) || !look_objectives(l, N_("Objectives")) ||
        !look_means(l, N_("Means that are asked for or on their way")))
        return false;
    look_add(l, N_("Significant complaints"), "/desk/significant");
    look_add(l, N_("Policy on complaints"), POLICY);
    look_add(l, N_("Objectives"), OBJECTIVES);
    look_add(l, N_("Means"), MEANS);
    look_add(l, N_("Management reviews"), REVIEWS);
    look_link(l, N_("Figures"), "/desk/figures");
    look_link(l, N_("Analyses of records"), ANALYSES);
    look_link(l, N_("Corrective actions"), CORRECTIVE);
    look_link(l, N_("Complaint meetings"), MEETINGS);
    look_link(l, N_("Management representative"), REPRESENTATIVE);
    look_link(l, N_("Remedy budget"), "/desk/budget");
    return look_render(l);
}

const struct route leading_routes[] = {
    { GET, LEADING, MAY_READ_ANALYSES, leading_get, 0 },
    { 0 },
};
