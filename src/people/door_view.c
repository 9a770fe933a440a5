/* The field tables of the way in. */
#include "people/door_view.h"

#include "web/answer.h"
#include "web/req.h"

static const struct field code_page_fields[] = {
    FIELD(struct code_page, back),
    FIELD_ROWS(struct code_page, errors, &field_error_record),
    FIELD_ONE(struct code_page, code, &answer_record),
};
const struct record code_page_record = RECORD(struct code_page, code_page_fields);

static const struct field factor_page_fields[] = {
    FIELD(struct factor_page, has),   FIELD(struct factor_page, needed),
    FIELD(struct factor_page, codes), FIELD(struct factor_page, few),
    FIELD(struct factor_page, done),
};
const struct record factor_page_record = RECORD(struct factor_page, factor_page_fields);

static const struct field factor_new_page_fields[] = {
    FIELD(struct factor_new_page, first),
    FIELD(struct factor_new_page, replaces),
    FIELD(struct factor_new_page, qr),
    FIELD(struct factor_new_page, secret),
    FIELD(struct factor_new_page, login),
    FIELD_ROWS(struct factor_new_page, errors, &field_error_record),
    FIELD_ONE(struct factor_new_page, code, &answer_record),
};
const struct record factor_new_page_record = RECORD(struct factor_new_page, factor_new_page_fields);

static const struct field code_line_fields[] = {
    FIELD(struct code_line, code),
};
const struct record code_line_record = RECORD(struct code_line, code_line_fields);

static const struct field codes_page_fields[] = {
    FIELD_ROWS(struct codes_page, codes, &code_line_record),
    FIELD(struct codes_page, organisation),
    FIELD(struct codes_page, login),
};
const struct record codes_page_record = RECORD(struct codes_page, codes_page_fields);

static const struct field reset_page_fields[] = {
    FIELD(struct reset_page, link),
    FIELD(struct reset_page, least),
    FIELD_ROWS(struct reset_page, errors, &field_error_record),
    FIELD_ONE(struct reset_page, new_password, &answer_record),
    FIELD_ONE(struct reset_page, again, &answer_record),
};
const struct record reset_page_record = RECORD(struct reset_page, reset_page_fields);

static const struct field confirm_page_fields[] = {
    FIELD(struct confirm_page, back),
    FIELD_ROWS(struct confirm_page, errors, &field_error_record),
    FIELD_ONE(struct confirm_page, password, &answer_record),
};
const struct record confirm_page_record = RECORD(struct confirm_page, confirm_page_fields);
