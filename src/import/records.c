#include "import/records.h"

#include "base/buf.h"
#include "i18n/lang.h"
#include "web/json_look.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

void records_close(struct records *r)
{
    if (r->csv.f)
        fclose(r->csv.f);
    r->csv.f = NULL;
}

/* -- columns that the mapping names -- */

static int header_count(const struct records *r, const char *name, size_t n)
{
    int count = 0;

    for (size_t i = 0; i < r->header.n; i++)
        count += strlen(r->header.cell[i]) == n && memcmp(r->header.cell[i], name, n) == 0;
    return count;
}

/* Of two columns of one name nobody knows which is meant. */
static bool column_known(const struct records *r, const char *name, size_t n, struct err *err)
{
    int count = header_count(r, name, n);

    if (count == 1)
        return true;
    err_set(err, ERR_INVALID,
            count == 0 ? N_("The file has no column {column}, which the mapping names.")
                       : N_("The file has two columns {column}, which the mapping names."));
    err_arg(err, "column", "");
    snprintf(err->args[0].value, sizeof err->args[0].value, "%.*s", (int)n, name);
    return false;
}

static bool template_known(const struct records *r, const char *text, struct err *err)
{
    for (const char *at = strchr(text, '{'); at; at = strchr(at, '{')) {
        size_t n = strcspn(at + 1, "}");
        if (!column_known(r, at + 1, n, err))
            return false;
        at += 1 + n;
    }
    return true;
}

static bool fields_known(const struct records *r, const struct map_fields *fields, struct err *err)
{
    for (size_t i = 0; i < fields->n; i++)
        for (size_t j = 0; j < fields->field[i].n_from; j++)
            if (!template_known(r, fields->field[i].from[j], err))
                return false;
    return true;
}

static bool header_read(struct arena *a, struct records *r, struct err *err)
{
    if (!csv_next(&r->csv, a, &r->header) || r->header.bad) {
        err_set(err, ERR_INVALID, N_("The first line of the file does not name its columns."));
        snprintf(err->detail, sizeof err->detail, "%s",
                 r->header.bad ? r->header.bad : "the file is empty");
        return false;
    }
    for (size_t i = 0; i < r->map->n_entries; i++)
        if (!fields_known(r, &r->map->entry[i].fields, err))
            return false;
    return fields_known(r, &r->map->fields, err);
}

bool records_open(struct arena *a, const char *path, const struct mapping *map, struct records *out,
                  struct err *err)
{
    struct stat st;

    *out = (struct records){ .map = map, .csv.delimiter = map->delimiter };
    out->csv.f = fopen(path, "re");
    if (!out->csv.f) {
        err_set(err, ERR_INVALID, N_("This file cannot be read: {path}"));
        err_arg(err, "path", path);
        snprintf(err->detail, sizeof err->detail, "%s", strerror(errno));
        return false;
    }
    /* It may be read twice, and what is rejected goes beside it. */
    if (fstat(fileno(out->csv.f), &st) != 0 || !S_ISREG(st.st_mode)) {
        err_set(err, ERR_INVALID, N_("This file cannot be read: {path}"));
        err_arg(err, "path", path);
        snprintf(err->detail, sizeof err->detail,
                 "it is no file on a disk: save what comes through a pipe in one");
        return false;
    }
    out->size = st.st_size;
    return map->json || header_read(a, out, err);
}

bool records_whole(const struct records *r)
{
    return !ferror(r->csv.f);
}

int64_t records_done(const struct records *r)
{
    return ftell(r->csv.f);
}

/* -- JSON Lines -- */

struct flat {
    struct arena *a;
    const char **name, **value;
    size_t n, room;
};

static void json_cleanup(json_t **json)
{
    json_decref(*json);
}

static void flat_add(struct flat *f, const char *name, const char *value)
{
    if (f->n == f->room) {
        size_t room = f->room * 2 + 32;
        const char **names = ARENA_ARRAY(f->a, const char *, room);
        const char **values = ARENA_ARRAY(f->a, const char *, room);
        if (f->n > 0) {
            memcpy(names, f->name, f->n * sizeof *names);
            memcpy(values, f->value, f->n * sizeof *values);
        }
        f->name = names;
        f->value = values;
        f->room = room;
    }
    f->name[f->n] = name;
    f->value[f->n++] = value;
}

/* Text of a value that is no list and no object; NULL for null. */
static const char *scalar_text(struct arena *a, const json_t *json)
{
    if (json_is_string(json))
        return arena_strn(a, json_string_value(json), json_string_length(json));
    if (json_is_integer(json))
        return arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
    if (json_is_real(json))
        return arena_printf(a, "%.15g", json_real_value(json));
    if (json_is_boolean(json))
        return json_is_true(json) ? "true" : "false";
    return NULL;
}

static void flatten(struct flat *f, const char *path, json_t *json);

/* Plain values of a list are one value, divided by blanks; objects are numbered. */
static void flatten_list(struct flat *f, const char *path, json_t *list)
{
    struct buf b = buf_new(f->a);

    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        const char *text = scalar_text(f->a, item);
        if (text && b.n > 0)
            buf_char(&b, ' ');
        buf_str(&b, text);
        if (!text)
            flatten(f, arena_printf(f->a, "%s.%zu", path, i), item);
    }
    if (b.n > 0)
        flat_add(f, path, buf_text(&b));
}

static void flatten(struct flat *f, const char *path, json_t *json)
{
    const char *name, *text = scalar_text(f->a, json);
    json_t *member;

    if (text)
        flat_add(f, path, text);
    if (json_is_array(json))
        flatten_list(f, path, json);
    if (json_is_object(json)) {
        json_object_foreach(json, name, member)
        {
            flatten(f, *path ? arena_printf(f->a, "%s.%s", path, name) : arena_str(f->a, name),
                    member);
        }
    }
}

/* One line of any length up to that of a record; false at the end. */
static bool line_read(struct records *r, struct arena *a, struct import_record *out)
{
    struct buf b = buf_new(a);
    int c;

    while ((c = getc_unlocked(r->csv.f)) != EOF && c != '\n') {
        if (b.n < CSV_RECORD_BYTES)
            buf_char(&b, (char)c);
        else
            out->bad = "longer than a record may be, 1 MiB";
    }
    if (c == EOF && b.n == 0)
        return false;
    out->line = ++r->csv.line;
    out->raw = buf_text(&b);
    out->raw_n = b.n;
    if (out->line == 1 && strncmp(out->raw, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0) {
        out->raw += strlen(BYTE_ORDER_MARK);
        out->raw_n -= strlen(BYTE_ORDER_MARK);
    }
    return true;
}

static bool json_next(struct records *r, struct arena *a, struct import_record *out)
{
    struct flat flat = { .a = a };
    json_t *json CLEANUP(json_cleanup) = NULL;
    struct err err = { 0 };

    do
        if (!line_read(r, a, out))
            return false;
    while (!out->raw[strspn(out->raw, " \t\r")]);
    if (out->bad)
        return true;
    if (!json_read(out->raw, out->raw_n, &json, &err))
        out->bad = lang_err(a, &langs[0], &err);
    else if (!json_is_object(json))
        out->bad = "not a JSON object";
    if (out->bad)
        return true;
    flatten(&flat, "", json);
    out->name = flat.name;
    out->value = flat.value;
    out->n = flat.n;
    return true;
}

/* -- both -- */

static bool cells_next(struct records *r, struct arena *a, struct import_record *out)
{
    struct csv_record cells;

    if (!csv_next(&r->csv, a, &cells))
        return false;
    *out = (struct import_record){ .line = cells.line,
                                   .bad = cells.bad,
                                   .name = r->header.cell,
                                   .value = cells.cell,
                                   .n = cells.n,
                                   .raw = cells.raw,
                                   .raw_n = cells.raw_n };
    if (!out->bad && cells.n != r->header.n)
        out->bad = arena_printf(a, "%zu cells under %zu columns", cells.n, r->header.n);
    return true;
}

bool records_next(struct records *r, struct arena *a, struct import_record *out)
{
    *out = (struct import_record){ 0 };
    return r->map->json ? json_next(r, a, out) : cells_next(r, a, out);
}

const char *record_value(const struct import_record *r, const char *name, size_t n)
{
    for (size_t i = 0; i < r->n; i++)
        if (strncmp(r->name[i], name, n) == 0 && r->name[i][n] == '\0')
            return r->value[i];
    return "";
}

/* -- what is rejected -- */

static void cell_put(FILE *to, const char *s)
{
    AUTO_ARENA a = arena_new();
    struct buf b = buf_new(a);

    csv_cell(&b, s);
    fwrite(b.s, 1, b.n, to);
}

void records_rejected_head(const struct records *r, FILE *to)
{
    if (!r->map->json)
        fprintf(to, "%s%crejected_line%crejected_why\n", r->header.raw, r->csv.delimiter,
                r->csv.delimiter);
}

/* A record that cannot be read would spoil the lines behind it: it goes into one cell. */
static void rejected_cells(const struct records *r, const struct import_record *record,
                           const char *why, FILE *to)
{
    size_t missing = record->bad ? r->header.n - 1 : 0;

    if (record->bad)
        cell_put(to, record->raw);
    else
        fwrite(record->raw, 1, record->raw_n, to);
    for (size_t i = 0; i < missing; i++)
        fputc(r->csv.delimiter, to);
    fprintf(to, "%c%" PRId64 "%c", r->csv.delimiter, record->line, r->csv.delimiter);
    cell_put(to, why);
    fputc('\n', to);
}

static void rejected_object(const struct import_record *record, const char *why, FILE *to)
{
    AUTO_ARENA a = arena_new();
    struct buf b = buf_new(a);
    const char *members = record->raw + strspn(record->raw, " \t{");

    buf_printf(&b, "{\"rejected_line\":%" PRId64 ",\"rejected_why\":", record->line);
    buf_json(&b, why, strlen(why));
    if (record->bad) {
        buf_str(&b, ",\"rejected_text\":");
        buf_json(&b, record->raw, record->raw_n);
        buf_char(&b, '}');
    } else {
        buf_str(&b, *members == '}' ? "" : ",");
        buf_str(&b, members);
    }
    buf_char(&b, '\n');
    fwrite(b.s, 1, b.n, to);
}

void records_rejected(const struct records *r, const struct import_record *record, const char *why,
                      FILE *to)
{
    if (r->map->json)
        rejected_object(record, why, to);
    else
        rejected_cells(r, record, why, to);
}
