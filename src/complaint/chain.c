#include "complaint/chain.h"

static bool stage_done(const struct case_facts *f, enum gate_step stage)
{
    const struct instant at[GATE_STEPS] = {
        [GATE_RECEIPT] = f->received,           [GATE_ACKNOWLEDGEMENT] = f->acknowledged,
        [GATE_ASSESSMENT] = facts_assessed(f),  [GATE_INVESTIGATION] = f->investigated,
        [GATE_RESPONSE] = f->proposed,          [GATE_DECISION] = f->decided,
        [GATE_COMMUNICATION] = f->communicated, [GATE_CLOSING] = f->closed,
    };

    if (instant_is_set(f->closed) && instant_is_set(f->solved) && f->level == LEVEL_FRONT_LINE)
        return true;
    if (stage == GATE_ACKNOWLEDGEMENT && f->ack_way == ACK_IMPOSSIBLE)
        return true;
    if (stage == GATE_COMMUNICATION && f->communication == DELIVERY_FAILED)
        return false;
    return instant_is_set(at[stage]);
}

static bool carried_out(const struct case_facts *f)
{
    for (size_t i = 0; i < f->n_remedies; i++)
        if (f->remedies[i].state != REMEDY_VERIFIED &&
            !(f->remedies[i].state == REMEDY_DROPPED && f->remedies[i].drop_reason))
            return false;
    return true;
}

static bool answered(const struct case_facts *f, const char *field)
{
    const struct pack_words all = { f->own_answered, f->n_own_answered };

    return pack_listed(&all, field);
}

static bool step_done(const struct pack_chain_step *step, const struct case_facts *f)
{
    for (int stage = GATE_RECEIPT; stage < GATE_STEPS; stage++)
        if ((step->stages & 1u << stage) && !stage_done(f, (enum gate_step)stage))
            return false;
    for (size_t i = 0; i < step->fields.n; i++)
        if (!answered(f, step->fields.word[i]))
            return false;
    return (!step->called || f->called) && (!step->carried_out || carried_out(f));
}

/* Nothing else is done for it once the complaint is closed. */
static bool waits_for_call(const struct pack_chain_step *step, const struct case_facts *f)
{
    struct pack_chain_step rest = *step;

    rest.called = false;
    return step->called && step_done(&rest, f);
}

void chain_states(const struct pack_chain *chain, const struct case_facts *f,
                  enum chain_state *state)
{
    bool closed = instant_is_set(f->closed), now = false;

    for (size_t i = 0; i < chain->n; i++) {
        const struct pack_chain_step *step = &chain->step[i];
        if (step_done(step, f)) {
            state[i] = CHAIN_DONE;
        } else if (closed && !waits_for_call(step, f)) {
            state[i] = CHAIN_LEFT_OUT;
        } else {
            state[i] = now ? CHAIN_AHEAD : CHAIN_NOW;
            now = true;
        }
    }
}

const struct pack_chain *chain_for(const struct pack_version *v, const char *class, size_t n)
{
    for (size_t i = 0; v && i < v->n_chains; i++)
        if (pack_concerns(v, &v->chain[i].classes, class) && n-- == 0)
            return &v->chain[i];
    return NULL;
}
