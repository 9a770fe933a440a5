#include "web/json_look.h"

#include "base/utf8.h"

#include <string.h>

/* Brackets inside strings do not count; what is broken otherwise is the parser's work. */
static bool looked(const char *s, size_t n, bool *deep)
{
    bool in_text = false;
    int depth = 0;

    if (memchr(s, '\0', n) || !utf8_valid(s, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (in_text) {
            if (s[i] == '\\')
                i++;
            else if (s[i] == '"')
                in_text = false;
        } else if (s[i] == '"') {
            in_text = true;
        } else if (s[i] == '{' || s[i] == '[') {
            *deep = ++depth > JSON_DEPTH;
            if (*deep)
                return false;
        } else if (s[i] == '}' || s[i] == ']') {
            depth--;
        }
    }
    return true;
}

bool json_look(const char *s, size_t n)
{
    bool deep = false;

    return looked(s, n, &deep);
}

bool json_read(const char *s, size_t n, json_t **out, struct err *err)
{
    json_error_t why = { .line = 1 };
    bool deep = false;

    if (n > 0 && looked(s, n, &deep))
        *out = json_loadb(s, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    else
        *out = NULL;
    if (*out)
        return true;
    if (deep) {
        err_set(err, ERR_INVALID, N_("The JSON is nested deeper than {n} levels."));
        err_arg_int(err, "n", JSON_DEPTH);
        return false;
    }
    err_set(err, ERR_INVALID, N_("The JSON cannot be read, near line {line}, column {column}."));
    err_arg_int(err, "line", why.line > 0 ? why.line : 1);
    err_arg_int(err, "column", why.column > 0 ? why.column : 0);
    return false;
}
