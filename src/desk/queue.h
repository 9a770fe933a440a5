/*
 * The queues of the desk: their names in addresses, their words, their counts.
 */
#ifndef DESK_QUEUE_H
#define DESK_QUEUE_H

#include "edge/counts.h"

enum queue {
    QUEUE_MINE,
    QUEUE_UNASSIGNED,
    QUEUE_TODAY,
    QUEUE_OVERDUE,
    QUEUE_COMPLAINANT,
    QUEUE_OTHERS,
    QUEUE_APPROVE,
    QUEUE_RETURNED,
    QUEUE_SAFETY,
    QUEUE_OPEN,
    QUEUE_RECEIVED,
    QUEUE_CLOSED,
    QUEUE_ASIDE,
    QUEUES
};

struct queue_kind {
    const char *name;  /* in the address */
    const char *key;   /* the letter that opens it after g */
    const char *label; /* message id */
    int group;         /* 0 work, 1 waiting, 2 all */
    size_t count;      /* where its number stands in struct counts */
    bool ended;        /* cases that are not open stand in it; the newest first */
};
extern const struct queue_kind queue_kinds[QUEUES];

/* By its name in an address; -1 when there is none. */
int queue_by_name(const char *name);
int64_t queue_count(const struct counts *counts, enum queue queue);

#endif
