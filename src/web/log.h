/*
 * The log: one line of JSON for each request and each event, on standard error.
 * It holds no text, names, addresses, paths or secrets: routes stand as their
 * pattern, sources as a short keyed hash. [S62]
 */
#ifndef WEB_LOG_H
#define WEB_LOG_H

#include "base/err.h"

struct app;
struct call;

/* A request that was answered or broken off (`status` 0) after `us` microseconds. */
void log_request(const struct call *c, int status, int64_t us, int64_t bytes);
/* Why a request failed: kind, place and the detail for us. */
void log_error(const struct app *app, const char *id, const struct err *err);

/* Something that happened to a process: "worker started", with one number. `level` as in
 * config.h; `who` is "supervisor", "worker", "clerk". */
void log_event(const char *level, const char *who, int number, const char *event,
               const char *detail);

#endif
