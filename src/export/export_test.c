/* What was exported comes in again the same, on both engines; a spreadsheet runs nothing of it. */
#include "export/export.h"

#include "base/buf.h"
#include "import/import.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/receipt/filing.h"
#include "operation/try.h"
#include "people/second_person.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The manager asked, and somebody else allowed it. */
static void allow(struct try *t)
{
    int64_t id = 0;

    try_as(t, t->manager);
    TRY("it is asked for", second_person_ask(&t->act, SECOND_PERSON_EXPORT, "To look.", &id, &err));
    try_as(t, t->top);
    TRY("and allowed by somebody else", second_person_answer(&t->act, id, true, &err));
    try_as(t, t->manager);
}

static void alone(struct try *t)
{
    struct export_job job = { .act = &t->act, .p = &t->p, .to = stderr };
    struct export_count count;

    allow(t);
    try_as(t, t->top);
    TRY_REFUSED("[S15] nobody takes everything alone, nor with what others were allowed",
                export_all(&job, &count, &err), "An export of everything needs a second person.");
}

static const char *export_to(struct try *t, bool csv, int64_t want)
{
    char *path = arena_str(t->a, "/tmp/export_test_XXXXXX");
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    struct export_job job = { .act = &t->act, .p = &t->p, .csv = csv, .to = f };
    struct export_count count = { 0 };

    allow(t);
    TAP("a file to export to", f != NULL);
    TRY("everything is exported", export_all(&job, &count, &err));
    TAP_INT("each complaint once", count.written, want);
    fclose(f);
    return path;
}

static void told(void *to, const struct records *records, const struct import_result *r)
{
    (void)to;
    (void)records;
    if (r->why)
        printf("# line %" PRId64 ": %s\n", r->record->line, r->why);
}

static void import_again(struct try *t, const char *path, int64_t want)
{
    struct import_counts n;
    struct mapping map;
    struct import im = { .act = &t->act, .p = &t->p, .map = &map, .told = told };

    TRY("the mapping of exports is read", mapping_load(t->a, MAPPING_EXPORT, &map, &err));
    TRY("the export is imported", import_file(&im, path, &n, &err));
    TAP_INT("all of it", n.added, want);
    TAP_INT("without a rejected line", n.rejected, 0);
}

static json_t *lines_load(const char *path)
{
    json_t *all = json_array();
    char line[65536];
    FILE *f = fopen(path, "re");

    while (f && fgets(line, sizeof line, f))
        json_array_append_new(all, json_loads(line, 0, NULL));
    if (f)
        fclose(f);
    unlink(path);
    return all;
}

/* The one that was made of this one. */
static const json_t *made_of(const json_t *all, const char *reference)
{
    size_t i;
    json_t *one;

    json_array_foreach(all, i, one)
    {
        const char *of = json_string_value(json_object_get(one, "external_reference"));
        if (of && strcmp(of, reference) == 0)
            return one;
    }
    return NULL;
}

static void same(const json_t *before, const json_t *after, const char *name)
{
    const char *reference = json_string_value(json_object_get(before, "reference"));
    char what[100];

    snprintf(what, sizeof what, "%s of %s is the same", name, reference);
    TAP(what, json_equal(json_object_get(before, name), json_object_get(after, name)));
}

/* Tasks do not come along: what was said about them comes as a note. */
static void tasks_as_notes(const json_t *one)
{
    json_t *entries = json_object_get(one, "entries");
    json_t *entry;
    size_t i;

    json_array_foreach(entries, i, entry)
    {
        const char *kind = json_string_value(json_object_get(entry, "kind"));
        if (strcmp(kind, "task") == 0 || strcmp(kind, "outside_named") == 0)
            json_object_set_new(entry, "kind", json_string("note"));
    }
}

static void compare(const json_t *before, const json_t *after)
{
    /* clang-format off */
    static const char *const names[] = {
        "type", "channel", "received_at", "language", "privacy", "subject", "description",
        "product", "product_reference", "class", "class_label", "problems", "sought",
        "remedy_sought", "happened_on", "happened_until", "happened_text", "place", "recurrent",
        "segment", "immediate_action", "referred_by", "severity", "safety", "priority", "authority",
    };
    static const char *const of_person[] = {
        "kind", "name", "email", "phone", "fax", "address", "postcode", "country", "language",
    };
    static const char *const of_closed[] = { "stage", "outcome", "answer", "closed_at", "entries" };
    /* clang-format on */
    const char *stage = json_string_value(json_object_get(before, "stage"));

    for (size_t i = 0; i < COUNT(names); i++)
        same(before, after, names[i]);
    for (size_t i = 0; i < COUNT(of_person); i++)
        TAP(of_person[i],
            json_equal(json_object_get(json_object_get(before, "complainant"), of_person[i]),
                       json_object_get(json_object_get(after, "complainant"), of_person[i])) ||
                json_is_null(json_object_get(before, "complainant")));
    for (size_t i = 0; strcmp(stage, "closed") == 0 && i < COUNT(of_closed); i++)
        same(before, after, of_closed[i]);
}

static int64_t many_words(struct try *t)
{
    struct filing_entry said[] = {
        { "reply",
          "out",
          "letter",
          "fr-CA",
          "staff",
          "Dear Ms Example,\nit is mended.\n",
          { t->act.now.us - SECONDS(3600) } },
        { "fact", "in", "email", "vi", "complainant", "Cảm ơn \"bạn\"", t->act.now },
        { "correction", "in", "web", "vi", "complainant", "Tôi viết nhầm.", t->act.now },
        { "task", "internal", NULL, "en", "outside", "When does it come?", t->act.now },
        { "outside_named", "internal", NULL, "en", "staff", "They have to ring.", t->act.now },
    };
    struct filing_past past = { .source_system = "older",
                                .external_reference = "77",
                                .closed = true,
                                .outcome = "upheld",
                                .answer = "accepted",
                                .severity = "minor",
                                .safety = "none",
                                .priority = "normal",
                                .closed_at = t->act.now,
                                .entry = said,
                                .n_entries = COUNT(said) };
    struct filing f = { .one_time = "export-1",
                        .channel = "fax",
                        .language = "zh-Hant",
                        .subject = "=HYPERLINK(\"x\")",
                        .description = "  電梯壞了。\n\tTwo \"quoted\" words, a comma  \n",
                        .product = "Lift",
                        .product_reference = "C-7",
                        .sought = "something",
                        .remedy_sought = "Repair it.",
                        .happened_on = DAY(2025, 3, 1),
                        .happened_until = DAY(2025, 3, 9),
                        .happened_text = "every night",
                        .place = "Block C",
                        .recurrent = "yes",
                        .segment = "tenants",
                        .immediate_action = "A pump was lent.",
                        .referred_by = "The tenants' union",
                        .complainant = { .name = "Mai Example",
                                         .email = "mai@example.org",
                                         .address = "1 Lane\nTown",
                                         .postcode = "AB1",
                                         .language = "fr" },
                        .representative = { .name = "Lan Example" },
                        .authority = "letter of 1 March",
                        .problems = { "P06", "P01" },
                        .n_problems = 2,
                        .past = &past };
    struct receipt r = { 0 };

    TRY("a closed complaint with much in it", receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static void spreadsheet(struct try *t, int64_t n)
{
    const char *path = export_to(t, true, n);
    char text[65536] = "";
    FILE *f = fopen(path, "re");

    TAP("the spreadsheet", f && fread(text, 1, sizeof text - 1, f) > 0 && fclose(f) == 0);
    unlink(path);
    TAP("names its columns", strncmp(text, "\"reference\",\"type\",", 19) == 0);
    TAP("those of the complainant too", strstr(text, "\"complainant_email\"") != NULL);
    TAP("[S5] and runs no formula", strstr(text, "\"'=HYPERLINK(\"\"x\"\")\"") != NULL);
}

static void exporting(struct try *t)
{
    const char *first, *second;
    json_t *before, *after, *one;
    size_t i;

    alone(t);
    many_words(t);
    try_investigated(t, try_file(t, "export-2"));
    try_file_anonymous(t, "export-3");
    spreadsheet(t, 3);
    first = export_to(t, false, 3);
    import_again(t, first, 3);
    second = export_to(t, false, 6);
    before = lines_load(first);
    after = lines_load(second);
    TAP_INT("three lines", (int64_t)json_array_size(before), 3);
    json_array_foreach(before, i, one)
    {
        const char *reference = json_string_value(json_object_get(one, "reference"));
        const json_t *again = made_of(after, reference);
        TAP("it came in again", again != NULL);
        tasks_as_notes(one);
        compare(one, again);
    }
    json_decref(before);
    json_decref(after);
}

/* The same organisation, other eyes: one whose complainant asked for confidence, one about the
 * manager. */
static int64_t confidential(struct try *t)
{
    int64_t id = try_file(t, "export-sealed");
    struct dossier d = try_load(t, id);
    struct complaint_row c = d.c;
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;
    bool ok;

    c.privacy = "confidential";
    ok = tx_begin(&tx, t->db, &err) && history_begin(&h, &t->act, id, "retyped", NULL, &err) &&
         case_save(&h, &t->p, &d, &c, &err) && history_end(&h, &err) && tx_commit(&tx, &err);
    try_why(&err, ok);
    return id;
}

static const json_t *of_case(struct try *t, const json_t *all, int64_t id)
{
    const char *reference = try_load(t, id).c.reference;
    size_t i;
    json_t *one;

    json_array_foreach(all, i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, "reference")), reference) == 0)
            return one;
    }
    return NULL;
}

static const char *who(struct try *t, const json_t *all, int64_t id)
{
    const json_t *person = json_object_get(of_case(t, all, id), "complainant");
    const char *name = json_string_value(json_object_get(person, "name"));
    const char *email = json_string_value(json_object_get(person, "email"));

    return name ? name : email ? email : "";
}

static json_t *taken_by(struct try *t, int64_t taker, int64_t other, struct export_count *count)
{
    char path[] = "/tmp/export_test_XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    struct export_job job = { .act = &t->act, .p = &t->p, .to = f };
    int64_t id = 0;

    try_as(t, taker);
    TRY("asked for", second_person_ask(&t->act, SECOND_PERSON_EXPORT, "To look.", &id, &err));
    try_as(t, other);
    TRY("allowed", second_person_answer(&t->act, id, true, &err));
    try_as(t, taker);
    TRY("taken", f && export_all(&job, count, &err));
    if (f)
        fclose(f);
    return lines_load(path);
}

static void walls(struct try *t)
{
    int64_t open = try_file(t, "export-open"), sealed = confidential(t);
    int64_t about = try_file(t, "export-about");
    struct export_count count;
    json_t *all;

    try_as(t, t->handler);
    TRY("one is about the manager", conflict_declare(&t->act, &t->p, about, 0, t->manager,
                                                     "complained_about", "Said so.", &err));
    all = taken_by(t, t->manager, t->top, &count);
    TAP_INT("the manager gets two of three", count.written, 2);
    TAP_INT("[4.7-a] and the own one is left out", count.left_out, 1);
    TAP("[4.7-a] not a word of it", json_array_size(all) == 2 && !of_case(t, all, about));
    TAP("with the name that is open", *who(t, all, open) != '\0');
    TAP("[4.10-a] without the one that is sealed", *who(t, all, sealed) == '\0');
    TAP_INT("which is said", count.sealed, 1);
    json_decref(all);
    all = taken_by(t, t->top, t->manager, &count);
    TAP_INT("top management gets all", count.written, 3);
    TAP("[4.10-a] without a name: it may read none",
        *who(t, all, open) == '\0' && *who(t, all, sealed) == '\0' && *who(t, all, about) == '\0');
    TAP_INT("which is said of each", count.sealed, 3);
    json_decref(all);
}

int main(void)
{
    try_on_both("export_walls", walls);
    try_on_both("export", exporting);
    return tap_done();
}
