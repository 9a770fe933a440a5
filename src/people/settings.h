/*
 * What the pages of settings share: a list, and a form that shows again what was typed
 * with what was wrong about it.
 */
#ifndef PEOPLE_SETTINGS_H
#define PEOPLE_SETTINGS_H

#include "complaint/procedure.h"
#include "desk/desk_view.h"
#include "edge/edge.h"
#include "web/answer.h"

enum { SETTING_INPUTS = 24, SETTING_NOTES = 8 };

/* A form under way. Labels and hints are message ids; values as they stand now. */
struct settings {
    struct req *rq;
    const char *title, *intro, *action, *back, *submit;
    struct setting_input input[SETTING_INPUTS];
    size_t n;
    struct setting_note note[SETTING_NOTES];
    size_t n_notes;
    const char *seen; /* sent back as "seen" */
};

/* `title` and `submit` are message ids. */
struct settings settings_form(struct req *rq, const char *title, const char *submit);
void settings_text(struct settings *s, const char *name, const char *label, const char *hint,
                   const char *value);
/* A day. */
void settings_date(struct settings *s, const char *name, const char *label, const char *hint,
                   const char *value);
/* One of several; the chosen ones are marked in the list, or by what was sent. */
void settings_select(struct settings *s, const char *name, const char *label, const char *hint,
                     struct choice *choices, size_t n, const char *value);
void settings_radios(struct settings *s, const char *name, const char *label, const char *hint,
                     struct choice *choices, size_t n, const char *value);
void settings_ticks(struct settings *s, const char *name, const char *label, const char *hint,
                    struct choice *choices, size_t n);
/* A single box. */
void settings_tick(struct settings *s, const char *name, const char *label, const char *hint,
                   const char *words, bool ticked);
/* A file whose text is a field of the form: for routes with ROUTE_TEXT_FILES. */
void settings_text_file(struct settings *s, const char *name, const char *label, const char *hint,
                        const char *accept);
/* A line above the inputs: `label` is a message id, `text` is shown as it is. */
void settings_note(struct settings *s, const char *label, const char *text);
/* Shows it; an error in rq->err that the person can do something about is shown in it
 * (422), any other is the router's. */
bool settings_show(struct settings *s);

/* What was sent; "" when it was not. */
const char *settings_sent(const struct req *rq, const char *name);
bool settings_ticked(const struct req *rq, const char *name, const char *value);
/* A number sent as text; false with an error on that field when it is none. */
bool settings_number(struct req *rq, const char *name, int64_t least, int64_t most, int64_t *out);
/* A day, or nothing. */
bool settings_day(struct req *rq, const char *name, struct date *out);

/* The number in the path; ERR_NOT_FOUND when it is none. */
bool settings_id(struct req *rq, const char *param, int64_t *out);
/* 303 to a list that then says "Saved.", and what it says. */
bool settings_saved(struct req *rq, const char *path);
const char *settings_done(struct req *rq);
/* The page of all settings, above a list that others read too; NULL for whom it is not. */
const char *settings_above(const struct req *rq);

/* Teams in use as choices, by name; with a first one of value "0" when `none` is set. */
bool settings_teams(struct req *rq, const char *none, struct choice **out, size_t *n);
const char *settings_instant(struct req *rq, struct instant t);

#endif
