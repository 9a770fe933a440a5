/*
 * /desk/records/{record}/{id}/redact: taking something out of what people wrote when they looked
 * back. The texts of a record, the form for one of them, and how it will look; the act cannot be
 * taken back, so it wants the password given lately and a look first. [S46] [S57]
 */
#include "base/buf.h"
#include "complaint/event_details.h"
#include "complaint/redaction.h"
#include "db/improvement_sql.h"
#include "desk/choices.h"
#include "improvement/leading.h"
#include "improvement/look_page.h"
#include "portal/portal_view.h"
#include "redact/record_text.h"

#include <string.h>

enum { EXCERPT = 140, TAKEN_LOOKED = 500, TAKEN_SHOWN = 4 };

/* A form under way. */
struct taking {
    struct looking *l;
    struct record_found r;
    const struct procedure *p;
    const char *path;
    struct record_text of; /* the one that is asked for; text NULL = none is */
    struct redacting in;
    struct passage passages[PASSAGES];
    size_t n;
};

static const char *path_of(struct arena *a, const char *table, int64_t id)
{
    return arena_printf(a, RECORDS "/%s/%" PRId64 "/redact", table, id);
}

static bool marked(const struct table *t, const void *row)
{
    struct record_text list[RECORD_TEXTS];
    size_t n = record_texts(t, row, list), length;

    while (n > 0)
        if (redaction_find(list[--n].text, &length, NULL))
            return true;
    return false;
}

/* Whether the event took something out of that record or of a weak point of it. */
static bool concerns(const struct event *e, const struct table *t, const void *row,
                     const struct rows *points)
{
    const struct weak_point_row *w = points ? points->row : NULL;

    for (size_t i = 0; i < e->n_rows; i++) {
        if (e->rows[i].table == t->number && e->rows[i].id == row_id(t, row))
            return true;
        for (size_t k = 0; points && k < points->n; k++)
            if (e->rows[i].table == weak_point_table.number && e->rows[i].id == w[k].id)
                return true;
    }
    return false;
}

/* The events are looked for only where a mark stands. */
static bool taken_show(struct looking *l, const struct table *t, const void *row,
                       const struct rows *points)
{
    const struct weak_point_row *w = points ? points->row : NULL;
    struct req *rq = l->m.rq;
    const struct event_details *d;
    bool any = marked(t, row);
    size_t shown = 0;
    struct rows rows;

    for (size_t i = 0; points && i < points->n; i++)
        any |= marked(&weak_point_table, &w[i]);
    if (!any)
        return true;
    if (!event_details_own(edge_act(rq), ",record_redacted,", TAKEN_LOOKED, &rows, rq->err))
        return false;
    d = rows.row;
    for (size_t i = 0; i < rows.n && shown < TAKEN_SHOWN; i++) {
        const char *who;
        if (!concerns(&d[i].event, t, row, points))
            continue;
        who = keep_when_who(rq, d[i].event.at, d[i].event.actor);
        keep_fact(&l->m, N_("Redacted"),
                  d[i].reason ? arena_printf(rq->a, "%s: %s", who, d[i].reason) : who);
        shown++;
    }
    return true;
}

bool record_shown(struct looking *l, const struct table *t, const void *row, int64_t team,
                  const struct rows *points)
{
    struct reach reach;

    if (!taken_show(l, t, row, points) || !edge_reach(l->m.rq, MAY_REDACT, &reach))
        return false;
    if (look_reached(&reach, team))
        look_link(l, N_("Redact a passage"), path_of(l->m.rq->a, t->name, row_id(t, row)));
    return true;
}

/* Whoever is kept from a complaint takes nothing out of a meeting about it. */
static bool kept_from(const struct req *rq, const struct reach *reach, const char *complaints)
{
    for (const char *s = complaints ? complaints : ""; *s;) {
        size_t n = strcspn(s, " ");
        if (strstr(reach->barred, arena_printf(rq->a, ",%.*s,", (int)n, s)))
            return true;
        s += n + strspn(s + n, " ");
    }
    return false;
}

static bool not_there(struct req *rq)
{
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static void text_find(struct taking *t, const char *column)
{
    struct record_text list[RECORD_TEXTS];
    size_t n = record_texts(t->r.table, t->r.row, list);

    for (size_t i = 0; i < n && column; i++)
        if (strcmp(list[i].column, column) == 0)
            t->of = list[i];
}

static bool taking_open(struct req *rq, struct looking *l, struct taking *t)
{
    const struct table *table = record_table(req_param(rq, "record"));
    const char *column =
        rq->method == POST ? form_text(rq->form, "act") : form_text(rq->query, "text");
    struct reach reach;
    int64_t id;

    *t = (struct taking){ .l = l };
    look_begin(l, rq, N_("Redact"));
    if (!table)
        return not_there(rq);
    if (!settings_id(rq, "id", &id) || !edge_reach(rq, MAY_REDACT, &reach) ||
        !edge_procedure(rq, &t->p) || !record_load(edge_act(rq), table, id, &t->r, rq->err))
        return false;
    if (!look_reached(&reach, t->r.team) || kept_from(rq, &reach, t->r.complaints))
        return not_there(rq);
    t->path = path_of(rq->a, table->name, id);
    text_find(t, column);
    return t->of.text || (!column && rq->method == GET) || not_there(rq);
}

/* Where the record itself is shown. */
static bool home(struct req *rq, const struct record_found *r, const char **out)
{
    int64_t id = row_id(r->table, r->row);
    const char *of = r->table == &meeting_table             ? MEETINGS
                     : r->table == &corrective_action_table ? CORRECTIVE
                     : r->table == &objective_table         ? OBJECTIVES
                     : r->table == &resource_table          ? MEANS
                                                            : ANALYSES;
    struct analysis_row a = { 0 };

    if (r->table == &weak_point_table)
        id = ((const struct weak_point_row *)r->row)->analysis_id;
    if (strcmp(of, ANALYSES) == 0) {
        if (!analysis_by_id(rq->a, rq->db, id, &a, rq->err))
            return false;
        of = strcmp(a.kind, KIND_REVIEW) == 0 ? REVIEWS : of;
    }
    *out = arena_printf(rq->a, "%s/%" PRId64, of, id);
    return true;
}

/* -- which text -- */

static void line_add(struct looking *l, struct look_table *t, const char *path,
                     const struct record_text *of)
{
    struct req *rq = l->m.rq;
    struct look_row *row = look_row(l, t, lang_text(rq->lang, of->label));

    row->href = arena_printf(rq->a, "%s?text=%s", path, of->column);
    look_cell(row, 0, desk_excerpt(rq->a, look_said(rq, of->text), EXCERPT));
}

/* Those of an analysis are its conclusion and its weak points. */
static bool points_add(struct taking *t, struct look_table *table, const struct rows *points)
{
    const struct weak_point_row *w = points->row;
    struct arena *a = t->l->m.rq->a;

    for (size_t i = 0; i < points->n; i++) {
        struct record_text one[RECORD_TEXTS];
        if (record_texts(&weak_point_table, &w[i], one) > 0)
            line_add(t->l, table, path_of(a, "weak_point", w[i].id), &one[0]);
    }
    return true;
}

static bool texts_list(struct taking *t)
{
    static const char *const heads[] = { N_("What it says") };
    struct record_text list[RECORD_TEXTS];
    struct req *rq = t->l->m.rq;
    size_t n = record_texts(t->r.table, t->r.row, list);
    struct look_table *table;
    struct rows points = { 0 };
    const char *back;

    if (t->r.table == &analysis_table &&
        (!sql_weak_points(rq->a, rq->db, row_id(t->r.table, t->r.row), &points, rq->err) ||
         !rows_open(rq->a, edge_act(rq)->keys, &weak_point_table, &points, rq->err)))
        return false;
    table = look_table(t->l, N_("Of which text?"), N_("Text"), heads, COUNT(heads), n + points.n);
    table->empty = lang_text(rq->lang, N_("Nothing is written here yet."));
    for (size_t i = 0; i < n; i++)
        line_add(t->l, table, t->path, &list[i]);
    if (!home(rq, &t->r, &back))
        return false;
    look_back(t->l, back, N_("Back"));
    return points_add(t, table, &points) && look_render(t->l);
}

/* -- its form -- */

static struct choice *reasons(struct taking *t, size_t *n)
{
    struct req *rq = t->l->m.rq;
    const struct answer *codes = choices_codes(rq, t->p, "redaction");
    const struct choice *given = codes->choices.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, codes->choices.n + 1);

    *n = 0;
    for (size_t i = 0; i < codes->choices.n; i++)
        if (given[i].value && *given[i].value)
            list[(*n)++] = given[i];
    return list;
}

static bool form_show(struct taking *t)
{
    struct req *rq = t->l->m.rq;
    struct settings s = settings_form(rq, NULL, N_("Show how it will look"));
    struct brackets pair = passage_brackets(t->of.text);
    struct choice *list;
    size_t n;

    list = reasons(t, &n);
    keep_area(&s, "text", N_("Enclose what nobody is to see"), NULL);
    s.input[s.n - 1].hint = lang_format(
        rq->a, rq->lang,
        N_("Write {open} before each passage and {close} behind it, and change nothing else."),
        "open", pair.open, "close", pair.close, NULL);
    if (rq->method == GET)
        s.input[s.n - 1].value = t->of.text;
    settings_radios(&s, "reason", N_("Why"), NULL, list, n, NULL);
    keep_area(&s, "why", N_("In words"),
              N_("Only needed for another reason. It is kept; do not repeat what is redacted."));
    keep_form(&t->l->m, t->path, t->of.column, 0, t->of.label, NULL, &s);
    t->l->m.page.intro =
        lang_text(rq->lang, N_("What is taken out here is gone for good, also from the record of "
                               "changes: nobody can open it or put it back. In backups it is "
                               "gone when the last older backup of keys is."));
    look_back(t->l, t->path, N_("Back"));
    return look_render(t->l);
}

static const char *as_shown(struct taking *t)
{
    struct arena *a = t->l->m.rq->a;
    struct buf b = buf_new(a);
    size_t at = 0;

    for (size_t i = 0; i < t->n; i++) {
        buf_add(&b, t->of.text + at, t->passages[i].from - at);
        buf_str(&b, redaction_mark(a, t->in.reason, 1));
        at = t->passages[i].until;
    }
    buf_str(&b, t->of.text + at);
    return buf_text(&b);
}

static bool preview_show(struct taking *t)
{
    struct req *rq = t->l->m.rq;
    struct settings s = settings_form(rq, NULL, N_("Redact it for good"));
    struct carried *carried = ARENA_ARRAY(rq->a, struct carried, 4);
    struct keep_form *form;

    carried[0] = (struct carried){ "text", form_text(rq->form, "text") };
    carried[1] = (struct carried){ "reason", t->in.reason };
    carried[2] = (struct carried){ "why", settings_sent(rq, "why") };
    carried[3] = (struct carried){ "step", "redact" };
    look_text(t->l, N_("This is what everybody will see"), as_shown(t));
    keep_form(&t->l->m, t->path, t->of.column, 0, NULL,
              N_("What stood there cannot be opened or put back by anybody."), &s);
    form = &t->l->m.form[t->l->m.n_forms - 1];
    form->grave = true;
    form->carried = (struct rows){ carried, 4 };
    look_back(t->l, arena_printf(rq->a, "%s?text=%s", t->path, t->of.column), N_("Back"));
    return look_render(t->l);
}

static bool redact_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct taking t;

    return taking_open(rq, l, &t) && (t.of.text ? form_show(&t) : texts_list(&t));
}

/* Without the word that says so the form shows the preview: nothing is done unseen. */
static bool redact_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);
    struct taking t;

    if (!taking_open(rq, l, &t))
        return false;
    t.in = (struct redacting){ settings_sent(rq, "reason"), settings_sent(rq, "why") };
    if (!redact_enclosed(t.of.text, form_text(rq->form, "text"), t.passages, &t.n, rq->err) ||
        !redact_reason_given(t.p, &t.in, rq->err))
        return keep_refused(&l->m) && form_show(&t);
    if (strcmp(settings_sent(rq, "step"), "redact") != 0)
        return preview_show(&t);
    if (record_redact(edge_act(rq), t.p, &t.of, t.passages, t.n, &t.in, rq->err))
        return look_done(rq, t.path);
    return keep_refused(&l->m) && form_show(&t);
}

const struct route record_routes[] = {
    { GET, RECORDS "/{record}/{id}/redact", MAY_REDACT, redact_get, ROUTE_FRESH },
    { POST, RECORDS "/{record}/{id}/redact", MAY_REDACT, redact_post, ROUTE_FRESH },
    { 0 },
};
