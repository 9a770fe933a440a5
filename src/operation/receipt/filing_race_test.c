/*
 * The same filing by two workers at once, on PostgreSQL, where no lock stands before the
 * transaction: both have looked and found nothing before either writes. To make sure of that
 * a third connection holds the log's counter until both wait for it.
 */
#include "base/tap.h"
#include "complaint/verify.h"
#include "db/fresh.h"
#include "operation/receipt/filing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct clock_rule_row rules[] = {
    { 1, "decision", "received", "closed", "days", 20, "standard", "", "", "", "" },
};
static struct calendar_row calendars[] = { { 1, "standard", "1 2 3 4 5", "", "" } };

static const struct sql hold = {
    .name = "hold",
    .pg = "UPDATE counter SET value = value WHERE name = 'event'",
    .id = 9000,
    .param_kinds = "",
};
/* Those who wait; asked on a connection of its own, since within a transaction the answer
 * stays as it was the first time. */
static const struct sql waiting = {
    .name = "waiting",
    .pg = "SELECT count(*) AS value FROM pg_stat_activity"
          " WHERE application_name = 'filing_race' AND wait_event_type = 'Lock'",
    .id = 9001,
    .param_kinds = "",
};

static struct act act_of(struct arena *a, struct db *db, const struct vault *v)
{
    return (struct act){ .a = a,
                         .db = db,
                         .keys = keyring_new(a, v, db),
                         .now = { INT64_C(1793700000000000) },
                         .actor_kind = "public" };
}

static struct filing example(const char *words)
{
    return (struct filing){ .one_time = "one",
                            .channel = "web",
                            .language = "en",
                            .description = words,
                            .team = 1,
                            .acknowledged_by = "page" };
}

/* Files in a process of its own and writes the receipt, or why there is none, into the pipe. */
static pid_t worker(const struct fresh *fresh, const struct vault *v, const char *words, int to)
{
    pid_t pid = fork();
    AUTO_ARENA a = arena_new();
    struct procedure p = { .lang = &langs[0],
                           .clocks = { rules, COUNT(rules) },
                           .calendars = { calendars, COUNT(calendars) } };
    struct filing f = example(words);
    struct receipt r = { 0 };
    struct err err = { 0 };
    struct db *db = NULL;

    if (pid != 0)
        return pid;
    if (zone_open("UTC", &p.zone, &err) && fresh_open(fresh, &db, &err)) {
        struct act act = act_of(a, db, v);
        if (receipt_file(&act, &p, &f, &r, &err))
            dprintf(to, "%s %s %d\n", r.reference, r.code, r.repeated);
        else
            dprintf(to, "refused %d %s\n", (int)err.kind, err.field ? err.field : "");
    }
    _exit(0);
}

static int64_t value_of(struct arena *a, struct db *db, const struct sql *sql)
{
    struct int_value v = { .value = -1 };
    struct value none = value_int(0);
    struct err err = { 0 };

    return db_one(a, db, sql, &none, &int_value_record, &v, &err) ? v.value : -1;
}

/* Two workers file while the counter is held; what they say, line by line. */
static void race(struct arena *a, struct fresh *fresh, struct db *db, const struct vault *v,
                 const char *const words[2], char said[2][80])
{
    struct value none = value_int(0);
    struct err err = { 0 };
    AUTO_DB watch = NULL;
    int64_t held; /* asked for, so that it is waited for */
    int pipes[2];
    pid_t pids[2];
    FILE *in;

    {
        AUTO_TX tx = { 0 };
        TAP("the counter is held",
            pipe(pipes) == 0 && tx_begin(&tx, db, &err) && db_exec(db, &hold, &none, &held, &err));
        for (int i = 0; i < 2; i++)
            pids[i] = worker(fresh, v, words[i], pipes[1]);
        close(pipes[1]);
        TAP("watched", fresh_open(fresh, &watch, &err));
        for (int i = 0; i < 1500 && value_of(a, watch, &waiting) < 2; i++)
            usleep(1000);
        TAP_INT("both wait", value_of(a, watch, &waiting), 2);
    }
    in = fdopen(pipes[0], "r");
    for (int i = 0; i < 2; i++) {
        said[i][0] = '\0';
        TAP("a worker answers", fgets(said[i], 80, in) != NULL);
    }
    fclose(in);
    for (int i = 0; i < 2; i++)
        waitpid(pids[i], NULL, 0);
}

static void races(struct arena *a, struct fresh *fresh, struct db *db, const struct vault *v)
{
    struct verify log = { .a = a, .db = db };
    struct err err = { 0 };
    char said[2][80];

    race(a, fresh, db, v, (const char *const[]){ "The lift.", "The lift." }, said);
    TAP("[D3] both have the same reference and code", strncmp(said[0], said[1], 46) == 0);
    TAP("[D7] the first of the year", strncmp(said[0], "2026-000001 ", 12) == 0);
    TAP("one of them as a repeat", strcmp(said[0], said[1]) != 0);
    TAP("the log verifies", verify_log(&log, &err) && log.n == 0);
    TAP_INT("one event was written", log.events, 1);
}

static void other_words(struct arena *a, struct fresh *fresh, struct db *db, const struct vault *v)
{
    char said[2][80];
    int refused = 0, filed = 0;

    race(a, fresh, db, v, (const char *const[]){ "The lift.", "The stairs." }, said);
    for (int i = 0; i < 2; i++) {
        refused += strstr(said[i], "idempotency_key") != NULL;
        filed += strncmp(said[i], "2026-000001 ", 12) == 0;
    }
    TAP_INT("one is filed", filed, 1);
    TAP_INT("the other is told that its id came with other words", refused, 1);
}

static bool organisation_make(struct arena *a, struct db *db, const struct vault *v,
                              struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, db, err) &&
           keyring_make(keyring_new(a, v, db), KEY_ORGANISATION, 0, err) && tx_commit(&tx, err);
}

static void on_fresh(const char *name, void (*test)(struct arena *, struct fresh *, struct db *,
                                                    const struct vault *))
{
    static const unsigned char master[KEY_BYTES] = "0123456789abcdef0123456789abcde";
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };

    if (!fresh_make(a, &fresh, DB_PG, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    fresh.url = arena_printf(a, "%s&application_name=filing_race", fresh.url);
    TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    TAP("there is an organisation", organisation_make(a, db, v, &err));
    test(a, &fresh, db, v);
    vault_close(v);
}

int main(void)
{
    on_fresh("filing_race", races);
    on_fresh("filing_race_words", other_words);
    return tap_done();
}
