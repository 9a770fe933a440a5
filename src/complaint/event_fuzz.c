/* Bytes as an event: what is read can be written, and is then the same to the byte. */
#include "base/fuzz.h"
#include "complaint/event.h"

#include <stdlib.h>
#include <string.h>

static void again(struct buf *b, const struct event *e)
{
    buf_char(b, EVENT_VERSION);
    event_put_u64(b, (uint64_t)e->id);
    event_put_u64(b, (uint64_t)e->complaint);
    event_put_u64(b, (uint64_t)e->position);
    event_put_bytes(b, e->before);
    event_put_u64(b, (uint64_t)e->at.us);
    event_put_text(b, e->kind);
    event_put_text(b, e->actor_kind);
    event_put_u64(b, (uint64_t)e->actor);
    event_put_u32(b, (uint32_t)e->n_rows);
    for (size_t i = 0; i < e->n_rows; i++) {
        event_put_u16(b, e->rows[i].table);
        buf_char(b, (char)e->rows[i].op);
        event_put_u64(b, (uint64_t)e->rows[i].id);
        buf_add(b, (const char *)e->rows[i].hash, EVENT_HASH);
        if (e->rows[i].before)
            buf_add(b, (const char *)e->rows[i].before, EVENT_HASH);
    }
    event_put_u32(b, (uint32_t)e->n_values);
    for (size_t i = 0; i < e->n_values; i++) {
        event_put_u32(b, e->values[i].row);
        event_put_u16(b, e->values[i].column);
        buf_add(b, (const char *)e->values[i].commitment, EVENT_HASH);
    }
}

/* The values beside an event are read by the same reader. */
static void values(struct arena *a, struct bytes bytes)
{
    struct event_reader r = { .rest = bytes };
    unsigned char seed[EVENT_HASH] = { 0 }, commitment[EVENT_HASH];

    while (!r.bad && r.rest.n > 0) {
        struct value v = event_get_value(a, &r);
        if (!r.bad)
            event_commit(seed, 0, v, commitment);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    struct buf b = buf_new(a);
    struct event e;

    values(a, (struct bytes){ data, n });
    if (!event_read(a, (struct bytes){ data, n }, &e))
        return 0;
    again(&b, &e);
    if (b.n != n || memcmp(b.s, data, n) != 0)
        abort();
    return 0;
}
