/* Own fields and gates of a pack. */
#include "complaint/pack_parts.h"
#include "complaint/words.h"

#include "i18n/lang.h"

#include <string.h>

enum { LABEL_MOST = 200, SENTENCE_MOST = 400, TEXT_MOST = 500, LINES_MOST = 20000 };
enum { KINDS_SIMPLE = OWN_PERSON + 1, KINDS = OWN_TABLE + 1 };
/* A form has room for so many cells, whatever else it asks. */
enum { COLUMNS_MOST = 8, ROWS_MOST = 50, ROWS_DEFAULT = 12, CELLS_MOST = 160 };

/* -- fields -- */

void pack_fill_yes_no(struct pack_reader *r, struct pack_field *f)
{
    struct pack_choice *list = ARENA_ARRAY(r->a, struct pack_choice, 2);

    list[0].code = "yes";
    list[1].code = "no";
    for (size_t i = 0; i < LANGS; i++) {
        list[0].text.in[i] = lang_text(&langs[i], N_("Yes"));
        list[1].text.in[i] = lang_text(&langs[i], N_("No"));
    }
    f->choice = list;
    f->n_choices = 2;
}

static bool choice_there(const struct pack_field *f, const char *code)
{
    for (size_t i = 0; i < f->n_choices; i++)
        if (strcmp(f->choice[i].code, code) == 0)
            return true;
    return false;
}

void pack_get_choices(struct pack_reader *r, const struct node *map, struct pack_field *f)
{
    static const struct pack_key keys[] = { { "code", KEY_MUST }, PACK_LANGUAGES, { 0 } };
    const struct node *list = pack_get_list(r, map, "choices", PACK_CHOICES);
    struct pack_choice *choices = ARENA_ARRAY(r->a, struct pack_choice, list ? list->n : 0);

    f->choice = choices;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_choice c;
        if (!pack_keys(r, node, N_("a choice"), keys))
            continue;
        c = (struct pack_choice){ pack_get_name(r, node, "code"),
                                  pack_languages(r, node, LABEL_MOST) };
        if (c.code && choice_there(f, c.code))
            pack_wrong(r, node->line, N_("choice \"{name}\" stands twice: take one of them out"),
                       "name", c.code, NULL);
        else if (c.code)
            choices[f->n_choices++] = c;
    }
}

/* Columns are of the first KINDS_SIMPLE kinds. */
static void kind_read(struct pack_reader *r, const struct node *node, size_t n_kinds,
                      struct pack_field *f)
{
    const char *names[KINDS];
    int kind;
    bool choices = node_get(node, "choices") != NULL;

    for (size_t i = 0; i < KINDS; i++)
        names[i] = own_kind_code((enum own_kind)i);
    kind = pack_get_word(r, node, "kind", names, n_kinds);
    f->kind = kind > 0 ? (enum own_kind)kind : OWN_TEXT;
    if (f->kind == OWN_CHOICE)
        pack_get_choices(r, node, f);
    if (f->kind == OWN_CHOICE && f->n_choices == 0)
        pack_wrong(r, node->line, N_("a field to choose in has no \"choices\": write them"), NULL);
    if (f->kind != OWN_CHOICE && choices)
        pack_wrong(r, node->line, N_("\"choices\" go with \"kind: choice\" only: take them out"),
                   NULL);
    if (f->kind == OWN_YES_NO)
        pack_fill_yes_no(r, f);
}

/* -- tables -- */

static int length_read(struct pack_reader *r, const struct node *node, enum own_kind kind)
{
    return node_get(node, "max") ? (int)pack_get_number(r, node, "max", 1, LINES_MOST)
           : kind == OWN_LINES   ? LINES_MOST
                                 : TEXT_MOST;
}

static void event_read(struct pack_reader *r, const struct node *node, struct pack_field *f);

static struct pack_field column_of(struct pack_reader *r, const struct node *node, bool question)
{
    struct pack_field f = {
        .name = pack_get_name(r, node, "name"),
        .required = question || pack_get_bool(r, node, "required"),
        .text = pack_languages(r, node, question ? SENTENCE_MOST : LABEL_MOST),
    };

    kind_read(r, node, KINDS_SIMPLE, &f);
    if (question)
        event_read(r, node, &f);
    f.max = length_read(r, node, f.kind);
    return f;
}

static bool column_there(const struct pack_field *f, const char *name)
{
    for (size_t i = 0; i < f->n_columns; i++)
        if (strcmp(f->column[i].name, name) == 0)
            return true;
    return false;
}

void pack_get_columns(struct pack_reader *r, const struct node *map, const char *key, size_t most,
                      bool questions, struct pack_field *f)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },
                                            { "kind", KEY_MUST },
                                            { "required", KEY_MAY },
                                            { "choices", KEY_MAY },
                                            { "max", KEY_MAY },
                                            PACK_LANGUAGES,
                                            { 0 } };
    static const struct pack_key question_keys[] = {
        { "name", KEY_MUST },   { "kind", KEY_MUST },
        { "choices", KEY_MAY }, { "max", KEY_MAY },
        { "event", KEY_MAY },   { "event_answers", KEY_MAY },
        PACK_LANGUAGES,         { 0 }
    };
    const struct node *list = pack_get_list(r, map, key, most);
    struct pack_field *columns = ARENA_ARRAY(r->a, struct pack_field, list ? list->n : 0);

    f->column = columns;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_field column;
        if (!pack_keys(r, node, questions ? N_("a question") : N_("a column"),
                       questions ? question_keys : keys))
            continue;
        column = column_of(r, node, questions);
        if (column.name && column_there(f, column.name))
            pack_wrong(r, node->line, N_("column \"{name}\" stands twice: take one of them out"),
                       "name", column.name, NULL);
        else if (column.name)
            columns[f->n_columns++] = column;
    }
}

static size_t cells_all(const struct pack_version *v)
{
    size_t n = 0;

    for (size_t i = 0; i < v->n_fields; i++)
        n += v->field[i].n_columns * (size_t)v->field[i].rows;
    return n;
}

static void table_read(struct pack_reader *r, const struct node *node, struct pack_field *f)
{
    bool columns = node_get(node, "columns") || node_get(node, "rows");

    if (f->kind != OWN_TABLE) {
        if (columns)
            pack_wrong(r, node->line,
                       N_("\"columns\" and \"rows\" go with \"kind: table\" only: take them out"),
                       NULL);
        return;
    }
    pack_get_columns(r, node, "columns", COLUMNS_MOST, false, f);
    f->rows =
        node_get(node, "rows") ? (int)pack_get_number(r, node, "rows", 1, ROWS_MOST) : ROWS_DEFAULT;
    if (f->n_columns == 0)
        pack_wrong(r, node->line, N_("a table has no \"columns\": write them"), NULL);
    if (cells_all(r->v) + f->n_columns * (size_t)f->rows > CELLS_MOST)
        pack_wrong(r, node->line,
                   N_("the tables of a pack have at most {most} cells: write fewer \"rows\""),
                   "most", pack_digits(r, CELLS_MOST), NULL);
}

/* Tables and files are filled in at the desk, where the case is there already. */
static void staff_only(struct pack_reader *r, const struct node *node, const struct pack_field *f)
{
    if (f->kind != OWN_TABLE && f->kind != OWN_FILE)
        return;
    if (f->stage == GATE_RECEIPT)
        pack_wrong(
            r, node_get(node, "stage")->line,
            N_("a table or a file belongs to a complaint that is there: write a later stage"),
            NULL);
    if (f->kind == OWN_FILE && f->shown_to_complainant)
        pack_wrong(r, node_get(node, "shown_to")->line,
                   N_("files are shown to complainants by a mark of their own: take it out"), NULL);
}

static bool staff_or_complainant(struct pack_reader *r, const struct node *node, const char *key)
{
    static const char *const who[] = { "staff", "complainant" };

    return pack_get_word(r, node, key, who, COUNT(who)) == 1;
}

/* The answers that a gate or an event names can be given. */
static struct pack_words answers_read(struct pack_reader *r, const struct node *map,
                                      const char *key, const struct pack_field *f)
{
    struct pack_words names = pack_get_names(r, map, key);

    for (size_t i = 0; f && i < names.n; i++)
        if (!choice_there(f, names.word[i]))
            pack_wrong(r, node_get(map, key)->line,
                       N_("\"{name}\" is no answer of field \"{field}\": write one of its choices"),
                       "name", names.word[i], "field", f->name, NULL);
    return names;
}

static void event_read(struct pack_reader *r, const struct node *node, struct pack_field *f)
{
    f->event = pack_get_name(r, node, "event");
    f->event_answers = answers_read(r, node, "event_answers", f);
    /* Who may answer a field could otherwise stop the clock of a step that was not taken. */
    if (f->event && pack_happening(f->event))
        pack_wrong(r, node_get(node, "event")->line,
                   N_("\"{name}\" is an event of the standard: write another name"), "name",
                   f->event, NULL);
    if (f->event_answers.n > 0 && !f->event)
        pack_wrong(r, node->line, N_("\"event_answers\" go with an \"event\": write its name"),
                   NULL);
}

/* "not_before: today": only the day on which it is written down is known. */
static bool today_get(struct pack_reader *r, const struct node *node, const char *key,
                      const struct pack_field *f)
{
    static const char *const words[] = { NULL, "today" };
    bool is = pack_get_word(r, node, key, words, COUNT(words)) == 1;

    if (is && (f->kind != OWN_DATE || f->stage == GATE_RECEIPT))
        pack_wrong(
            r, node_get(node, key)->line,
            N_("\"{name}\" goes with \"kind: date\" of a stage later than receipt: take it out"),
            "name", key, NULL);
    return is;
}

/* "is: received": the day that clocks count from, once it is taken over. */
static bool received_get(struct pack_reader *r, const struct node *node, const struct pack_field *f)
{
    static const char *const words[] = { NULL, "received" };
    bool is = pack_get_word(r, node, "is", words, COUNT(words)) == 1;

    if (is && (f->kind != OWN_DATE || f->stage != GATE_RECEIPT || f->asked_of_complainant))
        pack_wrong(r, node_get(node, "is")->line,
                   N_("\"is: received\" goes with \"kind: date\" and \"stage: receipt\", asked of "
                      "staff: take it out"),
                   NULL);
    for (size_t i = 0; is && i < r->v->n_fields; i++)
        if (r->v->field[i].received)
            pack_wrong(r, node_get(node, "is")->line,
                       N_("field \"{name}\" says when it was received: take \"is\" out of one of "
                          "them"),
                       "name", r->v->field[i].name, NULL);
    return is;
}

static struct pack_field field_of(struct pack_reader *r, const struct node *node)
{
    struct pack_field f = {
        .name = pack_get_name(r, node, "name"),
        .stage = pack_get_stage(r, node, "stage"),
        .asked_of_complainant = staff_or_complainant(r, node, "asked_of"),
        .shown_to_complainant = staff_or_complainant(r, node, "shown_to"),
        .required = pack_get_bool(r, node, "required"),
        .alike = pack_get_bool(r, node, "alike"),
        .classes = pack_get_classes(r, node),
        .text = pack_languages(r, node, LABEL_MOST),
        .hint = pack_get_languages(r, node, "hint", SENTENCE_MOST),
    };
    const struct node *sealed = node_get(node, "sealed");

    kind_read(r, node, KINDS, &f);
    table_read(r, node, &f);
    staff_only(r, node, &f);
    f.plain = sealed && !pack_get_bool(r, node, "sealed");
    if (f.plain && f.kind != OWN_CHOICE && f.kind != OWN_YES_NO)
        pack_wrong(
            r, sealed->line,
            N_("what people write is sealed: \"sealed: false\" goes with choice and yes_no only"),
            NULL);
    if (f.asked_of_complainant && f.stage != GATE_RECEIPT)
        pack_wrong(r, node_get(node, "asked_of")->line,
                   N_("a complainant is asked on receipt: write \"stage: receipt\""), NULL);
    f.shown_to_complainant |= f.asked_of_complainant;
    f.max = length_read(r, node, f.kind);
    if (f.required && f.stage == GATE_ACKNOWLEDGEMENT)
        pack_wrong(
            r, node_get(node, "required")->line,
            N_("nothing keeps a complaint from being acknowledged: write \"stage: assessment\""),
            NULL);
    if (f.alike && f.kind != OWN_TEXT && f.kind != OWN_NUMBER)
        pack_wrong(r, node_get(node, "alike")->line,
                   N_("only a text or a number is looked for elsewhere: take \"alike\" out"), NULL);
    f.not_before_today = today_get(r, node, "not_before", &f);
    f.not_after_today = today_get(r, node, "not_after", &f);
    f.received = received_get(r, node, &f);
    f.answered_by = pack_get_name(r, node, "answered_by");
    event_read(r, node, &f);
    return f;
}

void pack_read_fields(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },
                                            { "kind", KEY_MUST },
                                            { "stage", KEY_MUST },
                                            { "asked_of", KEY_MAY },
                                            { "shown_to", KEY_MAY },
                                            { "required", KEY_MAY },
                                            { "classes", KEY_MAY },
                                            { "sealed", KEY_MAY },
                                            { "max", KEY_MAY },
                                            { "choices", KEY_MAY },
                                            { "event", KEY_MAY },
                                            { "event_answers", KEY_MAY },
                                            { "alike", KEY_MAY },
                                            { "hint", KEY_MAY },
                                            { "columns", KEY_MAY },
                                            { "rows", KEY_MAY },
                                            { "not_before", KEY_MAY },
                                            { "not_after", KEY_MAY },
                                            { "is", KEY_MAY },
                                            { "answered_by", KEY_MAY },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "fields", PACK_FIELDS);
    struct pack_field *fields = ARENA_ARRAY(r->a, struct pack_field, list ? list->n : 0);

    r->v->field = fields;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_field f;
        if (!pack_keys(r, node, N_("a field"), keys))
            continue;
        f = field_of(r, node);
        if (pack_field(r->v, f.name))
            pack_wrong(r, node->line, N_("field \"{name}\" stands twice: take one of them out"),
                       "name", f.name, NULL);
        else if (f.name)
            fields[r->v->n_fields++] = f;
    }
}

/* -- who answers them -- */

static bool is(const char *name, const struct pack_field *f)
{
    return name && strcmp(name, f->name) == 0;
}

/* Whether something fills it in where nobody is asked who they are. */
static bool filled_elsewhere(const struct pack_version *v, const struct pack_field *f)
{
    for (size_t i = 0; i < v->n_tasks; i++)
        if (is(v->task[i].told, f) || is(v->task[i].answered, f) || is(v->task[i].result, f))
            return true;
    return f->stage == GATE_RECEIPT || pack_listed(&v->spot.asks, f->name) || is(v->spot.field, f);
}

static void answerer_check(struct pack_reader *r, const struct node *node,
                           const struct pack_field *f)
{
    const struct pack_role *role = pack_role(r->v, f->answered_by, strlen(f->answered_by));
    int line = node_get(node, "answered_by")->line;

    if (strcmp(f->answered_by, ANSWERED_BY_SUPERIOR) != 0 && !(role && role->team))
        pack_wrong(r, line,
                   N_("\"{name}\" is nobody who can be known to answer: write \"superior\", or a "
                      "role that has a \"team\""),
                   "name", f->answered_by, NULL);
    if (filled_elsewhere(r->v, f))
        pack_wrong(r, line,
                   N_("\"answered_by\" goes with a field of a stage later than receipt that no "
                      "task and no short form fills in: take it out"),
                   NULL);
}

void pack_check_answerers(struct pack_reader *r, const struct node *top)
{
    const struct node *list = node_get(top, "fields");

    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++) {
        const struct node *node = list->child[i];
        const struct node *name = node->kind == NODE_MAP ? node_get(node, "name") : NULL;
        const struct pack_field *f =
            name && name->kind == NODE_TEXT ? pack_field(r->v, name->text) : NULL;
        if (f && f->answered_by && node_get(node, "answered_by"))
            answerer_check(r, node, f);
    }
}

/* -- gates -- */

static const struct pack_field *field_get(struct pack_reader *r, const struct node *map,
                                          const char *key)
{
    const char *name = pack_get_name(r, map, key);
    const struct pack_field *f = pack_field(r->v, name);

    if (name && !f)
        pack_wrong(r, node_get(map, key)->line,
                   N_("field \"{name}\" is none of the pack's: write it under \"fields\" first"),
                   "name", name, NULL);
    return f;
}

static unsigned closing_get(struct pack_reader *r, const struct node *map)
{
    const struct node *list = pack_get_list(r, map, "closing", (size_t)closing_reason_words.n);
    const char **words = ARENA_ARRAY(r->a, const char *, (size_t)closing_reason_words.n);
    unsigned bits = 0;

    for (int i = 0; i < closing_reason_words.n; i++)
        words[i] = word_code(&closing_reason_words, i);
    for (size_t i = 0; list && i < list->n; i++) {
        int reason = pack_word_of(r, list->child[i], words, (size_t)closing_reason_words.n);
        if (reason > 0)
            bits |= 1u << reason;
    }
    return bits;
}

void pack_get_when(struct pack_reader *r, const struct node *map, const char **field,
                   struct pack_words *answers)
{
    const struct pack_field *when = field_get(r, map, "when_field");

    *field = when ? when->name : NULL;
    *answers = answers_read(r, map, "when_answers", when);
    if (node_get(map, "when_field") && answers->n == 0)
        pack_wrong(r, node_get(map, "when_field")->line,
                   N_("\"when_field\" goes with \"when_answers\": write them"), NULL);
    if (answers->n > 0 && !node_get(map, "when_field"))
        pack_wrong(r, node_get(map, "when_answers")->line,
                   N_("\"when_answers\" go with \"when_field\": write it"), NULL);
}

static unsigned safety_get(struct pack_reader *r, const struct node *map)
{
    const struct node *list = pack_get_list(r, map, "safety", (size_t)safety_words.n);
    const char **words = ARENA_ARRAY(r->a, const char *, (size_t)safety_words.n);
    unsigned bits = 0;

    for (int i = 0; i < safety_words.n; i++)
        words[i] = word_code(&safety_words, i);
    for (size_t i = 0; list && i < list->n; i++) {
        int safety = pack_word_of(r, list->child[i], words, (size_t)safety_words.n);
        if (safety > 0)
            bits |= 1u << safety;
    }
    return bits;
}

/* Rules by which a complaint is significant. */
static struct pack_words why_get(struct pack_reader *r, const struct node *map)
{
    struct pack_words codes = pack_get_names(r, map, "significant_why");

    for (size_t i = 0; i < codes.n; i++)
        if (!pack_significant(r->v, codes.word[i]))
            pack_wrong(
                r, node_get(map, "significant_why")->line,
                N_("rule \"{name}\" is none of the pack's: write it under \"significant\" first"),
                "name", codes.word[i], NULL);
    return codes;
}

static struct pack_gate gate_of(struct pack_reader *r, const struct node *node)
{
    const struct pack_field *field = field_get(r, node, "field");
    struct pack_gate g = {
        .name = pack_get_name(r, node, "name"),
        .before = pack_get_stage(r, node, "before"),
        .closing = closing_get(r, node),
        .classes = pack_get_classes(r, node),
        .field = field ? field->name : NULL,
        .answers = answers_read(r, node, "answers", field),
        .safety = safety_get(r, node),
        .significant = pack_get_bool(r, node, "significant"),
        .significant_why = why_get(r, node),
        .breaches = pack_get_bool(r, node, "breach_causes"),
        .said = pack_languages(r, node, SENTENCE_MOST),
    };

    if (!!node_get(node, "field") + pack_get_bool(r, node, "published") + g.breaches != 1)
        pack_wrong(r, node->line,
                   N_("a gate asks for one thing: write \"field\", \"published: true\" or "
                      "\"breach_causes: true\""),
                   NULL);
    if (g.before == GATE_RECEIPT || g.before == GATE_ACKNOWLEDGEMENT)
        pack_wrong(r, node_get(node, "before")->line,
                   N_("nothing keeps a complaint from being received and acknowledged: write a "
                      "later step, or \"required: true\" at a field of receipt"),
                   NULL);
    if (g.closing && g.before != GATE_CLOSING)
        pack_wrong(r, node_get(node, "closing")->line,
                   N_("\"closing\" goes with \"before: closing\": take it out"), NULL);
    pack_get_when(r, node, &g.when_field, &g.when_answers);
    return g;
}

static bool gate_there(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; i < v->n_gates; i++)
        if (v->gate[i].name && strcmp(v->gate[i].name, name) == 0)
            return true;
    return false;
}

void pack_read_gates(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MAY },
                                            { "before", KEY_MUST },
                                            { "closing", KEY_MAY },
                                            { "classes", KEY_MAY },
                                            { "field", KEY_MAY },
                                            { "answers", KEY_MAY },
                                            { "when_field", KEY_MAY },
                                            { "when_answers", KEY_MAY },
                                            { "published", KEY_MAY },
                                            { "safety", KEY_MAY },
                                            { "significant", KEY_MAY },
                                            { "significant_why", KEY_MAY },
                                            { "breach_causes", KEY_MAY },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "gates", PACK_GATES);
    struct pack_gate *gates = ARENA_ARRAY(r->a, struct pack_gate, list ? list->n : 0);

    r->v->gate = gates;
    for (size_t i = 0; list && i < list->n; i++) {
        const char *name;
        if (!pack_keys(r, list->child[i], N_("a gate"), keys))
            continue;
        gates[r->v->n_gates] = gate_of(r, list->child[i]);
        name = gates[r->v->n_gates].name;
        if (name && gate_there(r->v, name))
            pack_wrong(r, list->child[i]->line,
                       N_("gate \"{name}\" stands twice: take one of them out"), "name", name,
                       NULL);
        r->v->n_gates++;
    }
}

/* -- solved on the spot -- */

struct pack_words pack_get_fields(struct pack_reader *r, const struct node *map, const char *key)
{
    struct pack_words names = pack_get_names(r, map, key);

    for (size_t i = 0; i < names.n; i++)
        if (!pack_field(r->v, names.word[i]))
            pack_wrong(
                r, node_get(map, key)->line,
                N_("field \"{name}\" is none of the pack's: write it under \"fields\" first"),
                "name", names.word[i], NULL);
    return names;
}

/* The short form has room for a line or two, and a case that is not there yet no files. */
static void asks_check(struct pack_reader *r, const struct node *map, const struct pack_words *asks)
{
    for (size_t i = 0; i < asks->n; i++) {
        const struct pack_field *f = pack_field(r->v, asks->word[i]);
        if (f && (f->kind == OWN_TABLE || f->kind == OWN_FILE || f->stage == GATE_RECEIPT))
            pack_wrong(r, node_get(map, "asks")->line,
                       N_("\"{name}\" is a table, a file or asked on receipt anyway: take it out"),
                       "name", f->name, NULL);
    }
}

void pack_read_spot(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "asks", KEY_MAY },   { "field", KEY_MAY },
                                            { "answer", KEY_MAY }, { "without", KEY_MAY },
                                            { "why", KEY_MAY },    { 0 } };
    const struct node *node = node_get(top, "on_the_spot");
    const struct pack_field *f;

    if (!node || !pack_keys(r, node, N_("what is solved on the spot"), keys))
        return;
    f = field_get(r, node, "field");
    r->v->spot = (struct pack_spot){ .asks = pack_get_fields(r, node, "asks"),
                                     .field = f ? f->name : NULL,
                                     .answer = pack_get_name(r, node, "answer"),
                                     .without = pack_get_fields(r, node, "without"),
                                     .why = pack_get_languages(r, node, "why", SENTENCE_MOST) };
    asks_check(r, node, &r->v->spot.asks);
    if (f ? !r->v->spot.answer || !choice_there(f, r->v->spot.answer)
          : r->v->spot.answer && !node_get(node, "field"))
        pack_wrong(r, node->line,
                   N_("\"field\" goes with an \"answer\" that is one of its choices"), NULL);
    if (r->v->spot.without.n > 0 && !node_get(node, "why"))
        pack_wrong(r, node->line,
                   N_("what its closing does not ask for has a reason: write \"why\""), NULL);
}
