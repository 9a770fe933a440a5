/* The field tables of the pages of this folder. */
#include "redact/redact_view.h"

#include "desk/act_view.h"
#include "web/answer.h"

#define F(x, m) FIELD(struct x, m)

static const struct field redact_line_fields[] = {
    F(redact_line, label), F(redact_line, when), F(redact_line, text),
    F(redact_line, lang),  F(redact_line, href),
};
static const struct record redact_line_record = RECORD(struct redact_line, redact_line_fields);

static const struct field redact_made_fields[] = {
    F(redact_made, label),     F(redact_made, reason), F(redact_made, why),
    F(redact_made, made),      F(redact_made, lifted), F(redact_made, lift_why),
    F(redact_made, lift_href),
};
static const struct record redact_made_record = RECORD(struct redact_made, redact_made_fields);

static const struct field redact_page_fields[] = {
    F(redact_page, back),
    F(redact_page, back_words),
    F(redact_page, about),
    F(redact_page, about_lang),
    F(redact_page, done),
    F(redact_page, originals_href),
    FIELD_ROWS(struct redact_page, texts, &redact_line_record),
    FIELD_ROWS(struct redact_page, files, &redact_line_record),
    FIELD_ROWS(struct redact_page, made, &redact_made_record),
};
const struct record redact_page_record = RECORD(struct redact_page, redact_page_fields);

static const struct field redact_piece_fields[] = {
    F(redact_piece, text),
    F(redact_piece, block),
};
static const struct record redact_piece_record = RECORD(struct redact_piece, redact_piece_fields);

static const struct field act_redact_fields[] = {
    FIELD_ONE(struct act_redact, head, &act_head_record),
    F(act_redact, label),
    F(act_redact, lang),
    F(act_redact, open),
    F(act_redact, close),
    F(act_redact, place),
    F(act_redact, own),
    FIELD_ONE(struct act_redact, text, &answer_record),
    FIELD_ONE(struct act_redact, reason, &answer_record),
    FIELD_ONE(struct act_redact, why, &answer_record),
    F(act_redact, preview),
    FIELD_ROWS(struct act_redact, pieces, &redact_piece_record),
    FIELD_ROWS(struct act_redact, elsewhere, &redact_line_record),
    F(act_redact, enclosed),
    F(act_redact, code),
    F(act_redact, words),
};
const struct record act_redact_record = RECORD(struct act_redact, act_redact_fields);

static const struct field act_redact_file_fields[] = {
    FIELD_ONE(struct act_redact_file, head, &act_head_record),
    F(act_redact_file, name),
    F(act_redact_file, kind),
    F(act_redact_file, href),
    F(act_redact_file, file),
    F(act_redact_file, files_max),
    F(act_redact_file, file_bytes),
    F(act_redact_file, own),
    FIELD_ONE(struct act_redact_file, reason, &answer_record),
    FIELD_ONE(struct act_redact_file, why, &answer_record),
    FIELD_ONE(struct act_redact_file, files, &answer_record),
};
const struct record act_redact_file_record = RECORD(struct act_redact_file, act_redact_file_fields);

static const struct field original_text_fields[] = {
    F(original_text, label),
    F(original_text, when),
    F(original_text, lang),
    FIELD_ROWS(struct original_text, pieces, &redact_piece_record),
};
static const struct record original_text_record =
    RECORD(struct original_text, original_text_fields);

static const struct field act_originals_fields[] = {
    FIELD_ONE(struct act_originals, head, &act_head_record),
    F(act_originals, nothing),
    FIELD_ONE(struct act_originals, what, &answer_record),
    FIELD_ONE(struct act_originals, why, &answer_record),
    FIELD_ROWS(struct act_originals, texts, &original_text_record),
};
const struct record act_originals_record = RECORD(struct act_originals, act_originals_fields);
