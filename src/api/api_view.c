/* Field tables of the API. `help` is the text of the description, in English. */
#include "api/api_view.h"

#include "api/api_act.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/response/remedy_flow.h"

#include <string.h>

enum { LONG_TEXT = 20000 };

static const char *const states[] = { "running", "paused", "met", "missed", "void", NULL };
static const char *const directions[] = { "in", "out", "internal", NULL };
static const char *const kinds[] = { "key", "staff", NULL };

static const struct field person_fields[] = {
    FIELD(struct api_person, name, .max = 200, .help = "Name of the complainant."),
    FIELD(struct api_person, email, .max = 254, .help = "Mail address."),
    FIELD(struct api_person, phone, .max = 60, .help = "Telephone number, as people write it."),
    FIELD(struct api_person, address, .max = 1000, .lines = true, .help = "Postal address."),
    FIELD(struct api_person, language, .max = 35,
          .help = "Language they want to be answered in, a BCP 47 tag such as zh-Hant."),
};
const struct record api_person_record = RECORD(struct api_person, person_fields);

static const struct field filing_fields[] = {
    FIELD(struct api_filing, subject, .max = 200, .help = "What it is about, in one line."),
    FIELD(struct api_filing, description, .required = true, .max = 50000, .lines = true,
          .help = "What happened, in the complainant's own words; kept unaltered."),
    FIELD(struct api_filing, product, .max = 300,
          .help = "Product, service or practice complained about."),
    FIELD(struct api_filing, product_reference, .max = 200,
          .help = "Number of the order, contract, account or article."),
    FIELD(struct api_filing, remedy_sought, .max = 4000, .lines = true,
          .help = "What would put it right."),
    FIELD(struct api_filing, happened_on, .help = "Day on which it happened."),
    FIELD_ONE(struct api_filing, complainant, &api_person_record),
    FIELD(struct api_filing, type, .max = 40,
          .help = "Kind of contact; a complaint when not given. Only with a key or a login."),
    FIELD(struct api_filing, channel, .max = 40,
          .help = "How it reached the organisation. Only with a key or a login."),
    FIELD(struct api_filing, class, .max = 40,
          .help = "Code of what it is about. Only with a key or a login."),
    FIELD(struct api_filing, received_at,
          .help = "When the organisation first had it; now when not given. Only with a key or "
                  "a login."),
    FIELD_ROWS(struct api_filing, fields, &api_own_field_record),
};
const struct record api_filing_record = RECORD(struct api_filing, filing_fields);

static const struct field solved_fields[] = {
    FIELD_ONE(struct api_solved, complaint, &api_filing_record),
    FIELD(struct api_solved, done, .required = true, .max = 5000, .lines = true,
          .help = "What was done at once; with money also how it was paid and what proves it."),
    FIELD(struct api_solved, action_code, .max = 40, .help = "Code of the list of actions."),
    FIELD(struct api_solved, amount, .help = "In minor units: 300 euros are 30000; 0: no money."),
    FIELD(struct api_solved, currency, .max = 3, .help = "ISO 4217."),
    FIELD(struct api_solved, agreed, .help = "The complainant says that it is solved."),
};
const struct record api_solved_record = RECORD(struct api_solved, solved_fields);

static const struct field receipt_fields[] = {
    FIELD(struct api_receipt, reference, .required = true,
          .help = "Reference of the complaint, YYYY-NNNNNN."),
    FIELD(struct api_receipt, code, .required = true,
          .help = "Secret code of the complainant: with the reference it shows the complaint. It "
                  "is shown here only."),
    FIELD(struct api_receipt, received_at, .required = true, .help = "When it was received."),
    FIELD(struct api_receipt, stage, .required = true, .help = "Where it stands."),
    FIELD(struct api_receipt, receipt, .required = true,
          .help = "Where the signed receipt is read, with the code."),
};
const struct record api_receipt_record = RECORD(struct api_receipt, receipt_fields);

static const struct field file_fields[] = {
    FIELD(struct api_file, id, .required = true, .help = "For GET /api/v1/files/{id}."),
    FIELD(struct api_file, name, .help = "Name of the file, as it was sent."),
    FIELD(struct api_file, size, .required = true, .help = "Bytes, of the file as it came."),
    FIELD(struct api_file, type, .required = true, .help = "Media type, from our own list."),
    FIELD(struct api_file, sha256,
          .help = "SHA-256 of the bytes of the file as it came, hexadecimal."),
    FIELD(struct api_file, withheld,
          .help = "Why the file was redacted as a whole, a code of the list redaction: it is not "
                  "given out."),
    FIELD(struct api_file, stripped,
          .help = "A picture, given out without the place, time and device in it; who sent it gets "
                  "it as it came."),
};
const struct record api_file_record = RECORD(struct api_file, file_fields);

static const struct field files_fields[] = {
    FIELD_ROWS(struct api_files, files, &api_file_record),
};
const struct record api_files_record = RECORD(struct api_files, files_fields);

static const struct field why_fields[] = {
    FIELD(struct api_sum_line, kind, .required = true,
          .help = "What it is about: start, holiday, made_up, paused, end and others."),
    FIELD(struct api_sum_line, text, .required = true,
          .help = "A sentence in the reader's language."),
};
static const struct record why_record = RECORD(struct api_sum_line, why_fields);

static const struct field clock_fields[] = {
    FIELD(struct api_clock, name, .required = true, .help = "Which date it is."),
    FIELD(struct api_clock, due_at, .required = true, .help = "When it is due."),
    FIELD(struct api_clock, state, .required = true, .choices = states,
          .help = "Whether it runs, was kept or was missed."),
    FIELD_ROWS(struct api_clock, why, &why_record),
};
const struct record api_clock_record = RECORD(struct api_clock, clock_fields);

static const struct field entry_fields[] = {
    FIELD(struct api_entry, id, .required = true, .help = "Rises with time."),
    FIELD(struct api_entry, kind, .required = true,
          .help = "fact, question, reply, update, note, call, letter, translation."),
    FIELD(struct api_entry, direction, .required = true, .choices = directions,
          .help = "From the complainant, to the complainant, or among staff."),
    FIELD(struct api_entry, at, .required = true, .help = "When it was written."),
    FIELD(struct api_entry, author, .required = true, .help = "complainant, staff, system or api."),
    FIELD(struct api_entry, channel, .help = "By which channel."),
    FIELD(struct api_entry, language, .help = "BCP 47 tag."),
    FIELD(struct api_entry, text, .help = "The words; null once they were erased."),
};
const struct record api_entry_record = RECORD(struct api_entry, entry_fields);

static const struct field allegation_fields[] = {
    FIELD(struct api_allegation, id, .required = true, .help = "For the act respond."),
    FIELD(struct api_allegation, text, .help = "One point the complainant raises."),
    FIELD(struct api_allegation, finding, .help = "What was found about it."),
    FIELD(struct api_allegation, response, .help = "What is answered to it."),
};
const struct record api_allegation_record = RECORD(struct api_allegation, allegation_fields);

static const struct field remedy_fields[] = {
    FIELD(struct api_remedy, id, .required = true, .help = "For the acts on remedies."),
    FIELD(struct api_remedy, kind, .required = true, .help = "Of the responses of Annex F."),
    FIELD(struct api_remedy, state, .required = true, .help = "How far it is."),
    FIELD(struct api_remedy, text, .help = "What is promised."),
    FIELD(struct api_remedy, amount, .help = "In minor units, cents for instance; 0: no money."),
    FIELD(struct api_remedy, currency, .help = "ISO 4217."),
    FIELD(struct api_remedy, due_on, .help = "Until when."),
    FIELD(struct api_remedy, done_on, .help = "When it was carried out."),
};
const struct record api_remedy_record = RECORD(struct api_remedy, remedy_fields);

static const struct field party_fields[] = {
    FIELD(struct api_party, id, .required = true, .help = "For acts that name a party."),
    FIELD(struct api_party, role, .required = true,
          .help = "complainant, customer, representative, contact, complained_about."),
    FIELD(struct api_party, name, .help = "Null where it is hidden."),
};
const struct record api_party_record = RECORD(struct api_party, party_fields);

static const struct field plan_item_fields[] = {
    FIELD(struct api_plan_item, id, .required = true, .help = "For the act investigate."),
    FIELD(struct api_plan_item, kind, .required = true, .help = "question, evidence, interview."),
    FIELD(struct api_plan_item, text, .help = "What is to be found out."),
    FIELD(struct api_plan_item, due_on, .help = "Until when."),
    FIELD(struct api_plan_item, done_at, .help = "When it was done."),
    FIELD(struct api_plan_item, waived_why, .help = "Why it was left out."),
};
const struct record api_plan_item_record = RECORD(struct api_plan_item, plan_item_fields);

static const struct field found_cause_fields[] = {
    FIELD(struct api_found_cause, id, .required = true, .help = "For the act investigate."),
    FIELD(struct api_found_cause, code, .required = true, .help = "Of the list of causes."),
    FIELD(struct api_found_cause, analysis, .help = "How it came to that."),
};
const struct record api_found_cause_record = RECORD(struct api_found_cause, found_cause_fields);

static const struct field known_conflict_fields[] = {
    FIELD(struct api_known_conflict, id, .required = true, .help = "For the act that ends it."),
    FIELD(struct api_known_conflict, person, .help = "Name of the member of staff."),
    FIELD(struct api_known_conflict, kind, .required = true, .help = "declared, manager_involved."),
    FIELD(struct api_known_conflict, at, .required = true, .help = "When it was put on record."),
};
const struct record api_known_conflict_record =
    RECORD(struct api_known_conflict, known_conflict_fields);

static const struct field complaint_fields[] = {
    FIELD(struct api_complaint, reference, .required = true,
          .help = "Reference of the complaint, YYYY-NNNNNN."),
    FIELD(struct api_complaint, type, .required = true, .help = "Kind of contact."),
    FIELD(struct api_complaint, stage, .required = true,
          .help = "Where it is on its way through clause 7 of ISO 10002."),
    FIELD(struct api_complaint, channel, .required = true,
          .help = "How it reached the organisation."),
    FIELD(struct api_complaint, class, .help = "Code of what it is about."),
    FIELD(struct api_complaint, subject, .help = "What it is about, in one line."),
    FIELD(struct api_complaint, description,
          .help = "What happened, unaltered; null once it was erased."),
    FIELD(struct api_complaint, product, .help = "Product, service or practice."),
    FIELD(struct api_complaint, product_reference,
          .help = "Number of the order, contract, account or article."),
    FIELD(struct api_complaint, remedy_sought, .help = "What would put it right."),
    FIELD(struct api_complaint, happened_on, .help = "Day on which it happened."),
    FIELD_ONE(struct api_complaint, complainant, &api_person_record),
    FIELD(struct api_complaint, received_at, .required = true,
          .help = "When the organisation first had it."),
    FIELD(struct api_complaint, updated_at, .required = true, .help = "When it last changed."),
    FIELD(struct api_complaint, closed_at, .help = "When it was closed."),
    FIELD(struct api_complaint, team, .help = "Name of the team that has it."),
    FIELD(struct api_complaint, owner, .help = "Name of the member of staff who owns it."),
    FIELD(struct api_complaint, severity, .help = "As assessed; not shown to the complainant."),
    FIELD(struct api_complaint, priority, .help = "As assessed; not shown to the complainant."),
    FIELD(struct api_complaint, outcome,
          .help = "Of the decision; shown to the complainant once it was communicated."),
    FIELD(struct api_complaint, closing, .help = "Why it was closed."),
    FIELD(struct api_complaint, waiting, .help = "For whom it waits: complainant, others."),
    FIELD(struct api_complaint, set_aside, .help = "spam or abusive, when it was set aside."),
    FIELD_ROWS(struct api_complaint, clocks, &api_clock_record),
    FIELD_ROWS(struct api_complaint, entries, &api_entry_record),
    FIELD_ROWS(struct api_complaint, files, &api_file_record),
    FIELD_ROWS(struct api_complaint, parties, &api_party_record),
    FIELD_ROWS(struct api_complaint, allegations, &api_allegation_record),
    FIELD_ROWS(struct api_complaint, remedies, &api_remedy_record),
    FIELD_ROWS(struct api_complaint, plan, &api_plan_item_record),
    FIELD_ROWS(struct api_complaint, causes, &api_found_cause_record),
    FIELD_ROWS(struct api_complaint, conflicts, &api_known_conflict_record),
    FIELD_ROWS(struct api_complaint, fields, &api_own_field_record),
};
const struct record api_complaint_record = RECORD(struct api_complaint, complaint_fields);

static const struct field item_fields[] = {
    FIELD(struct api_item, reference, .required = true, .help = "YYYY-NNNNNN."),
    FIELD(struct api_item, type, .required = true, .help = "Kind of contact."),
    FIELD(struct api_item, stage, .required = true, .help = "Where it is on its way."),
    FIELD(struct api_item, channel, .required = true, .help = "How it came."),
    FIELD(struct api_item, class, .help = "Code of what it is about."),
    FIELD(struct api_item, subject, .help = "What it is about, in one line."),
    FIELD(struct api_item, received_at, .required = true, .help = "When it was received."),
    FIELD(struct api_item, updated_at, .required = true, .help = "When it last changed."),
    FIELD(struct api_item, closed_at, .help = "When it was closed."),
    FIELD(struct api_item, next_due_at, .help = "The earliest of its dates that run."),
    FIELD(struct api_item, team, .required = true, .help = "Name of the team that has it."),
    FIELD(struct api_item, owner, .help = "Name of the member of staff who owns it."),
    FIELD(struct api_item, severity, .help = "As assessed."),
    FIELD(struct api_item, priority, .help = "As assessed."),
    FIELD(struct api_item, outcome, .help = "Of the decision."),
};
const struct record api_item_record = RECORD(struct api_item, item_fields);

static const struct field list_fields[] = {
    FIELD_ROWS(struct api_list, items, &api_item_record),
    FIELD(struct api_list, next,
          .help = "Goes into `after` for what follows; null: nothing follows. A page may be short, "
                  "even empty, although more follows."),
};
const struct record api_list_record = RECORD(struct api_list, list_fields);

static const char *const truths[] = { "true", "false", NULL };

static const struct field query_fields[] = {
    FIELD(struct api_query, q, .max = 200,
          .help = "Words that stand in the story, in messages, names or notes, as far as whoever "
                  "asks may read them; all must occur in one text. Newest text first."),
    FIELD(struct api_query, stage, .max = 40, .help = "Only of this stage."),
    FIELD(struct api_query, type, .max = 40, .help = "Only of this kind of contact."),
    FIELD(struct api_query, channel, .max = 40, .help = "Only by this channel."),
    FIELD(struct api_query, class, .max = 40, .help = "Only of this class."),
    FIELD(struct api_query, team, .max = 200, .help = "Only of the team of this name."),
    FIELD(struct api_query, open, .max = 5, .choices = truths, .help = "Only open or closed ones."),
    FIELD(struct api_query, received_from, .help = "Only received at this moment or later."),
    FIELD(struct api_query, received_until, .help = "Only received before this moment."),
    FIELD(struct api_query, updated_since,
          .help = "Only changed at this moment or later; in the order of their last change, so "
                  "that a reader who keeps on asking misses nothing."),
    FIELD(struct api_query, limit, .help = "Most items of a page, 1 to 200; 50 when not given."),
    FIELD(struct api_query, after, .max = 100, .help = "`next` of the page before."),
};
const struct record api_query_record = RECORD(struct api_query, query_fields);

static const struct field disclosure_fields[] = {
    FIELD(struct api_disclosure, id, .required = true, .help = "For the path."),
    FIELD(struct api_disclosure, released_at, .required = true, .help = "When it was given."),
    FIELD(struct api_disclosure, read_at, .help = "When it was first read."),
    FIELD(struct api_disclosure, interviewed_at, .help = "When they were heard about it."),
    FIELD(struct api_disclosure, text, .help = "The details; null until they were read."),
    FIELD(struct api_disclosure, statement, .help = "What they said to it."),
};
const struct record api_disclosure_record = RECORD(struct api_disclosure, disclosure_fields);

static const struct field disclosures_fields[] = {
    FIELD_ROWS(struct api_disclosures, items, &api_disclosure_record),
};
const struct record api_disclosures_record = RECORD(struct api_disclosures, disclosures_fields);

static const struct field look_fields[] = {
    FIELD(struct api_look, at, .required = true, .help = "When."),
    FIELD(struct api_look, what, .required = true,
          .help =
              "identity_read, printed, exported, access_given, access_blocked, refused, file_read, "
              "identity_asked, "
              "identity_granted, identity_refused or original_read."),
    FIELD(struct api_look, by, .required = true, .help = "staff, or api: a key."),
    FIELD(struct api_look, who,
          .help = "The name; null where it is not known, or not for whoever asks."),
    FIELD(struct api_look, why, .lines = true,
          .help = "Why what is redacted was opened; null where it is not for whoever asks."),
};
const struct record api_look_record = RECORD(struct api_look, look_fields);

static const struct field readers_fields[] = {
    FIELD_ROWS(struct api_readers, items, &api_look_record),
    FIELD(struct api_readers, before, .help = "For the next page; 0: there is none."),
};
const struct record api_readers_record = RECORD(struct api_readers, readers_fields);

static const struct field readers_query_fields[] = {
    FIELD(struct api_readers_query, before, .help = "`before` of the page before."),
};
const struct record api_readers_query_record =
    RECORD(struct api_readers_query, readers_query_fields);

static const struct field identity_request_fields[] = {
    FIELD(struct api_identity_request, id, .required = true, .help = "For the path."),
    FIELD(struct api_identity_request, asked_at, .required = true, .help = "When."),
    FIELD(struct api_identity_request, asked_by, .help = "Who asked."),
    FIELD(struct api_identity_request, why, .help = "The reason; for those who ask or answer."),
    FIELD(struct api_identity_request, answered_at, .help = "Not set: it waits."),
    FIELD(struct api_identity_request, answered_by, .help = "Who answered."),
    FIELD(struct api_identity_request, answer, .help = "In words."),
    FIELD(struct api_identity_request, granted_until,
          .help = "Until when it is open; not set: refused, or not answered."),
};
const struct record api_identity_request_record =
    RECORD(struct api_identity_request, identity_request_fields);

static const struct field identity_requests_fields[] = {
    FIELD_ROWS(struct api_identity_requests, items, &api_identity_request_record),
};
const struct record api_identity_requests_record =
    RECORD(struct api_identity_requests, identity_requests_fields);

static const struct field statement_fields[] = {
    FIELD(struct api_statement, statement, .required = true, .max = 20000, .lines = true,
          .help = "Their side of it."),
};
const struct record api_statement_record = RECORD(struct api_statement, statement_fields);

static const struct field me_role_fields[] = {
    FIELD(struct api_me_role, role, .required = true, .help = "What they are."),
    FIELD(struct api_me_role, team, .help = "In which team and those below; null: in all."),
};
const struct record api_me_role_record = RECORD(struct api_me_role, me_role_fields);

static const struct field me_fields[] = {
    FIELD(struct api_me, kind, .required = true, .choices = kinds,
          .help = "Whether a key or a login answers for the request."),
    FIELD(struct api_me, name, .help = "Name of the key or the member of staff."),
    FIELD(struct api_me, login, .help = "Of a member of staff."),
    FIELD(struct api_me, read, .required = true, .help = "May read complaints."),
    FIELD(struct api_me, write, .required = true, .help = "May file and write."),
    FIELD(struct api_me, team, .help = "The one team a key reaches, with those below; null: all."),
    FIELD_ROWS(struct api_me, roles, &api_me_role_record),
    FIELD(struct api_me, form_token,
          .help = "Of a login session: goes into the header Form-Token of what changes anything."),
};
const struct record api_me_record = RECORD(struct api_me, me_fields);

static const struct {
    const struct record *record;
    const char *member;
    const struct words *words;
} word_members[] = {
    { &api_filing_record, "type", &contact_type_words },
    { &api_filing_record, "channel", &channel_words },
    { &api_receipt_record, "stage", &stage_words },
    { &api_complaint_record, "type", &contact_type_words },
    { &api_complaint_record, "stage", &stage_words },
    { &api_complaint_record, "channel", &channel_words },
    { &api_complaint_record, "severity", &severity_words },
    { &api_complaint_record, "priority", &priority_words },
    { &api_complaint_record, "outcome", &outcome_words },
    { &api_complaint_record, "closing", &closing_reason_words },
    { &api_entry_record, "channel", &channel_words },
    { &api_allegation_record, "finding", &finding_words },
    { &api_remedy_record, "kind", &remedy_kind_words },
    { &api_remedy_record, "state", &remedy_state_words },
    { &api_done_record, "stage", &stage_words },
    { &api_decide_record, "outcome", &outcome_words },
    { &api_answer_record, "answer", &answer_words },
    { &api_outside_record, "outside", &outside_words },
    { &api_direct_record, "scope", &scope_words },
    { &api_write_record, "channel", &channel_words },
    { &api_retype_record, "type", &contact_type_words },
    { &api_find_allegation_record, "finding", &finding_words },
    { &ack_form_record, "way", &ack_way_words },
    { &assess_form_record, "scope", &scope_words },
    { &assess_form_record, "severity", &severity_words },
    { &assess_form_record, "safety", &safety_words },
    { &assess_form_record, "complexity", &complexity_words },
    { &assess_form_record, "impact", &impact_words },
    { &assess_form_record, "need", &yes_no_words },
    { &assess_form_record, "possible", &yes_no_words },
    { &assess_form_record, "validity", &validity_words },
    { &assess_form_record, "compensation_likely", &yes_no_words },
    { &assess_form_record, "priority", &priority_words },
    { &api_remedy_form_record, "kind", &remedy_kind_words },
    { &api_remedy_form_record, "no_admission", &yes_no_words },
    { &closing_form_record, "reason", &closing_reason_words },
    { &api_item_record, "type", &contact_type_words },
    { &api_item_record, "stage", &stage_words },
    { &api_item_record, "channel", &channel_words },
    { &api_item_record, "severity", &severity_words },
    { &api_item_record, "priority", &priority_words },
    { &api_item_record, "outcome", &outcome_words },
    { &api_query_record, "stage", &stage_words },
    { &api_query_record, "type", &contact_type_words },
    { &api_query_record, "channel", &channel_words },
    { &api_me_role_record, "role", &role_words },
};

const struct words *api_words(const struct record *r, const char *member)
{
    for (size_t i = 0; i < COUNT(word_members); i++)
        if (word_members[i].record == r && strcmp(word_members[i].member, member) == 0)
            return word_members[i].words;
    return NULL;
}

bool api_words_allowed(struct arena *a, const struct record *r, const void *row, struct err *err)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        const struct words *words = f->kind == FIELD_TEXT ? api_words(r, f->name) : NULL;
        if (words && field_is_set(f, row) && word_value(words, field_text(a, f, row)) == 0)
            return err_field(err, f->name,
                             N_("This is not one of the possible answers. Please choose one."));
    }
    return true;
}
