/*
 * Logins and passwords as people type them on different keyboards: the same
 * characters in one form (Unicode NFKC), so that what looks the same is the same.
 */
#ifndef PEOPLE_TEXT_H
#define PEOPLE_TEXT_H

#include "base/arena.h"
#include "base/err.h"

/* NFKC, otherwise unaltered, as NIST SP 800-63B 3.1.1.2 advises for passwords. */
const char *text_nfkc(struct arena *a, const char *s);
/* NFKC with case folded and blanks at both ends dropped: for logins and comparisons. */
const char *text_folded(struct arena *a, const char *s);
/* Whether it can be the name of somebody or something: not blank, UTF-8 on one line, 200
 * characters at most; if not, err says why, on that field. [S12] */
MUST_CHECK bool text_is_name(struct arena *a, const char *field, const char *s, struct err *err);
/* Characters (code points). */
size_t text_length(const char *s);

#endif
