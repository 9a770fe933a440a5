#include "api/api_tasks.h"

#include "api/api_page.h"
#include "edge/names.h"
#include "operation/task/task_flow.h"
#include "operation/task/task_page.h"
#include "people/team.h"

#include <string.h>

static const struct field text_fields[] = {
    FIELD(struct api_task_text, at, .required = true, .help = "When it was written."),
    FIELD(struct api_task_text, by, .help = "By whom."),
    FIELD(struct api_task_text, text, .lines = true, .help = "What was asked or answered."),
};
static const struct record text_record = RECORD(struct api_task_text, text_fields);

static const struct field task_fields[] = {
    FIELD(struct api_task, id, .required = true, .help = "For the acts on it."),
    FIELD(struct api_task, reference, .required = true, .help = "Of the complaint."),
    FIELD(struct api_task, code, .help = "Of the task in the procedure; null when asked freely."),
    FIELD(struct api_task, title, .required = true, .help = "In the reader's language."),
    FIELD(struct api_task, state, .required = true,
          .help = "asked, accepted, sent_back, done, confirmed or cancelled."),
    FIELD(struct api_task, team, .help = "Which team is asked; null where somebody outside is."),
    FIELD(struct api_task, outside, .help = "Which outside party is asked."),
    FIELD(struct api_task, later_on, .help = "The day they named, not agreed to yet."),
    FIELD(struct api_task, reminders, .help = "How often they were reminded."),
    FIELD(struct api_task, staff, .help = "Who of it; null is any of them."),
    FIELD(struct api_task, asked_at, .help = "When it was asked."),
    FIELD(struct api_task, asked_by, .help = "By whom."),
    FIELD(struct api_task, due_at, .help = "Until when it is to be done."),
    FIELD(struct api_task, accepted_at, .help = "When the team took it on."),
    FIELD(struct api_task, accepted_by, .help = "Who."),
    FIELD(struct api_task, answered_at, .help = "When it was done or sent back."),
    FIELD(struct api_task, answered_by, .help = "By whom."),
    FIELD(struct api_task, settled_at, .help = "When it was confirmed, given back or cancelled."),
    FIELD(struct api_task, settled_by, .help = "By whom."),
    FIELD_ROWS(struct api_task, written, &text_record),
};
static const struct record task_record = RECORD(struct api_task, task_fields);

static const struct field tasks_fields[] = {
    FIELD_ROWS(struct api_tasks, items, &task_record),
    API_NEXT(struct api_tasks),
};
const struct record api_tasks_record = RECORD(struct api_tasks, tasks_fields);

/* -- how they stand -- */

static bool texts_show(struct req *rq, const struct dossier *d, const struct task_row *t,
                       struct rows *out)
{
    struct api_task_text *list = ARENA_ARRAY(rq->a, struct api_task_text, d->entry.n);
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        if (e->about_id != t->id || strcmp(e->kind, TASK_ENTRY) != 0)
            continue;
        list[n] = (struct api_task_text){ .at = e->at, .text = e->text.text };
        if (!api_staff_name(rq, e->author_id, &list[n++].by))
            return false;
    }
    *out = (struct rows){ list, n };
    return true;
}

static bool task_show(struct req *rq, const struct dossier *d, const struct task_row *t,
                      struct api_task *out)
{
    const struct clock_row *clock = task_clock(d, t);

    *out = (struct api_task){ .id = t->id,
                              .reference = d->c.reference,
                              .code = t->code,
                              .title = task_name(rq, d->pack, t->code, t->team_id, t->outsider_id),
                              .state = t->state,
                              .asked_at = t->asked_at,
                              .due_at = clock ? clock->due_at : (struct instant){ 0 },
                              .accepted_at = t->accepted_at,
                              .answered_at = t->answered_at,
                              .settled_at = t->settled_at,
                              .later_on = t->later_on,
                              .reminders = t->reminders };
    return edge_staff_name(rq, t->outsider_id, &out->outside) &&
           edge_team_name(rq, t->team_id, &out->team) &&
           api_staff_name(rq, t->staff_id, &out->staff) &&
           api_staff_name(rq, t->asked_by, &out->asked_by) &&
           api_staff_name(rq, t->accepted_by, &out->accepted_by) &&
           api_staff_name(rq, t->answered_by, &out->answered_by) &&
           api_staff_name(rq, t->settled_by, &out->settled_by) &&
           texts_show(rq, d, t, &out->written);
}

bool api_tasks_get(struct req *rq)
{
    struct api_tasks out = { 0 };
    struct api_task *list;
    enum api_view view;
    struct dossier d;

    if (!api_case(rq, MAY_READ, false, &d, &view))
        return false;
    list = ARENA_ARRAY(rq->a, struct api_task, d.task.n);
    for (size_t i = 0; i < d.task.n; i++)
        if (!task_show(rq, &d, &d.task.row[i], &list[i]))
            return false;
    out.items = (struct rows){ list, d.task.n };
    return req_json(rq, 200, &api_tasks_record, &out);
}

bool api_tasks_open_get(struct req *rq)
{
    struct api_page in = { .limit = API_LIMIT };
    int64_t place = 0, last = 0;
    struct api_tasks out = { 0 };
    const struct procedure *p;
    const struct task_line *line;
    struct api_task *list;
    struct rows rows;
    size_t limit;
    bool more;

    if (!api_logged_in(rq) || !api_query(rq, &api_page_record, &in) ||
        !api_limit_read(in.limit, &limit, rq->err) ||
        !api_place_read(in.after, 't', &place, &last, rq->err) || !edge_procedure(rq, &p) ||
        !tasks_mine(rq, place, last, (int64_t)limit + 1, &rows))
        return false;
    more = api_more(&rows, limit);
    line = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_task, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct pack_version *v;
        if (!procedure_pack(p, rq->db, line[i].pack_id, &v, rq->err))
            return false;
        list[i] = (struct api_task){ .id = line[i].id,
                                     .reference = line[i].reference,
                                     .code = line[i].code,
                                     .title = task_name(rq, v, line[i].code, line[i].team_id,
                                                        line[i].outsider_id),
                                     .state = line[i].state,
                                     .due_at = line[i].due_at };
        if (!edge_team_name(rq, line[i].team_id, &list[i].team) ||
            !api_staff_name(rq, line[i].staff_id, &list[i].staff))
            return false;
    }
    out.items = (struct rows){ list, rows.n };
    if (more)
        out.next = api_place(rq->a, 't', line[rows.n - 1].due_at.us, line[rows.n - 1].id);
    return req_json(rq, 200, &api_tasks_record, &out);
}

/* -- acts -- */

struct api_ask {
    const char *code, *team, *staff, *text;
    struct date due_on;
    int working_days;
};
static const struct field ask_fields[] = {
    FIELD(struct api_ask, code, .max = 40, .help = "A task of the complaint's procedure."),
    FIELD(struct api_ask, team, .max = 120, .help = "Name of the team that is asked."),
    FIELD(struct api_ask, staff, .max = 120, .help = "Login of somebody of it; null is anybody."),
    FIELD(struct api_ask, text, .max = 4000, .lines = true, .help = "What they are to do."),
    FIELD(struct api_ask, due_on, .help = "Until the end of that day."),
    FIELD(struct api_ask, working_days, .help = "Or for so many, by the complaint's calendar."),
};
static const struct record ask_record = RECORD(struct api_ask, ask_fields);

struct api_task_words {
    const char *text;
};
static const struct field word_fields[] = {
    FIELD(struct api_task_words, text, .max = 4000, .lines = true, .help = "The words to it."),
};
static const struct record words_record = RECORD(struct api_task_words, word_fields);

/* The same where they cannot be done without. */
struct api_task_why {
    const char *text;
};
static const struct field why_fields[] = {
    FIELD(struct api_task_why, text, .required = true, .max = 4000, .lines = true,
          .help = "What was done, what is missing, or why not."),
};
static const struct record why_record = RECORD(struct api_task_why, why_fields);

static bool ask_read(const struct api_acting *x, const struct api_ask *in, struct task_form *out,
                     struct err *err)
{
    struct err none = { 0 };

    *out = (struct task_form){
        .code = in->code, .text = in->text, .due_on = in->due_on, .working_days = in->working_days
    };
    if (in->team && !team_by_name(x->act, in->team, &out->team, &none)) {
        if (none.kind != ERR_NOT_FOUND)
            return *err = none, false;
        return err_field(err, "team", N_("Choose the team that is asked."));
    }
    return !in->staff || api_staff(x, in->staff, "staff", &out->staff, err);
}

static bool ask_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct task_form form;

    return ask_read(x, in, &form, err) && task_ask(API_CASE(x), &form, &x->done->id, err);
}

static bool again_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct task_form form;

    return ask_read(x, in, &form, err) &&
           task_ask_again(API_CASE(x), api_path_id(x, "task"), &form, err);
}

static bool reply(const struct api_acting *x, const char *text, enum task_answer what,
                  struct err *err)
{
    int64_t id = api_path_id(x, "task");

    return task_mine(x->rq, x->d, id) && task_reply(API_CASE(x), id, what, text, NULL, err);
}

static bool settle(const struct api_acting *x, const char *text, enum task_settling what,
                   struct err *err)
{
    return task_settle(API_CASE(x), api_path_id(x, "task"), what, text, err);
}

#define RUN(name, how, T, what)                                                                    \
    static bool name(const struct api_acting *x, const void *in, struct err *err)                  \
    {                                                                                              \
        return how(x, ((const struct T *)in)->text, what, err);                                    \
    }
RUN(accept_run, reply, api_task_words, TASK_ACCEPT)
RUN(send_back_run, reply, api_task_why, TASK_SEND_BACK)
RUN(finish_run, reply, api_task_why, TASK_FINISH)
RUN(confirm_run, settle, api_task_words, TASK_CONFIRM)
RUN(give_back_run, settle, api_task_why, TASK_GIVE_BACK)
RUN(cancel_run, settle, api_task_why, TASK_CANCEL)

const struct api_act api_task_acts[] = {
    API_ACT("tasks", MAY_ASK_TASK, ask_run, "askTask", DOOR_SYSTEMS, &ask_record,
            "Asks another team to do something for the complaint, which keeps its owner."),
    API_ACT("tasks/{task}/accept", MAY_ANSWER_TASK, accept_run, "acceptTask", DOOR_SYSTEMS,
            &words_record, "Takes a task on, as somebody of the team that was asked."),
    API_ACT("tasks/{task}/send-back", MAY_ANSWER_TASK, send_back_run, "sendTaskBack", DOOR_SYSTEMS,
            &why_record, "Sends a task back with the reason."),
    API_ACT("tasks/{task}/done", MAY_ANSWER_TASK, finish_run, "finishTask", DOOR_SYSTEMS,
            &why_record, "Says what was done."),
    API_ACT("tasks/{task}/confirm", MAY_ASK_TASK, confirm_run, "confirmTask", DOOR_SYSTEMS,
            &words_record, "Confirms that a task is done."),
    API_ACT("tasks/{task}/give-back", MAY_ASK_TASK, give_back_run, "giveTaskBack", DOOR_SYSTEMS,
            &why_record, "Gives a task back to be done, with what is still missing."),
    API_ACT("tasks/{task}/cancel", MAY_ASK_TASK, cancel_run, "cancelTask", DOOR_SYSTEMS,
            &why_record, "Cancels a task with the reason."),
    API_ACT("tasks/{task}/ask-again", MAY_ASK_TASK, again_run, "askTaskAgain", DOOR_SYSTEMS,
            &ask_record, "Asks again what was sent back, of the same or another team."),
    { 0 },
};
