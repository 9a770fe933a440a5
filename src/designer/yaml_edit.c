/* The tree tells where everything stands; a change cuts the text there and nowhere else. */
#include "designer/yaml_edit.h"

#include "base/buf.h"
#include "designer/compare_words.h"

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

/* A text in lines of its own (| or >) ends with its last line break, which stays. */
static size_t end_of(const char *yaml, const struct node *n)
{
    size_t to = n->to;

    while (to > n->from && strchr(" \r\n", yaml[to - 1]))
        to--;
    return to;
}

static bool in_line(const char *yaml, const struct node *n)
{
    return yaml[n->from] == '{' || yaml[n->from] == '[';
}

/* Letters from the begin of its line. */
static int column(const char *yaml, size_t at)
{
    int n = 0;

    while (at > 0 && yaml[at - 1] != '\n') {
        at--;
        n += ((unsigned char)yaml[at] & 0xc0) != 0x80;
    }
    return n;
}

/* -- finding -- */

struct found {
    const struct node *top, *list, *parent; /* parent: the mapping in which the list stands */
    size_t at;                              /* in the list */
};

static const struct node *tree_of(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    const char *wrong;
    int line;

    return yaml_tree(a, yaml, strlen(yaml), &out, &line, &wrong) && out->kind == NODE_MAP ? out
                                                                                          : NULL;
}

/* How many things have that key; the place of the last of them in *out. */
static size_t find_in(struct arena *a, const struct node *map, const struct yaml_item *item,
                      struct found *out)
{
    const struct node *list = node_get(map, item->part);
    size_t found = 0;

    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++) {
        const struct node *n = list->child[i];
        if (n->kind != NODE_MAP)
            continue;
        if (strcmp(pack_item_key(a, n), item->key) == 0) {
            out->list = list;
            out->parent = map;
            out->at = i;
            found++;
        }
        if (strcmp(item->part, "classes") == 0)
            found += find_in(a, n, item, out);
    }
    return found;
}

/* The one that has that key: of two that are known by the same one neither is changed. */
static bool find(struct arena *a, const char *yaml, const struct yaml_item *item, struct found *out)
{
    out->top = tree_of(a, yaml);
    return out->top && find_in(a, out->top, item, out) == 1;
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
    size_t i = 0;

    while (i + 1 < map->n && strcmp(map->child[i]->text, key) != 0)
        i += 2;
    return i;
}

static const char *key_remove(struct arena *a, const char *yaml, const struct node *map, size_t i)
{
    if (i > 0)
        return splice(a, yaml, end_of(yaml, map->child[i - 1]), end_of(yaml, map->child[i + 1]),
                      "");
    if (map->n > 2)
        return splice(a, yaml, map->child[0]->from, map->child[2]->from, "");
    return NULL;
}

static const char *key_add(struct arena *a, const char *yaml, const struct node *map,
                           const char *key, const char *value)
{
    size_t end = end_of(yaml, map->child[map->n - 1]);

    if (in_line(yaml, map))
        return splice(a, yaml, end, end, arena_printf(a, ", %s: %s", key, value));
    return splice(
        a, yaml, end, end,
        arena_printf(a, "\n%*s%s: %s", column(yaml, map->child[0]->from), "", key, value));
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
    /* A value in lines of its own begins below its key: what follows the colon comes instead. */
    return splice(a, yaml, map->child[i]->to, end_of(yaml, map->child[i + 1]),
                  arena_printf(a, ": %s", value));
}

const char *yaml_set(struct arena *a, const char *yaml, const struct yaml_item *item,
                     const char *below, const char *key, const char *value)
{
    const struct node *map;
    struct found f;

    yaml = without_mark(yaml);
    if (!find(a, yaml, item, &f))
        return NULL;
    map = f.list->child[f.at];
    if (!below)
        return key_set(a, yaml, map, key, value);
    if (!node_get(map, below))
        return value ? key_add(a, yaml, map, below, arena_printf(a, "{%s: %s}", key, value)) : yaml;
    map = node_get(map, below);
    return map->kind == NODE_MAP ? key_set(a, yaml, map, key, value) : NULL;
}

static const char *key_after(struct arena *a, const struct node *was, const struct node *is,
                             const struct yaml_item *item)
{
    const struct node *one = node_get(was, item->part), *two = node_get(is, item->part);

    for (size_t i = 0; one && two && i < one->n && i < two->n; i++) {
        const char *below = NULL;
        if (one->child[i]->kind != NODE_MAP || two->child[i]->kind != NODE_MAP)
            continue;
        if (strcmp(pack_item_key(a, one->child[i]), item->key) == 0)
            return pack_item_key(a, two->child[i]);
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

static size_t dash_column(const char *yaml, const struct node *item)
{
    size_t at = item->from;

    while (at > 0 && yaml[at - 1] != '\n' && yaml[at - 1] != '-')
        at--;
    return at > 0 && yaml[at - 1] == '-' ? (size_t)column(yaml, at - 1) : 0;
}

const char *yaml_add(struct arena *a, const char *yaml, const char *part, const char *written)
{
    const struct node *top, *list;
    size_t end;

    yaml = without_mark(yaml);
    top = tree_of(a, yaml);
    if (!top)
        return NULL;
    list = node_get(top, part);
    if (!list || list->kind != NODE_LIST || list->n == 0) {
        size_t n = strlen(yaml);
        if (list)
            return key_set(a, yaml, top, part, arena_printf(a, "[%s]", written));
        return splice(a, yaml, n, n,
                      arena_printf(a, "%s%s:\n- %s\n", n > 0 && yaml[n - 1] != '\n' ? "\n" : "",
                                   part, written));
    }
    end = end_of(yaml, list->child[list->n - 1]);
    if (in_line(yaml, list))
        return splice(a, yaml, end, end, arena_printf(a, ", %s", written));
    return splice(
        a, yaml, end, end,
        arena_printf(a, "\n%*s- %s", (int)dash_column(yaml, list->child[0]), "", written));
}

const char *yaml_remove(struct arena *a, const char *yaml, const struct yaml_item *item)
{
    const struct node *const *child;
    struct found f;

    yaml = without_mark(yaml);
    if (!find(a, yaml, item, &f))
        return NULL;
    child = (const struct node *const *)f.list->child;
    if (f.list->n == 1)
        return key_remove(a, yaml, f.parent, key_at(f.parent, item->part));
    if (f.at == 0)
        return splice(a, yaml, child[0]->from, child[1]->from, "");
    return splice(a, yaml, end_of(yaml, child[f.at - 1]), end_of(yaml, child[f.at]), "");
}

const char *yaml_up(struct arena *a, const char *yaml, const struct yaml_item *item)
{
    const struct node *one, *two;
    struct buf b = buf_new(a);
    struct found f;

    yaml = without_mark(yaml);
    if (!find(a, yaml, item, &f) || f.at == 0)
        return NULL;
    one = f.list->child[f.at - 1];
    two = f.list->child[f.at];
    buf_add(&b, yaml, one->from);
    buf_add(&b, yaml + two->from, end_of(yaml, two) - two->from);
    buf_add(&b, yaml + end_of(yaml, one), two->from - end_of(yaml, one));
    buf_add(&b, yaml + one->from, end_of(yaml, one) - one->from);
    buf_str(&b, yaml + end_of(yaml, two));
    return buf_text(&b);
}
