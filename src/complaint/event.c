/* Writing and reading the bytes of events, and hashing them. */
#include "complaint/event.h"

#include <endian.h>
#include <sodium.h>
#include <string.h>

/* The last `size` bytes of the number, the highest first; `to` has room for eight. */
static size_t number_put(unsigned char *to, uint64_t v, size_t size)
{
    v = htobe64(v << (64 - 8 * size));
    memcpy(to, &v, sizeof v);
    return size;
}

static void put(struct buf *b, uint64_t v, size_t size)
{
    unsigned char bytes[8];

    buf_add(b, (const char *)bytes, number_put(bytes, v, size));
}

void event_put_u16(struct buf *b, uint16_t v)
{
    put(b, v, 2);
}

void event_put_u32(struct buf *b, uint32_t v)
{
    put(b, v, 4);
}

void event_put_u64(struct buf *b, uint64_t v)
{
    put(b, v, 8);
}

void event_put_bytes(struct buf *b, struct bytes bytes)
{
    put(b, bytes.n, 4);
    buf_add(b, (const char *)bytes.s, bytes.n);
}

void event_put_text(struct buf *b, const char *s)
{
    event_put_bytes(b, (struct bytes){ (const unsigned char *)s, strlen(s) });
}

/* Kind and number or length, which stand before the bytes; their size. */
static size_t value_head(struct value v, unsigned char head[9])
{
    head[0] = (unsigned char)v.kind;
    switch (v.kind) {
    case VALUE_NULL:
        return 1;
    case VALUE_INT:
        return 1 + number_put(head + 1, (uint64_t)v.i, 8);
    case VALUE_TEXT:
    case VALUE_BYTES:
        return 1 + number_put(head + 1, v.b.n, 4);
    }
    return 1;
}

/* A value behind a number of so many bytes; head and number are one piece. */
static void put_numbered(struct buf *b, uint64_t number, size_t size, struct value v)
{
    unsigned char head[8 + 9];
    size_t n = number_put(head, number, size);

    n += value_head(v, head + n);
    buf_add(b, (const char *)head, n);
    if (v.kind == VALUE_TEXT || v.kind == VALUE_BYTES)
        buf_add(b, (const char *)v.b.s, v.b.n);
}

void event_put_value(struct buf *b, struct value v)
{
    unsigned char head[9];

    buf_add(b, (const char *)head, value_head(v, head));
    if (v.kind == VALUE_TEXT || v.kind == VALUE_BYTES)
        buf_add(b, (const char *)v.b.s, v.b.n);
}

void event_put_column(struct buf *b, uint16_t column, struct value v)
{
    put_numbered(b, column, 2, v);
}

void event_put_indexed(struct buf *b, uint32_t index, struct value v)
{
    put_numbered(b, index, 4, v);
}

void event_put_commitment(struct buf *b, uint32_t row, uint16_t column,
                          const unsigned char commitment[EVENT_HASH])
{
    unsigned char all[8 + EVENT_HASH];
    size_t n = number_put(all, row, 4);

    n += number_put(all + n, column, 2);
    memcpy(all + n, commitment, EVENT_HASH);
    buf_add(b, (const char *)all, n + EVENT_HASH);
}

bool event_value_nothing(struct value v)
{
    return v.kind == VALUE_NULL || (v.kind == VALUE_INT && v.i == 0);
}

void event_hash(struct bytes event, unsigned char out[EVENT_HASH])
{
    crypto_generichash_state s;

    crypto_generichash_init(&s, NULL, 0, EVENT_HASH);
    crypto_generichash_update(&s, (const unsigned char *)"\x02", 1);
    crypto_generichash_update(&s, event.s, event.n);
    crypto_generichash_final(&s, out, EVENT_HASH);
}

/* What nearly every value needs fits into one block of the hash: it is by far the most frequent
 * hash of a filing. */
void event_commit(const unsigned char seed[EVENT_HASH], uint32_t index, struct value v,
                  unsigned char out[EVENT_HASH])
{
    unsigned char block[1 + EVENT_HASH + 8 + 9] = "\x03";
    bool bytes = v.kind == VALUE_TEXT || v.kind == VALUE_BYTES;
    crypto_generichash_state s;
    size_t n = 1 + EVENT_HASH;

    memcpy(block + 1, seed, EVENT_HASH);
    n += number_put(block + n, index, 4);
    n += value_head(v, block + n);
    crypto_generichash_init(&s, NULL, 0, EVENT_HASH);
    crypto_generichash_update(&s, block, n);
    if (bytes && v.b.n > 0)
        crypto_generichash_update(&s, v.b.s, v.b.n);
    crypto_generichash_final(&s, out, EVENT_HASH);
    sodium_memzero(block, sizeof block);
}

struct bytes event_get_raw(struct event_reader *r, size_t n)
{
    struct bytes out = { r->rest.s, n };

    if (r->bad || r->rest.n < n) {
        r->bad = true;
        return (struct bytes){ 0 };
    }
    r->rest.s += n;
    r->rest.n -= n;
    return out;
}

uint64_t event_get(struct event_reader *r, int size)
{
    struct bytes raw = event_get_raw(r, (size_t)size);
    uint64_t v = 0;

    for (size_t i = 0; i < raw.n; i++)
        v = v << 8 | raw.s[i];
    return v;
}

struct bytes event_get_bytes(struct event_reader *r)
{
    return event_get_raw(r, (size_t)event_get(r, 4));
}

static const char *get_text(struct arena *a, struct event_reader *r)
{
    struct bytes b = event_get_bytes(r);

    if (b.n > 0 && memchr(b.s, '\0', b.n))
        r->bad = true;
    return arena_strn(a, b.n > 0 ? (const char *)b.s : "", b.n);
}

struct value event_get_value(struct arena *a, struct event_reader *r)
{
    struct value v = { 0 };

    switch (event_get(r, 1)) {
    case VALUE_NULL:
        break;
    case VALUE_INT:
        v = value_int((int64_t)event_get(r, 8));
        break;
    case VALUE_TEXT:
        v.kind = VALUE_TEXT;
        v.b = event_get_bytes(r);
        v.b = arena_bytes(a, v.b.s, v.b.n);
        break;
    case VALUE_BYTES:
        v.kind = VALUE_BYTES;
        v.b = event_get_bytes(r);
        break;
    default:
        r->bad = true;
    }
    return v;
}

/* A count of items of at least `size` bytes each, so that no count asks for
 * more memory than the event has bytes. */
static size_t get_count(struct event_reader *r, size_t size)
{
    size_t n = (size_t)event_get(r, 4);

    if (n > r->rest.n / size)
        r->bad = true;
    return r->bad ? 0 : n;
}

/* A number of eight bytes that is not below `least`. The largest is none either, so that
 * one more can always be counted. */
static int64_t get_number(struct event_reader *r, int64_t least)
{
    int64_t n = (int64_t)event_get(r, 8);

    if (n < least || n == INT64_MAX)
        r->bad = true;
    return n;
}

static void get_row(struct event_reader *r, struct event_row_change *row)
{
    row->table = (uint16_t)event_get(r, 2);
    row->op = (enum event_op)event_get(r, 1);
    row->id = get_number(r, 1);
    row->hash = event_get_raw(r, EVENT_HASH).s;
    row->before = row->op == EVENT_UPDATE ? event_get_raw(r, EVENT_HASH).s : NULL;
    if (row->table == 0 || row->op < EVENT_INSERT || row->op > EVENT_ERASE)
        r->bad = true;
}

static void get_change(struct event_reader *r, size_t rows, struct event_value_change *value)
{
    value->row = (uint32_t)event_get(r, 4);
    value->column = (uint16_t)event_get(r, 2);
    value->commitment = event_get_raw(r, EVENT_HASH).s;
    if (value->row >= rows && value->row != EVENT_ITSELF)
        r->bad = true;
}

bool event_read(struct arena *a, struct bytes bytes, struct event *out)
{
    struct event_reader r = { .rest = bytes };
    struct event e = { 0 };

    if (event_get(&r, 1) != EVENT_VERSION)
        return false;
    e.id = get_number(&r, 1);
    e.complaint = get_number(&r, 0);
    e.position = get_number(&r, 1);
    e.before = event_get_bytes(&r);
    e.at.us = (int64_t)event_get(&r, 8);
    e.kind = get_text(a, &r);
    e.actor_kind = get_text(a, &r);
    e.actor = get_number(&r, 0);
    e.n_rows = get_count(&r, 43);
    e.rows = ARENA_ARRAY(a, struct event_row_change, e.n_rows);
    for (size_t i = 0; i < e.n_rows; i++)
        get_row(&r, &e.rows[i]);
    e.n_values = get_count(&r, 38);
    e.values = ARENA_ARRAY(a, struct event_value_change, e.n_values);
    for (size_t i = 0; i < e.n_values; i++)
        get_change(&r, e.n_rows, &e.values[i]);
    if (r.bad || r.rest.n != 0)
        return false;
    *out = e;
    return true;
}
