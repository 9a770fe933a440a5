/* What somebody outside was asked, at the desk: the state of their link, and the buttons beside
 * those of every task. */
#include "outside/outside_parts.h"

#include "db/outside_sql.h"
#include "edge/uploads.h"
#include "operation/task/task_parts_page.h"

#include <stdlib.h>
#include <string.h>

static const char *moment(struct req *rq, struct instant at)
{
    return lang_instant(rq->a, rq->lang, at, rq->app->zone, DATE_SHORT, rq->today);
}

static const char *opens_words(struct req *rq, const struct dossier *d, bool found,
                               const struct outside_link_row *link)
{
    bool dead = !found || instant_is_set(link->ended_at) || !facts_open(&d->facts);

    if (!dead && outside_link_barred(d, link))
        return lang_text(rq->lang, N_("It opens nothing any more: whoever made it is kept out of "
                                      "this complaint since. Make a new one."));
    if (dead || link->until_at.us <= rq->now.us)
        return lang_text(rq->lang, dead ? N_("It opens nothing any more.")
                                        : N_("Its time is over: it opens nothing any more."));
    return lang_format(rq->a, rq->lang, N_("It opens until {date}."), "date",
                       moment(rq, link->until_at), NULL);
}

/* What the link shows, by name; the words themselves stand on the case. */
static const char *shares_words(struct req *rq, const struct dossier *d, const char *shares)
{
    struct rows shown = outside_shown(rq->a, d, rq->lang, shares);
    const struct outside_share *share = shown.row;
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < shown.n; i++)
        buf_printf(&b, "%s%s%s%s", i > 0 ? "\n" : "", share[i].label, share[i].file ? ": " : "",
                   share[i].file ? share[i].text : "");
    if (outside_names(shares, SHARE_IDENTITY) || outside_names(shares, SHARE_GRANTED))
        buf_printf(&b, "%s%s", b.n ? "\n" : "", lang_text(rq->lang, N_("Who complains")));
    return b.n ? buf_text(&b) : lang_text(rq->lang, N_("Nothing beside the request"));
}

static void one_button(struct keep_making *m, const char *path, const char *act, const char *title,
                       const char *intro, const char *submit)
{
    struct settings s = settings_form(m->rq, NULL, submit);

    keep_form(m, arena_printf(m->rq->a, "%s/outside", path), act, 0, title, intro, &s);
}

/* Not everybody uses the link: what they said on the telephone or in a letter is taken down. */
static void taken_form(struct keep_making *m, const char *path)
{
    struct settings s = settings_form(m->rq, NULL, N_("Take it down"));

    keep_area(&s, "text", N_("What they said"), NULL);
    s.input[s.n - 1].value = settings_sent(m->rq, "text");
    settings_tick(&s, "declined", N_("Is it theirs?"), NULL, N_("They say that it is not theirs"),
                  false);
    keep_form(m, arena_printf(m->rq->a, "%s/outside", path), "taken", 0,
              N_("They answered on the telephone or in a letter"), NULL, &s);
    keep_files(m);
}

bool outside_task_forms(struct keep_making *m, const struct task_row *t, const char *path)
{
    bool with_them = task_state(t) == TASK_ASKED || task_state(t) == TASK_ACCEPTED;

    if (!task_unsettled(t))
        return true;
    if (with_them && date_is_set(t->later_on))
        one_button(m, path, "agree", N_("They ask for more time"),
                   N_("The day moves to the one they named. If you do not agree, it stays."),
                   N_("Agree to the new day"));
    if (with_them) {
        one_button(m, path, "remind", N_("Remind them"),
                   N_("It is counted, and you get the words."), N_("Remind"));
        taken_form(m, path);
    }
    one_button(
        m, path, "renew", N_("New link"),
        N_("The one before opens nothing any more. For a letter that was lost, or a link that "
           "went astray."),
        N_("Make a new link"));
    one_button(m, path, "revoke", N_("Revoke the link"),
               N_("They can no longer read or answer, until you make a new one."),
               N_("Revoke the link"));
    m->form[m->n_forms - 1].grave = true;
    return true;
}

bool outside_task_facts(struct keep_making *m, const struct dossier *d, const struct task_row *t)
{
    struct req *rq = m->rq;
    struct outside_link_row link = { 0 };
    int64_t opened = 0;
    bool found;

    if (!outside_link_newest(edge_act(rq), d->c.id, t->id, &link, &found, rq->err) ||
        !sql_outside_opened(rq->a, rq->db, d->c.id, t->outsider_id, t->asked_at, &opened, rq->err))
        return false;
    keep_fact(m, N_("Private link"), opens_words(rq, d, found, &link));
    keep_fact(m, N_("They see"), shares_words(rq, d, link.shares));
    keep_fact(m, N_("Last opened"),
              opened > 0 ? moment(rq, (struct instant){ opened })
                         : lang_text(rq->lang, N_("not opened yet")));
    if (t->reminders > 0)
        keep_fact(m, N_("Reminders"),
                  arena_printf(rq->a, "%s · %s", keep_number(rq, t->reminders),
                               moment(rq, t->reminded_at)));
    if (date_is_set(t->later_on))
        keep_fact(m, N_("They say that it takes until"),
                  lang_date(rq->a, rq->lang, t->later_on, DATE_LONG, rq->today));
    return true;
}

/* -- the buttons -- */

static bool letter_show(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                        int64_t task, const char *secret)
{
    struct req *rq = m->rq;
    const struct task_row *t = dossier_task(d, task);
    struct outsider_row who = { 0 };
    struct dossier now;

    m->page.back = arena_printf(rq->a, "%s/tasks/%" PRId64, m->page.back, task);
    m->page.done =
        lang_text(rq->lang, secret ? N_("The link is made. It is shown this once: send "
                                        "the letter now.")
                                   : N_("The reminder is counted. Send the letter now."));
    return outsider_load(edge_act(rq), t->outsider_id, &who, rq->err) &&
           dossier_load_id(edge_act(rq), p, d->c.id, &now, rq->err) &&
           outside_letter(rq, &who, &now, task, secret, m) && keep_render(m);
}

static bool done(struct req *rq, const struct dossier *d, int64_t task, const char *word)
{
    return req_redirect(rq, "%s/tasks/%" PRId64 "?done=%s", desk_case_path(rq->a, d->c.reference),
                        task, word);
}

/* What was typed comes back on the page of the task. */
static bool refused(struct keep_making *m, const struct dossier *d, int64_t task)
{
    return (m->errors.n > 0 || keep_refused(m)) && task_again_show(m, d, task);
}

static bool taken(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                  int64_t task)
{
    struct req *rq = m->rq;
    bool declined = settings_ticked(rq, "declined", "yes"), too_large = false;
    const char *files = random_hex(rq->a, 16);

    if (!uploads_adopt(rq, "files", files, &too_large, &m->errors))
        return false;
    if (m->errors.n > 0) {
        m->status = too_large ? 413 : 422;
        return false;
    }
    return outside_take(edge_act(rq), p, d->c.id, task, declined, settings_sent(rq, "text"), files,
                        rq->err);
}

static bool act_do(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                   int64_t task)
{
    struct req *rq = m->rq;
    const struct act *act = edge_act(rq);
    const char *word = keep_act(rq), *secret = NULL;
    struct may_object object = edge_object(rq, d);

    if (strcmp(word, "renew") == 0)
        return outside_renew(act, p, d->c.id, task, may(rq->user, MAY_READ_IDENTITY, &object),
                             &secret, rq->err)
                   ? letter_show(m, p, d, task, secret)
                   : refused(m, d, task);
    if (strcmp(word, "remind") == 0)
        return outside_remind(act, p, d->c.id, task, rq->err) ? letter_show(m, p, d, task, NULL)
                                                              : refused(m, d, task);
    if (strcmp(word, "taken") == 0)
        return taken(m, p, d, task) ? done(rq, d, task, "taken") : refused(m, d, task);
    if (strcmp(word, "revoke") == 0)
        return outside_revoke(act, p, d->c.id, task, rq->err) ? done(rq, d, task, "revoked")
                                                              : refused(m, d, task);
    if (strcmp(word, "agree") == 0)
        return outside_agree(act, p, d->c.id, task, rq->err) ? done(rq, d, task, "agreed")
                                                             : refused(m, d, task);
    return keep_act_unknown(rq);
}

static bool outside_post(struct req *rq)
{
    int64_t task = strtoll(req_param(rq, "task"), NULL, 10);
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Ask somebody outside"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ASK_OUTSIDE, &d))
        return false;
    keep_case(&m, &d);
    if (!dossier_task(&d, task))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such task."));
    return act_do(&m, p, &d, task);
}

const struct route outside_desk_routes[] = {
    { POST, "/desk/complaints/{reference}/tasks/{task}/outside", MAY_ASK_OUTSIDE, outside_post,
      ROUTE_UPLOAD },
    { 0 },
};
