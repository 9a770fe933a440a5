/*
 * What the readers of a pack's parts share: getting typed values out of nodes, and refusing
 * them with line and advice.
 */
#ifndef COMPLAINT_PACK_PARTS_H
#define COMPLAINT_PACK_PARTS_H

#include "complaint/pack_read.h"
#include "complaint/yaml_tree.h"

struct pack_reader {
    struct arena *a;
    struct pack_version *v;
    struct pack_problems *problems;
};

/* A key of a mapping. */
struct pack_key {
    const char *name;
    enum { KEY_MAY, KEY_MUST } is;
};
/* The four languages, for the key tables of what has a text. */
#define PACK_LANGUAGES                                                                             \
    { "en", KEY_MUST }, { "zh-Hans", KEY_MUST }, { "zh-Hant", KEY_MUST },                          \
    {                                                                                              \
        "vi", KEY_MUST                                                                             \
    }

/* `id` is a message, which says what to write instead; then name and value in turn, and NULL. */
void pack_wrong(struct pack_reader *r, int line, const char *id, ...) __attribute__((sentinel));
const char *pack_digits(const struct pack_reader *r, int64_t n);
/* Whether the node is a mapping; its keys are those of the table, which ends with { 0 }. `what` is
 * a message. */
bool pack_keys(struct pack_reader *r, const struct node *map, const char *what,
               const struct pack_key *keys);

/* Each of these says what is wrong and gives nothing (NULL, 0, false); a key that is not there
 * gives nothing and is not wrong. */
const char *pack_get_text(struct pack_reader *r, const struct node *map, const char *key, int max);
/* A name such as first_contact: small letters, digits and _. */
const char *pack_get_name(struct pack_reader *r, const struct node *map, const char *key);
int64_t pack_get_number(struct pack_reader *r, const struct node *map, const char *key,
                        int64_t least, int64_t most);
bool pack_get_bool(struct pack_reader *r, const struct node *map, const char *key);
struct date pack_get_date(struct pack_reader *r, const struct node *map, const char *key);
/* Its place among the words, or -1; `words` ends with NULL, gaps of NULL before `n` are none. */
int pack_get_word(struct pack_reader *r, const struct node *map, const char *key,
                  const char *const *words, size_t n);
/* The place of this text among the words, or -1, refused as above. */
int pack_word_of(struct pack_reader *r, const struct node *node, const char *const *words,
                 size_t n);
/* A list of names. */
struct pack_words pack_get_names(struct pack_reader *r, const struct node *map, const char *key);
/* A list of texts of at most `max` characters. */
struct pack_words pack_get_texts(struct pack_reader *r, const struct node *map, const char *key,
                                 int max);
/* A list of these words; those that are none of them are refused. */
struct pack_words pack_get_words(struct pack_reader *r, const struct node *map, const char *key,
                                 const char *const *words, size_t n);
/* The same of a list of words, without its "none". */
struct words;
struct pack_words pack_get_codes(struct pack_reader *r, const struct node *map, const char *key,
                                 const struct words *w);
/* A list, at most `most` long; NULL when there is none. */
const struct node *pack_get_list(struct pack_reader *r, const struct node *map, const char *key,
                                 size_t most);
/* The four languages that stand in `map` itself, and those of a mapping below `key`. */
struct pack_text pack_languages(struct pack_reader *r, const struct node *map, int max);
struct pack_text pack_get_languages(struct pack_reader *r, const struct node *map, const char *key,
                                    int max);

/* The id of a source of the pack, of the key "source" or of another one. */
const char *pack_get_source(struct pack_reader *r, const struct node *map);
const char *pack_get_source_of(struct pack_reader *r, const struct node *map, const char *key);
/* "200.00 CNY" in minor units, with its currency. */
int64_t pack_get_money(struct pack_reader *r, const struct node *map, const char *key,
                       const char **currency);
/* A unit of time; working hours where they make sense. */
const char *pack_get_unit(struct pack_reader *r, const struct node *map, const char *key,
                          bool working_hours);
/* The name of a calendar, NULL when none stands there. Whether there is such a calendar is asked
 * where the pack is taken. */
const char *pack_get_calendar(struct pack_reader *r, const struct node *map);
/* "3 working_days"; false when nothing usable stands there. */
bool pack_get_span(struct pack_reader *r, const struct node *map, const char *key,
                   const char **unit, int64_t *length);
/* A step of clause 7, GATE_NONE when it is not said. */
enum gate_step pack_get_stage(struct pack_reader *r, const struct node *map, const char *key);

/* -- the parts -- */
void pack_read_sources(struct pack_reader *r, const struct node *top);
void pack_read_contacts(struct pack_reader *r, const struct node *top);
void pack_read_classes(struct pack_reader *r, const struct node *top);
void pack_read_fields(struct pack_reader *r, const struct node *top);
/* Once roles, tasks and the short form are read: that somebody can answer what names them. */
void pack_check_answerers(struct pack_reader *r, const struct node *top);
void pack_read_regimes(struct pack_reader *r, const struct node *top);
void pack_read_gates(struct pack_reader *r, const struct node *top);
void pack_read_clocks(struct pack_reader *r, const struct node *top);
void pack_read_routes(struct pack_reader *r, const struct node *top);
void pack_read_spot(struct pack_reader *r, const struct node *top);
void pack_read_sheets(struct pack_reader *r, const struct node *top);
void pack_read_copies(struct pack_reader *r, const struct node *top);
void pack_read_tasks(struct pack_reader *r, const struct node *top);
void pack_read_significant(struct pack_reader *r, const struct node *top);
void pack_read_roles(struct pack_reader *r, const struct node *top);
void pack_read_chains(struct pack_reader *r, const struct node *top);
void pack_read_notice(struct pack_reader *r, const struct node *top);
void pack_read_survey(struct pack_reader *r, const struct node *top);

/* A condition on the answer of a field, "when_field" and "when_answers", for both or neither. */
void pack_get_when(struct pack_reader *r, const struct node *map, const char **field,
                   struct pack_words *answers);
/* A list of own fields of the pack, which are there. */
struct pack_words pack_get_fields(struct pack_reader *r, const struct node *map, const char *key);
/* What is chosen of: the list "choices", or yes and no. */
void pack_get_choices(struct pack_reader *r, const struct node *map, struct pack_field *f);
void pack_fill_yes_no(struct pack_reader *r, struct pack_field *f);
/* Columns of a table, or the questions of a regime, which tell clocks of events and are all to be
 * answered. */
void pack_get_columns(struct pack_reader *r, const struct node *map, const char *key, size_t most,
                      bool questions, struct pack_field *f);
void pack_read_letters(struct pack_reader *r, const struct node *top);
/* A letter that nothing sends is refused; asked when the clocks are read. */
void pack_letters_sent(struct pack_reader *r, const struct node *top);

/* Whether the standard's own steps tell clocks of something by that name. */
bool pack_happening(const char *name);
/* Events that clocks know, divided by blanks as their table has them. */
const char *pack_get_events(struct pack_reader *r, const struct node *map, const char *key);
/* The classes that are named are there. */
struct pack_words pack_get_classes(struct pack_reader *r, const struct node *map);

#endif
