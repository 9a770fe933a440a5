/* What was copied to the reader's teams: the list, and taking note on the case. */
#include "desk/copies.h"

#include "complaint/named_team.h"
#include "complaint/pack_version.h"
#include "db/copies_sql.h"
#include "edge/names.h"
#include "edge/own.h"
#include "keep/keep_page.h"
#include "people/answerer.h"

#include <stdlib.h>
#include <string.h>

static const struct field copy_line_fields[] = {
    FIELD(struct copy_line, id),      FIELD(struct copy_line, name),
    FIELD(struct copy_line, at),      FIELD(struct copy_line, reference),
    FIELD(struct copy_line, pack_id),
};
const struct record copy_line_record = RECORD(struct copy_line, copy_line_fields);

const char *copy_title(struct req *rq, const struct pack_version *v, const char *name)
{
    const struct pack_copy *c = pack_copy(v, name);

    return c ? c->text.in[rq->lang->index] : name;
}

static const char *day(struct req *rq, struct instant at)
{
    return lang_date(rq->a, rq->lang, zone_date(rq->app->zone, at, NULL), DATE_LONG, rq->today);
}

/* -- on the case -- */

/* A team that the procedure names and that does not exist is said where its copy went instead. */
static bool team_lost(struct req *rq, const struct pack_copy *of, const char **state)
{
    int64_t team = 0;

    if (!of || !of->team)
        return true;
    if (!named_team(edge_act(rq), of->team, &team, rq->err))
        return false;
    if (team == 0)
        *state =
            lang_format(rq->a, rq->lang,
                        N_("{sent}; the team “{team}”, which the procedure names, does not exist"),
                        "sent", *state, "team", of->team, NULL);
    return true;
}

/* "to Company department on 23 November; Anna took note on …" */
static bool copy_state(struct req *rq, const struct pack_version *v, const struct case_copy_row *c,
                       const char **out)
{
    const char *who, *team, *name;

    if (!edge_team_name(rq, c->team_id, &team) || !edge_staff_name(rq, c->noted_by, &who))
        return false;
    name = lang_format(rq->a, rq->lang, N_("to {team} on {day}"), "team", team, "day",
                       day(rq, c->at), NULL);
    *out =
        instant_is_set(c->noted_at)
            ? lang_format(rq->a, rq->lang, N_("{sent}; {who} took note on {day}"), "sent", name,
                          "who", who ? who : "", "day", day(rq, c->noted_at), NULL)
            : lang_format(rq->a, rq->lang, N_("{sent}; nobody took note yet"), "sent", name, NULL);
    return team_lost(rq, pack_copy(v, c->name), out);
}

static bool waits_for(const struct reach *reach, const struct case_copy_row *c)
{
    return !instant_is_set(c->noted_at) && reach_team(reach, c->team_id);
}

bool copies_panel(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    size_t n = s->d->case_copy.n;
    struct panel_line *list = ARENA_ARRAY(rq->a, struct panel_line, n);
    struct reach reach = { 0 };

    if (n > 0 && !edge_reach(rq, MAY_TAKE_NOTE, &reach))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct case_copy_row *c = &s->d->case_copy.row[i];
        list[i] = (struct panel_line){ .id = c->id,
                                       .text = copy_title(rq, s->d->pack, c->name),
                                       .done = instant_is_set(c->noted_at) };
        if (!copy_state(rq, s->d->pack, c, &list[i].detail))
            return false;
        if (waits_for(&reach, c))
            page->note_href = arena_printf(rq->a, "%s/copies", s->path);
    }
    page->copies = (struct rows){ list, n };
    return true;
}

/* What stands there is shown again, unless it was this form that was sent. */
static void boxes_fill(struct keep_making *m, const struct dossier *d, const struct pack_copy *of)
{
    const struct keep_form *form = &m->form[m->n_forms - 1];
    struct setting_input *in = (struct setting_input *)(uintptr_t)form->inputs.row;

    for (size_t i = 0; i < form->inputs.n; i++)
        for (size_t j = 0; !in[i].value && j < of->asks.n; j++)
            if (strcmp(in[i].name + strlen(OWN_PREFIX), of->asks.word[j]) == 0)
                in[i].value = dossier_own(d, of->asks.word[j]);
}

/* What the copy asks of its team: a box for each field. */
static void copy_ask(struct keep_making *m, const struct dossier *d, const struct case_copy_row *c,
                     const char *action)
{
    const struct pack_copy *of = pack_copy(d->pack, c->name);
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("Save"));
    size_t before = m->n_forms;

    for (size_t i = 0; of && i < of->asks.n; i++) {
        const struct pack_field *f = pack_field(d->pack, of->asks.word[i]);
        struct err none = { 0 };
        bool mine;
        if (pack_concerns(d->pack, &f->classes, d->c.class) &&
            answerer_is(edge_act(rq), d, f, rq->user, &mine, &none) && mine)
            keep_area(&s, own_form_name(rq->a, f), f->text.in[rq->lang->index],
                      f->hint.in[rq->lang->index]);
    }
    if (s.n > 0)
        keep_form(m, arena_printf(rq->a, "%s/fields", action), "answer", c->id, NULL, NULL, &s);
    if (m->n_forms > before) {
        m->form[before].title = copy_title(rq, d->pack, c->name);
        boxes_fill(m, d, of);
    }
}

static bool copies_show(struct keep_making *m, const struct dossier *d)
{
    struct req *rq = m->rq;
    const char *action = arena_printf(rq->a, "%s/copies", desk_case_path(rq->a, d->c.reference));
    struct sheet_line *lines = ARENA_ARRAY(rq->a, struct sheet_line, d->case_copy.n);
    struct sheet_group *group = ARENA_NEW(rq->a, struct sheet_group);
    struct reach reach, answers;

    if (!edge_reach(rq, MAY_TAKE_NOTE, &reach) || !edge_reach(rq, MAY_ANSWER_COPY, &answers))
        return false;
    keep_case(m, d);
    for (size_t i = 0; i < d->case_copy.n; i++) {
        const struct case_copy_row *c = &d->case_copy.row[i];
        struct settings s = settings_form(rq, NULL, N_("Take note"));
        lines[i].label = copy_title(rq, d->pack, c->name);
        if (!copy_state(rq, d->pack, c, &lines[i].value))
            return false;
        if (waits_for(&reach, c)) {
            keep_form(m, action, "note", c->id, NULL, NULL, &s);
            if (m->n_forms > 0)
                m->form[m->n_forms - 1].title = lines[i].label;
        }
        if (facts_open(&d->facts) && reach_team(&answers, c->team_id))
            copy_ask(m, d, c, action);
    }
    *group = (struct sheet_group){ lang_text(rq->lang, N_("Copies")), { lines, d->case_copy.n } };
    m->page.parts = (struct rows){ group, d->case_copy.n > 0 };
    m->page.intro = lang_text(
        rq->lang, d->case_copy.n > 0
                      ? N_("The procedure gives this complaint to these teams to read. They write "
                           "what they think of it in notes and in the fields of the procedure.")
                      : N_("Nobody else has to know of this complaint."));
    return true;
}

static bool copies_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Who else was to know of it"));
    return edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) && copies_show(&m, &d) &&
           keep_render(&m);
}

bool copy_mine(struct req *rq, const struct dossier *d, int64_t id)
{
    struct reach reach;

    if (!edge_reach(rq, MAY_TAKE_NOTE, &reach))
        return false;
    for (size_t i = 0; i < d->case_copy.n; i++)
        if (d->case_copy.row[i].id == id && reach_team(&reach, d->case_copy.row[i].team_id))
            return true;
    return err_set(rq->err, ERR_REFUSED,
                   N_("Somebody of the team it was copied to takes note of it."));
}

static bool copies_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Who else was to know of it"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_TAKE_NOTE, &d))
        return false;
    if (copy_mine(rq, &d, keep_id(rq)) && copy_note(edge_act(rq), p, d.c.id, keep_id(rq), rq->err))
        return req_redirect(rq, "%s?done=noted", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && copies_show(&m, &d) && keep_render(&m);
}

/* -- what a copy asks -- */

static const struct pack_copy *copy_asking(struct req *rq, const struct dossier *d, int64_t id)
{
    struct reach reach;

    if (!edge_reach(rq, MAY_ANSWER_COPY, &reach))
        return NULL;
    for (size_t i = 0; i < d->case_copy.n; i++)
        if (d->case_copy.row[i].id == id && reach_team(&reach, d->case_copy.row[i].team_id))
            return pack_copy(d->pack, d->case_copy.row[i].name);
    err_set(rq->err, ERR_REFUSED,
            N_("Somebody of the team it was copied to answers what it asks."));
    return NULL;
}

bool copy_answer(struct req *rq, const struct dossier *d, int64_t id, const struct own_value *typed,
                 size_t n, struct err *err)
{
    const struct pack_copy *copy = copy_asking(rq, d, id);
    const struct procedure *p;

    if (!copy || !edge_procedure(rq, &p))
        return *err = *rq->err, false;
    for (size_t i = 0; i < n; i++)
        if (!pack_listed(&copy->asks, typed[i].name))
            return err_field(err, arena_printf(rq->a, OWN_PREFIX "%s", typed[i].name),
                             N_("The copy does not ask for this."));
    return own_save(edge_act(rq), p, d->c.id, 0, typed, n, NULL, err);
}

static bool answer_post(struct req *rq)
{
    const struct pack_copy *copy;
    struct own_value *typed;
    struct keep_making m;
    struct dossier d;
    size_t n = 0;

    keep_begin(&m, rq, N_("Who else was to know of it"));
    if (!edge_case(rq, req_param(rq, "reference"), MAY_ANSWER_COPY, &d))
        return false;
    copy = copy_asking(rq, &d, keep_id(rq));
    typed = ARENA_ARRAY(rq->a, struct own_value, copy ? copy->asks.n : 0);
    for (size_t i = 0; copy && i < copy->asks.n; i++) {
        const char *name = arena_printf(rq->a, OWN_PREFIX "%s", copy->asks.word[i]);
        if (form_text(rq->form, name))
            typed[n++] = (struct own_value){ copy->asks.word[i], form_text(rq->form, name) };
    }
    if (copy && copy_answer(rq, &d, keep_id(rq), typed, n, rq->err))
        return req_redirect(rq, "%s?done=done", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && copies_show(&m, &d) && keep_render(&m);
}

/* -- what waits -- */

bool copies_open(struct req *rq, int64_t after, int64_t n, struct rows *out)
{
    struct reach reach;
    int64_t any = 0;

    *out = (struct rows){ 0 };
    if (!may(rq->user, MAY_TAKE_NOTE, NULL))
        return true;
    if (!sql_copies_any(rq->a, rq->db, &any, rq->err))
        return false;
    return any == 0 || (edge_reach(rq, MAY_TAKE_NOTE, &reach) &&
                        sql_copies_open(rq->a, rq->db, after, n, reach.all, reach.teams,
                                        reach.barred, out, rq->err));
}

bool copies_waiting(struct req *rq, int *out)
{
    struct rows rows;

    if (!copies_open(rq, 0, COPIES_COUNTED, &rows))
        return false;
    *out = (int)rows.n;
    return true;
}

static bool waiting_get(struct req *rq)
{
    const char *after = form_text(rq->query, "after");
    const struct procedure *p;
    const struct copy_line *row;
    struct act_link *links;
    struct keep_making m;
    struct rows rows;
    size_t n;

    if (!edge_procedure(rq, &p) ||
        !copies_open(rq, after ? strtoll(after, NULL, 10) : 0, DESK_PAGE + 1, &rows))
        return false;
    row = rows.row;
    n = rows.n < DESK_PAGE ? rows.n : DESK_PAGE;
    links = ARENA_ARRAY(rq->a, struct act_link, n + 1);
    keep_begin(&m, rq, N_("Copies to take note of"));
    m.page.intro = lang_text(
        rq->lang, rows.n == 0 ? N_("No copy waits for your teams.")
                              : N_("These complaints were copied to your teams, the oldest first. "
                                   "They stay here until somebody of the team took note."));
    for (size_t i = 0; i < n; i++) {
        const struct pack_version *v;
        if (!procedure_pack(p, rq->db, row[i].pack_id, &v, rq->err))
            return false;
        links[i] = (struct act_link){
            .label = arena_printf(rq->a, "%s · %s · %s", row[i].reference,
                                  copy_title(rq, v, row[i].name), day(rq, row[i].at)),
            .href = desk_case_path(rq->a, row[i].reference),
        };
    }
    if (rows.n > n) {
        const char *href = arena_printf(rq->a, "/desk/copies?after=%" PRId64, row[n - 1].id);
        links[n++] = (struct act_link){ lang_text(rq->lang, N_("Next")), href };
    }
    m.page.links = (struct rows){ links, n };
    return keep_render(&m);
}

const struct route copies_routes[] = {
    { GET, "/desk/complaints/{reference}/copies", MAY_READ, copies_get, 0 },
    { POST, "/desk/complaints/{reference}/copies", MAY_TAKE_NOTE, copies_post, 0 },
    { POST, "/desk/complaints/{reference}/copies/fields", MAY_ANSWER_COPY, answer_post, 0 },
    { GET, "/desk/copies", MAY_TAKE_NOTE, waiting_get, 0 },
    { 0 },
};
