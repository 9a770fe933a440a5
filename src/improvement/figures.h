/*
 * Figures of a period as they stood when somebody looked: of departments and classes, never of
 * single persons.
 *
 * They are counted once and kept as a text that does not change any more. Beside the numbers of
 * all stand those of the complaints that are kept from somebody (who is complained about, or in
 * conflict): whoever reads gets them taken off, as in every other count. [4.7-a] [4.10-c] [item
 * 113]
 */
#ifndef IMPROVEMENT_FIGURES_H
#define IMPROVEMENT_FIGURES_H

#include "complaint/history.h"
#include "complaint/procedure.h"

/* Of one team and class ("": none yet). Times that were missed for a cause that is not the
 * department's (setting "not_theirs") are excused: they are in no other number. */
struct figures_line {
    int64_t team;
    const char *class;
    int64_t received, closed;
    int64_t decided, upheld;        /* upheld: also in part */
    int64_t in_time, late;          /* decisions */
    int64_t kept, missed, excused;  /* time limits of ours, all */
    int64_t came_back;              /* went to a review, or was opened again */
    int64_t asked, said, good, bad; /* how it was handled, as complainants say */
};
extern const struct record figures_line_record;

struct figures_scope {
    struct date from, until; /* received on */
    int64_t team;            /* with those below it; 0 = all */
    const char *class;       /* NULL = all */
};

/* From the counters of complaint/outcome.h, however many complaints there are; `out` is the text
 * that is kept. */
MUST_CHECK bool figures_count(const struct act *act, const struct procedure *p,
                              const struct figures_scope *scope, const char **out, struct err *err);
/* Counted for one reader (0: who is not a member of staff) and not kept: struct figures_line. */
MUST_CHECK bool figures_count_for(const struct act *act, const struct procedure *p,
                                  const struct figures_scope *scope, int64_t reader,
                                  struct rows *out, struct err *err);
/* Of such a text only what is of that team. */
const char *figures_of_team(struct arena *a, const char *text, int64_t team);
/* For that reader (0: who is not a member of staff): struct figures_line. NULL has no lines. */
struct rows figures_read(struct arena *a, const char *text, int64_t reader);
/* The sum of one team (0: all) and class (NULL: all). */
struct figures_line figures_sum(const struct rows *lines, int64_t team, const char *class);

#endif
