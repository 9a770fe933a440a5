/* Questions several steps ask of the same facts: who took part, who is in
 * conflict, whether there is a further level. [4.7-a] [4.7-b] [7.9-b] */
#include "complaint/facts.h"

#include <string.h>

const char *const signal_codes[SIGNAL_CODES] = { "safety", "injury", "media",        "regulator",
                                                 "many",   "amount", "senior_staff", "law" };

int64_t facts_promised(const struct case_facts *f, const char *currency)
{
    int64_t sum = 0;

    for (size_t i = 0; i < f->n_remedies; i++) {
        const struct case_remedy *r = &f->remedies[i];
        if (r->state != REMEDY_DROPPED && r->currency && strcmp(r->currency, currency) == 0)
            sum += r->amount;
    }
    return sum;
}

bool facts_took_part(const struct case_facts *f, int64_t user, int below_level)
{
    for (size_t i = 0; i < f->n_parts; i++)
        if (f->parts[i].user == user && f->parts[i].level < below_level)
            return true;
    return false;
}

enum conflict facts_conflict(const struct case_facts *f, int64_t user)
{
    for (size_t i = 0; i < f->n_conflicts; i++)
        if (f->conflicts[i].user == user)
            return f->conflicts[i].kind;
    return CONFLICT_NONE;
}

bool facts_last_inside(const struct case_facts *f)
{
    return f->level >= f->last_level || f->free_reviewers == 0;
}

bool facts_open(const struct case_facts *f)
{
    return f->stage != STAGE_CLOSED;
}

struct instant facts_assessed(const struct case_facts *f)
{
    return f->stage >= STAGE_ASSESSED ? f->assessed : (struct instant){ 0 };
}
