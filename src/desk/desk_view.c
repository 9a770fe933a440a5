/*
 * The field tables of the desk's pages.
 */
#include "desk/desk_view.h"
#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/req.h"
#include <string.h>

static const struct field why_line_fields[] = {
    FIELD(struct why_line, text),
};
const struct record why_line_record = RECORD(struct why_line, why_line_fields);

static const struct field clock_view_fields[] = {
    FIELD(struct clock_view, name),
    FIELD(struct clock_view, late),
    FIELD(struct clock_view, today),
    FIELD(struct clock_view, soon),
    FIELD(struct clock_view, later),
    FIELD(struct clock_view, paused),
    FIELD(struct clock_view, kept),
    FIELD(struct clock_view, days),
    FIELD(struct clock_view, due),
    FIELD(struct clock_view, due_on),
    FIELD(struct clock_view, strictest),
    FIELD(struct clock_view, note),
    FIELD_ROWS(struct clock_view, why, &why_line_record),
    FIELD(struct clock_view, at),
};
const struct record clock_view_record = RECORD(struct clock_view, clock_view_fields);

static const struct field severity_view_fields[] = {
    FIELD(struct severity_view, critical),
    FIELD(struct severity_view, major),
    FIELD(struct severity_view, minor),
    FIELD(struct severity_view, negligible),
};
const struct record severity_view_record = RECORD(struct severity_view, severity_view_fields);

static const struct field login_page_fields[] = {
    FIELD(struct login_page, refused),
    FIELD(struct login_page, plain_http),
    FIELD(struct login_page, changed),
    FIELD(struct login_page, back),
    FIELD_ROWS(struct login_page, carried, &carried_record),
    FIELD_ONE(struct login_page, login, &answer_record),
    FIELD_ONE(struct login_page, password, &answer_record),
};
const struct record login_page_record = RECORD(struct login_page, login_page_fields);

static const struct field password_page_fields[] = {
    FIELD(struct password_page, first),
    FIELD(struct password_page, least),
    FIELD_ROWS(struct password_page, errors, &field_error_record),
    FIELD_ONE(struct password_page, current_password, &answer_record),
    FIELD_ONE(struct password_page, new_password, &answer_record),
    FIELD_ONE(struct password_page, again, &answer_record),
};
const struct record password_page_record = RECORD(struct password_page, password_page_fields);

static const struct field list_row_fields[] = {
    FIELD(struct list_row, reference), FIELD(struct list_row, href),
    FIELD(struct list_row, subject),   FIELD(struct list_row, subject_lang),
    FIELD(struct list_row, who),       FIELD(struct list_row, confidential),
    FIELD(struct list_row, anonymous), FIELD(struct list_row, safety),
    FIELD(struct list_row, sealed),    FIELD(struct list_row, unread),
    FIELD(struct list_row, reader),    FIELD_ONE(struct list_row, clock, &clock_view_record),
    FIELD(struct list_row, step),      FIELD(struct list_row, missing),
    FIELD(struct list_row, step_note), FIELD_ONE(struct list_row, severity, &severity_view_record),
    FIELD(struct list_row, last_who),  FIELD(struct list_row, last_on),
    FIELD(struct list_row, version),   FIELD(struct list_row, joined_to),
    FIELD(struct list_row, again),
};
const struct record list_row_record = RECORD(struct list_row, list_row_fields);

static const struct field list_filter_fields[] = {
    FIELD(struct list_filter, name),
    FIELD(struct list_filter, label),
    FIELD_ROWS(struct list_filter, choices, &choice_record),
};
const struct record list_filter_record = RECORD(struct list_filter, list_filter_fields);

static const struct field bulk_result_fields[] = {
    FIELD(struct bulk_result, reference),
    FIELD(struct bulk_result, href),
    FIELD(struct bulk_result, done),
    FIELD(struct bulk_result, why),
};
const struct record bulk_result_record = RECORD(struct bulk_result, bulk_result_fields);

static const struct field list_page_fields[] = {
    FIELD(struct list_page, title),
    FIELD(struct list_page, path),
    FIELD(struct list_page, open),
    FIELD(struct list_page, unread),
    FIELD(struct list_page, search),
    FIELD(struct list_page, person),
    FIELD(struct list_page, by_due),
    FIELD(struct list_page, filtered),
    FIELD(struct list_page, found),
    FIELD(struct list_page, more),
    FIELD_ROWS(struct list_page, filters, &list_filter_record),
    FIELD(struct list_page, from),
    FIELD(struct list_page, to),
    FIELD_ROWS(struct list_page, rows, &list_row_record),
    FIELD(struct list_page, first),
    FIELD(struct list_page, last),
    FIELD(struct list_page, total),
    FIELD(struct list_page, next_href),
    FIELD(struct list_page, start_href),
    FIELD(struct list_page, export_href),
    FIELD(struct list_page, save),
    FIELD(struct list_page, saved),
    FIELD(struct list_page, saved_name),
    FIELD(struct list_page, left_behind),
    FIELD(struct list_page, may_assign),
    FIELD_ROWS(struct list_page, several, &choice_record),
};
const struct record list_page_record = RECORD(struct list_page, list_page_fields);

static const struct field step_view_fields[] = {
    FIELD(struct step_view, name),    FIELD(struct step_view, skipped),
    FIELD(struct step_view, done),    FIELD(struct step_view, current),
    FIELD(struct step_view, on),      FIELD(struct step_view, note),
    FIELD(struct step_view, missing), FIELD(struct step_view, href),
};
const struct record step_view_record = RECORD(struct step_view, step_view_fields);

static const struct field chain_step_view_fields[] = {
    FIELD(struct chain_step_view, label),
    FIELD(struct chain_step_view, done),
    FIELD(struct chain_step_view, current),
    FIELD(struct chain_step_view, left_out),
};
const struct record chain_step_view_record = RECORD(struct chain_step_view, chain_step_view_fields);

static const struct field chain_view_fields[] = {
    FIELD(struct chain_view, title),
    FIELD_ROWS(struct chain_view, links, &chain_step_view_record),
};
const struct record chain_view_record = RECORD(struct chain_view, chain_view_fields);

static const struct field missing_view_fields[] = {
    FIELD(struct missing_view, text),
    FIELD(struct missing_view, href),
};
const struct record missing_view_record = RECORD(struct missing_view, missing_view_fields);

static const struct field filter_view_fields[] = {
    FIELD(struct filter_view, label),   FIELD(struct filter_view, href),
    FIELD(struct filter_view, count),   FIELD(struct filter_view, current),
    FIELD(struct filter_view, outside), FIELD(struct filter_view, inside),
};
const struct record filter_view_record = RECORD(struct filter_view, filter_view_fields);

static const struct field entry_view_fields[] = {
    FIELD(struct entry_view, id),
    FIELD(struct entry_view, original),
    FIELD(struct entry_view, from_complainant),
    FIELD(struct entry_view, to_complainant),
    FIELD(struct entry_view, internal),
    FIELD(struct entry_view, automatic),
    FIELD(struct entry_view, title),
    FIELD(struct entry_view, by),
    FIELD(struct entry_view, via),
    FIELD(struct entry_view, at),
    FIELD(struct entry_view, text),
    FIELD(struct entry_view, text_lang),
    FIELD(struct entry_view, translation),
    FIELD(struct entry_view, translation_lang),
    FIELD(struct entry_view, translator),
    FIELD_ROWS(struct entry_view, files, &file_view_record),
    FIELD(struct entry_view, delivery),
    FIELD(struct entry_view, delivered),
    FIELD(struct entry_view, failed),
    FIELD(struct entry_view, returned_href),
    FIELD(struct entry_view, sent_href),
    FIELD(struct entry_view, letter_href),
    FIELD(struct entry_view, fold),
    FIELD(struct entry_view, fold_href),
};
const struct record entry_view_record = RECORD(struct entry_view, entry_view_fields);

static const struct field need_view_fields[] = {
    FIELD(struct need_view, text),
    FIELD(struct need_view, access),
    FIELD(struct need_view, language),
    FIELD(struct need_view, telephone),
};
const struct record need_view_record = RECORD(struct need_view, need_view_fields);

static const struct field party_view_fields[] = {
    FIELD(struct party_view, role),
    FIELD(struct party_view, name),
    FIELD(struct party_view, sealed),
    FIELD(struct party_view, anonymous),
    FIELD(struct party_view, confidential),
    FIELD(struct party_view, about),
    FIELD(struct party_view, email),
    FIELD(struct party_view, phone),
    FIELD(struct party_view, address),
    FIELD_ROWS(struct party_view, needs, &need_view_record),
    FIELD(struct party_view, consent),
    FIELD(struct party_view, earlier),
    FIELD(struct party_view, earlier_href),
    FIELD(struct party_view, open_href),
    FIELD(struct party_view, edit_href),
    FIELD(struct party_view, persons_href),
    FIELD_ROWS(struct party_view, earlier_cases, &panel_line_record),
};
const struct record party_view_record = RECORD(struct party_view, party_view_fields);

static const struct field panel_line_fields[] = {
    FIELD(struct panel_line, text), FIELD(struct panel_line, detail),
    FIELD(struct panel_line, href), FIELD(struct panel_line, done),
    FIELD(struct panel_line, id),
};
const struct record panel_line_record = RECORD(struct panel_line, panel_line_fields);

static const struct field collision_view_fields[] = {
    FIELD(struct collision_view, who),   FIELD(struct collision_view, at),
    FIELD(struct collision_view, what),  FIELD(struct collision_view, mine),
    FIELD(struct collision_view, field),
};
const struct record collision_view_record = RECORD(struct collision_view, collision_view_fields);

static const struct field act_link_fields[] = {
    FIELD(struct act_link, label),
    FIELD(struct act_link, href),
};
const struct record act_link_record = RECORD(struct act_link, act_link_fields);
static const struct field act_group_fields[] = {
    FIELD(struct act_group, label),
    FIELD_ROWS(struct act_group, acts, &act_link_record),
};
const struct record act_group_record = RECORD(struct act_group, act_group_fields);

static const struct field note_box_fields[] = {
    FIELD_ROWS(struct note_box, snippets, &choice_record),
};
const struct record note_box_record = RECORD(struct note_box, note_box_fields);

static const struct field one_ask_fields[] = {
    FIELD_ONE(struct one_ask, radios, &question_record),
    FIELD_ONE(struct one_ask, select, &question_record),
    FIELD_ONE(struct one_ask, tick, &question_record),
    FIELD_ONE(struct one_ask, date, &question_record),
    FIELD_ONE(struct one_ask, other, &question_record),
};
static const struct record one_ask_record = RECORD(struct one_ask, one_ask_fields);

static const struct field one_step_view_fields[] = {
    FIELD(struct one_step_view, number),
    FIELD(struct one_step_view, name),
    FIELD(struct one_step_view, hint),
    FIELD(struct one_step_view, done),
    FIELD(struct one_step_view, current),
    FIELD(struct one_step_view, on),
    FIELD_ROWS(struct one_step_view, said, &sheet_line_record),
    FIELD(struct one_step_view, action),
    FIELD_ROWS(struct one_step_view, asks, &one_ask_record),
    FIELD(struct one_step_view, button),
    FIELD(struct one_step_view, notice),
    FIELD_ROWS(struct one_step_view, links, &act_link_record),
};
const struct record one_step_view_record = RECORD(struct one_step_view, one_step_view_fields);

static const struct field one_view_fields[] = {
    FIELD_ROWS(struct one_view, one_steps, &one_step_view_record),
    FIELD(struct one_view, now),
};
const struct record one_view_record = RECORD(struct one_view, one_view_fields);

static const struct field again_view_fields[] = {
    FIELD(struct again_view, reference),
    FIELD(struct again_view, href),
    FIELD(struct again_view, decided),
    FIELD_ROWS(struct again_view, promised, &panel_line_record),
    FIELD(struct again_view, cause),
    FIELD(struct again_view, prevention),
};
const struct record again_view_record = RECORD(struct again_view, again_view_fields);

static const struct field case_page_fields[] = {
    FIELD(struct case_page, reference),
    FIELD(struct case_page, path),
    FIELD(struct case_page, version),
    FIELD(struct case_page, subject),
    FIELD(struct case_page, subject_lang),
    FIELD(struct case_page, category),
    FIELD(struct case_page, type),
    FIELD_ONE(struct case_page, severity, &severity_view_record),
    FIELD(struct case_page, owner),
    FIELD(struct case_page, owner_is_reader),
    FIELD(struct case_page, state),
    FIELD(struct case_page, confidential),
    FIELD(struct case_page, anonymous),
    FIELD(struct case_page, safety),
    FIELD(struct case_page, set_aside),
    FIELD(struct case_page, closed),
    FIELD(struct case_page, queue),
    FIELD(struct case_page, queue_href),
    FIELD(struct case_page, place),
    FIELD(struct case_page, places),
    FIELD(struct case_page, next_href),
    FIELD_ROWS(struct case_page, readers, &panel_line_record),
    FIELD(struct case_page, significant),
    FIELD_ROWS(struct case_page, alerts, &panel_line_record),
    FIELD_ROWS(struct case_page, clocks, &clock_view_record),
    FIELD_ROWS(struct case_page, steps, &step_view_record),
    FIELD_ROWS(struct case_page, chains, &chain_view_record),
    FIELD(struct case_page, step_no),
    FIELD(struct case_page, step_name),
    FIELD_ROWS(struct case_page, missing, &missing_view_record),
    FIELD(struct case_page, next_act),
    FIELD(struct case_page, next_act_href),
    FIELD(struct case_page, own_href),
    FIELD_ROWS(struct case_page, acts, &act_group_record),
    FIELD_ROWS(struct case_page, filters, &filter_view_record),
    FIELD_ROWS(struct case_page, entries, &entry_view_record),
    FIELD(struct case_page, done),
    FIELD(struct case_page, receipt_href),
    FIELD_ONE(struct case_page, collision, &collision_view_record),
    FIELD_ROWS(struct case_page, errors, &field_error_record),
    FIELD(struct case_page, may_write),
    FIELD(struct case_page, note_first),
    FIELD(struct case_page, to_name),
    FIELD(struct case_page, to_by),
    FIELD(struct case_page, to_lang),
    FIELD(struct case_page, seen_by),
    FIELD_ONE(struct case_page, reply, &answer_record),
    FIELD_ONE(struct case_page, text, &answer_record),
    FIELD(struct case_page, reply_saved),
    FIELD(struct case_page, note_saved),
    FIELD(struct case_page, update_due),
    FIELD_ROWS(struct case_page, snippets, &choice_record),
    FIELD_ROWS(struct case_page, how_to_say, &choice_record),
    FIELD_ONE(struct case_page, note_box, &note_box_record),
    FIELD_ROWS(struct case_page, parties, &party_view_record),
    FIELD_ROWS(struct case_page, matter, &sheet_line_record),
    FIELD(struct case_page, wants),
    FIELD(struct case_page, wants_lang),
    FIELD_ROWS(struct case_page, satisfaction, &panel_line_record),
    FIELD_ROWS(struct case_page, remedies, &panel_line_record),
    FIELD_ROWS(struct case_page, measures, &panel_line_record),
    FIELD_ROWS(struct case_page, tasks, &panel_line_record),
    FIELD_ROWS(struct case_page, like, &panel_line_record),
    FIELD_ROWS(struct case_page, related, &panel_line_record),
    FIELD(struct case_page, joined),
    FIELD(struct case_page, joined_href),
    FIELD_ROWS(struct case_page, again, &again_view_record),
    FIELD(struct case_page, again_href),
    FIELD(struct case_page, affected),
    FIELD_ROWS(struct case_page, ties, &panel_line_record),
    FIELD_ROWS(struct case_page, files, &file_view_record),
    FIELD_ROWS(struct case_page, read_by, &panel_line_record),
    FIELD_ROWS(struct case_page, sheets, &act_link_record),
    FIELD_ROWS(struct case_page, copies, &panel_line_record),
    FIELD(struct case_page, note_href),
    FIELD(struct case_page, hold),
    FIELD(struct case_page, hold_href),
    FIELD(struct case_page, readers_href),
    FIELD_ROWS(struct case_page, routings, &panel_line_record),
    FIELD_ONE(struct case_page, one, &one_view_record),
};
const struct record case_page_record = RECORD(struct case_page, case_page_fields);

static const struct field sheet_cell_fields[] = { FIELD(struct sheet_cell, text) };
static const struct record sheet_cell_record = RECORD(struct sheet_cell, sheet_cell_fields);

static const struct field sheet_row_fields[] = {
    FIELD_ROWS(struct sheet_row, cells, &sheet_cell_record),
};
static const struct record sheet_row_record = RECORD(struct sheet_row, sheet_row_fields);

static const struct field sheet_line_fields[] = {
    FIELD(struct sheet_line, label),
    FIELD(struct sheet_line, value),
    FIELD(struct sheet_line, lang),
    FIELD(struct sheet_line, href),
    FIELD_ROWS(struct sheet_line, columns, &sheet_cell_record),
    FIELD_ROWS(struct sheet_line, rows, &sheet_row_record),
};
const struct record sheet_line_record = RECORD(struct sheet_line, sheet_line_fields);

static const struct field sheet_group_fields[] = {
    FIELD(struct sheet_group, title),
    FIELD_ROWS(struct sheet_group, lines, &sheet_line_record),
};
const struct record sheet_group_record = RECORD(struct sheet_group, sheet_group_fields);

static const struct field sheet_step_fields[] = {
    FIELD(struct sheet_step, step), FIELD(struct sheet_step, action),
    FIELD(struct sheet_step, who),  FIELD(struct sheet_step, remarks),
    FIELD(struct sheet_step, on),
};
const struct record sheet_step_record = RECORD(struct sheet_step, sheet_step_fields);

static const struct field sheet_page_fields[] = {
    FIELD(struct sheet_page, reference),
    FIELD(struct sheet_page, back),
    FIELD(struct sheet_page, printed),
    FIELD_ROWS(struct sheet_page, parts, &sheet_group_record),
    FIELD_ROWS(struct sheet_page, tracking, &sheet_step_record),
    FIELD_ROWS(struct sheet_page, entries, &entry_view_record),
    FIELD(struct sheet_page, with_notes),
    FIELD(struct sheet_page, may_notes),
};
const struct record sheet_page_record = RECORD(struct sheet_page, sheet_page_fields);

static const struct field record_cell_fields[] = {
    FIELD(struct record_cell, label),
    FIELD(struct record_cell, value),
    FIELD(struct record_cell, ours),
};
const struct record record_cell_record = RECORD(struct record_cell, record_cell_fields);

static const struct field record_sheet_fields[] = {
    FIELD(struct record_sheet, title),
    FIELD(struct record_sheet, about),
    FIELD(struct record_sheet, version),
    FIELD(struct record_sheet, reference),
    FIELD(struct record_sheet, back),
    FIELD(struct record_sheet, printed),
    FIELD_ROWS(struct record_sheet, cells, &record_cell_record),
    FIELD(struct record_sheet, ours),
};
const struct record record_sheet_record = RECORD(struct record_sheet, record_sheet_fields);

static const struct field procedure_page_fields[] = {
    FIELD(struct procedure_page, title),
    FIELD(struct procedure_page, about),
    FIELD(struct procedure_page, version),
    FIELD_ROWS(struct procedure_page, roles, &sheet_line_record),
    FIELD_ROWS(struct procedure_page, copies, &sheet_line_record),
    FIELD_ROWS(struct procedure_page, sheets, &act_link_record),
    FIELD(struct procedure_page, from),
    FIELD(struct procedure_page, until),
    FIELD(struct procedure_page, may_export),
    FIELD(struct procedure_page, representative),
    FIELD(struct procedure_page, representative_duties),
    FIELD_ROWS(struct procedure_page, assessed, &sheet_line_record),
};
const struct record procedure_page_record = RECORD(struct procedure_page, procedure_page_fields);

static const struct field chain_cell_fields[] = { FIELD(struct chain_cell, text) };
const struct record chain_cell_record = RECORD(struct chain_cell, chain_cell_fields);

static const struct field chain_template_fields[] = {
    FIELD(struct chain_template, title),
    FIELD(struct chain_template, yaml),
    FIELD(struct chain_template, fields),
    FIELD_ROWS(struct chain_template, cells, &chain_cell_record),
};
const struct record chain_template_record = RECORD(struct chain_template, chain_template_fields);

static const struct field standard_page_fields[] = {
    FIELD_ROWS(struct standard_page, stages, &chain_cell_record),
    FIELD_ROWS(struct standard_page, templates, &chain_template_record),
    FIELD_ROWS(struct standard_page, ours, &chain_template_record),
};
const struct record standard_page_record = RECORD(struct standard_page, standard_page_fields);

static const struct field figure_fields[] = {
    FIELD(struct figure, label), FIELD(struct figure, meaning), FIELD(struct figure, n),
    FIELD(struct figure, href),  FIELD(struct figure, overdue),
};
const struct record figure_record = RECORD(struct figure, figure_fields);

static const struct field figure_row_fields[] = {
    FIELD(struct figure_row, label),       FIELD(struct figure_row, received),
    FIELD(struct figure_row, open),        FIELD(struct figure_row, overdue),
    FIELD(struct figure_row, closed),      FIELD(struct figure_row, received_href),
    FIELD(struct figure_row, open_href),   FIELD(struct figure_row, overdue_href),
    FIELD(struct figure_row, closed_href),
};
const struct record figure_row_record = RECORD(struct figure_row, figure_row_fields);

static const struct field figure_table_fields[] = {
    FIELD(struct figure_table, title),
    FIELD_ROWS(struct figure_table, rows, &figure_row_record),
};
const struct record figure_table_record = RECORD(struct figure_table, figure_table_fields);

static const struct field satisfaction_row_fields[] = {
    FIELD(struct satisfaction_row, label), FIELD(struct satisfaction_row, answers),
    FIELD(struct satisfaction_row, good),  FIELD(struct satisfaction_row, between),
    FIELD(struct satisfaction_row, bad),
};
const struct record satisfaction_row_record =
    RECORD(struct satisfaction_row, satisfaction_row_fields);

static const struct field survey_share_fields[] = {
    FIELD(struct survey_share, label),
    FIELD(struct survey_share, n),
};
const struct record survey_share_record = RECORD(struct survey_share, survey_share_fields);

static const struct field survey_row_fields[] = {
    FIELD(struct survey_row, label),
    FIELD(struct survey_row, about),
    FIELD(struct survey_row, answers),
    FIELD_ROWS(struct survey_row, shares, &survey_share_record),
};
const struct record survey_row_record = RECORD(struct survey_row, survey_row_fields);

static const struct field channel_row_fields[] = {
    FIELD(struct channel_row, label),         FIELD(struct channel_row, received),
    FIELD(struct channel_row, open),          FIELD(struct channel_row, closed),
    FIELD(struct channel_row, received_href), FIELD(struct channel_row, open_href),
    FIELD(struct channel_row, closed_href),
};
const struct record channel_row_record = RECORD(struct channel_row, channel_row_fields);

static const struct field repeat_line_fields[] = {
    FIELD(struct repeat_line, label),
    FIELD(struct repeat_line, href),
    FIELD(struct repeat_line, n),
    FIELD(struct repeat_line, month),
};
const struct record repeat_line_record = RECORD(struct repeat_line, repeat_line_fields);

static const struct field figures_page_fields[] = {
    FIELD(struct figures_page, from),
    FIELD(struct figures_page, to),
    FIELD(struct figures_page, ranged),
    FIELD_ROWS(struct figures_page, figures, &figure_record),
    FIELD_ROWS(struct figures_page, tables, &figure_table_record),
    FIELD(struct figures_page, asked),
    FIELD(struct figures_page, answered),
    FIELD_ROWS(struct figures_page, satisfaction, &satisfaction_row_record),
    FIELD(struct figures_page, export_href),
    FIELD_ROWS(struct figures_page, channels, &channel_row_record),
    FIELD_ROWS(struct figures_page, questions, &survey_row_record),
    FIELD_ROWS(struct figures_page, repeats, &repeat_line_record),
    FIELD(struct figures_page, repeats_more),
};
const struct record figures_page_record = RECORD(struct figures_page, figures_page_fields);

static const struct field budget_line_fields[] = {
    FIELD(struct budget_line, name),     FIELD(struct budget_line, team),
    FIELD(struct budget_line, amount),   FIELD(struct budget_line, planned),
    FIELD(struct budget_line, promised), FIELD(struct budget_line, delivered),
    FIELD(struct budget_line, left),     FIELD(struct budget_line, over),
    FIELD(struct budget_line, share),    FIELD(struct budget_line, warn),
    FIELD(struct budget_line, warns),    FIELD(struct budget_line, is_over),
};
const struct record budget_line_record = RECORD(struct budget_line, budget_line_fields);

static const struct field budget_page_fields[] = {
    FIELD(struct budget_page, year),    FIELD(struct budget_page, before),
    FIELD(struct budget_page, after),   FIELD(struct budget_page, over),
    FIELD(struct budget_page, warning), FIELD_ROWS(struct budget_page, rows, &budget_line_record),
    FIELD(struct budget_page, csv),     FIELD(struct budget_page, may_set),
};
const struct record budget_page_record = RECORD(struct budget_page, budget_page_fields);

static const struct field settings_line_fields[] = {
    FIELD(struct settings_line, a),    FIELD(struct settings_line, b),
    FIELD(struct settings_line, c),    FIELD(struct settings_line, d),
    FIELD(struct settings_line, href), FIELD(struct settings_line, off),
    FIELD(struct settings_line, days), FIELD(struct settings_line, lang),
};
const struct record settings_line_record = RECORD(struct settings_line, settings_line_fields);

static const struct field settings_page_fields[] = {
    FIELD(struct settings_page, title),
    FIELD(struct settings_page, intro),
    FIELD(struct settings_page, path),
    FIELD(struct settings_page, back),
    FIELD(struct settings_page, head_a),
    FIELD(struct settings_page, head_b),
    FIELD(struct settings_page, head_c),
    FIELD(struct settings_page, head_d),
    FIELD_ROWS(struct settings_page, rows, &settings_line_record),
    FIELD(struct settings_page, add),
    FIELD(struct settings_page, add_href),
    FIELD(struct settings_page, done),
    FIELD(struct settings_page, secret),
    FIELD(struct settings_page, warning),
    FIELD(struct settings_page, upkeep),
    FIELD(struct settings_page, stored),
    FIELD_ROWS(struct settings_page, alarms, &settings_line_record),
};
const struct record settings_page_record = RECORD(struct settings_page, settings_page_fields);

static const struct field setting_input_fields[] = {
    FIELD(struct setting_input, name),
    FIELD(struct setting_input, field),
    FIELD(struct setting_input, label),
    FIELD(struct setting_input, hint),
    FIELD(struct setting_input, value),
    FIELD(struct setting_input, error),
    FIELD(struct setting_input, lang),
    FIELD(struct setting_input, line),
    FIELD(struct setting_input, area),
    FIELD(struct setting_input, select),
    FIELD(struct setting_input, radios),
    FIELD(struct setting_input, ticks),
    FIELD(struct setting_input, password),
    FIELD(struct setting_input, date),
    FIELD(struct setting_input, file),
    FIELD_ROWS(struct setting_input, choices, &choice_record),
};
const struct record setting_input_record = RECORD(struct setting_input, setting_input_fields);

static const struct field setting_note_fields[] = {
    FIELD(struct setting_note, label),
    FIELD(struct setting_note, text),
};
const struct record setting_note_record = RECORD(struct setting_note, setting_note_fields);

static const struct field setting_page_fields[] = {
    FIELD(struct setting_page, title),
    FIELD(struct setting_page, intro),
    FIELD(struct setting_page, action),
    FIELD(struct setting_page, back),
    FIELD(struct setting_page, submit),
    FIELD(struct setting_page, version),
    FIELD_ROWS(struct setting_page, errors, &field_error_record),
    FIELD_ROWS(struct setting_page, inputs, &setting_input_record),
    FIELD_ROWS(struct setting_page, notes, &setting_note_record),
    FIELD(struct setting_page, seen),
    FIELD(struct setting_page, files),
};
const struct record setting_page_record = RECORD(struct setting_page, setting_page_fields);
const struct severity_view *severity_view(const char *word)
{
    static const struct {
        const char *word;
        struct severity_view view;
    } all[] = {
        { "critical", { .critical = true } },
        { "major", { .major = true } },
        { "minor", { .minor = true } },
        { "negligible", { .negligible = true } },
    };
    for (size_t i = 0; word && i < COUNT(all); i++)
        if (strcmp(word, all[i].word) == 0)
            return &all[i].view;
    return NULL;
}
