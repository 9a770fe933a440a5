/*
 * The little of UTF-8 that does not need a library: reading one character
 * strictly (RFC 3629: no surrogates, no overlong forms) and counting.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/base.h"

/* Length in bytes of the character at `s`, or 0 if it is not UTF-8. */
size_t utf8_next(const char *s, size_t n, uint32_t *c);
bool utf8_valid(const char *s, size_t n);
/* Characters (code points); `s` is valid UTF-8. */
size_t utf8_count(const char *s, size_t n);
/* The largest length up to `max` that does not cut a character. */
size_t utf8_cut(const char *s, size_t n, size_t max);

#endif
