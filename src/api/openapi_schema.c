/* From field tables to JSON Schema: types, lengths, choices, what may be null. */
#include "api/openapi.h"

#include "api/api_view.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { NAME = 80 };

/* "struct api_me_role" → "MeRole", "MeRoleInput" for what is sent. */
static void schema_name(const struct record *r, enum schema_use use, char out[NAME])
{
    const char *s = r->name;
    size_t n = 0;
    bool up = true;

    if (strncmp(s, "struct ", 7) == 0)
        s += 7;
    if (strncmp(s, "api_", 4) == 0)
        s += 4;
    for (; *s && n + 6 < NAME; s++) {
        if (*s == '_') {
            up = true;
            continue;
        }
        out[n++] = up ? (char)toupper((unsigned char)*s) : *s;
        up = false;
    }
    out[n] = '\0';
    if (use == SCHEMA_REQUEST)
        snprintf(out + n, NAME - n, "Input");
}

static const char *type_of(enum field_kind kind)
{
    switch (kind) {
    case FIELD_BOOL:
        return "boolean";
    case FIELD_INT:
    case FIELD_INT64:
        return "integer";
    case FIELD_TEXT:
    case FIELD_BYTES:
    case FIELD_DATE:
    case FIELD_INSTANT:
    case FIELD_SECRET:
    case FIELD_HTML:
        return "string";
    case FIELD_ROWS:
        return "array";
    case FIELD_ONE:
        return "object";
    }
    return "string";
}

/* Numbers and truth are always set, and so are lists; what is required is never null. */
static bool nullable(const struct field *f)
{
    return !f->required && f->kind != FIELD_BOOL && f->kind != FIELD_INT &&
           f->kind != FIELD_INT64 && f->kind != FIELD_ROWS;
}

static void type_put(json_t *schema, const struct field *f, enum schema_use use)
{
    const char *type = type_of(f->kind);

    if (nullable(f) || (use == SCHEMA_REQUEST && !f->required))
        json_object_set_new(schema, "type", json_pack("[ss]", type, "null"));
    else
        json_object_set_new(schema, "type", json_string(type));
    if (f->kind == FIELD_DATE)
        json_object_set_new(schema, "format", json_string("date"));
    if (f->kind == FIELD_INSTANT)
        json_object_set_new(schema, "format", json_string("date-time"));
    if (f->kind == FIELD_INT || f->kind == FIELD_INT64)
        json_object_set_new(schema, "format",
                            json_string(f->kind == FIELD_INT ? "int32" : "int64"));
}

static void choices_put(json_t *schema, const struct record *r, const struct field *f,
                        enum schema_use use)
{
    const struct words *words = api_words(r, f->name);
    json_t *list = json_array();

    for (const char *const *choice = f->choices; choice && *choice; choice++)
        json_array_append_new(list, json_string(*choice));
    for (int i = 1; words && i < words->n; i++)
        if (word_code(words, i))
            json_array_append_new(list, json_string(word_code(words, i)));
    if (json_array_size(list) > 0) {
        if (nullable(f) || (use == SCHEMA_REQUEST && !f->required))
            json_array_append_new(list, json_null());
        json_object_set(schema, "enum", list);
    }
    json_decref(list);
}

static bool is_text(const struct field *f)
{
    return f->kind == FIELD_TEXT || f->kind == FIELD_SECRET;
}

/* References and null need `anyOf`; plain kinds have a list of types. */
json_t *schema_field(json_t *schemas, const struct record *r, const struct field *f,
                     enum schema_use use)
{
    json_t *schema = json_object();

    if (f->kind == FIELD_ONE) {
        json_object_set_new(schema, "anyOf",
                            json_pack("[o{ss}]", schema_ref(schemas, f->sub, use), "type", "null"));
    } else {
        type_put(schema, f, use);
        choices_put(schema, r, f, use);
    }
    if (f->kind == FIELD_ROWS)
        json_object_set_new(schema, "items", schema_ref(schemas, f->sub, use));
    if (use == SCHEMA_REQUEST && is_text(f)) {
        json_object_set_new(schema, "maxLength", json_integer(f->max > 0 ? f->max : FIELD_MAX));
        if (f->required)
            json_object_set_new(schema, "minLength", json_integer(1));
    }
    if (f->help)
        json_object_set_new(schema, "description", json_string(f->help));
    return schema;
}

static json_t *schema_of(json_t *schemas, const struct record *r, enum schema_use use)
{
    json_t *properties = json_object(), *required = json_array();

    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        json_object_set_new(properties, f->name, schema_field(schemas, r, f, use));
        if (use == SCHEMA_RESPONSE || f->required)
            json_array_append_new(required, json_string(f->name));
    }
    return use == SCHEMA_REQUEST
               ? json_pack("{ss so so sb}", "type", "object", "properties", properties, "required",
                           required, "additionalProperties", false)
               : json_pack("{ss so so}", "type", "object", "properties", properties, "required",
                           required);
}

json_t *schema_ref(json_t *schemas, const struct record *r, enum schema_use use)
{
    char name[NAME];
    char ref[NAME + 24];

    schema_name(r, use, name);
    if (!json_object_get(schemas, name)) {
        json_object_set_new(schemas, name, json_object()); /* before what refers back to it */
        json_object_set_new(schemas, name, schema_of(schemas, r, use));
    }
    snprintf(ref, sizeof ref, "#/components/schemas/%s", name);
    return json_pack("{ss}", "$ref", ref);
}
