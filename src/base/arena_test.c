/* Memory by the arena: aligned, zeroed, kept until the reset. */
#include "base/arena.h"
#include "base/tap.h"

#include <string.h>

static bool all_zero(const unsigned char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i])
            return false;
    return true;
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    unsigned char *first = arena_alloc(a, 3), *large, *again;

    TAP("aligned for any type", (uintptr_t)first % 16 == 0);
    TAP("zeroed", all_zero(first, 3));
    memset(first, 0xff, 3);
    large = arena_alloc(a, 5 * 1024 * 1024);
    TAP("larger than a block", all_zero(large, 5 * 1024 * 1024));
    TAP("what was there stays", first[0] == 0xff && first[2] == 0xff);
    for (int i = 0; i < 5000; i++)
        arena_alloc(a, 100);
    TAP("used counts up", arena_used(a) > 5 * 1024 * 1024 + 500 * 1000);
    arena_reset(a);
    TAP_INT("nothing is used after a reset", (int64_t)arena_used(a), 0);
    again = arena_alloc(a, 3);
    TAP("used again, and zeroed", again == first && all_zero(again, 3));
    TAP_TEXT("a copy of a text", arena_strn(a, "abcdef", 3), "abc");
    TAP("a copy of no text", arena_str(a, NULL) == NULL);
    TAP_TEXT("written", arena_printf(a, "%d of %s", 7, "nine"), "7 of nine");
    TAP_TEXT("joined", arena_join(a, "one", "/", "two"), "one/two");
    TAP_TEXT("trimmed", arena_trimmed(a, " \t2026-000001 x\r\n"), "2026-000001 x");
    TAP_TEXT("trimmed to nothing", arena_trimmed(a, " \n"), "");
    TAP_TEXT("joined of nothing", arena_join(a, "", "", ""), "");
    TAP_INT("bytes with their length", (int64_t)arena_bytes(a, "a\0b", 3).n, 3);
    TAP("an array of nothing", ARENA_ARRAY(a, int64_t, 0) != NULL);
    return tap_done();
}
