/*
 * What every file of ours may count on: fixed-width integers, `bool`, the
 * attributes, and three tiny macros. Nothing else belongs here.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define CLEANUP(f) __attribute__((cleanup(f)))

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A run of bytes that somebody else owns (mostly an arena). */
struct bytes {
    const unsigned char *s;
    size_t n;
};

#endif
