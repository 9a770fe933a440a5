/*
 * A chain of blocks, each twice as large as the one before up to a limit; an
 * allocation moves a mark. Under AddressSanitizer the rest of a block is
 * poisoned, so that running over the end of an allocation is still found.
 */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* clang says it this way */
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define GAP 16 /* poisoned bytes between two allocations */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define GAP 0
#endif

enum { ALIGN = 16, FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
    struct block *before;
    size_t size; /* of the bytes behind this header */
    size_t used;
    size_t padding; /* keeps the bytes aligned */
};
_Static_assert(sizeof(struct block) % ALIGN == 0, "blocks start aligned");

struct arena {
    struct block *last;
    size_t used;
};

static _Noreturn void out_of_memory(void)
{
    static const char words[] = "{\"level\":\"fatal\",\"event\":\"out of memory\"}\n";
    fwrite(words, 1, sizeof words - 1, stderr);
    _exit(70);
}

static unsigned char *block_bytes(struct block *b)
{
    return (unsigned char *)(b + 1);
}

static struct block *block_new(size_t size, struct block *before)
{
    size_t whole;
    struct block *b;

    if (__builtin_add_overflow(size, sizeof *b, &whole) || !(b = malloc(whole)))
        out_of_memory();
    *b = (struct block){ .before = before, .size = size };
    POISON(block_bytes(b), size);
    return b;
}

struct arena *arena_new(void)
{
    struct arena *a = calloc(1, sizeof *a);

    if (!a)
        out_of_memory();
    a->last = block_new(FIRST_BLOCK, NULL);
    return a;
}

static void block_free(struct block *b)
{
    UNPOISON(block_bytes(b), b->size);
    free(b);
}

void arena_reset(struct arena *a)
{
    while (a->last->before) {
        struct block *b = a->last;
        a->last = b->before;
        block_free(b);
    }
    a->last->used = 0;
    a->used = 0;
    POISON(block_bytes(a->last), a->last->size);
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    block_free(a->last);
    free(a);
}

void arena_cleanup(struct arena **a)
{
    arena_free(*a);
    *a = NULL;
}

void *arena_room(struct arena *a, size_t n)
{
    size_t room;
    unsigned char *p;

    if (__builtin_add_overflow(n, (size_t)(ALIGN - 1 + GAP), &room))
        out_of_memory();
    room &= ~(size_t)(ALIGN - 1);
    if (a->last->size - a->last->used < room) {
        size_t size = a->last->size < LARGEST_BLOCK ? a->last->size * 2 : LARGEST_BLOCK;
        a->last = block_new(size > room ? size : room, a->last);
    }
    p = block_bytes(a->last) + a->last->used;
    a->last->used += room;
    a->used += room;
    UNPOISON(p, n);
    return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
    return memset(arena_room(a, n), 0, n);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    size_t n;

    if (__builtin_mul_overflow(count, size, &n))
        out_of_memory();
    return arena_alloc(a, n);
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
    size_t room;
    char *copy;

    if (__builtin_add_overflow(n, (size_t)1, &room))
        out_of_memory();
    copy = arena_room(a, room);
    if (n > 0)
        memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *arena_str(struct arena *a, const char *s)
{
    return s ? arena_strn(a, s, strlen(s)) : NULL;
}

char *arena_trimmed(struct arena *a, const char *s)
{
    static const char blanks[] = " \t\r\n\v\f";
    size_t n;

    s += strspn(s, blanks);
    n = strlen(s);
    while (n > 0 && strchr(blanks, s[n - 1]))
        n--;
    return arena_strn(a, s, n);
}

struct bytes arena_bytes(struct arena *a, const void *s, size_t n)
{
    return (struct bytes){ (const unsigned char *)arena_strn(a, s, n), n };
}

char *arena_join(struct arena *a, const char *one, const char *between, const char *two)
{
    size_t n = strlen(one), m = strlen(between), k = strlen(two);
    char *s = arena_room(a, n + m + k + 1);

    memcpy(s, one, n);
    memcpy(s + n, between, m);
    memcpy(s + n + m, two, k + 1);
    return s;
}

/* Most texts are short: formatted here once, they need no second round. */
char *arena_vprintf(struct arena *a, const char *fmt, va_list args)
{
    char here[200], *s;
    va_list again;
    int n;

    va_copy(again, args);
    n = vsnprintf(here, sizeof here, fmt, args);
    if (n < 0)
        out_of_memory();
    if ((size_t)n < sizeof here) {
        s = arena_strn(a, here, (size_t)n);
    } else {
        s = arena_room(a, (size_t)n + 1);
        vsnprintf(s, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    return s;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list args;
    char *s;

    va_start(args, fmt);
    s = arena_vprintf(a, fmt, args);
    va_end(args);
    return s;
}
