#include "pack/yaml_words.h"

#include <stdio.h>
#include <string.h>

/* "  in mapping field 'length' (line: 3, column: 13)": the innermost place comes first. */
static void line_add(struct err *err, const char *words)
{
    const char *place = strstr(words, "(line: ");
    size_t n = strlen(err->detail);
    int line;

    if (place && !strstr(err->detail, ", line ") && sscanf(place, "(line: %d", &line) == 1)
        snprintf(err->detail + n, sizeof err->detail - n, ", line %d", line);
}

void yaml_words(cyaml_log_t level, void *to, const char *fmt, va_list args)
{
    struct err *err = to;
    char words[ERR_DETAIL];

    (void)level;
    vsnprintf(words, sizeof words, fmt, args);
    words[strcspn(words, "\n")] = '\0';
    if (!err->detail[0])
        snprintf(err->detail, sizeof err->detail, "%s",
                 strncmp(words, "Load: ", 6) == 0 ? words + 6 : words);
    else
        line_add(err, words);
}
