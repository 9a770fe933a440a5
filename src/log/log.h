/*
 * The log to the outside: what is published of it, and what the clerk does for it.
 *
 * GET /checkpoint is the newest checkpoint, GET /checkpoint/from/N the proof that it goes on from
 * the one of the first N events, GET /.well-known/redress-key the public keys that
 * sign, the present one first: both for everybody, both text.
 */
#ifndef LOG_H
#define LOG_H

#include "web/app.h"

extern const struct route log_routes[];

/* Adds what happened to the tiles, makes a checkpoint when one is due and puts it where the
 * operator wants it; at the end of the clerk all of that at once. */
MUST_CHECK bool log_job(struct app *app, struct err *err);

/* Puts a checkpoint into DIR/checkpoints, the operator's folder and to the command. */
MUST_CHECK bool log_place(struct arena *a, const struct config *config, int64_t size,
                          const char *note, int seconds, struct err *err);

#endif
