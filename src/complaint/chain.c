#include "complaint/chain.h"

bool chain_stage_done(const struct case_facts *f, enum gate_step stage)
{
    const struct instant at[GATE_STEPS] = {
        [GATE_RECEIPT] = f->received,           [GATE_ACKNOWLEDGEMENT] = f->acknowledged,
        [GATE_ASSESSMENT] = facts_assessed(f),  [GATE_INVESTIGATION] = f->investigated,
        [GATE_RESPONSE] = f->proposed,          [GATE_DECISION] = f->decided,
        [GATE_COMMUNICATION] = f->communicated, [GATE_CLOSING] = f->closed,
    };

    if (instant_is_set(f->closed))
        return true;
    if (stage == GATE_ACKNOWLEDGEMENT && f->ack_way == ACK_IMPOSSIBLE)
        return true;
    if (stage == GATE_COMMUNICATION && f->communication == DELIVERY_FAILED)
        return false;
    return instant_is_set(at[stage]);
}

size_t chain_now(const struct pack_chain *chain, const struct case_facts *f)
{
    for (size_t i = 0; i < chain->n; i++) {
        for (int stage = GATE_RECEIPT; stage < GATE_STEPS; stage++)
            if ((chain->step[i].stages & 1u << stage) &&
                !chain_stage_done(f, (enum gate_step)stage))
                return i;
        if (chain->step[i].called && !f->called)
            return i;
    }
    return chain->n;
}

const struct pack_chain *chain_for(const struct pack_version *v, const char *class, size_t n)
{
    for (size_t i = 0; v && i < v->n_chains; i++)
        if (pack_concerns(v, &v->chain[i].classes, class) && n-- == 0)
            return &v->chain[i];
    return NULL;
}
