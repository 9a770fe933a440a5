/* What libcyaml says is wrong with a file, kept for the person who wrote it. */
#ifndef PACK_YAML_WORDS_H
#define PACK_YAML_WORDS_H

#include "base/err.h"

#include <cyaml/cyaml.h>

/* A log function of cyaml_config_t; `err` is its context and gets as its detail what is wrong
 * and the line. */
void PRINTF_LIKE(3, 0) yaml_words(cyaml_log_t level, void *err, const char *fmt, va_list args);

#endif
