/* Files that nobody wants. */
#include "web/form.h"

static bool dropped_begin(void *to, const char *field, const char *file_name, const char *type,
                          int64_t *staged, struct err *err)
{
    (void)to;
    (void)field;
    (void)file_name;
    (void)type;
    (void)err;
    *staged = 0;
    return true;
}

static bool dropped_bytes(void *to, int64_t staged, const void *s, size_t n, struct err *err)
{
    (void)to;
    (void)staged;
    (void)s;
    (void)n;
    (void)err;
    return true;
}

static bool dropped_end(void *to, int64_t staged, int64_t size, struct err *err)
{
    (void)to;
    (void)staged;
    (void)size;
    (void)err;
    return true;
}

const struct form_sink form_sink_nowhere = { NULL, dropped_begin, dropped_bytes, dropped_end };
