/* The pages of tasks, and what the case page and the navigation ask of them. */
#ifndef OPERATION_TASK_TASK_PAGE_H
#define OPERATION_TASK_TASK_PAGE_H

#include "complaint/task.h"
#include "desk/case_show.h"
#include "desk/tasks_view.h"

/* A task in a list of several cases. */
struct task_line {
    int64_t id, complaint_id, team_id, staff_id, entry_id, pack_id, outsider_id;
    const char *code, *state, *reference;
    struct instant due_at;
    struct date later_on; /* of somebody outside, who said that it takes until then */
    struct secret text;   /* of its entry */
    struct bytes case_key;
};
extern const struct record task_line_record;

/* How many wait for this reader's teams or for their own word, at most TASKS_COUNTED, and whether
 * one of the teams' is late. */
MUST_CHECK bool tasks_waiting(struct req *rq, int *out, bool *overdue);
enum { TASKS_COUNTED = 100 };

/* Those of the reader's teams, the first due first: struct task_line, `n` of them at most that are
 * due after `place` (microseconds; at that moment, with an id above `last`). */
MUST_CHECK bool tasks_mine(struct req *rq, int64_t place, int64_t last, int64_t n,
                           struct rows *out);
/* Those that one of the staff was asked by name and that the reader, who leads by that reach, may
 * look after: struct task_view, `n` of them at most. */
MUST_CHECK bool tasks_of_staff(struct req *rq, const struct procedure *p, const struct reach *reach,
                               int64_t staff, int64_t n, struct rows *out);
/* The task is of one of the reader's teams; otherwise refused. */
MUST_CHECK bool task_mine(struct req *rq, const struct dossier *d, int64_t id);

/* A task in the panel of its case. */
struct panel_line task_panel_line(const struct case_show *s, const struct task_row *t);

/* What it is called: by the pack, else by its team; and "Rooms · Anna". NULL when that cannot be
 * read. */
const char *task_name(struct req *rq, const struct pack_version *pack, const char *code,
                      int64_t team, int64_t outsider);
const char *task_whom(struct req *rq, int64_t team, int64_t staff, int64_t outsider);
const char *task_state_text(struct req *rq, const char *state);

extern const struct route task_routes[];
extern const struct route task_one_routes[];
extern const struct route task_queue_routes[];

#endif
