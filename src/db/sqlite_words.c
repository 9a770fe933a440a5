/*
 * words_match(words, query) for SQLite: whether a text, as the hashes of its words in
 * alphabetical order with one blank between (docs/format.md), has what a query asks for. The
 * query is the one that FTS5 gets: hashes, AND, OR and brackets, AND before OR. So texts whose
 * words are set down but not yet in the index are found all the same.
 */
#include "db/sqlite.h"

#include <string.h>

enum { LETTERS = 16, STEP = LETTERS + 1, DEEPEST = 16 };

struct match {
    const char *words;
    size_t n; /* words */
    const char *at;
    int depth;
    bool understood;
};

static bool has_word(const struct match *m, const char *word)
{
    size_t low = 0, high = m->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(m->words + middle * STEP, word, LETTERS);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool skip(struct match *m, const char *word)
{
    size_t n = strlen(word);

    while (*m->at == ' ')
        m->at++;
    if (strncmp(m->at, word, n) != 0)
        return false;
    m->at += n;
    return true;
}

static bool any_of(struct match *m);

static bool one_of(struct match *m)
{
    bool found = false;

    if (skip(m, "(")) {
        if (m->depth++ < DEEPEST)
            found = any_of(m);
        m->understood = m->understood && m->depth <= DEEPEST && skip(m, ")");
        m->depth--;
        return found;
    }
    if (strspn(m->at, "abcdefghijklmnop") != LETTERS) {
        m->understood = false;
        return false;
    }
    found = has_word(m, m->at);
    m->at += LETTERS;
    return found;
}

static bool all_of(struct match *m)
{
    bool found = one_of(m);

    while (m->understood && skip(m, "AND")) {
        bool next = one_of(m);
        found = found && next;
    }
    return found;
}

static bool any_of(struct match *m)
{
    bool found = all_of(m);

    while (m->understood && skip(m, "OR")) {
        bool next = all_of(m);
        found = found || next;
    }
    return found;
}

static void words_match(sqlite3_context *to, int n, sqlite3_value **value)
{
    struct match m = { .words = (const char *)sqlite3_value_text(value[0]),
                       .at = (const char *)sqlite3_value_text(value[1]),
                       .understood = true };
    bool found;

    (void)n;
    if (!m.words || !m.at) {
        sqlite3_result_null(to);
        return;
    }
    m.n = ((size_t)sqlite3_value_bytes(value[0]) + 1) / STEP;
    found = any_of(&m);
    if (m.understood && skip(&m, "") && *m.at == '\0')
        sqlite3_result_int(to, found);
    else
        sqlite3_result_error(to, "the query of words is not understood", -1);
}

int sqlite_words(sqlite3 *conn)
{
    return sqlite3_create_function_v2(conn, "words_match", 2,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                      words_match, NULL, NULL, NULL);
}
