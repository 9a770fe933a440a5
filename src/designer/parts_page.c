/*
 * /desk/settings/procedure/parts: the draft (or, where there is none, the version in force) as
 * tables; the form of one thing is part_page.c. What a form changes is changed in the text of the
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
#include "designer/parts_parts.h"
#include "designer/trial.h"
#include "designer/yaml_edit.h"
#include "people/settings.h"

#include <string.h>

enum { ITEMS = 400, CLASS_LEVELS = 4 };

struct node *parts_tree(struct arena *a, const char *yaml)
{
    struct node *out = NULL;
    struct yaml_fault fault;

    return yaml_tree(a, yaml, strlen(yaml), &out, &fault) ? out : NULL;
}

const char *parts_address(struct arena *a, const struct pack_part *part, const char *key)
{
    struct buf b = buf_new(a);

    buf_printf(&b, PART "?part=%s", part->name);
    if (key && *key) {
        buf_str(&b, "&item=");
        buf_url(&b, key, strlen(key));
    }
    return buf_text(&b);
}

const char *parts_below_address(struct arena *a, const struct pack_part *part, const char *key)
{
    struct buf b = buf_new(a);

    buf_printf(&b, PART "?part=%s&below=", part->name);
    buf_url(&b, key, strlen(key));
    return buf_text(&b);
}

const char *parts_deeper(struct arena *a, const struct pack_part *part, const char *key,
                         const char *at)
{
    struct buf b = buf_new(a);

    buf_printf(&b, "%s&at=", parts_address(a, part, key));
    buf_url(&b, at, strlen(at));
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

/* What a thing is called in the text; conditions need not be called anything. */
static const char *code_of(const struct pack_part *part, const struct node *item)
{
    const struct node *code = part->code ? node_get(item, part->code) : NULL;

    return code && code->kind == NODE_TEXT ? code->text : NULL;
}

static void rows_of(const struct vocabulary *v, const struct pack_part *part,
                    const struct node *list, int depth, struct designer_thing *out, size_t *n)
{
    bool tree = strcmp(part->name, "classes") == 0, there = list && list->kind == NODE_LIST;
    const char *const *keys = there ? yaml_keys(v->a, list) : NULL;

    for (size_t i = 0; there && i < list->n && *n < ITEMS; i++) {
        const struct node *item = list->child[i];
        const char *key = keys[i];
        if (item->kind != NODE_MAP)
            continue;
        out[(*n)++] = (struct designer_thing){
            .name = pack_item_name(v, item),
            .code = code_of(part, item),
            .says = part_summary(v, item),
            .below = depth > 0 ? marks(v->a, depth) : NULL,
            .add_href =
                tree && depth + 1 < CLASS_LEVELS ? parts_below_address(v->a, part, key) : NULL,
            .href = part->n_keys > 0 ? parts_address(v->a, part, key) : NULL,
            .part = part->name,
            .key = key,
            .up = i > 0,
        };
        if (tree)
            rows_of(v, part, node_get(item, "classes"), depth + 1, out, n);
    }
}

static bool single(const struct pack_part *part)
{
    return part->whole || part->mapping;
}

/* The document as the one thing of its table. */
static struct designer_thing whole_row(const struct vocabulary *v, const struct pack_part *part)
{
    const struct node *title = node_get(node_get(v->top, "title"), v->lang->tag);
    const struct node *about = node_get(node_get(v->top, "about"), v->lang->tag);

    return (struct designer_thing){
        .name = title && title->kind == NODE_TEXT ? title->text : lang_text(v->lang, part->title),
        .says = about && about->kind == NODE_TEXT ? about->text : NULL,
        .href = parts_address(v->a, part, NULL),
    };
}

/* A part that is one thing, as the one row of its table. */
static struct designer_thing mapping_row(const struct vocabulary *v, const struct pack_part *part)
{
    const struct node *map = node_get(v->top, part->name);

    return (struct designer_thing){
        .name = lang_text(v->lang, part->title),
        .says = map ? part_mapping_summary(v, part, map) : lang_text(v->lang, N_("Nothing yet")),
        .href = parts_address(v->a, part, NULL),
    };
}

struct rows parts_tables(struct req *rq, const struct procedure *p, const char *yaml, bool editable)
{
    size_t n;
    const struct pack_part *parts = parts_all(&n);
    struct designer_table *list = ARENA_ARRAY(rq->a, struct designer_table, n);
    const struct node *top = parts_tree(rq->a, yaml);
    const struct vocabulary v = { rq->a, rq->lang, top, p };
    size_t shown = 0;

    for (size_t i = 0; top && i < n; i++) {
        struct designer_thing *thing = ARENA_ARRAY(rq->a, struct designer_thing, ITEMS);
        size_t things = 0;
        if (parts[i].whole && editable)
            thing[things++] = whole_row(&v, &parts[i]);
        else if (parts[i].mapping && editable)
            thing[things++] = mapping_row(&v, &parts[i]);
        else if (!single(&parts[i]))
            rows_of(&v, &parts[i], node_get(top, parts[i].name), 0, thing, &things);
        for (size_t k = 0; !editable && k < things; k++)
            thing[k].href = thing[k].add_href = thing[k].code = NULL;
        if (things == 0 && (!editable || parts[i].n_keys == 0))
            continue;
        list[shown++] = (struct designer_table){
            .title = lang_text(rq->lang, parts[i].title),
            .name = parts[i].name,
            .things = { thing, things },
            .add = editable && !single(&parts[i]) ? parts_address(rq->a, &parts[i], NULL) : NULL,
        };
    }
    return (struct rows){ list, shown };
}

/* Things that are alike are known by their place, so that a change is of the text that was shown.
 */
const char *parts_shown(struct arena *a, const struct draft_text *d)
{
    return pack_digest(a, d->yaml, strlen(d->yaml));
}

bool parts_is_shown(struct req *rq, const struct draft_text *d)
{
    return strcmp(settings_sent(rq, "seen"), parts_shown(rq->a, d)) == 0 || draft_changed(rq->err);
}

/* With what was wrong about a change, which was not kept. */
static bool parts_show(struct req *rq, struct field_errors errors)
{
    struct designer_parts page = { .title =
                                       lang_text(rq->lang, N_("Change the procedure in tables")),
                                   .back = DESIGNER,
                                   .done = settings_done(rq) };
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
    page.seen = page.none ? NULL : parts_shown(rq->a, &d);
    if (!page.none)
        page.tables = parts_tables(rq, d.p, d.yaml, true);
    page.unsound = !page.none && page.tables.n == 0;
    return req_render_status(rq, errors.n > 0 ? 422 : 200, "desk/designer_parts.html",
                             &designer_parts_record, &page);
}

static bool parts_get(struct req *rq)
{
    return parts_show(rq, (struct field_errors){ .n = 0 });
}

const char *parts_problem(struct req *rq, const struct pack_problem *p)
{
    return lang_format(rq->a, rq->lang,
                       N_("That does not fit the procedure: {problem} (line {line} of its text)"),
                       "problem", pack_problem_words(rq->a, rq->lang, p), "line",
                       lang_number(rq->a, rq->lang, p->line), NULL);
}

/* Other parts may name what is changed, so the whole is read before it is kept. */
bool parts_keep(struct req *rq, const struct draft_text *d, const char *yaml,
                struct pack_problems *problems)
{
    struct pack_version v = { 0 };
    struct pack_draft_row draft;

    problems->n = 0;
    if (!yaml)
        return err_set(rq->err, ERR_CONFLICT,
                       N_("This cannot be changed here any more. Change it in the text."));
    return pack_read(rq->a, yaml, strlen(yaml), &v, problems) &&
           draft_save(edge_act(rq), yaml, d->days, d->row.saved_at, &draft, rq->err);
}

/* -- taken out, or before the one above -- */

static bool move_post(struct req *rq)
{
    const struct pack_part *part = part_named(settings_sent(rq, "part"));
    const struct yaml_item item = { part ? part->name : "", settings_sent(rq, "item"), NULL };
    const char *what = settings_sent(rq, "do"), *yaml = NULL;
    struct pack_problems *problems = ARENA_NEW(rq->a, struct pack_problems);
    struct field_errors errors = { .n = 0 };
    struct draft_text d;

    if (!*settings_sent(rq, "part"))
        return req_redirect(rq, PARTS);
    if (!part || single(part))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (!draft_text(rq, &d) || !d.yaml)
        return false;
    if (!parts_is_shown(rq, &d))
        return parts_show(rq, errors);
    if (strcmp(what, "up") == 0)
        yaml = yaml_up(rq->a, d.yaml, &item);
    if (strcmp(what, "remove") == 0)
        yaml = yaml_remove(rq->a, d.yaml, &item);
    if (parts_keep(rq, &d, yaml, problems))
        return settings_saved(rq, PARTS);
    for (size_t i = 0; i < problems->n && errors.n < COUNT(errors.e); i++)
        errors.e[errors.n++] =
            (struct field_error){ .text = parts_problem(rq, &problems->item[i]) };
    return parts_show(rq, errors);
}

const struct route designer_parts_routes[] = {
    { GET, PARTS, MAY_ADMINISTER, parts_get, 0 },
    { POST, PARTS, MAY_ADMINISTER, move_post, 0 },
    { 0 },
};
