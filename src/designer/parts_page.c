/*
 * /desk/settings/procedure/parts: the draft (or, where there is none, the version in force) as
 * tables, and forms for single things in it. What a form changes is changed in the text of the
 * draft, which is then looked at and published as any other (edit_page.c). [6.1-c]
 */
#include "designer/parts_page.h"
#include "base/buf.h"
#include "complaint/pack_read.h"
#include "complaint/packs.h"
#include "complaint/yaml_tree.h"
#include "designer/compare_page.h"
#include "designer/compare_words.h"
#include "designer/designer_view.h"
#include "designer/draft_text.h"
#include "designer/parts.h"
#include "designer/trial.h"
#include "designer/versions.h"
#include "designer/yaml_edit.h"
#include "people/settings.h"

#include <string.h>

#define PARTS DESIGNER "/parts"
#define PART DESIGNER "/part"

enum { ITEMS = 400, CLASS_LEVELS = 4 };

static struct node *tree_of(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    struct yaml_fault fault;

    return yaml_tree(a, yaml, strlen(yaml), &out, &fault) ? out : NULL;
}

static const char *part_address(struct arena *a, const struct pack_part *part, const char *key)
{
    struct buf b = buf_new(a);

    buf_printf(&b, PART "?part=%s", part->name);
    if (key) {
        buf_str(&b, "&item=");
        buf_url(&b, key, strlen(key));
    }
    return buf_text(&b);
}

static const char *below_address(struct arena *a, const struct pack_part *part, const char *key)
{
    struct buf b = buf_new(a);

    buf_printf(&b, PART "?part=%s&below=", part->name);
    buf_url(&b, key, strlen(key));
    return buf_text(&b);
}

/* -- the tables -- */

static const char *marks(struct arena *a, int depth)
{
    struct buf b = buf_new(a);

    for (int i = 1; i < depth; i++)
        buf_str(&b, "\u2003");
    buf_str(&b, "↳");
    return buf_text(&b);
}

static void rows_of(struct req *rq, const struct pack_part *part, const struct node *list,
                    int depth, struct designer_thing *out, size_t *n)
{
    bool tree = strcmp(part->name, "classes") == 0, there = list && list->kind == NODE_LIST;
    const char *const *keys = there ? yaml_keys(rq->a, list) : NULL;

    for (size_t i = 0; there && i < list->n && *n < ITEMS; i++) {
        const struct node *item = list->child[i];
        const char *key = keys[i];
        if (item->kind != NODE_MAP)
            continue;
        out[(*n)++] = (struct designer_thing){
            .name = pack_item_name(rq->a, rq->lang, item),
            .says = part_summary(rq->a, rq->lang, item),
            .below = depth > 0 ? marks(rq->a, depth) : NULL,
            .add_href = tree && depth + 1 < CLASS_LEVELS ? below_address(rq->a, part, key) : NULL,
            .href = part->n_keys > 0 ? part_address(rq->a, part, key) : NULL,
            .part = part->name,
            .key = key,
            .up = i > 0,
        };
        if (tree)
            rows_of(rq, part, node_get(item, "classes"), depth + 1, out, n);
    }
}

struct rows parts_tables(struct req *rq, const char *yaml, bool editable)
{
    size_t n;
    const struct pack_part *parts = parts_all(&n);
    struct designer_table *list = ARENA_ARRAY(rq->a, struct designer_table, n);
    const struct node *top = tree_of(rq->a, yaml);
    size_t shown = 0;

    for (size_t i = 0; top && i < n; i++) {
        struct designer_thing *thing = ARENA_ARRAY(rq->a, struct designer_thing, ITEMS);
        size_t things = 0;
        rows_of(rq, &parts[i], node_get(top, parts[i].name), 0, thing, &things);
        for (size_t k = 0; !editable && k < things; k++)
            thing[k].href = thing[k].add_href = NULL;
        if (things == 0 && (!editable || parts[i].n_keys == 0))
            continue;
        list[shown++] = (struct designer_table){
            .title = lang_text(rq->lang, parts[i].title),
            .things = { thing, things },
            .add = editable && parts[i].n_keys > 0 ? part_address(rq->a, &parts[i], NULL) : NULL,
        };
    }
    return (struct rows){ list, shown };
}

/* Things that are alike are known by their place, so that a change is of the text that was shown.
 */
static const char *shown(struct arena *a, const struct draft_text *d)
{
    return pack_digest(a, d->yaml, strlen(d->yaml));
}

static bool is_shown(struct req *rq, const struct draft_text *d)
{
    return strcmp(settings_sent(rq, "seen"), shown(rq->a, d)) == 0 || draft_changed(rq->err);
}

/* With what was wrong about a change, which was not kept. */
static bool parts_show(struct req *rq)
{
    struct designer_parts page = { .title =
                                       lang_text(rq->lang, N_("Change the procedure in tables")),
                                   .back = DESIGNER,
                                   .done = settings_done(rq) };
    struct field_errors errors = { .n = 0 };
    struct err wrong = *rq->err;
    struct draft_text d;

    *rq->err = (struct err){ 0 };
    if (wrong.kind != ERR_NONE && wrong.kind != ERR_REFUSED && wrong.kind != ERR_CONFLICT)
        return *rq->err = wrong, false;
    if (!draft_text(rq, &d))
        return false;
    if (wrong.kind != ERR_NONE)
        field_errors_add(rq, &errors, &wrong);
    page.errors = (struct rows){ errors.e, errors.n };
    page.kept = d.kept;
    page.none = !d.yaml || !*d.yaml;
    page.seen = page.none ? NULL : shown(rq->a, &d);
    if (!page.none)
        page.tables = parts_tables(rq, d.yaml, true);
    page.unsound = !page.none && page.tables.n == 0;
    return req_render_status(rq, errors.n > 0 ? 422 : 200, "desk/designer_parts.html",
                             &designer_parts_record, &page);
}

static bool parts_get(struct req *rq)
{
    return parts_show(rq);
}

/* -- the form of one thing -- */

struct editing {
    struct req *rq;
    const struct pack_part *part;
    const char *item;  /* its key; NULL: a new one */
    const char *below; /* the key of the class that a new one stands below; NULL: at the top */
    struct draft_text d;
    const struct node *node;
};

static const struct node *find(struct arena *a, const struct node *list, const char *part,
                               const char *key)
{
    bool there = list && list->kind == NODE_LIST;
    const char *const *keys = there ? yaml_keys(a, list) : NULL;

    for (size_t i = 0; there && i < list->n; i++) {
        const struct node *item = list->child[i], *below;
        if (strcmp(keys[i], key) == 0)
            return item;
        below = strcmp(part, "classes") == 0 ? find(a, node_get(item, "classes"), part, key) : NULL;
        if (below)
            return below;
    }
    return NULL;
}

static bool begin(struct req *rq, struct editing *f)
{
    const char *item = form_text(rq->query, "item"), *below = form_text(rq->query, "below");
    const struct node *list;

    *f = (struct editing){ .rq = rq, .part = part_named(form_text(rq->query, "part")) };
    if (!draft_text(rq, &f->d))
        return false;
    if (!f->part || f->part->n_keys == 0 || !f->d.yaml || !*f->d.yaml)
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    list = node_get(tree_of(rq->a, f->d.yaml), f->part->name);
    f->below = below && *below ? below : NULL;
    if (f->below && !find(rq->a, list, f->part->name, f->below))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (!item || !*item)
        return true;
    f->item = item;
    f->node = find(rq->a, list, f->part->name, item);
    return f->node || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* A word of a list as it stands in a form; with a comma in it, in quotation marks. */
static const char *word_shown(struct arena *a, const char *word)
{
    struct buf b = buf_new(a);

    if (!strpbrk(word, ",\""))
        return word;
    buf_char(&b, '"');
    for (; *word; word++)
        buf_printf(&b, "%s%c", *word == '"' ? "\"" : "", *word);
    buf_char(&b, '"');
    return buf_text(&b);
}

static const char *words(struct arena *a, const struct node *n)
{
    struct buf b = buf_new(a);

    if (!n)
        return "";
    if (n->kind == NODE_TEXT)
        return n->text;
    for (size_t i = 0; n->kind == NODE_LIST && i < n->n; i++)
        if (n->child[i]->kind == NODE_TEXT)
            buf_printf(&b, "%s%s", i > 0 ? ", " : "", word_shown(a, n->child[i]->text));
    return buf_text(&b);
}

static const char *input_name(struct arena *a, const struct part_key *k, const char *lang)
{
    return k->key ? arena_printf(a, "%s.%s", k->key, lang) : lang;
}

/* What stands there, or what was sent and came back. */
static const char *value_of(const struct editing *f, const char *name, const struct node *at)
{
    return f->rq->method == POST ? settings_sent(f->rq, name) : words(f->rq->a, at);
}

static void languages_ask(struct editing *f, struct settings *s, const struct part_key *k)
{
    const struct node *map = k->key ? node_get(f->node, k->key) : f->node;

    for (int i = 0; i < LANGS; i++) {
        const char *name = input_name(f->rq->a, k, langs[i].tag);
        const char *label = langs[i].name;
        if (k->key)
            label = lang_format(f->rq->a, f->rq->lang, N_("{kind}: {name}"), "kind",
                                pack_key_words(f->rq->lang, k->key), "name", label, NULL);
        settings_text(s, name, label, NULL, value_of(f, name, node_get(map, langs[i].tag)));
    }
}

static void choice_ask(struct editing *f, struct settings *s, const struct part_key *k)
{
    struct choice *list = ARENA_ARRAY(f->rq->a, struct choice, 24);
    const char *now = value_of(f, k->key, node_get(f->node, k->key));
    size_t n = 0;

    /* What is not said stays so. */
    if (!*now)
        list[n++] = (struct choice){ .value = "", .label = "–", .chosen = true };
    for (const char *c = k->choices; *c && n < 24; c += strcspn(c, " "), c += *c == ' ') {
        const char *code = arena_strn(f->rq->a, c, strcspn(c, " "));
        const struct node value = { .kind = NODE_TEXT, .text = code };
        list[n++] = (struct choice){
            .value = code,
            .label = pack_value_words(f->rq->a, f->rq->lang, NULL, k->key, &value),
            .chosen = strcmp(code, now) == 0,
        };
    }
    settings_select(s, k->key, pack_key_words(f->rq->lang, k->key), k->hint, list, n, now);
}

static void ask(struct editing *f, struct settings *s, const struct part_key *k)
{
    const char *now = k->key ? value_of(f, k->key, node_get(f->node, k->key)) : "";

    switch (k->kind) {
    case PART_TEXT:
    case PART_NUMBER:
    case PART_LIST:
        settings_text(s, k->key, pack_key_words(f->rq->lang, k->key), k->hint, now);
        break;
    case PART_YES:
        settings_tick(s, k->key, pack_key_words(f->rq->lang, k->key), k->hint,
                      lang_text(f->rq->lang, N_("yes")), strcmp(now, "true") == 0);
        break;
    case PART_CHOICE:
        choice_ask(f, s, k);
        break;
    case PART_LANGUAGES:
    case PART_LANGUAGES_BELOW:
        languages_ask(f, s, k);
        break;
    }
}

static bool part_show(struct editing *f)
{
    struct req *rq = f->rq;
    struct settings s = settings_form(rq, f->part->title, N_("Keep it in the draft"));

    if (f->node)
        s.title = lang_format(rq->a, rq->lang, N_("{kind}: {name}"), "kind",
                              pack_part_words(rq->lang, f->part->name), "name",
                              pack_item_name(rq->a, rq->lang, f->node), NULL);
    s.action =
        f->below ? below_address(rq->a, f->part, f->below) : part_address(rq->a, f->part, f->item);
    s.back = PARTS;
    s.seen = rq->method == POST ? settings_sent(rq, "seen") : shown(rq->a, &f->d);
    if (!f->item && f->part->code)
        settings_text(&s, "new", pack_key_words(rq->lang, f->part->code),
                      N_("Small letters, digits and _. It stays; the words below can be changed."),
                      settings_sent(rq, "new"));
    for (size_t i = 0; i < f->part->n_keys; i++)
        ask(f, &s, &f->part->key[i]);
    return settings_show(&s);
}

static bool part_get(struct req *rq)
{
    struct editing f;

    if (!form_text(rq->query, "part"))
        return req_redirect(rq, PARTS);
    return begin(rq, &f) && part_show(&f);
}

/* -- what was sent, written into the text -- */

/* The next word of a list, of which one in quotation marks may have commas; moves *at behind it and
 * its comma. As in a table of values, a quotation mark in it stands twice. */
static const char *word_next(struct arena *a, const char **at)
{
    const char *s = *at + strspn(*at, " ");
    struct buf b = buf_new(a);
    bool quoted = *s == '"';

    for (s += quoted; *s && (quoted || *s != ','); s++) {
        if (quoted && *s == '"' && s[1] != '"')
            quoted = false;
        else
            buf_char(&b, *s == '"' && quoted ? *s++ : *s);
    }
    while (b.n > 0 && b.s[b.n - 1] == ' ')
        b.n--;
    *at = s + (*s == ',');
    return buf_text(&b);
}

/* "[a, b]", or NULL for nothing. */
static const char *list_written(struct arena *a, const char *sent)
{
    struct buf b = buf_new(a);

    while (*sent) {
        const char *word = word_next(a, &sent);
        if (*word)
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", yaml_text(a, word));
    }
    return b.n > 0 ? arena_printf(a, "[%s]", buf_text(&b)) : NULL;
}

static const char *written(struct editing *f, const struct part_key *k, const char *sent)
{
    if (k->kind == PART_YES)
        return settings_ticked(f->rq, k->key, "yes") ? "true" : NULL;
    if (k->kind == PART_LIST)
        return list_written(f->rq->a, sent);
    return *sent ? yaml_text(f->rq->a, sent) : NULL;
}

/* A key that stands there as it was sent stays as it is written. */
static bool as_it_is(struct editing *f, const struct part_key *k, const char *sent,
                     const struct node *now)
{
    if (k->kind == PART_YES)
        return (now && strcmp(words(f->rq->a, now), "true") == 0) ==
               settings_ticked(f->rq, k->key, "yes");
    return strcmp(sent, words(f->rq->a, now)) == 0;
}

/* One value of a thing that is there, or of a new one under way. */
struct writing {
    struct editing *f;
    const char *yaml;  /* of what is there */
    struct buf braces; /* of a new one */
};

static bool put(struct writing *w, const struct part_key *k, const char *below, const char *key,
                const char *name, const struct node *now)
{
    struct editing *f = w->f;
    const char *sent = settings_sent(f->rq, name), *value = written(f, k, sent);
    const struct yaml_item item = { f->part->name, f->item };

    if (f->item) {
        const char *before = w->yaml;
        if (as_it_is(f, k, sent, now))
            return true;
        w->yaml = yaml_set(f->rq->a, before, &item, below, key, value);
        if (!w->yaml)
            return false;
        f->item = yaml_key_after(f->rq->a, before, w->yaml, &item);
        return true;
    }
    if (value)
        buf_printf(&w->braces, "%s%s: %s", w->braces.n > 0 ? ", " : "", key, value);
    return true;
}

static bool put_languages(struct writing *w, const struct part_key *k)
{
    struct editing *f = w->f;
    const struct node *map = k->key ? node_get(f->node, k->key) : f->node;
    struct buf all = w->braces;
    bool ok = true;

    if (k->key)
        w->braces = buf_new(f->rq->a);
    for (int i = 0; ok && i < LANGS; i++)
        ok = put(w, k, k->key, langs[i].tag, input_name(f->rq->a, k, langs[i].tag),
                 node_get(map, langs[i].tag));
    if (k->key) {
        struct buf below = w->braces;
        w->braces = all;
        if (below.n > 0)
            buf_printf(&w->braces, "%s%s: {%s}", w->braces.n > 0 ? ", " : "", k->key,
                       buf_text(&below));
    }
    return ok;
}

static bool put_all(struct writing *w)
{
    struct editing *f = w->f;

    for (size_t i = 0; i < f->part->n_keys; i++) {
        const struct part_key *k = &f->part->key[i];
        bool many = k->kind == PART_LANGUAGES || k->kind == PART_LANGUAGES_BELOW;
        if (many ? !put_languages(w, k)
                 : !put(w, k, NULL, k->key, k->key, node_get(f->node, k->key)))
            return false;
    }
    return true;
}

/* Other parts may name what is changed, so the whole is read before it is kept. */
static bool keep(struct req *rq, const struct draft_text *d, const char *yaml)
{
    struct pack_problems problems;
    struct pack_version v = { 0 };
    struct pack_draft_row draft;

    if (!yaml)
        return err_set(rq->err, ERR_CONFLICT,
                       N_("This cannot be changed here any more. Change it in the text."));
    if (!pack_read(rq->a, yaml, strlen(yaml), &v, &problems)) {
        err_set(rq->err, ERR_REFUSED, N_("That does not fit the procedure: {problem}"));
        err_arg(rq->err, "problem", problems.n > 0 ? problems.item[0].text : "");
        return false;
    }
    return draft_save(edge_act(rq), yaml, d->days, d->row.saved_at, &draft, rq->err);
}

static bool new_one(struct writing *w)
{
    struct editing *f = w->f;
    const struct yaml_item parent = { f->part->name, f->below };
    const char *code = settings_sent(f->rq, "new"), *written;

    w->braces = buf_new(f->rq->a);
    if (f->part->code && !*code)
        return err_field(f->rq->err, "new", N_("Please give it a name."));
    if (f->part->code)
        buf_printf(&w->braces, "%s: %s", f->part->code, yaml_text(f->rq->a, code));
    if (!put_all(w))
        return false;
    written = arena_printf(f->rq->a, "{%s}", buf_text(&w->braces));
    w->yaml = f->below ? yaml_add_below(f->rq->a, w->yaml, &parent, written)
                       : yaml_add(f->rq->a, w->yaml, f->part->name, written);
    return true;
}

static bool part_post(struct req *rq)
{
    struct editing f;
    struct writing w = { .f = &f };
    bool ok;

    if (!form_text(rq->query, "part"))
        return req_redirect(rq, PARTS);
    if (!begin(rq, &f))
        return false;
    if (f.item && !is_shown(rq, &f.d))
        return part_show(&f);
    w.yaml = f.d.yaml;
    ok = f.item ? put_all(&w) || w.yaml == NULL : new_one(&w);
    if (ok && keep(rq, &f.d, w.yaml))
        return settings_saved(rq, PARTS);
    return rq->err->kind != ERR_NONE && part_show(&f);
}

/* -- taken out, or before the one above -- */

static bool move_post(struct req *rq)
{
    const struct pack_part *part = part_named(settings_sent(rq, "part"));
    const struct yaml_item item = { part ? part->name : "", settings_sent(rq, "item") };
    const char *what = settings_sent(rq, "do"), *yaml = NULL;
    struct draft_text d;

    if (!*settings_sent(rq, "part"))
        return req_redirect(rq, PARTS);
    if (!part || part->n_keys == 0)
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (!draft_text(rq, &d) || !d.yaml)
        return false;
    if (!is_shown(rq, &d))
        return parts_show(rq);
    if (strcmp(what, "up") == 0)
        yaml = yaml_up(rq->a, d.yaml, &item);
    if (strcmp(what, "remove") == 0)
        yaml = yaml_remove(rq->a, d.yaml, &item);
    return keep(rq, &d, yaml) ? settings_saved(rq, PARTS) : parts_show(rq);
}

const struct route designer_parts_routes[] = {
    { GET, PARTS, MAY_ADMINISTER, parts_get, 0 },
    { POST, PARTS, MAY_ADMINISTER, move_post, 0 },
    { GET, PART, MAY_ADMINISTER, part_get, 0 },
    { POST, PART, MAY_ADMINISTER, part_post, 0 },
    { 0 },
};
