/* Names that are the same, and names that are not. */
#include "base/tap.h"
#include "i18n/name.h"

#include <string.h>

static const struct {
    const char *what, *one, *two;
    bool same;
} cases[] = {
    { "case", "mai EXAMPLE", "Mai Example", true },
    { "order", "Example, Mai", "Mai Example", true },
    { "accents", "Nguyễn Thị Hoa", "Nguyen Thi Hoa", true },
    { "Chinese in both ways", "張偉", "张伟", true },
    { "a word more", "Mai Example", "Mai Example Lee", false },
    { "another Chinese name that begins so", "王小", "王小明", false },
    { "another name", "Mai Example", "Mia Example", false },
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++)
        TAP(cases[i].what,
            (strcmp(name_key(a, cases[i].one), name_key(a, cases[i].two)) == 0) == cases[i].same);
    TAP_TEXT("searched without marks", name_query(a, "Nguyễn Thị Hoa"), "nguyen thi hoa ");
    TAP_TEXT("Chinese as it is", name_query(a, "张伟"), "张伟");
    return tap_done();
}
