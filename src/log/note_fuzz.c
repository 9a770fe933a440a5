/* Bytes as a note, as a checkpoint and as a file of public keys: what is read is written to the
 * same bytes. */
#include "base/fuzz.h"
#include "log/checkpoint_text.h"
#include "log/note.h"

#include <stdlib.h>
#include <string.h>

static void keys(struct arena *a, struct bytes bytes)
{
    struct note_keys keys, again;

    if (!note_keys_read(a, bytes, &keys))
        return;
    for (size_t i = 0; i < keys.n; i++) {
        const char *text = note_key_text(a, &keys.key[i]);
        struct bytes line = { (const unsigned char *)text, strlen(text) };
        if (!note_keys_read(a, line, &again) || again.n != 1 ||
            memcmp(again.key->public_key, keys.key[i].public_key, NOTE_PUBLIC) != 0)
            abort();
    }
}

/* A note of one Ed25519 line has one form. */
static void again(struct arena *a, struct bytes bytes, const struct note *note)
{
    static const unsigned char none[NOTE_PUBLIC];
    struct note_key key = note_key(note->line[0].name, none);
    const char *text = arena_strn(a, (const char *)note->text.s, note->text.n), *written;

    memcpy(key.id, note->line[0].id, NOTE_KEY_ID);
    written = note_write(a, text, &key, note->line[0].signature.s);
    if (strlen(written) != bytes.n || memcmp(written, bytes.s, bytes.n) != 0)
        abort();
}

/* Its three lines have one form; what stands below is let be. */
static void checkpoint(struct arena *a, struct bytes text)
{
    struct checkpoint c;
    const char *written;

    if (!checkpoint_read(a, text, &c))
        return;
    written = checkpoint_text(a, &c);
    if (strlen(written) > text.n || memcmp(written, text.s, strlen(written)) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct bytes bytes = { data, n };
    struct note_keys none = { 0 };
    struct note note;

    keys(a, bytes);
    checkpoint(a, bytes);
    if (!note_read(a, bytes, &note))
        return 0;
    if (note_signer(&note, none) || !note_text_valid(note.text))
        abort();
    if (note.n == 1 && note.line[0].signature.n == NOTE_SIGNATURE)
        again(a, bytes, &note);
    return 0;
}
