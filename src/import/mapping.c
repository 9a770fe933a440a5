/* Mapping files by libcyaml: a schema, then structs of our own. */
#include "import/mapping.h"

#include "base/buf.h"
#include "pack/yaml_words.h"
#include "web/embedded.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct value_y {
    char *is, *becomes;
};
struct field_y {
    char *to, *column, *text, *join, *otherwise, *empty, *date;
    char **lines;
    unsigned lines_count;
    char **dates;
    unsigned dates_count;
    struct value_y *values;
    unsigned values_count;
    bool keep_blanks;
};
struct entry_y {
    char *each;
    struct field_y *fields;
    unsigned fields_count;
};
struct mapping_y {
    char *source, *format, *delimiter, *zone;
    bool add_classes;
    struct field_y *fields;
    unsigned fields_count;
    struct entry_y *entries;
    unsigned entries_count;
};

#define TEXT(key, T, member, flags)                                                                \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | (flags), T, member, 0, CYAML_UNLIMITED)
#define LIST(key, T, member, schema)                                                               \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, T, member, schema, 0,      \
                         CYAML_UNLIMITED)

/* clang-format off */
static const cyaml_schema_value_t text_schema = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)
};
static const cyaml_schema_field_t value_fields[] = {
    TEXT("is", struct value_y, is, CYAML_FLAG_DEFAULT),
    TEXT("becomes", struct value_y, becomes, CYAML_FLAG_DEFAULT),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t value_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct value_y, value_fields)
};
static const cyaml_schema_field_t field_fields[] = {
    TEXT("to", struct field_y, to, CYAML_FLAG_DEFAULT),
    TEXT("column", struct field_y, column, CYAML_FLAG_OPTIONAL),
    TEXT("text", struct field_y, text, CYAML_FLAG_OPTIONAL),
    LIST("lines", struct field_y, lines, &text_schema),
    TEXT("join", struct field_y, join, CYAML_FLAG_OPTIONAL),
    LIST("values", struct field_y, values, &value_schema),
    TEXT("otherwise", struct field_y, otherwise, CYAML_FLAG_OPTIONAL),
    TEXT("empty", struct field_y, empty, CYAML_FLAG_OPTIONAL),
    TEXT("date", struct field_y, date, CYAML_FLAG_OPTIONAL),
    LIST("dates", struct field_y, dates, &text_schema),
    CYAML_FIELD_BOOL("keep_blanks", CYAML_FLAG_OPTIONAL, struct field_y, keep_blanks),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t field_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct field_y, field_fields)
};
static const cyaml_schema_field_t entry_fields[] = {
    TEXT("each", struct entry_y, each, CYAML_FLAG_OPTIONAL),
    LIST("fields", struct entry_y, fields, &field_schema),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t entry_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry_y, entry_fields)
};
static const cyaml_schema_field_t mapping_fields[] = {
    TEXT("source", struct mapping_y, source, CYAML_FLAG_DEFAULT),
    TEXT("format", struct mapping_y, format, CYAML_FLAG_OPTIONAL),
    TEXT("delimiter", struct mapping_y, delimiter, CYAML_FLAG_OPTIONAL),
    TEXT("zone", struct mapping_y, zone, CYAML_FLAG_OPTIONAL),
    CYAML_FIELD_BOOL("add_classes", CYAML_FLAG_OPTIONAL, struct mapping_y, add_classes),
    LIST("fields", struct mapping_y, fields, &field_schema),
    LIST("entries", struct mapping_y, entries, &entry_schema),
    CYAML_FIELD_END
};
static const cyaml_schema_value_t mapping_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct mapping_y, mapping_fields)
};
/* clang-format on */

static bool wrong(struct err *err, const char *what, const char *word)
{
    err_set(err, ERR_INVALID, N_("The mapping file cannot be used: {why}"));
    err_arg(err, "why", what);
    if (word && !err->detail[0])
        snprintf(err->detail, sizeof err->detail, "%s", word);
    return false;
}

static const char **texts(struct arena *a, char *const *from, unsigned n)
{
    const char **to = ARENA_ARRAY(a, const char *, n);

    for (unsigned i = 0; i < n; i++)
        to[i] = arena_str(a, from[i]);
    return to;
}

static const char **one_text(struct arena *a, const char *text)
{
    const char **to = ARENA_NEW(a, const char *);

    *to = text;
    return to;
}

/* `column: X` is short for the text "{X}". */
static bool field_from(struct arena *a, const struct field_y *y, struct map_field *f,
                       struct err *err)
{
    if (!!y->column + !!y->text + !!y->lines_count > 1)
        return wrong(err, "a field has one of column, text and lines", y->to);
    f->n_from = y->lines_count;
    f->from = texts(a, y->lines, y->lines_count);
    if (y->column) {
        struct buf b = buf_new(a);
        buf_char(&b, '{');
        buf_str(&b, y->column);
        buf_char(&b, '}');
        f->from = one_text(a, buf_text(&b));
        f->n_from = 1;
    }
    if (y->text) {
        f->from = one_text(a, arena_str(a, y->text));
        f->n_from = 1;
    }
    return true;
}

static void field_values(struct arena *a, const struct field_y *y, struct map_field *f)
{
    struct map_value *values = ARENA_ARRAY(a, struct map_value, y->values_count);

    for (unsigned i = 0; i < y->values_count; i++)
        values[i] =
            (struct map_value){ y->values[i].is ? arena_str(a, y->values[i].is) : "",
                                y->values[i].becomes ? arena_str(a, y->values[i].becomes) : "" };
    f->value = values;
    f->n_values = y->values_count;
}

static bool field_read_y(struct arena *a, const struct field_y *y, struct map_field *f,
                         struct err *err)
{
    *f = (struct map_field){ .to = arena_str(a, y->to),
                             .join = y->join ? arena_str(a, y->join) : "\n",
                             .otherwise = arena_str(a, y->otherwise),
                             .empty = arena_str(a, y->empty),
                             .date = texts(a, y->dates, y->dates_count),
                             .n_dates = y->dates_count,
                             .keep_blanks = y->keep_blanks };
    if (y->date && y->dates_count > 0)
        return wrong(err, "a field has one of date and dates", y->to);
    if (y->date) {
        f->date = one_text(a, arena_str(a, y->date));
        f->n_dates = 1;
    }
    field_values(a, y, f);
    return field_from(a, y, f, err);
}

static bool fields_read(struct arena *a, const struct field_y *y, unsigned n,
                        struct map_fields *out, struct err *err)
{
    struct map_field *fields = ARENA_ARRAY(a, struct map_field, n);

    *out = (struct map_fields){ fields, n };
    for (unsigned i = 0; i < n; i++)
        if (!field_read_y(a, &y[i], &fields[i], err))
            return false;
    return true;
}

static bool entries_read(struct arena *a, const struct mapping_y *y, struct mapping *out,
                         struct err *err)
{
    struct map_entry *entries = ARENA_ARRAY(a, struct map_entry, y->entries_count);

    out->entry = entries;
    out->n_entries = y->entries_count;
    for (unsigned i = 0; i < y->entries_count; i++) {
        entries[i].each = arena_str(a, y->entries[i].each);
        if (!fields_read(a, y->entries[i].fields, y->entries[i].fields_count, &entries[i].fields,
                         err))
            return false;
    }
    return true;
}

static bool delimiter_read(const char *text, char *out, struct err *err)
{
    *out = ',';
    if (!text)
        return true;
    if (strcmp(text, "tab") == 0)
        *out = '\t';
    else if (strlen(text) == 1 && strchr(",;|\t", *text))
        *out = *text;
    else
        return wrong(err, "the delimiter is one of , ; | and tab", text);
    return true;
}

static bool mapping_fill(struct arena *a, const struct mapping_y *y, struct mapping *out,
                         struct err *err)
{
    *out = (struct mapping){ .source = arena_str(a, y->source), .add_classes = y->add_classes };
    out->json = y->format && strcmp(y->format, "jsonl") == 0;
    if (!y->source || !*y->source)
        return wrong(err, "the name of the other system is missing", "source");
    if (y->format && !out->json && strcmp(y->format, "csv") != 0)
        return wrong(err, "the format is csv or jsonl", y->format);
    return delimiter_read(y->delimiter, &out->delimiter, err) &&
           zone_open(y->zone ? y->zone : "UTC", &out->zone, err) &&
           fields_read(a, y->fields, y->fields_count, &out->fields, err) &&
           entries_read(a, y, out, err);
}

bool mapping_read(struct arena *a, struct bytes yaml, struct mapping *out, struct err *err)
{
    struct err words = { 0 };
    cyaml_config_t config = {
        .log_fn = yaml_words, .log_ctx = &words, .log_level = CYAML_LOG_WARNING, .mem_fn = cyaml_mem
    };
    struct mapping_y *y = NULL;
    cyaml_err_t rc = yaml.n == 0 ? CYAML_OK
                                 : cyaml_load_data(yaml.s, yaml.n, &config, &mapping_schema,
                                                   (cyaml_data_t **)&y, NULL);
    bool ok;

    if (yaml.n == 0)
        return wrong(err, "the file is empty", NULL);
    if (rc != CYAML_OK)
        return wrong(err, "it is not as the documentation says",
                     words.detail[0] ? words.detail : cyaml_strerror(rc));
    ok = mapping_fill(a, y, out, err);
    cyaml_free(&config, &mapping_schema, y, 0);
    return ok;
}

bool mapping_load(struct arena *a, const char *path, struct mapping *out, struct err *err)
{
    struct buf b = buf_new(a);
    char piece[4096];
    size_t n;
    FILE *f;

    if (strcmp(path, MAPPING_EXPORT) == 0) {
        const struct embedded *file = embedded_find("data/import/export.yaml");
        return mapping_read(a, file ? (struct bytes){ file->s, file->n } : (struct bytes){ 0 }, out,
                            err);
    }
    if (!(f = fopen(path, "re")))
        return wrong(err, strerror(errno), path);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&b, piece, n);
    if (ferror(f))
        wrong(err, strerror(errno), path);
    fclose(f);
    if (err->kind != ERR_NONE)
        return false;
    return mapping_read(a, (struct bytes){ (const unsigned char *)b.s, b.n }, out, err);
}
