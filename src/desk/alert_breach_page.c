/* /desk/complaints/{reference}/breaches: why dates of a case were missed, and saying so. C10 */
#include "complaint/breach.h"
#include "desk/alerts.h"
#include "keep/keep_page.h"
#include "operation/closing/breach_flow.h"

#include <string.h>

static const char *clock_name(const struct keep_making *m, const struct procedure *p,
                              const struct dossier *d, const struct clock_row *c)
{
    return procedure_case_label(p, d->pack, c->name, m->rq->lang);
}

/* "too much work: two were ill (Anna, 25 November)"; the words only for who may read notes. */
static const char *said(struct req *rq, const struct procedure *p, const struct clock_row *c,
                        bool internal)
{
    const char *cause = procedure_label(p, "breach_cause", c->breach_code, rq->lang);
    const char *who = keep_when_who(rq, c->breach_said_at, c->breach_said_by);

    if (!cause)
        return lang_text(rq->lang, N_("Nobody said yet why."));
    if (c->breach_cause.text && internal)
        cause = arena_printf(rq->a, "%s: %s", cause, c->breach_cause.text);
    return who ? arena_printf(rq->a, "%s (%s)", cause, who) : cause;
}

static const char *when(struct req *rq, const struct clock_row *c)
{
    struct date day = zone_date(rq->app->zone, c->due_at, NULL);

    return lang_format(rq->a, rq->lang, N_("It was due on {day}."), "day",
                       lang_date(rq->a, rq->lang, day, DATE_LONG, rq->today), NULL);
}

static struct choice *causes(struct req *rq, const struct procedure *p, const char *chosen,
                             size_t *n)
{
    const struct code_row *code = p->codes.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, p->codes.n + 1);

    *n = 0;
    list[(*n)++] =
        (struct choice){ .value = "", .label = lang_text(rq->lang, N_("Please choose")) };
    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, "breach_cause") == 0 && !instant_is_set(code[i].ended_at))
            list[(*n)++] = (struct choice){ .value = code[i].code,
                                            .label = code_label(&code[i], rq->lang),
                                            .chosen = chosen && strcmp(chosen, code[i].code) == 0 };
    return list;
}

static void form_add(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                     const struct clock_row *c)
{
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("Save"));
    bool sent = rq->method == POST && keep_id(rq) == c->id;
    size_t n;
    struct choice *list = causes(rq, p, sent ? settings_sent(rq, "cause") : c->breach_code, &n);

    settings_select(&s, "cause", N_("Cause"), NULL, list, n, NULL);
    keep_area(&s, "text", N_("In words"), NULL);
    keep_form(m, arena_printf(rq->a, "%s/breaches", desk_case_path(rq->a, d->c.reference)),
              "explain", c->id, NULL, NULL, &s);
    if (m->n_forms > 0) {
        struct keep_form *form = &m->form[m->n_forms - 1];
        form->title = clock_name(m, p, d, c);
        form->intro = when(rq, c);
    }
}

static bool show(struct keep_making *m, const struct procedure *p, const struct dossier *d)
{
    struct req *rq = m->rq;
    struct sheet_line *lines = ARENA_ARRAY(rq->a, struct sheet_line, d->clock.n);
    struct sheet_group *group = ARENA_NEW(rq->a, struct sheet_group);
    struct may_object o = edge_object(rq, d);
    bool may_say = may(rq->user, MAY_ASSESS, &o), internal = may(rq->user, MAY_READ_INTERNAL, &o);
    size_t n = 0;

    keep_case(m, d);
    for (size_t i = 0; i < d->clock.n; i++) {
        const struct clock_row *c = &d->clock.row[i];
        if (!clock_breached(c))
            continue;
        if (may_say && breach_open(c))
            form_add(m, p, d, c);
        else
            lines[n++] = (struct sheet_line){ .label = clock_name(m, p, d, c),
                                              .value = said(rq, p, c, internal) };
    }
    *group = (struct sheet_group){ lang_text(rq->lang, N_("Said already")), { lines, n } };
    m->page.parts = (struct rows){ group, n > 0 };
    m->page.intro = lang_text(
        rq->lang, n + m->n_forms == 0
                      ? N_("No date of this complaint was missed.")
                      : N_("Each missed date has a cause. Counted together they show what has to "
                           "change."));
    return true;
}

static bool breaches_get(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Why a date was missed"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) ||
        !show(&m, p, &d))
        return false;
    return keep_render(&m);
}

static bool breaches_post(struct req *rq)
{
    struct breach_form form = { .clock = keep_id(rq),
                                .cause = settings_sent(rq, "cause"),
                                .text = settings_sent(rq, "text") };
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Why a date was missed"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ASSESS, &d))
        return false;
    if (breach_explain(edge_act(rq), p, d.c.id, keep_version(rq), &form, rq->err))
        return req_redirect(rq, "%s?done=done", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && show(&m, p, &d) && keep_render(&m);
}

const struct route alert_breach_routes[] = {
    { GET, "/desk/complaints/{reference}/breaches", MAY_READ, breaches_get, 0 },
    { POST, "/desk/complaints/{reference}/breaches", MAY_ASSESS, breaches_post, 0 },
    { 0 },
};
