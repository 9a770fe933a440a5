#include "designer/parts.h"

#include "base/buf.h"
#include "designer/compare_words.h"

#include <string.h>

#define LANGUAGES                                                                                  \
    {                                                                                              \
        NULL, PART_LANGUAGES, OF_NOTHING, NULL                                                     \
    }
#define CLASSES                                                                                    \
    {                                                                                              \
        "classes", PART_SOME, OF_CLASSES, N_("None chosen: all. Those below a class go with it.")  \
    }
#define WORDS N_("One in each line.")
#define TEAM N_("A team that is not there yet is made under Teams.")

static const struct part_key clock_keys[] = {
    LANGUAGES,
    { "length", PART_NUMBER, OF_NOTHING, NULL },
    { "unit", PART_ONE, OF_UNITS, NULL },
    { "until", PART_ONE, OF_DATES,
      N_("It ends on the day that is written there, in place of a length.") },
    { "starts", PART_SOME, OF_EVENTS, NULL },
    { "stops", PART_SOME, OF_EVENTS, NULL },
    { "calendar", PART_ONE, OF_CALENDARS,
      N_("Not given: the pack's, or else the organisation's own.") },
    { "hours", PART_TEXT, OF_NOTHING, N_("Such as Mon-Fri 09:00-17:00. Empty: whole days.") },
    { "tells", PART_TELLS, OF_TOLD,
      N_("How much of the time has passed, in percent, and who is told then.") },
    { "extends", PART_TEXT, OF_NOTHING, N_("The first time, then again: 15 30. Empty: never.") },
    { "holding", PART_ONE, OF_LETTERS, N_("A delay is told by it while the date stays.") },
    { "pauses", PART_YES, OF_NOTHING, NULL },
    { "counts_first", PART_YES, OF_NOTHING, NULL },
    { "rolls", PART_YES, OF_NOTHING, NULL },
    { "promise", PART_LANGUAGES_BELOW, OF_NOTHING, N_("Empty: nothing.") },
    { "source", PART_ONE, OF_SOURCES, NULL },
    { "extends_source", PART_ONE, OF_SOURCES, N_("Not given: the same.") },
};
static const struct part_key class_keys[] = {
    LANGUAGES,
    { "hint", PART_LANGUAGES_BELOW, OF_NOTHING, NULL },
    { "team", PART_TEAM, OF_NOTHING, TEAM },
};
static const struct part_key field_keys[] = {
    LANGUAGES,
    { "kind", PART_ONE, OF_FIELD_KINDS, NULL },
    { "stage", PART_ONE, OF_STEPS, NULL },
    { "asked_of", PART_ONE, OF_ASKED, NULL },
    { "shown_to", PART_ONE, OF_ASKED, NULL },
    { "required", PART_YES, OF_NOTHING, NULL },
    { "max", PART_NUMBER, OF_NOTHING, NULL },
    CLASSES,
    { "hint", PART_LANGUAGES_BELOW, OF_NOTHING, NULL },
    { "sealed", PART_FLAG, OF_NOTHING, N_("Not given: yes.") },
    { "alike", PART_YES, OF_NOTHING, NULL },
    { "is", PART_ONE, OF_FIRST, NULL },
    { "not_before", PART_ONE, OF_TODAY, NULL },
    { "not_after", PART_ONE, OF_TODAY, NULL },
    { "event_answers", PART_SOME, OF_OWN_ANSWERS, NULL },
};
static const struct part_key gate_keys[] = {
    LANGUAGES,
    { "before", PART_ONE, OF_GATE_STEPS, NULL },
    { "field", PART_ONE, OF_FIELDS, N_("It has to be answered.") },
    { "answers", PART_SOME, OF_ANSWERS, N_("None chosen: any answer.") },
    { "published", PART_YES, OF_NOTHING, NULL },
    { "breach_causes", PART_YES, OF_NOTHING, NULL },
    CLASSES,
    { "when_field", PART_ONE, OF_FIELDS, NULL },
    { "when_answers", PART_SOME, OF_WHEN_ANSWERS, NULL },
    { "closing", PART_SOME, OF_CLOSINGS, NULL },
    { "safety", PART_SOME, OF_SAFETY, NULL },
    { "significant", PART_YES, OF_NOTHING, NULL },
    { "significant_why", PART_SOME, OF_SIGNIFICANT, NULL },
};
static const struct part_key route_keys[] = {
    LANGUAGES,
    { "team", PART_TEAM, OF_NOTHING, N_("Empty: where it would go anyway.") },
    { "owner", PART_ONE, OF_OWNERS, N_("Not given: nobody, the team takes it up.") },
    CLASSES,
    { "severities", PART_SOME, OF_SEVERITIES, NULL },
    { "languages", PART_SOME, OF_LANGUAGES, NULL },
    { "channels", PART_SOME, OF_CHANNELS, NULL },
    { "products", PART_WORDS, OF_NOTHING, WORDS },
    { "places", PART_WORDS, OF_NOTHING, WORDS },
    { "units", PART_TEAMS, OF_NOTHING, N_("Teams, one in each line.") },
};
static const struct part_key copy_keys[] = {
    LANGUAGES,
    { "at", PART_SOME, OF_EVENTS, NULL },
    { "team", PART_TEAM, OF_NOTHING, N_("Empty: the team above the complaint's own.") },
    CLASSES,
    { "asks", PART_SOME, OF_FIELDS, N_("Fields of words, which that team fills in.") },
};
static const struct part_key role_keys[] = {
    LANGUAGES,
    { "duty", PART_LANGUAGES_BELOW, OF_NOTHING, NULL },
    { "team", PART_TEAM, OF_NOTHING, TEAM },
    { "outside", PART_YES, OF_NOTHING, NULL },
};
static const struct part_key letter_keys[] = {
    LANGUAGES,
    { "within", PART_TEXT, OF_NOTHING, N_("A number and a unit, such as 6 months. Empty: none.") },
    { "source", PART_ONE, OF_SOURCES, NULL },
};
static const struct part_key sheet_keys[] = { LANGUAGES, CLASSES };
static const struct part_key source_keys[] = {
    { "name", PART_TEXT, OF_NOTHING, NULL },
    { "mark", PART_ONE, OF_MARKS, NULL },
    { "checked", PART_TEXT, OF_NOTHING, N_("A day such as 2026-03-31.") },
};
static const struct part_key contact_keys[] = { LANGUAGES };

#define KEYS(k) k, COUNT(k)
static const struct pack_part all[] = {
    { "contacts", N_("Kinds of contact"), "type", false, KEYS(contact_keys) },
    { "classes", N_("Classes of complaints"), "code", false, KEYS(class_keys) },
    { "fields", N_("Fields"), "name", false, KEYS(field_keys) },
    { "gates", N_("Conditions"), "name", true, KEYS(gate_keys) },
    { "clocks", N_("Time limits"), "name", false, KEYS(clock_keys) },
    { "routes", N_("Routes"), "name", false, KEYS(route_keys) },
    { "letters", N_("Letters"), "name", false, KEYS(letter_keys) },
    { "sheets", N_("Forms"), "code", false, KEYS(sheet_keys) },
    { "copies", N_("Copies"), "name", false, KEYS(copy_keys) },
    { "roles", N_("Roles"), "code", false, KEYS(role_keys) },
    { "tasks", N_("Tasks for other teams"), "code", false, NULL, 0 },
    { "significant", N_("What makes a complaint significant"), "code", false, NULL, 0 },
    { "remedies", N_("Remedies that may be promised"), NULL, false, NULL, 0 },
    { "reportability", N_("Reportability"), "code", false, NULL, 0 },
    { "steps", N_("Chains of steps"), "name", false, NULL, 0 },
    { "sources", N_("Sources of the numbers"), "id", false, KEYS(source_keys) },
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

const char *part_label(const struct lang *l, const struct pack_part *part, const struct part_key *k)
{
    if (k->key && k->of == OF_DATES)
        return lang_text(l, N_("Until the day of"));
    if (k->key)
        return pack_key_words(l, k->key);
    return lang_text(l, strcmp(part->name, "gates") == 0 ? N_("What is missing, in words")
                                                         : N_("What it is called"));
}

/* -- what a thing says -- */

static bool of_maps(const struct node *n)
{
    return n->kind == NODE_LIST && n->n > 0 && n->child[0]->kind == NODE_MAP;
}

/* Names are the thing's own; the unit stands with the length; classes below have their own rows. */
static bool said_elsewhere(const struct node *item, const char *key, const struct node *value)
{
    static const char *const names[] = { "name", "code", "id", "type" };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], key) == 0)
            return true;
    return pack_key_lang(key) || (strcmp(key, "unit") == 0 && node_get(item, "length")) ||
           (strcmp(key, "classes") == 0 && of_maps(value));
}

static const char *words_of(const struct vocabulary *v, const struct node *item, const char *key,
                            const struct node *value);

/* "{what}: {value} · {what}: {value}"; with `but`, without the keys of that part's form. */
static const char *said(const struct vocabulary *v, const struct node *item,
                        const struct pack_part *but)
{
    struct buf b = buf_new(v->a);

    for (size_t i = 0; item->kind == NODE_MAP && i + 1 < item->n; i += 2) {
        const char *key = item->child[i]->text;
        bool asked = false;
        for (size_t k = 0; but && k < but->n_keys; k++)
            asked |= but->key[k].key && strcmp(but->key[k].key, key) == 0;
        if (!asked && !said_elsewhere(item, key, item->child[i + 1]))
            buf_str(&b, lang_format(v->a, v->lang,
                                    b.n > 0 ? N_(" · {what}: {value}") : N_("{what}: {value}"),
                                    "what", pack_key_words(v->lang, key), "value",
                                    words_of(v, item, key, item->child[i + 1]), NULL));
    }
    return buf_text(&b);
}

/* Things by their names, and those that have none by what they say. */
static const char *things_words(const struct vocabulary *v, const struct node *list)
{
    const char *all_words = NULL;

    for (size_t i = 0; i < list->n; i++) {
        const struct node *n = list->child[i];
        bool named = node_get(n, v->lang->tag) || node_get(n, "name") || node_get(n, "code");
        const char *words = named ? pack_item_name(v, n) : said(v, n, NULL);
        all_words = all_words ? lang_format(v->a, v->lang, N_("{names}, {name}"), "names",
                                            all_words, "name", words, NULL)
                              : words;
    }
    return all_words;
}

static const char *words_of(const struct vocabulary *v, const struct node *item, const char *key,
                            const struct node *value)
{
    const struct node *own = node_get(value, v->lang->tag);

    if (own && own->kind == NODE_TEXT)
        return own->text;
    if (strcmp(key, "event") == 0) /* its name would be that of the thing itself */
        return lang_text(v->lang, N_("yes"));
    if (strcmp(key, "blocks") == 0 && value->kind == NODE_LIST)
        return lang_number(v->a, v->lang, (int64_t)value->n);
    if (of_maps(value))
        return things_words(v, value);
    if (value->kind == NODE_MAP)
        return said(v, value, NULL);
    return pack_value_words(v, item, key, value);
}

const char *part_summary(const struct vocabulary *v, const struct node *item)
{
    return said(v, item, NULL);
}

const char *part_beyond(const struct vocabulary *v, const struct pack_part *part,
                        const struct node *item)
{
    return said(v, item, part);
}
