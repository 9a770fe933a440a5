/*
 * Any bytes as a document and as a query: the index is of the form it promises,
 * the engine accepts the query, and a short text is found by itself.
 */
#include "i18n/words.h"

#include <sqlite3.h>

#include "base/fuzz.h"
#include "base/vault_test_keys.h"

enum { FOUND_BY_ITSELF = 120 }; /* bytes that are surely within the bounds of a query */

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void check_index(const char *s)
{
    for (size_t i = 0; s[i]; i++)
        must(i % 17 == 16 ? s[i] == ' ' : s[i] >= 'a' && s[i] <= 'p');
    for (size_t i = 0; strlen(s + i) > 17; i += 17)
        must(memcmp(s + i, s + i + 17, 16) < 0);
}

static bool finds(const char *index, const char *query)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *add = NULL, *find = NULL;
    bool found;

    must(sqlite3_open(":memory:", &db) == SQLITE_OK);
    must(sqlite3_exec(db, "CREATE VIRTUAL TABLE docs USING fts5(words, content='', detail=none)",
                      NULL, NULL, NULL) == SQLITE_OK);
    must(sqlite3_prepare_v2(db, "INSERT INTO docs (rowid, words) VALUES (1, ?)", -1, &add, NULL) ==
         SQLITE_OK);
    sqlite3_bind_text(add, 1, index, -1, SQLITE_STATIC);
    must(sqlite3_step(add) == SQLITE_DONE);
    must(sqlite3_prepare_v2(db, "SELECT 1 FROM docs WHERE docs MATCH ?", -1, &find, NULL) ==
         SQLITE_OK);
    sqlite3_bind_text(find, 1, query, -1, SQLITE_STATIC);
    int step = sqlite3_step(find);
    must(step == SQLITE_ROW || step == SQLITE_DONE);
    found = step == SQLITE_ROW;
    sqlite3_finalize(add);
    sqlite3_finalize(find);
    sqlite3_close(db);
    return found;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = test_vault();
    const char *text = arena_strn(a, (const char *)data, n);
    const char *index = words_index(a, v, text);
    const char *query = words_query(a, v, text, WORDS_FTS5);

    check_index(index);
    must((query == NULL) == (*index == 0) || strlen(text) > FOUND_BY_ITSELF);
    must(!query || finds(index, query) || strlen(text) > FOUND_BY_ITSELF);
    must((query == NULL) == (words_query(a, v, text, WORDS_TSQUERY) == NULL));
    vault_close(v);
    return 0;
}
