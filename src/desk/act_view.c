/*
 * The field tables of the desk's forms, clause 7.
 */
#include "desk/act_view.h"
#include "desk/desk_view.h"
#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/req.h"

static const struct field act_head_fields[] = {
    FIELD(struct act_head, reference),
    FIELD(struct act_head, path),
    FIELD(struct act_head, action),
    FIELD(struct act_head, subject),
    FIELD(struct act_head, subject_lang),
    FIELD(struct act_head, version),
    FIELD_ROWS(struct act_head, errors, &field_error_record),
    FIELD_ROWS(struct act_head, missing, &missing_view_record),
    FIELD_ONE(struct act_head, collision, &collision_view_record),
    FIELD_ROWS(struct act_head, snippets, &choice_record),
    FIELD_ROWS(struct act_head, how_to_say, &choice_record),
};
const struct record act_head_record = RECORD(struct act_head, act_head_fields);

static const struct field act_row_fields[] = {
    FIELD(struct act_row, id),
    FIELD(struct act_row, text),
    FIELD(struct act_row, detail),
    FIELD(struct act_row, state),
    FIELD(struct act_row, done),
    FIELD(struct act_row, href),
    FIELD_ONE(struct act_row, answer, &answer_record),
    FIELD_ONE(struct act_row, why, &answer_record),
};
const struct record act_row_record = RECORD(struct act_row, act_row_fields);

static const struct field act_receive_fields[] = {
    FIELD(struct act_receive, action),
    FIELD_ROWS(struct act_receive, errors, &field_error_record),
    FIELD_ROWS(struct act_receive, carried, &carried_record),
    FIELD_ROWS(struct act_receive, repeats, &panel_line_record),
    FIELD(struct act_receive, files_max),
    FIELD(struct act_receive, file_bytes),
    FIELD(struct act_receive, draft_saved),
    FIELD(struct act_receive, draft_found),
    FIELD(struct act_receive, from_spot),
    FIELD_ONE(struct act_receive, channel, &answer_record),
    FIELD_ONE(struct act_receive, scope, &answer_record),
    FIELD_ONE(struct act_receive, received_on, &answer_record),
    FIELD_ONE(struct act_receive, received_time, &answer_record),
    FIELD_ONE(struct act_receive, type, &answer_record),
    FIELD_ONE(struct act_receive, subject, &answer_record),
    FIELD_ONE(struct act_receive, description, &answer_record),
    FIELD_ONE(struct act_receive, description_language, &answer_record),
    FIELD_ONE(struct act_receive, category, &answer_record),
    FIELD_ONE(struct act_receive, product, &answer_record),
    FIELD_ONE(struct act_receive, product_reference, &answer_record),
    FIELD_ONE(struct act_receive, happened_on, &answer_record),
    FIELD_ONE(struct act_receive, remedy_sought, &answer_record),
    FIELD_ONE(struct act_receive, naming, &answer_record),
    FIELD_ONE(struct act_receive, name, &answer_record),
    FIELD_ONE(struct act_receive, organisation_name, &answer_record),
    FIELD_ONE(struct act_receive, email, &answer_record),
    FIELD_ONE(struct act_receive, phone, &answer_record),
    FIELD_ONE(struct act_receive, address, &answer_record),
    FIELD_ONE(struct act_receive, language, &answer_record),
    FIELD_ONE(struct act_receive, contact_by, &answer_record),
    FIELD_ONE(struct act_receive, needs, &answer_record),
    FIELD_ONE(struct act_receive, representative_name, &answer_record),
    FIELD_ONE(struct act_receive, representative_authority, &answer_record),
    FIELD_ONE(struct act_receive, representative_phone, &answer_record),
    FIELD_ONE(struct act_receive, representative_email, &answer_record),
    FIELD_ONE(struct act_receive, contact_name, &answer_record),
    FIELD_ONE(struct act_receive, contact_phone, &answer_record),
    FIELD_ONE(struct act_receive, contact_email, &answer_record),
    FIELD_ONE(struct act_receive, postcode, &answer_record),
    FIELD_ONE(struct act_receive, country, &answer_record),
    FIELD_ONE(struct act_receive, fax, &answer_record),
    FIELD_ONE(struct act_receive, problem_detail, &answer_record),
    FIELD_ONE(struct act_receive, happened_until, &answer_record),
    FIELD_ONE(struct act_receive, happened_text, &answer_record),
    FIELD_ONE(struct act_receive, place, &answer_record),
    FIELD_ONE(struct act_receive, recurrent, &answer_record),
    FIELD_ONE(struct act_receive, segment, &answer_record),
    FIELD_ONE(struct act_receive, immediate_action, &answer_record),
    FIELD_ONE(struct act_receive, referred_by, &answer_record),
    FIELD_ONE(struct act_receive, earlier_reference, &answer_record),
    FIELD_ONE(struct act_receive, problem, &answer_record),
    FIELD_ONE(struct act_receive, safety, &answer_record),
    FIELD_ONE(struct act_receive, team, &answer_record),
    FIELD_ONE(struct act_receive, files, &answer_record),
    FIELD_ROWS(struct act_receive, own, &question_record),
    FIELD_ROWS(struct act_receive, how_to_say, &choice_record),
    FIELD(struct act_receive, receipt_words),
    FIELD_ONE(struct act_receive, take_receipt, &answer_record),
};
const struct record act_receive_record = RECORD(struct act_receive, act_receive_fields);

static const struct field own_group_fields[] = {
    FIELD(struct own_group, title),
    FIELD_ROWS(struct own_group, questions, &question_record),
};
static const struct record own_group_record = RECORD(struct own_group, own_group_fields);
static const struct field act_own_fields[] = {
    FIELD_ONE(struct act_own, head, &act_head_record),
    FIELD(struct act_own, title),
    FIELD(struct act_own, version),
    FIELD_ROWS(struct act_own, own_groups, &own_group_record),
    FIELD(struct act_own, staged),
    FIELD(struct act_own, receipt_words),
    FIELD_ONE(struct act_own, receipt, &answer_record),
    FIELD_ONE(struct act_own, receipt_reason, &answer_record),
};
const struct record act_own_record = RECORD(struct act_own, act_own_fields);

static const struct field report_view_fields[] = {
    FIELD(struct report_view, code),
    FIELD(struct report_view, title),
    FIELD(struct report_view, state),
    FIELD(struct report_view, mark),
    FIELD(struct report_view, settled),
    FIELD(struct report_view, own_decision),
    FIELD_ROWS(struct report_view, lines, &sheet_line_record),
    FIELD_ROWS(struct report_view, questions, &question_record),
    FIELD_ROWS(struct report_view, decide, &question_record),
    FIELD_ROWS(struct report_view, second, &question_record),
    FIELD_ROWS(struct report_view, filed, &question_record),
};
static const struct record report_view_record = RECORD(struct report_view, report_view_fields);
static const struct field act_reports_fields[] = {
    FIELD_ONE(struct act_reports, head, &act_head_record),
    FIELD_ROWS(struct act_reports, reports, &report_view_record),
};
const struct record act_reports_record = RECORD(struct act_reports, act_reports_fields);

static const struct field desk_elsewhere_fields[] = {
    FIELD(struct desk_elsewhere, action),
    FIELD_ROWS(struct desk_elsewhere, carried, &carried_record),
    FIELD(struct desk_elsewhere, whose),
    FIELD(struct desk_elsewhere, whose_lang),
    FIELD(struct desk_elsewhere, means),
    FIELD(struct desk_elsewhere, words, .lines = true),
    FIELD(struct desk_elsewhere, words_lang),
};
const struct record desk_elsewhere_record = RECORD(struct desk_elsewhere, desk_elsewhere_fields);

static const struct field act_on_the_spot_fields[] = {
    FIELD(struct act_on_the_spot, action),
    FIELD_ROWS(struct act_on_the_spot, errors, &field_error_record),
    FIELD_ROWS(struct act_on_the_spot, carried, &carried_record),
    FIELD_ONE(struct act_on_the_spot, channel, &answer_record),
    FIELD_ONE(struct act_on_the_spot, description, &answer_record),
    FIELD_ONE(struct act_on_the_spot, category, &answer_record),
    FIELD_ONE(struct act_on_the_spot, name, &answer_record),
    FIELD_ONE(struct act_on_the_spot, phone, &answer_record),
    FIELD_ONE(struct act_on_the_spot, action_code, &answer_record),
    FIELD_ROWS(struct act_on_the_spot, own, &question_record),
    FIELD_ONE(struct act_on_the_spot, solved, &answer_record),
    FIELD_ONE(struct act_on_the_spot, amount, &answer_record),
    FIELD_ONE(struct act_on_the_spot, currency, &answer_record),
    FIELD_ONE(struct act_on_the_spot, accepted, &answer_record),
    FIELD_ROWS(struct act_on_the_spot, how_to_say, &choice_record),
};
const struct record act_on_the_spot_record = RECORD(struct act_on_the_spot, act_on_the_spot_fields);

static const struct field act_files_fields[] = {
    FIELD_ONE(struct act_files, head, &act_head_record),
    FIELD(struct act_files, files_max),
    FIELD(struct act_files, file_bytes),
    FIELD(struct act_files, complaint_bytes),
    FIELD_ROWS(struct act_files, held, &file_view_record),
    FIELD_ONE(struct act_files, files, &answer_record),
    FIELD_ONE(struct act_files, internal, &answer_record),
};
const struct record act_files_record = RECORD(struct act_files, act_files_fields);

static const struct field act_message_sent_fields[] = {
    FIELD_ONE(struct act_message_sent, head, &act_head_record),
    FIELD_ONE(struct act_message_sent, message, &answer_record),
    FIELD_ONE(struct act_message_sent, by, &answer_record),
};
const struct record act_message_sent_record =
    RECORD(struct act_message_sent, act_message_sent_fields);

static const struct field letter_sheet_fields[] = {
    FIELD(struct letter_sheet, reference),
    FIELD(struct letter_sheet, back),
    FIELD(struct letter_sheet, sent_href),
    FIELD(struct letter_sheet, name),
    FIELD(struct letter_sheet, address, .lines = true),
    FIELD(struct letter_sheet, subject),
    FIELD(struct letter_sheet, subject_lang),
    FIELD(struct letter_sheet, text, .lines = true),
    FIELD(struct letter_sheet, text_lang),
    FIELD(struct letter_sheet, day),
};
const struct record letter_sheet_record = RECORD(struct letter_sheet, letter_sheet_fields);

static const struct field act_returned_fields[] = {
    FIELD_ONE(struct act_returned, head, &act_head_record),
    FIELD_ONE(struct act_returned, message, &answer_record),
    FIELD_ONE(struct act_returned, reason, &answer_record),
};
const struct record act_returned_record = RECORD(struct act_returned, act_returned_fields);

static const struct field act_acknowledge_fields[] = {
    FIELD_ONE(struct act_acknowledge, head, &act_head_record),
    FIELD(struct act_acknowledge, letter, .lines = true),
    FIELD(struct act_acknowledge, letter_lang),
    FIELD_ONE(struct act_acknowledge, by, &answer_record),
    FIELD_ONE(struct act_acknowledge, at, &answer_record),
    FIELD_ONE(struct act_acknowledge, with, &answer_record),
    FIELD_ONE(struct act_acknowledge, text, &answer_record),
    FIELD_ONE(struct act_acknowledge, impossible, &answer_record),
};
const struct record act_acknowledge_record = RECORD(struct act_acknowledge, act_acknowledge_fields);

static const struct field act_assess_fields[] = {
    FIELD_ONE(struct act_assess, head, &act_head_record),
    FIELD(struct act_assess, again),
    FIELD(struct act_assess, ask_scope),
    FIELD(struct act_assess, rule),
    FIELD(struct act_assess, depth),
    FIELD_ONE(struct act_assess, scope, &answer_record),
    FIELD_ONE(struct act_assess, severity, &answer_record),
    FIELD_ONE(struct act_assess, safety, &answer_record),
    FIELD_ONE(struct act_assess, complexity, &answer_record),
    FIELD_ONE(struct act_assess, impact, &answer_record),
    FIELD_ONE(struct act_assess, need_now, &answer_record),
    FIELD_ONE(struct act_assess, can_now, &answer_record),
    FIELD_ONE(struct act_assess, measure, &answer_record),
    FIELD_ONE(struct act_assess, escalate, &answer_record),
    FIELD_ONE(struct act_assess, validity, &answer_record),
    FIELD_ONE(struct act_assess, compensation, &answer_record),
    FIELD_ONE(struct act_assess, signals, &answer_record),
    FIELD_ONE(struct act_assess, reasons, &answer_record),
    FIELD_ONE(struct act_assess, priority, &answer_record),
    FIELD_ONE(struct act_assess, override, &answer_record),
    FIELD_ONE(struct act_assess, wrong, &answer_record),
    FIELD_ROWS(struct act_assess, before, &act_row_record),
};
const struct record act_assess_record = RECORD(struct act_assess, act_assess_fields);

static const struct field act_investigate_fields[] = {
    FIELD_ONE(struct act_investigate, head, &act_head_record),
    FIELD(struct act_investigate, depth),
    FIELD_ROWS(struct act_investigate, plan, &act_row_record),
    FIELD_ONE(struct act_investigate, questions, &answer_record),
    FIELD_ONE(struct act_investigate, to_get, &answer_record),
    FIELD_ONE(struct act_investigate, to_hear, &answer_record),
    FIELD_ONE(struct act_investigate, investigator, &answer_record),
    FIELD_ONE(struct act_investigate, points, &answer_record),
    FIELD_ONE(struct act_investigate, root_cause, &answer_record),
    FIELD_ONE(struct act_investigate, cause_note, &answer_record),
    FIELD_ONE(struct act_investigate, cause_none, &answer_record),
    FIELD_ONE(struct act_investigate, not_heard, &answer_record),
    FIELD_ONE(struct act_investigate, end, &answer_record),
    FIELD_ROWS(struct act_investigate, causes, &act_row_record),
    FIELD_ROWS(struct act_investigate, evidence, &act_row_record),
    FIELD_ROWS(struct act_investigate, interviews, &act_row_record),
    FIELD_ROWS(struct act_investigate, allegations, &act_row_record),
    FIELD_ROWS(struct act_investigate, disclosures, &act_row_record),
};
const struct record act_investigate_record = RECORD(struct act_investigate, act_investigate_fields);

static const struct field act_evidence_fields[] = {
    FIELD_ONE(struct act_evidence, head, &act_head_record),
    FIELD(struct act_evidence, files_max),
    FIELD(struct act_evidence, file_bytes),
    FIELD(struct act_evidence, staged),
    FIELD_ROWS(struct act_evidence, held, &act_row_record),
    FIELD_ONE(struct act_evidence, kind, &answer_record),
    FIELD_ONE(struct act_evidence, source, &answer_record),
    FIELD_ONE(struct act_evidence, got_on, &answer_record),
    FIELD_ONE(struct act_evidence, text, &answer_record),
    FIELD_ONE(struct act_evidence, plan_item, &answer_record),
    FIELD_ONE(struct act_evidence, allegation, &answer_record),
    FIELD_ONE(struct act_evidence, files, &answer_record),
};
const struct record act_evidence_record = RECORD(struct act_evidence, act_evidence_fields);

static const struct field act_interview_fields[] = {
    FIELD_ONE(struct act_interview, head, &act_head_record),
    FIELD(struct act_interview, disclosure_due),
    FIELD_ONE(struct act_interview, person, &answer_record),
    FIELD_ONE(struct act_interview, held_on, &answer_record),
    FIELD_ONE(struct act_interview, text, &answer_record),
    FIELD_ONE(struct act_interview, waived_why, &answer_record),
};
const struct record act_interview_record = RECORD(struct act_interview, act_interview_fields);

static const struct field act_disclose_fields[] = {
    FIELD_ONE(struct act_disclose, head, &act_head_record),
    FIELD_ONE(struct act_disclose, person, &answer_record),
    FIELD_ONE(struct act_disclose, text, &answer_record),
};
const struct record act_disclose_record = RECORD(struct act_disclose, act_disclose_fields);

static const struct field act_respond_fields[] = {
    FIELD_ONE(struct act_respond, head, &act_head_record),
    FIELD_ROWS(struct act_respond, allegations, &act_row_record),
    FIELD_ROWS(struct act_respond, remedies, &act_row_record),
    FIELD_ROWS(struct act_respond, carried_out, &act_row_record),
    FIELD(struct act_respond, limit),
    FIELD_ONE(struct act_respond, preventive, &answer_record),
    FIELD_ONE(struct act_respond, none_needed, &answer_record),
    FIELD_ONE(struct act_respond, remedy_none, &answer_record),
    FIELD_ONE(struct act_respond, measure, &answer_record),
};
const struct record act_respond_record = RECORD(struct act_respond, act_respond_fields);

static const struct field act_remedy_fields[] = {
    FIELD_ONE(struct act_remedy, head, &act_head_record),
    FIELD_ONE(struct act_remedy, kind, &answer_record),
    FIELD_ONE(struct act_remedy, text, &answer_record),
    FIELD_ONE(struct act_remedy, amount, &answer_record),
    FIELD_ONE(struct act_remedy, currency, &answer_record),
    FIELD_ONE(struct act_remedy, owner, &answer_record),
    FIELD_ONE(struct act_remedy, due_on, &answer_record),
    FIELD_ONE(struct act_remedy, interim, &answer_record),
    FIELD_ONE(struct act_remedy, method, &answer_record),
    FIELD_ONE(struct act_remedy, item, &answer_record),
    FIELD_ONE(struct act_remedy, work_order, &answer_record),
    FIELD_ONE(struct act_remedy, to_whom, &answer_record),
    FIELD_ONE(struct act_remedy, consent, &answer_record),
    FIELD_ONE(struct act_remedy, terms, &answer_record),
    FIELD_ONE(struct act_remedy, head_of_loss, &answer_record),
    FIELD_ONE(struct act_remedy, calculation, &answer_record),
    FIELD_ONE(struct act_remedy, form, &answer_record),
    FIELD_ONE(struct act_remedy, by_whom, &answer_record),
    FIELD_ONE(struct act_remedy, no_admission, &answer_record),
    FIELD_ONE(struct act_remedy, difference, &answer_record),
    FIELD_ONE(struct act_remedy, valid_until, &answer_record),
    FIELD_ONE(struct act_remedy, points, &answer_record),
    FIELD_ONE(struct act_remedy, percent, &answer_record),
    FIELD_ONE(struct act_remedy, batch, &answer_record),
    FIELD_ONE(struct act_remedy, reach, &answer_record),
    FIELD_ONE(struct act_remedy, topic, &answer_record),
    FIELD_ONE(struct act_remedy, attendees, &answer_record),
    FIELD(struct act_remedy, measure),
    FIELD_ONE(struct act_remedy, cost, &answer_record),
    FIELD_ONE(struct act_remedy, fund, &answer_record),
    FIELD_ONE(struct act_remedy, over_why, &answer_record),
    FIELD(struct act_remedy, limit),
    FIELD_ROWS(struct act_remedy, budgets, &act_row_record),
    FIELD(struct act_remedy, drop),
};
const struct record act_remedy_record = RECORD(struct act_remedy, act_remedy_fields);

static const struct field act_carry_out_fields[] = {
    FIELD_ONE(struct act_carry_out, head, &act_head_record),
    FIELD(struct act_carry_out, remedy),
    FIELD(struct act_carry_out, due),
    FIELD(struct act_carry_out, verify),
    FIELD_ONE(struct act_carry_out, done_on, &answer_record),
    FIELD_ONE(struct act_carry_out, proof, &answer_record),
    FIELD_ONE(struct act_carry_out, verified, &answer_record),
    FIELD_ONE(struct act_carry_out, returned, &answer_record),
    FIELD_ONE(struct act_carry_out, result, &answer_record),
    FIELD_ONE(struct act_carry_out, customer_ok, &answer_record),
    FIELD_ONE(struct act_carry_out, number, &answer_record),
    FIELD(struct act_carry_out, drop),
};
const struct record act_carry_out_record = RECORD(struct act_carry_out, act_carry_out_fields);

static const struct field act_approve_fields[] = {
    FIELD_ONE(struct act_approve, head, &act_head_record),
    FIELD(struct act_approve, proposal),
    FIELD(struct act_approve, proposed_by),
    FIELD_ROWS(struct act_approve, remedies, &act_row_record),
    FIELD_ONE(struct act_approve, verdict, &answer_record),
    FIELD_ONE(struct act_approve, reasons, &answer_record),
};
const struct record act_approve_record = RECORD(struct act_approve, act_approve_fields);

static const struct field act_decide_fields[] = {
    FIELD_ONE(struct act_decide, head, &act_head_record),
    FIELD_ROWS(struct act_decide, allegations, &act_row_record),
    FIELD_ONE(struct act_decide, outcome, &answer_record),
    FIELD_ONE(struct act_decide, reasons, &answer_record),
    FIELD_ONE(struct act_decide, letter_remedy, &answer_record),
    FIELD_ONE(struct act_decide, letter_not_satisfied, &answer_record),
    FIELD_ONE(struct act_decide, letter_inside, &answer_record),
    FIELD_ONE(struct act_decide, letter_outside, &answer_record),
    FIELD(struct act_decide, letter_lang),
    FIELD(struct act_decide, decided),
};
const struct record act_decide_record = RECORD(struct act_decide, act_decide_fields);

static const struct field act_communicate_fields[] = {
    FIELD_ONE(struct act_communicate, head, &act_head_record),
    FIELD(struct act_communicate, goes_to),
    FIELD(struct act_communicate, language),
    FIELD_ROWS(struct act_communicate, must_hold, &act_row_record),
    FIELD_ONE(struct act_communicate, letter, &answer_record),
    FIELD_ONE(struct act_communicate, by, &answer_record),
    FIELD_ONE(struct act_communicate, review_days, &answer_record),
    FIELD_ONE(struct act_communicate, staff_told, &answer_record),
    FIELD(struct act_communicate, alter),
};
const struct record act_communicate_record = RECORD(struct act_communicate, act_communicate_fields);

static const struct field act_answer_fields[] = {
    FIELD_ONE(struct act_answer, head, &act_head_record),
    FIELD_ONE(struct act_answer, answer, &answer_record),
    FIELD_ONE(struct act_answer, by, &answer_record),
    FIELD_ONE(struct act_answer, said_on, &answer_record),
    FIELD_ONE(struct act_answer, text, &answer_record),
};
const struct record act_answer_record = RECORD(struct act_answer, act_answer_fields);

static const struct field act_review_fields[] = {
    FIELD_ONE(struct act_review, head, &act_head_record),
    FIELD(struct act_review, outside_only),
    FIELD_ONE(struct act_review, reviewer, &answer_record),
    FIELD_ONE(struct act_review, text, &answer_record),
};
const struct record act_review_record = RECORD(struct act_review, act_review_fields);

static const struct field act_outside_fields[] = {
    FIELD_ONE(struct act_outside, head, &act_head_record),
    FIELD_ONE(struct act_outside, body, &answer_record),
    FIELD_ONE(struct act_outside, since, &answer_record),
    FIELD_ONE(struct act_outside, outcome, &answer_record),
    FIELD_ONE(struct act_outside, ended_on, &answer_record),
    FIELD_ONE(struct act_outside, what, &answer_record),
};
const struct record act_outside_record = RECORD(struct act_outside, act_outside_fields);

static const struct field act_call_fields[] = {
    FIELD_ONE(struct act_call, head, &act_head_record),
    FIELD(struct act_call, phone),
    FIELD_ONE(struct act_call, call, &answer_record),
    FIELD_ONE(struct act_call, satisfaction, &answer_record),
    FIELD_ONE(struct act_call, fair, &answer_record),
    FIELD_ONE(struct act_call, outcome, &answer_record),
    FIELD_ONE(struct act_call, comment, &answer_record),
    FIELD_ONE(struct act_call, again, &answer_record),
    FIELD_ROWS(struct act_call, questions, &question_record),
    FIELD(struct act_call, without_fair),
    FIELD(struct act_call, without_outcome),
};
const struct record act_call_record = RECORD(struct act_call, act_call_fields);

static const struct field act_close_fields[] = {
    FIELD_ONE(struct act_close, head, &act_head_record),
    FIELD_ROWS(struct act_close, gate, &act_row_record),
    FIELD_ONE(struct act_close, reason, &answer_record),
    FIELD_ONE(struct act_close, lessons, &answer_record),
    FIELD_ONE(struct act_close, prevented, &answer_record),
    FIELD_ONE(struct act_close, survey, &answer_record),
    FIELD_ONE(struct act_close, why, &answer_record),
    FIELD_ONE(struct act_close, set_aside, &answer_record),
    FIELD_ONE(struct act_close, duplicate, &answer_record),
};
const struct record act_close_record = RECORD(struct act_close, act_close_fields);

static const struct field act_reason_fields[] = {
    FIELD_ONE(struct act_reason, head, &act_head_record),
    FIELD(struct act_reason, title),
    FIELD(struct act_reason, what),
    FIELD(struct act_reason, choice_label),
    FIELD(struct act_reason, reason_label),
    FIELD(struct act_reason, submit),
    FIELD_ONE(struct act_reason, choice, &answer_record),
    FIELD_ONE(struct act_reason, due_on, &answer_record),
    FIELD_ONE(struct act_reason, reason, &answer_record),
};
const struct record act_reason_record = RECORD(struct act_reason, act_reason_fields);

static const struct field act_matter_fields[] = {
    FIELD_ONE(struct act_matter, head, &act_head_record),
    FIELD_ONE(struct act_matter, product, &answer_record),
    FIELD_ONE(struct act_matter, product_reference, &answer_record),
    FIELD_ONE(struct act_matter, happened_on, &answer_record),
    FIELD_ONE(struct act_matter, happened_until, &answer_record),
    FIELD_ONE(struct act_matter, happened_text, &answer_record),
    FIELD_ONE(struct act_matter, place, &answer_record),
    FIELD_ONE(struct act_matter, recurrent, &answer_record),
    FIELD_ONE(struct act_matter, segment, &answer_record),
    FIELD_ONE(struct act_matter, referred_by, &answer_record),
    FIELD_ONE(struct act_matter, immediate_action, &answer_record),
    FIELD_ONE(struct act_matter, problem, &answer_record),
    FIELD_ONE(struct act_matter, problem_detail, &answer_record),
};
const struct record act_matter_record = RECORD(struct act_matter, act_matter_fields);

static const struct field act_party_fields[] = {
    FIELD_ONE(struct act_party, head, &act_head_record),
    FIELD(struct act_party, alter),
    FIELD_ROWS(struct act_party, parties, &act_row_record),
    FIELD_ONE(struct act_party, role, &answer_record),
    FIELD_ONE(struct act_party, staff, &answer_record),
    FIELD_ONE(struct act_party, name, &answer_record),
    FIELD_ONE(struct act_party, organisation_name, &answer_record),
    FIELD_ONE(struct act_party, email, &answer_record),
    FIELD_ONE(struct act_party, phone, &answer_record),
    FIELD_ONE(struct act_party, address, &answer_record),
    FIELD_ONE(struct act_party, postcode, &answer_record),
    FIELD_ONE(struct act_party, country, &answer_record),
    FIELD_ONE(struct act_party, fax, &answer_record),
    FIELD_ONE(struct act_party, language, &answer_record),
    FIELD_ONE(struct act_party, contact_by, &answer_record),
    FIELD_ONE(struct act_party, needs, &answer_record),
    FIELD_ONE(struct act_party, authority, &answer_record),
    FIELD_ONE(struct act_party, ended, &answer_record),
    FIELD_ONE(struct act_party, reason, &answer_record),
};
const struct record act_party_record = RECORD(struct act_party, act_party_fields);

static const struct field act_update_fields[] = {
    FIELD_ONE(struct act_update, head, &act_head_record),
    FIELD(struct act_update, goes_to),
    FIELD(struct act_update, language),
    FIELD_ONE(struct act_update, by, &answer_record),
    FIELD_ONE(struct act_update, text, &answer_record),
    FIELD_ONE(struct act_update, next_on, &answer_record),
};
const struct record act_update_record = RECORD(struct act_update, act_update_fields);

static const struct field act_passages_fields[] = {
    FIELD(struct act_passages, title),
    FIELD(struct act_passages, language),
    FIELD(struct act_passages, text),
};
static const struct record act_passages_record = RECORD(struct act_passages, act_passages_fields);

static const struct field act_delay_fields[] = {
    FIELD_ONE(struct act_delay, head, &act_head_record),
    FIELD(struct act_delay, goes_to),
    FIELD_ONE(struct act_delay, clock, &answer_record),
    FIELD_ONE(struct act_delay, reason, &answer_record),
    FIELD_ONE(struct act_delay, expected_on, &answer_record),
    FIELD_ROWS(struct act_delay, letters, &act_passages_record),
};
const struct record act_delay_record = RECORD(struct act_delay, act_delay_fields);

static const struct field act_conflict_fields[] = {
    FIELD_ONE(struct act_conflict, head, &act_head_record),
    FIELD_ROWS(struct act_conflict, conflicts, &act_row_record),
    FIELD_ONE(struct act_conflict, person, &answer_record),
    FIELD_ONE(struct act_conflict, kind, &answer_record),
    FIELD_ONE(struct act_conflict, why, &answer_record),
};
const struct record act_conflict_record = RECORD(struct act_conflict, act_conflict_fields);

static const struct field disclosures_page_fields[] = {
    FIELD_ROWS(struct disclosures_page, mine, &act_row_record),
};
const struct record disclosures_page_record =
    RECORD(struct disclosures_page, disclosures_page_fields);

static const struct field disclosure_page_fields[] = {
    FIELD(struct disclosure_page, action),
    FIELD(struct disclosure_page, done),
    FIELD(struct disclosure_page, released_by),
    FIELD(struct disclosure_page, released_at),
    FIELD(struct disclosure_page, interviewed_at),
    FIELD(struct disclosure_page, text),
    FIELD_ROWS(struct disclosure_page, errors, &field_error_record),
    FIELD_ONE(struct disclosure_page, statement, &answer_record),
};
const struct record disclosure_page_record = RECORD(struct disclosure_page, disclosure_page_fields);
