#include "pack/yaml_words.h"

#include <stdio.h>
#include <string.h>

void yaml_words(cyaml_log_t level, void *to, const char *fmt, va_list args)
{
    struct err *err = to;
    char words[ERR_DETAIL];

    (void)level;
    vsnprintf(words, sizeof words, fmt, args);
    words[strcspn(words, "\n")] = '\0';
    if (!err->detail[0])
        snprintf(err->detail, sizeof err->detail, "%s", words);
}
