/* The field tables of the pages of this folder. */
#include "group/group_view.h"

#include "desk/act_view.h"
#include "web/answer.h"

static const struct field several_page_fields[] = {
    FIELD(struct several_page, title),
    FIELD(struct several_page, what),
    FIELD(struct several_page, back),
    FIELD(struct several_page, back_words),
    FIELD(struct several_page, action),
    FIELD(struct several_page, act),
    FIELD(struct several_page, state),
    FIELD(struct several_page, submit),
    FIELD_ROWS(struct several_page, errors, &field_error_record),
    FIELD_ROWS(struct several_page, cases, &list_row_record),
    FIELD_ROWS(struct several_page, inputs, &setting_input_record),
    FIELD_ROWS(struct several_page, results, &bulk_result_record),
    FIELD(struct several_page, chosen),
    FIELD(struct several_page, done),
    FIELD(struct several_page, failed),
    FIELD(struct several_page, left),
};
const struct record several_page_record = RECORD(struct several_page, several_page_fields);

static const struct field act_split_fields[] = {
    FIELD_ONE(struct act_split, head, &act_head_record),
    FIELD_ONE(struct act_split, subject, &answer_record),
    FIELD_ONE(struct act_split, description, &answer_record),
    FIELD_ONE(struct act_split, class_code, &answer_record),
    FIELD_ONE(struct act_split, files, &answer_record),
    FIELD_ONE(struct act_split, reason, &answer_record),
};
const struct record act_split_record = RECORD(struct act_split, act_split_fields);

static const struct field split_values_fields[] = {
    FIELD(struct split_values, description),
};
const struct record split_values_record = RECORD(struct split_values, split_values_fields);
