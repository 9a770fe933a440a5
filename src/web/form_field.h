/* What the two form parsers have in common. Not for others. */
#ifndef WEB_FORM_FIELD_H
#define WEB_FORM_FIELD_H

#include "base/err.h"

/* Makes every kind of line break \n, in place; the new length. Room for a NUL behind. */
size_t form_lines(char *s, size_t n);
/* Names and values are UTF-8 without NUL. */
bool form_text_allowed(const char *s, size_t n, struct err *err);
/* ERR_TOO_LARGE, always false. */
bool form_too_large(struct err *err);
/* Undoes %XX in place, and + for a blank if `plus`. False when an escape is broken. Room
 * for a NUL behind. */
bool percent_decode(char *s, size_t *n, bool plus);

#endif
