/* Who is complained about in a case, or in conflict, keeps away from what is split off from it or
 * handled with it, too: it has the same words, people and files, or is answered with it. */
#ifndef GROUP_WALLS_H
#define GROUP_WALLS_H

#include "operation/step.h"

/* Within the event of the step: conflicts of its case for all who must keep away from the case of
 * `from`; none of them owns or investigates it any longer. Staff end what does not hold. */
MUST_CHECK bool walls_copy(struct step *s, const struct case_facts *from, struct err *err);

#endif
