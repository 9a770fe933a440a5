/*
 * GET /desk/settings/procedure/trial: what the draft would have done to past complaints, each
 * figure with the list of its dates behind it (…/trial/dates). A list is found by trying again,
 * from one complaint on, so nothing is stored of what was tried. Who administers does not read
 * complaints: their references are shown to those who may read them. [6.1-c]
 */
#include "designer/trial_page.h"
#include "complaint/pack_read.h"
#include "complaint/pack_version.h"
#include "designer/compare_page.h"
#include "designer/designer_view.h"
#include "designer/trial.h"
#include "designer/versions.h"
#include "edge/edge.h"
#include "people/settings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 50, SHOWN_ROOM = 120, LOOKED_AT = 5000 };

static const struct {
    const char *code, *label;
} whats[SIMULATED_WHATS] = {
    [SIMULATED_ALL] = { "all", N_("How often") },
    [SIMULATED_SAME] = { "same", N_("Same day") },
    [SIMULATED_EARLIER] = { "earlier", N_("Earlier") },
    [SIMULATED_LATER] = { "later", N_("Later") },
    [SIMULATED_NEW] = { "new", N_("Only with the change") },
    [SIMULATED_GONE] = { "gone", N_("Not any more") },
    [SIMULATED_MISSED_BEFORE] = { "missed_before", N_("Missed as it is") },
    [SIMULATED_MISSED_AFTER] = { "missed_after", N_("Missed with the change") },
};

/* A trial that is shown. */
struct showing {
    struct req *rq;
    const struct procedure *p;
    const struct pack_version *before;
    struct pack_version after;
    struct pack_draft_row draft;
    bool there;
};

static bool begin(struct req *rq, struct showing *s)
{
    struct pack_problems problems;

    *s = (struct showing){ .rq = rq };
    if (!edge_procedure(rq, &s->p) || !procedure_pack_now(s->p, rq->db, &s->before, rq->err) ||
        !draft_load(edge_act(rq), &s->draft, &s->there, rq->err))
        return false;
    s->there = s->there && instant_is_set(s->draft.tried_at) &&
               pack_read(rq->a, s->draft.yaml, strlen(s->draft.yaml), &s->after, &problems);
    return true;
}

static const char *number(struct req *rq, int64_t n)
{
    return lang_number(rq->a, rq->lang, n);
}

const char *trial_words(struct req *rq, const struct pack_draft_row *draft)
{
    struct simulation *sum = ARENA_NEW(rq->a, struct simulation);

    trial_read(rq->a, draft, sum);
    return lang_format(
        rq->a, rq->lang,
        N_("{complaints} of the last {days} days: {later} dates later, {earlier} earlier; "
           "{before} missed as it is, {after} missed with the change."),
        "complaints",
        lang_plural(rq->a, rq->lang, N_PLURAL("1 complaint", "{n} complaints"), sum->cases), "days",
        number(rq, draft->days), "later", number(rq, sum->all.n[SIMULATED_LATER]), "earlier",
        number(rq, sum->all.n[SIMULATED_EARLIER]), "before",
        number(rq, sum->all.n[SIMULATED_MISSED_BEFORE]), "after",
        number(rq, sum->all.n[SIMULATED_MISSED_AFTER]), NULL);
}

/* -- figures -- */

static const char *clock_name(struct showing *s, const char *name)
{
    const struct pack_version *v = pack_clock(&s->after, name) ? &s->after : s->before;

    return procedure_case_label(s->p, v, name, s->rq->lang);
}

static struct designer_figures figures_of(struct showing *s, const struct simulated *line, bool all)
{
    struct arena *a = s->rq->a;
    struct designer_cell *cell = ARENA_ARRAY(a, struct designer_cell, SIMULATED_WHATS);

    for (int i = 0; i < SIMULATED_WHATS; i++) {
        cell[i].text = number(s->rq, line->n[i]);
        if (line->n[i] > 0)
            cell[i].href = arena_printf(a, DESIGNER_TRIAL "/dates?clock=%s&what=%s",
                                        all ? "" : line->name, whats[i].code);
    }
    return (struct designer_figures){ .name = all ? lang_text(s->rq->lang, N_("All"))
                                                  : clock_name(s, line->name),
                                      .cells = { cell, SIMULATED_WHATS } };
}

static void figures_show(struct showing *s, struct designer_trial *page)
{
    struct simulation *sum = ARENA_NEW(s->rq->a, struct simulation);
    struct designer_cell *head = ARENA_ARRAY(s->rq->a, struct designer_cell, SIMULATED_WHATS);
    struct designer_figures *list;

    trial_read(s->rq->a, &s->draft, sum);
    list = ARENA_ARRAY(s->rq->a, struct designer_figures, sum->n_clocks + 1);
    for (int i = 0; i < SIMULATED_WHATS; i++)
        head[i].text = lang_text(s->rq->lang, whats[i].label);
    for (size_t i = 0; i < sum->n_clocks; i++)
        list[i] = figures_of(s, &sum->clock[i], false);
    list[sum->n_clocks] = figures_of(s, &sum->all, true);
    page->heads = (struct rows){ head, SIMULATED_WHATS };
    page->clocks = (struct rows){ list, sum->n_clocks + 1 };
    if (sum->unlike > 0)
        page->unlike = lang_plural(
            s->rq->a, s->rq->lang,
            N_PLURAL("1 complaint is left out: its time limits were moved in a way that cannot be "
                     "played again.",
                     "{n} complaints are left out: their time limits were moved in a way that "
                     "cannot be played again."),
            sum->unlike);
}

/* Whether the past knows what a clock is told by: the standard's own steps, and what fields of the
 * version in force tell. */
static bool event_known(const struct pack_version *before, const char *name, size_t n)
{
    for (size_t i = 0; before && i < before->n_fields; i++) {
        const char *event = before->field[i].event;
        if (event && strlen(event) == n && strncmp(event, name, n) == 0)
            return true;
    }
    return false;
}

static bool field_event(const struct pack_version *v, const char *name, size_t n)
{
    return event_known(v, name, n);
}

/* A new field told nothing yet. */
static bool untold(const struct showing *s, const struct clock_rule_row *clock)
{
    for (const char *w = clock->starts; *w; w += strcspn(w, " "), w += *w == ' ')
        if (field_event(&s->after, w, strcspn(w, " ")) &&
            !event_known(s->before, w, strcspn(w, " ")))
            return true;
    for (const char *w = clock->stops; *w; w += strcspn(w, " "), w += *w == ' ')
        if (field_event(&s->after, w, strcspn(w, " ")) &&
            !event_known(s->before, w, strcspn(w, " ")))
            return true;
    return false;
}

static void untold_show(struct showing *s, struct designer_trial *page)
{
    struct designer_line *list = ARENA_ARRAY(s->rq->a, struct designer_line, s->after.n_clocks);
    size_t n = 0;

    for (size_t i = 0; i < s->after.n_clocks; i++)
        if (untold(s, &s->after.clock[i]))
            list[n++].a = clock_name(s, s->after.clock[i].name);
    page->untold = (struct rows){ list, n };
}

static bool trial_get(struct req *rq)
{
    struct designer_trial page = { .title = lang_text(rq->lang, N_("What it would have done")),
                                   .back = DESIGNER "/edit" };
    struct showing s;

    if (!begin(rq, &s))
        return false;
    page.none = !s.there;
    if (s.there) {
        page.going = !s.draft.done;
        page.simulated = trial_words(rq, &s.draft);
        figures_show(&s, &page);
        untold_show(&s, &page);
    }
    if (page.going)
        req_add_header(rq, "Refresh", "3");
    return req_render(rq, "desk/designer_trial.html", &designer_trial_record, &page);
}

/* -- the dates of a figure -- */

struct listing {
    struct showing *s;
    const char *clock; /* "" = all */
    enum simulated_what what;
    struct designer_date *date;
    int64_t *complaint;
    size_t n;
};

static const char *moment(const struct showing *s, struct instant t, bool missed)
{
    const char *day;

    if (!instant_is_set(t))
        return "–";
    day = lang_instant(s->rq->a, s->rq->lang, t, s->p->zone, DATE_SHORT, s->rq->today);
    return missed ? lang_format(s->rq->a, s->rq->lang, N_("{day} (missed)"), "day", day, NULL)
                  : day;
}

static bool see(void *with, const struct past_case *c, const struct tried *t)
{
    struct listing *l = with;
    struct showing *s = l->s;
    const struct pack_class *class = pack_class(s->before, c->class);

    if ((*l->clock && strcmp(l->clock, t->name) != 0) || !tried_is(t, l->what) ||
        l->n == SHOWN_ROOM)
        return true;
    l->complaint[l->n] = c->id;
    l->date[l->n++] = (struct designer_date){
        .clock = clock_name(s, arena_str(s->rq->a, t->name)),
        .class = class ? class->text.in[s->rq->lang->index] : "–",
        .received = moment(s, c->received_at, false),
        .was = moment(s, t->due, t->missed),
        .would_be = moment(s, t->would_be, t->would_miss),
        .reference = arena_str(s->rq->a, c->reference),
    };
    return l->n < SHOWN;
}

static bool reads(struct req *rq, const struct procedure *p, int64_t complaint)
{
    struct err none = { 0 };
    struct may_object o;
    struct dossier d;

    if (!dossier_load_id(edge_act(rq), p, complaint, &d, &none))
        return false;
    o = edge_object(rq, &d);
    return may(rq->user, MAY_READ, &o);
}

static void references_hide(struct listing *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!reads(l->s->rq, l->s->p, l->complaint[i]))
            l->date[i].reference = NULL;
}

static bool what_read(struct req *rq, struct listing *l)
{
    const char *what = form_text(rq->query, "what"), *clock = form_text(rq->query, "clock");

    l->clock = clock ? clock : "";
    for (int i = 0; what && i < SIMULATED_WHATS; i++)
        if (strcmp(whats[i].code, what) == 0) {
            l->what = (enum simulated_what)i;
            return true;
        }
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* Where the page before ended; otherwise the newest. */
static struct simulate_place place_read(struct req *rq)
{
    const char *at = form_text(rq->query, "at"), *id = form_text(rq->query, "id");
    struct simulate_place place = { { INT64_MAX }, INT64_MAX };

    if (at && id)
        place = (struct simulate_place){ { strtoll(at, NULL, 10) }, strtoll(id, NULL, 10) };
    return place;
}

static bool dates_find(struct listing *l, struct designer_dates *page)
{
    struct showing *s = l->s;
    struct req *rq = s->rq;
    struct simulation *sum = ARENA_NEW(rq->a, struct simulation);
    struct simulate_place place = place_read(rq);
    struct simulate how = trial_of(edge_act(rq), s->p, s->before, &s->after, &s->draft);
    bool done;

    how.see = see;
    how.with = l;
    if (!simulate(&how, &place, LOOKED_AT, sum, &done, rq->err))
        return false;
    references_hide(l);
    page->dates = (struct rows){ l->date, l->n };
    page->more = !done;
    page->next =
        arena_printf(rq->a, DESIGNER_TRIAL "/dates?clock=%s&what=%s&at=%" PRId64 "&id=%" PRId64,
                     l->clock, whats[l->what].code, place.at.us, place.id);
    return true;
}

static bool dates_get(struct req *rq)
{
    struct designer_dates page = { .back = DESIGNER_TRIAL };
    struct showing s;
    struct listing l = { .s = &s,
                         .date = ARENA_ARRAY(rq->a, struct designer_date, SHOWN_ROOM),
                         .complaint = ARENA_ARRAY(rq->a, int64_t, SHOWN_ROOM) };

    if (!form_text(rq->query, "what"))
        return req_redirect(rq, DESIGNER_TRIAL);
    if (!what_read(rq, &l) || !begin(rq, &s))
        return false;
    if (!s.there)
        return req_redirect(rq, DESIGNER_TRIAL);
    if (*l.clock && !pack_clock(&s.after, l.clock) &&
        !procedure_case_clock(s.p, s.before, NULL, l.clock))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    page.title =
        lang_format(rq->a, rq->lang, N_("{what}: {how}"), "what",
                    *l.clock ? clock_name(&s, l.clock) : lang_text(rq->lang, N_("All time limits")),
                    "how", lang_text(rq->lang, whats[l.what].label), NULL);
    return dates_find(&l, &page) &&
           req_render(rq, "desk/designer_dates.html", &designer_dates_record, &page);
}

const struct route designer_trial_routes[] = {
    { GET, DESIGNER_TRIAL, MAY_ADMINISTER, trial_get, 0 },
    { GET, DESIGNER_TRIAL "/dates", MAY_ADMINISTER, dates_get, 0 },
    { 0 },
};
