/*
 * What the readers of data/ share: a file by its name, read against a schema of libcyaml, and
 * the words in which one that does not fit is refused.
 */
#ifndef PACK_PACK_FILE_H
#define PACK_PACK_FILE_H

#include "pack/pack.h"

#include "complaint/words.h"

#include <cyaml/cyaml.h>

/* The same text in each language, as the files have it. */
struct text_y {
    char *en, *zh_hans, *zh_hant, *vi;
};

#define TEXT_FIELDS(T)                                                                             \
    CYAML_FIELD_STRING_PTR("en", CYAML_FLAG_POINTER, T, text.en, 0, CYAML_UNLIMITED),              \
        CYAML_FIELD_STRING_PTR("zh-Hans", CYAML_FLAG_POINTER, T, text.zh_hans, 0,                  \
                               CYAML_UNLIMITED),                                                   \
        CYAML_FIELD_STRING_PTR("zh-Hant", CYAML_FLAG_POINTER, T, text.zh_hant, 0,                  \
                               CYAML_UNLIMITED),                                                   \
        CYAML_FIELD_STRING_PTR("vi", CYAML_FLAG_POINTER, T, text.vi, 0, CYAML_UNLIMITED)
#define STRING(key, T, member)                                                                     \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, T, member, 0, CYAML_UNLIMITED)
#define OPTIONAL(key, T, member)                                                                   \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER_NULL | CYAML_FLAG_OPTIONAL, T, member, 0,       \
                           CYAML_UNLIMITED)

/* Reads data/NAME, of the data directory if it has one: ERR_INTERNAL with path, line and what is
 * wrong. The value is given back by pack_file_free. */
MUST_CHECK bool pack_file_read(struct arena *a, const char *data, const char *name,
                               const cyaml_schema_value_t *schema, void **out, struct err *err);
/* Its bytes as they are. */
MUST_CHECK bool pack_file_bytes(struct arena *a, const char *data, const char *name,
                                struct bytes *out, struct err *err);
void pack_file_free(const cyaml_schema_value_t *schema, void *value);
/* The value of a word, 0 for NULL; one that is none of the list is the file's fault and goes
 * into `err`. */
int pack_word(struct arena *a, const char *data, const char *name, const struct words *list,
              const char *word, struct err *err);
struct pack_text pack_text(struct arena *a, const struct text_y *t);
/* Whatever stands below data/ of the data directory has a name that is read. */
MUST_CHECK bool pack_files_known(struct arena *a, const char *data, struct err *err);

/* -- what pack.c puts together -- */
MUST_CHECK bool pack_lists(struct arena *a, const char *data, struct pack *p, struct err *err);
MUST_CHECK bool pack_clocks(struct arena *a, const char *data, struct pack *p, struct err *err);
MUST_CHECK bool pack_calendars(struct arena *a, const char *data, struct pack *p, struct err *err);
MUST_CHECK bool pack_rules(struct arena *a, const char *data, struct pack *p, struct err *err);

#endif
