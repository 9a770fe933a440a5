/* From columns to fields: join, look up, read as a date, check by the field table. */
#include "import/mapped.h"

#include "base/buf.h"
#include "complaint/words.h"
#include "i18n/lang.h"
#include "operation/receipt/filing_check.h"

#include <string.h>
#include <time.h>

enum { TEXT_MOST = 100000, LINE_MOST = 500 };

/* clang-format off */
static const char *const stages[] = { "open", "closed", NULL };
static const char *const yes_no[] = { "yes", "no", NULL };
static const char *const privacies[] = { "named", "confidential", "anonymous", NULL };
static const char *const kinds[] = { "person", "organisation", NULL };
static const char *const languages[] = { "en", "zh-Hans", "zh-Hant", "vi", NULL };
static const char *const directions[] = { "in", "out", "internal", NULL };
static const char *const authors[] = { "complainant", "staff", "system", "api", "outside", NULL };
static const char *const entry_kinds[] = { "fact", "question", "reply", "update", "note", "call",
                                           "letter", "translation", "correction", NULL };

#define C(m, ...) FIELD(struct mapped_case, m, __VA_ARGS__)
static const struct field case_fields[] = {
    C(external_reference, .required = true, .max = 200, .help = "Its name in the other system: together with the source it tells what was imported before"),
    C(stage, .required = true, .choices = stages, .help = "open or closed"),
    C(received_at, .required = true, .help = "When the organisation first received it"),
    C(description, .required = true, .lines = true, .max = TEXT_MOST, .help = "What the complainant said"),
    C(subject, .max = LINE_MOST, .help = "In a few words"),
    C(type, .help = "complaint (default), feedback, suggestion, enquiry, service_request, wrongdoing"),
    C(channel, .required = true, .help = "web, app, telephone, email, letter, fax, in_person, chat, social_media, management_office, parent_company, government, regulator, survey, staff"),
    C(language, .required = true, .choices = languages, .help = "What it is written in"),
    C(team, .max = LINE_MOST, .help = "Name of a team; the reception team when there is none"),
    C(privacy, .choices = privacies, .help = "named, confidential or anonymous; by default anonymous when nobody is named"),
    C(product, .max = LINE_MOST, .help = "Product, service or practice it is about"),
    C(product_reference, .max = LINE_MOST, .help = "Contract, account or serial number"),
    C(class, .max = LINE_MOST, .help = "Code of the list class"),
    C(class_label, .max = LINE_MOST, .help = "Its name, when the code is added to the list"),
    C(sought, .help = "nothing or something: whether a remedy is wanted"),
    C(remedy_sought, .lines = true, .max = TEXT_MOST, .help = "What should be done about it"),
    C(happened_on, .help = "Day on which it happened or began"),
    C(happened_until, .help = "Day on which it ended"),
    C(happened_text, .max = LINE_MOST, .help = "When it happened, in words"),
    C(place, .max = LINE_MOST, .help = "Where it happened"),
    C(recurrent, .choices = yes_no, .help = "Whether it happened before"),
    C(segment, .max = LINE_MOST, .help = "Group of customers"),
    C(immediate_action, .lines = true, .max = TEXT_MOST, .help = "What was done about it at once"),
    C(referred_by, .max = LINE_MOST, .help = "Who passed it on to the organisation"),
    C(problems, .max = LINE_MOST, .help = "Problem codes, divided by blanks"),
    C(person_kind, .choices = kinds, .help = "person (default) or organisation"),
    C(name, .max = LINE_MOST, .help = "Of the complainant"),
    C(email, .max = LINE_MOST, .help = "Of the complainant, like name@example.org"),
    C(phone, .max = LINE_MOST, .help = "Of the complainant"),
    C(address, .lines = true, .max = LINE_MOST, .help = "Of the complainant"),
    C(postcode, .max = LINE_MOST, .help = "Of the complainant"),
    C(country, .max = LINE_MOST, .help = "Of the complainant"),
    C(fax, .max = LINE_MOST, .help = "Of the complainant"),
    C(person_language, .max = 35, .help = "In which the complainant wants to hear from us, a BCP 47 tag such as zh-Hant"),
    C(representative, .max = LINE_MOST, .help = "Name of who acts for the complainant"),
    C(authority, .lines = true, .max = TEXT_MOST, .help = "What allows that"),
    C(outcome, .help = "upheld, partly_upheld, not_upheld, not_determined, out_of_scope; closed complaints only"),
    C(answer, .help = "accepted or rejected; closed complaints only"),
    C(severity, .help = "negligible, minor, major, critical"),
    C(safety, .help = "none, possible, actual"),
    C(priority, .help = "low, normal, high, urgent"),
    C(decided_at, .help = "When it was decided; closed complaints only"),
    C(closed_at, .help = "When it was closed; without it the time of the decision, of the last message or of receipt"),
};
const struct record mapped_case_record = RECORD(struct mapped_case, case_fields);

#define E(m, ...) FIELD(struct mapped_entry, m, __VA_ARGS__)
static const struct field entry_fields[] = {
    E(text, .lines = true, .max = TEXT_MOST, .help = "What was said; without it there is no message"),
    E(kind, .choices = entry_kinds, .help = "reply (default), fact, question, update, note, call, letter, translation, correction"),
    E(direction, .choices = directions, .help = "out (default), in, internal"),
    E(at, .help = "When; the time of receipt when it is not known"),
    E(channel, .help = "As above"),
    E(language, .max = 35, .help = "What it is written in, a BCP 47 tag; by default as the complaint"),
    E(author, .choices = authors, .help = "staff (default), complainant, system, api, outside"),
};
const struct record mapped_entry_record = RECORD(struct mapped_entry, entry_fields);
/* clang-format on */

/* -- before the first record -- */

static bool is_own(const char *to)
{
    return strncmp(to, MAPPED_OWN, strlen(MAPPED_OWN)) == 0;
}

/* A table or a file is no value of a column, and what complainants say of the handling is theirs.
 */
static bool own_exists(const struct pack_version *pack, const char *to)
{
    const struct pack_field *f = is_own(to) ? pack_field(pack, to + strlen(MAPPED_OWN)) : NULL;

    return f && f->kind < OWN_FILE && f->about == SURVEY_NONE;
}

static bool fields_exist(const struct map_fields *fields, const struct record *r,
                         const struct pack_version *pack, struct err *err)
{
    for (size_t i = 0; i < fields->n; i++) {
        const char *to = fields->field[i].to;
        if (record_field(r, to, strlen(to)) || own_exists(pack, to))
            continue;
        err_set(err, ERR_INVALID, N_("The mapping names a field that does not exist: {field}"));
        err_arg(err, "field", to);
        return false;
    }
    return true;
}

static bool field_named(const struct map_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->field[i].to, name) == 0)
            return true;
    return false;
}

/* Without these every record would be rejected. */
static bool required_named(const struct map_fields *fields, const struct record *r, struct err *err)
{
    for (size_t i = 0; i < r->n; i++) {
        if (!r->fields[i].required || field_named(fields, r->fields[i].name))
            continue;
        err_set(err, ERR_INVALID,
                N_("The mapping does not fill {field}, which each complaint has."));
        err_arg(err, "field", r->fields[i].name);
        return false;
    }
    return true;
}

bool mapping_check(const struct mapping *map, const struct pack_version *pack, struct err *err)
{
    for (size_t i = 0; i < map->n_entries; i++)
        if (!fields_exist(&map->entry[i].fields, &mapped_entry_record, NULL, err))
            return false;
    return fields_exist(&map->fields, &mapped_case_record, pack, err) &&
           required_named(&map->fields, &mapped_case_record, err);
}

/* -- one value -- */

struct filling {
    struct arena *a;
    const struct import_record *record;
    const char *prefix; /* of the columns: the path of a member of a list, or "" */
};

static const char *column_value(const struct filling *in, const char *name, size_t n)
{
    const char *path;

    if (!*in->prefix)
        return record_value(in->record, name, n);
    path = arena_printf(in->a, "%s%.*s", in->prefix, (int)n, name);
    return record_value(in->record, path, strlen(path));
}

/* The text with its columns filled in; NULL when it names columns and all are empty. */
static const char *template_fill(const struct filling *in, const struct map_field *f,
                                 const char *text)
{
    struct buf b = buf_new(in->a);
    bool named = false, given = false;

    while (*text) {
        size_t n = strcspn(text, "{");
        buf_add(&b, text, n);
        text += n;
        if (*text == '{') {
            const char *value;
            n = strcspn(text + 1, "}");
            value = column_value(in, text + 1, n);
            if (!f->keep_blanks)
                value = arena_trimmed(in->a, value);
            buf_str(&b, value);
            named = true;
            given = given || *value;
            text += 1 + n + (text[1 + n] == '}');
        }
    }
    return named && !given ? NULL : buf_text(&b);
}

static const char *joined(const struct filling *in, const struct map_field *f)
{
    struct buf b = buf_new(in->a);
    bool first = true;

    for (size_t i = 0; i < f->n_from; i++) {
        const char *part = template_fill(in, f, f->from[i]);
        if (!part)
            continue;
        if (!first)
            buf_str(&b, f->join);
        buf_str(&b, part);
        first = false;
    }
    return buf_text(&b);
}

static bool value_unknown(const struct map_field *f, const char *value, struct err *err)
{
    err_field(err, f->to, N_("The value table does not have \"{value}\"."));
    err_arg(err, "value", value);
    return false;
}

/* What the value table makes of it. */
static bool looked_up(const struct map_field *f, const char **value, struct err *err)
{
    for (size_t i = 0; i < f->n_values; i++)
        if (strcmp(f->value[i].is, *value) == 0) {
            *value = f->value[i].becomes;
            return true;
        }
    if (!**value || f->n_values == 0)
        return true;
    if (!f->otherwise)
        return value_unknown(f, *value, err);
    *value = f->otherwise;
    return true;
}

bool when_read(const char *text, const char *format, const struct zone *zone, struct instant *out)
{
    struct tm tm = { .tm_mday = -1, .tm_gmtoff = INT32_MAX };
    const char *end;
    struct date day;

    if (strcmp(format, "rfc3339") == 0)
        return instant_parse(text, strlen(text), out);
    end = strptime(text, format, &tm);
    if (!end || *end || tm.tm_year < -1899 || tm.tm_year > 8099)
        return false;
    day = DAY((int16_t)(tm.tm_year + 1900), (int8_t)(tm.tm_mon + 1), (int8_t)tm.tm_mday);
    if (!date_valid(day))
        return false;
    if (tm.tm_gmtoff != INT32_MAX) {
        out->us = SECONDS(date_to_days(day) * 86400 + tm.tm_hour * 3600 + tm.tm_min * 60 +
                          tm.tm_sec - tm.tm_gmtoff);
        return true;
    }
    out->us = zone_instant(zone, day, tm.tm_hour * 60 + tm.tm_min).us + SECONDS(tm.tm_sec);
    return true;
}

/* As the field table reads it: RFC 3339, or the day alone. */
static bool dated(const struct filling *in, const struct mapping *map, const struct map_field *f,
                  bool day, const char **value, struct err *err)
{
    struct instant t;

    for (size_t i = 0; i < f->n_dates; i++) {
        char text[INSTANT_TEXT];
        if (!when_read(*value, f->date[i], map->zone, &t))
            continue;
        if (day)
            date_text(zone_date(map->zone, t, NULL), text);
        else
            instant_text(t, text);
        *value = arena_str(in->a, text);
        return true;
    }
    if (f->n_dates == 0)
        return true;
    err_field(err, f->to, N_("\"{value}\" is no date of the formats that the mapping names."));
    err_arg(err, "value", *value);
    return false;
}

/* What the columns, the value table and `empty` make of it; "" = nothing. */
static bool value_of(const struct filling *in, const struct map_field *f, const char **value,
                     struct err *err)
{
    *value = joined(in, f);
    if (!looked_up(f, value, err))
        return false;
    if (!**value && f->empty)
        *value = f->empty;
    return true;
}

static bool field_fill(const struct filling *in, const struct mapping *map,
                       const struct map_field *f, const struct record *r, void *row,
                       struct err *err)
{
    const struct field *field = record_field(r, f->to, strlen(f->to));
    const char *value;

    if (!field)
        return err_internal(err, "no field %s", f->to);
    if (!value_of(in, f, &value, err) || !*value)
        return err->kind == ERR_NONE;
    return dated(in, map, f, field->kind == FIELD_DATE, &value, err) &&
           field_read(in->a, field, row, value, strlen(value), err);
}

static bool fields_fill(const struct filling *in, const struct mapping *map,
                        const struct map_fields *fields, const struct record *r, void *row,
                        struct err *err)
{
    for (size_t i = 0; i < fields->n; i++)
        if (!is_own(fields->field[i].to) && !field_fill(in, map, &fields->field[i], r, row, err))
            return false;
    return record_complete(r, row, err);
}

/* -- own fields of the procedure: what they may hold is asked where their pack is known -- */

/* A field that the mapping fills twice has one value, the later, as any other field. */
static void own_put(struct mapped *out, const char *name, const char *value)
{
    size_t i = 0;

    while (i < out->n_own && strcmp(out->own[i].name, name) != 0)
        i++;
    out->own[i] = (struct own_value){ name, value };
    out->n_own += i == out->n_own;
}

static bool own_fill(const struct filling *in, const struct mapping *map, struct mapped *out,
                     struct err *err)
{
    out->own = ARENA_ARRAY(in->a, struct own_value, map->fields.n);
    for (size_t i = 0; i < map->fields.n; i++) {
        const struct map_field *f = &map->fields.field[i];
        const char *value;
        if (!is_own(f->to))
            continue;
        if (!value_of(in, f, &value, err) || (*value && !dated(in, map, f, true, &value, err)))
            return false;
        if (*value)
            own_put(out, f->to + strlen(MAPPED_OWN), value);
    }
    return true;
}

/* -- messages -- */

/* Whether the record has a member of that list at this place. */
static bool member_there(const struct import_record *record, const char *prefix)
{
    for (size_t i = 0; i < record->n; i++)
        if (strncmp(record->name[i], prefix, strlen(prefix)) == 0)
            return true;
    return false;
}

static bool entry_add(const struct filling *in, const struct mapping *map,
                      const struct map_entry *e, struct mapped *out, struct err *err)
{
    struct mapped_entry entry = { 0 }, *more;

    if (!fields_fill(in, map, &e->fields, &mapped_entry_record, &entry, err))
        return false;
    if (!entry.text)
        return true;
    more = ARENA_ARRAY(in->a, struct mapped_entry, out->n_entries + 1);
    if (out->n_entries > 0)
        memcpy(more, out->entry, out->n_entries * sizeof *more);
    more[out->n_entries++] = entry;
    out->entry = more;
    return true;
}

static bool entries_fill(struct arena *a, const struct mapping *map, const struct map_entry *e,
                         const struct import_record *record, struct mapped *out, struct err *err)
{
    struct filling in = { a, record, "" };

    if (!e->each)
        return entry_add(&in, map, e, out, err);
    for (size_t i = 0;; i++) {
        in.prefix = arena_printf(a, "%s.%zu.", e->each, i);
        if (!member_there(record, in.prefix))
            return true;
        if (!entry_add(&in, map, e, out, err))
            return false;
    }
}

/* -- the whole record -- */

static bool word_known(const struct words *words, const char *field, const char *code,
                       struct err *err)
{
    if (!code || word_value(words, code) != 0)
        return true;
    err_field(err, field, N_("\"{value}\" is none of the possible values."));
    err_arg(err, "value", code);
    return false;
}

static bool words_known(const struct mapped *m, struct err *err)
{
    const struct mapped_case *c = &m->c;

    for (size_t i = 0; i < m->n_entries; i++)
        if (!word_known(&channel_words, "channel", m->entry[i].channel, err) ||
            !filing_language_allowed("language", m->entry[i].language, err))
            return false;
    return filing_language_allowed("person_language", c->person_language, err) &&
           word_known(&contact_type_words, "type", c->type, err) &&
           word_known(&channel_words, "channel", c->channel, err) &&
           word_known(&remedy_sought_words, "sought", c->sought, err) &&
           word_known(&outcome_words, "outcome", c->outcome, err) &&
           word_known(&answer_words, "answer", c->answer, err) &&
           word_known(&severity_words, "severity", c->severity, err) &&
           word_known(&safety_words, "safety", c->safety, err) &&
           word_known(&priority_words, "priority", c->priority, err);
}

bool record_map(struct arena *a, const struct mapping *map, const struct import_record *record,
                struct mapped *out, struct err *err)
{
    struct filling in = { a, record, "" };

    *out = (struct mapped){ 0 };
    if (!fields_fill(&in, map, &map->fields, &mapped_case_record, &out->c, err) ||
        !own_fill(&in, map, out, err))
        return false;
    out->class_label = out->c.class_label ? out->c.class_label : out->c.class;
    if (out->c.class && map->add_classes)
        out->c.class = class_code(a, out->c.class);
    for (size_t i = 0; i < map->n_entries; i++)
        if (!entries_fill(a, map, &map->entry[i], record, out, err))
            return false;
    return words_known(out, err);
}

const char *class_code(struct arena *a, const char *label)
{
    struct buf b = buf_new(a);

    for (const char *c = label; *c; c++) {
        if (*c >= 'A' && *c <= 'Z')
            buf_char(&b, (char)(*c - 'A' + 'a'));
        else if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || (unsigned char)*c > 0x7f)
            buf_char(&b, *c);
        else if (b.n > 0 && b.s[b.n - 1] != '_')
            buf_char(&b, '_');
    }
    while (b.n > 0 && b.s[b.n - 1] == '_')
        b.n--;
    return buf_text(&b);
}
