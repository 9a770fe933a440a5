/* Typed values out of nodes. Every refusal says what to write instead. */
#include "complaint/pack_parts.h"

#include "complaint/clock.h"
#include "complaint/words.h"

#include "base/buf.h"
#include "i18n/lang.h"

#include <stdlib.h>
#include <string.h>

void pack_wrong(struct pack_reader *r, int line, const char *id, ...)
{
    struct pack_problem problem = { .line = line, .id = id };
    const char *name;
    va_list args;

    va_start(args, id);
    for (size_t i = 0; i < COUNT(problem.arg) && (name = va_arg(args, const char *)); i += 2) {
        problem.arg[i] = name;
        problem.arg[i + 1] = va_arg(args, const char *);
    }
    va_end(args);
    pack_problem_add(r->a, r->problems, problem);
}

const char *pack_digits(const struct pack_reader *r, int64_t n)
{
    return arena_printf(r->a, "%" PRId64, n);
}

static const char *keys_text(struct arena *a, const struct pack_key *keys)
{
    struct buf b = buf_new(a);

    for (const struct pack_key *k = keys; k->name; k++)
        buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", k->name);
    return buf_text(&b);
}

static void key_check(struct pack_reader *r, const struct node *key, const char *what,
                      const struct pack_key *keys)
{
    for (const struct pack_key *k = keys; k->name; k++)
        if (strcmp(k->name, key->text) == 0)
            return;
    pack_wrong(r, key->line, N_("\"{name}\" is not known in {what}: write one of {these}"), "name",
               key->text, "what", what, "these", keys_text(r->a, keys), NULL);
}

bool pack_keys(struct pack_reader *r, const struct node *map, const char *what,
               const struct pack_key *keys)
{
    if (map->kind != NODE_MAP) {
        pack_wrong(r, map->line, N_("{what} is {is}: write a mapping with {these}"), "what", what,
                   "is", node_kind_name(map), "these", keys_text(r->a, keys), NULL);
        return false;
    }
    for (size_t i = 0; i + 1 < map->n; i += 2)
        key_check(r, map->child[i], what, keys);
    for (const struct pack_key *k = keys; k->name; k++)
        if (k->is == KEY_MUST && !node_get(map, k->name))
            pack_wrong(r, map->line, N_("{what} has no \"{name}\": write it"), "what", what, "name",
                       k->name, NULL);
    return true;
}

static const struct node *text_node(struct pack_reader *r, const struct node *map, const char *key)
{
    const struct node *node = node_get(map, key);

    if (!node || node->kind == NODE_TEXT)
        return node;
    pack_wrong(r, node->line, N_("\"{name}\" is {is}: write a text"), "name", key, "is",
               node_kind_name(node), NULL);
    return NULL;
}

static size_t characters(const char *s)
{
    size_t n = 0;

    for (; *s; s++)
        n += (*s & 0xC0) != 0x80;
    return n;
}

/* The text of a node that is one, fit to be read. */
static const char *text_of(struct pack_reader *r, const struct node *node, const char *key, int max)
{
    if (node->text[strspn(node->text, " \t\n")] == '\0') {
        pack_wrong(r, node->line, N_("\"{name}\" is empty: write a text"), "name", key, NULL);
        return NULL;
    }
    if (characters(node->text) > (size_t)max) {
        pack_wrong(r, node->line, N_("\"{name}\" is longer than {most} characters: shorten it"),
                   "name", key, "most", pack_digits(r, max), NULL);
        return NULL;
    }
    return node->text;
}

const char *pack_get_text(struct pack_reader *r, const struct node *map, const char *key, int max)
{
    const struct node *node = text_node(r, map, key);

    return node ? text_of(r, node, key, max) : NULL;
}

enum { NAME_MOST = 40, MONEY_MOST = 40, SPAN_MOST = 40, LENGTH_MOST = 3660 };

static const char *name_of(struct pack_reader *r, const struct node *node)
{
    const char *s = node->kind == NODE_TEXT ? node->text : "";

    if (*s >= 'a' && *s <= 'z' && strlen(s) <= NAME_MOST &&
        s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0')
        return s;
    pack_wrong(r, node->line,
               N_("\"{name}\" is no name: write small letters, digits and _, at most {most}, a "
                  "letter first"),
               "name", s, "most", pack_digits(r, NAME_MOST), NULL);
    return NULL;
}

const char *pack_get_name(struct pack_reader *r, const struct node *map, const char *key)
{
    const struct node *node = node_get(map, key);

    return node ? name_of(r, node) : NULL;
}

int64_t pack_get_number(struct pack_reader *r, const struct node *map, const char *key,
                        int64_t least, int64_t most)
{
    const struct node *node = text_node(r, map, key);
    char *rest;
    int64_t n;

    if (!node)
        return 0;
    n = strtoll(node->text, &rest, 10);
    if (rest != node->text && *rest == '\0' && strlen(node->text) < 12 && n >= least && n <= most)
        return n;
    pack_wrong(r, node->line,
               N_("\"{name}: {value}\": write a whole number from {least} to {most}"), "name", key,
               "value", node->text, "least", pack_digits(r, least), "most", pack_digits(r, most),
               NULL);
    return 0;
}

bool pack_get_bool(struct pack_reader *r, const struct node *map, const char *key)
{
    const struct node *node = text_node(r, map, key);
    bool yes = node && strcmp(node->text, "true") == 0;

    if (node && !yes && strcmp(node->text, "false") != 0)
        pack_wrong(r, node->line, N_("\"{name}: {value}\": write true or false"), "name", key,
                   "value", node->text, NULL);
    return yes;
}

struct date pack_get_date(struct pack_reader *r, const struct node *map, const char *key)
{
    const struct node *node = text_node(r, map, key);
    struct date day = { 0 };

    if (node && !date_parse(node->text, strlen(node->text), &day)) {
        pack_wrong(r, node->line, N_("\"{name}: {value}\": write a day such as 2026-03-31"), "name",
                   key, "value", node->text, NULL);
        day = (struct date){ 0 };
    }
    return day;
}

int pack_word_of(struct pack_reader *r, const struct node *node, const char *const *words, size_t n)
{
    struct buf b = buf_new(r->a);

    for (size_t i = 0; i < n; i++)
        if (words[i] && node->kind == NODE_TEXT && strcmp(words[i], node->text) == 0)
            return (int)i;
    for (size_t i = 0; i < n; i++)
        if (words[i])
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", words[i]);
    pack_wrong(r, node->line, N_("\"{name}\" is not known: write one of {these}"), "name",
               node->kind == NODE_TEXT ? node->text : node_kind_name(node), "these", buf_text(&b),
               NULL);
    return -1;
}

int pack_get_word(struct pack_reader *r, const struct node *map, const char *key,
                  const char *const *words, size_t n)
{
    const struct node *node = node_get(map, key);

    return node ? pack_word_of(r, node, words, n) : -1;
}

const struct node *pack_get_list(struct pack_reader *r, const struct node *map, const char *key,
                                 size_t most)
{
    const struct node *node = node_get(map, key);

    if (!node)
        return NULL;
    if (node->kind != NODE_LIST) {
        pack_wrong(r, node->line, N_("\"{name}\" is {is}: write a list"), "name", key, "is",
                   node_kind_name(node), NULL);
        return NULL;
    }
    if (node->n > most) {
        pack_wrong(r, node->line,
                   N_("\"{name}\" has {n} items: at most {most} are read; take some out"), "name",
                   key, "n", pack_digits(r, (int64_t)node->n), "most",
                   pack_digits(r, (int64_t)most), NULL);
        return NULL;
    }
    return node;
}

/* The list under that key, which is not empty; room for its words in `*words`. */
static const struct node *filled_list(struct pack_reader *r, const struct node *map,
                                      const char *key, const char ***words)
{
    const struct node *list = pack_get_list(r, map, key, PACK_CHOICES);

    *words = ARENA_ARRAY(r->a, const char *, list ? list->n : 0);
    if (list && list->n == 0)
        pack_wrong(r, list->line, N_("\"{name}\" is an empty list: fill it or take it out"), "name",
                   key, NULL);
    return list;
}

struct pack_words pack_get_names(struct pack_reader *r, const struct node *map, const char *key)
{
    const char **words;
    const struct node *list = filled_list(r, map, key, &words);
    struct pack_words out = { words, 0 };

    for (size_t i = 0; list && i < list->n; i++) {
        const char *name = name_of(r, list->child[i]);
        if (name)
            words[out.n++] = name;
    }
    return out;
}

struct pack_words pack_get_texts(struct pack_reader *r, const struct node *map, const char *key,
                                 int max)
{
    const char **words;
    const struct node *list = filled_list(r, map, key, &words);
    struct pack_words out = { words, 0 };

    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        const char *text = node->kind == NODE_TEXT ? text_of(r, node, key, max) : NULL;
        if (node->kind != NODE_TEXT)
            pack_wrong(r, node->line, N_("\"{name}\" has {is}: write a text"), "name", key, "is",
                       node_kind_name(node), NULL);
        if (text)
            words[out.n++] = text;
    }
    return out;
}

struct pack_words pack_get_words(struct pack_reader *r, const struct node *map, const char *key,
                                 const char *const *words, size_t n)
{
    const char **found;
    const struct node *list = filled_list(r, map, key, &found);
    struct pack_words out = { found, 0 };

    for (size_t i = 0; list && i < list->n; i++) {
        int at = pack_word_of(r, list->child[i], words, n);
        if (at >= 0)
            found[out.n++] = words[at];
    }
    return out;
}

struct pack_text pack_languages(struct pack_reader *r, const struct node *map, int max)
{
    struct pack_text out = { { 0 } };

    for (size_t i = 0; i < LANGS; i++)
        out.in[i] = pack_get_text(r, map, langs[i].tag, max);
    return out;
}

struct pack_text pack_get_languages(struct pack_reader *r, const struct node *map, const char *key,
                                    int max)
{
    static const struct pack_key keys[] = { PACK_LANGUAGES, { 0 } };
    const struct node *node = node_get(map, key);

    if (!node || !pack_keys(r, node, arena_printf(r->a, "\"%s\"", key), keys))
        return (struct pack_text){ { 0 } };
    return pack_languages(r, node, max);
}

struct pack_words pack_get_codes(struct pack_reader *r, const struct node *map, const char *key,
                                 const struct words *w)
{
    const char **codes = ARENA_ARRAY(r->a, const char *, (size_t)w->n);

    for (int i = 1; i < w->n; i++)
        codes[i] = word_code(w, i);
    return pack_get_words(r, map, key, codes, (size_t)w->n);
}

const char *pack_get_source_of(struct pack_reader *r, const struct node *map, const char *key)
{
    const char *source = pack_get_name(r, map, key);

    if (source && !pack_source(r->v, source))
        pack_wrong(r, node_get(map, key)->line,
                   N_("source \"{name}\" is none of the pack's: write it under \"sources\" first"),
                   "name", source, NULL);
    return source;
}

const char *pack_get_source(struct pack_reader *r, const struct node *map)
{
    return pack_get_source_of(r, map, "source");
}

/* "200.00 CNY" */
int64_t pack_get_money(struct pack_reader *r, const struct node *map, const char *key,
                       const char **currency)
{
    const char *text = pack_get_text(r, map, key, MONEY_MOST);
    const char *blank = text ? strrchr(text, ' ') : NULL;
    int64_t amount = 0;

    *currency = NULL;
    if (!text)
        return 0;
    if (blank && strlen(blank + 1) == 3 &&
        lang_money_read(arena_strn(r->a, text, (size_t)(blank - text)), blank + 1, &amount) &&
        amount > 0) {
        *currency = blank + 1;
        return amount;
    }
    pack_wrong(r, node_get(map, key)->line,
               N_("\"{name}\" is no sum: write digits and the currency, such as 200.00 CNY"),
               "name", text, NULL);
    return 0;
}

static void units_fill(const char *words[CLOCK_MONTHS + 1], bool working_hours)
{
    words[0] = NULL;
    for (int i = CLOCK_HOURS; i <= CLOCK_MONTHS; i++)
        words[i] =
            i == CLOCK_WORKING_HOURS && !working_hours ? NULL : clock_unit_code((enum clock_unit)i);
}

const char *pack_get_unit(struct pack_reader *r, const struct node *map, const char *key,
                          bool working_hours)
{
    const char *words[CLOCK_MONTHS + 1];
    int unit;

    units_fill(words, working_hours);
    unit = pack_get_word(r, map, key, words, COUNT(words));
    return unit > 0 ? words[unit] : NULL;
}

bool pack_get_span(struct pack_reader *r, const struct node *map, const char *key,
                   const char **unit, int64_t *length)
{
    const char *text = pack_get_text(r, map, key, SPAN_MOST), *words[CLOCK_MONTHS + 1];
    char *rest = NULL;
    long n = text ? strtol(text, &rest, 10) : 0;

    units_fill(words, true);
    for (size_t i = 1; text && *rest == ' ' && i < COUNT(words); i++)
        if (n >= 1 && n <= LENGTH_MOST && strcmp(rest + 1, words[i]) == 0) {
            *unit = words[i];
            *length = n;
            return true;
        }
    if (text)
        pack_wrong(r, node_get(map, key)->line,
                   N_("\"{name}\" is no time: write a number and a unit, such as 3 working_days"),
                   "name", text, NULL);
    return false;
}

enum gate_step pack_get_stage(struct pack_reader *r, const struct node *map, const char *key)
{
    const char *names[GATE_STEPS];
    int at;

    for (int i = 0; i < GATE_STEPS; i++)
        names[i] = i == GATE_NONE ? NULL : word_code(&gate_step_words, i);
    at = pack_get_word(r, map, key, names, GATE_STEPS);
    return at > 0 ? (enum gate_step)at : GATE_NONE;
}
