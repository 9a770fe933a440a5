/* Own fields that are more than one input: tables and files, in the form of the desk. */
#ifndef EDGE_OWN_ROWS_H
#define EDGE_OWN_ROWS_H

#include "edge/own.h"

/* The rows of a table: those that are filled in, one more where one is asked for, one at least. */
void own_ask_rows(struct req *rq, const struct pack_field *f, const struct own_asking *ask,
                  struct question *q);
/* The files one chooses from: those of the case that this reader may read, and what came with the
 * form. */
void own_ask_file(struct req *rq, const struct own_asking *ask, struct question *q);

/* What stands in the form, for the flow to check; NULL when the form does not ask for it. */
const char *own_table_typed(struct req *rq, const struct pack_field *f, const char *name);
const char *own_file_typed(struct req *rq, const char *name);

#endif
