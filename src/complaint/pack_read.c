/* The top of a pack's file, its sources, classes and remedies; each other part has a file of its
 * own beside this one. */
#include "complaint/pack_read.h"

#include "complaint/pack_parts.h"
#include "complaint/words.h"
#include "i18n/lang.h"

#include <string.h>

enum {
    TITLE_MOST = 100,
    SENTENCE_MOST = 400,
    LABEL_MOST = 120,
    CLASS_DEPTH = 4,
    VERSIONS = 9999,
    REPRESENTATIVES_MOST = 1000,
    MONTHS_MOST = 120
};

/* -- sources -- */

void pack_read_sources(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "id", KEY_MUST },      { "name", KEY_MUST },
                                            { "in_words", KEY_MAY }, { "mark", KEY_MUST },
                                            { "checked", KEY_MAY },  { 0 } };
    static const char *const marks[] = { "V", "V2", "R" };
    const struct node *list = pack_get_list(r, top, "sources", PACK_SOURCES);
    struct pack_source *sources = ARENA_ARRAY(r->a, struct pack_source, list ? list->n : 0);

    r->v->source = sources;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_source s;
        int mark;
        if (!pack_keys(r, node, N_("a source"), keys))
            continue;
        mark = pack_get_word(r, node, "mark", marks, COUNT(marks));
        s = (struct pack_source){ .id = pack_get_name(r, node, "id"),
                                  .name = pack_get_text(r, node, "name", SENTENCE_MOST),
                                  .text = pack_get_languages(r, node, "in_words", SENTENCE_MOST),
                                  .mark = mark >= 0 ? marks[mark] : NULL,
                                  .checked = pack_get_date(r, node, "checked") };
        for (size_t j = 0; j < LANGS; j++)
            if (!s.text.in[j])
                s.text.in[j] = s.name;
        if (pack_source(r->v, s.id))
            pack_wrong(r, node->line, N_("source \"{name}\" stands twice: take one of them out"),
                       "name", s.id, NULL);
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
        if (!pack_keys(r, node, N_("a class"), keys))
            continue;
        c = (struct pack_class){ .code = pack_get_name(r, node, "code"),
                                 .text = pack_languages(r, node, LABEL_MOST),
                                 .hint = pack_get_languages(r, node, "hint", SENTENCE_MOST),
                                 .team = pack_get_text(r, node, "team", LABEL_MOST),
                                 .parent = parent };
        if (!c.code)
            continue;
        if (at == PACK_CLASSES) {
            pack_wrong(r, node->line, N_("there are more than {most} classes: take some out"),
                       "most", pack_digits(r, PACK_CLASSES), NULL);
            return;
        }
        if (pack_class(r->v, c.code))
            pack_wrong(r, node->line, N_("class \"{name}\" stands twice: take one of them out"),
                       "name", c.code, NULL);
        out[r->v->n_classes++] = c;
        if (depth == CLASS_DEPTH && node_get(node, "classes"))
            pack_wrong(r, node->line,
                       N_("classes are at most {most} deep: write these one level higher"), "most",
                       pack_digits(r, CLASS_DEPTH), NULL);
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
            pack_wrong(
                r, node_get(map, "classes")->line,
                N_("class \"{name}\" is none of the pack's: write it under \"classes\" first"),
                "name", names.word[i], NULL);
    return names;
}

/* -- remedies -- */

static void remedies_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "kinds", KEY_MUST },
                                            { "classes", KEY_MAY },
                                            { "second_above", KEY_MAY },
                                            { "source", KEY_MAY },
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "remedies", PACK_REMEDIES);
    struct pack_remedy *remedies = ARENA_ARRAY(r->a, struct pack_remedy, list ? list->n : 0);
    const char *kinds[REMEDY_KINDS];

    for (int i = 0; i < REMEDY_KINDS; i++)
        kinds[i] = word_code(&remedy_kind_words, i + 1);
    r->v->remedy = remedies;
    for (size_t i = 0; list && i < list->n; i++) {
        struct pack_remedy remedy = { 0 };
        if (!pack_keys(r, list->child[i], N_("a row of remedies"), keys))
            continue;
        remedy.kinds = pack_get_words(r, list->child[i], "kinds", kinds, COUNT(kinds));
        remedy.classes = pack_get_classes(r, list->child[i]);
        remedy.second_above = pack_get_money(r, list->child[i], "second_above", &remedy.currency);
        remedy.source = pack_get_source(r, list->child[i]);
        remedies[r->v->n_remedies++] = remedy;
    }
}

/* -- the rest -- */

static void group_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "representatives", KEY_MUST },
                                            { "source", KEY_MAY },
                                            { 0 } };
    const struct node *node = node_get(top, "group");

    if (!node || !pack_keys(r, node, N_("the group"), keys))
        return;
    r->v->representatives =
        (int)pack_get_number(r, node, "representatives", 1, REPRESENTATIVES_MOST);
    r->v->representatives_from = pack_get_source(r, node);
}

/* The same of one person, or the same number whoever complains: at least one of the two. */
static void repeats_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "months", KEY_MUST },
                                            { "same", KEY_MAY },
                                            { "fields", KEY_MAY },
                                            { "source", KEY_MAY },
                                            { 0 } };
    static const char *const same[] = { "class", "problem" };
    const struct node *node = node_get(top, "repeats");
    struct pack_words words;

    if (!node || !pack_keys(r, node, N_("what is the same again"), keys))
        return;
    r->v->repeat_months = (int)pack_get_number(r, node, "months", 1, MONTHS_MOST);
    r->v->repeats_from = pack_get_source(r, node);
    words = pack_get_words(r, node, "same", same, COUNT(same));
    r->v->repeat_class = pack_listed(&words, "class");
    r->v->repeat_problem = pack_listed(&words, "problem");
    r->v->repeat_fields = pack_get_names(r, node, "fields");
    for (size_t i = 0; i < r->v->repeat_fields.n; i++) {
        const struct pack_field *f = pack_field(r->v, r->v->repeat_fields.word[i]);
        if (!f || (f->kind != OWN_TEXT && f->kind != OWN_NUMBER))
            pack_wrong(
                r, node_get(node, "fields")->line,
                N_("\"{name}\" is no text or number of the pack: write it under \"fields\" first"),
                "name", r->v->repeat_fields.word[i], NULL);
    }
    if (words.n + r->v->repeat_fields.n == 0)
        pack_wrong(
            r, node->line,
            N_("nothing says what is the same: write \"same\", such as [class], or \"fields\""),
            NULL);
}

static void valid_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "from", KEY_MAY }, { "until", KEY_MAY }, { 0 } };
    const struct node *node = node_get(top, "valid");

    if (!node || !pack_keys(r, node, N_("the validity"), keys))
        return;
    r->v->from = pack_get_date(r, node, "from");
    r->v->until = pack_get_date(r, node, "until");
    if (date_is_set(r->v->from) && date_is_set(r->v->until) &&
        date_compare(r->v->until, r->v->from) < 0)
        pack_wrong(r, node->line, N_("the validity ends before it begins: correct one of the days"),
                   NULL);
}

static void review_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "from", KEY_MUST }, { "by", KEY_MUST }, { 0 } };
    const struct node *node = node_get(top, "review");

    if (!node || !pack_keys(r, node, N_("the review"), keys))
        return;
    r->v->review_from = pack_get_date(r, node, "from");
    r->v->review_by = pack_get_date(r, node, "by");
    if (date_is_set(r->v->review_from) && date_is_set(r->v->review_by) &&
        date_compare(r->v->review_by, r->v->review_from) < 0)
        pack_wrong(r, node->line, N_("the review ends before it begins: correct one of the days"),
                   NULL);
}

static void top_read(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = {
        { "pack", KEY_MUST },      { "version", KEY_MUST },    { "title", KEY_MUST },
        { "about", KEY_MUST },     { "valid", KEY_MAY },       { "sources", KEY_MAY },
        { "contacts", KEY_MAY },   { "classes", KEY_MAY },     { "fields", KEY_MAY },
        { "gates", KEY_MAY },      { "clocks", KEY_MAY },      { "reportability", KEY_MAY },
        { "remedies", KEY_MAY },   { "survey", KEY_MAY },      { "sheets", KEY_MAY },
        { "copies", KEY_MAY },     { "significant", KEY_MAY }, { "roles", KEY_MAY },
        { "letters", KEY_MAY },    { "notice", KEY_MAY },      { "routes", KEY_MAY },
        { "one_screen", KEY_MAY }, { "calendar", KEY_MAY },    { "review", KEY_MAY },
        { "steps", KEY_MAY },      { "tasks", KEY_MAY },       { "group", KEY_MAY },
        { "repeats", KEY_MAY },    { "on_the_spot", KEY_MAY }, { 0 }
    };

    if (!pack_keys(r, top, N_("a pack"), keys))
        return;
    r->v->name = pack_get_name(r, top, "pack");
    r->v->version = pack_get_number(r, top, "version", 1, VERSIONS);
    r->v->title = pack_get_languages(r, top, "title", TITLE_MOST);
    r->v->about = pack_get_languages(r, top, "about", SENTENCE_MOST);
    valid_read(r, top);
    review_read(r, top);
    r->v->calendar = pack_get_calendar(r, top);
    r->v->one_screen = pack_get_bool(r, top, "one_screen");
    pack_read_sources(r, top);
    pack_read_contacts(r, top);
    pack_read_classes(r, top);
    pack_read_fields(r, top);
    pack_read_regimes(r, top);
    pack_read_significant(r, top);
    pack_read_gates(r, top);
    pack_read_spot(r, top);
    pack_read_letters(r, top);
    pack_read_roles(r, top);
    pack_read_clocks(r, top);
    pack_read_routes(r, top);
    pack_read_sheets(r, top);
    pack_read_copies(r, top);
    pack_read_tasks(r, top);
    pack_check_answerers(r, top);
    pack_read_chains(r, top);
    pack_letters_sent(r, top);
    remedies_read(r, top);
    pack_read_survey(r, top);
    pack_read_notice(r, top);
    group_read(r, top);
    repeats_read(r, top);
}

/* The nodes in the order of the text. While it is read each has its place there in place of its
 * line, so that what is wrong is known by its node and not only by the line that it shares. */
struct places {
    struct node **node;
    int *line;
    size_t n;
};

static size_t nodes_in(const struct node *n)
{
    size_t all = 1;

    for (size_t i = 0; n->kind != NODE_TEXT && i < n->n; i++)
        all += nodes_in(n->child[i]);
    return all;
}

static void places_take(struct places *p, struct node *n)
{
    p->line[p->n] = n->line;
    p->node[p->n++] = n;
    n->line = (int)p->n;
    for (size_t i = 0; n->kind != NODE_TEXT && i < n->n; i++)
        places_take(p, n->child[i]);
}

static void places_give(const struct places *p, struct pack_problems *problems)
{
    for (size_t i = 0; i < problems->n; i++) {
        size_t place = (size_t)problems->item[i].line - 1;
        problems->item[i].line = p->line[place];
        problems->item[i].at = p->node[place]->from;
    }
}

static void tree_read(struct pack_reader *r, struct node *top)
{
    size_t n = nodes_in(top);
    struct places places = { ARENA_ARRAY(r->a, struct node *, n), ARENA_ARRAY(r->a, int, n), 0 };

    places_take(&places, top);
    top_read(r, top);
    places_give(&places, r->problems);
}

bool pack_read(struct arena *a, const char *yaml, size_t n, struct pack_version *out,
               struct pack_problems *problems)
{
    struct pack_reader r = { a, out, problems };
    struct node *top = NULL;
    struct yaml_fault fault;

    *out = (struct pack_version){ 0 };
    problems->n = 0;
    if (yaml_tree(a, yaml, n, &top, &fault))
        tree_read(&r, top);
    else
        pack_problem_yaml(a, problems, &fault);
    return problems->n == 0;
}
