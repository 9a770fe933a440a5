/* Asking somebody outside, in two steps: what is asked and shown, then exactly as they will see it,
 * with the button that makes the link. */
#include "outside/outside_parts.h"

#include "complaint/clock_words.h"
#include "operation/task/task_parts_page.h"

#include <stdlib.h>
#include <string.h>

enum { EXCERPT = 120 };

static const char *ask_path(struct req *rq, const struct dossier *d)
{
    return arena_printf(rq->a, "%s/ask-outside", desk_case_path(rq->a, d->c.reference));
}

/* -- the form -- */

static bool whom_input(struct req *rq, struct settings *s)
{
    const struct outsider_row *o;
    const struct procedure *p;
    struct choice *list;
    struct rows rows = { 0 };

    if (!edge_procedure(rq, &p) || !outsider_active(edge_act(rq), &rows, rq->err))
        return false;
    o = rows.row;
    list = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    list[0] = (struct choice){ .value = "0", .label = lang_text(rq->lang, N_("Choose")) };
    for (size_t i = 0; i < rows.n; i++)
        list[i + 1] = (struct choice){
            .value = arena_printf(rq->a, "%" PRId64, o[i].id),
            .label = arena_printf(rq->a, "%s · %s", o[i].name.text,
                                  procedure_label(p, OUTSIDE_KINDS, o[i].kind, rq->lang)),
        };
    settings_select(s, "outsider", N_("Who is asked"),
                    rows.n == 0 ? N_("The register is empty. An administrator adds them under "
                                     "Settings, Outside parties.")
                                : N_("From the register of outside parties."),
                    list, rows.n + 1, settings_sent(rq, "outsider"));
    return true;
}

/* "File: photo.jpg", "What the complainant told us: The ceiling leaks …" */
static void shares_input(struct req *rq, const struct dossier *d, struct settings *s)
{
    struct rows all = outside_shares(rq->a, d, rq->lang);
    const struct outside_share *share = all.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, all.n);

    for (size_t i = 0; i < all.n; i++)
        list[i] = (struct choice){
            .value = share[i].name,
            .label = lang_format(rq->a, rq->lang, N_("{what}: {name}"), "what", share[i].label,
                                 "name", desk_excerpt(rq->a, share[i].text, EXCERPT), NULL)
        };
    if (all.n > 0)
        settings_ticks(s, "shares", N_("What they see beside the request"),
                       N_("Only what you tick. Read it first: it may name people. Photographs go "
                          "out without the place where they were taken."),
                       list, all.n);
}

static void naming_inputs(struct req *rq, const struct dossier *d, struct settings *s)
{
    struct may_object object = edge_object(rq, d);

    if (!may(rq->user, MAY_READ_IDENTITY, &object) || !dossier_person(d, "complainant"))
        return;
    settings_tick(s, "named", N_("Who complains"),
                  N_("Only where they cannot do their part without it."),
                  N_("They see the name, the telephone, the e-mail and the postal address"), false);
    settings_text(s, "why", N_("Why they need the name"), NULL, settings_sent(rq, "why"));
}

static bool ask_form(struct keep_making *m, const struct dossier *d)
{
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("See what they will see"));

    if (!whom_input(rq, &s))
        return false;
    keep_area(&s, "text", N_("What they are to do"),
              N_("They read this. Left empty, it says what the procedure usually asks of them."));
    s.input[s.n - 1].value = settings_sent(rq, "text");
    settings_text(&s, "working_days", N_("How many working days they have"),
                  N_("Counted by the calendar of this complaint. Or write the day below."),
                  settings_sent(rq, "working_days"));
    settings_date(&s, "due_on", N_("Until which day (if you know it)"), NULL,
                  settings_sent(rq, "due_on"));
    shares_input(rq, d, &s);
    naming_inputs(rq, d, &s);
    keep_form(m, ask_path(rq, d), "preview", 0,
              m->n_forms > 0 ? N_("Change it") : N_("What is asked"), NULL, &s);
    return true;
}

static bool page_show(struct keep_making *m, const struct dossier *d)
{
    if (!m->page.intro)
        m->page.intro = lang_text(m->rq->lang,
                                  N_("They get a private link that shows what you write and what "
                                     "you tick, and nothing else of the complaint. You keep "
                                     "answering for it: it is not closed before this is settled."));
    m->status = m->errors.n > 0 ? m->status : 200;
    return ask_form(m, d) && keep_render(m);
}

/* -- what was sent -- */

static const char *shares_sent(struct req *rq, const struct dossier *d)
{
    struct rows all = outside_shares(rq->a, d, rq->lang);
    const struct outside_share *share = all.row;
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < all.n; i++)
        if (settings_ticked(rq, "shares", share[i].name))
            buf_printf(&b, "%s%s", b.n ? " " : "", share[i].name);
    return buf_text(&b);
}

static bool form_read(struct req *rq, const struct dossier *d, struct outside_form *out)
{
    struct may_object object = edge_object(rq, d);
    struct task_form times;

    if (!task_form_read(rq, &times))
        return false;
    *out = (struct outside_form){
        .outsider = strtoll(settings_sent(rq, "outsider"), NULL, 10),
        .text = times.text,
        .due_on = times.due_on,
        .working_days = times.working_days,
        .shares = shares_sent(rq, d),
        .named = settings_ticked(rq, "named", "yes"),
        .may_name = may(rq->user, MAY_READ_IDENTITY, &object),
        .why = settings_sent(rq, "why"),
    };
    return true;
}

/* What was typed travels with the button that sends it. */
static struct rows carried_of(struct req *rq, const struct outside_form *form)
{
    static const char *const names[] = { "outsider", "text", "working_days", "due_on", "why" };
    size_t most = COUNT(names) + 2 + SHARES_MOST, n = 0;
    struct carried *list = ARENA_ARRAY(rq->a, struct carried, most);
    char *shares = arena_str(rq->a, form->shares), *save = NULL;

    for (size_t i = 0; i < COUNT(names); i++)
        list[n++] = (struct carried){ names[i], settings_sent(rq, names[i]) };
    if (form->named)
        list[n++] = (struct carried){ "named", "yes" };
    for (char *at = strtok_r(shares, " ", &save); at && n < most; at = strtok_r(NULL, " ", &save))
        list[n++] = (struct carried){ "shares", at };
    return (struct rows){ list, n };
}

/* -- as they will see it -- */

static void send_form(struct keep_making *m, const struct dossier *d,
                      const struct outside_form *form, const struct outsider_row *who)
{
    struct settings s = settings_form(m->rq, NULL, N_("Make the link"));

    keep_form(m, ask_path(m->rq, d), "send", 0, NULL, NULL, &s);
    m->form[m->n_forms - 1].title =
        lang_format(m->rq->a, m->rq->lang, N_("Ask {name}"), "name", who->name.text, NULL);
    m->form[m->n_forms - 1].carried = carried_of(m->rq, form);
}

/* It is done, looked at by the function that makes their page, and undone: so it is what they will
 * see, to the day. */
static bool preview_make(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                         const struct outside_form *form, struct outsider_row *who)
{
    struct req *rq = m->rq;
    const struct act *act = edge_act(rq);
    struct outside_link_row link = { 0 };
    struct outside_made made;
    struct dossier asked;
    AUTO_TX tx = { 0 };
    bool found;

    return tx_begin(&tx, act->db, rq->err) &&
           outside_ask(act, p, d->c.id, m->page.version, form, &made, rq->err) &&
           outside_link_newest(act, d->c.id, made.task, &link, &found, rq->err) &&
           outsider_load(act, form->outsider, who, rq->err) &&
           dossier_load_id(act, p, d->c.id, &asked, rq->err) &&
           outside_view_desk(m, p, who, &asked, made.task, link.shares);
}

static bool preview_show(struct keep_making *m, const struct procedure *p, const struct dossier *d)
{
    struct outsider_row who = { 0 };
    struct outside_form form;

    if (!form_read(m->rq, d, &form) || !preview_make(m, p, d, &form, &who))
        return keep_refused(m) && page_show(m, d);
    if (form.named && !edge_read_identity(m->rq, d))
        return false;
    m->page.title = lang_format(m->rq->a, m->rq->lang, N_("This is what {name} will see"), "name",
                                who.name.text, NULL);
    m->page.intro =
        lang_text(m->rq->lang, N_("Nothing is sent yet. Below you can still change it."));
    send_form(m, d, &form, &who);
    return page_show(m, d);
}

/* -- done -- */

static bool made_show(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                      const struct outside_form *form, const struct outside_made *made)
{
    struct req *rq = m->rq;
    struct act_link *link = ARENA_NEW(rq->a, struct act_link);
    struct outsider_row who = { 0 };
    struct dossier asked;

    *link = (struct act_link){ lang_text(rq->lang, N_("To the request")),
                               arena_printf(rq->a, "%s/tasks/%" PRId64,
                                            desk_case_path(rq->a, d->c.reference), made->task) };
    m->page.links = (struct rows){ link, 1 };
    m->page.done =
        lang_text(rq->lang, N_("The link is made. It is shown this once: send the letter "
                               "now."));
    return outsider_load(edge_act(rq), form->outsider, &who, rq->err) &&
           dossier_load_id(edge_act(rq), p, d->c.id, &asked, rq->err) &&
           outside_letter(rq, &who, &asked, made->task, made->secret, m) && keep_render(m);
}

static bool send(struct keep_making *m, const struct procedure *p, const struct dossier *d)
{
    struct outside_form form;
    struct outside_made made;

    if (form_read(m->rq, d, &form) &&
        outside_ask(edge_act(m->rq), p, d->c.id, m->page.version, &form, &made, m->rq->err))
        return made_show(m, p, d, &form, &made);
    return keep_refused(m) && page_show(m, d);
}

/* -- the routes -- */

static bool ask_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Ask somebody outside"));
    if (!edge_case(rq, req_param(rq, "reference"), MAY_ASK_OUTSIDE, &d))
        return false;
    keep_case(&m, &d);
    if (!facts_open(&d.facts))
        return err_set(rq->err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    return page_show(&m, &d);
}

static bool ask_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;
    int64_t seen;

    keep_begin(&m, rq, N_("Ask somebody outside"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ASK_OUTSIDE, &d))
        return false;
    keep_case(&m, &d);
    seen = strtoll(settings_sent(rq, "version"), NULL, 10);
    if (strcmp(keep_act(rq), "preview") == 0)
        return preview_show(&m, p, &d);
    if (strcmp(keep_act(rq), "send") != 0)
        return keep_act_unknown(rq);
    m.page.version = seen;
    return send(&m, p, &d);
}

const struct route outside_ask_routes[] = {
    { GET, "/desk/complaints/{reference}/ask-outside", MAY_ASK_OUTSIDE, ask_get, 0 },
    { POST, "/desk/complaints/{reference}/ask-outside", MAY_ASK_OUTSIDE, ask_post, 0 },
    { 0 },
};
