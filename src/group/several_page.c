/*
 * /desk/several: what was ticked in a list, first to be looked at with what is to be done, then
 * done. The page to look at has an address with its one-time id in it: who goes back to it and
 * sends it again does nothing twice. Everything works without a script.
 */
#include "db/desk_sql.h"
#include "db/group_sql.h"
#include "db/tie_sql.h"
#include "desk/choices.h"
#include "desk/desk.h"
#include "desk/pick.h"
#include "edge/own.h"
#include "group/group_view.h"
#include "group/join.h"
#include "group/several.h"
#include "keep/keep_page.h"
#include "operation/step.h"
#include "people/team.h"
#include "portal/form_state.h"

#include <stdlib.h>
#include <string.h>

enum { HALF_A_DAY = 12 * 60 * 60 };

/* What was sent. */
struct asked {
    struct req *rq;
    const struct procedure *p;
    struct reach reach;
    const struct several_kind *kind;
    const char **reference;
    size_t n, most;
    const char *purpose; /* of the signed state */
    const char *state;   /* NULL = none yet */
    const char *back;
    int64_t left; /* of a group, those that did not fit */
};

/* -- which complaints -- */

static void add_one(struct asked *q, const char *reference)
{
    for (size_t i = 0; i < q->n; i++)
        if (strcmp(q->reference[i], reference) == 0)
            return;
    if (q->n < q->most)
        q->reference[q->n++] = reference;
}

/* The main complaint, when this reader may see it. */
static bool main_seen(struct req *rq, int64_t main)
{
    struct joined_case c;
    struct dossier d;

    return sql_reference_of(rq->a, rq->db, main, &c, rq->err) &&
           edge_case(rq, c.reference, MAY_READ, &d);
}

/* Those that are handled with a main complaint, all or those who speak for them; and how many
 * are more than fit. */
static bool members_add(struct asked *q, int64_t main)
{
    struct req *rq = q->rq;
    const struct reach *reach = &q->reach;
    const char *whom = form_text(rq->form, "whom");
    bool representatives = whom && strcmp(whom, "representatives") == 0;
    const struct joined_case *c;
    struct rows rows;
    int64_t all;

    if (!main_seen(rq, main) ||
        !sql_joined_open(rq->a, rq->db, main, representatives, reach->all, reach->teams,
                         reach->barred, (int64_t)q->most, &rows, rq->err) ||
        !sql_joined_open_count(rq->a, rq->db, main, representatives, reach->all, reach->teams,
                               reach->barred, &all, rq->err))
        return false;
    c = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        add_one(q, c[i].reference);
    q->left = all - (int64_t)rows.n;
    return true;
}

static bool cases_read(struct asked *q)
{
    struct req *rq = q->rq;
    const char *listed = rq->method == GET ? form_text(rq->query, "cases") : NULL;
    size_t n = form_count(rq->form, "case");

    q->most = (size_t)rq->app->config->several;
    q->reference = ARENA_ARRAY(rq->a, const char *, q->most);
    for (size_t len; listed && *listed; listed += len + (listed[len] == ',')) {
        len = strcspn(listed, ",");
        add_one(q, arena_strn(rq->a, listed, len));
    }
    if (strcmp(keep_act(rq), "group") == 0)
        return members_add(q, keep_id(rq));
    if (!several_fit(rq, n, rq->err))
        return false;
    for (size_t i = 0; i < n; i++)
        add_one(q, form_nth(rq->form, "case", i));
    return true;
}

/* Only a list of ours: whatever else was sent leads to the start. */
static const char *back_of(struct req *rq)
{
    const char *back = form_text(rq->method == GET ? rq->query : rq->form, "back");

    return back && strncmp(back, "/desk/", 6) == 0 ? back : "/desk";
}

static bool asked_read(struct req *rq, struct asked *q)
{
    const struct form *form = rq->method == GET ? rq->query : rq->form;
    const char *name = form_text(form, "act"), *left = form_text(rq->query, "left");

    *q = (struct asked){ .rq = rq, .back = back_of(rq), .state = form_text(form, "state") };
    q->left = rq->method == GET && left ? strtoll(left, NULL, 10) : 0;
    q->kind = several_kind(name && strcmp(name, "group") == 0 ? "update" : name);
    if (!q->kind)
        return err_set(rq->err, ERR_REFUSED, N_("Choose in the list what is to be done first."));
    q->purpose = arena_printf(rq->a, "several %" PRId64 " %s", rq->user->id, q->kind->name);
    return edge_procedure(rq, &q->p) && edge_reach(rq, MAY_READ, &q->reach) && cases_read(q);
}

/* Those of them that this reader may see, as rows of a list. */
static bool cases_show(struct asked *q, struct rows *out)
{
    struct req *rq = q->rq;
    struct buf refs = buf_new(rq->a);
    struct rows keys;

    for (size_t i = 0; i < q->n; i++)
        if (!strpbrk(q->reference[i], "\",\\"))
            buf_printf(&refs, "%s%s", refs.n > 0 ? "," : "", q->reference[i]);
    return sql_pick_references(rq->a, rq->db, buf_text(&refs), q->reach.all, q->reach.teams,
                               q->reach.barred, &keys, rq->err) &&
           desk_list_rows(rq, &q->reach, keys.row, keys.n, out);
}

/* -- what is asked -- */

static bool teams_ask(struct req *rq, struct rows *out)
{
    struct choice *list;
    size_t n;

    if (!settings_teams(rq, NULL, &list, &n))
        return false;
    *out = (struct rows){ list, n };
    return true;
}

static bool choices_ask(struct asked *q, struct rows *out)
{
    struct req *rq = q->rq;
    const struct pack_version *pack;

    switch (q->kind->asks) {
    case SEVERAL_PERSON:
        return desk_people(rq, &q->reach, out);
    case SEVERAL_TEAM:
        return teams_ask(rq, out);
    case SEVERAL_CLASS:
        if (!procedure_pack_now(q->p, rq->db, &pack, rq->err))
            return false;
        *out = pack && pack->n_classes > 0
                   ? own_classes(rq, q->p, pack)
                   : choices_codes(rq, q->p, desk_class_list(q->p))->choices;
        return true;
    case SEVERAL_ASIDE:
        *out = choices_words(rq, &aside_words, NULL, NULL)->choices;
        return true;
    case SEVERAL_OTHER:
    case SEVERAL_NOTHING:
        break;
    }
    *out = (struct rows){ 0 };
    return true;
}

static bool inputs_ask(struct asked *q, struct settings *s)
{
    struct rows choices;

    if (!choices_ask(q, &choices))
        return false;
    if (q->kind->asks == SEVERAL_OTHER)
        settings_text(s, "choice", q->kind->choice_label, NULL, NULL);
    else if (q->kind->asks != SEVERAL_NOTHING)
        settings_select(s, "choice", q->kind->choice_label, NULL,
                        (struct choice *)(uintptr_t)choices.row, choices.n, NULL);
    keep_area(s, "text", q->kind->text_label, NULL);
    return true;
}

/* -- the pages -- */

static struct several_page page_of(struct asked *q)
{
    struct req *rq = q->rq;

    return (struct several_page){ .title = lang_text(rq->lang, q->kind->label),
                                  .what = lang_text(rq->lang, q->kind->what),
                                  .back = q->back,
                                  .back_words = lang_text(rq->lang, N_("Back to the list")),
                                  .action = "/desk/several",
                                  .act = q->kind->name };
}

static bool look_first(struct asked *q, const struct field_errors *errors)
{
    struct req *rq = q->rq;
    struct several_page page = page_of(q);
    struct settings s = settings_form(rq, NULL, NULL);

    if (!inputs_ask(q, &s) || !cases_show(q, &page.cases))
        return false;
    for (size_t i = 0; i < s.n; i++)
        s.input[i].error = field_error(errors, s.input[i].name);
    page.chosen = (int)page.cases.n;
    page.left = q->left > 0 && q->left < INT32_MAX ? (int)q->left : 0;
    page.inputs = (struct rows){ s.input, page.chosen > 0 ? s.n : 0 };
    page.errors = (struct rows){ errors->e, errors->n };
    page.state = q->state;
    page.submit = lang_format(rq->a, rq->lang, N_("Do it with these {n}"), "n",
                              lang_number(rq->a, rq->lang, page.chosen), NULL);
    return req_render_status(rq, errors->n > 0 ? 422 : 200, "desk/several.html",
                             &several_page_record, &page);
}

static bool do_it(struct asked *q, const struct several *s)
{
    struct req *rq = q->rq;
    struct several_page page = page_of(q);
    struct bulk_result *list = ARENA_ARRAY(rq->a, struct bulk_result, q->n + 1);
    struct several_result r;

    for (size_t i = 0; i < q->n; i++) {
        if (!several_do(rq, q->p, s, q->reference[i], &r))
            return false;
        list[i] =
            (struct bulk_result){ r.reference, desk_case_path(rq->a, r.reference), r.done, r.why };
        page.done += r.done;
        page.failed += !r.done;
    }
    page.results = (struct rows){ list, q->n };
    return req_render(rq, "desk/several.html", &several_page_record, &page);
}

/* What is missing for all of them is said once, before anything is done. */
static bool complete(struct req *rq, const struct several *s, struct field_errors *errors)
{
    struct err choice = { 0 }, text = { 0 };

    if (!several_choice_given(s, &choice))
        field_errors_add(rq, errors, &choice);
    if (!several_text_given(s, &text))
        field_errors_add(rq, errors, &text);
    return errors->n == 0;
}

static bool state_good(struct asked *q, struct form_state *once)
{
    struct req *rq = q->rq;

    return form_state_read(rq->a, rq->app->vault, q->purpose, q->state, rq->now, HALF_A_DAY,
                           once) == FORM_STATE_GOOD ||
           err_set(rq->err, ERR_REFUSED,
                   N_("This form is too old, or not ours. Choose the complaints again."));
}

static bool several_get(struct req *rq)
{
    struct field_errors *none = ARENA_NEW(rq->a, struct field_errors);
    struct form_state once;
    struct asked q;

    return asked_read(rq, &q) && state_good(&q, &once) && look_first(&q, none);
}

/* To the page to look at, under an id of its own. */
static bool to_look(struct asked *q)
{
    struct req *rq = q->rq;
    struct buf refs = buf_new(rq->a);
    const char *back = q->back;

    for (size_t i = 0; i < q->n; i++)
        if (q->reference[i][strspn(q->reference[i], "0123456789-")] == '\0')
            buf_printf(&refs, "%s%s", refs.n > 0 ? "," : "", q->reference[i]);
    if (back[strcspn(back, "?&#% ")])
        back = "/desk";
    return req_redirect(
        rq, "/desk/several?act=%s&back=%s&state=%s&left=%" PRId64 "&cases=%s", q->kind->name, back,
        form_state_new(rq->a, rq->app->vault, q->purpose, rq->now), q->left, buf_text(&refs));
}

static bool several_post(struct req *rq)
{
    struct field_errors *errors = ARENA_NEW(rq->a, struct field_errors);
    struct form_state once;
    struct several s;
    struct asked q;

    if (!asked_read(rq, &q))
        return false;
    if (!q.state || q.n == 0)
        return to_look(&q);
    s = (struct several){ .kind = q.kind,
                          .choice = form_text(rq->form, "choice"),
                          .text = form_text(rq->form, "text") };
    if (!complete(rq, &s, errors))
        return look_first(&q, errors);
    if (!state_good(&q, &once))
        return false;
    s.once = once.once;
    return do_it(&q, &s);
}

const struct route several_routes[] = {
    { GET, "/desk/several", MAY_NOTE, several_get, 0 },
    { POST, "/desk/several", MAY_NOTE, several_post, 0 },
    { 0 },
};
