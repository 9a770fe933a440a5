/*
 * The field tables of the portal's pages.
 */
#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/req.h"

static const struct field promise_fields[] = {
    FIELD(struct promise, read), FIELD(struct promise, update), FIELD(struct promise, decide),
    FIELD(struct promise, what), FIELD(struct promise, due),    FIELD(struct promise, why),
    FIELD(struct promise, at),
};
const struct record promise_record = RECORD(struct promise, promise_fields);

static const struct field carried_fields[] = {
    FIELD(struct carried, name),
    FIELD(struct carried, value),
};
const struct record carried_record = RECORD(struct carried, carried_fields);

static const struct field start_page_fields[] = {
    FIELD_ROWS(struct start_page, promises, &promise_record),
    FIELD(struct start_page, emergency),
    FIELD(struct start_page, counter),
    FIELD(struct start_page, address),
    FIELD(struct start_page, suggestions),
};
const struct record start_page_record = RECORD(struct start_page, start_page_fields);

static const struct field file_view_fields[] = {
    FIELD(struct file_view, id),   FIELD(struct file_view, name), FIELD(struct file_view, size),
    FIELD(struct file_view, kind), FIELD(struct file_view, href), FIELD(struct file_view, at),
    FIELD(struct file_view, note),
};
const struct record file_view_record = RECORD(struct file_view, file_view_fields);

static const struct field said_fields[] = {
    FIELD(struct said, label),
    FIELD(struct said, value, .lines = true),
};
const struct record said_record = RECORD(struct said, said_fields);

static const struct field complain_page_fields[] = {
    FIELD(struct complain_page, action),
    FIELD(struct complain_page, step),
    FIELD(struct complain_page, steps),
    FIELD(struct complain_page, back),
    FIELD(struct complain_page, for_other),
    FIELD(struct complain_page, suggestion),
    FIELD_ROWS(struct complain_page, carried, &carried_record),
    FIELD_ROWS(struct complain_page, errors, &field_error_record),
    FIELD_ROWS(struct complain_page, files_in, &file_view_record),
    FIELD(struct complain_page, files_max),
    FIELD(struct complain_page, file_bytes),
    FIELD(struct complain_page, total_bytes),
    FIELD(struct complain_page, answer_by),
    FIELD_ONE(struct complain_page, description, &answer_record),
    FIELD_ONE(struct complain_page, product, &answer_record),
    FIELD_ONE(struct complain_page, category, &answer_record),
    FIELD_ONE(struct complain_page, product_reference, &answer_record),
    FIELD_ONE(struct complain_page, scope, &answer_record),
    FIELD_ONE(struct complain_page, happened_on, &answer_record),
    FIELD(struct complain_page, happened_day),
    FIELD(struct complain_page, no_about),
    FIELD(struct complain_page, no_when),
    FIELD(struct complain_page, no_place),
    FIELD(struct complain_page, no_remedy),
    FIELD(struct complain_page, no_files),
    FIELD(struct complain_page, no_way),
    FIELD(struct complain_page, no_needs),
    FIELD_ONE(struct complain_page, happened_unknown, &answer_record),
    FIELD_ONE(struct complain_page, place, &answer_record),
    FIELD_ONE(struct complain_page, earlier_reference, &answer_record),
    FIELD_ONE(struct complain_page, remedy_wanted, &answer_record),
    FIELD_ONE(struct complain_page, remedy_sought, &answer_record),
    FIELD_ONE(struct complain_page, remedy_none, &answer_record),
    FIELD_ONE(struct complain_page, files, &answer_record),
    FIELD_ONE(struct complain_page, naming, &answer_record),
    FIELD_ONE(struct complain_page, name, &answer_record),
    FIELD_ONE(struct complain_page, organisation_name, &answer_record),
    FIELD_ONE(struct complain_page, email, &answer_record),
    FIELD_ONE(struct complain_page, phone, &answer_record),
    FIELD_ONE(struct complain_page, address, &answer_record),
    FIELD_ONE(struct complain_page, country, &answer_record),
    FIELD_ONE(struct complain_page, fax, &answer_record),
    FIELD_ONE(struct complain_page, contact_name, &answer_record),
    FIELD_ONE(struct complain_page, contact_phone, &answer_record),
    FIELD_ONE(struct complain_page, contact_email, &answer_record),
    FIELD(struct complain_page, contact_given),
    FIELD(struct complain_page, more_given),
    FIELD_ONE(struct complain_page, language, &answer_record),
    FIELD_ONE(struct complain_page, contact_by, &answer_record),
    FIELD_ONE(struct complain_page, needs, &answer_record),
    FIELD_ONE(struct complain_page, needs_other, &answer_record),
    FIELD_ONE(struct complain_page, representative_name, &answer_record),
    FIELD_ONE(struct complain_page, representative_email, &answer_record),
    FIELD_ONE(struct complain_page, representative_phone, &answer_record),
    FIELD_ONE(struct complain_page, representative_authority, &answer_record),
    FIELD_ROWS(struct complain_page, own, &question_record),
    FIELD_ROWS(struct complain_page, own_said, &said_record),
    FIELD(struct complain_page, category_radios),
};
const struct record complain_page_record = RECORD(struct complain_page, complain_page_fields);

static const struct field elsewhere_page_fields[] = {
    FIELD(struct elsewhere_page, action),
    FIELD(struct elsewhere_page, whose),
    FIELD(struct elsewhere_page, words, .lines = true),
    FIELD_ROWS(struct elsewhere_page, carried, &carried_record),
};
const struct record elsewhere_page_record = RECORD(struct elsewhere_page, elsewhere_page_fields);

static const struct field receipt_page_fields[] = {
    FIELD(struct receipt_page, reference),
    FIELD(struct receipt_page, code),
    FIELD(struct receipt_page, received),
    FIELD(struct receipt_page, about),
    FIELD(struct receipt_page, files),
    FIELD(struct receipt_page, seal),
    FIELD(struct receipt_page, qr),
    FIELD(struct receipt_page, track_url),
    FIELD(struct receipt_page, team),
    FIELD_ROWS(struct receipt_page, promises, &promise_record),
    FIELD(struct receipt_page, repeated),
    FIELD(struct receipt_page, anonymous),
    FIELD(struct receipt_page, correctable),
    FIELD_ROWS(struct receipt_page, carried, &carried_record),
};
const struct record receipt_page_record = RECORD(struct receipt_page, receipt_page_fields);

static const struct field correct_page_fields[] = {
    FIELD(struct correct_page, reference),
    FIELD(struct correct_page, words, .lines = true),
    FIELD_ROWS(struct correct_page, carried, &carried_record),
    FIELD_ROWS(struct correct_page, errors, &field_error_record),
    FIELD_ONE(struct correct_page, text, &answer_record),
};
const struct record correct_page_record = RECORD(struct correct_page, correct_page_fields);

static const struct field enter_page_fields[] = {
    FIELD_ROWS(struct enter_page, errors, &field_error_record),
    FIELD(struct enter_page, not_found),
    FIELD_ONE(struct enter_page, reference, &answer_record),
    FIELD_ONE(struct enter_page, code, &answer_record),
    FIELD_ROWS(struct enter_page, carried, &carried_record),
};
const struct record enter_page_record = RECORD(struct enter_page, enter_page_fields);

static const struct field track_stage_fields[] = {
    FIELD(struct track_stage, label),
    FIELD(struct track_stage, done),
    FIELD(struct track_stage, current),
    FIELD(struct track_stage, left_out),
};
const struct record track_stage_record = RECORD(struct track_stage, track_stage_fields);

static const struct field decided_point_fields[] = {
    FIELD(struct decided_point, text),       FIELD(struct decided_point, finding),
    FIELD(struct decided_point, upheld),     FIELD(struct decided_point, partly),
    FIELD(struct decided_point, not_upheld), FIELD(struct decided_point, undetermined),
};
const struct record decided_point_record = RECORD(struct decided_point, decided_point_fields);

static const struct field promised_remedy_fields[] = {
    FIELD(struct promised_remedy, text),
    FIELD(struct promised_remedy, due),
    FIELD(struct promised_remedy, done),
};
const struct record promised_remedy_record = RECORD(struct promised_remedy, promised_remedy_fields);

static const struct field outside_option_fields[] = {
    FIELD(struct outside_option, name),  FIELD(struct outside_option, what),
    FIELD(struct outside_option, href),  FIELD(struct outside_option, contact),
    FIELD(struct outside_option, until),
};
const struct record outside_option_record = RECORD(struct outside_option, outside_option_fields);

static const struct field decision_view_fields[] = {
    FIELD(struct decision_view, on),
    FIELD(struct decision_view, upheld),
    FIELD(struct decision_view, partly),
    FIELD(struct decision_view, not_upheld),
    FIELD(struct decision_view, undetermined),
    FIELD(struct decision_view, out_of_scope),
    FIELD(struct decision_view, reasons),
    FIELD_ROWS(struct decision_view, points, &decided_point_record),
    FIELD_ROWS(struct decision_view, remedies, &promised_remedy_record),
    FIELD_ROWS(struct decision_view, measures, &promised_remedy_record),
    FIELD(struct decision_view, outside, .lines = true),
    FIELD(struct decision_view, letter),
    FIELD(struct decision_view, review_offered),
    FIELD(struct decision_view, answer_wanted),
    FIELD(struct decision_view, answer_by),
    FIELD(struct decision_view, accepted),
    FIELD(struct decision_view, refused),
};
const struct record decision_view_record = RECORD(struct decision_view, decision_view_fields);

static const struct field track_event_fields[] = {
    FIELD(struct track_event, at),        FIELD(struct track_event, title),
    FIELD(struct track_event, detail),    FIELD(struct track_event, text),
    FIELD(struct track_event, text_lang), FIELD(struct track_event, folded),
    FIELD(struct track_event, beginning), FIELD_ROWS(struct track_event, files, &file_view_record),
};
const struct record track_event_record = RECORD(struct track_event, track_event_fields);

static const struct field track_other_fields[] = {
    FIELD(struct track_other, text),
};
const struct record track_other_record = RECORD(struct track_other, track_other_fields);

static const struct field track_date_fields[] = {
    FIELD(struct track_date, label), FIELD(struct track_date, due), FIELD(struct track_date, at),
    FIELD(struct track_date, more),  FIELD(struct track_date, why),
};
const struct record track_date_record = RECORD(struct track_date, track_date_fields);

static const struct field track_page_fields[] = {
    FIELD(struct track_page, reference),
    FIELD(struct track_page, subject),
    FIELD(struct track_page, subject_lang),
    FIELD_ROWS(struct track_page, carried, &carried_record),
    FIELD_ROWS(struct track_page, errors, &field_error_record),
    FIELD(struct track_page, done),
    FIELD(struct track_page, stands),
    FIELD(struct track_page, stands_more),
    FIELD(struct track_page, dealt_as),
    FIELD(struct track_page, responsible),
    FIELD(struct track_page, team),
    FIELD_ROWS(struct track_page, dates, &track_date_record),
    FIELD(struct track_page, joined),
    FIELD_ROWS(struct track_page, others, &track_other_record),
    FIELD_ROWS(struct track_page, stages, &track_stage_record),
    FIELD(struct track_page, many),
    FIELD_ONE(struct track_page, decision, &decision_view_record),
    FIELD_ROWS(struct track_page, events, &track_event_record),
    FIELD_ROWS(struct track_page, sent, &file_view_record),
    FIELD(struct track_page, may_add),
    FIELD(struct track_page, may_withdraw),
    FIELD(struct track_page, withdrawn),
    FIELD(struct track_page, closed),
    FIELD(struct track_page, may_reopen),
    FIELD(struct track_page, survey),
    FIELD(struct track_page, files_max),
    FIELD(struct track_page, file_bytes),
    FIELD(struct track_page, total_bytes),
    FIELD_ONE(struct track_page, text, &answer_record),
    FIELD_ONE(struct track_page, files, &answer_record),
    FIELD_ONE(struct track_page, reason, &answer_record),
    FIELD_ONE(struct track_page, satisfaction, &answer_record),
    FIELD_ONE(struct track_page, fair, &answer_record),
    FIELD_ONE(struct track_page, outcome, &answer_record),
    FIELD_ONE(struct track_page, comment, &answer_record),
    FIELD_ROWS(struct track_page, questions, &question_record),
    FIELD(struct track_page, without_fair),
    FIELD(struct track_page, without_outcome),
    FIELD(struct track_page, survey_from),
};
const struct record track_page_record = RECORD(struct track_page, track_page_fields);

static const struct field notice_stage_fields[] = {
    FIELD(struct notice_stage, name),
    FIELD(struct notice_stage, time),
};
const struct record notice_stage_record = RECORD(struct notice_stage, notice_stage_fields);

static const struct field notice_line_fields[] = {
    FIELD(struct notice_line, text),
};
const struct record notice_line_record = RECORD(struct notice_line, notice_line_fields);

static const struct field notice_page_fields[] = {
    FIELD(struct notice_page, version),
    FIELD(struct notice_page, since),
    FIELD(struct notice_page, text_lang),
    FIELD_ROWS(struct notice_page, where, &notice_line_record),
    FIELD_ROWS(struct notice_page, provide, &notice_line_record),
    FIELD(struct notice_page, process),
    FIELD_ROWS(struct notice_page, stages, &notice_stage_record),
    FIELD_ROWS(struct notice_page, remarks, &notice_line_record),
    FIELD_ROWS(struct notice_page, remedies, &notice_line_record),
    FIELD_ROWS(struct notice_page, outside, &outside_option_record),
    FIELD(struct notice_page, status),
    FIELD_ROWS(struct notice_page, rights, &notice_line_record),
    FIELD_ROWS(struct notice_page, duties, &notice_line_record),
    FIELD(struct notice_page, privacy),
    FIELD(struct notice_page, published),
    FIELD(struct notice_page, policy),
};
const struct record notice_page_record = RECORD(struct notice_page, notice_page_fields);

static const struct field published_line_fields[] = {
    FIELD(struct published_line, on),
    FIELD(struct published_line, text),
    FIELD(struct published_line, language),
};
const struct record published_line_record = RECORD(struct published_line, published_line_fields);

static const struct field published_page_fields[] = {
    FIELD_ROWS(struct published_page, lines, &published_line_record),
    FIELD(struct published_page, older_href),
};
const struct record published_page_record = RECORD(struct published_page, published_page_fields);

static const struct field policy_page_fields[] = {
    FIELD(struct policy_page, text),
    FIELD(struct policy_page, text_lang),
    FIELD(struct policy_page, since),
    FIELD(struct policy_page, who),
};
const struct record policy_page_record = RECORD(struct policy_page, policy_page_fields);
