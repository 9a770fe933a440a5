/* Values changed in place: what was not touched stays as it was written, in every pack that comes
 * with the program. */
#include "designer/yaml_edit.h"

#include "base/tap.h"
#include "complaint/pack_read.h"
#include "designer/compare.h"
#include "designer/compare_words.h"
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
    const struct yaml_item call = { "clocks", "call" }, fix = { "clocks", "fix" };
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
    TAP("the first taken out", y && strstr(y, "clocks:\n  - {name: fix"));
    y = yaml_up(a, mixed, &fix);
    TAP("one before the other",
        y && strstr(y, "clocks:\n  - {name: fix") && strstr(y, "lines.\nabout"));
    TAP("the first has none before it", !yaml_up(a, mixed, &call));
    TAP("what is not there",
        !yaml_set(a, mixed, &(struct yaml_item){ "clocks", "no" }, NULL, "a", "b"));
    TAP_TEXT("words that need no quotes", yaml_text(a, "by_load"), "by_load");
    TAP_TEXT("and those that do", yaml_text(a, "a \"b\": \\"), "\"a \\\"b\\\": \\\\\"");
}

/* -- the packs of the program -- */

static struct node *tree(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    const char *wrong;
    int line;

    return yaml_tree(a, yaml, strlen(yaml), &out, &line, &wrong) ? out : NULL;
}

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
    struct rows changes = compare_packs(a, &langs[0], yaml, other);
    const struct change *c = changes.row;

    return sound(a, other) && changes.n >= 1 && changes.n <= 2 &&
           (changes.n == 1 || c[1].added || c[1].changed);
}

static bool moved(struct arena *a, const char *yaml, const struct node *list, size_t i,
                  const char *part)
{
    const struct yaml_item one = { part, pack_item_key(a, list->child[i - 1]) };
    const struct yaml_item two = { part, pack_item_key(a, list->child[i]) };
    const char *up = yaml_up(a, yaml, &two);
    const char *back = up ? yaml_up(a, up, &one) : NULL;

    return strcmp(one.key, two.key) == 0 || (back && strcmp(back, yaml) == 0);
}

static void pack(struct arena *a, const char *name, const char *yaml)
{
    size_t n, wrong = 0, tried = 0;
    const struct pack_part *parts = parts_all(&n);
    const struct node *top = tree(a, yaml);

    for (size_t p = 0; p < n; p++) {
        const struct node *list = node_get(top, parts[p].name);
        for (size_t i = 0; list && i < list->n; i++) {
            const struct yaml_item item = { parts[p].name, pack_item_key(a, list->child[i]) };
            if (node_get(list->child[i], "en")) {
                tried++;
                wrong += !renamed(a, yaml, &item);
            }
            wrong += i > 0 && !moved(a, yaml, list, i, parts[p].name);
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
    for (size_t i = 0; i < embedded_count; i++)
        if (strncmp(embedded_files[i].path, folder, strlen(folder)) == 0)
            pack(a, embedded_files[i].path,
                 arena_strn(a, (const char *)embedded_files[i].s, embedded_files[i].n));
    return tap_done();
}
