/*
 * The procedure designer: the pack in force as people read it, with how many complaints stand
 * where; its text changed, compared, tried on past cases, and published for the complaints to come.
 * For administrators. [6.1-c] [G-a]
 */
#ifndef DESIGNER_DESIGNER_H
#define DESIGNER_DESIGNER_H

#include "web/req.h"

/* Open complaints of a pack in one stage, of one class ("" = none); `others` of them follow another
 * version than the one in force. */
struct stage_count {
    const char *stage, *class;
    int64_t value, others;
};
extern const struct record stage_count_record;

extern const struct route designer_routes[];

#endif
