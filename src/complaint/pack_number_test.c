/* Every number of every pack that comes with the program is listed, with its source. What stands in
 * the files is counted without their reader. */
#include "base/tap.h"
#include "complaint/pack_number.h"
#include "complaint/pack_read.h"
#include "complaint/yaml_tree.h"
#include "web/embedded.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct shown {
    const struct pack_version *v;
    const struct pack_number *list;
    size_t n;
};

static bool one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static int64_t listed(const struct shown *s, enum pack_number_of of)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->list[i].of == of;
    return n;
}

/* How often the key stands in the file with a text as its value. */
static int64_t counted(const struct node *node, const char *key)
{
    int64_t n = 0;

    for (size_t i = 0; i < node->n; i++) {
        if (node->kind == NODE_MAP && i % 2 == 0)
            n += strcmp(node->child[i]->text, key) == 0 && node->child[i + 1]->kind == NODE_TEXT;
        n += counted(node->child[i], key);
    }
    return n;
}

/* -- what is in the file is in the list -- */

static void counts(const struct shown *s, const struct node *top)
{
    static const struct {
        const char *key;
        enum pack_number_of of, also;
    } keys[] = {
        { "length", NUMBER_CLOCK, NUMBER_TASK },
        { "within", NUMBER_EARLY, NUMBER_LETTER },
        { "extends_source", NUMBER_LONGER, NUMBER_LONGER },
        { "representatives", NUMBER_GROUP, NUMBER_GROUP },
        { "months", NUMBER_REPEATS, NUMBER_REPEATS },
        { "refused", NUMBER_REFUSED, NUMBER_REFUSED },
        { "reopened", NUMBER_REOPENED, NUMBER_REOPENED },
        { "repeats", NUMBER_AGAIN, NUMBER_AGAIN },
        { "amount", NUMBER_AMOUNT, NUMBER_AMOUNT },
        { "second_above", NUMBER_SECOND, NUMBER_SECOND },
        { "after_days", NUMBER_ASK_AFTER, NUMBER_ASK_AFTER },
        { "reopen_up_to", NUMBER_REOPEN_UPTO, NUMBER_REOPEN_UPTO },
    };
    const struct node *regimes = node_get(top, "reportability");

    for (size_t i = 0; i < COUNT(keys); i++)
        TAP_INT(keys[i].key,
                listed(s, keys[i].of) + (keys[i].of == keys[i].also ? 0 : listed(s, keys[i].also)),
                counted(top, keys[i].key));
    TAP_INT("reportability", listed(s, NUMBER_REPORT), regimes ? (int64_t)regimes->n : 0);
}

static bool extends_listed(const struct shown *s, const char *extends)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->list[i].extends && strcmp(s->list[i].extends, extends) == 0)
            return true;
    return false;
}

/* Under any other key a number is one that nobody would see; these are no numbers of a procedure:
 * its version, days, shares of a time, and how much a field takes. */
static void others(const struct shown *s, const struct node *node)
{
    static const char *const keys[] = { "length",       "within",     "representatives", "months",
                                        "refused",      "reopened",   "repeats",         "amount",
                                        "second_above", "after_days", "reopen_up_to" };
    static const char *const none[] = { "version", "checked", "from", "until", "by",
                                        "tells",   "hours",   "max",  "rows" };
    static const char *const words[] = { "en", "zh-Hans", "zh-Hant", "vi", "name" };

    for (size_t i = 0; node->kind == NODE_MAP && i + 1 < node->n; i += 2) {
        const char *key = node->child[i]->text;
        const struct node *value = node->child[i + 1];
        if (value->kind != NODE_TEXT || !isdigit((unsigned char)*value->text) ||
            one_of(key, keys, COUNT(keys)) || one_of(key, none, COUNT(none)) ||
            one_of(key, words, COUNT(words)))
            continue;
        if (!TAP(key, strcmp(key, "extends") == 0 && extends_listed(s, value->text)))
            printf("# line %d: \"%s\" is a number that no list has\n", value->line, value->text);
    }
    for (size_t i = 0; i < node->n; i++)
        others(s, node->child[i]);
}

/* -- times in the words of letters -- */

/* "within six months", "in 15 working days": a word or digits before a unit. */
static bool names_time(struct arena *a, const char *text)
{
    static const char *const units[] = { "hours", "day",    "days", "weeks",
                                         "month", "months", "year", "years" };
    static const char *const numbers[] = { "one", "two",   "three", "four", "five",
                                           "six", "seven", "eight", "nine", "ten" };
    static const char *const between[] = { "working", "calendar", "business" };
    char *rest = arena_printf(a, "%s", text), *word;
    bool number = false;

    while ((word = strsep(&rest, " .,;:()")) != NULL) {
        if (number && one_of(word, units, COUNT(units)))
            return true;
        if (!number || !one_of(word, between, COUNT(between)))
            number = isdigit((unsigned char)*word) || one_of(word, numbers, COUNT(numbers));
    }
    return false;
}

static bool early_letter(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; i < v->n_clocks; i++)
        if (v->clock_early[i].letter && strcmp(v->clock_early[i].letter, name) == 0)
            return true;
    return false;
}

static void letters(struct arena *a, const struct pack_version *v)
{
    for (size_t i = 0; i < v->n_letters; i++) {
        const struct pack_letter *letter = &v->letter[i];
        bool time = names_time(a, letter->title.in[0]) && !early_letter(v, letter->name);
        for (size_t j = 0; j < letter->n_blocks; j++)
            time |= names_time(a, letter->block[j].in[0]);
        TAP(arena_printf(a, "letter %s has its time", letter->name), !time || letter->unit);
    }
}

/* -- sources -- */

static void sources(struct arena *a, const struct shown *s)
{
    for (size_t i = 0; i < s->n; i++)
        TAP(arena_printf(a, "%s %s has a source", pack_number_code(s->list[i].of),
                         s->list[i].name ? s->list[i].name : ""),
            s->list[i].source);
    for (size_t i = 0; i < s->v->n_sources; i++) {
        const struct pack_source *source = &s->v->source[i];
        bool named = false;
        for (size_t j = 0; j < s->n; j++)
            named |= s->list[j].source == source;
        TAP(arena_printf(a, "source %s stands beside a number", source->id), named);
        TAP(arena_printf(a, "source %s was checked on a day", source->id),
            strcmp(source->mark, "R") == 0 || date_is_set(source->checked));
        TAP(arena_printf(a, "source %s, ours, is not verified", source->id),
            strcmp(source->id, "ours") != 0 || pack_unverified(source));
    }
}

static void shipped(struct arena *a)
{
    static const char folder[] = "data/packs/";

    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *file = &embedded_files[i];
        struct pack_problems problems;
        struct shown s = { 0 };
        struct pack_version v;
        struct node *top;
        struct yaml_fault fault;
        if (strncmp(file->path, folder, strlen(folder)) != 0)
            continue;
        if (!TAP(file->path, pack_read(a, (const char *)file->s, file->n, &v, &problems) &&
                                 yaml_tree(a, (const char *)file->s, file->n, &top, &fault)))
            continue;
        s.v = &v;
        s.list = pack_numbers(a, &v, &s.n);
        counts(&s, top);
        others(&s, top);
        letters(a, &v);
        sources(a, &s);
    }
}

/* -- one that names no source, and one that is longer from elsewhere -- */

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"

static void single(struct arena *a)
{
    static const char yaml[] =
        "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
        "sources:\n- {id: s, name: b, mark: V}\n- {id: t, name: b, mark: R}\n"
        "classes:\n- {code: k, " L "}\n"
        "tasks:\n- {code: c, unit: days, length: 2, ask: {" L "}, " L "}\n"
        "clocks:\n- {name: x, starts: [received], stops: [closed], unit: days, length: 3, source: "
        "s, extends: '4', extends_source: t, limits: [{classes: [k], length: 5}], " L "}\n";
    struct pack_problems problems;
    struct pack_version v;
    const struct pack_number *list;
    size_t n;

    if (!TAP("a pack", pack_read(a, yaml, sizeof yaml - 1, &v, &problems)))
        return;
    list = pack_numbers(a, &v, &n);
    TAP_INT("a clock, its limit, how much longer, a task", (int64_t)n, 4);
    TAP("the clock stands without what is from elsewhere", !list[0].extends && !list[1].extends);
    TAP("which is not verified", list[2].of == NUMBER_LONGER && pack_unverified(list[2].source));
    TAP("a task without a source is not verified either",
        list[3].of == NUMBER_TASK && !list[3].source && pack_unverified(list[3].source));
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    shipped(a);
    single(a);
    return tap_done();
}
