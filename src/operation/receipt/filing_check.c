/*
 * What every door checks alike: portal, desk and other systems. A register that is imported
 * says what it says, but that its mail addresses are some. [S12]
 */
#include "operation/receipt/filing_check.h"

#include "base/mail_address.h"

#include <string.h>

enum { FIRST_YEAR = 1900 };
/* When that began, in seconds. */
static const int64_t first_moment = -2208988800;

bool filing_mail_allowed(const char *field, const char *s, struct err *err)
{
    return !s || mail_address_good(s) ||
           err_field(err, field, N_("Write the mail address like name@example.org."));
}

/* A tag of BCP 47 by its look: a language we do not speak is still theirs. */
bool filing_language_allowed(const char *field, const char *s, struct err *err)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t n = s ? strspn(s, letters) : 2;

    return (n >= 2 && n <= 8 && (!s || !s[n] || s[n] == '-') &&
            (!s || strspn(s, "-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
                       strlen(s))) ||
           err_field(err, field, N_("Write the language as its tag, for example zh-Hant."));
}

bool filing_days_allowed(struct date on, struct date until, struct date today, struct err *err)
{
    if (date_is_set(until) && (!date_is_set(on) || date_compare(until, on) < 0))
        return err_field(err, "happened_until",
                         N_("It cannot end before it began. Write the first and the last day."));
    if (!date_is_set(on))
        return true;
    if (date_compare(on, today) > 0)
        return err_field(err, "happened_on",
                         N_("This day lies in the future. Write the day it happened."));
    if (date_compare(until, today) > 0)
        return err_field(err, "happened_until",
                         N_("This day lies in the future. Write the day it happened."));
    return on.year >= FIRST_YEAR ||
           err_field(err, "happened_on", N_("Write the year with four digits, for example 2026."));
}

bool filing_allowed(const struct filing *f, struct date today, struct err *err)
{
    if (f->past)
        return true;
    if (instant_is_set(f->received_at) && f->received_at.us < SECONDS(first_moment))
        return err_field(err, "received_at",
                         N_("Write the year with four digits, for example 2026."));
    if (!f->description || !f->description[strspn(f->description, " \t\n")])
        return err_field(err, "description", N_("Write what happened. A few words are enough."));
    if (word_value(&channel_words, f->channel) == CHANNEL_NONE)
        return err_field(err, "channel", N_("Choose one of the list."));
    if (f->recurrent && word_value(&yes_no_words, f->recurrent) == 0)
        return err_field(err, "recurrent", N_("Choose one of the list."));
    if (f->n_problems == 0 && f->problem_detail &&
        f->problem_detail[strspn(f->problem_detail, " \t\n")])
        return err_field(err, "problem_detail", N_("Choose the code that it belongs to."));
    return filing_mail_allowed("email", f->complainant.email, err) &&
           filing_mail_allowed("representative_email", f->representative.email, err) &&
           filing_mail_allowed("contact_email", f->contact.email, err) &&
           filing_language_allowed("language", f->complainant.language, err) &&
           filing_days_allowed(f->happened_on, f->happened_until, today, err);
}
