/*
 * The parts of the notice in one language: as published, and where nothing was published yet,
 * as the settings and our own texts have it. [7.1-a]
 */
#ifndef PORTAL_NOTICE_TEXT_H
#define PORTAL_NOTICE_TEXT_H

#include "complaint/procedure.h"
#include "operation/notice/notice_flow.h"
#include "portal/portal_view.h"

/* What the pack says in that part; NULL = nothing, or there is no pack. */
const char *notice_of_pack(const struct pack_version *pack, const struct lang *lang, int part);
/* What stands in the part until the organisation writes it: what its pack says, else our own
 * words. NULL for the outside options of no pack: only the organisation knows them. */
const char *notice_default(struct arena *a, const struct procedure *p,
                           const struct pack_version *pack, const struct lang *lang, int part);
/* The stages with the time each may take, from the clocks of the pack in force (NULL = none) and
 * of the organisation: struct notice_stage. */
struct rows notice_stages(struct arena *a, const struct procedure *p,
                          const struct pack_version *pack, const struct lang *lang);
/* What complainants are told that a clock promises, in the pack's words or else those of the
 * notice; NULL: nothing. */
const char *notice_promise(const struct pack_version *pack, const char *clock,
                           const struct lang *lang);
/* Lines that are not empty: struct notice_line. */
struct rows notice_lines(struct arena *a, const char *text);
/* What was written of the times beside the lines of the stages, which stand in the table as they
 * are now: struct notice_line. */
struct rows notice_remarks(struct arena *a, const struct rows *live, const char *text);
/* The lines before the first empty line, and those after it: struct notice_line. */
void notice_halves(struct arena *a, const char *text, struct rows *first, struct rows *second);
/* Blocks divided by empty lines: name, what it does, a web address: struct outside_option. */
struct rows notice_outside(struct arena *a, const char *text);

#endif
