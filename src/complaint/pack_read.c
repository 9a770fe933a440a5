/* The top of a pack's file, its sources, classes and clocks; fields and gates are read by
 * pack_read_fields.c. */
#include "complaint/pack_read.h"

#include "base/buf.h"
#include "complaint/clock.h"
#include "complaint/clock_words.h"
#include "complaint/pack_parts.h"
#include "complaint/words.h"
#include "i18n/lang.h"

#include <stdlib.h>
#include <string.h>

enum {
    TITLE_MOST = 100,
    SENTENCE_MOST = 400,
    LABEL_MOST = 120,
    CLASS_DEPTH = 4,
    VERSIONS = 9999,
    LENGTH_MOST = 3660,
    BLOCK_MOST = 600,
    SPEAKERS_MOST = 1000
};

/* -- sources -- */

void pack_read_sources(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "id", KEY_MUST },
                                            { "name", KEY_MUST },
                                            { "mark", KEY_MUST },
                                            { "checked", KEY_MAY },
                                            { 0 } };
    static const char *const marks[] = { "V", "V2", "R" };
    const struct node *list = pack_get_list(r, top, "sources", PACK_SOURCES);
    struct pack_source *sources = ARENA_ARRAY(r->a, struct pack_source, list ? list->n : 0);

    r->v->source = sources;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_source s;
        int mark;
        if (!pack_keys(r, node, "a source", keys))
            continue;
        mark = pack_get_word(r, node, "mark", marks, COUNT(marks));
        s = (struct pack_source){ .id = pack_get_name(r, node, "id"),
                                  .name = pack_get_text(r, node, "name", SENTENCE_MOST),
                                  .mark = mark >= 0 ? marks[mark] : NULL,
                                  .checked = pack_get_date(r, node, "checked") };
        if (pack_source(r->v, s.id))
            pack_wrong(r, node->line, "source \"%s\" stands twice: take one of them out", s.id);
        else if (s.id)
            sources[r->v->n_sources++] = s;
    }
}

/* -- classes -- */

static void classes_read(struct pack_reader *r, const struct node *map, int parent, int depth,
                         struct pack_class *out)
{
    static const struct pack_key keys[] = { { "code", KEY_MUST },   PACK_LANGUAGES,
                                            { "hint", KEY_MAY },    { "team", KEY_MAY },
                                            { "classes", KEY_MAY }, { 0 } };
    const struct node *list = pack_get_list(r, map, "classes", PACK_CLASSES);

    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_class c;
        int at = (int)r->v->n_classes;
        if (!pack_keys(r, node, "a class", keys))
            continue;
        c = (struct pack_class){ .code = pack_get_name(r, node, "code"),
                                 .text = pack_languages(r, node, LABEL_MOST),
                                 .hint = pack_get_languages(r, node, "hint", SENTENCE_MOST),
                                 .team = pack_get_text(r, node, "team", LABEL_MOST),
                                 .parent = parent };
        if (!c.code)
            continue;
        if (at == PACK_CLASSES) {
            pack_wrong(r, node->line, "there are more than %d classes", PACK_CLASSES);
            return;
        }
        if (pack_class(r->v, c.code))
            pack_wrong(r, node->line, "class \"%s\" stands twice: take one of them out", c.code);
        out[r->v->n_classes++] = c;
        if (depth == CLASS_DEPTH && node_get(node, "classes"))
            pack_wrong(r, node->line, "classes are at most %d deep", CLASS_DEPTH);
        else
            classes_read(r, node, at, depth + 1, out);
    }
}

void pack_read_classes(struct pack_reader *r, const struct node *top)
{
    struct pack_class *classes = ARENA_ARRAY(r->a, struct pack_class, PACK_CLASSES);

    r->v->class = classes;
    classes_read(r, top, -1, 1, classes);
}

struct pack_words pack_get_classes(struct pack_reader *r, const struct node *map)
{
    struct pack_words names = pack_get_names(r, map, "classes");

    for (size_t i = 0; i < names.n; i++)
        if (!pack_class(r->v, names.word[i]))
            pack_wrong(r, node_get(map, "classes")->line,
                       "class \"%s\" is none of the pack's: write it under \"classes\" first",
                       names.word[i]);
    return names;
}

/* -- clocks -- */

/* What happens to a case and can start or stop a clock. */
static const char *const happenings[] = {
    "received",
    "acknowledged",
    "acknowledgement_failed",
    "assessed",
    "investigation_begun",
    "investigated",
    "updated",
    "decided",
    "communicated",
    "accepted",
    "rejected",
    "reminded",
    "outside_told",
    "outside_settled",
    "solved",
    "verified",
    "new_fact",
    "reopened",
    "published",
    "closed",
    "significant",
    "alerted",
    "alerts_read",
    "help_asked",
    "help_answered",
};

bool pack_happening(const char *name)
{
    for (size_t i = 0; i < COUNT(happenings); i++)
        if (strcmp(happenings[i], name) == 0)
            return true;
    return false;
}

static bool happens(const struct pack_version *v, const char *name)
{
    if (pack_happening(name))
        return true;
    for (size_t i = 0; i < v->n_fields; i++)
        if (v->field[i].event && strcmp(v->field[i].event, name) == 0)
            return true;
    for (size_t i = 0; i < v->n_regimes; i++)
        if (pack_regime_tells(&v->regime[i], name))
            return true;
    return false;
}

static const char *happenings_text(struct pack_reader *r)
{
    struct buf b = buf_new(r->a);

    for (size_t i = 0; i < COUNT(happenings); i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", happenings[i]);
    return buf_text(&b);
}

const char *pack_get_events(struct pack_reader *r, const struct node *map, const char *key)
{
    struct pack_words names = pack_get_names(r, map, key);
    struct buf b = buf_new(r->a);

    for (size_t i = 0; i < names.n; i++) {
        if (!happens(r->v, names.word[i]))
            pack_wrong(r, node_get(map, key)->line,
                       "nothing is called \"%s\": write the event of a field, or one of %s",
                       names.word[i], happenings_text(r));
        buf_printf(&b, "%s%s", i > 0 ? " " : "", names.word[i]);
    }
    return buf_text(&b);
}

/* Office hours, as complaint/calendar.h reads them. */
static const char *office_text(struct pack_reader *r, const struct node *node)
{
    const char *text = pack_get_text(r, node, "hours", LABEL_MOST);
    struct office office;
    struct err err = { 0 };

    if (text && !office_read(text, &office, &err))
        pack_wrong(r, node_get(node, "hours")->line,
                   "\"%s\" are no office hours: write them like \"Mon-Fri 09:00-12:00 "
                   "13:30-18:00, Sat 09:00-12:00\"",
                   text);
    return text;
}

static const char *tells_text(struct pack_reader *r, const struct node *node)
{
    const char *text = pack_get_text(r, node, "tells", 200);
    struct err err = { 0 };

    if (text && !clock_tells_valid(text, clock_tells_known, &err))
        pack_wrong(r, node_get(node, "tells")->line,
                   "\"%s\" does not fit: write rising shares and roles, such as "
                   "\"50:owner 100:manager 200:top_management\"",
                   text);
    return text;
}

static const char *extends_text(struct pack_reader *r, const struct node *node)
{
    const char *text = pack_get_text(r, node, "extends", LABEL_MOST);
    struct err err = { 0 };

    if (text && !clock_extends_valid(text, &err))
        pack_wrong(r, node_get(node, "extends")->line,
                   "\"%s\" are no numbers: write by how much it may be made longer, such as "
                   "\"15 30\"",
                   text);
    return text;
}

/* Whether there is such a calendar is asked where the pack is taken. */
static const char *calendar_text(struct pack_reader *r, const struct node *node)
{
    const char *name = pack_get_text(r, node, "calendar", LABEL_MOST);

    if (name && !calendar_name_valid(name))
        pack_wrong(r, node_get(node, "calendar")->line,
                   "\"%s\" is no calendar: write letters, digits and -, such as CN or AU-NSW",
                   name);
    return name ? name : "standard";
}

static const char *const units[] = { NULL,           "hours", "working_hours", "days",
                                     "working_days", "weeks", "months" };

static struct clock_rule_row clock_read(struct pack_reader *r, const struct node *node)
{
    struct pack_text text = pack_languages(r, node, LABEL_MOST);
    int unit = pack_get_word(r, node, "unit", units, COUNT(units));

    return (struct clock_rule_row){
        .name = pack_get_name(r, node, "name"),
        .starts = pack_get_events(r, node, "starts"),
        .stops = pack_get_events(r, node, "stops"),
        .unit = unit > 0 ? units[unit] : NULL,
        .length = pack_get_number(r, node, "length", 1, LENGTH_MOST),
        .calendar = calendar_text(r, node),
        .hours = office_text(r, node),
        .counts_first = pack_get_bool(r, node, "counts_first"),
        .rolls = pack_get_bool(r, node, "rolls"),
        .pauses = pack_get_bool(r, node, "pauses"),
        .tells = tells_text(r, node),
        .extends = extends_text(r, node),
        .en = text.in[0],
        .zh_hans = text.in[1],
        .zh_hant = text.in[2],
        .vi = text.in[3],
    };
}

/* The id of a source; refused when the pack has none of that id. */
static const char *source_of(struct pack_reader *r, const struct node *node)
{
    const char *source = pack_get_name(r, node, "source");

    if (source && !pack_source(r->v, source))
        pack_wrong(r, node_get(node, "source")->line,
                   "source \"%s\" is none of the pack's: write it under \"sources\" first", source);
    return source;
}

static struct pack_limit limit_read(struct pack_reader *r, const struct node *node,
                                    const struct clock_rule_row *clock, const char *source)
{
    const char *own = source_of(r, node), *extends = extends_text(r, node);
    struct pack_limit limit = { .rule = *clock, .source = own ? own : source };
    int unit = pack_get_word(r, node, "unit", units, COUNT(units));

    limit.classes = pack_get_classes(r, node);
    limit.rule.length = pack_get_number(r, node, "length", 1, LENGTH_MOST);
    if (unit > 0)
        limit.rule.unit = units[unit];
    if (extends)
        limit.rule.extends = extends;
    return limit;
}

static struct pack_limits limits_read(struct pack_reader *r, const struct node *map,
                                      const struct clock_rule_row *clock, const char *source)
{
    static const struct pack_key keys[] = { { "classes", KEY_MUST }, { "length", KEY_MUST },
                                            { "unit", KEY_MAY },     { "extends", KEY_MAY },
                                            { "source", KEY_MAY },   { 0 } };
    const struct node *list = pack_get_list(r, map, "limits", PACK_CLASSES);
    struct pack_limit *limits = ARENA_ARRAY(r->a, struct pack_limit, list ? list->n : 0);
    struct pack_limits out = { limits, 0 };

    for (size_t i = 0; list && i < list->n; i++)
        if (pack_keys(r, list->child[i], "a limit", keys))
            limits[out.n++] = limit_read(r, list->child[i], clock, source);
    return out;
}

/* "3 working_days". */
static bool within_read(struct pack_reader *r, const struct node *map, struct pack_early *out)
{
    const char *text = pack_get_text(r, map, "within", LABEL_MOST);
    char *rest = NULL;
    long n = text ? strtol(text, &rest, 10) : 0;

    for (size_t i = 1; text && *rest == ' ' && i < COUNT(units); i++)
        if (n >= 1 && n <= LENGTH_MOST && strcmp(rest + 1, units[i]) == 0) {
            out->unit = units[i];
            out->length = n;
            return true;
        }
    if (text)
        pack_wrong(r, node_get(map, "within")->line,
                   "\"%s\" is no time: write a number and a unit, such as 3 working_days", text);
    return false;
}

static struct pack_early early_read(struct pack_reader *r, const struct node *clock)
{
    static const struct pack_key keys[] = { { "within", KEY_MUST }, { "letter", KEY_MUST }, { 0 } };
    const struct node *node = node_get(clock, "early");
    struct pack_early early = { 0 };

    if (!node || !pack_keys(r, node, "an early finish", keys) || !within_read(r, node, &early))
        return (struct pack_early){ 0 };
    early.letter = pack_get_name(r, node, "letter");
    if (early.letter && !pack_letter(r->v, early.letter))
        pack_wrong(r, node_get(node, "letter")->line,
                   "letter \"%s\" is none of the pack's: write it under \"letters\" first",
                   early.letter);
    return early;
}

void pack_read_clocks(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },
                                            { "starts", KEY_MUST },
                                            { "stops", KEY_MUST },
                                            { "unit", KEY_MUST },
                                            { "length", KEY_MUST },
                                            { "calendar", KEY_MAY },
                                            { "hours", KEY_MAY },
                                            { "counts_first", KEY_MAY },
                                            { "rolls", KEY_MAY },
                                            { "pauses", KEY_MAY },
                                            { "tells", KEY_MAY },
                                            { "extends", KEY_MAY },
                                            { "limits", KEY_MAY },
                                            { "early", KEY_MAY },
                                            { "source", KEY_MUST },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "clocks", PACK_CLOCKS);
    struct clock_rule_row *clocks = ARENA_ARRAY(r->a, struct clock_rule_row, list ? list->n : 0);
    const char **sources = ARENA_ARRAY(r->a, const char *, list ? list->n : 0);
    struct pack_early *early = ARENA_ARRAY(r->a, struct pack_early, list ? list->n : 0);
    struct pack_limits *limits = ARENA_ARRAY(r->a, struct pack_limits, list ? list->n : 0);

    r->v->clock_limits = limits;
    r->v->clock_early = early;
    r->v->clock = clocks;
    r->v->clock_source = sources;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct clock_rule_row clock;
        const char *source;
        if (!pack_keys(r, node, "a clock", keys))
            continue;
        clock = clock_read(r, node);
        source = source_of(r, node);
        if (pack_clock(r->v, clock.name))
            pack_wrong(r, node->line, "clock \"%s\" stands twice: take one of them out",
                       clock.name);
        else if (clock.name) {
            sources[r->v->n_clocks] = source;
            early[r->v->n_clocks] = early_read(r, node);
            limits[r->v->n_clocks] = limits_read(r, node, &clock, source);
            clocks[r->v->n_clocks++] = clock;
        }
    }
}

/* -- letters -- */

static struct pack_letter letter_read(struct pack_reader *r, const struct node *node)
{
    static const struct pack_key keys[] = { PACK_LANGUAGES, { 0 } };
    const struct node *list = pack_get_list(r, node, "blocks", PACK_BLOCKS);
    struct pack_text *blocks = ARENA_ARRAY(r->a, struct pack_text, list ? list->n : 0);
    struct pack_letter out = { .name = pack_get_name(r, node, "name"),
                               .title = pack_languages(r, node, LABEL_MOST),
                               .block = blocks };

    for (size_t i = 0; list && i < list->n; i++)
        if (pack_keys(r, list->child[i], "a block", keys))
            blocks[out.n_blocks++] = pack_languages(r, list->child[i], BLOCK_MOST);
    return out;
}

void pack_read_letters(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = {
        { "name", KEY_MUST }, { "blocks", KEY_MAY }, PACK_LANGUAGES, { 0 }
    };
    const struct node *list = pack_get_list(r, top, "letters", PACK_LETTERS);
    struct pack_letter *letters = ARENA_ARRAY(r->a, struct pack_letter, list ? list->n : 0);

    r->v->letter = letters;
    for (size_t i = 0; list && i < list->n; i++) {
        struct pack_letter letter;
        if (!pack_keys(r, list->child[i], "a letter", keys))
            continue;
        letter = letter_read(r, list->child[i]);
        if (pack_letter(r->v, letter.name))
            pack_wrong(r, list->child[i]->line, "letter \"%s\" stands twice: take one of them out",
                       letter.name);
        else if (letter.name)
            letters[r->v->n_letters++] = letter;
    }
}

/* A letter that nothing sends is a promise that nobody keeps. */
static void letters_sent(struct pack_reader *r, const struct node *top)
{
    const struct node *list = node_get(top, "letters");

    for (size_t i = 0; i < r->v->n_letters; i++) {
        const char *name = r->v->letter[i].name;
        bool sent = strcmp(name, "decision") == 0 || strcmp(name, "delay") == 0;
        for (size_t j = 0; j < r->v->n_clocks; j++)
            sent |= r->v->clock_early[j].letter && strcmp(r->v->clock_early[j].letter, name) == 0;
        if (!sent)
            pack_wrong(r, list->line,
                       "nothing sends the letter \"%s\": write decision, delay, or that of an "
                       "\"early\"",
                       name);
    }
}

/* -- remedies -- */

/* "200.00 CNY" */
static void second_above(struct pack_reader *r, const struct node *node, struct pack_remedy *out)
{
    const char *text = pack_get_text(r, node, "second_above", LABEL_MOST);
    const char *blank = text ? strrchr(text, ' ') : NULL;

    if (!text)
        return;
    if (blank && strlen(blank + 1) == 3 &&
        lang_money_read(arena_strn(r->a, text, (size_t)(blank - text)), blank + 1,
                        &out->second_above) &&
        out->second_above > 0)
        out->currency = blank + 1;
    else
        pack_wrong(r, node_get(node, "second_above")->line,
                   "\"%s\" is no sum: write digits and the currency, such as 200.00 CNY", text);
}

static void remedies_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = {
        { "kinds", KEY_MUST }, { "classes", KEY_MAY }, { "second_above", KEY_MAY }, { 0 }
    };
    const struct node *list = pack_get_list(r, top, "remedies", PACK_REMEDIES);
    struct pack_remedy *remedies = ARENA_ARRAY(r->a, struct pack_remedy, list ? list->n : 0);
    const char *kinds[REMEDY_KINDS];

    for (int i = 0; i < REMEDY_KINDS; i++)
        kinds[i] = word_code(&remedy_kind_words, i + 1);
    r->v->remedy = remedies;
    for (size_t i = 0; list && i < list->n; i++) {
        struct pack_remedy remedy = { 0 };
        if (!pack_keys(r, list->child[i], "a row of remedies", keys))
            continue;
        remedy.kinds = pack_get_words(r, list->child[i], "kinds", kinds, COUNT(kinds));
        remedy.classes = pack_get_classes(r, list->child[i]);
        second_above(r, list->child[i], &remedy);
        remedies[r->v->n_remedies++] = remedy;
    }
}

/* -- the rest -- */

static void survey_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "reopen_up_to", KEY_MUST }, { 0 } };
    const struct node *node = node_get(top, "survey");

    if (node && pack_keys(r, node, "the survey", keys))
        r->v->reopen_up_to = (int)pack_get_number(r, node, "reopen_up_to", 1, 4);
}

static void group_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "representatives", KEY_MUST },
                                            { "source", KEY_MAY },
                                            { 0 } };
    const struct node *node = node_get(top, "group");

    if (!node || !pack_keys(r, node, "the group", keys))
        return;
    r->v->representatives = (int)pack_get_number(r, node, "representatives", 1, SPEAKERS_MOST);
    r->v->representatives_from = source_of(r, node);
}

static void valid_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "from", KEY_MAY }, { "until", KEY_MAY }, { 0 } };
    const struct node *node = node_get(top, "valid");

    if (!node || !pack_keys(r, node, "the validity", keys))
        return;
    r->v->from = pack_get_date(r, node, "from");
    r->v->until = pack_get_date(r, node, "until");
    if (date_is_set(r->v->from) && date_is_set(r->v->until) &&
        date_compare(r->v->until, r->v->from) < 0)
        pack_wrong(r, node->line, "the validity ends before it begins: correct one of the days");
}

static void review_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "from", KEY_MUST }, { "by", KEY_MUST }, { 0 } };
    const struct node *node = node_get(top, "review");

    if (!node || !pack_keys(r, node, "the review", keys))
        return;
    r->v->review_from = pack_get_date(r, node, "from");
    r->v->review_by = pack_get_date(r, node, "by");
    if (date_is_set(r->v->review_from) && date_is_set(r->v->review_by) &&
        date_compare(r->v->review_by, r->v->review_from) < 0)
        pack_wrong(r, node->line, "the review ends before it begins: correct one of the days");
}

static void top_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = {
        { "pack", KEY_MUST },         { "version", KEY_MUST },
        { "title", KEY_MUST },        { "about", KEY_MUST },
        { "valid", KEY_MAY },         { "sources", KEY_MAY },
        { "classes", KEY_MAY },       { "fields", KEY_MAY },
        { "gates", KEY_MAY },         { "clocks", KEY_MAY },
        { "reportability", KEY_MAY }, { "remedies", KEY_MAY },
        { "survey", KEY_MAY },        { "sheets", KEY_MAY },
        { "copies", KEY_MAY },        { "significant", KEY_MAY },
        { "roles", KEY_MAY },         { "letters", KEY_MAY },
        { "notice", KEY_LATER },      { "routes", KEY_MAY },
        { "one_screen", KEY_MAY },    { "review", KEY_MAY },
        { "steps", KEY_MAY },         { "tasks", KEY_MAY },
        { "group", KEY_MAY },         { 0 }
    };

    if (!pack_keys(r, top, "a pack", keys))
        return;
    r->v->name = pack_get_name(r, top, "pack");
    r->v->version = pack_get_number(r, top, "version", 1, VERSIONS);
    r->v->title = pack_get_languages(r, top, "title", TITLE_MOST);
    r->v->about = pack_get_languages(r, top, "about", SENTENCE_MOST);
    valid_read(r, top);
    review_read(r, top);
    r->v->one_screen = pack_get_bool(r, top, "one_screen");
    pack_read_sources(r, top);
    pack_read_classes(r, top);
    pack_read_fields(r, top);
    pack_read_regimes(r, top);
    pack_read_gates(r, top);
    pack_read_letters(r, top);
    pack_read_clocks(r, top);
    pack_read_routes(r, top);
    pack_read_sheets(r, top);
    pack_read_copies(r, top);
    pack_read_tasks(r, top);
    pack_read_significant(r, top);
    pack_read_roles(r, top);
    pack_read_chains(r, top);
    letters_sent(r, top);
    remedies_read(r, top);
    survey_read(r, top);
    group_read(r, top);
}

bool pack_read(struct arena *a, const char *yaml, size_t n, struct pack_version *out,
               struct pack_problems *problems)
{
    struct pack_reader r = { a, out, problems };
    struct node *top = NULL;
    const char *wrong;
    int line;

    *out = (struct pack_version){ 0 };
    problems->n = 0;
    if (yaml_tree(a, yaml, n, &top, &line, &wrong))
        top_read(&r, top);
    else
        pack_wrong(&r, line, "%s", wrong);
    return problems->n == 0;
}
