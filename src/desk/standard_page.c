/*
 * GET /desk/standard: chains of steps by which complaints are handled elsewhere, each beside clause
 * 7 and ready to be taken into a procedure; the lists of principles; what may be said of
 * conformity.
 */
#include "desk/desk.h"

#include "complaint/pack_read.h"
#include "web/embedded.h"

enum { COLUMNS = GATE_STEPS }; /* what comes before any complaint, then the stages */

static struct rows stages(struct req *rq)
{
    struct chain_cell *list = ARENA_ARRAY(rq->a, struct chain_cell, COLUMNS);

    list[0].text = lang_text(rq->lang, N_("Before a complaint"));
    for (int i = 1; i < COLUMNS; i++)
        list[i].text = desk_word(rq, &gate_step_words, word_code(&gate_step_words, i));
    return (struct rows){ list, COLUMNS };
}

/* The steps that stand for that stage: several may share one, and one may stand for several. */
static const char *cell(struct req *rq, const struct pack_chain *chain, int stage)
{
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < chain->n; i++) {
        unsigned stands = chain->step[i].stages;
        if (stage == GATE_NONE ? stands != 0 : !(stands & 1u << stage))
            continue;
        buf_printf(&b, "%s%zu. %s", b.n > 0 ? "; " : "", i + 1,
                   chain->step[i].text.in[rq->lang->index]);
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

static void languages(struct buf *b, const char *between, const struct pack_text *t)
{
    for (int i = 0; i < LANGS; i++)
        buf_printf(b, "%s%s: \"%s\"", i > 0 ? between : "", langs[i].tag, t->in[i]);
}

static void names(struct buf *b, const struct pack_words *w)
{
    buf_str(b, "fields: [");
    for (size_t i = 0; i < w->n; i++)
        buf_printf(b, "%s%s", i > 0 ? ", " : "", w->word[i]);
    buf_str(b, "], ");
}

/* The own fields that a chain asks for, as they stand under "fields:" of a pack. */
static const char *fields_yaml(struct arena *a, const struct pack_version *v,
                               const struct pack_chain *chain)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < chain->n; i++)
        for (size_t n = 0; n < chain->step[i].fields.n; n++) {
            const struct pack_field *f = pack_field(v, chain->step[i].fields.word[n]);
            buf_printf(&b, "  - name: %s\n    kind: %s\n    stage: %s\n%s    ", f->name,
                       own_kind_code(f->kind), word_code(&gate_step_words, (int)f->stage),
                       f->required ? "    required: true\n" : "");
            languages(&b, "\n    ", &f->text);
            buf_str(&b, "\n");
        }
    return b.n > 0 ? buf_text(&b) : NULL;
}

static const char *yaml(struct arena *a, const struct pack_chain *chain)
{
    struct buf b = buf_new(a);

    buf_printf(&b, "  - name: %s\n    ", chain->name);
    languages(&b, "\n    ", &chain->text);
    buf_str(&b, "\n    chain:\n");
    for (size_t i = 0; i < chain->n; i++) {
        const char *between = "";
        buf_str(&b, "      - {");
        if (chain->step[i].stages)
            buf_str(&b, "stages: [");
        for (int stage = 1; stage < GATE_STEPS; stage++)
            if (chain->step[i].stages & 1u << stage) {
                buf_printf(&b, "%s%s", between, word_code(&gate_step_words, stage));
                between = ", ";
            }
        if (chain->step[i].stages)
            buf_str(&b, "], ");
        if (chain->step[i].called)
            buf_str(&b, "called: true, ");
        if (chain->step[i].carried_out)
            buf_str(&b, "carried_out: true, ");
        if (chain->step[i].fields.n > 0)
            names(&b, &chain->step[i].fields);
        languages(&b, ", ", &chain->step[i].text);
        buf_str(&b, "}\n");
    }
    return buf_text(&b);
}

static struct rows templates(struct req *rq, const struct pack_version *v)
{
    struct chain_template *list = ARENA_ARRAY(rq->a, struct chain_template, v->n_chains + 1);

    for (size_t i = 0; i < v->n_chains; i++) {
        struct chain_cell *cells = ARENA_ARRAY(rq->a, struct chain_cell, COLUMNS);
        for (int stage = 0; stage < COLUMNS; stage++)
            cells[stage].text = cell(rq, &v->chain[i], stage);
        list[i] = (struct chain_template){ .title = v->chain[i].text.in[rq->lang->index],
                                           .yaml = yaml(rq->a, &v->chain[i]),
                                           .fields = fields_yaml(rq->a, v, &v->chain[i]),
                                           .cells = { cells, COLUMNS } };
    }
    return (struct rows){ list, v->n_chains };
}

static bool standard_get(struct req *rq)
{
    const struct embedded *file = embedded_find("data/steps/templates.yaml");
    struct standard_page page = { .stages = stages(rq) };
    struct pack_problems problems;
    const struct pack_version *now;
    const struct procedure *p;
    struct pack_version all;

    if (!pack_read_chain_file(rq->a, (const char *)file->s, file->n, &all, &problems))
        return err_internal(rq->err, "data/steps/templates.yaml:%d: %s", problems.item[0].line,
                            problems.item[0].text);
    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &now, rq->err))
        return false;
    page.templates = templates(rq, &all);
    if (now)
        page.ours = templates(rq, now);
    return req_render(rq, "desk/standard.html", &standard_page_record, &page);
}

const struct route standard_routes[] = {
    { GET, "/desk/standard", MAY_DESK, standard_get, 0 },
    { 0 },
};
