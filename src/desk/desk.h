/* The routes of the desk, and what its pages share. */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "desk/desk_view.h"
#include "desk/pick.h"
#include "edge/reach.h"

extern const struct route list_routes[];
extern const struct route case_routes[];
extern const struct route write_routes[];
extern const struct route search_routes[];
extern const struct route files_routes[];
extern const struct route keep_routes[];
extern const struct route delay_routes[];
extern const struct route own_routes[];
extern const struct route one_routes[];
extern const struct route publish_routes[];
extern const struct route procedure_routes[];
extern const struct route standard_routes[];
extern const struct route call_routes[];
extern const struct route export_routes[];
extern const struct route figures_routes[];
extern const struct route budget_routes[];
extern const struct route budget_settings_routes[];
extern const struct route receive_routes[];
extern const struct route spot_routes[];
extern const struct route returned_routes[];
extern const struct route persons_routes[];
extern const struct route hand_over_routes[];
extern const struct route absence_routes[];
extern const struct route receive_draft_routes[];
extern const struct route print_routes[];
extern const struct route receipt_routes[];
extern const struct route respond_routes[];
extern const struct route remedy_routes[];
extern const struct route decide_routes[];
extern const struct route closing_routes[];
extern const struct route comfort_routes[];
extern const struct route saved_routes[];

enum { DESK_PAGE = 50 };    /* rows of a list */
enum { DESK_READERS = 10 }; /* most who are named as having a case open */
/* Where a page of a list begins, as its address says: `after` a place and an id (0 and 0 are the
 * beginning), or `before` an id. What is none begins the list. */
void desk_page_after(const struct req *rq, int64_t *place, int64_t *id);
int64_t desk_page_before(const struct req *rq);

/* The address of a case. */
const char *desk_case_path(struct arena *a, const char *reference);

/* A date of a case in the words of its state. `name` and `note` are left to the caller. */
struct clock_view desk_clock(struct req *rq, const struct procedure *p, struct instant due);

/* After an act: back to the case, which says what was done; or, when it went to a team beyond the
 * reader's, to the reader's own list. */
MUST_CHECK bool desk_done(struct req *rq, int64_t complaint, const char *word);

/* Within a transaction of its own: that `what` was taken out, and by whom, is kept. The whole of it
 * uses what a second person allowed; ERR_UNAUTHORISED, with the page where to ask as the request's
 * door, when nobody did. [S15] */
MUST_CHECK bool export_note(struct req *rq, const char *what, bool whole);

/* The words of an enum's code in the reader's language, NULL for NULL. */
const char *desk_word(struct req *rq, const struct words *w, const char *code);

/* The first words of a text, for where a subject is missing. */
const char *desk_excerpt(struct arena *a, const char *text, size_t most);

/* Turns picked cases into the rows of the list template. */
MUST_CHECK bool desk_list_rows(struct req *rq, const struct reach *reach,
                               const struct case_key *keys, size_t n, struct rows *out);

/* Who may be given a case of these teams, "nobody yet" first: struct choice. */
MUST_CHECK bool desk_people(struct req *rq, const struct reach *reach, struct rows *out);

/* Teams within reach: struct choice. */
MUST_CHECK bool desk_teams(struct req *rq, const struct reach *reach, int64_t chosen,
                           struct rows *out);

/* The list that classes come from: the organisation's own, "class", or else "problem". */
const char *desk_class_list(const struct procedure *p);
const char *desk_class_label(struct req *rq, const struct procedure *p, const char *class);

/* An event of the log in words (message id); NULL for kinds that are not shown. */
const char *event_words(const char *kind);

/* The files of an entry (0: of the statement), or all, that the reader may see: struct file_view.
 */
struct rows desk_files(struct req *rq, const struct dossier *d, int64_t entry, bool all);

/* Answers with the case page; what the caller set in it (errors, a collision, what was
 * written) stays. */
MUST_CHECK bool case_show(struct req *rq, struct dossier *d, struct case_page *page);

/* Answers with a queue. */
MUST_CHECK bool list_show(struct req *rq, enum queue queue);
/* What this reader could do with several cases at once, as far as their role goes: struct choice.
 */
struct rows list_acts(struct req *rq);

#endif
