/*
 * /desk/second-person: what was asked that needs two people, asking it, and answering. Only
 * who reaches every team with the right to approve may answer. [S15]
 */
#include "people/pages.h"

#include "edge/names.h"
#include "edge/reach.h"
#include "people/second_person.h"
#include "people/settings.h"

#include <string.h>

#define SECOND "/desk/second-person"

static bool may_answer(struct req *rq, bool *out)
{
    struct reach reach;

    if (!edge_reach(rq, MAY_APPROVE, &reach))
        return false;
    *out = reach.all && may(rq->user, MAY_APPROVE, NULL);
    return true;
}

static const char *name_of(struct req *rq, int64_t staff)
{
    struct err keep = *rq->err;
    const char *name = NULL;

    if (!edge_staff_name(rq, staff, &name))
        *rq->err = keep;
    return name ? name : "";
}

static const char *state_of(const struct req *rq, const struct second_person_row *row)
{
    return lang_text(rq->lang, instant_is_set(row->used_at)        ? N_("used")
                               : !instant_is_set(row->answered_at) ? N_("waits for an answer")
                               : row->allowed                      ? N_("allowed, not used yet")
                                                                   : N_("refused"));
}

/* Who may answer sees all of them, others their own. */
static bool list_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct settings_page page = {
        .title = lang_text(l, N_("What needs a second person")),
        .intro = lang_text(l, N_("The export of everything. What is allowed works once, within a "
                                 "day.")),
        .path = SECOND,
        .head_a = lang_text(l, N_("Asked at")),
        .head_b = lang_text(l, N_("By")),
        .head_c = lang_text(l, N_("Why")),
        .head_d = lang_text(l, N_("Answer")),
        .add = lang_text(l, N_("Ask for an export of everything")),
        .add_href = SECOND "/new",
        .done = settings_done(rq),
    };
    const struct second_person_row *row;
    struct settings_line *lines;
    struct rows rows = { 0 };
    bool all;

    if (!may_answer(rq, &all) || !second_person_list(edge_act(rq), &rows, rq->err))
        return false;
    row = rows.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        bool own = row[i].asked_by == rq->user->id;
        if (!own && !all)
            continue;
        lines[page.rows.n++] = (struct settings_line){
            .a = settings_instant(rq, row[i].asked_at),
            .b = name_of(rq, row[i].asked_by),
            .c = row[i].reason.text,
            .d = state_of(rq, &row[i]),
            .href = own || instant_is_set(row[i].answered_at)
                        ? NULL
                        : arena_printf(rq->a, SECOND "/%" PRId64, row[i].id),
        };
    }
    page.rows.row = lines;
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool ask_show(struct req *rq)
{
    struct settings s =
        settings_form(rq, N_("Ask for an export of everything"), N_("Ask a second person"));

    s.action = SECOND "/new";
    s.back = SECOND;
    s.intro =
        lang_text(rq->lang, N_("Everything at once leaves the house only when a second person "
                               "allows it. Lists that are narrowed by filters need nobody."));
    settings_text(&s, "reason", N_("Why"), N_("The second person reads it, and it is kept."), NULL);
    return settings_show(&s);
}

static bool ask_post(struct req *rq)
{
    if (second_person_ask(edge_act(rq), SECOND_PERSON_EXPORT, settings_sent(rq, "reason"), NULL,
                          rq->err))
        return settings_saved(rq, SECOND);
    return ask_show(rq);
}

static bool asked_load(struct req *rq, struct second_person_row *out)
{
    int64_t id;
    bool all;

    if (!settings_id(rq, "id", &id) || !may_answer(rq, &all) ||
        !second_person_of(edge_act(rq), id, out, rq->err))
        return false;
    return all || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool answer_show(struct req *rq, const struct second_person_row *row)
{
    struct settings s = settings_form(rq, N_("Allow an export of everything?"), N_("Answer"));
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, 2);

    list[0] =
        (struct choice){ .value = "allow", .label = lang_text(rq->lang, N_("Allow it, once")) };
    list[1] = (struct choice){ .value = "refuse", .label = lang_text(rq->lang, N_("Refuse it")) };
    s.action = arena_printf(rq->a, SECOND "/%" PRId64, row->id);
    s.back = SECOND;
    s.intro = arena_printf(rq->a, "%s · %s", name_of(rq, row->asked_by),
                           row->reason.text ? row->reason.text : "");
    settings_radios(&s, "answer", N_("Your answer"), NULL, list, 2, NULL);
    return settings_show(&s);
}

static bool answer_get(struct req *rq)
{
    struct second_person_row row = { 0 };

    return asked_load(rq, &row) && answer_show(rq, &row);
}

static bool answer_post(struct req *rq)
{
    bool allow = strcmp(settings_sent(rq, "answer"), "allow") == 0;
    struct second_person_row row = { 0 };

    if (!asked_load(rq, &row))
        return false;
    if (!allow && strcmp(settings_sent(rq, "answer"), "refuse") != 0)
        err_field(rq->err, "answer", N_("Please allow it or refuse it."));
    else if (second_person_answer(edge_act(rq), row.id, allow, rq->err))
        return settings_saved(rq, SECOND);
    return answer_show(rq, &row);
}

const struct route second_routes[] = {
    { GET, SECOND, MAY_EXPORT, list_get, 0 },
    { GET, SECOND "/new", MAY_EXPORT, ask_show, 0 },
    { POST, SECOND "/new", MAY_EXPORT, ask_post, 0 },
    { GET, SECOND "/{id}", MAY_APPROVE, answer_get, ROUTE_FRESH },
    { POST, SECOND "/{id}", MAY_APPROVE, answer_post, ROUTE_FRESH },
    { 0 },
};
