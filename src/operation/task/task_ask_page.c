/* The tasks of a case, with the forms that ask another team. */
#include "complaint/clock_words.h"
#include "complaint/named_team.h"
#include "complaint/pack_version.h"
#include "db/task_sql.h"
#include "edge/names.h"
#include "operation/task/task_parts_page.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 400, READY_MOST = 8 };

/* -- the form -- */

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

    if (!settings_teams(rq, NULL, &list, &n))
        return false;
    settings_select(s, "team", N_("Team that is asked"),
                    N_("Its people may read the complaint until the task is settled, and write "
                       "notes."),
                    list, n, settings_sent(rq, "team"));
    if (!staff_choices(rq, &list, &n))
        return false;
    settings_select(s, "staff", N_("Somebody of them (optional)"), NULL, list, n,
                    settings_sent(rq, "staff"));
    return true;
}

static void due_inputs(struct req *rq, struct settings *s)
{
    settings_text(s, "working_days", N_("How many working days they have"),
                  N_("Counted by the calendar of this complaint. Or write the day below."),
                  settings_sent(rq, "working_days"));
    settings_date(s, "due_on", N_("Until which day (if you know it)"), NULL,
                  settings_sent(rq, "due_on"));
}

bool task_ask_form(struct keep_making *m, const char *action, const char *act, bool outside,
                   const char *title, const char *label)
{
    struct settings s = settings_form(m->rq, NULL, N_("Ask"));
    struct setting_input *area;

    if (!outside && !whom_inputs(m->rq, &s))
        return false;
    keep_area(&s, "text", label,
              N_("They read this, and whoever reads the notes of the complaint."));
    area = &s.input[s.n - 1];
    area->value = settings_sent(m->rq, "text");
    due_inputs(m->rq, &s);
    keep_form(m, action, act, 0, title, NULL, &s);
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
    int64_t team = 0;

    if (t->team && !named_team(edge_act(rq), t->team, &team, rq->err))
        return false;
    *out = team != 0;
    return true;
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
    if (!ready_team(m->rq, t, &there) || (!there && !settings_teams(m->rq, NULL, &list, &n)))
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
        if (d->pack->task[i].outside ||
            !pack_concerns(d->pack, &d->pack->task[i].classes, d->c.class))
            continue;
        shown++;
        if (!ready_form(m, d, action, i))
            return false;
    }
    return task_ask_form(m, action, "ask", false, N_("Ask another team"),
                         N_("What they are to do"));
}

/* A number that was chosen or typed; -1 when it is none. */
static int64_t number(struct req *rq, const char *name)
{
    const char *text = settings_sent(rq, name);
    char *end;
    int64_t n = strtoll(text, &end, 10);

    return *end == '\0' && n >= 0 ? n : -1;
}

bool task_form_read(struct req *rq, struct task_form *form)
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
        .title = task_name(rq, s->d->pack, t->code, t->team_id, t->outsider_id),
        .href = arena_printf(rq->a, "%s/tasks/%" PRId64, s->path, t->id),
        .text = asked ? desk_excerpt(rq->a, asked->text.text, TEXT_MOST) : NULL,
        .whom = task_whom(rq, t->team_id, t->staff_id, t->outsider_id),
        .state = task_state_text(rq, t->state),
        .waits = task_state(t) == TASK_DONE || task_state(t) == TASK_SENT_BACK,
        .ended = !task_unsettled(t),
        .clock = row && strcmp(row->state, "void") != 0 ? clock : NULL,
    };
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
        .done = task_done_words(rq),
        .intro = lang_text(rq->lang, N_("Other teams do their part here; the complaint stays with "
                                        "whoever answers for it. It is not closed while a task is "
                                        "not settled.")),
        .errors = m->page.errors,
        .sections = { &group, 1 },
        .forms = m->page.forms,
        .version = m->page.version,
    };
    if (may(rq->user, MAY_ASK_OUTSIDE, &object) && facts_open(&d->facts))
        page.outside = arena_printf(rq->a, "%s/ask-outside", s.path);
    return req_render_status(rq, m->status, "desk/tasks.html", &task_page_record, &page);
}

static bool tasks_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Tasks for other teams"));
    return edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) && tasks_show(&m, &d);
}

static bool ask(struct req *rq, const struct procedure *p, const struct dossier *d)
{
    bool of_pack = strcmp(keep_act(rq), "ready") == 0;
    int64_t ready = keep_id(rq) - 1;
    struct task_form form;

    if (!of_pack && strcmp(keep_act(rq), "ask") != 0)
        return keep_act_unknown(rq);
    if (!task_form_read(rq, &form))
        return false;
    if (of_pack && d->pack && ready >= 0 && ready < (int64_t)d->pack->n_tasks)
        form.code = d->pack->task[ready].code;
    return task_ask(edge_act(rq), p, d->c.id, &form, NULL, rq->err);
}

/* Said, for somebody above has to see to it. */
static bool asked_words(struct req *rq, const char **out)
{
    int64_t team = number(rq, "team"), workers = 1;

    if (team > 0 && !sql_task_workers(rq->a, rq->db, team, rq->now, &workers, rq->err))
        return false;
    *out = workers > 0 ? "asked" : "asked_above";
    return true;
}

static bool tasks_post(struct req *rq)
{
    const char *asked;
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Tasks for other teams"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ASK_TASK, &d))
        return false;
    if (ask(rq, p, &d))
        return asked_words(rq, &asked) &&
               req_redirect(rq, "%s/tasks?done=%s", desk_case_path(rq->a, d.c.reference), asked);
    return keep_refused(&m) && tasks_show(&m, &d);
}

#define TASKS "/desk/complaints/{reference}/tasks"
const struct route task_routes[] = {
    { GET, TASKS, MAY_READ, tasks_get, 0 },
    { POST, TASKS, MAY_ASK_TASK, tasks_post, 0 },
    { 0 },
};
