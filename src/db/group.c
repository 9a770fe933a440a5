/*
 * One flush for several transactions. A group is one transaction of the engine; each that
 * joins it is a part between two marks, so that one which fails takes nothing of the others
 * with it. Where the engine loses the whole transaction (no room, a failing disk) the group is
 * lost, and says so to all that owe to it when it is settled. docs/decisions/0020-group-commit.md
 */
#include "db/engine.h"

void db_gather(struct db *db, bool on)
{
    db->gathering.on = on && db->engine->mark;
}

bool db_owes(const struct db *db)
{
    return db->gathering.open || db->gathering.lost.kind != ERR_NONE;
}

void db_refuse(struct db *db, const struct err *why)
{
    if (why)
        db->gathering.refusing = *why;
    else
        err_clear(&db->gathering.refusing);
}

bool part_wanted(const struct db *db, enum tx_kind kind)
{
    const struct gathering *g = &db->gathering;

    return g->open || (kind == TX_WRITE && (g->on || g->lost.kind != ERR_NONE));
}

/* The first reason is the one that counts. */
static void group_lose(struct db *db, const struct err *why)
{
    if (db->gathering.lost.kind == ERR_NONE)
        db->gathering.lost = *why;
    if (db->gathering.open)
        db->engine->rollback(db);
    db->gathering.open = false;
    db->undone++;
}

/* While a lost group is not settled nothing new begins: it would be told with the lost. */
bool part_begin(struct db *db, struct err *err)
{
    struct gathering *g = &db->gathering;
    bool first = !g->open;

    if (g->lost.kind != ERR_NONE) {
        *err = g->lost;
        return false;
    }
    if (first && !db->engine->begin(db, TX_WRITE, err))
        return false;
    g->open = true;
    if (db->engine->mark(db, err))
        return true;
    group_lose(db, err);
    return false;
}

bool part_commit(struct db *db, struct err *err)
{
    if (db->engine->unmark(db, err))
        return true;
    group_lose(db, err);
    return false;
}

void part_rollback(struct db *db)
{
    struct err err = { 0 };

    if (!db->engine->back(db, &err))
        group_lose(db, &err);
}

bool db_settle(struct db *db, struct err *err)
{
    struct gathering *g = &db->gathering;

    if (g->open) {
        g->open = false;
        if (!db->engine->commit(db, &g->lost))
            db->undone++;
    }
    if (g->lost.kind == ERR_NONE)
        return true;
    *err = g->lost;
    err_clear(&g->lost);
    return false;
}
