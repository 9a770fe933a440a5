/* The field tables of the page of somebody outside. */
#include "outside/outside_view.h"

#include "web/answer.h"
#include "web/req.h"

static const struct field outside_said_fields[] = {
    FIELD(struct outside_said, at),
    FIELD(struct outside_said, who),
    FIELD(struct outside_said, text),
    FIELD(struct outside_said, lang),
    FIELD_ROWS(struct outside_said, files, &file_view_record),
};
const struct record outside_said_record = RECORD(struct outside_said, outside_said_fields);

#define P(m) FIELD(struct outside_page, m)
static const struct field outside_page_fields[] = {
    P(gone),
    P(title),
    P(reference),
    P(done),
    P(state),
    P(due),
    P(late),
    P(later),
    P(open),
    P(files_max),
    P(file_bytes),
    P(total_bytes),
    FIELD_ROWS(struct outside_page, carried, &carried_record),
    FIELD_ROWS(struct outside_page, errors, &field_error_record),
    FIELD_ROWS(struct outside_page, why, &sheet_line_record),
    FIELD_ROWS(struct outside_page, said, &outside_said_record),
    FIELD_ROWS(struct outside_page, shown, &sheet_line_record),
    FIELD_ROWS(struct outside_page, people, &sheet_line_record),
    FIELD_ROWS(struct outside_page, files, &file_view_record),
    FIELD_ONE(struct outside_page, answer, &answer_record),
    FIELD_ONE(struct outside_page, sent, &answer_record),
    FIELD_ONE(struct outside_page, longer, &answer_record),
    FIELD_ONE(struct outside_page, day, &answer_record),
    FIELD_ONE(struct outside_page, refuse, &answer_record),
};
const struct record outside_page_record = RECORD(struct outside_page, outside_page_fields);
