/* The field tables of the pages of tasks. */
#include "desk/tasks_view.h"

#include "web/req.h"

#define T(m) FIELD(struct task_view, m)
static const struct field task_view_fields[] = {
    T(title), T(href),  T(reference),
    T(text),  T(whom),  T(state),
    T(waits), T(ended), FIELD_ONE(struct task_view, clock, &clock_view_record),
};
const struct record task_view_record = RECORD(struct task_view, task_view_fields);

static const struct field task_group_fields[] = {
    FIELD(struct task_group, title),
    FIELD(struct task_group, empty),
    FIELD_ROWS(struct task_group, tasks, &task_view_record),
    FIELD(struct task_group, more),
};
const struct record task_group_record = RECORD(struct task_group, task_group_fields);

#define P(m) FIELD(struct task_page, m)
static const struct field task_page_fields[] = {
    P(title),
    P(back),
    P(back_words),
    P(about),
    P(about_lang),
    P(intro),
    P(done),
    FIELD_ROWS(struct task_page, errors, &field_error_record),
    FIELD_ROWS(struct task_page, sections, &task_group_record),
    FIELD_ROWS(struct task_page, forms, &keep_form_record),
    P(version),
    P(outside),
};
const struct record task_page_record = RECORD(struct task_page, task_page_fields);
