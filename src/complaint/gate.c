/* Gates of packs, as the rules of the steps ask for them. */
#include "complaint/gate.h"

void gate_missing(const struct case_facts *f, enum gate_step before, enum closing_reason reason,
                  struct missing *m)
{
    for (size_t i = 0; i < f->n_gates; i++) {
        const struct case_gate *g = &f->gates[i];
        if (g->before == before && (g->closing == 0 || (g->closing & 1u << reason)))
            missing_add_said(m, g->field, g->said);
    }
}
