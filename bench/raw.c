/*
 * The ceiling: libmicrohttpd and SQLite with nothing between them. bench_raw FILE PORT NUMBER
 *
 * Two processes on one port, each with a single-threaded daemon and prepared statements. No
 * login, no rights, no history, no sealing, no page around the rows; but the same kinds of
 * work: a list of fifty, one complaint, a word search, and a create that is on disk before
 * it is answered (row with four indexes, two events, words, outbox).
 */
#include <inttypes.h>
#include <microhttpd.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROCESSES = 2, PAGE = 64 * 1024, BODY = 8192 };

static const char schema[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;"
    "CREATE TABLE IF NOT EXISTS complaint (id INTEGER PRIMARY KEY, reference TEXT UNIQUE,"
    " state TEXT, due INTEGER, team INTEGER, owner INTEGER, subject TEXT, body TEXT);"
    "CREATE INDEX IF NOT EXISTS a ON complaint (state, due, id);"
    "CREATE INDEX IF NOT EXISTS b ON complaint (team, state, due);"
    "CREATE INDEX IF NOT EXISTS c ON complaint (owner, state, due);"
    "CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, complaint INTEGER, body TEXT);"
    "CREATE INDEX IF NOT EXISTS d ON event (complaint);"
    "CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, complaint INTEGER);"
    "CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(body, content='', detail=none);";

static struct {
    sqlite3 *db;
    sqlite3_stmt *list, *view, *search, *insert, *event, *word, *outbox, *begin, *commit;
} own;

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *s = NULL;

    if (sqlite3_prepare_v2(own.db, sql, -1, &s, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(own.db));
        exit(1);
    }
    return s;
}

static void own_open(const char *path)
{
    if (sqlite3_open(path, &own.db) != SQLITE_OK ||
        sqlite3_exec(own.db, schema, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(own.db));
        exit(1);
    }
    own.list = prepare("SELECT reference, subject, state, due FROM complaint "
                       "WHERE state = 'open' ORDER BY due, id LIMIT 50");
    own.view = prepare("SELECT reference, subject, body FROM complaint WHERE reference = ?");
    own.search =
        prepare("SELECT reference, subject, state, due FROM complaint WHERE id IN "
                "(SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid DESC LIMIT 50)");
    own.insert = prepare("INSERT INTO complaint VALUES (NULL, 'x' || random(), 'open', "
                         "unixepoch() + 864000, 1, 0, ?, ?)");
    own.event = prepare("INSERT INTO event (complaint, body) VALUES (?, ?)");
    own.word = prepare("INSERT INTO word (rowid, body) VALUES (?, ?)");
    own.outbox = prepare("INSERT INTO outbox (complaint) VALUES (?)");
    own.begin = prepare("BEGIN IMMEDIATE");
    own.commit = prepare("COMMIT");
}

static int step(sqlite3_stmt *s)
{
    int rc = sqlite3_step(s);

    sqlite3_reset(s);
    return rc;
}

/* One complaint with all that hangs on it, in the transaction that is open. */
static void insert(const char *subject, const char *body)
{
    int64_t id;

    sqlite3_bind_text(own.insert, 1, subject, -1, SQLITE_STATIC);
    sqlite3_bind_text(own.insert, 2, body, -1, SQLITE_STATIC);
    step(own.insert);
    id = sqlite3_last_insert_rowid(own.db);
    for (int i = 0; i < 2; i++) {
        sqlite3_bind_int64(own.event, 1, id);
        sqlite3_bind_text(own.event, 2, body, -1, SQLITE_STATIC);
        step(own.event);
    }
    sqlite3_bind_int64(own.word, 1, id);
    sqlite3_bind_text(own.word, 2, body, -1, SQLITE_STATIC);
    step(own.word);
    sqlite3_bind_int64(own.outbox, 1, id);
    step(own.outbox);
}

static const char *const words[] = { "lift",   "water", "door",   "bill",  "noise", "heating",
                                     "letter", "never", "repair", "three", "weeks", "again" };

static void fill(int64_t n)
{
    step(own.begin);
    for (int64_t i = 0; i < n; i++) {
        char body[1024] = "";
        size_t at = 0;
        for (int j = 0; j < 80; j++)
            at += (size_t)snprintf(body + at, sizeof body - at, "%s%s",
                                   words[(uint64_t)rand() % (sizeof words / sizeof *words)],
                                   j % 9 ? " " : " odd ");
        insert("The lift stands", body);
    }
    step(own.commit);
}

/* Rows as HTML, escaped, about 400 bytes each. */
static size_t rows(sqlite3_stmt *s, char *to)
{
    size_t n = 0;

    while (sqlite3_step(s) == SQLITE_ROW && n < PAGE - 1024) {
        n += (size_t)snprintf(to + n, PAGE - n, "<tr class=\"govuk-table__row\">");
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const char *cell = (const char *)sqlite3_column_text(s, i);
            n += (size_t)snprintf(to + n, PAGE - n, "<td class=\"govuk-table__cell\">");
            for (; cell && *cell && n < PAGE - 512; cell++)
                n += (size_t)snprintf(to + n, PAGE - n, *cell == '<' ? "&lt;" : "%c", *cell);
            n += (size_t)snprintf(to + n, PAGE - n, "</td>");
        }
        n += (size_t)snprintf(to + n, PAGE - n, "</tr>\n");
    }
    sqlite3_reset(s);
    return n;
}

static enum MHD_Result answer(struct MHD_Connection *c, const char *text, size_t n)
{
    struct MHD_Response *r =
        MHD_create_response_from_buffer(n, (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result done = MHD_queue_response(c, MHD_HTTP_OK, r);

    MHD_destroy_response(r);
    return done;
}

struct posted {
    char s[BODY];
    size_t n;
};

static enum MHD_Result create(struct MHD_Connection *c, struct posted *p)
{
    p->s[p->n] = '\0';
    if (step(own.begin) != SQLITE_DONE)
        return MHD_NO;
    insert("The lift stands", p->s);
    if (step(own.commit) != SQLITE_DONE)
        return MHD_NO;
    return answer(c, "{\"ok\":true}\n", 12);
}

static enum MHD_Result asked(void *cls, struct MHD_Connection *c, const char *url,
                             const char *method, const char *version, const char *data, size_t *n,
                             void **state)
{
    static char page[PAGE];
    const char *q = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "q");
    sqlite3_stmt *s = strcmp(url, "/list") == 0   ? own.list
                      : strcmp(url, "/view") == 0 ? own.view
                                                  : own.search;

    (void)cls;
    (void)version;
    if (strcmp(method, "POST") == 0) {
        struct posted *p = *state ? *state : calloc(1, sizeof *p);
        bool first = !*state;
        *state = p;
        if (*n > 0 && p->n + *n < BODY) {
            memcpy(p->s + p->n, data, *n);
            p->n += *n;
        }
        if (first || *n > 0) {
            *n = 0;
            return MHD_YES;
        }
        return create(c, p);
    }
    if (s != own.list)
        sqlite3_bind_text(s, 1, q ? q : "", -1, SQLITE_STATIC);
    return answer(c, page, rows(s, page));
}

static void ended(void *cls, struct MHD_Connection *c, void **state,
                  enum MHD_RequestTerminationCode why)
{
    (void)cls;
    (void)c;
    (void)why;
    free(*state);
}

static int serve(const char *path, uint16_t port)
{
    own_open(path);
    if (!MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, port, NULL, NULL, asked, NULL,
                          MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_NOTIFY_COMPLETED,
                          ended, NULL, MHD_OPTION_END))
        return 1;
    pause();
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    own_open(argv[1]);
    fill(strtoll(argv[3], NULL, 10));
    sqlite3_close_v2(own.db);
    for (int i = 0; i < PROCESSES; i++)
        if (fork() == 0)
            return serve(argv[1], (uint16_t)strtol(argv[2], NULL, 10));
    signal(SIGTERM, SIG_IGN);
    while (wait(NULL) > 0)
        continue;
    return 0;
}
