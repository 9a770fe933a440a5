/* Pages about what is kept: routes, and what they share. */
#ifndef KEEP_KEEP_PAGE_H
#define KEEP_KEEP_PAGE_H

#include "desk/act_page.h"
#include "keep/keep_view.h"
#include "people/settings.h"

extern const struct route keep_erase_routes[]; /* holds and erasures of a case */
extern const struct route keep_retention_routes[];
extern const struct route keep_access_routes[]; /* a person's whole file */

/* What an erased case still shows: its facts, and what became of the rest. */
MUST_CHECK bool keep_tombstone(struct req *rq, const struct dossier *d);

/* The hold that stands on a case in words, NULL = none. */
MUST_CHECK bool keep_hold_words(struct req *rq, int64_t complaint, const char **out);

/* -- for the files of this folder -- */

bool erasure_get(struct req *rq);
bool erasure_post(struct req *rq);

enum { KEEP_FORMS = 12, KEEP_FACTS = 24 };

/* A page under way. */
struct keep_making {
    struct req *rq;
    struct keep_page page;
    struct keep_form form[KEEP_FORMS];
    struct sheet_line fact[KEEP_FACTS];
    struct field_errors errors;
    size_t n_forms, n_facts;
    int status;
};

/* `title` is a message id. */
void keep_begin(struct keep_making *m, struct req *rq, const char *title);
/* The same of a case, with the way back to it. */
void keep_case(struct keep_making *m, const struct dossier *d);
/* A fact; none where there is no value. `label` is a message id. */
void keep_fact(struct keep_making *m, const char *label, const char *value);
/* "25 November 2026, Anna" */
const char *keep_when_who(struct req *rq, struct instant at, int64_t staff);
const char *keep_number(struct req *rq, int64_t n);
/* A form; texts are message ids, inputs are those of `s`. Only the form that was sent shows what
 * was typed. */
void keep_form(struct keep_making *m, const char *action, const char *act, int64_t id,
               const char *title, const char *intro, struct settings *s);
/* An area of text in such a form. */
void keep_area(struct settings *s, const char *name, const char *label, const char *hint);
/* Files come with the form that was added last. */
void keep_files(struct keep_making *m);
/* The error in rq->err, shown in the page where a person can do something about it. */
MUST_CHECK bool keep_refused(struct keep_making *m);
MUST_CHECK bool keep_render(struct keep_making *m);
/* What keep_render does before it answers: for pages with a template of their own. */
void keep_rows(struct keep_making *m);

/* The act that was sent, and the id that travelled with it. */
const char *keep_act(const struct req *rq);
int64_t keep_id(const struct req *rq);
/* The version of the case that the form was made of; 0 = none came. */
int64_t keep_version(const struct req *rq);
/* It is none of the page's: refused. Returns false. */
bool keep_act_unknown(struct req *rq);

#endif
