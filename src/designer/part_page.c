/*
 * /desk/settings/procedure/part: the form of one thing of a pack, and what it sends written into
 * the text of the draft.
 */
#include "designer/parts_page.h"

#include "base/buf.h"
#include "designer/compare_words.h"
#include "designer/part_form.h"
#include "designer/part_values.h"
#include "designer/parts_parts.h"
#include "designer/yaml_edit.h"
#include "people/settings.h"
#include "people/team.h"
#include "web/answer.h"

#include <stdlib.h>
#include <string.h>

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

static bool nowhere(struct req *rq)
{
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* "columns.2.choices": into the lists of the thing, to one in them or to a list for a new one. */
static bool deeper(struct part_form *f, const char *at)
{
    struct arena *a = f->rq->a;

    for (const char *s = at; *s;) {
        size_t n = strcspn(s, "."), digits = s[n] ? strspn(s + n + 1, "0123456789") : 0;
        const char *name = arena_strn(a, s, n);
        f->part = part_things(f->part, name);
        if (!f->part)
            return nowhere(f->rq);
        if (!s[n]) {
            f->into = name;
            f->outer = f->node;
            f->node = NULL;
            return true;
        }
        s += n + 1 + digits;
        if (digits == 0 || (*s && *s != '.'))
            return nowhere(f->rq);
        f->at = arena_strn(a, at, (size_t)(s - at));
        f->outer = f->node;
        f->node = yaml_at(f->node, arena_printf(a, "%s.%.*s", name, (int)digits, s - digits));
        if (!f->node)
            return nowhere(f->rq);
        s += *s == '.';
    }
    return true;
}

/* A mapping that is not there is an empty one. */
static const struct node *nothing_yet(struct arena *a)
{
    struct node *map = ARENA_NEW(a, struct node);

    map->kind = NODE_MAP;
    return map;
}

static bool begin(struct req *rq, struct part_form *f)
{
    const char *item = form_text(rq->query, "item"), *below = form_text(rq->query, "below");
    const char *at = form_text(rq->query, "at");
    const struct node *list;

    *f = (struct part_form){ .rq = rq, .part = part_named(form_text(rq->query, "part")) };
    f->prefix = "";
    f->top_part = f->part;
    if (!draft_text(rq, &f->d))
        return false;
    if (!f->part || f->part->n_keys == 0 || !f->d.yaml || !*f->d.yaml)
        return nowhere(rq);
    f->top = parts_tree(rq->a, f->d.yaml);
    f->words = (struct vocabulary){ rq->a, rq->lang, f->top, f->d.p };
    if (f->part->whole || f->part->mapping) {
        f->item = "";
        f->node = f->part->whole ? f->top : node_get(f->top, f->part->name);
        if (f->part->mapping && !f->node)
            f->node = nothing_yet(rq->a);
        return f->top ? !at || !*at || deeper(f, at) : nowhere(rq);
    }
    list = node_get(f->top, f->part->name);
    f->below = below && *below ? below : NULL;
    if (f->below && !find(rq->a, list, f->part->name, f->below))
        return nowhere(rq);
    if (!item || !*item)
        return true;
    f->item = item;
    f->node = find(rq->a, list, f->part->name, item);
    if (!f->node)
        return nowhere(rq);
    return !at || !*at || deeper(f, at);
}

/* What `at` leads to in the thing. */
static struct yaml_item item_at(const struct part_form *f, const char *at)
{
    return (struct yaml_item){ f->top_part->whole ? "" : f->top_part->name,
                               f->top_part->mapping ? NULL : f->item, at };
}

/* The thing in the text. */
static struct yaml_item item_of(const struct part_form *f)
{
    return item_at(f, f->at);
}

/* -- the form -- */

static const char *title_of(const struct part_form *f)
{
    const char *kind = pack_part_words(f->rq->lang, f->part->name);

    if (f->part->whole || f->part->mapping)
        return lang_text(f->rq->lang, f->part->title);
    return f->node ? lang_format(f->rq->a, f->rq->lang, N_("{kind}: {name}"), "kind", kind, "name",
                                 pack_item_name(&f->words, f->node), NULL)
                   : lang_format(f->rq->a, f->rq->lang, N_("New: {kind}"), "kind", kind, NULL);
}

static const char *address(const struct part_form *f)
{
    struct arena *a = f->rq->a;

    if (f->below)
        return parts_below_address(a, f->top_part, f->below);
    if (f->into)
        return parts_deeper(a, f->top_part, f->item,
                            f->at ? arena_printf(a, "%s.%s", f->at, f->into) : f->into);
    return f->at ? parts_deeper(a, f->top_part, f->item, f->at)
                 : parts_address(a, f->top_part, f->item);
}

/* The form of what it stands in, or the tables. */
static const char *back(const struct part_form *f)
{
    const char *up = f->at;

    if (!f->into && !f->at)
        return PARTS;
    if (!f->into) { /* without "columns.2" at its end */
        const char *dot = strrchr(f->at, '.');
        while (dot > f->at && *--dot != '.')
            ;
        up = dot > f->at ? arena_strn(f->rq->a, f->at, (size_t)(dot - f->at)) : NULL;
    }
    return up ? parts_deeper(f->rq->a, f->top_part, f->item, up)
              : parts_address(f->rq->a, f->top_part, f->item);
}

static bool teams(struct part_form *f)
{
    struct choice *list;
    size_t n;

    if (!settings_teams(f->rq, NULL, &list, &n))
        return false;
    f->teams = (struct rows){ list, n };
    return true;
}

/* What it stands in. */
static const char *within(const struct part_form *f)
{
    bool in_top = f->top_part->mapping && !(f->into ? f->at : strchr(strchr(f->at, '.') + 1, '.'));

    return in_top ? lang_text(f->rq->lang, f->top_part->title)
                  : pack_item_name(&f->words, f->outer);
}

static bool part_show(struct part_form *f)
{
    struct req *rq = f->rq;
    const struct node *code = f->part->code ? node_get(f->node, f->part->code) : NULL;
    struct designer_part page = { .title = title_of(f), .back = back(f), .action = address(f) };

    if (rq->err->kind != ERR_NONE && rq->err->kind != ERR_INVALID && rq->err->kind != ERR_REFUSED &&
        rq->err->kind != ERR_CONFLICT)
        return false;
    if (rq->err->kind != ERR_NONE)
        field_errors_add(rq, &f->errors, rq->err);
    page.code = code && code->kind == NODE_TEXT ? code->text : NULL;
    page.done = settings_done(rq);
    page.seen = f->sent ? settings_sent(rq, "seen") : parts_shown(rq->a, &f->d);
    if (f->outer)
        page.within = within(f);
    if (!teams(f))
        return false;
    part_ask(f);
    if (f->failed)
        return false;
    part_order_errors(f);
    page.teams = f->teams;
    page.tables = part_tables(f);
    page.errors = (struct rows){ f->errors.e, f->errors.n };
    page.inputs = (struct rows){ f->input, f->n };
    return req_render_status(rq, f->errors.n > 0 ? 422 : 200, "desk/designer_part.html",
                             &designer_part_record, &page);
}

static bool part_get(struct req *rq)
{
    struct part_form f;

    if (!form_text(rq->query, "part"))
        return req_redirect(rq, PARTS);
    return begin(rq, &f) && part_show(&f);
}

/* -- a thing that is there: its values one by one -- */

static bool put(struct part_form *f, const char **yaml, const struct part_key *k, const char *in,
                const char *key, const char *name, const struct node *now)
{
    const struct yaml_item item = item_of(f);
    const char *before = *yaml, *value;

    if (part_of_other_kind(f, k) ? !now : part_unchanged(f->rq->a, k, f->rq->form, name, now))
        return true;
    value = part_of_other_kind(f, k) ? NULL : part_written(f->rq->a, k, f->rq->form, name, now);
    *yaml = yaml_set(f->rq->a, before, &item, in, key, value);
    if (!*yaml)
        return false;
    if (item.key)
        f->item = yaml_key_after(f->rq->a, before, *yaml, &item);
    return true;
}

static bool put_languages(struct part_form *f, const char **yaml, const struct part_key *k)
{
    const struct node *map = k->key ? node_get(f->node, k->key) : f->node;
    bool ok = true;

    for (int i = 0; ok && i < LANGS; i++) {
        const char *tag = langs[i].tag;
        const char *name = k->key ? arena_printf(f->rq->a, "%s.%s", k->key, tag) : tag;
        ok = put(f, yaml, k, k->key, tag, name, node_get(map, tag));
    }
    return ok;
}

static bool put_things(struct part_form *f, const char **yaml, const struct part_key *k)
{
    const struct yaml_item item = item_of(f);
    const char *rows;

    if (part_of_other_kind(f, k)) {
        if (node_get(f->node, k->key))
            *yaml = yaml_set(f->rq->a, *yaml, &item, NULL, k->key, NULL);
        return *yaml != NULL;
    }
    rows = part_rows_written(f, k);
    if (rows)
        *yaml = yaml_set(f->rq->a, *yaml, &item, NULL, k->key, rows);
    return *yaml != NULL;
}

static bool put_all(struct part_form *f, const char **yaml)
{
    bool ok = true;

    for (size_t i = 0; ok && i < f->part->n_keys; i++) {
        const struct part_key *k = &f->part->key[i];
        if (k->kind == PART_THINGS)
            ok = put_things(f, yaml, k);
        else if (k->kind == PART_LANGUAGES || k->kind == PART_LANGUAGES_BELOW)
            ok = put_languages(f, yaml, k);
        else
            ok = put(f, yaml, k, k->in, k->key, part_input(f->rq->a, k), part_value(k, f->node));
    }
    return ok;
}

/* -- a new one -- */

/* A name that nothing in that list has yet: of the field it asks for, with a number behind it. */
static const char *made_up(const struct part_form *f)
{
    const struct node *list = node_get(f->top, f->part->name);
    const char *field = settings_sent(f->rq, "field"), *name;
    const char *base =
        *field ? field
               : arena_printf(f->rq->a, "%.*s", (int)strlen(f->part->name) - 1, f->part->name);

    if (strlen(base) > 36)
        base = arena_strn(f->rq->a, base, 36);
    name = base;
    for (int i = 2; list && find(f->rq->a, list, f->part->name, name); i++)
        name = arena_printf(f->rq->a, "%s_%d", base, i);
    return name;
}

static bool new_one(struct part_form *f, const char **yaml)
{
    struct arena *a = f->rq->a;
    const char *code = f->part->made ? made_up(f) : part_code(f, ""), *written;
    const struct yaml_item item = item_of(f);

    if (f->part->code && !*code) {
        part_code_missing(f, f->part, "");
        return false;
    }
    written = part_thing_written(f, f->part, "", f->part->code ? code : NULL);
    if (f->into)
        *yaml = yaml_add_below(a, *yaml, &item, f->into, written);
    else if (f->below)
        *yaml = yaml_add_below(a, *yaml, &(struct yaml_item){ f->part->name, f->below, NULL },
                               f->part->name, written);
    else
        *yaml = yaml_add(a, *yaml, f->part->name, written);
    return true;
}

/* -- what was sent -- */

/* The thing in the text that was refused; a new one is the last of its list. */
static const struct node *refused_thing(const struct part_form *f, const char *yaml)
{
    struct arena *a = f->rq->a;
    const struct node *top = parts_tree(a, yaml), *thing;
    const struct node *list = top ? node_get(top, f->top_part->name) : NULL;

    if (f->top_part->whole)
        return top;
    if (!list || (list->kind != NODE_LIST && !f->top_part->mapping))
        return NULL;
    thing = f->top_part->mapping ? list
            : f->item            ? find(a, list, f->top_part->name, f->item)
            : f->below           ? find(a, list, f->top_part->name, f->below)
                                 : NULL;
    if (thing && f->item)
        thing = yaml_at(thing, f->at);
    if (f->item && !f->into)
        return thing;
    if (f->into || f->below)
        list = thing ? node_get(thing, f->into ? f->into : f->part->name) : NULL;
    return list && list->kind == NODE_LIST && list->n > 0 ? list->child[list->n - 1] : NULL;
}

static bool keep(struct part_form *f, const char *yaml)
{
    struct pack_problems *problems = ARENA_NEW(f->rq->a, struct pack_problems);
    const struct node *thing;

    if (parts_keep(f->rq, &f->d, yaml, problems))
        return true;
    thing = yaml ? refused_thing(f, yaml) : NULL;
    for (size_t i = 0; i < problems->n; i++)
        part_refused(f, thing, &problems->item[i]);
    return false;
}

/* A thing in this one is taken out, or comes before the one above it. */
static bool move(struct part_form *f, const char *what)
{
    const struct yaml_item item = item_at(f, settings_sent(f->rq, "thing"));
    const char *yaml = NULL;

    f->sent = false;
    if (strcmp(what, "up") == 0)
        yaml = yaml_up(f->rq->a, f->d.yaml, &item);
    if (strcmp(what, "remove") == 0)
        yaml = yaml_remove(f->rq->a, f->d.yaml, &item);
    return keep(f, yaml) ? req_redirect(f->rq, "%s&saved=1", address(f)) : part_show(f);
}

static bool part_post(struct req *rq)
{
    struct part_form f;
    const char *yaml, *item;

    if (!form_text(rq->query, "part"))
        return req_redirect(rq, PARTS);
    if (!begin(rq, &f))
        return false;
    f.sent = true;
    if (*settings_sent(rq, "more"))
        return part_show(&f);
    if (f.item && !parts_is_shown(rq, &f.d))
        return part_show(&f);
    if (*settings_sent(rq, "do"))
        return move(&f, settings_sent(rq, "do"));
    if (!part_teams_sent(&f))
        return false;
    yaml = f.d.yaml;
    item = f.item;
    if ((f.node ? put_all(&f, &yaml) || !yaml : new_one(&f, &yaml)) && f.errors.n == 0 &&
        keep(&f, yaml))
        return f.at || f.into ? req_redirect(rq, "%s&saved=1", back(&f))
                              : settings_saved(rq, PARTS);
    f.item = item; /* what was sent was not kept */
    return (rq->err->kind != ERR_NONE || f.errors.n > 0) && part_show(&f);
}

const struct route designer_part_routes[] = {
    { GET, PART, MAY_ADMINISTER, part_get, 0 },
    { POST, PART, MAY_ADMINISTER, part_post, 0 },
    { 0 },
};
