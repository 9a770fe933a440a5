/* A hash table with open places, FNV-1a over the bytes. */
#include "import/seen.h"

#include <string.h>

enum { FIRST = 1024 };

static size_t hash(const char *s)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 0x100000001b3u;
    return (size_t)(h ^ h >> 32);
}

/* Where it is, or where it would be. */
static struct seen_one *find(const struct seen *s, const char *reference)
{
    size_t i = hash(reference) & (s->room - 1);

    while (s->place[i].reference && strcmp(s->place[i].reference, reference) != 0)
        i = (i + 1) & (s->room - 1);
    return &s->place[i];
}

static void grow(struct seen *s)
{
    struct seen more = { s->a, NULL, s->n, s->room > 0 ? s->room * 2 : FIRST };

    more.place = ARENA_ARRAY(s->a, struct seen_one, more.room);
    for (size_t i = 0; i < s->room; i++)
        if (s->place[i].reference)
            *find(&more, s->place[i].reference) = s->place[i];
    *s = more;
}

int64_t seen_before(struct seen *s, const char *reference, int64_t line)
{
    struct seen_one *one;

    if (s->room < 2 * (s->n + 1))
        grow(s);
    one = find(s, reference);
    if (one->reference)
        return one->line;
    *one = (struct seen_one){ arena_str(s->a, reference), line };
    s->n++;
    return 0;
}
