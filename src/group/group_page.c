/*
 * What is handled together: the page of a case that says with which others, and where that is
 * begun, undone and added to. Of other cases only those are named that this reader may see.
 */
#include "group/group_page.h"

#include "complaint/tie.h"
#include "db/group_sql.h"
#include "db/tie_sql.h"
#include "desk/choices.h"
#include "desk/receive.h"
#include "edge/reach.h"
#include "group/join.h"
#include "group/member.h"
#include "keep/keep_page.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 100 };

/* -- on the page of a case -- */

/* The reference of a case that this reader may see; NULL = not theirs to know. */
static bool reference_seen(struct req *rq, const struct reach *reach, int64_t id, const char **out)
{
    struct joined_case other;

    *out = NULL;
    if (!sql_reference_of(rq->a, rq->db, id, &other, rq->err))
        return false;
    if (reach_case(reach, other.team_id, id))
        *out = other.reference;
    return true;
}

static const char *with_words(struct req *rq, const char *reference)
{
    return reference ? lang_format(rq->a, rq->lang, N_("Handled with {reference}"), "reference",
                                   reference, NULL)
                     : lang_text(rq->lang, N_("Handled with another complaint"));
}

static bool joined_show(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    const char *reference;
    int64_t n;

    page->joined_href = arena_join(rq->a, s->path, "/", "group");
    if (s->d->c.joined_to_id != 0) {
        if (!reference_seen(rq, &s->reach, s->d->c.joined_to_id, &reference))
            return false;
        page->joined = with_words(rq, reference);
        return true;
    }
    if (!sql_joined_count(rq->a, rq->db, s->d->c.id, &n, rq->err))
        return false;
    if (n > 0)
        page->joined = lang_format(rq->a, rq->lang, N_("{n} handled with it"), "n",
                                   lang_number(rq->a, rq->lang, n), NULL);
    return true;
}

static const char *tie_words(const char *kind)
{
    static const char *const words[][2] = {
        { "split_off", N_("A part of it is a complaint of its own") },
        { "split_from", N_("It was a part of this one") },
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i][0], kind) == 0)
            return words[i][1];
    return NULL;
}

bool group_panel(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    struct panel_line *list = ARENA_ARRAY(rq->a, struct panel_line, s->d->case_tie.n + 1);
    size_t n = 0;

    page->affected = s->d->c.affected;
    for (size_t i = 0; i < s->d->case_tie.n; i++) {
        const struct case_tie_row *t = &s->d->case_tie.row[i];
        const char *words = tie_words(t->kind), *reference;
        if (!words)
            continue;
        if (!reference_seen(rq, &s->reach, t->other_id, &reference))
            return false;
        if (!reference)
            continue;
        list[n++] = (struct panel_line){ .text = reference,
                                         .detail = lang_text(rq->lang, words),
                                         .href = desk_case_path(rq->a, reference) };
    }
    page->ties = (struct rows){ list, n };
    return joined_show(s, page);
}

/* -- the page -- */

struct group {
    struct keep_making m;
    const struct procedure *p;
    struct reach reach;
    struct dossier d;
    const char *path;
    bool may; /* change anything */
};

/* The main case, when this reader may see it. */
static bool main_fact(struct group *g, const struct case_tie_row *tie)
{
    struct req *rq = g->m.rq;
    const char *reference;
    struct may_object o = edge_object(rq, &g->d);
    struct act_link *link = ARENA_NEW(rq->a, struct act_link);

    if (!reference_seen(rq, &g->reach, tie->other_id, &reference))
        return false;
    keep_fact(&g->m, N_("Handled"), with_words(rq, reference));
    if (may(rq->user, MAY_READ_INTERNAL, &o))
        keep_fact(&g->m, N_("Reason"), tie->why.text);
    keep_fact(&g->m, N_("Since"), keep_when_who(rq, tie->at, tie->by_id));
    keep_fact(&g->m, N_("Speaks for the group"),
              lang_text(rq->lang, tie->representative ? N_("Yes") : N_("No")));
    if (reference) {
        *link = (struct act_link){ reference, desk_case_path(rq->a, reference) };
        g->m.page.above = (struct rows){ link, 1 };
    }
    return true;
}

static void joined_forms(struct group *g, const struct case_tie_row *tie)
{
    struct settings s = settings_form(
        g->m.rq, NULL, tie->representative ? N_("Speaks for it no more") : N_("Speaks for it"));

    if (!g->may)
        return;
    keep_form(&g->m, g->path, tie->representative ? "silent" : "speaks", 0,
              N_("Representative of the group"),
              N_("Answers go to the representatives; everybody follows with a code of their own."),
              &s);
    s = settings_form(g->m.rq, NULL, N_("Handle it by itself again"));
    keep_area(&s, "reason", N_("Reason"), NULL);
    keep_form(&g->m, g->path, "undo", 0, N_("Undo it"),
              N_("It stands again as it was. Nothing is lost, and what was told stays told."), &s);
}

static const char *member_state(struct req *rq, const struct joined_case *c)
{
    return lang_text(rq->lang, instant_is_set(c->erased_at)   ? N_("Erased")
                               : instant_is_set(c->closed_at) ? N_("Closed")
                               : c->representative            ? N_("Speaks for the group")
                                                              : N_("Open"));
}

/* A page of those that are handled with it; those of other teams are only counted. */
static bool members_show(struct group *g, int64_t *all)
{
    struct req *rq = g->m.rq;
    const char *after = form_text(rq->query, "after");
    struct act_link *links = ARENA_ARRAY(rq->a, struct act_link, SHOWN + 1);
    const struct joined_case *c;
    struct rows rows;
    size_t n = 0;

    if (!sql_joined_count(rq->a, rq->db, g->d.c.id, all, rq->err) ||
        !sql_joined_cases(rq->a, rq->db, g->d.c.id, after ? strtoll(after, NULL, 10) : 0, SHOWN + 1,
                          &rows, rq->err))
        return false;
    c = rows.row;
    for (size_t i = 0; i < rows.n && i < SHOWN; i++)
        if (reach_case(&g->reach, c[i].team_id, c[i].id))
            links[n++] = (struct act_link){ lang_format(rq->a, rq->lang, N_("{reference}: {state}"),
                                                        "reference", c[i].reference, "state",
                                                        member_state(rq, &c[i]), NULL),
                                            desk_case_path(rq->a, c[i].reference) };
    if (rows.n > SHOWN)
        links[n++] =
            (struct act_link){ lang_text(rq->lang, N_("Next")),
                               arena_printf(rq->a, "%s?after=%" PRId64, g->path, c[SHOWN - 1].id) };
    g->m.page.above = (struct rows){ links, n };
    if (*all > 0)
        keep_fact(&g->m, N_("Handled with it"), keep_number(rq, *all));
    return true;
}

static void main_forms(struct group *g, int64_t members)
{
    struct settings s = settings_form(g->m.rq, NULL, N_("Join"));

    if (members == 0) {
        settings_text(&s, "other", N_("Reference of the complaint with which it is handled"), NULL,
                      NULL);
        keep_area(&s, "reason", N_("Reason"), NULL);
        settings_tick(&s, "representative", N_("Group"), NULL,
                      N_("This complainant speaks for the group"), false);
        keep_form(&g->m, g->path, "join", 0, N_("Handle it with another complaint"),
                  N_("The other one goes on for both. This one keeps its reference, its code and "
                     "its dates, and it can be undone."),
                  &s);
    }
    member_form(&g->m, g->path);
    if (members > 0) {
        struct choice *whom = ARENA_ARRAY(g->m.rq->a, struct choice, 2);
        whom[0] = (struct choice){ "all", lang_text(g->m.rq->lang, N_("All")), NULL, true };
        whom[1] = (struct choice){ "representatives",
                                   lang_text(g->m.rq->lang, N_("Only the representatives")), NULL,
                                   false };
        s = settings_form(g->m.rq, NULL, N_("Look at it first"));
        settings_radios(&s, "whom", N_("Whom"), NULL, whom, 2, "all");
        keep_form(&g->m, "/desk/several", "group", g->d.c.id,
                  N_("Tell those who complain in the others"),
                  N_("Each gets the same text in their own complaint, and reads nothing of this "
                     "one."),
                  &s);
    }
}

static void affected_form(struct group *g)
{
    struct settings s = settings_form(g->m.rq, NULL, N_("Save"));
    int64_t n = g->d.c.affected;

    if (n > 0)
        keep_fact(&g->m, N_("People it concerns"), keep_number(g->m.rq, n));
    if (!g->may)
        return;
    settings_text(&s, "affected", N_("How many people it concerns"),
                  N_("As far as you know. Many of them make it significant."),
                  n > 0 ? arena_printf(g->m.rq->a, "%" PRId64, n) : NULL);
    keep_form(&g->m, g->path, "affected", 0, N_("People it concerns"), NULL, &s);
}

static bool group_show(struct group *g)
{
    const struct case_tie_row *tie = tie_joined(&g->d);
    int64_t members = 0;

    keep_case(&g->m, &g->d);
    g->m.page.intro = lang_text(
        g->m.rq->lang,
        N_("Complaints about the same can be handled together: in one of them, the main one. Each "
           "complainant keeps a reference and a code of their own and reads nothing of the "
           "others."));
    if (tie) {
        if (!main_fact(g, tie))
            return false;
        joined_forms(g, tie);
    } else {
        if (!members_show(g, &members))
            return false;
        if (g->may)
            main_forms(g, members);
    }
    affected_form(g);
    return edge_read_identity(g->m.rq, &g->d) && keep_render(&g->m);
}

static bool group_begin(struct req *rq, enum may right, struct group *g)
{
    struct may_object o;

    *g = (struct group){ 0 };
    keep_begin(&g->m, rq, N_("Handled together"));
    if (!edge_procedure(rq, &g->p) || !edge_reach(rq, MAY_READ, &g->reach) ||
        !edge_case(rq, req_param(rq, "reference"), right, &g->d))
        return false;
    o = edge_object(rq, &g->d);
    g->may = may(rq->user, MAY_ASSIGN, &o) && !instant_is_set(g->d.c.closed_at);
    g->path = arena_printf(rq->a, "%s/group", desk_case_path(rq->a, g->d.c.reference));
    return true;
}

static bool group_get(struct req *rq)
{
    struct group g;

    if (!group_begin(rq, MAY_READ, &g))
        return false;
    if (form_text(rq->query, "done"))
        g.m.page.done = lang_text(rq->lang, N_("Done."));
    return group_show(&g);
}

static bool join_do(struct group *g)
{
    struct req *rq = g->m.rq;
    struct joining j = { .complaint = g->d.c.id,
                         .version = keep_version(rq),
                         .reason = form_text(rq->form, "reason"),
                         .representative = settings_ticked(rq, "representative", "yes") };

    return join_main_find(rq, &g->d, form_text(rq->form, "other"), &j) &&
           join_cases(edge_act(rq), g->p, &j, rq->err);
}

static bool group_do(struct group *g)
{
    struct req *rq = g->m.rq;
    const struct act *act = edge_act(rq);
    const char *what = keep_act(rq);
    int64_t id = g->d.c.id, version = keep_version(rq), people = 0;

    if (strcmp(what, "undo") == 0)
        return join_undo(act, g->p, id, version, form_text(rq->form, "reason"), rq->err);
    if (strcmp(what, "speaks") == 0 || strcmp(what, "silent") == 0)
        return join_represents(act, g->p, id, version, strcmp(what, "speaks") == 0, rq->err);
    if (strcmp(what, "affected") == 0)
        return settings_number(rq, "affected", 0, INT32_MAX, &people) &&
               join_affected(act, g->p, id, version, people, rq->err);
    return strcmp(what, "join") == 0 ? join_do(g) : keep_act_unknown(rq);
}

static bool group_post(struct req *rq)
{
    struct receipt receipt;
    struct group g;

    if (!group_begin(rq, MAY_ASSIGN, &g))
        return false;
    if (strcmp(keep_act(rq), "member") == 0) {
        if (member_do(rq, g.p, &g.d, &receipt))
            return receive_receipt(rq, &receipt);
    } else if (group_do(&g)) {
        return req_redirect(rq, "%s?done=1", g.path);
    }
    return keep_refused(&g.m) && group_show(&g);
}

#define CASE "/desk/complaints/{reference}/"
const struct route group_routes[] = {
    { GET, CASE "group", MAY_READ, group_get, 0 },
    { POST, CASE "group", MAY_ASSIGN, group_post, 0 },
    { 0 },
};
