/* Values changed in place: what was not touched stays as it was written, in every pack that comes
 * with the program. */
#include "designer/yaml_edit.h"

#include "base/tap.h"
#include "complaint/pack_read.h"
#include "designer/compare.h"
#include "designer/compare_words.h"
#include "designer/part_form.h"
#include "designer/parts.h"
#include "web/embedded.h"

#include <string.h>

static const char mixed[] =
    "# The head.\n"
    "clocks:\n"
    "  - name: call # to be fast\n"
    "    length: 24\n"
    "    en: \"Call, \\\"soon\\\"\"\n"
    "    hint: |\n"
    "      Two\n"
    "      lines.\n"
    "  # Between.\n"
    "  - {name: fix, length: 3, zh-Hans: \xe4\xbf\xae\xe7\x90\x86, stops: [a, b]}\n"
    "about: {en: x}\n";

static void in_place(struct arena *a)
{
    const struct yaml_item call = { "clocks", "call", NULL }, fix = { "clocks", "fix", NULL };
    const char *y = yaml_set(a, mixed, &call, NULL, "length", "12");

    TAP("a value", y && strstr(y, "    length: 12\n    en: ") && strstr(y, "# to be fast"));
    y = yaml_set(a, mixed, &call, NULL, "hint", "\"One.\"");
    TAP("a text in lines of its own",
        y && strstr(y, "    hint: \"One.\"\n  # Between.\n  - {name: fix"));
    y = yaml_set(a, mixed, &call, NULL, "team", "Ours");
    TAP("a new key behind the others", y && strstr(y, "lines.\n    team: Ours\n  # Between."));
    y = yaml_set(a, mixed, &fix, NULL, "stops", "[c]");
    TAP("a list in a line, behind Chinese", y && strstr(y, "\xe7\x90\x86, stops: [c]}\nabout"));
    y = yaml_set(a, mixed, &fix, NULL, "length", NULL);
    TAP("a key taken away", y && strstr(y, "{name: fix, zh-Hans:"));
    y = yaml_add(a, mixed, "clocks", "{name: new}");
    TAP("one more of a list", y && strstr(y, "[a, b]}\n  - {name: new}\nabout: "));
    y = yaml_add(a, mixed, "roles", "{code: r}");
    TAP("the first of a list", y && strstr(y, "about: {en: x}\nroles:\n- {code: r}\n"));
    y = yaml_remove(a, mixed, &fix);
    TAP("one taken out", y && strstr(y, "lines.\nabout: {en: x}"));
    y = yaml_remove(a, mixed, &call);
    TAP("the first taken out, and the comment of the next stays",
        y && strstr(y, "clocks:\n  # Between.\n  - {name: fix"));
    y = yaml_up(a, mixed, &fix);
    TAP("one before the other",
        y && strstr(y, "clocks:\n  # Between.\n  - {name: fix") && strstr(y, "lines.\nabout"));
    TAP("the first has none before it", !yaml_up(a, mixed, &call));
    TAP("what is not there",
        !yaml_set(a, mixed, &(struct yaml_item){ "clocks", "no", NULL }, NULL, "a", "b"));
    TAP_TEXT("words that need no quotes", yaml_text(a, "by_load"), "by_load");
    TAP_TEXT("and those that do", yaml_text(a, "a \"b\": \\"), "\"a \\\"b\\\": \\\\\"");
}

/* -- comments -- */

enum doing { REMOVE, UP, SET, ADD, ADD_BELOW };

struct commented {
    const char *what;
    enum doing doing;
    const char *key;         /* of the thing */
    const char *name, *with; /* SET: the key in it, and its value */
    const char *text, *want;
};

#define TWO "list:\n- {code: a} # DISP 1.6\n- {code: b} # own rule\n"
#define ABOVE                                                                                      \
    "list:\n# DISP 1.6\n- code: a\n  x: 1\n# own rule\n# in two lines\n- code: b\nend: 1\n"
#define PARTED "list:\n- code: a\n\n# Ours are:\n\n# own rule\n- code: b\n\n- code: c\n"
#define FURTHER                                                                                    \
    "list:\n  - code: a\n    # of a\n  # of b\n  - code: b\n    # of b too\n# of end\nend: 1\n"
#define KEYS "list:\n- code: a # name\n  # at most\n  length: 24 # law\n  rolls: true # x\n"
#define BELOW                                                                                      \
    "list:\n- code: a\n  of: # who\n  - z # why\n    # more\n  hint: | # kept\n    Text. # "       \
    "text\n# end\n"
#define DOWN "list:\n- # of a\n  code: a\n- # of b\n  code: b\n"

/* clang-format off */
static const struct commented commented[] = {
    { "the last goes with its comment", REMOVE, "b", NULL, NULL, TWO, "list:\n- {code: a} # DISP 1.6\n" },
    { "the first too", REMOVE, "a", NULL, NULL, TWO, "list:\n- {code: b} # own rule\n" },
    { "comments move with their things", UP, "b", NULL, NULL, TWO, "list:\n- {code: b} # own rule\n- {code: a} # DISP 1.6\n" },
    { "in a file without a last line break", UP, "b", NULL, NULL, "list:\n- {code: a} # A\n- {code: b} # B", "list:\n- {code: b} # B\n- {code: a} # A" },
    { "the last of such a file", REMOVE, "b", NULL, NULL, "list:\n- {code: a} # A\n- {code: b} # B", "list:\n- {code: a} # A\n" },
    { "with line breaks of two letters", UP, "b", NULL, NULL, "list:\r\n- {code: a} # A\r\n- {code: b} # B\r\n", "list:\r\n- {code: b} # B\r\n- {code: a} # A\r\n" },
    { "and one taken out", REMOVE, "a", NULL, NULL, "list:\r\n- {code: a} # A\r\n- {code: b} # B\r\n", "list:\r\n- {code: b} # B\r\n" },
    { "one more keeps the last comment where it is", ADD, NULL, NULL, "{code: c}", TWO, TWO "- {code: c}\n" },
    { "below another too", ADD_BELOW, "a", NULL, "{code: c}", "list:\n- code: a\n  list:\n  - code: b # B\n# end\n", "list:\n- code: a\n  list:\n  - code: b # B\n  - {code: c}\n# end\n" },
    { "lines above the last go with it", REMOVE, "b", NULL, NULL, ABOVE, "list:\n# DISP 1.6\n- code: a\n  x: 1\nend: 1\n" },
    { "lines above the second stay with it", REMOVE, "a", NULL, NULL, ABOVE, "list:\n# own rule\n# in two lines\n- code: b\nend: 1\n" },
    { "lines above move", UP, "b", NULL, NULL, ABOVE, "list:\n# own rule\n# in two lines\n- code: b\n# DISP 1.6\n- code: a\n  x: 1\nend: 1\n" },
    { "a line of its own among empty ones stays", REMOVE, "b", NULL, NULL, PARTED, "list:\n- code: a\n\n# Ours are:\n\n- code: c\n" },
    { "where it is", UP, "b", NULL, NULL, PARTED, "list:\n# own rule\n- code: b\n\n# Ours are:\n\n- code: a\n\n- code: c\n" },
    { "a line further in belongs to what is above it", REMOVE, "a", NULL, NULL, FURTHER, "list:\n  # of b\n  - code: b\n    # of b too\n# of end\nend: 1\n" },
    { "of the last too", REMOVE, "b", NULL, NULL, FURTHER, "list:\n  - code: a\n    # of a\n# of end\nend: 1\n" },
    { "and one more comes behind it", ADD, NULL, NULL, "{code: c}", FURTHER, "list:\n  - code: a\n    # of a\n  # of b\n  - code: b\n    # of b too\n  - {code: c}\n# of end\nend: 1\n" },
    { "a key goes with its comment", SET, "a", "rolls", NULL, KEYS, "list:\n- code: a # name\n  # at most\n  length: 24 # law\n" },
    { "and with the line above it", SET, "a", "length", NULL, KEYS, "list:\n- code: a # name\n  rolls: true # x\n" },
    { "a value keeps the comment behind it", SET, "a", "length", "12", KEYS, "list:\n- code: a # name\n  # at most\n  length: 12 # law\n  rolls: true # x\n" },
    { "a new key leaves it where it is", SET, "a", "unit", "days", KEYS, KEYS "  unit: days\n" },
    { "the first key leaves the comment of the next", SET, "a", "code", NULL, KEYS, "list:\n- # at most\n  length: 24 # law\n  rolls: true # x\n" },
    { "a list in its place keeps the comment of its key", SET, "a", "of", "[y]", BELOW, "list:\n- code: a\n  of: [y] # who\n  hint: | # kept\n    Text. # text\n# end\n" },
    { "a list taken away takes its comments", SET, "a", "of", NULL, BELOW, "list:\n- code: a\n  hint: | # kept\n    Text. # text\n# end\n" },
    { "a text in lines too", SET, "a", "hint", "Other", BELOW, "list:\n- code: a\n  of: # who\n  - z # why\n    # more\n  hint: Other # kept\n# end\n" },
    { "things that begin below their mark", REMOVE, "b", NULL, NULL, DOWN, "list:\n- # of a\n  code: a\n" },
    { "and move", UP, "b", NULL, NULL, DOWN, "list:\n- # of b\n  code: b\n- # of a\n  code: a\n" },
};
/* clang-format on */

static const char *done(struct arena *a, const struct commented *c)
{
    const struct yaml_item item = { "list", c->key, NULL };

    switch (c->doing) {
    case REMOVE:
        return yaml_remove(a, c->text, &item);
    case UP:
        return yaml_up(a, c->text, &item);
    case SET:
        return yaml_set(a, c->text, &item, NULL, c->name, c->with);
    case ADD:
        return yaml_add(a, c->text, "list", c->with);
    case ADD_BELOW:
        break;
    }
    return yaml_add_below(a, c->text, &item, "list", c->with);
}

static void comments(struct arena *a)
{
    for (size_t i = 0; i < sizeof commented / sizeof *commented; i++)
        TAP_TEXT(arena_printf(a, "comments: %s", commented[i].what), done(a, &commented[i]),
                 commented[i].want);
}

static struct node *tree(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    struct yaml_fault fault;

    return yaml_tree(a, yaml, strlen(yaml), &out, &fault) ? out : NULL;
}

static const char twice[] = "gates:\n"
                            "- {before: closing, field: cause, en: One}\n"
                            "- {before: closing, field: cause, en: Two}\n"
                            "classes:\n- code: goods\n  classes:\n  - {code: bread}\n"
                            "- code: staff\n  en: Staff\n- {code: bill}\n";

/* Two conditions on one field are two, each with a name of its own. */
static void alike(struct arena *a)
{
    const struct node *gates = node_get(tree(a, twice), "gates");
    const struct yaml_item first = { "gates", yaml_keys(a, gates)[0], NULL };
    const struct yaml_item second = { "gates", yaml_keys(a, gates)[1], NULL };
    const char *y = yaml_set(a, twice, &second, NULL, "en", "Other");

    TAP("the second of two alike", y && strstr(y, "en: One}\n") && strstr(y, "en: Other}\n"));
    y = yaml_set(a, twice, &first, NULL, "en", "Other");
    TAP("the first of them", y && strstr(y, "en: Other}\n") && strstr(y, "en: Two}\n"));
    y = yaml_set(a, twice, &second, NULL, "field", "fault");
    TAP_TEXT("is known by another key when it is no more alike",
             y ? yaml_key_after(a, twice, y, &second) : NULL, "closing/fault////");
    y = yaml_remove(a, twice, &first);
    TAP("one of them taken out", y && !strstr(y, "en: One") && strstr(y, "en: Two"));
}

static void below(struct arena *a)
{
    const char *y = yaml_add_below(a, twice, &(struct yaml_item){ "classes", "goods", NULL },
                                   "classes", "{code: x}");

    TAP("behind those below it", y && strstr(y, "  - {code: bread}\n  - {code: x}\n- code: staff"));
    y = yaml_add_below(a, twice, &(struct yaml_item){ "classes", "bread", NULL }, "classes",
                       "{code: x}");
    TAP("the first below one in a line", y && strstr(y, "{code: bread, classes: [{code: x}]}"));
    y = yaml_add_below(a, twice, &(struct yaml_item){ "classes", "staff", NULL }, "classes",
                       "{code: x}");
    TAP("the first below one in lines", y && strstr(y, "en: Staff\n  classes: [{code: x}]\n"));
    TAP("below what is not there",
        !yaml_add_below(a, twice, &(struct yaml_item){ "classes", "no", NULL }, "classes",
                        "{code: x}"));
}

/* -- the packs of the program -- */

static bool sound(struct arena *a, const char *yaml)
{
    struct pack_problems problems;
    struct pack_version v = { 0 };

    return yaml && pack_read(a, yaml, strlen(yaml), &v, &problems);
}

/* One name of one thing is another: that differs, and nothing else. */
static bool renamed(struct arena *a, const char *yaml, const struct yaml_item *item)
{
    const char *other = yaml_set(a, yaml, item, NULL, "en", "\"Quite # another: name\"");
    struct rows changes = compare_packs(a, &langs[0], NULL, yaml, other);
    const struct change *c = changes.row;

    return sound(a, other) && changes.n >= 1 && changes.n <= 2 &&
           (changes.n == 1 || c[1].added || c[1].changed);
}

static bool moved(struct arena *a, const char *yaml, const struct node *list, size_t i,
                  const char *part)
{
    const struct yaml_item two = { part, yaml_keys(a, list)[i], NULL };
    const char *up = yaml_up(a, yaml, &two);
    const struct node *after = up ? node_get(tree(a, up), part) : NULL;
    const char *back =
        after ? yaml_up(a, up, &(struct yaml_item){ part, yaml_keys(a, after)[i], NULL }) : NULL;

    return back && strcmp(back, yaml) == 0;
}

/* Codes stay; classes below have their own rows; a document is of parts. */
static bool of_itself(const struct pack_part *part, const char *key, const struct node *value)
{
    if (part->whole)
        return part_named(key) || strcmp(key, "pack") == 0 || strcmp(key, "version") == 0;
    return (part->code && strcmp(part->code, key) == 0) || pack_key_lang(key) ||
           (strcmp(part->name, "classes") == 0 && strcmp(key, "classes") == 0 &&
            value->kind == NODE_LIST);
}

static bool asks(const struct pack_part *part, const char *in, const char *key)
{
    for (size_t i = 0; i < part->n_keys; i++) {
        const struct part_key *k = &part->key[i];
        if (in ? k->in && strcmp(k->in, in) == 0 && strcmp(k->key, key) == 0
               : (k->key && !k->in && strcmp(k->key, key) == 0))
            return true;
    }
    return false;
}

/* Its form does not ask for all that stands in it. */
static bool beyond(const struct pack_part *part, const struct node *thing)
{
    bool all = true;

    for (size_t i = 0; i + 1 < thing->n; i += 2) {
        const char *key = thing->child[i]->text;
        const struct node *value = thing->child[i + 1];
        bool there = of_itself(part, key, value) || asks(part, NULL, key);
        for (size_t j = 0; !there && value->kind == NODE_MAP && j + 1 < value->n; j += 2)
            if (!asks(part, key, value->child[j]->text))
                all = false;
        all &= there || value->kind == NODE_MAP;
        if (!all)
            printf("# %s: %s\n", part->name, key);
    }
    return !all;
}

/* One name of each thing in a thing is another, as deep as they stand; how many are not so. */
static size_t inner(struct arena *a, const char *yaml, const struct pack_part *part,
                    const struct node *thing, const struct yaml_item *item, size_t *tried)
{
    size_t wrong = 0;

    for (size_t k = 0; k < part->n_keys; k++) {
        const struct part_key *key = &part->key[k];
        const struct node *list = key->kind == PART_THINGS ? node_get(thing, key->key) : NULL;
        for (size_t i = 0; list && i < list->n; i++) {
            const char *at = arena_printf(a, "%s%s%s.%zu", item->at ? item->at : "",
                                          item->at ? "." : "", key->key, i + 1);
            const struct yaml_item one = { item->part, item->key, at };
            const char *out = yaml_remove(a, yaml, &one);
            bool named = node_get(list->child[i], "en") != NULL;
            *tried += 1;
            wrong += beyond(key->things, list->child[i]);
            wrong += yaml_at(thing, arena_printf(a, "%s.%zu", key->key, i + 1)) != list->child[i];
            wrong += named && !renamed(a, yaml, &one);
            wrong += !out || !tree(a, out) || strlen(out) >= strlen(yaml);
            if (i > 0) { /* it comes back when the one that came behind it moves up */
                const struct yaml_item other = { item->part, item->key, at };
                const char *up = yaml_up(a, yaml, &other);
                wrong += !up || strcmp(yaml_up(a, up, &other), yaml) != 0;
            }
            wrong += inner(a, yaml, key->things, list->child[i], &one, tried);
        }
    }
    return wrong;
}

/* Each message that is said in other words is one of the reader's. */
static void refusals(struct arena *a)
{
    const char *id;
    size_t n = part_refusals(0, &id);

    for (size_t i = 0; i < n; i++) {
        part_refusals(i, &id);
        TAP(arena_printf(a, "the reader says: %s", id),
            strcmp(lang_text(lang_by_tag("vi"), id), id) != 0);
    }
}

static void deeper(struct arena *a)
{
    static const char text[] =
        "fields:\n- name: kind\n  columns:\n  # of one\n  - name: one\n    choices: [{code: a}, "
        "{code: b}]\n  - {name: two}\n  early: {within: 3 days}\nend: 1\n";
    const struct yaml_item b = { "fields", "kind", "columns.1.choices.2" };
    const struct yaml_item one = { "fields", "kind", "columns.1" };
    const struct yaml_item none = { "fields", "kind", "columns.3" };
    const struct yaml_item kind = { "fields", "kind", NULL }, top = { "", NULL, NULL };
    const char *y = yaml_set(a, text, &b, NULL, "en", "B");

    TAP("a choice of a column", y && strstr(y, "{code: b, en: B}]\n  - {name: two}"));
    y = yaml_remove(a, text, &one);
    TAP("a column goes with its comment", y && strstr(y, "columns:\n  - {name: two}\n  early"));
    y = yaml_up(a, text, &b);
    TAP("a choice moves", y && strstr(y, "[{code: b}, {code: a}]"));
    y = yaml_add_below(a, text, &one, "choices", "{code: c}");
    TAP("one more of them", y && strstr(y, "{code: b}, {code: c}]"));
    TAP("what is not there",
        !yaml_set(a, text, &none, NULL, "en", "B") && !yaml_up(a, text, &none));
    y = yaml_set(a, text, &kind, "early", "within", NULL);
    TAP("the last value takes its mapping with it",
        y && !strstr(y, "early") && strstr(y, "end: 1"));
    y = yaml_set(a, text, &top, NULL, "end", "2");
    TAP("a value of the document", y && strstr(y, "end: 2\n"));
}

static void mappings(struct arena *a)
{
    static const char text[] = "pack: x\nsurvey:\n  # asked\n  questions: [{name: a}]\nend: 1\n";
    const struct yaml_item survey = { "survey", NULL, NULL }, notice = { "notice", NULL, NULL };
    const struct yaml_item one = { "survey", NULL, "questions.1" };
    const char *y = yaml_set(a, text, &survey, NULL, "after_days", "3"), *z;

    TAP("a value of a mapping", y && strstr(y, "questions: [{name: a}]\n  after_days: 3\nend"));
    z = y ? yaml_remove(a, y, &one) : NULL;
    TAP("its last thing goes", z && !strstr(z, "questions") && strstr(z, "after_days: 3\nend"));
    z = yaml_remove(a, text, &one);
    TAP_TEXT("and takes the mapping with it", z, "pack: x\nend: 1\n");
    y = yaml_add_below(a, text, &survey, "questions", "{name: b}");
    TAP("one more", y && strstr(y, "[{name: a}, {name: b}]"));
    y = yaml_set(a, text, &one, NULL, "en", "A");
    TAP("a value of one", y && strstr(y, "{name: a, en: A}"));
    y = yaml_set(a, text, &notice, "process", "en", "A");
    TAP("a mapping begins", y && strstr(y, "end: 1\nnotice:\n  process: {en: A}\n"));
    y = y ? yaml_set(a, y, &notice, "process", "vi", "B") : NULL;
    TAP("and goes on", y && strstr(y, "  process: {en: A, vi: B}\n"));
    y = y ? yaml_set(a, y, &notice, "process", "en", NULL) : NULL;
    y = y ? yaml_set(a, y, &notice, "process", "vi", NULL) : NULL;
    TAP_TEXT("and ends with its last value", y, text);
    TAP_TEXT("nothing of nothing", yaml_set(a, text, &notice, "process", "vi", NULL), text);
    y = yaml_add_below(a, z ? z : text, &survey, "questions", "{name: b}");
    TAP("it begins with a thing", y && strstr(y, "end: 1\nsurvey:\n  questions: [{name: b}]\n"));
}

static void pack(struct arena *a, const char *name, const char *yaml)
{
    size_t n, wrong = 0, tried = 0;
    const struct pack_part *parts = parts_all(&n);
    const struct node *top = tree(a, yaml);

    for (size_t p = 0; p < n; p++) {
        const struct node *list = node_get(top, parts[p].name);
        wrong += parts[p].whole && beyond(&parts[p], top);
        if (list && parts[p].mapping) {
            const struct yaml_item item = { parts[p].name, NULL, NULL };
            wrong += beyond(&parts[p], list) + inner(a, yaml, &parts[p], list, &item, &tried);
            continue;
        }
        for (size_t i = 0; list && i < list->n; i++) {
            const struct yaml_item item = { parts[p].name, yaml_keys(a, list)[i], NULL };
            if (node_get(list->child[i], "en")) {
                tried++;
                wrong += !renamed(a, yaml, &item);
            }
            wrong += i > 0 && !moved(a, yaml, list, i, parts[p].name);
            wrong += beyond(&parts[p], list->child[i]);
            wrong += parts[p].code && !node_get(list->child[i], parts[p].code);
            wrong += inner(a, yaml, &parts[p], list->child[i], &item, &tried);
        }
    }
    TAP_INT(arena_printf(a, "%s: things renamed and moved", name), (int64_t)wrong, 0);
    (void)tried;
}

int main(void)
{
    static const char folder[] = "data/packs/";
    AUTO_ARENA a = arena_new();

    in_place(a);
    alike(a);
    below(a);
    deeper(a);
    mappings(a);
    refusals(a);
    comments(a);
    for (size_t i = 0; i < embedded_count; i++)
        if (strncmp(embedded_files[i].path, folder, strlen(folder)) == 0)
            pack(a, embedded_files[i].path,
                 arena_strn(a, (const char *)embedded_files[i].s, embedded_files[i].n));
    return tap_done();
}
