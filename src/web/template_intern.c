/* A hash table of chains; what is in it stays. */
#include "web/template_intern.h"

#include <string.h>

enum { HEADS = 1024 }; /* a power of two */

struct kept {
    struct kept *next;
    uint32_t hash;
    uint32_t n;
    _Alignas(16) unsigned char s[];
};

struct interned {
    struct arena *a;
    struct kept *head[HEADS];
};

struct interned *interned_new(struct arena *a)
{
    struct interned *in = ARENA_NEW(a, struct interned);

    in->a = a;
    return in;
}

/* FNV-1a: what is kept comes from the program and its operator, nobody chooses it to collide. */
static uint32_t hash_of(const unsigned char *s, size_t n)
{
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ s[i]) * 16777619U;
    return hash;
}

const void *intern(struct interned *in, const void *s, size_t n)
{
    uint32_t hash = hash_of(s, n);
    struct kept **head = &in->head[hash % HEADS];
    struct kept *k = *head;

    while (k && (k->hash != hash || k->n != n || memcmp(k->s, s, n) != 0))
        k = k->next;
    if (k)
        return k->s;
    k = arena_room(in->a, sizeof *k + n + 1);
    *k = (struct kept){ .next = *head, .hash = hash, .n = (uint32_t)n };
    memcpy(k->s, s, n);
    k->s[n] = '\0';
    *head = k;
    return k->s;
}
