/*
 * The bytes of an event: writing them, reading them, hashing them.
 *
 * The layout is written down in docs/format.md; version 1. What reads these bytes
 * trusts none of them: every length is checked. [S61]
 */
#ifndef COMPLAINT_EVENT_H
#define COMPLAINT_EVENT_H

#include "base/buf.h"
#include "db/db.h"

enum { EVENT_VERSION = 1, EVENT_HASH = 32 };
/* EVENT_ERASE: the row stays, the key of the person or case that it stands for is deleted. */
enum event_op { EVENT_INSERT = 1, EVENT_UPDATE = 2, EVENT_ERASE = 3 };
#define EVENT_ITSELF UINT32_MAX /* a value of the event, not of a row: its reason */

/* -- writing -- */
void event_put_u16(struct buf *b, uint16_t v);
void event_put_u32(struct buf *b, uint32_t v);
void event_put_u64(struct buf *b, uint64_t v);
void event_put_bytes(struct buf *b, struct bytes bytes);
void event_put_text(struct buf *b, const char *s);
/* Kind (0 NULL, 1 integer, 2 text, 3 bytes), then the value. */
void event_put_value(struct buf *b, struct value v);
/* A column and its value; the index of a value and the value. */
void event_put_column(struct buf *b, uint16_t column, struct value v);
void event_put_indexed(struct buf *b, uint32_t index, struct value v);
void event_put_commitment(struct buf *b, uint32_t row, uint16_t column,
                          const unsigned char commitment[EVENT_HASH]);
/* NULL and 0 are the same to the program: a column that was never written. */
bool event_value_nothing(struct value v);

/* BLAKE2b-256 of 0x02 and the bytes. */
void event_hash(struct bytes event, unsigned char out[EVENT_HASH]);
/* BLAKE2b-256 of 0x03, the seed, the index and the value as event_put_value writes it. Who has not
 * the seed, 32 random bytes, cannot try out what the value was. */
void event_commit(const unsigned char seed[EVENT_HASH], uint32_t index, struct value v,
                  unsigned char out[EVENT_HASH]);

/* -- reading -- */
struct event_reader {
    struct bytes rest;
    bool bad; /* something did not fit; all that was read since is zero */
};

struct event_row_change {
    uint16_t table;
    enum event_op op;
    int64_t id;
    const unsigned char *hash;
    const unsigned char *before; /* of the row as the update found it; NULL = not an update */
};
struct event_value_change {
    uint32_t row;
    uint16_t column;
    const unsigned char *commitment;
};

/* An event, read. */
struct event {
    int64_t id, complaint, position;
    struct bytes before;
    struct instant at;
    const char *kind, *actor_kind;
    int64_t actor;
    struct event_row_change *rows;
    size_t n_rows;
    struct event_value_change *values;
    size_t n_values;
};

/* False when the bytes are not an event of a version we know: numbers that no event has,
 * texts with a NUL, values of rows that are not there are refused too. */
bool event_read(struct arena *a, struct bytes bytes, struct event *out);

uint64_t event_get(struct event_reader *r, int size); /* 1, 2, 4 or 8 bytes */
struct bytes event_get_bytes(struct event_reader *r);
struct bytes event_get_raw(struct event_reader *r, size_t n);
struct value event_get_value(struct arena *a, struct event_reader *r);

#endif
