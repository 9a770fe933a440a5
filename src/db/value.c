/* Values on their way into a statement. */
#include "db/db.h"

#include <string.h>

struct value value_text(const char *s)
{
    if (!s)
        return (struct value){ .kind = VALUE_NULL };
    return (struct value){ .kind = VALUE_TEXT, .b = { (const unsigned char *)s, strlen(s) } };
}

struct value value_bytes(struct bytes b)
{
    if (!b.s)
        return (struct value){ .kind = VALUE_NULL };
    return (struct value){ .kind = VALUE_BYTES, .b = b };
}

struct value value_id(int64_t id)
{
    return id ? value_int(id) : (struct value){ .kind = VALUE_NULL };
}

struct value value_date(struct arena *a, struct date d)
{
    char text[DATE_TEXT];

    if (!date_is_set(d))
        return (struct value){ .kind = VALUE_NULL };
    date_text(d, text);
    return value_text(arena_str(a, text));
}

struct value value_instant(struct instant t)
{
    return value_id(t.us);
}

struct value value_field(struct arena *a, const struct field *f, const void *row)
{
    const void *p = field_in(f, row);

    switch (f->kind) {
    case FIELD_BOOL:
        return value_int(*(const bool *)p);
    case FIELD_INT:
        return value_int(*(const int *)p);
    case FIELD_INT64:
        return value_int(*(const int64_t *)p);
    case FIELD_TEXT:
        return value_text(*(const char *const *)p);
    case FIELD_BYTES:
        return value_bytes(*(const struct bytes *)p);
    case FIELD_DATE:
        return value_date(a, *(const struct date *)p);
    case FIELD_INSTANT:
        return value_instant(*(const struct instant *)p);
    case FIELD_SECRET:
        return value_bytes(((const struct secret *)p)->sealed);
    case FIELD_HTML:
    case FIELD_ROWS:
    case FIELD_ONE:
        break; /* never stored */
    }
    return (struct value){ .kind = VALUE_NULL };
}
