/* The tree tells where everything stands; a change cuts the text there and nowhere else. What has
 * lines of its own is cut at their ends, since the tree knows nothing of comments. */
#include "designer/yaml_edit.h"

#include "base/buf.h"
#include "designer/compare_words.h"
#include "designer/yaml_lines.h"

#include <stdlib.h>
#include <string.h>

/* -- cutting -- */

/* The text with [from, to) replaced. */
static const char *splice(struct arena *a, const char *yaml, size_t from, size_t to,
                          const char *with)
{
    struct buf b = buf_new(a);

    buf_add(&b, yaml, from);
    buf_str(&b, with);
    buf_str(&b, yaml + to);
    return buf_text(&b);
}

/* Of two empty lines that would come together one stays. */
static const char *lines_out(struct arena *a, const char *yaml, struct yaml_lines l)
{
    size_t to = yaml_next_line(yaml, l.to);

    if (l.from > 1 && yaml[l.from - 1] == '\n' && yaml[l.from - 2] == '\n' && yaml[to] == '\n')
        to++;
    return splice(a, yaml, l.from, to, "");
}

/* -- finding -- */

struct found {
    const struct node *top, *list, *parent; /* parent: the mapping in which the list stands */
    const char *name;                       /* of the list in it */
    size_t at;                              /* in the list */
};

static const struct node *tree_of(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    struct yaml_fault fault;

    return yaml_tree(a, yaml, strlen(yaml), &out, &fault) && out->kind == NODE_MAP ? out : NULL;
}

const char *const *yaml_keys(struct arena *a, const struct node *list)
{
    const char **keys = ARENA_ARRAY(a, const char *, list->n);
    size_t *nth = ARENA_ARRAY(a, size_t, list->n);

    for (size_t i = 0; i < list->n; i++) {
        keys[i] = pack_item_key(a, list->child[i]);
        for (size_t j = 0; j < i; j++)
            nth[i] += strcmp(keys[j], keys[i]) == 0;
    }
    for (size_t i = 0; i < list->n; i++)
        if (nth[i] > 0)
            keys[i] = arena_printf(a, "%s#%zu", keys[i], nth[i] + 1);
    return keys;
}

/* How many things have that key; the place of the last of them in *out. */
static size_t find_in(struct arena *a, const struct node *map, const struct yaml_item *item,
                      struct found *out)
{
    const struct node *list = node_get(map, item->part);
    bool there = list && list->kind == NODE_LIST;
    const char *const *keys = there ? yaml_keys(a, list) : NULL;
    size_t found = 0;

    for (size_t i = 0; there && i < list->n; i++) {
        const struct node *n = list->child[i];
        if (n->kind != NODE_MAP)
            continue;
        if (strcmp(keys[i], item->key) == 0) {
            out->list = list;
            out->parent = map;
            out->name = item->part;
            out->at = i;
            found++;
        }
        if (strcmp(item->part, "classes") == 0)
            found += find_in(a, n, item, out);
    }
    return found;
}

/* The name of the list with which `at` begins, of `n` bytes, and the place in it. */
static const char *step_read(const char *at, size_t *n, size_t *place)
{
    char *rest;

    *n = strcspn(at, ".");
    *place = at[*n] == '.' ? strtoul(at + *n + 1, &rest, 10) : 0;
    if (*place == 0 || (*rest != '.' && *rest != '\0'))
        return NULL;
    return *rest == '.' ? rest + 1 : rest;
}

/* The place of a key in a mapping, and behind its last one if it is not there. */
static size_t key_of(const struct node *map, const char *key, size_t n)
{
    size_t i = 0;

    while (map->kind == NODE_MAP && i + 1 < map->n &&
           (strlen(map->child[i]->text) != n || strncmp(map->child[i]->text, key, n) != 0))
        i += 2;
    return i;
}

/* On into the lists of the thing that was found. */
static bool descend(struct found *f, const char *at)
{
    while (at && *at) {
        size_t n, place, key;
        const char *rest = step_read(at, &n, &place);
        const struct node *map = f->list->child[f->at], *list;
        key = rest ? key_of(map, at, n) : 0;
        if (!rest || map->kind != NODE_MAP || key >= map->n)
            return false;
        list = map->child[key + 1];
        if (list->kind != NODE_LIST || place > list->n || list->child[place - 1]->kind != NODE_MAP)
            return false;
        f->parent = map;
        f->name = map->child[key]->text;
        f->list = list;
        f->at = place - 1;
        at = rest;
    }
    return true;
}

const struct node *yaml_at(const struct node *thing, const char *at)
{
    struct node *only = (struct node *)thing;
    const struct node alone = { .kind = NODE_LIST, .child = &only, .n = 1 };
    struct found f = { .list = &alone };

    return descend(&f, at) ? f.list->child[f.at] : NULL;
}

/* It stands in no list. */
static bool find_mapping(struct arena *a, const char *name, struct found *out)
{
    struct node *alone = ARENA_NEW(a, struct node);
    size_t i = key_of(out->top, name, strlen(name));

    if (i >= out->top->n || out->top->child[i + 1]->kind != NODE_MAP)
        return false;
    *alone = (struct node){ .kind = NODE_LIST, .child = &out->top->child[i + 1], .n = 1 };
    out->list = alone;
    out->parent = NULL;
    out->at = 0;
    return true;
}

/* The one that has that key: where two lists have such a one neither is changed. */
static bool find(struct arena *a, const char *yaml, const struct yaml_item *item, struct found *out)
{
    out->top = tree_of(a, yaml);
    if (!out->top || !*item->part)
        return false;
    if (!item->key)
        return find_mapping(a, item->part, out) && descend(out, item->at);
    return find_in(a, out->top, item, out) == 1 && descend(out, item->at);
}

/* The mapping in which values of it stand. */
static const struct node *map_of(struct arena *a, const char *yaml, const struct yaml_item *item)
{
    struct found f;

    if (!*item->part)
        return tree_of(a, yaml);
    return find(a, yaml, item, &f) ? f.list->child[f.at] : NULL;
}

/* A byte order mark is not of the text: places are counted behind it. */
static const char *without_mark(const char *yaml)
{
    return strncmp(yaml, "\xEF\xBB\xBF", 3) == 0 ? yaml + 3 : yaml;
}

/* -- keys -- */

static bool plain(const char *s)
{
    if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9')))
        return false;
    for (; *s; s++)
        if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
              *s == '_'))
            return false;
    return true;
}

const char *yaml_text(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);

    if (plain(text))
        return text;
    buf_char(&b, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_char(&b, '\\');
        if (*text == '\n')
            buf_str(&b, "\\n");
        else if ((unsigned char)*text >= ' ' || *text == '\t')
            buf_char(&b, *text);
    }
    buf_char(&b, '"');
    return buf_text(&b);
}

static size_t key_at(const struct node *map, const char *key)
{
    return key_of(map, key, strlen(key));
}

static const char *key_remove(struct arena *a, const char *yaml, const struct node *map, size_t i)
{
    size_t to;

    if (i > 0 && !yaml_in_line(yaml, map))
        return lines_out(a, yaml, yaml_key_lines(yaml, map, i));
    if (i > 0)
        return splice(a, yaml, yaml_end(yaml, map->child[i - 1]), yaml_end(yaml, map->child[i + 1]),
                      "");
    if (map->n <= 2)
        return NULL;
    if (yaml_in_line(yaml, map))
        return splice(a, yaml, map->child[0]->from, map->child[2]->from, "");
    /* The first may stand behind the mark of a thing: what comes then, were it a comment, is there
     * instead. */
    to = yaml_comments_behind(yaml, yaml_end(yaml, map->child[1]),
                              yaml_column(yaml, map->child[0]->from));
    return splice(a, yaml, map->child[0]->from, to + strspn(yaml + to, " \t\r\n"), "");
}

static const char *key_add(struct arena *a, const char *yaml, const struct node *map,
                           const char *key, const char *value)
{
    size_t end = yaml_end(yaml, map->child[map->n - 1]);
    int in = yaml_column(yaml, map->child[0]->from);

    if (yaml_in_line(yaml, map))
        return splice(a, yaml, end, end, arena_printf(a, ", %s: %s", key, value));
    end = yaml_comments_behind(yaml, end, in);
    return splice(a, yaml, end, end, arena_printf(a, "\n%*s%s: %s", in, "", key, value));
}

/* The comment behind a key whose value begins in the next line, "" when there is none. */
static const char *key_comment(struct arena *a, const char *yaml, const struct node *key,
                               const struct node *value)
{
    size_t at = key->to + strcspn(yaml + key->to, ":");

    at = yaml_behind_blanks(yaml, at + (yaml[at] == ':'));
    if (at == value->from && (yaml[at] == '|' || yaml[at] == '>'))
        at = yaml_behind_blanks(yaml, at + strcspn(yaml + at, " \t\r\n"));
    return yaml[at] == '#' && at < yaml_end(yaml, value)
               ? arena_printf(a, " %s", arena_strn(a, yaml + at, yaml_line_end(yaml, at) - at))
               : "";
}

/* A value in lines of its own begins below its key: what follows the colon comes instead. */
static const char *value_set(struct arena *a, const char *yaml, const struct node *map, size_t i,
                             const char *with)
{
    const struct node *key = map->child[i], *value = map->child[i + 1];
    size_t end = yaml_end(yaml, value);
    const char *comment = "";

    if (!yaml_in_line(yaml, map))
        comment = key_comment(a, yaml, key, value);
    if (value->kind != NODE_TEXT && !yaml_in_line(yaml, value))
        end = yaml_comments_behind(yaml, end, yaml_column(yaml, map->child[0]->from));
    return splice(a, yaml, key->to, end, arena_printf(a, ": %s%s", with, comment));
}

static const char *key_set(struct arena *a, const char *yaml, const struct node *map,
                           const char *key, const char *value)
{
    size_t i = key_at(map, key);

    if (i < map->n && !value)
        return key_remove(a, yaml, map, i);
    if (!value)
        return yaml;
    if (i == map->n)
        return map->n > 0 ? key_add(a, yaml, map, key, value) : NULL;
    return value_set(a, yaml, map, i, value);
}

/* A mapping of the document that is not there yet, with that in it. */
static const char *mapping_add(struct arena *a, const char *yaml, const struct yaml_item *item,
                               const char *key, const char *value)
{
    const struct node *top = tree_of(a, yaml);
    size_t n = strlen(yaml);

    if (!top || !*item->part || item->key || item->at || node_get(top, item->part))
        return NULL;
    if (yaml_in_line(yaml, top))
        return key_set(a, yaml, top, item->part, arena_printf(a, "{%s: %s}", key, value));
    return splice(a, yaml, n, n,
                  arena_printf(a, "%s%s:\n  %s: %s\n", n > 0 && yaml[n - 1] != '\n' ? "\n" : "",
                               item->part, key, value));
}

/* What has nothing left in it goes too. */
static const char *key_out(struct arena *a, const char *yaml, const struct yaml_item *item,
                           const struct node *map, const char *key)
{
    if (map->n == 2 && !item->key && *item->part && node_get(map, key))
        return key_set(a, yaml, tree_of(a, yaml), item->part, NULL);
    return key_set(a, yaml, map, key, NULL);
}

const char *yaml_set(struct arena *a, const char *yaml, const struct yaml_item *item,
                     const char *below, const char *key, const char *value)
{
    const struct node *map, *in;

    yaml = without_mark(yaml);
    map = map_of(a, yaml, item);
    if (!map && !value && !item->key && *item->part)
        return yaml;
    if (!map && value)
        return mapping_add(a, yaml, item, below ? below : key,
                           below ? arena_printf(a, "{%s: %s}", key, value) : value);
    if (!map || map->kind != NODE_MAP)
        return NULL;
    if (!below)
        return value ? key_set(a, yaml, map, key, value) : key_out(a, yaml, item, map, key);
    in = node_get(map, below);
    if (!in)
        return value ? key_set(a, yaml, map, below, arena_printf(a, "{%s: %s}", key, value)) : yaml;
    if (in->kind != NODE_MAP)
        return NULL;
    return !value && in->n == 2 && node_get(in, key) ? key_out(a, yaml, item, map, below)
                                                     : key_set(a, yaml, in, key, value);
}

static const char *key_after(struct arena *a, const struct node *was, const struct node *is,
                             const struct yaml_item *item)
{
    const struct node *one = node_get(was, item->part), *two = node_get(is, item->part);
    bool there = one && two && one->kind == NODE_LIST && two->kind == NODE_LIST;
    const char *const *before = there ? yaml_keys(a, one) : NULL;
    const char *const *after = there ? yaml_keys(a, two) : NULL;

    for (size_t i = 0; there && i < one->n && i < two->n; i++) {
        const char *below = NULL;
        if (one->child[i]->kind != NODE_MAP || two->child[i]->kind != NODE_MAP)
            continue;
        if (strcmp(before[i], item->key) == 0)
            return after[i];
        if (strcmp(item->part, "classes") == 0)
            below = key_after(a, one->child[i], two->child[i], item);
        if (below)
            return below;
    }
    return NULL;
}

const char *yaml_key_after(struct arena *a, const char *before, const char *after,
                           const struct yaml_item *item)
{
    const struct node *was = tree_of(a, without_mark(before)), *is = tree_of(a, after);
    const char *key = was && is ? key_after(a, was, is, item) : NULL;

    return key ? key : item->key;
}

/* -- things of a list -- */

/* Behind the last of a list that has one. */
static const char *list_add(struct arena *a, const char *yaml, const struct node *list,
                            const char *written)
{
    size_t end = yaml_end(yaml, list->child[list->n - 1]);
    int in = yaml_column(yaml, list->from);

    if (yaml_in_line(yaml, list))
        return splice(a, yaml, end, end, arena_printf(a, ", %s", written));
    end = yaml_comments_behind(yaml, end, in);
    return splice(a, yaml, end, end, arena_printf(a, "\n%*s- %s", in, "", written));
}

static bool filled(const struct node *list)
{
    return list && list->kind == NODE_LIST && list->n > 0;
}

const char *yaml_add(struct arena *a, const char *yaml, const char *part, const char *written)
{
    const struct node *top, *list;
    size_t n;

    yaml = without_mark(yaml);
    top = tree_of(a, yaml);
    list = top ? node_get(top, part) : NULL;
    if (filled(list))
        return list_add(a, yaml, list, written);
    if (!top || list)
        return top ? key_set(a, yaml, top, part, arena_printf(a, "[%s]", written)) : NULL;
    n = strlen(yaml);
    return splice(
        a, yaml, n, n,
        arena_printf(a, "%s%s:\n- %s\n", n > 0 && yaml[n - 1] != '\n' ? "\n" : "", part, written));
}

const char *yaml_add_below(struct arena *a, const char *yaml, const struct yaml_item *item,
                           const char *name, const char *written)
{
    const struct node *map, *list;

    yaml = without_mark(yaml);
    map = map_of(a, yaml, item);
    if (!map)
        return mapping_add(a, yaml, item, name, arena_printf(a, "[%s]", written));
    if (map->kind != NODE_MAP)
        return NULL;
    list = node_get(map, name);
    return filled(list) ? list_add(a, yaml, list, written)
                        : key_set(a, yaml, map, name, arena_printf(a, "[%s]", written));
}

const char *yaml_remove(struct arena *a, const char *yaml, const struct yaml_item *item)
{
    const struct node *const *child;
    struct found f;

    yaml = without_mark(yaml);
    if (!find(a, yaml, item, &f))
        return NULL;
    child = (const struct node *const *)f.list->child;
    if (f.list->n == 1 && f.parent == node_get(f.top, item->part))
        return key_out(a, yaml, item, f.parent, f.name);
    if (f.list->n == 1)
        return f.parent ? key_remove(a, yaml, f.parent, key_at(f.parent, f.name)) : NULL;
    if (!yaml_in_line(yaml, f.list))
        return lines_out(a, yaml, yaml_item_lines(yaml, f.list, f.at));
    if (f.at == 0)
        return splice(a, yaml, child[0]->from, child[1]->from, "");
    return splice(a, yaml, yaml_end(yaml, child[f.at - 1]), yaml_end(yaml, child[f.at]), "");
}

/* What is moved up or down: with its lines where it has some. */
static struct yaml_lines moved(const char *yaml, const struct node *list, size_t i)
{
    const struct node *item = list->child[i];

    return yaml_in_line(yaml, list) ? (struct yaml_lines){ item->from, yaml_end(yaml, item) }
                                    : yaml_item_lines(yaml, list, i);
}

const char *yaml_up(struct arena *a, const char *yaml, const struct yaml_item *item)
{
    struct buf b = buf_new(a);
    struct yaml_lines one, two;
    struct found f;

    yaml = without_mark(yaml);
    if (!find(a, yaml, item, &f) || f.at == 0)
        return NULL;
    one = moved(yaml, f.list, f.at - 1);
    two = moved(yaml, f.list, f.at);
    buf_add(&b, yaml, one.from);
    buf_add(&b, yaml + two.from, two.to - two.from);
    buf_add(&b, yaml + one.to, two.from - one.to);
    buf_add(&b, yaml + one.from, one.to - one.from);
    buf_str(&b, yaml + two.to);
    return buf_text(&b);
}
