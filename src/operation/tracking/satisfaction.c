/* The answers to the closing questions. [8.3-a] */
#include "operation/tracking/satisfaction.h"

#include "base/err.h"

#include <string.h>

const struct satisfaction_answer satisfaction_handling[] = {
    { "5", N_("Very well") }, { "4", N_("Well") },       { "3", N_("Neither well nor badly") },
    { "2", N_("Badly") },     { "1", N_("Very badly") }, { 0 },
};

const struct satisfaction_answer satisfaction_fair[] = {
    { "yes", N_("Yes") },
    { "partly", N_("In part") },
    { "no", N_("No") },
    { 0 },
};

const struct satisfaction_answer satisfaction_outcome[] = {
    { "5", N_("Very satisfied") },
    { "4", N_("Satisfied") },
    { "3", N_("Neither satisfied nor dissatisfied") },
    { "2", N_("Dissatisfied") },
    { "1", N_("Very dissatisfied") },
    { 0 },
};

const char *satisfaction_words(const struct satisfaction_answer *list, const char *value)
{
    for (; value && list->value; list++)
        if (strcmp(list->value, value) == 0)
            return list->label;
    return NULL;
}
