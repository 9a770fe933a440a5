#include "designer/parts.h"

#include "base/buf.h"
#include "designer/compare_words.h"

#include <string.h>

#define STEPS                                                                                      \
    "receipt acknowledgement assessment investigation response decision communication closing"
#define LANGUAGES                                                                                  \
    {                                                                                              \
        NULL, PART_LANGUAGES, NULL, NULL                                                           \
    }

#define WORDS N_("Divided by commas. What has a comma in it stands in quotation marks.")

static const struct part_key clock_keys[] = {
    { "length", PART_NUMBER, NULL, NULL },
    { "unit", PART_CHOICE, "hours working_hours days working_days weeks months", NULL },
    { "calendar", PART_TEXT, NULL,
      N_("Name of a calendar, such as standard, CN or GB. Empty: the pack's, or else the "
         "organisation's own.") },
    { "hours", PART_TEXT, NULL, N_("Such as Mon-Fri 09:00-17:00. Empty: whole days.") },
    { "starts", PART_LIST, NULL, N_("What happens to a complaint, divided by commas.") },
    { "stops", PART_LIST, NULL, NULL },
    { "until", PART_TEXT, NULL, N_("Name of a field: it ends on that day, in place of a length.") },
    { "tells", PART_TEXT, NULL,
      N_("At which share of the time who is told: 50:owner 100:manager 200:top_management. A role "
         "of "
         "this procedure with a team can stand there too.") },
    { "extends", PART_TEXT, NULL, N_("The first time, then again: 15 30. Empty: never.") },
    { "holding", PART_TEXT, NULL,
      N_("Name of the letter by which a delay is told while the date stays. Empty: none.") },
    { "promise", PART_LANGUAGES_BELOW, NULL,
      N_("What complainants are told of it. Empty: nothing.") },
    { "pauses", PART_YES, NULL, NULL },
    { "counts_first", PART_YES, NULL, NULL },
    { "rolls", PART_YES, NULL, NULL },
    { "source", PART_TEXT, NULL, N_("Id of the source the number is from.") },
    LANGUAGES,
};
static const struct part_key class_keys[] = {
    LANGUAGES,
    { "hint", PART_LANGUAGES_BELOW, NULL, NULL },
    { "team", PART_TEXT, NULL, N_("Name of the team its complaints go to.") },
};
static const struct part_key field_keys[] = {
    { "kind", PART_CHOICE, "text lines number money date choice yes_no person file table", NULL },
    { "stage", PART_CHOICE, STEPS, NULL },
    { "asked_of", PART_CHOICE, "staff complainant", NULL },
    { "shown_to", PART_CHOICE, "staff complainant", NULL },
    { "required", PART_YES, NULL, NULL },
    { "max", PART_NUMBER, NULL, NULL },
    { "classes", PART_LIST, NULL, N_("Codes of classes, divided by commas. Empty: all.") },
    LANGUAGES,
};
static const struct part_key gate_keys[] = {
    { "before", PART_CHOICE, STEPS, NULL },
    { "field", PART_TEXT, NULL, N_("Name of the field that has to be answered.") },
    { "answers", PART_LIST, NULL, NULL },
    { "classes", PART_LIST, NULL, N_("Codes of classes, divided by commas. Empty: all.") },
    LANGUAGES,
};
static const struct part_key route_keys[] = {
    { "team", PART_TEXT, NULL, N_("Name of a team. Empty: where it would go anyway.") },
    { "owner", PART_CHOICE, "nobody round_robin by_load by_competence", NULL },
    { "classes", PART_LIST, NULL, N_("Codes of classes, divided by commas. Empty: all.") },
    { "severities", PART_LIST, NULL, N_("negligible, minor, major, critical") },
    { "languages", PART_LIST, NULL, N_("en, zh-Hans, zh-Hant, vi") },
    { "channels", PART_LIST, NULL, NULL },
    { "products", PART_LIST, NULL, WORDS },
    { "places", PART_LIST, NULL, WORDS },
    LANGUAGES,
};
static const struct part_key copy_keys[] = {
    { "at", PART_LIST, NULL, N_("What happens to a complaint, divided by commas.") },
    { "classes", PART_LIST, NULL, N_("Codes of classes, divided by commas. Empty: all.") },
    { "team", PART_TEXT, NULL, N_("Name of a team. Empty: the team above the complaint's own.") },
    LANGUAGES,
};
static const struct part_key role_keys[] = {
    LANGUAGES,
    { "duty", PART_LANGUAGES_BELOW, NULL, NULL },
    { "team", PART_TEXT, NULL, NULL },
};
static const struct part_key letter_keys[] = { LANGUAGES };
static const struct part_key sheet_keys[] = {
    { "classes", PART_LIST, NULL, N_("Codes of classes, divided by commas. Empty: all.") },
    LANGUAGES,
};
static const struct part_key source_keys[] = {
    { "name", PART_TEXT, NULL, NULL },
    { "mark", PART_CHOICE, "V V2 R", N_("V verified, V2 by a second hand only, R to be checked.") },
    { "checked", PART_TEXT, NULL, N_("A day such as 2026-03-31.") },
};

static const struct part_key contact_keys[] = { LANGUAGES };

#define KEYS(k) k, COUNT(k)
static const struct pack_part all[] = {
    { "contacts", N_("Kinds of contact"), "type", KEYS(contact_keys) },
    { "classes", N_("Classes"), "code", KEYS(class_keys) },
    { "fields", N_("Fields"), "name", KEYS(field_keys) },
    { "gates", N_("Conditions"), NULL, KEYS(gate_keys) },
    { "clocks", N_("Time limits"), "name", KEYS(clock_keys) },
    { "routes", N_("Routes"), "name", KEYS(route_keys) },
    { "letters", N_("Letters"), "name", KEYS(letter_keys) },
    { "sheets", N_("Forms"), "code", KEYS(sheet_keys) },
    { "copies", N_("Copies"), "name", KEYS(copy_keys) },
    { "roles", N_("Roles"), "code", KEYS(role_keys) },
    { "reportability", N_("Reportability"), "code", NULL, 0 },
    { "steps", N_("Chains of steps"), "name", NULL, 0 },
    { "sources", N_("Sources"), "id", KEYS(source_keys) },
};

const struct pack_part *parts_all(size_t *n)
{
    *n = COUNT(all);
    return all;
}

const struct pack_part *part_named(const char *name)
{
    for (size_t i = 0; name && i < COUNT(all); i++)
        if (strcmp(all[i].name, name) == 0)
            return &all[i];
    return NULL;
}

/* Names are the thing's own; the unit stands with the length. */
static bool said_elsewhere(const struct node *item, const char *key)
{
    static const char *const names[] = { "name", "code", "id", "type", "hint" };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], key) == 0)
            return true;
    return pack_key_lang(key) || (strcmp(key, "unit") == 0 && node_get(item, "length"));
}

static size_t things(const struct node *n)
{
    return n->kind == NODE_MAP ? n->n / 2 : n->n;
}

static bool of_texts(const struct node *n)
{
    return n->kind == NODE_TEXT ||
           (n->kind == NODE_LIST && (n->n == 0 || n->child[0]->kind == NODE_TEXT));
}

const char *part_summary(struct arena *a, const struct lang *l, const struct node *item)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; item->kind == NODE_MAP && i + 1 < item->n; i += 2) {
        const char *key = item->child[i]->text;
        const struct node *value = item->child[i + 1];
        const char *words = of_texts(value) ? pack_value_words(a, l, item, key, value)
                                            : lang_number(a, l, (int64_t)things(value));
        if (!said_elsewhere(item, key))
            buf_str(&b,
                    lang_format(a, l, b.n > 0 ? N_(" · {what}: {value}") : N_("{what}: {value}"),
                                "what", pack_key_words(l, key), "value", words, NULL));
    }
    return buf_text(&b);
}
