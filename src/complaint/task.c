#include "complaint/task.h"

#include "complaint/words.h"

#include <string.h>

static const struct word state[] = {
    [TASK_ASKED] = { "asked", N_("Asked") },
    [TASK_ACCEPTED] = { "accepted", N_("Taken on") },
    [TASK_SENT_BACK] = { "sent_back", N_("Sent back with a reason") },
    [TASK_DONE] = { "done", N_("Done, to be confirmed") },
    [TASK_CONFIRMED] = { "confirmed", N_("Done and confirmed") },
    [TASK_CANCELLED] = { "cancelled", N_("Cancelled") },
};
const struct words task_state_words = { "task_state", state, COUNT(state) };

enum task_state task_state(const struct task_row *t)
{
    return (enum task_state)word_value(&task_state_words, t->state);
}

bool task_open(const struct task_row *t)
{
    enum task_state s = task_state(t);

    return s == TASK_ASKED || s == TASK_ACCEPTED || s == TASK_DONE;
}

bool task_unsettled(const struct task_row *t)
{
    enum task_state s = task_state(t);

    return s != TASK_CONFIRMED && s != TASK_CANCELLED;
}

const struct task_row *dossier_task(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->task.n; i++)
        if (d->task.row[i].id == id)
            return &d->task.row[i];
    return NULL;
}

const struct clock_row *task_clock(const struct dossier *d, const struct task_row *t)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (d->clock.row[i].id == t->clock_id)
            return &d->clock.row[i];
    return NULL;
}

const struct entry_row *task_asked(const struct dossier *d, const struct task_row *t)
{
    return dossier_entry(d, t->entry_id);
}
