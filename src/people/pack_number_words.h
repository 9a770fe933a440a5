/*
 * The numbers of a pack in the words of the administrator's page: what each is for, how much it is,
 * and how sure.
 */
#ifndef PEOPLE_PACK_NUMBER_WORDS_H
#define PEOPLE_PACK_NUMBER_WORDS_H

#include "complaint/pack_number.h"
#include "i18n/lang.h"

/* "Response: Superannuation". */
const char *pack_number_name(struct arena *a, const struct lang *l, const struct pack_version *v,
                             const struct pack_number *n);
/* "15 days + 15 days + 30 days", "2 or more". */
const char *pack_number_value(struct arena *a, const struct lang *l, const struct pack_number *n);
/* "verified, 1 October 2026"; NULL = no source is named. */
const char *pack_mark_words(struct arena *a, const struct lang *l, const struct pack_source *s,
                            struct date today);

#endif
