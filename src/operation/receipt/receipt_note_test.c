/* The lines of a receipt: one form, read strictly. */
#include "base/tap.h"
#include "operation/receipt/receipt_note.h"

#include <string.h>

static struct receipt_note example(void)
{
    struct receipt_note note = { .organisation = "Example Transport",
                                 .log = "redress/0123456789abcdef",
                                 .reference = "2026-000123",
                                 .received = { INT64_C(1795342082123456) },
                                 .offset = 480,
                                 .zone = "Asia/Hong_Kong",
                                 .recorded = { INT64_C(1795342083000000) },
                                 .event = 1234 };

    memset(note.digest, 0xab, sizeof note.digest);
    memset(note.hash, 0x01, sizeof note.hash);
    return note;
}

#define HEX_AB "abababababababababababababababababababababababababababababababab"
#define HEX_01 "0101010101010101010101010101010101010101010101010101010101010101"

static const char expected[] = "Redress receipt 1\n"
                               "organisation: Example Transport\n"
                               "log: redress/0123456789abcdef\n"
                               "reference: 2026-000123\n"
                               "received: 2026-11-22T10:08:02.123456Z\n"
                               "received-local: 2026-11-22T18:08:02.123456+08:00 Asia/Hong_Kong\n"
                               "recorded: 2026-11-22T10:08:03Z\n"
                               "statement-sha256: " HEX_AB "\n"
                               "event: 1234\n"
                               "event-hash: " HEX_01 "\n";

static bool reads(struct arena *a, const char *s, size_t n, struct receipt_note *out)
{
    return receipt_note_read(a, (struct bytes){ (const unsigned char *)s, n }, out);
}

static void forth_and_back(struct arena *a)
{
    struct receipt_note note = example(), again;

    TAP_TEXT("[7.2-a] the lines of a receipt", receipt_note_write(a, &note), expected);
    TAP("are read", reads(a, expected, strlen(expected), &again));
    TAP_TEXT("who", again.organisation, "Example Transport");
    TAP_TEXT("what", again.reference, "2026-000123");
    TAP_INT("when", again.received.us, note.received.us);
    TAP_INT("when there", again.offset, 480);
    TAP_TEXT("where", again.zone, "Asia/Hong_Kong");
    TAP_INT("which event", again.event, 1234);
    TAP("its hash", memcmp(again.hash, note.hash, sizeof note.hash) == 0);
    note.offset = -210;
    note.zone = "America/St_Johns";
    TAP("west of Greenwich",
        reads(a, receipt_note_write(a, &note), strlen(receipt_note_write(a, &note)), &again) &&
            again.offset == -210);
}

/* A name cannot bring a line of its own. */
static void names(struct arena *a)
{
    struct receipt_note note = example(), again;
    const char *text;

    note.organisation = "Evil\nreference: 2026-999999\x1b\u2028!";
    text = receipt_note_write(a, &note);
    TAP("one line stays one line", reads(a, text, strlen(text), &again));
    TAP_TEXT("of blanks", again.organisation, "Evil reference: 2026-999999  !");
    TAP_TEXT("the reference is ours", again.reference, "2026-000123");
    note.organisation = arena_alloc(a, 1000);
    memset((char *)note.organisation, 'x', 999);
    text = receipt_note_write(a, &note);
    TAP("a long name is cut",
        reads(a, text, strlen(text), &again) && strlen(again.organisation) == RECEIPT_TEXT);
}

/* Whatever byte becomes whatever other: it is none any more, or says something else. */
static void altered(struct arena *a)
{
    size_t n = strlen(expected), silent = 0;
    char *text = arena_str(a, expected);
    struct receipt_note again;

    for (size_t i = 0; i < n; i++)
        for (int bit = 0; bit < 8; bit++) {
            text[i] = (char)(expected[i] ^ 1 << bit);
            if (reads(a, text, n, &again) && strcmp(receipt_note_write(a, &again), expected) == 0)
                silent++;
            text[i] = expected[i];
        }
    TAP_INT("no changed bit goes unseen", (int64_t)silent, 0);
    for (size_t i = 0; i < n; i++)
        silent += reads(a, expected, i, &again);
    TAP_INT("nothing that is cut is read", (int64_t)silent, 0);
    TAP("nor what has more", !reads(a, arena_printf(a, "%s\n", expected), n + 1, &again));
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    forth_and_back(a);
    names(a);
    altered(a);
    return tap_done();
}
