/*
 * All routes, the clerk's jobs and the hooks: one line here for each table that a step or a
 * door brings along.
 */
#ifndef ADMIN_ROUTES_H
#define ADMIN_ROUTES_H

#include "web/app.h"
#include "web/serve.h"

extern const struct route *const route_tables[]; /* ends with NULL */
extern const struct job clerk_jobs[];            /* ends with { 0 } */
void app_hooks(struct app *app);

#endif
