/*
 * Notices: what members of staff are told of a case, written in the event that causes it.
 *
 * A notice is for one person, or, where a case has no owner, for the people of its team. Whoever
 * is away has theirs given to the substitute; nobody who is complained about or in conflict gets
 * one. It names the case and a clock, never what somebody wrote: who may read the case is asked
 * again whenever a notice is shown. C10 [5.4.1-b]
 */
#ifndef COMPLAINT_NOTICES_H
#define COMPLAINT_NOTICES_H

#include "complaint/dossier.h"

/* Somebody who could be told. */
struct notice_person {
    int64_t staff;
    int64_t depth;      /* how far below the top the team of their role is */
    int64_t substitute; /* while they are away, and may read the case; 0 = nobody */
};
extern const struct record notice_person_record;

/* What is told. Each person is told of it once, however many of their roles ask for it. */
struct telling {
    struct history *h;
    const struct procedure *p;
    const struct dossier *d;
    const char *kind;              /* as staff_notice.kind */
    const struct clock_row *clock; /* NULL = none */
    int share;
    int64_t but;                   /* not this person, who does it; 0 = nobody */
    struct instant acknowledge_by; /* not set: it need not be acknowledged */
    struct {
        int64_t staff[64];
        size_t n;
    } told;
    bool team_told;
};

/* Whoever answers for the case; its team while nobody does. */
MUST_CHECK bool notice_owner(struct telling *t, struct err *err);
/* Those with that role ("manager") on the team of the case, or else on the nearest team above it;
 * of top management all. Where nobody has it nobody is told. */
MUST_CHECK bool notice_role(struct telling *t, const char *role, struct err *err);
/* Those with any role on the team that a procedure means by that name (NULL = none), but
 * administrators; where there is no such team, or nobody is in it, the managers of the case. */
MUST_CHECK bool notice_team(struct telling *t, const char *team, struct err *err);
/* This person. */
MUST_CHECK bool notice_staff(struct telling *t, int64_t staff, struct err *err);

#endif
