/*
 * What a name in a template means: the field it leads to, and how it is shown.
 * `{{.}}` in a row is its field `value`, so a list of plain values is rows of a
 * record with that one field.
 */
#include "web/template_program.h"

#include <string.h>

static const struct {
    const char *name;
    enum format format;
} formats[] = {
    { "long", FORMAT_LONG },  { "day", FORMAT_DAY },     { "short", FORMAT_SHORT },
    { "iso", FORMAT_ISO },    { "time", FORMAT_TIME },   { "plain", FORMAT_PLAIN },
    { "bytes", FORMAT_SIZE }, { "count", FORMAT_COUNT }, { "sealed", FORMAT_SEALED },
};

static bool format_fits(enum format format, enum field_kind kind)
{
    switch (format) {
    case FORMAT_DEFAULT:
        return true;
    case FORMAT_LONG:
    case FORMAT_DAY:
    case FORMAT_SHORT:
    case FORMAT_ISO:
        return kind == FIELD_DATE || kind == FIELD_INSTANT;
    case FORMAT_TIME:
        return kind == FIELD_INSTANT;
    case FORMAT_PLAIN:
    case FORMAT_SIZE:
        return kind == FIELD_INT || kind == FIELD_INT64;
    case FORMAT_COUNT:
        return kind == FIELD_ROWS;
    case FORMAT_SEALED:
        return kind == FIELD_SECRET;
    }
    return false;
}

static bool format_find(struct value *v, struct span name, const char **why)
{
    for (size_t i = 0; i < COUNT(formats); i++) {
        if (!span_is(name, (struct span){ formats[i].name, strlen(formats[i].name) }))
            continue;
        v->format = formats[i].format;
        *why = "this way of showing does not fit the kind of the field";
        return format_fits(v->format, v->path[v->n - 1]->kind);
    }
    *why = "no such field, nor a way of showing it";
    return false;
}

static struct span first_part(struct span *name)
{
    const char *dot = memchr(name->s, '.', name->n);
    struct span part = { name->s, dot ? (size_t)(dot - name->s) : name->n };
    size_t used = part.n + (dot != NULL);

    name->s += used;
    name->n -= used;
    return part;
}

static bool rest_of_path(struct value *v, struct span rest, const char **why)
{
    while (rest.n > 0) {
        const struct field *last = v->path[v->n - 1];
        struct span part = first_part(&rest);
        if (last->kind != FIELD_ONE)
            return format_find(v, part, why) && (rest.n == 0 || (*why = "too many dots", false));
        *why = v->n == PATH ? "too many dots" : "no such field in the record it leads to";
        if (v->n == PATH || !(last = record_field(last->sub, part.s, part.n)))
            return false;
        v->path[v->n++] = last;
    }
    return true;
}

bool name_find(const struct names *names, const struct scope *scope, struct span name,
               struct value *out, const char **why)
{
    struct span rest = name;
    struct span first;

    memset(out, 0, sizeof *out);
    if (span_is(name, (struct span){ ".", 1 })) {
        *out = scope->dot;
        *why = "there is no field \"value\" that the dot could mean";
        return out->n > 0;
    }
    first = first_part(&rest);
    *why = "no such field";
    for (int i = 0; i < scope->n; i++) {
        const struct record *r = names->records[scope->shape[i]];
        const struct field *f = record_field(r, first.s, first.n);
        struct value v = { .slot = scope->shape[i], .path = { f }, .n = 1 };
        if (!f)
            continue;
        if (!rest_of_path(&v, rest, why))
            return false;
        *out = v;
        return true;
    }
    return false;
}

bool value_writable(const struct value *v, const char **why)
{
    enum field_kind kind = v->path[v->n - 1]->kind;

    *why = "sealed or not is a question for a section";
    if (v->format == FORMAT_SEALED)
        return false;
    *why = "rows, records and bytes cannot be written";
    return v->format == FORMAT_COUNT ||
           (kind != FIELD_ROWS && kind != FIELD_ONE && kind != FIELD_BYTES);
}

static int slot_of(struct names *names, const struct record *r)
{
    for (int i = 0; i < names->n; i++)
        if (names->records[i] == r)
            return i;
    if (names->n == SLOTS)
        return -1;
    names->records[names->n] = r;
    return names->n++;
}

bool scope_enter(struct names *names, struct scope *scope, const struct record *r)
{
    int slot = slot_of(names, r);
    const struct field *value = record_field(r, "value", 5);
    int at = 0;

    if (slot < 0)
        return false;
    while (at < scope->n && scope->shape[at] != slot)
        at++;
    if (at == scope->n)
        scope->n++;
    memmove(scope->shape + 1, scope->shape, (size_t)at * sizeof *scope->shape);
    scope->shape[0] = slot;
    scope->dot = (struct value){ .slot = slot, .path = { value }, .n = value != NULL };
    return true;
}
