/* Receipts as files, as the short form, as statements: whatever comes, only what the key signed is
 * genuine, and what is read is written the same again. */
#include "base/fuzz.h"
#include "operation/receipt/receipt_check.h"
#include "operation/receipt/receipt_compact.h"
#include "operation/receipt/receipt_file.h"
#include "operation/receipt/receipt_proof.h"
#include "operation/receipt/statement.h"

#include <stdlib.h>
#include <string.h>

/* Of the receipts in the corpus. */
static const char keys_text[] =
    "redress/8d22d18c15a2c540+26a06676+AUEye23XelnTqkgCv2/Bt0308UVbAGK0Uzf5HoGKeg0+\n";

static bool same(struct bytes a, struct bytes b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

/* Taken apart, put together and taken apart again it is the same. */
static void file_again(struct arena *a, struct bytes data)
{
    struct receipt_file file, again;

    if (!receipt_file_read(a, data, &file))
        return;
    if (!receipt_file_read(a, receipt_file_write(a, &file), &again) ||
        !same(file.note, again.note) || !same(file.statement, again.statement) ||
        !same(file.proof, again.proof))
        abort();
}

static void statement_again(struct arena *a, struct bytes data)
{
    struct rows lines;

    if (statement_read(a, data, &lines) && !same(statement_write(a, lines.row, lines.n), data))
        abort();
}

/* There is one receipt that this key signed. */
static void genuine_only(const struct receipt_check *c)
{
    if (c->verdict == RECEIPT_GENUINE &&
        (strcmp(c->note.reference, "2026-000001") != 0 || c->note.event != 17 || !c->key))
        abort();
    if (c->verdict != RECEIPT_GENUINE && (c->key || c->compact || c->covered))
        abort();
    if (c->text == RECEIPT_TEXT_SAME && c->verdict == RECEIPT_GENUINE && c->lines.n == 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct bytes keys_bytes = { (const unsigned char *)keys_text, strlen(keys_text) };
    struct bytes given = { data, n };
    struct receipt_check check;
    struct note_keys keys;
    char *text = arena_strn(a, (const char *)data, n);

    if (!note_keys_read(a, keys_bytes, &keys))
        abort();
    file_again(a, given);
    statement_again(a, given);
    receipt_check(a, given, keys, &check);
    receipt_proof_check(a, keys, &check);
    genuine_only(&check);
    receipt_check_compact(a, text, keys, &check);
    genuine_only(&check);
    if (check.verdict == RECEIPT_GENUINE && strcmp(check.compact, text) != 0)
        abort();
    return 0;
}
