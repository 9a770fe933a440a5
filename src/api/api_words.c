/* Members of the API that hold a word of a list. */
#include "api/api_act.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/response/remedy_flow.h"

#include <string.h>

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
    { &api_outside_record, "outside", &outside_way_words },
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
