/* Rows of two questions that the verifier asks: what does not belong here? */
#ifndef COMPLAINT_VERIFY_DERIVED_H
#define COMPLAINT_VERIFY_DERIVED_H

#include "base/record.h"

/* A document of the search, and where the text of its id stands (0, NULL: nowhere). */
struct search_astray {
    int64_t id, complaint_id, of_complaint;
    const char *part, *of_part;
    bool waiting; /* to be put into the index, in a table of its own */
};
extern const struct record search_astray_record;

/* A trigger, a rule or a view. */
struct schema_object {
    const char *name, *on_table;
};
extern const struct record schema_object_record;

#endif
