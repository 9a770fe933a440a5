/* Cases in pages, newest first, each in memory of its own, so that it does not matter how much
 * was written in them. */
#include "designer/simulate.h"

#include "complaint/due.h"
#include "complaint/pack_version.h"
#include "db/designer_sql.h"

#include <string.h>

enum { AT_ONCE = 500 };

static const struct field past_case_fields[] = {
    FIELD(struct past_case, id),
    FIELD(struct past_case, class),
    FIELD(struct past_case, received_at),
};
const struct record past_case_record = RECORD(struct past_case, past_case_fields);

struct simulating {
    const struct act *act;
    const struct procedure *p;
    const struct pack_version *pack;
    struct simulation *out;
};

/* A clock of a case, as it was and as it would be. */
struct tried {
    const struct clock_row *clock;
    struct instant due, would_be;
    bool missed, would_miss;
};

/* -- one clock -- */

/* Its end: when it stopped, or now while it runs or stands still. */
static bool missed(const struct clock_row *clock, struct instant due, struct instant now)
{
    struct instant end = instant_is_set(clock->stopped_at) ? clock->stopped_at : now;

    return end.us > due.us;
}

/* The same clock by another rule; made longer as often as it was. */
static struct clock_row by_rule(const struct clock_row *clock, const struct clock_rule_row *rule)
{
    struct clock_row other = *clock;

    due_rule(rule, &other);
    return other;
}

/* Whether this clock would have stood still in that pause of its case: when the case was set aside,
 * all that ran did; when it waited for somebody, those whose rule says so. */
static bool stands(const struct clock_row *clock, const struct clock_pause_row *pause)
{
    return (clock->pauses || strcmp(pause->reason, "set_aside") == 0) &&
           pause->from_at.us >= clock->started_at.us &&
           (!instant_is_set(clock->stopped_at) || pause->from_at.us < clock->stopped_at.us);
}

/* The pauses of the case as this clock would have had them; they may overlap. */
static struct rows pauses_for(struct arena *a, const struct clock_row *clock,
                              const struct rows *pauses)
{
    const struct clock_pause_row *pause = pauses->row;
    struct clock_pause_row *list = ARENA_ARRAY(a, struct clock_pause_row, pauses->n);
    size_t n = 0;

    for (size_t i = 0; i < pauses->n; i++)
        if (stands(clock, &pause[i])) {
            list[n] = pause[i];
            list[n++].clock_id = clock->id;
        }
    return (struct rows){ list, n };
}

/* False when the clock stays as it is: the other procedure has no rule for it, or its date was
 * named by somebody. */
static bool try_clock(const struct simulating *s, struct arena *a, const struct past_case *c,
                      const struct clock_row *clock, const struct rows *pauses, struct tried *out)
{
    const struct clock_rule_row *rule = procedure_case_clock(s->p, s->pack, c->class, clock->name);
    bool paused = strcmp(clock->state, "paused") == 0;
    struct instant now = s->act->now;
    struct clock_sum was, is;
    struct clock_row other;
    struct rows still;
    struct err none = { 0 };

    *out = (struct tried){ .clock = clock, .due = clock->due_at, .would_be = clock->due_at };
    if (!rule || strcmp(clock->state, "void") == 0)
        return false;
    other = by_rule(clock, rule);
    still = pauses_for(a, &other, pauses);
    /* A clock of a former procedure may have no sum any more; its date stands. */
    if (!due_sum(a, s->p, clock, pauses, now, &was, &none) ||
        !due_sum(a, s->p, &other, &still, now, &is, &none))
        return false;
    if (paused)
        out->due = was.due;
    out->would_be = out->due.us == was.due.us ? is.due : out->due;
    out->missed = missed(clock, out->due, now);
    out->would_miss = missed(clock, out->would_be, now);
    return true;
}

/* -- adding up -- */

static struct simulated *line_of(const struct simulating *s, const char *name)
{
    struct simulation *out = s->out;

    for (size_t i = 0; i < out->n_clocks; i++)
        if (strcmp(out->clock[i].name, name) == 0)
            return &out->clock[i];
    if (out->n_clocks == SIMULATE_CLOCKS)
        return NULL;
    out->clock[out->n_clocks].name = arena_str(s->act->a, name);
    return &out->clock[out->n_clocks++];
}

static void add(struct simulated *line, const struct tried *t)
{
    if (!line)
        return;
    line->clocks++;
    line->earlier += t->would_be.us < t->due.us;
    line->later += t->would_be.us > t->due.us;
    line->missed_before += t->missed;
    line->missed_after += t->would_miss;
}

static void show(const struct simulating *s, const struct tried *t)
{
    if (s->out->n_shown == SIMULATE_SHOWN || t->due.us == t->would_be.us)
        return;
    s->out->shown[s->out->n_shown++] =
        (struct simulated_date){ .name = arena_str(s->act->a, t->clock->name),
                                 .due = t->due,
                                 .would_be = t->would_be,
                                 .missed = t->missed,
                                 .would_miss = t->would_miss };
}

static bool try_case(const struct simulating *s, const struct past_case *c, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct clock_row *clock;
    struct rows clocks, pauses;

    if (!clock_of(a, s->act->db, c->id, &clocks, err) ||
        !clock_pause_of(a, s->act->db, c->id, &pauses, err))
        return false;
    clock = clocks.row;
    for (size_t i = 0; i < clocks.n; i++) {
        struct tried t;
        if (!try_clock(s, a, c, &clock[i], &pauses, &t))
            continue;
        add(line_of(s, t.clock->name), &t);
        add(&s->out->all, &t);
        show(s, &t);
    }
    s->out->cases++;
    return true;
}

bool simulate(const struct act *act, const struct procedure *p, const struct pack_version *pack,
              struct instant since, struct simulation *out, struct err *err)
{
    const struct simulating s = { act, p, pack, out };
    struct past_case last = { .received_at = { INT64_MAX }, .id = INT64_MAX };

    *out = (struct simulation){ .cases = 0 };
    for (;;) {
        AUTO_ARENA a = arena_new();
        const struct past_case *c;
        struct rows cases;
        if (!sql_past_cases(a, act->db, since, last.received_at, last.id, AT_ONCE, &cases, err))
            return false;
        c = cases.row;
        for (size_t i = 0; i < cases.n; i++) {
            if (out->cases == SIMULATE_CASES)
                return out->more = true;
            if (!try_case(&s, &c[i], err))
                return false;
            last = c[i];
        }
        if (cases.n < AT_ONCE)
            return true;
    }
}
