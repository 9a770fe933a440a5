#include "desk/queue.h"

#include "base/err.h"

#include <string.h>

#define AT(member) offsetof(struct counts, member)

const struct queue_kind queue_kinds[QUEUES] = {
    [QUEUE_MINE] = { "mine", "m", N_("Mine"), 0, AT(mine) },
    [QUEUE_UNASSIGNED] = { "unassigned", "u", N_("Not assigned"), 0, AT(unassigned) },
    [QUEUE_TODAY] = { "today", "t", N_("Due today"), 0, AT(today) },
    [QUEUE_OVERDUE] = { "overdue", "o", N_("Overdue"), 0, AT(overdue) },
    [QUEUE_APPROVE] = { "approve", "a", N_("To approve"), 0, AT(approve) },
    [QUEUE_RETURNED] = { "returned", "r", N_("Returned to us"), 0, AT(returned) },
    [QUEUE_SAFETY] = { "safety", "s", N_("Safety"), 0, AT(safety) },
    [QUEUE_COMPLAINANT] = { "complainant", "c", N_("For complainant"), 1, AT(complainant) },
    [QUEUE_OTHERS] = { "others", "w", N_("For others"), 1, AT(others) },
    [QUEUE_OPEN] = { "open", "e", N_("All open"), 2, AT(open) },
    [QUEUE_RECEIVED] = { "received", "i", N_("All received"), 2, AT(received), true },
    [QUEUE_CLOSED] = { "closed", "d", N_("Closed"), 2, AT(closed), true },
    [QUEUE_ASIDE] = { "aside", "x", N_("Set aside"), 2, AT(aside), true },
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
