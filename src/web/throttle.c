/*
 * An entry's number is the moment at which the next event would be exactly on
 * time if all came evenly (ITU-T I.371, the generic cell rate algorithm); being
 * ahead of it by the whole period is being over the limit.
 */
#include "web/throttle.h"

/* The slot of the key: its own, a free one, or the one that would be forgotten first. */
static struct throttle_slot *slot_choose(struct throttle_table *t, uint64_t key, bool *own)
{
    struct throttle_slot *best = NULL;

    *own = true;
    for (size_t i = 0; i < THROTTLE_PROBES; i++) {
        struct throttle_slot *slot = &t->slot[(key + i) % THROTTLE_SLOTS];
        if (atomic_load(&slot->key) == key)
            return slot;
        if (!best || atomic_load(&slot->until) < atomic_load(&best->until))
            best = slot;
    }
    *own = false;
    return best;
}

static struct throttle_slot *slot_take(struct throttle_table *t, uint64_t key)
{
    bool own;
    struct throttle_slot *slot = slot_choose(t, key, &own);

    while (!own) {
        uint64_t before = atomic_load(&slot->key);
        if (atomic_compare_exchange_strong(&slot->key, &before, key)) {
            atomic_store(&slot->until, 0);
            break;
        }
        slot = slot_choose(t, key, &own); /* another process was faster */
    }
    return slot;
}

struct throttle_answer throttle_take(struct throttle_table *t, uint64_t key, int count, int seconds,
                                     int64_t now)
{
    int64_t period = (int64_t)seconds * 1000000;
    int64_t step = count > 0 ? period / count : 0;
    struct throttle_slot *slot;
    int64_t before, after;

    if (count <= 0 || seconds <= 0)
        return (struct throttle_answer){ .allowed = true, .left = INT32_MAX };
    slot = slot_take(t, key ? key : 1);
    before = atomic_load(&slot->until);
    do {
        after = (before > now ? before : now) + step;
        if (after - now > period)
            return (struct throttle_answer){
                .retry_after = (int)((after - now - period + 999999) / 1000000),
            };
    } while (!atomic_compare_exchange_weak(&slot->until, &before, after));
    return (struct throttle_answer){
        .allowed = true,
        .left = (int)((period - (after - now)) / step),
    };
}
