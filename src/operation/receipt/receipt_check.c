/* Reading strictly, then the signature, then the digest. Nothing that a receipt says counts before
 * its signature was found to be right. */
#include "operation/receipt/receipt_check.h"

#include "operation/receipt/receipt_compact.h"
#include "operation/receipt/receipt_file.h"
#include "operation/receipt/statement.h"

#include <sodium.h>
#include <string.h>

_Static_assert(RECEIPT_DIGEST == crypto_hash_sha256_BYTES, "SHA-256");
_Static_assert(COMPACT_SIGNATURE == NOTE_KEY_ID + NOTE_SIGNATURE, "a signature line");

void receipt_digest(struct bytes statement, unsigned char out[RECEIPT_DIGEST])
{
    crypto_hash_sha256(out, statement.s, statement.n);
}

static bool names_key(const struct note *note, struct note_keys keys)
{
    for (size_t i = 0; i < note->n; i++)
        for (size_t j = 0; j < keys.n; j++)
            if (strcmp(note->line[i].name, keys.key[j].name) == 0 &&
                memcmp(note->line[i].id, keys.key[j].id, NOTE_KEY_ID) == 0)
                return true;
    return false;
}

/* A receipt has one signature, under the name of the log that it speaks of. */
static void signature_check(struct arena *a, struct note_keys keys, struct receipt_check *out)
{
    struct note note;

    if (!note_read(a, out->signed_note, &note) || note.n != 1 ||
        note.line[0].signature.n != NOTE_SIGNATURE ||
        !receipt_note_read(a, note.text, &out->note) ||
        strcmp(out->note.log, note.line[0].name) != 0)
        return;
    out->key = note_signer(&note, keys);
    out->verdict = out->key                 ? RECEIPT_GENUINE
                   : names_key(&note, keys) ? RECEIPT_CHANGED
                                            : RECEIPT_FOREIGN;
    if (out->key) {
        unsigned char signature[COMPACT_SIGNATURE];
        memcpy(signature, note.line[0].id, NOTE_KEY_ID);
        memcpy(signature + NOTE_KEY_ID, note.line[0].signature.s, NOTE_SIGNATURE);
        out->compact = receipt_compact_write(a, &out->note, signature);
    }
}

void receipt_check_text(struct arena *a, struct bytes statement, struct receipt_check *out)
{
    unsigned char digest[RECEIPT_DIGEST];

    out->statement = statement;
    receipt_digest(statement, digest);
    out->text = memcmp(digest, out->note.digest, RECEIPT_DIGEST) == 0 ? RECEIPT_TEXT_SAME
                                                                      : RECEIPT_TEXT_CHANGED;
    if (out->text == RECEIPT_TEXT_SAME && !statement_read(a, statement, &out->lines))
        out->lines = (struct rows){ 0 };
}

void receipt_check(struct arena *a, struct bytes given, struct note_keys keys,
                   struct receipt_check *out)
{
    struct receipt_file file;

    *out = (struct receipt_check){ .verdict = RECEIPT_UNREADABLE };
    if (!receipt_file_read(a, given, &file))
        return;
    out->signed_note = file.note;
    signature_check(a, keys, out);
    if (out->verdict == RECEIPT_UNREADABLE)
        return;
    out->proof = file.proof;
    if (file.statement.n > 0)
        receipt_check_text(a, file.statement, out);
}

void receipt_check_compact(struct arena *a, const char *compact, struct note_keys keys,
                           struct receipt_check *out)
{
    unsigned char signature[COMPACT_SIGNATURE];
    struct receipt_note note;
    struct note_key key = { 0 };
    const char *text;

    *out = (struct receipt_check){ .verdict = RECEIPT_UNREADABLE };
    if (!receipt_compact_read(a, compact, strlen(compact), &note, signature) ||
        !note_name_valid(note.log))
        return;
    key.name = note.log;
    memcpy(key.id, signature, NOTE_KEY_ID);
    text = note_write(a, receipt_note_write(a, &note), &key, signature + NOTE_KEY_ID);
    out->signed_note = (struct bytes){ (const unsigned char *)text, strlen(text) };
    signature_check(a, keys, out);
}
