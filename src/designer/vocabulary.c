/* Fixed words are tables or lists of complaint/words.h; what a pack names itself is looked for in
 * it. */
#include "designer/vocabulary.h"

#include "complaint/clock_words.h"
#include "complaint/happenings.h"
#include "complaint/procedure.h"
#include "complaint/words.h"
#include "web/answer.h"

#include <string.h>

enum { CHOICES = 400 };

/* -- which words those of a key are -- */

static const struct {
    const char *key;
    enum vocabulary_of of;
} of_keys[] = {
    { "starts", OF_EVENTS },
    { "stops", OF_EVENTS },
    { "at", OF_EVENTS },
    { "classes", OF_CLASSES },
    { "field", OF_FIELDS },
    { "fields", OF_FIELDS },
    { "when_field", OF_FIELDS },
    { "asks", OF_FIELDS },
    { "told", OF_FIELDS },
    { "answered", OF_FIELDS },
    { "result", OF_FIELDS },
    { "without", OF_WITHOUT },
    { "until", OF_DATES },
    { "answers", OF_ANSWERS },
    { "answer", OF_ANSWERS },
    { "when_answers", OF_WHEN_ANSWERS },
    { "event_answers", OF_OWN_ANSWERS },
    { "significant_why", OF_SIGNIFICANT },
    { "stage", OF_STEPS },
    { "stages", OF_STEPS },
    { "before", OF_GATE_STEPS },
    { "source", OF_SOURCES },
    { "extends_source", OF_SOURCES },
    { "letter", OF_LETTERS },
    { "holding", OF_LETTERS },
    { "calendar", OF_CALENDARS },
    { "unit", OF_UNITS },
    { "owner", OF_OWNERS },
    { "asked_of", OF_ASKED },
    { "shown_to", OF_ASKED },
    { "kind", OF_FIELD_KINDS },
    { "is", OF_FIRST },
    { "not_before", OF_TODAY },
    { "not_after", OF_TODAY },
    { "answered_by", OF_ANSWERERS },
    { "mark", OF_MARKS },
    { "severities", OF_SEVERITIES },
    { "safety", OF_SAFETY },
    { "impacts", OF_IMPACTS },
    { "channels", OF_CHANNELS },
    { "languages", OF_LANGUAGES },
    { "closing", OF_CLOSINGS },
    { "kinds", OF_REMEDIES },
    { "type", OF_CONTACTS },
    { "signals", OF_SIGNALS },
    { "fact", OF_FACTS },
    { "outside", OF_PARTIES },
    { "same", OF_SAME },
    { "about", OF_ABOUT },
    { "words", OF_SCALES },
};

enum vocabulary_of vocabulary_of_key(const char *key)
{
    for (size_t i = 0; i < COUNT(of_keys); i++)
        if (strcmp(of_keys[i].key, key) == 0)
            return of_keys[i].of;
    return OF_NOTHING;
}

/* -- words of the program -- */

static const struct word units[] = {
    { "hours", N_("hours") },
    { "days", N_("days") },
    { "working_days", N_("working days") },
    { "weeks", N_("weeks") },
    { "months", N_("months") },
    { "working_hours", N_("working hours") }, /* of clocks only */
};
static const struct word owners[] = {
    { "nobody", N_("nobody: the team takes it up") },
    { "round_robin", N_("each in turn") },
    { "by_load", N_("who has least to do") },
    { "by_competence", N_("who is good at it") },
};
static const struct word asked[] = {
    { "staff", N_("staff") },
    { "complainant", N_("the complainant") },
};
/* The first of them in columns too, the last in questions of the survey only. */
enum { COLUMN_KINDS = 8, OWN_KINDS = 10 };
static const struct word field_kinds[] = {
    { "text", N_("one line") },
    { "lines", N_("several lines") },
    { "number", N_("a number") },
    { "money", N_("an amount of money") },
    { "date", N_("a day") },
    { "choice", N_("a choice") },
    { "yes_no", N_("yes or no") },
    { "person", N_("a person") },
    { "file", N_("a file") },
    { "table", N_("a table") },
    { "scale", N_("a scale of five") },
};
static const struct word survey_kinds[] = {
    { "scale", N_("a scale of five") },
    { "yes_no", N_("yes or no") },
    { "choice", N_("a choice") },
    { "text", N_("their own words") },
};
static const struct word today[] = { { "today", N_("the day on which it is written down") } };
static const struct word answerers[] = { { "superior", N_("the superior") } };
static const struct word first[] = { { "received", N_("the first receipt of the complaint") } };
static const struct word marks[] = {
    { "V", N_("verified") },
    { "V2", N_("known at second hand only") },
    { "R", N_("to be checked") },
};
static const struct word yes_no[] = { { "yes", N_("yes") }, { "no", N_("no") } };
static const struct word signals[] = {
    { "safety", N_("a danger to safety") },
    { "injury", N_("somebody was hurt") },
    { "media", N_("the media are involved") },
    { "regulator", N_("a regulator is involved") },
    { "many", N_("many people are affected") },
    { "amount", N_("a large sum") },
    { "senior_staff", N_("senior staff are concerned") },
    { "law", N_("a breach of law") },
};
static const struct word facts[] = {
    { "reference", N_("reference number") },
    { "received", N_("when it was received") },
    { "channel", N_("by which channel it came") },
    { "recorded_by", N_("who took it down") },
    { "name", N_("name of the complainant") },
    { "contact", N_("how to reach the complainant") },
    { "class", N_("class") },
    { "place", N_("place") },
    { "happened", N_("when it happened") },
    { "content", N_("what is complained about") },
    { "remedy_sought", N_("what the complainant wants") },
    { "owner", N_("who answers for it") },
    { "opinion", N_("reasons of the decision") },
    { "result", N_("what was carried out") },
    { "told", N_("when the complainant was told") },
    { "answer", N_("answer of the complainant") },
    { "satisfaction", N_("satisfaction") },
    { "closed", N_("when it was closed") },
};
static const struct word same[] = {
    { "class", N_("class") },
    { "problem", N_("problem") },
};
static const struct word about[] = {
    { "handling", N_("the handling") },
    { "outcome", N_("the outcome") },
};
static const struct word scales[] = {
    { "how_well", N_("very well … very badly") },
    { "satisfied", N_("very satisfied … very dissatisfied") },
};
static const struct word standard[] = {
    { "fair", N_("whether both sides were treated fairly") },
    { "outcome", N_("how satisfied they are with the outcome") },
};
static const struct word owner_told[] = { { "owner", N_("whoever answers for it") } };

struct word_list {
    const struct word *word;
    size_t n;
};
#define WORD_LIST(w)                                                                               \
    (struct word_list)                                                                             \
    {                                                                                              \
        w, COUNT(w)                                                                                \
    }

static struct word_list listed(const struct words *w)
{
    return (struct word_list){ w->word + 1, (size_t)w->n - 1 };
}

static struct word_list list_of(enum vocabulary_of of)
{
    switch (of) {
    case OF_EVENTS:
        return listed(&happening_words);
    case OF_STEPS:
        return listed(&gate_step_words);
    case OF_GATE_STEPS:
        return (struct word_list){ gate_step_words.word + GATE_ASSESSMENT,
                                   (size_t)gate_step_words.n - GATE_ASSESSMENT };
    case OF_UNITS:
        return WORD_LIST(units);
    case OF_TASK_UNITS:
        return (struct word_list){ units, COUNT(units) - 1 };
    case OF_OWNERS:
        return WORD_LIST(owners);
    case OF_ASKED:
        return WORD_LIST(asked);
    case OF_FIELD_KINDS:
        return WORD_LIST(field_kinds);
    case OF_OWN_KINDS:
        return (struct word_list){ field_kinds, OWN_KINDS };
    case OF_COLUMN_KINDS:
        return (struct word_list){ field_kinds, COLUMN_KINDS };
    case OF_TODAY:
        return WORD_LIST(today);
    case OF_ANSWERERS:
        return WORD_LIST(answerers);
    case OF_FIRST:
        return WORD_LIST(first);
    case OF_MARKS:
        return WORD_LIST(marks);
    case OF_SEVERITIES:
        return listed(&severity_words);
    case OF_SAFETY:
        return listed(&safety_words);
    case OF_IMPACTS:
        return listed(&impact_words);
    case OF_CHANNELS:
        return listed(&channel_words);
    case OF_CLOSINGS:
        return listed(&closing_reason_words);
    case OF_REMEDIES:
        return listed(&remedy_kind_words);
    case OF_CONTACTS:
        return listed(&contact_type_words);
    case OF_SIGNALS:
        return WORD_LIST(signals);
    case OF_FACTS:
        return WORD_LIST(facts);
    case OF_SAME:
        return WORD_LIST(same);
    case OF_ABOUT:
        return WORD_LIST(about);
    case OF_SCALES:
        return WORD_LIST(scales);
    case OF_SURVEY_KINDS:
        return WORD_LIST(survey_kinds);
    case OF_STANDARD:
        return WORD_LIST(standard);
    case OF_TOLD:
        return WORD_LIST(owner_told);
    default: /* what a pack or the organisation names itself */
        return (struct word_list){ NULL, 0 };
    }
}

/* -- what is gathered: all, or the one that is looked for -- */

struct gathering {
    const struct vocabulary *v;
    const char *code; /* looked for; NULL: all */
    struct choice *list;
    size_t n, room;
};

static const char *text_of(const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);

    return n && n->kind == NODE_TEXT ? n->text : NULL;
}

static bool there(const struct gathering *g, const char *code)
{
    for (size_t i = 0; i < g->n; i++)
        if (strcmp(g->list[i].value, code) == 0)
            return true;
    return false;
}

static void put(struct gathering *g, const char *code, const char *name)
{
    if (!code || !*code || (g->code && strcmp(g->code, code) != 0) || g->n == g->room ||
        there(g, code))
        return;
    g->list[g->n++] = (struct choice){ .value = code, .label = name ? name : code, .hint = code };
}

static void put_list(struct gathering *g, struct word_list t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.word[i].code)
            put(g, t.word[i].code, lang_text(g->v->lang, t.word[i].label));
}

/* What a thing of the pack is called in the reader's language. */
static const char *own_name(const struct gathering *g, const struct node *item)
{
    return text_of(item, g->v->lang->tag);
}

static const struct node *part(const struct gathering *g, const char *name)
{
    const struct node *list = g->v->top ? node_get(g->v->top, name) : NULL;

    return list && list->kind == NODE_LIST ? list : NULL;
}

static void put_part(struct gathering *g, const char *name, const char *key)
{
    const struct node *list = part(g, name);

    for (size_t i = 0; list && i < list->n; i++)
        if (list->child[i]->kind == NODE_MAP)
            put(g, text_of(list->child[i], key), own_name(g, list->child[i]));
}

static void put_sources(struct gathering *g)
{
    const struct node *list = part(g, "sources");

    for (size_t i = 0; list && i < list->n; i++) {
        const char *own = text_of(node_get(list->child[i], "in_words"), g->v->lang->tag);
        put(g, text_of(list->child[i], "id"), own ? own : text_of(list->child[i], "name"));
    }
}

/* "Goods – Bread". */
static void put_classes(struct gathering *g, const struct node *list, const char *above)
{
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++) {
        const struct node *item = list->child[i];
        const char *name = item->kind == NODE_MAP ? own_name(g, item) : NULL;
        if (name && above)
            name = lang_format(g->v->a, g->v->lang, N_("{class} – {below}"), "class", above,
                               "below", name, NULL);
        put(g, text_of(item, "code"), name);
        put_classes(g, node_get(item, "classes"), name);
    }
}

/* -- events that a pack adds -- */

static const char *answered(const struct gathering *g, const struct node *item)
{
    const char *name = own_name(g, item);

    return name ? lang_format(g->v->a, g->v->lang, N_("answered: {field}"), "field", name, NULL)
                : NULL;
}

static void put_answered(struct gathering *g, const struct node *list)
{
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++)
        put(g, text_of(list->child[i], "event"), answered(g, list->child[i]));
}

static void put_reportability(struct gathering *g)
{
    const struct node *list = part(g, "reportability");

    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *item = list->child[i];
        const char *code = text_of(item, "code"), *name = own_name(g, item);
        if (!code || !name)
            continue;
        put(g, arena_printf(g->v->a, "%s_open", code),
            lang_format(g->v->a, g->v->lang, N_("may have to be reported: {where}"), "where", name,
                        NULL));
        put(g, arena_printf(g->v->a, "%s_done", code),
            lang_format(g->v->a, g->v->lang, N_("reported, or found not reportable: {where}"),
                        "where", name, NULL));
        put_answered(g, node_get(item, "questions"));
    }
}

static void put_events(struct gathering *g)
{
    const struct node *rules = part(g, "significant");

    put_list(g, list_of(OF_EVENTS));
    put_answered(g, part(g, "fields"));
    for (size_t i = 0; rules && i < rules->n; i++) {
        const char *name = own_name(g, rules->child[i]);
        put(g, text_of(rules->child[i], "event"),
            name ? lang_format(g->v->a, g->v->lang, N_("found significant: {why}"), "why", name,
                               NULL)
                 : NULL);
    }
    put_reportability(g);
}

/* -- fields and their answers -- */

static bool is(const struct node *map, const char *key, const char *value)
{
    const char *text = text_of(map, key);

    return text && strcmp(text, value) == 0;
}

/* A clock ends on a day that is still to come. */
static void put_dates(struct gathering *g)
{
    const struct node *list = part(g, "fields");

    for (size_t i = 0; list && i < list->n; i++)
        if (is(list->child[i], "kind", "date") && is(list->child[i], "not_before", "today"))
            put(g, text_of(list->child[i], "name"), own_name(g, list->child[i]));
}

static void put_fields(struct gathering *g, const char *kind)
{
    const struct node *list = part(g, "fields");

    for (size_t i = 0; list && i < list->n; i++)
        if (is(list->child[i], "kind", kind))
            put(g, text_of(list->child[i], "name"), own_name(g, list->child[i]));
}

static void put_choice_fields(struct gathering *g)
{
    const struct node *list = part(g, "fields");

    for (size_t i = 0; list && i < list->n; i++)
        if (is(list->child[i], "kind", "choice") || is(list->child[i], "kind", "yes_no"))
            put(g, text_of(list->child[i], "name"), own_name(g, list->child[i]));
}

/* The receipt asks for its own anyway, and a short form has no room for rows and files. */
static void put_later_fields(struct gathering *g)
{
    const struct node *list = part(g, "fields");

    for (size_t i = 0; list && i < list->n; i++)
        if (!is(list->child[i], "kind", "table") && !is(list->child[i], "kind", "file") &&
            !is(list->child[i], "stage", "receipt"))
            put(g, text_of(list->child[i], "name"), own_name(g, list->child[i]));
}

static const struct node *field_named(const struct gathering *g, const char *name)
{
    const struct node *list = part(g, "fields");

    for (size_t i = 0; name && list && i < list->n; i++)
        if (is(list->child[i], "name", name))
            return list->child[i];
    return NULL;
}

/* With the field in front where answers of several stand together. */
static void put_answers_of(struct gathering *g, const struct node *field, bool several)
{
    const struct node *list = node_get(field, "choices");

    if (is(field, "kind", "yes_no"))
        put_list(g, WORD_LIST(yes_no));
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++) {
        const char *name = own_name(g, list->child[i]);
        if (several && name && own_name(g, field))
            name = lang_format(g->v->a, g->v->lang, N_("{field}: {answer}"), "field",
                               own_name(g, field), "answer", name, NULL);
        put(g, text_of(list->child[i], "code"), name);
    }
}

/* Of the field that is named; of all that can be chosen in, where none is yet. */
static void put_answers(struct gathering *g, const struct node *item, const char *key)
{
    const struct node *field = item ? field_named(g, text_of(item, key)) : NULL;
    const struct node *list = part(g, "fields");

    if (field)
        put_answers_of(g, field, false);
    for (size_t i = 0; !field && list && i < list->n; i++)
        put_answers_of(g, list->child[i], true);
}

/* -- the organisation's -- */

static void put_calendars(struct gathering *g)
{
    const struct calendar_row *c = g->v->p ? g->v->p->calendars.row : NULL;

    for (size_t i = 0; c && i < g->v->p->calendars.n; i++)
        put(g, c[i].name, calendar_label(&c[i], g->v->lang));
}

static void put_codes(struct gathering *g, const char *name)
{
    const struct code_row *c = g->v->p ? g->v->p->codes.row : NULL;

    for (size_t i = 0; c && i < g->v->p->codes.n; i++)
        if (strcmp(c[i].list, name) == 0)
            put(g, c[i].code, code_label(&c[i], g->v->lang));
}

static void put_languages(struct gathering *g)
{
    for (int i = 0; i < LANGS; i++)
        put(g, langs[i].tag, langs[i].name);
}

/* Roles of the pack that have people. */
static void put_roles(struct gathering *g)
{
    const struct node *list = part(g, "roles");

    for (size_t i = 0; list && i < list->n; i++)
        if (text_of(list->child[i], "team"))
            put(g, text_of(list->child[i], "code"), own_name(g, list->child[i]));
}

/* Roles of the program, and those. */
static void put_told(struct gathering *g)
{
    put_list(g, list_of(OF_TOLD));
    put_list(g, listed(&role_words));
    put_roles(g);
}

static void gather(struct gathering *g, enum vocabulary_of of, const struct node *item)
{
    switch (of) {
    case OF_EVENTS:
        put_events(g);
        break;
    case OF_CLASSES:
        put_classes(g, part(g, "classes"), NULL);
        break;
    case OF_FIELDS:
        put_part(g, "fields", "name");
        break;
    case OF_CHOICE_FIELDS:
        put_choice_fields(g);
        break;
    case OF_LATER_FIELDS:
        put_later_fields(g);
        break;
    case OF_WITHOUT: /* what is left out of a closing has a reason there */
        if (node_get(item, "why"))
            put_part(g, "fields", "name");
        else
            put_list(g, list_of(OF_STANDARD));
        break;
    case OF_FIELD_KINDS: /* only a question of the survey is about one or the other */
        put_list(g, list_of(node_get(item, "about") ? OF_SURVEY_KINDS : of));
        break;
    case OF_ANSWERERS:
        put_list(g, list_of(of));
        put_roles(g);
        break;
    case OF_DATES:
        put_dates(g);
        break;
    case OF_DAY_FIELDS:
        put_fields(g, "date");
        break;
    case OF_LINES_FIELDS:
        put_fields(g, "lines");
        break;
    case OF_ANSWERS:
        put_answers(g, item, "field");
        break;
    case OF_WHEN_ANSWERS:
        put_answers(g, item, "when_field");
        break;
    case OF_OWN_ANSWERS:
        if (item)
            put_answers_of(g, item, false);
        break;
    case OF_SIGNIFICANT:
        put_part(g, "significant", "code");
        break;
    case OF_SOURCES:
        put_sources(g);
        break;
    case OF_LETTERS:
        put_part(g, "letters", "name");
        break;
    case OF_CALENDARS:
        put_calendars(g);
        break;
    case OF_LANGUAGES:
        put_languages(g);
        break;
    case OF_CHANNELS:
        put_codes(g, "channel");
        put_list(g, list_of(of));
        break;
    case OF_PARTIES:
        put_codes(g, "outside_party");
        break;
    case OF_TOLD:
        put_told(g);
        break;
    default: /* words of the program */
        put_list(g, list_of(of));
        break;
    }
}

const char *vocabulary_name(const struct vocabulary *v, enum vocabulary_of of,
                            const struct node *item, const char *code)
{
    struct choice one;
    struct gathering g = { .v = v, .code = code, .list = &one, .room = 1 };

    if (of == OF_NOTHING || !*code)
        return NULL;
    gather(&g, of, item);
    return g.n > 0 ? one.label : NULL;
}

size_t vocabulary_all(const struct vocabulary *v, enum vocabulary_of of, const struct node *item,
                      struct choice **out)
{
    struct gathering g = { .v = v, .room = CHOICES };

    g.list = *out = ARENA_ARRAY(v->a, struct choice, CHOICES);
    gather(&g, of, item);
    return g.n;
}
