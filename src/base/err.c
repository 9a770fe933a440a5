/* The first reason wins: a caller may add its own words without looking. */
#include "base/err.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, enum err_kind kind, const char *text)
{
    if (err->kind == ERR_NONE) {
        err->kind = kind;
        err->text = text;
    }
    return false;
}

bool err_field(struct err *err, const char *field, const char *text)
{
    if (err->kind == ERR_NONE) {
        err->kind = ERR_INVALID;
        err->field = field;
        err->text = text;
    }
    return false;
}

bool err_internal(struct err *err, const char *fmt, ...)
{
    va_list args;

    if (err->kind != ERR_NONE)
        return false;
    va_start(args, fmt);
    vsnprintf(err->detail, sizeof err->detail, fmt, args);
    va_end(args);
    return err_set(err, ERR_INTERNAL, N_("Something went wrong on our side. Please try again."));
}

void err_arg_n(struct err *err, const char *name, const char *s, size_t n)
{
    for (int i = 0; i < ERR_ARGS; i++) {
        struct err_arg *arg = &err->args[i];
        if (arg->name)
            continue;
        arg->name = name;
        n = utf8_cut(s, n, sizeof arg->value - 1);
        memcpy(arg->value, s, n);
        arg->value[n] = '\0';
        return;
    }
}

void err_arg_said(struct err *err, const char *name, const char *const *said)
{
    for (int i = 0; i < ERR_ARGS; i++)
        if (!err->args[i].name) {
            err->args[i].name = name;
            err->args[i].said = said;
            return;
        }
}

void err_arg(struct err *err, const char *name, const char *value)
{
    err_arg_n(err, name, value, strlen(value));
}

void err_arg_int(struct err *err, const char *name, int64_t value)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%" PRId64, value);
    err_arg(err, name, digits);
}

void err_clear(struct err *err)
{
    *err = (struct err){ 0 };
}
