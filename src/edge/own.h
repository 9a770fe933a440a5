/*
 * The own fields of a procedure pack in forms: as questions, as they are read, as they are said
 * again. Portal, desk and API share it. complaint/pack_version.h
 */
#ifndef EDGE_OWN_H
#define EDGE_OWN_H

#include "complaint/pack_read.h"
#include "operation/receipt/own_flow.h"
#include "web/answer.h"

/* Which fields are asked, and what is known of their answers. */
struct own_asking {
    enum gate_step stage;          /* GATE_NONE: of all stages */
    bool complainant;              /* only what complainants are asked */
    const struct pack_words *also; /* fields of other stages too, or NULL */
    bool all_classes;              /* each with whom it is for, because nothing is chosen yet */
    const char *class;
    const struct form *form; /* as it was sent, or NULL */
    const struct dossier *d; /* what is stored, or NULL */
    const struct field_errors *errors;
    struct rows staged; /* struct staged_file: files that came with the form and wait in it */
};

/* A question of that field under that name, with what stands in it. */
struct question own_question(struct req *rq, const struct pack_field *f, const char *name,
                             const char *value, const struct field_errors *errors);
/* struct question, in the order of the pack. */
struct rows own_questions(struct req *rq, const struct pack_version *v,
                          const struct own_asking *ask);
/* Whether complainants are asked anything of a complaint of that class. */
bool own_asked(const struct pack_version *v, const char *class);
/* "own-order_number": whether the name of a form field is one of ours. */
bool own_form_field(const char *name);

/* Reads what a complainant answered; `out` has room for PACK_FIELDS. What is required and missing,
 * and answers to what is asked of others, are errors. */
void own_read_form(struct req *rq, const struct pack_version *v, const char *class,
                   struct own_value *out, size_t *n, struct field_errors *errors);
/* Reads what staff filled in: the fields of the form, as they were typed, to be checked by the
 * flow; those of other classes only when something stands in them. */
void own_read_typed(struct req *rq, const struct pack_version *v, const char *class,
                    struct own_value *out, size_t *n);
/* The questions of the survey for that case, struct question, as they were typed if they were;
 * for staff (`known`) otherwise as they were answered before. */
struct rows own_survey_questions(struct req *rq, const struct dossier *d, bool known,
                                 const struct field_errors *errors);
/* Their answers as they were sent, empty ones too, to be checked by the flow; room for
 * PACK_QUESTIONS. */
size_t own_survey_typed(struct req *rq, const struct dossier *d, struct own_value *out);
/* The button of a table, "own-plan", that asked for one more row of it; NULL = none. */
const char *own_more(const struct req *rq);
/* The same for filing at the desk: canonical, with errors. */
void own_read_filing(struct req *rq, const struct pack_version *v, const char *class,
                     struct own_value *out, size_t *n, struct field_errors *errors);

/* The same for the short form of what is solved on the spot: beside receipt what it asks for. */
void own_read_spot(struct req *rq, const struct pack_version *v, const char *class,
                   struct own_value *out, size_t *n, struct own_value *also, size_t *n_also,
                   struct field_errors *errors);

/* Refuses answers to fields whose value this reader may not see: `d` as edge_case() gave it. */
MUST_CHECK bool own_change_allowed(struct arena *a, const struct dossier *d,
                                   const struct own_value *typed, size_t n, struct err *err);

/* What a kind of contact is called under that procedure. */
const char *own_contact_label(const struct lang *lang, const struct pack_version *v,
                              const char *type);
/* The kinds of contact that it takes: struct choice, complaints marked. */
struct rows own_contacts(struct req *rq, const struct pack_version *v);
/* Refuses a kind that it does not take, on that field. */
MUST_CHECK bool own_contact_taken(const struct pack_version *v, const char *type, const char *field,
                                  struct err *err);

/* The classes of a pack to choose from (struct choice), each below the one above it. */
struct rows own_classes(struct req *rq, const struct procedure *p, const struct pack_version *v);
/* Puts choices of classes, in the order of the pack, into groups: one for each class at the top
 * that has others below it. A label leaves out what its group says. */
void own_group_classes(struct req *rq, const struct procedure *p, const struct pack_version *v,
                       const struct rows *choices);
/* struct said: the answers of a form that was sent; those of complainants. */
struct rows own_said(struct req *rq, const struct pack_version *v, const char *class);
/* An answer of a case in the reader's language, days and sums as people write them; NULL = none. */
const char *own_text(struct req *rq, const struct pack_field *f, const char *value);

/* A class with those above it, "Product – Delivery"; its hint or NULL. Codes of other lists keep
 * their own words. */
const char *own_class_label(struct req *rq, const struct procedure *p, const struct pack_version *v,
                            const struct code_row *code);
const char *own_class_hint(struct req *rq, const struct pack_version *v,
                           const struct code_row *code);
/* Whether classes have words that help to choose, and are few enough to show them all. */
bool own_classes_explained(const struct pack_version *v);

#endif
