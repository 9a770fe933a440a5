#include "web/json_look.h"

#include "base/utf8.h"
#include "web/form_field.h"

#include <string.h>

struct look {
    bool text, deep, many;
};

/* Brackets and commas inside strings do not count; what is broken otherwise is the parser's work.
 */
static bool looked(const char *s, size_t n, struct look *look)
{
    bool in_text = false;
    int depth = 0, values = 1;

    look->text = !memchr(s, '\0', n) && utf8_valid(s, n);
    if (!look->text)
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
            look->deep = ++depth > JSON_DEPTH;
            values++;
        } else if (s[i] == ',') {
            values++;
        } else if (s[i] == '}' || s[i] == ']') {
            depth--;
        }
        look->many = values > JSON_VALUES;
        if (look->deep || look->many)
            return false;
    }
    return true;
}

bool json_look(const char *s, size_t n)
{
    struct look look = { 0 };

    return looked(s, n, &look);
}

/* What is wrong, where the parser can tell it apart. */
static const char *broken_words(enum json_error_code code)
{
    if (code == json_error_duplicate_key)
        return N_("A member of the JSON stands twice, near line {line}, column {column}.");
    if (code == json_error_numeric_overflow)
        return N_("A number of the JSON is too large, near line {line}, column {column}.");
    return N_("The JSON cannot be read, near line {line}, column {column}.");
}

bool json_read(const char *s, size_t n, json_t **out, struct err *err)
{
    json_error_t why = { .line = 1 };
    struct look look = { .text = true };

    if (n > 0 && looked(s, n, &look))
        *out = json_loadb(s, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    else
        *out = NULL;
    if (*out)
        return true;
    if (look.many)
        return form_too_large(err);
    if (look.deep) {
        err_set(err, ERR_INVALID, N_("The JSON is nested deeper than {n} levels."));
        err_arg_int(err, "n", JSON_DEPTH);
        return false;
    }
    if (!look.text)
        return err_set(err, ERR_INVALID, N_("The JSON is not UTF-8."));
    err_set(err, ERR_INVALID, broken_words(json_error_code(&why)));
    err_arg_int(err, "line", why.line > 0 ? why.line : 1);
    err_arg_int(err, "column", why.column > 0 ? why.column : 0);
    return false;
}
