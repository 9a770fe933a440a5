/*
 * The clocks of one case, and all that moves them: what happened, a pause, another class, more
 * time, a day that was promised. In memory alone: complaint/case.h writes what comes of it, and
 * designer/simulate.h tries another procedure by it, so both count the same way. [4.15-a] C6 C7 C9
 */
#ifndef COMPLAINT_BOARD_H
#define COMPLAINT_BOARD_H

#include "complaint/procedure.h"

struct board {
    struct arena *a;
    const struct procedure *p;
    const struct pack_version *pack; /* NULL = none */
    const char *class;
    struct clock_row *clock; /* grows; a new one has no id yet */
    size_t n;
};

/* What stops with it is met or missed by its due time, of which a pause that goes on takes nothing;
 * what starts with it runs from `at`; it stands for the one of its name that runs. */
MUST_CHECK bool board_tell(struct board *b, const char *trigger, struct instant at,
                           const struct rows *pauses, struct instant now, struct err *err);
/* A clock of its own terms, which no rule starts or stops; its end, met or missed; it counts no
 * longer; and it runs on, counted from its first start. */
MUST_CHECK bool board_start(struct board *b, const struct clock_row *terms, struct instant at,
                            struct err *err);
void board_end(struct clock_row *clock, struct instant at);
void board_drop(struct clock_row *clock, struct instant at);
MUST_CHECK bool board_again(struct board *b, struct clock_row *clock, const struct rows *pauses,
                            struct instant now, struct err *err);
/* Clocks that end on the day of that field do so on this one: those that run, from their first
 * start; one that ran out by the day before has missed it, and another runs. A day that is not set
 * ends them, as nothing is due any more. */
MUST_CHECK bool board_until(struct board *b, const char *field, struct date day,
                            const struct rows *pauses, struct instant now, struct err *err);
/* What counted from the receipt `was` counts from `is`, as if it had been filed so: what runs or
 * waits is due by a sum from there, and what stopped was met or missed by it. */
MUST_CHECK bool board_receipt(struct board *b, struct instant was, struct instant is,
                              const struct rows *pauses, struct instant now, struct err *err);
/* None of the clocks that run or wait counts any longer. */
void board_void(struct board *b, struct instant at);
/* Those that run stand still from now on: all, or those whose rule says so. `out` has a pause
 * (struct clock_pause_row, without a case) for each. */
void board_pause(struct board *b, const char *reason, bool all, struct instant now,
                 struct rows *out);
/* Those that stand still run on, but for whom one of `pauses` has not ended. Due times come of the
 * original start, never of adding to themselves. */
MUST_CHECK bool board_resume(struct board *b, const struct rows *pauses, struct instant now,
                             struct err *err);
/* Clocks that run or wait and have another rule in that class are counted again from their start,
 * with the extensions they had. */
MUST_CHECK bool board_reclass(struct board *b, const char *class, const struct rows *pauses,
                              struct instant now, struct err *err);
/* The newest of that name that runs, or NULL. */
struct clock_row *board_running(const struct board *b, const char *name);
/* One clock longer by what its rule allows next. */
MUST_CHECK bool board_longer(const struct board *b, struct clock_row *clock,
                             const struct rows *pauses, struct instant now, struct err *err);
/* Plain days from its start, whatever its rule counts: a day that was promised by hand. */
MUST_CHECK bool board_promise(const struct board *b, struct clock_row *clock, int64_t days,
                              struct instant now, struct err *err);

#endif
