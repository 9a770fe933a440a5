/* Accept-Language: whatever comes, one of our languages is chosen, and a text more of no weight at
 * the end changes nothing. */
#include "base/fuzz.h"
#include "i18n/lang.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    const char *header = arena_strn(a, (const char *)data, n);
    const struct lang *chosen = lang_accept(header, &langs[1]);

    if (chosen < langs || chosen >= langs + LANGS ||
        lang_accept(arena_printf(a, "%s,fr;q=0.1", header), &langs[1]) != chosen ||
        (*header == '\0' && chosen != &langs[1]))
        abort();
    return 0;
}
