/*
 * Which cases a list shows: keys first, a window at a time, then the rows of those that
 * are shown, in one statement with the keys that open them. Filters are held against the
 * keys here, so however rarely one fits, a page looks at a bounded number of cases.
 */
#ifndef DESK_PICK_H
#define DESK_PICK_H

#include "base/record.h"
#include "desk/queue.h"
#include "edge/find.h"

/* A case in the order of its queue, with what filters ask about. */
struct case_key {
    int64_t id;
    int64_t place; /* the moment it is ordered by, microseconds */
    int64_t team_id;
    const char *stage, *class, *severity, *channel;
    struct instant received_at;
    const char *called; /* of call_words; NULL = nobody called */
    int64_t repeats;    /* of so many earlier ones it is the same again */
};
extern const struct record case_key_record;

/* What a list shows of a case; texts are opened, identity only where the reader may. */
struct case_line {
    int64_t id, version;
    const char *reference;
    struct secret subject, description;
    const char *privacy, *language, *stage, *type, *class, *channel, *severity;
    int64_t team_id, owner_id, entered_by;
    const char *waiting, *set_aside;
    struct instant received_at, closed_at, next_due_at, updated_at;
    const char *next_clock;
    int64_t joined_to_id;  /* the case with which it is handled */
    const char *joined_to; /* its reference; NULL when the reader may not see that one */
    bool safety;
    int64_t repeats;
    struct bytes case_key, person_key;
    int64_t person_id;
    struct secret person;
    struct instant last_at;
    const char *last_kind;
    int64_t last_id;
    struct bytes last_event;
    /* Of this reader, at this moment; in no row. */
    const char *owner, *last_name; /* members of staff */
    const char *reader;            /* who else has it open */
    struct instant seen_at;        /* when this reader last had it open */
    bool granted;                  /* asked where the case is confidential */
    bool unbound;                  /* its row is not as its events say: names stay sealed */
    bool sealed;                   /* identity that this reader may not see was taken out */
};
extern const struct record case_line_record;

/* The length of the chain of a case. */
struct case_stamp {
    int64_t id, length;
};
extern const struct record case_stamp_record;

/* Something that was done on a case. */
struct case_event {
    int64_t id, position;
    const char *kind;
    struct instant at;
    const char *actor_kind;
    int64_t actor_id;
};
extern const struct record case_event_record;

/* What an export has beside the line. */
struct case_text {
    int64_t id;
    struct secret description, remedy_sought;
    const char *outcome;
};
extern const struct record case_text_record;

/* Filters of a list; NULL and 0 ask for nothing. The class NO_CLASS asks for those without. */
struct pick_filter {
    const char *stage, *class, *severity, *channel;
    const char *classes; /* `class` with those below it, by filters_classes() */
    const char *called;  /* of call_words, or NO_CALL */
    const char *again;   /* "true", "false" */
    const char *hidden;  /* those of which that is not to be known; see pick_again() */
    int64_t team;
    struct instant from, until; /* received; `until` is the first moment that is too late */
};
/* As a filter: not called yet. */
#define NO_CALL "none"
bool pick_filtered(const struct pick_filter *f);
/* Before cases are held against it: what this reader may not know. */
MUST_CHECK bool pick_again(struct req *rq, const struct reach *reach, struct pick_filter *f);
bool pick_fits(const struct pick_filter *f, const struct case_key *k);

/* The first `n` cases of a queue after a key. */
struct pick {
    struct case_key *key;
    size_t n;
    bool more;           /* there may be others behind the last */
    int64_t place, last; /* where the next page begins */
};

struct req;
struct reach;

MUST_CHECK bool pick_queue(struct req *rq, const struct reach *reach, enum queue queue,
                           const struct pick_filter *filter, int64_t after, int64_t after_id,
                           size_t n, struct pick *out);

/* The lines of these cases, opened, in the order of the keys. */
MUST_CHECK bool pick_lines(struct req *rq, const struct reach *reach, const struct case_key *keys,
                           size_t n, struct rows *out);

#endif
