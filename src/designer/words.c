#include "designer/words.h"

#include "base/err.h"

const char *designer_step(enum gate_step step)
{
    static const char *const steps[GATE_STEPS] = {
        [GATE_NONE] = N_("No step"),
        [GATE_RECEIPT] = N_("Receipt"),
        [GATE_ACKNOWLEDGEMENT] = N_("Acknowledgement"),
        [GATE_ASSESSMENT] = N_("Assessment"),
        [GATE_INVESTIGATION] = N_("Investigation"),
        [GATE_RESPONSE] = N_("Response"),
        [GATE_DECISION] = N_("Decision"),
        [GATE_COMMUNICATION] = N_("Telling the decision"),
        [GATE_CLOSING] = N_("Closing"),
    };

    return steps[step];
}

const char *designer_clock(const struct clock_rule_row *clock, const struct lang *lang)
{
    const char *const in[] = { clock->en, clock->zh_hans, clock->zh_hant, clock->vi };

    return in[lang->index] ? in[lang->index] : clock->name;
}
