/* Holds and erasures are acts of two people, and nothing that people wrote is left. [S15] [S57] */
#include "base/vault_test_keys.h"
#include "db/keep_sql.h"
#include "desk/draft.h"
#include "desk/publish.h"
#include "desk/saved.h"
#include "keep/journal.h"
#include "keep/keep.h"
#include "keep/keep_rows.h"
#include "keep/retention.h"
#include "operation/try.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed case: taken back. */
static int64_t closed(struct try *t, const char *one_time)
{
    int64_t id = try_file(t, one_time);
    struct dossier d = try_load(t, id);
    struct complaint_row c = d.c;
    AUTO_TX tx = { 0 };
    struct history h;
    struct err err = { 0 };

    c.stage = "closed";
    c.closing = "withdrawn";
    c.closed_at = t->act.now;
    case_clocks_void(t->a, &d, t->act.now);
    if (!tx_begin(&tx, t->db, &err) || !history_begin(&h, &t->act, id, "closed", NULL, &err) ||
        !case_save(&h, &t->p, &d, &c, &err) || !history_end(&h, &err) || !tx_commit(&tx, &err))
        try_why(&err, false);
    return id;
}

static int64_t hold_of(struct try *t, int64_t id)
{
    struct rows rows = { 0 };
    struct err err = { 0 };

    return holds_load(&t->act, id, &rows, &err) && rows.n > 0
               ? ((const struct legal_hold_row *)rows.row)->id
               : 0;
}

#define ASK(id, ...)                                                                               \
    erasure_ask(&t->act, &t->p, &(struct erasure_ask){ .complaint = id, __VA_ARGS__ }, &asked, &err)
#define REQUEST .ground = "request", .why = "Letter of Monday", .requested_on = { 2026, 1, 5 }
#define APPROVE(id) erasure_approve(&t->act, &t->p, folder, id, asked, &gone, &err)
#define SECOND "A second person has to do this: somebody else than you."

static char folder[] = "/tmp/redress-erasure.XXXXXX";

static bool beside(struct try *t, const char *text)
{
    static int id = 15700;
    struct sql *sql = ARENA_NEW(t->a, struct sql);
    struct value none = value_int(0);
    struct err err = { 0 };
    int64_t n = 0;

    *sql =
        (struct sql){ .name = "hold", .sqlite = text, .pg = text, .id = id++, .param_kinds = "" };
    return db_exec(t->db, sql, &none, &n, &err) && n > 0;
}

#define ALTERED                                                                                    \
    "A legal hold was altered or taken away beside the program, so nothing may be erased. Tell "   \
    "the administrator: redress verify says more."

/* Whoever writes to the database lifts a hold there, or takes it away. */
static void holds_stolen(struct try *t)
{
    int64_t held = closed(t, "stolen hold"), id = closed(t, "beside a hold"), asked = 0;
    struct retention_report report = { 0 };

    try_as(t, t->manager);
    TRY("a hold is put", hold_put(&t->act, &t->p, held, false, "Court case 13", &err));
    TAP("[S15] somebody lifts it in the database",
        beside(t, arena_printf(t->a,
                               "UPDATE legal_hold SET lifted_at = put_at WHERE complaint_id = "
                               "%" PRId64,
                               held)));
    TRY_REFUSED("[S15] which frees nothing", ASK(held, REQUEST), ALTERED);
    TRY_REFUSED("[S15] no other case either", ASK(id, REQUEST), ALTERED);
    TRY("the schedule is run",
        retention_run(&t->act, &t->p, folder, false, 1, &report, &err) && report.n == 0);
    TAP("taken back", beside(t, arena_printf(t->a,
                                             "UPDATE legal_hold SET lifted_at = NULL WHERE "
                                             "complaint_id = %" PRId64,
                                             held)));
    TAP("[S15] it is put on another case",
        beside(t, arena_printf(t->a,
                               "UPDATE legal_hold SET complaint_id = %" PRId64
                               " WHERE complaint_id = %" PRId64,
                               id, held)));
    TRY_REFUSED("[S15] which frees nothing either", ASK(held, REQUEST), ALTERED);
    TAP("taken back", beside(t, arena_printf(t->a,
                                             "UPDATE legal_hold SET complaint_id = %" PRId64
                                             " WHERE complaint_id = %" PRId64,
                                             held, id)));
    TAP("[S15] it is taken away",
        beside(t, "UPDATE legal_hold SET id = -id WHERE lifted_at IS NULL"));
    TRY_REFUSED("[S15] which is seen", ASK(held, REQUEST), ALTERED);
    TAP("brought back", beside(t, "UPDATE legal_hold SET id = -id WHERE id < 0"));
    TRY_REFUSED("it stands", ASK(held, REQUEST),
                "A legal hold stands on complaint {reference}: nothing of it may be erased until "
                "two people have lifted the hold.");
    TRY("taken back by who put it",
        hold_lift_ask(&t->act, &t->p, held, hold_of(t, held), "By mistake", &err));
}

#define OTHERWISE                                                                                  \
    "What is stored of complaint {reference} was altered beside the program, so it is not "        \
    "erased. "                                                                                     \
    "Tell the administrator: redress verify says more."
#define REWRITTEN                                                                                  \
    "The history was altered beside the program, so nothing may be erased. Tell the "              \
    "administrator: redress verify says more."

/* With the id in the place of the first @. */
static bool besides(struct try *t, const char *text, int64_t id)
{
    const char *at = strchr(text, '@');

    return beside(t, arena_printf(t->a, "%.*s%" PRId64 "%s", (int)(at - text), text, id, at + 1));
}

/* A statement that changes nothing of ours. */
static void apart(struct try *t, const char *text)
{
    beside(t, text);
}

/* A hold that is taken away with its guard is known to the log alone. */
static void holds_gone(struct try *t)
{
    int64_t held = closed(t, "gone hold"), id = closed(t, "beside a gone hold"), asked = 0;
    struct retention_report report = { 0 };

    try_as(t, t->manager);
    TRY("a hold is put", hold_put(&t->act, &t->p, held, false, "Court case 14", &err));
    apart(t, "CREATE TEMP TABLE holds_apart AS SELECT * FROM legal_hold");
    apart(t, "CREATE TEMP TABLE guards_apart AS SELECT * FROM guard WHERE table_number = 34");
    TAP("[S15] somebody takes it away", beside(t, "DELETE FROM legal_hold"));
    TAP("[S15] with its guard", beside(t, "DELETE FROM guard WHERE table_number = 34"));
    TRY_REFUSED("[S15] which frees nothing", ASK(held, REQUEST), ALTERED);
    TRY_REFUSED("[S15] no other case either", ASK(id, REQUEST), ALTERED);
    TRY("the schedule is run", retention_run(&t->act, &t->p, folder, false, 1, &report, &err) &&
                                   report.rule[0].complaints == 0);
    TAP("brought back", beside(t, "INSERT INTO legal_hold SELECT * FROM holds_apart"));
    TAP("with its guard", beside(t, "INSERT INTO guard SELECT * FROM guards_apart"));
    TRY("taken back by who put it",
        hold_lift_ask(&t->act, &t->p, held, hold_of(t, held), "By mistake", &err));
}

/* The log of the case itself, where the hold is written. */
static void log_altered(struct try *t)
{
    int64_t id = closed(t, "log"), asked = 0;

    try_as(t, t->manager);
    TAP("an event is taken away",
        besides(t,
                "UPDATE event SET complaint_id = -complaint_id, position = -position WHERE kind = "
                "'closed' AND complaint_id = @",
                id));
    TRY_REFUSED("[S57] nothing is erased", ASK(id, REQUEST), REWRITTEN);
    TAP("brought back",
        beside(t, "UPDATE event SET complaint_id = -complaint_id, position = -position WHERE "
                  "complaint_id < 0"));
}

/* What decides that, and with whom, a case goes. */
static void case_altered(struct try *t)
{
    int64_t id = closed(t, "altered"), other = closed(t, "not altered"), asked = 0, n;
    struct erased gone;

    try_as(t, t->manager);
    TRY("asked", ASK(id, REQUEST));
    try_as(t, t->top);
    TAP("somebody moves the day of its end",
        besides(t, "UPDATE complaint SET closed_at = closed_at - 1 WHERE id = @", id));
    n = try_number(t, "SELECT count(*) AS value FROM wrapped_key");
    TRY_REFUSED("[S57] it is not erased", APPROVE(id), OTHERWISE);
    TAP("the administrator is told",
        try_number(t, "SELECT count(*) AS value FROM counter WHERE name = 'keep_refused'") == 1);
    TAP("taken back",
        besides(t, "UPDATE complaint SET closed_at = closed_at + 1 WHERE id = @", id));
    TAP("somebody says that the complainant stands for another",
        besides(t,
                "UPDATE person SET joined_into_id = 1 WHERE id = (SELECT min(person_id) FROM party "
                "WHERE complaint_id = @)",
                id));
    TRY_REFUSED("[S57] nor then", APPROVE(id), OTHERWISE);
    TAP("taken back",
        besides(t,
                "UPDATE person SET joined_into_id = NULL WHERE id = (SELECT min(person_id) FROM "
                "party WHERE complaint_id = @)",
                id));
    TAP("somebody takes a person out of another case",
        besides(t, "UPDATE party SET id = -id WHERE complaint_id = @", other));
    TRY_REFUSED("[S57] nor then: nobody knows whom it keeps", APPROVE(id), REWRITTEN);
    TAP("taken back", beside(t, "UPDATE party SET id = -id WHERE id < 0"));
    TAP_INT("every key is there", try_number(t, "SELECT count(*) AS value FROM wrapped_key"), n);
    TRY("refused with a reason", erasure_refuse(&t->act, &t->p, id, asked, "No", &err));
}

static int64_t rule_of(struct try *t)
{
    return try_number(t, "SELECT coalesce(max(id), 0) AS value FROM retention_rule");
}

/* A true rule of two people, and a day that somebody moved. */
static void schedule_altered(struct try *t)
{
    int64_t id = closed(t, "fresh"), open = try_file(t, "open and young");
    struct retention_report report = { 0 };

    try_as(t, t->manager);
    TRY("a rule is asked for", retention_ask(&t->act, NULL, 36, &err));
    try_as(t, t->top);
    TRY("and holds", retention_decide(&t->act, rule_of(t), true, &err));
    TAP("somebody moves the day of its end",
        besides(t, "UPDATE complaint SET closed_at = 1 WHERE id = @", id));
    TAP("or closes it in the database",
        besides(t, "UPDATE complaint SET closed_at = 2 WHERE id = @", open));
    TRY("the schedule is run", retention_run(&t->act, &t->p, folder, false, 5, &report, &err));
    TAP("[S57] nothing is disposed of",
        report.n == 1 && report.rule[0].complaints == 0 && report.rule[0].disposal == 0);
    TAP_INT("[S57] and the report says so", report.rule[0].altered, 2);
    TAP("taken back", besides(t, "UPDATE complaint SET closed_at = NULL WHERE id = @", open));
    TAP("both",
        beside(t, arena_printf(t->a,
                               "UPDATE complaint SET closed_at = %" PRId64 " WHERE id = %" PRId64,
                               t->act.now.us, id)));
}

static void holds(struct try *t)
{
    int64_t id = closed(t, "hold"), asked = 0;
    struct erased gone;

    try_as(t, t->manager);
    TRY_REFUSED("a hold has a reason", hold_put(&t->act, &t->p, id, false, " ", &err),
                "Write the reason. It is kept with the complaint.");
    TRY("a hold is put", hold_put(&t->act, &t->p, id, false, "Court case 12", &err));
    TRY_REFUSED("not confirmed by the same", hold_confirm(&t->act, &t->p, id, hold_of(t, id), &err),
                SECOND);
    TRY_REFUSED("it holds from the beginning", ASK(id, REQUEST),
                "A legal hold stands on complaint {reference}: nothing of it may be erased until "
                "two people have lifted the hold.");
    try_as(t, t->top);
    TRY("a second one confirms it", hold_confirm(&t->act, &t->p, id, hold_of(t, id), &err));
    TRY_REFUSED("it is not lifted by one alone",
                hold_lift(&t->act, &t->p, id, hold_of(t, id), &err),
                "First somebody has to ask, with the reason, that this hold be lifted.");
    TRY("one asks", hold_lift_ask(&t->act, &t->p, id, hold_of(t, id), "It is over", &err));
    TRY_REFUSED("and does not answer", hold_lift(&t->act, &t->p, id, hold_of(t, id), &err), SECOND);
    try_as(t, t->manager);
    TRY("another lifts it", hold_lift(&t->act, &t->p, id, hold_of(t, id), &err));
    TAP("nothing stands any more", hold_of(t, id) == 0);
    TRY("an erasure can be asked for", ASK(id, REQUEST));
    TRY("a hold is put in between", hold_put(&t->act, &t->p, id, true, "Court again", &err));
    try_as(t, t->top);
    TRY_REFUSED("and is in the way of approving", APPROVE(id),
                "A legal hold stands on complaint {reference}: nothing of it may be erased until "
                "two people have lifted the hold.");
    TAP("nothing went",
        try_number(t, "SELECT count(*) AS value FROM complaint WHERE erased_at > 0") == 0);
    try_as(t, t->manager);
    TRY("who put it takes it back while it is not confirmed",
        hold_lift_ask(&t->act, &t->p, id, hold_of(t, id), "By mistake", &err));
    try_as(t, t->top);
    TRY("refusing keeps everything",
        erasure_refuse(&t->act, &t->p, id, asked, "Needed for a claim", &err));
}

static void rules(struct try *t)
{
    int64_t open = try_file(t, "open"), done = closed(t, "done"), asked = 0;
    struct erased gone;

    try_as(t, t->manager);
    TRY_REFUSED("an open case", ASK(open, REQUEST),
                "Complaint {reference} is still open. Close it first; if the complainant wants it "
                "to end, record the withdrawal.");
    TRY_REFUSED("no ground", ASK(done, .why = "x"), "Choose why it is to be erased.");
    TRY_REFUSED("no day", ASK(done, .ground = "request", .why = "x"),
                "Give the day on which the person asked.");
    TRY_REFUSED("no reason", ASK(done, .ground = "no_need"),
                "Write the reason. It is erased with the complaint.");
    TRY("asked", ASK(done, REQUEST));
    TRY_REFUSED("not twice", ASK(done, REQUEST),
                "An erasure is asked for already, and waits for a second person.");
    TRY_REFUSED("not by one alone", APPROVE(done), SECOND);
    try_as(t, t->top);
    TRY("refused with a reason", erasure_refuse(&t->act, &t->p, done, asked, "No", &err));
    TRY_REFUSED("decided is decided", APPROVE(done), "This erasure was decided already.");
}

/* Which of the saved searches are there. */
static int64_t saved(struct try *t)
{
    return try_number(t, "SELECT count(*) AS value FROM saved_search WHERE ended_at IS NULL");
}

/* A person with two cases, with a word that can be looked for. */
static void erases(struct try *t)
{
    int64_t id = closed(t, "gone"), other = closed(t, "kept"), asked = 0;
    struct dossier before = try_load(t, id), after;
    int64_t person = dossier_person(&before, "complainant")->id;
    struct erased gone = { 0 };

    try_as(t, t->handler);
    TRY("a text for everybody",
        publish_propose(&t->act, &t->p, id, "en", "The lift runs again.", &err));
    TRY("another one", publish_propose(&t->act, &t->p, id, "en", "The lamps are on.", &err));
    try_as(t, t->manager);
    TRY("one is public",
        publish_approve(&t->act, &t->p, id, try_load(t, id).publication.row[0].id, &err));
    TRY("somebody saved a search by the name",
        saved_add(&t->act, "Mai", "/desk/search?q=mai+EXAMPLE", &err));
    TRY("by a part of it", saved_add(&t->act, "Calls", "/desk/search?q=example&page=2", &err));
    TRY("by the address", saved_add(&t->act, "Mails", "/desk/search?q=x+mai%40example.org", &err));
    TRY("under the name",
        saved_add(&t->act, "All of Mai Example", "/desk/queues/open?class=x", &err));
    TRY("and one by another name", saved_add(&t->act, "Lifts", "/desk/search?q=lift+Wong", &err));
    TAP_INT("five are saved", saved(t), 5);
    TRY("somebody was writing", draft_keep(&t->act, id, "note", "Half a sentence", &err));
    TRY("asked", ASK(id, .person = true, REQUEST));
    try_as(t, t->top);
    TRY("approved by another", APPROVE(id));
    TAP_INT("one case went", gone.complaints, 1);
    TAP_INT("with what was being written", gone.drafts, 1);
    TAP_INT("no draft is left",
            try_number(t, arena_printf(t->a,
                                       "SELECT count(*) AS value FROM draft WHERE complaint_id = "
                                       "%" PRId64,
                                       id)),
            0);
    TAP_INT("one person went", gone.persons, 1);
    after = try_load(t, id);
    TAP("no text is left", !after.c.description.text && !after.c.subject.text &&
                               !dossier_person(&after, "complainant")->name.text);
    TAP("[S57] nothing of it is public", after.publication.n == 2);
    for (size_t i = 0; i < after.publication.n; i++)
        TAP("[S57] its text for everybody ended",
            !after.publication.row[i].text && instant_is_set(after.publication.row[i].ended_at));
    TAP_INT("[S57] what was saved by the name went", saved(t), 1);
    TAP("facts are", strcmp(after.c.reference, before.c.reference) == 0 &&
                         after.c.received_at.us == before.c.received_at.us &&
                         instant_is_set(after.c.erased_at));
    TAP("the code opens nothing", after.c.code_mac.n == 0);
    TAP_INT("no key of the case",
            try_number(t, arena_printf(t->a,
                                       "SELECT count(*) AS value FROM wrapped_key WHERE id IN "
                                       "(%" PRId64 " * 4 + 2, %" PRId64 " * 4 + 1)",
                                       id, person)),
            0);
    TAP_INT(
        "no word of it",
        try_number(t, arena_printf(t->a,
                                   "SELECT count(*) AS value FROM search_doc WHERE complaint_id = "
                                   "%" PRId64,
                                   id)),
        0);
    TAP("another case is as it was", try_load(t, other).c.description.text);
    TRY_REFUSED("nothing is done on it any more", hold_put(&t->act, &t->p, id, false, "late", &err),
                "This complaint was erased. Only its facts are kept.");
}

/* SQLite's index has no posting of a document that went. */
static void index_empty(struct try *t)
{
    static const struct sql vocab = { .name = "vocab",
                                      .sqlite = "CREATE VIRTUAL TABLE temp.erased_vocab USING "
                                                "fts5vocab(main, search_word, instance)",
                                      .id = 9699,
                                      .param_kinds = "" };
    struct err err = { 0 };

    if (db_engine(t->db) != DB_SQLITE)
        return;
    if (!db_exec(t->db, &vocab, NULL, NULL, &err))
        try_why(&err, false);
    TAP("there is an index", try_number(t, "SELECT count(*) AS value FROM erased_vocab") > 0);
    TAP_INT("the index has only documents that are there",
            try_number(t, "SELECT count(*) AS value FROM erased_vocab WHERE doc NOT IN "
                          "(SELECT id FROM search_doc)"),
            0);
}

/* As somebody would who can write to the file but has no key. */
static void line_forge(struct try *t, int64_t id)
{
    FILE *f = fopen(arena_printf(t->a, "%s/erasures", folder), "a");

    if (!f || fprintf(f, "2 %" PRId64 " %064d\n", id, 0) < 0 || fclose(f) != 0)
        exit(1);
}

static void replays(struct try *t)
{
    int64_t id = closed(t, "yesterday"), n = 0;

    TRY("the journal is played", journal_replay(&t->act, &t->p, folder, &n, &err));
    TAP_INT("over who is erased already it does nothing", n, 0);
    line_forge(t, id);
    TRY("with a line that is not ours", journal_replay(&t->act, &t->p, folder, &n, &err));
    TAP("[S57] which erases nobody", n == 0 && try_load(t, id).c.description.text);
}

static int64_t journal_lines(struct try *t)
{
    FILE *f = fopen(arena_printf(t->a, "%s/erasures", folder), "r");
    int64_t n = 0;

    for (int c; f && (c = getc(f)) != EOF;)
        n += c == '\n';
    if (f)
        fclose(f);
    return n;
}

/* The last of its lines as it stands there, and nothing after it. */
static const char *last_line(struct try *t)
{
    FILE *f = fopen(arena_printf(t->a, "%s/erasures", folder), "r");
    char line[200] = "", *got = line;

    while (f && got)
        got = fgets(line, sizeof line, f);
    if (f)
        fclose(f);
    return arena_str(t->a, line);
}

/* The power failed while a line was written, or before it was on disk. */
static void torn(struct try *t)
{
    const char *path = arena_printf(t->a, "%s/erasures", folder), *line;
    struct stat st;
    int64_t n;

    TAP("the journal is gone", unlink(path) == 0);
    TRY("it follows", journal_follow(&t->act, folder, &err));
    n = journal_lines(t);
    line = last_line(t);
    TAP("its last line is torn",
        n > 1 && stat(path, &st) == 0 && truncate(path, st.st_size - 10) == 0);
    TRY("it follows", journal_follow(&t->act, folder, &err));
    TAP_INT("[S57] with a line of its own", journal_lines(t), n + 1);
    TAP_TEXT("[S57] which is whole", last_line(t), line);
    TRY("it follows", journal_follow(&t->act, folder, &err));
    TAP_INT("and once", journal_lines(t), n + 1);
}

/* A mark in the database empties no backup. */
static void marked(struct try *t)
{
    int64_t id = closed(t, "marked"), n = journal_lines(t);

    TAP("somebody marks a case as erased",
        besides(t, "UPDATE complaint SET erased_at = 1 WHERE id = @", id));
    TAP("and persons",
        besides(t,
                "UPDATE person SET erased_at = 1 WHERE id IN (SELECT person_id FROM party WHERE "
                "complaint_id = @)",
                id));
    TRY("the journal follows", journal_follow(&t->act, folder, &err));
    TAP_INT("[S57] and says nothing of it", journal_lines(t), n);
    TAP("somebody takes the keys away as well",
        besides(t, "UPDATE wrapped_key SET id = -id WHERE id = @ * 4 + 2", id));
    TRY("the journal follows", journal_follow(&t->act, folder, &err));
    TAP_INT("[S57] which no act did either", journal_lines(t), n);
    TAP("with an event that fits",
        beside(t, arena_printf(t->a,
                               "INSERT INTO guard (table_number, row_id, event_id, hash, proof) "
                               "SELECT table_number, %" PRId64 ", event_id, hash, proof FROM guard "
                               "WHERE table_number = 11 AND row_id <> %" PRId64 " LIMIT 1",
                               id, id)));
    TRY("the journal follows", journal_follow(&t->act, folder, &err));
    TAP_INT("[S57] and a proof of another", journal_lines(t), n);
    TAP("taken back", besides(t, "DELETE FROM guard WHERE row_id = @", id) &&
                          besides(t, "UPDATE wrapped_key SET id = @ * 4 + 2 WHERE id < 0", id) &&
                          besides(t, "UPDATE complaint SET erased_at = NULL WHERE id = @", id) &&
                          beside(t, "UPDATE person SET erased_at = NULL WHERE erased_at = 1"));
}

static void all(struct try *t)
{
    char name[64];

    memcpy(folder, "/tmp/redress-erasure.XXXXXX", sizeof folder);
    if (!mkdtemp(folder))
        exit(1);
    holds(t);
    holds_stolen(t);
    holds_gone(t);
    log_altered(t);
    case_altered(t);
    schedule_altered(t);
    rules(t);
    erases(t);
    index_empty(t);
    replays(t);
    torn(t);
    marked(t);
    snprintf(name, sizeof name, "%s/erasures", folder);
    unlink(name);
    rmdir(folder);
}

/* Made by tests/vault/vectors.py from docs/format.md alone: a line that was written once tells for
 * ever who does not come back. */
static void known_line(void)
{
    unsigned char hash[32];
    struct vault *v = test_vault();
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < sizeof hash; i++)
        hash[i] = (unsigned char)(64 + i);
    TAP_TEXT("[S51] known answer of a line of the erasure journal",
             journal_line(a, v, 1, 513, (struct bytes){ hash, sizeof hash }),
             "1 513 99987e6fb8c610ef1a503715531f37288568c72c2a7677f8dbd2ec896d5012f1\n");
    vault_close(v);
}

int main(void)
{
    known_line();
    try_on_both("erasure", all);
    return tap_done();
}
