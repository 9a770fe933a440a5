/*
 * Any text as templates: nothing crashes, pages stay UTF-8 and within their bounds,
 * what people wrote is escaped, and a checked page is the same as an unchecked one.
 * The input is the page and up to three parts a.html to c.html, divided by lines "%%".
 */
#include "base/fuzz.h"
#include "base/utf8.h"
#include "web/template_page.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = 4 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Cuts the text at its dividing lines; the names and texts as pairs. */
static void cut(char *s, const char *pairs[2 * PARTS + 1])
{
    static const char *const names[PARTS] = { "t.html", "a.html", "b.html", "c.html" };

    for (size_t i = 0; i < PARTS; i++) {
        char *end = s && i + 1 < PARTS ? strstr(s, "\n%%\n") : NULL;
        pairs[2 * i] = names[i];
        pairs[2 * i + 1] = s ? s : "";
        if (end)
            *end = '\0';
        s = end ? end + 4 : NULL;
    }
}

static bool render(const struct templates *t, struct buf *out, struct err *err)
{
    struct template_env env = { .lang = &langs[1], .today = DAY(2026, 11, 22) };

    out->n = 0;
    must(zone_open("Asia/Ho_Chi_Minh", &env.zone, err));
    return template_render(t, "t.html", &page_record, &page, &layout_record, &layout, &env, out,
                           err);
}

/* `plain`: the templates have no tags of HTML themselves. */
static void try_templates(struct arena *a, const struct templates *t, bool plain)
{
    struct err err = { 0 }, again = { 0 }, check = { 0 };
    struct buf unchecked = buf_new(a), checked = buf_new(a);
    bool ok = render(t, &unchecked, &err);

    if (ok)
        must(utf8_valid(unchecked.s, unchecked.n) && unchecked.n <= 9 * 1024 * 1024);
    if (ok && plain)
        must(unchecked.n == 0 || !memchr(unchecked.s, '<', unchecked.n));
    if (!template_check_with(t, "t.html", &page_record, &layout_record, &check))
        return;
    must(render(t, &checked, &again) == ok);
    if (ok)
        must(checked.n == unchecked.n &&
             (checked.n == 0 || memcmp(checked.s, unchecked.s, checked.n) == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    char *text = arena_strn(a, (const char *)data, n);
    bool plain = !memchr(text, '<', n) && !memmem(text, n, "body", 4);
    const char *pairs[2 * PARTS + 1] = { 0 };
    struct templates *t = NULL;
    struct err err = { 0 };

    cut(text, pairs);
    if (templates_from_text(&t, pairs, &err))
        try_templates(a, t, plain);
    else
        must(err.detail[0] != '\0');
    templates_free(t);
    return 0;
}
