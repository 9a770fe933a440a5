/* The steps of a road, each one act of a person through the flow that people use. */
#ifndef DEMO_DEMO_STEPS_H
#define DEMO_DEMO_STEPS_H

#include "complaint/dossier.h"
#include "demo/demo.h"

/* What a step works on: the case as it stands. */
struct demo_act {
    struct demo *d;
    struct demo_case *k;
    const struct demo_complaint *c;
    struct dossier *dossier;
    const struct act *act;
    const struct procedure *p;
    int64_t id;
};
typedef bool demo_step_fn(struct demo_act *s, struct err *err);

struct demo_word {
    const char *word;
    demo_step_fn *step;
};
extern const struct demo_word demo_early[];   /* up to the end of the investigation */
extern const struct demo_word demo_late[];    /* response, decision, answer */
extern const struct demo_word demo_endings[]; /* closing, and the other ways out */
extern const struct demo_word demo_outside[]; /* what somebody outside is asked */

/* Who acts from here on. */
void demo_as(struct demo_act *s, int64_t staff);
void demo_as_complainant(struct demo_act *s);
/* Whoever owns the case, or would: the handler of its team. */
int64_t demo_handler(const struct demo_act *s);

/* A phrase in the complainant's language; with a %s, what was found is put there. */
const char *demo_say(struct demo_act *s, const char *word);
/* The day so many days from now. */
struct date demo_day(const struct demo_act *s, int days);

#endif
