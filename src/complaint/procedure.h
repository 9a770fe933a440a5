/*
 * What the organisation decided about its procedure: settings, clocks,
 * calendars. Loaded from the database, kept by each process and looked at again when the
 * organisation's chain has grown. No limit stands in C.
 */
#ifndef COMPLAINT_PROCEDURE_H
#define COMPLAINT_PROCEDURE_H

#include "base/vault.h"
#include "db/tables.h"
#include "i18n/lang.h"

struct pack;       /* pack/pack.h: the tables that rules decide by */
struct pack_shelf; /* complaint/packs.h */
struct pack_version;

struct procedure {
    const struct zone *zone;
    const struct lang *lang;  /* the organisation's own */
    int64_t chain;            /* length of the organisation's chain when this was loaded */
    struct rows settings;     /* struct setting_row */
    struct rows clocks;       /* struct clock_rule_row */
    struct rows calendars;    /* struct calendar_row */
    struct rows codes;        /* struct code_row, by list and position; ended ones too */
    const struct pack *pack;  /* set by whoever loads it; lives as long as the process */
    struct pack_shelf *shelf; /* versions of procedure packs; a longer-lived one may be put there */
};

/* Loads it into `a`. */
MUST_CHECK bool procedure_load(struct arena *a, struct db *db, struct procedure *out,
                               struct err *err);

/* The version of a pack that a case was filed with, NULL for 0; and the one that new cases
 * are filed with, NULL when there is none. */
MUST_CHECK bool procedure_pack(const struct procedure *p, struct db *db, int64_t id,
                               const struct pack_version **out, struct err *err);
MUST_CHECK bool procedure_pack_now(const struct procedure *p, struct db *db,
                                   const struct pack_version **out, struct err *err);

/* A class, those below it in `v`, and those that `v` has no more and that stood below it in the
 * newest version of that pack which had them, divided by blanks. NULL is no version. */
const char *procedure_classes_below(struct arena *a, const struct procedure *p,
                                    const struct pack_version *v, const char *class);

/* A setting, or `fallback` when it is not set. */
const char *procedure_text(const struct procedure *p, const char *name, const char *fallback);
int64_t procedure_number(const struct procedure *p, const char *name, int64_t fallback);

/* The rule of a clock, or NULL. */
const struct clock_rule_row *procedure_clock(const struct procedure *p, const char *name);
/* The one that a case of that pack and class runs by: the pack's, in place of the organisation's.
 */
const struct clock_rule_row *procedure_case_clock(const struct procedure *p,
                                                  const struct pack_version *pack,
                                                  const char *class, const char *name);
/* What a rule, or a clock, is called in that language. */
const char *clock_rule_label(const struct clock_rule_row *rule, const struct lang *l);
const char *procedure_clock_label(const struct procedure *p, const char *name,
                                  const struct lang *l);
/* What it is called in a case of that pack (NULL = none): the pack's word before all others. */
const char *procedure_case_label(const struct procedure *p, const struct pack_version *pack,
                                 const char *name, const struct lang *l);
/* Whether a case of that pack (NULL = none) can be given the class: one of the pack, or where that
 * has none, one of the lists. */
bool procedure_class_offered(const struct procedure *p, const struct pack_version *pack,
                             const char *class);
/* A code of a list, or NULL; and its words in that language (the code itself when it is
 * none of the list, NULL for NULL). */
const struct code_row *procedure_code(const struct procedure *p, const char *list,
                                      const char *code);
const char *procedure_label(const struct procedure *p, const char *list, const char *code,
                            const struct lang *l);
const char *code_label(const struct code_row *code, const struct lang *l);
/* What a calendar is called; its name when nobody wrote more. */
const char *calendar_label(const struct calendar_row *c, const struct lang *l);
const struct calendar_row *procedure_calendar(const struct procedure *p, const char *name);
/* The organisation's own: of whatever names none. */
const char *procedure_own_calendar(const struct procedure *p);
/* The calendar by which a rule (NULL = none) counts in a case of that pack (NULL = none): its own,
 * else that of the pack, else the organisation's. */
const char *procedure_rule_calendar(const struct procedure *p, const struct pack_version *pack,
                                    const struct clock_rule_row *rule);

#endif
