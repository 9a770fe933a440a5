/* Field tables of acts that keep a case in order, and of its people. */
#include "api/api_act.h"

#include "operation/tracking/message_flow.h"

static const char *const waits[] = { "complainant", "others", NULL };
static const char *const asides[] = { "spam", "abusive", NULL };
static const char *const links[] = { "related", "repeat", "duplicate", "handling", NULL };
static const char *const conflicts[] = { "declared", "manager_involved", NULL };
static const char *const roles[] = { "complainant", "customer",         "representative",
                                     "contact",     "complained_about", NULL };
static const char *const kinds[] = { "person", "organisation", NULL };

static const struct field assign_fields[] = {
    FIELD(struct api_assign, owner,
          .help = "Login of who is to answer for it; not given: anybody may take it up."),
    FIELD(struct api_assign, reason, .max = 5000, .lines = true,
          .help = "Needed where somebody answers for it already."),
};
const struct record api_assign_record = RECORD(struct api_assign, assign_fields);

static const struct field wait_fields[] = {
    FIELD(struct api_wait, whom, .required = true, .choices = waits, .help = "For whom."),
    FIELD(struct api_wait, reason, .required = true, .max = 5000, .lines = true,
          .help = "What for; the clocks stand still."),
};
const struct record api_wait_record = RECORD(struct api_wait, wait_fields);

static const struct field correct_receipt_fields[] = {
    FIELD(struct api_correct_receipt, received_on, .required = true,
          .help = "Day on which it was first received, earlier than the day of receipt."),
    FIELD(struct api_correct_receipt, reason, .required = true, .max = 5000, .lines = true,
          .help = "Why."),
};
const struct record api_correct_receipt_record =
    RECORD(struct api_correct_receipt, correct_receipt_fields);

static const char *const yes_no[] = { "yes", "no", NULL };

static const struct field matter_fields[] = {
    FIELD(struct api_matter, product, .max = 300, .help = "Product, service or practice."),
    FIELD(struct api_matter, product_reference, .max = 200,
          .help = "Number of the order, contract, account or article."),
    FIELD(struct api_matter, happened_on, .help = "Day on which it happened or began."),
    FIELD(struct api_matter, happened_until, .help = "Last day, if it went on."),
    FIELD(struct api_matter, happened_text, .max = 200, .help = "When, in words."),
    FIELD(struct api_matter, place, .max = 300, .help = "Where it happened."),
    FIELD(struct api_matter, recurrent, .choices = yes_no, .help = "Whether it happened before."),
    FIELD(struct api_matter, segment, .max = 100, .help = "Group of customers."),
    FIELD(struct api_matter, referred_by, .max = 200, .help = "Who passed it on."),
    FIELD(struct api_matter, immediate_action, .max = 5000, .lines = true,
          .help = "What was done about it at once."),
    FIELD(struct api_matter, problems, .max = 400,
          .help = "Problem codes, divided by blanks: these and no others."),
    FIELD(struct api_matter, problem_detail, .max = 1000, .help = "What the codes leave open."),
};
const struct record api_matter_record = RECORD(struct api_matter, matter_fields);

static const struct field retype_fields[] = {
    FIELD(struct api_retype, type, .required = true, .help = "What it is."),
    FIELD(struct api_retype, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
const struct record api_retype_record = RECORD(struct api_retype, retype_fields);

static const struct field send_fields[] = {
    FIELD(struct api_send, team, .required = true, .max = 200, .help = "Name of the team."),
    FIELD(struct api_send, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
const struct record api_send_record = RECORD(struct api_send, send_fields);

static const struct field set_aside_fields[] = {
    FIELD(struct api_set_aside, as, .required = true, .choices = asides, .help = "What it is."),
    FIELD(struct api_set_aside, reason, .required = true, .max = 5000, .lines = true,
          .help = "What makes it so."),
};
const struct record api_set_aside_record = RECORD(struct api_set_aside, set_aside_fields);

static const struct field link_fields[] = {
    FIELD(struct api_link, other, .required = true, .max = 40, .help = "Its reference."),
    FIELD(struct api_link, kind, .required = true, .choices = links,
          .help = "How they belong together; handling: this one is about how the other was "
                  "handled."),
};
const struct record api_link_record = RECORD(struct api_link, link_fields);

static const struct field code_fields[] = {
    FIELD(struct api_code, identity_check, .required = true, .max = 5000, .lines = true,
          .help = "How it was made sure who is asking."),
};
const struct record api_code_record = RECORD(struct api_code, code_fields);

static const struct field translation_fields[] = {
    FIELD(struct api_translation, text, .required = true, .max = 20000, .lines = true,
          .help = "The translation."),
    FIELD(struct api_translation, language, .required = true, .max = 35,
          .help = "BCP 47 tag of the translation."),
    FIELD(struct api_translation, about, .max = 20,
          .help = "Id of the entry it translates; the statement when not given."),
};
const struct record api_translation_record = RECORD(struct api_translation, translation_fields);

static const struct field message_sent_fields[] = {
    FIELD(struct api_message_sent, message, .required = true, .max = 20,
          .help = "The entry that waits to be sent."),
    FIELD(struct api_message_sent, channel, .required = true, .choices = message_sent_channels,
          .help = "How the complainant was told."),
};
const struct record api_message_sent_record = RECORD(struct api_message_sent, message_sent_fields);

static const char *const fair_words[] = { "yes", "partly", "no", NULL };

static const struct field survey_answer_fields[] = {
    FIELD(struct api_survey_answer, name, .required = true, .max = 40,
          .help = "Of the question, as the procedure calls it."),
    FIELD(struct api_survey_answer, value, .required = true, .max = 5000, .lines = true,
          .help = "A code of its choices (1 to 5 of a scale, yes, no), or words."),
};
const struct record api_survey_answer_record =
    RECORD(struct api_survey_answer, survey_answer_fields);

static const struct field satisfaction_fields[] = {
    FIELD(struct api_satisfaction, satisfaction, .required = true,
          .help = "How the complainant was treated: 1 very badly to 5 very well."),
    FIELD(struct api_satisfaction, fair, .choices = fair_words,
          .help = "Whether both sides were treated fairly."),
    FIELD(struct api_satisfaction, outcome,
          .help = "1 to 5, of the outcome, apart from the handling; 0: not said."),
    FIELD(struct api_satisfaction, comment, .max = 5000, .lines = true,
          .help = "In their own words."),
    FIELD_ROWS(struct api_satisfaction, answers, &api_survey_answer_record),
};
const struct record api_satisfaction_record = RECORD(struct api_satisfaction, satisfaction_fields);

/* What is known of a person, the same when they are added and when they are corrected. */
#define PERSON_FIELDS(T)                                                                           \
    FIELD(T, name, .help = "Of the person or the organisation."),                                  \
        FIELD(T, email, .help = "One address."), FIELD(T, phone, .help = "As they gave it."),      \
        FIELD(T, address, .max = 1000, .lines = true, .help = "Of letters."),                      \
        FIELD(T, postcode, .help = "And town, where the address does not have them."),             \
        FIELD(T, country, .help = "As they write it."), FIELD(T, fax, .help = "Fax number."),      \
        FIELD(T, language, .max = 35, .help = "BCP 47 tag of how they want to be written to."),    \
        FIELD(T, channel, .max = 40, .help = "How they want to hear: email, telephone, letter."),  \
        FIELD(T, need_codes, .help = "Support needs: codes of the list, divided by blanks."),      \
        FIELD(T, authority, .help = "What allows a representative to act.")

static const struct field party_add_fields[] = {
    FIELD(struct api_party_add, role, .required = true, .choices = roles,
          .help = "What this person is in the complaint."),
    FIELD(struct api_party_add, staff,
          .help = "Login of the one complained about, who is one of the organisation."),
    FIELD(struct api_party_add, kind, .choices = kinds, .help = "person when not given."),
    PERSON_FIELDS(struct api_party_add),
};
const struct record api_party_add_record = RECORD(struct api_party_add, party_add_fields);

static const struct field party_correct_fields[] = {
    PERSON_FIELDS(struct api_party_correct),
    FIELD(struct api_party_correct, ended, .help = "No longer of this complaint."),
    FIELD(struct api_party_correct, reason, .required = true, .max = 5000, .lines = true,
          .help = "Why. Members that are not given stay as they are."),
};
const struct record api_party_correct_record =
    RECORD(struct api_party_correct, party_correct_fields);

static const struct field join_fields[] = {
    FIELD(struct api_join, other, .required = true, .max = 40,
          .help = "Reference of a case whose complainant is the same person."),
    FIELD(struct api_join, keep_other, .help = "The record of the other case stands for both."),
    FIELD(struct api_join, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
const struct record api_join_record = RECORD(struct api_join, join_fields);

static const struct field part_fields[] = {
    FIELD(struct api_part, other, .required = true, .max = 40,
          .help = "Reference of the case whose complainant is somebody else after all."),
    FIELD(struct api_part, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
const struct record api_part_record = RECORD(struct api_part, part_fields);

static const struct field conflict_fields[] = {
    FIELD(struct api_conflict, person,
          .help = "Login of whom it concerns; whoever is logged in when not given."),
    FIELD(struct api_conflict, kind, .required = true, .choices = conflicts,
          .help = "Of what kind."),
    FIELD(struct api_conflict, why, .required = true, .max = 5000, .lines = true,
          .help = "What the conflict is."),
};
const struct record api_conflict_record = RECORD(struct api_conflict, conflict_fields);

static const struct field disclose_fields[] = {
    FIELD(struct api_disclose, party, .required = true,
          .help = "Id of the party: a member of staff who is complained about."),
    FIELD(struct api_disclose, text, .required = true, .max = 20000, .lines = true,
          .help = "The full details, in words of their own."),
};
const struct record api_disclose_record = RECORD(struct api_disclose, disclose_fields);

static const struct field waive_fields[] = {
    FIELD(struct api_waive, party, .required = true, .help = "Id of the party."),
    FIELD(struct api_waive, why, .required = true, .max = 5000, .lines = true,
          .help = "Why this person is not heard."),
};
const struct record api_waive_record = RECORD(struct api_waive, waive_fields);

static const struct field remedy_form_fields[] = {
    FIELD(struct api_remedy_form, kind, .required = true, .help = "Which of Annex F."),
    FIELD(struct api_remedy_form, action_code, .max = 40, .help = "Code of the list of actions."),
    FIELD(struct api_remedy_form, amount, .help = "In minor units: 300 euros are 30000."),
    FIELD(struct api_remedy_form, currency, .max = 3, .help = "ISO 4217."),
    FIELD(struct api_remedy_form, text, .max = 5000, .lines = true, .help = "What it consists of."),
    FIELD(struct api_remedy_form, method, .help = "How it is paid."),
    FIELD(struct api_remedy_form, item, .help = "Which item."),
    FIELD(struct api_remedy_form, work_order, .help = "Number of the order, ticket or visit."),
    FIELD(struct api_remedy_form, to_whom, .help = "To whom the matter is referred."),
    FIELD(struct api_remedy_form, consent, .help = "The complainant agrees to that."),
    FIELD(struct api_remedy_form, terms, .max = 5000, .lines = true, .help = "Of an assistance."),
    FIELD(struct api_remedy_form, head_of_loss, .help = "Which loss it makes good."),
    FIELD(struct api_remedy_form, calculation, .max = 5000, .lines = true,
          .help = "How the amount was worked out."),
    FIELD(struct api_remedy_form, form, .help = "Whether it is said in writing or in person."),
    FIELD(struct api_remedy_form, by_whom, .help = "Who says it."),
    FIELD(struct api_remedy_form, no_admission, .help = "Whether it admits a fault: no or yes."),
    FIELD(struct api_remedy_form, difference, .help = "In value, minor units."),
    FIELD(struct api_remedy_form, has_difference, .help = "The difference is known; 0 is one."),
    FIELD(struct api_remedy_form, owner, .help = "Login of who sees to it."),
    FIELD(struct api_remedy_form, due_on, .help = "Until when."),
    FIELD(struct api_remedy_form, valid_until, .help = "Of a voucher or a reward."),
    FIELD(struct api_remedy_form, points, .help = "Of a loyalty reward."),
    FIELD(struct api_remedy_form, percent, .help = "Of a loyalty reward: a discount."),
    FIELD(struct api_remedy_form, batch, .help = "Of a recall: batch or serial numbers."),
    FIELD(struct api_remedy_form, reach, .max = 5000, .lines = true,
          .help = "Of a recall: where it was sold and who is told."),
    FIELD(struct api_remedy_form, topic, .help = "Of a training."),
    FIELD(struct api_remedy_form, attendees,
          .help = "Of a training: a group; never shown to the complainant."),
    FIELD(struct api_remedy_form, cost,
          .help = "What it costs the organisation, in minor units of the currency."),
    FIELD(struct api_remedy_form, has_cost,
          .help = "The cost is not the amount; without it the amount is the cost."),
    FIELD(struct api_remedy_form, fund,
          .help = "Code of the list funding_source; the first in use when not given."),
    FIELD(struct api_remedy_form, over_why, .max = 5000, .lines = true,
          .help = "Why it is promised although it takes a budget past the share at which it "
                  "warns, or over the whole, which a second person has to approve as well."),
};
const struct record api_remedy_form_record = RECORD(struct api_remedy_form, remedy_form_fields);
