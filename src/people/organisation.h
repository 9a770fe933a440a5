/*
 * What an organisation decides about itself: settings, clocks and lists of codes.
 * Every change is an event, and all processes read the procedure again after it.
 */
#ifndef PEOPLE_ORGANISATION_H
#define PEOPLE_ORGANISATION_H

#include "complaint/history.h"
#include "complaint/procedure.h"

struct setting_change {
    const char *name, *value; /* NULL or "" clears it */
};

/* Writes one within an event, when it differs. */
MUST_CHECK bool setting_write(struct history *h, const struct setting_change *change,
                              struct err *err);
/* Event settings_changed, with what differs. */
MUST_CHECK bool settings_save(const struct act *act, const struct setting_change *list, size_t n,
                              struct err *err);
/* Whether a clock can run by them: they must give a date, tried with the day of the act. Refused:
 * office hours, a calendar, shares or extensions that cannot be. */
MUST_CHECK bool clock_terms_valid(const struct act *act, const struct procedure *p,
                                  const struct pack_version *pack,
                                  const struct clock_rule_row *terms, struct err *err);
/* Event clock_changed: what `terms` has of unit, length, calendar, hours and so on, when they
 * are valid. Clocks that run keep theirs. */
MUST_CHECK bool clock_rule_save(const struct act *act, const struct procedure *p, const char *name,
                                const struct clock_rule_row *terms, struct err *err);

/* Lists of whole sentences, whose words have lines. */
bool code_sentences(const char *list);
/* Event code_added. The list must exist and not be fixed; words in four languages, of one line
 * where they are no sentences. */
MUST_CHECK bool code_add(const struct act *act, struct code_row *row, struct err *err);
/* Event code_changed: words, place, whether it is in use. */
MUST_CHECK bool code_save(const struct act *act, const struct code_row *before,
                          struct code_row *after, struct err *err);
/* The names of the lists, as code_row with only `list` and `fixed`. */
MUST_CHECK bool code_lists(const struct act *act, struct rows *out, struct err *err);
MUST_CHECK bool codes_of(const struct act *act, const char *list, struct rows *out,
                         struct err *err);
MUST_CHECK bool code_find(const struct act *act, const char *list, const char *code,
                          struct code_row *out, struct err *err);

#endif
