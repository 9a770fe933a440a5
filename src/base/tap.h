/*
 * Tests print one line each, in the Test Anything Protocol; meson reads it.
 *
 *     TAP("not twice", !ack_allowed(true, false, &err));
 *     TAP_TEXT("escaped", buf_text(&b), "&lt;");
 *     return tap_done();
 */
#ifndef BASE_TAP_H
#define BASE_TAP_H

#include "base/date.h"

#define TAP(what, ok) tap_ok((what), (ok), __FILE__, __LINE__)
#define TAP_TEXT(what, got, want) tap_text((what), (got), (want), __FILE__, __LINE__)
#define TAP_INT(what, got, want) tap_int((what), (got), (want), __FILE__, __LINE__)
#define TAP_DAY(what, got, want) tap_day((what), (got), (want), __FILE__, __LINE__)

/* Each returns whether the test passed. `what` is not kept. */
bool tap_ok(const char *what, bool ok, const char *file, int line);
bool tap_text(const char *what, const char *got, const char *want, const char *file, int line);
bool tap_int(const char *what, int64_t got, int64_t want, const char *file, int line);
bool tap_day(const char *what, struct date got, struct date want, const char *file, int line);
void tap_skip(const char *what, const char *why);

/* Prints the plan; the exit status of the test program. One that tried nothing failed. */
int tap_done(void);

#endif
