/*
 * The organisation's signing key, and the name of its log.
 *
 * A key is an Ed25519 key with a number, from 1; its secret part comes from the master key
 * (base/vault.h), so it is in no database and no backup, and who restores needs nothing more
 * than the master key. Table signing_key says which there are and since when. A new key is
 * signed by the one before: who trusts one of them can follow to the newest.
 *
 * What is signed is the text of a note (log/note.h), and its first line says what it is, so that
 * nothing signed for one purpose serves another: a checkpoint begins with the name of the
 * log, a new key with "redress signing key 1", a receipt with a line of its own. docs/format.md
 *
 *     struct signer signer;
 *     if (!signer_open(a, db, vault, &signer, err)) …
 *     const char *note = signer_note(a, &signer, text);
 */
#ifndef LOG_SIGNER_H
#define LOG_SIGNER_H

#include "complaint/history.h"
#include "db/tables.h"
#include "log/note.h"

struct signer {
    const struct vault *vault;
    int64_t number;        /* of the key that signs */
    struct note_key key;   /* its public part; `key.name` is the name of the log */
    struct note_keys keys; /* all there ever were, this one first */
};

/* What signs now: one short query. ERR_NOT_FOUND when the organisation has no key yet;
 * ERR_INTERNAL when a key in the database is not of this master key: somebody changed it. */
MUST_CHECK bool signer_open(struct arena *a, struct db *db, const struct vault *v,
                            struct signer *out, struct err *err);
/* The note of `text`, whose lines all end, signed. The same text gives the same note as long
 * as the key does not change. */
char *signer_note(struct arena *a, const struct signer *s, const char *text);
/* The public keys as people get them, one in a line, the present one first. */
char *signer_public(struct arena *a, const struct signer *s);

/* Makes the first key and the name of the log, as part of an event about the organisation. */
MUST_CHECK bool signing_key_first(struct history *h, struct err *err);
/* The same as an event of its own, unless there is one. */
MUST_CHECK bool signing_key_ready(const struct act *act, struct err *err);
/* The next key, signed by the present one, as an event of its own. */
MUST_CHECK bool signing_key_rotate(const struct act *act, struct err *err);

/* -- for verifying -- */

/* What the key before signs when a new one comes. */
char *signing_key_text(struct arena *a, const struct signing_key_row *row);
/* The public key of a row; false when the row cannot be one. */
bool signing_key_public(const struct signing_key_row *row, struct note_key *out);
/* Whether `before` signed the key of this row. */
bool signing_key_signed(struct arena *a, const struct signing_key_row *row,
                        const struct note_key *before);

#endif
