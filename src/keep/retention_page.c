/* The schedule on the desk: what holds, what waits for a second person, what was disposed of. */
#include "db/keep_sql.h"
#include "desk/choices.h"
#include "keep/keep_page.h"
#include "keep/retention.h"

#include <stdlib.h>
#include <string.h>

#define RETENTION "/desk/settings/retention"

enum { GROUPS = 80 };

static const char *class_words(struct req *rq, const struct procedure *p, const char *class)
{
    return class ? desk_class_label(rq, p, class)
                 : lang_text(rq->lang, N_("All classes without a rule of their own"));
}

static const char *months_words(struct req *rq, int64_t months)
{
    return months == 0
               ? lang_text(rq->lang, N_("The rule ends"))
               : lang_plural(rq->a, rq->lang,
                             N_PLURAL("1 month after closing", "{n} months after closing"), months);
}

static void line(struct req *rq, struct sheet_line *list, size_t *n, const char *label,
                 const char *value)
{
    if (value && *value)
        list[(*n)++] = (struct sheet_line){ .label = lang_text(rq->lang, label), .value = value };
}

static struct sheet_group rule_group(struct req *rq, const struct procedure *p,
                                     const struct retention_rule_row *r)
{
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, 4);
    size_t n = 0;

    line(rq, list, &n, N_("Kept"), months_words(rq, r->months));
    line(rq, list, &n, N_("Asked for by"), keep_when_who(rq, r->asked_at, r->asked_by));
    line(rq, list, &n, N_("Approved by"), keep_when_who(rq, r->decided_at, r->decided_by));
    return (struct sheet_group){ class_words(rq, p, r->class), { list, n } };
}

static void decide_forms(struct keep_making *m, const struct procedure *p,
                         const struct retention_rule_row *r)
{
    struct req *rq = m->rq;
    struct settings yes = settings_form(rq, NULL, N_("Approve"));
    struct settings no = settings_form(rq, NULL, N_("Refuse"));
    const char *what =
        arena_printf(rq->a, "%s: %s", class_words(rq, p, r->class), months_words(rq, r->months));

    keep_fact(m, N_("Waits for a second person"), what);
    keep_fact(m, N_("Asked for by"), keep_when_who(rq, r->asked_at, r->asked_by));
    if (r->asked_by == rq->user->id || !may(rq->user, MAY_RETENTION, NULL))
        return;
    keep_form(m, RETENTION, "approve", r->id, N_("Approve it as the second person"), NULL, &yes);
    m->form[m->n_forms - 1].intro = what;
    keep_form(m, RETENTION, "refuse", r->id, N_("Or refuse it"), NULL, &no);
}

static void ask_form(struct keep_making *m, const struct procedure *p)
{
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("Ask for the change"));
    const struct answer *classes = choices_codes(rq, p, desk_class_list(p));
    const struct choice *given = classes->choices.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, classes->choices.n + 1);
    size_t n = 0;

    list[n++] = (struct choice){
        .value = "", .label = lang_text(rq->lang, N_("All classes without a rule of their own"))
    };
    for (size_t i = 0; i < classes->choices.n; i++)
        if (given[i].value && *given[i].value)
            list[n++] = given[i];
    settings_select(&s, "class", N_("Class"), NULL, list, n, "");
    settings_text(&s, "months", N_("Months to be kept after closing"),
                  N_("36 for three years. 0: the rule of this class ends."), NULL);
    keep_form(m, RETENTION, "ask", 0, N_("Change the schedule"),
              N_("A second person has to approve it before it holds."), &s);
}

/* What holds and what waits. */
static bool schedule_show(struct keep_making *m, const struct procedure *p,
                          struct sheet_group *groups, size_t *n)
{
    const struct retention_rule_row *r;
    struct rows rules;

    if (!retention_rules(edge_act(m->rq), &rules, m->rq->err))
        return false;
    r = rules.row;
    for (size_t i = 0; i < rules.n && *n < GROUPS; i++)
        if (strcmp(r[i].state, "holds") == 0)
            groups[(*n)++] = rule_group(m->rq, p, &r[i]);
    for (size_t i = 0; i < rules.n; i++)
        if (strcmp(r[i].state, "asked") == 0)
            decide_forms(m, p, &r[i]);
    if (*n == 0)
        m->page.block =
            lang_text(m->rq->lang, N_("No rule holds yet: nothing is ever disposed of."));
    return true;
}

static bool runs_show(struct keep_making *m)
{
    struct req *rq = m->rq;
    const struct disposal_row *d;
    struct act_link *links;
    struct rows rows = { 0 };

    if (!sql_disposals(rq->a, rq->db, &rows, rq->err))
        return false;
    d = rows.row;
    links = ARENA_ARRAY(rq->a, struct act_link, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        links[i] = (struct act_link){
            lang_format(rq->a, rq->lang, N_("Disposal certificate of {day}: {n} complaints"), "day",
                        lang_date(rq->a, rq->lang, zone_date(rq->app->zone, d[i].begun_at, NULL),
                                  DATE_LONG, rq->today),
                        "n", keep_number(rq, d[i].complaints), NULL),
            arena_printf(rq->a, RETENTION "/%" PRId64, d[i].id)
        };
    m->page.links = (struct rows){ links, rows.n };
    return true;
}

static bool retention_show(struct keep_making *m)
{
    struct req *rq = m->rq;
    struct sheet_group *groups = ARENA_ARRAY(rq->a, struct sheet_group, GROUPS);
    const struct procedure *p;
    size_t n = 0;

    if (!edge_procedure(rq, &p))
        return false;
    m->page.intro = lang_text(rq->lang, N_("Closed complaints are kept so long; then everything "
                                           "that people wrote goes for good, and the facts and "
                                           "figures stay. A legal hold stands above it."));
    m->page.back = settings_above(rq);
    m->page.back_words = lang_text(rq->lang, N_("Settings"));
    if (!schedule_show(m, p, groups, &n) || !runs_show(m))
        return false;
    m->page.parts = (struct rows){ groups, n };
    if (may(rq->user, MAY_RETENTION, NULL))
        ask_form(m, p);
    return keep_render(m);
}

static bool retention_get(struct req *rq)
{
    struct keep_making m;

    keep_begin(&m, rq, N_("How long complaints are kept"));
    if (form_text(rq->query, "done"))
        m.page.done = lang_text(rq->lang, N_("Done."));
    return retention_show(&m);
}

static bool retention_do(struct req *rq)
{
    const char *what = keep_act(rq);
    int64_t months;

    if (strcmp(what, "approve") == 0)
        return retention_decide(edge_act(rq), keep_id(rq), true, rq->err);
    if (strcmp(what, "refuse") == 0)
        return retention_decide(edge_act(rq), keep_id(rq), false, rq->err);
    if (strcmp(what, "ask") != 0)
        return keep_act_unknown(rq);
    return settings_number(rq, "months", 0, 1200, &months) &&
           retention_ask(edge_act(rq), form_text(rq->form, "class"), months, rq->err);
}

static bool retention_post(struct req *rq)
{
    struct keep_making m;

    keep_begin(&m, rq, N_("How long complaints are kept"));
    if (retention_do(rq))
        return req_redirect(rq, RETENTION "?done=1");
    return keep_refused(&m) && retention_show(&m);
}

/* -- a certificate -- */

static bool certificate_facts(struct keep_making *m, const struct disposal_row *d)
{
    struct req *rq = m->rq;
    struct retention_rule_row rule = { 0 };
    const struct procedure *p;
    struct rows event = { 0 };

    if (!edge_procedure(rq, &p) ||
        !retention_rule_by_id(rq->a, rq->db, d->rule_id, &rule, rq->err) ||
        !sql_disposal_event(rq->a, rq->db, d->ended_at, &event, rq->err))
        return false;
    keep_fact(m, N_("Rule"),
              arena_printf(rq->a, "%s: %s", class_words(rq, p, rule.class),
                           months_words(rq, rule.months)));
    keep_fact(m, N_("Asked for by"), keep_when_who(rq, rule.asked_at, rule.asked_by));
    keep_fact(m, N_("Approved by"), keep_when_who(rq, rule.decided_at, rule.decided_by));
    keep_fact(m, N_("Begun"), keep_when_who(rq, d->begun_at, 0));
    keep_fact(m, N_("Ended"),
              instant_is_set(d->ended_at)
                  ? keep_when_who(rq, d->ended_at, 0)
                  : lang_text(rq->lang, N_("Not yet: the next run goes on")));
    keep_fact(m, N_("Complaints"), keep_number(rq, d->complaints));
    keep_fact(m, N_("Persons"), keep_number(rq, d->persons));
    keep_fact(m, N_("Texts"), keep_number(rq, d->texts));
    keep_fact(m, N_("Files"), keep_number(rq, d->files));
    if (event.n > 0) {
        const struct event_row *e = event.row;
        keep_fact(m, N_("Event in the log"), arena_printf(rq->a, "%" PRId64, e->id));
        keep_fact(m, N_("Its hash"), hex_text(rq->a, e->hash.s, e->hash.n));
    }
    return true;
}

static bool certificate_get(struct req *rq)
{
    struct disposal_row d = { 0 };
    struct keep_making m;
    int64_t id;

    keep_begin(&m, rq, N_("Disposal certificate"));
    m.page.back = RETENTION;
    m.page.back_words = lang_text(rq->lang, N_("How long complaints are kept"));
    m.page.intro = lang_text(rq->lang, N_("What was disposed of under the schedule. The keys are "
                                          "deleted; nobody can read it any more."));
    m.page.print = true;
    return settings_id(rq, "id", &id) && disposal_by_id(rq->a, rq->db, id, &d, rq->err) &&
           (strcmp(d.kind, "retention") == 0 ||
            err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."))) &&
           certificate_facts(&m, &d) && keep_render(&m);
}

const struct route keep_retention_routes[] = {
    { GET, RETENTION, MAY_READ_RETENTION, retention_get, 0 },
    { POST, RETENTION, MAY_RETENTION, retention_post, 0 },
    { GET, RETENTION "/{id}", MAY_READ_RETENTION, certificate_get, 0 },
    { 0 },
};
