/* Rows as JSON by their field tables. Unset fields are null; numbers and truth never are. */
#include "web/req.h"

#include <string.h>

static void text_write(struct buf *out, const char *s)
{
    if (s)
        buf_json(out, s, strlen(s));
    else
        buf_str(out, "null");
}

static void rows_write(struct buf *out, const struct field *f, const void *row)
{
    const struct rows *rows = field_in(f, row);

    buf_char(out, '[');
    for (size_t i = 0; i < rows->n; i++) {
        if (i > 0)
            buf_char(out, ',');
        json_write(out, f->sub, (const char *)rows->row + i * f->sub->size);
    }
    buf_char(out, ']');
}

static void bytes_write(struct buf *out, const struct field *f, const void *row)
{
    const struct bytes *b = field_in(f, row);

    text_write(out, b->n > 0 ? hex_text(out->a, b->s, b->n) : NULL);
}

static void member_write(struct buf *out, const struct field *f, const void *row)
{
    const void *one;

    switch (f->kind) {
    case FIELD_BOOL:
    case FIELD_INT:
    case FIELD_INT64:
        buf_str(out, field_text(out->a, f, row));
        return;
    case FIELD_TEXT:
    case FIELD_DATE:
    case FIELD_INSTANT:
    case FIELD_SECRET:
        text_write(out, field_text(out->a, f, row));
        return;
    case FIELD_HTML:
        text_write(out, ((const struct html *)field_in(f, row))->s);
        return;
    case FIELD_BYTES:
        bytes_write(out, f, row);
        return;
    case FIELD_ROWS:
        rows_write(out, f, row);
        return;
    case FIELD_ONE:
        one = *(const void *const *)field_in(f, row);
        if (one)
            json_write(out, f->sub, one);
        else
            buf_str(out, "null");
        return;
    }
}

void json_write(struct buf *out, const struct record *r, const void *row)
{
    buf_char(out, '{');
    for (size_t i = 0; i < r->n; i++) {
        if (i > 0)
            buf_char(out, ',');
        buf_json(out, r->fields[i].name, strlen(r->fields[i].name));
        buf_char(out, ':');
        member_write(out, &r->fields[i], row);
    }
    buf_char(out, '}');
}
