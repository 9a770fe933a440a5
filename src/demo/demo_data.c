#include "demo/demo_data.h"

#include "i18n/lang.h"
#include "pack/yaml_words.h"
#include "web/embedded.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
#define TEXT(T, m) CYAML_FIELD_STRING_PTR(#m, CYAML_FLAG_POINTER, T, m, 0, CYAML_UNLIMITED)
#define MAYBE(T, m) CYAML_FIELD_STRING_PTR(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, T, m, 0, CYAML_UNLIMITED)
#define LIST(T, m, schema) CYAML_FIELD_SEQUENCE(#m, CYAML_FLAG_POINTER, T, m, schema, 0, CYAML_UNLIMITED)
#define LANGUAGES(T) \
    CYAML_FIELD_STRING_PTR("en", CYAML_FLAG_POINTER, T, text.en, 0, CYAML_UNLIMITED), \
    CYAML_FIELD_STRING_PTR("zh-Hans", CYAML_FLAG_POINTER, T, text.zh_hans, 0, CYAML_UNLIMITED), \
    CYAML_FIELD_STRING_PTR("zh-Hant", CYAML_FLAG_POINTER, T, text.zh_hant, 0, CYAML_UNLIMITED), \
    CYAML_FIELD_STRING_PTR("vi", CYAML_FLAG_POINTER, T, text.vi, 0, CYAML_UNLIMITED)
#define ROW(name, T, fields) \
    static const cyaml_schema_value_t name = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, T, fields) }
#define TOP(name, T, fields) \
    static const cyaml_schema_value_t name = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, T, fields) }

#define T struct demo_team
static const cyaml_schema_field_t team_fields[] = {
    TEXT(T, name), TEXT(T, kind), MAYBE(T, parent), CYAML_FIELD_END
};
ROW(team_schema, T, team_fields);
#undef T
#define T struct demo_person
static const cyaml_schema_field_t person_fields[] = {
    TEXT(T, login), TEXT(T, name), TEXT(T, role), TEXT(T, team),
    CYAML_FIELD_INT("limit", CYAML_FLAG_OPTIONAL, T, limit), CYAML_FIELD_END
};
ROW(person_schema, T, person_fields);
#undef T
static const cyaml_schema_field_t class_fields[] = {
    TEXT(struct demo_class, code), LANGUAGES(struct demo_class), CYAML_FIELD_END
};
ROW(class_schema, struct demo_class, class_fields);
#define T struct demo_outsider
static const cyaml_schema_field_t outsider_fields[] = {
    TEXT(T, name), TEXT(T, kind), TEXT(T, contact), TEXT(T, email), TEXT(T, language),
    CYAML_FIELD_END
};
ROW(outsider_schema, T, outsider_fields);
#undef T
#define T struct demo_organisation
static const cyaml_schema_field_t organisation_fields[] = {
    TEXT(T, name), TEXT(T, hotline), LIST(T, teams, &team_schema),
    LIST(T, people, &person_schema), LIST(T, classes, &class_schema),
    LIST(T, outsiders, &outsider_schema), CYAML_FIELD_END
};
TOP(organisation_schema, T, organisation_fields);
#undef T

static const cyaml_schema_field_t phrase_fields[] = {
    TEXT(struct demo_phrase, word), LANGUAGES(struct demo_phrase), CYAML_FIELD_END
};
ROW(phrase_schema, struct demo_phrase, phrase_fields);
static const cyaml_schema_field_t phrases_fields[] = {
    LIST(struct demo_phrases, phrases, &phrase_schema), CYAML_FIELD_END
};
TOP(phrases_schema, struct demo_phrases, phrases_fields);

static const cyaml_schema_value_t word_schema = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)
};
static const cyaml_schema_field_t road_fields[] = {
    TEXT(struct demo_road, name), LIST(struct demo_road, steps, &word_schema), CYAML_FIELD_END
};
ROW(road_schema, struct demo_road, road_fields);
static const cyaml_schema_field_t roads_fields[] = {
    LIST(struct demo_roads, roads, &road_schema), CYAML_FIELD_END
};
TOP(roads_schema, struct demo_roads, roads_fields);

#define T struct demo_complaint
static const cyaml_schema_field_t complaint_fields[] = {
    TEXT(T, language), TEXT(T, road), TEXT(T, team), TEXT(T, channel), TEXT(T, class),
    TEXT(T, problem), TEXT(T, privacy), MAYBE(T, type), MAYBE(T, scope),
    CYAML_FIELD_INT("days", CYAML_FLAG_DEFAULT, T, days),
    CYAML_FIELD_INT("amount", CYAML_FLAG_OPTIONAL, T, amount),
    CYAML_FIELD_INT("cost", CYAML_FLAG_OPTIONAL, T, cost),
    CYAML_FIELD_INT("also_amount", CYAML_FLAG_OPTIONAL, T, also_amount),
    MAYBE(T, who), TEXT(T, subject), MAYBE(T, product), TEXT(T, text), MAYBE(T, want),
    MAYBE(T, point), MAYBE(T, found), MAYBE(T, severity), MAYBE(T, safety), MAYBE(T, need),
    MAYBE(T, measure), MAYBE(T, impact), MAYBE(T, signals), MAYBE(T, outcome), MAYBE(T, remedy),
    MAYBE(T, cause), MAYBE(T, also), MAYBE(T, fund), MAYBE(T, outsider), MAYBE(T, ask),
    MAYBE(T, answer),
    CYAML_FIELD_BOOL("conflict", CYAML_FLAG_OPTIONAL, T, conflict),
    CYAML_FIELD_BOOL("file", CYAML_FLAG_OPTIONAL, T, file), CYAML_FIELD_END
};
ROW(complaint_schema, T, complaint_fields);
#undef T
static const cyaml_schema_field_t complaints_fields[] = {
    LIST(struct demo_complaints, cases, &complaint_schema), CYAML_FIELD_END
};
TOP(complaints_schema, struct demo_complaints, complaints_fields);
/* clang-format on */

static bool file_load(const char *name, const cyaml_schema_value_t *schema, void **out,
                      struct err *err)
{
    const struct embedded *file = embedded_find(name);
    struct err words = { 0 };
    cyaml_config_t config = {
        .log_fn = yaml_words, .log_ctx = &words, .log_level = CYAML_LOG_WARNING, .mem_fn = cyaml_mem
    };

    if (file &&
        cyaml_load_data(file->s, file->n, &config, schema, (cyaml_data_t **)out, NULL) == CYAML_OK)
        return true;
    return err_internal(err, "%s: %s", name, words.detail);
}

bool demo_data_load(struct demo_data *out, struct err *err)
{
    return file_load("data/demo/organisation.yaml", &organisation_schema,
                     (void **)&out->organisation, err) &&
           file_load("data/demo/phrases.yaml", &phrases_schema, (void **)&out->phrases, err) &&
           file_load("data/demo/roads.yaml", &roads_schema, (void **)&out->roads, err) &&
           file_load("data/demo/cases.yaml", &complaints_schema, (void **)&out->complaints, err);
}

void demo_data_free(struct demo_data *d)
{
    static const cyaml_config_t config = { .mem_fn = cyaml_mem };

    cyaml_free(&config, &organisation_schema, d->organisation, 0);
    cyaml_free(&config, &phrases_schema, d->phrases, 0);
    cyaml_free(&config, &roads_schema, d->roads, 0);
    cyaml_free(&config, &complaints_schema, d->complaints, 0);
    *d = (struct demo_data){ 0 };
}

const char *demo_text_in(const struct demo_text *t, const char *language)
{
    const struct lang *l = lang_by_tag(language);
    const char *const in[LANGS] = { t->en, t->zh_hans, t->zh_hant, t->vi };

    return in[l ? l->index : 0];
}

const char *demo_phrase(const struct demo_data *d, const char *word, const char *language)
{
    for (unsigned i = 0; i < d->phrases->phrases_count; i++)
        if (strcmp(d->phrases->phrases[i].word, word) == 0)
            return demo_text_in(&d->phrases->phrases[i].text, language);
    return word;
}

const struct demo_road *demo_road(const struct demo_data *d, const char *name)
{
    for (unsigned i = 0; i < d->roads->roads_count; i++)
        if (strcmp(d->roads->roads[i].name, name) == 0)
            return &d->roads->roads[i];
    return NULL;
}
