/* A table with a few places for each remainder of an id. With one place each, of two thousand cases
 * that are looked at again and again every fifth would push another out. */
#include "desk/lines.h"

#include "edge/edge.h"

#include <string.h>

enum { LINES_PLACES = 4, LINES_SETS = 1024, LINES_BYTES = 4 << 20 };

struct line_kept {
    int64_t id, length;
    struct case_line *line;
};

struct lines {
    struct arena *a;
    int64_t people;
    bool old; /* persons changed, and the request that holds lines has not ended */
    struct line_kept slot[LINES_SETS][LINES_PLACES]; /* the newest first */
};

struct lines *lines_begin(struct own *own, int64_t people, bool *held)
{
    struct lines *l = own->lines;

    if (l && (*held || (l->people == people && arena_used(l->a) < LINES_BYTES))) {
        l->old = l->people != people;
        *held = true;
        return l;
    }
    if (!own->lines_arena)
        own->lines_arena = arena_new();
    arena_reset(own->lines_arena);
    l = own->lines = ARENA_NEW(own->lines_arena, struct lines);
    l->a = own->lines_arena;
    l->people = people;
    *held = true;
    return l;
}

/* The low digits of an id are its place in the event that made it, nearly always 0. */
static struct line_kept *set_of(struct lines *l, int64_t id)
{
    uint64_t x = (uint64_t)id * UINT64_C(0x9e3779b97f4a7c15);

    return l->slot[(x >> 40) % LINES_SETS];
}

struct case_line *lines_find(struct lines *l, int64_t id, int64_t length)
{
    const struct line_kept *set = set_of(l, id);

    for (int i = 0; i < LINES_PLACES && !l->old; i++)
        if (set[i].id == id && set[i].length == length)
            return set[i].line;
    return NULL;
}

const char *lines_text(struct lines *l, const char *text)
{
    return arena_str(l->a, text);
}

/* Takes over every text and byte of a row that is still where the request keeps it. */
static void texts_copy(struct lines *l, const struct record *r, void *row)
{
    for (size_t i = 0; i < r->n; i++) {
        void *at = field_at(&r->fields[i], row);

        if (r->fields[i].kind == FIELD_TEXT) {
            *(const char **)at = lines_text(l, *(const char **)at);
        } else if (r->fields[i].kind == FIELD_BYTES) {
            struct bytes *b = at;
            *b = b->s ? arena_bytes(l->a, b->s, b->n) : *b;
        } else if (r->fields[i].kind == FIELD_SECRET) {
            struct secret *s = at;
            s->text = lines_text(l, s->text);
            s->sealed = s->text || !s->sealed.s ? (struct bytes){ 0 }
                                                : arena_bytes(l->a, s->sealed.s, s->sealed.n);
        }
    }
}

struct case_line *lines_keep(struct lines *l, int64_t length, const struct case_line *line)
{
    struct case_line *copy = ARENA_NEW(l->a, struct case_line);
    struct line_kept *set = set_of(l, line->id);
    int last = 0;

    *copy = *line;
    texts_copy(l, &case_line_record, copy);
    while (last < LINES_PLACES - 1 && set[last].id != line->id) /* itself, or the oldest */
        last++;
    memmove(set + 1, set, (size_t)last * sizeof *set);
    *set = (struct line_kept){ line->id, length, copy };
    return copy;
}
