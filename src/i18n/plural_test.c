/* Plurals, on the small catalogue of tools/tests/catalogue, which stands in for ours. */
#include "base/tap.h"
#include "i18n/catalog.h"

#include <string.h>

enum { EN, HANS, HANT, VI };

static const struct {
    int lang;
    int64_t n;
    const char *text;
} plurals[] = {
    { EN, 0, "0 things missing" },
    { EN, 1, "1 thing missing" },
    { EN, 2, "2 things missing" },
    { EN, -1, "-1 things missing" },
    { EN, 28156, "28,156 things missing" },
    { HANS, 1, "缺少1项" },
    { HANS, 2, "缺少2项" },
    { HANT, 1, "缺少1項" },
    { HANT, 28156, "缺少28,156項" },
    { VI, 1, "Thiếu 1 mục" },
    { VI, 28156, "Thiếu 28.156 mục" },
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(plurals); i++)
        TAP_TEXT(plurals[i].text,
                 lang_plural(a, &langs[plurals[i].lang],
                             N_PLURAL("1 thing missing", "{n} things missing"), plurals[i].n),
                 plurals[i].text);
    TAP_TEXT(
        "names with a point in them",
        lang_format(a, &langs[HANT], "We answer by {due.short}.", "due.short", "11月25日", NULL),
        "我們將於11月25日前答覆。");
    TAP_TEXT("the plural alone is no message", lang_text(&langs[VI], "{n} things missing"),
             "{n} things missing");
    TAP_TEXT("nor is the singular", lang_text(&langs[VI], "1 thing missing"), "1 thing missing");
    for (size_t i = 0; i < catalog_count; i++) {
        const struct message *m = &catalog_messages[i];
        if (!m->plural)
            TAP_TEXT(m->id, lang_text(&langs[HANS], m->id), m->text[HANS]);
    }
    return tap_done();
}
