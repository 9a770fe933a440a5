/* What waits for the reader: tasks of their teams, the first due first, and answers of other teams
 * that they have to settle. */
#include "operation/task/task_page.h"

#include "complaint/pack_version.h"
#include "complaint/redaction.h"
#include "db/task_sql.h"
#include "edge/names.h"

enum { TEXT_MOST = 160 };

#define L(m) FIELD(struct task_line, m)
static const struct field task_line_fields[] = {
    L(id),    L(complaint_id), L(team_id), L(staff_id), L(entry_id), L(pack_id),     L(code),
    L(state), L(reference),    L(due_at),  L(text),     L(case_key), L(outsider_id), L(later_on),
};
const struct record task_line_record = RECORD(struct task_line, task_line_fields);

bool tasks_waiting(struct req *rq, int *out, bool *overdue)
{
    int64_t any = 0, answered = 0;
    const struct int_value *late;
    struct reach reach, asking;
    struct rows rows;

    *out = 0;
    if (!may(rq->user, MAY_ANSWER_TASK, NULL))
        return true;
    if (!sql_tasks_any(rq->a, rq->db, &any, rq->err))
        return false;
    if (any == 0)
        return true;
    if (!edge_reach(rq, MAY_ANSWER_TASK, &reach) || !edge_reach(rq, MAY_ASK_TASK, &asking) ||
        !sql_tasks_waiting(rq->a, rq->db, TASKS_COUNTED, rq->now, reach.all, reach.teams,
                           reach.barred, &rows, rq->err) ||
        !sql_tasks_answered_count(rq->a, rq->db, rq->user->id, TASKS_COUNTED, asking.all,
                                  asking.teams, asking.barred, &answered, rq->err))
        return false;
    late = rows.row;
    *overdue = rows.n > 0 && late[0].value != 0;
    *out = (int)rows.n + (int)answered;
    if (!sql_tasks_outside_waiting(rq->a, rq->db, rq->user->id, TASKS_COUNTED, rq->now, asking.all,
                                   asking.teams, asking.barred, &rows, rq->err))
        return false;
    late = rows.row;
    *overdue |= rows.n > 0 && late[0].value != 0;
    *out += (int)rows.n;
    return true;
}

/* What is asked, in its first words; nothing where the reader may not read notes. */
static bool line_text(struct req *rq, const struct procedure *p, const struct task_line *line,
                      const char **out)
{
    struct keyring *keys = edge_act(rq)->keys;
    struct seal_place place = { "entry", "text", line->entry_id };
    struct secret text = line->text;

    *out = NULL;
    if (!line->case_key.s)
        return true;
    if (!keyring_add(keys, KEY_COMPLAINT, line->complaint_id, line->case_key, rq->err) ||
        !secret_open(rq->a, keys, KEY_COMPLAINT, line->complaint_id, place, &text, rq->err))
        return false;
    *out = desk_excerpt(rq->a, redaction_show(rq->a, p, rq->lang, text.text), TEXT_MOST);
    return true;
}

/* Whose act they wait for: the team's, the reader's, or that of somebody outside. */
enum lines_of { LINES_TEAM, LINES_MINE, LINES_OUTSIDE };

static const char *line_state(struct req *rq, const struct task_line *line)
{
    if (!date_is_set(line->later_on))
        return task_state_text(rq, line->state);
    return lang_format(rq->a, rq->lang, N_("They say that it takes until {date}"), "date",
                       lang_date(rq->a, rq->lang, line->later_on, DATE_SHORT, rq->today), NULL);
}

static bool lines_show(struct req *rq, const struct procedure *p, const struct rows *rows,
                       enum lines_of of, struct rows *out)
{
    struct task_view *list = ARENA_ARRAY(rq->a, struct task_view, rows->n);
    const struct task_line *line = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        struct clock_view *clock = ARENA_NEW(rq->a, struct clock_view);
        const struct pack_version *pack;
        if (!procedure_pack(p, rq->db, line[i].pack_id, &pack, rq->err))
            return false;
        *clock = desk_clock(rq, p, line[i].due_at);
        list[i] = (struct task_view){
            .title = task_name(rq, pack, line[i].code, line[i].team_id, line[i].outsider_id),
            .href = arena_printf(rq->a, "%s/tasks/%" PRId64,
                                 desk_case_path(rq->a, line[i].reference), line[i].id),
            .reference = line[i].reference,
            .whom = task_whom(rq, line[i].team_id, line[i].staff_id, line[i].outsider_id),
            .state = line_state(rq, &line[i]),
            .waits = line[i].staff_id == rq->user->id || of != LINES_TEAM,
            .clock = of != LINES_MINE ? clock : NULL,
        };
        if (!line_text(rq, p, &line[i], &list[i].text))
            return false;
    }
    *out = (struct rows){ list, rows->n };
    return true;
}

bool tasks_mine(struct req *rq, int64_t place, int64_t last, int64_t n, struct rows *out)
{
    struct reach reach;

    return edge_reach(rq, MAY_ANSWER_TASK, &reach) &&
           sql_tasks_of_teams(rq->a, rq->db, place, last, n, reach.all, reach.teams, reach.barred,
                              out, rq->err);
}

bool tasks_of_staff(struct req *rq, const struct procedure *p, const struct reach *reach,
                    int64_t staff, int64_t n, struct rows *out)
{
    struct rows rows;

    return sql_tasks_of_staff(rq->a, rq->db, staff, n, reach->all, reach->teams, reach->barred,
                              &rows, rq->err) &&
           lines_show(rq, p, &rows, LINES_TEAM, out);
}

static bool teams_show(struct req *rq, const struct procedure *p, struct task_group *group)
{
    const struct task_line *last;
    int64_t after, after_id;
    struct rows rows;

    desk_page_after(rq, &after, &after_id);
    if (!tasks_mine(rq, after, after_id, DESK_PAGE + 1, &rows))
        return false;
    if (rows.n > DESK_PAGE) {
        rows.n = DESK_PAGE;
        last = (const struct task_line *)rows.row + DESK_PAGE - 1;
        group->more = arena_printf(rq->a, "/desk/tasks?after=%" PRId64 ".%" PRId64, last->due_at.us,
                                   last->id);
    }
    group->title = lang_text(rq->lang, N_("For your teams"));
    group->empty = lang_text(rq->lang, N_("Nobody asks your teams for anything just now."));
    return lines_show(rq, p, &rows, LINES_TEAM, &group->tasks);
}

/* Answers that whoever answers for the case has to settle, and outside parties to be looked after.
 */
static bool mine_show(struct req *rq, const struct procedure *p, struct task_page *page,
                      struct task_group *groups)
{
    struct reach asking;
    struct rows answered, late;

    if (!edge_reach(rq, MAY_ASK_TASK, &asking) ||
        !sql_tasks_answered(rq->a, rq->db, rq->user->id, DESK_PAGE, asking.all, asking.teams,
                            asking.barred, &answered, rq->err) ||
        !sql_tasks_outside(rq->a, rq->db, rq->user->id, DESK_PAGE, rq->now, asking.all,
                           asking.teams, asking.barred, &late, rq->err))
        return false;
    if (answered.n > 0) {
        groups[page->sections.n].title = lang_text(rq->lang, N_("Answered, for you to settle"));
        if (!lines_show(rq, p, &answered, LINES_MINE, &groups[page->sections.n++].tasks))
            return false;
    }
    if (late.n > 0) {
        groups[page->sections.n].title =
            lang_text(rq->lang, N_("Outside parties that are late, or ask for more time"));
        if (!lines_show(rq, p, &late, LINES_OUTSIDE, &groups[page->sections.n++].tasks))
            return false;
    }
    return true;
}

static bool queue_get(struct req *rq)
{
    struct task_group *groups = ARENA_ARRAY(rq->a, struct task_group, 3);
    struct task_page page = {
        .title = lang_text(rq->lang, N_("Tasks for my team")),
        .intro = lang_text(rq->lang, N_("What other people ask your teams to do for a complaint, "
                                        "the first due first. They answer for the complaint; you "
                                        "answer for the task.")),
        .sections = { groups, 1 },
    };
    const struct procedure *p;

    if (!edge_procedure(rq, &p) || !teams_show(rq, p, &groups[0]) ||
        !mine_show(rq, p, &page, groups))
        return false;
    return req_render(rq, "desk/tasks.html", &task_page_record, &page);
}

const struct route task_queue_routes[] = {
    { GET, "/desk/tasks", MAY_ANSWER_TASK, queue_get, 0 },
    { 0 },
};
