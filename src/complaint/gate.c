/* Gates of packs, as the rules of the steps ask for them. */
#include "complaint/gate.h"

/* A gate that names no reasons is for the ends of a complaint that was dealt with: who withdraws,
 * or sent it twice, is not kept waiting for an analysis; nor, for what the pack says, who was
 * helped on the spot. */
static bool for_end(const struct case_facts *f, const struct case_gate *g,
                    enum closing_reason reason)
{
    const unsigned dealt_with = 1u << CLOSING_ACCEPTED | 1u << CLOSING_UNRESOLVED |
                                1u << CLOSING_RESOLVED_OUTSIDE | 1u << CLOSING_NO_ANSWER;

    return g->always || (!(f->level == LEVEL_FRONT_LINE && g->not_on_the_spot) &&
                         ((g->closing ? g->closing : dealt_with) & 1u << reason));
}

void gate_missing(const struct case_facts *f, enum gate_step before, enum closing_reason reason,
                  struct missing *m)
{
    for (size_t i = 0; i < f->n_gates; i++) {
        const struct case_gate *g = &f->gates[i];
        if (g->before == before && (before != GATE_CLOSING || for_end(f, g, reason)))
            missing_add_said(m, g->field, g->said);
    }
}
