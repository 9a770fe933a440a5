/*
 * What verifying remembers of the log: of each row the hash its last event gave it, of each
 * chain its head. Memory is bounded: when the set is full, it keeps half of the ids (then a
 * quarter …) and the log is walked again for the others.
 */
#ifndef COMPLAINT_KNOWN_H
#define COMPLAINT_KNOWN_H

#include "complaint/event.h"

/* Half of a hash: nobody finds a second text for 128 bits, and twice as many fit. Of a row it is
 * the first half. The head of a chain is itself stored, so that each of its bytes counts: of it a
 * digest is kept, under a key that nobody knows. */
enum { KNOWN_HASH = 16 };

/* Of one row, or of one chain (table 0, under complaint + 1 so that the organisation's is
 * not 0). */
struct known {
    int64_t id; /* 0 = free */
    unsigned char hash[KNOWN_HASH];
    uint32_t position; /* of a chain */
    uint16_t table;
    bool seen, erased; /* erased: an event says that its key was deleted */
};

struct known_set {
    struct known *k;
    size_t size, n;
    size_t most;           /* so many are kept; 0 = without bound */
    uint64_t parts, part;  /* this is part `part` of `parts`; 0 parts = 1 */
    unsigned char key[16]; /* of digests; random */
};

/* What is remembered of the head of a chain. */
void known_head(const struct known_set *set, const unsigned char head[EVENT_HASH],
                unsigned char out[KNOWN_HASH]);

/* Whether an id belongs to the present part. */
bool known_mine(const struct known_set *set, uint16_t table, int64_t id);
/* The place of an id, made when it is not there; NULL when it is of another part. Good until
 * the next call. */
struct known *known_get(struct known_set *set, uint16_t table, int64_t id);
/* The same without making it: NULL when it is not there either. */
struct known *known_find(const struct known_set *set, uint16_t table, int64_t id);
/* Empties the set for the next part; false when there is none. */
bool known_next(struct known_set *set);
void known_free(struct known_set *set);

#endif
