#include "designer/parts.h"

#include "base/buf.h"
#include "designer/compare_words.h"

#include <string.h>

#define KEYS(k) .key = k, .n_keys = COUNT(k)
#define LANGUAGES                                                                                  \
    {                                                                                              \
        .kind = PART_LANGUAGES                                                                     \
    }
#define KEY(name, what) .key = name, .kind = what
#define ONE(name, codes) .key = name, .kind = PART_ONE, .of = codes
#define SOME(name, codes) .key = name, .kind = PART_SOME, .of = codes
#define CLASSES                                                                                    \
    {                                                                                              \
        SOME("classes", OF_CLASSES),                                                               \
            .hint = N_("None chosen: all. Those below a class go with it.")                        \
    }
#define WORDS N_("One in each line.")
#define TEAM N_("Choose a team that is there; another one has to be said to be made later.")
#define EVENT                                                                                      \
    N_("A name of its own, in small letters, by which time limits start and stop. Empty: none.")
#define A_DAY N_("A day such as 2026-03-31.")
#define LONGER N_("Empty: never.")
#define WHEN                                                                                       \
    { ONE("when_field", OF_FIELDS) },                                                              \
    {                                                                                              \
        SOME("when_answers", OF_WHEN_ANSWERS)                                                      \
    }

/* -- what stands in other things -- */

static const struct part_key choice_keys[] = { LANGUAGES };
static const struct pack_part choices = { "choices", N_("Choices"), "code", .rows = 4,
                                          KEYS(choice_keys) };
static const struct part_key column_keys[] = {
    LANGUAGES,
    { ONE("kind", OF_COLUMN_KINDS) },
    { KEY("required", PART_YES) },
    { KEY("max", PART_NUMBER) },
    { KEY("choices", PART_THINGS), .only = "choice", .things = &choices },
};
static const struct pack_part columns = { "columns", N_("Columns"), "name", .rows = 3,
                                          KEYS(column_keys) };
static const struct part_key limit_keys[] = {
    { SOME("classes", OF_CLASSES), .hint = N_("Those below a class go with it.") },
    { KEY("length", PART_NUMBER) },
    { ONE("unit", OF_UNITS), .hint = N_("Not given: as the time limit itself.") },
    { KEY("extends", PART_LONGER), .hint = N_("Empty: as the time limit itself.") },
    { ONE("source", OF_SOURCES), .hint = N_("Not given: the same.") },
};
static const struct pack_part limits = { "limits", N_("For single classes"), KEYS(limit_keys) };
static const struct part_key block_keys[] = { LANGUAGES };
static const struct pack_part blocks = { "blocks", N_("Passages that must stand in it"),
                                         KEYS(block_keys) };
static const struct part_key paper_keys[] = {
    LANGUAGES,
    { ONE("fact", OF_FACTS), .hint = N_("Either this, or a field.") },
    { ONE("field", OF_FIELDS) },
    { KEY("ours", PART_YES) },
};
static const struct pack_part paper = { "columns", N_("Columns"), NULL, .rows = 4,
                                        KEYS(paper_keys) };
static const struct part_key question_keys[] = {
    LANGUAGES,
    { ONE("kind", OF_COLUMN_KINDS) },
    { KEY("max", PART_NUMBER) },
    { KEY("choices", PART_THINGS), .only = "choice", .things = &choices },
    { KEY("event", PART_TEXT), .hint = EVENT },
    { SOME("event_answers", OF_OWN_ANSWERS) },
};
static const struct pack_part questions = { "questions", N_("Questions"), "name", .rows = 2,
                                            KEYS(question_keys) };
static const struct part_key asked_keys[] = {
    LANGUAGES,
    { ONE("about", OF_ABOUT) },
    { ONE("kind", OF_SURVEY_KINDS) },
    { ONE("words", OF_SCALES), .only = "scale", .hint = N_("Only of a scale.") },
    { KEY("choices", PART_THINGS), .only = "choice", .things = &choices },
    { KEY("required", PART_YES) },
    CLASSES,
    { KEY("hint", PART_LANGUAGES_BELOW) },
};
static const struct pack_part asked = { "questions", N_("Questions"), "name", KEYS(asked_keys) };
static const struct part_key step_keys[] = {
    LANGUAGES,
    { SOME("stages", OF_STEPS), .hint = N_("None chosen: it stands before any complaint.") },
    { KEY("called", PART_YES) },
    { KEY("carried_out", PART_YES) },
    { SOME("fields", OF_FIELDS), .hint = N_("They have to be answered; yes or no with yes.") },
};
static const struct pack_part chain = { "chain", N_("Steps, in their order"), NULL, .rows = 3,
                                        KEYS(step_keys) };

/* -- the parts -- */

static const struct part_key clock_keys[] = {
    LANGUAGES,
    { KEY("length", PART_NUMBER) },
    { ONE("unit", OF_UNITS) },
    { ONE("until", OF_DATES),
      .hint = N_("It ends on the day that is written there, in place of a length.") },
    { SOME("starts", OF_EVENTS) },
    { SOME("stops", OF_EVENTS) },
    { ONE("calendar", OF_CALENDARS),
      .hint = N_("Not given: the pack's, or else the organisation's own.") },
    { KEY("hours", PART_WEEK), .hint = N_("All empty: whole days.") },
    { KEY("tells", PART_TELLS), .of = OF_TOLD,
      .hint = N_("How much of the time has passed, in percent, and who is told then.") },
    { KEY("extends", PART_LONGER), .hint = LONGER },
    { KEY("limits", PART_THINGS), .things = &limits },
    { KEY("within", PART_SPAN), .of = OF_UNITS, .in = "early",
      .hint = N_("What is told or closed within this time gets a shorter letter. Empty: none.") },
    { ONE("letter", OF_LETTERS), .in = "early" },
    { ONE("source", OF_SOURCES), .in = "early" },
    { ONE("holding", OF_LETTERS), .hint = N_("A delay is told by it while the date stays.") },
    { KEY("pauses", PART_YES) },
    { KEY("counts_first", PART_YES) },
    { KEY("rolls", PART_YES) },
    { KEY("promise", PART_LANGUAGES_BELOW), .hint = N_("Empty: nothing.") },
    { ONE("source", OF_SOURCES) },
    { ONE("extends_source", OF_SOURCES), .hint = N_("Not given: the same.") },
};
static const struct part_key class_keys[] = {
    LANGUAGES,
    { KEY("hint", PART_LANGUAGES_BELOW) },
    { KEY("team", PART_TEAM), .hint = TEAM },
};
static const struct part_key field_keys[] = {
    LANGUAGES,
    { ONE("kind", OF_OWN_KINDS) },
    { KEY("choices", PART_THINGS), .only = "choice", .things = &choices },
    { KEY("columns", PART_THINGS), .only = "table", .things = &columns },
    { KEY("rows", PART_NUMBER), .only = "table", .hint = N_("Only of a table.") },
    { ONE("stage", OF_STEPS) },
    { ONE("asked_of", OF_ASKED) },
    { ONE("shown_to", OF_ASKED) },
    { KEY("required", PART_YES) },
    { KEY("max", PART_NUMBER) },
    CLASSES,
    { KEY("hint", PART_LANGUAGES_BELOW) },
    { KEY("sealed", PART_FLAG), .hint = N_("Not given: yes.") },
    { KEY("alike", PART_YES) },
    { ONE("is", OF_FIRST) },
    { ONE("not_before", OF_TODAY) },
    { ONE("not_after", OF_TODAY) },
    { ONE("answered_by", OF_ANSWERERS), .hint = N_("Not given: whoever works on the complaint.") },
    { KEY("event", PART_TEXT), .hint = EVENT },
    { SOME("event_answers", OF_OWN_ANSWERS) },
};
static const struct part_key gate_keys[] = {
    LANGUAGES,
    { ONE("before", OF_GATE_STEPS) },
    { ONE("field", OF_FIELDS), .hint = N_("It has to be answered.") },
    { SOME("answers", OF_ANSWERS), .hint = N_("None chosen: any answer.") },
    { KEY("published", PART_YES) },
    { KEY("breach_causes", PART_YES) },
    CLASSES,
    WHEN,
    { SOME("closing", OF_CLOSINGS) },
    { SOME("safety", OF_SAFETY) },
    { KEY("significant", PART_YES) },
    { SOME("significant_why", OF_SIGNIFICANT) },
};
static const struct part_key route_keys[] = {
    LANGUAGES,
    { KEY("team", PART_TEAM), .hint = N_("Empty: where it would go anyway.") },
    { ONE("owner", OF_OWNERS), .hint = N_("Not given: nobody, the team takes it up.") },
    CLASSES,
    { SOME("severities", OF_SEVERITIES) },
    { SOME("languages", OF_LANGUAGES) },
    { SOME("channels", OF_CHANNELS) },
    { KEY("products", PART_WORDS), .hint = WORDS },
    { KEY("places", PART_WORDS), .hint = WORDS },
    { KEY("units", PART_TEAMS), .hint = N_("Teams, one in each line.") },
};
static const struct part_key copy_keys[] = {
    LANGUAGES,
    { SOME("at", OF_EVENTS) },
    { KEY("team", PART_TEAM), .hint = N_("Empty: the team above the complaint's own.") },
    CLASSES,
    { SOME("asks", OF_FIELDS), .hint = N_("Fields of words, which that team fills in.") },
};
static const struct part_key role_keys[] = {
    LANGUAGES,
    { KEY("duty", PART_LANGUAGES_BELOW) },
    { KEY("team", PART_TEAM), .hint = TEAM },
    { KEY("outside", PART_YES) },
};
static const struct part_key letter_keys[] = {
    LANGUAGES,
    { KEY("blocks", PART_THINGS), .things = &blocks },
    { KEY("within", PART_SPAN), .of = OF_UNITS,
      .hint = N_("The time that its passages name. Empty: none.") },
    { ONE("source", OF_SOURCES) },
};
static const struct part_key sheet_keys[] = {
    LANGUAGES,
    { KEY("columns", PART_THINGS), .things = &paper },
    CLASSES,
};
static const struct part_key source_keys[] = {
    { KEY("name", PART_TEXT) },
    { KEY("in_words", PART_LANGUAGES_BELOW), .hint = N_("Empty: what it is called.") },
    { ONE("mark", OF_MARKS) },
    { KEY("checked", PART_TEXT), .hint = A_DAY },
};
static const struct part_key contact_keys[] = { LANGUAGES };
static const struct part_key task_keys[] = {
    LANGUAGES,
    { KEY("ask", PART_LANGUAGES_BELOW) },
    { KEY("team", PART_TEAM), .hint = N_("Empty: it is chosen on the complaint.") },
    { KEY("length", PART_NUMBER) },
    { ONE("unit", OF_TASK_UNITS) },
    { ONE("stage", OF_STEPS), .hint = N_("In which it is usually asked. Not given: at any time.") },
    CLASSES,
    { ONE("outside", OF_PARTIES), .hint = N_("Who is asked in place of a team.") },
    { ONE("told", OF_DAY_FIELDS), .hint = N_("Filled in when they are first asked.") },
    { ONE("answered", OF_DAY_FIELDS), .hint = N_("Filled in when they answer.") },
    { ONE("result", OF_LINES_FIELDS), .hint = N_("Filled in with what they answer.") },
    { ONE("source", OF_SOURCES) },
};
static const struct part_key significant_keys[] = {
    LANGUAGES,
    { SOME("signals", OF_SIGNALS) },
    { SOME("severities", OF_SEVERITIES) },
    { SOME("safety", OF_SAFETY) },
    { SOME("impacts", OF_IMPACTS) },
    { SOME("channels", OF_CHANNELS) },
    CLASSES,
    { KEY("amount", PART_MONEY) },
    WHEN,
    { KEY("reportable", PART_YES) },
    { KEY("refused", PART_NUMBER) },
    { KEY("reopened", PART_NUMBER) },
    { KEY("repeats", PART_NUMBER) },
    { KEY("event", PART_TEXT), .hint = EVENT },
    { ONE("source", OF_SOURCES) },
};
static const struct part_key remedy_keys[] = {
    { SOME("kinds", OF_REMEDIES) },
    CLASSES,
    { KEY("second_above", PART_MONEY), .hint = N_("Empty: as the limit of whoever promises it.") },
    { ONE("source", OF_SOURCES) },
};
static const struct part_key regime_keys[] = {
    LANGUAGES,
    { KEY("limit", PART_LANGUAGES_BELOW) },
    { KEY("questions", PART_THINGS), .things = &questions },
    CLASSES,
    WHEN,
    { ONE("source", OF_SOURCES) },
};
static const struct part_key chain_keys[] = {
    LANGUAGES,
    { KEY("chain", PART_THINGS), .things = &chain },
    CLASSES,
};

static const struct part_key whole_keys[] = {
    { KEY("title", PART_LANGUAGES_BELOW) },
    { KEY("about", PART_LANGUAGES_BELOW) },
    { ONE("calendar", OF_CALENDARS), .hint = N_("Not given: the organisation's own.") },
    { KEY("one_screen", PART_YES) },
    { KEY("from", PART_TEXT), .in = "valid", .hint = A_DAY },
    { KEY("until", PART_TEXT), .in = "valid", .hint = A_DAY },
    { KEY("from", PART_TEXT), .in = "review", .hint = A_DAY },
    { KEY("by", PART_TEXT), .in = "review", .hint = A_DAY },
    { KEY("representatives", PART_NUMBER), .in = "group" },
    { ONE("source", OF_SOURCES), .in = "group" },
    { KEY("months", PART_NUMBER), .in = "repeats" },
    { SOME("same", OF_SAME), .in = "repeats" },
    { SOME("fields", OF_FIELDS), .in = "repeats" },
    { ONE("source", OF_SOURCES), .in = "repeats" },
};
static const struct part_key spot_keys[] = {
    { ONE("field", OF_CHOICE_FIELDS), .hint = N_("Not given: only the short form says so.") },
    { ONE("answer", OF_ANSWERS) },
    { SOME("asks", OF_LATER_FIELDS), .hint = N_("Beside the fields of the receipt.") },
    { SOME("without", OF_FIELDS), .hint = N_("It needs the reason below.") },
    { KEY("why", PART_LANGUAGES_BELOW),
      .hint = N_("Administrators read it on the page of the procedure.") },
};
static const struct part_key survey_keys[] = {
    { KEY("reopen_up_to", PART_NUMBER), .hint = N_("From 1 to 4. Empty: none does.") },
    { KEY("after_days", PART_NUMBER), .hint = N_("Empty: at once.") },
    { SOME("without", OF_STANDARD) },
    { ONE("source", OF_SOURCES) },
    { KEY("questions", PART_THINGS), .things = &asked },
};
#define PARAGRAPHS(name)                                                                           \
    {                                                                                              \
        KEY(name, PART_LANGUAGES_BELOW), .long_text = true                                         \
    }
static const struct part_key notice_keys[] = {
    PARAGRAPHS("where_and_how"),
    PARAGRAPHS("what_to_provide"),
    PARAGRAPHS("process"),
    { KEY("times", PART_LANGUAGES_BELOW), .long_text = true,
      .hint = N_("Remarks below the times, which always come from the time limits.") },
    PARAGRAPHS("remedies"),
    { KEY("outside_options", PART_LANGUAGES_BELOW), .long_text = true,
      .hint = N_("One block for each, with an empty line between them: its name, what it does, and "
                 "an address that begins with https://.") },
    PARAGRAPHS("status"),
    { KEY("rights_and_duties", PART_LANGUAGES_BELOW), .long_text = true,
      .hint = N_("The rights, an empty line, and the duties of both sides.") },
    PARAGRAPHS("privacy"),
};

static const struct pack_part all[] = {
    { "procedure", N_("The procedure itself"), .whole = true, KEYS(whole_keys) },
    { "contacts", N_("Kinds of contact"), "type", KEYS(contact_keys) },
    { "classes", N_("Classes of complaints"), "code", KEYS(class_keys) },
    { "fields", N_("Fields"), "name", KEYS(field_keys) },
    { "gates", N_("Conditions"), "name", true, KEYS(gate_keys) },
    { "clocks", N_("Time limits"), "name", KEYS(clock_keys) },
    { "routes", N_("Routes"), "name", KEYS(route_keys) },
    { "tasks", N_("Tasks for other teams"), "code", KEYS(task_keys) },
    { "significant", N_("What makes a complaint significant"), "code", KEYS(significant_keys) },
    { "remedies", N_("Remedies that may be promised"), NULL, KEYS(remedy_keys) },
    { "letters", N_("Letters"), "name", KEYS(letter_keys) },
    { "sheets", N_("Forms"), "code", KEYS(sheet_keys) },
    { "copies", N_("Copies"), "name", KEYS(copy_keys) },
    { "roles", N_("Roles"), "code", KEYS(role_keys) },
    { "reportability", N_("Reportability"), "code", KEYS(regime_keys) },
    { "steps", N_("Chains of steps"), "name", KEYS(chain_keys) },
    { "on_the_spot", N_("Solved on the spot"), .mapping = true, KEYS(spot_keys) },
    { "survey", N_("Survey"), .mapping = true, KEYS(survey_keys) },
    { "notice", N_("Public notice"), .mapping = true, KEYS(notice_keys) },
    { "sources", N_("Sources of the numbers"), "id", KEYS(source_keys) },
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

const struct pack_part *part_things(const struct pack_part *part, const char *key)
{
    for (size_t i = 0; i < part->n_keys; i++)
        if (part->key[i].kind == PART_THINGS && strcmp(part->key[i].key, key) == 0)
            return part->key[i].things;
    return NULL;
}

const struct node *part_value(const struct part_key *k, const struct node *item)
{
    return node_get(k->in ? node_get(item, k->in) : item, k->key);
}

const char *part_input(struct arena *a, const struct part_key *k)
{
    return k->in ? arena_printf(a, "%s.%s", k->in, k->key) : k->key;
}

/* Where a key says something else than in other parts. */
static const struct {
    const char *part, *key, *label;
} labels[] = {
    { "significant", "repeats", N_("The same again after so many") },
    { "questions", "about", N_("It is about") },
    { "on_the_spot", "field", N_("Field that says so by itself") },
    { "on_the_spot", "asks", N_("The short form asks also for") },
    { "on_the_spot", "without", N_("Its closing does not ask for") },
    { "survey", "without", N_("Questions of the standard that are left out") },
    { "notice", "remedies", N_("What we can do to put it right") },
};

static const char *label_of(const struct pack_part *part, const struct part_key *k)
{
    if (!k->key)
        return strcmp(part->name, "gates") == 0       ? N_("What is missing, in words")
               : strcmp(part->name, "blocks") == 0    ? N_("The passage")
               : strcmp(part->name, "questions") == 0 ? N_("The question, in words")
                                                      : N_("What it is called");
    for (size_t i = 0; i < COUNT(labels); i++)
        if (strcmp(part->name, labels[i].part) == 0 && strcmp(k->key, labels[i].key) == 0)
            return labels[i].label;
    if (k->of == OF_DATES)
        return N_("Until the day of");
    if (k->in && strcmp(k->in, "review") == 0)
        return strcmp(k->key, "by") == 0 ? N_("Looked at again by") : N_("Looked at again from");
    if (k->in && strcmp(k->in, "early") == 0)
        return k->kind == PART_SPAN            ? N_("Finished early: within")
               : strcmp(k->key, "letter") == 0 ? N_("Finished early: letter that goes out")
                                               : N_("Finished early: source");
    return NULL;
}

const char *part_label(struct arena *a, const struct lang *l, const struct pack_part *part,
                       const struct part_key *k)
{
    const char *label = label_of(part, k);

    if (!label && k->in)
        return lang_format(a, l, N_("{what}: {part}"), "what", pack_key_words(l, k->in), "part",
                           pack_key_words(l, k->key), NULL);
    return label ? lang_text(l, label) : pack_key_words(l, k->key);
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

/* "{what}: {value} · {what}: {value}"; without the keys of `but`. */
static const char *said(const struct vocabulary *v, const struct node *item,
                        const struct pack_part *but)
{
    struct buf b = buf_new(v->a);

    for (size_t i = 0; item->kind == NODE_MAP && i + 1 < item->n; i += 2) {
        const char *key = item->child[i]->text;
        bool left_out = false;
        for (size_t k = 0; but && k < but->n_keys; k++)
            left_out |= strcmp(but->key[k].key, key) == 0;
        if (!left_out && !said_elsewhere(item, key, item->child[i + 1]))
            buf_str(&b, lang_format(v->a, v->lang,
                                    b.n > 0 ? N_(" · {what}: {value}") : N_("{what}: {value}"),
                                    "what", pack_value_key(v->lang, key, item->child[i + 1]),
                                    "value", words_of(v, item, key, item->child[i + 1]), NULL));
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

const char *part_conditions(const struct vocabulary *v, const struct node *gate)
{
    static const struct part_key keys[] = {
        { ONE("before", OF_GATE_STEPS) },
        { ONE("field", OF_FIELDS) },
        { KEY("published", PART_YES) },
        { KEY("breach_causes", PART_YES) },
    };
    static const struct pack_part but = { "gates", NULL, KEYS(keys) };

    return said(v, gate, &but);
}

const char *part_mapping_summary(const struct vocabulary *v, const struct pack_part *part,
                                 const struct node *map)
{
    const char *all_words = NULL;

    for (size_t i = 0; i < part->n_keys; i++) {
        const struct part_key *k = &part->key[i];
        const struct node *value = part_value(k, map);
        const char *words = part_label(v->a, v->lang, part, k);
        if (!value)
            continue;
        if (!k->long_text)
            words = lang_format(v->a, v->lang, N_("{what}: {value}"), "what", words, "value",
                                words_of(v, map, k->key, value), NULL);
        all_words = all_words ? lang_format(v->a, v->lang, N_("{one} · {other}"), "one", all_words,
                                            "other", words, NULL)
                              : words;
    }
    return all_words;
}
