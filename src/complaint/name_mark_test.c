/* What counts as the name in a text, and what stands there for whom. [4.10-a] */
#include "complaint/name_mark.h"

#include "base/tap.h"

#include <string.h>

#define M "\xe2\x96\x88[name]\xe2\x96\x88"

static void set(void)
{
    static const struct {
        const char *says, *text, *name, *want;
    } rows[] = {
        { "a name that stands by itself", "Dear Ada Lark,", "Ada Lark", "Dear " M "," },
        { "each time", "Ada Lark\n\nAda Lark", "Ada Lark", M "\n\n" M },
        { "with an English s behind an apostrophe", "Ada Lark's lift", "Ada Lark", M "'s lift" },
        { "not the beginning of a longer word", "Ada Larkins", "Ada Lark", "Ada Larkins" },
        { "nor its end", "Grenada Lark", "ada Lark", "Grenada Lark" },
        { "nor with marks on its last letter", "An\xcc\x83", "An", "An\xcc\x83" },
        { "Chinese names stand without blanks", "林小雨女士：", "林小雨", M "女士：" },
        { "but a single sign only apart", "李，行李", "李", M "，行李" },
        { "words of a sealed name are one again", "Dear [name sealed],", "Ada", "Dear " M "," },
        { "in whatever language", "[姓名已密封]您好", "Ada", M "您好" },
        { "a mark stays one", "Dear " M, "Ada", "Dear " M },
        { "without a name nothing is changed", "Dear [name sealed]", NULL, "Dear [name sealed]" },
        { "nor by an empty one", "Dear", "", "Dear" },
    };
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(rows); i++)
        TAP_TEXT(rows[i].says, name_mark_set(a, rows[i].text, rows[i].name), rows[i].want);
    TAP("no text is none", !name_mark_set(a, NULL, "Ada"));
}

static void show(void)
{
    AUTO_ARENA a = arena_new();

    TAP_TEXT("the name", name_mark_show(a, &langs[0], "Dear " M "! " M, "Ada"), "Dear Ada! Ada");
    TAP_TEXT("or that it is sealed", name_mark_show(a, &langs[0], "Dear " M, NULL),
             "Dear [name sealed]");
    TAP_TEXT("a text without marks is as it was", name_mark_show(a, &langs[0], "Dear Ada", NULL),
             "Dear Ada");
    TAP("no text is none", !name_mark_show(a, &langs[0], NULL, "Ada"));
}

int main(void)
{
    lang_load();
    set();
    show();
    return tap_done();
}
