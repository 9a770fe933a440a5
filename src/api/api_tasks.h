/* Over the API: what other teams are asked to do for a case, and their answers. */
#ifndef API_API_TASKS_H
#define API_API_TASKS_H

#include "api/api_act.h"

struct api_task {
    int64_t id;
    const char *reference, *code, *title, *state, *team, *staff;
    struct instant asked_at, due_at, accepted_at, answered_at, settled_at;
    const char *outside;
    struct date later_on;
    int64_t reminders;
    const char *asked_by, *accepted_by, *answered_by, *settled_by;
    struct rows written; /* struct api_task_text */
};
struct api_task_text {
    struct instant at;
    const char *by, *text;
};
struct api_tasks {
    struct rows items; /* struct api_task */
    const char *next;  /* NULL = nothing follows */
};
extern const struct record api_tasks_record;

/* Those of a case; those that wait for the reader's teams. */
bool api_tasks_get(struct req *rq);
bool api_tasks_open_get(struct req *rq);

extern const struct api_act api_task_acts[];

#endif
