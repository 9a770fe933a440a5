/* What the tables of a pack's parts and the form of one thing share. */
#ifndef DESIGNER_PARTS_PARTS_H
#define DESIGNER_PARTS_PARTS_H

#include "complaint/pack_problem.h"
#include "designer/draft_text.h"
#include "designer/parts.h"
#include "designer/versions.h"
#include "web/req.h"

#define PARTS DESIGNER "/parts"
#define PART DESIGNER "/part"

/* NULL when it is no YAML. */
struct node *parts_tree(struct arena *a, const char *yaml);
/* The form of the thing of that key, or of a new one (NULL); and of a new one below it. */
const char *parts_address(struct arena *a, const struct pack_part *part, const char *key);
const char *parts_below_address(struct arena *a, const struct pack_part *part, const char *key);
/* The form of what `at` leads to from there: a thing in it, or a new one in a list of it. */
const char *parts_deeper(struct arena *a, const struct pack_part *part, const char *key,
                         const char *at);
/* Things that are alike are known by their place, so that a change is of the text that was shown:
 * its mark, and whether what was sent is of this text. */
const char *parts_shown(struct arena *a, const struct draft_text *d);
bool parts_is_shown(struct req *rq, const struct draft_text *d);
/* Keeps the changed text (NULL = it cannot be changed there) when it fits. Otherwise false, with
 * all that is wrong with it in `problems`, or an error. */
bool parts_keep(struct req *rq, const struct draft_text *d, const char *yaml,
                struct pack_problems *problems);
/* One of them, of no input of a form, with the line of the text. */
const char *parts_problem(struct req *rq, const struct pack_problem *problem);

#endif
