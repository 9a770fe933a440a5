#include "people/organisation.h"

#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "complaint/tally.h"
#include "complaint/tally_zone.h"
#include "db/organisation_sql.h"
#include "db/procedure_sql.h"

#include <string.h>

enum { CODE_MOST = 60, WORD_MOST = 200, SENTENCES_MOST = 5000 };

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Writes one that differs; a new one gets a row. */
bool setting_write(struct history *h, const struct setting_change *change, struct err *err)
{
    const struct act *act = h->act;
    struct setting_row before = { 0 }, after;
    struct err none = { 0 };
    const char *value = change->value && *change->value ? change->value : NULL;

    if (!sql_setting_by_name(act->a, act->db, change->name, &before, &none)) {
        struct setting_row row = { .name = change->name, .value = value };
        if (none.kind != ERR_NOT_FOUND) {
            *err = none;
            return false;
        }
        return !value || history_insert(h, &setting_table, &row, err);
    }
    if (same(before.value, value))
        return true;
    after = before;
    after.value = value;
    return history_update(h, &setting_table, &before, &after, err);
}

/* Days of another zone are other days: the clerk counts the complaints again, those that wait to be
 * counted by the old ones first. */
static bool figures_follow(const struct act *act, const char *zone, struct err *err)
{
    struct setting_row row = { 0 };
    struct err none = { 0 };
    const char *before, *after = zone && *zone ? zone : "UTC";

    if (!sql_setting_by_name(act->a, act->db, "zone", &row, &none) && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    before = row.value ? row.value : "UTC";
    return same(before, after) ||
           (tally_put_in(act->a, act->db, err) && tally_zone_leave(act, before, after, err));
}

bool settings_save(const struct act *act, const struct setting_change *list, size_t n,
                   struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "settings_changed", NULL, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if ((strcmp(list[i].name, "zone") == 0 && !figures_follow(act, list[i].value, err)) ||
            !setting_write(&h, &list[i], err))
            return false;
    return history_end(&h, err) && tx_commit(&tx, err);
}

bool clock_terms_valid(const struct act *act, const struct procedure *p,
                       const struct pack_version *pack, const struct clock_rule_row *terms,
                       struct err *err)
{
    struct clock_row clock = { .started_at = act->now };
    struct clock_sum sum;

    if (!procedure_calendar(p, procedure_rule_calendar(p, pack, terms)))
        return err_field(err, "calendar", N_("There is no such calendar."));
    due_rule(p, pack, terms, &clock);
    return (!terms->tells || clock_tells_valid(terms->tells, clock_tells_known, err)) &&
           (!terms->extends || clock_extends_valid(terms->extends, err)) &&
           due_sum(act->a, p, &clock, NULL, act->now, &sum, err);
}

bool clock_rule_save(const struct act *act, const struct procedure *p, const char *name,
                     const struct clock_rule_row *terms, struct err *err)
{
    struct clock_rule_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!clock_terms_valid(act, p, NULL, terms, err) || !tx_begin(&tx, act->db, err) ||
        !sql_clock_rule_named(act->a, act->db, name, &before, err))
        return false;
    after = before;
    after.unit = terms->unit;
    after.length = terms->length;
    after.calendar = terms->calendar;
    after.hours = terms->hours;
    after.counts_first = terms->counts_first;
    after.rolls = terms->rolls;
    after.pauses = terms->pauses;
    after.tells = terms->tells;
    after.extends = terms->extends;
    return history_begin(&h, act, COMPLAINT_NONE, "clock_changed", NULL, err) &&
           history_update(&h, &clock_rule_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool code_sentences(const char *list)
{
    return strcmp(list, "snippet") == 0 || strncmp(list, "script_", 7) == 0;
}

/* A code stands in addresses, its words in a line of a form or of a list. */
static bool word_fits(struct arena *a, const char *list, const char *field, const char *word,
                      struct err *err)
{
    bool sentences = code_sentences(list);
    struct field f = { .name = field,
                       .kind = FIELD_TEXT,
                       .lines = sentences,
                       .max = sentences ? SENTENCES_MOST : WORD_MOST };
    const char *read = NULL;

    return field_read(a, &f, &read, word, strlen(word), err);
}

/* A code is shown in every language, so each has its word. */
static bool words_there(struct arena *a, const struct code_row *row, struct err *err)
{
    const char *const words[][2] = {
        { "en", row->en },
        { "zh_hans", row->zh_hans },
        { "zh_hant", row->zh_hant },
        { "vi", row->vi },
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (!words[i][1] || !words[i][1][strspn(words[i][1], " \t")])
            return err_field(err, words[i][0], N_("Please give the words in every language."));
    for (size_t i = 0; i < COUNT(words); i++)
        if (!word_fits(a, row->list, words[i][0], words[i][1], err))
            return false;
    return true;
}

static bool list_open(const struct act *act, const char *list, struct err *err)
{
    struct rows codes = { 0 };
    const struct code_row *row;

    if (!codes_of(act, list, &codes, err))
        return false;
    row = codes.row;
    if (codes.n == 0 || row[0].fixed)
        return err_field(err, "code",
                         N_("The program reads the codes of this list: their words may "
                            "be changed, but none can be added."));
    return true;
}

bool code_add(const struct act *act, struct code_row *row, struct err *err)
{
    struct code_row other = { 0 };
    struct err none = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!*row->code || strspn(row->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                         "0123456789_") != strlen(row->code))
        return err_field(err, "code", N_("A code is made of letters, digits and _."));
    if (!record_text_fits("code", row->code, strlen(row->code), CODE_MOST, err) ||
        !words_there(act->a, row, err) || !tx_begin(&tx, act->db, err) ||
        !list_open(act, row->list, err))
        return false;
    if (code_find(act, row->list, row->code, &other, &none))
        return err_field(err, "code", N_("This code is in the list already."));
    return history_begin(&h, act, COMPLAINT_NONE, "code_added", NULL, err) &&
           history_insert(&h, &code_table, row, err) && history_end(&h, err) && tx_commit(&tx, err);
}

bool code_save(const struct act *act, const struct code_row *before, struct code_row *after,
               struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    if (before->fixed && instant_is_set(after->ended_at))
        return err_field(err, "end", N_("The program reads this code, so it stays in use."));
    return words_there(act->a, after, err) && tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "code_changed", NULL, err) &&
           history_update(&h, &code_table, before, after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool code_lists(const struct act *act, struct rows *out, struct err *err)
{
    return sql_code_lists(act->a, act->db, out, err);
}

bool codes_of(const struct act *act, const char *list, struct rows *out, struct err *err)
{
    return sql_codes_all_of(act->a, act->db, list, out, err);
}

bool code_find(const struct act *act, const char *list, const char *code, struct code_row *out,
               struct err *err)
{
    return sql_code_named(act->a, act->db, list, code, out, err);
}
