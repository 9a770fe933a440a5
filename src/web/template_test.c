/* What templates show, beside the cases of the mustache specification: every kind of
 * field in every way, translated texts, layouts, and an organisation's own copies. */
#include "base/tap.h"
#include "web/embedded.h"
#include "web/template_page.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ESCAPED "Tom &amp; &quot;Jerry&#39;s&quot; &lt;script&gt;"

static const struct {
    const char *what;
    const char *template;
    const char *want;
} cases[] = {
    { "text is escaped [S1]", "<p>{{subject}}", "<p>" ESCAPED },
    { "so it is in attributes [S1]", "<a title=\"{{subject}}\" alt='{{subject}}'>",
      "<a title=\"" ESCAPED "\" alt='" ESCAPED "'>" },
    { "struct html is written as it is", "{{body}}", "<b>bold</b>" },
    { "yes and no", "{{open}} {{shut}}", "true false" },
    { "numbers are grouped", "{{n}} {{size}} {{zero}}", "1,234,567 1,258,291 0" },
    { "plain digits", "{{n.plain}} {{size.plain}}", "1234567 1258291" },
    { "sizes", "{{size.bytes}}", "1.2 MB" },
    { "rows are counted", "{{files.count}} {{none.count}}", "2 0" },
    { "a day, in each way", "{{due}}|{{due.day}}|{{due.short}}|{{due.long}}|{{due.iso}}",
      "Wednesday 25 November|Wednesday 25 November|Wed 25 Nov|Wednesday 25 November "
      "2026|2026-11-25" },
    { "a moment, as a machine reads it, and its time of day", "{{received.iso}} {{received.time}}",
      "2026-11-16T10:42:00+00:00 10:42" },
    { "a moment, in short", "{{received.short}}", "Mon 16 Nov 10:42" },
    { "no day and no moment are nothing", "({{no_day}}{{no_day.iso}}{{never}}{{never.time}})",
      "()" },
    { "rows", "{{#files}}{{name}};{{/files}}{{#none}}x{{/none}}{{^none}}none{{/none}}",
      "a&lt;b&gt;.pdf;c.txt;none" },
    { "within rows the names further out are there", "{{#files}}{{name}} of {{n.plain}};{{/files}}",
      "a&lt;b&gt;.pdf of 1234567;c.txt of 1234567;" },
    { "rows of the page's own record hide it, and then it is back",
      "{{#below}}{{subject}};{{/below}}{{subject}}", "below &lt;1&gt;;below &lt;2&gt;;" ESCAPED },
    { "a record", "{{#first}}{{name}}{{/first}} {{first.name}}", "c.txt c.txt" },
    { "a record that is not there",
      "({{#nothing}}x{{/nothing}}{{nothing.name}}{{^nothing}}no{{/nothing}})", "(no)" },
    { "is it set",
      "{{#open}}a{{/open}}{{#shut}}b{{/shut}}{{#zero}}c{{/zero}}{{#due}}d{{/due}}"
      "{{#no_day}}e{{/no_day}}{{#raw}}f{{/raw}}{{#files.count}}g{{/files.count}}",
      "adfg" },
    { "an opened secret is text, escaped", "{{#story}}{{story}}{{/story}}", "a &lt;secret&gt;" },
    { "a sealed secret is not there", "({{sealed_story}}{{#sealed_story}}x{{/sealed_story}})",
      "()" },
    { "sealed or not can be asked",
      "{{#sealed_story.sealed}}sealed{{/sealed_story.sealed}}{{^story.sealed}} "
      "open{{/story.sealed}}",
      "sealed open" },
    { "the layout's names are there, behind the page's", "{{organisation}}: {{subject}}",
      "Acme &amp; Co: " ESCAPED },
    { "a text with a value, escaped", "{{_About {subject}.}}", "About " ESCAPED "." },
    { "the words are escaped too", "{{_It's \"here\" & there.}}",
      "It&#39;s &quot;here&quot; &amp; there." },
    { "a value at the end, and in its own way", "{{_By {due.short}}}, {{_{n.plain}}}",
      "By Wed 25 Nov, 1234567" },
    { "a brace that is no name", "{{_a {b c} d}}", "a {b c} d" },
    { "white space in a text is one blank", "{{_Two\n      lines.}}", "Two lines." },
    { "HTML in a text stays HTML", "{{_See {body}}}", "See <b>bold</b>" },
    { "plural: by n", "{{_1 thing is missing.|{n} things are missing.}}",
      "1,234,567 things are missing." },
    { "plural: by the first number named",
      "{{_1 file of {subject}|{files.count} files of {subject}}}", "2 files of " ESCAPED },
    { "plural: one", "{{_{one} file|{one} files}}", "1 file" },
    { "parts and layouts know where they are",
      "{{<frame}}{{$body}}{{#files}}{{>part}}{{/files}}{{/body}}{{/frame}}",
      "<body>[a&lt;b&gt;.pdf][c.txt]</body>" },
    { "the ending of a part may be left out, or not", "{{#first}}{{>part.html}}{{>part}}{{/first}}",
      "[c.txt][c.txt]" },
    { "a part within itself", "{{>tree}}", ESCAPED "(below &lt;1&gt;()below &lt;2&gt;())" },
};

static void all_cases(struct arena *a)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *pairs[] = { "t.html",     cases[i].template,
                                "part.html",  "[{{name}}]",
                                "frame.html", "<body>{{$body}}{{/body}}</body>",
                                "tree.html",  "{{subject}}({{#below}}{{>tree}}{{/below}})",
                                NULL };
        TAP_TEXT(cases[i].what, page_of(a, pairs, true, &langs[0]), cases[i].want);
        TAP_TEXT("  the same unchecked", page_of(a, pairs, false, &langs[0]), cases[i].want);
    }
}

static void languages(struct arena *a)
{
    const char *pairs[] = { "t.html", "{{_Answer yes or no.}}", NULL };

    for (int i = 0; i < LANGS; i++)
        TAP_TEXT(arena_printf(a, "a text in %s", langs[i].name), page_of(a, pairs, true, &langs[i]),
                 lang_text(&langs[i], "Answer yes or no."));
    TAP("and it is not the English one",
        strcmp(page_of(a, pairs, true, &langs[3]), "Answer yes or no.") != 0);
}

/* Names that are nowhere are nothing when nobody checked, as in Mustache. */
static void unchecked(struct arena *a)
{
    const char *pairs[] = { "t.html",
                            "({{wrong}}{{#wrong}}x{{/wrong}}{{>wrong}}{{due.wrong}}{{_{wrong}}})",
                            NULL };

    TAP_TEXT("unchecked names that are nowhere", page_of(a, pairs, false, &langs[0]), "()");
}

static void blocks_given(struct arena *a)
{
    const char *pairs[] = { "part.html",
                            "{{#$hint}}<i>{{$hint}}{{/hint}}</i>{{/$hint}}{{^$hint}}-{{/$hint}}",
                            "t.html",
                            "{{<part}}{{$hint}}{{subject}}{{/hint}}{{/part}}"
                            "{{<part}}{{/part}}{{<part}}{{$hint}}{{/hint}}{{/part}}",
                            NULL };
    const char *values[] = { "part.html",
                             "{{#$hint}}<i>{{$hint}}{{/hint}}</i>{{/$hint}}{{^$hint}}-{{/$hint}}",
                             "t.html",
                             "{{<part}}{{$hint}}{{no_day}}{{/hint}}{{/part}}"
                             "{{<part}}{{$hint}}{{first.name}}{{/hint}}{{/part}}"
                             "{{#first}}{{<part}}{{$hint}}{{name}}{{/hint}}{{/part}}{{/first}}"
                             "{{<part}}{{$hint}}on {{no_day}}{{/hint}}{{/part}}",
                             NULL };

    TAP_TEXT("what is around a block is there only with it", page_of(a, pairs, true, &langs[0]),
             "<i>" ESCAPED "</i>--");
    TAP_TEXT("and around one that is a value alone only when it is set",
             page_of(a, values, true, &langs[0]), "-<i>c.txt</i><i>c.txt</i><i>on </i>");
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    if (f) {
        fputs(text, f);
        fclose(f);
    }
}

static void own_copies(struct arena *a)
{
    char folder[] = "/tmp/redress-template-XXXXXX";
    struct template_env env = { .lang = &langs[0] };
    struct templates *t = NULL;
    struct buf out = buf_new(a);
    struct err err = { 0 };
    const char *sub, *path;

    TAP("a folder for own copies", mkdtemp(folder));
    sub = arena_printf(a, "%s/letters", folder);
    path = arena_printf(a, "%s/thanks.txt", sub);
    TAP("made", mkdir(sub, 0700) == 0);
    write_file(path, "Dear {{subject}}");
    TAP("own copies are loaded", templates_load(&t, folder, &err));
    TAP("by their path below the folder", template_render(t, "letters/thanks.txt", &page_record,
                                                          &page, NULL, NULL, &env, &out, &err));
    TAP_TEXT("and shown", buf_text(&out), "Dear " ESCAPED);
    templates_free(t);
    write_file(path, "\n{{#x}}");
    TAP("a wrong one stops the start", !templates_load(&t, folder, &err));
    TAP_TEXT("and says where", err.detail, "letters/thanks.txt:2: \"x\" is not closed");
    unlink(path);
    rmdir(sub);
    rmdir(folder);
    err_clear(&err);
    TAP("a folder that is not there stops the start", !templates_load(&t, folder, &err));
}

static void built_in(void)
{
    struct templates *t = NULL;
    struct err err = { 0 };
    bool sorted = true, found = true;

    TAP("the built-in templates can be read", templates_load(&t, NULL, &err));
    TAP_TEXT("without an error", err.detail, "");
    templates_free(t);
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *e = &embedded_files[i];
        sorted &= i == 0 || strcmp(e[-1].path, e->path) < 0;
        found &= embedded_find(e->path) == e && strlen(e->hash) == 16 && e->s[e->n] == '\0';
    }
    TAP("built-in files are sorted", sorted);
    TAP("and found, with a hash", found);
    TAP("others are not", !embedded_find("static/nowhere"));
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    all_cases(a);
    languages(a);
    unchecked(a);
    blocks_given(a);
    own_copies(a);
    built_in();
    return tap_done();
}
