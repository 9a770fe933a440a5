/* GET /desk/settings/procedure: the pack in force as a flow and as tables, with how many complaints
 * stand where. The flow is a list: what is drawn is what is read. [G-a] */
#include "designer/designer.h"

#include "base/buf.h"
#include "complaint/clock_words.h"
#include "complaint/pack_version.h"
#include "complaint/words.h"
#include "db/designer_sql.h"
#include "db/packs_sql.h"
#include "designer/branches.h"
#include "designer/designer_view.h"
#include "designer/parts.h"
#include "designer/parts_page.h"
#include "designer/versions.h"
#include "designer/vocabulary.h"
#include "edge/edge.h"
#include "people/named_teams_show.h"
#include "people/packs_flow.h"
#include "people/settings.h"

#include <string.h>

enum { COUNTED = 100000 };

static const struct field stage_count_fields[] = {
    FIELD(struct stage_count, stage),
    FIELD(struct stage_count, class),
    FIELD(struct stage_count, value),
    FIELD(struct stage_count, others),
};
const struct record stage_count_record = RECORD(struct stage_count, stage_count_fields);

/* What is drawn. */
struct drawing {
    struct req *rq;
    const struct procedure *p;
    const struct pack_version *v;
    struct rows counts;                  /* struct stage_count */
    const struct pack_version **version; /* those of the pack, where `v` has not all classes */
    size_t n_versions;
    const char *yaml; /* of `v` */
    struct vocabulary words;
};

static const char *own(const struct drawing *d, const struct pack_text *text)
{
    return text->in[d->rq->lang->index];
}

/* The step whose turn it is at a stage. */
static enum gate_step turn(const char *stage)
{
    static const enum gate_step turns[] = {
        [STAGE_RECEIVED] = GATE_ACKNOWLEDGEMENT, [STAGE_ACKNOWLEDGED] = GATE_ASSESSMENT,
        [STAGE_ASSESSED] = GATE_INVESTIGATION,   [STAGE_INVESTIGATING] = GATE_INVESTIGATION,
        [STAGE_RESPONDING] = GATE_RESPONSE,      [STAGE_DECIDED] = GATE_COMMUNICATION,
        [STAGE_REVIEWING] = GATE_DECISION,       [STAGE_REMEDYING] = GATE_CLOSING,
    };
    int at = word_value(&stage_words, stage);

    return at > 0 && at < (int)COUNT(turns) ? turns[at] : GATE_NONE;
}

/* -- the flow -- */

static const char *class_name(const struct drawing *d, const char *code)
{
    const struct pack_class *c = pack_class(d->v, code);

    for (size_t i = d->n_versions; !c && i-- > 0;)
        c = pack_class(d->version[i], code);
    if (!*code)
        return lang_text(d->rq->lang, N_("Without a class"));
    return c ? own(d, &c->text) : procedure_label(d->p, "class", code, d->rq->lang);
}

/* Who stands at the step, class by class: the branches of the flow. */
static void here(const struct drawing *d, enum gate_step step, struct designer_step_view *out)
{
    const struct stage_count *count = d->counts.row;
    struct designer_line *parts = ARENA_ARRAY(d->rq->a, struct designer_line, d->counts.n);
    int64_t all = 0;
    size_t n = 0;

    for (size_t i = 0; i < d->counts.n; i++) {
        if (turn(count[i].stage) != step)
            continue;
        all += count[i].value;
        parts[n++].a = lang_format(
            d->rq->a, d->rq->lang, N_("{class}, {stage}: {n}"), "class",
            class_name(d, count[i].class), "stage",
            lang_text(d->rq->lang,
                      word_label(&stage_words, word_value(&stage_words, count[i].stage))),
            "n", lang_number(d->rq->a, d->rq->lang, count[i].value), NULL);
    }
    out->parts = (struct rows){ parts, n };
    if (step != GATE_RECEIPT)
        out->here = lang_plural(d->rq->a, d->rq->lang,
                                N_PLURAL("1 complaint is here", "{n} complaints are here"), all);
}

static const char *classes_of(const struct drawing *d, const struct pack_words *classes)
{
    struct buf b = buf_new(d->rq->a);

    for (size_t i = 0; i < classes->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " · " : "", class_name(d, classes->word[i]));
    return b.n > 0 ? buf_text(&b) : lang_text(d->rq->lang, N_("all classes"));
}

/* When the nth condition holds. */
static const char *conditions_of(const struct drawing *d, size_t i)
{
    const struct node *list = node_get(d->words.top, "gates");
    bool there = list && list->kind == NODE_LIST && list->n == d->v->n_gates;
    const char *words = there ? part_conditions(&d->words, list->child[i]) : "";

    return *words ? words : lang_text(d->rq->lang, N_("always"));
}

static struct rows gates_of(const struct drawing *d, enum gate_step step)
{
    struct designer_line *list = ARENA_ARRAY(d->rq->a, struct designer_line, d->v->n_gates);
    size_t n = 0;

    for (size_t i = 0; i < d->v->n_gates; i++)
        if (d->v->gate[i].before == step)
            list[n++] = (struct designer_line){ .a = own(d, &d->v->gate[i].said),
                                                .b = conditions_of(d, i) };
    return (struct rows){ list, n };
}

static const char *asked_of(const struct drawing *d, const struct pack_field *f)
{
    return lang_text(d->rq->lang,
                     f->asked_of_complainant ? N_("of the complainant") : N_("of staff"));
}

static struct rows fields_of(const struct drawing *d, enum gate_step step)
{
    struct designer_line *list = ARENA_ARRAY(d->rq->a, struct designer_line, d->v->n_fields);
    size_t n = 0;

    for (size_t i = 0; i < d->v->n_fields; i++)
        if (d->v->field[i].stage == step)
            list[n++] = (struct designer_line){ .a = own(d, &d->v->field[i].text),
                                                .b = asked_of(d, &d->v->field[i]) };
    return (struct rows){ list, n };
}

static struct rows steps_of(const struct drawing *d)
{
    struct designer_step_view *list = ARENA_ARRAY(d->rq->a, struct designer_step_view, GATE_STEPS);
    size_t n = 0;

    for (int i = GATE_RECEIPT; i < GATE_STEPS; i++) {
        struct designer_step_view *step = &list[n++];
        step->name = lang_text(d->rq->lang, word_label(&gate_step_words, i));
        here(d, (enum gate_step)i, step);
        step->gates = gates_of(d, (enum gate_step)i);
        step->fields = fields_of(d, (enum gate_step)i);
    }
    return (struct rows){ list, n };
}

/* -- the tables -- */

static struct rows class_lines(const struct drawing *d)
{
    struct designer_line *list = ARENA_ARRAY(d->rq->a, struct designer_line, d->v->n_classes);
    const struct stage_count *count = d->counts.row;

    for (size_t i = 0; i < d->v->n_classes; i++) {
        const struct pack_class *c = &d->v->class[i];
        int64_t open = 0;
        for (size_t j = 0; j < d->counts.n; j++)
            open += strcmp(count[j].class, c->code) == 0 ? count[j].value : 0;
        list[i] = (struct designer_line){
            .a = own(d, &c->text),
            .b = c->parent >= 0 ? own(d, &d->v->class[c->parent].text) : "–",
            .c = c->team ? c->team : "–",
            .d = lang_number(d->rq->a, d->rq->lang, open),
        };
    }
    return (struct rows){ list, d->v->n_classes };
}

static struct rows field_lines(const struct drawing *d)
{
    struct designer_line *list = ARENA_ARRAY(d->rq->a, struct designer_line, d->v->n_fields);

    for (size_t i = 0; i < d->v->n_fields; i++) {
        const struct pack_field *f = &d->v->field[i];
        list[i] = (struct designer_line){
            .a = own(d, &f->text),
            .b = lang_text(d->rq->lang, word_label(&gate_step_words, (int)f->stage)),
            .c = lang_format(d->rq->a, d->rq->lang,
                             f->required ? N_("{whom}, must be filled in") : N_("{whom}"), "whom",
                             asked_of(d, f), NULL),
            .d = classes_of(d, &f->classes),
        };
    }
    return (struct rows){ list, d->v->n_fields };
}

static struct rows gate_lines(const struct drawing *d)
{
    struct designer_line *list = ARENA_ARRAY(d->rq->a, struct designer_line, d->v->n_gates);

    for (size_t i = 0; i < d->v->n_gates; i++) {
        const struct pack_gate *g = &d->v->gate[i];
        const struct pack_field *f = pack_field(d->v, g->field);
        const char *step = word_label(&gate_step_words, (int)g->before);
        list[i] = (struct designer_line){ .a = lang_text(d->rq->lang, step),
                                          .b = own(d, &g->said),
                                          .c = f ? own(d, &f->text) : g->field,
                                          .d = conditions_of(d, i) };
    }
    return (struct rows){ list, d->v->n_gates };
}

static const char *clock_time(const struct drawing *d, const struct clock_rule_row *r)
{
    const struct pack_field *until = pack_clock_until(d->v, r->name);

    if (until)
        return lang_format(d->rq->a, d->rq->lang, N_("until the day of “{field}”"), "field",
                           own(d, &until->text), NULL);
    return clock_length_words(d->rq->a, d->rq->lang, clock_unit_of(r->unit), r->length);
}

/* Events divided by blanks, as people call them. */
static const char *events(const struct drawing *d, const char *codes)
{
    const char *all = NULL;

    for (const char *s = codes; *s; s += strcspn(s, " "), s += strspn(s, " ")) {
        const char *code = arena_strn(d->rq->a, s, strcspn(s, " "));
        const char *name = vocabulary_name(&d->words, OF_EVENTS, NULL, code);
        all = all ? lang_format(d->rq->a, d->rq->lang, N_("{one} or {other}"), "one", all, "other",
                                name ? name : code, NULL)
                  : (name ? name : code);
    }
    return all ? all : "";
}

/* A clock with a day of its own starts when that is written down. */
static const char *clock_starts(const struct drawing *d, const struct clock_rule_row *r)
{
    const struct pack_field *until = pack_clock_until(d->v, r->name);

    return until ? lang_format(d->rq->a, d->rq->lang, N_("answered: {field}"), "field",
                               own(d, &until->text), NULL)
                 : events(d, r->starts);
}

static const char *calendar_words(const struct drawing *d, const char *calendar)
{
    const char *name = calendar ? vocabulary_name(&d->words, OF_CALENDARS, NULL, calendar) : NULL;

    if (!calendar)
        calendar = lang_text(d->rq->lang, d->v->calendar ? N_("The calendar of the procedure")
                                                         : N_("The organisation's own calendar"));
    return name ? name : calendar;
}

static struct rows clock_lines(const struct drawing *d)
{
    struct designer_line *list = ARENA_ARRAY(d->rq->a, struct designer_line, d->v->n_clocks);

    for (size_t i = 0; i < d->v->n_clocks; i++) {
        const struct clock_rule_row *r = &d->v->clock[i];
        list[i] = (struct designer_line){
            .a = clock_rule_label(r, d->rq->lang),
            .b = clock_time(d, r),
            .c = lang_format(d->rq->a, d->rq->lang, N_("from “{starts}” to “{stops}”"), "starts",
                             clock_starts(d, r), "stops", events(d, r->stops), NULL),
            .d = calendar_words(d, r->calendar),
        };
    }
    return (struct rows){ list, d->v->n_clocks };
}

/* -- who stands where, as a table -- */

static int64_t standing(const struct drawing *d, const char *class, const char *stage)
{
    const struct stage_count *count = d->counts.row;
    int64_t n = 0;

    for (size_t i = 0; i < d->counts.n; i++)
        if (strcmp(count[i].stage, stage) == 0 && (!class || strcmp(count[i].class, class) == 0))
            n += count[i].value;
    return n;
}

/* The stages of open complaints. */
static size_t stages_open(const char *out[])
{
    size_t n = 0;

    for (int i = STAGE_RECEIVED; i < stage_words.n; i++)
        if (i != STAGE_CLOSED && word_code(&stage_words, i))
            out[n++] = word_code(&stage_words, i);
    return n;
}

static struct designer_here here_line(const struct drawing *d, const char *class, const char *name,
                                      const char *const stage[], size_t n)
{
    struct designer_cell *cell = ARENA_ARRAY(d->rq->a, struct designer_cell, n);

    for (size_t i = 0; i < n; i++)
        cell[i].text = lang_number(d->rq->a, d->rq->lang, standing(d, class, stage[i]));
    return (struct designer_here){ .class = name, .cells = { cell, n } };
}

/* Complaints also stand in classes that the procedure does not name: the organisation's own. */
static size_t here_others(const struct drawing *d, struct designer_here *line, size_t n,
                          const char *const stage[], size_t stages)
{
    const struct stage_count *count = d->counts.row;

    for (size_t i = 0; i < d->counts.n; i++) {
        size_t first = 0;
        while (strcmp(count[first].class, count[i].class) != 0)
            first++;
        if (first == i && *count[i].class && !pack_class(d->v, count[i].class))
            line[n++] = here_line(d, count[i].class, class_name(d, count[i].class), stage, stages);
    }
    return n;
}

static void here_table(const struct drawing *d, struct designer_page *page)
{
    const char **stage = ARENA_ARRAY(d->rq->a, const char *, (size_t)stage_words.n);
    size_t stages = stages_open(stage), n = 0;
    struct designer_line *head = ARENA_ARRAY(d->rq->a, struct designer_line, stages);
    struct designer_here *line =
        ARENA_ARRAY(d->rq->a, struct designer_here, d->v->n_classes + d->counts.n + 2);

    for (size_t i = 0; i < stages; i++)
        head[i].a =
            lang_text(d->rq->lang, word_label(&stage_words, word_value(&stage_words, stage[i])));
    for (size_t i = 0; i < d->v->n_classes; i++)
        line[n++] = here_line(d, d->v->class[i].code, own(d, &d->v->class[i].text), stage, stages);
    n = here_others(d, line, n, stage, stages);
    line[n++] = here_line(d, "", class_name(d, ""), stage, stages);
    line[n++] = here_line(d, NULL, lang_text(d->rq->lang, N_("All")), stage, stages);
    page->stages = (struct rows){ head, stages };
    page->here = (struct rows){ line, n };
}

/* Parts that have no table of their own above. */
static struct rows other_tables(const struct drawing *d)
{
    static const char *const shown[] = { "Classes of complaints", "Fields", "Conditions",
                                         "Time limits" };
    struct rows parts = parts_tables(d->rq, d->p, d->yaml, false);
    const struct designer_table *table = parts.row;
    struct designer_table *list = ARENA_ARRAY(d->rq->a, struct designer_table, parts.n);
    size_t n = 0;

    for (size_t i = 0; i < parts.n; i++) {
        bool above = false;
        for (size_t k = 0; k < COUNT(shown); k++)
            above |= strcmp(table[i].title, lang_text(d->rq->lang, shown[k])) == 0;
        if (!above)
            list[n++] = table[i];
    }
    return (struct rows){ list, n };
}

static bool text_load(struct drawing *d)
{
    struct pack_version_row row = { 0 };
    struct yaml_fault fault;
    struct node *top = NULL;

    if (!sql_pack_version_text(d->rq->a, d->rq->db, d->v->id, &row, d->rq->err))
        return false;
    d->yaml = row.yaml;
    if (!yaml_tree(d->rq->a, row.yaml, strlen(row.yaml), &top, &fault))
        top = NULL;
    d->words = (struct vocabulary){ d->rq->a, d->rq->lang, top, d->p };
    return true;
}

/* Complaints may stand in classes that the version in force has no more. */
static bool versions_load(struct drawing *d)
{
    const struct stage_count *count = d->counts.row;
    const struct pack_version_row *row;
    bool needed = false;
    struct rows rows;

    for (size_t i = 0; i < d->counts.n; i++)
        needed |= *count[i].class && !pack_class(d->v, count[i].class);
    if (!needed)
        return true;
    if (!pack_list_all(edge_act(d->rq), &rows, d->rq->err))
        return false;
    row = rows.row;
    d->version = ARENA_ARRAY(d->rq->a, const struct pack_version *, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(row[i].name, d->v->name) == 0 &&
            !procedure_pack(d->p, d->rq->db, row[i].id, &d->version[d->n_versions++], d->rq->err))
            return false;
    return true;
}

static const char *others(const struct drawing *d)
{
    const struct stage_count *count = d->counts.row;
    int64_t n = 0;

    for (size_t i = 0; i < d->counts.n; i++)
        n += count[i].others;
    return n > 0 ? lang_plural(d->rq->a, d->rq->lang,
                               N_PLURAL("1 of the open complaints follows another version of this "
                                        "procedure, until it is closed.",
                                        "{n} of the open complaints follow another version of "
                                        "this procedure, until they are closed."),
                               n)
                 : NULL;
}

static bool page_fill(struct req *rq, const struct procedure *p, const struct pack_version *v,
                      struct designer_page *page)
{
    struct drawing d = { .rq = rq, .p = p, .v = v };
    struct rows branches;

    if (!text_load(&d) ||
        !sql_stage_counts(rq->a, rq->db, v->name, v->id, COUNTED, &d.counts, rq->err) ||
        !sql_branch_counts(rq->a, rq->db, v->name, COUNTED, &branches, rq->err) ||
        !versions_load(&d))
        return false;
    page->title = own(&d, &v->title);
    page->about = own(&d, &v->about);
    page->version = lang_format(rq->a, rq->lang, N_("{name}, version {version}"), "name", v->name,
                                "version", lang_number(rq->a, rq->lang, v->version), NULL);
    page->sources = arena_printf(rq->a, "/desk/settings/packs/%s@%" PRId64, v->name, v->version);
    page->others = others(&d);
    page->steps = steps_of(&d);
    page->branches = branches_show(rq, &branches);
    page->classes = class_lines(&d);
    page->fields = field_lines(&d);
    page->gates = gate_lines(&d);
    page->clocks = clock_lines(&d);
    here_table(&d, page);
    page->tables = other_tables(&d);
    return true;
}

static bool procedure_get(struct req *rq)
{
    struct designer_page page = { .title = lang_text(rq->lang, N_("Procedure designer")),
                                  .done = settings_done(rq) };
    const struct procedure *p;
    const struct pack_version *v;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err))
        return false;
    page.none = v == NULL;
    if (v && (!page_fill(rq, p, v, &page) || !named_teams_lines(rq, v, DESIGNER, &page.teams)))
        return false;
    return req_render(rq, "desk/designer.html", &designer_page_record, &page);
}

const struct route designer_routes[] = {
    { GET, DESIGNER, MAY_ADMINISTER, procedure_get, 0 },
    { 0 },
};
