/* Signals as something to wait for in poll(2), instead of handlers. */
#ifndef WEB_SIGNALS_H
#define WEB_SIGNALS_H

#include "base/base.h"

/* A descriptor that becomes readable when SIGTERM, SIGINT or (for the supervisor)
 * SIGCHLD came; all of them, and SIGHUP, are blocked from now on. -1 on failure. */
int signals_open(bool children);
/* Reads what came; whether one of them asked the process to end. */
bool signals_end(int fd);

#endif
