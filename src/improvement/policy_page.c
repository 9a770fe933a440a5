/* /desk/policy: the policy on complaints, which everybody who works here reads; top management
 * adopts it and says by when it is looked at again. [4.2-a] [4.2-b] [5.3-a] [item 174] */
#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/leading_page.h"

#include <stdlib.h>

bool look_policy_due(struct req *rq, const char **out)
{
    struct policy_row row = { 0 };
    const struct procedure *p;
    bool there;

    *out = NULL;
    if (!edge_procedure(rq, &p) || !policy_now(edge_act(rq), p, &row, &there, rq->err))
        return false;
    if (!there)
        *out = lang_text(rq->lang, N_("There is no policy on complaints yet. Top management has to "
                                      "adopt one."));
    else if (date_compare(row.review_on, rq->today) <= 0)
        *out = lang_format(rq->a, rq->lang,
                           N_("The policy should have been looked at again by {day}."), "day",
                           look_day(rq, row.review_on), NULL);
    return true;
}

static bool versions_show(struct looking *l)
{
    static const char *const heads[] = { N_("To be looked at again by"), N_("Adopted") };
    const struct policy_row *row;
    struct req *rq = l->m.rq;
    struct look_table *t;
    struct rows rows;

    if (!sql_policies(rq->a, rq->db, &rows, rq->err))
        return false;
    row = rows.row;
    t = look_table(l, N_("Versions"), N_("From"), heads, COUNT(heads), rows.n);
    t->empty = lang_text(rq->lang, N_("None was adopted yet."));
    for (size_t i = 0; i < rows.n; i++) {
        struct look_row *line = look_row(l, t, look_day(rq, row[i].from_on));
        line->href = arena_printf(rq->a, POLICY "?version=%" PRId64, row[i].id);
        look_cell(line, 0, look_day(rq, row[i].review_on));
        look_cell(line, 1, keep_when_who(rq, row[i].at, row[i].by_id));
    }
    return true;
}

static void adopt_form(struct looking *l, const struct policy_row *now)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Adopt it"));

    for (int i = 0; i < LANGS; i++) {
        keep_area(&s, policy_fields[i], N_("Policy"), NULL);
        s.input[s.n - 1].label = langs[i].name;
        s.input[s.n - 1].lang = langs[i].tag;
        if (l->m.rq->method == GET)
            s.input[s.n - 1].value = policy_in(now, &langs[i]);
    }
    settings_date(&s, "from", N_("It holds from"), N_("Empty: from today."), NULL);
    settings_date(&s, "review", N_("To be looked at again by"), NULL, NULL);
    keep_form(&l->m, POLICY, "adopt", 0, N_("Adopt the policy"),
              N_("That complaints are welcome and how they are treated, in a few sentences that "
                 "customers and staff understand. Consider the law, what can be afforded, and what "
                 "customers and staff say. It stands on the public page, with your name and the "
                 "day."),
              &s);
}

/* The version that is asked for, else the one in force. */
static bool version_asked(struct req *rq, const struct procedure *p, struct policy_row *out,
                          bool *there)
{
    const char *asked = form_text(rq->query, "version");

    if (!asked)
        return policy_now(edge_act(rq), p, out, there, rq->err);
    *there = true;
    return policy_by_id(rq->a, rq->db, strtoll(asked, NULL, 10), out, rq->err);
}

static bool policy_show(struct looking *l)
{
    const struct lang *is = NULL;
    struct req *rq = l->m.rq;
    struct policy_row row = { 0 };
    const struct procedure *p;
    bool there;

    if (!edge_procedure(rq, &p) || !version_asked(rq, p, &row, &there))
        return false;
    look_back(l, "/desk/procedure", N_("Procedure"));
    if (!look_policy_due(rq, &l->page.warning))
        return false;
    if (there) {
        look_text(l, N_("Policy"), policy_text(&row, p, rq->lang, &is));
        keep_fact(&l->m, N_("It holds from"), look_day(rq, row.from_on));
        keep_fact(&l->m, N_("Adopted"), keep_when_who(rq, row.at, row.by_id));
        keep_fact(&l->m, N_("To be looked at again by"), look_day(rq, row.review_on));
        look_link(l, N_("As everybody reads it"), "/policy");
    }
    if (!versions_show(l))
        return false;
    if (may(rq->user, MAY_LEAD, NULL))
        adopt_form(l, &row);
    look_link(l, N_("Objectives"), OBJECTIVES);
    return look_render(l);
}

static bool policy_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Policy on complaints"));
    return policy_show(l);
}

static bool adopt_do(struct req *rq)
{
    struct policy_form form = { .from = { 0 } };
    const struct procedure *p;

    for (int i = 0; i < LANGS; i++)
        form.text[i] = settings_sent(rq, policy_fields[i]);
    return edge_procedure(rq, &p) && settings_day(rq, "from", &form.from) &&
           settings_day(rq, "review", &form.review) &&
           policy_adopt(edge_act(rq), p, &form, rq->err);
}

static bool policy_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Policy on complaints"));
    if (adopt_do(rq))
        return look_done(rq, POLICY);
    return keep_refused(&l->m) && policy_show(l);
}

const struct route policy_routes[] = {
    { GET, POLICY, MAY_READ_OBJECTIVES, policy_get, 0 },
    { POST, POLICY, MAY_LEAD, policy_post, 0 },
    { 0 },
};
