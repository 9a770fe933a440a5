#include "designer/compare_words.h"

#include "base/buf.h"
#include "complaint/clock.h"
#include "complaint/clock_words.h"
#include "complaint/words.h"

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
    { "name", N_("Name") },
    { "code", N_("Code") },
    { "hint", N_("Hint") },
    { "team", N_("Team") },
    { "below", N_("Below") },
    { "kind", N_("Kind") },
    { "stage", N_("Step") },
    { "before", N_("Before") },
    { "asked_of", N_("Who is asked") },
    { "shown_to", N_("Shown to") },
    { "required", N_("Must be filled in") },
    { "sealed", N_("Sealed") },
    { "max", N_("Characters") },
    { "rows", N_("Rows") },
    { "alike", N_("Looked for in other complaints") },
    { "classes", N_("Only for classes") },
    { "choices", N_("Choices") },
    { "columns", N_("Columns") },
    { "questions", N_("Questions") },
    { "event", N_("Tells clocks") },
    { "event_answers", N_("By the answers") },
    { "field", N_("Field") },
    { "answers", N_("Answers") },
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
    { "letter", N_("Letter") },
    { "source", N_("Source") },
    { "mark", N_("Mark") },
    { "checked", N_("Checked on") },
    { "owner", N_("Who answers for it") },
    { "units", N_("Only where it came in at") },
    { "products", N_("Only with these words for the product") },
    { "places", N_("Only with these words for the place") },
    { "languages", N_("Only in these languages") },
    { "channels", N_("Only by these channels") },
    { "severities", N_("Only of this severity") },
    { "safety", N_("Only with this danger") },
    { "significant", N_("Only when significant") },
    { "significant_why", N_("Only when significant by these rules") },
    { "published", N_("A result is published") },
    { "blocks", N_("Passage") },
    { "at", N_("When this happens") },
    { "duty", N_("Duty") },
    { "outside", N_("Outside the organisation") },
    { "limit", N_("How soon") },
    { "fact", N_("Shows") },
    { "chain", N_("Step of it") },
    { "stages", N_("Steps of clause 7") },
    { "called", N_("Once they were called") },
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
    { "asks", N_("Asks for") },
    { "answer", N_("Answer") },
    { "why", N_("Why") },
    { "signals", N_("With these signs") },
    { "impacts", N_("With this impact") },
    { "breach_causes", N_("Causes of missed dates") },
    { "notice", N_("Public notice") },
    { "type", N_("Kind") },
    { "after_days", N_("Asked so many days after the closing") },
    { "without", N_("Without the standard's question") },
    { "words", N_("In the words of") },
};

static const struct key_word parts[] = {
    { "contacts", N_("Kind of contact") },
    { "sources", N_("Source") },
    { "classes", N_("Class") },
    { "fields", N_("Field") },
    { "gates", N_("Condition") },
    { "clocks", N_("Time limit") },
    { "routes", N_("Route") },
    { "letters", N_("Letter") },
    { "sheets", N_("Form") },
    { "copies", N_("Copy") },
    { "roles", N_("Role") },
    { "reportability", N_("Reportability") },
    { "steps", N_("Chain of steps") },
    { "remedies", N_("Remedy") },
    { "tasks", N_("Task") },
    { "significant", N_("Significant complaint") },
};

/* Values that are words of the program. */
static const struct key_word values[] = {
    { "hours", N_("hours") },
    { "working_hours", N_("working hours") },
    { "days", N_("days") },
    { "working_days", N_("working days") },
    { "weeks", N_("weeks") },
    { "months", N_("months") },
    { "nobody", N_("nobody: the team takes it up") },
    { "round_robin", N_("each in turn") },
    { "by_load", N_("who has least to do") },
    { "by_competence", N_("who is good at it") },
    { "complainant", N_("the complainant") },
    { "staff", N_("staff") },
    { "lines", N_("several lines") },
    { "text", N_("one line") },
    { "number", N_("a number") },
    { "money", N_("an amount of money") },
    { "date", N_("a day") },
    { "choice", N_("a choice") },
    { "yes_no", N_("yes or no") },
    { "person", N_("a person") },
    { "file", N_("a file") },
    { "table", N_("a table") },
    { "today", N_("the day on which it is written down") },
    { "scale", N_("a scale of five") },
    { "handling", N_("the handling") },
    { "outcome", N_("the outcome") },
};
static const char *const of_words[] = { "unit", "owner",      "asked_of", "shown_to",
                                        "kind", "not_before", "not_after" };

static bool is_of_words(const char *key)
{
    for (size_t i = 0; i < COUNT(of_words); i++)
        if (strcmp(of_words[i], key) == 0)
            return true;
    return false;
}

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

static void listed(struct buf *b, const struct node *list)
{
    for (size_t i = 0; i < list->n; i++)
        buf_printf(b, "%s%s", i > 0 ? ", " : "",
                   list->child[i]->kind == NODE_TEXT ? list->child[i]->text : "…");
}

static const char *plain(struct arena *a, const struct node *value)
{
    struct buf b = buf_new(a);

    if (value->kind == NODE_TEXT)
        return value->text;
    if (value->kind == NODE_LIST)
        listed(&b, value);
    return buf_text(&b);
}

const char *pack_item_key(struct arena *a, const struct node *item)
{
    static const char *const names[] = { "name", "code", "id", "type" };
    static const char *const about[] = { "before", "field", "when_field", "fact", "classes" };
    struct buf b = buf_new(a);

    if (item->kind != NODE_MAP)
        return plain(a, item);
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_of(item, names[i]))
            return text_of(item, names[i]);
    for (size_t i = 0; i < COUNT(about); i++) {
        const struct node *value = node_get(item, about[i]);
        buf_printf(&b, "%s/", value ? plain(a, value) : "");
    }
    return buf_text(&b);
}

static const char *step_words(const struct lang *l, const char *step)
{
    int at = word_value(&gate_step_words, step);

    return at > 0 ? lang_text(l, word_label(&gate_step_words, at)) : step;
}

const char *pack_item_name(struct arena *a, const struct lang *l, const struct node *item)
{
    const char *own = text_of(item, l->tag), *before = text_of(item, "before");

    if (own && before)
        return lang_format(a, l, N_("before “{step}”: {what}"), "step", step_words(l, before),
                           "what", own, NULL);
    if (own)
        return own;
    return text_of(item, "name") ? text_of(item, "name") : pack_item_key(a, item);
}

static bool flag(const char *text, bool *out)
{
    *out = strcmp(text, "true") == 0;
    return *out || strcmp(text, "false") == 0;
}

/* "24 hours"; only the number when the unit stands elsewhere. */
static const char *length_words(struct arena *a, const struct lang *l, const struct node *map,
                                const char *length)
{
    const char *unit = text_of(map, "unit");

    return unit && clock_unit_of(unit)
               ? clock_length_words(a, l, clock_unit_of(unit), strtoll(length, NULL, 10))
               : length;
}

const char *pack_value_words(struct arena *a, const struct lang *l, const struct node *map,
                             const char *key, const struct node *value)
{
    bool yes;

    if (!value)
        return "";
    if (value->kind != NODE_TEXT)
        return plain(a, value);
    if (strcmp(key, "length") == 0)
        return length_words(a, l, map, value->text);
    if (strcmp(key, "stage") == 0 || strcmp(key, "before") == 0)
        return step_words(l, value->text);
    if (is_of_words(key))
        return words_of(values, COUNT(values), l, value->text);
    if (flag(value->text, &yes))
        return lang_text(l, yes ? N_("yes") : N_("no"));
    return value->text;
}
