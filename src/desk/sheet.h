/*
 * Record sheets of a pack: what stands in their columns for a case.
 */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "complaint/pack_version.h"
#include "desk/desk.h"

/* A case that may stand in a register. */
struct sheet_case {
    int64_t id;
    const char *reference;
    struct instant received_at;
    const char *class;
    int64_t pack_id;
};
extern const struct record sheet_case_record;

/* The cell of that column, NULL when it is empty. Days as people read them, or in a register as
 * year-month-day. */
MUST_CHECK bool sheet_value(struct req *rq, const struct procedure *p, const struct dossier *d,
                            const struct pack_column *column, bool in_register, const char **out);

/* The sheets that are for this case: struct act_link. */
struct rows sheet_links(struct req *rq, const struct dossier *d);

extern const struct route sheet_routes[];

#endif
