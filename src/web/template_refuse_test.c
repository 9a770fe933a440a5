/* What templates may not do: each is refused with the file, the line and a reason. */
#include "base/tap.h"
#include "web/template_page.h"

#include <string.h>

static const struct {
    const char *what;
    const char *template;
    const char *want; /* the reason */
} cases[] = {
    /* while loading */
    { "three braces", "a\n{{{subject}}}",
      "t.html:2: unescaped values are not allowed: give the "
      "field the type struct html" },
    { "an ampersand", "\n\n{{& subject}}",
      "t.html:3: unescaped values are not allowed: give the "
      "field the type struct html" },
    { "a tag without an end", "a\nb {{subject", "t.html:2: the tag is not closed" },
    { "a section without an end", "\n{{#open}}\n\n", "t.html:2: \"open\" is not closed" },
    { "an end without a section", "{{/open}}", "t.html:1: {{/open}} closes nothing" },
    { "crossed sections", "{{#open}}\n{{#n}}\n{{/open}}{{/n}}",
      "t.html:3: {{/open}} comes before the end of \"n\" (line 2)" },
    { "lines in comments count", "{{! a\nb\nc }}\n{{}}", "t.html:4: a tag without a name" },
    { "a name with a blank", "{{due date}}", "t.html:1: \"due date\" is not a name" },
    { "dynamic names", "{{>*subject}}", "t.html:1: \"*subject\" is not a name" },
    { "one mark", "{{=<%=}}", "t.html:1: new marks must be two, without =" },
    { "three marks", "{{=a b c=}}", "t.html:1: new marks must be two, without =" },
    { "marks without an end", "{{=<% %>}}", "t.html:1: new marks must end in =" },
    { "values beside the blocks of a parent", "{{<frame}}\n{{subject}}{{/frame}}",
      "t.html:2: only blocks may stand between {{<…}} and its end" },
    { "no words", "{{_ }}",
      "t.html:1: a translated text has words, and its _ follows the mark at once" },
    { "words the catalogues do not see", "{{ _Words}}",
      "t.html:1: a translated text has words, and its _ follows the mark at once" },
    { "not UTF-8", "a\xff", "t.html:1: not UTF-8" },
    /* while checking */
    { "a misspelt name", "{{subject}}\n{{subjct}}",
      "t.html:2: \"subjct\": no such field (struct page)" },
    { "a misspelt section", "{{#filse}}{{/filse}}",
      "t.html:1: \"filse\": no such field (struct page)" },
    { "a misspelt name in rows", "{{#files}}\n{{nme}}\n{{/files}}",
      "t.html:2: \"nme\": no such field (struct file)" },
    { "a misspelt name in a part", "{{>wrong}}",
      "wrong.html:2: \"nme\": no such field (struct page)" },
    { "a misspelt name in a block", "{{<frame}}\n{{$body}}{{nme}}{{/body}}{{/frame}}",
      "t.html:2: \"nme\": no such field (struct page)" },
    { "a misspelt name behind a dot", "{{first.nme}}",
      "t.html:1: \"first.nme\": no such field in the record it leads to (struct page)" },
    { "a misspelt name in a text", "{{_About {subjct}.}}",
      "t.html:1: \"subjct\": no such field (struct page)" },
    { "a misspelt name in a plural", "{{_One|{n} of {subjct}.}}",
      "t.html:1: \"subjct\": no such field (struct page)" },
    { "a misspelt part", "{{>prt}}", "t.html:1: \"prt\": there is no such template" },
    { "a misspelt layout", "{{<prt}}{{/prt}}", "t.html:1: \"prt\": there is no such template" },
    { "a misspelt way of showing", "{{due.shrt}}",
      "t.html:1: \"due.shrt\": no such field, nor a way of showing it (struct page)" },
    { "a way for another kind", "{{subject.short}}",
      "t.html:1: \"subject.short\": this way of showing does not fit the kind of the field (struct "
      "page)" },
    { "two ways at once", "{{due.short.iso}}",
      "t.html:1: \"due.short.iso\": too many dots (struct page)" },
    { "rows as a value", "{{files}}",
      "t.html:1: \"files\": rows, records and bytes cannot be written (struct page)" },
    { "bytes as a value", "{{raw}}",
      "t.html:1: \"raw\": rows, records and bytes cannot be written (struct page)" },
    { "sealed as a value", "{{story.sealed}}",
      "t.html:1: \"story.sealed\": sealed or not is a question for a section (struct page)" },
    { "a dot that means nothing", "{{#files}}{{.}}{{/files}}",
      "t.html:1: \".\": there is no field \"value\" that the dot could mean (struct file)" },
    { "a part that never ends", "{{>endless}}", "endless.html:1: nested too deep" },
    { "a block that holds itself", "{{<frame}}{{$body}}{{$body}}{{/body}}{{/body}}{{/frame}}",
      "t.html:1: \"body\": nested too deep" },
    { "parts that multiply", "{{>b1}}", "b9.html:1: the page grows too large" },
};

#define EIGHT(x) x x x x x x x x

static const char *outcome(struct arena *a, const char *template)
{
    const char *pairs[] = { "t.html",
                            template,
                            "wrong.html",
                            "\n{{nme}}",
                            "frame.html",
                            "<body>{{$body}}{{/body}}</body>",
                            "endless.html",
                            "a{{>endless}}",
                            "b1.html",
                            EIGHT("{{>b2}}"),
                            "b2.html",
                            EIGHT("{{>b3}}"),
                            "b3.html",
                            EIGHT("{{>b4}}"),
                            "b4.html",
                            EIGHT("{{>b5}}"),
                            "b5.html",
                            EIGHT("{{>b6}}"),
                            "b6.html",
                            EIGHT("{{>b7}}"),
                            "b7.html",
                            EIGHT("{{>b8}}"),
                            "b8.html",
                            EIGHT("{{>b9}}"),
                            "b9.html",
                            "0123456789{{subject}}",
                            NULL };

    return page_of(a, pairs, true, &langs[0]);
}

static void nesting(struct arena *a)
{
    struct buf b = buf_new(a);

    for (int i = 0; i < 33; i++)
        buf_str(&b, "{{#open}}\n");
    TAP_TEXT("sections nested too deep", outcome(a, buf_text(&b)),
             "t.html:33: nested more than 32 deep");
}

static void too_large(struct arena *a)
{
    size_t n = 600 * 1000;
    char *s = arena_alloc(a, n + 1);

    memset(s, 'a', n);
    TAP_TEXT("a file too large", outcome(a, s), "t.html:1: larger than 524288 bytes");
}

/* A page whose rows make it larger than a page may be. */
static void output(struct arena *a)
{
    struct page big = { 0 };
    struct page *rows = ARENA_ARRAY(a, struct page, 100);
    const char *pairs[] = { "t.html", "{{#below}}\n{{subject}}\n{{/below}}", NULL };
    struct template_env env = { .lang = &langs[0] };
    struct templates *t = NULL;
    struct err err = { 0 };
    struct buf out = buf_new(a);
    char *subject = arena_alloc(a, 100 * 1000 + 1);

    memset(subject, 'a', 100 * 1000);
    for (size_t i = 0; i < 100; i++)
        rows[i].subject = subject;
    big.below = (struct rows){ rows, 100 };
    TAP("a page too large is refused",
        templates_from_text(&t, pairs, &err) &&
            !template_render(t, "t.html", &page_record, &big, NULL, NULL, &env, &out, &err));
    TAP_TEXT("where it grew", err.detail, "t.html:2: the page is larger than 8388608 bytes");
    templates_free(t);
}

/* Records without a number that a plural could go by. */
static void plural_without_number(struct arena *a)
{
    static const char *const texts[] = { "{{_One|Many}}", "{{_One|{organisation}}}",
                                         "{{_One|{n}}}" };

    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *pairs[] = { "t.html", texts[i], NULL };
        struct templates *t = NULL;
        struct err err = { 0 };
        TAP(arena_printf(a, "a plural without a number: %s", texts[i]),
            templates_from_text(&t, pairs, &err) &&
                !template_check(t, "t.html", &layout_record, &err));
        TAP_TEXT("says so", err.detail, "t.html:1: \"n\": no such field (struct layout)");
        templates_free(t);
    }
}

static void without_layout(void)
{
    const char *pairs[] = { "t.html", "{{organisation}}", NULL };
    struct templates *t = NULL;
    struct err err = { 0 };

    TAP("a name of the layout, where there is none",
        templates_from_text(&t, pairs, &err) && !template_check(t, "t.html", &page_record, &err));
    TAP_TEXT("says so", err.detail, "t.html:1: \"organisation\": no such field (struct page)");
    err_clear(&err);
    TAP("a template that is not there", !template_check(t, "u.html", &page_record, &err));
    TAP_TEXT("says that", err.detail, "there is no template u.html");
    templates_free(t);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++)
        TAP_TEXT(cases[i].what, outcome(a, cases[i].template), cases[i].want);
    nesting(a);
    too_large(a);
    output(a);
    plural_without_number(a);
    without_layout();
    return tap_done();
}
