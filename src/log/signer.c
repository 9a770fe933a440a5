/* Signing with the organisation's key, and how one key follows another. */
#include "log/signer.h"

#include "base/buf.h"
#include "db/log_sql.h"

#include <sodium.h>
#include <string.h>

enum { LOG_ID = 8 }; /* bytes: logs of one name would be taken for one another */

/* -- what a row says -- */

bool signing_key_public(const struct signing_key_row *row, struct note_key *out)
{
    if (row->public_key.n != NOTE_PUBLIC || !row->name || !note_name_valid(row->name))
        return false;
    *out = note_key(row->name, row->public_key.s);
    return true;
}

char *signing_key_text(struct arena *a, const struct signing_key_row *row)
{
    struct note_key key = note_key(row->name, row->public_key.s);

    return arena_printf(a, "redress signing key 1\n%s\n%" PRId64 "\n%s\n%" PRId64 "\n", row->name,
                        row->number, note_key_text(a, &key), row->since.us);
}

bool signing_key_signed(struct arena *a, const struct signing_key_row *row,
                        const struct note_key *before)
{
    const char *text = signing_key_text(a, row);

    return row->signature.n == NOTE_SIGNATURE &&
           crypto_sign_verify_detached(row->signature.s, (const unsigned char *)text, strlen(text),
                                       before->public_key) == 0;
}

/* -- signing -- */

/* The public half must be the one that belongs to the secret one, whatever the row says. */
static bool own_key(const struct vault *v, const struct signing_key_row *row, struct note_key *out)
{
    unsigned char public_key[SIGNING_PUBLIC];

    if (row->number < 1 || !signing_key_public(row, out))
        return false;
    vault_signing_public(v, row->number, public_key);
    return memcmp(public_key, out->public_key, sizeof public_key) == 0;
}

bool signer_open(struct arena *a, struct db *db, const struct vault *v, struct signer *out,
                 struct err *err)
{
    const struct signing_key_row *row;
    struct note_key *key;
    struct rows rows;

    if (!sql_signing_keys(a, db, &rows, err))
        return false;
    if (rows.n == 0)
        return err_set(err, ERR_NOT_FOUND, N_("There is no signing key yet."));
    row = rows.row;
    key = ARENA_ARRAY(a, struct note_key, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!signing_key_public(&row[i], &key[rows.n - 1 - i]))
            return err_internal(err, "signing key %" PRId64 " is damaged", row[i].number);
    row += rows.n - 1;
    if (!own_key(v, row, &key[0]))
        return err_internal(err, "signing key %" PRId64 " does not belong to this master key",
                            row->number);
    *out = (struct signer){
        .vault = v, .number = row->number, .key = key[0], .keys = { key, rows.n }
    };
    return true;
}

char *signer_note(struct arena *a, const struct signer *s, const char *text)
{
    unsigned char signature[NOTE_SIGNATURE];

    vault_sign(s->vault, s->number, text, strlen(text), signature);
    return note_write(a, text, &s->key, signature);
}

char *signer_public(struct arena *a, const struct signer *s)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < s->keys.n; i++)
        buf_printf(&b, "%s\n", note_key_text(a, &s->keys.key[i]));
    return buf_text(&b);
}

/* -- keys that come -- */

/* The row of the key with that number; `before`, if any, signs it. */
static bool key_add(struct history *h, const char *name, int64_t number, int64_t before,
                    struct err *err)
{
    const struct vault *v = keyring_vault(h->act->keys);
    struct arena *a = h->act->a;
    unsigned char *public_key = arena_alloc(a, SIGNING_PUBLIC);
    unsigned char *signature = arena_alloc(a, SIGNING_SIGNATURE);
    struct signing_key_row row = { .number = number, .name = name, .since = h->act->now };
    const char *text;

    vault_signing_public(v, number, public_key);
    row.public_key = (struct bytes){ public_key, SIGNING_PUBLIC };
    if (before > 0) {
        text = signing_key_text(a, &row);
        vault_sign(v, before, text, strlen(text), signature);
        row.signature = (struct bytes){ signature, SIGNING_SIGNATURE };
    }
    return history_insert(h, &signing_key_table, &row, err);
}

bool signing_key_first(struct history *h, struct err *err)
{
    const char *name = arena_printf(h->act->a, "redress/%s", random_hex(h->act->a, LOG_ID));

    return key_add(h, name, 1, 0, err);
}

bool signing_key_ready(const struct act *act, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;
    struct rows rows;

    if (!tx_begin(&tx, act->db, err) || !sql_signing_keys(act->a, act->db, &rows, err))
        return false;
    if (rows.n > 0)
        return true;
    return history_begin(&h, act, COMPLAINT_NONE, "signing_key_made", NULL, err) &&
           signing_key_first(&h, err) && history_end(&h, err) && tx_commit(&tx, err);
}

bool signing_key_rotate(const struct act *act, struct err *err)
{
    struct signer now;
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) &&
           signer_open(act->a, act->db, keyring_vault(act->keys), &now, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "signing_key_changed", NULL, err) &&
           key_add(&h, now.key.name, now.number + 1, now.number, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}
