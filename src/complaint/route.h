/*
 * The routes of a pack: where a case goes, and whose turn it is.
 *
 * Pure: what a rule asks about is passed in, and so are those who could own the case. The first
 * rule that fits counts, the last one fits all. What it found is kept beside the case, so that
 * "why is it here?" has an answer years later. ISO 10002 [4.12-a]
 */
#ifndef COMPLAINT_ROUTE_H
#define COMPLAINT_ROUTE_H

#include "complaint/pack_version.h"

/* What routes ask of a case; NULL = not known. */
struct route_case {
    const char *class, *product, *place, *language, *channel, *severity;
    struct pack_words units; /* names of the team where it came in and of those above it */
};

/* The first route that fits, NULL when the pack has none; `*because` is what it found: conditions
 * divided by blanks, with the value where that is a word of a list, as in
 * "class=goods language=vi place". */
const struct pack_route *route_find(struct arena *a, const struct pack_version *v,
                                    const struct route_case *c, const char **because);

/* Somebody who works in a team. */
struct route_candidate {
    int64_t staff;
    const char *competences; /* classes and languages, divided by blanks */
    int64_t load;            /* open cases they answer for */
    int64_t last;            /* when a route last chose them; 0 = never */
    bool leads;              /* is there to lead, and owns only where nobody else can */
    bool away;
    int64_t substitute; /* while they are away; 0 = nobody */
    bool barred;        /* not in this case [4.7-a] */
};
extern const struct record route_candidate_record;

struct route_choice {
    int64_t owner;  /* 0 = nobody can */
    int64_t absent; /* for whom the owner stands in; 0 = nobody */
    enum route_owner by;
};

/* Whose turn it is. Who is away is chosen in their turn and their substitute gets the case, when
 * they work in that team too; without a substitute they are passed over. By competence: who is
 * good at most of class (or one above it) and language; nobody at any: by load. */
struct route_choice route_choose(const struct pack_version *v, const struct route_case *c,
                                 enum route_owner by, const struct route_candidate *list, size_t n);
/* Who gets it of somebody to whom it is given: themselves, or who stands in for them; where these
 * are away too, who stands in for those, and so on. NULL: nobody of them is there and may. */
const struct route_candidate *route_taker(const struct route_candidate *one,
                                          const struct route_candidate *list, size_t n);

/* As it is written in packs and kept beside the case; its label says why it was them. */
extern const struct words route_owner_words;
const char *route_owner_code(enum route_owner by);

#endif
