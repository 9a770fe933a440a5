/* The tasks of a case: the list with the form that asks, and one task with what can be done about
 * it. */
#include "operation/task/task_page.h"

#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "complaint/pack_version.h"
#include "db/filing_sql.h"
#include "db/task_sql.h"
#include "edge/names.h"
#include "edge/uploads.h"
#include "keep/keep_page.h"
#include "operation/task/task_flow.h"
#include "people/team.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 400, READY_MOST = 8 };

/* -- words -- */

static const char *team_name(struct req *rq, int64_t id)
{
    struct err none = { 0 };
    struct team_row team;

    return team_by_id(rq->a, rq->db, id, &team, &none) ? team.name : "–";
}

const char *task_name(struct req *rq, const struct pack_version *pack, const char *code,
                      int64_t team)
{
    const struct pack_task *t = pack_task(pack, code);

    return t ? t->text.in[rq->lang->index] : team_name(rq, team);
}

const char *task_whom(struct req *rq, int64_t team, int64_t staff)
{
    const char *name = NULL;

    if (!edge_staff_name(rq, staff, &name))
        err_clear(rq->err);
    return name ? arena_printf(rq->a, "%s · %s", team_name(rq, team), name) : team_name(rq, team);
}

const char *task_state_text(struct req *rq, const char *state)
{
    return desk_word(rq, &task_state_words, state);
}

struct panel_line task_panel_line(const struct case_show *s, const struct task_row *t)
{
    struct req *rq = s->rq;
    const struct clock_row *clock = task_clock(s->d, t);
    const char *state = task_state_text(rq, t->state);

    return (struct panel_line){
        .id = t->id,
        .text = task_name(rq, s->d->pack, t->code, t->team_id),
        .detail = clock && task_open(t)
                      ? arena_printf(rq->a, "%s · %s", state,
                                     lang_date(rq->a, rq->lang,
                                               zone_date(rq->app->zone, clock->due_at, NULL),
                                               DATE_SHORT, rq->today))
                      : state,
        .href = arena_printf(rq->a, "%s/tasks/%" PRId64, s->path, t->id),
        .done = !task_unsettled(t),
    };
}

/* -- the form that asks -- */

static bool team_choices(struct req *rq, struct choice **out, size_t *n)
{
    const struct team_row *team;
    struct rows rows;

    if (!team_list(edge_act(rq), &rows, rq->err))
        return false;
    team = rows.row;
    *out = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    *n = 0;
    (*out)[(*n)++] = (struct choice){ "", lang_text(rq->lang, N_("Choose a team")), NULL, false };
    for (size_t i = 0; i < rows.n; i++)
        if (!instant_is_set(team[i].ended_at))
            (*out)[(*n)++] = (struct choice){ .value = arena_printf(rq->a, "%" PRId64, team[i].id),
                                              .label = team[i].name };
    return true;
}

static bool staff_choices(struct req *rq, struct choice **out, size_t *n)
{
    const struct int_value *staff;
    struct rows rows;

    if (!sql_task_staff(rq->a, rq->db, rq->now, &rows, rq->err))
        return false;
    staff = rows.row;
    *out = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    *n = 0;
    (*out)[(*n)++] =
        (struct choice){ "", lang_text(rq->lang, N_("Anybody of the team")), NULL, false };
    for (size_t i = 0; i < rows.n; i++) {
        const char *name = NULL;
        if (!edge_staff_name(rq, staff[i].value, &name))
            return false;
        if (name)
            (*out)[(*n)++] =
                (struct choice){ .value = arena_printf(rq->a, "%" PRId64, staff[i].value),
                                 .label = name };
    }
    return true;
}

static bool whom_inputs(struct req *rq, struct settings *s)
{
    struct choice *list;
    size_t n;

    if (!team_choices(rq, &list, &n))
        return false;
    settings_select(s, "team", N_("Team that is asked"),
                    N_("Its people may read the complaint until the task is settled, and write "
                       "notes."),
                    list, n, settings_sent(rq, "team"));
    if (!staff_choices(rq, &list, &n))
        return false;
    settings_select(s, "staff", N_("Somebody of them (if you wish)"), NULL, list, n,
                    settings_sent(rq, "staff"));
    return true;
}

static void due_inputs(struct req *rq, struct settings *s)
{
    settings_text(s, "working_days", N_("How many working days they have"),
                  N_("Counted by the calendar of this complaint. Or write the day below."),
                  settings_sent(rq, "working_days"));
    settings_text(s, "due_on", N_("Until which day (if you know it)"), N_("For example 2026-12-31"),
                  settings_sent(rq, "due_on"));
}

static bool ask_form(struct keep_making *m, const char *action, const char *act, int64_t id,
                     const char *title, const char *label)
{
    struct settings s = settings_form(m->rq, NULL, N_("Ask"));
    struct setting_input *area;

    if (!whom_inputs(m->rq, &s))
        return false;
    keep_area(&s, "text", label,
              N_("They read this, and whoever reads the notes of the complaint."));
    area = &s.input[s.n - 1];
    area->value = settings_sent(m->rq, "text");
    due_inputs(m->rq, &s);
    keep_form(m, action, act, id, title, NULL, &s);
    return true;
}

static const char *ready_words(struct req *rq, const struct pack_task *t)
{
    const char *length = clock_length_words(rq->a, rq->lang, clock_unit_of(t->unit), t->length);

    return lang_format(rq->a, rq->lang, N_("{team}, within {length}: {text}"), "team",
                       t->team ? t->team : lang_text(rq->lang, N_("A team of your choice")),
                       "length", length, "text", t->ask.in[rq->lang->index], NULL);
}

/* Whether the team that the pack names is there. */
static bool ready_team(struct req *rq, const struct pack_task *t, bool *out)
{
    struct err none = { 0 };
    int64_t team;

    *out = t->team && sql_team_by_name(rq->a, rq->db, t->team, &team, &none);
    if (none.kind == ERR_NONE || none.kind == ERR_NOT_FOUND)
        return true;
    *rq->err = none;
    return false;
}

/* What is asked of one team is asked once; a part that many teams have may be asked of each. */
static bool ready_open(const struct dossier *d, const struct pack_task *t)
{
    for (size_t i = 0; t->team && i < d->task.n; i++)
        if (d->task.row[i].code && strcmp(d->task.row[i].code, t->code) == 0 &&
            task_state(&d->task.row[i]) != TASK_CANCELLED)
            return false;
    return true;
}

/* What the pack names, each with its button. */
static bool ready_form(struct keep_making *m, const struct dossier *d, const char *action, size_t i)
{
    const struct pack_task *t = &d->pack->task[i];
    struct settings s = settings_form(m->rq, NULL, N_("Ask for it"));
    struct keep_form *form;
    struct choice *list;
    bool there;
    size_t n;

    if (!ready_open(d, t))
        return true;
    if (!ready_team(m->rq, t, &there) || (!there && !team_choices(m->rq, &list, &n)))
        return false;
    if (!there)
        settings_select(&s, "team", N_("Team that is asked"), NULL, list, n,
                        settings_sent(m->rq, "team"));
    keep_form(m, action, "ready", (int64_t)i + 1, NULL, NULL, &s);
    form = &m->form[m->n_forms - 1];
    form->title = t->text.in[m->rq->lang->index];
    form->intro = ready_words(m->rq, t);
    return true;
}

static bool ask_forms(struct keep_making *m, const struct dossier *d, const char *action)
{
    size_t shown = 0;

    for (size_t i = 0; d->pack && i < d->pack->n_tasks && shown < READY_MOST; i++) {
        if (!pack_concerns(d->pack, &d->pack->task[i].classes, d->c.class))
            continue;
        shown++;
        if (!ready_form(m, d, action, i))
            return false;
    }
    return ask_form(m, action, "ask", 0, N_("Ask another team"), N_("What they are to do"));
}

/* -- the tasks of a case -- */

static struct task_view view_of(const struct case_show *s, const struct task_row *t)
{
    struct req *rq = s->rq;
    const struct entry_row *asked = task_asked(s->d, t);
    const struct clock_row *row = task_clock(s->d, t);
    struct clock_view *clock = ARENA_NEW(rq->a, struct clock_view);

    if (row)
        *clock = case_clock_view(s, row);
    return (struct task_view){
        .title = task_name(rq, s->d->pack, t->code, t->team_id),
        .href = arena_printf(rq->a, "%s/tasks/%" PRId64, s->path, t->id),
        .text = asked ? desk_excerpt(rq->a, asked->text.text, TEXT_MOST) : NULL,
        .whom = task_whom(rq, t->team_id, t->staff_id),
        .state = task_state_text(rq, t->state),
        .waits = task_state(t) == TASK_DONE || task_state(t) == TASK_SENT_BACK,
        .ended = !task_unsettled(t),
        .clock = row && strcmp(row->state, "void") != 0 ? clock : NULL,
    };
}

static const char *done_words(struct req *rq)
{
    static const char *const table[][2] = {
        { "asked", N_("The team is asked. It finds the task in its list.") },
        { "accepted", N_("The task is taken on.") },
        { "sent_back", N_("The task is sent back.") },
        { "finished", N_("It is recorded as done. Whoever asked confirms it.") },
        { "confirmed", N_("The task is settled.") },
        { "given_back", N_("The task is back with the team.") },
        { "cancelled", N_("The task is cancelled.") },
    };
    const char *word = form_text(rq->query, "done");

    for (size_t i = 0; word && i < COUNT(table); i++)
        if (strcmp(table[i][0], word) == 0)
            return lang_text(rq->lang, table[i][1]);
    return NULL;
}

static bool tasks_show(struct keep_making *m, struct dossier *d)
{
    struct req *rq = m->rq;
    struct case_show s = { .rq = rq, .d = d, .path = desk_case_path(rq->a, d->c.reference) };
    struct task_view *list = ARENA_ARRAY(rq->a, struct task_view, d->task.n);
    struct task_group group = { .tasks = { list, d->task.n } };
    struct may_object object = edge_object(rq, d);
    struct task_page page;

    if (!edge_procedure(rq, &s.p))
        return false;
    for (size_t i = 0; i < d->task.n; i++)
        list[i] = view_of(&s, &d->task.row[i]);
    group.empty = lang_text(rq->lang, N_("No other team was asked so far."));
    keep_case(m, d);
    if (may(rq->user, MAY_ASK_TASK, &object) && facts_open(&d->facts) &&
        !ask_forms(m, d, arena_printf(rq->a, "%s/tasks", s.path)))
        return false;
    keep_rows(m);
    page = (struct task_page){
        .title = m->page.title,
        .back = m->page.back,
        .back_words = m->page.back_words,
        .about = m->page.about,
        .about_lang = m->page.about_lang,
        .done = done_words(rq),
        .intro = lang_text(rq->lang, N_("Other teams do their part here; the complaint stays with "
                                        "whoever answers for it. It is not closed while a task is "
                                        "not settled.")),
        .errors = m->page.errors,
        .sections = { &group, 1 },
        .forms = m->page.forms,
        .version = m->page.version,
    };
    return req_render_status(rq, m->status, "desk/tasks.html", &task_page_record, &page);
}

static bool tasks_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Tasks for other teams"));
    return edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) && tasks_show(&m, &d);
}

/* A number that was chosen or typed; -1 when it is none. */
static int64_t number(struct req *rq, const char *name)
{
    const char *text = settings_sent(rq, name);
    char *end;
    int64_t n = strtoll(text, &end, 10);

    return *end == '\0' && n >= 0 ? n : -1;
}

static bool form_read(struct req *rq, struct task_form *form)
{
    int64_t days = number(rq, "working_days");

    *form = (struct task_form){ .team = number(rq, "team"),
                                .staff = number(rq, "staff"),
                                .text = settings_sent(rq, "text") };
    if (form->staff < 0)
        form->staff = 0;
    if (days < 0 || days > 500)
        return err_field(rq->err, "working_days",
                         N_("Write a number of working days from 1 to 500."));
    form->working_days = (int)days;
    return settings_day(rq, "due_on", &form->due_on);
}

static bool ask(struct req *rq, const struct procedure *p, const struct dossier *d)
{
    int64_t ready = keep_id(rq) - 1;
    struct task_form form;

    if (!form_read(rq, &form))
        return false;
    if (strcmp(keep_act(rq), "ready") == 0 && d->pack && ready >= 0 &&
        ready < (int64_t)d->pack->n_tasks)
        form.code = d->pack->task[ready].code;
    return task_ask(edge_act(rq), p, d->c.id, &form, NULL, rq->err);
}

static bool tasks_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Tasks for other teams"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ASK_TASK, &d))
        return false;
    if (ask(rq, p, &d))
        return req_redirect(rq, "%s/tasks?done=asked", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && tasks_show(&m, &d);
}

/* -- one task -- */

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
    *out = reach_team(&reach, t->team_id);
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

static bool why_show(struct req *rq, const struct procedure *p, const struct clock_row *clock,
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
    keep_fact(m, N_("Asked of"), task_whom(rq, t->team_id, t->staff_id));
    keep_fact(m, N_("Asked"), keep_when_who(rq, t->asked_at, t->asked_by));
    if (clock)
        keep_fact(
            m, N_("To be done by"),
            lang_instant(rq->a, rq->lang, clock->due_at, rq->app->zone, DATE_LONG, rq->today));
    if (clock && task_state(t) != TASK_CANCELLED && task_state(t) != TASK_SENT_BACK &&
        (strcmp(clock->state, "missed") == 0 ||
         (strcmp(clock->state, "running") == 0 && clock->due_at.us < rq->now.us)))
        keep_fact(m, N_("Late"), lang_text(rq->lang, N_("Its time is over.")));
    keep_fact(m, N_("Confirmed by the team"), keep_when_who(rq, t->accepted_at, t->accepted_by));
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
                  N_("What you found (if you wish)"), N_("Confirm"), false);
        text_form(m, action, "give_back", N_("It is not done yet"), N_("What is still to be done"),
                  N_("Give it back"), false);
    }
    if (task_state(t) == TASK_SENT_BACK &&
        !ask_form(m, action, "again", 0, N_("Ask again, or another team"),
                  N_("What they should know now (if you wish)")))
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
    m->page.title = task_name(rq, d->pack, t->code, t->team_id);
    m->page.done = done_words(rq);
    facts_show(m, d, t);
    parts[0] = written_show(m, d, t);
    m->page.parts = (struct rows){ parts, clock ? 2 : 1 };
    if (!edge_procedure(rq, &p) || (clock && !why_show(rq, p, clock, &parts[1])) ||
        !of_the_team(rq, t, &ours))
        return false;
    if (facts_open(&d->facts) && ours)
        team_forms(m, t, path);
    if (facts_open(&d->facts) && may(rq->user, MAY_ASK_TASK, &object) && !owner_forms(m, t, path))
        return false;
    return keep_render(m);
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

static bool reply(struct keep_making *m, const struct procedure *p, const struct dossier *d,
                  const struct task_row *t, const char **done)
{
    struct req *rq = m->rq;
    const char *act = keep_act(rq), *text = settings_sent(rq, "text"), *owner = NULL;
    enum task_answer what = TASK_ACCEPT;
    bool too_large = false;

    *done = "accepted";
    if (strcmp(act, "send_back") == 0) {
        what = TASK_SEND_BACK;
        *done = "sent_back";
    } else if (strcmp(act, "finish") == 0) {
        what = TASK_FINISH;
        *done = "finished";
        owner = random_hex(rq->a, 16);
        if (!uploads_adopt(rq, "files", owner, &too_large, &m->errors))
            return false;
    }
    if (m->errors.n > 0) {
        m->status = too_large ? 413 : 422;
        return false;
    }
    return task_reply(edge_act(rq), p, d->c.id, t->id, what, text, owner, rq->err);
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
    const char *act = keep_act(rq), *text = settings_sent(rq, "text");
    struct task_form form;

    if (strcmp(act, "again") == 0) {
        *done = "asked";
        return form_read(rq, &form) &&
               task_ask_again(edge_act(rq), p, d->c.id, t->id, &form, rq->err);
    }
    *done = strcmp(act, "confirm") == 0     ? "confirmed"
            : strcmp(act, "give_back") == 0 ? "given_back"
                                            : "cancelled";
    return task_settle(edge_act(rq), p, d->c.id, t->id,
                       strcmp(act, "confirm") == 0     ? TASK_CONFIRM
                       : strcmp(act, "give_back") == 0 ? TASK_GIVE_BACK
                                                       : TASK_CANCEL,
                       text, rq->err);
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

#define TASKS "/desk/complaints/{reference}/tasks"
const struct route task_routes[] = {
    { GET, TASKS, MAY_READ, tasks_get, 0 },
    { POST, TASKS, MAY_ASK_TASK, tasks_post, 0 },
    { GET, TASKS "/{task}", MAY_READ, task_get, 0 },
    { POST, TASKS "/{task}/answer", MAY_ANSWER_TASK, answer_post, ROUTE_UPLOAD },
    { POST, TASKS "/{task}/settle", MAY_ASK_TASK, settle_post, 0 },
    { 0 },
};
