/* The seven mandatory parts of the notice, as a table. [7.1-a] */
#include "operation/notice/notice.h"

static const struct {
    const char *code;
    const char *heading;
    const char *missing; /* NULL: may be left out */
} parts[NOTICE_PARTS] = {
    { "where_and_how", N_("Where and how to complain"),
      N_("Where and how to complain is missing in: {language}.") },
    { "what_to_provide", N_("What to tell us"),
      N_("What the complainant should provide is missing in: {language}.") },
    { "process", N_("How we handle your complaint"),
      N_("How complaints are handled is missing in: {language}.") },
    { "times", N_("How long each stage takes"),
      N_("The time for each stage is missing in: {language}.") },
    { "remedies", N_("What we can do to put it right"),
      N_("The remedies are missing in: {language}.") },
    { "outside_options", N_("Where else you can turn"),
      N_("The outside options are missing in: {language}.") },
    { "status", N_("How to learn where your complaint stands"),
      N_("How to learn the status is missing in: {language}.") },
    { "rights_and_duties", N_("Your rights and duties, and ours"), NULL },
    { "privacy", N_("What happens with your data"), NULL },
};

const char *notice_code(int index)
{
    return index >= 0 && index < NOTICE_PARTS ? parts[index].code : NULL;
}

const char *notice_heading(int index)
{
    return index >= 0 && index < NOTICE_PARTS ? parts[index].heading : NULL;
}

void notice_missing(const struct notice_text *texts, size_t n, struct missing *m)
{
    if (n == 0)
        missing_add(m, "language", N_("The text of the notice in at least one language."));
    for (size_t i = 0; i < n; i++)
        for (int part = 0; part < NOTICE_PARTS; part++)
            if (parts[part].missing && !(texts[i].filled & 1u << part))
                missing_add_arg(m, parts[part].code, parts[part].missing, "language",
                                texts[i].language);
}

bool notice_allowed(const struct notice_text *texts, size_t n, struct err *err)
{
    struct missing m = { 0 };

    notice_missing(texts, n, &m);
    return missing_none(&m, err);
}
