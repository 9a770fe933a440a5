/*
 * What the codes in a pack are called: events, classes, fields, answers, steps, roles, letters,
 * sources, calendars. Names come from the pack itself, from the organisation's lists and from the
 * catalogues.
 */
#ifndef DESIGNER_VOCABULARY_H
#define DESIGNER_VOCABULARY_H

#include "complaint/yaml_tree.h"
#include "i18n/lang.h"

struct procedure;
struct choice;

struct vocabulary {
    struct arena *a;
    const struct lang *lang;
    const struct node *top;    /* the pack; NULL = none */
    const struct procedure *p; /* of the organisation; NULL = calendars are called by their codes */
};

enum vocabulary_of {
    OF_NOTHING, /* texts and numbers */
    OF_EVENTS,
    OF_CLASSES,
    OF_FIELDS,
    OF_CHOICE_FIELDS, /* fields that are answered by a choice … */
    OF_LATER_FIELDS,  /* … or that the short form can ask for */
    OF_DATES,         /* fields on whose day a clock can end */
    OF_ANSWERS,       /* of the field under "field" … */
    OF_WHEN_ANSWERS,  /* … under "when_field" … */
    OF_OWN_ANSWERS,   /* … or of this field */
    OF_SIGNIFICANT,   /* rules of what is significant */
    OF_STEPS,         /* of clause 7 */
    OF_GATE_STEPS,    /* those that something can be asked before */
    OF_SOURCES,
    OF_LETTERS,
    OF_CALENDARS,
    OF_UNITS,
    OF_TASK_UNITS, /* those that a task can have */
    OF_OWNERS,
    OF_ASKED,
    OF_FIELD_KINDS,
    OF_OWN_KINDS,    /* of an own field … */
    OF_COLUMN_KINDS, /* … of what stands in a row … */
    OF_SURVEY_KINDS, /* … and of a question of the survey */
    OF_DAY_FIELDS,   /* fields of one kind */
    OF_LINES_FIELDS,
    OF_TODAY,
    OF_ANSWERERS, /* who alone can answer a field */
    OF_FIRST,     /* what the day of a field stands for */
    OF_MARKS,
    OF_SEVERITIES,
    OF_SAFETY,
    OF_IMPACTS,
    OF_CHANNELS,
    OF_LANGUAGES,
    OF_CLOSINGS,
    OF_REMEDIES,
    OF_CONTACTS,
    OF_SIGNALS,
    OF_FACTS,
    OF_PARTIES, /* outside */
    OF_SAME,
    OF_ABOUT,
    OF_SCALES,
    OF_STANDARD, /* questions of the standard that a survey can leave out */
    OF_WITHOUT,  /* those, or fields of what is solved on the spot */
    OF_TOLD,     /* who can be told at a share of a clock's time */
};

/* What values of a key are. */
enum vocabulary_of vocabulary_of_key(const char *key);
/* The name of one, NULL when it has none; `item` is what it stands in, for answers. */
const char *vocabulary_name(const struct vocabulary *v, enum vocabulary_of of,
                            const struct node *item, const char *code);
/* All of them as choices (struct choice: its hint is the code) in *out; how many. */
size_t vocabulary_all(const struct vocabulary *v, enum vocabulary_of of, const struct node *item,
                      struct choice **out);

#endif
