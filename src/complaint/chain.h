/*
 * How far a complaint has come in the steps that its procedure counts. A chain of steps is another
 * way to name the stages of clause 7 (pack_version.h): a step is done when all its stages are,
 * and a follow-up call once somebody was called.
 */
#ifndef COMPLAINT_CHAIN_H
#define COMPLAINT_CHAIN_H

#include "complaint/pack_version.h"

/* Whether the stage is behind this complaint. All are once it is closed. */
bool chain_stage_done(const struct case_facts *f, enum gate_step stage);

/* The step where it stands: the first that is not done, chain->n when all are. */
size_t chain_now(const struct pack_chain *chain, const struct case_facts *f);

/* The `n`th chain for a complaint of that class, from 0; NULL when there is none. */
const struct pack_chain *chain_for(const struct pack_version *v, const char *class, size_t n);

#endif
