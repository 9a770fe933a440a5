/*
 * The cases of the mustache specification, on records made of their data.
 *
 *     template_spec_test FOLDER …
 *
 * The files of specification 1.1.2 come with an npm package; tests/mustache/ has
 * the cases that were added since, and inheritance, under their official names in
 * our own words. Templates with unescaped values must be refused, so those cases
 * prove that loading fails. What field tables cannot hold:
 *
 * - ~lambdas: no kind of field is a function; the file is left out
 * - ~dynamic-names: which partial is shown is known at the start; refused
 * - decimal fractions: no kind of field; the data has them as text
 * - lists of different kinds: rows have one record; members of several kinds are text
 */
#include "base/tap.h"
#include "web/json_rows.h"
#include "web/template.h"

#include <glob.h>
#include <string.h>

static bool unescaped(const char *text)
{
    return strstr(text, "{{{") || strstr(text, "{{&");
}

/* Name, text, name, text, …, NULL, as templates_from_text wants them. */
static const char **pairs_of(struct arena *a, const json_t *test, bool *refused)
{
    json_t *partials = json_object_get(test, "partials");
    const char **pairs = ARENA_ARRAY(a, const char *, 2 * json_object_size(partials) + 3);
    const char *name;
    json_t *text;
    size_t n = 0;

    pairs[n++] = "the template";
    pairs[n++] = json_string_value(json_object_get(test, "template"));
    json_object_foreach(partials, name, text)
    {
        pairs[n++] = name;
        pairs[n++] = json_string_value(text);
    }
    for (size_t i = 1; i < n; i += 2)
        *refused |= unescaped(pairs[i]);
    return pairs;
}

static void expect_refused(const char *what, const char **pairs)
{
    struct templates *t = NULL;
    struct err err = { 0 };
    bool loaded = templates_from_text(&t, pairs, &err);

    TAP(what, !loaded && strstr(err.detail, "unescaped values are not allowed"));
    templates_free(t);
}

static void expect_text(struct arena *a, const char *what, const char **pairs, const json_t *test)
{
    struct template_env env = { .lang = &langs[0], .today = DAY(2026, 11, 22) };
    const json_t *data = json_object_get(test, "data");
    const struct record *r = json_rows_record(a, data);
    struct templates *t = NULL;
    struct err err = { 0 };
    struct buf out = buf_new(a);
    bool ok =
        templates_from_text(&t, pairs, &err) &&
        template_render(t, pairs[0], r, json_rows_row(a, r, data), NULL, NULL, &env, &out, &err);

    TAP_TEXT(what, ok ? buf_text(&out) : err.detail,
             json_string_value(json_object_get(test, "expected")));
    templates_free(t);
}

static void run_case(const char *file, const json_t *test)
{
    AUTO_ARENA a = arena_new();
    bool refused = false;
    const char **pairs = pairs_of(a, test, &refused);
    const char *what =
        arena_printf(a, "%s: %s", file, json_string_value(json_object_get(test, "name")));

    if (refused)
        expect_refused(arena_printf(a, "%s (refused)", what), pairs);
    else
        expect_text(a, what, pairs, test);
}

static void run_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    json_error_t error;
    json_t *file = json_load_file(path, 0, &error);
    const json_t *tests = json_object_get(file, "tests");

    TAP(path, json_array_size(tests) > 0);
    for (size_t i = 0; i < json_array_size(tests); i++)
        run_case(slash ? slash + 1 : path, json_array_get(tests, i));
    json_decref(file);
}

static void run_folder(const char *folder)
{
    AUTO_ARENA a = arena_new();
    glob_t files;

    if (glob(arena_printf(a, "%s/*.json", folder), 0, NULL, &files) != 0) {
        tap_skip(folder, "is not installed: npm ci");
        return;
    }
    for (size_t i = 0; i < files.gl_pathc; i++)
        if (!strstr(files.gl_pathv[i], "~lambdas"))
            run_file(files.gl_pathv[i]);
    globfree(&files);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        run_folder(argv[i]);
    return tap_done();
}
