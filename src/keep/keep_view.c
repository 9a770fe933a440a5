/* The field tables of the pages of this folder. */
#include "keep/keep_view.h"

#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/req.h"

static const struct field keep_form_fields[] = {
    FIELD(struct keep_form, action),
    FIELD(struct keep_form, act),
    FIELD(struct keep_form, id),
    FIELD(struct keep_form, title),
    FIELD(struct keep_form, intro),
    FIELD(struct keep_form, submit),
    FIELD(struct keep_form, grave),
    FIELD_ROWS(struct keep_form, inputs, &setting_input_record),
    FIELD_ONE(struct keep_form, files, &answer_record),
    FIELD(struct keep_form, files_max),
    FIELD(struct keep_form, file_bytes),
    FIELD_ROWS(struct keep_form, carried, &carried_record),
};
const struct record keep_form_record = RECORD(struct keep_form, keep_form_fields);

static const struct field keep_page_fields[] = {
    FIELD(struct keep_page, title),
    FIELD(struct keep_page, back),
    FIELD(struct keep_page, back_words),
    FIELD(struct keep_page, about),
    FIELD(struct keep_page, about_lang),
    FIELD(struct keep_page, intro),
    FIELD(struct keep_page, block),
    FIELD(struct keep_page, done),
    FIELD_ROWS(struct keep_page, errors, &field_error_record),
    FIELD_ROWS(struct keep_page, facts, &sheet_line_record),
    FIELD_ROWS(struct keep_page, parts, &sheet_group_record),
    FIELD_ROWS(struct keep_page, forms, &keep_form_record),
    FIELD_ROWS(struct keep_page, above, &act_link_record),
    FIELD_ROWS(struct keep_page, links, &act_link_record),
    FIELD(struct keep_page, version),
    FIELD(struct keep_page, print),
};
const struct record keep_page_record = RECORD(struct keep_page, keep_page_fields);
