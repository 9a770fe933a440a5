/* Own fields of a procedure pack in the API. */
#ifndef API_API_OWN_H
#define API_API_OWN_H

#include "api/api_act.h"
#include "operation/receipt/filing.h"

/* Those that were sent with a filing, checked, into `f`, whose class is there. Those that the pack
 * asks for on the spot go into `also`, with room for all; NULL where it was not solved there. */
struct own_also {
    struct own_value *list;
    size_t n;
};
MUST_CHECK bool api_own_file(struct req *rq, const struct procedure *p, const struct rows *sent,
                             struct filing *f, struct own_also *also);
/* The name of a field in an error as the API has it, "fields.NAME"; returns `ok`. */
bool api_own_named(struct arena *a, bool ok, struct err *err);
/* struct api_own_field: those that are answered. */
struct rows api_own_show(struct req *rq, const struct dossier *d, bool complainant);

/* A table of one row: its filled cells, struct api_own_cell; and as they were sent, as the text it
 * is stored as. What is none of its columns is an error of "`member`.COLUMN". */
struct rows api_own_row(struct arena *a, const struct pack_field *f, const char *value);
MUST_CHECK bool api_own_row_sent(struct arena *a, const struct pack_field *f, const char *member,
                                 const struct rows *cells, const char **out, struct err *err);
extern const struct record api_own_cell_record;

extern const struct api_act api_own_acts[];

#endif
