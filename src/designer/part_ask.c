/* The inputs of a thing's form. What is there can be chosen by its name. */
#include "designer/part_form.h"

#include "base/buf.h"
#include "designer/compare_words.h"
#include "designer/part_values.h"
#include "designer/parts_parts.h"
#include "people/settings.h"
#include "web/answer.h"

#include <string.h>

enum { LONG = 60, SHORT = 8, ROWS_MORE = 4, TELLS_LEAST = 4, PERIODS_LEAST = 3 };

static const char *named(const struct part_form *f, const char *name)
{
    return arena_printf(f->rq->a, "%s%s", f->prefix, name);
}

/* What the input of a key is called; of the words of a thing the group of them. */
static const char *name_of(const struct part_form *f, const struct part_key *k)
{
    return named(f, k->key ? part_input(f->rq->a, k) : f->part->name);
}

/* What stands there, or what was sent and came back. */
static const char *value_of(const struct part_form *f, const char *name, const struct node *at)
{
    return f->sent ? settings_sent(f->rq, name) : part_text(f->rq->a, at);
}

static struct designer_input *input_add(struct part_form *f, const struct part_key *k)
{
    struct designer_input *in = &f->input[f->n < PART_INPUTS ? f->n++ : PART_INPUTS - 1];
    const char *name = name_of(f, k);

    *in = (struct designer_input){
        .name = name,
        .label = part_label(f->rq->a, f->rq->lang, f->part, k),
        .hint = k->hint ? lang_text(f->rq->lang, k->hint) : NULL,
        .error = field_error(&f->errors, name),
    };
    return in;
}

static void languages_ask(struct part_form *f, const struct part_key *k)
{
    const struct node *map = k->key ? node_get(f->node, k->key) : f->node;
    struct designer_language *text = ARENA_ARRAY(f->rq->a, struct designer_language, LANGS);
    struct designer_input *in = input_add(f, k);
    bool area = k->long_text;

    for (int i = 0; i < LANGS; i++) {
        const char *name =
            named(f, k->key ? arena_printf(f->rq->a, "%s.%s", k->key, langs[i].tag) : langs[i].tag);
        text[i] = (struct designer_language){
            .name = name,
            .label = langs[i].name,
            .lang = langs[i].tag,
            .value = value_of(f, name, node_get(map, langs[i].tag)),
            .error = field_error(&f->errors, name),
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
static const struct node *thing(const struct part_form *f, const struct part_key *k)
{
    static const char *const keys[] = { "field", "when_field" };
    struct node *map;

    if (!f->sent || (k->of != OF_ANSWERS && k->of != OF_WHEN_ANSWERS))
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
static size_t choices_of(const struct part_form *f, const struct part_key *k, size_t more,
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

static const char *not_given(const struct part_form *f)
{
    return lang_text(f->rq->lang, N_("Not given"));
}

static void one_ask(struct part_form *f, const struct part_key *k)
{
    const char *now = value_of(f, name_of(f, k), part_value(k, f->node));
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

static void flag_ask(struct part_form *f, const struct part_key *k)
{
    const char *now = value_of(f, name_of(f, k), part_value(k, f->node));
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
    return of == OF_CLASSES || of == OF_FIELDS || of == OF_LATER_FIELDS || of == OF_SIGNIFICANT ||
           of == OF_ANSWERS || of == OF_WHEN_ANSWERS || of == OF_OWN_ANSWERS || of == OF_EVENTS;
}

static bool chosen(const struct part_form *f, const char *key, const char *code,
                   const char *const *word, size_t words)
{
    if (f->sent)
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

static void some_ask(struct part_form *f, const struct part_key *k)
{
    const struct node *now = part_value(k, f->node);
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
        list[i].chosen = chosen(f, name_of(f, k), list[i].value, word, words);
        if (!has_codes(k->of) || strcmp(list[i].value, list[i].label) == 0)
            list[i].hint = NULL;
    }
    chosen_first(list, n);
    in = input_add(f, k);
    in->ticks = true;
    in->choices = (struct rows){ list, n };
}

/* Those that are filled and two to fill, at least so many. */
static size_t with_empty(size_t filled, size_t least, size_t most)
{
    enum { EMPTY = 2 };
    size_t n = filled + EMPTY > least ? filled + EMPTY : least;

    return n < most ? n : most;
}

static void tells_ask(struct part_form *f, const struct part_key *k)
{
    const struct node *now = part_value(k, f->node);
    struct part_tell there[PART_TELLS_MOST];
    struct designer_input *in = input_add(f, k);
    struct designer_tell *rows;
    size_t last = 0; /* the last that is filled */
    bool all;
    size_t n = part_tells(f->rq->a, part_text(f->rq->a, now), there, &all);

    in->value = value_of(f, name_of(f, k), now);
    in->line = !all;
    in->tells = all;
    if (!all)
        return;
    rows = ARENA_ARRAY(f->rq->a, struct designer_tell, PART_TELLS_MOST);
    for (size_t i = 0; i < PART_TELLS_MOST; i++) {
        struct part_tell t = i < n ? there[i] : (struct part_tell){ "", "" };
        struct choice *list;
        size_t choices = choices_of(f, k, 1, not_given(f), &list);
        if (f->sent)
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
        if (*t.percent || *t.whom)
            last = i + 1;
    }
    in->rows = (struct rows){ rows, with_empty(last > n ? last : n, TELLS_LEAST, PART_TELLS_MOST) };
}

static void text_ask(struct part_form *f, const struct part_key *k)
{
    struct designer_input *in = input_add(f, k);

    in->value = value_of(f, name_of(f, k), part_value(k, f->node));
    in->number = k->kind == PART_NUMBER;
    in->team = k->kind == PART_TEAM;
    in->area = k->kind == PART_WORDS || k->kind == PART_TEAMS || strchr(in->value, '\n');
    in->line = !in->number && !in->team && !in->area;
}

/* Those that are there, for whoever writes several. */
static const char *teams_there(struct part_form *f)
{
    const struct choice *team = f->teams.row;
    const char *all = NULL;

    for (size_t i = 0; i < f->teams.n; i++)
        all = all ? lang_format(f->rq->a, f->rq->lang, N_("{first}, {second}"), "first", all,
                                "second", team[i].label, NULL)
                  : team[i].label;
    return all;
}

/* One that is not there yet stands with the word that it is made later. */
static void team_ask(struct part_form *f, const struct part_key *k)
{
    struct designer_input *in;
    const char *there;

    text_ask(f, k);
    in = &f->input[f->n - 1];
    there = k->kind == PART_TEAMS ? teams_there(f) : NULL;
    if (there)
        in->hint = lang_format(f->rq->a, f->rq->lang, N_("{hint} There are: {teams}."), "hint",
                               in->hint, "teams", there, NULL);
    if (!part_teams_absent(f, in->value, &in->absent))
        f->failed = true;
    in->later = part_later_name(f->rq->a, in->name);
    in->later_on = !f->sent || settings_ticked(f->rq, in->later, "yes");
}

static void yes_ask(struct part_form *f, const struct part_key *k)
{
    const struct node *now = part_value(k, f->node);
    struct choice *one = ARENA_NEW(f->rq->a, struct choice);
    struct designer_input *in = input_add(f, k);

    *one = (struct choice){ .value = "yes",
                            .label = in->label,
                            .chosen = f->sent ? settings_ticked(f->rq, name_of(f, k), "yes")
                                              : strcmp(part_text(f->rq->a, now), "true") == 0 };
    in->yes = true;
    in->choices = (struct rows){ one, 1 };
}

/* A number and its unit, a sum and its currency, by how much the first time and then. */
static void halves_ask(struct part_form *f, const struct part_key *k)
{
    static const char *const labels[][PART_HALVES] = {
        [PART_SPAN] = { N_("Number"), N_("Unit") },
        [PART_MONEY] = { N_("Sum"), N_("Currency, such as CNY") },
        [PART_LONGER] = { N_("The first time"), N_("Then again") },
    };
    const struct node *now = part_value(k, f->node);
    const char *half[PART_HALVES];
    bool fits = part_halves(f->rq->a, k, part_text(f->rq->a, now), half);
    struct designer_half *halves = ARENA_ARRAY(f->rq->a, struct designer_half, PART_HALVES);
    struct designer_input *in = input_add(f, k);

    in->value = value_of(f, in->name, now);
    in->line = !fits;
    in->pair = fits;
    for (size_t i = 0; fits && i < PART_HALVES; i++) {
        const char *name = part_half_name(f->rq->a, k->kind, in->name, i);
        const char *value = f->sent ? settings_sent(f->rq, name) : half[i];
        struct choice *list = NULL;
        size_t n = 0;
        if (k->kind == PART_SPAN && i == 1) {
            n = choices_of(f, k, 1, not_given(f), &list);
            n = *value ? choice_keep(list, n, value) : n;
            for (size_t c = 0; c < n; c++)
                list[c].chosen = strcmp(list[c].value, value) == 0;
        }
        halves[i] = (struct designer_half){
            .name = name,
            .label = lang_text(f->rq->lang, labels[k->kind][i]),
            .value = value,
            .number = k->kind == PART_LONGER || (k->kind == PART_SPAN && i == 0),
            .choices = { list, n },
        };
    }
    in->halves = (struct rows){ halves, fits ? PART_HALVES : 0 };
}

static struct rows periods_of(struct part_form *f, const char *name, size_t day,
                              const struct part_period there[PART_PERIODS])
{
    struct designer_period *list = ARENA_ARRAY(f->rq->a, struct designer_period, PART_PERIODS);
    size_t last = 0; /* the last that is filled */

    for (size_t i = 0; i < PART_PERIODS; i++) {
        const char *from = part_period_name(f->rq->a, name, day, i, false);
        const char *to = part_period_name(f->rq->a, name, day, i, true);
        list[i] = (struct designer_period){
            .from = from,
            .from_value = f->sent ? settings_sent(f->rq, from) : there[i].from,
            .to = to,
            .to_value = f->sent ? settings_sent(f->rq, to) : there[i].to,
            .number = lang_number(f->rq->a, f->rq->lang, (int64_t)i + 1),
        };
        if (*list[i].from_value || *list[i].to_value)
            last = i + 1;
    }
    return (struct rows){ list, with_empty(last, PERIODS_LEAST, PART_PERIODS) };
}

static void week_ask(struct part_form *f, const struct part_key *k)
{
    static const char *const names[] = { N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                         N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                         N_("Sunday") };
    struct part_period week[PART_WEEKDAYS][PART_PERIODS];
    const struct node *now = part_value(k, f->node);
    struct designer_weekday *days = ARENA_ARRAY(f->rq->a, struct designer_weekday, PART_WEEKDAYS);
    struct designer_input *in = input_add(f, k);

    in->week = part_week(f->rq->a, part_text(f->rq->a, now), week);
    in->line = !in->week;
    in->value = value_of(f, in->name, now);
    for (size_t d = 0; in->week && d < PART_WEEKDAYS; d++)
        days[d] = (struct designer_weekday){
            .label = lang_text(f->rq->lang, names[d]),
            .periods = periods_of(f, in->name, d, week[d]),
        };
    in->days = (struct rows){ days, in->week ? PART_WEEKDAYS : 0 };
}

static void ask(struct part_form *f, const struct part_key *k);

/* A new one that people name themselves; others get a name that is not there yet. */
bool part_asks_code(const struct part_form *f)
{
    return !f->node && f->part->code && !f->part->made;
}

static void code_ask(struct part_form *f)
{
    static const struct part_key key = { .key = "new",
                                         .kind = PART_TEXT,
                                         .hint = N_("Small letters, digits and _, for the text; it "
                                                    "stays. Empty: made of the English words.") };
    struct designer_input *in = input_add(f, &key);

    in->label = pack_key_words(f->rq->lang, "code");
    if (*f->prefix) /* it is said once, not in each row */
        in->hint = NULL;
    in->value = settings_sent(f->rq, in->name);
    in->line = true;
}

/* -- things in the thing -- */

const char *part_row_words(const struct part_form *f, const struct part_key *k, size_t row)
{
    return lang_format(f->rq->a, f->rq->lang, N_("{kind} {number}"), "kind",
                       pack_part_words(f->rq->lang, k->things->name), "number",
                       lang_number(f->rq->a, f->rq->lang, (int64_t)row + 1), NULL);
}

const char *part_row_prefix(struct arena *a, const struct part_key *k, size_t row)
{
    return arena_printf(a, "%s.%zu.", k->key, row + 1);
}

static bool filled(const struct node *list)
{
    return list && list->kind == NODE_LIST && list->n > 0;
}

/* Rows are asked for where nothing is there yet, since some things need one; a row has none. */
size_t part_rows(const struct part_form *f, const struct part_key *k)
{
    const char *more = arena_printf(f->rq->a, "%s.rows", k->key);
    size_t rows = k->things->rows;
    int64_t sent = 0;

    if (*f->prefix || filled(node_get(f->node, k->key)))
        return 0;
    if (f->sent && *settings_sent(f->rq, more))
        for (const char *s = settings_sent(f->rq, more); *s >= '0' && *s <= '9' && sent < 100; s++)
            sent = sent * 10 + (*s - '0');
    if (sent > (int64_t)rows)
        rows = (size_t)sent;
    if (f->sent && strcmp(settings_sent(f->rq, "more"), k->key) == 0)
        rows += ROWS_MORE;
    return rows < PART_ROWS_MOST ? rows : PART_ROWS_MOST;
}

static struct designer_blank row_of(const struct part_form *f, const struct part_key *k, size_t row)
{
    struct part_form one = *f;

    one.part = k->things;
    one.prefix = part_row_prefix(f->rq->a, k, row);
    one.node = NULL;
    part_ask(&one);
    return (struct designer_blank){
        .label = part_row_words(f, k, row),
        .inputs = { one.input, one.n },
    };
}

/* Open where they are wanted: of a kind of answer that goes with them. */
static void rows_ask(struct part_form *f, const struct part_key *k)
{
    size_t n = part_rows(f, k);
    struct designer_blank *rows = ARENA_ARRAY(f->rq->a, struct designer_blank, n);
    const struct node *there = node_get(f->node, k->key);
    const char *kind;
    struct designer_input *in;

    if (n == 0 && !*f->prefix && filled(there)) { /* further down, each with its own form */
        in = input_add(f, k);
        in->below = true;
        in->label = lang_text(f->rq->lang, k->things->title);
        in->value = lang_number(f->rq->a, f->rq->lang, (int64_t)there->n);
    }
    if (n == 0)
        return;
    kind = f->sent ? settings_sent(f->rq, "kind") : part_text(f->rq->a, node_get(f->node, "kind"));
    in = input_add(f, k);
    in->things = true;
    in->label = lang_text(f->rq->lang, k->things->title);
    in->open = !k->only || strcmp(kind, k->only) == 0;
    if (k->only)
        in->hint = lang_format(f->rq->a, f->rq->lang, N_("Only for: {kind}"), "kind",
                               vocabulary_name(&f->words, OF_FIELD_KINDS, NULL, k->only), NULL);
    in->value = arena_printf(f->rq->a, "%zu", n);
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(f, k, i);
    in->blanks = (struct rows){ rows, n };
    in->room = n < PART_ROWS_MOST;
}

static void ask(struct part_form *f, const struct part_key *k)
{
    switch (k->kind) {
    case PART_TEXT:
    case PART_NUMBER:
    case PART_WORDS:
        text_ask(f, k);
        break;
    case PART_TEAM:
    case PART_TEAMS:
        team_ask(f, k);
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
    case PART_SPAN:
    case PART_MONEY:
    case PART_LONGER:
        halves_ask(f, k);
        break;
    case PART_WEEK:
        week_ask(f, k);
        break;
    case PART_LANGUAGES:
    case PART_LANGUAGES_BELOW:
        languages_ask(f, k);
        break;
    case PART_THINGS:
        rows_ask(f, k);
        break;
    }
}

void part_ask(struct part_form *f)
{
    f->input = ARENA_ARRAY(f->rq->a, struct designer_input, PART_INPUTS);
    f->n = 0;
    for (size_t i = 0; i < f->part->n_keys; i++) {
        bool words = f->part->key[i].kind == PART_LANGUAGES;
        if (i == 0 && !words && part_asks_code(f))
            code_ask(f);
        ask(f, &f->part->key[i]);
        if (i == 0 && words && part_asks_code(f))
            code_ask(f);
    }
}

/* -- the order of what was wrong -- */

static bool of_input(const struct designer_input *in, const char *field)
{
    const struct designer_language *text = in->texts.row;
    size_t n = strlen(in->name);

    if (strcmp(in->name, field) == 0 ||
        (in->things && strncmp(in->name, field, n) == 0 && field[n] == '.'))
        return true;
    for (size_t i = 0; i < in->texts.n; i++)
        if (strcmp(text[i].name, field) == 0)
            return true;
    return false;
}

static size_t place_of(const struct part_form *f, const struct field_error *e)
{
    size_t i = 0;

    while (e->field && i < f->n && !of_input(&f->input[i], e->field))
        i++;
    return i;
}

void part_order_errors(struct part_form *f)
{
    struct field_error *e = f->errors.e;

    for (size_t i = 1; i < f->errors.n; i++)
        for (size_t j = i; j > 0 && place_of(f, &e[j - 1]) > place_of(f, &e[j]); j--) {
            struct field_error one = e[j];
            e[j] = e[j - 1];
            e[j - 1] = one;
        }
}

static struct designer_table table_of(struct part_form *f, const struct part_key *k)
{
    const struct node *list = node_get(f->node, k->key);
    const struct pack_part *things = k->things;
    size_t there = filled(list) ? list->n : 0;
    struct designer_thing *thing = ARENA_ARRAY(f->rq->a, struct designer_thing, there);
    const char *into = f->at ? arena_printf(f->rq->a, "%s.%s", f->at, k->key) : k->key;
    size_t n = 0;

    for (size_t i = 0; i < there; i++) {
        const struct node *item = list->child[i];
        const struct node *code = things->code ? node_get(item, things->code) : NULL;
        const char *at = arena_printf(f->rq->a, "%s.%zu", into, i + 1);
        if (item->kind != NODE_MAP)
            continue;
        thing[n++] = (struct designer_thing){
            .name = pack_item_name(&f->words, item),
            .code = code && code->kind == NODE_TEXT ? code->text : NULL,
            .says = part_summary(&f->words, item),
            .href = parts_deeper(f->rq->a, f->top_part, f->item, at),
            .key = at,
            .up = i > 0,
        };
    }
    return (struct designer_table){
        .title = lang_text(f->rq->lang, things->title),
        .name = k->key,
        .things = { thing, n },
        .add = parts_deeper(f->rq->a, f->top_part, f->item, into),
    };
}

struct rows part_tables(struct part_form *f)
{
    struct designer_table *table = ARENA_ARRAY(f->rq->a, struct designer_table, PART_LISTS);
    size_t n = 0;

    for (size_t i = 0; f->node && i < f->part->n_keys && n < PART_LISTS; i++) {
        const struct part_key *k = &f->part->key[i];
        /* Those without rows in the form begin here. */
        if (k->kind == PART_THINGS && (k->things->rows == 0 || filled(node_get(f->node, k->key))))
            table[n++] = table_of(f, k);
    }
    return (struct rows){ table, n };
}
