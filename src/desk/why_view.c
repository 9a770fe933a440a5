#include "desk/why_view.h"

#include "desk/desk_view.h"

static const struct field case_date_fields[] = {
    FIELD(struct case_date, id),
    FIELD_ONE(struct case_date, clock, &clock_view_record),
};
static const struct record case_date_record = RECORD(struct case_date, case_date_fields);

static const struct field case_dates_fields[] = {
    FIELD(struct case_dates_page, back),
    FIELD(struct case_dates_page, back_words),
    FIELD_ROWS(struct case_dates_page, next, &case_date_record),
    FIELD_ROWS(struct case_dates_page, others, &case_date_record),
};
const struct record case_dates_record = RECORD(struct case_dates_page, case_dates_fields);
