/*
 * Memory that is given back all at once.
 *
 * Every request, job and command has one arena. What a function returns lives
 * in the arena it was given, so nobody frees and nothing dangles while the
 * arena lives. Running out of memory ends the process: nothing was
 * acknowledged yet, and the supervisor starts a fresh one (docs/decisions/0003-arena.md).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"
#include <stdarg.h>

struct arena;

/* A new arena; free it with arena_free, or empty it for the next round with
 * arena_reset, which keeps its first block. */
struct arena *arena_new(void);
void arena_reset(struct arena *a);
void arena_free(struct arena *a);
void arena_cleanup(struct arena **a); /* for CLEANUP */
#define AUTO_ARENA struct arena *CLEANUP(arena_cleanup)

/* `n` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t n);
/* The same without zeroes, for what is written whole at once. */
void *arena_room(struct arena *a, size_t n);
/* `count` zeroed items of `size` bytes; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))

/* Bytes handed out since the last reset, for limits and tests. */
size_t arena_used(const struct arena *a);

/* Copies that live in the arena, always with a NUL behind them. */
char *arena_str(struct arena *a, const char *s); /* NULL stays NULL */
char *arena_strn(struct arena *a, const char *s, size_t n);
/* Without the blanks, tabs and ends of lines around it, which come with copying. */
char *arena_trimmed(struct arena *a, const char *s);
struct bytes arena_bytes(struct arena *a, const void *s, size_t n);
/* "one", "/", "two" as "one/two": a tenth of what a format costs. */
char *arena_join(struct arena *a, const char *one, const char *between, const char *two);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *a, const char *fmt, va_list args) PRINTF_LIKE(2, 0);

#endif
