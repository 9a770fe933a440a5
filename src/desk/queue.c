#include "desk/queue.h"

#include "base/err.h"

#include <string.h>

#define AT(member) offsetof(struct counts, member)

const struct queue_kind queue_kinds[QUEUES] = {
    [QUEUE_MINE] = { "mine", N_("Mine"), 0, AT(mine) },
    [QUEUE_UNASSIGNED] = { "unassigned", N_("Not assigned"), 0, AT(unassigned) },
    [QUEUE_TODAY] = { "today", N_("Due today"), 0, AT(today) },
    [QUEUE_OVERDUE] = { "overdue", N_("Overdue"), 0, AT(overdue) },
    [QUEUE_APPROVE] = { "approve", N_("To approve"), 0, AT(approve) },
    [QUEUE_RETURNED] = { "returned", N_("Returned to us"), 0, AT(returned) },
    [QUEUE_SAFETY] = { "safety", N_("Safety"), 0, AT(safety) },
    [QUEUE_COMPLAINANT] = { "complainant", N_("For complainant"), 1, AT(complainant) },
    [QUEUE_OTHERS] = { "others", N_("For others"), 1, AT(others) },
    [QUEUE_OPEN] = { "open", N_("All open"), 2, AT(open) },
    [QUEUE_RECEIVED] = { "received", N_("All received"), 2, AT(received), true },
    [QUEUE_CLOSED] = { "closed", N_("Closed"), 2, AT(closed), true },
    [QUEUE_ASIDE] = { "aside", N_("Set aside"), 2, AT(aside), true },
};

int queue_by_name(const char *name)
{
    for (int i = 0; i < QUEUES; i++)
        if (strcmp(queue_kinds[i].name, name) == 0)
            return i;
    return -1;
}

int64_t queue_count(const struct counts *counts, enum queue queue)
{
    return *(const int64_t *)((const char *)counts + queue_kinds[queue].count);
}
