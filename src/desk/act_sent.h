/*
 * What was sent with the form of an act, and the small things its page needs: choices from
 * lists of the organisation, names, dates in words.
 */
#ifndef DESK_ACT_SENT_H
#define DESK_ACT_SENT_H

#include "desk/act_page.h"

/* A text; NULL when the field is missing or blank. */
const char *sent_text(const struct act_page *page, const char *name);
/* A tick box. */
bool sent_tick(const struct act_page *page, const char *name);
/* The id that a choice has for its value; 0 = none. */
int64_t sent_id(const struct act_page *page, const char *name);
/* A day, or a day and a time in the organisation's zone; not set when nothing was typed. False
 * with the error noted at the field when it is no day. */
bool sent_day(struct act_page *page, const char *name, struct date *out);
bool sent_moment(struct act_page *page, const char *name, struct instant *out);
/* The lines of a text that are not blank: `*n` of them. */
const char **sent_lines(const struct act_page *page, const char *name, size_t *n);

/* The refusal of a flow in the names of the page's fields: pairs "of the flow", "of the page",
 * ended by NULL. */
/* The name that a field of the rules has in the form, by the same pairs. */
const char *sent_name(const char *field, const char *const *pairs);
void sent_field(struct act_page *page, const char *const *pairs);

/* Choices from a list of the organisation; and a code in its words. */
const struct answer *act_codes(struct act_page *page, const char *list);
const char *act_code(struct act_page *page, const char *list, const char *code);
/* The parties of the case that stand: what they are and who. `about` only those complained
 * about who are ours. */
const struct answer *act_parties(struct act_page *page, bool about);
/* What the party is in the case, in words: "Complainant". */
const char *act_role(struct act_page *page, const char *role);
/* Everybody who works here now, by name. */
MUST_CHECK bool act_staff(struct act_page *page, const struct answer **out);
/* The name of a member of staff, or NULL. */
const char *act_name(struct req *rq, int64_t staff);
/* "25 November 2026 · Anna", or either. */
const char *act_when_who(struct act_page *page, struct instant at, int64_t staff);
/* How deep the case is to be investigated, and why: the rule in words with the number of
 * similar cases; NULL before it was assessed. [7.6-b] */
MUST_CHECK bool act_depth(struct act_page *page, enum severity severity, const char **out);

#endif
