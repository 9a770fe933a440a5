/*
 * The table of all messages, which tools/catalog.py writes from locale/ when
 * the program is built. Only lang.c looks in here.
 */
#ifndef I18N_CATALOG_H
#define I18N_CATALOG_H

#include "i18n/lang.h"

struct message {
    const char *id;          /* the English sentence; of a plural its singular */
    const char *plural;      /* the English plural, NULL for a plain message */
    const char *text[LANGS]; /* the text, or the form for most numbers; NULL = not translated */
    const char *one[LANGS];  /* the form for 1, where the language has one */
};

extern const struct message catalog_messages[];
extern const size_t catalog_count;

/* An open hash table over 32-bit FNV-1a of "id", or of "id|plural": index + 1
 * into the messages, 0 where there is none. */
extern const uint16_t catalog_slots[];
extern const size_t catalog_mask;

#endif
