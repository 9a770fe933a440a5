/* Looking things up in a version of a pack, and what its gates and fields make of a case. */
#include "complaint/pack_version.h"

#include "complaint/own_table.h"
#include "i18n/lang.h"

#include <limits.h>
#include <string.h>

static const char *const kinds[] = { "text",   "lines",  "number", "money", "date",
                                     "choice", "yes_no", "person", "file",  "table" };
static const char *const sheet_facts[SHEET_FACTS] = {
    [SHEET_REFERENCE] = "reference",
    [SHEET_RECEIVED] = "received",
    [SHEET_CHANNEL] = "channel",
    [SHEET_RECORDED_BY] = "recorded_by",
    [SHEET_NAME] = "name",
    [SHEET_CONTACT] = "contact",
    [SHEET_CLASS] = "class",
    [SHEET_PLACE] = "place",
    [SHEET_HAPPENED] = "happened",
    [SHEET_CONTENT] = "content",
    [SHEET_REMEDY_SOUGHT] = "remedy_sought",
    [SHEET_OWNER] = "owner",
    [SHEET_OPINION] = "opinion",
    [SHEET_RESULT] = "result",
    [SHEET_TOLD] = "told",
    [SHEET_ANSWER] = "answer",
    [SHEET_SATISFACTION] = "satisfaction",
    [SHEET_CLOSED] = "closed",
};

const char *sheet_fact_code(enum sheet_fact fact)
{
    return fact < SHEET_FACTS ? sheet_facts[fact] : NULL;
}

const char *own_kind_code(enum own_kind kind)
{
    return (size_t)kind < COUNT(kinds) ? kinds[kind] : NULL;
}

const struct pack_class *pack_class(const struct pack_version *v, const char *code)
{
    for (size_t i = 0; v && code && i < v->n_classes; i++)
        if (strcmp(v->class[i].code, code) == 0)
            return &v->class[i];
    return NULL;
}

static const struct pack_field *field_named(const struct pack_field *list, size_t n,
                                            const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
    return NULL;
}

const struct pack_field *pack_field(const struct pack_version *v, const char *name)
{
    const struct pack_field *f = v && name ? field_named(v->field, v->n_fields, name) : NULL;

    return f || !v || !name ? f : field_named(v->question, v->n_questions, name);
}

const struct pack_contact *pack_contact(const struct pack_version *v, const char *type)
{
    for (size_t i = 0; v && type && i < v->n_contacts; i++)
        if (strcmp(v->contact[i].type, type) == 0)
            return &v->contact[i];
    return NULL;
}

bool pack_takes(const struct pack_version *v, const char *type)
{
    return !v || v->n_contacts == 0 || pack_contact(v, type ? type : "complaint");
}

const char *pack_classes_below(struct arena *a, const struct pack_version *v, const char *class)
{
    const struct pack_words one = { &class, 1 };
    const char *all = class;

    for (size_t i = 0; v && i < v->n_classes; i++)
        if (strcmp(v->class[i].code, class) != 0 && pack_concerns(v, &one, v->class[i].code))
            all = arena_printf(a, "%s %s", all, v->class[i].code);
    return all;
}

const struct pack_field *pack_field_at(const struct pack_version *v, size_t i)
{
    return i < v->n_fields ? &v->field[i] : &v->question[i - v->n_fields];
}

const struct pack_regime *pack_regime(const struct pack_version *v, const char *code)
{
    for (size_t i = 0; v && code && i < v->n_regimes; i++)
        if (strcmp(v->regime[i].code, code) == 0)
            return &v->regime[i];
    return NULL;
}

const struct clock_rule_row *pack_clock(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; v && name && i < v->n_clocks; i++)
        if (strcmp(v->clock[i].name, name) == 0)
            return &v->clock[i];
    return NULL;
}

/* How far above a class the nearest of these stands: 0 = it is one of them, -1 = none does. */
static int steps_up(const struct pack_version *v, const struct pack_words *classes,
                    const char *class)
{
    const struct pack_class *c = pack_class(v, class);
    int up = 0;

    for (; c && !pack_listed(classes, c->code); up++)
        c = c->parent >= 0 ? &v->class[c->parent] : NULL;
    return c ? up : -1;
}

const struct clock_rule_row *pack_clock_for(const struct pack_version *v, const char *name,
                                            const char *class)
{
    const struct clock_rule_row *clock = pack_clock(v, name);
    const struct pack_limits *l = clock ? &v->clock_limits[clock - v->clock] : NULL;

    int nearest = INT_MAX;

    for (size_t i = 0; l && i < l->n; i++) {
        int up = steps_up(v, &l->limit[i].classes, class);
        if (up >= 0 && up < nearest) {
            nearest = up;
            clock = &l->limit[i].rule;
        }
    }
    return clock;
}

const struct pack_field *pack_clock_until(const struct pack_version *v, const char *name)
{
    const struct clock_rule_row *clock = pack_clock(v, name);

    return clock ? pack_field(v, v->clock_until[clock - v->clock]) : NULL;
}

const struct pack_route *pack_route(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; v && name && i < v->n_routes; i++)
        if (strcmp(v->route[i].name, name) == 0)
            return &v->route[i];
    return NULL;
}

const struct pack_letter *pack_letter(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; v && name && i < v->n_letters; i++)
        if (strcmp(v->letter[i].name, name) == 0)
            return &v->letter[i];
    return NULL;
}

const struct pack_letter *pack_holding(const struct pack_version *v, const char *clock)
{
    const struct clock_rule_row *rule = pack_clock(v, clock);

    return rule ? pack_letter(v, v->clock_holding[rule - v->clock]) : NULL;
}

const struct pack_source *pack_source(const struct pack_version *v, const char *id)
{
    for (size_t i = 0; id && i < v->n_sources; i++)
        if (strcmp(v->source[i].id, id) == 0)
            return &v->source[i];
    return NULL;
}

const struct pack_sheet *pack_sheet(const struct pack_version *v, const char *code)
{
    for (size_t i = 0; v && code && i < v->n_sheets; i++)
        if (strcmp(v->sheet[i].code, code) == 0)
            return &v->sheet[i];
    return NULL;
}

const struct pack_role *pack_role(const struct pack_version *v, const char *code, size_t n)
{
    for (size_t i = 0; v && i < v->n_roles; i++)
        if (strlen(v->role[i].code) == n && strncmp(v->role[i].code, code, n) == 0)
            return &v->role[i];
    return NULL;
}

const struct pack_task *pack_task(const struct pack_version *v, const char *code)
{
    for (size_t i = 0; v && code && i < v->n_tasks; i++)
        if (strcmp(v->task[i].code, code) == 0)
            return &v->task[i];
    return NULL;
}

const struct pack_task *pack_task_outside(const struct pack_version *v, const char *class,
                                          const char *kind)
{
    for (size_t i = 0; v && kind && i < v->n_tasks; i++)
        if (v->task[i].outside && strcmp(v->task[i].outside, kind) == 0 &&
            pack_concerns(v, &v->task[i].classes, class))
            return &v->task[i];
    return NULL;
}

const struct pack_copy *pack_copy(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; v && name && i < v->n_copies; i++)
        if (strcmp(v->copy[i].name, name) == 0)
            return &v->copy[i];
    return NULL;
}

bool pack_listed(const struct pack_words *words, const char *word)
{
    for (size_t i = 0; word && i < words->n; i++)
        if (strcmp(words->word[i], word) == 0)
            return true;
    return false;
}

bool pack_concerns(const struct pack_version *v, const struct pack_words *classes,
                   const char *class)
{
    const struct pack_class *c = pack_class(v, class);

    if (classes->n == 0)
        return true;
    while (c && !pack_listed(classes, c->code))
        c = c->parent >= 0 ? &v->class[c->parent] : NULL;
    return c != NULL;
}

bool pack_remedy_allowed(const struct pack_version *v, const char *class, const char *kind)
{
    for (size_t i = 0; v && i < v->n_remedies; i++)
        if (pack_listed(&v->remedy[i].kinds, kind) &&
            pack_concerns(v, &v->remedy[i].classes, class))
            return true;
    return !v || v->n_remedies == 0;
}

/* What is in other money cannot be compared: a second person looks. */
static bool above(const struct pack_remedy *r, const struct pack_promise *promises, size_t n)
{
    int64_t sum = 0;

    if (!promises->currency || strcmp(promises->currency, r->currency) != 0)
        return true;
    for (size_t i = 0; i < n; i++)
        if (pack_listed(&r->kinds, promises[i].kind) && promises[i].currency &&
            strcmp(promises[i].currency, r->currency) == 0)
            sum += promises[i].amount;
    return sum > r->second_above;
}

bool pack_remedy_second(const struct pack_version *v, const char *class,
                        const struct pack_promise *promises, size_t n)
{
    for (size_t i = 0; v && i < v->n_remedies; i++) {
        const struct pack_remedy *r = &v->remedy[i];
        if (r->second_above != 0 && promises->amount != 0 &&
            pack_listed(&r->kinds, promises->kind) && pack_concerns(v, &r->classes, class) &&
            above(r, promises, n))
            return true;
    }
    return false;
}

bool pack_valid_on(const struct pack_version *v, struct date day)
{
    return (!date_is_set(v->from) || date_compare(v->from, day) <= 0) &&
           (!date_is_set(v->until) || date_compare(day, v->until) <= 0);
}

const struct pack_significant *pack_significant(const struct pack_version *v, const char *code)
{
    for (size_t i = 0; v && code && i < v->n_significants; i++)
        if (strcmp(v->significant[i].code, code) == 0)
            return &v->significant[i];
    return NULL;
}

static const char *value_of(const struct own_value *values, size_t n, const char *name)
{
    for (size_t i = 0; name && i < n; i++)
        if (strcmp(values[i].name, name) == 0)
            return values[i].value;
    return NULL;
}

static bool gate_holds(const struct pack_gate *g, const struct own_value *values, size_t n,
                       const struct case_facts *f)
{
    const char *value = value_of(values, n, g->field);

    if (g->breaches)
        return f->breaches_open == 0;
    if (!g->field)
        return f->published;
    return value && (g->answers.n == 0 || pack_listed(&g->answers, value));
}

bool pack_regime_tells(const struct pack_regime *g, const char *event)
{
    size_t n = strlen(g->code);

    for (size_t i = 0; i < g->questions->n_columns; i++)
        if (g->questions->column[i].event && strcmp(g->questions->column[i].event, event) == 0)
            return true;
    return strncmp(event, g->code, n) == 0 &&
           (strcmp(event + n, "_open") == 0 || strcmp(event + n, "_done") == 0);
}

bool pack_regime_concerns(const struct pack_version *v, const struct pack_regime *g,
                          const char *class, const struct own_value *values, size_t n)
{
    const char *answer = value_of(values, n, g->when_field);

    return (!pack_class(v, class) || pack_concerns(v, &g->classes, class)) &&
           (!answer || pack_listed(&g->when_answers, answer));
}

static bool why_concerns(const struct pack_gate *g, const struct case_facts *f)
{
    for (size_t i = 0; f->significant_why && i < g->significant_why.n; i++)
        if (word_listed(f->significant_why, g->significant_why.word[i]))
            return true;
    return g->significant_why.n == 0;
}

/* Whether the case is one that the gate is for. */
static bool gate_concerns(const struct pack_version *v, const struct pack_gate *g,
                          const char *class, const struct case_facts *f)
{
    return pack_concerns(v, &g->classes, class) &&
           (g->safety == 0 || (g->safety & 1u << f->assessment.safety)) &&
           (!g->significant || f->significant) && why_concerns(g, f);
}

static void gate_add(struct case_gate *list, struct case_facts *f, struct case_gate gate)
{
    list[f->n_gates++] = gate;
}

void pack_gates(struct arena *a, const struct pack_version *v, const char *class,
                const struct own_value *values, size_t n, struct case_facts *f)
{
    struct case_gate *list;

    if (!v || v->n_gates + v->n_fields == 0)
        return;
    list = ARENA_ARRAY(a, struct case_gate, v->n_gates + v->n_fields);
    f->gates = list;
    for (size_t i = 0; i < v->n_fields; i++) {
        const struct pack_field *field = &v->field[i];
        enum gate_step before = field->stage == GATE_RECEIPT ? GATE_ASSESSMENT : field->stage;
        if (field->required && pack_concerns(v, &field->classes, class) &&
            !value_of(values, n, field->name))
            gate_add(list, f,
                     (struct case_gate){ .before = before,
                                         .field = field->name,
                                         .said = field->text.in,
                                         .not_on_the_spot =
                                             pack_listed(&v->spot.without, field->name) });
    }
    for (size_t i = 0; i < v->n_gates; i++) {
        const struct pack_gate *g = &v->gate[i];
        if (gate_concerns(v, g, class, f) && !gate_holds(g, values, n, f) &&
            (!g->when_field || pack_listed(&g->when_answers, value_of(values, n, g->when_field))))
            gate_add(
                list, f,
                (struct case_gate){ .before = g->before,
                                    .closing = g->closing,
                                    .field = g->field,
                                    .said = g->said.in,
                                    .not_on_the_spot = pack_listed(&v->spot.without, g->field) });
    }
}

/* -- answers -- */

static bool date_read(struct arena *a, const char *field, const char *typed, const char **out,
                      struct err *err)
{
    size_t n = strlen(typed);
    char *text = arena_alloc(a, DATE_TEXT);
    struct date day;

    while (n > 0 && typed[n - 1] == ' ')
        n--;
    if (!date_parse(typed, n, &day) || !date_is_set(day))
        return err_field(err, field,
                         N_("Write the day as year-month-day, for example 2026-03-31."));
    date_text(day, text);
    *out = text;
    return true;
}

/* "12.50 GBP": the sum and the currency behind it. */
static bool money_read(struct arena *a, const char *field, const char *typed, const char **out,
                       struct err *err)
{
    const char *blank = strrchr(typed, ' ');
    const char *currency = blank ? blank + 1 : "";
    int64_t minor;

    if (strlen(currency) != 3 || strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 ||
        !lang_money_read(arena_strn(a, typed, (size_t)(blank - typed)), currency, &minor))
        return err_field(err, field,
                         N_("Write the sum and its currency behind it, for example 12.50 GBP."));
    *out = arena_printf(a, "%s %s", lang_money_text(a, minor, currency), currency);
    return true;
}

static bool choice_read(const struct pack_field *f, const char *field, const char *typed,
                        const char **out, struct err *err)
{
    for (size_t i = 0; i < f->n_choices; i++)
        if (strcmp(f->choice[i].code, typed) == 0) {
            *out = f->choice[i].code;
            return true;
        }
    return err_field(err, field, N_("This is not one of the possible answers. Please choose one."));
}

struct holder {
    const char *text;
    int64_t number;
};

/* Length, characters and digits are checked as those of any other field. */
static bool plain_read(struct arena *a, const struct pack_field *f, const char *field,
                       const char *typed, const char **out, struct err *err)
{
    const struct field text =
        FIELD(struct holder, text, .max = f->max, .lines = f->kind == OWN_LINES);
    const struct field number = FIELD(struct holder, number);
    bool digits = f->kind == OWN_NUMBER;
    struct holder held = { 0 };

    if (field_read(a, digits ? &number : &text, &held, typed, strlen(typed), err)) {
        *out = digits ? arena_printf(a, "%" PRId64, held.number) : held.text;
        return true;
    }
    err->field = field;
    return false;
}

/* The number of a file; whether the case has it is asked where the case is known. */
static bool file_read_number(const char *field, const char *typed, const char **out,
                             struct err *err)
{
    size_t n = strspn(typed, "0123456789");

    if (n == 0 || n > 18 || typed[n] != '\0' || typed[0] == '0')
        return err_field(err, field, N_("Choose one of the files of this complaint."));
    *out = typed;
    return true;
}

bool own_read(struct arena *a, const struct pack_field *f, const char *form_name, const char *typed,
              const char **out, struct err *err)
{
    *out = NULL;
    if (!typed || typed[strspn(typed, " \t\r\n")] == '\0')
        return true;
    switch (f->kind) {
    case OWN_DATE:
        return date_read(a, form_name, typed, out, err);
    case OWN_MONEY:
        return money_read(a, form_name, typed, out, err);
    case OWN_CHOICE:
    case OWN_YES_NO:
        return choice_read(f, form_name, typed, out, err);
    case OWN_FILE:
        return file_read_number(form_name, typed, out, err);
    case OWN_TABLE:
        return own_table_read(a, f, form_name, typed, NULL, out, err);
    case OWN_TEXT:
    case OWN_LINES:
    case OWN_NUMBER:
    case OWN_PERSON:
        break;
    }
    return plain_read(a, f, form_name, typed, out, err);
}

bool own_day_allowed(const struct pack_field *f, const char *form_name, const char *value,
                     struct date today, struct err *err)
{
    struct date day;

    if (!value || f->kind != OWN_DATE || !date_parse(value, strlen(value), &day))
        return true;
    if (f->not_before_today && date_compare(day, today) < 0)
        return err_field(err, form_name, N_("This day is over. Write today or a later day."));
    if (f->not_after_today && date_compare(day, today) > 0)
        return err_field(err, form_name,
                         N_("This day is still to come. Write today or an earlier day."));
    return true;
}

bool own_received_allowed(const struct pack_field *f, const char *form_name, const char *value,
                          struct date received, struct err *err)
{
    char text[DATE_TEXT];
    struct date day;

    if (!value || !f->received || !date_parse(value, strlen(value), &day) ||
        date_compare(day, received) <= 0)
        return true;
    date_text(received, text);
    err_field(err, form_name,
              N_("It was received here on {date}: the first receipt cannot be later than that."));
    err_arg(err, "date", text);
    return false;
}

const struct pack_field *pack_received(const struct pack_version *v, const char *class)
{
    for (size_t i = 0; v && i < v->n_fields; i++)
        if (v->field[i].received && pack_concerns(v, &v->field[i].classes, class))
            return &v->field[i];
    return NULL;
}

const char *own_shown(struct arena *a, const struct pack_field *f, const char *value, int lang)
{
    if (f->kind == OWN_TABLE)
        return own_table_shown(a, f, value, lang);
    for (size_t i = 0; value && i < f->n_choices; i++)
        if (strcmp(f->choice[i].code, value) == 0)
            return f->choice[i].text.in[lang];
    return value;
}

bool own_happens(const struct pack_field *f, const char *value)
{
    return f->event && value && (f->event_answers.n == 0 || pack_listed(&f->event_answers, value));
}

bool own_names_people(const struct pack_field *f)
{
    for (size_t i = 0; i < f->n_columns; i++)
        if (f->column[i].kind == OWN_PERSON)
            return true;
    return f->kind == OWN_PERSON;
}
