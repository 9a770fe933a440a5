/* What the pages of this folder share: tables of figures, whose teams are within reach, names. */
#ifndef IMPROVEMENT_LOOK_PAGE_H
#define IMPROVEMENT_LOOK_PAGE_H

#include "desk/look_view.h"
#include "edge/reach.h"
#include "improvement/figures.h"
#include "improvement/improvement.h"
#include "keep/keep_page.h"

#define ANALYSES "/desk/analyses"
#define CORRECTIVE "/desk/corrective-actions"
#define APPRAISAL "/desk/appraisal"
#define MEETINGS "/desk/meetings"
#define DEPARTMENT "/desk/department"
#define RECORDS "/desk/records"
#define REPRESENTATIVE "/desk/representative"
#define LEADING "/desk/top-management"
#define POLICY "/desk/policy"
#define OBJECTIVES "/desk/objectives"
#define MEANS "/desk/means"
#define REVIEWS "/desk/management-reviews"

extern const struct route analysis_routes[];
extern const struct route corrective_routes[];
extern const struct route appraisal_routes[];
extern const struct route department_routes[];
extern const struct route representative_routes[];
extern const struct route meetings_routes[]; /* all of them, and a new one */
extern const struct route meeting_routes[];
extern const struct route record_routes[];  /* taking something out of a text */
extern const struct route looking_routes[]; /* settings */
extern const struct route leading_routes[];
extern const struct route policy_routes[];
extern const struct route objective_routes[];
extern const struct route resource_routes[];
extern const struct route review_routes[];

enum { LOOK_TABLES = 8, LOOK_LINKS = 2 * MEETING_ITEMS, LOOK_TEXTS = 4 };

/* A page under way. */
struct looking {
    struct keep_making m;
    struct look_page page;
    struct look_table table[LOOK_TABLES];
    struct act_link link[LOOK_LINKS], add[LOOK_LINKS], above[LOOK_LINKS];
    struct sheet_line text[LOOK_TEXTS];
    size_t n_tables, n_links, n_adds, n_above, n_texts;
};

/* `title` is a message id, like all words handed on here but values. */
void look_begin(struct looking *l, struct req *rq, const char *title);
void look_back(struct looking *l, const char *href, const char *words);
void look_link(struct looking *l, const char *words, const char *href);
/* What stands on an agenda: words that are made already, above the tables. */
void look_named(struct looking *l, const char *words, const char *href);
void look_add(struct looking *l, const char *words, const char *href);
/* A text that people wrote, as it is shown: with a block where something was taken out. */
const char *look_said(struct req *rq, const char *text);
/* A longer one; none where there is none. */
void look_text(struct looking *l, const char *label, const char *text);
/* A table with room for that many rows. */
struct look_table *look_table(struct looking *l, const char *title, const char *head,
                              const char *const *heads, size_t n_heads, size_t rows);
/* Its next row, with a cell for each head. */
struct look_row *look_row(struct looking *l, struct look_table *t, const char *label);
void look_cell(struct look_row *row, size_t i, const char *text);
MUST_CHECK bool look_render(struct looking *l);
/* Back to a page after an act, which then says "Done." */
MUST_CHECK bool look_done(struct req *rq, const char *path);

const char *look_day(const struct req *rq, struct date d);
const char *look_period(const struct req *rq, struct date from, struct date until);
/* "3 of 5"; "–" where the whole is nothing. */
const char *look_share(const struct req *rq, int64_t part, int64_t whole);
/* The name of a team; of the whole organisation for 0. */
MUST_CHECK bool look_team_name(struct req *rq, int64_t team, const char **out);
/* Whether what is of that team (0: of all) is within reach. */
bool look_reached(const struct reach *reach, int64_t team);
/* Who took something out of the texts of a record, for everybody who reads it, and the way to do
 * so, for who may. `points` (NULL = none) are the weak points that belong to it. */
MUST_CHECK bool record_shown(struct looking *l, const struct table *t, const void *row,
                             int64_t team, const struct rows *points);
/* Everybody who works here, as choices. */
MUST_CHECK bool look_people(struct req *rq, struct choice **out, size_t *n);
/* Teams for which the reader may do `what`, the whole organisation first for who may for all. */
MUST_CHECK bool look_teams(struct req *rq, enum may what, struct choice **out, size_t *n);
/* The department of the reader: the first team in which they have a role of a manager, else of
 * their first role; 0 = none. */
int64_t look_own_team(const struct req *rq);
/* A number that was sent; 0 when it is none. */
int64_t look_number(const struct req *rq, const char *name);
/* Numbers that were sent under one name. */
const int64_t *look_numbers(const struct req *rq, const char *name, size_t *n);

/* The columns of figures, and a row of them. */
struct look_table *look_figures(struct looking *l, const char *title, const char *head,
                                size_t rows);
void look_figures_row(struct looking *l, struct look_table *t, const char *label, const char *href,
                      const struct figures_line *f);
/* What an analysis counted, by class and by department. */
MUST_CHECK bool analysis_figures_show(struct looking *l, const struct procedure *p,
                                      const struct analysis_row *a);
/* Its weak points with what is done about them; `points`: struct weak_point_row. */
MUST_CHECK bool analysis_points_show(struct looking *l, const struct analysis_row *a,
                                     struct rows *points);
/* The forms of a weak point and of a corrective action for one of them. */
MUST_CHECK bool analysis_point_forms(struct looking *l, const char *action,
                                     const struct rows *points);
/* The second of them, sent. */
MUST_CHECK bool analysis_corrective_post(struct req *rq, const struct analysis_row *a);
/* A row of a corrective action: what, who answers for it, until when, how far. */
MUST_CHECK bool look_corrective(struct looking *l, struct look_table *t,
                                const struct corrective_action_row *m);
struct look_table *look_correctives(struct looking *l, const char *title, size_t rows);
/* Words of an analysis that is due for that team, NULL = none is. */
MUST_CHECK bool look_analysis_due(struct req *rq, int64_t team, const char **out);
/* The form of a corrective action for a weak point or a meeting. */
MUST_CHECK bool look_corrective_form(struct looking *l, const char *action, struct choice *points,
                                     size_t n, const char *title);
MUST_CHECK bool look_corrective_read(struct req *rq, struct corrective_form *out);

#endif
