/*
 * The complainant's secret code: 28 characters of Crockford base32 in seven
 * groups of four, 26 that carry 130 bits and 2 that check them (any one or two wrong
 * characters, so also any two that changed places, are noticed). It is derived
 * by a keyed hash from the one-time id of the filing, so repeating a filing
 * shows the same code, and only a keyed hash of it is stored. [S41]
 */
#ifndef BASE_CODE_H
#define BASE_CODE_H

#include "base/vault.h"

enum { CODE_CHARS = 28, CODE_TEXT = CODE_CHARS + 6 + 1 };

/* The code of a filing, "4Q7K-…-9TXC". `round` is 0, and grows when staff re-issue it. */
void code_derive(const struct vault *v, const char *filing_id, int64_t round, char out[CODE_TEXT]);

/* Reads what a person typed: any case, blanks and dashes anywhere, O as 0, I and L
 * as 1. False when it is not a code (wrong length, letter or check). `out` is the
 * canonical form. */
bool code_read(const char *s, size_t n, char out[CODE_TEXT]);

/* What is stored and compared. */
void code_mac(const struct vault *v, const char code[CODE_TEXT], unsigned char out[MAC_BYTES]);

#endif
