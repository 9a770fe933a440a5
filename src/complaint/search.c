#include "complaint/search.h"

#include "db/search_sql.h"
#include "i18n/words.h"

const char *search_part_code(enum search_part part)
{
    switch (part) {
    case SEARCH_CONTENT:
        return "content";
    case SEARCH_IDENTITY:
        return "identity";
    case SEARCH_INTERNAL:
        return "internal";
    }
    return "";
}

/* How many texts this process has added since it was last asked whether they are many. */
static size_t added;

bool search_add(const struct act *act, int64_t id, int64_t complaint, enum search_part part,
                const char *text, struct err *err)
{
    const char *words = words_index(act->a, keyring_vault(act->keys), text ? text : "");

    if (!*words)
        return true;
    added++;
    return sql_search_word_insert(act->a, act->db, id, complaint, search_part_code(part), words,
                                  err);
}

/* Writers wait for as long as a batch takes. */
enum { BATCH = 100 };

bool search_put_in(struct arena *a, struct db *db, int64_t most, bool *any, struct err *err)
{
    int64_t until = 0;

    if (any)
        *any = false;
    if (!sql_search_new_until(a, db, most, &until, err))
        return false;
    if (any)
        *any = until > 0;
    return until == 0 ||
           (sql_search_new_docs(a, db, until, err) && sql_search_new_index(a, db, until, err) &&
            sql_search_new_clear(a, db, until, err));
}

/* Parts of the index become one, a few pages at a time and in a transaction of their own: by itself
 * the index does it at any commit, as much as there is, and filings wait for that. */
enum { MERGE_PAGES = 64 };

static bool merge_some(struct arena *a, struct db *db, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, db, err) && sql_search_word_merge(a, db, MERGE_PAGES, err) &&
           tx_commit(&tx, err);
}

static bool batch_put_in(struct db *db, bool *any, struct err *err)
{
    AUTO_ARENA a = arena_new();
    AUTO_TX tx = { 0 };
    int64_t until = 0;

    /* Looked for first, so that a quiet index costs no lock. */
    *any = false;
    if (!sql_search_new_until(a, db, 1, &until, err))
        return false;
    return until == 0 || (tx_begin(&tx, db, err) && search_put_in(a, db, BATCH, any, err) &&
                          tx_commit(&tx, err) && merge_some(a, db, err));
}

bool search_catch_up(struct db *db, struct err *err)
{
    bool any = true;

    while (any)
        if (!batch_put_in(db, &any, err))
            return false;
    return true;
}

/* PostgreSQL reads what waits beside its index at each search, so these are not to become many;
 * but together they are put in at a fifth of what each costs alone. */
enum { PENDING_MANY = 64 };

bool search_pending_many(const struct db *db)
{
    if (db_engine(db) != DB_PG || added < PENDING_MANY)
        return false;
    added = 0;
    return true;
}

bool search_pending_put_in(struct db *db, struct err *err)
{
    AUTO_ARENA a = arena_new();
    int64_t pages;

    return db_engine(db) != DB_PG || sql_search_pending_put_in(a, db, 0, &pages, err);
}
