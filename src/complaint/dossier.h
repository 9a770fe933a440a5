/*
 * One complaint with everything that belongs to it, loaded and opened.
 *
 * Flows and pages load a dossier once; rules get its facts. What the reader may
 * not see is left out by whoever shows it (people/may.h), not here.
 */
#ifndef COMPLAINT_DOSSIER_H
#define COMPLAINT_DOSSIER_H

#include "complaint/facts.h"
#include "complaint/history.h"
#include "complaint/procedure.h"
#include "db/tables.h"

/* The rows of one table of a complaint, in the order they were written. */
#define DOSSIER_TABLES(X)                                                                          \
    X(party)                                                                                       \
    X(entry)                                                                                       \
    X(file)                                                                                        \
    X(clock)                                                                                       \
    X(acknowledgement)                                                                             \
    X(assessment)                                                                                  \
    X(measure)                                                                                     \
    X(allegation)                                                                                  \
    X(plan_item)                                                                                   \
    X(evidence)                                                                                    \
    X(cause)                                                                                       \
    X(disclosure)                                                                                  \
    X(conflict)                                                                                    \
    X(involvement)                                                                                 \
    X(proposal)                                                                                    \
    X(remedy)                                                                                      \
    X(decision)                                                                                    \
    X(complaint_code)                                                                              \
    X(own_field)                                                                                   \
    X(case_copy)                                                                                   \
    X(publication)                                                                                 \
    X(reportability)                                                                               \
    X(task)                                                                                        \
    X(case_tie)

#define DOSSIER_MEMBER(t)                                                                          \
    struct {                                                                                       \
        struct t##_row *row;                                                                       \
        size_t n;                                                                                  \
    } t;

struct dossier {
    struct complaint_row c;
    DOSSIER_TABLES(DOSSIER_MEMBER)
    struct clock_row *clock_was; /* beside clock.row: as it is stored, id 0 = not yet */
    const char *happened;        /* what moved its clocks in this act: complaint/case.h */
    struct person_row *person; /* beside party.row, one each, as it stands (joined ones followed) */
    struct case_facts facts;
    bool unbound;     /* names stay sealed: complaint/bound.h */
    bool name_hidden; /* the complainant has a name, and it was taken out: dossier_hide_identity */
    bool redacted;    /* a passage of the statement is shown as a block (complaint/redaction.h) */
    const struct pack_version *pack; /* the version it was filed with; NULL = none */
};

/* By reference; ERR_NOT_FOUND when there is none. Whether the reader may see it is
 * the caller's question. */
MUST_CHECK bool dossier_load(const struct act *act, const struct procedure *p,
                             const char *reference, struct dossier *out, struct err *err);
MUST_CHECK bool dossier_load_id(const struct act *act, const struct procedure *p, int64_t id,
                                struct dossier *out, struct err *err);

/* What the rules read, from the rows of the dossier (complaint/dossier_facts.c). */
MUST_CHECK bool dossier_facts(const struct act *act, const struct procedure *p, struct dossier *d,
                              struct err *err);

/* The row of that party that stands now, or NULL: "complainant", "representative" … */
const struct party_row *dossier_party(const struct dossier *d, const char *role);
/* The person of that party, or NULL. */
const struct person_row *dossier_person(const struct dossier *d, const char *role);
/* Whom one writes to: whoever acts for the complainant, else the complainant; NULL = nobody known.
 * Of these two, who has a postal address, who a mail address; NULL = neither. */
const struct person_row *dossier_writes_to(const struct dossier *d);
const struct person_row *dossier_post_to(const struct dossier *d);
const struct person_row *dossier_mail_to(const struct dossier *d);
/* The entry of that id, and its text; or NULL. */
const struct entry_row *dossier_entry(const struct dossier *d, int64_t id);
const char *dossier_words(const struct dossier *d, int64_t id);
/* The file of that id, unless it was removed; or NULL. */
const struct file_row *dossier_file(const struct dossier *d, int64_t id);
/* The language in which the complainant is written to: their own choice, else the one of
 * the statement, else `otherwise`. */
const struct lang *dossier_lang(const struct dossier *d, const struct lang *otherwise);
/* The answer to an own field, NULL when there is none. */
const char *dossier_own(const struct dossier *d, const char *name);
struct pack_field;
/* The same as people read it, in the language of that number; of a file its name. */
const char *dossier_own_shown(struct arena *a, const struct dossier *d, const struct pack_field *f,
                              int lang);
/* Takes out who the people are: names, contacts, own fields that hold a person, and what stands for
 * the marks in texts of ours (complaint/name_mark.h). For who may not read them; never before the
 * case is written. [4.10-a] */
void dossier_hide_identity(struct dossier *d);
/* The name of the complainant; or NULL. */
const char *dossier_name(const struct dossier *d);
/* The newest row, or NULL. */
const struct assessment_row *dossier_assessment(const struct dossier *d);
const struct decision_row *dossier_decision(const struct dossier *d); /* of the present level */
const struct proposal_row *dossier_proposal(const struct dossier *d); /* of the present level */

#endif
