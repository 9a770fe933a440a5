/*
 * Lines that hold nothing but a tag go without a trace. Internal to
 * src/web/template*.c.
 */
#ifndef WEB_TEMPLATE_LINES_H
#define WEB_TEMPLATE_LINES_H

#include "web/template_parse.h"

/* Marks tags that stand alone, keeps the blanks before partials, parents and blocks
 * as their indentation, and turns text that goes with a tag into NODE_NOTHING. */
void template_lines(struct template *t);

#endif
