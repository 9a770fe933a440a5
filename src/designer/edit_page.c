/*
 * /desk/settings/procedure/edit: the text of the pack, changed here. First one sees what is wrong
 * with it, what differs from the one in force, and what its time limits would have done to past
 * complaints; only what was looked at can be published. [6.1-c]
 */
#include "base/buf.h"
#include "complaint/packs.h"
#include "db/packs_sql.h"
#include "designer/compare.h"
#include "designer/compare_page.h"
#include "designer/designer_view.h"
#include "designer/simulate.h"
#include "designer/versions.h"
#include "edge/edge.h"
#include "operation/step.h"
#include "people/packs_flow.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS = 90, DAYS_MOST = 366 };

/* What is edited. */
struct editing {
    struct req *rq;
    const struct procedure *p;
    const struct pack_version *before; /* in force; NULL = none */
    struct pack_version after;
    const char *yaml;
    int64_t days;
    struct field_errors errors;
    struct designer_edit page;
};

static void fault(struct editing *e)
{
    field_errors_add(e->rq, &e->errors, e->rq->err);
}

static bool show(struct editing *e)
{
    struct req *rq = e->rq;

    e->page.title = lang_text(rq->lang, N_("Change the procedure"));
    e->page.back = DESIGNER;
    e->page.yaml = e->yaml;
    e->page.errors = (struct rows){ e->errors.e, e->errors.n };
    return req_render_status(rq, e->errors.n > 0 || e->page.problems.n > 0 ? 422 : 200,
                             "desk/designer_edit.html", &designer_edit_record, &e->page);
}

/* -- what stands there first -- */

/* The text in force with the next number under "version", since a version never changes. */
static const char *next_version(struct arena *a, const char *yaml, int64_t next)
{
    const char *at = strncmp(yaml, "version:", 8) == 0 ? yaml : strstr(yaml, "\nversion:");
    struct buf b = buf_new(a);

    if (!at)
        return yaml;
    at += *at == '\n';
    buf_add(&b, yaml, (size_t)(at - yaml));
    buf_printf(&b, "version: %" PRId64, next);
    buf_str(&b, at + strcspn(at, "\r\n"));
    return buf_text(&b);
}

static bool newest(struct editing *e, const char *name, int64_t *out)
{
    struct pack_version_row row = { 0 };

    if (!pack_find(edge_act(e->rq), name, &row, e->rq->err))
        return false;
    *out = row.edition;
    return true;
}

static bool begin(struct req *rq, struct editing *e)
{
    *e = (struct editing){ .rq = rq, .days = DAYS };
    e->page.days = arena_printf(rq->a, "%d", DAYS);
    return edge_procedure(rq, &e->p) && procedure_pack_now(e->p, rq->db, &e->before, rq->err);
}

static bool edit_get(struct req *rq)
{
    struct pack_version_row row = { 0 };
    struct editing e;
    int64_t last = 0;

    if (!begin(rq, &e))
        return false;
    e.yaml = "";
    if (e.before) {
        if (!sql_pack_version_text(rq->a, rq->db, e.before->id, &row, rq->err) ||
            !newest(&e, e.before->name, &last))
            return false;
        e.yaml = next_version(rq->a, row.yaml, last + 1);
    }
    return show(&e);
}

/* -- looking at it -- */

/* Browsers end lines with two characters; a file has one. */
static const char *lines_of(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);

    for (; *text; text++)
        if (*text != '\r')
            buf_add(&b, text, 1);
    return buf_text(&b);
}

static bool sound(struct editing *e)
{
    struct pack_problems *problems = ARENA_NEW(e->rq->a, struct pack_problems);
    struct designer_line *lines;

    if (pack_read(e->rq->a, e->yaml, strlen(e->yaml), &e->after, problems))
        return true;
    lines = ARENA_ARRAY(e->rq->a, struct designer_line, problems->n);
    for (size_t i = 0; i < problems->n; i++)
        lines[i] =
            (struct designer_line){ .a = lang_number(e->rq->a, e->rq->lang, problems->item[i].line),
                                    .b = problems->item[i].text };
    e->page.problems = (struct rows){ lines, problems->n };
    return false;
}

static const char *number(struct editing *e, int64_t n)
{
    return lang_number(e->rq->a, e->rq->lang, n);
}

static const char *clock_name(struct editing *e, const char *name)
{
    return procedure_case_label(e->p, &e->after, name, e->rq->lang);
}

static struct designer_figures figures_of(struct editing *e, const struct simulated *s,
                                          const char *name)
{
    return (struct designer_figures){ .name = name,
                                      .clocks = number(e, s->clocks),
                                      .earlier = number(e, s->earlier),
                                      .later = number(e, s->later),
                                      .missed_before = number(e, s->missed_before),
                                      .missed_after = number(e, s->missed_after) };
}

static const char *moment(struct editing *e, struct instant t, bool missed)
{
    const char *day = lang_instant(e->rq->a, e->rq->lang, t, e->p->zone, DATE_SHORT, e->rq->today);

    return missed ? lang_format(e->rq->a, e->rq->lang, N_("{day} (missed)"), "day", day, NULL)
                  : day;
}

static void figures_show(struct editing *e, const struct simulation *s)
{
    struct designer_figures *list = ARENA_ARRAY(e->rq->a, struct designer_figures, s->n_clocks + 1);
    struct designer_line *dates = ARENA_ARRAY(e->rq->a, struct designer_line, s->n_shown);

    for (size_t i = 0; i < s->n_clocks; i++)
        list[i] = figures_of(e, &s->clock[i], clock_name(e, s->clock[i].name));
    list[s->n_clocks] = figures_of(e, &s->all, lang_text(e->rq->lang, N_("All")));
    e->page.clocks = (struct rows){ list, s->n_clocks + 1 };
    for (size_t i = 0; i < s->n_shown; i++)
        dates[i] =
            (struct designer_line){ .a = clock_name(e, s->shown[i].name),
                                    .b = moment(e, s->shown[i].due, s->shown[i].missed),
                                    .c = moment(e, s->shown[i].would_be, s->shown[i].would_miss) };
    e->page.dates = (struct rows){ dates, s->n_shown };
}

/* Time limits that no past complaint had: nothing of what they would have done is known. */
static void untold_show(struct editing *e)
{
    struct designer_line *list = ARENA_ARRAY(e->rq->a, struct designer_line, e->after.n_clocks);
    size_t n = 0;

    for (size_t i = 0; i < e->after.n_clocks; i++)
        if (!procedure_case_clock(e->p, e->before, NULL, e->after.clock[i].name))
            list[n++].a = clock_name(e, e->after.clock[i].name);
    e->page.untold = (struct rows){ list, n };
}

static bool simulated(struct editing *e)
{
    struct simulation *s = ARENA_NEW(e->rq->a, struct simulation);
    struct instant since = { e->rq->now.us - SECONDS(e->days * 86400) };

    if (!simulate(edge_act(e->rq), e->p, &e->after, since, s, e->rq->err))
        return false;
    e->page.simulated = lang_format(
        e->rq->a, e->rq->lang,
        N_("{complaints} of the last {days} days: {later} dates later, {earlier} earlier; "
           "{before} missed as it is, {after} missed with the change."),
        "complaints",
        lang_plural(e->rq->a, e->rq->lang, N_PLURAL("1 complaint", "{n} complaints"), s->cases),
        "days", number(e, e->days), "later", number(e, s->all.later), "earlier",
        number(e, s->all.earlier), "before", number(e, s->all.missed_before), "after",
        number(e, s->all.missed_after), NULL);
    if (s->more)
        e->page.more =
            lang_format(e->rq->a, e->rq->lang,
                        N_("Only the newest {n} complaints were looked at: choose fewer days."),
                        "n", number(e, s->cases), NULL);
    figures_show(e, s);
    untold_show(e);
    return true;
}

/* False only when the database failed. */
static bool looked(struct editing *e)
{
    e->page.changes = compare_packs(e->rq->a, e->rq->lang, e->before, &e->after);
    e->page.same = e->page.changes.n == 0;
    e->page.seen = pack_digest(e->rq->a, e->yaml, strlen(e->yaml));
    return simulated(e);
}

/* -- for good -- */

/* Nothing is stored that could not be taken afterwards. */
static bool publish(struct editing *e)
{
    const struct act *act = edge_act(e->rq);
    const char *reason = settings_sent(e->rq, "reason");
    struct err *err = e->rq->err;
    struct pack_taken taken;
    bool there;
    int64_t id;

    if (!step_reason("reason", reason, err))
        return false;
    if (strcmp(settings_sent(e->rq, "seen"), pack_digest(e->rq->a, e->yaml, strlen(e->yaml))) != 0)
        return err_set(
            err, ERR_REFUSED,
            N_("This is not the text you looked at. See what it does, then publish it."));
    return pack_takeable(act, e->p, &e->after, err) &&
           pack_add(act, &e->after, e->yaml, strlen(e->yaml), &id, &there, err) &&
           pack_take(act, e->p, id, reason, &taken, err);
}

static bool told(enum err_kind kind)
{
    return kind == ERR_INVALID || kind == ERR_REFUSED || kind == ERR_CONFLICT;
}

static bool edit_post(struct req *rq)
{
    struct editing e;

    if (!begin(rq, &e))
        return false;
    e.yaml = lines_of(rq->a, settings_sent(rq, "yaml"));
    e.page.reason = settings_sent(rq, "reason");
    e.page.days = settings_sent(rq, "days");
    if (!settings_number(rq, "days", 1, DAYS_MOST, &e.days)) {
        fault(&e);
        e.days = DAYS;
    }
    if (!sound(&e))
        return show(&e);
    if (e.errors.n == 0 && strcmp(settings_sent(rq, "do"), "publish") == 0) {
        if (publish(&e))
            return settings_saved(rq, DESIGNER);
        if (!told(rq->err->kind))
            return false;
        fault(&e);
    }
    return looked(&e) && show(&e);
}

const struct route designer_edit_routes[] = {
    { GET, DESIGNER "/edit", MAY_ADMINISTER, edit_get, 0 },
    { POST, DESIGNER "/edit", MAY_ADMINISTER, edit_post, 0 },
    { 0 },
};
