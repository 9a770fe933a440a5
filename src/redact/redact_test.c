/* A passage or a file is taken out for everybody and put back; what stood there is sealed, and the
 * history holds. [4.10-a] [S34] [S57] */
#include "redact/redact.h"

#include "complaint/files.h"
#include "complaint/redaction.h"
#include "complaint/search.h"
#include "db/search_sql.h"
#include "desk/publish.h"
#include "i18n/words.h"
#include "keep/erase.h"
#include "operation/receipt/filed.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/statement.h"
#include "operation/step.h"
#include "operation/try.h"
#include "people/second_person.h"

#include <stdio.h>
#include <string.h>

/* -- enclosing -- */

static void enclosing(void)
{
    static const struct {
        const char *name, *text, *sent;
        enum passages_read read;
        const char *first; /* the first passage */
    } cases[] = {
        { "one passage", "Call Ms Wu now", "Call [[Ms Wu]] now", PASSAGES_GOOD, "Ms Wu" },
        { "from the beginning", "Ms Wu said", "[[Ms Wu]] said", PASSAGES_GOOD, "Ms Wu" },
        { "to the end", "ask Ms Wu", "ask [[Ms Wu]]", PASSAGES_GOOD, "Ms Wu" },
        { "several", "a b c", "[[a]] b [[c]]", PASSAGES_GOOD, "a" },
        { "all of it", "secret", "[[secret]]", PASSAGES_GOOD, "secret" },
        { "over lines, as browsers send them", "one\ntwo\nthree", "one\r\n[[two\r\nth]]ree",
          PASSAGES_GOOD, "two\nth" },
        { "blanks around it do not matter", "\n a b ", "a [[b]]\n", PASSAGES_GOOD, "b" },
        { "other brackets where these are in the text", "a[[1]] b", "a[[1]] {{b}}", PASSAGES_GOOD,
          "b" },
        { "Chinese", "请联系王女士", "请联系[[王女士]]", PASSAGES_GOOD, "王女士" },
        { "nothing", "a b", "a b", PASSAGES_NONE, NULL },
        { "only a blank", "a b", "a[[ ]]b", PASSAGES_NONE, NULL },
        { "not closed", "a b", "a [[b", PASSAGES_UNPAIRED, NULL },
        { "closed twice", "a b", "a [[b]]]]", PASSAGES_UNPAIRED, NULL },
        { "within another", "a b c", "[[a [[b]] c]]", PASSAGES_UNPAIRED, NULL },
        { "a word changed", "a b", "a [[c]]", PASSAGES_CHANGED, NULL },
        { "a word added", "a b", "a [[b]] c", PASSAGES_CHANGED, NULL },
        { "a word lost", "a b c", "a [[b]]", PASSAGES_CHANGED, NULL },
        { "a whole mark", "a █[other:1]█ b", "a [[█[other:1]█ b]]", PASSAGES_GOOD,
          "█[other:1]█ b" },
        { "half a mark", "a █[other:1]█ b", "a █[oth[[er:1]█ b]]", PASSAGES_CUT, NULL },
        { "the end in a mark", "a █[other:1]█ b", "[[a █[other:]]1]█ b", PASSAGES_CUT, NULL },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct passage p[PASSAGES];
        size_t n = 0;
        enum passages_read read = passages_read(cases[i].text, cases[i].sent, p, &n);
        TAP_INT(cases[i].name, read, cases[i].read);
        if (read == PASSAGES_GOOD && cases[i].first)
            TAP(cases[i].name,
                p[0].until - p[0].from == strlen(cases[i].first) &&
                    memcmp(cases[i].text + p[0].from, cases[i].first, strlen(cases[i].first)) == 0);
    }
}

/* -- texts -- */

/* Whether the words are found in that document. */
static bool found(struct try *t, int64_t document, const char *words)
{
    const char *hashed = words_index(t->a, t->vault, words);
    size_t n = strcspn(hashed, " ");
    struct err err = { 0 };
    int64_t there = 0;
    bool ok = search_catch_up(t->db, &err) &&
              sql_search_word_in(t->a, t->db, document, arena_strn(t->a, hashed, n), &there, &err);

    try_why(&err, ok);
    return there > 0;
}

static const struct redacting third = { .reason = "third_person" };

/* Encloses `passage` in the text of that place and redacts it. */
static bool redact(struct try *t, int64_t id, struct place place, const char *passage,
                   const struct redacting *in, struct err *err)
{
    struct dossier d = try_load(t, id);
    struct passage p = { 0, 0 };
    struct secret *secret;
    const char *at;

    if (!place_find(&d, place, NULL, NULL, &secret) || !secret->text)
        return err_internal(err, "no such text");
    at = strstr(secret->text, passage);
    if (!at)
        return err_internal(err, "no such passage");
    p.from = (size_t)(at - secret->text);
    p.until = p.from + strlen(passage);
    return redact_text(&t->act, &t->p, id, 0, place, &p, 1, in, err);
}

static int64_t redaction_id(struct try *t, int64_t id, int64_t number)
{
    struct rows rows = { 0 };
    struct err err = { 0 };

    if (!redactions_load(&t->act, id, &rows, &err))
        try_why(&err, false);
    for (size_t i = 0; i < rows.n; i++)
        if (((const struct redaction_row *)rows.row)[i].number == number)
            return ((const struct redaction_row *)rows.row)[i].id;
    return 0;
}

static int64_t note(struct try *t, int64_t id, const char *text)
{
    AUTO_STEP s = { 0 };
    struct err err = { 0 };
    bool ok = step_open(&s, &t->act, &t->p, id, 0, &err) &&
              step_event(&s, "note_added", NULL, &err) && step_note(&s, text, &err) &&
              step_done(&s, &err);
    struct dossier d = try_load(t, id);

    try_why(&err, ok);
    return d.entry.row[d.entry.n - 1].id;
}

static const char *shown(struct try *t, int64_t id, const char *lang)
{
    struct dossier d = try_load(t, id);

    redaction_show_all(t->a, &t->p, lang_by_tag(lang), &d);
    return d.c.description.text;
}

static void statement(struct try *t)
{
    int64_t id = try_file(t, "statement");
    struct place place = { "complaint", "description", id, NULL };
    struct dossier before = try_load(t, id), own;
    const char *text = before.c.description.text;
    const char *word = strrchr(text, ' ') + 1, *passage;
    struct redacting other = { .reason = "other" };
    struct secret *secret;
    struct filed filed;
    size_t n = strcspn(word, ".");

    passage = arena_strn(t->a, word, n);
    try_as(t, t->manager);
    TAP("the word is found", found(t, id, passage));
    TRY_REFUSED("no reason", redact(t, id, place, passage, &(struct redacting){ 0 }, &err),
                "Choose why it is redacted.");
    TRY_REFUSED("another reason wants words", redact(t, id, place, passage, &other, &err),
                "Say in words why it is redacted.");
    try_as(t, 0);
    TRY_REFUSED("only by somebody who answers for it", redact(t, id, place, passage, &third, &err),
                "This has to be done by a member of staff.");
    try_as(t, t->manager);
    TRY("a passage of the statement", redact(t, id, place, passage, &third, &err));
    TAP("[S57] nobody reads it", !strstr(try_load(t, id).c.description.text, passage));
    TAP("[S57] nobody finds it", !found(t, id, passage));
    TAP("the rest is found", found(t, id, arena_strn(t->a, text, strcspn(text, " "))));
    TAP("a block in the reader's language",
        strstr(shown(t, id, "en"), "█ [redacted: Data of another"
                                   " person]"));
    TAP("in Chinese", strstr(shown(t, id, "zh-Hans"), "█ [已遮盖：他人的个人信息]"));
    TAP("what was filed stands in the receipt",
        filed_load(&t->act, id, &filed, &(struct err){ 0 }) &&
            strcmp(statement_value(&filed.lines, "description"), text) == 0);
    own = try_load(t, id);
    TAP("the complainant reads their statement whole",
        redactions_own(&t->act, &own, &(struct err){ 0 }) &&
            strcmp(own.c.description.text, text) == 0);
    TRY_REFUSED("lifting has a reason",
                redact_lift(&t->act, &t->p, id, redaction_id(t, id, 1), " ", &err),
                "Write the reason. It is kept with the complaint.");
    TRY("lifted", redact_lift(&t->act, &t->p, id, redaction_id(t, id, 1), "By mistake.", &err));
    own = try_load(t, id);
    TAP("it stands again",
        place_find(&own, place, NULL, NULL, &secret) && strcmp(secret->text, text) == 0);
    TAP("and is found", found(t, id, passage));
    TRY_REFUSED("once", redact_lift(&t->act, &t->p, id, redaction_id(t, id, 1), "Again.", &err),
                "This redaction does not stand any more.");
}

static void taken_down(struct try *t)
{
    struct filing f = { .one_time = "taken down",
                        .channel = "telephone",
                        .language = "en",
                        .description = "Mai Example says that Ms Wu has asthma.",
                        .complainant = { .name = "Mai Example", .email = "mai@example.org" },
                        .acknowledged_by = "oral" };
    struct receipt r = { 0 };
    struct place place;
    struct dossier own;

    try_as(t, t->manager);
    TRY("staff take a complaint down", receipt_file(&t->act, &t->p, &f, &r, &err));
    place = (struct place){ "complaint", "description", r.complaint, NULL };
    TRY("a passage of it", redact(t, r.complaint, place, "has asthma", &third, &err));
    own = try_load(t, r.complaint);
    TAP("[4.10-a] what staff wrote stays redacted for the complainant",
        redactions_own(&t->act, &own, &(struct err){ 0 }) &&
            !strstr(own.c.description.text, "asthma"));
    TAP("and the form says so",
        !redact_own_place(&own, place) &&
            redact_own_place(
                &own, (struct place){ "complaint", "satisfaction_text", r.complaint, NULL }));
}

static void entries(struct try *t)
{
    int64_t id = try_file(t, "entries"), another = try_file(t, "another"), entry;
    struct dossier own;
    struct place place;

    try_as(t, t->manager);
    entry = note(t, id, "Ms Wu of the third floor has asthma, says her doctor.");
    place = (struct place){ "entry", "text", entry, NULL };
    TAP("a note is found", found(t, entry, "asthma"));
    TRY("a passage of it", redact(t, id, place, "has asthma", &third, &err));
    TAP("[S57] it is not found any more", !found(t, entry, "asthma"));
    TAP("what is beside it is", found(t, entry, "doctor"));
    TRY("what is around it", redact(t, id, place, "Ms Wu of the third floor █[third_person:1]█",
                                    &(struct redacting){ "special_category", "Health." }, &err));
    own = try_load(t, id);
    TAP_TEXT("one block is left", own.entry.row[own.entry.n - 1].text.text,
             "█[special_category:2]█, says her doctor.");
    TAP("[4.10-a] what others wrote stays redacted for the complainant",
        redactions_own(&t->act, &own, &(struct err){ 0 }) &&
            !strstr(own.entry.row[own.entry.n - 1].text.text, "Wu"));
    TRY_REFUSED(
        "the inner one cannot be lifted first",
        redact_lift(&t->act, &t->p, id, redaction_id(t, id, 1), "No.", &err),
        "This passage lies within another one that was redacted later. Lift that one first.");
    TRY("the outer one", redact_lift(&t->act, &t->p, id, redaction_id(t, id, 2), "No.", &err));
    TRY("then the inner one", redact_lift(&t->act, &t->p, id, redaction_id(t, id, 1), "No.", &err));
    own = try_load(t, id);
    TAP_TEXT("all of it is back", own.entry.row[own.entry.n - 1].text.text,
             "Ms Wu of the third floor has asthma, says her doctor.");
    TAP("and found", found(t, entry, "asthma") && found(t, entry, "floor"));
    TRY_REFUSED(
        "of another case",
        redact_text(&t->act, &t->p, another, 0, place, &(struct passage){ 0, 2 }, 1, &third, &err),
        "This page does not exist, or it is not for you.");
}

/* What looks like a mark was there before. */
static void typed(struct try *t)
{
    int64_t id = try_file(t, "typed"), entry;
    struct dossier d;

    try_as(t, t->manager);
    entry = note(t, id, "Typed █[other:1]█ before Ms Wu.");
    TRY("redacted behind a typed mark",
        redact(t, id, (struct place){ "entry", "text", entry, NULL }, "Ms Wu", &third, &err));
    TRY("lifted", redact_lift(&t->act, &t->p, id, redaction_id(t, id, 2), "No.", &err));
    d = try_load(t, id);
    TAP_TEXT("the passage is back in its place", d.entry.row[d.entry.n - 1].text.text,
             "Typed █[other:1]█ before Ms Wu.");
}

/* -- files -- */

static int64_t staged(struct try *t, const char *name, const char *bytes)
{
    AUTO_TX tx = { 0 };
    struct err err = { 0 };
    struct staging *s;
    int64_t blob = 0;
    bool ok = tx_begin(&tx, t->db, &err) &&
              staging_begin(&t->act, "desk:test", name, &s, &blob, &err) &&
              staging_bytes(s, bytes, strlen(bytes), &err) && staging_end(s, &err) &&
              tx_commit(&tx, &err);

    try_why(&err, ok);
    return blob;
}

static int64_t file_add(struct try *t, int64_t id, const char *name, const char *bytes)
{
    int64_t blob = staged(t, name, bytes), file = 0;
    AUTO_STEP s = { 0 };
    struct err err = { 0 };
    bool ok = step_open(&s, &t->act, &t->p, id, 0, &err) &&
              step_event(&s, "file_added", NULL, &err) &&
              file_claim(&s.h, blob, "desk:test", "in", 0, &file, &err) && step_done(&s, &err);

    try_why(&err, ok);
    return file;
}

static const struct file_row *file_of_case(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->file.n; i++)
        if (d->file.row[i].id == id)
            return &d->file.row[i];
    return NULL;
}

#define WITHHELD                                                                                   \
    "This file is withheld: it was redacted. A manager can open it as it came, for a reason that " \
    "is kept."

static void files(struct try *t)
{
    int64_t id = try_file(t, "files"), sent, added;
    struct file_reader *reader;
    const struct file_row *f;
    struct bytes piece;
    struct dossier d;

    try_as(t, 0);
    sent = file_add(t, id, "letter of Ms Wu.txt", "Dear all");
    try_as(t, t->manager);
    added = file_add(t, id, "list.txt", "Wu, Tran");
    TRY("a file is withheld", redact_file(&t->act, &t->p, id, 0, sent, 0, NULL, &third, &err));
    TRY_REFUSED("once", redact_file(&t->act, &t->p, id, 0, sent, 0, NULL, &third, &err),
                "This file is withheld already.");
    d = try_load(t, id);
    f = file_of_case(&d, sent);
    TAP("with its name", !strstr(f->name.text, "Wu"));
    TRY_REFUSED("[S34] it is given to nobody", file_read(&t->act, f, &reader, &err), WITHHELD);
    TRY("but is there", file_read_original(&t->act, f, &reader, &err) &&
                            file_read_next(reader, t->a, &piece, &err) && piece.n == 8);
    TRY("another one with a copy",
        redact_file(&t->act, &t->p, id, 0, added, staged(t, "list redacted.txt", "█, Tran"),
                    "desk:test", &third, &err));
    d = try_load(t, id);
    TAP_INT("the copy stands beside it", d.file.row[d.file.n - 1].copy_of_id, added);
    TRY("and is given", file_read(&t->act, &d.file.row[d.file.n - 1], &reader, &err));
    TRY("the complainant's view", redactions_own(&t->act, &d, &err));
    f = file_of_case(&d, sent);
    TAP_TEXT("[4.10-a] their own file has its name", f->name.text, "letter of Ms Wu.txt");
    TRY("and opens", file_read(&t->act, f, &reader, &err));
    TRY_REFUSED("what staff added does not",
                file_read(&t->act, file_of_case(&d, added), &reader, &err), WITHHELD);
    TRY("lifted", redact_lift(&t->act, &t->p, id, redaction_id(t, id, 2), "Agreed.", &err));
    d = try_load(t, id);
    TAP_TEXT("the name is back", file_of_case(&d, added)->name.text, "list.txt");
    TRY("the file opens", file_read(&t->act, file_of_case(&d, added), &reader, &err));
    TAP("the copy is gone", instant_is_set(d.file.row[d.file.n - 1].removed_at));
}

/* A text that was written anew in a form has no mark any more. */
static void written_anew(struct try *t)
{
    int64_t id = try_file(t, "anew");
    struct place place = { "complaint", "description", id, NULL };
    struct dossier d;
    struct rows rows;
    struct err none = { 0 };
    AUTO_STEP s = { 0 };

    try_as(t, t->manager);
    d = try_load(t, id);
    TRY("redacted", redact(t, id, place, arena_strn(t->a, d.c.description.text, 3), &third, &err));
    TAP("a form wrote it anew",
        step_open(&s, &t->act, &t->p, id, 0, &none) && step_event(&s, "retyped", NULL, &none));
    s.c.description = secret_text("Something else.");
    TRY("", step_done(&s, &err));
    d = try_load(t, id);
    TAP("the mark is gone, the passage is not",
        redactions_load(&t->act, id, &rows, &none) && rows.n == 1 &&
            !redaction_stands(&d, &rows, rows.row) &&
            ((const struct redaction_row *)rows.row)->passage.text != NULL);
    TRY_REFUSED(
        "which cannot be put back",
        redact_lift(&t->act, &t->p, id, redaction_id(t, id, 1), "No.", &err),
        "The text was written anew since, so the passage cannot be put back. It can be read "
        "among what is redacted.");
}

static const struct publication_row *proposed(struct try *t, int64_t id, const char *text)
{
    struct dossier *d = ARENA_NEW(t->a, struct dossier);

    try_as(t, t->handler);
    TRY("a text is proposed for everybody", publish_propose(&t->act, &t->p, id, "en", text, &err));
    try_as(t, t->manager);
    *d = try_load(t, id);
    return &d->publication.row[d->publication.n - 1];
}

static void published(struct try *t)
{
    int64_t id = try_file(t, "published");
    struct place place = { "publication", "proposed",
                           proposed(t, id, "The lift of Ms Wu runs again.")->id, NULL };
    const struct publication_row *row;
    struct dossier d;

    TRY("published", publish_approve(&t->act, &t->p, id, place.id, &err));
    TRY("a passage of it", redact(t, id, place, "Ms Wu", &third, &err));
    d = try_load(t, id);
    row = &d.publication.row[0];
    TAP("[4.10-a] with it the text leaves the public page",
        !row->text && instant_is_set(row->ended_at) && row->ended_by == t->manager &&
            strstr(row->proposed.text, "[third_person:"));
    place.id = proposed(t, id, "The stairs of Ms Wu are lit.")->id;
    TRY("redacted before it is public", redact(t, id, place, "Ms Wu", &third, &err));
    TRY_REFUSED("[4.10-a] a text with a mark is not published",
                publish_approve(&t->act, &t->p, id, place.id, &err),
                "A passage of this text was redacted. Take it down and propose another one.");
    d = try_load(t, id);
    TAP("which still waits", !instant_is_set(d.publication.row[1].ended_at));
}

/* An erasure takes along what was redacted, and every word of it. [S57] */
static void erased(struct try *t)
{
    static const struct sql vocab = { .name = "vocab",
                                      .sqlite = "CREATE VIRTUAL TABLE temp.redact_vocab USING "
                                                "fts5vocab(main, search_word, instance)",
                                      .id = 9698,
                                      .param_kinds = "" };
    int64_t id = try_file(t, "erased");
    struct place place = { "complaint", "description", id, NULL };
    struct erased gone;
    struct rows rows;
    struct err none = { 0 };
    AUTO_TX tx = { 0 };

    try_as(t, t->manager);
    TRY("redacted", redact(t, id, place, arena_strn(t->a, try_load(t, id).c.description.text, 6),
                           &third, &err));
    TRY("erased", tx_begin(&tx, t->db, &err) &&
                      erase_cases(&t->act, &t->p, &id, 1, 0, &gone, &err) && tx_commit(&tx, &err));
    t->act.keys = keyring_new(t->a, t->vault, t->db);
    TAP("[S57] the passage is gone with the key",
        redactions_load(&t->act, id, &rows, &none) && rows.n == 1 &&
            !((const struct redaction_row *)rows.row)->passage.text);
    if (db_engine(t->db) != DB_SQLITE)
        return;
    TAP("the index is looked at", db_exec(t->db, &vocab, NULL, NULL, &none));
    TAP_INT("[S57] no word of it is left",
            try_number(t, arena_printf(t->a,
                                       "SELECT count(*) AS value FROM redact_vocab WHERE doc = "
                                       "%" PRId64,
                                       id)),
            0);
}

static void looks(struct try *t)
{
    int64_t id = try_file(t, "looks");

    try_as(t, t->manager);
    TRY_REFUSED("a look has a reason", redact_look(&t->act, id, "", &err),
                "Write the reason. It is kept with the complaint.");
    TRY("a look", redact_look(&t->act, id, "To answer the court.", &err));
    TRY("another", redact_look(&t->act, id, "Again.", &err));
    TAP_INT("[S61] each is kept",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'original_read'"), 2);
}

static void redactions(struct try *t)
{
    statement(t);
    taken_down(t);
    entries(t);
    typed(t);
    files(t);
    looks(t);
    written_anew(t);
    published(t);
    erased(t);
}

int main(void)
{
    enclosing();
    try_on_both("redact", redactions);
    return tap_done();
}
