/* The tables that rules decide by: priority, depth, likely repeats, what is significant. */
#include "pack/pack_file.h"

#include <string.h>

static const cyaml_schema_value_t string_schema = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *,
                                                                       0, CYAML_UNLIMITED) };

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
    int64_t amount, affected_from;
};
static const cyaml_schema_field_t significant_fields[] = {
    CYAML_FIELD_SEQUENCE("alerting", CYAML_FLAG_POINTER, struct significant_y, alerting,
                         &string_schema, 0, CYAML_UNLIMITED),
    STRING("many_from", struct significant_y, many_from),
    CYAML_FIELD_INT("affected_from", CYAML_FLAG_OPTIONAL, struct significant_y, affected_from),
    CYAML_FIELD_INT("amount", CYAML_FLAG_DEFAULT, struct significant_y, amount),
    STRING("currency", struct significant_y, currency),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t significant_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct significant_y, significant_fields) };

/* -- reading -- */

static bool priority_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    static const char file[] = "priority.yaml";
    struct priority_rule *rules;
    struct pack_text *texts;
    struct rules_y *y = NULL;

    if (!pack_file_read(a, data, file, &rules_schema, (void **)&y, err))
        return false;
    rules = ARENA_ARRAY(a, struct priority_rule, y->rules_count);
    texts = ARENA_ARRAY(a, struct pack_text, y->rules_count);
    for (unsigned i = 0; i < y->rules_count; i++) {
        const struct rule_y *r = &y->rules[i];
        rules[i] = (struct priority_rule){
            .id = arena_str(a, r->id),
            .severity = pack_word(a, data, file, &severity_words, r->severity, err),
            .safety = pack_word(a, data, file, &safety_words, r->safety, err),
            .complexity = pack_word(a, data, file, &complexity_words, r->complexity, err),
            .impact = pack_word(a, data, file, &impact_words, r->impact, err),
            .need = pack_word(a, data, file, &yes_no_words, r->need, err),
            .priority = pack_word(a, data, file, &priority_words, r->priority, err),
        };
        texts[i] = pack_text(a, &r->text);
    }
    p->priority = rules;
    p->priority_text = texts;
    p->n_priority = y->rules_count;
    pack_file_free(&rules_schema, y);
    return err->kind == ERR_NONE;
}

static void needs_load(struct arena *a, const char *data, const struct rules_y *y, struct pack *p,
                       struct err *err)
{
    for (unsigned i = 0; i < y->needs_count; i++) {
        const struct need_y *n = &y->needs[i];
        int depth = pack_word(a, data, "depth.yaml", &depth_words, n->depth, err);
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

    if (!pack_file_read(a, data, file, &rules_schema, (void **)&y, err))
        return false;
    rules = ARENA_ARRAY(a, struct depth_rule, y->rules_count);
    texts = ARENA_ARRAY(a, struct pack_text, y->rules_count);
    for (unsigned i = 0; i < y->rules_count; i++) {
        const struct rule_y *r = &y->rules[i];
        rules[i] = (struct depth_rule){ arena_str(a, r->id),
                                        pack_word(a, data, file, &severity_words, r->severity, err),
                                        r->similar,
                                        pack_word(a, data, file, &depth_words, r->depth, err) };
        texts[i] = pack_text(a, &r->text);
    }
    p->depth = rules;
    p->depth_text = texts;
    p->n_depth = y->rules_count;
    p->similar_months = y->similar_within.length;
    needs_load(a, data, y, p, err);
    pack_file_free(&rules_schema, y);
    return err->kind == ERR_NONE;
}

static bool repeat_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct repeat_y *y = NULL;

    if (!pack_file_read(a, data, "repeat.yaml", &repeat_schema, (void **)&y, err))
        return false;
    p->repeat =
        (struct repeat_weights){ y->points.complainant, y->points.product, y->points.subject,
                                 y->points.words,       y->within.length,  y->shown_from };
    pack_file_free(&repeat_schema, y);
    return true;
}

static bool significant_load(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct significant_y *y = NULL;

    if (!pack_file_read(a, data, "significant.yaml", &significant_schema, (void **)&y, err))
        return false;
    p->significance.many = pack_word(a, data, "significant.yaml", &impact_words, y->many_from, err);
    p->significance.amount = y->amount;
    p->significance.affected = y->affected_from;
    p->significance.currency = arena_str(a, y->currency);
    for (unsigned i = 0; i < y->alerting_count; i++)
        for (int place = 0; place < SIGNALS; place++)
            if (signal_code(place) && strcmp(signal_code(place), y->alerting[i]) == 0)
                p->significance.alerting |= 1u << place;
    pack_file_free(&significant_schema, y);
    return err->kind == ERR_NONE;
}

bool pack_rules(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    return priority_load(a, data, p, err) && depth_load(a, data, p, err) &&
           repeat_load(a, data, p, err) && significant_load(a, data, p, err);
}
