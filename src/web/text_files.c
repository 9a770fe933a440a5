/*
 * Files of a form that are short texts: read in memory, and fields of the form in the end. For
 * pages where somebody shows a text and nothing is kept of it (ROUTE_TEXT_FILES).
 */
#include "web/call.h"

#include "web/form_field.h"

enum { FILES = 4 };

struct text_files {
    struct arena *a;
    struct buf text[FILES];
    size_t n;
};

static bool text_begin(void *to, const char *field, const char *file_name, const char *type,
                       int64_t *staged, struct err *err)
{
    struct text_files *files = to;

    (void)field;
    (void)file_name;
    (void)type;
    if (files->n == FILES)
        return form_too_large(err);
    files->text[files->n++] = buf_new(files->a);
    *staged = (int64_t)files->n;
    return true;
}

static bool text_bytes(void *to, int64_t staged, const void *s, size_t n, struct err *err)
{
    struct text_files *files = to;

    (void)err;
    buf_add(&files->text[staged - 1], s, n);
    return true;
}

static bool text_end(void *to, int64_t staged, int64_t size, struct err *err)
{
    (void)to;
    (void)staged;
    (void)size;
    (void)err;
    return true;
}

struct form_sink text_files_sink(struct arena *a)
{
    struct text_files *files = ARENA_NEW(a, struct text_files);

    files->a = a;
    return (struct form_sink){ files, text_begin, text_bytes, text_end };
}

/* What is no text becomes the character that stands for such: the field is there, and it is
 * nothing that anybody wrote. */
static struct form_field field_of(const char *name, struct buf *text)
{
    struct form_field field = { .name = name, .value = buf_text(text) };
    struct err none = { 0 };

    field.n = text->n;
    if (form_text_allowed(field.value, field.n, &none)) {
        field.n = form_lines(text->s, text->n);
        text->s[field.n] = '\0';
        return field;
    }
    field.value = "\xef\xbf\xbd";
    field.n = 3;
    return field;
}

void text_files_add(struct arena *a, const struct form_sink *sink, struct form *form)
{
    struct text_files *files = sink->to;
    struct form_field *fields = ARENA_ARRAY(a, struct form_field, form->n + form->n_files + 1);
    size_t n = 0;

    for (; n < form->n; n++)
        fields[n] = form->fields[n];
    for (size_t i = 0; i < form->n_files; i++)
        if (form->files[i].staged > 0 && form->files[i].staged <= (int64_t)files->n)
            fields[n++] = field_of(form->files[i].name, &files->text[form->files[i].staged - 1]);
    form->fields = fields;
    form->n = n;
}
