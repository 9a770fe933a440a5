/* The page that templates are tested with. */
#include "web/template_page.h"

struct file {
    const char *name;
    int64_t size;
};

static const struct field file_fields[] = {
    FIELD(struct file, name),
    FIELD(struct file, size),
};
static const struct record file_record = RECORD(struct file, file_fields);

static const struct field page_fields[] = {
    FIELD(struct page, subject),
    FIELD(struct page, open),
    FIELD(struct page, shut),
    FIELD(struct page, n),
    FIELD(struct page, one),
    FIELD(struct page, zero),
    FIELD(struct page, size),
    FIELD(struct page, due),
    FIELD(struct page, no_day),
    FIELD(struct page, received),
    FIELD(struct page, never),
    FIELD(struct page, story),
    FIELD(struct page, sealed_story),
    FIELD(struct page, body),
    FIELD(struct page, raw),
    FIELD_ROWS(struct page, files, &file_record),
    FIELD_ROWS(struct page, none, &file_record),
    FIELD_ROWS(struct page, below, &page_record),
    FIELD_ONE(struct page, first, &file_record),
    FIELD_ONE(struct page, nothing, &file_record),
};
const struct record page_record = RECORD(struct page, page_fields);

static const struct field layout_fields[] = {
    FIELD(struct layout, organisation),
    FIELD(struct layout, subject),
};
const struct record layout_record = RECORD(struct layout, layout_fields);

static const struct file files[] = { { "a<b>.pdf", 1258291 }, { "c.txt", 7 } };

static const struct page below[] = { { .subject = "below <1>" }, { .subject = "below <2>" } };

const struct page page = {
    .subject = "Tom & \"Jerry's\" <script>",
    .open = true,
    .n = 1234567,
    .one = 1,
    .size = 1258291,
    .due = { 2026, 11, 25 },
    .received = { SECONDS(1794825720) }, /* 2026-11-16, 10:42 */
    .story = { "a <secret>", { (const unsigned char *)"x", 1 } },
    .sealed_story = { NULL, { (const unsigned char *)"x", 1 } },
    .body = { "<b>bold</b>" },
    .raw = { (const unsigned char *)"x", 1 },
    .files = { files, 2 },
    .below = { below, 2 },
    .first = &files[1],
};

const struct layout layout = { "Acme & Co", "hidden" };

const char *page_of(struct arena *a, const char *const *pairs, bool checked,
                    const struct lang *lang)
{
    struct template_env env = { .lang = lang, .today = DAY(2026, 11, 22) };
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
