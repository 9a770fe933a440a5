/*
 * The same again, for people: the line on a case that says what became of it the last time, the
 * page of that case where it is marked or denied, and the list of all. Of earlier cases only what
 * this reader may see is told; those they must keep away from do not exist for them. [7.6-b]
 */
#include "db/repeat_sql.h"
#include "db/tie_sql.h"
#include "desk/filters.h"
#include "group/group_page.h"
#include "group/repeat.h"
#include "keep/keep_page.h"

#include <stdlib.h>
#include <string.h>

/* So many earlier ones are told of with all that is known. */
enum { WHOLE = 3, CAUSE_MOST = 200 };

static bool barred(const struct reach *reach, int64_t complaint)
{
    for (size_t i = 0; i < reach->n_barred; i++)
        if (reach->barred_case[i] == complaint)
            return true;
    return false;
}

/* -- what became of the earlier one -- */

static const char *decided_words(struct req *rq, const struct dossier *o)
{
    const struct decision_row *d = dossier_decision(o);
    const char *what = d && instant_is_set(d->decided_at)
                           ? desk_word(rq, &outcome_words, d->outcome)
                           : desk_word(rq, &closing_reason_words, o->c.closing);
    struct instant at = d && instant_is_set(d->decided_at) ? d->decided_at : o->c.closed_at;

    if (!what)
        return NULL;
    return lang_format(
        rq->a, rq->lang, N_("{what}, {date}"), "what", what, "date",
        lang_date(rq->a, rq->lang, zone_date(rq->app->zone, at, NULL), DATE_SHORT, rq->today),
        NULL);
}

static struct rows promised(struct req *rq, const struct dossier *o)
{
    struct panel_line *list = ARENA_ARRAY(rq->a, struct panel_line, o->remedy.n + 1);

    for (size_t i = 0; i < o->remedy.n; i++) {
        const struct remedy_row *r = &o->remedy.row[i];
        enum remedy_state state = word_value(&remedy_state_words, r->state);
        list[i] =
            (struct panel_line){ .text = desk_word(rq, &remedy_kind_words, r->kind),
                                 .detail = desk_word(rq, &remedy_state_words, r->state),
                                 .done = state == REMEDY_CARRIED_OUT || state == REMEDY_VERIFIED };
    }
    return (struct rows){ list, o->remedy.n };
}

/* The causes that were found, with what was written of each. */
static const char *cause_words(struct req *rq, const struct procedure *p, const struct dossier *o)
{
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < o->cause.n; i++) {
        const struct cause_row *c = &o->cause.row[i];
        const char *label = procedure_label(p, "cause", c->code, rq->lang);
        const char *text =
            c->analysis.text ? desk_excerpt(rq->a, c->analysis.text, CAUSE_MOST) : NULL;
        if (instant_is_set(c->ended_at) || (!label && !text))
            continue;
        buf_printf(&b, "%s%s%s%s", b.n > 0 ? "; " : "", label ? label : "",
                   label && text ? ": " : "", text ? text : "");
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

static const char *prevention_words(struct req *rq, const struct dossier *o)
{
    const char *text = o->c.preventive.text;

    return text ? desk_excerpt(rq->a, text, CAUSE_MOST) : NULL;
}

static bool whole_show(struct req *rq, const struct procedure *p, const char *reference,
                       struct again_view *v)
{
    struct may_object o;
    struct dossier d;

    if (!edge_case(rq, reference, MAY_READ, &d))
        return false;
    o = edge_object(rq, &d);
    v->decided = decided_words(rq, &d);
    v->promised = promised(rq, &d);
    if (!may(rq->user, MAY_READ_INTERNAL, &o))
        return true;
    v->cause = cause_words(rq, p, &d);
    v->prevention = prevention_words(rq, &d);
    return true;
}

/* One of another team is counted and no more. */
static bool before_show(struct req *rq, const struct procedure *p, const struct reach *reach,
                        int64_t before, bool whole, struct again_view *v)
{
    struct joined_case other;

    *v = (struct again_view){ 0 };
    if (!sql_reference_of(rq->a, rq->db, before, &other, rq->err))
        return false;
    if (!reach_case(reach, other.team_id, before))
        return true;
    v->reference = other.reference;
    v->href = desk_case_path(rq->a, other.reference);
    return !whole || whole_show(rq, p, other.reference, v);
}

/* The newest first. */
static bool all_show(struct req *rq, const struct procedure *p, const struct reach *reach,
                     const struct dossier *d, size_t whole, struct rows *out)
{
    struct again_view *list = ARENA_ARRAY(rq->a, struct again_view, d->case_tie.n + 1);
    size_t n = 0;

    for (size_t i = d->case_tie.n; i-- > 0;) {
        const struct case_tie_row *t = &d->case_tie.row[i];
        if (!tie_again(t) || barred(reach, t->other_id))
            continue;
        if (!before_show(rq, p, reach, t->other_id, n < whole, &list[n]))
            return false;
        n++;
    }
    *out = (struct rows){ list, n };
    return true;
}

bool repeat_panel(const struct case_show *s, struct case_page *page)
{
    page->again_href = arena_join(s->rq->a, s->path, "/", "repeats");
    return s->d->c.repeats == 0 || all_show(s->rq, s->p, &s->reach, s->d, 1, &page->again);
}

/* -- the page of a case -- */

struct repeats {
    struct keep_making m;
    const struct procedure *p;
    struct reach reach;
    struct dossier d;
    const char *path;
    bool may;
};

static void part_line(struct sheet_line *list, size_t *n, struct req *rq, const char *label,
                      const char *value)
{
    if (value)
        list[(*n)++] = (struct sheet_line){ .label = lang_text(rq->lang, label), .value = value };
}

/* What is known of an earlier one, under its reference. */
static struct sheet_group part_of(struct req *rq, const struct again_view *v)
{
    const struct panel_line *r = v->promised.row;
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, v->promised.n + 4);
    size_t n = 0;

    if (v->href)
        list[n++] = (struct sheet_line){ .label = lang_text(rq->lang, N_("Complaint")),
                                         .value = v->reference,
                                         .href = v->href };
    part_line(list, &n, rq, N_("Decided"), v->decided);
    for (size_t i = 0; i < v->promised.n; i++)
        part_line(list, &n, rq, N_("Promised"),
                  arena_printf(rq->a, "%s, %s", r[i].text, r[i].detail));
    part_line(list, &n, rq, N_("Cause"), v->cause);
    part_line(list, &n, rq, N_("Against it"), v->prevention);
    return (struct sheet_group){ .title =
                                     v->reference
                                         ? v->reference
                                         : lang_text(rq->lang, N_("A complaint of another team")),
                                 .lines = { list, n } };
}

static void deny_form(struct repeats *r, const struct again_view *v, int64_t before)
{
    struct settings s = settings_form(r->m.rq, NULL, N_("Not the same"));

    if (!r->may || !v->reference || r->m.n_forms + 1 >= KEEP_FORMS)
        return;
    keep_area(&s, "reason", N_("Reason"), NULL);
    keep_form(&r->m, r->path, "end", before, N_("Not the same"),
              N_("It counts no longer, and the program does not find it again."), &s);
    r->m.form[r->m.n_forms - 1].title =
        lang_format(r->m.rq->a, r->m.rq->lang, N_("Not the same as {reference}"), "reference",
                    v->reference, NULL);
}

static void mark_form(struct repeats *r)
{
    struct settings s = settings_form(r->m.rq, NULL, N_("Mark it"));

    if (!r->may)
        return;
    settings_text(&s, "other", N_("Reference of the earlier complaint"), NULL, NULL);
    keep_area(&s, "reason", N_("Reason"), NULL);
    keep_form(&r->m, r->path, "mark", 0, N_("The same came before"),
              N_("What the program did not find, such as another address of the same person."), &s);
}

static bool page_show(struct repeats *r)
{
    struct req *rq = r->m.rq;
    struct sheet_group *parts = ARENA_ARRAY(rq->a, struct sheet_group, r->d.case_tie.n + 1);
    size_t n = 0;

    keep_case(&r->m, &r->d);
    r->m.page.intro = lang_text(
        rq->lang, N_("An earlier complaint about the same was decided, and the problem came back. "
                     "Look at what was found and promised then before you answer again."));
    for (size_t i = r->d.case_tie.n; i-- > 0;) {
        const struct case_tie_row *t = &r->d.case_tie.row[i];
        struct again_view v;
        if (!tie_again(t) || barred(&r->reach, t->other_id))
            continue;
        if (!before_show(rq, r->p, &r->reach, t->other_id, n < WHOLE, &v))
            return false;
        parts[n++] = part_of(rq, &v);
        deny_form(r, &v, t->other_id);
    }
    if (n == 0)
        keep_fact(&r->m, N_("Earlier complaints of the same"), lang_text(rq->lang, N_("none")));
    r->m.page.parts = (struct rows){ parts, n };
    mark_form(r);
    return edge_read_identity(rq, &r->d) && keep_render(&r->m);
}

static bool page_begin(struct req *rq, enum may right, struct repeats *r)
{
    struct may_object o;

    *r = (struct repeats){ 0 };
    keep_begin(&r->m, rq, N_("Repeat complaint"));
    if (!edge_procedure(rq, &r->p) || !edge_reach(rq, MAY_READ, &r->reach) ||
        !edge_case(rq, req_param(rq, "reference"), right, &r->d))
        return false;
    o = edge_object(rq, &r->d);
    r->may = may(rq->user, MAY_ASSESS, &o);
    r->path = arena_printf(rq->a, "%s/repeats", desk_case_path(rq->a, r->d.c.reference));
    return true;
}

static bool page_get(struct req *rq)
{
    struct repeats r;

    if (!page_begin(rq, MAY_READ, &r))
        return false;
    if (form_text(rq->query, "done"))
        r.m.page.done = lang_text(rq->lang, N_("Done."));
    return page_show(&r);
}

bool repeat_before_find(struct req *rq, const char *reference, int64_t *out)
{
    struct dossier before;

    if (reference && edge_case(rq, arena_trimmed(rq->a, reference), MAY_READ, &before)) {
        *out = before.c.id;
        return true;
    }
    if (reference && rq->err->kind != ERR_NOT_FOUND)
        return false;
    err_clear(rq->err);
    return err_field(rq->err, "other",
                     N_("There is no complaint of that reference. Check it for a slip."));
}

/* The form names one that this reader was shown. */
static bool seen_before(struct repeats *r, int64_t before)
{
    struct req *rq = r->m.rq;
    struct joined_case other;
    struct err none = { 0 };

    return (before > 0 && sql_reference_of(rq->a, rq->db, before, &other, &none) &&
            reach_case(&r->reach, other.team_id, before)) ||
           err_set(rq->err, ERR_CONFLICT, N_("It is not marked as the same again as that one."));
}

static bool page_do(struct repeats *r)
{
    struct req *rq = r->m.rq;
    const char *what = keep_act(rq), *reason = form_text(rq->form, "reason");
    int64_t seen = keep_version(rq), before;

    if (strcmp(what, "end") == 0)
        return seen_before(r, keep_id(rq)) &&
               repeat_end(edge_act(rq), r->p, r->d.c.id, seen, keep_id(rq), reason, rq->err);
    if (strcmp(what, "mark") != 0)
        return keep_act_unknown(rq);
    return repeat_before_find(rq, form_text(rq->form, "other"), &before) &&
           repeat_mark(edge_act(rq), r->p, r->d.c.id, seen, before, reason, rq->err);
}

static bool page_post(struct req *rq)
{
    struct repeats r;

    if (!page_begin(rq, MAY_ASSESS, &r))
        return false;
    if (page_do(&r))
        return req_redirect(rq, "%s?done=1", r.path);
    return keep_refused(&r.m) && page_show(&r);
}

/* -- all of them -- */

/* Keys are read in windows and held against the filter, as in the queues. */
enum { WINDOW = 250, WINDOWS = 20 };

static bool window_take(const struct pick_filter *by, const struct rows *keys, struct pick *out)
{
    const struct case_key *key = keys->row;

    for (size_t i = 0; i < keys->n; i++) {
        if (out->n == DESK_PAGE)
            return false;
        out->place = key[i].place;
        out->last = key[i].id;
        if (pick_fits(by, &key[i]))
            out->key[out->n++] = key[i];
    }
    return true;
}

static bool repeats_pick(struct req *rq, const struct reach *reach, const struct pick_filter *by,
                         const struct list_place *from, struct pick *out)
{
    *out = (struct pick){ .key = ARENA_ARRAY(rq->a, struct case_key, DESK_PAGE) };
    out->place = from->shown > 0 ? from->at : INT64_MAX;
    out->last = from->shown > 0 ? from->id : INT64_MAX;
    for (int i = 0; i < WINDOWS; i++) {
        struct rows keys;
        if (!sql_repeats_page(rq->a, rq->db, by->from.us ? by->from.us : INT64_MIN, out->place,
                              out->last, WINDOW, reach->all, reach->teams, reach->barred, &keys,
                              rq->err))
            return false;
        out->more = !window_take(by, &keys, out) || keys.n == WINDOW;
        if (!out->more || out->n == DESK_PAGE)
            return true;
    }
    return true;
}

static bool list_get(struct req *rq)
{
    struct list_place from = list_place(rq);
    struct filters f = filters_read(rq);
    struct list_page page = { .title = lang_text(rq->lang, N_("Repeat complaints")),
                              .path = "/desk/repeats",
                              .from = f.from,
                              .to = f.to };
    struct pick pick;
    struct reach reach;

    f.by.again = NULL; /* all of them are */
    page.filtered = pick_filtered(&f.by);
    if (!edge_reach(rq, MAY_READ, &reach) || !filters_classes(rq, &f) ||
        !repeats_pick(rq, &reach, &f.by, &from, &pick) ||
        !desk_list_rows(rq, &reach, pick.key, pick.n, &page.rows) ||
        !filters_show(rq, QUEUE_OPEN, &f, &reach, &page.filters))
        return false;
    list_pages(rq, &page, filters_query(rq, &f), &pick, &from);
    if (!pick.more)
        page.total = page.last;
    return req_render(rq, "desk/list.html", &list_page_record, &page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route repeat_routes[] = {
    { GET, "/desk/repeats", MAY_READ, list_get, 0 },
    { GET, CASE "repeats", MAY_READ, page_get, 0 },
    { POST, CASE "repeats", MAY_ASSESS, page_post, 0 },
    { 0 },
};
