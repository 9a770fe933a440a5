/* Which answers the form has, and on which page each is asked. */
#include "portal/complain.h"

#include <string.h>

static const char *const yes[] = { "yes", NULL };
static const char *const naming[] = { "named", "confidential", "anonymous", NULL };
static const char *const scopes[] = { "inside", "employment", "outside_dispute", NULL };
static const char *const ways[] = { "email", "telephone", "letter", "page", NULL };

static const char *const types[] = { "suggestion", NULL };

static const struct field tick_fields[] = { FIELD(struct tick, value, .max = 40) };
static const struct record tick_record = RECORD(struct tick, tick_fields);

static const struct field answers_fields[] = {
    FIELD(struct answers, type, .choices = types),
    FIELD(struct answers, description, .max = 50000, .required = true, .lines = true),
    FIELD(struct answers, category, .max = 40),
    FIELD(struct answers, product, .max = 300),
    FIELD(struct answers, product_reference, .max = 100),
    FIELD(struct answers, earlier_reference, .max = 100),
    FIELD(struct answers, scope, .choices = scopes),
    FIELD(struct answers, happened_on),
    FIELD(struct answers, happened_unknown, .choices = yes),
    FIELD(struct answers, place, .max = 300),
    FIELD_ROWS(struct answers, remedy_wanted, &tick_record),
    FIELD(struct answers, remedy_sought, .max = 5000, .lines = true),
    FIELD(struct answers, remedy_none, .choices = yes),
    FIELD(struct answers, naming, .choices = naming),
    FIELD(struct answers, name, .max = 200),
    FIELD(struct answers, organisation_name, .max = 200),
    FIELD(struct answers, email, .max = 254),
    FIELD(struct answers, phone, .max = 200),
    FIELD(struct answers, address, .max = 1000, .lines = true),
    FIELD(struct answers, country, .max = 100),
    FIELD(struct answers, fax, .max = 60),
    FIELD(struct answers, contact_name, .max = 200),
    FIELD(struct answers, contact_phone, .max = 200),
    FIELD(struct answers, contact_email, .max = 254),
    FIELD(struct answers, language, .max = 20),
    FIELD(struct answers, contact_by, .choices = ways),
    FIELD_ROWS(struct answers, needs, &tick_record),
    FIELD(struct answers, needs_other, .max = 500),
    FIELD(struct answers, representative_name, .max = 200),
    FIELD(struct answers, representative_email, .max = 254),
    FIELD(struct answers, representative_phone, .max = 200),
    FIELD(struct answers, representative_authority, .max = 1000, .lines = true),
};
const struct record answers_record = RECORD(struct answers, answers_fields);

#define ASKS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define MORE "country", "fax", "contact_name", "contact_phone", "contact_email"
#define PERSON                                                                                     \
    "name", "organisation_name", "email", "phone", "address", MORE, "contact_by", "language",      \
        "needs", "needs_other"
#define REPRESENTATIVE                                                                             \
    "representative_name", "representative_email", "representative_phone",                         \
        "representative_authority"

const struct form_page form_pages[] = {
    { "for_other", "portal/for_other.html", ASKS(REPRESENTATIVE), true, true },
    { "what", "portal/what.html", ASKS("description"), true, false },
    { "about", "portal/about.html",
      ASKS("category", "product", "product_reference", "earlier_reference", "scope"), true, false },
    { "own", "portal/own.html", ASKS("own"), true, false, true },
    { "when", "portal/when.html", ASKS("happened_on", "happened_unknown", "place"), true, false },
    { "remedy", "portal/remedy.html", ASKS("remedy_wanted", "remedy_sought", "remedy_none"), true,
      false },
    { "files", "portal/files.html", ASKS("files"), true, false },
    { "who", "portal/who.html", ASKS("naming"), true, false },
    { "reach", "portal/reach.html", ASKS(PERSON), true, false },
    { "check", "portal/check.html", ASKS("check"), false, false },
    { "all", "portal/all.html",
      ASKS("description", "category", "product", "scope", "happened_on", "remedy_sought", "naming",
           "own", PERSON, REPRESENTATIVE),
      false, false },
    { 0 },
};

const struct form_page *form_page_of(const char *name)
{
    for (const struct form_page *page = form_pages; page->name; page++)
        if (name && strcmp(page->name, name) == 0)
            return page;
    return NULL;
}

bool form_page_skipped(const struct complain *c, const struct form_page *page)
{
    return (page->other && !c->for_other) ||
           (page->own && !own_asked(c->pack, form_text(c->rq->form, "category")));
}

const struct form_page *form_page_beside(const struct complain *c, const struct form_page *page,
                                         int by)
{
    do {
        if (page == form_pages && by < 0)
            return NULL;
        page += by;
    } while (form_page_skipped(c, page));
    return page;
}
