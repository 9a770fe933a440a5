/*
 * What the reader of packs refused, at the inputs of the form. The problem knows the byte of the
 * text at which the fault is; the thing in that text knows by which key it was reached.
 */
#include "designer/part_form.h"

#include "complaint/pack_problem.h"
#include "designer/compare_words.h"
#include "designer/parts_parts.h"
#include "people/settings.h"

#include <string.h>

static bool stands_in(const struct node *n, size_t at)
{
    return n && at >= n->from && at < n->to;
}

/* Which row of the form the nth of the things that were written was. */
static size_t row_of(const struct part_form *f, const struct part_key *k, size_t nth)
{
    size_t rows = part_rows(f, k), row = 0;

    for (; row < rows; row++) {
        const char *prefix = part_row_prefix(f->rq->a, k, row);
        bool filled = false;
        for (size_t i = 0; i < f->rq->form->n && !filled; i++)
            filled = strncmp(f->rq->form->fields[i].name, prefix, strlen(prefix)) == 0 &&
                     *f->rq->form->fields[i].value;
        if (filled && nth-- == 0)
            break;
    }
    return row;
}

static const struct part_key *key_named(const struct pack_part *part, const char *key)
{
    for (size_t i = 0; i < part->n_keys; i++)
        if (part->key[i].key && !part->key[i].in && strcmp(part->key[i].key, key) == 0)
            return &part->key[i];
    return NULL;
}

static const struct part_key *key_in(const struct pack_part *part, const char *in, const char *key)
{
    const struct part_key *first = NULL;

    for (size_t i = 0; i < part->n_keys; i++)
        if (part->key[i].in && strcmp(part->key[i].in, in) == 0) {
            if (key && strcmp(part->key[i].key, key) == 0)
                return &part->key[i];
            first = first ? first : &part->key[i];
        }
    return first;
}

/* Where it is: the input, and what its words are. */
struct place {
    const char *input, *label;
    bool missing;     /* nothing stands there */
    const char *code; /* what the text calls it */
    enum part_kind kind;
    const char *row; /* "Choice 2"; NULL = the thing itself */
};

struct looking {
    struct part_form *f;
    const struct pack_problem *problem;
    const char *named; /* the key that the problem names, or NULL */
};

static bool look(const struct looking *l, const struct pack_part *part, const char *prefix,
                 const struct node *thing, struct place *out);

static void set(const struct looking *l, struct place *out, const struct pack_part *part,
                const struct part_key *k, const char *prefix, const char *name)
{
    struct part_form *f = l->f;

    out->input = arena_printf(f->rq->a, "%s%s", prefix, name);
    out->label = part_label(f->rq->a, f->rq->lang, part, k);
    out->code = k->key;
    out->kind = k->kind;
}

/* "What it is called (English)". */
static void in_language(const struct looking *l, struct place *out, const char *tag)
{
    if (pack_key_lang(tag))
        out->label = lang_format(l->f->rq->a, l->f->rq->lang, N_("{what} ({language})"), "what",
                                 out->label, "language", pack_key_lang(tag)->name, NULL);
}

static const struct part_key *words_key(const struct pack_part *part)
{
    for (size_t i = 0; i < part->n_keys; i++)
        if (part->key[i].kind == PART_LANGUAGES)
            return &part->key[i];
    return NULL;
}

/* The language of a text in four. */
static const char *language_at(const struct looking *l, const struct node *map)
{
    for (size_t i = 0; i + 1 < map->n; i += 2)
        if (pack_key_lang(map->child[i]->text) && stands_in(map->child[i + 1], l->problem->at))
            return map->child[i]->text;
    return l->named && pack_key_lang(l->named) ? l->named : langs[0].tag;
}

static bool look_in(const struct looking *l, const struct pack_part *part, const char *prefix,
                    const struct part_key *k, const struct node *value, struct place *out)
{
    struct arena *a = l->f->rq->a;

    if (k->kind == PART_LANGUAGES_BELOW && value->kind == NODE_MAP) {
        const char *tag = language_at(l, value);
        set(l, out, part, k, prefix, arena_printf(a, "%s.%s", k->key, tag));
        in_language(l, out, tag);
        out->missing = !node_get(value, tag);
        return true;
    }
    if (k->in && l->named && l->problem->at == value->from && !node_get(value, l->named))
        out->missing = true;
    if (k->kind == PART_THINGS && value->kind == NODE_LIST) {
        for (size_t i = 0; i < value->n; i++)
            if (stands_in(value->child[i], l->problem->at) && *prefix == '\0' &&
                part_rows(l->f, k) > 0) {
                size_t row = row_of(l->f, k, i);
                out->row = part_row_words(l->f, k, row);
                return look(l, k->things, part_row_prefix(a, k, row), value->child[i], out);
            }
    }
    set(l, out, part, k, prefix, part_input(a, k));
    return true;
}

/* What the text says at the fault, or what it does not say there. */
static bool look(const struct looking *l, const struct pack_part *part, const char *prefix,
                 const struct node *thing, struct place *out)
{
    const struct part_key *k = l->named ? key_named(part, l->named) : NULL;
    size_t at = l->problem->at;

    if (at == thing->from && l->named && !node_get(thing, l->named) &&
        (k || (pack_key_lang(l->named) && words_key(part)))) {
        set(l, out, part, k ? k : words_key(part), prefix, l->named);
        in_language(l, out, l->named);
        return out->missing = true;
    }
    for (size_t i = 0; thing->kind == NODE_MAP && i + 1 < thing->n; i += 2) {
        const struct node *value = thing->child[i + 1];
        const char *key = thing->child[i]->text;
        if (!stands_in(value, at) || (at == thing->from && value->kind != NODE_TEXT))
            continue;
        if (part->code && strcmp(part->code, key) == 0) {
            out->input = arena_printf(l->f->rq->a, "%snew", prefix);
            return true;
        }
        if (pack_key_lang(key) && words_key(part)) {
            set(l, out, part, words_key(part), prefix, key);
            in_language(l, out, key);
            return true;
        }
        k = key_named(part, key);
        if (!k) /* in a mapping */
            k = key_in(part, key, l->named);
        if (k && k->in)
            for (size_t j = 0; value->kind == NODE_MAP && j + 1 < value->n; j += 2)
                if (stands_in(value->child[j + 1], at))
                    k = key_in(part, key, value->child[j]->text);
        return k && look_in(l, part, prefix, k, value, out);
    }
    return false;
}

/* Keys of the text by the labels of the form. */
static const char *words(const struct part_form *f, const struct place *p,
                         const struct pack_problem *problem)
{
    struct pack_problem one = *problem;

    for (size_t i = 0; i + 1 < COUNT(one.arg) && one.arg[i]; i += 2)
        if (p->code && strcmp(one.arg[i], "name") == 0 && strcmp(one.arg[i + 1], p->code) == 0)
            one.arg[i + 1] = p->label;
    return pack_problem_words(f->rq->a, f->rq->lang, &one);
}

static const char *named_in(const struct pack_problem *problem)
{
    for (size_t i = 0; i + 1 < COUNT(problem->arg) && problem->arg[i]; i += 2)
        if (strcmp(problem->arg[i], "name") == 0)
            return problem->arg[i + 1];
    return NULL;
}

/* What the reader says to whoever writes the text, said to whoever has the form: by the message,
 * with the input where it says nothing of a key. */
static const struct {
    const char *id, *input, *text;
} said[] = {
    { "a field to choose in has no \"choices\": write them", "choices",
      N_("Please fill in at least one choice.") },
    { "a table has no \"columns\": write them", "columns",
      N_("Please fill in at least one column.") },
    { "a chain has at least two steps: write more, or take it out", "chain",
      N_("Please fill in at least two steps.") },
    { "a step that asks for something belongs to a complaint that is there: write its \"stages\"",
      "stages", N_("A step that asks for something belongs to steps of clause 7: choose them.") },
    { "what people write is sealed: \"sealed: false\" goes with choice and yes_no only", "sealed",
      N_("What people write is sealed. Only what is chosen may be open.") },
    { "a complainant is asked on receipt: write \"stage: receipt\"", "stage",
      N_("Complainants are asked at the receipt only: choose that step.") },
    { "nothing keeps a complaint from being acknowledged: write \"stage: assessment\"", "stage",
      N_("Nothing keeps a complaint from being acknowledged: choose a later step.") },
    { "only a text or a number is looked for elsewhere: take \"alike\" out", "alike",
      N_("Only a line of text or a number is looked for elsewhere.") },
    { "\"{name}\" goes with \"kind: date\" of a stage later than receipt: take it out", NULL,
      N_("This goes with a day only, at a step later than the receipt.") },
    { "\"is: received\" goes with \"kind: date\" and \"stage: receipt\", asked of staff: take it "
      "out",
      "is", N_("This goes with a day only, asked of staff at the receipt.") },
    { "\"{name}\" is nobody who can be known to answer: write \"superior\", or a role that has a "
      "\"team\"",
      "answered_by", N_("Choose the superior, or a role that has a team.") },
    { "\"answered_by\" goes with a field of a stage later than receipt that no task and no short "
      "form fills in: take it out",
      "answered_by",
      N_("This goes with a field of a later step than the receipt, which no task and no short form "
         "fills in.") },
    { "\"event_answers\" go with an \"event\": write its name", "event",
      N_("Please name what time limits are told by these answers.") },
    { "\"when_field\" goes with \"when_answers\": write them", "when_answers",
      N_("Please choose the answers of that field too.") },
    { "\"when_answers\" go with \"when_field\": write it", "when_field",
      N_("Please choose the field of these answers too.") },
    { "a gate asks for one thing: write \"field\", \"published: true\" or \"breach_causes: true\"",
      "field",
      N_("A condition asks for one thing: a field, a published result, or the causes of missed "
         "dates.") },
    { "\"closing\" goes with \"before: closing\": take it out", "closing",
      N_("This goes with a condition before the closing only.") },
    { "every complaint would be significant: write at least one condition", "signals",
      N_("Every complaint would be significant: choose at least one condition.") },
    { "a task is of a team or of somebody outside: write one of them", "team",
      N_("A task is for a team or for somebody outside, not for both.") },
    { "a task fills fields in when somebody outside is asked: write \"outside\"", "outside",
      N_("Fields are filled in only when somebody outside is asked: choose who.") },
    { "a column shows one thing: write either \"fact\" or \"field\"", "fact",
      N_("A column shows one thing: choose either what it shows or a field.") },
    { "a letter names a source and no time: write \"within\", the time its passages name", "within",
      N_("A source is of a time: give it, or no source.") },
    { "a clock that cannot be made longer needs no \"extends_source\": write \"extends\", or take "
      "it out",
      "extends",
      N_("A source of how much longer goes with a time limit that can be made longer.") },
    { "\"field\" goes with an \"answer\" that is one of its choices", "answer",
      N_("Please choose the answer of that field that says so.") },
    { "what its closing does not ask for has a reason: write \"why\"", "why.en",
      N_("Please say why its closing does not ask for that.") },
    { "\"{name}\" is a table, a file or asked on receipt anyway: take it out", "asks",
      N_("The short form cannot ask for a table or a file, and asks for the fields of the receipt "
         "anyway.") },
    { "a question to choose in has two \"choices\" at least: write them", "choices",
      N_("Please fill in at least two choices.") },
    { "the last route is for all others: write one more, without conditions", "classes",
      N_("The last route is for all other complaints, without conditions: make that one first, or "
         "move this one up.") },
};

static const char *by_kind(enum part_kind kind)
{
    switch (kind) {
    case PART_SPAN:
        return N_("Please give a whole number and a unit.");
    case PART_MONEY:
        return N_("Please give a sum and its currency in three letters, such as 200.00 and CNY.");
    case PART_LONGER:
        return N_("Please write whole numbers.");
    case PART_WEEK:
        return N_("Please give each period a begin and an end, such as 09:00 and 12:00, one after "
                  "the other.");
    default:
        return NULL;
    }
}

size_t part_refusals(size_t i, const char **id)
{
    *id = i < COUNT(said) ? said[i].id : NULL;
    return COUNT(said);
}

/* A code that another one has. */
static bool stands_twice(const struct looking *l, const struct pack_part *part,
                         const struct node *thing)
{
    const struct node *code = part->code ? node_get(thing, part->code) : NULL;

    return code && l->named && code->kind == NODE_TEXT && l->problem->at == thing->from &&
           strcmp(code->text, l->named) == 0;
}

static struct field_error found(const struct looking *l, const struct node *thing, struct place *p)
{
    struct part_form *f = l->f;
    bool here = stands_in(thing, l->problem->at);
    bool there = here && look(l, f->part, f->prefix, thing, p);
    const char *text = there ? by_kind(p->kind) : NULL;

    if (there && p->missing && p->label)
        return (struct field_error){
            .field = p->input,
            .text = lang_format(f->rq->a, f->rq->lang, N_("Please fill in: {what}"), "what",
                                p->label, NULL),
        };
    for (size_t i = 0; here && i < COUNT(said); i++)
        if (strcmp(said[i].id, l->problem->id) == 0 &&
            (there || (said[i].input && l->problem->at == thing->from)))
            return (struct field_error){
                .field =
                    said[i].input && (!there || !strchr(p->input, '.')) ? said[i].input : p->input,
                .text = lang_text(f->rq->lang, said[i].text),
            };
    if (there)
        return (struct field_error){
            .field = p->input,
            .text = text ? lang_text(f->rq->lang, text)
                         : lang_format(f->rq->a, f->rq->lang, N_("That does not fit: {problem}"),
                                       "problem", words(f, p, l->problem), NULL),
        };
    if (here && part_asks_code(f) && stands_twice(l, f->part, thing))
        return (struct field_error){ .field = "new",
                                     .text = lang_text(f->rq->lang,
                                                       N_("Another one is called that already.")) };
    return (struct field_error){ .text = parts_problem(f->rq, l->problem) };
}

/* With the row where it is of one. */
static struct field_error in_row(const struct part_form *f, const struct place *p,
                                 struct field_error e)
{
    if (p->row && e.field && strchr(e.field, '.'))
        e.text = lang_format(f->rq->a, f->rq->lang, N_("{where}: {what}"), "where", p->row, "what",
                             e.text, NULL);
    return e;
}

void part_refused(struct part_form *f, const struct node *thing, const struct pack_problem *problem)
{
    const struct looking l = { f, problem, named_in(problem) };
    struct place p = { 0 };

    if (f->errors.n < COUNT(f->errors.e))
        f->errors.e[f->errors.n++] =
            thing ? in_row(f, &p, found(&l, thing, &p))
                  : (struct field_error){ .text = parts_problem(f->rq, problem) };
}
