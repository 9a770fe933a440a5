#include "designer/compare_words.h"

#include "base/buf.h"
#include "complaint/clock.h"
#include "complaint/clock_words.h"

#include <stdlib.h>
#include <string.h>

struct key_word {
    const char *key, *label;
};

static const struct key_word keys[] = {
    { "title", N_("Title") },
    { "about", N_("What it is for") },
    { "valid", N_("May be taken") },
    { "from", N_("from") },
    { "until", N_("until") },
    { "survey", N_("Survey") },
    { "one_screen", N_("Eight steps on one page") },
    { "reopen_up_to", N_("A satisfaction up to this opens it again") },
    { "name", N_("What it is called") },
    { "code", N_("Code in the text") },
    { "hint", N_("Hint") },
    { "team", N_("Team") },
    { "below", N_("Below the class") },
    { "kind", N_("Kind of answer") },
    { "stage", N_("Step") },
    { "before", N_("Before") },
    { "asked_of", N_("Who is asked") },
    { "shown_to", N_("Shown to") },
    { "required", N_("Must be filled in") },
    { "sealed", N_("Its answer is sealed") },
    { "max", N_("Characters at most") },
    { "rows", N_("Rows at most") },
    { "alike", N_("Looked for in other complaints") },
    { "classes", N_("Only for classes") },
    { "choices", N_("Choices") },
    { "columns", N_("Columns") },
    { "questions", N_("Questions") },
    { "is", N_("Its day stands for") },
    { "answered_by", N_("Answered only by") },
    { "event", N_("Tells clocks") },
    { "event_answers", N_("By the answers") },
    { "field", N_("Field") },
    { "answers", N_("Has to be one of") },
    { "when_field", N_("Only if this field") },
    { "when_answers", N_("has one of these answers") },
    { "closing", N_("Only when closed as") },
    { "length", N_("Within") },
    { "unit", N_("Unit") },
    { "limits", N_("For single classes") },
    { "starts", N_("Starts with") },
    { "stops", N_("Stops with") },
    { "not_before", N_("No day before") },
    { "not_after", N_("No day after") },
    { "calendar", N_("Calendar") },
    { "hours", N_("Office hours") },
    { "counts_first", N_("Counts the day of the start") },
    { "rolls", N_("An end on a day off moves on") },
    { "promise", N_("What complainants are told of it") },
    { "pauses", N_("Stands still while it waits") },
    { "tells", N_("Who is told") },
    { "extends", N_("May be made longer by") },
    { "extends_source", N_("Source of how much longer") },
    { "early", N_("Finished early") },
    { "holding", N_("Letter that tells a delay") },
    { "within", N_("Within") },
    { "letter", N_("Letter that goes out") },
    { "source", N_("Source") },
    { "in_words", N_("As readers see it") },
    { "mark", N_("How sure it is") },
    { "checked", N_("Checked on") },
    { "owner", N_("How its owner is found") },
    { "units", N_("Only where it came in at") },
    { "products", N_("Only with these words for the product") },
    { "places", N_("Only with these words for the place") },
    { "languages", N_("Only in these languages") },
    { "channels", N_("Only by these channels") },
    { "severities", N_("Only of this severity") },
    { "safety", N_("Only with this danger") },
    { "significant", N_("Only when the complaint is significant") },
    { "significant_why", N_("Only when significant by these rules") },
    { "published", N_("A result is published") },
    { "blocks", N_("Passages that must stand in it") },
    { "at", N_("When this happens") },
    { "duty", N_("What this role does") },
    { "outside", N_("Outside the organisation") },
    { "limit", N_("How soon to be reported") },
    { "fact", N_("Shows") },
    { "chain", N_("Step of it") },
    { "stages", N_("Steps of clause 7") },
    { "called", N_("Once they were called") },
    { "carried_out", N_("Once every remedy is carried out") },
    { "ours", N_("Not in the organisation's paper") },
    { "remedies", N_("Remedies that may be promised") },
    { "kinds", N_("Kinds") },
    { "second_above", N_("Two people above this sum") },
    { "review", N_("Looked at again") },
    { "by", N_("Looked at again by") },
    { "ask", N_("What is asked") },
    { "group", N_("Complaints of a group") },
    { "representatives", N_("Representatives at most") },
    { "repeats", N_("Repeat complaints") },
    { "months", N_("Looked for so many months back") },
    { "same", N_("Of one person, when the same") },
    { "refused", N_("From so many refusals on") },
    { "reopened", N_("From so many reopenings on") },
    { "amount", N_("From this sum on") },
    { "on_the_spot", N_("Solved on the spot") },
    { "asks", N_("What is to be filled in") },
    { "answer", N_("Answer that says so") },
    { "why", N_("Why") },
    { "signals", N_("With these signs") },
    { "impacts", N_("With this impact") },
    { "breach_causes", N_("Causes of missed dates") },
    { "notice", N_("Public notice") },
    { "where_and_how", N_("Where and how to complain") },
    { "what_to_provide", N_("What to tell us") },
    { "process", N_("How we handle your complaint") },
    { "times", N_("How long each stage takes") },
    { "outside_options", N_("Where else you can turn") },
    { "status", N_("How to learn where your complaint stands") },
    { "rights_and_duties", N_("Your rights and duties, and ours") },
    { "privacy", N_("What happens with your data") },
    { "type", N_("Kind of contact") },
    { "after_days", N_("Asked so many days after the closing") },
    { "without", N_("Not asked for") },
    { "words", N_("In the words of") },
    { "told", N_("Day on which it was asked") },
    { "answered", N_("Day on which it was answered") },
    { "result", N_("What was answered") },
    { "reportable", N_("Only when it is to be reported") },
    { "fields", N_("Fields") },
};

static const struct key_word parts[] = {
    { "contacts", N_("Kind of contact") },
    { "sources", N_("Source") },
    { "classes", N_("Class") },
    { "fields", N_("Field") },
    { "gates", N_("Condition") },
    { "clocks", N_("Time limit") },
    { "routes", N_("Route") },
    { "letters", N_("Letter to the complainant") },
    { "sheets", N_("Form") },
    { "copies", N_("Copy") },
    { "roles", N_("Role in the procedure") },
    { "reportability", N_("Reportability") },
    { "steps", N_("Chain of steps") },
    { "remedies", N_("Remedy") },
    { "tasks", N_("Task") },
    { "significant", N_("Significant complaint") },
    { "choices", N_("Choice") },
    { "columns", N_("Column") },
    { "limits", N_("Limit for single classes") },
    { "blocks", N_("Passage") },
    { "questions", N_("Question") },
    { "chain", N_("Step of it") },
};

static const char *words_of(const struct key_word *list, size_t n, const struct lang *l,
                            const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].key, key) == 0)
            return lang_text(l, list[i].label);
    return key;
}

const char *pack_key_words(const struct lang *l, const char *key)
{
    return words_of(keys, COUNT(keys), l, key);
}

const char *pack_value_key(const struct lang *l, const char *key, const struct node *value)
{
    bool of_question = strcmp(key, "about") == 0 && value->kind == NODE_TEXT;

    return of_question ? lang_text(l, N_("It is about")) : pack_key_words(l, key);
}

const char *pack_part_words(const struct lang *l, const char *list)
{
    return words_of(parts, COUNT(parts), l, list);
}

const struct lang *pack_key_lang(const char *key)
{
    for (int i = 0; i < LANGS; i++)
        if (strcmp(langs[i].tag, key) == 0)
            return &langs[i];
    return NULL;
}

static const char *text_of(const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);

    return n && n->kind == NODE_TEXT ? n->text : NULL;
}

/* The bare text, for keys. */
static const char *plain(struct arena *a, const struct node *value)
{
    struct buf b = buf_new(a);

    if (value->kind == NODE_TEXT)
        return value->text;
    for (size_t i = 0; value->kind == NODE_LIST && i < value->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "",
                   value->child[i]->kind == NODE_TEXT ? value->child[i]->text : "…");
    return buf_text(&b);
}

const char *pack_item_key(struct arena *a, const struct node *item)
{
    static const char *const names[] = { "name", "code", "id", "type" };

    if (item->kind != NODE_MAP)
        return plain(a, item);
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_of(item, names[i]))
            return text_of(item, names[i]);
    return pack_item_about(a, item);
}

const char *pack_item_about(struct arena *a, const struct node *item)
{
    static const char *const about[] = { "before", "field", "when_field", "fact", "classes" };
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(about); i++) {
        const struct node *value = node_get(item, about[i]);
        buf_printf(&b, "%s/", value ? plain(a, value) : "");
    }
    return buf_text(&b);
}

const char *pack_item_name(const struct vocabulary *v, const struct node *item)
{
    const char *words = text_of(node_get(item, "in_words"), v->lang->tag);
    const char *own = words ? words : text_of(item, v->lang->tag);
    const char *before = text_of(item, "before");
    const char *step = before ? vocabulary_name(v, OF_STEPS, item, before) : NULL;
    /* What has neither words nor a name is called by what it is for. */
    static const char *const by[] = { "kinds", "classes" };

    if (item->kind == NODE_TEXT)
        return item->text;
    if (own && before)
        return lang_format(v->a, v->lang, N_("before “{step}”: {what}"), "step",
                           step ? step : before, "what", own, NULL);
    if (own)
        return own;
    for (size_t i = 0; i < COUNT(by); i++)
        if (!text_of(item, "name") && !text_of(item, "code") && node_get(item, by[i]))
            return pack_value_words(v, item, by[i], node_get(item, by[i]));
    return text_of(item, "name") ? text_of(item, "name") : pack_item_key(v->a, item);
}

static bool flag(const char *text, bool *out)
{
    *out = strcmp(text, "true") == 0;
    return *out || strcmp(text, "false") == 0;
}

/* "24 hours"; only the number when the unit stands elsewhere. */
static const char *length_words(const struct vocabulary *v, const struct node *map,
                                const char *length)
{
    const char *unit = text_of(map, "unit");

    return unit && clock_unit_of(unit)
               ? clock_length_words(v->a, v->lang, clock_unit_of(unit), strtoll(length, NULL, 10))
               : length;
}

/* "3 working_days" in words. */
static const char *span_words(const struct vocabulary *v, const char *text)
{
    const char *unit = strchr(text, ' ');

    return unit && clock_unit_of(unit + 1)
               ? clock_length_words(v->a, v->lang, clock_unit_of(unit + 1), strtoll(text, NULL, 10))
               : text;
}

static const char *more(const struct vocabulary *v, const char *names, const char *name)
{
    return names ? lang_format(v->a, v->lang, N_("{names}, {name}"), "names", names, "name", name,
                               NULL)
                 : name;
}

/* "50:owner 100:manager" in words. */
static const char *tells_words(const struct vocabulary *v, const char *text)
{
    const char *all = NULL;

    for (const char *s = text + strspn(text, " "); *s; s += strcspn(s, " "), s += strspn(s, " ")) {
        size_t share = strcspn(s, ": "), n = strcspn(s, " ");
        const char *whom = s[share] == ':' ? arena_strn(v->a, s + share + 1, n - share - 1) : "";
        const char *name = vocabulary_name(v, OF_TOLD, NULL, whom);
        all = more(v, all,
                   lang_format(v->a, v->lang, N_("at {share}%: {whom}"), "share",
                               arena_strn(v->a, s, share), "whom", name ? name : whom, NULL));
    }
    return all ? all : "";
}

/* "15 30": the first time, then again. */
static const char *extends_words(const struct vocabulary *v, const struct node *map,
                                 const char *text)
{
    const char *all = NULL;

    for (const char *s = text + strspn(text, " "); *s; s += strcspn(s, " "), s += strspn(s, " ")) {
        const char *words = length_words(v, map, arena_strn(v->a, s, strcspn(s, " ")));
        all = all ? lang_format(v->a, v->lang, N_("{first}, then {again}"), "first", all, "again",
                                words, NULL)
                  : words;
    }
    return all ? all : "";
}

static const char *text_words(const struct vocabulary *v, const struct node *map, const char *key,
                              const char *text)
{
    const char *name = vocabulary_name(v, vocabulary_of_key(key), map, text);
    bool yes;

    if (strcmp(key, "length") == 0)
        return length_words(v, map, text);
    if (strcmp(key, "within") == 0)
        return span_words(v, text);
    if (strcmp(key, "tells") == 0)
        return tells_words(v, text);
    if (strcmp(key, "extends") == 0)
        return extends_words(v, map, text);
    if (!name && flag(text, &yes))
        return lang_text(v->lang, yes ? N_("yes") : N_("no"));
    return name ? name : text;
}

/* Texts, or things by their names. */
static const char *list_words(const struct vocabulary *v, const struct node *map, const char *key,
                              const struct node *list)
{
    const char *all = NULL;

    for (size_t i = 0; i < list->n; i++) {
        const struct node *n = list->child[i];
        all = more(v, all,
                   n->kind == NODE_TEXT  ? text_words(v, map, key, n->text)
                   : n->kind == NODE_MAP ? pack_item_name(v, n)
                                         : "…");
    }
    return all ? all : "";
}

const char *pack_value_words(const struct vocabulary *v, const struct node *map, const char *key,
                             const struct node *value)
{
    if (!value)
        return "";
    if (value->kind == NODE_TEXT)
        return text_words(v, map, key, value->text);
    return value->kind == NODE_LIST ? list_words(v, map, key, value) : "";
}
