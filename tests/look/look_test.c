/*
 * Draws every page with sample rows and with rows of nothing, in every language.
 *
 * A sample is JSON beside this file, "portal.start.json" for portal/start.html, read by the
 * field table of the page. What is drawn stays in the folder that is the second
 * argument, for the eye, and for the tests with a browser.
 */
#include "base/tap.h"
#include "edge/pages.h"
#include "web/answer.h"
#include "web/embedded.h"
#include "web/page.h"
#include "web/template.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct date today = { 2026, 11, 23 };

static const char *dotted(struct arena *a, const char *template)
{
    char *name = arena_strn(a, template, strlen(template) - strlen(".html"));

    for (char *s = name; *s; s++)
        if (*s == '/')
            *s = '.';
    return name;
}

/* Reads a sample into the row; a page without one is drawn empty. */
static bool sample(struct arena *a, const char *folder, const char *name, const struct record *r,
                   void *row, struct err *err)
{
    json_error_t why;
    json_t *json = json_load_file(arena_printf(a, "%s/%s.json", folder, name), 0, &why);
    bool ok = !json || json_record(a, json, r, row, err);

    if (!json && json_error_code(&why) != json_error_cannot_open_file) {
        return err_internal(err, "%s line %d: %s", name, why.line, why.text);
    }
    json_decref(json);
    return ok;
}

/* Answers within records within the row get their names, as pages give them: those of one row of
 * several are told apart by its number. */
static void name_answers(struct arena *a, const struct record *r, void *row, const char *number)
{
    answers_fill(a, r, row, NULL, NULL, NULL, NULL);
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        if (f->kind == FIELD_ONE && f->sub == &answer_record && *number) {
            struct answer **answer = field_at(f, row);
            (*answer)->name = arena_printf(a, "%s%s", f->name, number);
        }
        struct rows *rows = field_at(f, row);
        if (f->kind != FIELD_ROWS || f->sub == r)
            continue;
        for (size_t n = 0; n < rows->n; n++)
            name_answers(a, f->sub, (char *)rows->row + n * f->sub->size,
                         arena_printf(a, "%s-%s-%zu", number, f->name, n + 1));
    }
}

static bool save(struct arena *a, const char *folder, const char *name, const char *tag,
                 const struct buf *page)
{
    FILE *file = fopen(arena_printf(a, "%s/%s.%s.html", folder, name, tag), "w");
    bool ok = file && fwrite(page->s, 1, page->n, file) == page->n;

    return file && fclose(file) == 0 && ok;
}

static bool save_static(struct arena *a, const char *folder)
{
    mkdir(arena_printf(a, "%s/static", folder), 0755);
    for (size_t i = 0; i < embedded_count; i++) {
        if (strncmp(embedded_files[i].path, "static/", 7) != 0)
            continue;
        FILE *file = fopen(arena_printf(a, "%s/%s", folder, embedded_files[i].path), "w");
        if (!file)
            return false;
        fwrite(embedded_files[i].s, 1, embedded_files[i].n, file);
        if (fclose(file) != 0)
            return false;
    }
    return true;
}

struct look {
    struct arena *a;
    struct templates *templates;
    const char *samples, *out;
    const struct zone *zone;
};

static bool draw(const struct look *look, const struct page_of *page, const struct lang *lang,
                 bool empty, struct err *err)
{
    struct arena *a = look->a;
    const char *name = dotted(a, page->template);
    struct template_env env = { lang, look->zone, today };
    struct page layout = { 0 };
    struct buf out = buf_new(a);
    void *row = arena_alloc(a, page->record->size);

    if (!sample(a, look->samples, "page", &page_record, &layout, err) ||
        (!empty && !sample(a, look->samples, name, page->record, row, err)))
        return false;
    struct page_language *links = ARENA_ARRAY(a, struct page_language, LANGS);
    for (size_t i = 0; i < LANGS; i++)
        links[i] =
            (struct page_language){ langs[i].tag, langs[i].name, "#", i == (size_t)lang->index };
    layout.languages = (struct rows){ links, LANGS };
    layout.tag = lang->tag;
    if (!empty)
        name_answers(a, page->record, row, "");
    if (!template_render(look->templates, page->template, page->record, row, &page_record, &layout,
                         &env, &out, err))
        return false;
    if (strstr(buf_text(&out), " id=\"answers\"")) {
        layout.holds_answers = true;
        out = buf_new(a);
        if (!template_render(look->templates, page->template, page->record, row, &page_record,
                             &layout, &env, &out, err))
            return false;
    }
    if (!strstr(buf_text(&out), "</html>"))
        return err_internal(err, "half a page");
    return empty || save(a, look->out, name, lang->tag, &out);
}

int main(int argc, char **argv)
{
    AUTO_ARENA a = arena_new();
    struct err err = { 0 };
    struct look look = { .a = a };

    look.samples = argc > 1 ? argv[1] : "tests/look/samples";
    look.out = argc > 2 ? argv[2] : "/tmp";
    if (!TAP("templates are read", templates_load(&look.templates, NULL, &err)) ||
        !TAP("the zone is known", zone_open("Europe/London", &look.zone, &err))) {
        printf("# %s\n", err.detail);
        return tap_done();
    }
    TAP("static files are there", save_static(a, look.out));
    for (const struct page_of *page = pages; page->template; page++) {
        err = (struct err){ 0 };
        if (!TAP(arena_printf(a, "%s fits its record", page->template),
                 template_check_with(look.templates, page->template, page->record, &page_record,
                                     &err)))
            printf("# %s\n", err.detail);
        for (size_t l = 0; l < LANGS; l++) {
            err = (struct err){ 0 };
            bool ok = draw(&look, page, &langs[l], false, &err);
            TAP(arena_printf(a, "%s in %s", page->template, langs[l].tag), ok);
            if (!ok)
                printf("# %s %s %s\n", err.text, err.field ? err.field : "", err.detail);
        }
        TAP(arena_printf(a, "%s of nothing", page->template),
            draw(&look, page, &langs[0], true, &err));
    }
    templates_free(look.templates);
    return tap_done();
}
