/*
 * Keys, and everything that is done with them.
 *
 * The master key never leaves this file: from it come one subkey per use
 * (crypto_kdf), and under the wrapping subkey lie the keys of persons
 * (identity) and of complaints (content), each 32 random bytes, which seal what
 * people wrote. Erasing a person or a complaint is deleting its wrapped key.
 * Formats are versioned and written down in docs/format.md. All of it is libsodium.
 */
#ifndef BASE_VAULT_H
#define BASE_VAULT_H

#include "base/arena.h"
#include "base/err.h"

enum { KEY_BYTES = 32, MAC_BYTES = 32 };

/* The subkeys, locked in memory and not in core dumps; the master key itself is
 * forgotten as soon as they are made. Locks do not survive fork(2): each process
 * opens the vault for itself. */
struct vault;

/* Makes a master key file of mode 0400; refuses when the file exists. */
MUST_CHECK bool vault_create(const char *path, struct err *err);
/* Reads it; refuses a file that others may read, in words that say what to do. */
MUST_CHECK bool vault_open(const char *path, struct vault **out, struct err *err);
/* For tests and known-answer vectors: a vault on the given 32 bytes. */
struct vault *vault_from_bytes(const unsigned char master[KEY_BYTES]);
void vault_close(struct vault *v);

/* -- keys of persons and complaints -- */

enum key_kind {
    KEY_PERSON = 1,       /* identity: names, addresses, contacts, needs */
    KEY_COMPLAINT = 2,    /* content: story, messages, notes, drafts, files */
    KEY_ORGANISATION = 3, /* names of staff and the like, owner 0; of a record: its key_id */
    KEY_STAGED = 4,       /* of a file while it is staged; owner is the blob */
};

struct key {
    enum key_kind kind;
    int64_t owner; /* id of the person or complaint */
    unsigned char b[KEY_BYTES];
};

/* A new random key for that owner, and its wrapped form for the database. */
struct bytes vault_key_new(struct arena *a, const struct vault *v, enum key_kind kind,
                           int64_t owner, struct key *out);
/* Opens a wrapped key; it is bound to its kind and owner. */
MUST_CHECK bool vault_key_open(const struct vault *v, enum key_kind kind, int64_t owner,
                               struct bytes wrapped, struct key *out, struct err *err);
/* Whether it was wrapped under this master key, as it says itself. */
bool vault_key_of(const struct vault *v, struct bytes wrapped);
void vault_key_forget(struct key *key);

/* -- sealed fields: version 1, key kind and owner, nonce 24, XChaCha20-Poly1305;
 * short texts are padded to multiples of 64 bytes so that lengths do not show -- */

/* Where a sealed value stands: it opens nowhere else. */
struct seal_place {
    const char *table;
    const char *column;
    int64_t row;
};

struct bytes vault_seal(struct arena *a, const struct key *key, struct seal_place place,
                        const void *plain, size_t n);
/* The plain bytes, with a NUL behind them. Wrong key, place or any changed byte: ERR_INTERNAL. */
MUST_CHECK bool vault_unseal(struct arena *a, const struct key *key, struct seal_place place,
                             struct bytes sealed, struct bytes *plain, struct err *err);

/* -- files: crypto_secretstream in chunks of 64 KiB; the first carries `id` as
 * associated data, the last a final tag, so a missing tail is an error -- */

enum { FILE_CHUNK = 64 * 1024 };

struct file_seal; /* in the arena */

/* `header` (24 bytes, in the arena) goes before the chunks in the database. */
struct file_seal *vault_file_seal(struct arena *a, const struct key *key, int64_t id,
                                  struct bytes *header);
/* One chunk of at most FILE_CHUNK bytes; only the last may be shorter. An empty file
 * is one empty last chunk. */
struct bytes vault_file_seal_chunk(struct file_seal *f, struct arena *a, const void *s, size_t n,
                                   bool last);
struct file_seal *vault_file_open(struct arena *a, const struct key *key, int64_t id,
                                  struct bytes header);
/* Chunks in their order. When they run out before `last` was true, the tail is missing:
 * that is the caller's to notice. What follows the last, or a failure, is refused. */
MUST_CHECK bool vault_file_open_chunk(struct file_seal *f, struct arena *a, struct bytes sealed,
                                      struct bytes *plain, bool *last, struct err *err);

/* -- keyed hashes, one subkey per use -- */

enum mac_use {
    MAC_CODE = 1,        /* the complainant's code */
    MAC_IDEMPOTENCY = 2, /* one-time ids, idempotency keys and content */
    MAC_PEPPER = 3,      /* before password hashing */
    MAC_SESSION = 4,     /* session ids and form tokens */
    MAC_API_KEY = 5,
    MAC_WORD = 6,     /* words of the search index */
    MAC_IDENTITY = 7, /* look-up of names, mail addresses, telephone numbers */
    MAC_FORM = 8,     /* state that travels in forms */
    MAC_SOURCE = 10,  /* client addresses in throttles and logs */
    MAC_ROW = 11,     /* rows without history (complaint/proof.h) */
    MAC_ERASURE = 12, /* lines of the erasure journal */
    MAC_LINK = 13,    /* private links of outside parties */
};

/* Keyed BLAKE2b-256 over the parts, each with its length, so that parts cannot
 * run into one another. */
void vault_mac(const struct vault *v, enum mac_use use, const struct bytes *parts, size_t n,
               unsigned char out[MAC_BYTES]);
void vault_mac_text(const struct vault *v, enum mac_use use, const char *text,
                    unsigned char out[MAC_BYTES]);
/* SipHash-2-4 under the key of MAC_WORD (which serves nothing else): short and fast
 * enough for each word of each document. */
uint64_t vault_word(const struct vault *v, const void *s, size_t n);
/* Same time whatever the bytes. */
bool vault_mac_same(const unsigned char a[MAC_BYTES], const unsigned char b[MAC_BYTES]);

/* -- signing: Ed25519; key 1 is the first of the organisation, each rotation takes the next.
 * The secret part comes from the master key and that number, is nowhere stored, and what
 * is signed with it is the same each time -- */

enum { SIGNING_PUBLIC = 32, SIGNING_SIGNATURE = 64 };

void vault_signing_public(const struct vault *v, int64_t number, unsigned char out[SIGNING_PUBLIC]);
/* About 30 µs: the key that signed last is kept, locked like the others. */
void vault_sign(const struct vault *v, int64_t number, const void *s, size_t n,
                unsigned char out[SIGNING_SIGNATURE]);

/* Random bytes of the system. */
void random_fill(void *out, size_t n);
/* `n` random bytes as lower-case hexadecimal text. */
char *random_hex(struct arena *a, size_t n);

/* Unkeyed BLAKE2b-256 over the parts one behind the other (as `b2sum -l 256` has it),
 * for file digests and event hashes. */
void hash_bytes(const struct bytes *parts, size_t n, unsigned char out[MAC_BYTES]);
char *hex_text(struct arena *a, const unsigned char *s, size_t n);

/* -- passwords: NFKC is the caller's work; peppered, then Argon2id (19 MiB, t=2);
 * the text holds its parameters -- */
MUST_CHECK bool password_hash(struct arena *a, const struct vault *v, const char *password,
                              const char **out, struct err *err);
/* NULL for `hash` (nobody of that name) takes as long as a wrong password. [S37] */
bool password_matches(const struct vault *v, const char *hash, const char *password);
/* Whether the text was made with less work than today's: hash again at the next login. */
bool password_outdated(const char *hash);

#endif
