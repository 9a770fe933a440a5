/* The field tables of the pages about people. */
#include "desk/people_view.h"

#include "desk/act_view.h"
#include "desk/desk_view.h"
#include "desk/tasks_view.h"
#include "web/answer.h"

static const struct field owner_view_fields[] = {
    FIELD(struct owner_view, name),     FIELD(struct owner_view, href),
    FIELD(struct owner_view, open),     FIELD(struct owner_view, left),
    FIELD(struct owner_view, role_off), FIELD(struct owner_view, parts),
    FIELD(struct owner_view, tasks),    FIELD(struct owner_view, beside),
};
const struct record owner_view_record = RECORD(struct owner_view, owner_view_fields);

static const struct field owners_page_fields[] = {
    FIELD_ROWS(struct owners_page, owners, &owner_view_record),
};
const struct record owners_page_record = RECORD(struct owners_page, owners_page_fields);

static const struct field hand_over_page_fields[] = {
    FIELD(struct hand_over_page, action),
    FIELD(struct hand_over_page, name),
    FIELD(struct hand_over_page, left),
    FIELD(struct hand_over_page, open),
    FIELD_ROWS(struct hand_over_page, rows, &list_row_record),
    FIELD(struct hand_over_page, parts),
    FIELD_ROWS(struct hand_over_page, part, &list_row_record),
    FIELD(struct hand_over_page, any),
    FIELD(struct hand_over_page, tasks),
    FIELD(struct hand_over_page, actions),
    FIELD(struct hand_over_page, objectives),
    FIELD_ROWS(struct hand_over_page, asked, &task_view_record),
    FIELD_ROWS(struct hand_over_page, errors, &field_error_record),
    FIELD_ROWS(struct hand_over_page, results, &bulk_result_record),
    FIELD_ONE(struct hand_over_page, choice, &answer_record),
    FIELD_ONE(struct hand_over_page, reason, &answer_record),
    FIELD_ONE(struct hand_over_page, everyone, &answer_record),
};
const struct record hand_over_page_record = RECORD(struct hand_over_page, hand_over_page_fields);

static const struct field double_view_fields[] = {
    FIELD(struct double_view, name), FIELD(struct double_view, reference),
    FIELD(struct double_view, why),  FIELD(struct double_view, detail),
    FIELD(struct double_view, href), FIELD(struct double_view, value),
};
const struct record double_view_record = RECORD(struct double_view, double_view_fields);

static const struct field persons_page_fields[] = {
    FIELD_ONE(struct persons_page, head, &act_head_record),
    FIELD(struct persons_page, name),
    FIELD_ROWS(struct persons_page, doubles, &double_view_record),
    FIELD_ROWS(struct persons_page, joined, &double_view_record),
    FIELD_ONE(struct persons_page, other, &answer_record),
    FIELD_ONE(struct persons_page, person, &answer_record),
    FIELD_ONE(struct persons_page, reason, &answer_record),
    FIELD(struct persons_page, compare),
};
const struct record persons_page_record = RECORD(struct persons_page, persons_page_fields);

static const struct field compare_line_fields[] = {
    FIELD(struct compare_line, label),
    FIELD(struct compare_line, one, .lines = true),
    FIELD(struct compare_line, two, .lines = true),
    FIELD(struct compare_line, same),
    FIELD(struct compare_line, text),
};
const struct record compare_line_record = RECORD(struct compare_line, compare_line_fields);

static const struct field compare_page_fields[] = {
    FIELD_ONE(struct compare_page, head, &act_head_record),
    FIELD(struct compare_page, other),
    FIELD(struct compare_page, other_href),
    FIELD_ROWS(struct compare_page, lines, &compare_line_record),
    FIELD(struct compare_page, joined),
    FIELD_ONE(struct compare_page, keep, &answer_record),
    FIELD_ONE(struct compare_page, reason, &answer_record),
};
const struct record compare_page_record = RECORD(struct compare_page, compare_page_fields);
