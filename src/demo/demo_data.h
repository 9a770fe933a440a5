/*
 * What the demonstration is made of: data/demo/, read with libcyaml. The structs are what stands
 * in the files.
 */
#ifndef DEMO_DEMO_DATA_H
#define DEMO_DEMO_DATA_H

#include "base/arena.h"
#include "base/err.h"

struct demo_team {
    char *name, *kind, *parent;
};
struct demo_person {
    char *login, *name, *role, *team;
    int limit; /* minor units */
};
struct demo_text {
    char *en, *zh_hans, *zh_hant, *vi;
};
struct demo_class {
    char *code;
    struct demo_text text;
};
struct demo_outsider {
    char *name, *kind, *contact, *email, *language;
};
struct demo_organisation {
    char *name, *hotline;
    struct demo_team *teams;
    struct demo_person *people;
    struct demo_class *classes;
    struct demo_outsider *outsiders;
    unsigned teams_count, people_count, classes_count, outsiders_count;
};

struct demo_phrase {
    char *word;
    struct demo_text text;
};
struct demo_phrases {
    struct demo_phrase *phrases;
    unsigned phrases_count;
};

struct demo_road {
    char *name, **steps; /* "26 assess": after 26 hours the step "assess" */
    unsigned steps_count;
};
struct demo_roads {
    struct demo_road *roads;
    unsigned roads_count;
};

struct demo_complaint {
    char *language, *road, *team, *channel, *class, *problem, *privacy, *type, *scope;
    int days, amount, cost, also_amount;
    char *who, *subject, *product, *text, *want;
    char *point, *found, *severity, *safety, *need, *measure, *impact, *signals;
    char *outcome, *remedy, *cause;
    char *also, *fund;             /* a second remedy; who pays for the first */
    char *outsider, *ask, *answer; /* who is asked outside, in which words, and what they say */
    bool conflict, file;
};
struct demo_complaints {
    struct demo_complaint *cases;
    unsigned cases_count;
};

struct demo_data {
    struct demo_organisation *organisation;
    struct demo_phrases *phrases;
    struct demo_roads *roads;
    struct demo_complaints *complaints;
};
void demo_data_free(struct demo_data *d);
#define AUTO_DEMO_DATA struct demo_data CLEANUP(demo_data_free)

MUST_CHECK bool demo_data_load(struct demo_data *out, struct err *err);

/* A text in the language of that tag, and the phrase of that word. */
const char *demo_text_in(const struct demo_text *t, const char *language);
const char *demo_phrase(const struct demo_data *d, const char *word, const char *language);
const struct demo_road *demo_road(const struct demo_data *d, const char *name);

#endif
