/* One task of a case, with what can be done about it. */
#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "edge/names.h"
#include "edge/uploads.h"
#include "operation/task/task_parts_page.h"
#include "outside/outside_parts.h"

#include <stdlib.h>
#include <string.h>

static bool task_find(struct req *rq, const struct dossier *d, const struct task_row **out)
{
    *out = dossier_task(d, strtoll(req_param(rq, "task"), NULL, 10));
    return *out ||
           err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

/* Somebody of the team that was asked, who answers for it. */
static bool of_the_team(struct req *rq, const struct task_row *t, bool *out)
{
    struct reach reach;

    if (!edge_reach(rq, MAY_ANSWER_TASK, &reach))
        return false;
    *out = t->team_id != 0 && reach_team(&reach, t->team_id);
    return true;
}

bool task_mine(struct req *rq, const struct dossier *d, int64_t id)
{
    const struct task_row *t = dossier_task(d, id);
    bool ours = false;

    if (!t)
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such task."));
    return of_the_team(rq, t, &ours) &&
           (ours ||
            err_set(rq->err, ERR_REFUSED, N_("Somebody of the team that was asked answers it.")));
}

bool task_why(struct req *rq, const struct procedure *p, const struct clock_row *clock,
              struct sheet_group *out)
{
    struct sheet_line *lines;
    struct clock_sum sum;
    struct rows pauses;

    if (!clock_pause_of(rq->a, rq->db, clock->complaint_id, &pauses, rq->err) ||
        !due_sum(rq->a, p, clock, &pauses, rq->now, &sum, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct sheet_line, sum.n);
    for (size_t i = 0; i < sum.n; i++)
        lines[i] = (struct sheet_line){ .label = lang_number(rq->a, rq->lang, (int64_t)i + 1),
                                        .value = clock_line_words(rq->a, rq->lang, p->zone,
                                                                  &sum.line[i], rq->today) };
    *out = (struct sheet_group){ lang_text(rq->lang, N_("Why this date?")), { lines, sum.n } };
    return true;
}

static struct sheet_group written_show(struct keep_making *m, const struct dossier *d,
                                       const struct task_row *t)
{
    struct sheet_line *lines = ARENA_ARRAY(m->rq->a, struct sheet_line, d->entry.n);
    struct act_link *links = ARENA_ARRAY(m->rq->a, struct act_link, d->file.n);
    size_t n = 0, files = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        if (e->about_id != t->id || strcmp(e->kind, TASK_ENTRY) != 0)
            continue;
        lines[n++] = (struct sheet_line){ .label = keep_when_who(m->rq, e->at, e->author_id),
                                          .value = e->text.text,
                                          .lang = e->language };
        for (size_t j = 0; j < d->file.n; j++)
            if (d->file.row[j].entry_id == e->id && !instant_is_set(d->file.row[j].removed_at))
                links[files++] = (struct act_link){
                    .label = d->file.row[j].name.text,
                    .href = arena_printf(m->rq->a, "/files/%" PRId64, d->file.row[j].id),
                };
    }
    m->page.links = (struct rows){ links, files };
    return (struct sheet_group){ lang_text(m->rq->lang, N_("What was written")), { lines, n } };
}

static void facts_show(struct keep_making *m, const struct dossier *d, const struct task_row *t)
{
    struct req *rq = m->rq;
    const struct clock_row *clock = task_clock(d, t);

    keep_fact(m, N_("State"), task_state_text(rq, t->state));
    keep_fact(m, N_("Asked of"), task_whom(rq, t->team_id, t->staff_id, t->outsider_id));
    keep_fact(m, N_("Asked"), keep_when_who(rq, t->asked_at, t->asked_by));
    if (clock)
        keep_fact(
            m, N_("To be done by"),
            lang_instant(rq->a, rq->lang, clock->due_at, rq->app->zone, DATE_LONG, rq->today));
    if (clock && task_state(t) != TASK_CANCELLED && task_state(t) != TASK_SENT_BACK &&
        (strcmp(clock->state, "missed") == 0 ||
         (strcmp(clock->state, "running") == 0 && clock->due_at.us < rq->now.us)))
        keep_fact(m, N_("Late"), lang_text(rq->lang, N_("Its time is over.")));
    if (!t->outsider_id)
        keep_fact(m, N_("Confirmed by the team"),
                  keep_when_who(rq, t->accepted_at, t->accepted_by));
    keep_fact(m, N_("Answered"), keep_when_who(rq, t->answered_at, t->answered_by));
    keep_fact(m, N_("Settled"), keep_when_who(rq, t->settled_at, t->settled_by));
}

static void text_form(struct keep_making *m, const char *action, const char *act, const char *title,
                      const char *label, const char *submit, bool files)
{
    struct settings s = settings_form(m->rq, NULL, submit);

    if (label) {
        keep_area(&s, "text", label, NULL);
        s.input[s.n - 1].value = settings_sent(m->rq, "text");
    }
    keep_form(m, action, act, 0, title, NULL, &s);
    if (files)
        keep_files(m);
}

static void team_forms(struct keep_making *m, const struct task_row *t, const char *path)
{
    const char *action = arena_printf(m->rq->a, "%s/answer", path);

    if (task_state(t) == TASK_ASKED)
        text_form(m, action, "accept", N_("Take it on"), NULL, N_("We do it"), false);
    if (task_state(t) != TASK_ASKED && task_state(t) != TASK_ACCEPTED)
        return;
    text_form(m, action, "finish", N_("Say that it is done"), N_("What was done"), N_("Done"),
              true);
    text_form(m, action, "send_back", N_("Send it back"),
              N_("Why your team cannot do it, or whose it is"), N_("Send it back"), false);
}

static bool owner_forms(struct keep_making *m, const struct task_row *t, const char *path)
{
    const char *action = arena_printf(m->rq->a, "%s/settle", path);

    if (task_state(t) == TASK_DONE) {
        text_form(m, action, "confirm", N_("Confirm that it is done"),
                  task_done_by(t, m->rq->user->id)
                      ? N_("You did it yourself: what shows that it is done")
                      : N_("What you found (optional)"),
                  N_("Confirm"), false);
        text_form(m, action, "give_back", N_("It is not done yet"), N_("What is still to be done"),
                  N_("Give it back"), false);
    }
    if (task_state(t) == TASK_SENT_BACK &&
        !task_ask_form(m, action, "again", t->outsider_id != 0,
                       t->outsider_id ? N_("Ask them again") : N_("Ask again, or another team"),
                       N_("What they should know now (optional)")))
        return false;
    if (t->outsider_id && !outside_task_forms(m, t, path))
        return false;
    if (task_unsettled(t)) {
        text_form(m, action, "cancel", N_("Cancel the task"), N_("Reason"), N_("Cancel the task"),
                  false);
        m->form[m->n_forms - 1].grave = true;
    }
    return true;
}

static bool task_show(struct keep_making *m, const struct dossier *d, const struct task_row *t)
{
    struct req *rq = m->rq;
    const char *path =
        arena_printf(rq->a, "%s/tasks/%" PRId64, desk_case_path(rq->a, d->c.reference), t->id);
    struct sheet_group *parts = ARENA_ARRAY(rq->a, struct sheet_group, 2);
    struct may_object object = edge_object(rq, d);
    const struct clock_row *clock = task_clock(d, t);
    const struct procedure *p;
    bool ours = false;

    keep_case(m, d);
    m->page.title = task_name(rq, d->pack, t->code, t->team_id, t->outsider_id);
    m->page.done = task_done_words(rq);
    facts_show(m, d, t);
    if (t->outsider_id && !outside_task_facts(m, d, t))
        return false;
    parts[0] = written_show(m, d, t);
    m->page.parts = (struct rows){ parts, clock ? 2 : 1 };
    if (!edge_procedure(rq, &p) || (clock && !task_why(rq, p, clock, &parts[1])) ||
        !of_the_team(rq, t, &ours))
        return false;
    if (facts_open(&d->facts) && ours)
        team_forms(m, t, path);
    if (facts_open(&d->facts) && may(rq->user, MAY_ASK_TASK, &object) && !owner_forms(m, t, path))
        return false;
    return keep_render(m);
}

bool task_again_show(struct keep_making *m, const struct dossier *d, int64_t task)
{
    return task_show(m, d, dossier_task(d, task));
}

static bool task_get(struct req *rq)
{
    const struct task_row *t;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Task for another team"));
    return edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) && task_find(rq, &d, &t) &&
           task_show(&m, &d, t);
}

/* What was not taken of the files comes back with the form. */
static bool again(struct keep_making *m, const struct dossier *d, const struct task_row *t)
{
    return (m->errors.n > 0 || keep_refused(m)) && task_show(m, d, t);
}

/* A word of a form, what it does, and what is said when it is done. */
struct answered {
    const char *act;
    int what;
    const char *done;
};

static const struct answered *answered(const struct answered *list, size_t n, struct req *rq)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(keep_act(rq), list[i].act) == 0)
            return &list[i];
    keep_act_unknown(rq);
    return NULL;
}

static bool reply(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                  const struct task_row *t, const char **done)
{
    static const struct answered replies[] = {
        { "accept", TASK_ACCEPT, "accepted" },
        { "send_back", TASK_SEND_BACK, "sent_back" },
        { "finish", TASK_FINISH, "finished" },
    };
    struct req *rq = m->rq;
    const struct answered *r = answered(replies, COUNT(replies), rq);
    const char *owner = NULL;
    bool too_large = false;

    if (!r)
        return false;
    *done = r->done;
    if (r->what == TASK_FINISH) {
        owner = random_hex(rq->a, 16);
        if (!uploads_adopt(rq, "files", owner, &too_large, &m->errors))
            return false;
    }
    if (m->errors.n > 0) {
        m->status = too_large ? 413 : 422;
        return false;
    }
    return task_reply(edge_act(rq), p, d->c.id, t->id, (enum task_answer)r->what,
                      settings_sent(rq, "text"), owner, rq->err);
}

static bool answer_post(struct req *rq)
{
    const struct procedure *p;
    const struct task_row *t;
    struct keep_making m;
    struct dossier d;
    const char *done;

    keep_begin(&m, rq, N_("Task for another team"));
    if (!edge_procedure(rq, &p) ||
        !edge_case(rq, req_param(rq, "reference"), MAY_ANSWER_TASK, &d) || !task_find(rq, &d, &t) ||
        !task_mine(rq, &d, t->id))
        return false;
    if (reply(&m, p, &d, t, &done)) {
        if (strcmp(done, "sent_back") == 0)
            return req_redirect(rq, "/desk/tasks");
        return req_redirect(rq, "%s/tasks/%" PRId64 "?done=%s",
                            desk_case_path(rq->a, d.c.reference), t->id, done);
    }
    return again(&m, &d, t);
}

static bool settle(struct req *rq, const struct procedure *p, const struct dossier *d,
                   const struct task_row *t, const char **done)
{
    static const struct answered settlings[] = {
        { "confirm", TASK_CONFIRM, "confirmed" },
        { "give_back", TASK_GIVE_BACK, "given_back" },
        { "cancel", TASK_CANCEL, "cancelled" },
    };
    const struct answered *r;
    struct task_form form;

    if (strcmp(keep_act(rq), "again") == 0) {
        *done = t->outsider_id ? "asked_outside" : "asked";
        return task_form_read(rq, &form) &&
               task_ask_again(edge_act(rq), p, d->c.id, t->id, &form, rq->err);
    }
    r = answered(settlings, COUNT(settlings), rq);
    if (!r)
        return false;
    *done = t->outsider_id && r->what == TASK_GIVE_BACK ? "asked_outside" : r->done;
    return task_settle(edge_act(rq), p, d->c.id, t->id, (enum task_settling)r->what,
                       settings_sent(rq, "text"), rq->err);
}

static bool settle_post(struct req *rq)
{
    const struct procedure *p;
    const struct task_row *t;
    struct keep_making m;
    struct dossier d;
    const char *done;

    keep_begin(&m, rq, N_("Task for another team"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ASK_TASK, &d) ||
        !task_find(rq, &d, &t))
        return false;
    if (settle(rq, p, &d, t, &done))
        return req_redirect(rq, "%s/tasks/%" PRId64 "?done=%s",
                            desk_case_path(rq->a, d.c.reference), t->id, done);
    return again(&m, &d, t);
}

#define TASK "/desk/complaints/{reference}/tasks/{task}"
const struct route task_one_routes[] = {
    { GET, TASK, MAY_READ, task_get, 0 },
    { POST, TASK "/answer", MAY_ANSWER_TASK, answer_post, ROUTE_UPLOAD },
    { POST, TASK "/settle", MAY_ASK_TASK, settle_post, 0 },
    { 0 },
};
