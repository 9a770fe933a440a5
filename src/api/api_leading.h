/* Over the API: how top management leads, to be read: policy, objectives, means and reviews. */
#ifndef API_API_LEADING_H
#define API_API_LEADING_H

#include "base/record.h"

struct req;

struct api_policy {
    int64_t id;
    bool in_force;
    struct date from, review_by;
    const char *text_en, *text_zh_hans, *text_zh_hant, *text_vi;
    struct instant adopted_at;
    const char *adopted_by;
};
struct api_policies {
    struct rows items; /* struct api_policy */
};
extern const struct record api_policies_record;

struct api_objective {
    int64_t id;
    const char *measure;
    int64_t target;
    const char *team;
    struct date from, until;
    const char *owner, *why;
    int64_t part, whole;
    bool reached;
    struct instant set_at;
    const char *set_by;
    struct instant settled_at;
    const char *settled_by, *conclusion;
};
struct api_objectives {
    struct rows items; /* struct api_objective */
    const char *next;
};
extern const struct record api_objectives_record;

struct api_means {
    int64_t id;
    const char *kind, *team, *what, *state;
    struct instant asked_at;
    const char *asked_by;
    struct instant answered_at;
    const char *answered_by, *answer;
    struct date due_on;
    struct instant there_at;
};
struct api_means_list {
    struct rows items; /* struct api_means */
    const char *next;
};
extern const struct record api_means_list_record;

bool api_policies_get(struct req *rq);
bool api_objectives_get(struct req *rq);
bool api_means_get(struct req *rq);
bool api_reviews_get(struct req *rq); /* as analyses are: api_analyses.c */

#endif
