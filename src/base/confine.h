/*
 * What a process gives up for good once it has opened what it needs.
 *
 * Landlock takes files and TCP ports away, seccomp takes system calls away; neither can be taken
 * back, and both are inherited by whatever the process starts. Two kinds of process are known
 * here: a *service*, which starts programs and writes in a few folders, and a *worker*, which
 * talks to strangers and may do next to nothing. Afterwards a process tries itself what it may
 * not do: a filter that was not put in force is then found before anybody is served. What each
 * kind needs and why stands in docs/decisions/0022-confinement.md.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include "base/err.h"

/* What a kernel can take away. */
enum confine_part {
    CONFINE_FILES = 1, /* Landlock */
    CONFINE_PORTS = 2, /* Landlock since Linux 6.7 */
    CONFINE_CALLS = 4, /* seccomp */
};

enum confine_kind {
    CONFINE_SERVICE, /* reads everything, writes in `places` only, starts programs */
    CONFINE_WORKER,  /* reads and writes in `places` only, starts nothing */
};

struct confine_place {
    const char *path; /* a folder with all below it, or a file; one that is not there is left out */
    bool write;
};

struct confine {
    enum confine_kind kind;
    const struct confine_place *places;
    size_t n_places;
    bool network;     /* a worker that makes connections of its own: its database is a server */
    const int *ports; /* TCP ports a worker may connect to */
    size_t n_ports;
    const char *secret; /* a file that a worker has read and may not read again, or NULL */
};

/* The leak detector of a sanitizer build follows its own process when it ends. */
#ifdef __SANITIZE_ADDRESS__
enum { CONFINE_LEAKS = 1 };
#else
enum { CONFINE_LEAKS = 0 };
#endif

/* The parts that this kernel offers, bits of enum confine_part. */
unsigned confine_offered(void);

/* Each takes its part away. Not called for a part that is not offered. */
MUST_CHECK bool confine_files(const struct confine *c, struct err *err);
MUST_CHECK bool confine_calls(const struct confine *c, struct err *err);

/* Something a confined process tries. It harms nothing when it succeeds. */
struct confine_attempt {
    const char *what;
    unsigned part;                          /* that forbids it */
    bool service;                           /* a service may not do this either */
    bool (*meant)(const struct confine *c); /* whether it is forbidden here; NULL = always */
    bool (*succeeds)(const struct confine *c);
};
extern const struct confine_attempt confine_attempts[];
extern const size_t confine_attempts_n;

/* Tries everything that these parts forbid; what succeeded all the same, or NULL. */
const char *confine_broken(const struct confine *c, unsigned parts);

#endif
