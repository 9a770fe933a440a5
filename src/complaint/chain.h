/*
 * How far a complaint has come in the steps that its procedure counts. A chain of steps is another
 * way to name the stages of clause 7 (pack_version.h): a step is done by what stands on the
 * complaint, all its stages and what it asks for beside them, and never by the closing alone; only
 * one that was put right on the spot has all stages behind it.
 */
#ifndef COMPLAINT_CHAIN_H
#define COMPLAINT_CHAIN_H

#include "complaint/pack_version.h"

enum chain_state {
    CHAIN_AHEAD,
    CHAIN_NOW, /* the first that is not done */
    CHAIN_DONE,
    CHAIN_LEFT_OUT, /* the complaint was closed without it */
};

/* Of each step; `state` has room for chain->n. A call after the closing is waited for. */
void chain_states(const struct pack_chain *chain, const struct case_facts *f,
                  enum chain_state *state);

/* The `n`th chain for a complaint of that class, from 0; NULL when there is none. */
const struct pack_chain *chain_for(const struct pack_version *v, const char *class, size_t n);

#endif
