/* The field tables of the pages about people. */
#include "desk/people_view.h"

#include "desk/desk_view.h"
#include "web/answer.h"

static const struct field owner_view_fields[] = {
    FIELD(struct owner_view, name),     FIELD(struct owner_view, href),
    FIELD(struct owner_view, open),     FIELD(struct owner_view, left),
    FIELD(struct owner_view, role_off),
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
    FIELD_ROWS(struct hand_over_page, errors, &field_error_record),
    FIELD_ROWS(struct hand_over_page, results, &bulk_result_record),
    FIELD_ONE(struct hand_over_page, choice, &answer_record),
    FIELD_ONE(struct hand_over_page, reason, &answer_record),
    FIELD_ONE(struct hand_over_page, everyone, &answer_record),
};
const struct record hand_over_page_record = RECORD(struct hand_over_page, hand_over_page_fields);
