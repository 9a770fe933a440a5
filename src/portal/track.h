/*
 * Following a complaint with reference and code. 7.3
 */
#ifndef PORTAL_TRACK_H
#define PORTAL_TRACK_H

#include "edge/edge.h"
#include "portal/form_state.h"
#include "portal/portal_view.h"

/* What is written in the forms of the page. */
struct track_words {
    const char *text;    /* something to add */
    const char *reason;  /* why accepted or not, or opened again */
    const char *comment; /* on how they were treated */
};

/* A request whose reference and code were proved. */
struct track {
    struct req *rq;
    const struct procedure *p;
    struct dossier d;
    struct form_state state;
    const char *state_text;
    const char *code;  /* canonical, to be carried on */
    const char *owner; /* of files that are being added */
    const char *done;  /* what was just done, in words */
    struct track_words in;
    bool language; /* only the language was changed: what was typed is shown again */
    bool too_large;
    struct field_errors errors;
};

/* Reads `reference`, `code` and `state` of the form. *proved says whether they belong together; if
 * not, everything else in `t` is empty. Counted for the source, unless a state of ours for
 * this complaint comes along. False: throttled, or the database fails. [S16] [S41] */
MUST_CHECK bool track_open(struct req *rq, struct track *t, bool *proved);

/* The same for a form of the page: reads t->in. When `*go` is false the answer was given: they do
 * not belong together, something in it is wrong, or only the language was changed. */
MUST_CHECK bool track_form(struct req *rq, struct track *t, bool *go);

/* Reads t->in; what is wrong with it is in t->errors. */
bool track_words(struct track *t);

/* The form for reference and code; 404 when `not_found`. */
MUST_CHECK bool track_enter(struct req *rq, bool not_found);
/* The page of the complaint; 200, or 422 or 413 when there are errors. */
MUST_CHECK bool track_show(struct track *t);

/* The case read anew, with a fresh state: what was sent once is not sent again. */
MUST_CHECK bool track_again(struct track *t);

/* The answer after an act: what a person can mend is said on the page; what was done (a message
 * id) is said too, and the page is read anew. */
MUST_CHECK bool track_acted(struct track *t, bool ok, const char *done);
/* A form that was sent a second time, by a reload or an impatient finger: it says that it
 * was done. */
MUST_CHECK bool track_done_before(struct track *t, const char *done);

/* A download: everything the complainant sent. (track_save.c) */
MUST_CHECK bool track_save(struct track *t);
/* The signed receipt for paper. */
MUST_CHECK bool track_paper(struct track *t);
/* The receipt once more, for whoever has the code still: in another language. */
MUST_CHECK bool track_receipt(struct track *t);

/* A slip of the pen may be mended for a while; the original stays. [7.2-d] */
bool track_correctable(const struct track *t);
MUST_CHECK bool track_correct_show(struct track *t);

/* The public view of the case, for the page and for what can be saved. (track_view.c) */
MUST_CHECK bool track_view(struct track *t, struct track_page *out);

#endif
