#include "complaint/board.h"

#include "complaint/clock.h"
#include "complaint/due.h"
#include "complaint/pack_version.h"
#include "complaint/words.h"

#include <string.h>

static bool runs(const struct clock_row *c)
{
    return strcmp(c->state, "running") == 0;
}

static bool runs_or_waits(const struct clock_row *c)
{
    return runs(c) || strcmp(c->state, "paused") == 0;
}

static void stop(struct clock_row *clock, const char *state, struct instant at)
{
    clock->state = state;
    clock->stopped_at = at;
    if (strcmp(state, "missed") == 0 && !instant_is_set(clock->breached_at))
        clock->breached_at = at;
    clock->tell_at = (struct instant){ 0 };
}

/* When it is due by its own terms, and when somebody is told next. */
static bool count(const struct board *b, struct clock_row *clock, const struct rows *pauses,
                  struct instant now, struct err *err)
{
    struct clock_sum sum;

    if (!due_sum(b->a, b->p, clock, pauses, now, &sum, err))
        return false;
    clock->due_at = sum.due;
    return !runs(clock) || due_tell(b->a, b->p, clock, pauses, now, err);
}

/* -- what happened -- */

static void replaced(struct board *b, const char *name, struct instant at)
{
    for (size_t i = 0; i < b->n; i++)
        if (runs_or_waits(&b->clock[i]) && strcmp(b->clock[i].name, name) == 0)
            stop(&b->clock[i], "void", at);
}

static void push(struct board *b, const struct clock_row *clock)
{
    struct clock_row *more = ARENA_ARRAY(b->a, struct clock_row, b->n + 1);

    if (b->n > 0)
        memcpy(more, b->clock, b->n * sizeof *more);
    more[b->n++] = *clock;
    b->clock = more;
}

bool board_start(struct board *b, const struct clock_row *terms, struct instant at, struct err *err)
{
    struct clock_row clock = *terms;

    clock.state = "running";
    clock.started_at = at;
    replaced(b, clock.name, at);
    if (!count(b, &clock, NULL, at, err))
        return false;
    push(b, &clock);
    return true;
}

static bool start(struct board *b, const struct clock_rule_row *rule, struct instant at,
                  struct err *err)
{
    struct clock_row clock = { 0 };

    due_rule(b->p, b->pack, rule, &clock);
    return board_start(b, &clock, at, err);
}

void board_end(struct clock_row *clock, struct instant at)
{
    if (runs_or_waits(clock))
        stop(clock, at.us <= clock->due_at.us ? "met" : "missed", at);
}

void board_drop(struct clock_row *clock, struct instant at)
{
    stop(clock, "void", at);
}

bool board_again(struct board *b, struct clock_row *clock, const struct rows *pauses,
                 struct instant now, struct err *err)
{
    clock->state = "running";
    clock->stopped_at = (struct instant){ 0 };
    return count(b, clock, pauses, now, err);
}

bool board_tell(struct board *b, const char *trigger, struct instant at, const struct rows *pauses,
                struct instant now, struct err *err)
{
    const struct clock_rule_row *rules = b->p->clocks.row;

    for (size_t i = 0; i < b->n; i++) {
        struct clock_row *clock = &b->clock[i];
        const struct clock_rule_row *rule =
            procedure_case_clock(b->p, b->pack, b->class, clock->name);
        if (!rule || !runs_or_waits(clock) || !word_listed(rule->stops, trigger))
            continue;
        if (!runs(clock) && !count(b, clock, pauses, now, err))
            return false;
        board_end(clock, at);
    }
    for (size_t i = 0; i < b->p->clocks.n; i++)
        if (!pack_clock(b->pack, rules[i].name) && word_listed(rules[i].starts, trigger) &&
            !start(b, &rules[i], at, err))
            return false;
    for (size_t i = 0; b->pack && i < b->pack->n_clocks; i++) {
        const struct clock_rule_row *rule = &b->pack->clock[i];
        if (word_listed(rule->starts, trigger) &&
            !start(b, pack_clock_for(b->pack, rule->name, b->class), at, err))
            return false;
    }
    return true;
}

/* The newest of that name that runs or waits, or NULL. */
static struct clock_row *going(const struct board *b, const char *name)
{
    for (size_t i = b->n; i-- > 0;)
        if (runs_or_waits(&b->clock[i]) && strcmp(b->clock[i].name, name) == 0)
            return &b->clock[i];
    return NULL;
}

static int64_t days_to(const struct board *b, struct instant from, struct date day)
{
    return date_to_days(day) - date_to_days(zone_date(b->p->zone, from, NULL));
}

static bool one_until(struct board *b, const struct clock_rule_row *rule, struct date day,
                      const struct rows *pauses, struct instant now, struct err *err)
{
    struct clock_row *clock = going(b, rule->name), new = { 0 };

    if (!date_is_set(day)) {
        if (clock)
            stop(clock, "void", now);
        return true;
    }
    if (clock && !instant_is_set(clock->breached_at) && now.us <= clock->due_at.us) {
        clock->length = days_to(b, clock->started_at, day);
        clock->told = 0;
        return count(b, clock, pauses, now, err);
    }
    if (clock)
        board_end(clock, now);
    due_rule(b->p, b->pack, rule, &new);
    new.length = days_to(b, now, day);
    return board_start(b, &new, now, err);
}

bool board_until(struct board *b, const char *field, struct date day, const struct rows *pauses,
                 struct instant now, struct err *err)
{
    for (size_t i = 0; b->pack && i < b->pack->n_clocks; i++)
        if (b->pack->clock_until[i] && strcmp(b->pack->clock_until[i], field) == 0 &&
            !one_until(b, &b->pack->clock[i], day, pauses, now, err))
            return false;
    return true;
}

/* Awareness of a danger counts from the receipt, too. [REG-S1] */
static bool from_receipt(const struct board *b, const struct clock_rule_row *rule)
{
    if (word_listed(rule->starts, "received"))
        return true;
    for (size_t i = 0; b->pack && i < b->pack->n_regimes; i++)
        for (const char *s = rule->starts; s && *s; s += strspn(s, " ")) {
            size_t n = strcspn(s, " ");
            if (pack_regime_tells(&b->pack->regime[i], arena_strn(b->a, s, n)))
                return true;
            s += n;
        }
    return false;
}

static void judge(struct clock_row *clock, struct instant now)
{
    bool met = clock->stopped_at.us <= clock->due_at.us;

    clock->state = met ? "met" : "missed";
    if (!met && !instant_is_set(clock->breached_at))
        clock->breached_at = now;
}

bool board_receipt(struct board *b, struct instant was, struct instant is,
                   const struct rows *pauses, struct instant now, struct err *err)
{
    for (size_t i = 0; i < b->n; i++) {
        struct clock_row *clock = &b->clock[i];
        const struct clock_rule_row *rule =
            procedure_case_clock(b->p, b->pack, b->class, clock->name);
        if (!rule || clock->started_at.us != was.us || strcmp(clock->state, "void") == 0 ||
            !from_receipt(b, rule))
            continue;
        clock->started_at = is;
        if (!count(b, clock, pauses, now, err))
            return false;
        if (!runs_or_waits(clock))
            judge(clock, now);
    }
    return true;
}

void board_void(struct board *b, struct instant at)
{
    for (size_t i = 0; i < b->n; i++)
        if (runs_or_waits(&b->clock[i]))
            stop(&b->clock[i], "void", at);
}

/* -- standing still -- */

void board_pause(struct board *b, const char *reason, bool all, struct instant now,
                 struct rows *out)
{
    struct clock_pause_row *pause = ARENA_ARRAY(b->a, struct clock_pause_row, b->n);
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++) {
        struct clock_row *clock = &b->clock[i];
        if (!runs(clock) || !(all || clock->pauses))
            continue;
        clock->state = "paused";
        clock->tell_at = (struct instant){ 0 };
        pause[n++] =
            (struct clock_pause_row){ .clock_id = clock->id, .from_at = now, .reason = reason };
    }
    *out = (struct rows){ pause, n };
}

/* Whether it stands still for something that is not over. */
static bool held(const struct clock_row *clock, const struct rows *pauses)
{
    const struct clock_pause_row *pause = pauses->row;

    for (size_t i = 0; i < pauses->n; i++)
        if (pause[i].clock_id == clock->id && !instant_is_set(pause[i].until_at))
            return true;
    return false;
}

bool board_resume(struct board *b, const struct rows *pauses, struct instant now, struct err *err)
{
    for (size_t i = 0; i < b->n; i++) {
        if (strcmp(b->clock[i].state, "paused") != 0 || held(&b->clock[i], pauses))
            continue;
        b->clock[i].state = "running";
        if (!count(b, &b->clock[i], pauses, now, err))
            return false;
    }
    return true;
}

/* -- other terms -- */

bool board_reclass(struct board *b, const char *class, const struct rows *pauses,
                   struct instant now, struct err *err)
{
    const char *before = b->class;

    b->class = class;
    for (size_t i = 0; i < b->n; i++) {
        struct clock_row *clock = &b->clock[i];
        const struct clock_rule_row *was = procedure_case_clock(b->p, b->pack, before, clock->name),
                                    *is = procedure_case_clock(b->p, b->pack, class, clock->name);
        if (!runs_or_waits(clock) || !is || is == was)
            continue;
        due_rule(b->p, b->pack, is, clock);
        if (!count(b, clock, pauses, now, err))
            return false;
    }
    return true;
}

struct clock_row *board_running(const struct board *b, const char *name)
{
    for (size_t i = b->n; i-- > 0;)
        if (strcmp(b->clock[i].name, name) == 0 && runs(&b->clock[i]))
            return &b->clock[i];
    return NULL;
}

bool board_longer(const struct board *b, struct clock_row *clock, const struct rows *pauses,
                  struct instant now, struct err *err)
{
    struct clock_sum sum;

    clock->length += clock_extension(clock->extends, clock->extended);
    clock->extended++;
    if (!due_sum(b->a, b->p, clock, pauses, now, &sum, err))
        return false;
    clock->due_at = sum.due;
    return due_tell(b->a, b->p, clock, pauses, now, err);
}

bool board_promise(const struct board *b, struct clock_row *clock, int64_t days, struct instant now,
                   struct err *err)
{
    clock->unit = clock_unit_code(CLOCK_DAYS);
    clock->length = days;
    clock->hours = NULL;
    clock->counts_first = clock->rolls = false;
    return count(b, clock, NULL, now, err);
}
