/*
 * /desk/settings/procedure/part: the form of one thing of a pack, and what it sends written into
 * the text of the draft. What is there can be chosen by its name.
 */
#include "designer/parts_page.h"

#include "base/buf.h"
#include "complaint/packs.h"
#include "designer/compare_words.h"
#include "designer/designer_view.h"
#include "designer/draft_text.h"
#include "designer/part_values.h"
#include "designer/parts_parts.h"
#include "designer/yaml_edit.h"
#include "people/settings.h"
#include "people/team.h"
#include "web/answer.h"

#include <string.h>

enum { INPUTS = 24, LONG = 60, SHORT = 8 };

struct editing {
    struct req *rq;
    const struct pack_part *part;
    const char *item;  /* its key; NULL: a new one */
    const char *below; /* the key of the class that a new one stands below; NULL: at the top */
    struct draft_text d;
    const struct node *node, *top;
    struct vocabulary words;
    struct field_errors errors;
    struct designer_input input[INPUTS];
    size_t n;
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
    f->top = parts_tree(rq->a, f->d.yaml);
    f->words = (struct vocabulary){ rq->a, rq->lang, f->top, f->d.p };
    list = node_get(f->top, f->part->name);
    f->below = below && *below ? below : NULL;
    if (f->below && !find(rq->a, list, f->part->name, f->below))
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    if (!item || !*item)
        return true;
    f->item = item;
    f->node = find(rq->a, list, f->part->name, item);
    return f->node || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

/* -- the form -- */

static const char *input_name(struct arena *a, const struct part_key *k, const char *lang)
{
    return k->key ? arena_printf(a, "%s.%s", k->key, lang) : lang;
}

static bool sent(const struct editing *f)
{
    return f->rq->method == POST;
}

/* What stands there, or what was sent and came back. */
static const char *value_of(const struct editing *f, const char *name, const struct node *at)
{
    return sent(f) ? settings_sent(f->rq, name) : part_text(f->rq->a, at);
}

static struct designer_input *input_add(struct editing *f, const struct part_key *k)
{
    struct designer_input *in = &f->input[f->n < INPUTS ? f->n++ : INPUTS - 1];
    const char *name = k->key ? k->key : f->part->name;

    *in = (struct designer_input){
        .name = name,
        .label = part_label(f->rq->lang, f->part, k),
        .hint = k->hint ? lang_text(f->rq->lang, k->hint) : NULL,
        .error = field_error(&f->errors, name),
    };
    return in;
}

static void languages_ask(struct editing *f, const struct part_key *k)
{
    const struct node *map = k->key ? node_get(f->node, k->key) : f->node;
    struct designer_language *text = ARENA_ARRAY(f->rq->a, struct designer_language, LANGS);
    struct designer_input *in = input_add(f, k);
    bool area = false;

    for (int i = 0; i < LANGS; i++) {
        const char *name = input_name(f->rq->a, k, langs[i].tag);
        text[i] = (struct designer_language){
            .name = name,
            .label = langs[i].name,
            .lang = langs[i].tag,
            .value = value_of(f, name, node_get(map, langs[i].tag)),
        };
        area |= strlen(text[i].value) > LONG || strchr(text[i].value, '\n');
    }
    for (int i = 0; i < LANGS; i++)
        text[i].area = area;
    in->languages = true;
    in->texts = (struct rows){ text, LANGS };
}

/* What stands there and is none of the choices is one all the same, so that it can stay. */
static size_t choice_keep(struct choice *list, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].value, code) == 0)
            return n;
    list[n] = (struct choice){ .value = code, .label = code };
    return n + 1;
}

/* Answers are those of the field that was sent. */
static const struct node *thing(const struct editing *f, const struct part_key *k)
{
    static const char *const keys[] = { "field", "when_field" };
    struct node *map;

    if (!sent(f) || (k->of != OF_ANSWERS && k->of != OF_WHEN_ANSWERS))
        return f->node;
    map = ARENA_NEW(f->rq->a, struct node);
    map->kind = NODE_MAP;
    map->child = ARENA_ARRAY(f->rq->a, struct node *, 2 * COUNT(keys));
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct node *pair = ARENA_ARRAY(f->rq->a, struct node, 2);
        pair[0] = (struct node){ .kind = NODE_TEXT, .text = keys[i] };
        pair[1] = (struct node){ .kind = NODE_TEXT, .text = settings_sent(f->rq, keys[i]) };
        map->child[map->n++] = &pair[0];
        map->child[map->n++] = &pair[1];
    }
    return map;
}

/* Choices with room for `more`, the first of them empty where `none` says what that is. */
static size_t choices_of(const struct editing *f, const struct part_key *k, size_t more,
                         const char *none, struct choice **out)
{
    struct choice *all;
    size_t n = vocabulary_all(&f->words, k->of, thing(f, k), &all), first = none ? 1 : 0;

    *out = ARENA_ARRAY(f->rq->a, struct choice, n + more + 1);
    if (none)
        (*out)[0] = (struct choice){ .value = "", .label = none };
    for (size_t i = 0; i < n; i++)
        (*out)[first + i] = all[i];
    return n + first;
}

static const char *not_given(const struct editing *f)
{
    return lang_text(f->rq->lang, N_("Not given"));
}

static void one_ask(struct editing *f, const struct part_key *k)
{
    const char *now = value_of(f, k->key, node_get(f->node, k->key));
    struct designer_input *in = input_add(f, k);
    struct choice *list;
    size_t n = choices_of(f, k, 1, not_given(f), &list);

    if (*now)
        n = choice_keep(list, n, now);
    for (size_t i = 0; i < n; i++)
        list[i].chosen = strcmp(list[i].value, now) == 0;
    in->select = true;
    in->choices = (struct rows){ list, n };
}

static void flag_ask(struct editing *f, const struct part_key *k)
{
    const char *now = value_of(f, k->key, node_get(f->node, k->key));
    struct designer_input *in = input_add(f, k);
    struct choice *list = ARENA_ARRAY(f->rq->a, struct choice, 4);
    size_t n = 3;

    list[0] = (struct choice){ .value = "", .label = not_given(f) };
    list[1] = (struct choice){ .value = "true", .label = lang_text(f->rq->lang, N_("yes")) };
    list[2] = (struct choice){ .value = "false", .label = lang_text(f->rq->lang, N_("no")) };
    n = choice_keep(list, n, now);
    for (size_t i = 0; i < n; i++)
        list[i].chosen = strcmp(list[i].value, now) == 0;
    in->select = true;
    in->choices = (struct rows){ list, n };
}

/* Codes are shown of what the pack names itself. */
static bool has_codes(enum vocabulary_of of)
{
    return of == OF_CLASSES || of == OF_FIELDS || of == OF_SIGNIFICANT || of == OF_ANSWERS ||
           of == OF_WHEN_ANSWERS || of == OF_OWN_ANSWERS || of == OF_EVENTS;
}

static bool chosen(const struct editing *f, const char *key, const char *code,
                   const char *const *word, size_t words)
{
    if (sent(f))
        return settings_ticked(f->rq, key, code);
    for (size_t i = 0; i < words; i++)
        if (strcmp(word[i], code) == 0)
            return true;
    return false;
}

/* In a long list what is chosen stands first. */
static void chosen_first(struct choice *list, size_t n)
{
    size_t at = 0;

    for (size_t i = 0; n > SHORT && i < n; i++) {
        struct choice one = list[i];
        if (!one.chosen)
            continue;
        memmove(&list[at + 1], &list[at], (i - at) * sizeof *list);
        list[at++] = one;
    }
}

static void some_ask(struct editing *f, const struct part_key *k)
{
    const struct node *now = node_get(f->node, k->key);
    const char **word = ARENA_ARRAY(f->rq->a, const char *, part_listed_n(now) + 1);
    size_t words = part_listed(now, word), n;
    struct designer_input *in;
    struct choice *list;

    n = choices_of(f, k, words, NULL, &list);
    for (size_t i = 0; i < words; i++)
        n = choice_keep(list, n, word[i]);
    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        list[i].chosen = chosen(f, k->key, list[i].value, word, words);
        if (!has_codes(k->of) || strcmp(list[i].value, list[i].label) == 0)
            list[i].hint = NULL;
    }
    chosen_first(list, n);
    in = input_add(f, k);
    in->ticks = true;
    in->choices = (struct rows){ list, n };
}

static void tells_ask(struct editing *f, const struct part_key *k)
{
    const struct node *now = node_get(f->node, k->key);
    struct part_tell there[PART_TELLS_MOST];
    struct designer_input *in = input_add(f, k);
    struct designer_tell *rows;
    bool all;
    size_t n = part_tells(f->rq->a, part_text(f->rq->a, now), there, &all);

    in->value = value_of(f, k->key, now);
    in->line = !all;
    in->tells = all;
    if (!all)
        return;
    rows = ARENA_ARRAY(f->rq->a, struct designer_tell, PART_TELLS_MOST);
    for (size_t i = 0; i < PART_TELLS_MOST; i++) {
        struct part_tell t = i < n ? there[i] : (struct part_tell){ "", "" };
        struct choice *list;
        size_t choices = choices_of(f, k, 1, not_given(f), &list);
        if (sent(f))
            t = part_tell_sent(f->rq->a, f->rq->form, k->key, i + 1);
        if (*t.whom)
            choices = choice_keep(list, choices, t.whom);
        for (size_t j = 0; j < choices; j++)
            list[j].chosen = strcmp(list[j].value, t.whom) == 0;
        rows[i] = (struct designer_tell){
            .share = arena_printf(f->rq->a, "%s.%zu.share", k->key, i + 1),
            .percent = t.percent,
            .whom = arena_printf(f->rq->a, "%s.%zu.whom", k->key, i + 1),
            .choices = { list, choices },
            .label = lang_number(f->rq->a, f->rq->lang, (int64_t)i + 1),
        };
        if (i > n && !*t.percent && !*t.whom) {
            in->rows = (struct rows){ rows, i + 1 };
            return;
        }
    }
    in->rows = (struct rows){ rows, PART_TELLS_MOST };
}

static void text_ask(struct editing *f, const struct part_key *k)
{
    struct designer_input *in = input_add(f, k);

    in->value = value_of(f, k->key, node_get(f->node, k->key));
    in->number = k->kind == PART_NUMBER;
    in->team = k->kind == PART_TEAM;
    in->area = k->kind == PART_WORDS || k->kind == PART_TEAMS || strchr(in->value, '\n');
    in->line = !in->number && !in->team && !in->area;
}

static void yes_ask(struct editing *f, const struct part_key *k)
{
    const struct node *now = node_get(f->node, k->key);
    struct choice *one = ARENA_NEW(f->rq->a, struct choice);
    struct designer_input *in = input_add(f, k);

    *one = (struct choice){ .value = "yes",
                            .label = in->label,
                            .chosen = sent(f) ? settings_ticked(f->rq, k->key, "yes")
                                              : strcmp(part_text(f->rq->a, now), "true") == 0 };
    in->yes = true;
    in->choices = (struct rows){ one, 1 };
}

static void ask(struct editing *f, const struct part_key *k)
{
    switch (k->kind) {
    case PART_TEXT:
    case PART_NUMBER:
    case PART_WORDS:
    case PART_TEAM:
    case PART_TEAMS:
        text_ask(f, k);
        break;
    case PART_YES:
        yes_ask(f, k);
        break;
    case PART_FLAG:
        flag_ask(f, k);
        break;
    case PART_ONE:
        one_ask(f, k);
        break;
    case PART_SOME:
        some_ask(f, k);
        break;
    case PART_TELLS:
        tells_ask(f, k);
        break;
    case PART_LANGUAGES:
    case PART_LANGUAGES_BELOW:
        languages_ask(f, k);
        break;
    }
}

/* A new one that people name themselves; others get a name that is not there yet. */
static bool asks_code(const struct editing *f)
{
    return !f->item && f->part->code && !f->part->made;
}

static void code_ask(struct editing *f)
{
    static const struct part_key key = {
        "new", PART_TEXT, OF_NOTHING,
        N_("Small letters, digits and _. It stays; the words below can be changed.")
    };
    struct designer_input *in = input_add(f, &key);

    in->label = pack_key_words(f->rq->lang, "code");
    in->value = settings_sent(f->rq, "new");
    in->line = true;
}

static const char *title_of(const struct editing *f)
{
    const char *kind = pack_part_words(f->rq->lang, f->part->name);

    return f->node ? lang_format(f->rq->a, f->rq->lang, N_("{kind}: {name}"), "kind", kind, "name",
                                 pack_item_name(&f->words, f->node), NULL)
                   : lang_format(f->rq->a, f->rq->lang, N_("New: {kind}"), "kind", kind, NULL);
}

static bool teams(struct editing *f, struct rows *out)
{
    struct choice *list;
    size_t n;

    if (!settings_teams(f->rq, NULL, &list, &n))
        return false;
    *out = (struct rows){ list, n };
    return true;
}

static bool part_show(struct editing *f)
{
    struct req *rq = f->rq;
    const struct node *code = f->part->code ? node_get(f->node, f->part->code) : NULL;
    struct designer_part page = { .title = title_of(f), .back = PARTS };

    if (rq->err->kind != ERR_NONE && rq->err->kind != ERR_INVALID && rq->err->kind != ERR_REFUSED &&
        rq->err->kind != ERR_CONFLICT)
        return false;
    if (rq->err->kind != ERR_NONE)
        field_errors_add(rq, &f->errors, rq->err);
    page.code = code && code->kind == NODE_TEXT ? code->text : NULL;
    page.action = f->below ? parts_below_address(rq->a, f->part, f->below)
                           : parts_address(rq->a, f->part, f->item);
    page.seen = sent(f) ? settings_sent(rq, "seen") : parts_shown(rq->a, &f->d);
    if (f->node)
        page.beyond = part_beyond(&f->words, f->part, f->node);
    if (page.beyond && !*page.beyond)
        page.beyond = NULL;
    if (asks_code(f))
        code_ask(f);
    for (size_t i = 0; i < f->part->n_keys; i++)
        ask(f, &f->part->key[i]);
    if (!teams(f, &page.teams))
        return false;
    page.errors = (struct rows){ f->errors.e, f->errors.n };
    page.inputs = (struct rows){ f->input, f->n };
    return req_render_status(rq, f->errors.n > 0 ? 422 : 200, "desk/designer_part.html",
                             &designer_part_record, &page);
}

static bool part_get(struct req *rq)
{
    struct editing f;

    if (!form_text(rq->query, "part"))
        return req_redirect(rq, PARTS);
    return begin(rq, &f) && part_show(&f);
}

/* -- what was sent, written into the text -- */

/* One value of a thing that is there, or of a new one under way. */
struct writing {
    struct editing *f;
    const char *yaml;  /* of what is there */
    struct buf braces; /* of a new one */
};

static void brace(struct writing *w, const char *key, const char *value)
{
    buf_printf(&w->braces, "%s%s: %s", w->braces.n > 0 ? ", " : "", key, value);
}

static bool put(struct writing *w, const struct part_key *k, const char *below, const char *key,
                const char *name, const struct node *now)
{
    struct editing *f = w->f;
    const char *value = part_written(f->rq->a, k, f->rq->form, name, now);
    const struct yaml_item item = { f->part->name, f->item };
    const char *before = w->yaml;

    if (!f->item) {
        if (value)
            brace(w, key, value);
        return true;
    }
    if (part_unchanged(f->rq->a, k, f->rq->form, name, now))
        return true;
    w->yaml = yaml_set(f->rq->a, before, &item, below, key, value);
    if (!w->yaml)
        return false;
    f->item = yaml_key_after(f->rq->a, before, w->yaml, &item);
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
            brace(w, k->key, arena_printf(f->rq->a, "{%s}", buf_text(&below)));
    }
    return ok;
}

/* The answers of a field that is another one now are no answers of it. */
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

/* A name that nothing in that list has yet: of the field it asks for, with a number behind it. */
static const char *made_up(struct editing *f)
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

static bool new_one(struct writing *w)
{
    struct editing *f = w->f;
    const struct yaml_item parent = { f->part->name, f->below };
    const char *code = f->part->made ? made_up(f) : settings_sent(f->rq, "new"), *written;

    w->braces = buf_new(f->rq->a);
    if (f->part->code && !*code)
        return err_field(f->rq->err, "new", N_("Please give it a name."));
    if (f->part->code)
        brace(w, f->part->code, yaml_text(f->rq->a, code));
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
    const char *item;
    bool ok;

    if (!form_text(rq->query, "part"))
        return req_redirect(rq, PARTS);
    if (!begin(rq, &f))
        return false;
    if (f.item && !parts_is_shown(rq, &f.d))
        return part_show(&f);
    w.yaml = f.d.yaml;
    item = f.item;
    ok = f.item ? put_all(&w) || w.yaml == NULL : new_one(&w);
    if (ok && parts_keep(rq, &f.d, w.yaml, &f.errors))
        return settings_saved(rq, PARTS);
    f.item = item; /* what was sent was not kept */
    return (rq->err->kind != ERR_NONE || f.errors.n > 0) && part_show(&f);
}

const struct route designer_part_routes[] = {
    { GET, PART, MAY_ADMINISTER, part_get, 0 },
    { POST, PART, MAY_ADMINISTER, part_post, 0 },
    { 0 },
};
