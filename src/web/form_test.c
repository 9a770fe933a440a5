/* Urlencoded forms, and the names of files. */
#include "base/tap.h"
#include "web/form.h"

#include "base/buf.h"

#include <string.h>

#define FORM(s) (s), sizeof(s) - 1

static const struct {
    const char *what;
    const char *s;
    size_t n;
    const char *want; /* "name=value|…"; NULL = refused */
} cases[] = {
    { "nothing", FORM(""), "" },
    { "two fields", FORM("a=1&b=2"), "a=1|b=2|" },
    { "no value", FORM("a&b="), "a=|b=|" },
    { "no name", FORM("=1"), "=1|" },
    { "an equals sign in a value", FORM("a=b=c"), "a=b=c|" },
    { "empty pairs are passed over", FORM("&&a=1&"), "a=1|" },
    { "plus is a blank", FORM("a=b+c"), "a=b c|" },
    { "percent", FORM("a=%41%2b%2B%26"), "a=A++&|" },
    { "percent in a name", FORM("%61=1"), "a=1|" },
    { "UTF-8", FORM("a=%e6%8a%95%E8%AF%89"), "a=投诉|" },
    { "UTF-8 as it is", FORM("a=投诉"), "a=投诉|" },
    { "line breaks become one kind", FORM("a=1%0d%0a2%0a3%0d4"), "a=1\n2\n3\n4|" },
    { "the same name twice is kept twice", FORM("a=1&a=2"), "a=1|a=2|" },
    { "[S11] NUL", FORM("a=%00"), NULL },
    { "[S11] NUL as it is", FORM("a=\0"), NULL },
    { "[S11] not UTF-8", FORM("a=%ff"), NULL },
    { "[S11] half a surrogate", FORM("a=%ed%a0%80"), NULL },
    { "[S11] an overlong slash", FORM("a=%c0%af"), NULL },
    { "a broken escape", FORM("a=%4"), NULL },
    { "an escape that is none", FORM("a=%zz"), NULL },
    { "a lone percent", FORM("a=%"), NULL },
};

static const struct {
    const char *what;
    const char *name;
    const char *want;
} names[] = {
    { "[S31] a plain name", "photo.jpg", "photo.jpg" },
    { "[S31] a path", "../../etc/passwd", "passwd" },
    { "[S31] a path of Windows", "C:\\Users\\me\\photo.jpg", "photo.jpg" },
    { "[S31] nothing but a path", "a/", "" },
    { "[S31] dots", "..", "" },
    { "[S31] controls", "a\tb\nc\x7f.txt", "abc.txt" },
    { "[S31] direction marks",
      "a\xe2\x80\xae"
      "fdp.exe",
      "afdp.exe" },
    { "[S31] other languages stay", "发票.pdf", "发票.pdf" },
    { "[S31] not UTF-8", "a\xff.txt", "a_.txt" },
};

static const char *form_shown(struct arena *a, const struct form *f)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < f->n; i++)
        buf_printf(&b, "%s=%s|", f->fields[i].name, f->fields[i].value);
    return buf_text(&b);
}

static struct buf many_fields(struct arena *a, int n)
{
    struct buf b = buf_new(a);

    for (int i = 0; i < n; i++)
        buf_printf(&b, "%sa=%d", i > 0 ? "&" : "", i);
    return b;
}

static void limits(struct arena *a)
{
    struct form form;
    struct err err = { 0 };
    struct buf b = many_fields(a, FORM_FIELDS);
    char *long_name = memset(arena_alloc(a, FORM_NAME + 3), 'a', FORM_NAME + 1);

    TAP("as many fields as allowed", form_urlencoded(a, b.s, b.n, &form, &err));
    TAP_TEXT("the last of them", form_nth(&form, "a", FORM_FIELDS - 1), "299");
    TAP_INT("they are counted", (int64_t)form_count(&form, "a"), FORM_FIELDS);
    b = many_fields(a, FORM_FIELDS + 1);
    TAP("one more is too large",
        !form_urlencoded(a, b.s, b.n, &form, &err) && err.kind == ERR_TOO_LARGE);
    err_clear(&err);
    TAP("a name of such a length is too large",
        !form_urlencoded(a, long_name, strlen(long_name), &form, &err) &&
            err.kind == ERR_TOO_LARGE);
}

/* A text that was cut anywhere ends where a character ends. */
static void cut(void)
{
    static const struct {
        const char *what, *s;
        size_t whole;
    } cuts[] = {
        { "plain letters stay", "a=bc", 4 },
        { "an escape that was cut goes", "a=b%", 3 },
        { "and one with half of it", "a=b%4", 3 },
        { "an escaped letter stays", "a=b%41", 6 },
        { "a character of several bytes that was cut goes", "a=b%E7%94", 3 },
        { "its first byte alone goes", "a=b%E7", 3 },
        { "nothing is nothing", "", 0 },
    };

    for (size_t i = 0; i < COUNT(cuts); i++)
        TAP_INT(cuts[i].what, (int64_t)form_whole(cuts[i].s, strlen(cuts[i].s)),
                (int64_t)cuts[i].whole);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct form form = { 0 };
        struct err err = { 0 };
        bool ok = form_urlencoded(a, cases[i].s, cases[i].n, &form, &err);
        TAP_TEXT(cases[i].what, ok ? form_shown(a, &form) : NULL, cases[i].want);
        if (!cases[i].want)
            TAP(cases[i].what, err.kind == ERR_INVALID);
    }
    for (size_t i = 0; i < COUNT(names); i++)
        TAP_TEXT(names[i].what, file_name_clean(a, names[i].name, strlen(names[i].name)),
                 names[i].want);

    char *long_name = memset(arena_alloc(a, 401), 'x', 400);
    TAP_INT("[S31] a long name is cut", (int64_t)strlen(file_name_clean(a, long_name, 400)), 200);
    cut();
    limits(a);
    return tap_done();
}
