/*
 * Which of the processes of `redress serve` gives up what (base/confine.h), as redress.conf says.
 *
 * The supervisor begins: what it gives up, the clerk, its commands and the workers have given up
 * too, since they are started by it. Workers give up nearly all of the rest before they answer
 * anybody. Each says in the log what is missing or wrong, and tries what is forbidden: false means
 * that nothing may be served (EXIT_UNCONFINED of serve.h).
 */
#ifndef WEB_CONFINED_H
#define WEB_CONFINED_H

#include "web/app.h"

/* Once everything that lies outside of the folders of redress.conf is open. What is in force stands
 * in shared->confined. */
MUST_CHECK bool confined_supervisor(const struct config *config, struct shared *shared);
MUST_CHECK bool confined_worker(const struct app *app);
/* Whether what the supervisor gave up is gone in this child, too. */
MUST_CHECK bool confined_clerk(const struct app *app);

#endif
