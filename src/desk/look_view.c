/* The field tables of the pages of this folder. */
#include "desk/look_view.h"

static const struct field look_cell_fields[] = { FIELD(struct look_cell, text),
                                                 FIELD(struct look_cell, head) };
const struct record look_cell_record = RECORD(struct look_cell, look_cell_fields);

static const struct field look_row_fields[] = {
    FIELD(struct look_row, label),
    FIELD(struct look_row, href),
    FIELD(struct look_row, note),
    FIELD(struct look_row, late),
    FIELD_ROWS(struct look_row, cells, &look_cell_record),
};
const struct record look_row_record = RECORD(struct look_row, look_row_fields);

static const struct field look_table_fields[] = {
    FIELD(struct look_table, title),
    FIELD(struct look_table, intro),
    FIELD(struct look_table, head),
    FIELD(struct look_table, empty),
    FIELD(struct look_table, numbers),
    FIELD_ROWS(struct look_table, heads, &look_cell_record),
    FIELD_ROWS(struct look_table, rows, &look_row_record),
};
const struct record look_table_record = RECORD(struct look_table, look_table_fields);

static const struct field look_point_fields[] = {
    FIELD(struct look_point, text),
    FIELD(struct look_point, by),
    FIELD(struct look_point, none),
    FIELD_ROWS(struct look_point, actions, &look_row_record),
};
const struct record look_point_record = RECORD(struct look_point, look_point_fields);

static const struct field look_page_fields[] = {
    FIELD_ONE(struct look_page, keep, &keep_page_record),
    FIELD(struct look_page, warning),
    FIELD(struct look_page, warning_href),
    FIELD_ROWS(struct look_page, adds, &act_link_record),
    FIELD(struct look_page, points_title),
    FIELD(struct look_page, points_empty),
    FIELD_ROWS(struct look_page, points, &look_point_record),
    FIELD_ROWS(struct look_page, tables, &look_table_record),
    FIELD_ROWS(struct look_page, texts, &sheet_line_record),
};
const struct record look_page_record = RECORD(struct look_page, look_page_fields);
