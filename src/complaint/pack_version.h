/*
 * One version of a procedure pack: what an organisation adds to the nine stages of clause 7.
 *
 * A pack is data: classes, own fields, gates, clocks, record sheets, copies, roles. It never makes
 * a stage, and no code asks what a pack is called. A version never changes; a case keeps the one it
 * was filed with. Pure: made by complaint/pack_read.h of YAML, kept by complaint/packs.h.
 * docs/decisions/0025-packs.md
 */
#ifndef COMPLAINT_PACK_VERSION_H
#define COMPLAINT_PACK_VERSION_H

#include "base/arena.h"
#include "complaint/facts.h"
#include "db/tables.h"

/* The same text in each language: en, zh-Hans, zh-Hant, vi. */
struct pack_text {
    const char *in[4];
};

/* Where a number comes from, and how sure we are of it. */
struct pack_source {
    const char *id, *name; /* the name: its title, in the language it has */
    struct pack_text text; /* as readers see it: that title where nothing else is written */
    const char *mark;      /* V verified, V2 by a second hand only, R recalled: to be checked */
    struct date checked;
};

/* A kind of contact that the organisation takes, and what it is called there. [3-a] */
struct pack_contact {
    const char *type; /* a code of contact_type_words */
    struct pack_text text;
};

/* What a complaint is about. Below `parent` (its place in the list, -1 = none). */
struct pack_class {
    const char *code;
    struct pack_text text, hint;
    const char *team; /* whose they are, by name; NULL = nobody's in particular */
    int parent;
};

enum own_kind {
    OWN_TEXT, /* one line */
    OWN_LINES,
    OWN_NUMBER,
    OWN_MONEY, /* "12.50 GBP" */
    OWN_DATE,
    OWN_CHOICE,
    OWN_YES_NO, /* yes, no */
    OWN_PERSON, /* somebody's name */
    OWN_FILE,   /* a file of the case, by its number */
    OWN_TABLE,  /* rows of columns: complaint/own_table.h */
};

struct pack_choice {
    const char *code;
    struct pack_text text;
};

struct pack_words {
    const char *const *word;
    size_t n;
};

/* What a question of the survey is about: what was done, or what came of it. They are asked and
 * counted apart, as who lost may have been treated well. */
enum survey_about { SURVEY_NONE, SURVEY_HANDLING, SURVEY_OUTCOME };

/* What names of survey questions begin with, where they are stored: no field has such a name. */
#define SURVEY_PREFIX "survey."

/* Beside the roles of a pack: those who lead the team of a case. */
#define ANSWERED_BY_SUPERIOR "superior"

struct pack_field {
    const char *name;
    enum own_kind kind;
    enum gate_step stage;
    bool asked_of_complainant; /* on the public form; otherwise staff fill it in */
    bool shown_to_complainant;
    bool required;
    bool alike; /* other cases with the same answer are looked for at once */
    bool plain; /* a fact such as a class, which outlives an erasure: a choice only */
    bool not_before_today, not_after_today; /* of a date, when it is written down */
    bool received; /* a date: when it was first received, by whomever; not later than by us */
    int max;       /* characters */
    struct pack_words classes; /* none: all */
    const struct pack_choice *choice;
    size_t n_choices;
    const char *answered_by; /* the superior, or a role that has a team; NULL = whoever notes */
    const char *event;       /* what clocks are told when it is answered; NULL = nothing */
    struct pack_words event_answers;
    struct pack_text text, hint;
    const struct pack_field *column; /* of a table; simple kinds only */
    size_t n_columns;
    int rows;                /* of a table, at most */
    enum survey_about about; /* SURVEY_NONE: a field of the case */
};

/* A jurisdiction in which a danger may have to be reported. [REG-S1] */
struct pack_regime {
    const char *code;
    const char *source;
    struct pack_words classes;
    const char *when_field; /* not when that field has another answer than these */
    struct pack_words when_answers;
    struct pack_text text, limit;       /* limit: how soon, as the law says it */
    const struct pack_field *questions; /* a table of one row */
};

struct pack_gate {
    const char *name; /* by which it is known from version to version; NULL = none */
    enum gate_step before;
    unsigned closing; /* bits 1 << enum closing_reason; 0: any */
    struct pack_words classes;
    unsigned safety;  /* only where that was assessed: bits 1 << enum safety; 0: any */
    bool significant; /* only where the complaint is significant */
    struct pack_words significant_why; /* only where one of these rules holds; none: any */
    const char *field;         /* NULL: the result is published, or the causes of breaches */
    bool breaches;             /* it is said why each missed date was missed */
    struct pack_words answers; /* one of these; none: any answer */
    const char *when_field;    /* only if that field has one of these answers */
    struct pack_words when_answers;
    struct pack_text said; /* what is missing, in words */
};

/* How long a clock runs for some classes, in place of its own length. */
struct pack_limit {
    struct pack_words classes;
    struct clock_rule_row rule;
    const char *source; /* id */
};
struct pack_limits {
    const struct pack_limit *limit;
    size_t n;
};

/* How a route finds the one who answers for a case. */
enum route_owner {
    ROUTE_NOBODY, /* the team takes it up */
    ROUTE_ROUND_ROBIN,
    ROUTE_BY_LOAD,
    ROUTE_BY_COMPETENCE,
    ROUTE_OWNERS
};

/* A complaint of which all of this holds is significant; an empty list asks for nothing. [5.4.1-b]
 */
struct pack_significant {
    const char *code;
    struct pack_text text; /* why, in words */
    struct pack_words signals, severities, safety, impacts, channels, classes;
    int64_t amount; /* of all remedies, in minor units, from this on; 0 = it is not asked */
    const char *currency;
    const char *when_field; /* only if that field has one of these answers */
    struct pack_words when_answers;
    bool reportable;                /* it has to be reported to an authority */
    int refused, reopened, repeats; /* so often, from this on; 0 = it is not asked */
    const char *event;  /* what clocks are told when it holds; NULL = nothing of its own */
    const char *source; /* of its numbers, id; NULL = none is named */
};

/* Where cases go of which all of this holds; an empty list asks for nothing. */
struct pack_route {
    const char *name;
    struct pack_text text;
    struct pack_words classes;
    struct pack_words units;    /* names of teams: where it came in, or above that */
    struct pack_words products; /* words that stand in what people wrote, as do those of places */
    struct pack_words places;
    struct pack_words languages, channels, severities;
    const char *team; /* by name; NULL = the one it would go to without a route */
    enum route_owner owner;
};

/* What a column of a record sheet shows. */
enum sheet_fact {
    SHEET_OWN, /* an own field of the pack */
    SHEET_REFERENCE,
    SHEET_RECEIVED,
    SHEET_CHANNEL,
    SHEET_RECORDED_BY,
    SHEET_NAME,
    SHEET_CONTACT,
    SHEET_CLASS,
    SHEET_PLACE,
    SHEET_HAPPENED,
    SHEET_CONTENT,
    SHEET_REMEDY_SOUGHT,
    SHEET_OWNER,
    SHEET_OPINION, /* what the decision gives as reasons, or else the proposal says */
    SHEET_RESULT,  /* what was carried out, or else how it was decided */
    SHEET_TOLD,    /* the day on which the complainant was told */
    SHEET_ANSWER,
    SHEET_SATISFACTION,
    SHEET_CLOSED,
    SHEET_FACTS
};

struct pack_column {
    enum sheet_fact fact;
    const char *field; /* of SHEET_OWN */
    bool ours;         /* the organisation's paper has no such column */
    struct pack_text text;
};

/* A record sheet: a case as a form of the organisation shows it, or many as its register. */
struct pack_sheet {
    const char *code;
    struct pack_words classes; /* none: all */
    const struct pack_column *column;
    size_t n_columns;
    struct pack_text text;
};

/* When one of these things happens, a team gets the case to read and to take note of. */
struct pack_copy {
    const char *name;
    const char *at; /* events as clocks have them, divided by blanks */
    struct pack_words classes;
    const char *team;       /* by name; NULL = the one above the case's own */
    struct pack_words asks; /* own fields, of words, that the team fills in */
    struct pack_text text;
};

/* What another team is usually asked to do for a case: asked by one button. Or somebody outside, as
 * soon as one of that kind is asked; the fields say then when they were, and what they answered. */
struct pack_task {
    const char *code;
    struct pack_words classes; /* none: all */
    enum gate_step stage;      /* in which it is usually asked; 0 = at any time */
    const char *team;          /* by name; NULL = to be chosen */
    const char *unit;          /* how long they have, by the calendar of the case */
    int64_t length;
    struct pack_text text, ask;           /* what it is called, and what is asked in words */
    const char *outside;                  /* a code of the list outside_party; NULL = a team */
    const char *told, *answered, *result; /* own fields that are filled in: two days, and words */
    const char *source;                   /* id; NULL = none is named */
};

/* Who does what under the procedure. */
struct pack_role {
    const char *code;
    const char *team; /* whose people they are, by name; NULL = not said */
    bool outside;     /* of the organisation */
    struct pack_text text, duty;
};

/* A step of a chain, and the stages of clause 7 that it stands for: bits 1 << enum gate_step; 0 =
 * before any complaint, such as making known how to complain. Where it is more than its stages, it
 * says by what on the complaint it is done. */
struct pack_chain_step {
    struct pack_text text;
    unsigned stages;
    bool called;              /* only once the complainant was called, after the closing */
    bool carried_out;         /* only once every remedy is verified, or was dropped with a reason */
    struct pack_words fields; /* only once these own fields are answered, a yes_no with yes */
};
/* The course of a complaint as this procedure counts it: a name for the steps of clause 7, never a
 * step of its own. */
struct pack_chain {
    const char *name;
    struct pack_words classes; /* none: all */
    struct pack_text text;
    const struct pack_chain_step *step;
    size_t n;
};

/* Remedies that may be promised, of the catalogue of Annex F; a sum above `second_above` (minor
 * units, 0 = none is said) needs a second person, whatever the limit of who promises it. [3.3-c] */
struct pack_remedy {
    struct pack_words kinds;
    struct pack_words classes; /* none: all */
    int64_t second_above;
    const char *currency;
    const char *source; /* of that sum, id; NULL = none is named */
};

/* A letter that this procedure names: what it is called, and what must stand in it. C8 */
struct pack_letter {
    const char *name; /* "decision", "delay", or that of an early finish or a holding letter */
    struct pack_text title;
    const struct pack_text *block;
    size_t n_blocks;
    const char *unit; /* of the time that its passages name; NULL = they name none */
    int64_t length;
    const char *source; /* id; NULL = none is named */
};

/* What is finished within this time of its clock gets another letter. C8 */
struct pack_early {
    const char *unit; /* NULL = there is no such variant */
    int64_t length;
    const char *letter;
    const char *source; /* id; NULL = none is named */
};

/* What is put right where it was complained about, and closed by the short form. [item 82] */
struct pack_spot {
    struct pack_words asks;     /* fields of later steps that the short form asks for too */
    const char *field, *answer; /* own field that says so by itself; NULL = none */
    struct pack_words without;  /* fields that its closing does not ask for … */
    struct pack_text why;       /* … and why not */
};

/* The parts of the public notice, as operation/notice/notice.h counts them. [7.1-a] */
enum { PACK_NOTICE_PARTS = 9 };

struct pack_version {
    int64_t id; /* of its row; 0 = read from a file */
    const char *name;
    int64_t version;
    struct pack_text title, about;
    struct date from, until; /* while it may be taken for new cases */
    /* When the organisation looks at it again: reminded from, done by; unset = not said. */
    struct date review_from, review_by;
    const struct pack_source *source;
    size_t n_sources;
    const struct pack_contact *contact; /* none: all kinds, as they are called everywhere */
    size_t n_contacts;
    const struct pack_class *class;
    size_t n_classes;
    const struct pack_field *field;
    size_t n_fields;
    const struct pack_gate *gate;
    size_t n_gates;
    const struct pack_regime *regime;
    size_t n_regimes;
    const struct clock_rule_row *clock;      /* in place of the organisation's of the same name */
    const char *const *clock_source;         /* beside clock: id of the source */
    const char *const *clock_extends_source; /* beside clock: of `extends`; NULL = the same */
    const struct pack_limits *clock_limits;  /* beside clock */
    const struct pack_early *clock_early;    /* beside clock */
    const char *const *clock_holding; /* beside clock; the letter that tells a delay, or NULL */
    const struct pack_text *clock_promise; /* beside clock: what complainants are told, if at all */
    const char *const
        *clock_until; /* beside clock: it ends on the day of that field; NULL = by its length */
    size_t n_clocks;
    const struct pack_route *route; /* the first that fits counts; the last fits all */
    size_t n_routes;
    const struct pack_sheet *sheet;
    size_t n_sheets;
    const struct pack_copy *copy;
    size_t n_copies;
    const struct pack_task *task;
    size_t n_tasks;
    const struct pack_role *role;
    size_t n_roles;
    const struct pack_letter *letter;
    size_t n_letters;
    const struct pack_significant *significant; /* none: the organisation's signals alert */
    size_t n_significants;
    const struct pack_remedy *remedy; /* none: every remedy may be promised */
    size_t n_remedies;
    int reopen_up_to; /* a satisfaction up to this opens a closed case again; 0: never */
    const struct pack_field *question; /* of the survey, beside the standard's three */
    size_t n_questions;
    int survey_after;                   /* days from the closing until it is asked */
    const char *survey_from;            /* id of the source of its numbers; NULL = none is named */
    bool without_fair, without_outcome; /* these two of the standard are not asked */
    const char
        *calendar;   /* of its clocks, and of the organisation's, that name none; NULL = none */
    bool one_screen; /* a case is the eight steps of Annex B on one page [B-a] */
    const struct pack_chain *chain;
    size_t n_chains;
    /* What stands in the parts of the public notice until the organisation writes its own; a part
     * that the pack does not write has no texts. */
    struct pack_text notice[PACK_NOTICE_PARTS];
    struct pack_spot spot;
    int representatives;              /* that a group may have; 0: as many as it likes */
    const char *representatives_from; /* id of the source */
    int repeat_months; /* how far back the same is looked for; 0: not at all [7.6-b] */
    bool repeat_class, repeat_problem; /* what two complaints of one person share, both of it */
    struct pack_words repeat_fields;   /* or the same answer to one of these, whoever complains */
    const char *repeats_from;          /* id of the source; NULL = none is named */
};

/* An answer to an own field of a case. */
struct own_value {
    const char *name, *value; /* canonical: own_read() */
};

const struct pack_class *pack_class(const struct pack_version *v, const char *code);
/* A field, or a question of the survey by its whole name, "survey.polite". */
const struct pack_field *pack_field(const struct pack_version *v, const char *name);
const struct pack_contact *pack_contact(const struct pack_version *v, const char *type);
/* Whether contacts of that kind are taken. */
bool pack_takes(const struct pack_version *v, const char *type);
/* The i-th of all of them: fields, then questions. */
const struct pack_field *pack_field_at(const struct pack_version *v, size_t i);
const struct pack_regime *pack_regime(const struct pack_version *v, const char *code);
const struct clock_rule_row *pack_clock(const struct pack_version *v, const char *name);
/* The same as it runs for a case of that class (NULL = none is known): the limit for the class
 * itself or the nearest above it. */
const struct clock_rule_row *pack_clock_for(const struct pack_version *v, const char *name,
                                            const char *class);
/* The field on whose day a clock of that name ends; NULL = it runs by its length. */
const struct pack_field *pack_clock_until(const struct pack_version *v, const char *name);
const struct pack_route *pack_route(const struct pack_version *v, const char *name);
const struct pack_letter *pack_letter(const struct pack_version *v, const char *name);
/* The letter by which a delay of that clock is told while its date stays; NULL = there is none. */
const struct pack_letter *pack_holding(const struct pack_version *v, const char *clock);
const struct pack_source *pack_source(const struct pack_version *v, const char *id);
const struct pack_sheet *pack_sheet(const struct pack_version *v, const char *code);
const struct pack_significant *pack_significant(const struct pack_version *v, const char *code);
const struct pack_copy *pack_copy(const struct pack_version *v, const char *name);
const struct pack_task *pack_task(const struct pack_version *v, const char *code);
/* The role of that code, `n` bytes of it. */
const struct pack_role *pack_role(const struct pack_version *v, const char *code, size_t n);
/* What outside parties of that kind are asked for cases of that class; NULL = nothing is usual. */
const struct pack_task *pack_task_outside(const struct pack_version *v, const char *class,
                                          const char *kind);

/* A class and all those below it, divided by blanks; itself alone where the pack has none of it. */
const char *pack_classes_below(struct arena *a, const struct pack_version *v, const char *class);
/* Whether a field or gate for these classes is for a case of `class` (or of one below). */
bool pack_concerns(const struct pack_version *v, const struct pack_words *classes,
                   const char *class);
bool pack_listed(const struct pack_words *words, const char *word);
/* Whether a remedy of that kind may be promised to a case of that class; every one is where the
 * pack names none. */
bool pack_remedy_allowed(const struct pack_version *v, const char *class, const char *kind);
/* What is promised of one kind: what it is worth or costs, minor units. */
struct pack_promise {
    const char *kind, *currency;
    int64_t amount;
};
/* Whether the first of the promises needs a second person by the pack; the others, which nobody
 * second answers for either, add to it where the same rule is about them. */
bool pack_remedy_second(const struct pack_version *v, const char *class,
                        const struct pack_promise *promises, size_t n);
/* Whether the pack may be taken on that day. What is taken stays in force until another one is. */
bool pack_valid_on(const struct pack_version *v, struct date day);

/* Whether clocks are told of that event by the regime: "CODE_open", "CODE_done", or the event of a
 * question. */
bool pack_regime_tells(const struct pack_regime *g, const char *event);
/* Whether a case of that class with these own fields is under the regime. What is not known yet,
 * the class or the field it goes by, counts as if it were. */
bool pack_regime_concerns(const struct pack_version *v, const struct pack_regime *g,
                          const char *class, const struct own_value *values, size_t n);

/* The gates that are not open yet, required fields among them; `f` has its assessment. */
void pack_gates(struct arena *a, const struct pack_version *v, const char *class,
                const struct own_value *values, size_t n, struct case_facts *f);

/* What was typed, as it is stored: the canonical text, NULL for nothing. ERR_INVALID on
 * `form_name`, in the words of the forms. */
MUST_CHECK bool own_read(struct arena *a, const struct pack_field *f, const char *form_name,
                         const char *typed, const char **out, struct err *err);
/* Whether a day may be written down there today; ERR_INVALID on `form_name`. */
MUST_CHECK bool own_day_allowed(const struct pack_field *f, const char *form_name,
                                const char *value, struct date today, struct err *err);
/* Refuses, on that field, a first receipt later than the receipt itself. */
MUST_CHECK bool own_received_allowed(const struct pack_field *f, const char *form_name,
                                     const char *value, struct date received, struct err *err);
/* The field that says when a complaint of that class was first received; NULL = there is none. */
const struct pack_field *pack_received(const struct pack_version *v, const char *class);
/* An answer as people read it, in the language of that number: labels of choices, a line for each
 * row of a table; NULL stays. Of a file it is the number: complaint/dossier.h has its name. */
const char *own_shown(struct arena *a, const struct pack_field *f, const char *value, int lang);
/* Whether this answer is an event that clocks are told of. */
bool own_happens(const struct pack_field *f, const char *value);
/* Whether an answer names people: then it is hidden and found as names are. */
bool own_names_people(const struct pack_field *f);

/* "reference", "received" …; NULL for SHEET_OWN. */
const char *sheet_fact_code(enum sheet_fact fact);
const char *own_kind_code(enum own_kind kind);

#endif
