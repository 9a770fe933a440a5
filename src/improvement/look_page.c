#include "improvement/look_page.h"

#include "complaint/redaction.h"
#include "edge/names.h"
#include "improvement/given.h"

#include <stdlib.h>
#include <string.h>

static const char *say(const struct req *rq, const char *id)
{
    return id ? lang_text(rq->lang, id) : NULL;
}

void look_begin(struct looking *l, struct req *rq, const char *title)
{
    memset(l, 0, sizeof *l);
    keep_begin(&l->m, rq, title);
    if (form_text(rq->query, "done"))
        l->m.page.done = say(rq, N_("Done."));
}

void look_back(struct looking *l, const char *href, const char *words)
{
    l->m.page.back = href;
    l->m.page.back_words = say(l->m.rq, words);
}

void look_link(struct looking *l, const char *words, const char *href)
{
    if (l->n_links < LOOK_LINKS)
        l->link[l->n_links++] = (struct act_link){ say(l->m.rq, words), href };
}

void look_named(struct looking *l, const char *words, const char *href)
{
    if (l->n_above < LOOK_LINKS)
        l->above[l->n_above++] = (struct act_link){ words, href };
}

void look_add(struct looking *l, const char *words, const char *href)
{
    if (l->n_adds < LOOK_LINKS)
        l->add[l->n_adds++] = (struct act_link){ say(l->m.rq, words), href };
}

const char *look_said(struct req *rq, const char *text)
{
    const struct procedure *p;
    size_t n;

    if (!redaction_find(text, &n, NULL))
        return text;
    if (edge_procedure(rq, &p))
        return redaction_show(rq->a, p, rq->lang, text);
    err_clear(rq->err);
    return say(rq, N_("[redacted]"));
}

void look_text(struct looking *l, const char *label, const char *text)
{
    if (text && *text && l->n_texts < LOOK_TEXTS)
        l->text[l->n_texts++] =
            (struct sheet_line){ .label = say(l->m.rq, label), .value = look_said(l->m.rq, text) };
}

struct look_table *look_table(struct looking *l, const char *title, const char *head,
                              const char *const *heads, size_t n_heads, size_t rows)
{
    struct look_table *t = &l->table[l->n_tables < LOOK_TABLES ? l->n_tables++ : LOOK_TABLES - 1];
    struct look_cell *cells = ARENA_ARRAY(l->m.rq->a, struct look_cell, n_heads);

    for (size_t i = 0; i < n_heads; i++)
        cells[i].text = say(l->m.rq, heads[i]);
    *t = (struct look_table){ .title = say(l->m.rq, title),
                              .head = say(l->m.rq, head),
                              .heads = { cells, n_heads },
                              .rows = { ARENA_ARRAY(l->m.rq->a, struct look_row, rows + 1), 0 } };
    return t;
}

struct look_row *look_row(struct looking *l, struct look_table *t, const char *label)
{
    struct look_row *row = (struct look_row *)(uintptr_t)t->rows.row + t->rows.n++;
    const struct look_cell *heads = t->heads.row;
    struct look_cell *cells = ARENA_ARRAY(l->m.rq->a, struct look_cell, t->heads.n);

    for (size_t i = 0; i < t->heads.n; i++)
        cells[i].head = heads[i].text;
    row->label = label;
    row->cells = (struct rows){ cells, t->heads.n };
    return row;
}

void look_cell(struct look_row *row, size_t i, const char *text)
{
    ((struct look_cell *)(uintptr_t)row->cells.row)[i].text = text;
}

bool look_render(struct looking *l)
{
    keep_rows(&l->m);
    l->m.page.links = (struct rows){ l->link, l->n_links };
    l->m.page.above = (struct rows){ l->above, l->n_above };
    l->page.keep = &l->m.page;
    l->page.tables = (struct rows){ l->table, l->n_tables };
    l->page.adds = (struct rows){ l->add, l->n_adds };
    l->page.texts = (struct rows){ l->text, l->n_texts };
    return req_render_status(l->m.rq, l->m.status, "desk/look.html", &look_page_record, &l->page);
}

bool look_done(struct req *rq, const char *path)
{
    return req_redirect(rq, "%s%sdone=1", path, strchr(path, '?') ? "&" : "?");
}

/* -- words -- */

const char *look_day(const struct req *rq, struct date d)
{
    return date_is_set(d) ? lang_date(rq->a, rq->lang, d, DATE_LONG, rq->today) : NULL;
}

const char *look_period(const struct req *rq, struct date from, struct date until)
{
    return lang_format(rq->a, rq->lang, N_("{from} to {until}"), "from",
                       lang_date(rq->a, rq->lang, from, DATE_PLAIN, rq->today), "until",
                       lang_date(rq->a, rq->lang, until, DATE_PLAIN, rq->today), NULL);
}

const char *look_share(const struct req *rq, int64_t part, int64_t whole)
{
    if (whole == 0)
        return "–";
    return lang_format(rq->a, rq->lang, N_("{part} of {whole}"), "part",
                       lang_number(rq->a, rq->lang, part), "whole",
                       lang_number(rq->a, rq->lang, whole), NULL);
}

bool look_team_name(struct req *rq, int64_t team, const char **out)
{
    *out = say(rq, N_("The whole organisation"));
    return team == 0 || edge_team_name(rq, team, out);
}

/* -- who and what -- */

bool look_reached(const struct reach *reach, int64_t team)
{
    return reach->all || (team != 0 && reach_team(reach, team));
}

bool look_teams(struct req *rq, enum may what, struct choice **out, size_t *n)
{
    const struct choice *team;
    struct reach reach;
    struct rows rows;

    if (!edge_reach(rq, what, &reach) || !desk_teams(rq, &reach, 0, &rows))
        return false;
    team = rows.row;
    *out = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    *n = 0;
    if (reach.all)
        (*out)[(*n)++] =
            (struct choice){ .value = "0", .label = say(rq, N_("The whole organisation")) };
    for (size_t i = 0; i < rows.n; i++)
        (*out)[(*n)++] = team[i];
    return true;
}

int64_t look_own_team(const struct req *rq)
{
    for (size_t i = 0; i < rq->user->n_roles; i++)
        if (rq->user->roles[i].role == ROLE_MANAGER)
            return rq->user->roles[i].team;
    return rq->user->n_roles > 0 ? rq->user->roles[0].team : 0;
}

int64_t look_number(const struct req *rq, const char *name)
{
    return strtoll(settings_sent(rq, name), NULL, 10);
}

const int64_t *look_numbers(const struct req *rq, const char *name, size_t *n)
{
    int64_t *list = ARENA_ARRAY(rq->a, int64_t, form_count(rq->form, name) + 1);

    *n = form_count(rq->form, name);
    for (size_t i = 0; i < *n; i++)
        list[i] = strtoll(form_nth(rq->form, name, i), NULL, 10);
    return list;
}

/* -- figures -- */

struct look_table *look_figures(struct looking *l, const char *title, const char *head, size_t rows)
{
    static const char *const heads[] = {
        N_("Received"),
        N_("Closed"),
        N_("Upheld, of those decided"),
        N_("Answered in time"),
        N_("Time limits kept"),
        N_("Came back"),
        N_("Satisfied, of those who said"),
    };
    struct look_table *t = look_table(l, title, head, heads, COUNT(heads), rows);

    t->numbers = true;
    return t;
}

void look_figures_row(struct looking *l, struct look_table *t, const char *label, const char *href,
                      const struct figures_line *f)
{
    struct look_row *row = look_row(l, t, label);
    struct req *rq = l->m.rq;

    row->href = href;
    look_cell(row, 0, keep_number(rq, f->received));
    look_cell(row, 1, keep_number(rq, f->closed));
    look_cell(row, 2, look_share(rq, f->upheld, f->decided));
    look_cell(row, 3, look_share(rq, f->in_time, f->in_time + f->late));
    look_cell(row, 4, look_share(rq, f->kept, f->kept + f->missed));
    look_cell(row, 5, keep_number(rq, f->came_back));
    look_cell(row, 6, look_share(rq, f->good, f->said));
}

bool look_analysis_due(struct req *rq, int64_t team, const char **out)
{
    const struct procedure *p;
    struct date due;
    bool ever;

    *out = NULL;
    if (!edge_procedure(rq, &p) || !analysis_due(edge_act(rq), p, team, &ever, &due, rq->err))
        return false;
    if (ever && !date_is_set(due))
        *out = say(rq, N_("The records have not been looked at together yet."));
    else if (ever && date_compare(due, rq->today) < 0) /* that day belongs to the period itself */
        *out = lang_format(rq->a, rq->lang,
                           N_("The records should have been looked at together by {day}."), "day",
                           look_day(rq, due), NULL);
    return true;
}
