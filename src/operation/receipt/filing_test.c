/* Filing on both engines: the receipt, the repeat, the numbers, the history behind them. */
#include "base/buf.h"
#include "base/tap.h"
#include "complaint/tally.h"
#include "complaint/verify.h"
#include "db/desk_sql.h"
#include "db/edge_sql.h"
#include "db/fresh.h"
#include "db/seed_sql.h"
#include "db/tally_sql.h"
#include "desk/sums.h"
#include "operation/receipt/filing.h"

#include <stdio.h>
#include <string.h>

struct world {
    struct act act;
    struct procedure p;
};

static struct clock_rule_row rules[] = {
    { 1, "acknowledge", "received", "acknowledged", "working_days", 2, "standard", "", "", "", "" },
    { 2, "decision", "received", "communicated closed", "working_days", 20, "standard", "", "", "",
      "" },
};
static struct code_row codes[] = { { .id = 1, .list = "problem", .code = "P06" },
                                   { .id = 2, .list = "problem", .code = "P35" } };
static struct calendar_row calendars[] = { { 1, "standard", "1 2 3 4 5", "", "" } };

static bool world_make(struct arena *a, struct db *db, const struct vault *v, struct world *w,
                       struct err *err)
{
    struct team_row team = { .name = "Reception" };
    AUTO_TX tx = { 0 };
    struct history h;

    w->act = (struct act){ .a = a,
                           .db = db,
                           .keys = keyring_new(a, v, db),
                           .now = { INT64_C(1793700000000000) },
                           .actor_kind = "public" };
    w->p = (struct procedure){ .lang = &langs[0],
                               .codes = { codes, COUNT(codes) },
                               .clocks = { rules, COUNT(rules) },
                               .calendars = { calendars, COUNT(calendars) } };
    return zone_open("Europe/London", &w->p.zone, err) && tx_begin(&tx, db, err) &&
           keyring_make(w->act.keys, KEY_ORGANISATION, 0, err) &&
           history_begin(&h, &w->act, COMPLAINT_NONE, "team_added", NULL, err) &&
           history_insert(&h, &team_table, &team, err) &&
           sql_team_above_insert(a, db, team.id, team.id, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

static struct filing example(const char *one_time)
{
    return (struct filing){
        .one_time = one_time,
        .channel = "web",
        .language = "en",
        .subject = "Lift out of service",
        .description = "The lift in block C has not run for two weeks.\nI live on the fifth floor.",
        .remedy_sought = "Please repair it.",
        .complainant = { .name = "Mai Example", .email = "mai@example.org", .language = "vi" },
        .contact = { .name = "Binh Example", .phone = "+84 24 0000 000" },
        .referred_by = "The tenants' union",
        .immediate_action = "The porter carried the shopping.",
        .recurrent = "yes",
        .problems = { "P06", "P35" },
        .n_problems = 2,
        .problem_detail = "The porter laughed",
        .acknowledged_by = "page",
    };
}

static void receipts(struct world *w)
{
    struct filing f = example("one"), g = example("two"), changed = example("one");
    struct receipt first, again, second;
    struct err err = { 0 };

    TAP("[7.2-a] a complaint is filed", receipt_file(&w->act, &w->p, &f, &first, &err));
    if (err.kind)
        printf("# %s %s\n", err.text, err.detail);
    TAP_TEXT("[7.2-a] the first reference of the year", first.reference, "2026-000001");
    TAP_TEXT("[7.4-a] the page acknowledges at once", first.stage, "acknowledged");
    TAP_INT("a code of seven groups", (int64_t)strlen(first.code), CODE_TEXT - 1);
    TAP("the same form again", receipt_file(&w->act, &w->p, &f, &again, &err));
    TAP_TEXT("gives the same reference", again.reference, first.reference);
    TAP_TEXT("and the same code", again.code, first.code);
    TAP("and says that it is a repeat", again.repeated && !first.repeated);
    TAP("[7.2-a] it is known again without filing",
        receipt_again(&w->act, &f, &again) && again.repeated);
    TAP_TEXT("[7.2-a] by the same reference", again.reference, first.reference);
    TAP("what is new is not known", !receipt_again(&w->act, &g, &again));
    TAP("another form", receipt_file(&w->act, &w->p, &g, &second, &err));
    TAP_TEXT("[7.2-a] gets the next reference", second.reference, "2026-000002");
    TAP("and another code", strcmp(first.code, second.code) != 0);
    changed.description = "Other words.";
    TAP("nor is the same id with other words", !receipt_again(&w->act, &changed, &again));
    TAP("the same id with other words is refused",
        !receipt_file(&w->act, &w->p, &changed, &again, &err) && err.kind == ERR_INVALID);
}

static int64_t ids_kept(struct world *w)
{
    static const struct sql count = { .name = "ids_kept",
                                      .sqlite = "SELECT count(*) AS value FROM idempotency",
                                      .pg = "SELECT count(*) AS value FROM idempotency",
                                      .id = 8999,
                                      .param_kinds = "" };
    struct int_value n = { -1 };
    struct value none = value_int(0);
    struct err err = { 0 };

    return db_one(w->act.a, w->act.db, &count, &none, &int_value_record, &n, &err) ? n.value : -1;
}

/* What nobody can send again is filed each time, and leaves a record only where the connection may
 * break while it commits. */
static void without_id(struct world *w)
{
    struct filing f = example(NULL);
    struct receipt first, second;
    struct err err = { 0 };
    int64_t before = ids_kept(w);

    TAP("a filing without an id", receipt_file(&w->act, &w->p, &f, &first, &err));
    TAP("and the same again", receipt_file(&w->act, &w->p, &f, &second, &err));
    TAP("are two complaints", !second.repeated && first.complaint != second.complaint &&
                                  strcmp(first.reference, second.reference) != 0 &&
                                  strcmp(first.code, second.code) != 0);
    TAP("it is not known again", !receipt_again(&w->act, &f, &second));
    TAP_INT("records of ids", ids_kept(w) - before, db_engine(w->act.db) == DB_PG ? 2 : 0);
}

static void late_letter(struct world *w)
{
    struct filing f = example("letter");
    struct receipt r;
    struct err err = { 0 };

    f.channel = "letter";
    f.acknowledged_by = NULL;
    f.received_at.us = w->act.now.us - SECONDS(86400) * 400;
    TAP("[7.2-f] a letter typed in later", receipt_file(&w->act, &w->p, &f, &r, &err));
    TAP_TEXT("[7.2-c] is numbered in the year it came", r.reference, "2025-000001");
    TAP_TEXT("[7.4-a] and still waits for its acknowledgement", r.stage, "received");
    f.one_time = "future";
    f.received_at.us = w->act.now.us + SECONDS(60);
    TAP("nothing is received in the future",
        !receipt_file(&w->act, &w->p, &f, &r, &err) && strcmp(err.field, "received_at") == 0);
}

static void for_somebody(struct world *w)
{
    struct filing f = example("for somebody");
    struct receipt r;
    struct dossier d;
    struct err err = { 0 };

    f.representative = (struct filing_person){ .name = "Kim Example", .phone = "020 7946 0000" };
    f.authority = "Her daughter";
    TAP("[3-c] somebody files for another",
        receipt_file(&w->act, &w->p, &f, &r, &err) &&
            dossier_load(&w->act, &w->p, r.reference, &d, &err));
    TAP_TEXT("[3-c] the complainant is one person", dossier_person(&d, "complainant")->name.text,
             "Mai Example");
    TAP_TEXT("[3-c] who acts for her another", dossier_person(&d, "representative")->name.text,
             "Kim Example");
    TAP_TEXT("[3-c] with what allows it", dossier_party(&d, "representative")->authority.text,
             "Her daughter");
}

/* Whichever door it came by. [S12] */
static void checked(struct world *w)
{
    static const struct {
        const char *field, *mail, *language;
        struct date on;
    } cases[] = {
        { "email", "mai", NULL, { 0 } },
        { "email", "mai@example", NULL, { 0 } },
        { "email", "mai@a@b", NULL, { 0 } },
        { "email", "mai @example.org", NULL, { 0 } },
        { "language", NULL, "my own words", { 0 } },
        { "language", NULL, "x", { 0 } },
        { "happened_on", NULL, NULL, { 2030, 1, 1 } },
        { "happened_on", NULL, NULL, { 203, 1, 1 } },
    };
    struct filing f = example("checked");
    struct filing_past past = { .source_system = "old", .external_reference = "1" };
    struct receipt receipt;
    struct err err = { 0 };

    for (size_t i = 0; i < COUNT(cases); i++) {
        f.complainant.email = cases[i].mail;
        f.complainant.language = cases[i].language;
        f.happened_on = cases[i].on;
        TAP(cases[i].field, !receipt_file(&w->act, &w->p, &f, &receipt, &err) &&
                                err.kind == ERR_INVALID && strcmp(err.field, cases[i].field) == 0);
        err_clear(&err);
    }
    f = example("checked");
    f.description = " \n";
    TAP("[7.2-b] not without a statement",
        !receipt_file(&w->act, &w->p, &f, &receipt, &err) && strcmp(err.field, "description") == 0);
    err_clear(&err);
    f.description = NULL;
    TAP("[7.2-b] nor with none at all",
        !receipt_file(&w->act, &w->p, &f, &receipt, &err) && strcmp(err.field, "description") == 0);
    err_clear(&err);
    f = example("checked");
    f.happened_on = (struct date){ 203, 1, 1 };
    f.past = &past;
    TAP("a register says what it says", receipt_file(&w->act, &w->p, &f, &receipt, &err));
}

static void channels(struct world *w)
{
    struct filing f = example("");
    struct receipt receipt;
    struct err err = { 0 };

    for (int i = 1; i < channel_words.n; i++) {
        f.channel = channel_words.word[i].code;
        f.one_time = arena_printf(w->act.a, "by %s", f.channel);
        TAP("[4.5-a] by every channel", receipt_file(&w->act, &w->p, &f, &receipt, &err));
        if (err.kind)
            printf("# %s %s\n", err.text, err.detail);
    }
    f.one_time = f.channel = "pigeon";
    TAP("[4.5-a] by no other",
        !receipt_file(&w->act, &w->p, &f, &receipt, &err) && strcmp(err.field, "channel") == 0);
    err_clear(&err);
    f.channel = NULL;
    TAP("[4.5-a] nor by none",
        !receipt_file(&w->act, &w->p, &f, &receipt, &err) && strcmp(err.field, "channel") == 0);
}

static void loaded(struct world *w)
{
    struct dossier d;
    struct err err = { 0 };

    TAP("the dossier loads", dossier_load(&w->act, &w->p, "2026-000001", &d, &err));
    if (err.kind)
        printf("# %s %s\n", err.text, err.detail);
    TAP_TEXT("[7.2-d] the statement unaltered", d.c.description.text, example("").description);
    TAP_TEXT("the complainant", dossier_person(&d, "complainant")->name.text, "Mai Example");
    TAP_TEXT("[Annex C] whom to ask is apart", dossier_person(&d, "contact")->name.text,
             "Binh Example");
    TAP_TEXT("[Annex E] who passed it on", d.c.referred_by.text, "The tenants' union");
    TAP_TEXT("[7.2-b] what was done at once", d.c.immediate_action.text,
             "The porter carried the shopping.");
    TAP_TEXT("[Annex E] it is recurrent", d.c.recurrent, "yes");
    TAP_INT("[Annex E] both problem codes", (int64_t)d.complaint_code.n, 2);
    TAP_TEXT("[Annex E] with what they leave open", d.complaint_code.row[1].detail.text,
             "The porter laughed");
    TAP_INT("one acknowledgement", (int64_t)d.acknowledgement.n, 1);
    TAP_TEXT("the clock of the acknowledgement is met", d.clock.row[0].state, "met");
    TAP_TEXT("the clock of the decision runs", d.clock.row[1].state, "running");
    TAP("and is the next date", d.c.next_due_at.us == d.clock.row[1].due_at.us);
    TAP("the facts say so too", instant_is_set(d.facts.acknowledged) && d.facts.reachable);
}

static void history_holds(struct world *w, const struct vault *v)
{
    struct verify before = { .a = w->act.a, .db = w->act.db };
    struct keyring *keys = keyring_new(w->act.a, v, w->act.db);
    struct err err = { 0 };

    TAP("the log verifies", verify_log(&before, &err));
    if (err.kind)
        printf("# %s %s\n", err.text, err.detail);
    TAP_INT("nothing is found", (int64_t)before.n, 0);
    for (size_t i = 0; i < before.n; i++)
        printf("# %s %s %" PRId64 "\n", before.findings[i].kind, before.findings[i].table,
               before.findings[i].id);
    TAP_INT("an event for the team and for each filing", before.events, 5);
    TAP("the events make every column", verify_values(&before, keys, &err));
    TAP_INT("without a difference", (int64_t)before.n, 0);
    for (size_t i = 0; i < before.n; i++)
        printf("# %s %s.%s %" PRId64 "\n", before.findings[i].kind, before.findings[i].table,
               before.findings[i].field, before.findings[i].id);
}

static bool run_sql(struct db *db, const char *text)
{
    struct sql sql = {
        .name = "tamper", .sqlite = text, .pg = text, .id = 9000, .param_kinds = ""
    };
    static int n;
    struct value none = value_int(0);
    struct err err = { 0 };

    sql.id += n++;
    return db_exec(db, &sql, &none, NULL, &err);
}

/* A question of the figures, and how many are open by its answer. */
static int64_t open_by_team(const struct rows *rows)
{
    const struct sum_line *l = rows->row;
    int64_t n = 0;

    for (size_t i = 0; i < rows->n; i++)
        n += l[i].open;
    return n;
}

static int64_t open_by_channel(const struct rows *rows)
{
    const struct channel_sum *l = rows->row;
    int64_t n = 0;

    for (size_t i = 0; i < rows->n; i++)
        n += l[i].open;
    return n;
}

static int64_t open_by_line(const struct rows *rows)
{
    const struct tally_row *l = rows->row;
    int64_t n = 0;

    for (size_t i = 0; i < rows->n; i++)
        n += strcmp(l[i].state, "open") == 0 ? l[i].value : 0;
    return n;
}

/* Of all questions that the figures are asked, by whole months and by days too. */
static const char *figures(struct world *w)
{
    static const char never[] = "9", from[] = "2000-01-01", until[] = "2100-01-01";
    struct arena *a = w->act.a;
    struct db *db = w->act.db;
    struct rows lines, all, months, days, channels, of_months, of_days;
    struct err err = { 0 };

    if (!sql_tally_all(a, db, &lines, &err) || !sql_sums_all(a, db, until, true, "", &all, &err) ||
        !sql_sums_between(a, db, until, never, never, "2000-01", "2100-01", never, never, true, "",
                          &months, &err) ||
        !sql_sums_between(a, db, until, from, until, never, never, never, never, true, "", &days,
                          &err) ||
        !sql_sums_channel_all(a, db, true, "", &channels, &err) ||
        !sql_sums_channel_between(a, db, never, never, "2000-01", "2100-01", never, never, true, "",
                                  &of_months, &err) ||
        !sql_sums_channel_between(a, db, never, never, never, never, from, until, true, "",
                                  &of_days, &err))
        return arena_str(a, err.detail);
    return arena_printf(a, "%d %d %d %d %d %d %d", (int)open_by_line(&lines),
                        (int)open_by_team(&all), (int)open_by_team(&months),
                        (int)open_by_team(&days), (int)open_by_channel(&channels),
                        (int)open_by_channel(&of_months), (int)open_by_channel(&of_days));
}

/* What was filed stands in all figures at once, and the same after they were added up. */
static void counted(struct world *w)
{
    struct verify v = { .a = w->act.a, .db = w->act.db };
    struct err err = { 0 };
    int64_t new = 0;

    TAP("new ones wait to be counted", sql_tally_new_last(w->act.a, w->act.db, &new, &err) && new);
    TAP_TEXT("and stand in all figures", figures(w), "4 4 4 4 4 4 4");
    TAP("they are added up", tally_catch_up(w->act.db, &err) &&
                                 sql_tally_new_last(w->act.a, w->act.db, &new, &err) && !new);
    TAP_TEXT("with the same figures", figures(w), "4 4 4 4 4 4 4");
    TAP("and that verifies", verify_log(&v, &err) && v.n == 0);
    TAP("twice changes nothing", tally_catch_up(w->act.db, &err));
    TAP_TEXT("as before", figures(w), "4 4 4 4 4 4 4");
}

static void tampering(struct world *w, const struct vault *v)
{
    static const struct {
        const char *what, *sql, *kind;
    } cases[] = {
        { "a stage", "UPDATE complaint SET stage = 'closed' WHERE number = 2", "row_changed" },
        { "a deadline", "UPDATE clock SET due_at = due_at + 1 WHERE name = 'decision'",
          "row_changed" },
        { "a right",
          "INSERT INTO staff_role (id, staff_id, team_id, role) VALUES (99, 1, 1, 'manager')",
          "row_added" },
        { "a right by the tree of teams", "INSERT INTO team_above VALUES (256, 512)", "row_added" },
        { "a removed party", "DELETE FROM party", "row_missing" },
        { "a removed event", "DELETE FROM event WHERE id = 2", "event_missing" },
        { "a later actor", "UPDATE event SET actor_id = 7 WHERE id = 3", "event_changed" },
    };
    struct keyring *keys = keyring_new(w->act.a, v, w->act.db);

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct verify after = { .a = w->act.a, .db = w->act.db };
        struct err err = { 0 };
        bool named = false;
        TAP(cases[i].what, run_sql(w->act.db, cases[i].sql) && verify_log(&after, &err));
        for (size_t j = 0; j < after.n; j++)
            named |= strcmp(after.findings[j].kind, cases[i].kind) == 0;
        TAP("is named", named);
    }
    (void)keys;
}

/* However many are filed while nobody adds them up, readers have few to count one by one. */
static void few_wait(struct world *w)
{
    struct filing f = example(NULL);
    struct receipt r;
    struct err err = { 0 };
    int64_t new = 0;

    TAP("many were filed",
        run_sql(w->act.db, "UPDATE counter SET value = 254 WHERE name = 'reference:2026'"));
    TAP("one more", receipt_file(&w->act, &w->p, &f, &r, &err));
    TAP("waits", sql_tally_new_last(w->act.a, w->act.db, &new, &err) && new == r.complaint);
    TAP("the 256th of the year", receipt_file(&w->act, &w->p, &f, &r, &err));
    TAP_TEXT("by its number", r.reference, "2026-000256");
    TAP("leaves none waiting", sql_tally_new_last(w->act.a, w->act.db, &new, &err) && new == 0);
}

static void on(enum db_engine engine, const char *name)
{
    static const unsigned char master[KEY_BYTES] = "0123456789abcdef0123456789abcde";
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    struct world w;

    if (!fresh_make(a, &fresh, engine, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    TAP("an organisation", err.kind == ERR_NONE && world_make(a, db, v, &w, &err));
    if (err.kind)
        printf("# %s %s\n", err.text, err.detail);
    receipts(&w);
    late_letter(&w);
    for_somebody(&w);
    loaded(&w);
    history_holds(&w, v);
    counted(&w);
    channels(&w);
    tampering(&w, v);
    checked(&w);
    without_id(&w);
    few_wait(&w);
    vault_close(v);
}

int main(void)
{
    on(DB_SQLITE, "filing_sqlite");
    on(DB_PG, "filing_pg");
    return tap_done();
}
