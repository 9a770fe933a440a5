/*
 * The case page in parts: head with steps (case_head.c), timeline (case_timeline.c), panel
 * (case_panel.c), what is being written (case_write.c). Each fills its part of the page
 * from what was loaded once.
 */
#ifndef DESK_CASE_SHOW_H
#define DESK_CASE_SHOW_H

#include "complaint/event_details.h"
#include "desk/desk.h"

struct case_show {
    struct req *rq;
    const struct procedure *p;
    struct dossier *d;
    struct reach reach;
    struct may_object object;
    struct rows events;  /* struct case_event, the newest first */
    struct rows keys;    /* struct api_key_row: other systems that acted on it */
    struct rows details; /* struct event_details: of those with a reason of their own */
    const char *path;
    bool on_paper; /* the timeline whole, and the reader under their own name */
};

/* Loads what the page needs beside the dossier. */
MUST_CHECK bool case_show_load(struct case_show *s);

/* A name, on the screen "you" for the reader, that of another system's key; NULL when it is not
 * known. */
const char *case_name(const struct case_show *s, int64_t who);
/* Whether the reader may do it on this case. */
bool case_may(const struct case_show *s, enum may what);

/* The right to read the reason of an event of that kind; MAY_ANYBODY = it stands elsewhere, or
 * there is none. And all kinds that have one, ",retyped,class_changed,". */
enum may event_reason_right(const char *kind);
const char *event_reason_kinds(struct arena *a);

void case_head(const struct case_show *s, struct case_page *page);
/* One of its clocks, without its sum; of `s` only rq, p and d are asked. */
struct clock_view case_clock_view(const struct case_show *s, const struct clock_row *clock);
/* Its clocks as struct clock_view with their sums: all that run, then what stopped, the last first,
 * as far as there is room beside them; of `s` only rq, p and d are asked. */
MUST_CHECK bool case_dates(const struct case_show *s, size_t room, struct rows *out);
MUST_CHECK bool case_clocks_show(const struct case_show *s, struct case_page *page);
void case_steps(const struct case_show *s, struct case_page *page);
void case_acts(const struct case_show *s, struct case_page *page);
/* Whether the form of that act is one for now: not while the case is set aside, but for the acts
 * that its page offers then; and of what is for open cases alone, not once it is closed.
 * ERR_REFUSED says so. */
MUST_CHECK bool case_act_now(const struct dossier *d, const char *act, struct err *err);
void case_timeline(const struct case_show *s, struct case_page *page);
/* The answer to an own field of its procedure, of a table its rows. */
struct sheet_line case_own_line(const struct case_show *s, const struct pack_field *f);
/* What it is about beside its words: rows of struct sheet_line, those that hold something. */
struct rows case_matter(const struct case_show *s);
/* The codes of a list with their names; the days on which it happened. NULL = none. */
const char *case_codes(const struct case_show *s, const char *list);
const char *case_happened(const struct case_show *s);
/* How it came to the team that has it. */
MUST_CHECK bool case_routings(const struct case_show *s, struct case_page *page);
MUST_CHECK bool case_panel(const struct case_show *s, struct case_page *page);
/* The eight steps on one page: what was said and done, and the form of the one that is
 * next, with what was typed in it when it was refused (page->errors). [B-a] */
MUST_CHECK bool one_show(const struct case_show *s, struct case_page *page);
MUST_CHECK bool case_writing(const struct case_show *s, struct case_page *page);

#endif
