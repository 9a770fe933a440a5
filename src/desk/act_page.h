/*
 * The forms of acts: what each of them begins with, shows again and ends with.
 *
 *     static bool close_get(struct req *rq)
 *     {
 *         struct act_close view = { 0 };
 *         struct act_page page;
 *
 *         return act_open(rq, MAY_CLOSE, "close", &page) && close_show(&page, &view, NULL);
 *     }
 *     static bool close_post(struct req *rq)
 *     {
 *         …
 *         if (!act_open(…) || !form_record(rq, …, page.errors) || !closing_close(page.act, …))
 *             return act_again(&page) && close_show(&page, &view, &form);
 *         return act_done(&page, "closed");
 *     }
 *
 * What was typed is never lost: a form that is refused comes back with all of it, as 422 with
 * the errors at their fields, or, when somebody was faster, as 409 with what they did.
 */
#ifndef DESK_ACT_PAGE_H
#define DESK_ACT_PAGE_H

#include "complaint/missing.h"
#include "desk/act_view.h"
#include "desk/desk.h"
#include "web/answer.h"

struct act_page {
    struct req *rq;
    const struct procedure *p;
    const struct act *act;
    struct dossier d;
    enum may right;
    struct may_object object;
    struct act_head head;       /* goes into the view's `head` */
    struct field_errors errors; /* of the form that was sent */
    int64_t version;            /* that the form was shown with; 0 = not sent */
    int status;
};

/* The case for somebody who may do `right` on it; `act` is the last part of the address. The form
 * of what is not done with a case that is set aside or closed is refused (case_act_now). */
MUST_CHECK bool act_open(struct req *rq, enum may right, const char *act, struct act_page *out);

/* After a refusal: true when the form is to be shown again with its reason; false leaves
 * the error to the router, or it is answered. */
MUST_CHECK bool act_again(struct act_page *page);

/* What is missing before the act can be done, above its form. */
void act_missing(struct act_page *page, const struct missing *m);
/* The same as errors of the form that was sent, each at its field, beside none that is there. */
void act_errors(struct act_page *page, const struct missing *m);

/* Answers with the form. The view's answers get what stands in `values` (NULL = nothing) and,
 * over it, what was typed. */
MUST_CHECK bool act_show(struct act_page *page, const char *template, const struct record *view,
                         void *view_row, const struct record *r, const void *values);
/* The two halves of it, for views whose answers are changed in between. */
void act_fill(struct act_page *page, const struct record *view, void *view_row,
              const struct record *r, const void *values);
MUST_CHECK bool act_render(struct act_page *page, const char *template, const struct record *view,
                           const void *view_row);

/* Back to the case, which says in words what was done: `code` is one of case_page.c's table. */
MUST_CHECK bool act_done(struct act_page *page, const char *code);

/* Choices from a list of words; `only` (NULL = all) is a NULL-terminated list of codes. */
const struct answer *act_words(struct act_page *page, const struct words *words,
                               const char *const *only);
/* People who handle complaints of this team: members of staff with a role on it or above, but those
 * whom a conflict keeps away from this one. */
MUST_CHECK bool act_people(struct act_page *page, const struct answer **out);
/* One answer that belongs to a row: its field is `name`, what was typed goes over `value`. */
const struct answer *act_answer_row(struct act_page *page, const char *name, const char *value,
                                    struct rows choices);
/* A moment's or row's text of a form field, NULL when it was not sent. */
const char *act_text(const struct act_page *page, const char *name);
/* Files of a form that came back wait under a name nobody can guess, which the form carries as
 * "staged"; they need not be sent again. */
const char *act_staged(const struct act_page *page);
/* The number in the address, "/remedies/{id}/"; 0 when it is none. */
int64_t act_id(const struct act_page *page, const char *name);

#endif
