/* Making a receipt: the filed statement, its digest, the note, the signature. */
#include "operation/receipt/receipt_sign.h"

#include "db/log_sql.h"
#include "i18n/zone.h"
#include "log/signer.h"
#include "operation/receipt/receipt_check.h"
#include "operation/receipt/receipt_compact.h"
#include "operation/receipt/receipt_file.h"
#include "operation/receipt/statement.h"

#include <string.h>

/* The key that was there when the event was written: ids of rows tell which event made them.
 * Complaints from before the first key have that one. */
static bool key_of(const struct act *act, int64_t event, int64_t *number, struct note_key *key,
                   struct err *err)
{
    unsigned char ours[SIGNING_PUBLIC];
    const struct signing_key_row *row;
    struct rows rows;
    size_t i;

    if (!sql_signing_keys(act->a, act->db, &rows, err))
        return false;
    if (rows.n == 0)
        return err_internal(err, "there is no signing key");
    row = rows.row;
    for (i = rows.n - 1; i > 0 && row[i].id / HISTORY_IDS > event; i--)
        ;
    *number = row[i].number;
    if (!signing_key_public(&row[i], key))
        return err_internal(err, "a signing key is damaged");
    vault_signing_public(keyring_vault(act->keys), *number, ours);
    return memcmp(ours, key->public_key, sizeof ours) == 0 ||
           err_internal(err, "signing key %" PRId64 " does not belong to this master key", *number);
}

/* Minutes east of UTC, there and then. */
static int offset_of(const struct zone *zone, struct instant at)
{
    int minute;
    struct date d = zone_date(zone, at, &minute);
    int64_t there = date_to_days(d) * 24 * 60 + minute;

    return (int)(there - at.us / SECONDS(60));
}

bool receipt_sign(const struct act *act, const struct procedure *p, int64_t complaint,
                  struct signed_receipt *out, struct err *err)
{
    unsigned char line[COMPACT_SIGNATURE];
    struct note_key key;
    struct filed filed;
    const char *text;
    int64_t number = 0;

    if (!filed_load(act, complaint, &filed, err) || !key_of(act, filed.event, &number, &key, err))
        return false;
    *out = (struct signed_receipt){ .lines = filed.lines };
    out->statement = statement_write(act->a, filed.lines.row, filed.lines.n);
    out->note = (struct receipt_note){
        .organisation = procedure_text(p, "organisation_name", "Redress"),
        .log = key.name,
        .reference = filed.reference,
        .received = filed.received,
        .offset = offset_of(p->zone, filed.received),
        .zone = zone_name(p->zone),
        .recorded = filed.at,
        .event = filed.event,
    };
    receipt_digest(out->statement, out->note.digest);
    memcpy(out->note.hash, filed.hash, RECEIPT_DIGEST);
    text = receipt_note_write(act->a, &out->note);
    memcpy(line, key.id, NOTE_KEY_ID);
    vault_sign(keyring_vault(act->keys), number, text, strlen(text), line + NOTE_KEY_ID);
    out->text = note_write(act->a, text, &key, line + NOTE_KEY_ID);
    out->compact = receipt_compact_write(act->a, &out->note, line);
    return true;
}

struct bytes receipt_saved(struct arena *a, const struct signed_receipt *r, const char *proof)
{
    struct receipt_file file = { .note = { (const unsigned char *)r->text, strlen(r->text) },
                                 .statement = r->statement,
                                 .proof = { (const unsigned char *)(proof ? proof : ""),
                                            proof ? strlen(proof) : 0 } };

    return receipt_file_write(a, &file);
}
