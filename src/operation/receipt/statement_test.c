/* Canonical statements: what was filed and nothing else, in one form. */
#include "base/tap.h"
#include "operation/receipt/statement.h"

#include <string.h>

static struct bytes text(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

static const struct {
    const char *what, *value, *written;
} values[] = {
    { "one line", "The lift is broken.", "a: The lift is broken.\n" },
    { "lines", "one\ntwo\n\nthree", "a: one\n  two\n  \n  three\n" },
    { "a line break at the end", "one\n", "a: one\n  \n" },
    { "a line that looks like ours", "one\nfile: two", "a: one\n  file: two\n" },
    { "a line that looks like the end", "x\n----- end of statement -----",
      "a: x\n  ----- end of statement -----\n" },
    { "blanks at the ends stay", "  one ", "a:   one \n" },
    { "a carriage return", "one\r\ntwo", "a: one\\r\n  two\n" },
    { "a backslash", "C:\\r\\n", "a: C:\\\\r\\\\n\n" },
    { "composed and decomposed stay apart", "hoa\u0300 h\u00f2a", "a: hoa\u0300 h\u00f2a\n" },
    { "Chinese", "电梯坏了。\n我住在五楼。", "a: 电梯坏了。\n  我住在五楼。\n" },
};

static void written(struct arena *a)
{
    for (size_t i = 0; i < COUNT(values); i++) {
        struct statement_line line = { "a", values[i].value };
        struct bytes got = statement_write(a, &line, 1);
        struct rows again;
        TAP_TEXT(values[i].what, (const char *)got.s,
                 arena_printf(a, "Redress statement 1\n%s", values[i].written));
        TAP("and back", statement_read(a, got, &again) && again.n == 1 &&
                            strcmp(statement_value(&again, "a"), values[i].value) == 0);
    }
}

static void several(struct arena *a)
{
    struct statement_line lines[] = {
        { "salt", "00" }, { "subject", NULL }, { "place", "" },
        { "file", "1" },  { "file", "2" },     { "complainant.name", "Mai" },
    };
    struct bytes got = statement_write(a, lines, COUNT(lines));
    struct rows again;

    TAP_TEXT("what was not said has no line", (const char *)got.s,
             "Redress statement 1\nsalt: 00\nfile: 1\nfile: 2\ncomplainant.name: Mai\n");
    TAP("all are read", statement_read(a, got, &again) && again.n == 4);
    TAP_TEXT("by name", statement_value(&again, "complainant.name"), "Mai");
    TAP("what is not there", statement_value(&again, "place") == NULL);
}

static const char *const refused[] = {
    "",
    "Redress statement 1",
    "Redress statement 2\na: 1\n",
    "Redress statement 1\na: 1",
    "Redress statement 1\na 1\n",
    "Redress statement 1\na:1\n",
    "Redress statement 1\n: 1\n",
    "Redress statement 1\nA: 1\n",
    "Redress statement 1\na: \n",
    "Redress statement 1\n  1\n",
    "Redress statement 1\n\na: 1\n",
    "Redress statement 1\na: \\n\n",
    "Redress statement 1\na: 1\\\n",
    "Redress statement 1\na: 1\r\n",
    "Redress statement 1\na: \xff\n",
    "Redress statement 1\na: 1\n  ",
};

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct rows rows;

    written(a);
    several(a);
    for (size_t i = 0; i < COUNT(refused); i++)
        TAP(arena_printf(a, "[S12] what is none is refused, %d", (int)i),
            !statement_read(a, text(refused[i]), &rows));
    return tap_done();
}
