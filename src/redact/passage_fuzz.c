/*
 * Passages enclosed in a text: the text is the part before the first line of three dashes, what was
 * sent the rest. What is taken lies within the text, in order and not blank, and the text itself
 * sent back encloses nothing.
 */
#include "base/arena.h"
#include "base/fuzz.h"
#include "redact/passage.h"

#include <stdlib.h>
#include <string.h>

static const char between[] = "\n---\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    char *text = arena_strn(a, (const char *)data, n);
    char *cut = strstr(text, between);
    const char *sent = cut ? cut + strlen(between) : text;
    struct passage out[PASSAGES];
    size_t found = 0, at = 0;

    if (cut)
        *cut = '\0';
    if (passages_read(text, sent, out, &found) == PASSAGES_GOOD) {
        if (found == 0 || found > PASSAGES)
            abort();
        for (size_t i = 0; i < found; i++) {
            if (out[i].from < at || out[i].until <= out[i].from || out[i].until > strlen(text) ||
                out[i].from + strspn(text + out[i].from, " \t\r\n") >= out[i].until)
                abort();
            at = out[i].until;
        }
    }
    if (!strstr(text, passage_brackets(text).open) && !strstr(text, passage_brackets(text).close) &&
        passages_read(text, text, out, &found) != PASSAGES_NONE)
        abort();
    return 0;
}
