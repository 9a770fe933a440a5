/* What the tables of a pack's parts and the form of one thing share. */
#ifndef DESIGNER_PARTS_PARTS_H
#define DESIGNER_PARTS_PARTS_H

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
/* Things that are alike are known by their place, so that a change is of the text that was shown:
 * its mark, and whether what was sent is of this text. */
const char *parts_shown(struct arena *a, const struct draft_text *d);
bool parts_is_shown(struct req *rq, const struct draft_text *d);
/* Keeps the changed text (NULL = it cannot be changed there) when it fits. Otherwise false, with
 * all that is wrong with it in `errors`, or an error. */
bool parts_keep(struct req *rq, const struct draft_text *d, const char *yaml,
                struct field_errors *errors);

#endif
