/*
 * Lines that were read and opened before, kept by each worker. A line is as it was while the
 * chain of its case is as long as it was, and while nobody's name was changed: both are
 * asked at each look, so what is shown is never older than the request.
 * docs/decisions/0014-kept-lines.md
 */
#ifndef DESK_LINES_H
#define DESK_LINES_H

#include "desk/pick.h"

struct own;
struct lines;

/* What this worker keeps, after forgetting it all when `people`, the number of changes of
 * persons, is another than before or too much is kept. `*held` is false at the beginning of a
 * request: once it took lines none is forgotten, though they may not be found again. */
struct lines *lines_begin(struct own *own, int64_t people, bool *held);

/* The line of that case while its chain has that length, or NULL. */
struct case_line *lines_find(struct lines *l, int64_t id, int64_t length);

/* Keeps a copy and returns it. */
struct case_line *lines_keep(struct lines *l, int64_t length, const struct case_line *line);

/* A text that lasts as long as the lines. */
const char *lines_text(struct lines *l, const char *text);

#endif
