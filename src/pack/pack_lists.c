/* Code lists and clocks: what an organisation is made with. */
#include "pack/pack_file.h"

#include "base/buf.h"
#include "web/embedded.h"

#include <string.h>

static const cyaml_schema_value_t string_schema = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *,
                                                                       0, CYAML_UNLIMITED) };

/* -- codes/NAME.yaml -- */

struct code_y {
    char *code;
    struct text_y text;
    bool amount, detail;
};
struct list_y {
    char *list;
    bool fixed;
    struct code_y *codes;
    unsigned codes_count;
};
static const cyaml_schema_field_t code_fields[] = {
    STRING("code", struct code_y, code),
    TEXT_FIELDS(struct code_y),
    CYAML_FIELD_BOOL("amount", CYAML_FLAG_OPTIONAL, struct code_y, amount),
    CYAML_FIELD_BOOL("detail", CYAML_FLAG_OPTIONAL, struct code_y, detail),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t code_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT,
                                                                      struct code_y, code_fields) };
static const cyaml_schema_field_t list_fields[] = {
    STRING("list", struct list_y, list),
    CYAML_FIELD_BOOL("fixed", CYAML_FLAG_DEFAULT, struct list_y, fixed),
    CYAML_FIELD_SEQUENCE("codes", CYAML_FLAG_POINTER, struct list_y, codes, &code_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t list_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER,
                                                                      struct list_y, list_fields) };

/* -- clocks.yaml -- */

struct clock_y {
    char *name;
    char **starts;
    unsigned starts_count;
    char **stops;
    unsigned stops_count;
    char *unit;
    int length;
    char *calendar, *hours, *tells, *extends;
    bool counts_first, rolls, pauses;
    struct text_y text;
};
struct clocks_y {
    bool standard;
    struct clock_y *clocks;
    unsigned clocks_count;
    int update_hours, reminders, reviews, backup_keys_days, identity_hours, analysis_months,
        review_months;
    int export_share, export_few;
    char *not_theirs;
};
static const cyaml_schema_field_t clock_fields[] = {
    STRING("name", struct clock_y, name),
    CYAML_FIELD_SEQUENCE("starts", CYAML_FLAG_POINTER, struct clock_y, starts, &string_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("stops", CYAML_FLAG_POINTER, struct clock_y, stops, &string_schema, 1,
                         CYAML_UNLIMITED),
    STRING("unit", struct clock_y, unit),
    CYAML_FIELD_INT("length", CYAML_FLAG_DEFAULT, struct clock_y, length),
    OPTIONAL("calendar", struct clock_y, calendar),
    OPTIONAL("hours", struct clock_y, hours),
    OPTIONAL("tells", struct clock_y, tells),
    OPTIONAL("extends", struct clock_y, extends),
    CYAML_FIELD_BOOL("counts_first", CYAML_FLAG_OPTIONAL, struct clock_y, counts_first),
    CYAML_FIELD_BOOL("rolls", CYAML_FLAG_OPTIONAL, struct clock_y, rolls),
    CYAML_FIELD_BOOL("pauses", CYAML_FLAG_OPTIONAL, struct clock_y, pauses),
    TEXT_FIELDS(struct clock_y),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t clock_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct clock_y, clock_fields) };
static const cyaml_schema_field_t clocks_fields[] = {
    CYAML_FIELD_BOOL("default", CYAML_FLAG_OPTIONAL, struct clocks_y, standard),
    CYAML_FIELD_SEQUENCE("clocks", CYAML_FLAG_POINTER, struct clocks_y, clocks, &clock_schema, 1,
                         CYAML_UNLIMITED),
    CYAML_FIELD_INT("update_hours", CYAML_FLAG_DEFAULT, struct clocks_y, update_hours),
    CYAML_FIELD_INT("reminders", CYAML_FLAG_DEFAULT, struct clocks_y, reminders),
    CYAML_FIELD_INT("reviews", CYAML_FLAG_DEFAULT, struct clocks_y, reviews),
    CYAML_FIELD_INT("backup_keys_days", CYAML_FLAG_OPTIONAL, struct clocks_y, backup_keys_days),
    CYAML_FIELD_INT("identity_hours", CYAML_FLAG_OPTIONAL, struct clocks_y, identity_hours),
    CYAML_FIELD_INT("export_share", CYAML_FLAG_OPTIONAL, struct clocks_y, export_share),
    CYAML_FIELD_INT("export_few", CYAML_FLAG_OPTIONAL, struct clocks_y, export_few),
    CYAML_FIELD_INT("analysis_months", CYAML_FLAG_OPTIONAL, struct clocks_y, analysis_months),
    CYAML_FIELD_INT("review_months", CYAML_FLAG_OPTIONAL, struct clocks_y, review_months),
    OPTIONAL("not_theirs", struct clocks_y, not_theirs),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t clocks_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct clocks_y, clocks_fields) };

/* -- reading -- */

static const char *joined(struct arena *a, char *const *words, unsigned n)
{
    struct buf b = buf_new(a);

    for (unsigned i = 0; i < n; i++) {
        if (i > 0)
            buf_char(&b, ' ');
        buf_str(&b, words[i]);
    }
    return buf_text(&b);
}

/* Every file below data/codes/, built in; sorted by name. */
bool pack_lists(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    static const char folder[] = "data/codes/";
    struct pack_list *lists = ARENA_ARRAY(a, struct pack_list, embedded_count);

    for (size_t i = 0; i < embedded_count; i++) {
        struct list_y *y = NULL;
        struct pack_code *codes;
        if (strncmp(embedded_files[i].path, folder, strlen(folder)) != 0)
            continue;
        if (!pack_file_read(a, data, embedded_files[i].path + strlen("data/"), &list_schema,
                            (void **)&y, err))
            return false;
        codes = ARENA_ARRAY(a, struct pack_code, y->codes_count);
        for (unsigned j = 0; j < y->codes_count; j++)
            codes[j] =
                (struct pack_code){ arena_str(a, y->codes[j].code), pack_text(a, &y->codes[j].text),
                                    y->codes[j].amount, y->codes[j].detail };
        lists[p->n_lists++] =
            (struct pack_list){ arena_str(a, y->list), y->fixed, codes, y->codes_count };
        pack_file_free(&list_schema, y);
    }
    p->list = lists;
    return true;
}

static const char *word_of(struct arena *a, const char *s)
{
    return s ? arena_str(a, s) : NULL;
}

bool pack_clocks(struct arena *a, const char *data, struct pack *p, struct err *err)
{
    struct pack_clock *clocks;
    struct clocks_y *y = NULL;

    if (!pack_file_read(a, data, "clocks.yaml", &clocks_schema, (void **)&y, err))
        return false;
    clocks = ARENA_ARRAY(a, struct pack_clock, y->clocks_count);
    for (unsigned i = 0; i < y->clocks_count; i++)
        clocks[i] = (struct pack_clock){
            .name = arena_str(a, y->clocks[i].name),
            .starts = joined(a, y->clocks[i].starts, y->clocks[i].starts_count),
            .stops = joined(a, y->clocks[i].stops, y->clocks[i].stops_count),
            .unit = arena_str(a, y->clocks[i].unit),
            .length = y->clocks[i].length,
            .calendar = word_of(a, y->clocks[i].calendar),
            .hours = word_of(a, y->clocks[i].hours),
            .tells = word_of(a, y->clocks[i].tells),
            .extends = word_of(a, y->clocks[i].extends),
            .counts_first = y->clocks[i].counts_first,
            .rolls = y->clocks[i].rolls,
            .pauses = y->clocks[i].pauses,
            .text = pack_text(a, &y->clocks[i].text),
        };
    p->clock = clocks;
    p->n_clocks = y->clocks_count;
    p->update_hours = y->update_hours;
    p->reminders = y->reminders;
    p->backup_keys_days = y->backup_keys_days;
    p->identity_hours = y->identity_hours;
    p->export_share = y->export_share;
    p->export_few = y->export_few;
    p->analysis_months = y->analysis_months;
    p->review_months = y->review_months;
    p->not_theirs = y->not_theirs ? arena_str(a, y->not_theirs) : NULL;
    p->reviews = y->reviews;
    pack_file_free(&clocks_schema, y);
    return true;
}
