/* Every sealed text can be redacted, those of a case be put back, or the reason why not stands
 * here. [4.10-a] [S57] */
#include "redact/place.h"

#include "complaint/pack_read.h"
#include "complaint/redaction.h"
#include "complaint/search.h"
#include "complaint/spend.h"
#include "db/search_sql.h"
#include "i18n/words.h"
#include "operation/receipt/own_flow.h"
#include "operation/step.h"
#include "operation/try.h"
#include "people/packs_flow.h"
#include "redact/record_text.h"
#include "redact/redact.h"

#include <string.h>

/* -- none is forgotten -- */

static const struct {
    const char *table, *column, *why;
} whole[] = {
    { "file", "key", "no text" },
    { "file", "name", "goes with the file" },
    { "reportability", "answers", "codes of answers to questions of the law" },
    { "reportability", "number", "what an authority called it" },
    { "file", "title", "goes with the file" },
    { "file", "sha256", "no text" },
    { "evidence", "sha256", "no text" },
    { "entry", "named", "who somebody is: roles hide it" },
    { "party", "authority", "who somebody is: roles hide it, a correction takes it out" },
    { "redaction", "passage", "what was redacted" },
    { "redaction", "why", "the reason of an act" },
    { "redaction", "lift_why", "the reason of an act" },
    { "legal_hold", "why", "the reason of an act" },
    { "legal_hold", "lift_why", "the reason of an act" },
    { "erasure", "why", "the reason of an act" },
    { "erasure", "refused_why", "the reason of an act" },
    { "identity_request", "why", "the reason of an act" },
    { "identity_request", "answer", "the reason of an act" },
    { "person", "name", "who somebody is: roles hide it, a correction takes it out" },
    { "person", "address", "the same" },
    { "person", "postcode", "the same" },
    { "person", "email", "the same" },
    { "person", "phone", "the same" },
    { "person", "fax", "the same" },
    { "person", "needs", "the same" },
    { "staff", "login", "who works here, as long as the history says who did what" },
    { "staff", "name", "the same" },
    { "second_factor", "secret", "no text" },
    { "second_person", "reason", "the reason of an act" },
    { "saved_search", "name", "whoever saved it forgets it" },
    { "saved_search", "address", "the same" },
    { "outsider", "name", "an administrator writes it anew, and what stood there is gone" },
    { "outsider", "contact", "the same" },
    { "outsider", "email", "the same" },
    { "outsider", "phone", "the same" },
    { "outsider", "address", "the same" },
    { "analysis", "figures", "figures, which no person wrote" },
};

static bool reasoned(const char *table, const char *column)
{
    for (size_t i = 0; i < COUNT(whole); i++)
        if (strcmp(whole[i].table, table) == 0 && strcmp(whole[i].column, column) == 0)
            return true;
    return false;
}

static void columns(void)
{
    for (const struct table *const *t = tables; *t; t++)
        for (size_t i = 0; i < (*t)->record->n; i++) {
            const char *column = (*t)->record->fields[i].name;
            char name[100];
            if ((*t)->seals[i] == SEAL_NONE)
                continue;
            snprintf(name, sizeof name, "[S57] %s.%s is redactable or has a reason", (*t)->name,
                     column);
            TAP(name, (place_redactable((*t)->name, column) ||
                       record_redactable((*t)->name, column)) != reasoned((*t)->name, column));
            if (record_redactable((*t)->name, column))
                TAP("[S57] and goes with the key of its record", (*t)->key >= 0);
        }
}

/* -- each of them -- */

#define PASSAGE "Ms Wu of the third floor"

/* A row that says something everywhere. */
static void row_fill(const struct try *t, const struct table *of, void *row)
{
    for (size_t i = 1; i < of->record->n; i++) {
        const struct field *f = &of->record->fields[i];
        void *p = field_at(f, row);
        if (f->kind == FIELD_SECRET)
            *(struct secret *)p = secret_text(arena_printf(t->a, "%s: " PASSAGE ".", f->name));
        else if (f->kind == FIELD_TEXT && !*(const char **)p)
            *(const char **)p = "no";
        else if (f->kind == FIELD_INSTANT && !instant_is_set(*(struct instant *)p))
            *(struct instant *)p = t->act.now;
        else if (f->kind == FIELD_INT64 && *(int64_t *)p == 0 && (of->version != (int)f->offset))
            *(int64_t *)p = 7;
    }
}

/* A remedy is counted where it is written. */
static bool row_add(struct step *s, const struct table *of, void *row, struct err *err)
{
    struct remedy_row *remedy = row;

    if (of != &remedy_table)
        return history_insert(&s->h, of, row, err);
    remedy->state = word_code(&remedy_state_words, REMEDY_CARRIED_OUT);
    remedy->done_on = DAY(2026, 2, 3);
    return spend_insert(&s->h, &s->d.c, remedy, err);
}

#define ROW_ADD(x)                                                                                 \
    if (&x##_table != &party_table && &x##_table != &file_table && &x##_table != &clock_table &&   \
        &x##_table != &own_field_table) {                                                          \
        struct x##_row *row = ARENA_NEW(t->a, struct x##_row);                                     \
        row->complaint_id = s.d.c.id;                                                              \
        row_fill(t, &x##_table, row);                                                              \
        ok = ok && row_add(&s, &x##_table, row, &err);                                             \
    }

/* A text in every column that can hold one. */
static void case_fill(struct try *t, int64_t id)
{
    AUTO_STEP s = { 0 };
    struct err err = { 0 };
    bool ok = step_open(&s, &t->act, &t->p, id, 0, &err) && step_event(&s, "filled", NULL, &err);

    DOSSIER_TABLES(ROW_ADD)
    for (size_t i = 0; i < complaint_table.record->n; i++) {
        const struct field *f = &complaint_table.record->fields[i];
        if (f->kind == FIELD_SECRET)
            *(struct secret *)field_at(f, &s.c) =
                secret_text(arena_printf(t->a, "%s: " PASSAGE ".", f->name));
    }
    s.c.waiting = "others"; /* else nothing says what it waits for */
    s.d.clock.row[0].breach_cause = secret_text("Late: " PASSAGE ".");
    try_why(&err, ok && step_done(&s, &err));
}

static const struct redacting third = { .reason = "third_person" };

static const char *now(struct try *t, int64_t id, struct place place)
{
    struct dossier d = try_load(t, id);
    struct secret *secret;

    return place_find(&d, place, NULL, NULL, &secret) ? secret->text : "";
}

static void one_place(struct try *t, int64_t id, const struct redactable *r)
{
    const char *name = arena_printf(t->a, "%s.%s", r->place.table, r->place.column);
    const char *at = strstr(r->text, PASSAGE);
    struct passage p = { (size_t)(at - r->text), (size_t)(at - r->text) + strlen(PASSAGE) };
    struct rows rows = { 0 };
    const struct redaction_row *made;

    TRY(name, redact_text(&t->act, &t->p, id, 0, r->place, &p, 1, &third, &err));
    TAP(name, !strstr(now(t, id, r->place), "Wu"));
    TRY(name, redactions_load(&t->act, id, &rows, &err) && rows.n > 0);
    made = rows.row;
    TRY(name, redact_lift(&t->act, &t->p, id, made[rows.n - 1].id, "Agreed.", &err));
    TAP_TEXT(name, now(t, id, r->place), r->text);
    TAP(name, *lang_text(&langs[1], r->label) != '\0');
}

static bool listed(const struct rows *all, const char *table, const char *column)
{
    const struct redactable *r = all->row;

    for (size_t i = 0; i < all->n; i++)
        if (strcmp(r[i].place.table, table) == 0 && strcmp(r[i].place.column, column) == 0)
            return true;
    return false;
}

#define COLUMNS_LISTED(x)                                                                          \
    for (size_t i = 0; i < x##_table.record->n; i++)                                               \
        if (place_redactable(#x, x##_table.record->fields[i].name) &&                              \
            &x##_table != &own_field_table)                                                        \
            TAP(arena_printf(t->a, "%s.%s is listed", #x, x##_table.record->fields[i].name),       \
                listed(&all, #x, x##_table.record->fields[i].name));

static void every_text(struct try *t)
{
    int64_t id = try_file(t, "every");
    struct dossier d;
    struct rows all;
    const struct redactable *r;

    try_as(t, t->manager);
    case_fill(t, id);
    d = try_load(t, id);
    all = places_all(t->a, &d);
    r = all.row;
    COLUMNS_LISTED(complaint)
    DOSSIER_TABLES(COLUMNS_LISTED)
    for (size_t i = 0; i < all.n; i++)
        if (strstr(r[i].text, PASSAGE))
            one_place(t, id, &r[i]);
}

/* -- own fields -- */

#define L "en: Story, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] = "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
                           "sources: [{id: s, name: x, mark: V}]\n"
                           "fields:\n"
                           "- {name: story, kind: lines, stage: receipt, " L "}\n"
                           "- {name: count, kind: number, stage: receipt, " L "}\n"
                           "- {name: guide, kind: person, stage: receipt, " L "}\n"
                           "- name: plan\n  kind: table\n  stage: investigation\n  rows: 3\n"
                           "  columns:\n"
                           "  - {name: what, kind: text, required: true, " L "}\n"
                           "  - {name: story, kind: lines, " L "}\n"
                           "  - {name: count, kind: number, " L "}\n"
                           "  - {name: sum, kind: money, " L "}\n"
                           "  - {name: until, kind: date, required: true, " L "}\n"
                           "  - {name: who, kind: person, " L "}\n"
                           "  - {name: agreed, kind: yes_no, " L "}\n"
                           "  en: Plan\n  zh-Hans: b\n  zh-Hant: c\n  vi: d\n";

/* Whether the word is in the document of that own field. */
static bool found(struct try *t, const struct own_field_row *row, const char *word)
{
    const char *hashed = words_index(t->a, t->vault, word);
    int64_t there = 0;
    struct err err = { 0 };

    try_why(&err,
            search_catch_up(t->db, &err) &&
                sql_search_word_in(t->a, t->db, row->id,
                                   arena_strn(t->a, hashed, strcspn(hashed, " ")), &there, &err));
    return there > 0;
}

static const struct own_field_row *own(struct dossier *d, const char *name)
{
    for (size_t i = 0; i < d->own_field.n; i++)
        if (strcmp(d->own_field.row[i].name, name) == 0)
            return &d->own_field.row[i];
    return NULL;
}

#define SAVE(...)                                                                                  \
    own_save(&t->act, &t->p, id, 0, (const struct own_value[]){ __VA_ARGS__ },                     \
             sizeof((const struct own_value[]){ __VA_ARGS__ }) / sizeof(struct own_value), NULL,   \
             &err)

static void own_fields(struct try *t)
{
    const struct redactable *r, *story = NULL;
    const struct own_field_row *row;
    struct dossier d;
    struct rows all;
    int64_t id;

    try_as(t, t->manager);
    try_pack(t, yaml, NULL);
    id = try_file(t, "own fields");
    try_as(t, t->manager);
    TRY("answered", SAVE({ "story", "Before " PASSAGE " after" }, { "guide", "Ben Example" }));
    d = try_load(t, id);
    all = places_all(t->a, &d);
    r = all.row;
    for (size_t i = 0; i < all.n; i++)
        if (strcmp(r[i].place.table, "own_field") == 0)
            story = &r[i];
    TAP_TEXT("it has its question", story ? place_label(t->a, story, &langs[0]) : "", "Story");
    if (!story)
        return;
    TAP("a name is none", story->place.id == own(&d, "story")->id);
    row = own(&d, "story");
    TAP("its words are found", found(t, row, "floor"));
    TRY("redacted", redact_text(&t->act, &t->p, id, 0, story->place,
                                &(struct passage){ 7, 7 + strlen(PASSAGE) }, 1, &third, &err));
    TAP("[S57] they are not found any more", !found(t, row, "floor"));
    TAP("what is beside it is", found(t, row, "after"));
    TRY("the form sends it as it was shown",
        SAVE({ "story", "Before █ [已遮盖：他人的个人信息] after" }, { "count", "3" }));
    TAP("[S57] which changes nothing in it",
        strstr(now(t, id, story->place), "█[third_person:1]█"));
    TRY("written anew", SAVE({ "story", "Nothing." }));
    TAP("[S57] what was changed is not found any more", !found(t, row, "after"));
    TAP("what it says now is", found(t, row, "nothing"));
    TRY("taken away", SAVE({ "story", NULL }));
    TAP("[S57] and that is not", !found(t, row, "nothing"));
}

/* -- a table, cell by cell -- */

static const char plan[] =
    "[{\"what\":\"Ask \\\"Ms Wu\\\"\",\"story\":\"Ms Wu\\nof the third floor\","
    "\"count\":\"4711\",\"sum\":\"12.50 GBP\",\"until\":\"2026-12-01\","
    "\"who\":\"Ben Example\",\"agreed\":\"yes\"},"
    "{\"what\":\"Ask them\",\"until\":\"2026-12-02\"}]";

/* As a form sends it after the first row was taken out, a day changed and a row added. */
static const char plan_sent[] =
    "[{\"what\":\"Ask █ [redacted: Data of another person]\",\"until\":\"2026-12-24\"},"
    "{\"what\":\"New\",\"until\":\"█ [已遮盖：他人的个人信息]\"}]";
static const char plan_typed[] = "[{\"what\":\"x\",\"until\":\"█ [redacted: x]\"}]";

/* The table as everybody sees it. */
static const char *plan_shown(struct try *t, int64_t id, const struct lang *lang)
{
    struct dossier d = try_load(t, id);

    redaction_show_all(t->a, &t->p, lang, &d);
    return dossier_own_shown(t->a, &d, pack_field(d.pack, "plan"), lang->index);
}

/* The cell of that name among what can be redacted. */
static struct redactable cell_at(struct try *t, int64_t id, const char *cell)
{
    struct dossier d = try_load(t, id);
    struct rows all = places_all(t->a, &d);
    const struct redactable *r = all.row;

    for (size_t i = 0; i < all.n; i++)
        if (r[i].place.cell && strcmp(r[i].place.cell, cell) == 0)
            return r[i];
    return (struct redactable){ 0 };
}

static int64_t last_redaction(struct try *t, int64_t id)
{
    struct rows rows = { 0 };
    struct err err = { 0 };

    try_why(&err, redactions_load(&t->act, id, &rows, &err));
    return rows.n > 0 ? ((const struct redaction_row *)rows.row)[rows.n - 1].id : 0;
}

static void each_cell(struct try *t, int64_t id)
{
    static const struct {
        const char *cell, *passage, *label;
    } cells[] = {
        { "0-what", "Ms Wu", "Plan, row 1: Story" },
        { "0-story", "of the third floor", "Plan, row 1: Story" },
        { "0-count", "4711", "Plan, row 1: Story" },
        { "0-sum", "12.50 GBP", "Plan, row 1: Story" },
        { "0-until", "2026-12-01", "Plan, row 1: Story" },
        { "1-what", "them", "Plan, row 2: Story" },
    };

    for (size_t i = 0; i < COUNT(cells); i++) {
        const char *name = cells[i].cell;
        struct redactable r = cell_at(t, id, name);
        const char *before = now(t, id, r.place), *at = strstr(r.text, cells[i].passage);
        struct passage p = { (size_t)(at - r.text), (size_t)(at - r.text) + strlen(at) };
        p.until = p.from + strlen(cells[i].passage);
        TAP_TEXT(name, place_label(t->a, &r, &langs[0]), cells[i].label);
        TRY(name, redact_text(&t->act, &t->p, id, 0, r.place, &p, 1, &third, &err));
        TAP(name, !strstr(cell_at(t, id, name).text, cells[i].passage));
        TAP(name, strstr(plan_shown(t, id, &langs[1]), "█ [已遮盖：他人的个人信息]"));
        TRY(name, redact_lift(&t->act, &t->p, id, last_redaction(t, id), "Agreed.", &err));
        TAP_TEXT(name, now(t, id, r.place), before);
    }
    TAP("a name in a table is taken out by emptying its cell", !cell_at(t, id, "0-who").text);
    TAP("the code of a choice is no text", !cell_at(t, id, "0-agreed").text);
}

static void cells_kept(struct try *t, int64_t id)
{
    struct redactable r = cell_at(t, id, "0-until");
    struct dossier d;

    TRY("a required day is redacted",
        redact_text(&t->act, &t->p, id, 0, r.place, &(struct passage){ 0, 10 }, 1, &third, &err));
    r = cell_at(t, id, "1-what");
    TRY("and a word of the second row",
        redact_text(&t->act, &t->p, id, 0, r.place, &(struct passage){ 4, 8 }, 1, &third, &err));
    d = try_load(t, id);
    TAP("[S57] it is not found any more", !found(t, own(&d, "plan"), "them"));
    TRY("the form sends other cells changed and the first row no more",
        SAVE({ "plan", plan_sent }));
    TAP("[S57] the marks stay with their words",
        strstr(cell_at(t, id, "0-what").text, "█[third_person:") &&
            strstr(cell_at(t, id, "1-until").text, "█[third_person:"));
    TAP_TEXT("and what is new is there", cell_at(t, id, "0-until").text, "2026-12-24");
    TRY_REFUSED("a block that nobody showed is no day", SAVE({ "plan", plan_typed }),
                "Write the day as year-month-day, for example 2026-03-31.");
    TRY("lifted in its new row",
        redact_lift(&t->act, &t->p, id, last_redaction(t, id), "Agreed.", &err));
    TAP_TEXT("it stands there again", cell_at(t, id, "0-what").text, "Ask them");
}

static void own_table(struct try *t)
{
    int64_t id = try_file(t, "own table");
    struct dossier d, stored;

    try_as(t, t->manager);
    TRY("a table is answered", SAVE({ "plan", plan }));
    each_cell(t, id);
    cells_kept(t, id);
    d = try_load(t, id);
    dossier_hide_identity(&d);
    TRY("[4.10-a] for whom the names are hidden",
        redact_stored(&t->act, &t->p, &d, &stored, &err) && !dossier_own(&stored, "plan"));
}

static void places(struct try *t)
{
    every_text(t);
    own_fields(t);
    own_table(t);
}

int main(void)
{
    columns();
    try_on_both("place", places);
    return tap_done();
}
