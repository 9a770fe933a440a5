/*
 * Signed notes: a text that people can read, with the signatures below it.
 *
 *     what is signed, one or more lines
 *
 *     — redress/0123456789abcdef base64(key id, 4 | Ed25519 signature, 64)
 *
 * The form is that of C2SP (c2sp.org/signed-note), which other programs read as well:
 * checkpoints of the log and receipts are such notes. A public key is a text too,
 * `NAME+HHHHHHHH+base64(01 | public key)`. Nothing in a note counts before note_signer
 * has found a known key. docs/format.md
 */
#ifndef LOG_NOTE_H
#define LOG_NOTE_H

#include "base/arena.h"
#include "base/base.h"

enum {
    NOTE_MOST = 64 * 1024, /* bytes of a note */
    NOTE_SIGNATURES = 16,
    NOTE_NAME = 120, /* bytes of the name of a key */
    NOTE_KEY_ID = 4,
    NOTE_PUBLIC = 32,
    NOTE_SIGNATURE = 64,
    NOTE_KEYS = 1000, /* in one file */
};

/* Who may have signed. */
struct note_key {
    const char *name;
    unsigned char id[NOTE_KEY_ID]; /* from name and public key */
    unsigned char public_key[NOTE_PUBLIC];
};

struct note_keys {
    const struct note_key *key;
    size_t n;
};

/* One signature line, of whatever kind. */
struct note_line {
    const char *name;
    unsigned char id[NOTE_KEY_ID];
    struct bytes signature;
};

struct note {
    struct bytes text; /* with its last line break, without the blank line; in what was read */
    struct note_line line[NOTE_SIGNATURES];
    size_t n;
};

/* Whether the name can stand in a note: not empty, no blank of any script, no plus, no control
 * characters, UTF-8. */
bool note_name_valid(const char *name);
/* A key of that name. `name` is not copied. */
struct note_key note_key(const char *name, const unsigned char public_key[NOTE_PUBLIC]);
/* A public key as people get it. */
char *note_key_text(struct arena *a, const struct note_key *key);
/* The public keys of a text, one in a line; blank lines and lines that begin with # are left
 * out. False when a line is none, or there is no key, or there are too many. */
bool note_keys_read(struct arena *a, struct bytes text, struct note_keys *out);

/* The bytes of base64 (RFC 4648, section 4) in the one way of writing them: no blanks, padded, no
 * stray bits. */
bool note_base64(const char *s, size_t n, unsigned char *out, size_t room, size_t *got);
/* The same of its other alphabet (section 5), not padded, for addresses. */
bool note_base64_url(const char *s, size_t n, unsigned char *out, size_t room, size_t *got);

/* Whether the text can be signed as it is: UTF-8, no control characters but line breaks, one
 * of them at the end. */
bool note_text_valid(struct bytes text);
/* The note of a text and one signature over it. */
char *note_write(struct arena *a, const char *text, const struct note_key *key,
                 const unsigned char signature[NOTE_SIGNATURE]);

/* Reads a note, whoever signed it; false when it is none. */
bool note_read(struct arena *a, struct bytes note, struct note *out);
/* The key that signed, or NULL: none of them did, or one of them is named and its signature
 * is wrong. Signatures of other keys do not matter. */
const struct note_key *note_signer(const struct note *note, struct note_keys keys);

#endif
