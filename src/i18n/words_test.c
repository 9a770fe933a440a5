/*
 * Search as people meet it: a corpus of complaints goes into the full-text index
 * of the engine, and queries must find what a reader would say they find. The
 * same cases run on SQLite and, when TEST_PG names a database, on PostgreSQL.
 */
#include "i18n/words.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "base/tap.h"
#include "base/vault_test_keys.h"

enum { DOCS_MOST = 100, LINE_MOST = 1024 };

struct lines {
    const char *s[DOCS_MOST];
    size_t n;
};

static struct lines read_lines(struct arena *a, const char *path)
{
    struct lines lines = { 0 };
    char line[LINE_MOST];
    FILE *f = fopen(path, "r");

    while (f && lines.n < DOCS_MOST && fgets(line, sizeof line, f))
        lines.s[lines.n++] = arena_strn(a, line, strcspn(line, "\n"));
    if (f)
        fclose(f);
    return lines;
}

/* One engine's index of documents. `found` is set for each document by number. */
struct engine {
    const char *name;
    enum words_engine kind;
    sqlite3 *sqlite;
    PGconn *pg;
};

static void sqlite_must(int got, int want, struct engine *e)
{
    if (got == want)
        return;
    printf("Bail out! %s\n", sqlite3_errmsg(e->sqlite));
    exit(1);
}

static void sqlite_begin(struct engine *e)
{
    sqlite_must(sqlite3_open(":memory:", &e->sqlite), SQLITE_OK, e);
    sqlite_must(sqlite3_exec(e->sqlite,
                             "CREATE VIRTUAL TABLE docs USING fts5(words, content='', "
                             "detail=none, columnsize=0, tokenize='ascii')",
                             NULL, NULL, NULL),
                SQLITE_OK, e);
}

static void sqlite_run(struct engine *e, const char *sql, int64_t row, const char *text,
                       bool *found)
{
    sqlite3_stmt *stmt;
    int step;

    sqlite_must(sqlite3_prepare_v2(e->sqlite, sql, -1, &stmt, NULL), SQLITE_OK, e);
    sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 2, row);
    while ((step = sqlite3_step(stmt)) == SQLITE_ROW)
        found[sqlite3_column_int64(stmt, 0)] = true;
    sqlite_must(step, SQLITE_DONE, e);
    sqlite3_finalize(stmt);
}

static PGresult *pg_run(struct engine *e, const char *sql, int n, const char *const *values)
{
    PGresult *result = PQexecParams(e->pg, sql, n, NULL, values, NULL, NULL, 0);

    if (PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK)
        return result;
    printf("Bail out! %s\n", PQerrorMessage(e->pg));
    exit(1);
}

static void add_doc(struct arena *a, struct engine *e, size_t row, const char *words)
{
    if (e->sqlite) {
        sqlite_run(e, "INSERT INTO docs (words, rowid) VALUES (?, ?)", (int64_t)row, words, NULL);
        return;
    }
    const char *values[] = { arena_printf(a, "%zu", row), words };
    PQclear(pg_run(e, "INSERT INTO docs VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))",
                   2, values));
}

static void find_docs(struct engine *e, const char *query, bool *found)
{
    if (e->sqlite) {
        sqlite_run(e, "SELECT rowid FROM docs WHERE docs MATCH ?", 0, query, found);
        return;
    }
    PGresult *result = pg_run(e, "SELECT id FROM docs WHERE words @@ $1::tsquery", 1, &query);
    for (int i = 0; i < PQntuples(result); i++)
        found[strtol(PQgetvalue(result, i, 0), NULL, 10)] = true;
    PQclear(result);
}

static bool engine_open(struct engine *e)
{
    if (e->kind == WORDS_FTS5) {
        sqlite_begin(e);
        return true;
    }
    if (!getenv("TEST_PG"))
        return false;
    e->pg = PQconnectdb(getenv("TEST_PG"));
    PQclear(pg_run(e, "CREATE TEMPORARY TABLE docs (id int, words tsvector)", 0, NULL));
    return true;
}

static void engine_close(struct engine *e)
{
    sqlite3_close(e->sqlite);
    PQfinish(e->pg);
}

/* -- the corpus: every two-character word, wherever it stands -- */

static void test_pairs(struct arena *a, const struct vault *v, struct engine *e,
                       const struct lines *docs, const struct lines *pairs)
{
    int there = 0, found_there = 0, found_elsewhere = 0;

    for (size_t i = 0; i < pairs->n; i++) {
        bool found[DOCS_MOST] = { 0 };
        const char *query = words_query(a, v, pairs->s[i], e->kind);
        find_docs(e, query, found);
        for (size_t d = 0; d < docs->n; d++) {
            bool has = strstr(docs->s[d], pairs->s[i]) != NULL;
            there += has;
            found_there += has && found[d];
            found_elsewhere += !has && found[d];
        }
    }
    tap_ok(arena_printf(a, "%s: %zu words of two characters stand in %d places", e->name, pairs->n,
                        there),
           pairs->n == 50 && there > 60, __FILE__, __LINE__);
    TAP_INT(arena_printf(a, "%s: each is found in all of them", e->name), found_there, there);
    printf("# %d were found besides: the traditional form or a synonym\n", found_elsewhere);
}

/* -- cases: which documents a query finds, told by a piece of text that all of them
 * and no others hold, or by their number -- */

static const struct {
    const char *what;
    const char *query;
    int count;
    const char *one; /* in one of those found */
} cases[] = {
    { "traditional is found by simplified", "热水器", 2, "瓦斯熱水器" },
    { "simplified is found by traditional", "熱水器", 2, "燃气热水器" },
    { "a longer run", "维修人员", 2, "打电话报修" },
    { "two runs must both occur", "电话 快递", 1, "快递显示" },
    { "not when one is missing", "快递 空调", 0, NULL },
    { "pairs part words as no dictionary would", "员都", 2, "维修人员都没有来" },
    { "full width and punctuation", "「退货」，运费！", 2, "电饭锅" },
    { "one sign beside others is ignored", "水 退货", 2, "电饭锅" },

    { "Vietnamese with marks", "bình nóng lạnh", 1, "Bình nóng lạnh" },
    { "Vietnamese without marks", "binh nong lanh", 1, "Bình nóng lạnh" },
    { "marks find what was written without", "thái độ phục vụ", 1, "thai do phuc vu" },
    { "other marks are another word", "binh nòng", 0, NULL },
    { "marks in pieces are the same", "bi\u0300nh no\u0301ng la\u0323nh", 1, "Bình nóng lạnh" },
    { "đ without its stroke", "don hang", 1, "Đơn hàng" },
    { "capitals", "ĐƠN HÀNG", 1, "Đơn hàng" },
    { "another tone is another word", "hũy vé", 0, NULL },
    { "an accent left out", "cafe", 1, "café" },
    { "an accent", "CAFÉ", 1, "café" },

    { "synonyms: 投诉", "投诉", 14, "khieu nai" },
    { "synonyms: 客訴", "客訴", 14, "住戶一直抱怨" },
    { "synonyms: khiếu nại", "khiếu nại", 14, "申诉" },
    { "synonyms: without marks", "phan nan", 14, "申訴" },
    { "synonyms: complaints", "Complaints", 14, "客诉" },
    { "a synonym in a run", "物业投诉", 1, "停车费" },
    { "a synonym and a word", "complaint nước", 1, "phàn nàn" },

    { "plural finds singular", "engineers", 1, "engineer did" },
    { "singular finds plural", "box", 1, "boxes" },
    { "-y and -ies", "company clean", 1, "companies" },
    { "possessive", "courier's phones", 1, "courier's" },
    { "plural possessive", "passenger", 1, "passengers'" },
    { "a typographic apostrophe", "courier’s", 1, "courier's" },
    { "full-width letters", "ｂｏｉｌｅｒ", 1, "boiler" },

    { "a reference as it is written", "2026-000123", 2, "Đơn hàng" },
    { "a reference by its number", "123", 2, "credit card" },
    { "four digits are not a short reference", "0123", 1, "courier's" },
    { "with its zeros", "000123", 2, "credit card" },
    { "with a blank", "2026 000123", 2, "credit card" },
    { "another reference", "2026-000124", 0, NULL },
    { "a telephone number as it is written", "0912 345 678", 1, "0912 345 678" },
    { "in one piece", "0912345678", 1, "0912 345 678" },
    { "divided otherwise", "09-1234-5678", 1, "0912 345 678" },
    { "with its country", "+84 912 345 678", 1, "0912 345 678" },
    { "with its country's two zeros", "0084912345678", 1, "0912 345 678" },
    { "without its area", "2712 3456", 1, "物流公司" },
    { "from another country", "+886 2 2712 3456", 1, "物流公司" },
    { "in its own country", "020 7946 0123", 1, "courier's" },
    { "full-width digits", "１３８００１３８０００", 1, "快递员" },
    { "by its last digits", "8000", 1, "快递员" },
    { "another telephone number", "0912 345 679", 0, NULL },
    { "an amount", "1250.50", 1, "信用卡" },
    { "an amount with dots", "1.250.000", 1, "thẻ tín dụng" },

    { "a mail address", "Claims@Example.org", 1, "claims@example.org" },
    { "in brackets", "<claims@example.org>.", 1, "claims@example.org" },
    { "its first part", "claims", 1, "insurance" },
    { "its domain", "example.org", 1, "insurance" },
    { "another address", "claim@example.org", 0, NULL },
};

static void test_cases(struct arena *a, const struct vault *v, struct engine *e,
                       const struct lines *docs)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool found[DOCS_MOST] = { 0 }, one = cases[i].one == NULL;
        int count = 0;
        find_docs(e, words_query(a, v, cases[i].query, e->kind), found);
        for (size_t d = 0; d < docs->n; d++) {
            count += found[d];
            one = one || (found[d] && strstr(docs->s[d], cases[i].one));
        }
        TAP_INT(arena_printf(a, "%s: %s", e->name, cases[i].what), count, cases[i].count);
        TAP(cases[i].one ? cases[i].one : "none", one);
    }
}

static void test_engine(struct arena *a, const struct vault *v, struct engine *e)
{
    struct lines docs = read_lines(a, "tests/words/documents.txt");
    struct lines pairs = read_lines(a, "tests/words/pairs.txt");

    TAP_INT("the corpus is there", docs.n, 60);
    for (size_t d = 0; d < docs.n; d++)
        add_doc(a, e, d, words_index(a, v, docs.s[d]));
    test_pairs(a, v, e, &docs, &pairs);
    test_cases(a, v, e, &docs);
}

/* -- without an engine -- */

static bool same_index(struct arena *a, const struct vault *v, const char *one, const char *two)
{
    return strcmp(words_index(a, v, one), words_index(a, v, two)) == 0;
}

static void test_index(struct arena *a, const struct vault *v)
{
    unsigned char other_master[KEY_BYTES] = { 1 };
    struct vault *other = vault_from_bytes(other_master);

    TAP_TEXT("known answer of a word", words_index(a, v, "water"), "dpjnfbdmoppdjapf");
    TAP_TEXT("known answer of a word with marks", words_index(a, v, "nước"),
             "bekdfkpogddjogen ibblcgonnkmmkkio");
    TAP_TEXT("known answer of a pair", words_index(a, v, "投訴"), "mkaipbjjllaadbbe");
    TAP_TEXT("known answer of a number", words_index(a, v, "2026-000123"),
             "ceblmeoihnmcceka dddjjcoeikmdinfk eaohakamhejfopep mcfgehchpmcekhak");
    TAP_TEXT("nothing gives nothing", words_index(a, v, " \n…!"), "");
    TAP("the order of the words does not show", same_index(a, v, "no hot water", "water hot no"));
    TAP("nor how often they stand there", same_index(a, v, "no no no 投诉投诉", "诉投 no 投诉"));
    TAP("a line break inside Chinese parts no word",
        same_index(a, v, "热水器经常\r\n故障", "热水器经常故障"));
    TAP("a mark on either vowel is one word", same_index(a, v, "hoà thuý", "hòa thúy"));
    TAP("another key gives other hashes",
        strcmp(words_index(a, v, "water"), words_index(a, other, "water")) != 0);
    TAP("bytes that are no text part words", same_index(a, v, "hot\xff\xc3water", "hot water"));
    vault_close(other);
}

static void test_bounds(struct arena *a, const struct vault *v)
{
    struct buf many = buf_new(a), query = buf_new(a);
    const char *text, *at;
    int conditions = 1;

    for (int i = 0; i < 3 * WORDS_MOST; i++)
        buf_printf(&many, "w%dx ", i);
    TAP_INT("a document has at most so many hashes", strlen(words_index(a, v, buf_text(&many))) + 1,
            WORDS_MOST * 17);
    for (int i = 0; i < 200; i++)
        buf_str(&query, "word 投诉中心 ");
    text = words_query(a, v, buf_text(&query), WORDS_FTS5);
    for (at = strstr(text, " AND "); at; at = strstr(at + 1, " AND "))
        conditions++;
    TAP("a query has a bounded number of conditions", conditions <= 3 * WORDS_QUERY_MOST);
}

static void test_query(struct arena *a, const struct vault *v)
{
    TAP("nothing to search", !words_query(a, v, "", WORDS_FTS5));
    TAP("only signs that part words", !words_query(a, v, " \"*(-)…", WORDS_TSQUERY));
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = test_vault();
    struct engine engines[] = { { "SQLite", WORDS_FTS5 }, { "PostgreSQL", WORDS_TSQUERY } };

    test_index(a, v);
    test_bounds(a, v);
    test_query(a, v);
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (engine_open(&engines[i]))
            test_engine(a, v, &engines[i]);
        else
            tap_skip(engines[i].name, "TEST_PG names no database");
        engine_close(&engines[i]);
    }
    vault_close(v);
    return tap_done();
}
