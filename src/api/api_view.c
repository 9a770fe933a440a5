/* Field tables of complaints, filed, read and listed. `help` is the text of the description, in
 * English. */
#include "api/api_view.h"

#include "api/api_page.h"

static const char *const states[] = { "running", "paused", "met", "missed", "void", NULL };
static const char *const yes_no[] = { "yes", "no", NULL };
static const char *const directions[] = { "in", "out", "internal", NULL };

static const struct field person_fields[] = {
    FIELD(struct api_person, name, .max = 200, .help = "Name of the complainant."),
    FIELD(struct api_person, email, .max = 254, .help = "Mail address."),
    FIELD(struct api_person, phone, .max = 60, .help = "Telephone number, as people write it."),
    FIELD(struct api_person, address, .max = 1000, .lines = true, .help = "Postal address."),
    FIELD(struct api_person, language, .max = 35,
          .help = "Language they want to be answered in, a BCP 47 tag such as zh-Hant."),
};
const struct record api_person_record = RECORD(struct api_person, person_fields);

static const struct field filer_fields[] = {
    FIELD(struct api_filer, name, .max = 200, .help = "Name of the complainant."),
    FIELD(struct api_filer, email, .max = 254, .help = "Mail address."),
    FIELD(struct api_filer, phone, .max = 60, .help = "Telephone number, as people write it."),
    FIELD(struct api_filer, address, .max = 1000, .lines = true, .help = "Postal address."),
    FIELD(struct api_filer, postcode, .max = 100, .help = "And town."),
    FIELD(struct api_filer, country, .max = 100, .help = "As people write it."),
    FIELD(struct api_filer, fax, .max = 60, .help = "Fax number."),
    FIELD(struct api_filer, language, .max = 35,
          .help = "Language they want to be answered in, a BCP 47 tag such as zh-Hant."),
};
const struct record api_filer_record = RECORD(struct api_filer, filer_fields);

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
    FIELD(struct api_filing, happened_until, .help = "Last day, if it went on."),
    FIELD(struct api_filing, happened_text, .max = 200, .help = "When, in their words."),
    FIELD(struct api_filing, place, .max = 300, .help = "Where it happened."),
    FIELD(struct api_filing, recurrent, .choices = yes_no, .help = "Whether it happened before."),
    FIELD_ONE(struct api_filing, complainant, &api_filer_record),
    FIELD_ONE(struct api_filing, representative, &api_filer_record),
    FIELD(struct api_filing, authority, .max = 1000, .lines = true,
          .help = "What allows the representative to act."),
    FIELD_ONE(struct api_filing, contact, &api_filer_record),
    FIELD(struct api_filing, type, .max = 40,
          .help = "Kind of contact; a complaint when not given. Only with a key or a login."),
    FIELD(struct api_filing, channel, .max = 40,
          .help = "How it reached the organisation. Only with a key or a login."),
    FIELD(struct api_filing, class, .max = 40,
          .help = "Code of what it is about. Only with a key or a login."),
    FIELD(struct api_filing, problems, .max = 400,
          .help = "Problem codes, divided by blanks. Only with a key or a login."),
    FIELD(struct api_filing, problem_detail, .max = 1000,
          .help = "What the codes leave open. Only with a key or a login."),
    FIELD(struct api_filing, segment, .max = 100,
          .help = "Group of customers. Only with a key or a login."),
    FIELD(struct api_filing, referred_by, .max = 200,
          .help = "Who passed it on. Only with a key or a login."),
    FIELD(struct api_filing, immediate_action, .max = 5000, .lines = true,
          .help = "What was done about it at once. Only with a key or a login."),
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
    FIELD(struct api_clock, promise,
          .help = "What the complainant is told of it, in the reader's language; null: nothing."),
    FIELD(struct api_clock, delay_told_at,
          .help = "When the complainant was told last that it takes longer; the date stays."),
    FIELD(struct api_clock, expected_on, .help = "The day by which it was announced then."),
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
    FIELD(struct api_entry, delivery,
          .help = "Of what goes to the complainant: queued (it waits to be sent), sent, failed."),
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
    FIELD(struct api_remedy, action_code, .help = "Code of the list of actions."),
    FIELD(struct api_remedy, state, .required = true, .help = "How far it is."),
    FIELD(struct api_remedy, text, .help = "What is promised."),
    FIELD(struct api_remedy, amount, .help = "In minor units, cents for instance; 0: no money."),
    FIELD(struct api_remedy, currency, .help = "ISO 4217."),
    FIELD(struct api_remedy, due_on, .help = "Until when."),
    FIELD(struct api_remedy, done_on, .help = "When it was carried out."),
    FIELD(struct api_remedy, method, .help = "How it is paid."),
    FIELD(struct api_remedy, item, .help = "Which item."),
    FIELD(struct api_remedy, work_order, .help = "Number of the order, ticket or visit."),
    FIELD(struct api_remedy, to_whom, .help = "To whom the matter is referred."),
    FIELD(struct api_remedy, consent, .help = "The complainant agreed to that."),
    FIELD(struct api_remedy, terms, .help = "Of an assistance."),
    FIELD(struct api_remedy, head_of_loss, .help = "Which loss it makes good."),
    FIELD(struct api_remedy, calculation, .help = "How the amount was worked out."),
    FIELD(struct api_remedy, form, .help = "Whether it is said in writing or in person."),
    FIELD(struct api_remedy, by_whom, .help = "Who says it."),
    FIELD(struct api_remedy, no_admission, .help = "Whether it admits a fault: no or yes."),
    FIELD(struct api_remedy, difference, .help = "In value, minor units."),
    FIELD(struct api_remedy, has_difference, .help = "The difference is known; 0 is one."),
    FIELD(struct api_remedy, number, .help = "Of a voucher, once it was handed over."),
    FIELD(struct api_remedy, valid_until, .help = "Of a voucher or a reward."),
    FIELD(struct api_remedy, points, .help = "Of a loyalty reward."),
    FIELD(struct api_remedy, percent, .help = "Of a loyalty reward: a discount."),
    FIELD(struct api_remedy, batch, .help = "Of a recall."),
    FIELD(struct api_remedy, reach, .help = "Of a recall."),
    FIELD(struct api_remedy, topic, .help = "Of a training."),
    FIELD(struct api_remedy, attendees, .help = "Of a training."),
    FIELD(struct api_remedy, cost, .help = "To the organisation, in minor units."),
    FIELD(struct api_remedy, has_cost, .help = "The cost is not the amount."),
    FIELD(struct api_remedy, fund, .help = "Who pays: a code of the list funding_source."),
    FIELD(struct api_remedy, over_why,
          .help = "Why it was promised although a budget was used up."),
    FIELD(struct api_remedy, approved_by, .help = "Name of the second person who approved it."),
};
const struct record api_remedy_record = RECORD(struct api_remedy, remedy_fields);

static const struct field party_fields[] = {
    FIELD(struct api_party, id, .required = true, .help = "For acts that name a party."),
    FIELD(struct api_party, role, .required = true,
          .help = "complainant, customer, representative, contact, complained_about."),
    FIELD(struct api_party, name, .help = "Null where it is hidden."),
    FIELD(struct api_party, email, .help = "Null where it is hidden."),
    FIELD(struct api_party, phone, .help = "Null where it is hidden."),
    FIELD(struct api_party, address, .help = "Null where it is hidden."),
    FIELD(struct api_party, postcode, .help = "And town. Null where it is hidden."),
    FIELD(struct api_party, country, .help = "As people write it."),
    FIELD(struct api_party, fax, .help = "Null where it is hidden."),
    FIELD(struct api_party, language, .help = "How they want to be written to."),
    FIELD(struct api_party, authority, .help = "What allows a representative to act."),
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

static const struct field repeat_fields[] = {
    FIELD(struct api_repeat, before, .required = true, .help = "Reference of the earlier case."),
    FIELD(struct api_repeat, at, .required = true, .help = "When that was found or marked."),
    FIELD(struct api_repeat, found, .required = true,
          .help = "The program found it; otherwise somebody marked it."),
};
const struct record api_repeat_record = RECORD(struct api_repeat, repeat_fields);

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
    FIELD(struct api_complaint, happened_until, .help = "Last day, if it went on."),
    FIELD(struct api_complaint, happened_text, .help = "When, in their words."),
    FIELD(struct api_complaint, place, .help = "Where it happened."),
    FIELD(struct api_complaint, recurrent, .choices = yes_no,
          .help = "Whether it happened before."),
    FIELD(struct api_complaint, problems,
          .help = "Problem codes, divided by blanks. For staff and systems."),
    FIELD(struct api_complaint, problem_detail,
          .help = "What the codes leave open. For staff and systems."),
    FIELD(struct api_complaint, segment, .help = "Group of customers. For staff and systems."),
    FIELD(struct api_complaint, referred_by, .help = "Who passed it on. For staff and systems."),
    FIELD(struct api_complaint, immediate_action,
          .help = "What was done about it at once. For staff and systems."),
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
    FIELD_ROWS(struct api_complaint, repeats, &api_repeat_record),
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
    FIELD(struct api_item, again, .required = true,
          .help = "The same came before, and an earlier case about it was decided."),
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
    FIELD(struct api_query, again, .max = 5, .choices = truths,
          .help = "Only those in which the same came again, or only the others."),
    FIELD(struct api_query, complainant_of, .max = 40,
          .help = "Only of whoever complained in the complaint of this reference, that one too, as "
                  "far as whoever asks may know who complained; joined persons are one. Not "
                  "together with `q`."),
    FIELD(struct api_query, received_from, .help = "Only received at this moment or later."),
    FIELD(struct api_query, received_until, .help = "Only received before this moment."),
    FIELD(struct api_query, updated_since,
          .help = "Only changed at this moment or later; in the order of their last change, so "
                  "that a reader who keeps on asking misses nothing."),
    API_PAGE_FIELDS(struct api_query),
};
const struct record api_query_record = RECORD(struct api_query, query_fields);
