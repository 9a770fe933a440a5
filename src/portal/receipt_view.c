/* The field tables of the pages of receipts. */
#include "portal/receipt_view.h"

#include "portal/portal_view.h"
#include "web/answer.h"
#include "web/req.h"

static const struct field receipt_paper_page_fields[] = {
    FIELD(struct receipt_paper_page, organisation),
    FIELD(struct receipt_paper_page, reference),
    FIELD(struct receipt_paper_page, received),
    FIELD(struct receipt_paper_page, received_utc),
    FIELD(struct receipt_paper_page, digest),
    FIELD(struct receipt_paper_page, event),
    FIELD(struct receipt_paper_page, text, .max = 2000, .lines = true),
    FIELD(struct receipt_paper_page, qr),
    FIELD(struct receipt_paper_page, verify_url),
    FIELD(struct receipt_paper_page, back),
    FIELD_ROWS(struct receipt_paper_page, carried, &carried_record),
};
const struct record receipt_paper_page_record =
    RECORD(struct receipt_paper_page, receipt_paper_page_fields);

static const struct field verify_line_fields[] = {
    FIELD(struct verify_line, label),
    FIELD(struct verify_line, value, .max = 20000, .lines = true),
};
const struct record verify_line_record = RECORD(struct verify_line, verify_line_fields);

static const struct field verify_found_fields[] = {
    FIELD(struct verify_found, genuine),
    FIELD(struct verify_found, changed),
    FIELD(struct verify_found, foreign),
    FIELD(struct verify_found, unreadable),
    FIELD(struct verify_found, text_same),
    FIELD(struct verify_found, text_changed),
    FIELD(struct verify_found, organisation),
    FIELD(struct verify_found, reference),
    FIELD(struct verify_found, received),
    FIELD(struct verify_found, recorded),
    FIELD(struct verify_found, received_utc),
    FIELD(struct verify_found, event),
    FIELD(struct verify_found, in_log),
    FIELD(struct verify_found, not_in_log),
    FIELD(struct verify_found, covered),
    FIELD(struct verify_found, proof_good),
    FIELD(struct verify_found, proof_bad),
    FIELD_ROWS(struct verify_found, lines, &verify_line_record),
    FIELD_ROWS(struct verify_found, carried, &carried_record),
};
const struct record verify_found_record = RECORD(struct verify_found, verify_found_fields);

static const struct field verify_page_fields[] = {
    FIELD_ROWS(struct verify_page, errors, &field_error_record),
    FIELD_ONE(struct verify_page, receipt, &answer_record),
    FIELD_ONE(struct verify_page, found, &verify_found_record),
};
const struct record verify_page_record = RECORD(struct verify_page, verify_page_fields);
