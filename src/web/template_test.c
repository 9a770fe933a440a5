/* Templates beside the cases of the mustache specification: kinds, formats, bounds. */
#include "base/tap.h"
#include "web/template.h"

#include <string.h>

struct file {
    const char *name;
    int64_t size;
};

static const struct field file_fields[] = {
    FIELD(struct file, name),
    FIELD(struct file, size),
};
static const struct record file_record = RECORD(struct file, file_fields);

struct page {
    const char *subject;
    bool open;
    int n;
    int64_t size;
    struct date due;
    struct instant received;
    struct secret story;
    struct secret closed_story;
    struct html body;
    struct bytes raw;
    struct rows files;
    const void *first;
    const void *none;
};

static const struct field page_fields[] = {
    FIELD(struct page, subject),
    FIELD(struct page, open),
    FIELD(struct page, n),
    FIELD(struct page, size),
    FIELD(struct page, due),
    FIELD(struct page, received),
    FIELD(struct page, story),
    FIELD(struct page, closed_story),
    FIELD(struct page, body),
    FIELD(struct page, raw),
    FIELD_ROWS(struct page, files, &file_record),
    FIELD_ONE(struct page, first, &file_record),
    FIELD_ONE(struct page, none, &file_record),
};
static const struct record page_record = RECORD(struct page, page_fields);

struct layout {
    const char *organisation;
    const char *subject;
};

static const struct field layout_fields[] = {
    FIELD(struct layout, organisation),
    FIELD(struct layout, subject),
};
static const struct record layout_record = RECORD(struct layout, layout_fields);

static const struct file files[] = { { "a<b>.pdf", 1200000 }, { "c.txt", 7 } };
static const struct page page = {
    .subject = "Tom & \"Jerry's\" <script>",
    .open = true,
    .n = 1234567,
    .size = 2500000,
    .due = { 2026, 11, 25 },
    .received = { SECONDS(1763289720) },
    .story = { "a <secret>", { (const unsigned char *)"x", 1 } },
    .closed_story = { NULL, { (const unsigned char *)"x", 1 } },
    .body = { "<b>bold</b>" },
    .raw = { (const unsigned char *)"x", 1 },
    .files = { files, 2 },
    .first = &files[1],
};
static const struct layout layout = { "Acme & Co", "hidden" };

/* The page, or the reason why there is none. */
static const char *render(struct arena *a, const char *text, bool checked)
{
    const char *pairs[] = { "t.html", text, "part.html", "[{{name}}]\n", NULL };
    struct template_env env = { .lang = &langs[0], .today = DAY(2026, 11, 22) };
    struct templates *t = NULL;
    struct err err = { 0 };
    struct buf out = buf_new(a);
    bool ok = zone_open("UTC", &env.zone, &err) && templates_from_text(&t, pairs, &err) &&
              (!checked || template_check_with(t, "t.html", &page_record, &layout_record, &err)) &&
              template_render(t, "t.html", &page_record, &page, &layout_record, &layout, &env, &out,
                              &err);

    templates_free(t);
    return ok ? buf_text(&out) : arena_str(a, err.detail);
}

static const struct {
    const char *what;
    const char *template;
    const char *want;
} cases[] = {
    { "text is escaped", "{{subject}}", "Tom &amp; &quot;Jerry&#39;s&quot; &lt;script&gt;" },
    { "struct html is written as it is", "{{body}}", "<b>bold</b>" },
    { "rows", "{{#files}}{{name}};{{/files}}", "a&lt;b&gt;.pdf;c.txt;" },
    { "rows are counted", "{{files.count}}", "2" },
    { "a record is entered", "{{#first}}{{name}}{{/first}}{{first.name}}", "c.txtc.txt" },
    { "no record, no section", "{{#none}}x{{/none}}{{^none}}y{{/none}}{{none.name}}", "y" },
    { "an opened secret is text", "{{story}}", "a &lt;secret&gt;" },
    { "a sealed secret is nothing", "({{closed_story}})", "()" },
    { "plain digits", "{{n.plain}}", "1234567" },
    { "grouped digits", "{{n}}", "1,234,567" },
    { "names of the layout come last", "{{organisation}} {{subject}}",
      "Acme &amp; Co Tom &amp; &quot;Jerry&#39;s&quot; &lt;script&gt;" },
    { "iso day", "{{due.iso}}", "2026-11-25" },
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++)
        TAP_TEXT(cases[i].what, render(a, cases[i].template, true), cases[i].want);
    return tap_done();
}
