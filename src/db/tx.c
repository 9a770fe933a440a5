/*
 * Transactions. Both engines behave alike: no nesting, and after a failed statement
 * the only way is back (PostgreSQL insists on it, so SQLite does too).
 */
#include "db/engine.h"

static bool begin(struct tx *tx, struct db *db, enum tx_kind kind, struct err *err)
{
    if (db->tx != TX_NONE)
        return err_internal(err, "a transaction is open already");
    if (kind == TX_WRITE && db->gathering.refusing.kind != ERR_NONE) {
        *err = db->gathering.refusing;
        return false;
    }
    db_look_end(db);
    db->gathering.part = part_wanted(db, kind);
    if (db->gathering.part ? !part_begin(db, err) : !db->engine->begin(db, kind, err))
        return false;
    db->tx = kind;
    db->failed = false;
    tx->db = db;
    return true;
}

bool db_look(struct db *db, const void *page)
{
    struct err none = { 0 };

    if (db->looking || db->gathering.open)
        return false;
    if (db->engine->look) {
        db->engine->look(db, page);
        db->looking = true;
    } else if (db->engine->looks && db->tx == TX_NONE) {
        /* Where it fails each statement looks for itself, and says what is the matter. */
        db->looking = db->engine->begin(db, TX_READ, &none);
    }
    return db->looking;
}

void db_known(struct db *db, int64_t value)
{
    if (db->looking && db->engine->known)
        db->engine->known(db, value);
}

void db_look_end(struct db *db)
{
    struct err none = { 0 };

    if (!db->looking)
        return;
    db->looking = false;
    if (db->engine->look_end)
        db->engine->look_end(db);
    else if (!db->engine->commit(db, &none))
        db->engine->rollback(db);
}

int64_t db_undone(const struct db *db)
{
    return db->undone;
}

bool tx_begin(struct tx *tx, struct db *db, struct err *err)
{
    return begin(tx, db, TX_WRITE, err);
}

bool tx_begin_read(struct tx *tx, struct db *db, struct err *err)
{
    return begin(tx, db, TX_READ, err);
}

void tx_rollback(struct tx *tx)
{
    if (!tx->db)
        return;
    db_look_end(tx->db);
    if (tx->db->gathering.part)
        part_rollback(tx->db);
    else
        tx->db->engine->rollback(tx->db);
    tx->db->undone += tx->db->tx == TX_WRITE;
    tx->db->tx = TX_NONE;
    tx->db = NULL;
}

bool tx_commit(struct tx *tx, struct err *err)
{
    struct db *db = tx->db;
    bool ok;

    if (!db)
        return err_internal(err, "commit without a transaction");
    if (db->failed) {
        tx_rollback(tx);
        return err_internal(err, "commit of a failed transaction");
    }
    db_look_end(db);
    ok = db->gathering.part ? part_commit(db, err) : db->engine->commit(db, err);
    db->undone += !ok && db->tx == TX_WRITE;
    db->tx = TX_NONE;
    tx->db = NULL;
    return ok;
}
