/*
 * A procedure pack read from its YAML, with everything that is wrong with it by line.
 *
 * Nothing is passed over: a key that is not known is refused. What comes back holds together: each
 * field, class, source and event that is named is there. docs/packs.md describes the file.
 */
#ifndef COMPLAINT_PACK_READ_H
#define COMPLAINT_PACK_READ_H

#include "complaint/pack_problem.h"
#include "complaint/pack_version.h"

enum {
    PACK_CLASSES = 100,
    PACK_FIELDS = 100,
    PACK_GATES = 200,
    PACK_CLOCKS = 50,
    PACK_ROUTES = 100,
    PACK_CHOICES = 100,
    PACK_SOURCES = 50,
    PACK_SHEETS = 20,
    PACK_COLUMNS = 40,
    PACK_COPIES = 40,
    PACK_TASKS = 40,
    PACK_ROLES = 40,
    PACK_LETTERS = 20,
    PACK_BLOCKS = 10,
    PACK_REMEDIES = 40,
    PACK_QUESTIONS = 12,
    PACK_CHAINS = 20,
    PACK_CHAIN_STEPS = 12
};

/* The pack, when there are no problems; otherwise false, and `*out` is not to be used. */
MUST_CHECK bool pack_read(struct arena *a, const char *yaml, size_t n, struct pack_version *out,
                          struct pack_problems *problems);

/* A file that has nothing but "steps" and the "fields" they ask for: these alone are filled in. */
MUST_CHECK bool pack_read_chain_file(struct arena *a, const char *yaml, size_t n,
                                     struct pack_version *out, struct pack_problems *problems);

#endif
