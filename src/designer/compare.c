/* Two documents are put side by side by the names of their parts. Of a part that both have each key
 * that differs is told, of a long text only where it differs; of one that is new or gone all it
 * says. */
#include "designer/compare.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "complaint/yaml_tree.h"
#include "designer/compare_words.h"

#include <string.h>

enum { CHANGES = 800, DETAILS = 4000, LONG = 90, AROUND = 24 };

struct comparing {
    struct arena *a;
    const struct lang *lang;
    struct vocabulary was, is; /* what codes are called before and after */
    struct change *change;
    size_t n_changes;
    struct change_detail *detail; /* of all changes, one behind the other */
    size_t n_details, from;       /* from: the first of the part that is being compared */
};

/* -- telling -- */

static void told(struct comparing *c, struct change change)
{
    if (c->n_changes == CHANGES)
        return;
    change.details = (struct rows){ c->detail + c->from, c->n_details - c->from };
    c->change[c->n_changes++] = change;
    c->from = c->n_details;
}

static const char *part_name(const struct comparing *c, const char *kind, const char *name)
{
    return lang_format(c->a, c->lang, N_("{kind}: {name}"), "kind", kind, "name", name, NULL);
}

static bool long_text(const char *s)
{
    return strlen(s) > LONG || strchr(s, '\n');
}

static void detail(struct comparing *c, const char *what, const char *before, const char *after)
{
    struct change_detail *d;

    if (c->n_details == DETAILS)
        return;
    d = &c->detail[c->n_details++];
    d->what = what;
    if (long_text(before) || long_text(after)) {
        d->before = before;
        d->after = after;
        return;
    }
    d->text = lang_format(c->a, c->lang, N_("{what}: {before} → {after}."), "what", what, "before",
                          *before ? before : "–", "after", *after ? after : "–", NULL);
}

/* -- texts -- */

static bool inside(const char *s, size_t at)
{
    return ((unsigned char)s[at] & 0xc0) == 0x80;
}

/* Where both begin alike, and end alike behind that. */
static void alike(const char *one, const char *two, size_t *head, size_t *tail)
{
    size_t n = strlen(one), m = strlen(two), most;

    *head = *tail = 0;
    while (one[*head] && one[*head] == two[*head])
        ++*head;
    while (*head > 0 && (inside(one, *head) || inside(two, *head)))
        --*head;
    most = (n < m ? n : m) - *head;
    while (*tail < most && one[n - *tail - 1] == two[m - *tail - 1])
        ++*tail;
    while (*tail > 0 && inside(one, n - *tail))
        --*tail;
}

/* The text from `head` to `tail`, with a few letters around it. */
static const char *cut(struct arena *a, const char *s, size_t head, size_t tail)
{
    size_t n = strlen(s), from = head > AROUND ? head - AROUND : 0,
           to = tail > AROUND ? n - tail + AROUND : n;

    while (from > 0 && inside(s, from))
        from--;
    while (to < n && inside(s, to))
        to++;
    return arena_printf(a, "%s%.*s%s", from > 0 ? "… " : "", (int)(to - from), s + from,
                        to < n ? " …" : "");
}

static void text_differs(struct comparing *c, const char *what, const char *before,
                         const char *after)
{
    size_t head, tail;

    if (strcmp(before, after) == 0)
        return;
    if (*before && *after && (long_text(before) || long_text(after))) {
        alike(before, after, &head, &tail);
        before = cut(c->a, before, head, tail);
        after = cut(c->a, after, head, tail);
    }
    detail(c, what, before, after);
}

/* -- any node -- */

static bool has_maps(const struct node *n)
{
    return n && n->kind == NODE_LIST && n->n > 0 && n->child[0]->kind == NODE_MAP;
}

static const struct node *item_at(struct comparing *c, const struct node *list, const char *key,
                                  size_t place)
{
    for (size_t i = 0; list && i < list->n; i++)
        if (strcmp(pack_item_key(c->a, list->child[i]), key) == 0 && place-- == 0)
            return list->child[i];
    return NULL;
}

/* How many of that key stand before it: what has no name is known by its place among its like. */
static size_t place_of(struct comparing *c, const struct node *list, size_t at, const char *key)
{
    size_t place = 0;

    for (size_t i = 0; i < at; i++)
        place += strcmp(pack_item_key(c->a, list->child[i]), key) == 0;
    return place;
}

static const struct node *same_in(struct comparing *c, const struct node *list, size_t at,
                                  const struct node *other)
{
    const char *key = pack_item_key(c->a, list->child[at]);

    return item_at(c, other, key, place_of(c, list, at, key));
}

/* "Choices: Gold". */
static const char *path(struct comparing *c, const char *above, const char *what)
{
    return above ? part_name(c, above, what) : what;
}

static void map_differs(struct comparing *c, const char *above, const struct node *before,
                        const struct node *after, const char *but);

/* What has no name is called by its place: a passage would be its own name. */
static const char *item_path(struct comparing *c, const struct node *item, size_t place)
{
    bool named = node_get(item, "name") || node_get(item, "code") || node_get(item, "id");

    return named ? pack_item_name(&c->is, item) : arena_printf(c->a, "%zu", place + 1);
}

/* What both lists have, by their names there. */
static const char *order(struct comparing *c, const struct node *list, const struct node *other)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < list->n; i++) {
        const struct node *item = list->child[i];
        if ((node_get(item, "name") || node_get(item, "code")) && same_in(c, list, i, other))
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", pack_item_key(c->a, item));
    }
    return buf_text(&b);
}

static const char *order_words(struct comparing *c, const struct vocabulary *v,
                               const struct node *list, const struct node *other)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < list->n; i++)
        if (same_in(c, list, i, other))
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", pack_item_name(v, list->child[i]));
    return buf_text(&b);
}

/* Questions and choices are asked in their order. */
static void items_order(struct comparing *c, const char *what, const struct node *before,
                        const struct node *after)
{
    if (before && after && strcmp(order(c, before, after), order(c, after, before)) != 0)
        text_differs(c, path(c, what, lang_text(c->lang, N_("Order"))),
                     order_words(c, &c->was, before, after), order_words(c, &c->is, after, before));
}

static void items_differ(struct comparing *c, const char *what, const struct node *before,
                         const struct node *after)
{
    for (size_t i = 0; before && i < before->n; i++)
        if (!same_in(c, before, i, after))
            detail(c, what, pack_item_name(&c->was, before->child[i]), "");
    for (size_t i = 0; after && i < after->n; i++) {
        const struct node *was = same_in(c, after, i, before);
        const char *name = pack_item_name(&c->is, after->child[i]);
        if (was)
            map_differs(c, path(c, what, item_path(c, after->child[i], i)), was, after->child[i],
                        NULL);
        else
            detail(c, what, "", name);
    }
    items_order(c, what, before, after);
}

static const char *key_name(const struct comparing *c, const char *key, const struct node *value)
{
    const struct lang *l = pack_key_lang(key);

    if (!l)
        return pack_value_key(c->lang, key, value);
    return l == c->lang ? lang_text(c->lang, N_("In words")) : l->name;
}

/* The unit is told with the length. */
static bool told_elsewhere(const struct node *before, const struct node *after, const char *key)
{
    return strcmp(key, "unit") == 0 && node_get(before, "length") && node_get(after, "length");
}

/* A yes that is not there is a no. */
static const char *words_or_no(const struct vocabulary *v, const struct node *map, const char *key,
                               const struct node *value, const struct node *other)
{
    bool yes = !value && other->kind == NODE_TEXT && strcmp(other->text, "true") == 0;

    return yes ? lang_text(v->lang, N_("no")) : pack_value_words(v, map, key, value);
}

/* The same codes are the same, also where what they are the codes of got another name. */
static bool same(const struct node *was, const struct node *is)
{
    if (!was || !is || was->kind != is->kind || was->n != is->n || was->kind == NODE_MAP)
        return false;
    if (was->kind == NODE_TEXT)
        return strcmp(was->text, is->text) == 0;
    for (size_t i = 0; i < was->n; i++)
        if (!same(was->child[i], is->child[i]))
            return false;
    return true;
}

/* A length is of its unit, which stands elsewhere. */
static bool of_unit(const char *key)
{
    return strcmp(key, "length") == 0 || strcmp(key, "extends") == 0;
}

static void value_differs(struct comparing *c, const char *above, const char *key,
                          const struct node *before, const struct node *after)
{
    const struct node *was = node_get(before, key), *is = node_get(after, key);
    const char *what = path(c, above, key_name(c, key, is ? is : was));

    if (told_elsewhere(before, after, key) || (!of_unit(key) && same(was, is)))
        return;
    if (has_maps(was) || has_maps(is))
        items_differ(c, what, was, is);
    else if ((was && was->kind == NODE_MAP) || (is && is->kind == NODE_MAP))
        map_differs(c, what, was, is, NULL);
    else
        text_differs(c, what, words_or_no(&c->was, before, key, was, is),
                     words_or_no(&c->is, after, key, is, was));
}

static void map_differs(struct comparing *c, const char *above, const struct node *before,
                        const struct node *after, const char *but)
{
    for (size_t i = 0; before && i + 1 < before->n; i += 2) {
        const char *key = before->child[i]->text;
        if (!node_get(after, key) && !(but && strcmp(key, but) == 0))
            value_differs(c, above, key, before, after);
    }
    for (size_t i = 0; after && i + 1 < after->n; i += 2) {
        const char *key = after->child[i]->text;
        if (!(but && strcmp(key, but) == 0))
            value_differs(c, above, key, before, after);
    }
}

/* -- what is new, or gone: all it says -- */

static void item_says(struct comparing *c, const struct vocabulary *v, const char *above,
                      const struct node *item, const struct node *within, const char *but);

/* It is called by that, so that it need not be said again. */
static bool names_it(const struct comparing *c, const struct node *item, const char *key)
{
    static const char *const names[] = { "name", "code", "id" };
    bool by = node_get(item, "name") || node_get(item, "code") || node_get(item, c->lang->tag);

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(key, names[i]) == 0)
            return true;
    if (strcmp(key, "before") == 0)
        return node_get(item, c->lang->tag) != NULL;
    if (strcmp(key, "classes") == 0 && node_get(item, "kinds"))
        return false;
    return !by && (strcmp(key, "kinds") == 0 || strcmp(key, "classes") == 0);
}

static void says(struct comparing *c, const char *what, const char *words)
{
    if (*words && c->n_details < DETAILS)
        c->detail[c->n_details++] =
            (struct change_detail){ .what = what, .text = part_name(c, what, words) };
}

/* Of a list of things each with what it says; only their names where they say no more. */
static void items_say(struct comparing *c, const struct vocabulary *v, const char *what,
                      const struct node *list, const struct node *within)
{
    for (size_t i = 0; i < list->n; i++) {
        size_t before = c->n_details;
        const char *name = pack_item_name(v, list->child[i]);
        item_says(c, v, path(c, what, name), list->child[i], within, NULL);
        if (c->n_details == before)
            says(c, what, name);
    }
}

static void value_says(struct comparing *c, const struct vocabulary *v, const char *above,
                       const struct node *item, const struct node *within, const char *key)
{
    const struct node *value = node_get(item, key);
    const char *what = path(c, above, key_name(c, key, value));
    const struct node *own = node_get(value, c->lang->tag);
    /* A length without a unit is of that of the thing it stands in. */
    bool units = of_unit(key) && within && !node_get(item, "unit");

    if (has_maps(value)) {
        items_say(c, v, what, value, item);
    } else if (value->kind == NODE_MAP) {
        if (own && own->kind == NODE_TEXT)
            says(c, what, own->text);
        item_says(c, v, what, value, NULL, NULL);
    } else {
        says(c, what, pack_value_words(v, units ? within : item, key, value));
    }
}

static void item_says(struct comparing *c, const struct vocabulary *v, const char *above,
                      const struct node *item, const struct node *within, const char *but)
{
    for (size_t i = 0; item->kind == NODE_MAP && i + 1 < item->n; i += 2) {
        const char *key = item->child[i]->text;
        bool unit = strcmp(key, "unit") == 0 && node_get(item, "length");
        if (!unit && !pack_key_lang(key) && !names_it(c, item, key) &&
            !(but && strcmp(key, but) == 0))
            value_says(c, v, above, item, within, key);
    }
}

/* -- parts -- */

static bool nested(const char *part, const struct node *list)
{
    return strcmp(part, "classes") == 0 && has_maps(list);
}

/* Classes are a tree: those below stand behind theirs, each with the code of the one above. */
struct flat {
    const struct node **item;
    const char **above;
    size_t n, room;
};

static void flatten(struct flat *f, const char *part, const struct node *list, const char *above)
{
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n && f->n < f->room; i++) {
        const struct node *item = list->child[i], *code = node_get(item, "code");
        f->item[f->n] = item;
        f->above[f->n++] = above;
        if (nested(part, node_get(item, "classes")))
            flatten(f, part, node_get(item, "classes"), code ? code->text : NULL);
    }
}

static struct flat flat_of(struct comparing *c, const char *part, const struct node *list)
{
    struct flat f = { .room = 400 };

    f.item = ARENA_ARRAY(c->a, const struct node *, f.room);
    f.above = ARENA_ARRAY(c->a, const char *, f.room);
    flatten(&f, part, list, NULL);
    return f;
}

static bool named(const struct node *item)
{
    return node_get(item, "name") != NULL;
}

static size_t find_key(struct comparing *c, const struct flat *in, const struct flat *of, size_t at)
{
    const char *key = pack_item_key(c->a, of->item[at]);
    size_t place = 0;

    for (size_t i = 0; i < at; i++)
        place += strcmp(pack_item_key(c->a, of->item[i]), key) == 0;
    for (size_t i = 0; i < in->n; i++)
        if (strcmp(pack_item_key(c->a, in->item[i]), key) == 0 && place-- == 0)
            return i;
    return in->n;
}

/* They say the same but for their names. */
static bool same_but_name(const struct node *one, const struct node *two)
{
    size_t n = one->n - (named(one) ? 2 : 0);

    if (n != two->n - (named(two) ? 2 : 0))
        return false;
    for (size_t i = 0; i + 1 < one->n; i += 2)
        if (strcmp(one->child[i]->text, "name") != 0 &&
            !same(one->child[i + 1], node_get(two, one->child[i]->text)))
            return false;
    return true;
}

/* A condition that got a name is the nameless one that asks for the same: of several the one that
 * says the same. */
static size_t find_about(struct comparing *c, const struct flat *in, const struct flat *of,
                         size_t at)
{
    const struct node *item = of->item[at];
    const char *about = pack_item_about(c->a, item);
    size_t like = 0, alike = 0, found = in->n, equal = in->n;

    for (size_t i = 0; node_get(item, "before") && i < in->n; i++) {
        if (named(in->item[i]) == named(item) ||
            strcmp(pack_item_about(c->a, in->item[i]), about) != 0 ||
            find_key(c, of, in, i) < of->n)
            continue;
        found = i;
        like++;
        if (same_but_name(in->item[i], item)) {
            equal = i;
            alike++;
        }
    }
    return alike == 1 ? equal : like == 1 ? found : in->n;
}

/* Two are the same only when each is what the other is found to be. */
static size_t flat_find(struct comparing *c, const struct flat *in, const struct flat *of,
                        size_t at)
{
    size_t found = find_key(c, in, of, at);

    if (found < in->n)
        return found;
    found = find_about(c, in, of, at);
    return found < in->n && find_about(c, of, in, found) == at ? found : in->n;
}

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

static const char *class_name(const struct vocabulary *v, const char *code)
{
    const char *name = code ? vocabulary_name(v, OF_CLASSES, NULL, code) : NULL;

    return name ? name : or_empty(code);
}

/* What both have in another order: of routes the first that fits counts. */
static void order_differs(struct comparing *c, const char *part, const struct flat *before,
                          const struct flat *after)
{
    struct buf was = buf_new(c->a), is = buf_new(c->a);

    for (size_t i = 0; i < before->n; i++)
        if (flat_find(c, after, before, i) < after->n)
            buf_printf(&was, "%s%s", was.n > 0 ? ", " : "",
                       pack_item_name(&c->was, before->item[i]));
    for (size_t i = 0; i < after->n; i++) {
        size_t at = flat_find(c, before, after, i);
        if (at < before->n)
            buf_printf(&is, "%s%s", is.n > 0 ? ", " : "",
                       pack_item_name(&c->was, before->item[at]));
    }
    if (strcmp(buf_text(&was), buf_text(&is)) == 0)
        return;
    text_differs(c, lang_text(c->lang, N_("Order")), buf_text(&was), buf_text(&is));
    told(c, (struct change){ .changed = true, .what = pack_part_words(c->lang, part) });
}

/* A thing that only one of them has, with all it says there. */
static void alone(struct comparing *c, const struct vocabulary *v, const struct flat *in, size_t at,
                  const char *but, struct change change)
{
    item_says(c, v, NULL, in->item[at], NULL, but);
    if (in->above[at])
        says(c, lang_text(c->lang, N_("Below the class")), class_name(v, in->above[at]));
    told(c, change);
}

static void list_differs(struct comparing *c, const char *part, const struct node *before,
                         const struct node *after)
{
    const struct flat was = flat_of(c, part, before), is = flat_of(c, part, after);
    const char *kind = pack_part_words(c->lang, part);
    const char *but = strcmp(part, "classes") == 0 ? "classes" : NULL;

    for (size_t i = 0; i < was.n; i++)
        if (flat_find(c, &is, &was, i) == is.n)
            alone(c, &c->was, &was, i, but,
                  (struct change){ .removed = true,
                                   .what =
                                       part_name(c, kind, pack_item_name(&c->was, was.item[i])) });
    for (size_t i = 0; i < is.n; i++) {
        const char *name = part_name(c, kind, pack_item_name(&c->is, is.item[i]));
        size_t at = flat_find(c, &was, &is, i);
        if (at == was.n) {
            alone(c, &c->is, &is, i, but, (struct change){ .added = true, .what = name });
            continue;
        }
        /* By which it is known from now on: to whoever reads this it is no change. */
        map_differs(c, NULL, was.item[at], is.item[i],
                    named(was.item[at]) == named(is.item[i]) ? but : "name");
        if (strcmp(or_empty(was.above[at]), or_empty(is.above[i])) != 0)
            text_differs(c, lang_text(c->lang, N_("Below the class")),
                         class_name(&c->was, was.above[at]), class_name(&c->is, is.above[i]));
        if (c->n_details > c->from)
            told(c, (struct change){ .changed = true, .what = name });
    }
    order_differs(c, part, &was, &is);
}

/* What is no list of things stands at the head, as does a part that is only a few values. */
static void head_differs(struct comparing *c, const struct node *before, const struct node *after)
{
    for (size_t i = 0; before && i + 1 < before->n; i += 2) {
        const char *key = before->child[i]->text;
        if (!has_maps(before->child[i + 1]) && !node_get(after, key))
            value_differs(c, NULL, key, before, after);
    }
    for (size_t i = 0; i + 1 < after->n; i += 2) {
        const char *key = after->child[i]->text;
        if (strcmp(key, "version") != 0 && !has_maps(after->child[i + 1]) &&
            !has_maps(node_get(before, key)))
            value_differs(c, NULL, key, before, after);
    }
    if (c->n_details > c->from)
        told(c, (struct change){ .changed = true, .what = lang_text(c->lang, N_("Procedure")) });
}

static const struct node *tree_of(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    struct yaml_fault fault;

    return yaml && yaml_tree(a, yaml, strlen(yaml), &out, &fault) ? out : NULL;
}

struct rows compare_packs(struct arena *a, const struct lang *lang, const struct procedure *p,
                          const char *before, const char *after)
{
    const struct node *was = tree_of(a, before), *is = tree_of(a, after);
    struct comparing c = { .a = a,
                           .lang = lang,
                           .was = { a, lang, was, p },
                           .is = { a, lang, is, p },
                           .change = ARENA_ARRAY(a, struct change, CHANGES),
                           .detail = ARENA_ARRAY(a, struct change_detail, DETAILS) };

    if (!is)
        return (struct rows){ c.change, 0 };
    if (was)
        head_differs(&c, was, is);
    for (size_t i = 0; was && i + 1 < was->n; i += 2)
        if (has_maps(was->child[i + 1]) && !node_get(is, was->child[i]->text))
            list_differs(&c, was->child[i]->text, was->child[i + 1], NULL);
    for (size_t i = 0; i + 1 < is->n; i += 2) {
        const char *part = is->child[i]->text;
        if (has_maps(is->child[i + 1]) || has_maps(node_get(was, part)))
            list_differs(&c, part, node_get(was, part), is->child[i + 1]);
    }
    return (struct rows){ c.change, c.n_changes };
}
