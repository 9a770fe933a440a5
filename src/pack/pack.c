/*
 * Reading the YAML files of data/ with libcyaml: a schema per file, then our own structs.
 */
#include "pack/pack.h"

#include "base/buf.h"
#include "complaint/words.h"
#include "pack/yaml_words.h"
#include "web/embedded.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct text_y {
    char *en, *zh_hans, *zh_hant, *vi;
};

#define TEXT_FIELDS(T)                                                                             \
    CYAML_FIELD_STRING_PTR("en", CYAML_FLAG_POINTER, T, text.en, 0, CYAML_UNLIMITED),              \
        CYAML_FIELD_STRING_PTR("zh-Hans", CYAML_FLAG_POINTER, T, text.zh_hans, 0,                  \
                               CYAML_UNLIMITED),                                                   \
        CYAML_FIELD_STRING_PTR("zh-Hant", CYAML_FLAG_POINTER, T, text.zh_hant, 0,                  \
                               CYAML_UNLIMITED),                                                   \
        CYAML_FIELD_STRING_PTR("vi", CYAML_FLAG_POINTER, T, text.vi, 0, CYAML_UNLIMITED)
#define STRING(key, T, member)                                                                     \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, T, member, 0, CYAML_UNLIMITED)
#define OPTIONAL(key, T, member)                                                                   \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, T, member, 0,       \
                           CYAML_UNLIMITED)

static const cyaml_schema_value_t string_schema = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *,
                                                                       0, CYAML_UNLIMITED) };
static const cyaml_schema_value_t int_schema = { CYAML_VALUE_INT(CYAML_FLAG_DEFAULT, int) };

/* -- codes/NAME.yaml -- */

struct code_y {
    char *code;
    struct text_y text;
    bool amount, detail;
};
struct list_y {
    char *list;
    bool fixed;
    struct code_y *codes;
    unsigned codes_count;
};
static const cyaml_schema_field_t code_fields[] = {
    STRING("code", struct code_y, code),
    TEXT_FIELDS(struct code_y),
    CYAML_FIELD_BOOL("amount", CYAML_FLAG_OPTIONAL, struct code_y, amount),
    CYAML_FIELD_BOOL("detail", CYAML_FLAG_OPTIONAL, struct code_y, detail),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t code_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT,
                                                                      struct code_y, code_fields) };
static const cyaml_schema_field_t list_fields[] = {
    STRING("list", struct list_y, list),
    CYAML_FIELD_BOOL("fixed", CYAML_FLAG_DEFAULT, struct list_y, fixed),
    CYAML_FIELD_SEQUENCE("codes", CYAML_FLAG_POINTER, struct list_y, codes, &code_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t list_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER,
                                                                      struct list_y, list_fields) };

/* -- clocks.yaml -- */

struct clock_y {
    char *name;
    char **starts;
    unsigned starts_count;
    char **stops;
    unsigned stops_count;
    char *unit;
    int length;
    struct text_y text;
};
struct clocks_y {
    bool standard;
    struct clock_y *clocks;
    unsigned clocks_count;
    int update_hours, reminders, reviews;
};
static const cyaml_schema_field_t clock_fields[] = {
    STRING("name", struct clock_y, name),
    CYAML_FIELD_SEQUENCE("starts", CYAML_FLAG_POINTER, struct clock_y, starts, &string_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("stops", CYAML_FLAG_POINTER, struct clock_y, stops, &string_schema, 1,
                         CYAML_UNLIMITED),
    STRING("unit", struct clock_y, unit),
    CYAML_FIELD_INT("length", CYAML_FLAG_DEFAULT, struct clock_y, length),
    TEXT_FIELDS(struct clock_y),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t clock_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct clock_y, clock_fields) };
static const cyaml_schema_field_t clocks_fields[] = {
    CYAML_FIELD_BOOL("default", CYAML_FLAG_OPTIONAL, struct clocks_y, standard),
    CYAML_FIELD_SEQUENCE("clocks", CYAML_FLAG_POINTER, struct clocks_y, clocks, &clock_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_INT("update_hours", CYAML_FLAG_DEFAULT, struct clocks_y, update_hours),
    CYAML_FIELD_INT("reminders", CYAML_FLAG_DEFAULT, struct clocks_y, reminders),
    CYAML_FIELD_INT("reviews", CYAML_FLAG_DEFAULT, struct clocks_y, reviews),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t clocks_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct clocks_y, clocks_fields) };

/* -- calendar.yaml -- */

struct calendar_y {
    char *name;
    int *weekdays;
    unsigned weekdays_count;
    char **holidays;
    unsigned holidays_count;
    char **workdays;
    unsigned workdays_count;
};
struct calendars_y {
    struct calendar_y *calendars;
    unsigned calendars_count;
};
static const cyaml_schema_field_t calendar_fields[] = {
    STRING("name", struct calendar_y, name),
    CYAML_FIELD_SEQUENCE("weekdays", CYAML_FLAG_POINTER, struct calendar_y, weekdays, &int_schema,
                         1, 7),
    CYAML_FIELD_SEQUENCE("holidays", CYAML_FLAG_POINTER, struct calendar_y, holidays,
                         &string_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("workdays", CYAML_FLAG_POINTER, struct calendar_y, workdays,
                         &string_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t calendar_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct calendar_y, calendar_fields) };
static const cyaml_schema_field_t calendars_fields[] = {
    CYAML_FIELD_SEQUENCE("calendars", CYAML_FLAG_POINTER, struct calendars_y, calendars,
                         &calendar_schema, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t calendars_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct calendars_y, calendars_fields) };

/* -- priority.yaml and depth.yaml -- */

struct rule_y {
    char *id, *severity, *safety, *complexity, *impact, *need, *priority, *depth;
    int similar;
    struct text_y text;
};
struct span_y {
    int length;
    char *unit;
};
struct need_y {
    char *depth;
    bool plan, hear_complainant, hear_staff, cause;
    int evidence;
};
struct rules_y {
    struct span_y similar_within;
    struct rule_y *rules;
    unsigned rules_count;
    struct need_y *needs;
    unsigned needs_count;
};
static const cyaml_schema_field_t rule_fields[] = {
    STRING("id", struct rule_y, id),
    OPTIONAL("severity", struct rule_y, severity),
    OPTIONAL("safety", struct rule_y, safety),
    OPTIONAL("complexity", struct rule_y, complexity),
    OPTIONAL("impact", struct rule_y, impact),
    OPTIONAL("need", struct rule_y, need),
    OPTIONAL("priority", struct rule_y, priority),
    OPTIONAL("depth", struct rule_y, depth),
    CYAML_FIELD_INT("similar", CYAML_FLAG_OPTIONAL, struct rule_y, similar),
    TEXT_FIELDS(struct rule_y),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT,
                                                                      struct rule_y, rule_fields) };
static const cyaml_schema_field_t span_fields[] = {
    CYAML_FIELD_INT("length", CYAML_FLAG_DEFAULT, struct span_y, length),
    STRING("unit", struct span_y, unit),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t need_fields[] = {
    STRING("depth", struct need_y, depth),
    CYAML_FIELD_BOOL("plan", CYAML_FLAG_DEFAULT, struct need_y, plan),
    CYAML_FIELD_BOOL("hear_complainant", CYAML_FLAG_DEFAULT, struct need_y, hear_complainant),
    CYAML_FIELD_BOOL("hear_staff", CYAML_FLAG_DEFAULT, struct need_y, hear_staff),
    CYAML_FIELD_INT("evidence", CYAML_FLAG_DEFAULT, struct need_y, evidence),
    CYAML_FIELD_BOOL("cause", CYAML_FLAG_DEFAULT, struct need_y, cause),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t need_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT,
                                                                      struct need_y, need_fields) };
static const cyaml_schema_field_t rules_fields[] = {
    CYAML_FIELD_MAPPING("similar_within", CYAML_FLAG_OPTIONAL, struct rules_y, similar_within,
                        span_fields),
    CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER, struct rules_y, rules, &rule_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("needs", CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, struct rules_y,
                         needs, &need_schema, 0, 4),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rules_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct rules_y, rules_fields) };

/* -- repeat.yaml and significant.yaml -- */

struct points_y {
    int complainant, product, subject, words;
};
struct repeat_y {
    struct points_y points;
    struct span_y within;
    int shown_from;
};
static const cyaml_schema_field_t points_fields[] = {
    CYAML_FIELD_INT("complainant", CYAML_FLAG_DEFAULT, struct points_y, complainant),
    CYAML_FIELD_INT("product", CYAML_FLAG_DEFAULT, struct points_y, product),
    CYAML_FIELD_INT("subject", CYAML_FLAG_DEFAULT, struct points_y, subject),
    CYAML_FIELD_INT("words", CYAML_FLAG_DEFAULT, struct points_y, words),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t repeat_fields[] = {
    CYAML_FIELD_MAPPING("points", CYAML_FLAG_DEFAULT, struct repeat_y, points, points_fields),
    CYAML_FIELD_MAPPING("within", CYAML_FLAG_DEFAULT, struct repeat_y, within, span_fields),
    CYAML_FIELD_INT("shown_from", CYAML_FLAG_DEFAULT, struct repeat_y, shown_from),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t repeat_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct repeat_y, repeat_fields) };

struct significant_y {
    char **alerting;
    unsigned alerting_count;
    char *many_from, *currency;
    int64_t amount;
};
static const cyaml_schema_field_t significant_fields[] = {
    CYAML_FIELD_SEQUENCE("alerting", CYAML_FLAG_POINTER, struct significant_y, alerting,
                         &string_schema, 0, CYAML_UNLIMITED),
    STRING("many_from", struct significant_y, many_from),
    CYAML_FIELD_INT("amount", CYAML_FLAG_DEFAULT, struct significant_y, amount),
    STRING("currency", struct significant_y, currency),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t significant_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct significant_y, significant_fields) };

/* -- reading -- */

static struct bytes pack_bytes(struct arena *a, const char *data, const char *name)
{
    const char *own = data ? arena_printf(a, "%s/data/%s", data, name) : NULL;
    const struct embedded *file = embedded_find(arena_printf(a, "data/%s", name));
    FILE *f = own ? fopen(own, "re") : NULL;
    struct buf b = buf_new(a);
    char piece[4096];
    size_t n;

    if (!f)
        return file ? (struct bytes){ file->s, file->n } : (struct bytes){ 0 };
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&b, piece, n);
    fclose(f);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

static bool yaml_read(struct arena *a, const char *data, const char *name,
                      const cyaml_schema_value_t *schema, void **out, struct err *err)
{
    struct bytes text = pack_bytes(a, data, name);
    struct err words = { 0 };
    cyaml_config_t config = {
        .log_fn = yaml_words, .log_ctx = &words, .log_level = CYAML_LOG_WARNING, .mem_fn = cyaml_mem
    };
    cyaml_err_t rc =
        text.n == 0 ? CYAML_ERR_FILE_OPEN
                    : cyaml_load_data(text.s, text.n, &config, schema, (cyaml_data_t **)out, NULL);

    if (rc == CYAML_OK)
        return true;
    err_internal(err, "data/%s: %s", name, words.detail[0] ? words.detail : cyaml_strerror(rc));
    return false;
}

static void yaml_free(const cyaml_schema_value_t *schema, void *value)
{
    static const cyaml_config_t config = { .mem_fn = cyaml_mem };

    cyaml_free(&config, schema, value, 0);
}

static struct pack_text pack_text(struct arena *a, const struct text_y *t)
{
    return (struct pack_text){ { arena_str(a, t->en), arena_str(a, t->zh_hans),
                                 arena_str(a, t->zh_hant), arena_str(a, t->vi) } };
}

static const char *joined(struct arena *a, char *const *words, unsigned n)
{
    struct buf b = buf_new(a);

    for (unsigned i = 0; i < n; i++) {
        if (i > 0)
            buf_char(&b, ' ');
        buf_str(&b, words[i]);
    }
    return buf_text(&b);
}

/* Every file below data/codes/, built in; sorted by name. */
static bool lists_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    static const char folder[] = "data/codes/";
    struct pack_list *lists = ARENA_ARRAY(a, struct pack_list, embedded_count);

    for (size_t i = 0; i < embedded_count; i++) {
        struct list_y *y = NULL;
        struct pack_code *codes;
        if (strncmp(embedded_files[i].path, folder, strlen(folder)) != 0)
            continue;
        if (!yaml_read(a, data, embedded_files[i].path + strlen("data/"), &list_schema, (void **)&y,
                       err))
            return false;
        codes = ARENA_ARRAY(a, struct pack_code, y->codes_count);
        for (unsigned j = 0; j < y->codes_count; j++)
            codes[j] =
                (struct pack_code){ arena_str(a, y->codes[j].code), pack_text(a, &y->codes[j].text),
                                    y->codes[j].amount, y->codes[j].detail };
        lists[p->n_lists++] =
            (struct pack_list){ arena_str(a, y->list), y->fixed, codes, y->codes_count };
        yaml_free(&list_schema, y);
    }
    p->list = lists;
    return true;
}

static bool clocks_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct pack_clock *clocks;
    struct clocks_y *y = NULL;

    if (!yaml_read(a, data, "clocks.yaml", &clocks_schema, (void **)&y, err))
        return false;
    clocks = ARENA_ARRAY(a, struct pack_clock, y->clocks_count);
    for (unsigned i = 0; i < y->clocks_count; i++)
        clocks[i] = (struct pack_clock){
            .name = arena_str(a, y->clocks[i].name),
            .starts = joined(a, y->clocks[i].starts, y->clocks[i].starts_count),
            .stops = joined(a, y->clocks[i].stops, y->clocks[i].stops_count),
            .unit = arena_str(a, y->clocks[i].unit),
            .length = y->clocks[i].length,
            .text = pack_text(a, &y->clocks[i].text),
        };
    p->clock = clocks;
    p->n_clocks = y->clocks_count;
    p->update_hours = y->update_hours;
    p->reminders = y->reminders;
    p->reviews = y->reviews;
    yaml_free(&clocks_schema, y);
    return true;
}

static const char *numbers(struct arena *a, const int *n, unsigned count)
{
    struct buf b = buf_new(a);

    for (unsigned i = 0; i < count; i++)
        buf_printf(&b, "%s%d", i > 0 ? " " : "", n[i]);
    return buf_text(&b);
}

static bool calendars_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct pack_calendar *calendars;
    struct calendars_y *y = NULL;

    if (!yaml_read(a, data, "calendar.yaml", &calendars_schema, (void **)&y, err))
        return false;
    calendars = ARENA_ARRAY(a, struct pack_calendar, y->calendars_count);
    for (unsigned i = 0; i < y->calendars_count; i++) {
        const struct calendar_y *c = &y->calendars[i];
        calendars[i] = (struct pack_calendar){ arena_str(a, c->name),
                                               numbers(a, c->weekdays, c->weekdays_count),
                                               joined(a, c->holidays, c->holidays_count),
                                               joined(a, c->workdays, c->workdays_count) };
    }
    p->calendar = calendars;
    p->n_calendars = y->calendars_count;
    yaml_free(&calendars_schema, y);
    return true;
}

/* The value of a word in a rule table; a word that is none is the file's fault. */
static int word_read(const struct words *list, const char *word, const char *file, struct err *err)
{
    int value = word_value(list, word);

    if (word && value == 0)
        err_internal(err, "data/%s: \"%s\" is no %s", file, word, list->name);
    return value;
}

static bool priority_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    static const char file[] = "priority.yaml";
    struct priority_rule *rules;
    struct pack_text *texts;
    struct rules_y *y = NULL;

    if (!yaml_read(a, data, file, &rules_schema, (void **)&y, err))
        return false;
    rules = ARENA_ARRAY(a, struct priority_rule, y->rules_count);
    texts = ARENA_ARRAY(a, struct pack_text, y->rules_count);
    for (unsigned i = 0; i < y->rules_count; i++) {
        const struct rule_y *r = &y->rules[i];
        rules[i] = (struct priority_rule){
            .id = arena_str(a, r->id),
            .severity = word_read(&severity_words, r->severity, file, err),
            .safety = word_read(&safety_words, r->safety, file, err),
            .complexity = word_read(&complexity_words, r->complexity, file, err),
            .impact = word_read(&impact_words, r->impact, file, err),
            .need = word_read(&yes_no_words, r->need, file, err),
            .priority = word_read(&priority_words, r->priority, file, err),
        };
        texts[i] = pack_text(a, &r->text);
    }
    p->priority = rules;
    p->priority_text = texts;
    p->n_priority = y->rules_count;
    yaml_free(&rules_schema, y);
    return err->kind == ERR_NONE;
}

static void needs_load(const struct rules_y *y, struct pack *p, struct err *err)
{
    for (unsigned i = 0; i < y->needs_count; i++) {
        const struct need_y *n = &y->needs[i];
        int depth = word_read(&depth_words, n->depth, "depth.yaml", err);
        p->needs[depth] = (struct depth_needs){ n->plan, n->hear_complainant, n->hear_staff,
                                                n->evidence, n->cause };
    }
}

static bool depth_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    static const char file[] = "depth.yaml";
    struct depth_rule *rules;
    struct pack_text *texts;
    struct rules_y *y = NULL;

    if (!yaml_read(a, data, file, &rules_schema, (void **)&y, err))
        return false;
    rules = ARENA_ARRAY(a, struct depth_rule, y->rules_count);
    texts = ARENA_ARRAY(a, struct pack_text, y->rules_count);
    for (unsigned i = 0; i < y->rules_count; i++) {
        const struct rule_y *r = &y->rules[i];
        rules[i] = (struct depth_rule){ arena_str(a, r->id),
                                        word_read(&severity_words, r->severity, file, err),
                                        r->similar, word_read(&depth_words, r->depth, file, err) };
        texts[i] = pack_text(a, &r->text);
    }
    p->depth = rules;
    p->depth_text = texts;
    p->n_depth = y->rules_count;
    p->similar_months = y->similar_within.length;
    needs_load(y, p, err);
    yaml_free(&rules_schema, y);
    return err->kind == ERR_NONE;
}

static bool repeat_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct repeat_y *y = NULL;

    if (!yaml_read(a, data, "repeat.yaml", &repeat_schema, (void **)&y, err))
        return false;
    p->repeat =
        (struct repeat_weights){ y->points.complainant, y->points.product, y->points.subject,
                                 y->points.words,       y->within.length,  y->shown_from };
    yaml_free(&repeat_schema, y);
    return true;
}

static bool significant_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct significant_y *y = NULL;

    if (!yaml_read(a, data, "significant.yaml", &significant_schema, (void **)&y, err))
        return false;
    p->significance.many = word_read(&impact_words, y->many_from, "significant.yaml", err);
    p->significance.amount = y->amount;
    p->significance.currency = arena_str(a, y->currency);
    for (unsigned i = 0; i < y->alerting_count; i++)
        for (int place = 0; place < SIGNALS; place++)
            if (signal_code(place) && strcmp(signal_code(place), y->alerting[i]) == 0)
                p->significance.alerting |= 1u << place;
    yaml_free(&significant_schema, y);
    return err->kind == ERR_NONE;
}

bool pack_load(struct arena *a, const char *data, const struct pack **out, struct err *err)
{
    struct pack *p = ARENA_NEW(a, struct pack);

    *out = p;
    return lists_load(a, data, p, err) && clocks_load(a, data, p, err) &&
           calendars_load(a, data, p, err) && priority_load(a, data, p, err) &&
           depth_load(a, data, p, err) && repeat_load(a, data, p, err) &&
           significant_load(a, data, p, err);
}

const struct pack_text *pack_priority_text(const struct pack *p, const char *rule)
{
    for (size_t i = 0; rule && i < p->n_priority; i++)
        if (strcmp(p->priority[i].id, rule) == 0)
            return &p->priority_text[i];
    return NULL;
}
