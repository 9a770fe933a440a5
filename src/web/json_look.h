/*
 * JSON from outside: looked at before the parser sees it, so that neither depth nor bad bytes
 * reach it, nor so many small values that they take a hundred times the memory of their text.
 * RFC 8259; strict as [S11] says.
 */
#ifndef WEB_JSON_LOOK_H
#define WEB_JSON_LOOK_H

#include "base/err.h"
#include <jansson.h>

enum { JSON_DEPTH = 32, JSON_VALUES = 100000 };

/* Valid UTF-8, no NUL, not nested deeper than JSON_DEPTH, of at most JSON_VALUES values. */
bool json_look(const char *s, size_t n);
/* One value and nothing behind it; repeated members and lone surrogates are
 * refused. The caller gives it back with json_decref. */
MUST_CHECK bool json_read(const char *s, size_t n, json_t **out, struct err *err);

#endif
