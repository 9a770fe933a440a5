/*
 * Who may answer an own field of a procedure that says so ("answered_by"): those who lead the team
 * of the case, or the people of the team that a role of the pack has. Nobody is locked out: where
 * that team is not there or has nobody, it is for those who lead, and whoever owns a case is their
 * own superior only while nobody else leads. docs/packs.md
 */
#ifndef PEOPLE_ANSWERER_H
#define PEOPLE_ANSWERER_H

#include "complaint/dossier.h"
#include "i18n/lang.h"
#include "people/may.h"

/* Whether `user` (NULL = nobody known, or the program) may; fields that do not say are for all. */
MUST_CHECK bool answerer_is(const struct act *act, const struct dossier *d,
                            const struct pack_field *f, const struct user *user, bool *out,
                            struct err *err);
/* The same for the actor of the act, with their roles as they are now: a refusal on `name`. */
MUST_CHECK bool answerer_allowed(const struct act *act, const struct dossier *d,
                                 const struct pack_field *f, const char *name, struct err *err);
/* What they are called; NULL = the field does not say. */
const char *answerer_name(const struct lang *lang, const struct pack_version *v,
                          const struct pack_field *f);

#endif
