/* Urlencoded text: whatever comes, names and values are UTF-8 without NUL. */
#include "base/fuzz.h"
#include "base/utf8.h"
#include "web/form.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct form form;
    struct err err = { 0 };

    if (!form_urlencoded(a, (const char *)data, n, &form, &err)) {
        if (err.kind == ERR_NONE)
            abort();
        return 0;
    }
    for (size_t i = 0; i < form.n; i++) {
        const struct form_field *f = &form.fields[i];
        if (strlen(f->value) != f->n || !utf8_valid(f->value, f->n) || strchr(f->value, '\r') ||
            !utf8_valid(f->name, strlen(f->name)) || !form_text(&form, f->name))
            abort();
    }
    return 0;
}
