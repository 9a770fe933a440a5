#include "designer/designer_view.h"

#include "desk/desk_view.h"
#include "web/answer.h"
#include "web/req.h"

static const struct field detail_fields[] = {
    FIELD(struct change_detail, what),
    FIELD(struct change_detail, text),
    FIELD(struct change_detail, before),
    FIELD(struct change_detail, after),
};
const struct record change_detail_record = RECORD(struct change_detail, detail_fields);

static const struct field change_fields[] = {
    FIELD(struct change, added),
    FIELD(struct change, removed),
    FIELD(struct change, changed),
    FIELD(struct change, what),
    FIELD_ROWS(struct change, details, &change_detail_record),
};
const struct record change_record = RECORD(struct change, change_fields);

static const struct field line_fields[] = {
    FIELD(struct designer_line, a),
    FIELD(struct designer_line, b),
    FIELD(struct designer_line, c),
    FIELD(struct designer_line, d),
};
const struct record designer_line_record = RECORD(struct designer_line, line_fields);

static const struct field step_fields[] = {
    FIELD(struct designer_step_view, name),
    FIELD(struct designer_step_view, here),
    FIELD_ROWS(struct designer_step_view, parts, &designer_line_record),
    FIELD_ROWS(struct designer_step_view, gates, &designer_line_record),
    FIELD_ROWS(struct designer_step_view, fields, &designer_line_record),
};
const struct record designer_step_view_record = RECORD(struct designer_step_view, step_fields);

static const struct field cell_fields[] = {
    FIELD(struct designer_cell, text),
    FIELD(struct designer_cell, href),
};
const struct record designer_cell_record = RECORD(struct designer_cell, cell_fields);

static const struct field thing_fields[] = {
    FIELD(struct designer_thing, name), FIELD(struct designer_thing, says),
    FIELD(struct designer_thing, href), FIELD(struct designer_thing, part),
    FIELD(struct designer_thing, key),  FIELD(struct designer_thing, below),
    FIELD(struct designer_thing, up),   FIELD(struct designer_thing, add_href),
    FIELD(struct designer_thing, code),
};
const struct record designer_thing_record = RECORD(struct designer_thing, thing_fields);

static const struct field table_fields[] = {
    FIELD(struct designer_table, title),
    FIELD(struct designer_table, add),
    FIELD(struct designer_table, name),
    FIELD_ROWS(struct designer_table, things, &designer_thing_record),
};
const struct record designer_table_record = RECORD(struct designer_table, table_fields);

static const struct field parts_fields[] = {
    FIELD(struct designer_parts, title),
    FIELD(struct designer_parts, back),
    FIELD(struct designer_parts, done),
    FIELD_ROWS(struct designer_parts, errors, &field_error_record),
    FIELD(struct designer_parts, kept),
    FIELD(struct designer_parts, none),
    FIELD(struct designer_parts, seen),
    FIELD(struct designer_parts, unsound),
    FIELD_ROWS(struct designer_parts, tables, &designer_table_record),
};
const struct record designer_parts_record = RECORD(struct designer_parts, parts_fields);

static const struct field branch_fields[] = {
    FIELD(struct designer_branch, question),
    FIELD_ROWS(struct designer_branch, ways, &designer_line_record),
};
const struct record designer_branch_record = RECORD(struct designer_branch, branch_fields);

static const struct field here_fields[] = {
    FIELD(struct designer_here, class),
    FIELD_ROWS(struct designer_here, cells, &designer_cell_record),
};
const struct record designer_here_record = RECORD(struct designer_here, here_fields);

static const struct field page_fields[] = {
    FIELD(struct designer_page, title),
    FIELD(struct designer_page, about),
    FIELD(struct designer_page, version),
    FIELD(struct designer_page, done),
    FIELD(struct designer_page, sources),
    FIELD(struct designer_page, others),
    FIELD(struct designer_page, none),
    FIELD_ROWS(struct designer_page, teams, &settings_line_record),
    FIELD_ROWS(struct designer_page, steps, &designer_step_view_record),
    FIELD_ROWS(struct designer_page, branches, &designer_branch_record),
    FIELD_ROWS(struct designer_page, classes, &designer_line_record),
    FIELD_ROWS(struct designer_page, fields, &designer_line_record),
    FIELD_ROWS(struct designer_page, gates, &designer_line_record),
    FIELD_ROWS(struct designer_page, clocks, &designer_line_record),
    FIELD_ROWS(struct designer_page, tables, &designer_table_record),
    FIELD_ROWS(struct designer_page, stages, &designer_line_record),
    FIELD_ROWS(struct designer_page, here, &designer_here_record),
};
const struct record designer_page_record = RECORD(struct designer_page, page_fields);

static const struct field figures_fields[] = {
    FIELD(struct designer_figures, name),
    FIELD_ROWS(struct designer_figures, cells, &designer_cell_record),
};
const struct record designer_figures_record = RECORD(struct designer_figures, figures_fields);

static const struct field trial_fields[] = {
    FIELD(struct designer_trial, title),
    FIELD(struct designer_trial, back),
    FIELD(struct designer_trial, none),
    FIELD(struct designer_trial, going),
    FIELD(struct designer_trial, simulated),
    FIELD(struct designer_trial, unlike),
    FIELD_ROWS(struct designer_trial, heads, &designer_cell_record),
    FIELD_ROWS(struct designer_trial, clocks, &designer_figures_record),
    FIELD_ROWS(struct designer_trial, untold, &designer_line_record),
};
const struct record designer_trial_record = RECORD(struct designer_trial, trial_fields);

static const struct field version_fields[] = {
    FIELD(struct designer_version, which),  FIELD(struct designer_version, title),
    FIELD(struct designer_version, at),     FIELD(struct designer_version, by),
    FIELD(struct designer_version, digest), FIELD(struct designer_version, in_force),
};
const struct record designer_version_record = RECORD(struct designer_version, version_fields);

static const struct field versions_fields[] = {
    FIELD(struct designer_versions, title),
    FIELD(struct designer_versions, back),
    FIELD_ROWS(struct designer_versions, versions, &designer_version_record),
    FIELD_ROWS(struct designer_versions, taken, &designer_line_record),
};
const struct record designer_versions_record = RECORD(struct designer_versions, versions_fields);

static const struct field date_fields[] = {
    FIELD(struct designer_date, clock),    FIELD(struct designer_date, class),
    FIELD(struct designer_date, received), FIELD(struct designer_date, was),
    FIELD(struct designer_date, would_be), FIELD(struct designer_date, reference),
};
const struct record designer_date_record = RECORD(struct designer_date, date_fields);

static const struct field dates_fields[] = {
    FIELD(struct designer_dates, title),
    FIELD(struct designer_dates, back),
    FIELD_ROWS(struct designer_dates, dates, &designer_date_record),
    FIELD(struct designer_dates, more),
    FIELD(struct designer_dates, next),
};
const struct record designer_dates_record = RECORD(struct designer_dates, dates_fields);

static const struct field edit_fields[] = {
    FIELD(struct designer_edit, title),
    FIELD(struct designer_edit, back),
    FIELD_ROWS(struct designer_edit, errors, &field_error_record),
    FIELD_ROWS(struct designer_edit, problems, &designer_line_record),
    FIELD(struct designer_edit, yaml, .lines = true, .max = 1000000),
    FIELD(struct designer_edit, folded),
    FIELD(struct designer_edit, days),
    FIELD(struct designer_edit, reason),
    FIELD(struct designer_edit, seen),
    FIELD(struct designer_edit, same),
    FIELD_ROWS(struct designer_edit, teams, &settings_line_record),
    FIELD_ROWS(struct designer_edit, subjects, &designer_line_record),
    FIELD_ROWS(struct designer_edit, changes, &change_record),
    FIELD(struct designer_edit, simulated),
    FIELD(struct designer_edit, trial),
    FIELD(struct designer_edit, going),
    FIELD(struct designer_edit, kept),
};
const struct record designer_edit_record = RECORD(struct designer_edit, edit_fields);

static const struct field compare_fields[] = {
    FIELD(struct designer_compare, title),
    FIELD(struct designer_compare, back),
    FIELD_ROWS(struct designer_compare, before, &choice_record),
    FIELD_ROWS(struct designer_compare, after, &choice_record),
    FIELD(struct designer_compare, compared),
    FIELD(struct designer_compare, same),
    FIELD_ROWS(struct designer_compare, changes, &change_record),
};
const struct record designer_compare_record = RECORD(struct designer_compare, compare_fields);

static const struct field language_fields[] = {
    FIELD(struct designer_language, name), FIELD(struct designer_language, label),
    FIELD(struct designer_language, lang), FIELD(struct designer_language, value),
    FIELD(struct designer_language, area), FIELD(struct designer_language, error),
};
const struct record designer_language_record = RECORD(struct designer_language, language_fields);

static const struct field tell_fields[] = {
    FIELD(struct designer_tell, share), FIELD(struct designer_tell, percent),
    FIELD(struct designer_tell, whom),  FIELD_ROWS(struct designer_tell, choices, &choice_record),
    FIELD(struct designer_tell, label),
};
const struct record designer_tell_record = RECORD(struct designer_tell, tell_fields);

static const struct field half_fields[] = {
    FIELD(struct designer_half, name),
    FIELD(struct designer_half, label),
    FIELD(struct designer_half, value),
    FIELD(struct designer_half, number),
    FIELD_ROWS(struct designer_half, choices, &choice_record),
};
const struct record designer_half_record = RECORD(struct designer_half, half_fields);

static const struct field period_fields[] = {
    FIELD(struct designer_period, from),   FIELD(struct designer_period, from_value),
    FIELD(struct designer_period, to),     FIELD(struct designer_period, to_value),
    FIELD(struct designer_period, number),
};
const struct record designer_period_record = RECORD(struct designer_period, period_fields);

static const struct field weekday_fields[] = {
    FIELD(struct designer_weekday, label),
    FIELD_ROWS(struct designer_weekday, periods, &designer_period_record),
};
const struct record designer_weekday_record = RECORD(struct designer_weekday, weekday_fields);

static const struct field blank_fields[] = {
    FIELD(struct designer_blank, label),
    FIELD_ROWS(struct designer_blank, inputs, &designer_input_record),
};
const struct record designer_blank_record = RECORD(struct designer_blank, blank_fields);

static const struct field input_fields[] = {
    FIELD(struct designer_input, name),
    FIELD(struct designer_input, label),
    FIELD(struct designer_input, hint),
    FIELD(struct designer_input, value),
    FIELD(struct designer_input, error),
    FIELD(struct designer_input, line),
    FIELD(struct designer_input, number),
    FIELD(struct designer_input, team),
    FIELD(struct designer_input, absent),
    FIELD(struct designer_input, later),
    FIELD(struct designer_input, later_on),
    FIELD(struct designer_input, area),
    FIELD(struct designer_input, select),
    FIELD(struct designer_input, ticks),
    FIELD(struct designer_input, yes),
    FIELD(struct designer_input, languages),
    FIELD(struct designer_input, tells),
    FIELD(struct designer_input, pair),
    FIELD(struct designer_input, week),
    FIELD(struct designer_input, things),
    FIELD(struct designer_input, below),
    FIELD(struct designer_input, open),
    FIELD(struct designer_input, room),
    FIELD_ROWS(struct designer_input, choices, &choice_record),
    FIELD_ROWS(struct designer_input, texts, &designer_language_record),
    FIELD_ROWS(struct designer_input, rows, &designer_tell_record),
    FIELD_ROWS(struct designer_input, halves, &designer_half_record),
    FIELD_ROWS(struct designer_input, days, &designer_weekday_record),
    FIELD_ROWS(struct designer_input, blanks, &designer_blank_record),
};
const struct record designer_input_record = RECORD(struct designer_input, input_fields);

static const struct field part_fields[] = {
    FIELD(struct designer_part, title),
    FIELD(struct designer_part, code),
    FIELD(struct designer_part, action),
    FIELD(struct designer_part, back),
    FIELD(struct designer_part, seen),
    FIELD(struct designer_part, done),
    FIELD(struct designer_part, within),
    FIELD_ROWS(struct designer_part, tables, &designer_table_record),
    FIELD_ROWS(struct designer_part, errors, &field_error_record),
    FIELD_ROWS(struct designer_part, inputs, &designer_input_record),
    FIELD_ROWS(struct designer_part, teams, &choice_record),
};
const struct record designer_part_record = RECORD(struct designer_part, part_fields);
