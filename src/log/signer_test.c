/* Signing keys on both engines: the first one, notes, rotation, and rows that were changed. */
#include "db/log_sql.h"
#include "log/signer.h"
#include "operation/try.h"

#include <string.h>

static struct bytes text_of(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

static bool signed_by(struct try *t, const char *text, const struct note_key *key)
{
    struct note note;

    return note_read(t->a, text_of(text), &note) &&
           note_signer(&note, (struct note_keys){ key, 1 }) == key;
}

static const struct signing_key_row *row_of(struct try *t, size_t i)
{
    const struct signing_key_row *row = NULL;
    struct rows rows = { 0 };
    struct err err = { 0 };

    if (sql_signing_keys(t->a, t->db, &rows, &err) && i < rows.n)
        row = rows.row;
    return row ? row + i : NULL;
}

static struct signer opened(struct try *t)
{
    struct signer s = { 0 };

    TRY("the signing key opens", signer_open(t->a, t->db, t->vault, &s, &err));
    return s;
}

static void rotated(struct try *t, const struct signer *one, const char *note)
{
    struct signer two;
    struct note_key first;

    TRY("the key is changed", signing_key_rotate(&t->act, &err));
    two = opened(t);
    TAP_INT("the second signs now", two.number, 2);
    TAP_TEXT("the log keeps its name", two.key.name, one->key.name);
    TAP_INT("both keys are published", (int64_t)two.keys.n, 2);
    TAP("the present one first", strncmp(signer_public(t->a, &two), note_key_text(t->a, &two.key),
                                         strlen(note_key_text(t->a, &two.key))) == 0);
    TAP("a text is signed by the new key",
        signed_by(t, signer_note(t->a, &two, "text\n"), &two.key));
    TAP("what the old one signed holds", signed_by(t, note, &two.keys.key[1]));
    TAP("the first row has a key", signing_key_public(row_of(t, 0), &first));
    TAP("which signed the second", signing_key_signed(t->a, row_of(t, 1), &first));
    TAP("and not itself", !signing_key_signed(t->a, row_of(t, 0), &first));
    TAP("the second did not sign itself", !signing_key_signed(t->a, row_of(t, 1), &two.key));
}

/* A row that somebody wrote beside the program signs nothing. */
static void changed(struct try *t)
{
    static const char text[] = "UPDATE signing_key SET public_key = (SELECT k.public_key FROM "
                               "signing_key k WHERE k.number = 1)";
    static const struct sql write = {
        .name = "key_changed", .sqlite = text, .pg = text, .id = 9900, .param_kinds = ""
    };
    struct value none = value_int(0);
    struct signer s;
    struct err err = { 0 };
    struct tx tx = { 0 };
    int64_t n;

    TAP("another public key is written",
        tx_begin(&tx, t->db, &err) && db_exec(t->db, &write, &none, &n, &err) && n == 2);
    try_why(&err, err.kind == ERR_NONE);
    TAP("it signs nothing", !signer_open(t->a, t->db, t->vault, &s, &err));
    TAP_TEXT("and is named", err.detail, "signing key 2 does not belong to this master key");
    tx_rollback(&tx);
}

static void keys(struct try *t)
{
    struct signer one = opened(t);
    const char *note = signer_note(t->a, &one, "a text\n");

    TAP_INT("an organisation begins with key 1", one.number, 1);
    TAP_INT("its log has a name of its own", (int64_t)strlen(one.key.name), 8 + 16);
    TAP("a text is signed", signed_by(t, note, &one.key));
    TAP_TEXT("the same each time", signer_note(t->a, &one, "a text\n"), note);
    TRY("a key that is there is not made again", signing_key_ready(&t->act, &err));
    TAP("there is one", row_of(t, 0) && !row_of(t, 1));
    rotated(t, &one, note);
    changed(t);
}

int main(void)
{
    try_on_both("signer", keys);
    return tap_done();
}
