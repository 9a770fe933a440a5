/* The responses of Annex F, each with the data it has to hold. [7.7-a] */
#include "operation/response/response.h"

static const struct remedy_needs needs[REMEDY_KINDS + 1] = {
    [REMEDY_REFUND] = { DATA_AMOUNT | DATA_METHOD, DATA_DONE_ON | DATA_PROOF,
                        .may = DATA_ITEM | DATA_RETURNED },
    [REMEDY_REPLACEMENT] = { DATA_ITEM, DATA_DONE_ON | DATA_RETURNED },
    [REMEDY_REPAIR] = { DATA_ORDER, DATA_DONE_ON | DATA_CUSTOMER_OK },
    [REMEDY_SUBSTITUTE] = { DATA_ITEM | DATA_DIFFERENCE, DATA_DONE_ON },
    [REMEDY_TECHNICAL_ASSISTANCE] = { DATA_ORDER, DATA_DONE_ON | DATA_RESULT },
    [REMEDY_INFORMATION] = { DATA_TEXT, DATA_DONE_ON },
    [REMEDY_REFERRAL] = { DATA_TO_WHOM | DATA_CONSENT, DATA_DONE_ON | DATA_RESULT },
    [REMEDY_FINANCIAL_ASSISTANCE] = { DATA_AMOUNT | DATA_TERMS, DATA_DONE_ON | DATA_PROOF },
    [REMEDY_OTHER_ASSISTANCE] = { DATA_TEXT, DATA_DONE_ON },
    [REMEDY_COMPENSATION] = { DATA_AMOUNT | DATA_HEAD_OF_LOSS | DATA_CALCULATION,
                              DATA_DONE_ON | DATA_PROOF },
    [REMEDY_APOLOGY] = { DATA_FORM | DATA_BY_WHOM | DATA_TEXT, DATA_DONE_ON },
    [REMEDY_GOODWILL] = { DATA_AMOUNT | DATA_NO_ADMISSION, DATA_DONE_ON, .may = DATA_ITEM },
    [REMEDY_CHANGE] = { DATA_TEXT | DATA_ACTION, DATA_DONE_ON },
    [REMEDY_VOUCHER] = { DATA_AMOUNT | DATA_VALID_UNTIL, DATA_DONE_ON | DATA_NUMBER,
                         .may = DATA_TERMS },
    [REMEDY_FREE_OF_CHARGE] = { DATA_AMOUNT, DATA_DONE_ON | DATA_PROOF, .may = DATA_ITEM },
    [REMEDY_EXTRA] = { DATA_TEXT, DATA_DONE_ON },
    [REMEDY_LOYALTY] = { DATA_REWARD, DATA_DONE_ON, .may = DATA_VALID_UNTIL | DATA_TERMS },
    [REMEDY_TRAINING] = { DATA_TOPIC | DATA_ATTENDEES, DATA_DONE_ON, .may = DATA_RESULT },
    [REMEDY_IMPROVEMENT] = { DATA_TEXT, DATA_DONE_ON | DATA_RESULT },
    [REMEDY_RECALL] = { DATA_ITEM | DATA_BATCH | DATA_REACH, DATA_DONE_ON | DATA_RESULT },
};

static const struct {
    enum remedy_data bit;
    const char *field;
    const char *text;
} data[] = {
    { DATA_AMOUNT, "amount", N_("Write the amount.") },
    { DATA_METHOD, "method", N_("Write how it is paid.") },
    { DATA_ITEM, "item", N_("Write which item.") },
    { DATA_ORDER, "work_order", N_("Write the number of the work order, ticket or visit.") },
    { DATA_TO_WHOM, "to_whom", N_("Write to whom the matter is referred.") },
    { DATA_CONSENT, "consent", N_("Ask the complainant for consent and record it.") },
    { DATA_TERMS, "terms", N_("Write the terms.") },
    { DATA_TEXT, "text", N_("Write what it consists of.") },
    { DATA_HEAD_OF_LOSS, "head_of_loss", N_("Write which loss it makes good.") },
    { DATA_CALCULATION, "calculation", N_("Write how the amount was worked out.") },
    { DATA_FORM, "form", N_("Choose whether it is said in writing or in person.") },
    { DATA_BY_WHOM, "by_whom", N_("Write who says it.") },
    { DATA_NO_ADMISSION, "no_admission", N_("Say whether it admits a fault.") },
    { DATA_ACTION, "action", N_("Name the improvement it tells about.") },
    { DATA_DONE_ON, "done_on", N_("Write the day it was carried out.") },
    { DATA_PROOF, "proof", N_("Write what proves it.") },
    { DATA_RETURNED, "returned", N_("Write what became of the returned item.") },
    { DATA_RESULT, "result", N_("Write the result.") },
    { DATA_CUSTOMER_OK, "customer_ok", N_("Ask the customer whether it is in order.") },
    { DATA_DIFFERENCE, "difference", N_("Write the difference in value; 0 is an answer.") },
    { DATA_NUMBER, "number", N_("Write the number or code of the voucher.") },
    { DATA_VALID_UNTIL, "valid_until", N_("Write until when it is valid.") },
    { DATA_REWARD, "points", N_("Write the points, or the discount in per cent.") },
    { DATA_BATCH, "batch", N_("Write which batch or serial numbers, or that it is all of them.") },
    { DATA_REACH, "reach", N_("Write where it was sold and who is told.") },
    { DATA_TOPIC, "topic", N_("Write what the training is about.") },
    { DATA_ATTENDEES, "attendees", N_("Write which group takes part; nobody is named.") },
};

const struct remedy_needs *response_needs(enum remedy_kind kind)
{
    return &needs[kind > REMEDY_NONE && (int)kind <= REMEDY_KINDS ? kind : REMEDY_NONE];
}

const char *response_field(enum remedy_data bit)
{
    for (size_t i = 0; i < COUNT(data); i++)
        if (data[i].bit == bit)
            return data[i].field;
    return NULL;
}

bool response_data_allowed(unsigned needed, unsigned held, struct err *err)
{
    for (size_t i = 0; i < COUNT(data); i++)
        if (needed & ~held & data[i].bit)
            return err_field(err, data[i].field, data[i].text);
    return true;
}

bool response_remedy_allowed(const struct case_facts *f, const struct case_remedy *r,
                             struct err *err)
{
    if (!facts_open(f))
        return err_set(err, ERR_CONFLICT, N_("This complaint was closed before."));
    if (r->kind == REMEDY_NONE)
        return err_field(err, "kind", N_("Choose the kind of remedy."));
    if (!response_data_allowed(response_needs(r->kind)->proposed, r->data, err))
        return false;
    if (r->amount < 0 || ((r->data & DATA_AMOUNT) && r->amount == 0))
        return err_field(err, "amount", N_("Write an amount above 0."));
    if (r->cost < 0)
        return err_field(err, "cost", N_("What it costs is 0 or more."));
    if (r->amount > SUM_MAX || r->cost > SUM_MAX)
        return err_field(err, r->amount > SUM_MAX ? "amount" : "cost",
                         N_("This sum is too large. Check its digits."));
    if (r->discount_odd)
        return err_field(err, "percent", N_("A discount is at most 100 per cent."));
    if ((r->amount > 0 || r->cost > 0) && !r->currency)
        return err_field(err, "currency", N_("Write the currency."));
    if (r->owner == 0)
        return err_field(err, "owner", N_("Name who sees to it."));
    if (!date_is_set(r->due))
        return err_field(err, "due_on", N_("Write until when it is done."));
    return true;
}
