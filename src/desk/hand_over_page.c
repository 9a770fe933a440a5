/*
 * Handing over the open complaints of somebody who leaves: who answers for how many, and the
 * form that gives them to others, a row of the result for each. [4.12-a]
 */
#include "desk/hand_over.h"

#include "db/desk_sql.h"
#include "db/hand_over_sql.h"
#include "desk/desk.h"
#include "desk/keep_flow.h"
#include "desk/people_view.h"
#include "operation/task/task_page.h"
#include "web/answer.h"

#include <stdlib.h>
#include <string.h>

enum { HAND_OVER_MOST = 500 }; /* acts that one request makes */

static const struct field owner_load_fields[] = {
    FIELD(struct owner_load, staff),
    FIELD(struct owner_load, cases),
    FIELD(struct owner_load, works),
};
const struct record owner_load_record = RECORD(struct owner_load, owner_load_fields);

static const struct field other_load_fields[] = {
    FIELD(struct other_load, staff),      FIELD(struct other_load, parts),
    FIELD(struct other_load, tasks),      FIELD(struct other_load, actions),
    FIELD(struct other_load, objectives), FIELD(struct other_load, works),
};
const struct record other_load_record = RECORD(struct other_load, other_load_fields);

/* -- everybody -- */

static const struct staff_row *staff_in(const struct rows *staff, int64_t id)
{
    const struct staff_row *row = staff->row;

    for (size_t i = 0; i < staff->n; i++)
        if (row[i].id == id)
            return &row[i];
    return NULL;
}

/* Who cannot go on with theirs stands first, the others by their names. */
static int owner_compare(const void *one, const void *two, void *lang)
{
    const struct owner_view *a = one, *b = two;
    int first = (b->left || b->role_off) - (a->left || a->role_off);

    return first ? first : lang_compare(lang, a->name, b->name);
}

/* What is with everybody: cases they answer for, and what they only have a part in. */
struct loads {
    struct rows owners; /* struct owner_load */
    struct rows others; /* struct other_load */
};

static bool loads_read(struct req *rq, const struct reach *reach, struct loads *loads,
                       struct rows *staff)
{
    return sql_owner_loads(rq->a, rq->db, rq->user->id, rq->now, reach->all, reach->teams,
                           &loads->owners, rq->err) &&
           sql_other_loads(rq->a, rq->db, rq->now, reach->all, reach->teams, reach->barred,
                           &loads->others, rq->err) &&
           sql_staff_owning(rq->a, rq->db, staff, rq->err) &&
           rows_open(rq->a, edge_act(rq)->keys, &staff_table, staff, rq->err);
}

bool hand_over_waiting(struct req *rq, int64_t *n)
{
    const struct owner_load *load;
    struct reach reach;
    struct rows loads;

    *n = 0;
    if (!edge_reach(rq, MAY_ASSIGN, &reach) || reach.none)
        return rq->err->kind == ERR_NONE;
    if (!sql_owner_loads(rq->a, rq->db, rq->user->id, rq->now, reach.all, reach.teams, &loads,
                         rq->err))
        return false;
    load = loads.row;
    for (size_t i = 0; i < loads.n; i++)
        *n += load[i].works ? 0 : load[i].cases;
    return true;
}

static const struct owner_load *cases_of(const struct loads *loads, int64_t staff)
{
    const struct owner_load *load = loads->owners.row;

    for (size_t i = 0; i < loads->owners.n; i++)
        if (load[i].staff == staff)
            return &load[i];
    return NULL;
}

static const struct other_load *others_of(const struct loads *loads, int64_t staff)
{
    const struct other_load *load = loads->others.row;

    for (size_t i = 0; i < loads->others.n; i++)
        if (load[i].staff == staff)
            return &load[i];
    return NULL;
}

/* False when nothing of theirs is within reach. */
static bool owner_show(struct req *rq, const struct loads *loads, const struct staff_row *who,
                       struct owner_view *out)
{
    const struct owner_load *cases = cases_of(loads, who->id);
    const struct other_load *others = others_of(loads, who->id);
    bool left = instant_is_set(who->ended_at);

    if (!cases && !others)
        return false;
    *out = (struct owner_view){ .name = who->name.text,
                                .href = arena_printf(rq->a, "/desk/hand-over/%" PRId64, who->id),
                                .open = cases ? (int)cases->cases : 0,
                                .parts = others ? (int)others->parts : 0,
                                .tasks = others ? (int)others->tasks : 0,
                                .beside = others ? (int)(others->actions + others->objectives) : 0,
                                .left = left,
                                .role_off = !left && !(cases ? cases->works : others->works) };
    return true;
}

static bool owners_get(struct req *rq)
{
    struct owners_page page = { 0 };
    const struct staff_row *who;
    struct owner_view *list;
    struct loads loads;
    struct rows staff;
    struct reach reach;
    size_t n = 0;

    if (!edge_reach(rq, MAY_ASSIGN, &reach) || !loads_read(rq, &reach, &loads, &staff))
        return false;
    who = staff.row;
    list = ARENA_ARRAY(rq->a, struct owner_view, staff.n + 1);
    for (size_t i = 0; i < staff.n; i++)
        n += owner_show(rq, &loads, &who[i], &list[n]);
    qsort_r(list, n, sizeof *list, owner_compare, (void *)(uintptr_t)rq->lang);
    page.owners = (struct rows){ list, n };
    return req_render(rq, "desk/hand_over.html", &owners_page_record, &page);
}

/* -- one of them -- */

struct handing {
    struct req *rq;
    const struct procedure *p;
    struct reach reach;
    struct staff_row from;
    struct owner_view load;
    struct other_load others;
    struct rows keys;  /* struct case_key: the first of their open cases */
    struct rows parts; /* struct case_key: of those in which they have a part */
    struct rows results;
    struct field_errors errors;
};

static bool keys_read(struct handing *h, int64_t n)
{
    struct req *rq = h->rq;

    return sql_pick_owned(rq->a, rq->db, h->from.id, INT64_MIN, 0, INT64_MAX, n, h->reach.all,
                          h->reach.teams, h->reach.barred, &h->keys, rq->err) &&
           sql_taking_part(rq->a, rq->db, h->from.id, n, h->reach.all, h->reach.teams,
                           h->reach.barred, &h->parts, rq->err);
}

/* What is with them now; `*any` says whether something is within reach. */
static bool load_read(struct handing *h, int64_t id, bool *any)
{
    struct req *rq = h->rq;
    const struct other_load *others;
    const struct staff_row *who;
    struct loads loads;
    struct rows staff;

    *any = false;
    h->load.open = h->load.parts = h->load.tasks = 0;
    if (!loads_read(rq, &h->reach, &loads, &staff))
        return false;
    who = staff_in(&staff, id);
    if (!who || !owner_show(rq, &loads, who, &h->load))
        return true;
    others = others_of(&loads, id);
    h->others = others ? *others : (struct other_load){ 0 };
    h->from = *who;
    *any = true;
    return true;
}

/* Somebody of whom nothing is within reach looks like somebody who is not there. */
static bool handing_open(struct req *rq, struct handing *h)
{
    bool any;

    *h = (struct handing){ .rq = rq };
    return edge_procedure(rq, &h->p) && edge_reach(rq, MAY_ASSIGN, &h->reach) &&
           load_read(h, strtoll(req_param(rq, "id"), NULL, 10), &any) &&
           (any ||
            err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you.")));
}

/* Everybody who may get them but the one who gives them away. */
static bool receivers(const struct handing *h, const struct answer **out)
{
    struct req *rq = h->rq;
    const char *from = arena_printf(rq->a, "%" PRId64, h->from.id);
    const struct choice *all;
    struct choice *list;
    struct rows people;
    size_t n = 0;

    if (!desk_people(rq, &h->reach, &people))
        return false;
    all = people.row;
    list = ARENA_ARRAY(rq->a, struct choice, people.n + 1);
    for (size_t i = 0; i < people.n; i++)
        if (strcmp(all[i].value, from) != 0)
            list[n++] = all[i];
    *out = answer_choices(rq->a, list, n);
    return true;
}

/* Cases in which they have a part and somebody else answers for, what they were asked by name, and
 * what is theirs beside complaints, for whoever may open that. */
static bool others_show(struct handing *h, const struct reach *reach, struct hand_over_page *page)
{
    struct req *rq = h->rq;

    page->parts = h->load.parts;
    page->tasks = h->load.tasks;
    page->actions = may(rq->user, MAY_READ_ANALYSES, NULL) ? (int)h->others.actions : 0;
    page->objectives = may(rq->user, MAY_READ_OBJECTIVES, NULL) ? (int)h->others.objectives : 0;
    return desk_list_rows(rq, reach, h->parts.row, h->parts.n, &page->part) &&
           tasks_of_staff(rq, h->p, &h->reach, h->from.id, DESK_PAGE, &page->asked);
}

static bool handing_show(struct handing *h)
{
    struct req *rq = h->rq;
    struct hand_over_page page = {
        .action = arena_printf(rq->a, "/desk/hand-over/%" PRId64, h->from.id),
        .name = h->from.name.text,
        .left = instant_is_set(h->from.ended_at),
        .open = h->load.open,
        .results = h->results,
        .errors = { h->errors.e, h->errors.n },
    };
    const struct answer *choice;
    struct reach reach;

    if (!receivers(h, &choice) || !keys_read(h, DESK_PAGE) || !edge_reach(rq, MAY_READ, &reach) ||
        !desk_list_rows(rq, &reach, h->keys.row, h->keys.n, &page.rows) ||
        !others_show(h, &reach, &page))
        return false;
    page.choice = choice;
    page.any = page.rows.n + page.part.n > 0;
    answers_fill(rq->a, &hand_over_page_record, &page, NULL, NULL,
                 rq->method == POST && h->errors.n > 0 ? rq->form : NULL, &h->errors);
    if (h->load.open <= DESK_PAGE && h->load.parts <= DESK_PAGE)
        page.everyone = NULL;
    return req_render_status(rq, h->errors.n > 0 ? 422 : 200, "desk/hand_over_from.html",
                             &hand_over_page_record, &page);
}

static bool handing_get(struct req *rq)
{
    struct handing h;

    return handing_open(rq, &h) && handing_show(&h);
}

static bool ticked(const struct req *rq, const char *reference)
{
    if (form_text(rq->form, "everyone"))
        return true;
    for (size_t i = 0; i < form_count(rq->form, "case"); i++)
        if (strcmp(form_nth(rq->form, "case", i), reference) == 0)
            return true;
    return false;
}

static struct bulk_result result_of(struct req *rq, const char *reference, struct err *why)
{
    return (struct bulk_result){ .reference = reference,
                                 .href = desk_case_path(rq->a, reference),
                                 .done = why->kind == ERR_NONE,
                                 .why = why->kind == ERR_NONE ? NULL
                                                              : lang_err(rq->a, rq->lang, why) };
}

/* Cases of theirs, and those in which they have a part. */
static struct rows all_keys(const struct handing *h)
{
    size_t n = h->keys.n + h->parts.n;
    struct case_key *all = ARENA_ARRAY(h->rq->a, struct case_key, n + 1);

    for (size_t i = 0; i < n; i++)
        all[i] = i < h->keys.n ? ((const struct case_key *)h->keys.row)[i]
                               : ((const struct case_key *)h->parts.row)[i - h->keys.n];
    return (struct rows){ all, n };
}

/* What was ticked, of what is theirs and within reach. */
static bool chosen(struct handing *h, struct rows *lines, int64_t *ids, size_t *n)
{
    struct rows keys = all_keys(h);
    struct req *rq = h->rq;
    const struct case_line *line;

    if (!pick_lines(rq, &h->reach, keys.row, keys.n, lines))
        return false;
    line = lines->row;
    *n = 0;
    for (size_t i = 0; i < lines->n; i++)
        if (ticked(rq, line[i].reference))
            ids[(*n)++] = line[i].id;
    return *n > 0 || err_field(rq->err, "case", N_("Choose the complaints to be handed over."));
}

static const char *reference_of(const struct rows *lines, int64_t id)
{
    const struct case_line *line = lines->row;

    for (size_t i = 0; i < lines->n; i++)
        if (line[i].id == id)
            return line[i].reference;
    return "";
}

static bool hand_over(struct handing *h)
{
    struct req *rq = h->rq;
    struct keep k = { .choice = form_text(rq->form, "choice"),
                      .reason = form_text(rq->form, "reason"),
                      .from = h->from.id };
    int64_t *ids;
    struct err *whys;
    struct bulk_result *list;
    struct rows lines;
    size_t n;
    bool any;

    if (!keys_read(h, form_text(rq->form, "everyone") ? HAND_OVER_MOST : DESK_PAGE))
        return false;
    ids = ARENA_ARRAY(rq->a, int64_t, h->keys.n + h->parts.n + 1);
    if (!chosen(h, &lines, ids, &n))
        return false;
    whys = ARENA_ARRAY(rq->a, struct err, n);
    list = ARENA_ARRAY(rq->a, struct bulk_result, n);
    if (!keep_hand_over(edge_act(rq), h->p, &k, ids, n, whys, rq->err))
        return false;
    for (size_t i = 0; i < n; i++)
        list[i] = result_of(rq, reference_of(&lines, ids[i]), &whys[i]);
    h->results = (struct rows){ list, n };
    return load_read(h, h->from.id, &any);
}

static bool handing_post(struct req *rq)
{
    struct handing h;

    if (!handing_open(rq, &h))
        return false;
    if (!hand_over(&h)) {
        if (rq->err->kind != ERR_INVALID)
            return false;
        field_errors_add(rq, &h.errors, rq->err);
    }
    return handing_show(&h);
}

const struct route hand_over_routes[] = {
    { GET, "/desk/hand-over", MAY_ASSIGN, owners_get, 0 },
    { GET, "/desk/hand-over/{id}", MAY_ASSIGN, handing_get, 0 },
    { POST, "/desk/hand-over/{id}", MAY_ASSIGN, handing_post, 0 },
    { 0 },
};
