/* Field tables of what acts take and answer. */
#include "api/api_act.h"

static const struct field done_fields[] = {
    FIELD(struct api_done, reference, .required = true, .help = "YYYY-NNNNNN."),
    FIELD(struct api_done, stage, .required = true, .help = "Where the complaint stands now."),
    FIELD(struct api_done, version, .required = true, .help = "For If-Match."),
    FIELD(struct api_done, updated_at, .required = true, .help = "When it last changed."),
    FIELD(struct api_done, id, .required = true,
          .help = "Of what this added, a remedy or a party for instance; 0 when nothing."),
    FIELD(struct api_done, link, .help = "Private link of an outside party, shown here only."),
    FIELD(struct api_done, other, .help = "Reference of the case that a split made."),
    FIELD(struct api_done, code, .help = "The complainant's new code, shown here only."),
};
const struct record api_done_record = RECORD(struct api_done, done_fields);

static const struct field text_fields[] = {
    FIELD(struct api_text, text, .required = true, .max = 20000, .lines = true,
          .help = "The words."),
};
const struct record api_text_record = RECORD(struct api_text, text_fields);

static const struct field reason_fields[] = {
    FIELD(struct api_reason, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
const struct record api_reason_record = RECORD(struct api_reason, reason_fields);

static const struct field respond_answer_fields[] = {
    FIELD(struct api_respond_answer, allegation, .required = true, .help = "Its id."),
    FIELD(struct api_respond_answer, text, .max = 10000, .lines = true,
          .help = "What is answered to it."),
};
static const struct record respond_answer_record =
    RECORD(struct api_respond_answer, respond_answer_fields);

static const struct field respond_fields[] = {
    FIELD_ROWS(struct api_respond, answers, &respond_answer_record),
    FIELD(struct api_respond, text, .max = 20000, .lines = true, .help = "The whole, as proposed."),
    FIELD(struct api_respond, preventive, .max = 10000, .lines = true,
          .help = "What keeps it from happening again."),
    FIELD(struct api_respond, preventive_none, .max = 5000, .lines = true,
          .help = "Or why nothing is needed."),
    FIELD(struct api_respond, remedy_none, .max = 5000, .lines = true,
          .help = "Why no remedy is due."),
};
const struct record api_respond_record = RECORD(struct api_respond, respond_fields);

static const struct field decide_fields[] = {
    FIELD(struct api_decide, outcome, .required = true, .help = "What is decided."),
    FIELD(struct api_decide, reasons, .required = true, .max = 20000, .lines = true,
          .help = "Why."),
    FIELD(struct api_decide, letter_remedy, .max = 10000, .lines = true,
          .help = "Part of the letter: the remedy. The usual words when not given."),
    FIELD(struct api_decide, letter_not_satisfied, .max = 10000, .lines = true,
          .help = "What to do if not satisfied."),
    FIELD(struct api_decide, letter_inside, .max = 10000, .lines = true,
          .help = "The review inside, or that there is none."),
    FIELD(struct api_decide, letter_outside, .max = 10000, .lines = true,
          .help = "Bodies outside, with the time limit."),
};
const struct record api_decide_record = RECORD(struct api_decide, decide_fields);

static const struct field communicate_fields[] = {
    FIELD(struct api_communicate, channel, .required = true, .max = 40,
          .help = "web, letter, email, telephone or in_person."),
    FIELD(struct api_communicate, text, .max = 40000, .lines = true,
          .help = "The letter, or what was said; the usual letter when not given."),
    FIELD(struct api_communicate, staff_told, .help = "The staff concerned know it too."),
};
const struct record api_communicate_record = RECORD(struct api_communicate, communicate_fields);

static const struct field answer_fields[] = {
    FIELD(struct api_answer, answer, .required = true, .help = "Of the complainant."),
    FIELD(struct api_answer, text, .max = 20000, .lines = true, .help = "Their words."),
};
const struct record api_answer_record = RECORD(struct api_answer, answer_fields);

static const struct field outside_fields[] = {
    FIELD(struct api_outside, outside, .required = true, .help = "What became of it."),
    FIELD(struct api_outside, text, .max = 5000, .lines = true, .help = "The body, or the result."),
};
const struct record api_outside_record = RECORD(struct api_outside, outside_fields);

static const struct field direct_fields[] = {
    FIELD(struct api_direct, scope, .required = true, .help = "Whose matter it is."),
    FIELD(struct api_direct, text, .max = 5000, .lines = true,
          .help = "What the complainant is told."),
};
const struct record api_direct_record = RECORD(struct api_direct, direct_fields);

static const struct field verify_fields[] = {
    FIELD(struct api_verify, as_promised, .help = "It was done as promised."),
    FIELD(struct api_verify, note, .max = 5000, .lines = true,
          .help = "What was looked at, or why it is to be done again."),
};
const struct record api_verify_record = RECORD(struct api_verify, verify_fields);

static const struct field write_fields[] = {
    FIELD(struct api_write, text, .required = true, .max = 20000, .lines = true,
          .help = "The words."),
    FIELD(struct api_write, channel, .help = "How it came or goes."),
    FIELD(struct api_write, language, .max = 35, .help = "BCP 47 tag of the text."),
};
const struct record api_write_record = RECORD(struct api_write, write_fields);

static const struct field review_fields[] = {
    FIELD(struct api_review, reviewer,
          .help = "Login of who looks again; whoever is logged in when not given."),
    FIELD(struct api_review, text, .max = 10000, .lines = true, .help = "What to look at again."),
};
const struct record api_review_record = RECORD(struct api_review, review_fields);

static const struct field plan_fields[] = {
    FIELD(struct api_plan, id, .help = "0 or not given: a new one."),
    FIELD(struct api_plan, kind, .help = "question, evidence, interview."),
    FIELD(struct api_plan, text, .max = 5000, .lines = true, .help = "What is to be found out."),
    FIELD(struct api_plan, party, .help = "Who is heard in an interview."),
    FIELD(struct api_plan, due_on, .help = "Until when."),
    FIELD(struct api_plan, done, .help = "It is done."),
    FIELD(struct api_plan, waived_why, .max = 5000, .lines = true, .help = "Left out, because."),
};
static const struct record plan_record = RECORD(struct api_plan, plan_fields);

static const struct field find_allegation_fields[] = {
    FIELD(struct api_find_allegation, id, .help = "0 or not given: a new one."),
    FIELD(struct api_find_allegation, text, .max = 5000, .lines = true,
          .help = "One point the complainant raises."),
    FIELD(struct api_find_allegation, finding, .help = "What was found."),
    FIELD(struct api_find_allegation, finding_why, .max = 10000, .lines = true, .help = "Why."),
};
const struct record api_find_allegation_record =
    RECORD(struct api_find_allegation, find_allegation_fields);

static const struct field cause_fields[] = {
    FIELD(struct api_cause, id, .help = "0 or not given: a new one."),
    FIELD(struct api_cause, code, .help = "Of the list of causes."),
    FIELD(struct api_cause, analysis, .max = 10000, .lines = true, .help = "How it came to that."),
    FIELD(struct api_cause, ended, .help = "It was none after all."),
};
static const struct record cause_record = RECORD(struct api_cause, cause_fields);

static const struct field investigate_fields[] = {
    FIELD_ROWS(struct api_investigate, plan, &plan_record),
    FIELD_ROWS(struct api_investigate, allegations, &api_find_allegation_record),
    FIELD_ROWS(struct api_investigate, causes, &cause_record),
    FIELD(struct api_investigate, cause_none, .max = 5000, .lines = true,
          .help = "Why no root cause was found."),
    FIELD(struct api_investigate, hearing_waived, .max = 5000, .lines = true,
          .help = "Why the complainant need not be heard."),
    FIELD(struct api_investigate, end,
          .help = "The investigation ends with this, if nothing lacks."),
};
const struct record api_investigate_record = RECORD(struct api_investigate, investigate_fields);

/* An act without a form. */
const struct record api_nothing_record = { .name = "struct api_nothing", .size = 1 };
